/* usage.c: what lies in a range of addresses. With sums, a walk goes only from
 * the ends of the range to the next borders of their cells (map.h). */
#include "private.h"

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
