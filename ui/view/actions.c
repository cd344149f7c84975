/* actions.c: what each action does to the app. Nothing here draws. */
#include "app.h"

#include "app_state.h"
#include "bars.h"
#include "chain.h"
#include "layout.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define RATE_MOST 65536u

/* ---- Time ---- */

/* Without a count: a step, or in the picture of the whole run a column of it. */
static uint32_t count_or_one(const struct app *app)
{
    return app->count > 0            ? app->count
           : app->view.survey.open ? surveying_steps(app)
                                   : 1;
}

static uint32_t forward_by(const struct app *app, uint32_t steps)
{
    uint32_t at = timeline_step(app->timeline), end = timeline_end(app->timeline);
    return end - at < steps ? end : at + steps;
}

static uint32_t back_by(const struct app *app, uint32_t steps)
{
    uint32_t at = timeline_step(app->timeline);
    return at < steps ? 0 : at - steps;
}

static const enum note_kind halts[] = {NOTE_STOP, NOTE_ASK, NOTE_MARK};
#define HALTS (sizeof halts / sizeof *halts)

/* The nearest stop or chapter in that direction, or the end, or the start. */
static uint32_t next_halt(const struct app *app)
{
    uint32_t halt = timeline_end(app->timeline), step;
    for (size_t i = 0; i < HALTS; i++)
        if (timeline_next_note(app->timeline, halts[i], &step) && step < halt)
            halt = step;
    return halt;
}

static uint32_t previous_halt(const struct app *app)
{
    uint32_t halt = 0, step;
    for (size_t i = 0; i < HALTS; i++)
        if (timeline_previous_note(app->timeline, halts[i], &step) && step > halt)
            halt = step;
    return halt;
}

/* Forward; where the workload asks something, it is asked, and at the end that is said. */
static unsigned go_on(struct app *app, uint32_t step)
{
    bool at_end = timeline_step(app->timeline) == timeline_end(app->timeline);
    unsigned reaction = app_go(app, step);
    predict_arrive(app);
    if (at_end && app->view.message[0] == '\0')
        app_say(app, false, "this is the end; Home starts anew, q %s",
                app->view.listed ? "returns to the list" : "leaves");
    return reaction;
}

static unsigned go_halt(struct app *app)
{
    return go_on(app, next_halt(app));
}

static unsigned go_chapter(struct app *app, bool forward)
{
    uint32_t step;
    bool found = forward ? timeline_next_note(app->timeline, NOTE_MARK, &step)
                         : timeline_previous_note(app->timeline, NOTE_MARK, &step);
    if (found)
        return app_go(app, step);
    app_say(app, false, forward ? "no chapter after this step" : "no chapter before this step");
    return APP_DRAW;
}

static unsigned play(struct app *app)
{
    bool start = !app->view.playing;
    if (start && timeline_step(app->timeline) == timeline_end(app->timeline) && !app->loading.on)
        app_go(app, 0);
    app->view.playing = start;
    app->owed = 0;
    return APP_DRAW;
}

static unsigned change_rate(struct app *app, bool faster)
{
    unsigned *rate = &app->view.rate;
    if (faster && *rate < RATE_MOST)
        *rate *= 2;
    else if (!faster && *rate > 1)
        *rate /= 2;
    app_say(app, false, "%u step%s a second", *rate, *rate == 1 ? "" : "s");
    return APP_DRAW;
}

/* While a workload is read the last step moves on: one stays with it. */
static unsigned go_end(struct app *app)
{
    app_go(app, timeline_end(app->timeline));
    loading_follow(app);
    return APP_DRAW;
}

/* ---- Looking ---- */

static struct rect main_part(const struct app *app)
{
    return screen_parts(&app->view, app->cols, app->rows).main;
}

/* From now on the window stays where it is now. */
static void hold_still(struct app *app)
{
    if (!app->view.follow)
        return;
    struct bars bars;
    bars_layout(&bars, &app->view, main_part(app));
    app->view.top = bars.top;
    if (app->view.mode == VIEW_CHAIN) {
        struct mems_node node;
        bool found = mems_node_at(timeline_heap(app->timeline), bars_focus(&app->view), &node);
        app->view.top = found ? node.index : 0;
    }
    app->view.follow = false;
}

