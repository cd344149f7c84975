/* index.h: finds things in the chains quickly. It never decides: what it
 * answers is what a plain walk of the chains would answer.
 *
 * The heap tells it of every node and every HOLE that comes or goes. */
#ifndef MEMS_HEAP_INDEX_H
#define MEMS_HEAP_INDEX_H

#include "chain.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A node in the order of the main chain. */
struct entry {
    uint32_t record;   /* the node's */
    uint32_t unused;   /* 0: never a mark of the pool's */
    uint64_t start;    /* the node's first address */
    uint64_t at_most;  /* no HOLE of the node is larger; may be too high */
};

#define MEMS_GROUP 64 /* entries in a group */

struct group {
    uint32_t unused[2]; /* 0 */
    uint64_t at_most;   /* the largest at_most of its entries */
};

/* Entry i is slot i of its pool, group g slot g: nodes come and go at the tail
 * alone, like a pool's stack. */
struct index {
    struct pool entries, groups;
    uint32_t count;
};

void mems_index_open(struct index *index, size_t page_size);
void mems_index_close(struct index *index);

/* As with an empty chain; what was stocked stays. */
void mems_index_clear(struct index *index);

/* Makes room for one node. */
bool mems_index_stock(struct index *index);

/* A node appeared at the tail (its HOLE is told apart from it); it went. */
void mems_index_node_appeared(struct index *index, const struct chain *chain, uint32_t node);
void mems_index_node_went(struct index *index);

/* A HOLE appeared or grew; it went or shrank. */
void mems_index_hole_appeared(struct index *index, const struct chain *chain, uint32_t segment);
void mems_index_hole_went(struct index *index, const struct chain *chain, uint32_t segment);

/* The HOLE of `size` bytes or more with the lowest address; with the lowest at
 * or after `from`, then the lowest of all; the smallest and the largest, lowest
 * among equals. MEMS_NONE when none fits. They mend bounds, so `index` changes. */
uint32_t mems_index_lowest(struct index *index, const struct chain *chain, uint64_t size);
uint32_t mems_index_next(struct index *index, const struct chain *chain, uint64_t size,
                         uint64_t from);
uint32_t mems_index_best(struct index *index, const struct chain *chain, uint64_t size);
uint32_t mems_index_worst(struct index *index, const struct chain *chain, uint64_t size);

/* Bytes of the largest HOLE, or 0. */
uint64_t mems_index_largest(const struct index *index, const struct chain *chain);

/* The node, the segment that holds `address`, or MEMS_NONE. */
uint32_t mems_index_node_at(const struct index *index, const struct chain *chain,
                            uint64_t address);
uint32_t mems_index_segment_at(const struct index *index, const struct chain *chain,
                               uint64_t address);

/* The record of the i-th node; i < index->count. */
uint32_t mems_index_node(const struct index *index, uint32_t i);

/* Agrees it with the chains? O(segments). */
bool mems_index_sound(const struct index *index, const struct chain *chain, uint64_t *node);

#endif
