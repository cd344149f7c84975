/* screen.h: the terminal, through curses: shows frames and reads keys.
 *
 * However the program ends (close, a fatal signal, an abort) the terminal is
 * as it was. Only curses.c includes <curses.h>. */
#ifndef MEMS_BACK_SCREEN_H
#define MEMS_BACK_SCREEN_H

#include "frame.h"
#include "keys.h"
#include "theme.h"

#include <stdbool.h>
#include <stdio.h>

struct screen;

struct screen_options {
    FILE *in, *out;        /* a terminal each */
    const char *term;      /* NULL: $TERM */
    bool depth_set;        /* else from the terminal, $NO_COLOR and $COLORTERM */
    enum depth depth;
    bool glyphs_set;       /* else from the locale and the terminal */
    enum glyphs glyphs;
};

enum input_kind { INPUT_NONE, INPUT_KEY, INPUT_CLICK, INPUT_WHEEL, INPUT_RESIZE, INPUT_END };

struct input {
    enum input_kind kind;  /* INPUT_NONE: the time is over; INPUT_END: SIGTERM, SIGHUP, SIGINT
                              or no more input */
    uint32_t key;          /* enum key or a character */
    int x, y;              /* INPUT_CLICK, INPUT_WHEEL */
    int wheel;             /* -1 up, 1 down */
};

/* NULL when the terminal cannot be driven (*why says so): no such entry, or
 * it cannot place a cursor. */
struct screen *screen_open(const struct screen_options *options, const char **why);
void screen_close(struct screen *screen); /* NULL is allowed */

void screen_size(const struct screen *screen, int *cols, int *rows);
enum depth screen_depth(const struct screen *screen);
enum glyphs screen_glyphs(const struct screen *screen);

/* Shows the frame: sends what differs from what is there. */
void screen_present(struct screen *screen, const struct frame *frame, enum theme theme);
void screen_redraw(struct screen *screen); /* the next present sends all of it */

/* Waits at most `milliseconds` (0 .. 100 at a time inside) for something. */
struct input screen_input(struct screen *screen, int milliseconds);

/* The signal that made INPUT_END; 0: input ended by itself. */
int screen_signal(const struct screen *screen);

#endif