static unsigned scroll(struct app *app, int64_t rows)
{
    uint64_t *top = &app->view.top, nodes, last;
    if (app->race != NULL)
        return racing_scroll(app, rows);
    if (app->view.survey.open)
        return surveying_scroll(app, rows);
    hold_still(app);
    if (app->view.mode == VIEW_CHAIN) {
        nodes = mems_heap_totals(timeline_heap(app->timeline)).nodes;
        last = nodes > 0 ? nodes - 1 : 0;
        *top = chain_top(main_part(app), &app->view);
    } else {
        struct bars bars;
        bars_layout(&bars, &app->view, main_part(app));
        last = layout_last(&bars.scale, bars.total, bars.at.rows);
        *top = *top < last ? *top : last;
    }
    if (rows < 0)
        *top -= *top < (uint64_t)-rows ? *top : (uint64_t)-rows;
    else
        *top = last - *top < (uint64_t)rows ? last : *top + (uint64_t)rows;
    return APP_DRAW;
}

void app_show(struct app *app, uint64_t address)
{
    const mems_heap *heap = timeline_heap(app->timeline);
    if (app->view.survey.open)
        surveying_show(app, address);
    hold_still(app);
    if (app->view.mode == VIEW_CHAIN) {
        struct mems_node node;
        if (mems_node_at(heap, address, &node))
            app->view.top = node.index;
        return;
    }
    struct bars bars;
    uint64_t row;
    bars_layout(&bars, &app->view, main_part(app));
    if (!layout_row_of(heap, &bars.scale, address, &row))
        return;
    uint64_t height = (uint64_t)(bars.at.rows > 0 ? bars.at.rows : 1);
    if (row < bars.top + 2 || row + 2 > bars.top + height)
        app->view.top = layout_top(bars.total, bars.at.rows, row);
}

static unsigned zoom(struct app *app, int direction)
{
    const mems_heap *heap = timeline_heap(app->timeline);
    if (app->race != NULL)
        return racing_zoom(app, direction);
    if (app->view.survey.open)
        return surveying_zoom(app, direction);
    struct rect at = main_part(app);
    uint64_t kept = app->view.has_selection ? app->view.selected : bars_focus(&app->view);
    if (app->view.mode == VIEW_CHAIN) {
        app_say(app, false, "zoom is for the bars; C goes there");
        return APP_DRAW;
    }
    int before = app->view.zoom;
    app->view.zoom = direction == 0 ? 0
                                    : layout_zoom(heap, before, bars_room(&app->view, at),
                                                  at.rows, direction);
    if (app->view.zoom == before && direction != 0)
        app_say(app, false, direction < 0 ? "a cell is a byte already" : "this is the whole heap");
    if (!app->view.follow || app->view.has_selection)
        app_show(app, kept);
    return APP_DRAW;
}

static unsigned zoom_rows(struct app *app, int direction)
{
    return app->view.survey.open ? surveying_zoom_bytes(app, direction) : zoom(app, direction);
}

/* ---- Selecting ---- */

void app_select(struct app *app, uint64_t address)
{
    struct mems_segment segment;
    if (!mems_segment_at(timeline_heap(app->timeline), address, &segment))
        return;
    app->view.has_selection = true;
    app->view.selected = address;
    app->view.moments.lit_size = 0;
    app_show(app, segment.start);
    living_select(app, address);
}

static unsigned select_step(struct app *app, bool forward)
{
    struct mems_segment segment;
    if (app->race != NULL)
        return racing_select(app, forward);
    if (!view_segment_or_first(&app->view, &segment)) {
        app_say(app, false, "nothing to select: no node is mapped yet");
        return APP_DRAW;
    }
    if (app->view.has_selection &&
        !view_next_segment(timeline_heap(app->timeline), &segment, forward))
        app_say(app, false, forward ? "this is the last segment" : "this is the first segment");
    app_select(app, segment.start);
    return APP_DRAW;
}

