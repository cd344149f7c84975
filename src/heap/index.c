/* index.c: the parts of the index put together: what each of them is to know
 * when a node comes or goes, and the checks of all. */
#include "index.h"

#include "search.h"

void mems_index_open(struct index *index, uint64_t start, size_t page_size)
{
    mems_granules_open(&index->granules, start, page_size);
    mems_bounds_open(&index->bounds, page_size);
    mems_pages_open(&index->pages, page_size);
    index->search = mems_search_number(0);
}

void mems_index_close(struct index *index)
{
    mems_granules_close(&index->granules);
    mems_bounds_close(&index->bounds);
    mems_pages_close(&index->pages);
}

uint64_t mems_index_bytes(const struct index *index)
{
    const struct pages *pages = &index->pages;
    uint64_t bytes = index->granules.rows.bytes + pages->cells.bytes + pages->wide.bytes +
                     pages->order.bytes;
    for (unsigned level = 0; level < MEMS_BIT_LEVELS; level++)
        bytes += index->granules.bits[level].bytes;
    for (unsigned level = 0; level < MEMS_BOUND_LEVELS; level++)
        bytes += index->bounds.levels[level].bytes;
    return bytes;
}

/* ---- Nodes ---- */

/* Granules that begin before the address. */
static uint64_t granules_to(const struct index *index, uint64_t end)
{
    return (end - index->granules.start + MEMS_GRANULE - 1) / MEMS_GRANULE;
}

bool mems_index_stock(struct index *index, const struct chain *chain, uint64_t end)
{
    return mems_granules_stock(&index->granules, end) &&
           mems_bounds_stock(&index->bounds, granules_to(index, end)) &&
           mems_pages_stock(&index->pages, chain, end);
}

void mems_index_node_appeared(struct index *index, const struct chain *chain, uint32_t n)
{
    const struct node *node = mems_chain_node(chain, n);
    uint64_t end = node->start + node->size;
    mems_granules_reach(&index->granules, end);
    mems_bounds_reach(&index->bounds, &index->granules, granules_to(index, end));
    mems_pages_appeared(&index->pages, chain, n);
    mems_granules_add_node(&index->granules, node);
    mems_index_hole_appeared(index, node->start, node->size);
}

void mems_index_node_goes(struct index *index, const struct chain *chain, uint32_t n)
{
    const struct node *node = mems_chain_node(chain, n);
    mems_pages_goes(&index->pages, chain, n);
    mems_granules_remove_node(&index->granules, node);
}

void mems_index_laid(struct index *index, uint64_t end)
{
    mems_granules_laid(&index->granules, end);
    mems_bounds_laid(&index->bounds, granules_to(index, end));
}

/* ---- Choosing ---- */

uint32_t mems_index_next(struct index *index, const struct chain *chain, uint64_t size,
                         uint64_t from)
{
    return index->search->next(index, chain, size, from);
}

uint32_t mems_index_largest(struct index *index, const struct chain *chain)
{
    return index->search->largest(index, chain);
}

/* ---- Looking up ---- */

uint32_t mems_index_node_at(const struct index *index, const struct chain *chain,
                            uint64_t address)
{
    if (address - chain->start >= chain->mapped)
        return MEMS_NONE;
    return mems_pages_find(&index->pages, chain, address);
}

uint32_t mems_index_segment_at(const struct index *index, const struct chain *chain,
                               uint64_t address)
{
    if (address - chain->start >= chain->mapped)
        return MEMS_NONE;
    return mems_granules_find(&index->granules, chain, address);
}

/* ---- Checking ---- */

bool mems_index_sound(const struct index *index, const struct chain *chain, uint64_t *node)
{
    uint64_t end = mems_chain_end(chain);
    return chain->count == 0 ||
           (mems_pages_sound(&index->pages, chain, node) &&
            mems_granules_sound(&index->granules, chain, node) &&
            mems_bounds_sound(&index->bounds, &index->granules, granules_to(index, end)) &&
            mems_hints_sound(&index->bounds.hints, &index->granules, chain));
}
