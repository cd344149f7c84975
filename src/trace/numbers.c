/* numbers.c: the spans of the history put together. The last one is cut when a fork
 * leaves the workload's own future within it: then its steps are looked at again. */
#include "numbers.h"

#include "inside.h"

struct numbers timeline_numbers(const struct timeline *timeline)
{
    return numbers_of(timeline->heap);
}

const struct census *timeline_census(const struct timeline *timeline)
{
    return &timeline->census;
}

/* Puts spans together; sums of all steps may pass 2^64. */
struct sums {
    struct span all;
    double sum[NUMBERS];
};

static void add(struct sums *sums, const struct span *span)
{
    for (int i = 0; i < NUMBERS; i++)
        sums->sum[i] += (double)span->sum.of[i];
    span_join(&sums->all, span);
}

/* Steps first .. last, of the workload's own, looked at one by one. */
static struct span look_again(struct timeline *timeline, uint32_t first, uint32_t last)
{
    struct span span = {.at = {0}};
    uint32_t home = timeline->step;

    timeline_seek(timeline, first);
    for (uint32_t step = first;; step++) {
        struct numbers now = numbers_of(timeline->heap);

        span_add(&span, step, &now);
        if (step == last)
            break;
        timeline_forward(timeline);
    }
    timeline_seek(timeline, home);
    return span;
}

static void add_own(struct sums *sums, struct timeline *timeline)
{
    const struct history *history = &timeline->history;
    uint32_t known = (uint32_t)timeline->own.count;
    uint32_t last = timeline->in_place < known ? timeline->in_place : known;
    uint32_t spans = (last >> history->shift) + 1, first = (spans - 1) << history->shift;
    uint32_t end = first + ((UINT32_C(1) << history->shift) - 1);

    if (history->count == 0) /* step 0 alone, where all are 0 */
        return;
    if (last < known && last < end)
        spans--;
    for (uint32_t i = 0; i < spans; i++)
        add(sums, &history->list[i]);
    if (last == known || last >= end)
        return;
    if (timeline->cut_at != last || timeline->cut_shift != history->shift)
        timeline->cut = look_again(timeline, first, last);
    timeline->cut_at = last;
    timeline->cut_shift = history->shift;
    add(sums, &timeline->cut);
}

void timeline_measures(struct timeline *timeline, struct measure out[NUMBERS])
{
    struct sums sums = {.sum = {0}};
    uint32_t known = timeline_known(timeline);

    add_own(&sums, timeline);
    for (size_t i = 0; i < timeline->typed.count; i++) {
        struct span span = {.at = {0}};

        span_add(&span, timeline->in_place + 1 + (uint32_t)i, &timeline->typed.typed[i].numbers);
        add(&sums, &span);
    }
    for (int i = 0; i < NUMBERS; i++)
        out[i] = (struct measure){sums.all.most.of[i], sums.all.at[i],
                                 sums.sum[i] / ((double)known + 1)};
}
