/* decide.h: carries decisions out. Records must be stocked. */
#ifndef MEMS_HEAP_DECIDE_H
#define MEMS_HEAP_DECIDE_H

#include "private.h"

#include <stdint.h>

/* A block at the low end of the HOLE `at`, which ends at `end`: its address,
 * size and waste are as decided; the rest stays a HOLE. */
void mems_decide_place(mems_heap *heap, uint32_t at, uint64_t end,
                       const struct mems_decision *decision);

/* The block `at` becomes a HOLE and joins the HOLEs beside it as decided. */
void mems_decide_release(mems_heap *heap, uint32_t at, const struct mems_decision *decision);

/* A node came to the tail of the main chain: the indexes are told. */
void mems_decide_node_appeared(mems_heap *heap, uint32_t node);

/* From now on `best` knows every HOLE. false without memory; it forgets all. */
bool mems_decide_sort(mems_heap *heap);
void mems_decide_unsort(mems_heap *heap);

#endif
