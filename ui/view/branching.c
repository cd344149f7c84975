/* branching.c: "What if?" asked, branches listed, gone to and raced.
 *
 * The app's timeline is the original's or, while a branch is shown, that branch's;
 * then the original's waits beside it as it was. Of the branches that are not shown
 * two timelines at most are kept, as many as a race needs: any other is run anew, in
 * slices, when it is gone to. */
#include "app_state.h"
#include "paint.h"
#include "parts.h"

#include <stdio.h>

#define PLACE_SHIFT 41 /* heaps of branches are that far from all others, */
#define PLACES 15      /* ... and so many from each other */

void branching_end(struct app *app)
{
    timeline_close(app->branching.original);
    for (int i = 0; i < BRANCHES_KEPT; i++)
        timeline_close(app->branching.kept[i].timeline);
    branches_close(&app->branches);
}

/* ---- The timelines of branches ---- */

static struct timeline *original_of(const struct app *app)
{
    return app->branches.here > 0 ? app->branching.original : app->timeline;
}

/* Those that the original was opened with. */
static const struct mems_options *options_of(const struct app *app)
{
    return app->branches.here > 0 ? &app->branching.options : &app->options;
}

/* Where the branch is kept with a heap of these options; NULL: nowhere. */
static struct kept_branch *kept(struct app *app, size_t number,
                                const struct mems_options *options)
{
    for (int i = 0; i < BRANCHES_KEPT; i++) {
        struct kept_branch *kept = &app->branching.kept[i];
        if (kept->timeline != NULL && kept->of == number &&
            timeline_options_alike(&kept->options, options))
            return kept;
    }
    return NULL;
}

/* Where the branch asks mmap to be, each policy elsewhere, as in a replay. */
static uintptr_t place_of(const struct app *app, size_t number,
                          const struct mems_options *options)
{
    const struct mems_options *first = options_of(app);
    if (first->place == 0 || sizeof(uintptr_t) <= 4)
        return first->place;
    return first->place + ((uintptr_t)options->policy << 36) -
           ((uintptr_t)first->policy << 36) + ((uintptr_t)(1 + number % PLACES) << PLACE_SHIFT);
}

/* Opens the branch with these options and keeps it; of those kept only `needed` stays.
 * NULL: says why not. */
static struct timeline *open_branch(struct app *app, size_t number, size_t needed,
                                    const struct mems_options *options)
{
    struct kept_branch *slot = app->branching.kept, *other = kept(app, needed, options);
    slot += slot == other;
    for (int i = 0; i < BRANCHES_KEPT; i++) {
        struct kept_branch *old = &app->branching.kept[i];
        if (old == other)
            continue;
        timeline_close(old->timeline);
        old->timeline = NULL;
    }
    slot->of = number;
    slot->options = *options;
    slot->options.place = place_of(app, number, options);
    enum mems_error error = timeline_open_branch(&slot->timeline, original_of(app),
                                                 &slot->options,
                                                 &app->branches.list[number - 1].course);
    if (error != MEMS_OK)
        app_say(app, true, "cannot branch: %s", mems_error_text(error));
    return slot->timeline;
}

/* The timeline that is shown or that of the original (0), as they are, or of another branch,
 * with these options, which may have to be run; another one, `needed`, stays. */
static struct timeline *timeline_for(struct app *app, size_t number, size_t needed,
                                     const struct mems_options *options)
{
    if (number == app->branches.here)
        return app->timeline;
    if (number == 0)
        return app->branching.original;
    struct kept_branch *slot = kept(app, number, options);
    return slot != NULL ? slot->timeline : open_branch(app, number, needed, options);
}

/* How far a branch is run before it is shown: as far as the original is known. */
static uint32_t goal_of(const struct app *app, const struct timeline *branch)
{
    const struct timeline *original = original_of(app);
    uint32_t known = timeline_known(original);
    return known == timeline_end(original) ? timeline_end(branch)
                                           : course_step(timeline_course(branch), known);
}

