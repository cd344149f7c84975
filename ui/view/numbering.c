/* numbering.c: the screen of numbers opened, kept true to the steps that are known,
 * and moved about in. Nothing is counted here: the timeline knows them all. */
#include "app_state.h"
#include "board.h"
#include "paint.h"

bool numbering_close(struct app *app)
{
    bool was_on = app->view.measures != NULL;
    app->view.measures = NULL;
    return was_on;
}

void numbering_refresh(struct app *app)
{
    if (app->view.measures != NULL)
        timeline_measures(app->timeline, app->measures);
}

unsigned numbering_show(struct app *app, enum number number)
{
    app_close_panels(app);
    app->view.measures = app->measures;
    app->view.number = number;
    numbering_refresh(app);
    return APP_DRAW;
}

unsigned numbering_toggle(struct app *app)
{
    return numbering_close(app) ? APP_DRAW : numbering_show(app, app->view.number);
}

/* ---- Moving ---- */

static unsigned choose(struct app *app, int64_t rows)
{
    int64_t number = (int64_t)app->view.number + rows;
    app->view.number = (enum number)(number < 0 ? 0 : number >= NUMBERS ? NUMBERS - 1 : number);
    return APP_DRAW;
}

static unsigned go_to_peak(struct app *app)
{
    const struct measure *measure = &app->measures[app->view.number];
    if (measure->peak > 0)
        return app_go(app, measure->at);
    app_say(app, false, "there was none of it at any step that is known");
    return APP_DRAW;
}

bool numbering_do(struct app *app, enum action action, uint32_t count)
{
    switch (action) {
    case ACTION_UP: choose(app, -(int64_t)count); return true;
    case ACTION_DOWN: choose(app, (int64_t)count); return true;
    case ACTION_SELECT_TOUCHED: go_to_peak(app); return true;
    case ACTION_UNSELECT: return !app->finding.on && !app->loading.on && numbering_close(app);
    case ACTION_ZOOM_IN:
    case ACTION_ZOOM_OUT:
    case ACTION_ZOOM_PAGE:
    case ACTION_ROWS_IN:
    case ACTION_ROWS_OUT:
    case ACTION_FOLLOW:
    case ACTION_SELECT_NEXT:
    case ACTION_SELECT_PREVIOUS:
        app_say(app, false, "that is for the picture of the heap; s goes back to it");
        return true;
    default: return false;
    }
}

unsigned numbering_click(struct app *app, int x, int y)
{
    struct board board = board_layout(&app->view, app->cols, app->rows);
    enum number number;
    if (rect_holds(board.footer, x, y))
        return app_do(app, footer_action(board.footer, &app->view, board.left_out, x));
    if (board_number_at(&board, &app->view, x, y, &number)) {
        bool again = number == app->view.number;
        app->view.number = number;
        return again ? go_to_peak(app) : APP_DRAW;
    }
    if (rect_holds(board.rule, x, y))
        return go_to_peak(app);
    if (board_time_at(&board, x, y))
        return app_go(app, timeline_step_at(board.timeline, &app->view, x));
    return APP_NOTHING;
}

bool numbering_time_at(const struct app *app, int x, int y)
{
    struct board board = board_layout(&app->view, app->cols, app->rows);
    return board_time_at(&board, x, y);
}
