/* usage.c: what lies in a range of addresses. With sums, a walk goes only from
 * the ends of the range to the next borders of their cells (map.h). Of ranges
 * that adjoin, each border is looked at once. */
#include "inlining.h"
#include "plain.h"

#include <string.h>

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static void add_up(struct mems_usage *usage, const struct mems_usage *more)
{
    usage->process += more->process;
    usage->waste += more->waste;
    usage->blocks += more->blocks;
    usage->holes += more->holes;
}

/* All of the segments from s on that begin below `to`; the one after them. */
static uint32_t walk(struct mems_usage *usage, const struct chain *chain, uint32_t s, uint64_t to)
{
    while (s != MEMS_NONE && mems_chain_segment(chain, s)->start < to) {
        const struct segment *segment = mems_chain_segment(chain, s);
        if (segment->kind == MEMS_HOLE) {
            usage->holes++;
        } else {
            usage->blocks++;
            usage->process += mems_segment_size(chain, segment);
            usage->waste += segment->waste;
        }
        s = mems_chain_after(chain, segment);
    }
    return s;
}

/* The first segment that begins at `from` or after it, or MEMS_NONE. */
static uint32_t first_from(const mems_heap *heap, uint64_t from)
{
    uint32_t s = mems_granules_find(&heap->index.granules, &heap->chain, from);
    const struct segment *segment = mems_chain_segment(&heap->chain, s);
    return segment->start < from ? mems_chain_after(&heap->chain, segment) : s;
}

/* What begins in [from, to), not clipped. */
static struct mems_usage begins(const mems_heap *heap, uint64_t from, uint64_t to)
{
    struct mems_usage usage = {0};
    uint64_t origin = heap->chain.start;
    uint64_t cell = (from - origin + MEMS_MAP_CELL - 1) / MEMS_MAP_CELL;
    uint64_t end = (to - origin) / MEMS_MAP_CELL;
    uint32_t s = first_from(heap, from);
    if (heap->options.sums && cell < end) {
        walk(&usage, &heap->chain, s, origin + cell * MEMS_MAP_CELL);
        struct mems_usage whole = mems_map_sum(&heap->map, cell, end);
        add_up(&usage, &whole);
        from = origin + end * MEMS_MAP_CELL;
        if (from == to)
            return usage;
        s = first_from(heap, from);
    }
    walk(&usage, &heap->chain, s, to);
    return usage;
}

struct mems_usage mems_heap_usage(const mems_heap *heap, uint64_t from, uint64_t to)
{
    const struct chain *chain = &heap->chain;
    if (heap->is_doubted)
        return mems_plain_usage(heap, from, to);
    from = from < chain->start ? chain->start : from;
    to = earlier(to, mems_chain_end(chain));
    if (from >= to)
        return (struct mems_usage){0};
    struct mems_usage usage = begins(heap, from, to);
    const struct granules *granules = &heap->index.granules;
    const struct segment *first =
        mems_chain_segment(chain, mems_granules_find(granules, chain, from));
    const struct segment *last =
        mems_chain_segment(chain, mems_granules_find(granules, chain, to - 1));
    if (first->start < from) { /* it reaches in from outside */
        usage.holes += first->kind == MEMS_HOLE;
        usage.blocks += first->kind == MEMS_PROCESS;
        if (first->kind == MEMS_PROCESS)
            usage.process += earlier(mems_segment_end(chain, first), to) - from;
    }
    if (last->start >= from && last->kind == MEMS_PROCESS) /* it may reach out */
        usage.process -= mems_segment_end(chain, last) - earlier(mems_segment_end(chain, last), to);
    return usage;
}

/* ---- Ranges that adjoin ---- */

#define EDGES 64 /* looked at together, so that memory brings what they need meanwhile */

/* A border between two ranges. */
struct edge {
    uint64_t at, border;          /* its address; where its cell of the sums begins */
    uint32_t holder;              /* the segment that holds it; MEMS_NONE past the last */
    const struct segment *across; /* the same, if it begins before the edge, or NULL */
    struct mems_usage before;     /* what begins from `border` on, before the edge */
    uint64_t group;               /* number of the cell that begins the nearest group */
    struct mems_usage from_group; /* what begins from there on, before `border` */
    bool grouped;                 /* that is known */
};

