/* index.c: a table of the nodes in chain order, each with a bound that no HOLE
 * of it exceeds, and the largest bound of every 64 of them; within a node, a
 * walk of its sub-chain.
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

static struct group *group_of(const struct index *index, uint32_t i)
{
    return mems_pool_slot(&index->groups, i / MEMS_GROUP);
}

void mems_index_open(struct index *index, size_t page_size)
{
    mems_pool_open(&index->entries, sizeof(struct entry), page_size);
    mems_pool_open(&index->groups, sizeof(struct group), page_size);
    index->count = 0;
}

void mems_index_close(struct index *index)
{
    mems_pool_close(&index->entries);
    mems_pool_close(&index->groups);
    index->count = 0;
}

void mems_index_clear(struct index *index)
{
    mems_pool_reset(&index->entries);
    mems_pool_reset(&index->groups);
    index->count = 0;
}

bool mems_index_stock(struct index *index)
{
    return mems_pool_stock(&index->entries, 1) && mems_pool_stock(&index->groups, 1);
}

/* The largest bound in the group of entry i. */
static uint64_t group_bound(const struct index *index, uint32_t i)
{
    uint64_t bound = 0;
    uint32_t first = i - i % MEMS_GROUP;
    for (uint32_t e = first; e < index->count && e - first < MEMS_GROUP; e++)
        if (entry_at(index, e)->at_most > bound)
            bound = entry_at(index, e)->at_most;
    return bound;
}

static void lower_bound(struct index *index, uint32_t i, uint64_t at_most)
{
    struct group *group = group_of(index, i);
    struct entry *entry = entry_at(index, i);
    bool mends_group = at_most < entry->at_most && entry->at_most == group->at_most;
    entry->at_most = at_most;
    if (mends_group)
        group->at_most = group_bound(index, i);
}

static void raise_bound(struct index *index, uint32_t i, uint64_t at_most)
{
    struct group *group = group_of(index, i);
    struct entry *entry = entry_at(index, i);
    if (entry->at_most < at_most)
        entry->at_most = at_most;
    if (group->at_most < at_most)
        group->at_most = at_most;
}

/* The first of the entries [i, to) that may have a HOLE of `size` bytes, or to. */
static uint32_t candidate(const struct index *index, uint32_t i, uint32_t to, uint64_t size)
{
    while (i < to)
        if (group_of(index, i)->at_most < size)
            i += MEMS_GROUP - i % MEMS_GROUP;
        else if (entry_at(index, i)->at_most < size)
            i++;
        else
            return i;
    return to;
}

void mems_index_node_appeared(struct index *index, const struct chain *chain, uint32_t node)
{
    uint32_t i = mems_pool_take(&index->entries);
    *entry_at(index, i) =
        (struct entry){.record = node, .start = mems_chain_node(chain, node)->start};
    if (i % MEMS_GROUP == 0) {
        mems_pool_take(&index->groups);
        *group_of(index, i) = (struct group){.at_most = 0};
    }
    index->count = i + 1;
}

void mems_index_node_went(struct index *index)
{
    uint32_t i = index->count - 1;
    lower_bound(index, i, 0);
    if (i % MEMS_GROUP == 0)
        mems_pool_give(&index->groups, i / MEMS_GROUP);
    mems_pool_give(&index->entries, i);
    index->count = i;
}

void mems_index_hole_appeared(struct index *index, const struct chain *chain, uint32_t hole)
{
    const struct segment *segment = mems_chain_segment(chain, hole);
    raise_bound(index, mems_chain_node(chain, segment->node)->index, segment->size);
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
    for (uint32_t i = from; (i = candidate(index, i, to, size)) < to; i++) {
        uint64_t largest;
        uint32_t first = mems_chain_node(chain, entry_at(index, i)->record)->first;
        uint32_t found = first_from(chain, first, size, &largest);
        if (found != MEMS_NONE)
            return found;
        lower_bound(index, i, largest);
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
    for (uint32_t i = 0; (i = candidate(index, i, index->count, size)) < index->count; i++) {
        uint64_t largest;
        uint32_t found = smallest_in(chain, entry_at(index, i)->record, size, below, &largest);
        if (found != MEMS_NONE) {
            best = found;
            below = mems_chain_segment(chain, best)->size;
            if (below == size)
                break; /* none is better, and the node was not walked to its end */
        }
        lower_bound(index, i, largest);
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
    for (uint32_t i = 0; (i = candidate(index, i, index->count, size)) < index->count; i++) {
        uint64_t largest;
        uint32_t found = largest_in(chain, entry_at(index, i)->record, &largest);
        lower_bound(index, i, largest);
        if (largest >= size) {
            worst = found;
            size = largest + 1; /* from here on only a larger one counts */
        }
    }
    return worst;
}

uint64_t mems_index_largest(const struct index *index, const struct chain *chain)
{
    uint64_t above = 0;
    for (uint32_t i = 0; (i = candidate(index, i, index->count, above + 1)) < index->count; i++) {
        uint64_t largest;
        largest_in(chain, entry_at(index, i)->record, &largest);
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

static bool entry_is_sound(const struct index *index, const struct chain *chain, uint32_t i,
                           uint32_t n)
{
    const struct entry *entry = entry_at(index, i);
    if (entry->record != n || entry->start != mems_chain_node(chain, n)->start)
        return false;
    uint64_t largest;
    largest_in(chain, n, &largest);
    return largest <= entry->at_most && entry->at_most <= group_of(index, i)->at_most;
}

bool mems_index_sound(const struct index *index, const struct chain *chain, uint64_t *node)
{
    uint64_t groups = ((uint64_t)index->count + MEMS_GROUP - 1) / MEMS_GROUP;
    uint32_t n = chain->first;
    if (index->count != chain->count || !mems_pool_sound(&index->entries, index->count) ||
        !mems_pool_sound(&index->groups, groups))
        return false;
    for (uint32_t i = 0; i < index->count; i++, n = mems_chain_node(chain, n)->next) {
        *node = i;
        if (n == MEMS_NONE || !entry_is_sound(index, chain, i, n))
            return false;
    }
    return n == MEMS_NONE;
}
