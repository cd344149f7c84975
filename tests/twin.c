/* twin.c: see twin.h. Written to be read and believed, not to be fast, and
 * without a line of the library's. */
#include "twin.h"

#include "heaps.h"

#include <stdlib.h>
#include <string.h>

void twin_open(struct twin *twin, const struct mems_options *options)
{
    *twin = (struct twin){.options = *options, .end = options->start, .rover = options->start};
}

void twin_close(struct twin *twin)
{
    free(twin->segments);
}

/* Puts a segment at position `at`, the later ones move up. */
static void insert(struct twin *twin, size_t at, struct twin_segment segment)
{
    if (twin->count == twin->room) {
        twin->room = twin->room ? 2 * twin->room : 64;
        twin->segments = realloc(twin->segments, twin->room * sizeof *twin->segments);
        must(twin->segments != NULL);
    }
    struct twin_segment *place = twin->segments + at;
    memmove(place + 1, place, (twin->count - at) * sizeof *place);
    *place = segment;
    twin->count++;
}

static void erase(struct twin *twin, size_t at)
{
    struct twin_segment *place = twin->segments + at;
    twin->count--;
    memmove(place, place + 1, (twin->count - at) * sizeof *place);
}

/* Is hole `a`, at the higher address, the better one by the policy? */
static bool is_better(const struct twin *twin, const struct twin_segment *a,
                      const struct twin_segment *b)
{
    switch (twin->options.policy) {
    case MEMS_NEXT_FIT:
        return a->start >= twin->rover && b->start < twin->rover;
    case MEMS_BEST_FIT:
        return a->size < b->size;
    case MEMS_WORST_FIT:
        return a->size > b->size;
    default:
        return false;
    }
}

/* The position of the hole to use, or count. */
static size_t choose(const struct twin *twin, uint64_t size)
{
    size_t chosen = twin->count;
    for (size_t i = 0; i < twin->count; i++) {
        const struct twin_segment *segment = &twin->segments[i];
        if (segment->process || segment->size < size)
            continue;
        if (chosen == twin->count || is_better(twin, segment, &twin->segments[chosen]))
            chosen = i;
    }
    return chosen;
}

static void add_node(struct twin *twin, uint64_t size)
{
    uint64_t page = twin->options.page_size;
    uint64_t pages = size / page + (size % page > 0 ? 1 : 0);
    insert(twin, twin->count,
           (struct twin_segment){.start = twin->end, .size = pages * page, .node = twin->nodes});
    twin->end += pages * page;
    twin->nodes++;
}

enum mems_error twin_malloc(struct twin *twin, uint64_t size, uint64_t *address)
{
    if (size == 0)
        return MEMS_ZERO_SIZE;
    if (size > UINT64_MAX / 2)
        return MEMS_TOO_LARGE;
    uint64_t rounded = size;
    while (rounded % twin->options.align != 0)
        rounded++;
    size_t at = choose(twin, rounded);
    if (at == twin->count)
        add_node(twin, rounded);
    struct twin_segment block = twin->segments[at];
    struct twin_segment rest = block;
    block.process = true;
    block.size = rounded;
    block.waste = rounded - size;
    rest.start += rounded;
    rest.size -= rounded;
    twin->segments[at] = block;
    if (rest.size > 0)
        insert(twin, at + 1, rest);
    twin->rover = block.start + block.size;
    *address = block.start;
    return MEMS_OK;
}

static size_t position_of(const struct twin *twin, uint64_t address)
{
    for (size_t i = 0; i < twin->count; i++) {
        const struct twin_segment *segment = &twin->segments[i];
        if (address >= segment->start && address < segment->start + segment->size)
            return i;
    }
    return twin->count;
}

const struct twin_segment *twin_at(const struct twin *twin, uint64_t address)
{
    size_t at = position_of(twin, address);
    return at == twin->count ? NULL : &twin->segments[at];
}

/* Joins the segments at `at` and `at` + 1 when both are holes of one node. */
static void join(struct twin *twin, size_t at)
{
    if (!twin->options.join || at + 1 >= twin->count)
        return;
    struct twin_segment *low = &twin->segments[at], *high = low + 1;
    if (low->process || high->process || low->node != high->node)
        return;
    low->size += high->size;
    erase(twin, at + 1);
}

enum mems_error twin_free(struct twin *twin, uint64_t address)
{
    size_t at = position_of(twin, address);
    if (at == twin->count)
        return MEMS_OUTSIDE;
    struct twin_segment *segment = &twin->segments[at];
    if (!segment->process)
        return MEMS_ALREADY_FREE;
    if (segment->start != address)
        return MEMS_INNER_ADDRESS;
    segment->process = false;
    segment->waste = 0;
    join(twin, at);
    if (at > 0)
        join(twin, at - 1);
    return MEMS_OK;
}

static bool totals_are_like(const struct twin *twin, const mems_heap *heap)
{
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t process = 0, hole = 0, waste = 0, blocks = 0, holes = 0, largest = 0;
    for (size_t i = 0; i < twin->count; i++) {
        const struct twin_segment *segment = &twin->segments[i];
        if (segment->process) {
            process += segment->size;
            waste += segment->waste;
            blocks++;
        } else {
            hole += segment->size;
            holes++;
            if (segment->size > largest)
                largest = segment->size;
        }
    }
    return totals.nodes == twin->nodes && totals.mapped == twin->end - twin->options.start &&
           totals.pages == totals.mapped / twin->options.page_size &&
           totals.process == process && totals.hole == hole && totals.waste == waste &&
           totals.blocks == blocks && totals.holes == holes &&
           mems_heap_largest_hole(heap) == largest && mems_heap_rover(heap) == twin->rover;
}

bool twin_is_like(const struct twin *twin, const mems_heap *heap)
{
    struct mems_node node;
    struct mems_segment at;
    size_t i = 0;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        for (bool one = mems_segment_first(heap, &node, &at); one;
             one = mems_segment_next(heap, &at), i++) {
            const struct twin_segment *segment = &twin->segments[i];
            if (i == twin->count || at.start != segment->start || at.size != segment->size ||
                at.waste != segment->waste || at.node != segment->node ||
                (at.kind == MEMS_PROCESS) != segment->process)
                return false;
        }
    }
    return i == twin->count && totals_are_like(twin, heap);
}
