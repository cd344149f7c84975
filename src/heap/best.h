/* best.h: the HOLEs by size and address, for best fit.
 *
 * HOLEs of one size are a bin: the lowest of them by itself, the others in a
 * tree by address (tree.h). Bins of sizes below MEMS_BEST_SMALL are found in a
 * table, those of larger sizes by a tree of sizes. */
#ifndef MEMS_HEAP_BEST_H
#define MEMS_HEAP_BEST_H

#include "pool.h"
#include "tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_BEST_SMALL 4096 /* 64 words of 64 bits say which bins have HOLEs */

struct bin {
    uint64_t lowest; /* address of the lowest HOLE */
    uint32_t record; /* its record */
    uint32_t others; /* tree of the others: address to record */
};

struct best {
    struct trees trees;
    struct pool bins;     /* slot i below MEMS_BEST_SMALL: of size i */
    uint64_t words;       /* bit w: small[w] is not 0 */
    uint64_t small[MEMS_BEST_SMALL / 64]; /* bit s of all: there are HOLEs of s bytes */
    uint32_t large;       /* tree of the other sizes: size to bin */
    uint64_t count;       /* HOLEs */
};

void mems_best_open(struct best *best, size_t page_size); /* maps nothing yet */
void mems_best_close(struct best *best);

/* Makes `holes` calls of mems_best_appeared possible: meant for one or two. false
 * without memory; then nothing is lost. Cheap when there is enough. */
bool mems_best_stock(struct best *best, uint32_t holes);

/* Bytes mapped. */
uint64_t mems_best_bytes(const struct best *best);

/* Forgets all HOLEs and keeps the stock. */
void mems_best_clear(struct best *best);

/* A HOLE of `size` bytes at `start` appeared; it went. One that grows or
 * shrinks goes and appears. Addresses and sizes are below 2^63. When many
 * appear, in address order is fastest. O(log HOLEs). */
void mems_best_appeared(struct best *best, uint64_t start, uint64_t size, uint32_t record);
void mems_best_went(struct best *best, uint64_t start, uint64_t size);

/* The record of the lowest of the smallest HOLEs of `size` bytes, any number,
 * or more; or MEMS_NONE. */
uint32_t mems_best_find(const struct best *best, uint64_t size);

/* Is this HOLE here, with that record? Is everything in order by itself? */
bool mems_best_has(const struct best *best, uint64_t start, uint64_t size, uint32_t record);
bool mems_best_sound(const struct best *best);

#endif