/* Whether operations were typed to it, which are of one future; says so. */
static bool typed(struct app *app, size_t number, const struct timeline *timeline)
{
    if (timeline_edits(timeline) == 0)
        return false;
    app_say(app, true, "operations were typed %s%s: take them back (u) first",
            number == app->branches.here ? "here" : "to the ",
            number == app->branches.here ? "" : branches_name(&app->branches, number));
    return true;
}

/* ---- What is shown ---- */

static void set_title(struct app *app)
{
    struct branching *branching = &app->branching;
    size_t here = app->branches.here;
    snprintf(branching->title, sizeof branching->title, "%s \u203A %s", branching->of_file,
             branches_name(&app->branches, here));
    app->view.title = here > 0 ? branching->title : branching->of_file;
}

/* Another timeline takes the place of the app's, which has been put away, at the step
 * that stood there. */
static void show(struct app *app, size_t number, struct timeline *timeline,
                 struct mems_options options)
{
    uint32_t step = branches_step(&app->branches, app->branches.here, number,
                                  timeline_step(app->timeline));
    finding_drop(app);
    surveying_forget(app);
    app->timeline = timeline;
    app->view.timeline = timeline;
    app->options = options;
    app->branches.here = number;
    set_title(app);
    comparing_cross(app);
    app_go(app, step);
}

static void show_original(struct app *app)
{
    struct branching *branching = &app->branching;
    struct timeline *original = branching->original;
    timeline_close(branching->kept[0].timeline);
    branching->kept[0] = (struct kept_branch){app->timeline, app->branches.here, app->options};
    branching->original = NULL;
    show(app, 0, original, branching->options);
    app_say(app, false, "this is the original, as it was");
}

/* The branch changes places with what is shown. */
unsigned branching_arrive(struct app *app)
{
    struct branching *branching = &app->branching;
    size_t number = branching->going;
    struct kept_branch *slot = kept(app, number, &app->options), arrived = *slot;
    if (app->branches.here > 0) {
        *slot = (struct kept_branch){app->timeline, app->branches.here, app->options};
    } else {
        slot->timeline = NULL;
        branching->original = app->timeline;
        branching->options = app->options;
    }
    show(app, number, arrived.timeline, arrived.options);
    app_say(app, false, "this is the branch %s; B returns, c races it",
            branches_name(&app->branches, number));
    return APP_DRAW;
}

unsigned branching_go(struct app *app, size_t number)
{
    size_t here = app->branches.here;
    replay_drop(app);
    racing_leave(app);
    branching_close(app);
    if (number == here)
        app_say(app, false, number == 0 ? "this is the original" : "this is that branch");
    else if (here > 0 && typed(app, here, app->timeline))
        return APP_DRAW;
    else if (number == 0)
        show_original(app);
    else {
        struct timeline *branch = timeline_for(app, number, here, &app->options);
        app->branching.going = number;
        if (branch != NULL)
            return replay_branch(app, branch, goal_of(app, branch));
    }
    return APP_DRAW;
}

unsigned branching_race(struct app *app, size_t number)
{
    size_t origin = app->branches.list[number - 1].origin;
    struct race *race;
    replay_drop(app);
    racing_leave(app);
    /* what is run for it runs as what it is compared with, to differ by the change alone */
    struct mems_options options = origin == 0 ? *options_of(app) : app->options;
    struct timeline *one = timeline_for(app, origin, number, &options);
    struct timeline *other = one != NULL ? timeline_for(app, number, origin, &options) : NULL;
    if (other == NULL || typed(app, origin, one) || typed(app, number, other))
        return APP_DRAW;
    const char *const names[2] = {branches_name(&app->branches, origin),
                                  branches_name(&app->branches, number)};
    uint32_t step = timeline_step(app->timeline);
    enum mems_error error = race_open_branch(&race, one, other, names);
    if (error != MEMS_OK) {
        timeline_seek(app->timeline, step);
        app_say(app, true, "cannot race: %s", mems_error_text(error));
        return APP_DRAW;
    }
    app->branching.raced = number;
    if (one == app->timeline)
        step = race_step_from(race, 0, step);
    else
        step = race_step_from(race, 1, branches_step(&app->branches, app->branches.here, number,
                                                     step));
    if (race_change(race).kind == CHANGE_INSERT && step + 1 == race_change(race).step)
        step++; /* what is put in comes next */
    return racing_begin(app, race, step, race_step_from(race, 1, goal_of(app, other)));
}

