/* why_search.c: finds out how a search went, from the heap as it was before it:
 * counts by the heap's sums, and one walk, in slices, for what sums do not say. */
#include "why.h"

static uint64_t end_of(const mems_heap *heap)
{
    return mems_heap_options(heap).start + mems_heap_totals(heap).mapped;
}

/* What begins in [from, to). */
static struct mems_usage begun(const mems_heap *heap, uint64_t from, uint64_t to)
{
    struct mems_usage usage = mems_heap_usage(heap, from, to);
    struct mems_segment at;
    if (from < to && mems_segment_at(heap, from, &at) && at.start < from) {
        usage.holes -= at.kind == MEMS_HOLE;
        usage.blocks -= at.kind == MEMS_PROCESS;
    }
    return usage;
}

/* ---- Numbers and HOLEs ---- */

/* The address from which the policy looks first. */
static uint64_t origin(const struct why *why, const mems_heap *before)
{
    uint64_t start = mems_heap_options(before).start;
    return why->policy == MEMS_NEXT_FIT && why->rover > start ? why->rover : start;
}

/* What the search comes by up to the segment that begins at `start`, that one
 * included. */
static struct mems_usage way_to(const struct why *why, const mems_heap *before, uint64_t start)
{
    uint64_t from = origin(why, before), first = mems_heap_options(before).start;
    if (start >= from)
        return begun(before, from, start + 1);
    struct mems_usage round = begun(before, from, end_of(before));
    struct mems_usage again = begun(before, first, start + 1);
    again.holes += round.holes;
    again.blocks += round.blocks;
    return again;
}

uint64_t why_number(const struct why *why, const mems_heap *before, uint64_t start)
{
    return way_to(why, before, start).holes;
}

