/* parts.h: where each part of the screen stands, for any size of it. A part
 * that has no room has 0 rows or 0 columns. */
#ifndef MEMS_VIEW_PARTS_H
#define MEMS_VIEW_PARTS_H

#include "frame.h"
#include "view.h"

struct parts {
    struct rect title, main, caption, legend, listing, details, memory, story, timeline, footer;
    struct rect request;       /* "Why here?": the size that was asked for, to scale */
    int divider1, divider2;    /* columns of the lines between the panels, -1: none */
    bool brief;                /* a question stands in the place of the story */
    const char *left_out;      /* what has no room, in words; "" if nothing */
};

struct parts screen_parts(const struct view *view, int cols, int rows);

#endif
