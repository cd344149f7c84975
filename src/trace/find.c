/* find.c: steps are looked at one by one, each once. What an event did is read
 * from its entry; when there was most of something is known already. */
#include "find.h"

#include "inside.h"
#include "numbers.h"

/* ---- Events ---- */

static bool compares(uint64_t bytes, enum query_than than, uint64_t with)
{
    switch (than) {
    case THAN_LESS: return bytes < with;
    case THAN_AT_MOST: return bytes <= with;
    case THAN_EQUAL: return bytes == with;
    case THAN_AT_LEAST: return bytes >= with;
    case THAN_MORE: return bytes > with;
    }
    return false;
}

static bool has_size(const struct query *query, struct op op)
{
    return (op.kind == OP_MALLOC || op.kind == OP_REALLOC)
        && compares(op.size, query->than, query->bytes);
}

static bool reuses(const struct query *query, const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);

    return entry->flags & ENTRY_MALLOC
        && timeline_meets(entry->made, timeline_rounded(timeline, timeline_asked(timeline, step)),
                          query->range.start, query->range.size);
}

/* A get or write that was done. */
static bool reads(const struct query *query, const struct timeline *timeline, uint32_t step)
{
    struct op op = timeline_op(timeline, step);
    struct event event;
    size_t size = 1;
    int32_t value;

    if (op.kind != OP_GET && op.kind != OP_WRITE)
        return false;
    event = timeline_event(timeline, step);
    if (op.kind == OP_WRITE)
        timeline_value(timeline, &op, &value, &size);
    return event.outcome == OUTCOME_DONE
        && timeline_meets(event.address, size, query->range.start, query->range.size);
}

/* Steps from the placing of the block that the step freed, or moved; 0: there is none. */
static uint32_t lived(const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);

    return entry->flags & ENTRY_FREE ? step - entry->earlier : 0;
}

static bool matches(const struct query *query, const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);

    switch (query->kind) {
    case QUERY_MMAP:
        return (entry->did & MEMS_DID_NODE) != 0;
    case QUERY_FAIL:
        return entry->outcome > OUTCOME_NOTHING || timeline_failed_at(timeline, step) > 0;
    case QUERY_REUSE:
        return reuses(query, timeline, step);
    case QUERY_AT:
        return timeline_touches(timeline, step, query->range.start, query->range.size)
            || (!(entry->flags & (ENTRY_MALLOC | ENTRY_FREE)) && reads(query, timeline, step));
    case QUERY_NAME:
        return timeline_op(timeline, step).name == query->name;
    case QUERY_SIZE:
        return has_size(query, timeline_op(timeline, step));
    case QUERY_LIVED:
        return (entry->flags & ENTRY_FREE) != 0
            && compares(lived(timeline, step), query->than, query->bytes);
    case QUERY_NUMBER:
    case QUERY_PEAK:
        break;
    }
    return false;
}

/* ---- Numbers ---- */

/* Puts the event of a step to the numbers that events alone tell, or with `sign`
 * UINT64_MAX takes it away. */
static void count(struct numbers *now, const struct timeline *timeline, uint32_t step,
                  uint64_t sign)
{
    const struct entry *entry = timeline_entry(timeline, step);
    uint64_t *of = now->of;

    if (entry->flags & ENTRY_MALLOC) {
        uint64_t asked = timeline_asked(timeline, step);
        uint64_t bytes = timeline_rounded(timeline, asked);

        of[NUMBER_USED] += sign * bytes;
        of[NUMBER_WASTE] += sign * (bytes - asked);
        of[NUMBER_BLOCKS] += sign;
        if (entry->did & MEMS_DID_NODE)
            of[NUMBER_MAPPED] += sign * timeline_paged(timeline, bytes);
    }
    if (entry->flags & ENTRY_FREE) {
        uint64_t bytes = timeline_freed(timeline, entry);

        of[NUMBER_USED] -= sign * bytes;
        of[NUMBER_WASTE] -= sign * (bytes - timeline_asked(timeline, entry->earlier));
        of[NUMBER_BLOCKS] -= sign;
    }
    of[NUMBER_HOLE] = of[NUMBER_MAPPED] - of[NUMBER_USED];
}

/* Whether the step makes the number so. Steps come one after the other, or all back. */
static bool crosses(struct find *find, const struct timeline *timeline, uint32_t step)
{
    const struct query *query = &find->query;
    uint64_t *number = &find->now.of[query->number], before, after;

    if (find->forward && step == 1)
        find->now = (struct numbers){.of = {0}};
    before = after = *number;
    count(&find->now, timeline, step, find->forward ? 1 : UINT64_MAX);
    if (find->forward)
        after = *number;
    else
        before = *number;
    find->most = after;
    return compares(after, query->than, query->bytes)
        && !compares(before, query->than, query->bytes);
}

static uint32_t next_of(struct find *find)
{
    uint32_t step = find->at;

    if (find->forward)
        find->at = step == find->last ? 1 : step + 1;
    else
        find->at = step == 1 ? find->last : step - 1;
    return step;
}

static enum finding find_event(struct find *find, const struct timeline *timeline, uint32_t steps)
{
    for (; steps > 0 && find->left > 0; steps--, find->left--) {
        uint32_t step = next_of(find);

        if (find->query.kind == QUERY_NUMBER ? crosses(find, timeline, step)
                                             : matches(&find->query, timeline, step)) {
            find->step = step;
            if (find->query.kind == QUERY_LIVED)
                find->most = lived(timeline, step);
            find->around = find->forward ? step <= find->from : step >= find->from;
            return FIND_FOUND;
        }
    }
    return find->left > 0 ? FIND_GOING : FIND_NOTHING;
}

/* ---- Moments ---- */

static enum finding find_peak(struct find *find, struct timeline *timeline)
{
    struct measure measures[NUMBERS];

    timeline_measures(timeline, measures);
    find->most = measures[find->query.number].peak;
    find->step = measures[find->query.number].at;
    find->left = 0;
    return find->most > 0 ? FIND_FOUND : FIND_NOTHING;
}

/* ---- Both ---- */

/* The product, or the most that there is. */
static uint64_t multiplied(uint64_t number, uint64_t times)
{
    return times > 0 && number > UINT64_MAX / times ? UINT64_MAX : number * times;
}

struct find find_begin(const struct query *query, const struct timeline *timeline, bool forward)
{
    struct find find = {.query = *query, .forward = forward, .from = timeline->step,
                        .last = timeline_known(timeline), .at = timeline->step};

    find.left = find.last;
    if (find.last > 0)
        find.at = forward ? find.from % find.last + 1
                          : find.from > 1 ? find.from - 1 : find.last;
    if (query->kind != QUERY_NUMBER || find.last == 0)
        return find;
    find.now = timeline_numbers(timeline);
    find.then = find.now.of[query->number];
    if (query->times)
        find.query.bytes = multiplied(find.then, query->bytes);
    if (!forward && find.from > 0) {
        count(&find.now, timeline, find.from, UINT64_MAX);
        find.left = find.from - 1;
    } else if (!forward) {
        find.left = 0;
    }
    return find;
}

enum finding find_on(struct find *find, struct timeline *timeline, uint32_t steps)
{
    return find->query.kind == QUERY_PEAK ? find_peak(find, timeline)
                                          : find_event(find, timeline, steps);
}

int find_share(const struct find *find)
{
    return find->last == 0 ? 1000
                           : (int)((uint64_t)(find->last - find->left) * 1000 / find->last);
}
