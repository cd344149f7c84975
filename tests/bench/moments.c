/* moments.c: milliseconds of two moments on a recording, 200x60: until there is a first
 * picture, until all is exact, and the same after stepping, travelling and zooming, each
 * with its frames. Not part of make check.
 *
 *   moments FILE [INPUTS] */
#include "app.h"
#include "scene.h"

#include <stdio.h>
#include <stdlib.h>

#define COLS 200
#define ROWS 60

/* From an input to the picture in which nothing is missing. */
static void measure(struct app *app, struct frame *frame, const char *what)
{
    double start = scene_clock(), first, before, longest = 0, painted;
    int slices = 0;
    if (what[1] == '\0')
        app_key(app, (unsigned char)what[0]);
    else
        app_command(app, what);
    app_draw(app, frame);
    first = (scene_clock() - start) * 1e3;
    for (; app_busy(app) >= 0; slices++) {
        before = scene_clock();
        app_tick(app, 0);
        app_draw(app, frame);
        if ((scene_clock() - before) * 1e3 > longest)
            longest = (scene_clock() - before) * 1e3;
    }
    before = scene_clock();
    app_draw(app, frame);
    painted = (scene_clock() - before) * 1e3;
    printf("%-20s %9.2f %9.2f %9.2f %7d %9.2f\n", what, first, (scene_clock() - start) * 1e3,
           longest, slices, painted);
}

int main(int argc, char **argv)
{
    static const char *const inputs[] = {
        "compare 40% 60%", ".", ",", "goto 61%", "-", "-", "-", "zoom whole", ".", "D", "D",
        "compare 0 end", "zoom whole", "compare end 0", "goto 50%", ".", "compare 10% 90%",
    };
    int random = argc > 2 ? atoi(argv[2]) : 5;
    struct frame frame = {0};
    if (argc < 2) {
        fprintf(stderr, "usage: moments FILE [INPUTS]\n");
        return 2;
    }
    struct app *app = scene_app(argv[1], COLS, ROWS);
    if (!frame_resize(&frame, COLS, ROWS))
        return 1;
    printf("%-20s %9s %9s %9s %7s %9s   (ms)\n", "input", "first", "exact", "slice", "slices",
           "frame");
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        measure(app, &frame, inputs[i]);
    for (int i = 0; i < random; i++) {
        char line[32];
        snprintf(line, sizeof line, "goto %llu",
                 (unsigned long long)scene_random(timeline_end(app_view(app)->timeline)));
        measure(app, &frame, line);
    }
    return 0;
}
