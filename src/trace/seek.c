/* seek.c: going far. The heap becomes as it was at the checkpoint beside the
 * step that is sought, or stays as it is when that is nearer, and the rest of
 * the way is walked.
 *
 * A checkpoint does not hold bytes: what was written between here and there is
 * done or undone apart. There is no jump within what a person typed, which is
 * short. */
#include "inside.h"

/* ---- Checkpoints ---- */

static void take(struct timeline *timeline, bool tip)
{
    struct checkpoint like = {
        .step = timeline->step,
        .policy = mems_heap_options(timeline->heap).policy,
        .rover = mems_heap_rover(timeline->heap),
        .tip = tip,
        .node_count = (uint32_t)timeline->own.shown,
        .written = timeline->own.written,
        .census = timeline->census,
    };

    checkpoints_take(&timeline->kept, timeline->heap, like, timeline->makers);
}

void timeline_keep_state(struct timeline *timeline)
{
    const struct checkpoints *kept = &timeline->kept;
    size_t count = kept->count;
    uint32_t last;

    if (count > 0 && kept->list[count - 1].tip)
        count--;
    last = count > 0 ? kept->list[count - 1].step : 0;
    if (checkpoints_due(kept, timeline->step - last))
        take(timeline, false);
}

/* Nothing is kept after the last step known, so its own state is, when it is
 * left and the way back would be long. */
static void keep_tip(struct timeline *timeline)
{
    const struct checkpoints *kept = &timeline->kept;
    uint32_t last = kept->count > 0 ? kept->list[kept->count - 1].step : 0;
    uint32_t since = timeline->step - last;

    if (since > kept->steps / 8
        && (uint64_t)since * STEP_COST > (uint64_t)timeline->own_segments * SEGMENT_COST * 2)
        take(timeline, true);
}

/* Makes the present step that of the checkpoint. */
static void jump(struct timeline *timeline, const struct checkpoint *to)
{
    if (to->written < timeline->own.written)
        timeline_carry(timeline, to->written);
    checkpoints_load(&timeline->kept, to, timeline->heap, timeline->own.nodes, timeline->makers);
    timeline_carry(timeline, to->written);
    mems_heap_set_policy(timeline->heap, to->policy);
    timeline->census = to->census;
    timeline->own.shown = to->node_count;
    timeline->step = to->step;
}

/* ---- The cheapest way ---- */

struct way {
    struct checkpoint from;
    uint64_t cost; /* of loading it, and walking on from there */
};

static void consider(struct way *best, const struct timeline *timeline,
                     const struct checkpoint *from, uint32_t step)
{
    uint64_t steps = from->step > step ? from->step - step : step - from->step;
    uint64_t written = timeline->own.written;
    uint64_t writes = from->written > written ? from->written - written : written - from->written;
    uint64_t cost = steps * STEP_COST + (uint64_t)from->segment_count * SEGMENT_COST
        + writes * WRITE_COST;

    if (cost < best->cost)
        *best = (struct way){*from, cost};
}

/* ---- Walking ---- */

#define LEAP_LEAST 64 /* steps: the records of fewer may as well stay as they were */
#define SOON 8   /* steps ahead, where memory is asked for a segment */
#define LATER 16 /* and for what leads to it */

/* Where the block begins that a step of `own` made or freed; of no step, nowhere. */
static uint64_t place(const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry;

    if (step == 0 || step > timeline->own.count)
        return 0;
    entry = &timeline->own.entries[step - 1];
    return entry->flags & ENTRY_FREE ? entry->gone : entry->made;
}

static void walk(struct timeline *timeline, uint32_t step)
{
    while (timeline->step > step) {
        uint32_t at = timeline->step;

        mems_heap_fetch(timeline->heap, place(timeline, at > SOON ? at - SOON : 0),
                        place(timeline, at > LATER ? at - LATER : 0));
        timeline_unplay(timeline);
    }
    while (timeline->step < step) {
        mems_heap_fetch(timeline->heap, place(timeline, timeline->step + 1 + SOON),
                        place(timeline, timeline->step + 1 + LATER));
        timeline_replay(timeline);
    }
}

static uint32_t distance(const struct timeline *timeline, uint32_t step)
{
    return timeline->step > step ? timeline->step - step : step - timeline->step;
}

/* Goes to a known step of the workload's own, from one: a short way is walked, a long
 * one leapt where that is possible. */
static void travel(struct timeline *timeline, uint32_t step)
{
    const struct checkpoint start = {.policy = timeline->options.policy,
                                     .rover = timeline->options.start};
    uint64_t steps = distance(timeline, step);
    struct way best = {.cost = steps * STEP_COST}, none = best;
    const struct checkpoint *before, *after;

    if (timeline->step == timeline->own.count && steps > timeline->kept.steps / 8)
        keep_tip(timeline);
    before = checkpoints_before(&timeline->kept, step);
    after = checkpoints_after(&timeline->kept, step);
    consider(&best, timeline, &start, step);
    if (before != NULL)
        consider(&best, timeline, before, step);
    if (after != NULL && timeline_is_own(timeline, after->step))
        consider(&best, timeline, after, step);
    if (best.cost < none.cost)
        jump(timeline, &best.from);
    if (distance(timeline, step) <= LEAP_LEAST || !timeline_leap(timeline, step))
        walk(timeline, step);
}

uint32_t timeline_seek(struct timeline *timeline, uint32_t step)
{
    uint32_t own = step < timeline->in_place ? step : timeline->in_place;

    if (own > timeline->own.count)
        own = (uint32_t)timeline->own.count;
    while (timeline->step > step && !timeline_is_own(timeline, timeline->step))
        timeline_unplay(timeline);
    if (timeline_is_own(timeline, timeline->step))
        travel(timeline, own);
    while (timeline->step < step && timeline_forward(timeline))
        ;
    return timeline->step;
}