unsigned branching_make(struct app *app, struct change change, const char *name)
{
    size_t number = branches_add(&app->branches, app->timeline, change, name);
    if (number > 0)
        return branching_race(app, number);
    app_say(app, true, "out of memory: there is no such branch");
    return APP_DRAW;
}

bool branching_refuses(struct app *app)
{
    if (loading_refuses(app, "a branch"))
        return true;
    if (timeline_course(app->timeline)->count == COURSE_MOST) {
        app_say(app, true, "this branch has %d changes already, which is the most", COURSE_MOST);
        return true;
    }
    return typed(app, app->branches.here, app->timeline);
}

/* ---- The lists ---- */

static void open_list(struct app *app, enum choosing choosing, size_t row)
{
    app_close_panels(app);
    app->branches.choosing = choosing;
    app->branches.row = row;
    app->view.playing = false;
}

bool branching_close(struct app *app)
{
    bool was_open = app->branches.choosing != CHOOSING_NOTHING;
    app->branches.choosing = CHOOSING_NOTHING;
    return was_open;
}

unsigned branching_ask(struct app *app)
{
    if (app->branches.choosing == CHOOSING_WHATIF)
        branching_close(app);
    else if (!branching_refuses(app))
        open_list(app, CHOOSING_WHATIF, 0);
    return APP_DRAW;
}

unsigned branching_list(struct app *app)
{
    bool raced = app->race != NULL && race_label(app->race, 0) != NULL;
    size_t row = raced ? app->branching.raced : app->branches.here;
    if (app->branches.choosing == CHOOSING_BRANCH) {
        branching_close(app);
        return APP_DRAW;
    }
    racing_leave(app);
    open_list(app, CHOOSING_BRANCH, row);
    return APP_DRAW;
}

static size_t rows_of(const struct app *app)
{
    struct whatif list[WHATIF_ROWS];
    return app->branches.choosing == CHOOSING_BRANCH ? app->branches.count + 1
                                                     : (size_t)whatif_list(app->timeline, list);
}

static void move(struct app *app, int64_t rows)
{
    size_t *row = &app->branches.row, last = rows_of(app) - 1;
    if (rows < 0)
        *row -= *row < (uint64_t)-rows ? *row : (size_t)-rows;
    else
        *row = last - *row < (uint64_t)rows ? last : *row + (size_t)rows;
}

/* Does what the row says. */
static void take(struct app *app)
{
    struct whatif list[WHATIF_ROWS];
    size_t row = app->branches.row;
    if (app->branches.choosing == CHOOSING_BRANCH) {
        branching_go(app, row);
        return;
    }
    if (row >= (size_t)whatif_list(app->timeline, list))
        return;
    if (list[row].runs)
        app_command(app, list[row].command);
    else
        command_offer(app, list[row].command, list[row].offered);
}

void branching_refresh(struct app *app)
{
    if (app->branches.choosing != CHOOSING_NOTHING && app->branches.row >= rows_of(app))
        app->branches.row = rows_of(app) - 1;
}

bool branching_do(struct app *app, enum action action, uint32_t count)
{
    bool branch = app->branches.choosing == CHOOSING_BRANCH;
    switch (action) {
    case ACTION_UP: move(app, -(int64_t)count); return true;
    case ACTION_DOWN: move(app, (int64_t)count); return true;
    case ACTION_SELECT_TOUCHED: take(app); return true;
    case ACTION_RACE:
        if (!branch || app->branches.row == 0)
            return false;
        branching_race(app, app->branches.row);
        return true;
    case ACTION_BYTES: branching_close(app); return false;
    case ACTION_UNSELECT: return !app->finding.on && branching_close(app);
    default: return false;
    }
}

bool branching_click(struct app *app, int x, int y)
{
    struct parts parts = screen_parts(&app->view, app->cols, app->rows);
    size_t row;
    if (!rect_holds(parts.details, x, y))
        return false;
    if (branches_row_at(parts.details, &app->view, y, &row)) {
        app->branches.row = row;
        take(app);
    }
    return true;
}
