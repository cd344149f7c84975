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
}

static bool segment_still_there(const struct app *app)
{
    struct mems_segment segment;
    return mems_segment_at(timeline_heap(app->timeline), app->view.selected, &segment);
}

unsigned app_go(struct app *app, uint32_t step)
{
    uint32_t end = timeline_end(app->timeline);
    uint32_t wanted = step < end ? step : end;
    app->view.playing = false;
    app->view.follow = true;
    app->view.message[0] = '\0';
    if (timeline_seek(app->timeline, wanted) < wanted)
        app_say(app, true, "out of memory: the timeline can go no further");
    if (app->view.has_selection && !segment_still_there(app))
        app->view.has_selection = false;
    return APP_DRAW;
}
