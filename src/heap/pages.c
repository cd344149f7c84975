/* pages.c: see pages.h. */
#include "pages.h"

#include "flaw.h"

static unsigned log2_down(uint64_t n)
{
    return 63U - (unsigned)__builtin_clzll(n);
}

void mems_pages_open(struct pages *pages, size_t page_size)
{
    mems_flat_open_in(&pages->cells, page_size, pages->few_cells, sizeof pages->few_cells);
    mems_flat_open_in(&pages->wide, page_size, &pages->one_wide, sizeof pages->one_wide);
    mems_flat_open_in(&pages->order, page_size, pages->few_nodes, sizeof pages->few_nodes);
    pages->shift = log2_down(page_size > MEMS_CELL_MIN ? page_size : MEMS_CELL_MIN);
}

void mems_pages_close(struct pages *pages)
{
    mems_flat_close(&pages->cells);
    mems_flat_close(&pages->wide);
    mems_flat_close(&pages->order);
}

/* Cells that begin before the address. */
static uint64_t cells_to(const struct pages *pages, const struct chain *chain, uint64_t address)
{
    uint64_t bytes = UINT64_C(1) << pages->shift;
    return (address - chain->start + bytes - 1) >> pages->shift;
}

bool mems_pages_stock(struct pages *pages, const struct chain *chain, uint64_t end)
{
    uint64_t cells = cells_to(pages, chain, end);
    return mems_flat_stock(&pages->cells, cells * sizeof(uint32_t)) &&
           mems_flat_stock(&pages->wide, (cells / MEMS_CELLS + 1) * sizeof(uint32_t)) &&
           mems_flat_stock(&pages->order, ((uint64_t)chain->count + 1) * sizeof(uint32_t));
}

/* Writes `entry` for the cells of a node. */
static void fill(struct pages *pages, const struct chain *chain, const struct node *node,
                 uint32_t entry)
{
    uint32_t *cells = (uint32_t *)(void *)pages->cells.start;
    uint32_t *wide = (uint32_t *)(void *)pages->wide.start;
    uint64_t cell = cells_to(pages, chain, node->start);
    uint64_t end = cells_to(pages, chain, node->start + node->size);
    while (cell < end) {
        if (cell % MEMS_CELLS == 0 && end - cell >= MEMS_CELLS) {
            wide[cell / MEMS_CELLS] = entry;
            cell += MEMS_CELLS;
        } else {
            cells[cell++] = entry;
        }
    }
}

void mems_pages_appeared(struct pages *pages, const struct chain *chain, uint32_t n)
{
    const struct node *node = mems_chain_node(chain, n);
    fill(pages, chain, node, n + 1);
    ((uint32_t *)(void *)pages->order.start)[node->index] = n;
}

void mems_pages_goes(struct pages *pages, const struct chain *chain, uint32_t n)
{
    fill(pages, chain, mems_chain_node(chain, n), 0);
}

bool mems_pages_sound(const struct pages *pages, const struct chain *chain,
                      struct mems_flaw *flaw)
{
    uint64_t cells = cells_to(pages, chain, mems_chain_end(chain));
    if (pages->cells.bytes < cells * sizeof(uint32_t) ||
        pages->order.bytes < chain->count * sizeof(uint32_t))
        return mems_flaw_say(flaw, "the table of nodes is too short");
    const uint32_t *table = (const uint32_t *)(const void *)pages->cells.start;
    const uint32_t *wide = (const uint32_t *)(const void *)pages->wide.start;
    for (uint32_t n = chain->first; n != MEMS_NONE; n = mems_chain_node(chain, n)->next) {
        const struct node *node = mems_chain_node(chain, n);
        mems_flaw_at(flaw, node->index, node->start);
        if (mems_pages_number(pages, node->index) != n)
            return mems_flaw_say(flaw, "the table of nodes has another at its number");
        uint64_t cell = cells_to(pages, chain, node->start);
        uint64_t end = cells_to(pages, chain, node->start + node->size);
        for (; cell < end; cell++) {
            uint32_t entry = table[cell] != 0 ? table[cell] : wide[cell / MEMS_CELLS];
            if (entry != n + 1)
                return mems_flaw_say(flaw, "the table of addresses leads to another node");
        }
    }
    return true;
}
