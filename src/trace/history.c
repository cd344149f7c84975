/* history.c: looking back over the known steps. What an event changed is read
 * from its entry alone; the heap is not asked. */
#include "inside.h"
#include "numbers.h"

#include "array.h"

/* ---- Who touched a range ---- */

/* A malloc touches its block and the HOLE that it left behind it; a free its
 * block, which lies in whatever HOLE came of it. */
bool timeline_touches(const struct timeline *timeline, uint32_t step, uint64_t start,
                      uint64_t size)
{
    const struct entry *entry = timeline_entry(timeline, step);

    if (entry->flags & ENTRY_MALLOC) {
        uint64_t bytes = timeline_rounded(timeline, timeline_asked(timeline, step));

        if (timeline_meets(entry->made, bytes, start, size)
            || (entry->did & MEMS_DID_SPLIT && entry->made + bytes == start))
            return true;
    }
    if (entry->flags & ENTRY_FREE)
        return timeline_meets(entry->gone, timeline_freed(timeline, entry), start, size);
    return false;
}

uint32_t timeline_touched(const struct timeline *timeline, uint64_t start, uint64_t size,
                          uint32_t look)
{
    for (uint32_t step = timeline->step; step > 0 && look > 0; step--, look--)
        if (timeline_touches(timeline, step, start, size))
            return step;
    return 0;
}

/* ---- Memory over time ---- */

void span_add(struct span *span, uint32_t step, const struct numbers *now)
{
    for (int i = 0; i < NUMBERS; i++) {
        if (now->of[i] > span->most.of[i]) {
            span->most.of[i] = now->of[i];
            span->at[i] = step;
        }
        span->sum.of[i] += now->of[i];
    }
}

void span_join(struct span *span, const struct span *later)
{
    for (int i = 0; i < NUMBERS; i++) {
        if (later->most.of[i] > span->most.of[i]) {
            span->most.of[i] = later->most.of[i];
            span->at[i] = later->at[i];
        }
        span->sum.of[i] += later->sum.of[i];
    }
}

bool history_reserve(struct history *history)
{
    struct span *list = array_grow(history->list, &history->room, history->count + 2,
                                     sizeof *list);

    if (list == NULL)
        return false;
    history->list = list;
    return true;
}

static void halve(struct history *history)
{
    for (size_t i = 0; i < history->count; i++) {
        if (i % 2 == 0)
            history->list[i / 2] = history->list[i];
        else
            span_join(&history->list[i / 2], &history->list[i]);
    }
    history->count = (history->count + 1) / 2;
    history->shift++;
}

/* A span in which nothing has happened yet. */
static struct span span_at(uint32_t step)
{
    struct span span = {.sum = {{0}}};

    for (int i = 0; i < NUMBERS; i++)
        span.at[i] = step;
    return span;
}

void history_add(struct history *history, uint32_t step, const struct numbers *now)
{
    if (history->count == 0)
        history->list[history->count++] = span_at(0);
    while (step >> history->shift >= HISTORY_MAX)
        halve(history);
    if (step >> history->shift == history->count)
        history->list[history->count++] = span_at(step);
    span_add(&history->list[step >> history->shift], step, now);
}

static void widen(struct numbers *most, const struct numbers *now)
{
    for (int i = 0; i < NUMBERS; i++)
        if (now->of[i] > most->of[i])
            most->of[i] = now->of[i];
}

struct numbers timeline_most(const struct timeline *timeline, uint32_t first, uint32_t last)
{
    const struct history *history = &timeline->history;
    uint64_t own = last < timeline->in_place ? last : timeline->in_place;
    struct numbers most = {{0}};

    if (history->count > 0 && first <= own)
        for (uint64_t i = first >> history->shift; i <= own >> history->shift; i++)
            widen(&most, &history->list[i].most);
    for (uint64_t step = first > own ? first : own + 1; step <= last; step++)
        widen(&most, &timeline->typed.typed[step - timeline->in_place - 1].numbers);
    return most;
}

void timeline_history(const struct timeline *timeline, struct sample *out, size_t width,
                      size_t *known)
{
    uint64_t steps = (uint64_t)timeline_end(timeline) + 1, last_known = timeline_known(timeline);

    *known = 0;
    for (size_t i = 0; i < width; i++) {
        uint64_t first = i * steps / width, last = (i + 1) * steps / width;
        struct numbers most;

        last = last > first + 1 ? last - 1 : first;
        out[i] = (struct sample){0, 0};
        if (first > last_known)
            continue;
        most = timeline_most(timeline, (uint32_t)first,
                             (uint32_t)(last < last_known ? last : last_known));
        out[i] = (struct sample){most.of[NUMBER_MAPPED], most.of[NUMBER_USED]};
        *known = i + 1;
    }
}
