/* racing.c: a race is begun, shown while its heaps run in slices, and left.
 *
 * While there is a race the app's timeline is that of its first heap, which the
 * race alone moves; the one there was waits in app->own, and is mostly one of
 * those that race. */
#include "app_state.h"
#include "bars.h"
#include "clock.h"
#include "entrants.h"
#include "layout.h"
#include "paint.h"
#include "race_words.h"
#include "track.h"

#define SLICE_MS 30
#define STEPS_A_LOOK 16 /* between two looks at the clock */

/* ---- The clock ---- */

uint32_t app_seek(struct app *app, uint32_t step)
{
    return app->race != NULL ? race_seek(app->race, step) : timeline_seek(app->timeline, step);
}

bool app_forward(struct app *app)
{
    return app->race != NULL ? race_forward(app->race) : timeline_forward(app->timeline);
}

/* ---- Opening and leaving ---- */

static void look_at(struct app *app, struct timeline *timeline, const struct race *race)
{
    finding_drop(app);
    surveying_close(app); /* its tables are of the app's own timeline, and wait with it */
    app->timeline = timeline;
    app->view.timeline = timeline;
    app->view.race = race;
    app->view.block = 0;
    app->view.race_zoom = 0;
    app->view.has_selection = false;
    app->view.playing = false;
    app->view.follow = true;
    app->view.top = 0;
}

/* In a race with a branch: the step of the app's own timeline, which may have no part
 * in it, and then has not moved. */
static uint32_t own_step(const struct app *app, uint32_t step)
{
    for (int i = 0; i < 2; i++)
        if (race_timeline(app->race, i) == app->own)
            return race_step_of(app->race, i, step);
    return timeline_step(app->own);
}

bool racing_leave(struct app *app)
{
    if (app->race == NULL)
        return false;
    uint32_t step = app->view.racing_to > 0 ? app->race_home : race_step(app->race);
    if (race_label(app->race, 0) != NULL)
        step = own_step(app, step);
    look_at(app, app->own, NULL);
    race_close(app->race);
    app->race = NULL;
    app->view.racing_to = 0;
    app_go(app, step);
    return true;
}

/* All heaps know what the app's own knew. */
static unsigned finish(struct app *app)
{
    uint32_t first;
    app->view.racing_to = 0;
    app_go(app, app->race_home);
    if (race_label(app->race, 0) != NULL)
        app_say(app, false, "%sc closes this, B has the branch",
                race_first_apart(app->race, &first) ? "d goes to the next difference; " : "");
    else if (race_next_difference(app->race, 0, &first))
        app_say(app, false, "d goes to the next difference; the first is at step %u",
                (unsigned)first);
    else
        app_say(app, false, "no block lands differently in any of these heaps");
    return APP_DRAW;
}

unsigned racing_slice(struct app *app)
{
    int64_t end = clock_ms() + SLICE_MS;
    bool going = true;
    do
        for (int i = 0; i < STEPS_A_LOOK && going; i++)
            going = race_step(app->race) < app->view.racing_to && race_forward(app->race);
    while (going && clock_ms() < end);
    if (race_step(app->race) == app->view.racing_to)
        return finish(app);
    if (going) {
        app_say(app, false, "the heaps run: %d %%; Escape gives the race up",
                app_busy(app) / 10);
        return APP_DRAW;
    }
    racing_leave(app);
    app_say(app, true, "out of memory: the race was given up");
    return APP_DRAW;
}

int app_busy(const struct app *app)
{
    if (app->saving.file != NULL)
        return saving_share(app);
    if (app->other != NULL)
        return (int)((uint64_t)timeline_step(app->other) * 1000 /
                     (app->other_goal > 0 ? app->other_goal : 1));
    if (app->view.racing_to > 0)
        return (int)((uint64_t)race_step(app->race) * 1000 / app->view.racing_to);
    if (app->finding.on)
        return finding_share(app);
    if (living_waits(app))
        return living_share(app);
    if (comparing_waits(app))
        return comparing_share(app);
    if (why_waits(app))
        return why_share(app);
    if (predict_waits(app))
        return predict_share(app);
    if (surveying_busy(app))
        return surveying_share(app);
    return -1;
}