static void take_away(struct mems_usage *usage, const struct mems_usage *less)
{
    usage->process -= less->process;
    usage->waste -= less->waste;
    usage->blocks -= less->blocks;
    usage->holes -= less->holes;
}

static void add_segment(struct mems_usage *usage, const struct segment *segment, uint64_t size,
                        uint64_t times)
{
    if (segment->kind == MEMS_HOLE) {
        usage->holes += times;
        return;
    }
    usage->blocks += times;
    usage->process += times * size;
    usage->waste += times * segment->waste;
}

/* Adds up backwards from the edge; false when that leads into another node. */
static bool add_back(struct edge *edge, const struct chain *chain)
{
    const struct segment *at = mems_chain_segment(chain, edge->holder);
    struct mems_usage before = {0};
    if (edge->across != NULL)
        add_segment(&before, at, mems_segment_size(chain, at), 1);
    while (at->start > edge->border) {
        if (mems_chain_is_end(at->prev))
            return false;
        const struct segment *prev = mems_chain_segment(chain, at->prev);
        if (prev->start < edge->border)
            break;
        add_segment(&before, prev, at->start - prev->start, 1);
        at = prev;
    }
    edge->before = before;
    return true;
}

/* Takes what begins from the edge on, in its cell, away from all that does. */
static void add_forward(struct edge *edge, const mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    uint64_t cell = (edge->border - chain->start) / MEMS_MAP_CELL;
    uint64_t end = edge->border + MEMS_MAP_CELL;
    uint32_t s = edge->holder;
    edge->before = mems_map_sum(&heap->map, cell, cell + 1);
    if (edge->across != NULL)
        s = mems_chain_after(chain, edge->across);
    while (s != MEMS_NONE && mems_chain_segment(chain, s)->start < end) {
        const struct segment *segment = mems_chain_segment(chain, s);
        add_segment(&edge->before, segment, mems_segment_size(chain, segment), UINT64_MAX);
        s = mems_chain_after(chain, segment);
    }
}

static void weigh(struct edge *edge, const mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    uint64_t offset = edge->at - edge->border;
    edge->before = (struct mems_usage){0};
    if (offset == 0 || (edge->across != NULL && edge->across->start < edge->border))
        return;
    if (edge->holder != MEMS_NONE && offset <= MEMS_MAP_CELL / 2 && add_back(edge, chain))
        return;
    add_forward(edge, heap);
}

static uint64_t cell_of(const mems_heap *heap, const struct edge *edge)
{
    return (edge->border - heap->chain.start) / MEMS_MAP_CELL;
}

static void set_edge(struct edge *edge, const mems_heap *heap, uint64_t address)
{
    const struct chain *chain = &heap->chain;
    address = address < chain->start ? chain->start : earlier(address, mems_chain_end(chain));
    memset(edge, 0, sizeof *edge);
    edge->at = address;
    edge->holder = MEMS_NONE;
    edge->border = address - (address - chain->start) % MEMS_MAP_CELL;
    edge->group = (cell_of(heap, edge) + MEMS_MAP_GROUP / 2) / MEMS_MAP_GROUP * MEMS_MAP_GROUP;
}

/* Asks memory for what find_holder and find_group will read first. */
static MEMS_INLINE void fetch_tables(const struct edge *edge, const mems_heap *heap)
{
    const struct granules *granules = &heap->index.granules;
    uint64_t g = mems_granule(granules, edge->at) / MEMS_LANES, cell = cell_of(heap, edge);
    if (edge->at < mems_chain_end(&heap->chain))
        __builtin_prefetch(mems_granule_row(granules, g));
    mems_map_fetch(&heap->map, earlier(edge->group, cell), cell > edge->group ? cell : edge->group);
}

static MEMS_INLINE void fetch_segment(struct edge *edge, const mems_heap *heap)
{
    if (edge->at == mems_chain_end(&heap->chain))
        return;
    edge->holder = mems_granules_near(&heap->index.granules, edge->at);
    __builtin_prefetch(mems_chain_segment(&heap->chain, edge->holder));
}

