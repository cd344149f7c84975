/* private.h: what a heap is made of. The public face is mems/heap.h. */
#ifndef MEMS_HEAP_PRIVATE_H
#define MEMS_HEAP_PRIVATE_H

#include "best.h"
#include "chain.h"
#include "index.h"
#include "map.h"
#include "mems/heap.h"
#include "piece.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct machine;

struct mems_heap {
    struct index index;      /* finds things in the chains */
    struct chain chain;      /* the truth */
    uint64_t rover;          /* end of the block placed last, or the start */
    bool is_sorted;          /* `best` knows every HOLE; else none */
    bool is_doubted;         /* looking must not trust the index (plain.h) */
    struct mems_options options;
    const struct machine *machine; /* what is compiled for the machine it runs on */
    struct best best;        /* the HOLEs by size, made when best fit needs them */
    struct map map;          /* sums for looking, with options.sums */
    struct pieces pieces;    /* memory ahead of need, with options.ahead */
    uintptr_t place;         /* where the next node is wanted, 0: anywhere */
    uint32_t placed;         /* nodes that were mapped, dropped ones included */
    size_t bytes;            /* of the mapping that this struct lies in */
};

#endif
