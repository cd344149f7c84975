/* naive.h: MeMS as a first course would write it: linked lists of nodes and
 * segments, walked from the front for every malloc, every free and every get.
 * It places every block where the heap of mems/heap.h does; what it costs grows
 * with the number of segments. For comparing, in benchmarks and tests. */
#ifndef MEMS_BENCH_NAIVE_H
#define MEMS_BENCH_NAIVE_H

#include "mems/heap.h"

struct naive_segment {
    struct naive_segment *previous, *next;
    uint64_t start, size, waste;
    bool process;
};

struct naive_node {
    struct naive_node *previous, *next;
    struct naive_segment *segments;
    uint64_t start, size;
    unsigned char *physical;
};

struct naive {
    struct mems_options options;
    mems_heap *pages;              /* where nodes get theirs from */
    struct naive_node *first, *last;
    uint64_t rover;
};

/* Takes page_size, start, align, policy and join of the options; NULL without
 * memory, or for options that no heap takes. */
struct naive *naive_open(const struct mems_options *options);
void naive_close(struct naive *naive); /* NULL is allowed */

/* The virtual address of a new block of `size` bytes; 0: there is none. */
uint64_t naive_malloc(struct naive *naive, uint64_t size);

/* Frees the block that begins at `address`; false when none does. */
bool naive_free(struct naive *naive, uint64_t address);

/* Where the byte at `address` of a block is; NULL: in no block. */
void *naive_get(const struct naive *naive, uint64_t address);

/* Whether the chains of `heap` are the same: every node, every segment, and the
 * rover. */
bool naive_is_like(const struct naive *naive, const mems_heap *heap);

/* Makes the chains of an empty `naive` those of `heap`, which has the same
 * options: a state that walking would take too long to build up. false without
 * memory. */
bool naive_copy(struct naive *naive, const mems_heap *heap);

/* A node of one hole of `size` bytes or more at the tail; its hole, or NULL. */
struct naive_segment *naive_add_node(struct naive *naive, uint64_t size);

#endif
