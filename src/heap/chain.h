/* chain.h: the main chain of nodes and their sub-chains of segments: the lists
 * themselves and their books, without any policy.
 *
 * Segments tile their node exactly, in address order. Every change below keeps
 * links, tiling and books right; callers stock records before they start. */
#ifndef MEMS_HEAP_CHAIN_H
#define MEMS_HEAP_CHAIN_H

#include "mems/heap.h"
#include "pool.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segment {
    uint32_t prev, next; /* in the node's sub-chain, or MEMS_NONE */
    uint32_t node;       /* its node's record */
    uint16_t kind;       /* enum mems_kind */
    uint16_t waste;      /* PROCESS: bytes that nobody asked for */
    uint64_t start;      /* first virtual address */
    uint64_t size;       /* bytes */
};

struct node {
    uint32_t prev, next;  /* in the main chain, or among the hidden ones */
    uint32_t first, last; /* segments of its sub-chain */
    uint32_t index;       /* place in the main chain, from 0 */
    bool hidden;          /* undone: mapped, but not in the main chain */
    uint64_t start;       /* first virtual address */
    uint64_t size;        /* bytes, whole pages */
    void *physical;       /* where mmap put it */
    uint64_t largest;     /* bytes of the largest node up to this one */
};

struct chain {
    struct pool nodes, segments;
    uint32_t first, last;  /* nodes of the main chain */
    uint32_t hidden;       /* one of the hidden nodes, or MEMS_NONE */
    uint32_t hidden_count;
    uint32_t count;        /* nodes in the main chain */
    uint64_t start;        /* where the first node begins */
    uint64_t mapped, process, waste, blocks, holes; /* books, as in struct mems_totals */
};

static inline struct node *mems_chain_node(const struct chain *chain, uint32_t node)
{
    return mems_pool_slot(&chain->nodes, node);
}

static inline struct segment *mems_chain_segment(const struct chain *chain, uint32_t segment)
{
    return mems_pool_slot(&chain->segments, segment);
}

/* First address past the last node. */
static inline uint64_t mems_chain_end(const struct chain *chain)
{
    return chain->start + chain->mapped;
}

/* Segments of a node, counted. */
uint64_t mems_chain_length(const struct chain *chain, uint32_t node);

void mems_chain_open(struct chain *chain, uint64_t start, size_t page_size);

/* Unmaps every node, hidden ones too, and all records. */
void mems_chain_close(struct chain *chain);

/* Makes room for what one operation may need: a node and two segments. */
bool mems_chain_stock(struct chain *chain);

/* A node of `size` mapped bytes at the tail; one HOLE covers it. */
uint32_t mems_chain_append(struct chain *chain, uint64_t size, void *physical);

/* Takes the last node, which is one HOLE, out of the main chain and keeps it
 * aside; puts it back at the tail; unmaps one that is kept aside. */
void mems_chain_hide(struct chain *chain, uint32_t node);
void mems_chain_show(struct chain *chain, uint32_t node);
void mems_chain_drop(struct chain *chain, uint32_t node);

/* Hides every node and takes every segment's record back, as in an empty chain;
 * nodes are then shown again in any order. */
void mems_chain_clear(struct chain *chain);

/* Splits a HOLE: it keeps its low `size` bytes, a new HOLE gets the rest; or
 * it keeps the rest and a new one gets the low `size` bytes. The new one. */
uint32_t mems_chain_split(struct chain *chain, uint32_t segment, uint64_t size);
uint32_t mems_chain_split_low(struct chain *chain, uint32_t segment, uint64_t size);

/* A HOLE takes in the HOLE after it; before it. The exact inverses of
 * split and split_low: records taken there are given back here. */
void mems_chain_join_next(struct chain *chain, uint32_t segment);
void mems_chain_join_before(struct chain *chain, uint32_t segment);

/* Makes a HOLE a PROCESS of which `waste` bytes were not asked for; a PROCESS
 * a HOLE. */
void mems_chain_occupy(struct chain *chain, uint32_t segment, uint32_t waste);
void mems_chain_vacate(struct chain *chain, uint32_t segment);

#endif
