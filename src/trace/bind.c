/* bind.c: what names stand for. Nothing is kept for it while travelling: a
 * name was bound last by the newest step that did so, which steps link to one
 * another (entry.earlier), and its block is live while the heap has it. */
#include "inside.h"

/* The newest step up to the present that bound the name; 0: none. */
static uint32_t bound_by(const struct timeline *timeline, uint32_t name)
{
    uint32_t step = timeline->step;

    for (; !timeline_is_own(timeline, step); step--)
        if (timeline_entry(timeline, step)->flags & ENTRY_BOUND
            && timeline_op(timeline, step).name == name)
            return step;
    if (name >= timeline->last_count)
        return 0;
    for (uint32_t bound = timeline->last[name];; bound = timeline->own.entries[bound - 1].earlier)
        if (bound <= step)
            return bound;
}

/* The maker of the block that a step made; 0 when it is not there at the
 * present step. */
static uint32_t alive(const struct timeline *timeline, uint32_t step)
{
    struct mems_segment segment;
    uint64_t address = timeline_made(timeline, step);
    uint32_t maker;

    if (!mems_segment_at(timeline->heap, address, &segment) || segment.kind != MEMS_PROCESS)
        return 0;
    maker = timeline->makers[segment.record];
    return (maker & MAKER_STEP) == step ? maker : 0;
}

struct binding timeline_binding(const struct timeline *timeline, uint32_t name)
{
    struct binding binding = {bound_by(timeline, name), BOUND_NOT, 0};

    if (binding.step == 0)
        return binding;
    if (!(timeline_entry(timeline, binding.step)->flags & ENTRY_MALLOC)) {
        binding.bound = BOUND_NULL;
        return binding;
    }
    binding.maker = alive(timeline, binding.step);
    binding.bound = binding.maker != 0 ? BOUND_LIVE : BOUND_DEAD;
    return binding;
}

bool timeline_find(const struct timeline *timeline, uint32_t name, uint64_t *address)
{
    struct binding binding = timeline_binding(timeline, name);

    if (binding.bound != BOUND_LIVE)
        return false;
    *address = timeline_made(timeline, binding.step);
    return true;
}
