/* branching.c: "What if?" asked, branches listed, gone to and raced.
 *
 * The app's timeline is the original's or, while a branch is shown, that branch's;
 * then the original's waits beside it as it was. Of the branches that are not shown
 * one timeline at most is kept, that of the last one run: any other is run anew, in
 * slices, when it is gone to. */
#include "app_state.h"
#include "paint.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLACE_SHIFT 41 /* heaps of branches are that far from all others */

static struct change change_of(const struct app *app, size_t number)
{
    return app->branches.list[number - 1].change;
}

static struct timeline *original_of(const struct app *app)
{
    return app->branches.here > 0 ? app->branching.original : app->timeline;
}

void branching_end(struct app *app)
{
    timeline_close(app->branching.original);
    timeline_close(app->branching.kept);
    branches_close(&app->branches);
}

/* ---- The timelines of branches ---- */

static bool same_heap(const struct mems_options *a, const struct mems_options *b)
{
    return a->policy == b->policy && a->page_size == b->page_size && a->align == b->align &&
           a->start == b->start && a->join == b->join;
}

/* While the original is shown: sees to it that the branch's timeline is the one that is
 * kept; false: says why not. */
static bool keep(struct app *app, size_t number)
{
    struct branching *branching = &app->branching;
    struct mems_options options = app->options;
    if (branching->kept != NULL && branching->kept_of == number &&
        same_heap(&branching->kept_options, &options))
        return true;
    timeline_close(branching->kept);
    if (options.place != 0 && sizeof(uintptr_t) > 4)
        options.place += (uintptr_t)1 << PLACE_SHIFT;
    enum mems_error error = timeline_open_branch(&branching->kept, app->timeline, &options,
                                                 change_of(app, number));
    if (error != MEMS_OK)
        app_say(app, true, "cannot branch: %s", mems_error_text(error));
    branching->kept_of = number;
    branching->kept_options = options;
    return error == MEMS_OK;
}

/* How far a branch is run before it is shown: as far as the original is known. */
static uint32_t goal_of(const struct app *app, const struct timeline *branch)
{
    const struct timeline *original = original_of(app);
    uint32_t known = timeline_known(original);
    return known == timeline_end(original) ? timeline_end(branch)
                                           : branch_step_to(timeline_change(branch), known);
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

/* Another timeline takes the place of the app's, which somebody else has now. */
static void show(struct app *app, struct timeline *timeline, const struct mems_options *options,
                 uint32_t step)
{
    finding_forget(app);
    surveying_forget(app);
    app->timeline = timeline;
    app->view.timeline = timeline;
    app->options = *options;
    set_title(app);
    app_go(app, step);
}

static void show_original(struct app *app)
{
    struct branching *branching = &app->branching;
    struct branches *branches = &app->branches;
    uint32_t step = branch_step_from(change_of(app, branches->here),
                                     timeline_step(app->timeline));
    timeline_close(branching->kept);
    branching->kept = app->timeline;
    branching->kept_of = branches->here;
    branching->kept_options = app->options;
    branches->here = 0;
    show(app, branching->original, &branching->options, step);
    branching->original = NULL;
}

/* The branch that is kept has been run. */
unsigned branching_arrive(struct app *app)
{
    struct branching *branching = &app->branching;
    size_t number = branching->kept_of;
    uint32_t step = branch_step_to(change_of(app, number), timeline_step(app->timeline));
    struct timeline *timeline = branching->kept;
    branching->original = app->timeline;
    branching->options = app->options;
    branching->kept = NULL;
    app->branches.here = number;
    show(app, timeline, &branching->kept_options, step);
    app_say(app, false, "this is the branch %s; B returns, c races it against the original",
            branches_name(&app->branches, number));
    return APP_DRAW;
}

/* Operations that were typed are of one future; says so. */
static bool typed(struct app *app, const char *then)
{
    if (timeline_edits(app->timeline) == 0)
        return false;
    app_say(app, true, "operations were typed here: take them back (u), then %s", then);
    return true;
}

/* The same of the original, while a branch is shown. */
static bool typed_there(struct app *app)
{
    if (app->branches.here == 0 || timeline_edits(app->branching.original) == 0)
        return false;
    app_say(app, true, "operations were typed to the original: return (B), take them back (u)");
    return true;
}

unsigned branching_go(struct app *app, size_t number)
{
    replay_drop(app);
    racing_leave(app);
    branching_close(app);
    if (number == app->branches.here) {
        app_say(app, false, number == 0 ? "this is the original" : "this is that branch");
        return APP_DRAW;
    }
    if (app->branches.here > 0) {
        if (typed(app, "go elsewhere"))
            return APP_DRAW;
        show_original(app);
    }
    if (number == 0) {
        app_say(app, false, "this is the original, as it was");
        return APP_DRAW;
    }
    if (!keep(app, number))
        return APP_DRAW;
    return replay_branch(app, app->branching.kept, goal_of(app, app->branching.kept));
}

unsigned branching_race(struct app *app, size_t number)
{
    struct branching *branching = &app->branching;
    struct race *race;
    replay_drop(app);
    racing_leave(app);
    if (number != app->branches.here && app->branches.here > 0) {
        if (typed(app, "race"))
            return APP_DRAW;
        show_original(app);
    }
    if (typed(app, "race") || typed_there(app))
        return APP_DRAW;
    if (app->branches.here == 0 && !keep(app, number))
        return APP_DRAW;
    bool own = app->branches.here > 0;
    uint32_t step = timeline_step(app->timeline);
    struct change change = change_of(app, number);
    enum mems_error error = race_open_branch(&race, original_of(app),
                                             own ? app->timeline : branching->kept,
                                             branches_name(&app->branches, number));
    if (error != MEMS_OK) {
        timeline_seek(app->timeline, step);
        app_say(app, true, "cannot race: %s", mems_error_text(error));
        return APP_DRAW;
    }
    uint32_t home = race_step_from(race, own, step);
    if (home + 1 == change.step) /* what is put in comes next */
        home = change.step;
    uint32_t goal = goal_of(app, race_timeline(race, 1));
    return racing_begin(app, race, home, race_step_from(race, 1, goal));
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
    if (app->branches.here > 0) {
        app_say(app, true, "this is a branch already; B returns to the original, ask there");
        return true;
    }
    return typed(app, "ask what if");
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
    size_t row = raced && app->branches.here == 0 ? app->branching.kept_of : app->branches.here;
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
