/* ask.c: "Why here?": opens it, keeps it at the step that is shown, and moves in
 * it. What it wants to know of the heap before the operation, it asks while the
 * timeline stands one step back; nobody else ever sees it there. */
#include "app_state.h"
#include "bars.h"
#include "chain.h"
#include "paint.h"
#include "parts.h"

#define SLICE 50000u   /* segments of a walk at once: a millisecond or so */
#define SLICES_A_DRAW 64

const mems_heap *why_leave(const struct app *app)
{
    if (app->view.why.kind != WHY_NOTHING)
        timeline_back(app->timeline);
    return timeline_heap(app->timeline);
}

void why_return(const struct app *app)
{
    if (timeline_step(app->timeline) < app->view.why.step)
        timeline_forward(app->timeline);
}

/* Asks anew, about the step that is shown. */
static void ask(struct app *app)
{
    struct why *why = &app->view.why;
    *why = why_of(app->timeline);
    app->asked = app->timeline;
    if (why->kind == WHY_NOTHING)
        return;
    const mems_heap *before = why_leave(app);
    why_measure(why, before);
    why_walk(why, before, SLICE);
    why_return(app);
}

void why_refresh(struct app *app)
{
    const struct why *why = &app->view.why;
    struct event event;
    if (!why->on)
        return;
    event = timeline_event(app->timeline, timeline_step(app->timeline));
    if (why->step != timeline_step(app->timeline) || app->asked != app->timeline ||
        why->event.op != event.op)
        ask(app);
}

unsigned why_toggle(struct app *app)
{
    app->view.why.on = !app->view.why.on;
    app->view.playing = false;
    if (app->view.why.on) {
        app_close_panels(app); /* which have the same place */
        app->view.why.on = true;
        ask(app);
    }
    return APP_DRAW;
}

bool why_close(struct app *app)
{
    bool was_on = app->view.why.on;
    app->view.why.on = false;
    return was_on;
}

static unsigned go(struct app *app, uint64_t number)
{
    why_go(&app->view.why, why_leave(app), number);
    why_return(app);
    return APP_DRAW;
}

/* So many HOLEs on; past the last one, and before the first, stands the whole
 * search. */
static unsigned move(struct app *app, int64_t holes)
{
    struct why *why = &app->view.why;
    uint64_t away = (uint64_t)(holes < 0 ? -holes : holes), at = why->at;
    if (why->kind != WHY_MALLOC || why->looked == 0) {
        app_say(app, false, "no hole was looked at here");
        return APP_DRAW;
    }
    if (holes > 0)
        at = at == why->looked ? 0 : why->looked - at < away ? why->looked : at + away;
    else
        at = at == 0 ? why->looked : at < away ? 0 : at - away;
    return go(app, at);
}

bool why_go_to(struct app *app, uint64_t number)
{
    struct why *why = &app->view.why;
    if (!why->on)
        why_toggle(app);
    if (why->kind != WHY_MALLOC || number > why->looked)
        return false;
    go(app, number);
    return true;
}

bool why_do(struct app *app, enum action action, uint32_t count)
{
    if (action == ACTION_UNSELECT)
        return why_close(app);
    if (app->view.why.kind == WHY_NOTHING)
        return false;
    switch (action) {
    case ACTION_UP:
    case ACTION_SELECT_PREVIOUS: move(app, -(int64_t)count); return true;
    case ACTION_DOWN:
    case ACTION_SELECT_NEXT: move(app, (int64_t)count); return true;
    case ACTION_SELECT_TOUCHED: go(app, 0); return true;
    default: return false;
    }
}

/* ---- Clicks ---- */

/* The address under the mouse, in the heap before. */
static bool address_at(const struct view *before, struct rect at, int x, int y, uint64_t *address)
{
    struct bars bars;
    if (before->mode == VIEW_CHAIN)
        return chain_hit(at, before, x, y, address);
    bars_layout(&bars, before, at);
    return bars_address(&bars, x, y, address);
}

/* The number of the HOLE under the mouse; 0: there is none that was looked at. */
static uint64_t number_at(const struct view *before, const struct parts *parts, int x, int y)
{
    const mems_heap *heap = timeline_heap(before->timeline);
    struct mems_segment segment;
    uint64_t address;
    if (rect_holds(parts->details, x, y))
        return why_number_at(parts->details, before, y);
    if (!rect_holds(parts->main, x, y) || !address_at(before, parts->main, x, y, &address) ||
        !mems_segment_at(heap, address, &segment) || segment.kind != MEMS_HOLE)
        return 0;
    uint64_t number = why_number(&before->why, heap, segment.start);
    return number <= before->why.looked ? number : 0;
}

bool why_click(struct app *app, int x, int y)
{
    struct parts parts = screen_parts(&app->view, app->cols, app->rows);
    struct view before = why_view(&app->view);
    if (app->view.why.kind == WHY_NOTHING ||
        (!rect_holds(parts.main, x, y) && !rect_holds(parts.details, x, y)))
        return false;
    if (app->view.why.kind == WHY_FREE)
        return true;
    why_leave(app);
    uint64_t number = number_at(&before, &parts, x, y);
    why_return(app);
    if (number > 0)
        go(app, number);
    else if (rect_holds(parts.main, x, y))
        app_say(app, false, "the search did not look there");
    return true;
}

/* ---- Slices ---- */

bool why_waits(const struct app *app)
{
    return app->view.why.on && !app->view.why.walk.done;
}

int why_share(const struct app *app)
{
    const struct why *why = &app->view.why;
    return why->looked > 0 ? (int)(why->walk.looked * 1000 / why->looked) : 0;
}

unsigned why_work(struct app *app)
{
    struct why *why = &app->view.why;
    if (!why_waits(app))
        return APP_NOTHING;
    why_walk(why, why_leave(app), SLICE);
    why_return(app);
    return why->walk.done || ++app->slices % SLICES_A_DRAW == 0 ? APP_DRAW : APP_NOTHING;
}
