/* survey.c: milliseconds of the whole run at once, 200x60, on a recording: what
 * filling its rough table adds to loading, until there is a first picture, until it
 * is exact, and the same after zooming and travelling. Not part of make check.
 *
 *   survey FILE [INPUTS] */
#include "app.h"
#include "scene.h"
#include "survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLS 200
#define ROWS 60

struct times {
    double first;   /* until a picture is painted */
    double longest; /* of the slices after it, each with its frame */
    double exact;   /* until it is exact, the first included */
    int slices;
    char says[64];  /* of the first picture */
};

/* From an input to the exact picture. */
static struct times measure(struct app *app, struct frame *frame, const char *command, uint32_t key)
{
    struct times times = {.slices = 0};
    double start = scene_clock(), before;
    if (command != NULL)
        app_command(app, command);
    else
        app_key(app, key);
    app_draw(app, frame);
    times.first = (scene_clock() - start) * 1e3;
    struct survey survey = survey_layout(app_view(app), COLS, ROWS);
    survey_says(app_view(app), &survey, times.says, sizeof times.says);
    for (; app_busy(app) >= 0; times.slices++) {
        before = scene_clock();
        app_tick(app, 0);
        app_draw(app, frame);
        if ((scene_clock() - before) * 1e3 > times.longest)
            times.longest = (scene_clock() - before) * 1e3;
    }
    times.exact = (scene_clock() - start) * 1e3;
    return times;
}

static void report(const char *what, const struct times *times)
{
    printf("%-16s %9.2f %9.2f %9.2f %7d   %s\n", what, times->first, times->exact, times->longest,
           times->slices, times->says);
}

int main(int argc, char **argv)
{
    static const char *const keys = "++++++**-*+__-0";
    int inputs = argc > 2 ? atoi(argv[2]) : 20;
    struct frame frame = {0};
    if (argc < 2) {
        fprintf(stderr, "usage: survey FILE [INPUTS]\n");
        return 2;
    }
    struct app *app = scene_app(argv[1], COLS, ROWS);
    if (!frame_resize(&frame, COLS, ROWS))
        return 1;
    printf("%-16s %9s %9s %9s %7s   (ms)\n", "input", "first", "exact", "slice", "slices");
    app_command(app, "goto 50%");
    struct times times = measure(app, &frame, NULL, 't');
    report("t", &times);
    for (size_t i = 0; i < strlen(keys); i++) {
        char what[2] = {keys[i], '\0'};
        times = measure(app, &frame, NULL, (unsigned char)keys[i]);
        report(what, &times);
    }
    for (int i = 0; i < 3; i++)
        app_key(app, '+');
    for (int i = 0; i < inputs; i++) {
        char line[32];
        snprintf(line, sizeof line, "goto %llu",
                 (unsigned long long)scene_random(timeline_end(app_view(app)->timeline)));
        times = measure(app, &frame, line, 0);
        report(line, &times);
    }
    return 0;
}
