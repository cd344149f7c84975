/* surveying.c: the whole run at once is opened, steered and counted, in slices.
 *
 * A rough table of all steps is filled while a workload is loaded, so that there is
 * a picture at once; then the window that is shown is counted exactly. Both hold
 * for the steps there are: whoever changes those calls surveying_forget. */
#include "app_state.h"
#include "bars.h"
#include "clock.h"
#include "paint.h"
#include "survey.h"

#define FIRST_MS 20     /* until there is a picture, however rough */
#define SLICE_MS 20
#define EVENTS_A_LOOK 8192 /* between two looks at the clock */

static struct survey survey_of(const struct app *app)
{
    return survey_layout(&app->view, app->cols, app->rows);
}

/* ---- Counting ---- */

void surveying_forget(struct app *app)
{
    overview_close(&app->coarse);
    overview_close(&app->exact);
}

/* Walks until that is done, or the time is over. */
static void walk(struct overview *overview, const struct timeline *timeline, int64_t until)
{
    bool done;
    do
        done = overview_walk(overview, timeline, EVENTS_A_LOOK);
    while (!done && clock_ms() < until);
}

void surveying_learn(struct app *app, int64_t until)
{
    struct overview *coarse = &app->coarse;
    if (coarse->used != NULL || overview_open_whole(coarse, app->timeline))
        walk(coarse, app->timeline, until); /* without memory there is no first picture */
}

/* Whether there is nothing to count: without memory that is all that can be done. */
static bool is_done(const struct app *app, const struct survey *survey)
{
    return survey_is_exact(&app->view, survey) ||
           (app->exact.used == NULL && survey_is_counted(&app->view, survey));
}

/* While a workload is loaded windows change all the time: they are not counted. */
bool surveying_busy(const struct app *app)
{
    if (!app->view.survey.open || app->loading.on)
        return false;
    struct survey survey = survey_of(app);
    return !is_done(app, &survey);
}

int surveying_share(const struct app *app)
{
    const struct overview *exact = &app->exact;
    struct survey survey = survey_of(app);
    if (!survey_is_counted(&app->view, &survey) || exact->window.columns == 0)
        return 0;
    return (int)((uint64_t)exact->done * 1000 / exact->window.columns);
}

static void count(struct app *app, const struct survey *survey, int64_t until)
{
    if (app->loading.on || is_done(app, survey))
        return;
    if (!survey_is_counted(&app->view, survey)) {
        overview_close(&app->exact);
        if (!overview_open(&app->exact, survey->window)) { /* once is enough */
            app_say(app, true, "no memory to count this exactly");
            return;
        }
    }
    walk(&app->exact, app->timeline, until);
}

unsigned surveying_slice(struct app *app)
{
    struct survey survey = survey_of(app);
    count(app, &survey, clock_ms() + SLICE_MS);
    return APP_DRAW;
}

/* The window moves only as far as it must; what it shows is counted at once, if
 * that takes no time. */
void surveying_update(struct app *app)
{
    int64_t now = clock_ms();
    if (!app->view.survey.open)
        return;
    struct survey survey = survey_of(app);
    app->view.survey.first = survey.window.first;
    app->view.survey.low = survey.window.start;
    surveying_learn(app, now + FIRST_MS / 2);
    count(app, &survey, now + FIRST_MS);
}

/* ---- Opening ---- */

bool surveying_close(struct app *app)
{
    bool open = app->view.survey.open;
    app->view.survey.open = false;
    return open;
}

unsigned surveying_toggle(struct app *app)
{
    struct survey_state *state = &app->view.survey;
    if (surveying_close(app))
        return APP_DRAW;
    app_close_panels(app);
    state->open = true;
    state->steps_zoom = state->bytes_zoom = 0;
    surveying_update(app);
    return APP_DRAW;
}

/* ---- Zoom ---- */