/* Where the `count`-th HOLE from an address on begins: there are so many. */
static uint64_t nth_from(const mems_heap *heap, uint64_t from, uint64_t count)
{
    uint64_t low = from, high = end_of(heap);
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if (begun(heap, from, middle).holes < count)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct why_hole why_hole(const struct why *why, const mems_heap *before, uint64_t number)
{
    uint64_t from = origin(why, before), end = end_of(before), left = number;
    uint64_t round = begun(before, from, end).holes;
    struct mems_segment at;
    if (left > round) {
        left -= round;
        from = mems_heap_options(before).start;
    }
    if (number == 0 || !mems_segment_at(before, nth_from(before, from, left), &at))
        return (struct why_hole){0};
    return (struct why_hole){.start = at.start, .size = at.size, .number = number};
}

/* ---- Beginning ---- */

static uint64_t rounded(uint64_t size, uint64_t align)
{
    return size > UINT64_MAX - (align - 1) ? UINT64_MAX : (size + align - 1) & ~(align - 1);
}

struct why why_of(const struct timeline *timeline)
{
    uint32_t step = timeline_step(timeline);
    struct mems_options options = mems_heap_options(timeline_heap(timeline));
    struct why why = {.on = true, .step = step, .policy = options.policy, .join = options.join,
                      .op = timeline_op(timeline, step), .event = timeline_event(timeline, step)};
    if (why.event.has_malloc || why.event.outcome == OUTCOME_NO_MEMORY) {
        why.kind = WHY_MALLOC;
        why.size = rounded(why.op.size, options.align);
    } else if (why.event.has_free) {
        why.kind = WHY_FREE;
    }
    return why;
}

static void measure_free(struct why *why, const mems_heap *before)
{
    uint64_t start = why->event.free.address;
    if (!mems_segment_at(before, start, &why->block))
        return;
    why->left = why->right = why->block;
    why->has_left = mems_segment_before(before, &why->left);
    why->has_right = mems_segment_next(before, &why->right);
    struct mems_usage way = begun(before, mems_heap_options(before).start, start + 1);
    why->looked = way.holes;
    why->passed = way.blocks - 1;
}

static void measure_malloc(struct why *why, const mems_heap *before)
{
    const struct mems_decision *placed = &why->event.malloc;
    struct mems_segment hole;
    struct mems_usage way = {.holes = why->holes, .blocks = mems_heap_totals(before).blocks};
    why->rover = mems_heap_rover(before);
    why->steps = mems_heap_search_steps(before, why->size);
    if (why->event.has_malloc && !(placed->did & MEMS_DID_NODE) &&
        mems_segment_at(before, placed->address, &hole)) {
        struct mems_usage to_it = way_to(why, before, hole.start);
        why->chosen = (struct why_hole){hole.start, hole.size, to_it.holes};
        if (why->policy == MEMS_FIRST_FIT || why->policy == MEMS_NEXT_FIT)
            way = to_it;
    }
    why->looked = way.holes;
    why->passed = way.blocks;
    why->best = why->chosen;
    why->walk.next = origin(why, before);
}

void why_measure(struct why *why, const mems_heap *before)
{
    struct mems_totals totals = mems_heap_totals(before);
    why->holes = totals.holes;
    why->hole_bytes = totals.hole;
    why->walk.done = why->kind != WHY_MALLOC || totals.holes == 0;
    if (why->kind == WHY_MALLOC)
        measure_malloc(why, before);
    else if (why->kind == WHY_FREE)
        measure_free(why, before);
}

/* ---- The walk ---- */

static void look(struct why *why, const struct mems_segment *segment)
{
    struct why_walk *walk = &why->walk;
    struct why_hole hole = {segment->start, segment->size, ++walk->looked};
    if (hole.size < why->size) {
        if (hole.size > walk->miss.size)
            walk->miss = hole;
        return;
    }
    walk->fitting++;
    const struct why_hole *best = &walk->bests[(walk->best_count + WHY_BESTS - 1) % WHY_BESTS];
    if (why_better(why, &hole, best)) {
        walk->rival = *best;
        walk->bests[walk->best_count++ % WHY_BESTS] = hole;
    } else if (why_better(why, &hole, &walk->rival)) {
        walk->rival = hole;
    }
}

/* The segment at the address it goes on from; past the end, next fit begins a
 * second round at the start. */
static bool first_segment(struct why_walk *walk, const mems_heap *before, struct mems_segment *at)
{
    if (mems_segment_at(before, walk->next, at))
        return true;
    if (walk->wrapped)
        return false;
    walk->wrapped = true;
    walk->next = mems_heap_options(before).start;
    return mems_segment_at(before, walk->next, at);
}

/* The best HOLE up to the one that is looked at, as far as the walk knows. */
static void settle(struct why *why)
{
    const struct why_walk *walk = &why->walk;
    uint64_t kept = walk->best_count < WHY_BESTS ? walk->best_count : WHY_BESTS;
    why->best = why->chosen;
    if (why->at == 0)
        return;
    why->best = (struct why_hole){0};
    for (uint64_t i = walk->best_count - kept; i < walk->best_count; i++)
        if (walk->bests[i % WHY_BESTS].number <= why->at)
            why->best = walk->bests[i % WHY_BESTS];
}

void why_walk(struct why *why, const mems_heap *before, uint64_t segments)
{
    struct why_walk *walk = &why->walk;
    struct mems_segment at;
    bool more = !walk->done && first_segment(walk, before, &at);
    for (; more && segments > 0 && walk->looked < why->looked; segments--) {
        /* a HOLE that began before the rover belongs to the second round */
        if (at.kind == MEMS_HOLE && at.start >= walk->next)
            look(why, &at);
        walk->next = at.start + at.size;
        more = mems_segment_next(before, &at) || first_segment(walk, before, &at);
    }
    walk->done = !more || walk->looked == why->looked;
    settle(why);
}

void why_go(struct why *why, const mems_heap *before, uint64_t number)
{
    why->at = number;
    why->now = why_hole(why, before, number);
    settle(why);
}
