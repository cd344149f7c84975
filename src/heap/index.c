/* index.c: the parts of the index put together: what each of them is to know
 * when a node comes or goes, and the checks of all. */
#include "index.h"

#include "flaw.h"

void mems_index_open(struct index *index, uint64_t start, size_t page_size)
{
    mems_granules_open(&index->granules, start, page_size);
    mems_bounds_open(&index->bounds, page_size);
    mems_pages_open(&index->pages, page_size);
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
    uint64_t bytes = mems_flat_taken(&index->granules.rows) + mems_flat_taken(&pages->cells) +
                     mems_flat_taken(&pages->wide) + mems_flat_taken(&pages->order);
    for (unsigned level = 0; level < MEMS_BIT_LEVELS; level++)
        bytes += mems_flat_taken(&index->granules.bits[level]);
    for (unsigned level = 0; level < MEMS_BOUND_LEVELS; level++)
        bytes += mems_flat_taken(&index->bounds.levels[level]);
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
    if (index->fresh.start >= node->start)
        index->fresh = (struct fresh){0};
    mems_pages_goes(&index->pages, chain, n);
    mems_granules_remove_node(&index->granules, node);
}

void mems_index_clear(struct index *index)
{
    index->fresh = (struct fresh){0};
    mems_bounds_clear(&index->bounds);
}

/* ---- The fresh HOLE ---- */

void mems_index_settle(struct index *index)
{
    struct fresh fresh = index->fresh;
    index->fresh = (struct fresh){0};
    if (!mems_fresh_is_none(&fresh))
        mems_index_hole_appeared(index, fresh.start, fresh.end - fresh.start);
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

/* Is the fresh HOLE one, if there is any? */
static bool fresh_is_sound(const struct fresh *fresh, const struct index *index,
                           const struct chain *chain)
{
    if (mems_fresh_is_none(fresh))
        return true;
    if (mems_index_segment_at(index, chain, fresh->start) != fresh->hole)
        return false;
    const struct segment *hole = mems_chain_segment(chain, fresh->hole);
    return hole->kind == MEMS_HOLE && hole->start == fresh->start &&
           mems_segment_end(chain, hole) == fresh->end;
}

static bool bounds_are_sound(const struct index *index, const struct chain *chain,
                             struct mems_flaw *flaw)
{
    uint64_t end = mems_chain_end(chain);
    flaw->address = 0;
    if (!mems_bounds_sound(&index->bounds, &index->granules, granules_to(index, end)))
        return mems_flaw_say(flaw, "a bound of many HOLEs is below one of few");
    if (!mems_hints_sound(&index->bounds.hints, &index->granules, chain,
                          mems_index_unknown(index)))
        return mems_flaw_say(flaw, "a hint denies a HOLE that is there");
    return fresh_is_sound(&index->fresh, index, chain) ||
           mems_flaw_say(flaw, "the HOLE that was freed last is not where the index has it");
}

bool mems_index_sound(const struct index *index, const struct chain *chain,
                      struct mems_flaw *flaw)
{
    return chain->count == 0 ||
           (mems_pages_sound(&index->pages, chain, flaw) &&
            mems_granules_sound(&index->granules, chain, mems_index_unknown(index), flaw) &&
            bounds_are_sound(index, chain, flaw));
}
