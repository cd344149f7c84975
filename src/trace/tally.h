/* tally.h: figures of a heap that add up over its steps: the holes that its
 * policy looked at, requests that failed, and small holes. What a step adds is
 * known while it is the present one, so that it can be taken away again. */
#ifndef MEMS_TRACE_TALLY_H
#define MEMS_TRACE_TALLY_H

#include "timeline.h"

#define TALLY_SMALL 32 /* bytes: a HOLE below this is good for little */

struct tally {
    uint64_t looked;   /* HOLEs that a walk along the chain examines to place the
                          blocks so far: first and next fit end at the one that
                          fits, best and worst fit see all; so do all of them
                          where none fits */
    uint32_t failures; /* mallocs and reallocs that got no memory */
    uint32_t small;    /* HOLEs of less than TALLY_SMALL bytes that there are now */
};

/* What the present step added to the figures; numbers wrap, so that what it took
 * away counts below 0. O(log segments). */
struct tally tally_step(const struct timeline *timeline);

void tally_add(struct tally *tally, struct tally step);
void tally_take(struct tally *tally, struct tally step);

#endif
