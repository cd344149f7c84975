/* cast.h: frames over time as a recording of a terminal, an asciicast v2: a line
 * of JSON for the whole, then one for each event. It is written as it goes, knows
 * no clock, and holds one frame: the one that a player shows at this moment. */
#ifndef MEMS_BACK_CAST_H
#define MEMS_BACK_CAST_H

#include "frame.h"
#include "theme.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct cast {
    FILE *out;
    enum theme theme;
    enum depth depth;
    enum glyphs glyphs;
    struct frame shown;
    struct look look;      /* that the player's terminal has set */
    bool blank;            /* nothing was shown yet */
    uint64_t now;          /* milliseconds from the start */
};

/* Begins a recording of a terminal of cols x rows. `title` is UTF-8 from anywhere.
 * To be ended with cast_close. false: no memory. */
bool cast_open(struct cast *cast, int cols, int rows, const char *title, enum theme theme,
               enum depth depth, enum glyphs glyphs, FILE *out);

/* Shows a frame of that size now: what differs from the one before is written, with
 * O(cells) work. false: no memory, or writing failed (errno says why). */
bool cast_show(struct cast *cast, const struct frame *frame);

/* A marker at this moment, which players list and jump to: after cast_show. */
void cast_mark(struct cast *cast, const char *label);

/* Time goes by. */
void cast_wait(struct cast *cast, uint64_t milliseconds);

/* Leaves the terminal without attributes and with a cursor, below the picture if
 * there is room. false: writing failed. */
bool cast_end(struct cast *cast);

void cast_close(struct cast *cast);

#endif
