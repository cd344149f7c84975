/* chain.h: the main chain of nodes and their sub-chains of segments: the lists
 * themselves and their books, without any policy.
 *
 * Segments tile their node exactly, in address order: a segment ends where the
 * next one begins, the last one where its node ends. Every change below keeps
 * links, tiling and books right; callers stock records before they start. */
#ifndef MEMS_HEAP_CHAIN_H
#define MEMS_HEAP_CHAIN_H

#include "mems/heap.h"
#include "pool.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_END (UINT32_C(1) << 31) /* a link past an end of a sub-chain: MEMS_END + its node */
#define MEMS_ADDRESS_MAX (UINT64_C(1) << 48) /* virtual addresses are below it */

struct segment {
    uint32_t prev, next; /* in the sub-chain of its node */
    union {
        struct {
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
            uint64_t kind : 1, waste : 12, start : 51;
#else
            uint64_t start : 51; /* first virtual address */
            uint64_t waste : 12; /* PROCESS: bytes that nobody asked for */
            uint64_t kind : 1;   /* enum mems_kind */
#endif
        };
        uint64_t extent; /* these at once; of a HOLE it is the start alone */
    };
};

_Static_assert(sizeof(struct segment) == 16, "four records to a line of the cache");

struct node {
    uint32_t prev, next;  /* in the main chain, or among the hidden ones; or MEMS_NONE */
    uint32_t first;       /* segment of its sub-chain */
    uint32_t index;       /* place in the main chain, from 0 */
    uint32_t largest;     /* the first of the largest nodes up to this one */
    bool hidden;          /* undone: mapped, but not in the main chain */
    bool borrowed;        /* its memory is a part of a larger piece */
    uint64_t start;       /* first virtual address */
    uint64_t size;        /* bytes, whole pages */
    void *physical;       /* where mmap put it */
};

struct chain {
    struct pool nodes, segments;
    uint32_t first, last;  /* nodes of the main chain */
    uint32_t hidden;       /* one of the hidden nodes, or MEMS_NONE */
    uint32_t hidden_count;
    uint32_t count;        /* nodes in the main chain */
    uint64_t start;        /* where the first node begins */
    uint64_t mapped, process, waste, blocks; /* books, as in struct mems_totals */
};

static inline struct node *mems_chain_node(const struct chain *chain, uint32_t node)
{
    return (struct node *)(void *)chain->nodes.slots.start + node;
}

static inline struct segment *mems_chain_segment(const struct chain *chain, uint32_t segment)
{
    return (struct segment *)(void *)chain->segments.slots.start + segment;
}

/* Does the link lead past the end? To the node it does then. */
static inline bool mems_chain_is_end(uint32_t link)
{
    return (link & MEMS_END) != 0;
}

static inline struct node *mems_chain_owner(const struct chain *chain, uint32_t end)
{
    return mems_chain_node(chain, end & ~MEMS_END);
}

/* First address past the last node. */
static inline uint64_t mems_chain_end(const struct chain *chain)
{
    return chain->start + chain->mapped;
}

/* HOLEs in all: the segments that are no blocks. */
static inline uint64_t mems_chain_holes(const struct chain *chain)
{
    return (uint64_t)chain->segments.virgin - chain->segments.given - chain->blocks;
}

/* ---- Extents ---- */

/* Extents are written as one word: a part that was just written keeps the machine
 * from reading the whole at once. A HOLE wastes nothing, a PROCESS less than 4096. */
static inline uint64_t mems_extent(uint64_t start, enum mems_kind kind, uint32_t waste)
{
    return start | (uint64_t)waste << 51 | (uint64_t)kind << 63;
}

static inline bool mems_extent_is_hole(uint64_t extent)
{
    return extent >> 63 == 0;
}

static inline uint64_t mems_extent_start(uint64_t extent)
{
    return extent & ((UINT64_C(1) << 51) - 1);
}

static inline uint32_t mems_extent_waste(uint64_t extent)
{
    return (uint32_t)(extent >> 51) & 0xfff;
}

/* ---- Segments ---- */

