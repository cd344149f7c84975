/* index.c: a table of the nodes in chain order, each with a bound that no HOLE
 * of it exceeds; within a node, a walk of its sub-chain.
 *
 * A HOLE that appears raises its node's bound. One that goes leaves it too high
 * at worst: the search that trips on it has just walked the node and knows the
 * truth, so it mends the bound. Bounds make a search skip nodes that cannot
 * fit and never change what it finds. */
#include "index.h"

static struct entry *entry_at(const struct index *index, uint32_t i)
{
    return mems_pool_slot(&index->entries, i);
}

void mems_index_open(struct index *index, size_t page_size)
{
    mems_pool_open(&index->entries, sizeof(struct entry), page_size);
    index->count = 0;
}

void mems_index_close(struct index *index)
{
    mems_pool_close(&index->entries);
    index->count = 0;
}

bool mems_index_stock(struct index *index)
{
    return mems_pool_stock(&index->entries, 1);
}

void mems_index_node_appeared(struct index *index, const struct chain *chain, uint32_t node)
{
    uint32_t i = mems_pool_take(&index->entries);
    *entry_at(index, i) =
        (struct entry){.record = node, .start = mems_chain_node(chain, node)->start};
    index->count = i + 1;
}

void mems_index_node_went(struct index *index)
{
    mems_pool_give(&index->entries, --index->count);
}

void mems_index_hole_appeared(struct index *index, const struct chain *chain, uint32_t hole)
{
    const struct segment *segment = mems_chain_segment(chain, hole);
    struct entry *entry = entry_at(index, mems_chain_node(chain, segment->node)->index);
    if (entry->at_most < segment->size)
        entry->at_most = segment->size;
}

void mems_index_hole_went(struct index *index, const struct chain *chain, uint32_t hole)
{
    /* bounds may be too high, so there is nothing to do */
    (void)index;
    (void)chain;
    (void)hole;
}

/* ---- Choosing ---- */

/* The first HOLE of at least `size` bytes from segment `at` on. *largest is
 * the largest HOLE passed on the way. */
static uint32_t first_from(const struct chain *chain, uint32_t at, uint64_t size,
                           uint64_t *largest)
{
    *largest = 0;
    while (at != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, at);
        if (segment->kind == MEMS_HOLE) {
            if (segment->size >= size)
                return at;
            if (segment->size > *largest)
                *largest = segment->size;
        }
        at = segment->next;
    }
    return MEMS_NONE;
}

/* The first HOLE that fits in nodes [from, to). */
static uint32_t first_in_nodes(struct index *index, const struct chain *chain, uint32_t from,
                               uint32_t to, uint64_t size)
{
    for (uint32_t i = from; i < to; i++) {
        struct entry *entry = entry_at(index, i);
        if (entry->at_most < size)
            continue;
        uint64_t largest;
        uint32_t first = mems_chain_node(chain, entry->record)->first;
        uint32_t found = first_from(chain, first, size, &largest);
        if (found != MEMS_NONE)
            return found;
        entry->at_most = largest;
    }
    return MEMS_NONE;
}

uint32_t mems_index_lowest(struct index *index, const struct chain *chain, uint64_t size)
{
    return first_in_nodes(index, chain, 0, index->count, size);
}

uint32_t mems_index_next(struct index *index, const struct chain *chain, uint64_t size,
                         uint64_t from)
{
    uint32_t at = mems_index_segment_at(index, chain, from);
    if (at == MEMS_NONE) /* past the end: every HOLE is before it */
        return mems_index_lowest(index, chain, size);
    const struct segment *segment = mems_chain_segment(chain, at);
    uint32_t i = mems_chain_node(chain, segment->node)->index;
    if (segment->start < from)
        at = segment->next;
    uint64_t largest;
    uint32_t found = MEMS_NONE;
    if (entry_at(index, i)->at_most >= size)
        found = first_from(chain, at, size, &largest);
    if (found == MEMS_NONE)
        found = first_in_nodes(index, chain, i + 1, index->count, size);
    if (found == MEMS_NONE)
        found = first_in_nodes(index, chain, 0, i + 1, size);
    return found;
}

/* The smallest HOLE of a node with `size` bytes or more but less than
 * `below`. */
