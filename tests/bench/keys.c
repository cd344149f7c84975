/* keys.c: milliseconds from a key to the painted screen, 200x60, on a
 * recording of which every step is known: what the app does, the frame, and
 * curses on the null device. Not part of make check.
 *
 *   keys FILE [INPUTS [COMMAND]]
 *
 * COMMAND is typed first: "race first,best". Inputs are drawn by lot: seeks anywhere
 * and clicks on the timeline, steps, zooms, scrolling, selecting, the other view, "Why
 * here?", a slice of its walk. */
#include "app.h"
#include "scene.h"
#include "screen.h"

#include <stdio.h>
#include <stdlib.h>

#define PLACE ((uintptr_t)0x4d454d530000)
#define COLS 200
#define ROWS 60

enum kind { SEEK, CLICK, STEP, ZOOM, SCROLL, SELECT, VIEW, WHY, SLICE, KINDS };
static const char *const names[KINDS] = {
    "seek", "click", "step", "zoom", "scroll", "select", "view", "why", "slice",
};
static const unsigned weights[KINDS] = {3, 1, 6, 3, 4, 2, 1, 2, 4};

static enum kind lot(void)
{
    unsigned all = 0;
    for (int i = 0; i < KINDS; i++)
        all += weights[i];
    uint64_t at = scene_random(all);
    enum kind kind = SEEK;
    while (at >= weights[kind])
        at -= weights[kind++];
    return kind;
}

static uint32_t one_of(const uint32_t *keys, size_t count)
{
    return keys[scene_random(count)];
}

static void act(struct app *app, enum kind kind, uint32_t end)
{
    static const uint32_t steps[] = {K_RIGHT, K_RIGHT, K_LEFT}, zooms[] = {'+', '-', '+', '-', '0'};
    static const uint32_t scrolls[] = {K_UP, K_DOWN}, selects[] = {K_TAB, K_BACKTAB, K_ENTER};
    char line[64];
    switch (kind) {
    case SEEK:
        snprintf(line, sizeof line, "goto %llu", (unsigned long long)scene_random(end + UINT64_C(1)));
        app_command(app, line);
        break;
    case CLICK: app_click(app, 1 + (int)scene_random(150), ROWS - 2); break;
    case STEP: app_key(app, one_of(steps, 3)); break;
    case ZOOM: app_key(app, one_of(zooms, 5)); break;
    case SCROLL: app_key(app, one_of(scrolls, 2)); break;
    case SELECT: app_key(app, one_of(selects, 3)); break;
    case VIEW: app_key(app, 'C'); break;
    case WHY: app_key(app, 'w'); break;
    case SLICE: app_work(app); break;
    case KINDS: break;
    }
}

static struct app *open_app(const char *path)
{
    double start = scene_clock();
    struct ops *ops = scene_file(path);
    double read = scene_clock();
    struct mems_options options = *ops_options_view(ops);
    enum mems_error error;
    options.place = PLACE;
    struct app *app = app_open(ops, &options, "recording", THEME_DARK, &error);
    if (app == NULL)
        exit(1);
    app_learn(app, UINT32_MAX);
    printf("%s: %zu operations, read in %.2f s, learnt in %.2f s\n", path, ops_count(ops) - 1,
           read - start, scene_clock() - read);
    return app;
}

static struct screen *open_screen(void)
{
    struct screen_options options = {.in = fopen("/dev/null", "r"), .out = fopen("/dev/null", "w"),
                                     .term = "xterm-256color", .depth_set = true, .depth = DEPTH_256,
                                     .glyphs_set = true, .glyphs = GLYPHS_UTF8};
    const char *why;
    setenv("COLUMNS", "200", 1);
    setenv("LINES", "60", 1);
    struct screen *screen = screen_open(&options, &why);
    if (screen == NULL)
        fprintf(stderr, "keys: no screen: %s\n", why);
    return screen;
}

static void report(const char *what, double *times, size_t count)
{
    double p50 = scene_share(times, count, 0.5), p95 = scene_share(times, count, 0.95);
    double p99 = scene_share(times, count, 0.99), most = scene_share(times, count, 1);
    printf("%-8s %6zu %8.2f %8.2f %8.2f %8.2f\n", what, count, p50, p95, p99, most);
}

int main(int argc, char **argv)
{
    size_t inputs = argc > 2 ? strtoull(argv[2], NULL, 10) : 3000, counts[KINDS] = {0};
    struct frame frame = {0};
    if (argc < 2) {
        fprintf(stderr, "usage: keys FILE [INPUTS [COMMAND]]\n");
        return 2;
    }
    struct app *app = open_app(argv[1]);
    if (argc > 3)
        app_command(app, argv[3]);
    while (app_busy(app) >= 0) {
        app_tick(app, 0);
        app_work(app);
    }
    struct screen *screen = open_screen();
    double *all = calloc(inputs, sizeof *all), *before = calloc(inputs, sizeof *before);
    double *kinds = calloc(inputs * KINDS, sizeof *kinds);
    if (screen == NULL || all == NULL || before == NULL || kinds == NULL ||
        !frame_resize(&frame, COLS, ROWS))
        return 1;
    uint32_t end = timeline_end(app_view(app)->timeline);
    app_resize(app, COLS, ROWS);
    for (size_t i = 0; i < inputs; i++) {
        enum kind kind = lot();
        double start = scene_clock();
        act(app, kind, end);
        app_draw(app, &frame);
        double drawn = scene_clock();
        screen_present(screen, &frame, app_view(app)->theme);
        before[i] = (drawn - start) * 1e3;
        all[i] = (scene_clock() - start) * 1e3;
        kinds[(size_t)kind * inputs + counts[kind]++] = all[i];
    }
    screen_close(screen);
    printf("%-8s %6s %8s %8s %8s %8s   (ms)\n", "input", "count", "p50", "p95", "p99", "max");
    for (int k = 0; k < KINDS; k++)
        report(names[k], &kinds[(size_t)k * inputs], counts[k]);
    report("all", all, inputs);
    report("frame", before, inputs);
    printf("(frame: the same without curses)\n");
    return 0;
}
