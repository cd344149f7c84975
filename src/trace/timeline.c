/* timeline.c: where we stand, and going elsewhere. The heap, the bindings, the
 * makers and the written bytes are always those of the present step. */
#include "timeline.h"

#include "inside.h"

#include <stdlib.h>

static enum mems_error open_until(struct timeline **timeline, struct ops *ops, uint32_t last,
                                  const struct mems_options *options)
{
    struct timeline *opened = calloc(1, sizeof *opened);
    enum mems_error error;

    *timeline = NULL;
    if (opened == NULL)
        return MEMS_NO_MEMORY;
    error = mems_heap_open(&opened->heap, options);
    if (error != MEMS_OK) {
        free(opened);
        return error;
    }
    opened->ops = ops;
    opened->workload = opened->end = opened->in_place = last;
    opened->low = UINT64_MAX;
    opened->failed = timeline_count_failed(opened);
    *timeline = opened;
    return MEMS_OK;
}

enum mems_error timeline_open(struct timeline **timeline, struct ops *ops,
                              const struct mems_options *options)
{
    return open_until(timeline, ops, (uint32_t)(ops_count(ops) - 1), options);
}

enum mems_error timeline_open_again(struct timeline **timeline, const struct timeline *like,
                                    const struct mems_options *options)
{
    return open_until(timeline, like->ops, like->workload, options);
}

void timeline_close(struct timeline *timeline)
{
    if (timeline == NULL)
        return;
    mems_heap_close(timeline->heap);
    journal_close(&timeline->journal);
    for (size_t i = 0; i < timeline->edit_count; i++)
        journal_close(&timeline->edits[i].other);
    free(timeline->edits);
    free(timeline->bindings);
    free(timeline->makers);
    free(timeline);
}

const mems_heap *timeline_heap(const struct timeline *timeline)
{
    return timeline->heap;
}

const struct ops *timeline_ops(const struct timeline *timeline)
{
    return timeline->ops;
}

struct ops *timeline_ops_edit(struct timeline *timeline)
{
    return timeline->ops;
}

uint32_t timeline_step(const struct timeline *timeline)
{
    return timeline->step;
}

uint32_t timeline_end(const struct timeline *timeline)
{
    return timeline->end;
}

uint32_t timeline_known(const struct timeline *timeline)
{
    return (uint32_t)timeline->journal.count;
}

/* ---- Going ---- */

bool timeline_forward(struct timeline *timeline)
{
    if (timeline->step == timeline->end)
        return false;
    if (timeline->step < timeline->journal.count) {
        timeline_replay(timeline);
        return true;
    }
    /* only the workload's own future is unknown, and there steps are operations */
    if (!timeline_put(timeline, timeline->step + 1))
        return false;
    timeline->journal.entries[timeline->step - 1].failed = timeline_count_failed(timeline);
    return true;
}

bool timeline_back(struct timeline *timeline)
{
    if (timeline->step == 0)
        return false;
    timeline_unplay(timeline);
    return true;
}

uint32_t timeline_seek(struct timeline *timeline, uint32_t step)
{
    while (timeline->step > step)
        timeline_unplay(timeline);
    while (timeline->step < step && timeline_forward(timeline))
        ;
    return timeline->step;
}

/* ---- Learning ---- */

uint32_t timeline_learn(struct timeline *timeline, uint32_t steps)
{
    uint32_t step = timeline->step;

    timeline_seek(timeline, timeline_known(timeline));
    while (steps-- > 0 && timeline_forward(timeline))
        ;
    timeline_seek(timeline, step);
    return timeline_known(timeline);
}

void timeline_extend(struct timeline *timeline)
{
    if (timeline->edit_count > 0)
        return;
    timeline->workload = timeline->end = timeline->in_place =
        (uint32_t)(ops_count(timeline->ops) - 1);
}