/* First address past the segment; its size in bytes. */
static inline uint64_t mems_segment_end(const struct chain *chain, const struct segment *segment)
{
    if (!mems_chain_is_end(segment->next))
        return mems_extent_start(mems_chain_segment(chain, segment->next)->extent);
    const struct node *node = mems_chain_owner(chain, segment->next);
    return node->start + node->size;
}

static inline uint64_t mems_segment_size(const struct chain *chain, const struct segment *segment)
{
    return mems_segment_end(chain, segment) - segment->start;
}

/* The segment at the next address, if need be in the next node, or MEMS_NONE. */
static inline uint32_t mems_chain_after(const struct chain *chain, const struct segment *segment)
{
    if (!mems_chain_is_end(segment->next))
        return segment->next;
    uint32_t node = mems_chain_owner(chain, segment->next)->next;
    return node == MEMS_NONE ? MEMS_NONE : mems_chain_node(chain, node)->first;
}

/* Segments of a node, counted. */
uint64_t mems_chain_length(const struct chain *chain, uint32_t node);

void mems_chain_open(struct chain *chain, uint64_t start, size_t page_size);

/* Unmaps every node, hidden ones too, and all records. */
void mems_chain_close(struct chain *chain);

/* Makes room for a node. */
bool mems_chain_stock_node(struct chain *chain);

/* A node of `size` mapped bytes at the tail; one HOLE covers it. */
uint32_t mems_chain_append(struct chain *chain, uint64_t size, void *physical);

/* Takes the last node, which is one HOLE, out of the main chain and keeps it
 * aside; puts it back at the tail; unmaps one that is kept aside. */
void mems_chain_hide(struct chain *chain, uint32_t node);
void mems_chain_show(struct chain *chain, uint32_t node);
void mems_chain_drop(struct chain *chain, uint32_t node);

/* Hides the last node, and shows a hidden one at the tail, without a thought of
 * segments: a caller who makes all of them anew sees to those. */
void mems_chain_hide_bare(struct chain *chain);
void mems_chain_show_bare(struct chain *chain, uint32_t node);

static inline void mems_chain_relink(struct chain *chain, uint32_t next, uint32_t prev)
{
    if (!mems_chain_is_end(next))
        mems_chain_segment(chain, next)->prev = prev;
}

/* Splits a HOLE: it keeps the bytes below `address`, a new HOLE, which is
 * returned, gets the rest. */
static inline uint32_t mems_chain_split(struct chain *chain, uint32_t at, uint64_t address)
{
    uint32_t added = mems_pool_take_of(&chain->segments, sizeof(struct segment));
    struct segment *segment = mems_chain_segment(chain, at);
    struct segment *rest = mems_chain_segment(chain, added);
    uint32_t next = segment->next;
    *rest = (struct segment){.prev = at, .next = next, .extent = address};
    segment->next = added;
    mems_chain_relink(chain, next, added);
    return added;
}

/* A HOLE takes in the HOLE after it. The exact inverse of split: the record
 * taken there is given back here. */
static inline void mems_chain_join(struct chain *chain, uint32_t at)
{
    struct segment *segment = mems_chain_segment(chain, at);
    uint32_t gone = segment->next, next = mems_chain_segment(chain, gone)->next;
    segment->next = next;
    mems_chain_relink(chain, next, at);
    mems_pool_give_of(&chain->segments, gone, sizeof(struct segment));
}

/* Makes a HOLE at `start` a PROCESS of `size` bytes, all it has, of which `waste`
 * were not asked for; a PROCESS a HOLE. */
static inline void mems_chain_occupy(struct chain *chain, uint32_t at, uint64_t start,
                                     uint64_t size, uint32_t waste)
{
    mems_chain_segment(chain, at)->extent = mems_extent(start, MEMS_PROCESS, waste);
    chain->blocks++;
    chain->process += size;
    chain->waste += waste;
}

static inline void mems_chain_vacate(struct chain *chain, uint32_t at, uint64_t start,
                                     uint64_t size, uint32_t waste)
{
    mems_chain_segment(chain, at)->extent = start;
    chain->blocks--;
    chain->process -= size;
    chain->waste -= waste;
}

#endif
