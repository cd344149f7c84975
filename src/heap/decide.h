/* decide.h: carries decisions out. Both need their records stocked and the node
 * in the main chain. */
#ifndef MEMS_HEAP_DECIDE_H
#define MEMS_HEAP_DECIDE_H

#include "private.h"

/* The HOLE decision->segment becomes the block, its rest a HOLE. */
void mems_decide_place(mems_heap *heap, const struct mems_decision *decision);

/* The block decision->segment becomes a HOLE and joins as decided. */
void mems_decide_release(mems_heap *heap, const struct mems_decision *decision);

#endif
