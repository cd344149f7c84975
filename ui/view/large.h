/* large.h: what is equal looks equal on a slide: parts of bars that are equally long have as
 * much room for words as the narrowest of them, since their cells may be one more or less;
 * and names in large letters are all of one size. */
#ifndef MEMS_VIEW_LARGE_H
#define MEMS_VIEW_LARGE_H

#include "bars.h"

#define LARGE_PARTS 64 /* lengths that are compared: the first ones in the picture */

/* Segments in one bar that show so many bytes and are labelled there. */
struct large_part {
    uint64_t bytes;
    int room;                 /* cells that each of them fills alone */
    bool plain;               /* a name among them has no room for large letters */
};

struct large {
    int size;                 /* of the letters (letters.h); 0: there are none */
    int count;
    struct large_part parts[LARGE_PARTS];
};

/* For all bars of the picture; anywhere but on a slide there are no parts. O(cells). */
struct large large_of(const struct bars *bars, const struct view *view);

/* The room for words in the segment's part of this bar, at most `room`. */
int large_room(const struct large *large, const struct mems_segment *segment,
               const struct span *span, int room);

/* A name in the bar at row y, its bytes below if they fit: in so much room of this paper
 * from column x. false: it has no large letters. */
bool paint_large(struct frame *frame, const struct large *large, const struct bars *bars, int x,
                 int y, int room, const struct view *view, const struct mems_segment *segment,
                 const struct span *span, enum role paper);

#endif
