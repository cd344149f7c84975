/* timeline.c: where we stand, and going elsewhere. The heap, the bindings, the
 * makers and the written bytes are always those of the present step. */
#include "timeline.h"

#include "inside.h"

#include <stdlib.h>

#define KEEP_STEPS 50000u
#define KEEP_BYTES ((size_t)256 << 20)

static enum mems_error open_until(struct timeline **timeline, struct ops *ops, uint32_t last,
                                  const struct mems_options *options,
                                  const struct course *course)
{
    struct timeline *opened = calloc(1, sizeof *opened);
    struct mems_options pictured = options != NULL ? *options : mems_options_default();
    enum mems_error error;

    *timeline = NULL;
    if (opened == NULL)
        return MEMS_NO_MEMORY;
    pictured.sums = true;
    error = mems_heap_open(&opened->heap, &pictured);
    if (error != MEMS_OK) {
        free(opened);
        return error;
    }
    opened->ops = ops;
    opened->options = mems_heap_options(opened->heap);
    opened->course = *course;
    opened->leaves = course_leaves(course);
    opened->workload = last;
    opened->in_place = course_end(course, last);
    opened->low = UINT64_MAX;
    opened->kept.steps = KEEP_STEPS;
    opened->kept.bytes_most = KEEP_BYTES;
    opened->failed = timeline_count_failed(opened);
    *timeline = opened;
    return MEMS_OK;
}

enum mems_error timeline_open(struct timeline **timeline, struct ops *ops,
                              const struct mems_options *options)
{
    return open_until(timeline, ops, (uint32_t)(ops_count(ops) - 1), options,
                      &(struct course){.count = 0});
}

enum mems_error timeline_open_again(struct timeline **timeline, const struct timeline *like,
                                    const struct mems_options *options)
{
    return open_until(timeline, like->ops, like->workload, options, &like->course);
}

enum mems_error timeline_open_branch(struct timeline **timeline, const struct timeline *like,
                                     const struct mems_options *options,
                                     const struct course *course)
{
    return open_until(timeline, like->ops, like->workload, options, course);
}

const struct course *timeline_course(const struct timeline *timeline)
{
    return &timeline->course;
}

void timeline_close(struct timeline *timeline)
{
    if (timeline == NULL)
        return;
    mems_heap_close(timeline->heap);
    journal_close(&timeline->own);
    journal_close(&timeline->typed);
    checkpoints_close(&timeline->kept);
    free(timeline->history.list);
    free(timeline->last);
    for (size_t i = 0; i < timeline->edit_count; i++)
        journal_close(&timeline->edits[i].other);
    free(timeline->edits);
    free(timeline->makers);
    free(timeline->leap);
    free(timeline);
}

bool timeline_options_alike(const struct mems_options *a, const struct mems_options *b)
{
    return a->policy == b->policy && a->page_size == b->page_size && a->align == b->align
        && a->start == b->start && a->join == b->join;
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
    return timeline->in_place + (uint32_t)timeline->typed.count;
}

/* All that was typed is known. */
uint32_t timeline_known(const struct timeline *timeline)
{
    return timeline->typed.count > 0 ? timeline_end(timeline) : (uint32_t)timeline->own.count;
}

void timeline_keep(struct timeline *timeline, uint32_t steps, size_t bytes)
{
    timeline->kept.steps = steps;
    timeline->kept.bytes_most = bytes;
}

void timeline_hold_policy(struct timeline *timeline)
{
    timeline->policy_held = true;
}

/* ---- Going ---- */

/* A step's expectations that failed, when it is first reached. */
static void note_failed(struct timeline *timeline)
{
    struct journal *journal = &timeline->own;
    uint32_t count = timeline_count_failed(timeline);

    if (count > 0)
        journal->failed[journal->failed_count++] = (struct failed){timeline->step, count};
}

bool timeline_forward(struct timeline *timeline)
{
    if (timeline->step == timeline_end(timeline))
        return false;
    if (timeline->step < timeline_known(timeline)) {
        timeline_replay(timeline);
        return true;
    }
    /* only the workload's own future is unknown */
    if (!timeline_put(timeline, timeline_own_op(timeline, timeline->step + 1)))
        return false;
    note_failed(timeline);
    timeline_keep_state(timeline);
    return true;
}

bool timeline_back(struct timeline *timeline)
{
    if (timeline->step == 0)
        return false;
    timeline_unplay(timeline);
    return true;
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

/* Notes may have come for the last step that is known. What it had in the list
 * leaves room for what it has now. */
static void count_anew(struct timeline *timeline)
{
    struct journal *journal = &timeline->own;

    if (timeline->step == 0) {
        timeline->failed = timeline_count_failed(timeline);
        return;
    }
    if (journal->failed_count > 0
        && journal->failed[journal->failed_count - 1].step == timeline->step)
        journal->failed_count--;
    note_failed(timeline);
}

void timeline_extend(struct timeline *timeline)
{
    if (timeline->edit_count > 0)
        return;
    timeline->workload = timeline->in_place = (uint32_t)(ops_count(timeline->ops) - 1);
    if (timeline->step == timeline_known(timeline))
        count_anew(timeline);
}
