/* private.h: what a heap is made of. The public face is mems/heap.h. */
#ifndef MEMS_HEAP_PRIVATE_H
#define MEMS_HEAP_PRIVATE_H

#include "chain.h"
#include "index.h"
#include "mems/heap.h"

#include <stddef.h>
#include <stdint.h>

struct mems_heap {
    struct mems_options options;
    struct chain chain;      /* the truth */
    struct index index;      /* finds things in it */
    uint64_t rover;          /* end of the block placed last, or the start */
    uintptr_t place;         /* where the next node is wanted, 0: anywhere */
    uint32_t placed;         /* nodes that were mapped, dropped ones included */
    size_t bytes;            /* of the mapping that this struct lies in */
};

#endif