static uint32_t smallest_in(const struct chain *chain, uint32_t node, uint64_t size,
                            uint64_t below, uint64_t *largest)
{
    uint32_t found = MEMS_NONE;
    *largest = 0;
    for (uint32_t at = mems_chain_node(chain, node)->first; at != MEMS_NONE;) {
        const struct segment *segment = mems_chain_segment(chain, at);
        if (segment->kind == MEMS_HOLE) {
            if (segment->size >= size && segment->size < below) {
                found = at;
                below = segment->size;
                if (below == size)
                    return found;
            }
            if (segment->size > *largest)
                *largest = segment->size;
        }
        at = segment->next;
    }
    return found;
}

uint32_t mems_index_best(struct index *index, const struct chain *chain, uint64_t size)
{
    uint32_t best = MEMS_NONE;
    uint64_t below = UINT64_MAX;
    for (uint32_t i = 0; i < index->count && below > size; i++) {
        struct entry *entry = entry_at(index, i);
        if (entry->at_most < size)
            continue;
        uint64_t largest;
        uint32_t found = smallest_in(chain, entry->record, size, below, &largest);
        if (found != MEMS_NONE) {
            best = found;
            below = mems_chain_segment(chain, best)->size;
        }
        if (below > size) /* the node was walked to its end */
            entry->at_most = largest;
    }
    return best;
}

/* The largest HOLE of a node. */
static uint32_t largest_in(const struct chain *chain, uint32_t node, uint64_t *largest)
{
    uint32_t found = MEMS_NONE;
    *largest = 0;
    for (uint32_t at = mems_chain_node(chain, node)->first; at != MEMS_NONE;) {
        const struct segment *segment = mems_chain_segment(chain, at);
        if (segment->kind == MEMS_HOLE && segment->size > *largest) {
            found = at;
            *largest = segment->size;
        }
        at = segment->next;
    }
    return found;
}

uint32_t mems_index_worst(struct index *index, const struct chain *chain, uint64_t size)
{
    uint32_t worst = MEMS_NONE;
    uint64_t above = size - 1;
    for (uint32_t i = 0; i < index->count; i++) {
        struct entry *entry = entry_at(index, i);
        if (entry->at_most <= above)
            continue;
        uint32_t found = largest_in(chain, entry->record, &entry->at_most);
        if (entry->at_most > above) {
            worst = found;
            above = entry->at_most;
        }
    }
    return worst;
}

uint64_t mems_index_largest(const struct index *index, const struct chain *chain)
{
    uint64_t above = 0;
    for (uint32_t i = 0; i < index->count; i++) {
        const struct entry *entry = entry_at(index, i);
        uint64_t largest;
        if (entry->at_most <= above)
            continue;
        largest_in(chain, entry->record, &largest);
        if (largest > above)
            above = largest;
    }
    return above;
}

/* ---- Looking up ---- */

uint32_t mems_index_node(const struct index *index, uint32_t i)
{
    return entry_at(index, i)->record;
}

uint32_t mems_index_node_at(const struct index *index, const struct chain *chain,
                            uint64_t address)
{
    if (address < chain->start || address >= mems_chain_end(chain))
        return MEMS_NONE;
    uint32_t low = 0, high = index->count; /* entry low starts at or before, high after it */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (entry_at(index, middle)->start <= address)
            low = middle;
        else
            high = middle;
    }
    return entry_at(index, low)->record;
}

uint32_t mems_index_segment_at(const struct index *index, const struct chain *chain,
                               uint64_t address)
{
    uint32_t n = mems_index_node_at(index, chain, address);
    if (n == MEMS_NONE)
        return MEMS_NONE;
    const struct node *node = mems_chain_node(chain, n);
    uint32_t at;
    if (address - node->start < node->size / 2) {
        at = node->first;
        const struct segment *segment = mems_chain_segment(chain, at);
        while (address - segment->start >= segment->size) {
            at = segment->next;
            segment = mems_chain_segment(chain, at);
        }
    } else {
        at = node->last;
        while (address < mems_chain_segment(chain, at)->start)
            at = mems_chain_segment(chain, at)->prev;
    }
    return at;
}

/* ---- Checking ---- */

bool mems_index_sound(const struct index *index, const struct chain *chain, uint64_t *node)
{
    uint32_t n = chain->first;
    if (index->count != chain->count || !mems_pool_sound(&index->entries, index->count))
        return false;
    for (uint32_t i = 0; i < index->count; i++, n = mems_chain_node(chain, n)->next) {
        const struct entry *entry = entry_at(index, i);
        uint64_t largest;
        *node = i;
        if (n == MEMS_NONE || entry->record != n ||
            entry->start != mems_chain_node(chain, n)->start)
            return false;
        largest_in(chain, n, &largest);
        if (largest > entry->at_most)
            return false;
    }
    return n == MEMS_NONE;
}