unsigned racing_begin(struct app *app, struct race *race, uint32_t home, uint32_t goal)
{
    app_close_panels(app);
    app->race = race;
    app->race_home = home;
    app->own = app->timeline;
    app->view.racing_to = goal;
    look_at(app, race_timeline(race, race_clock(race)), race);
    return racing_slice(app);
}

unsigned app_race(struct app *app, const struct entrants *entrants)
{
    replay_drop(app);
    if (loading_refuses(app, "a race"))
        return APP_DRAW;
    racing_leave(app);
    if (timeline_edits(app->timeline) > 0) {
        app_say(app, true, "operations were typed here: take them back (u), then race");
        return APP_DRAW;
    }
    uint32_t home = timeline_step(app->timeline), goal = timeline_known(app->timeline);
    struct race *race;
    enum mems_error error = race_open(&race, app->timeline, entrants->list, entrants->count);
    if (error == MEMS_OK)
        return racing_begin(app, race, home, goal);
    timeline_seek(app->timeline, home);
    app_say(app, true, "cannot race: %s", mems_error_text(error));
    return APP_DRAW;
}

unsigned racing_toggle(struct app *app)
{
    struct entrants entrants;
    const char *at;
    char why[160];
    if (racing_leave(app)) {
        app_say(app, false, "the race is closed: this is the heap as it was");
        return APP_DRAW;
    }
    if (app->branches.here > 0)
        return branching_race(app, app->branches.here);
    if (entrants_read("", &app->options, &entrants, &at, why, sizeof why))
        return app_race(app, &entrants);
    app_say(app, true, "%s", why);
    return APP_DRAW;
}

/* ---- What may be done in a race ---- */

/* Whether an action is for one heap alone, and what it is called. */
static const char *is_for_one(enum action action)
{
    switch (action) {
    case ACTION_VIEW: return "the chain";
    case ACTION_RUN: return "the whole run";
    case ACTION_PHYSICAL: return "a physical address";
    case ACTION_NUMBERS: return "the table of numbers";
    case ACTION_LIFE: return "a life";
    case ACTION_MARK_HERE:
    case ACTION_COMPARE:
    case ACTION_SWAP: return "a look at two moments";
    case ACTION_BYTES: return "a look at bytes";
    case ACTION_WHY: return "Why here?";
    case ACTION_PREDICT: return "a prediction";
    case ACTION_WHATIF: return "What if?";
    case ACTION_MALLOC:
    case ACTION_FREE:
    case ACTION_UNDO:
    case ACTION_REDO: return "typing";
    case ACTION_REPLAY: return "a replay";
    default: return NULL;
    }
}

bool racing_refuses_typing(struct app *app)
{
    if (app->race != NULL)
        app_say(app, true, "typing is for one heap; c closes the race");
    return app->race != NULL;
}

bool racing_refuses(struct app *app, enum action action)
{
    const char *what = is_for_one(action);
    if (app->race == NULL)
        return false;
    if (app->view.racing_to > 0 && action != ACTION_UNSELECT && action != ACTION_RACE &&
        action != ACTION_QUIT && action != ACTION_REDRAW && action != ACTION_THEME)
        app_say(app, true, "the heaps still run; Escape gives the race up");
    else if (what != NULL)
        app_say(app, true, "%s is for one heap; c closes the race", what);
    else
        return false;
    return true;
}

unsigned racing_differ(struct app *app, bool next)
{
    uint32_t here = timeline_step(app->timeline), step;
    if (app->race == NULL) {
        app_say(app, false, "there is no race; c begins one, against best fit");
        return APP_DRAW;
    }
    if (next ? race_next_difference(app->race, here, &step)
             : race_previous_difference(app->race, here, &step))
        return app_go(app, step);
    app_say(app, false, next ? "no difference after this step" : "no difference before this step");
    return APP_DRAW;
}

