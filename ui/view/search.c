/* search.c: the holes before a malloc, worked out from those after it.
 *
 * A decision says exactly what it changed: so a HOLE of today is, before the
 * operation, itself, or what a free joined, or a part of what a malloc split. */
#include "search.h"

struct hunt {
    const struct event *event;
    enum mems_policy policy;
    struct search found;
};

/* The first byte that a policy sees of two addresses: next fit begins at its
 * rover, so what lies below that comes last. */
static bool comes_before(const struct hunt *hunt, uint64_t hole, uint64_t chosen)
{
    if (hunt->policy == MEMS_NEXT_FIT) {
        uint64_t rover = hunt->event->malloc.rover;
        if ((hole >= rover) != (chosen >= rover))
            return hole >= rover;
    }
    return hole < chosen;
}

/* One HOLE as it was before the operation. */
static void meet(struct hunt *hunt, uint64_t start, uint64_t size)
{
    const struct mems_decision *placed = &hunt->event->malloc;
    struct search *found = &hunt->found;
    bool ends_at_choice = hunt->policy == MEMS_FIRST_FIT || hunt->policy == MEMS_NEXT_FIT;
    found->holes++;
    found->hole_bytes += size;
    if (size > found->largest)
        found->largest = size;
    if ((placed->did & MEMS_DID_NODE) || !ends_at_choice || start == placed->address ||
        comes_before(hunt, start, placed->address))
        found->looked++;
}

/* A HOLE as it was after the malloc: the rest of a split is not new. */
static void meet_unsplit(struct hunt *hunt, uint64_t start, uint64_t size)
{
    const struct mems_decision *placed = &hunt->event->malloc;
    if (size > 0 && !(placed->right > 0 && start == placed->address + placed->size))
        meet(hunt, start, size);
}

/* A HOLE of the present state: a realloc's free came after its malloc. */
static void meet_present(struct hunt *hunt, const struct mems_segment *hole)
{
    const struct mems_decision *freed = &hunt->event->free;
    if (!hunt->event->has_free || hole->start != freed->address - freed->left) {
        meet_unsplit(hunt, hole->start, hole->size);
        return;
    }
    meet_unsplit(hunt, hole->start, freed->left);
    meet_unsplit(hunt, freed->address + freed->size, freed->right);
}

struct search search_before(const struct view *view, const struct event *event)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    const struct mems_decision *placed = &event->malloc;
    struct mems_totals totals = mems_heap_totals(heap);
    struct hunt hunt = {.event = event, .policy = mems_heap_options(heap).policy};
    if (totals.blocks + totals.holes > SEARCH_SEGMENTS_MAX)
        return hunt.found;
    hunt.found.known = true;
    struct mems_node node;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        struct mems_segment at;
        for (bool in = mems_segment_first(heap, &node, &at); in; in = mems_segment_next(heap, &at))
            if (at.kind == MEMS_HOLE)
                meet_present(&hunt, &at);
    }
    if (!(placed->did & MEMS_DID_NODE))
        meet(&hunt, placed->address, placed->size + placed->right);
    hunt.found.wrapped = hunt.policy == MEMS_NEXT_FIT && !(placed->did & MEMS_DID_NODE) &&
                         placed->address < placed->rover;
    return hunt.found;
}
