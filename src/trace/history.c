/* history.c: looking back over the known steps. What an event changed is read
 * from its entry alone; the heap is not asked. */
#include "inside.h"

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

static void widen(struct sample *most, struct sample sample)
{
    if (sample.mapped > most->mapped)
        most->mapped = sample.mapped;
    if (sample.process > most->process)
        most->process = sample.process;
}

bool history_reserve(struct history *history)
{
    struct sample *list = array_grow(history->list, &history->room, history->count + 2,
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
            widen(&history->list[i / 2], history->list[i]);
    }
    history->count = (history->count + 1) / 2;
    history->shift++;
}

void history_add(struct history *history, uint32_t step, struct sample sample)
{
    if (history->count == 0)
        history->list[history->count++] = (struct sample){0, 0};
    while (step >> history->shift >= HISTORY_MAX)
        halve(history);
    if (step >> history->shift == history->count)
        history->list[history->count++] = sample;
    else
        widen(&history->list[step >> history->shift], sample);
}

/* The most in steps first .. last, all known. */
static struct sample most_of(const struct timeline *timeline, uint64_t first, uint64_t last)
{
    const struct history *history = &timeline->history;
    uint64_t own = last < timeline->in_place ? last : timeline->in_place;
    struct sample most = {0, 0};

    if (history->count > 0 && first <= own)
        for (uint64_t i = first >> history->shift; i <= own >> history->shift; i++)
            widen(&most, history->list[i]);
    for (uint64_t step = first > own ? first : own + 1; step <= last; step++)
        widen(&most, timeline->typed.typed[step - timeline->in_place - 1].sample);
    return most;
}

void timeline_history(const struct timeline *timeline, struct sample *out, size_t width,
                      size_t *known)
{
    uint64_t steps = (uint64_t)timeline_end(timeline) + 1, last_known = timeline_known(timeline);

    *known = 0;
    for (size_t i = 0; i < width; i++) {
        uint64_t first = i * steps / width, last = (i + 1) * steps / width;

        last = last > first + 1 ? last - 1 : first;
        out[i] = (struct sample){0, 0};
        if (first > last_known)
            continue;
        out[i] = most_of(timeline, first, last < last_known ? last : last_known);
        *known = i + 1;
    }
}