/* ---- Looking ---- */

static struct track track_of(const struct app *app)
{
    return track_layout(&app->view, app->cols, app->rows);
}

static struct scale scale_of(const struct app *app)
{
    struct track track = track_of(app);
    struct view one = track_view(&app->view, &track, 0);
    return bars_scale(&one, track_bars(&track, 0));
}

unsigned racing_zoom(struct app *app, int direction)
{
    struct scale scale = scale_of(app);
    int *zoom = &app->view.race_zoom;
    if (direction < 0 && scale.row_bytes <= (uint64_t)scale.cells)
        app_say(app, false, "a cell is a byte already");
    else if (direction > 0 && *zoom == 0)
        app_say(app, false, "this is the whole heap");
    else if (direction < 0)
        ++*zoom;
    else if (direction == 0)
        *zoom = 0;
    while (direction > 0 && *zoom > 0 && scale_of(app).row_bytes == scale.row_bytes)
        --*zoom; /* a command may have gone nearer than there is */
    return APP_DRAW;
}

/* The same addresses in every heap, from those that the first one shows now. */
unsigned racing_scroll(struct app *app, int64_t rows)
{
    struct track track = track_of(app);
    struct bars bars;
    uint64_t *top = &app->view.top, last = 0;
    for (int i = race_count(app->race) - 1; i >= 0; i--) {
        struct view one = track_view(&app->view, &track, i);
        bars_layout(&bars, &one, track_bars(&track, i));
        uint64_t end = layout_last(&bars.scale, bars.total, bars.at.rows);
        last = end > last ? end : last;
    }
    if (app->view.follow)
        *top = bars.top < last ? bars.top : last;
    app->view.follow = false;
    if (rows < 0)
        *top -= *top < (uint64_t)-rows ? *top : (uint64_t)-rows;
    else
        *top = *top > last || last - *top < (uint64_t)rows ? last : *top + (uint64_t)rows;
    return APP_DRAW;
}

/* ---- Selecting: a block, in all heaps ---- */

static unsigned select_block(struct app *app, uint32_t made)
{
    app->view.block = made;
    app->view.follow = true;
    return APP_DRAW;
}

/* The next segment that is a block; false: there is none. */
static bool next_block(const mems_heap *heap, struct mems_segment *at, bool forward)
{
    while (view_next_segment(heap, at, forward))
        if (at->kind == MEMS_PROCESS)
            return true;
    return false;
}

unsigned racing_select(struct app *app, bool forward)
{
    const struct timeline *first = race_timeline(app->race, 0);
    struct mems_segment at;
    uint64_t address;
    bool selected = track_block(app->race, 0, app->view.block, &address);
    if (selected ? !mems_segment_at(timeline_heap(first), address, &at)
                 : !view_segment_or_first(&(struct view){.timeline = first}, &at)) {
        app_say(app, false, "nothing to select: no node is mapped yet");
        return APP_DRAW;
    }
    if ((selected || at.kind == MEMS_HOLE) && !next_block(timeline_heap(first), &at, forward)) {
        app_say(app, false, forward ? "this is the last block" : "this is the first block");
        return APP_DRAW;
    }
    return select_block(app, race_step_from(app->race, 0, timeline_maker(first, &at)));
}

bool racing_time_at(const struct app *app, int x, int y)
{
    return rect_holds(track_of(app).timeline, x, y);
}

unsigned racing_click(struct app *app, int x, int y)
{
    struct track track = track_of(app);
    uint32_t made;
    if (rect_holds(track.timeline, x, y))
        return app_go(app, timeline_step_at(track.timeline, &app->view, x));
    if (rect_holds(track.footer, x, y))
        return app_do(app, footer_action(track.footer, &app->view, track.left_out, x));
    return track_hit(&app->view, &track, x, y, &made) ? select_block(app, made) : APP_NOTHING;
}