static MEMS_INLINE void fetch_next(const struct edge *edge, const mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    if (edge->holder == MEMS_NONE)
        return;
    const struct segment *segment = mems_chain_segment(chain, edge->holder);
    if (mems_chain_is_end(segment->next))
        __builtin_prefetch(mems_chain_owner(chain, segment->next));
    else
        __builtin_prefetch(mems_chain_segment(chain, segment->next));
    if (!mems_chain_is_end(segment->prev))
        __builtin_prefetch(mems_chain_segment(chain, segment->prev));
}

static void find_holder(struct edge *edge, const mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    if (edge->holder == MEMS_NONE)
        return;
    edge->holder = mems_granules_find(&heap->index.granules, chain, edge->at);
    const struct segment *holder = mems_chain_segment(chain, edge->holder);
    edge->across = holder->start < edge->at ? holder : NULL;
}

/* Step by step for all of them, since each step waits for memory. */
static void find_edges(struct edge *edges, const mems_heap *heap, const uint64_t *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        set_edge(&edges[i], heap, at[i]);
        fetch_tables(&edges[i], heap);
    }
    for (size_t i = 0; i < count; i++)
        fetch_segment(&edges[i], heap);
    for (size_t i = 0; i < count; i++)
        fetch_next(&edges[i], heap);
    for (size_t i = 0; i < count; i++) {
        find_holder(&edges[i], heap);
        fetch_next(&edges[i], heap);
    }
    for (size_t i = 0; i < count; i++)
        weigh(&edges[i], heap);
}

/* Numbers wrap, so that a group that begins after the edge counts below 0. */
static void find_group(struct edge *edge, const mems_heap *heap)
{
    uint64_t cell = cell_of(heap, edge);
    if (edge->grouped)
        return;
    edge->grouped = true;
    if (edge->group < cell)
        edge->from_group = mems_map_sum(&heap->map, edge->group, cell);
    if (edge->group > cell) {
        struct mems_usage after = mems_map_sum(&heap->map, cell, edge->group);
        take_away(&edge->from_group, &after);
    }
}

/* What begins in the cells from one edge's to another's. Where these are far
 * apart, only whole groups are summed for each range. */
static struct mems_usage cells_between(const mems_heap *heap, struct edge *from, struct edge *to)
{
    uint64_t first = cell_of(heap, from), end = cell_of(heap, to);
    if (end - first <= MEMS_MAP_GROUP / 2)
        return mems_map_sum(&heap->map, first, end);
    find_group(from, heap);
    find_group(to, heap);
    struct mems_usage usage = mems_map_sum(&heap->map, from->group, to->group);
    add_up(&usage, &to->from_group);
    take_away(&usage, &from->from_group);
    return usage;
}

static struct mems_usage between(const mems_heap *heap, struct edge *from, struct edge *to)
{
    const struct chain *chain = &heap->chain;
    if (from->at >= to->at)
        return (struct mems_usage){0};
    struct mems_usage usage = cells_between(heap, from, to);
    add_up(&usage, &to->before);
    take_away(&usage, &from->before);
    const struct segment *in = from->across, *out = to->across;
    if (in != NULL) {
        usage.holes += in->kind == MEMS_HOLE;
        usage.blocks += in->kind == MEMS_PROCESS;
        if (in->kind == MEMS_PROCESS)
            usage.process += earlier(mems_segment_end(chain, in), to->at) - from->at;
    }
    if (out != NULL && out->kind == MEMS_PROCESS && out->start >= from->at)
        usage.process -= mems_segment_end(chain, out) - to->at;
    return usage;
}

void mems_heap_usages(const mems_heap *heap, const uint64_t *at, size_t count,
                      struct mems_usage *out)
{
    struct edge edges[EDGES];
    if (!heap->options.sums || heap->is_doubted) {
        for (size_t i = 0; i < count; i++)
            out[i] = mems_heap_usage(heap, at[i], at[i + 1]);
        return;
    }
    while (count > 0) {
        size_t ranges = count < EDGES - 1 ? count : EDGES - 1;
        find_edges(edges, heap, at, ranges + 1);
        for (size_t i = 0; i < ranges; i++)
            out[i] = between(heap, &edges[i], &edges[i + 1]);
        at += ranges;
        out += ranges;
        count -= ranges;
    }
}
