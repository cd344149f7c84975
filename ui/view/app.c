/* app.c: the interactive program without its terminal: its life, keys, clicks
 * and the passing of time. What actions do is in actions.c. */
#include "app.h"

#include "app_state.h"
#include "bars.h"
#include "chain.h"
#include "notes.h"
#include "paint.h"
#include "parts.h"
#include "present.h"

#include <stdlib.h>

#define STEPS_A_TICK 100000u /* at most, so that a fast play still listens to keys */

struct app *app_open(struct ops *ops, const struct mems_options *options, const char *title,
                     enum theme theme, enum mems_error *error)
{
    struct app *app = calloc(1, sizeof *app);
    *error = MEMS_NO_MEMORY;
    if (app == NULL)
        return NULL;
    app->options = *options;
    *error = timeline_open(&app->timeline, ops, options);
    if (*error != MEMS_OK) {
        free(app);
        return NULL;
    }
    app->view = (struct view){.timeline = app->timeline, .title = title, .follow = true,
                              .rate = 4, .theme = theme};
    app->view.survey.coarse = &app->coarse;
    app->view.survey.exact = &app->exact;
    app->view.branches = &app->branches;
    app->branching.of_file = title;
    app->cols = 80;
    app->rows = 24;
    return app;
}

void app_close(struct app *app)
{
    if (app == NULL)
        return;
    if (app->race != NULL)
        app->timeline = app->own;
    if (app->verifying.race != NULL)
        app->timeline = app->verifying.own;
    life_close(&app->living.life);
    comparing_forget(app);
    race_close(app->race);
    race_close(app->verifying.race);
    surveying_forget(app);
    saving_drop(app);
    replay_drop(app);
    branching_end(app);
    timeline_close(app->timeline);
    free(app);
}

uint32_t app_learn(struct app *app, uint32_t steps)
{
    uint32_t end = timeline_end(app->timeline), known = timeline_known(app->timeline);
    uint32_t target = end - known > steps ? known + steps : end;
    if (app->view.verify)
        timeline_seek(app->timeline, known);
    while (app->view.verify && known < target && verifying_event(app) &&
           timeline_forward(app->timeline))
        known++;
    if (!verifying_event(app))
        return known;
    known = timeline_seek(app->timeline, target);
    if (known == end)
        timeline_seek(app->timeline, 0);
    return timeline_known(app->timeline);
}

void app_resize(struct app *app, int cols, int rows)
{
    loading_return(app);
    app->cols = cols;
    app->rows = rows;
    surveying_update(app);
}

/* ---- Keys and clicks ---- */

unsigned app_key(struct app *app, uint32_t key)
{
    loading_return(app);
    app_hush(app);
    if (key == K_CONTROL('C'))
        return APP_QUIT;
    if (app->view.command.open)
        return command_key(app, key);
    if (app->view.help.open)
        return helping_key(app, key);
    if (app->view.present.face != PRESENT_OFF)
        return presenting_key(app, key);
    if (app->view.predict.open && predict_key(app, key))
        return APP_DRAW;
    if (key >= '0' && key <= '9' && (key != '0' || app->count > 0)) {
        if (app->count < 100000000)
            app->count = app->count * 10 + (key - '0');
        char step[KEY_SIZE], back[KEY_SIZE];
        app_say(app, false, "%u: now %s %s g or an arrow up or down", app->count,
                action_key(ACTION_STEP, app->view.medium.glyphs, step),
                action_key(ACTION_BACK, app->view.medium.glyphs, back));
        return APP_DRAW;
    }
    unsigned reaction = app_do(app, app->race != NULL ? action_in_race(key) : action_of_key(key));
    app->count = 0;
    return reaction | APP_DRAW;
}

static unsigned click_main(struct app *app, struct rect at, int x, int y)
{
    uint64_t address;
    if (app->view.mode == VIEW_CHAIN) {
        if (!chain_hit(at, &app->view, x, y, &address))
            return APP_NOTHING;
    } else {
        struct bars bars;
        bars_layout(&bars, &app->view, at);
        if (!bars_address(&bars, x, y, &address))
            return APP_NOTHING;
    }
    app_select(app, address);
    return APP_DRAW;
}

unsigned app_click(struct app *app, int x, int y)
{
    loading_return(app);
    if (app->view.help.open)
        return helping_close(app);
    if (app->view.present.face != PRESENT_OFF)
        return presenting_click(app);
    if (app->view.racing_to > 0 || app->saving.file != NULL)
        return APP_NOTHING;
    if (app->race != NULL)
        return racing_click(app, x, y);
    if (app->view.survey.open)
        return surveying_click(app, x, y);
    if (app->view.measures != NULL)
        return numbering_click(app, x, y);
    if (app->view.life != NULL && living_click(app, x, y))
        return APP_DRAW;
    if (app->view.moments.between != NULL && comparing_click(app, x, y))
        return APP_DRAW;
    if (app->branches.choosing != CHOOSING_NOTHING && branching_click(app, x, y))
        return APP_DRAW;
    struct parts parts = screen_parts(&app->view, app->cols, app->rows);
    if (app->view.predict.open && predict_click(app, x, y))
        return APP_DRAW;
    if (rect_holds(parts.footer, x, y))
        return app_do(app, footer_action(parts.footer, &app->view, parts.left_out, x));
    if (rect_holds(parts.story, x, y))
        return app_do(app, ACTION_WHY);
    if (app->view.why.on && why_click(app, x, y))
        return APP_DRAW;
    if (rect_holds(parts.main, x, y))
        return click_main(app, parts.main, x, y);
    if (rect_holds(parts.timeline, x, y))
        return app_go(app, timeline_step_at(parts.timeline, &app->view, x));
    uint32_t step;
    if (rect_holds(parts.listing, x, y) && listing_step_at(parts.listing, &app->view, y, &step))
        return app_go(app, step);
    return APP_NOTHING;
}

