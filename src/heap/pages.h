/* pages.h: which node holds an address, and which is the i-th.
 *
 * Virtual space is cut into cells, none larger than a page; a table says for
 * each which node holds its first byte, so the node of any address is that one
 * or, at the end of a cell, one after it. A large node is written in a second
 * table, an entry for every MEMS_CELLS cells, so that it costs little. */
#ifndef MEMS_HEAP_PAGES_H
#define MEMS_HEAP_PAGES_H

#include "chain.h"
#include "flat.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_CELL_MIN 64 /* bytes: with smaller pages a cell has several nodes */
#define MEMS_CELLS 1024  /* cells in a wide cell */
#define MEMS_FEW 64

struct pages {
    struct flat cells; /* 1 + the node's record, or 0: look in `wide` */
    struct flat wide;
    struct flat order; /* records of nodes, in the order of the main chain */
    unsigned shift;    /* log2 of the bytes in a cell */
    uint32_t few_cells[MEMS_FEW], few_nodes[MEMS_FEW]; /* these while they are so few, */
    uint32_t one_wide;                                 /* and the one wide cell then */
};

void mems_pages_open(struct pages *pages, size_t page_size);
void mems_pages_close(struct pages *pages);

/* Makes room for one more node, which will end at the address `end`. */
bool mems_pages_stock(struct pages *pages, const struct chain *chain, uint64_t end);

/* A node is now at the tail; it is about to go from there. */
void mems_pages_appeared(struct pages *pages, const struct chain *chain, uint32_t node);
void mems_pages_goes(struct pages *pages, const struct chain *chain, uint32_t node);

/* Do the tables say what the main chain does? */
bool mems_pages_sound(const struct pages *pages, const struct chain *chain,
                      struct mems_flaw *flaw);

/* The i-th node; i must be below chain->count. */
static inline uint32_t mems_pages_number(const struct pages *pages, uint32_t i)
{
    return ((const uint32_t *)(const void *)pages->order.start)[i];
}

/* The node that holds `address`, which must be in the chain. */
static inline uint32_t mems_pages_find(const struct pages *pages, const struct chain *chain,
                                       uint64_t address)
{
    uint64_t offset = address - chain->start;
    uint32_t n = ((const uint32_t *)(const void *)pages->cells.start)[offset >> pages->shift];
    if (n == 0)
        n = ((const uint32_t *)(const void *)pages->wide.start)[(offset >> pages->shift) /
                                                                MEMS_CELLS];
    const struct node *node = mems_chain_node(chain, --n);
    for (; address - node->start >= node->size; node = mems_chain_node(chain, n))
        n = node->next;
    return n;
}

#endif
