/* race.c: timelines in step. Tallies are kept at every 64th step, and in
 * between they are counted while the heaps walk; so a seek goes to such a step
 * and walks the rest of the way. */
#include "race.h"

#include "array.h"
#include "inside.h"

#include <stdlib.h>

#define KEPT 64u                     /* steps from a tally that is kept to the next */
#define PLACE_SHIFT 38               /* heaps are that far apart, where they have a place */

struct runner {
    struct timeline *timeline;
    bool lent;                       /* is not closed with the race */
    struct mems_options options;
    struct tally tally;              /* at the present step */
    struct tally *kept;              /* kept[i]: at step i * KEPT */
    size_t kept_room;
};

struct race {
    struct runner runners[RACE_MOST];
    int count;
    uint32_t known;
    uint32_t *differences;           /* steps, in order */
    size_t difference_count, differences_room;
};

/* ---- Life ---- */

static bool policies_differ(const struct race *race)
{
    for (int i = 1; i < race->count; i++)
        if (race->runners[i].options.policy != race->runners[0].options.policy)
            return true;
    return false;
}

static bool sets_policy(const struct timeline *timeline)
{
    for (uint32_t step = 1; step <= timeline->workload; step++)
        if (ops_at(timeline->ops, step).kind == OP_POLICY)
            return true;
    return false;
}

static bool same_heap(const struct mems_options *a, const struct mems_options *b)
{
    return a->policy == b->policy && a->page_size == b->page_size && a->align == b->align
        && a->start == b->start && a->join == b->join;
}

static enum mems_error open_runner(struct race *race, struct timeline *own, int index)
{
    struct runner *runner = &race->runners[index];
    bool hold = policies_differ(race);
    enum mems_error error = MEMS_OK;

    runner->kept = array_grow(NULL, &runner->kept_room, 1, sizeof *runner->kept);
    if (runner->kept == NULL)
        return MEMS_NO_MEMORY;
    runner->kept[0] = runner->tally;
    if (same_heap(&runner->options, &own->options) && !(hold && sets_policy(own))) {
        runner->timeline = own;
        runner->lent = true;
        timeline_seek(own, 0);
        return MEMS_OK;
    }
    if (runner->options.place != 0 && sizeof(uintptr_t) > 4)
        runner->options.place += (uintptr_t)(index + 1) << PLACE_SHIFT;
    error = timeline_open_again(&runner->timeline, own, &runner->options);
    if (error == MEMS_OK && hold)
        timeline_hold_policy(runner->timeline);
    return error;
}

enum mems_error race_open(struct race **race, struct timeline *own,
                          const struct mems_options *options, int count)
{
    struct race *opened = calloc(1, sizeof *opened);
    enum mems_error error = MEMS_OK;

    *race = NULL;
    if (opened == NULL)
        return MEMS_NO_MEMORY;
    opened->count = count;
    for (int i = 0; i < count; i++)
        opened->runners[i].options = options[i];
    for (int i = 0; i < count && error == MEMS_OK; i++)
        error = open_runner(opened, own, i);
    if (error != MEMS_OK)
        race_close(opened);
    else
        *race = opened;
    return error;
}

void race_close(struct race *race)
{
    if (race == NULL)
        return;
    for (int i = 0; i < race->count; i++) {
        if (!race->runners[i].lent)
            timeline_close(race->runners[i].timeline);
        free(race->runners[i].kept);
    }
    free(race->differences);
    free(race);
}

int race_count(const struct race *race)
{
    return race->count;
}

struct timeline *race_timeline(const struct race *race, int heap)
{
    return race->runners[heap].timeline;
}

const struct mems_options *race_options(const struct race *race, int heap)
{
    return &race->runners[heap].options;
}

size_t race_bytes(const struct race *race)
{
    size_t bytes = sizeof *race + race->differences_room * sizeof *race->differences;

    for (int i = 0; i < race->count; i++)
        bytes += race->runners[i].kept_room * sizeof *race->runners[i].kept;
    return bytes;
}

/* ---- Differences ---- */

bool race_alike(const struct race *race, uint32_t step, int one, int other)
{
    const struct entry *a = timeline_entry(race->runners[one].timeline, step);
    const struct entry *b = timeline_entry(race->runners[other].timeline, step);

    if ((a->flags & ENTRY_MALLOC) != (b->flags & ENTRY_MALLOC))
        return false;
    return !(a->flags & ENTRY_MALLOC)
        || (a->made == b->made && (a->did & MEMS_DID_NODE) == (b->did & MEMS_DID_NODE));
}

