/* history.c: looking back over the known steps. What an event changed is read
 * from its decisions alone; the heap is not asked. */
#include "inside.h"

/* Whether the decision changed a byte of the range: its block, and the HOLEs
 * it joined or left over. */
static bool touches(const struct mems_decision *decision, uint64_t start, uint64_t size)
{
    uint64_t from = decision->address - decision->left;
    uint64_t bytes = decision->left + decision->size + decision->right;

    return from < start ? start - from < bytes : from - start < size;
}

static size_t decisions_of(const struct entry *entry)
{
    return (size_t)((entry->flags & ENTRY_MALLOC) != 0) + ((entry->flags & ENTRY_FREE) != 0);
}

uint32_t timeline_touched(const struct timeline *timeline, uint64_t start, uint64_t size,
                          uint32_t look)
{
    for (uint32_t step = timeline->step; step > 0 && look > 0; step--, look--) {
        const struct entry *entry = timeline_entry(timeline, step);

        for (size_t i = 0; i < decisions_of(entry); i++)
            if (touches(&timeline->journal.decisions[entry->decision + i], start, size))
                return step;
    }
    return 0;
}

/* The sample of a step, from the one before it. */
static void advance(const struct timeline *timeline, uint32_t step, struct sample *sample)
{
    const struct entry *entry = timeline_entry(timeline, step);

    for (size_t i = 0; i < decisions_of(entry); i++) {
        const struct mems_decision *decision = &timeline->journal.decisions[entry->decision + i];

        if (decision->did & MEMS_DID_FREE)
            sample->process -= decision->size;
        else
            sample->process += decision->size;
        if (decision->did & MEMS_DID_NODE)
            sample->mapped += decision->size + decision->right;
    }
}

static void widen(struct sample *most, struct sample sample)
{
    if (sample.mapped > most->mapped)
        most->mapped = sample.mapped;
    if (sample.process > most->process)
        most->process = sample.process;
}

void timeline_history(const struct timeline *timeline, struct sample *out, size_t width,
                      size_t *known)
{
    uint64_t steps = (uint64_t)timeline->end + 1, last_known = timeline->journal.count;
    struct sample sample = {0, 0};
    uint32_t step = 0;

    *known = 0;
    for (size_t i = 0; i < width; i++) {
        uint64_t first = i * steps / width, last = (i + 1) * steps / width;

        last = last > first + 1 ? last - 1 : first;
        out[i] = (struct sample){0, 0};
        if (first > last_known)
            continue;
        while (step < first)
            advance(timeline, ++step, &sample);
        out[i] = sample;
        while (step < last && step < last_known) {
            advance(timeline, ++step, &sample);
            widen(&out[i], sample);
        }
        *known = i + 1;
    }
}
