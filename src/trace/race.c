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
    const char *label;               /* NULL: it is called by its options */
    uint32_t pause;                  /* the step of the race at which it waits; 0: none */
    struct mems_options options;
    struct tally tally;              /* at the present step */
    struct tally *kept;              /* kept[i]: at step i * KEPT */
    size_t kept_room;
};

/* Steps, in order. */
struct steps {
    uint32_t *list;
    size_t count, room;
};

struct race {
    struct runner runners[RACE_MOST];
    int count, clock;                /* the runner that never waits */
    bool branch;                     /* the second one is a branch of the first, */
    struct change change;            /* ... by this */
    uint32_t step, known;
    struct steps differences, idle;
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
    for (uint32_t step = 1; step <= timeline_end(timeline); step++)
        if (timeline_op(timeline, step).kind == OP_POLICY)
            return true;
    return false;
}

static bool begin_tallies(struct runner *runner)
{
    runner->kept = array_grow(NULL, &runner->kept_room, 1, sizeof *runner->kept);
    if (runner->kept != NULL)
        runner->kept[0] = runner->tally;
    return runner->kept != NULL;
}

static void lend(struct runner *runner, struct timeline *timeline)
{
    runner->timeline = timeline;
    runner->lent = true;
    timeline_seek(timeline, 0);
}

static enum mems_error open_runner(struct race *race, struct timeline *own, int index)
{
    struct runner *runner = &race->runners[index];
    bool hold = policies_differ(race);
    enum mems_error error = MEMS_OK;