static unsigned unselect(struct app *app)
{
    if (finding_drop(app)) {
        app_say(app, false, "search given up");
        return APP_DRAW;
    }
    if (saving_drop(app)) {
        app_say(app, false, "saving given up: there is no such file");
        return APP_DRAW;
    }
    if (loading_stop(app))
        return APP_DRAW;
    if (replay_drop(app)) {
        app_say(app, false, "replay given up: this is the run as it was");
        return APP_DRAW;
    }
    if (app->race != NULL && app->view.block == 0 && app->view.follow)
        return racing_toggle(app);
    if (!app->view.has_selection && surveying_close(app))
        return APP_DRAW;
    app->view.block = 0;
    app->view.has_selection = false;
    app->view.bytes = false;
    app->view.follow = true;
    return APP_DRAW;
}

/* ---- Changing ---- */

static unsigned offer_malloc(struct app *app)
{
    return loading_refuses(app, "typing") ? APP_DRAW : command_open(app, "malloc ");
}

static unsigned offer_free(struct app *app)
{
    if (loading_refuses(app, "typing"))
        return APP_DRAW;
    struct mems_segment segment;
    char line[COMMAND_SIZE] = "free ", name[128];
    if (view_segment(&app->view, &segment) && segment.kind == MEMS_PROCESS) {
        uint32_t id = timeline_name(app->timeline, &segment);
        uint64_t address;
        if (id != NO_NAME && timeline_find(app->timeline, id, &address) &&
            address == segment.start)
            snprintf(name, sizeof name, "%s", ops_name(timeline_ops(app->timeline), id));
        else
            snprintf(name, sizeof name, "@%llu", (unsigned long long)segment.start);
        snprintf(line, sizeof line, "free %s", name);
    }
    return command_offer(app, line, strlen(line) > 5 ? 5 : 0);
}

static unsigned undo(struct app *app, bool again)
{
    replay_drop(app);
    finding_drop(app);
    bool done = again ? timeline_redo_edit(app->timeline) : timeline_undo_edit(app->timeline);
    surveying_forget(app);
    app_go(app, timeline_step(app->timeline));
    if (!done)
        app_say(app, false, again ? "nothing was taken back" : "nothing was typed here");
    else
        app_say(app, false,
                again ? "made again" : "taken back: the future as it was; U makes it again");
    return APP_DRAW;
}

static unsigned toggle(bool *flag)
{
    *flag = !*flag;
    return APP_DRAW;
}

static unsigned show_bytes(struct app *app)
{
    bool opens = !app->view.bytes || app->view.why.on;
    app_close_panels(app);
    app->view.bytes = opens;
    return APP_DRAW;
}

#define PHYSICAL_COLS 60 /* so many hold the header of a node with its physical address */

static unsigned show_physical(struct app *app)
{
    app->view.physical = !app->view.physical;
    if (app->view.physical && app->cols < PHYSICAL_COLS)
        app_say(app, false, "@ needs %d columns: physical addresses", PHYSICAL_COLS);
    return APP_DRAW;
}

/* Nothing moves at once, whichever it is. */
static unsigned toggle_follow(struct app *app)
{
    app->view.follow = !app->view.follow;
    app_say(app, false, app->view.follow ? "follows what is touched" : "stays where it is");
    return APP_DRAW;
}

static unsigned switch_view(struct app *app)
{
    if (!surveying_close(app) && !numbering_close(app))
        app->view.mode = app->view.mode == VIEW_BARS ? VIEW_CHAIN : VIEW_BARS;
    app->view.follow = true;
    app->view.top = 0;
    if (app->view.has_selection)
        app_show(app, app->view.selected);
    return APP_DRAW;
}

/* Whether a view that is open made something of the action; the first that does. */
static bool view_does(struct app *app, enum action action, uint32_t count)
{
    return (app->view.predict.open && predict_do(app, action)) ||
           (app->view.life != NULL && living_do(app, action, count)) ||
           (app->view.moments.between != NULL && comparing_do(app, action, count)) ||
           (app->view.why.on && why_do(app, action, count)) ||
           (app->view.measures != NULL && numbering_do(app, action, count)) ||
           (app->branches.choosing != CHOOSING_NOTHING && branching_do(app, action, count));
}

