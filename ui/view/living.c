/* living.c: the life of a byte or of a block: opened, kept true to the timeline
 * that is shown, and moved about in. It is learnt in slices. */
#include "app_state.h"
#include "clock.h"
#include "paint.h"
#include "parts.h"

#include <stdio.h>

#define SLICE_MS 20
#define STEPS_A_LOOK 4096u

/* ---- Opening and closing ---- */

static void forget(struct app *app)
{
    life_close(&app->living.life);
    app->view.life = NULL;
}

bool living_close(struct app *app)
{
    bool was_on = app->view.life != NULL;
    forget(app);
    return was_on;
}

static void find_row(struct app *app)
{
    if (app->living.life.count > 0)
        app->view.life_row = life_at(&app->living.life, timeline_step(app->timeline));
}

/* Shows a life that was just begun. */
static unsigned begin(struct app *app, struct life life)
{
    app_close_panels(app); /* it has the same place */
    app->living.life = life;
    app->living.of = app->timeline;
    app->living.edits = timeline_edits(app->timeline);
    app->living.end = timeline_end(app->timeline);
    if (life.of == LIFE_OF_BLOCK && life.count > 0)
        app->living.op = timeline_event(app->timeline, life.spans[0].step).op;
    app->view.life = &app->living.life;
    app->view.playing = false;
    return living_slice(app);
}

static unsigned of_byte(struct app *app, uint64_t address)
{
    app->living.byte = address;
    app->view.has_selection = true;
    app->view.selected = address;
    app_check_selection(app); /* nothing is mapped there, or not yet */
    return begin(app, life_of_byte(address));
}

static unsigned of_block(struct app *app, uint32_t made)
{
    return begin(app, life_of_block(app->timeline, made));
}

/* What is selected, or was touched last; of a segment that is, its first byte. */
static unsigned open_here(struct app *app)
{
    struct mems_segment segment;
    if (!view_segment_or_first(&app->view, &segment)) {
        app_say(app, false, "nothing to look at: no node is mapped yet");
        return APP_DRAW;
    }
    bool inside = app->view.has_selection && app->view.selected - segment.start < segment.size;
    return of_byte(app, inside ? app->view.selected : segment.start);
}

unsigned living_toggle(struct app *app)
{
    const struct life *life = app->view.life;
    if (life == NULL)
        return open_here(app);
    if (life->of == LIFE_OF_BLOCK)
        return of_byte(app, app->living.byte);
    uint32_t maker = life->count > 0 ? life->spans[app->view.life_row].maker : 0;
    if (maker > 0)
        return of_block(app, maker);
    app_say(app, false, "no block had the byte then: choose a row of one, or Escape");
    return APP_DRAW;
}

unsigned living_show(struct app *app, uint64_t address, bool block)
{
    struct mems_segment segment;
    uint32_t made = 0;
    if (block && mems_segment_at(timeline_heap(app->timeline), address, &segment))
        made = timeline_maker(app->timeline, &segment);
    if (made == 0)
        return of_byte(app, address);
    app->living.byte = address;
    app->view.has_selection = true;
    app->view.selected = address;
    app_show(app, address);
    return of_block(app, made);
}

void living_select(struct app *app, uint64_t address)
{
    if (app->view.life != NULL)
        living_show(app, address, app->view.life->of == LIFE_OF_BLOCK);
}

/* ---- Kept true ---- */

/* Something was typed or taken back, or another run is shown: begins anew. */
static void begin_anew(struct app *app)
{
    struct life *life = &app->living.life;
    uint32_t born = life->count > 0 ? life->spans[0].step : 0;
    if (life->of == LIFE_OF_BYTE)
        begin(app, life_of_byte(life->address));
    else if (timeline_event(app->timeline, born).has_malloc &&
             timeline_event(app->timeline, born).op == app->living.op)
        of_block(app, born);
    else
        forget(app);
}

void living_refresh(struct app *app)
{
    if (app->view.life == NULL)
        return;
    size_t edits = timeline_edits(app->timeline);
    bool same = app->living.of == app->timeline && app->living.edits == edits &&
                (edits == 0 || app->living.end == timeline_end(app->timeline));
    if (!same)
        begin_anew(app);
    find_row(app);
}

bool living_waits(const struct app *app)
{
    const struct life *life = app->view.life;
    return life != NULL && life_more(life, app->timeline);
}

unsigned living_slice(struct app *app)
{
    int64_t until = clock_ms() + SLICE_MS;
    loading_return(app);
    while (life_look(&app->living.life, app->timeline, STEPS_A_LOOK) && clock_ms() < until)
        continue;
    find_row(app);
    return APP_DRAW;
}

int living_share(const struct app *app)
{
    return (int)((uint64_t)app->living.life.looked * 1000 / timeline_known(app->timeline));
}

/* ---- Moving ---- */

static bool move(struct app *app, int64_t rows)
{
    size_t *row = &app->view.life_row, last = app->living.life.count;
    last -= last > 0;
    if (rows < 0)
        *row -= *row < (uint64_t)-rows ? *row : (size_t)-rows;
    else
        *row = last - *row < (uint64_t)rows ? last : *row + (size_t)rows;
    return true;
}

/* The byte, or where the block lies after that step, or lay before. */
static uint64_t address_of(const struct app *app, const struct life_span *span)
{
    if (app->living.life.of == LIFE_OF_BYTE)
        return app->living.life.address;
    struct event event = timeline_event(app->timeline, span->step);
    return span->maker > 0 ? event.malloc.address : event.free.address;
}

static void travel(struct app *app)
{
    if (app->living.life.count == 0)
        return;
    struct life_span span = app->living.life.spans[app->view.life_row];
    app_go(app, span.step);
    app->view.selected = address_of(app, &span);
    app->view.has_selection = true;
    app_check_selection(app);
}

bool living_do(struct app *app, enum action action, uint32_t count)
{
    switch (action) {
    case ACTION_UP: return move(app, -(int64_t)count);
    case ACTION_DOWN: return move(app, (int64_t)count);
    case ACTION_SELECT_TOUCHED: travel(app); return true;
    case ACTION_BYTES: living_close(app); return false;
    case ACTION_UNSELECT: return !app->finding.on && living_close(app);
    default: return false;
    }
}

bool living_click(struct app *app, int x, int y)
{
    struct parts parts = screen_parts(&app->view, app->cols, app->rows);
    size_t row;
    if (!rect_holds(parts.details, x, y))
        return false;
    if (life_row_at(parts.details, &app->view, y, &row)) {
        app->view.life_row = row;
        travel(app);
    }
    return true;
}
