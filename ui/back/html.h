/* html.h: many frames as one page of HTML that needs nothing from elsewhere: frames
 * are pictures with text beside them, one below the other; a script of a few lines
 * shows one at a time. Without scripts, and on paper, all are there.
 *
 * Whatever text is given is escaped, and the page forbids the browser everything but
 * its own style and script. */
#ifndef MEMS_BACK_HTML_H
#define MEMS_BACK_HTML_H

#include "back.h"
#include "frame.h"
#include "theme.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct html {
    FILE *out;
    enum theme theme;
    uint32_t last;             /* the number of the last step there is */
    bool listing, begun;       /* the list of chapters, the steps */
    struct svg_shades shades;  /* of all pictures so far */
};

/* The functions are called in this order, html_list for each chapter, and the three of a
 * step for each. The same frames and texts always give the same bytes. */

/* Begins a page. `title` is UTF-8 from anywhere, as all text here is. */
void html_open(struct html *html, const char *title, enum theme theme, uint32_t last, FILE *out);

/* An entry of the list of chapters: `step` is a step that will be shown. */
void html_list(struct html *html, uint32_t step, const char *chapter);

/* Begins a step. `chapter` begins there, NULL: none does; `halt`: that, or a stop, or the
 * last step shown. */
void html_step(struct html *html, uint32_t step, const char *chapter, bool halt);

/* What the lesson says there, a paragraph. */
void html_say(struct html *html, const char *text);

/* Its frame, what that shows for those who cannot see it, and what happened; ends the step. */
void html_frame(struct html *html, const struct frame *frame, const char *shows,
                const char *story);

/* Ends the page. false: writing failed (errno says why). */
bool html_close(struct html *html);

#endif
