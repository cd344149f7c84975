/* frame.c: milliseconds for a frame of 200x60 of a large heap, before any
 * terminal: both views, every zoom, at the top, in the middle and at the end.
 * Not part of make check.
 *
 *   frame aged [SEGMENTS [ZOOM]] | nodes [NODES [ZOOM]] | FILE [STEP [ZOOM]]
 *
 * Every picture is drawn once a round, after all the others, so that no
 * picture finds in the caches what it drew last. */
#include "layout.h"
#include "paint.h"
#include "scene.h"
#include "view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 15
#define ZOOMS 64
#define PLACE ((uintptr_t)0x4d454d530000)

static const char *const places[] = {"top", "middle", "end"};

struct picture {
    enum view_mode mode;
    int zoom, place;
    bool selects;
    double times[ROUNDS];
};

static struct timeline *open_scene(int argc, char **argv)
{
    double start = scene_clock();
    const char *what = argv[1];
    uint64_t number = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    struct ops *ops = strcmp(what, "aged") == 0    ? scene_aged(number ? number : 10000000)
                      : strcmp(what, "nodes") == 0 ? scene_nodes(number ? number : 300000)
                                                   : scene_file(what);
    double read = scene_clock();
    struct mems_options options = *ops_options_view(ops);
    struct timeline *timeline;
    options.place = PLACE;
    if (timeline_open(&timeline, ops, &options) != MEMS_OK)
        exit(1);
    timeline_learn(timeline, UINT32_MAX);
    double learnt = scene_clock();
    bool made = strcmp(what, "aged") == 0 || strcmp(what, "nodes") == 0;
    timeline_seek(timeline, made || number == 0 ? UINT32_MAX : (uint32_t)number);
    struct mems_totals totals = mems_heap_totals(timeline_heap(timeline));
    printf("%s, step %u of %u: %llu blocks, %llu holes, %llu nodes, %llu bytes; "
           "operations %.1f s, heap %.1f s\n",
           what, timeline_step(timeline), timeline_end(timeline),
           (unsigned long long)totals.blocks, (unsigned long long)totals.holes,
           (unsigned long long)totals.nodes, (unsigned long long)totals.mapped,
           read - start, learnt - read);
    start = scene_clock();
    mems_heap_largest_hole(timeline_heap(timeline));
    printf("the largest HOLE, asked for the first time since: %.2f ms\n",
           (scene_clock() - start) * 1e3);
    return timeline;
}

/* Every zoom that shows something else, from the nearest to the whole heap. */
static int list_pictures(const struct timeline *timeline, const char *only, struct picture *out)
{
    const mems_heap *heap = timeline_heap(timeline);
    int count = 0, zoom = 0, nearer;
    for (int place = 0; only != NULL && place < 3; place++)
        out[count++] = (struct picture){.mode = VIEW_BARS, .zoom = atoi(only), .place = place};
    if (only != NULL)
        return count;
    while ((nearer = layout_zoom(heap, zoom, 180, 41, -1)) != zoom)
        zoom = nearer;
    for (bool more = true; more;) {
        for (int place = 0; place < 3; place++)
            out[count++] = (struct picture){.mode = VIEW_BARS, .zoom = zoom, .place = place};
        int next = layout_zoom(heap, zoom, 180, 41, 1);
        more = next != zoom && count + 12 < ZOOMS * 3;
        zoom = next;
    }
    for (int place = 0; place < 6; place++)
        out[count++] = (struct picture){.mode = VIEW_CHAIN, .place = place % 3,
                                        .selects = place > 2};
    return count;
}

/* At the top, in the middle and at the end: rows from there on. */
static double draw(const struct timeline *timeline, const struct picture *picture,
                   struct frame *frame)
{
    const mems_heap *heap = timeline_heap(timeline);
    struct mems_totals totals = mems_heap_totals(heap);
    struct view view = {.timeline = timeline, .title = "bench", .rate = 4,
                        .mode = picture->mode, .zoom = picture->zoom};
    struct scale scale = layout_scale(heap, view.zoom, 180, 41);
    uint64_t rows = view.mode == VIEW_BARS ? layout_total(heap, &scale) : totals.nodes;
    view.command.caret = -1;
    view.top = rows * (uint64_t)picture->place / 2;
    view.has_selection = picture->selects;
    view.selected = mems_heap_options(heap).start + totals.mapped / 2;
    double start = scene_clock();
    paint_screen(frame, &view);
    return (scene_clock() - start) * 1e3;
}

int main(int argc, char **argv)
{
    static struct picture pictures[ZOOMS * 3];
    struct frame frame = {0};
    double all[ZOOMS * 3], worst = 0;
    if (argc < 2) {
        fprintf(stderr, "usage: frame aged|nodes|FILE [SEGMENTS|NODES|STEP [ZOOM]]\n");
        return 2;
    }
    struct timeline *timeline = open_scene(argc, argv);
    int count = list_pictures(timeline, argc > 3 ? argv[3] : NULL, pictures);
    if (!frame_resize(&frame, 200, 60))
        return 1;
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < count; i++)
            pictures[i].times[round] = draw(timeline, &pictures[i], &frame);
    printf("%-6s %5s %-7s %9s %9s\n", "view", "zoom", "at", "median ms", "max ms");
    for (int i = 0; i < count; i++) {
        struct picture *picture = &pictures[i];
        double most = scene_share(picture->times, ROUNDS, 1);
        all[i] = scene_share(picture->times, ROUNDS, 0.5);
        worst = most > worst ? most : worst;
        printf("%-6s %5d %-7s %9.2f %9.2f\n", picture->mode == VIEW_BARS ? "bars" : "chain",
               picture->zoom, places[picture->place], all[i], most);
    }
    printf("medians: median %.2f, largest %.2f; the slowest frame of all: %.2f ms\n",
           scene_share(all, (size_t)count, 0.5), scene_share(all, (size_t)count, 1), worst);
    return 0;
}
