/* search.c: the holes before a malloc, worked out from those after it.
 *
 * A decision says exactly what it changed, so the HOLEs before the operation
 * are those of now, but for a few: the one that a realloc's free left, which
 * was up to two then, and the rest of a split, which was none. How many of the
 * others a policy came by, the heap's sums say. */
#include "search.h"

/* HOLEs of now that were not there, and HOLEs that were there and are no more. */
struct changes {
    int gone_count, new_count;
    struct { uint64_t start, size; } gone[3], new[2];
};

struct hunt {
    const mems_heap *heap;
    uint64_t start, end; /* of the heap */
    struct changes changes;
};

static void was(struct changes *changes, uint64_t start, uint64_t size)
{
    if (size == 0)
        return;
    changes->gone[changes->gone_count].start = start;
    changes->gone[changes->gone_count++].size = size;
}

static void is_new(struct changes *changes, uint64_t start, uint64_t size)
{
    if (size == 0)
        return;
    changes->new[changes->new_count].start = start;
    changes->new[changes->new_count++].size = size;
}

/* The rest of a split as long as nothing joined it: a realloc's free comes after. */
static bool is_rest(const struct mems_decision *placed, uint64_t start)
{
    return placed->right > 0 && start == placed->address + placed->size;
}

static struct changes changes_of(const struct event *event)
{
    const struct mems_decision *placed = &event->malloc, *freed = &event->free;
    struct changes changes = {0};
    bool rest = placed->right > 0;
    if (event->has_free) {
        uint64_t left = freed->address - freed->left, right = freed->address + freed->size;
        is_new(&changes, left, freed->left + freed->size + freed->right);
        if (freed->left > 0 && is_rest(placed, left))
            rest = false;
        else
            was(&changes, left, freed->left);
        if (freed->right > 0 && is_rest(placed, right))
            rest = false;
        else
            was(&changes, right, freed->right);
    }
    if (rest)
        is_new(&changes, placed->address + placed->size, placed->right);
    if (!(placed->did & MEMS_DID_NODE))
        was(&changes, placed->address, placed->size + placed->right);
    return changes;
}

/* HOLEs that began in [from, to) before the operation. */
static uint64_t begun(const struct hunt *hunt, uint64_t from, uint64_t to)
{
    const struct changes *changes = &hunt->changes;
    struct mems_segment at;
    if (from >= to)
        return 0;
    uint64_t count = mems_heap_usage(hunt->heap, from, to).holes;
    if (mems_segment_at(hunt->heap, from, &at) && at.kind == MEMS_HOLE && at.start < from)
        count--;
    for (int i = 0; i < changes->new_count; i++)
        count -= changes->new[i].start >= from && changes->new[i].start < to;
    for (int i = 0; i < changes->gone_count; i++)
        count += changes->gone[i].start >= from && changes->gone[i].start < to;
    return count;
}

static struct hunt hunt_of(const struct view *view, const struct event *event)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    uint64_t start = mems_heap_options(heap).start;
    return (struct hunt){.heap = heap, .start = start,
                         .end = start + mems_heap_totals(heap).mapped,
                         .changes = changes_of(event)};
}

struct search search_before(const struct view *view, const struct event *event)
{
    struct hunt hunt = hunt_of(view, event);
    const struct changes *changes = &hunt.changes;
    const struct mems_decision *placed = &event->malloc;
    enum mems_policy policy = mems_heap_options(hunt.heap).policy;
    struct search found = {.hole_bytes = mems_heap_totals(hunt.heap).hole};
    for (int i = 0; i < changes->new_count; i++)
        found.hole_bytes -= changes->new[i].size;
    for (int i = 0; i < changes->gone_count; i++)
        found.hole_bytes += changes->gone[i].size;
    found.holes = begun(&hunt, hunt.start, hunt.end);
    found.looked = found.holes;
    if (placed->did & MEMS_DID_NODE)
        return found;
    found.wrapped = policy == MEMS_NEXT_FIT && placed->address < placed->rover;
    if (policy == MEMS_FIRST_FIT)
        found.looked = begun(&hunt, hunt.start, placed->address + 1);
    if (policy == MEMS_NEXT_FIT && !found.wrapped)
        found.looked = begun(&hunt, placed->rover, placed->address + 1);
    if (found.wrapped)
        found.looked = begun(&hunt, placed->rover, hunt.end) +
                       begun(&hunt, hunt.start, placed->address + 1);
    return found;
}

static bool is_among_new(const struct changes *changes, uint64_t start)
{
    for (int i = 0; i < changes->new_count; i++)
        if (changes->new[i].start == start)
            return true;
    return false;
}

/* The largest HOLE of now, unless it is a new one: then all are looked at. */
bool search_largest(const struct view *view, const struct event *event, uint64_t *largest)
{
    struct hunt hunt = hunt_of(view, event);
    const struct changes *changes = &hunt.changes;
    struct mems_totals totals = mems_heap_totals(hunt.heap);
    uint64_t now = mems_heap_largest_hole(hunt.heap);
    bool is_old = true;
    *largest = 0;
    for (int i = 0; i < changes->gone_count; i++)
        *largest = changes->gone[i].size > *largest ? changes->gone[i].size : *largest;
    for (int i = 0; i < changes->new_count; i++)
        is_old = is_old && changes->new[i].size < now;
    if (is_old) {
        *largest = now > *largest ? now : *largest;
        return true;
    }
    if (totals.blocks + totals.holes > SEARCH_WALKED)
        return false;
    struct mems_node node;
    for (bool more = mems_node_first(hunt.heap, &node); more;
         more = mems_node_next(hunt.heap, &node)) {
        struct mems_segment at;
        for (bool in = mems_segment_first(hunt.heap, &node, &at); in;
             in = mems_segment_next(hunt.heap, &at))
            if (at.kind == MEMS_HOLE && at.size > *largest && !is_among_new(changes, at.start))
                *largest = at.size;
    }
    return true;
}
