/* verifying.c: --verify. Before a frame is painted the heaps it shows are checked
 * from end to end; afterwards what was painted is compared with a walk. A broken
 * heap can be looked at, but stays at its step: to go on could do anything. */
#include "app_state.h"
#include "compare.h"
#include "paint.h"
#include "parts.h"
#include "present.h"

#include <inttypes.h>
#include <stdio.h>

/* The first of all is what is told in the end. */
static void keep_first(struct app *app)
{
    struct verifying_job *job = &app->verifying;
    if (job->first.is || !app->view.lie.is)
        return;
    job->first = app->view.lie;
    snprintf(job->first.text, sizeof job->first.text, "after step %" PRIu32 ": %.300s",
             timeline_step(app->timeline), app->view.lie.text);
}

/* Nothing may move the heap any more, and nothing else hides it. */
static void freeze(struct app *app, struct timeline *timeline)
{
    struct lie *lie = &app->view.lie;
    const struct mems_flaw *flaw = &app->verifying.heap.flaw;
    *lie = (struct lie){.is = true, .of_heap = true, .somewhere = flaw->address != 0,
                        .node = flaw->node, .address = flaw->address};
    verify_text(flaw, lie->text, sizeof lie->text);
    app->view.playing = false;
    if (app->race != NULL) {
        app->verifying.race = app->race;
        app->verifying.own = app->own;
        app->race = NULL;
    }
    app->view.race = NULL;
    app->view.common = (struct common_map){.row_bytes = 0};
    app->timeline = timeline;
    app->view.timeline = timeline;
    app->view.help.open = false;
    app->view.present = (struct present_state){.face = PRESENT_OFF};
    app_close_panels(app);
    predict_close(app);
    app->view.racing_to = 0;
    app->loading.on = app->loading.away = false;
    app->view.loading[0] = '\0';
    finding_drop(app);
    replay_drop(app);
    saving_drop(app);
    app_hush(app);
    keep_first(app);
    app->view.has_selection = lie->somewhere; /* which stays in view, whatever is zoomed */
    app->view.selected = lie->address;
    app_check_selection(app);
    if (lie->somewhere)
        app_show(app, lie->address);
}

void app_verify(struct app *app, bool on)
{
    if (!app->view.lie.of_heap) {
        app->view.verify = on;
        app->view.lie = (struct lie){.is = false};
    }
}

const char *app_lie(const struct app *app)
{
    return app->verifying.first.is ? app->verifying.first.text : NULL;
}

bool verifying_event(struct app *app)
{
    if (!app->view.verify || app->view.lie.of_heap)
        return !app->view.lie.of_heap;
    if (verify_event(&app->verifying.heap, app->timeline))
        return true;
    freeze(app, app->timeline);
    return false;
}

void verifying_heaps(struct app *app)
{
    struct verify *verify = &app->verifying.heap;
    if (!app->view.verify || app->view.lie.of_heap)
        return;
    if (app->race == NULL && !verify_now(verify, app->timeline))
        freeze(app, app->timeline);
    for (int i = 0; app->race != NULL && i < race_count(app->race); i++)
        if (!verify_now(verify, race_timeline(app->race, i))) {
            freeze(app, race_timeline(app->race, i));
            return;
        }
}

void verifying_picture(struct app *app, const struct frame *frame, const struct view *view)
{
    struct rect at = screen_parts(view, frame->cols, frame->rows).main;
    if (!app->view.verify || app->view.lie.of_heap || view->help.open)
        return;
    app->view.lie = (struct lie){.is = false};
    if (paint_hides_heap(view) || present_hides(view))
        return;
    if (view->mode == VIEW_CHAIN ? compare_chain(at, view, &app->view.lie)
                                 : compare_bars(frame, at, view, &app->view.lie))
        compare_totals(view, &app->view.lie);
    keep_first(app);
}

bool verifying_refuses(struct app *app, enum action action)
{
    if (!app->view.lie.of_heap)
        return false;
    switch (action) {
    case ACTION_VIEW: case ACTION_ZOOM_IN: case ACTION_ZOOM_OUT: case ACTION_ZOOM_PAGE:
    case ACTION_UP: case ACTION_DOWN: case ACTION_FOLLOW: case ACTION_HEX: case ACTION_PHYSICAL:
    case ACTION_THEME: case ACTION_SELECT_NEXT: case ACTION_SELECT_PREVIOUS: case ACTION_UNSELECT:
    case ACTION_COMMAND: case ACTION_HELP: case ACTION_REDRAW: case ACTION_QUIT: case ACTION_NONE:
    case ACTION_VERIFY:
        return false;
    default:
        break;
    }
    app_say(app, true, "this heap is broken: it can only be looked at; q leaves");
    return true;
}

unsigned verifying_toggle(struct app *app)
{
    app_verify(app, !app->view.verify);
    app_say(app, false, app->view.verify
                            ? "each picture is compared with a walk of the chains from now on"
                            : "pictures are not compared any more");
    return APP_DRAW;
}
