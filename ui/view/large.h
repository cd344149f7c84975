/* large.h: names in the bars of a slide, in large letters: all of one size, and parts of
 * bars that are equally long all have them or all lack them, so that what is equal looks
 * equal. */
#ifndef MEMS_VIEW_LARGE_H
#define MEMS_VIEW_LARGE_H

#include "bars.h"

struct large {
    int size;                 /* of the letters (letters.h); 0: there are none */
    int count;
    uint64_t tight[32];       /* a part of so many bytes has no room for its name in them */
};

/* Of `room` cells that show a segment in this bar, those that a part as long would have
 * anywhere; but 2 at least. */
int large_room(const struct mems_segment *segment, const struct span *span, int room);

/* For all bars of the picture; anywhere but on a slide there are none. O(cells). */
struct large large_of(const struct bars *bars, const struct view *view);

/* A name in the bar at row y, its bytes below if they fit: in `room` cells (large_room) of
 * this paper from column x. false: it has no large letters. */
bool paint_large(struct frame *frame, const struct large *large, const struct bars *bars, int x,
                 int y, int room, const struct view *view, const struct mems_segment *segment,
                 const struct span *span, enum role paper);

#endif
