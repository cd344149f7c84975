/* travel.c: going to a step, and saying something: what all parts of the app do. */
#include "app_state.h"

#include <stdarg.h>
#include <stdio.h>

void app_say(struct app *app, bool is_error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(app->view.message, sizeof app->view.message, format, arguments);
    va_end(arguments);
    app->view.message_is_error = is_error;
    app->loading.says = false;
}

void app_hush(struct app *app)
{
    app->view.message[0] = '\0';
    app->view.message_is_error = false;
    app->loading.says = false;
}

void app_set_medium(struct app *app, const struct medium *medium)
{
    app->view.medium = *medium;
}

void app_bare(struct app *app)
{
    app->view.bare = true;
}

void app_listed(struct app *app)
{
    app->view.listed = true;
}

unsigned app_use_theme(struct app *app, enum theme theme)
{
    if (app->view.medium.colourless) {
        app_say(app, false, "there are no colours here: themes are all alike");
        return APP_DRAW;
    }
    app->view.theme = theme;
    app_say(app, false, "theme %s", theme_name(theme));
    return APP_DRAW | APP_REDRAW_ALL;
}

void app_close_panels(struct app *app)
{
    static bool (*const closes[OPENED_COUNT])(struct app *) = {
        [OPENED_SURVEY] = surveying_close, [OPENED_NUMBERS] = numbering_close,
        [OPENED_MOMENTS] = comparing_close, [OPENED_WHY] = why_close,
        [OPENED_LIFE] = living_close, [OPENED_WHATIF] = branching_close,
        [OPENED_BRANCHES] = branching_close,
    };
    enum opened opened = view_opened(&app->view);
    if (closes[opened] != NULL)
        closes[opened](app);
    app->view.bytes = false;
}

void app_check_selection(struct app *app)
{
    struct mems_segment segment;
    if (app->view.has_selection &&
        !mems_segment_at(timeline_heap(app->timeline), app->view.selected, &segment))
        app->view.has_selection = false;
}

unsigned app_go(struct app *app, uint32_t step)
{
    uint32_t here = timeline_step(app->timeline), end = app_reach(app);
    uint32_t wanted = step < end ? step : end;
    if (verifying_refuses(app, ACTION_GOTO))
        return APP_DRAW;
    app->view.playing = false;
    app->view.follow = true;
    app->loading.follows = false;
    app_hush(app);
    if (app_seek(app, wanted) < wanted)
        app_say(app, true, "out of memory: the timeline can go no further");
    else if (app->loading.on && (step > wanted || (step == end && wanted == here)))
        app_say(app, false, "this is as far as it is known yet; End follows the newest step");
    if (!verifying_event(app))
        return APP_DRAW;
    app_check_selection(app);
    living_refresh(app);
    comparing_refresh(app);
    why_refresh(app);
    numbering_refresh(app);
    predict_refresh(app);
    branching_refresh(app);
    presenting_refresh(app);
    surveying_update(app);
    return APP_DRAW;
}