/* The present moment comes to the middle. */
static unsigned zoom_steps(struct app *app, int direction)
{
    struct survey_state *state = &app->view.survey;
    uint32_t span = survey_of(app).window.span;
    if (direction < 0 && span == 1)
        app_say(app, false, "a column is a step already");
    else if (direction > 0 && state->steps_zoom == 0)
        app_say(app, false, "these are all steps; _ shows more addresses");
    else
        state->steps_zoom -= direction;
    while (direction > 0 && state->steps_zoom > 0 && survey_of(app).window.span == span)
        state->steps_zoom--; /* the screen may have been smaller */
    state->first = UINT32_MAX;
    surveying_update(app);
    return APP_DRAW;
}

static void centre(struct app *app, uint64_t address)
{
    struct survey survey = survey_of(app);
    uint64_t half = survey.window.rows / 2 * survey.window.bytes;
    app->view.survey.low = address > half ? address - half : 0;
}

void surveying_show(struct app *app, uint64_t address)
{
    struct survey survey = survey_of(app);
    uint32_t row;
    if (!survey_row(&survey, address, &row))
        centre(app, address);
    surveying_update(app);
}

unsigned surveying_zoom_bytes(struct app *app, int direction)
{
    struct survey_state *state = &app->view.survey;
    uint64_t bytes = survey_of(app).window.bytes;
    uint64_t focus = app->view.has_selection ? app->view.selected : bars_focus(&app->view);
    if (direction < 0 && bytes == 1)
        app_say(app, false, "a row is a byte already");
    else if (direction > 0 && state->bytes_zoom == 0)
        app_say(app, false, "these are all addresses; - shows more steps");
    else
        state->bytes_zoom -= direction;
    while (direction > 0 && state->bytes_zoom > 0 && survey_of(app).window.bytes == bytes)
        state->bytes_zoom--;
    centre(app, focus);
    surveying_update(app);
    return APP_DRAW;
}

unsigned surveying_zoom(struct app *app, int direction)
{
    if (direction != 0)
        return zoom_steps(app, direction);
    app->view.survey.steps_zoom = app->view.survey.bytes_zoom = 0;
    surveying_update(app);
    return APP_DRAW;
}

/* ---- Moving ---- */

unsigned surveying_scroll(struct app *app, int64_t rows)
{
    struct survey survey = survey_of(app);
    uint64_t count = (uint64_t)(rows < 0 ? -rows : rows), low = survey.window.start;
    uint64_t bytes = survey.window.bytes * (count < survey.rows_all ? count : survey.rows_all);
    if (rows < 0)
        app->view.survey.low = low + bytes;
    else
        app->view.survey.low = low > bytes ? low - bytes : 0;
    if (survey.rows_all == survey.window.rows)
        app_say(app, false, "these are all addresses; * shows fewer, larger");
    surveying_update(app);
    return APP_DRAW;
}

uint32_t surveying_steps(const struct app *app)
{
    return survey_of(app).window.span;
}

bool surveying_time_at(const struct app *app, int x, int y)
{
    return rect_holds(survey_of(app).timeline, x, y);
}

/* The step that a column means: its first one; the present one stays. */
static uint32_t step_of(const struct app *app, const struct survey *survey, uint32_t column)
{
    uint64_t first = survey->window.first + (uint64_t)column * survey->window.span;
    uint64_t after = first + window_steps(&survey->window, column);
    uint32_t present = timeline_step(app->timeline);
    return present >= first && present < after ? present : (uint32_t)first;
}

static unsigned click_map(struct app *app, const struct survey *survey, uint32_t column, int y)
{
    uint32_t row;
    unsigned reaction = app_go(app, step_of(app, survey, column));
    if (survey_row_at(survey, y, &row))
        app_select(app, survey->window.start + row * survey->window.bytes);
    return reaction;
}

unsigned surveying_click(struct app *app, int x, int y)
{
    struct survey survey = survey_of(app);
    uint32_t column;
    if (rect_holds(survey.timeline, x, y))
        return app_go(app, timeline_step_at(survey.timeline, &app->view, x));
    if (rect_holds(survey.footer, x, y))
        return app_do(app, footer_action(survey.footer, &app->view, survey.left_out, x));
    if (!survey_column_at(&survey, x, &column))
        return APP_NOTHING;
    if (rect_holds(survey.axis, x, y))
        return app_go(app, survey_sign_step(&app->view, &survey, column));
    return rect_holds(survey.map, x, y) ? click_map(app, &survey, column, y) : APP_NOTHING;
}