    if (!begin_tallies(runner))
        return MEMS_NO_MEMORY;
    if (timeline_options_alike(&runner->options, &own->options) && !(hold && sets_policy(own))) {
        lend(runner, own);
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

enum mems_error race_open_branch(struct race **race, struct timeline *origin,
                                 struct timeline *branch, const char *const names[2])
{
    struct race *opened = calloc(1, sizeof *opened);
    struct timeline *timelines[2] = {origin, branch};

    *race = NULL;
    if (opened == NULL)
        return MEMS_NO_MEMORY;
    opened->count = 2;
    opened->branch = true;
    opened->change = branch->course.list[branch->course.count - 1];
    opened->clock = opened->change.kind == CHANGE_INSERT;
    if (opened->change.kind != CHANGE_REPLACE)
        opened->runners[!opened->clock].pause = opened->change.step;
    for (int i = 0; i < 2; i++) {
        opened->runners[i].label = names[i];
        opened->runners[i].options = timelines[i]->options;
        if (!begin_tallies(&opened->runners[i])) {
            race_close(opened);
            return MEMS_NO_MEMORY;
        }
        lend(&opened->runners[i], timelines[i]);
    }
    *race = opened;
    return MEMS_OK;
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
    free(race->differences.list);
    free(race->idle.list);
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

struct change race_change(const struct race *race)
{
    return race->change;
}

const char *race_label(const struct race *race, int heap)
{
    return race->runners[heap].label;
}

size_t race_bytes(const struct race *race)
{
    size_t bytes = sizeof *race + (race->differences.room + race->idle.room) * sizeof(uint32_t);

    for (int i = 0; i < race->count; i++)
        bytes += race->runners[i].kept_room * sizeof *race->runners[i].kept;
    return bytes;
}

/* ---- The clock ---- */

int race_clock(const struct race *race)
{
    return race->clock;
}

bool race_waits(const struct race *race, int heap, uint32_t step)
{
    return step > 0 && race->runners[heap].pause == step;
}

static uint32_t own_step(const struct runner *runner, uint32_t step)
{
    return step - (runner->pause > 0 && step >= runner->pause);
}

uint32_t race_step_of(const struct race *race, int heap, uint32_t step)
{
    return own_step(&race->runners[heap], step);
}

uint32_t race_step_from(const struct race *race, int heap, uint32_t own)
{
    uint32_t pause = race->runners[heap].pause;

    return own + (pause > 0 && own >= pause);
}

uint32_t race_step(const struct race *race)
{
    return race->step;
}

uint32_t race_end(const struct race *race)
{
    return timeline_end(race->runners[race->clock].timeline);
}

uint32_t race_known(const struct race *race)
{
    return race->known;
}

/* ---- Differences ---- */

static const struct entry *entry_at(const struct race *race, int heap, uint32_t step)
{
    const struct runner *runner = &race->runners[heap];

    return timeline_entry(runner->timeline, own_step(runner, step));
}

bool race_lacks(const struct race *race, uint32_t step)
{
    const struct entry *original, *branch;

    if (!race->branch || step <= race->change.step)
        return false;
    original = entry_at(race, 0, step);
    branch = entry_at(race, 1, step);
    return original->outcome == OUTCOME_DONE && branch->outcome != OUTCOME_DONE
        && branch->outcome != OUTCOME_NULL && branch->outcome != OUTCOME_NO_MEMORY;
}

bool race_alike(const struct race *race, uint32_t step, int one, int other)
{
    const struct entry *a, *b;

    if (one == other)
        return true;
    if (race->branch && (step == race->change.step || race_lacks(race, step)))
        return false;
    a = entry_at(race, one, step);
    b = entry_at(race, other, step);
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

/* How many of them come before `step`. */
static size_t before(const struct steps *steps, uint32_t step)
{
    size_t low = 0, high = steps->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (steps->list[middle] < step)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t race_differences(const struct race *race)
{
    return (uint32_t)before(&race->differences, race->step + 1);
}

uint32_t race_idle(const struct race *race)
{
    return (uint32_t)before(&race->idle, race->step + 1);
}

bool race_differs(const struct race *race, uint32_t step)
{
    size_t at = before(&race->differences, step);

    return at < race->differences.count && race->differences.list[at] == step;
}

bool race_next_difference(const struct race *race, uint32_t step, uint32_t *found)
{
    size_t at = before(&race->differences, step + 1);

    if (at < race->differences.count)
        *found = race->differences.list[at];
    return at < race->differences.count;
}

bool race_previous_difference(const struct race *race, uint32_t step, uint32_t *found)
{
    size_t at = before(&race->differences, step);

    if (at > 0)
        *found = race->differences.list[at - 1];
    return at > 0;
}

/* ---- Going ---- */

struct tally race_tally(const struct race *race, int heap)
{
    return race->runners[heap].tally;
}

static bool reserve_step(struct steps *steps)
{
    uint32_t *list = array_grow(steps->list, &steps->room, steps->count + 1, sizeof *list);

    steps->list = list != NULL ? list : steps->list;
    return list != NULL;
}

/* Room for what becomes known with one more step. */
static bool reserve(struct race *race)
{
    size_t kept = (size_t)race->known / KEPT + 2;

    if (!reserve_step(&race->differences) || !reserve_step(&race->idle))
        return false;
    for (int i = 0; i < race->count; i++) {
        struct runner *runner = &race->runners[i];
        struct tally *list = array_grow(runner->kept, &runner->kept_room, kept, sizeof *list);

        if (list == NULL)
            return false;
        runner->kept = list;
    }
    return true;
}

/* To the step of the race after `step`, and to the one before it. */
static bool runner_forward(struct runner *runner, uint32_t step)
{
    step++;
    if (step != runner->pause) {
        if (!timeline_forward(runner->timeline))
            return false;
        tally_add(&runner->tally, tally_step(runner->timeline));
    }
    if (step % KEPT == 0)
        runner->kept[step / KEPT] = runner->tally;
    return true;
}

static void runner_back(struct runner *runner, uint32_t step)
{
    if (step == runner->pause)
        return;
    tally_take(&runner->tally, tally_step(runner->timeline));
    timeline_back(runner->timeline);
}

/* From a known step of the race to another. */
static void runner_seek(struct runner *runner, uint32_t here, uint32_t step)
{
    if (step < here ? here - step > KEPT : step - here > KEPT) {
        here = step - step % KEPT;
        timeline_seek(runner->timeline, own_step(runner, here));
        runner->tally = runner->kept[here / KEPT];
    }
    for (; here > step; here--)
        runner_back(runner, here);
    for (; here < step; here++)
        runner_forward(runner, here);
}

/* The race has come to a step that nobody knew. */
static void note_new(struct race *race)
{
    race->known = race->step;
    if (!all_alike(race, race->step))
        race->differences.list[race->differences.count++] = race->step;
    if (race->branch && race_lacks(race, race->step))
        race->idle.list[race->idle.count++] = race->step;
}

bool race_forward(struct race *race)
{
    bool is_new = race->step == race->known;

    if (race->step == race_end(race) || (is_new && !reserve(race)))
        return false;
    for (int i = 0; i < race->count; i++) {
        if (runner_forward(&race->runners[i], race->step))
            continue;
        while (i-- > 0)
            runner_back(&race->runners[i], race->step + 1);
        return false;
    }
    race->step++;
    if (is_new)
        note_new(race);
    return true;
}

bool race_back(struct race *race)
{
    if (race->step == 0)
        return false;
    for (int i = 0; i < race->count; i++)
        runner_back(&race->runners[i], race->step);
    race->step--;
    return true;
}

uint32_t race_seek(struct race *race, uint32_t step)
{
    uint32_t known = step < race->known ? step : race->known;

    for (int i = 0; i < race->count; i++)
        runner_seek(&race->runners[i], race->step, known);
    race->step = known;
    while (race->step < step && race_forward(race))
        ;
    return race->step;
}