static bool all_alike(const struct race *race, uint32_t step)
{
    for (int i = 1; i < race->count; i++)
        if (!race_alike(race, step, 0, i))
            return false;
    return true;
}

/* The first difference at `step` or later; difference_count if none. */
static size_t first_from(const struct race *race, uint32_t step)
{
    size_t low = 0, high = race->difference_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (race->differences[middle] < step)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t race_differences(const struct race *race)
{
    return (uint32_t)first_from(race, race_step(race) + 1);
}

bool race_differs(const struct race *race, uint32_t step)
{
    size_t at = first_from(race, step);

    return at < race->difference_count && race->differences[at] == step;
}

bool race_next_difference(const struct race *race, uint32_t step, uint32_t *found)
{
    size_t at = first_from(race, step + 1);

    if (at < race->difference_count)
        *found = race->differences[at];
    return at < race->difference_count;
}

bool race_previous_difference(const struct race *race, uint32_t step, uint32_t *found)
{
    size_t at = first_from(race, step);

    if (at > 0)
        *found = race->differences[at - 1];
    return at > 0;
}

/* ---- Going ---- */

uint32_t race_step(const struct race *race)
{
    return timeline_step(race->runners[0].timeline);
}

uint32_t race_end(const struct race *race)
{
    return timeline_end(race->runners[0].timeline);
}

uint32_t race_known(const struct race *race)
{
    return race->known;
}

struct tally race_tally(const struct race *race, int heap)
{
    return race->runners[heap].tally;
}

/* Room for what becomes known with one more step. */
static bool reserve(struct race *race)
{
    size_t kept = (size_t)race->known / KEPT + 2;
    uint32_t *differences = array_grow(race->differences, &race->differences_room,
                                       race->difference_count + 1, sizeof *differences);

    if (differences == NULL)
        return false;
    race->differences = differences;
    for (int i = 0; i < race->count; i++) {
        struct runner *runner = &race->runners[i];
        struct tally *list = array_grow(runner->kept, &runner->kept_room, kept, sizeof *list);

        if (list == NULL)
            return false;
        runner->kept = list;
    }
    return true;
}

static bool runner_forward(struct runner *runner)
{
    uint32_t step;

    if (!timeline_forward(runner->timeline))
        return false;
    tally_add(&runner->tally, tally_step(runner->timeline));
    step = timeline_step(runner->timeline);
    if (step % KEPT == 0)
        runner->kept[step / KEPT] = runner->tally;
    return true;
}

static void runner_back(struct runner *runner)
{
    tally_take(&runner->tally, tally_step(runner->timeline));
    timeline_back(runner->timeline);
}

/* To a known step. */
static void runner_seek(struct runner *runner, uint32_t step)
{
    uint32_t here = timeline_step(runner->timeline);

    if (step < here ? here - step > KEPT : step - here > KEPT) {
        timeline_seek(runner->timeline, step - step % KEPT);
        runner->tally = runner->kept[step / KEPT];
    }
    while (timeline_step(runner->timeline) > step)
        runner_back(runner);
    while (timeline_step(runner->timeline) < step)
        runner_forward(runner);
}

bool race_forward(struct race *race)
{
    bool is_new = race_step(race) == race->known;

    if (is_new && !reserve(race))
        return false;
    for (int i = 0; i < race->count; i++) {
        if (runner_forward(&race->runners[i]))
            continue;
        while (i-- > 0)
            runner_back(&race->runners[i]);
        return false;
    }
    if (is_new && !all_alike(race, ++race->known))
        race->differences[race->difference_count++] = race->known;
    return true;
}

bool race_back(struct race *race)
{
    if (race_step(race) == 0)
        return false;
    for (int i = 0; i < race->count; i++)
        runner_back(&race->runners[i]);
    return true;
}

uint32_t race_seek(struct race *race, uint32_t step)
{
    for (int i = 0; i < race->count; i++)
        runner_seek(&race->runners[i], step < race->known ? step : race->known);
    while (race_step(race) < step && race_forward(race))
        ;
    return race_step(race);
}