/* Whether steps stand there. */
static bool is_time(const struct app *app, int x, int y)
{
    if (app->race != NULL)
        return racing_time_at(app, x, y);
    if (app->view.survey.open)
        return surveying_time_at(app, x, y);
    if (app->view.measures != NULL)
        return numbering_time_at(app, x, y);
    struct parts parts = screen_parts(&app->view, app->cols, app->rows);
    return rect_holds(parts.timeline, x, y) || rect_holds(parts.listing, x, y);
}

unsigned app_wheel(struct app *app, int x, int y, int direction)
{
    enum action action = direction < 0 ? ACTION_UP : ACTION_DOWN;
    loading_return(app);
    if (app->view.help.open)
        return helping_key(app, direction < 0 ? K_UP : K_DOWN);
    if (app->view.present.face != PRESENT_OFF)
        return presenting_key(app, direction < 0 ? K_UP : K_DOWN);
    if (is_time(app, x, y))
        action = direction < 0 ? ACTION_BACK : ACTION_STEP;
    return app_do(app, action);
}

/* ---- Time ---- */

unsigned app_tick(struct app *app, unsigned milliseconds)
{
    if (app->view.lie.of_heap)
        return APP_NOTHING;
    if (app->saving.file != NULL)
        return saving_slice(app);
    if (app->other != NULL)
        return replay_slice(app);
    if (app->view.racing_to > 0)
        return racing_slice(app);
    if (app->finding.on)
        return finding_slice(app);
    if (!app->view.playing && living_waits(app))
        return living_slice(app);
    if (comparing_waits(app))
        return comparing_slice(app);
    unsigned reaction = surveying_busy(app) ? surveying_slice(app) : APP_NOTHING;
    if (!app->view.playing)
        return reaction;
    app->owed += (uint64_t)milliseconds * app->view.rate;
    uint64_t steps = app->owed / 1000;
    app->owed %= 1000;
    if (steps == 0)
        return reaction;
    if (steps > STEPS_A_TICK)
        steps = STEPS_A_TICK;
    loading_return(app);
    if (app->loading.on && timeline_step(app->timeline) == app_reach(app))
        return reaction; /* there will be more */
    bool playing = true, stuck = false;
    for (uint64_t i = 0; i < steps && playing; i++) {
        if (timeline_step(app->timeline) == app_reach(app))
            break;
        stuck = !app_forward(app);
        playing = !stuck && verifying_event(app) &&
                  !notes_stop(&app->view, timeline_step(app->timeline)) &&
                  (app->loading.on || timeline_step(app->timeline) < timeline_end(app->timeline));
    }
    if (app->view.lie.of_heap)
        return APP_DRAW;
    /* going on from where it is stuck says why, unless that is the end */
    reaction |= app_go(app, timeline_step(app->timeline) + stuck);
    app->view.playing = playing;
    if (!playing)
        predict_arrive(app);
    return reaction;
}

unsigned app_patience(const struct app *app)
{
    unsigned wait = app->view.playing ? 1000 / app->view.rate : 1000;
    if (app->saving.file != NULL || app->other != NULL || app->view.racing_to > 0 ||
        app->finding.on || why_waits(app) || predict_waits(app) || surveying_busy(app) ||
        comparing_waits(app) || (living_waits(app) && !app->view.playing))
        return 0;
    if (app->view.playing && wait < 16)
        wait = 16;
    if (app->loading.on && loading_patience(app) < wait)
        wait = loading_patience(app);
    return wait;
}

const struct view *app_view(const struct app *app)
{
    return &app->view;
}

/* For "Why here?" the timeline goes back by a step and comes again: the picture
 * needs both. */
void app_draw(struct app *app, struct frame *frame)
{
    verifying_heaps(app);
    if (app->view.present.face != PRESENT_OFF) {
        struct view slide = present_view(&app->view, frame->cols, frame->rows);
        paint_screen(frame, &slide);
        verifying_picture(app, frame, &slide);
        paint_lie(frame, &app->view);
        return;
    }
    paint_screen(frame, &app->view);
    if (app->view.why.on && !app->view.help.open) {
        struct view before = why_view(&app->view);
        why_leave(app);
        paint_before(frame, &before);
        verifying_picture(app, frame, &before);
        why_return(app);
    } else {
        verifying_picture(app, frame, &app->view);
    }
    paint_lie(frame, &app->view);
}