unsigned app_do(struct app *app, enum action action)
{
    loading_return(app);
    if (verifying_refuses(app, action) || saving_refuses(app, action) ||
        racing_refuses(app, action))
        return APP_DRAW;
    uint32_t count = app->count > 0 ? app->count : 1;
    if (view_does(app, action, count))
        return APP_DRAW;
    switch (action) {
    case ACTION_PLAY: return play(app);
    case ACTION_STEP: return go_on(app, forward_by(app, count_or_one(app)));
    case ACTION_BACK: return app_go(app, back_by(app, count_or_one(app)));
    case ACTION_STOP_NEXT: return go_halt(app);
    case ACTION_STOP_PREVIOUS: return app_go(app, previous_halt(app));
    case ACTION_CHAPTER_NEXT: return go_chapter(app, true);
    case ACTION_CHAPTER_PREVIOUS: return go_chapter(app, false);
    case ACTION_HOME: return app_go(app, 0);
    case ACTION_END: return go_end(app);
    case ACTION_GOTO: return app->count > 0 ? app_go(app, count) : command_open(app, "goto ");
    case ACTION_FIND: return command_open(app, "/");
    case ACTION_FIND_NEXT: return finding_again(app, true);
    case ACTION_FIND_PREVIOUS: return finding_again(app, false);
    case ACTION_FASTER: return change_rate(app, true);
    case ACTION_SLOWER: return change_rate(app, false);
    case ACTION_MARK_HERE: return comparing_mark_here(app);
    case ACTION_COMPARE: return comparing_toggle(app);
    case ACTION_SWAP: return comparing_swap(app);
    case ACTION_DIFFER_NEXT: return racing_differ(app, true);
    case ACTION_DIFFER_PREVIOUS: return racing_differ(app, false);
    case ACTION_RACE: return racing_toggle(app);
    case ACTION_VIEW: return switch_view(app);
    case ACTION_RUN: return surveying_toggle(app);
    case ACTION_NUMBERS: return numbering_toggle(app);
    case ACTION_ZOOM_IN: return zoom(app, -1);
    case ACTION_ZOOM_OUT: return zoom(app, 1);
    case ACTION_ZOOM_PAGE: return zoom(app, 0);
    case ACTION_ROWS_IN: return zoom_rows(app, -1);
    case ACTION_ROWS_OUT: return zoom_rows(app, 1);
    case ACTION_UP: return scroll(app, -(int64_t)count);
    case ACTION_DOWN: return scroll(app, (int64_t)count);
    case ACTION_FOLLOW: return toggle_follow(app);
    case ACTION_HEX: return toggle(&app->view.hex);
    case ACTION_PHYSICAL: return show_physical(app);
    case ACTION_LIFE: return living_toggle(app);
    case ACTION_BYTES: return show_bytes(app);
    case ACTION_THEME:
        return app_use_theme(app, (enum theme)((app->view.theme + 1) % THEME_COUNT));
    case ACTION_WHY: return why_toggle(app);
    case ACTION_PREDICT: return predict_toggle(app);
    case ACTION_SELECT_NEXT: return select_step(app, true);
    case ACTION_SELECT_PREVIOUS: return select_step(app, false);
    case ACTION_SELECT_TOUCHED:
        app->view.has_selection = false;
        app->view.block = 0;
        return select_step(app, true);
    case ACTION_UNSELECT: return unselect(app);
    case ACTION_WHATIF: return branching_ask(app);
    case ACTION_BRANCH: return branching_list(app);
    case ACTION_MALLOC: return offer_malloc(app);
    case ACTION_FREE: return offer_free(app);
    case ACTION_UNDO: return undo(app, false);
    case ACTION_REDO: return undo(app, true);
    case ACTION_REPLAY: return app_replay(app, (app->options.policy + 1) % MEMS_POLICIES);
    case ACTION_SAVE: return command_open(app, "save ");
    case ACTION_COMMAND: return command_open(app, "");
    case ACTION_HELP: return helping_open(app);
    case ACTION_PRESENT: return presenting_open(app, PRESENT_SLIDE);
    case ACTION_VERIFY: return verifying_toggle(app);
    case ACTION_REDRAW: return APP_DRAW | APP_REDRAW_ALL;
    case ACTION_QUIT: return APP_QUIT;
    case ACTION_NONE:
    case ACTION_COUNT: break;
    }
    return APP_NOTHING;
}
