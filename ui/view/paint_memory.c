/* paint_memory.c: memory over time: what is mapped and what is in use, drawn
 * to one scale, and what the HOLEs amount to now. */
#include "paint.h"
#include "pen.h"
#include "phrase.h"

#include <inttypes.h>

#define LABEL 7       /* columns of the labels, with a blank */
#define TEXT_LINES 3  /* below the graphs */
#define TALLEST 4     /* rows of a graph */

struct graph {
    struct sample samples[FRAME_COLS_MAX];
    size_t width, known;
    size_t first, last;   /* columns of the present step */
    uint64_t most;        /* what the full height stands for */
    int height;           /* rows */
};

static void measure(struct graph *graph, const struct view *view, int width, int height)
{
    const struct timeline *timeline = view->timeline;
    uint64_t step = timeline_step(timeline), steps = (uint64_t)timeline_end(timeline) + 1;
    graph->width = width < 1 ? 0 : width > FRAME_COLS_MAX ? FRAME_COLS_MAX : (size_t)width;
    graph->width = (size_t)(graph->width * steps / ((uint64_t)view_last_step(view) + 1));
    graph->height = height;
    graph->known = 0;
    graph->most = mems_heap_totals(timeline_heap(timeline)).mapped;
    if (graph->width == 0)
        return;
    timeline_history(timeline, graph->samples, graph->width, &graph->known);
    for (size_t i = 0; i < graph->known && i < graph->width; i++)
        if (graph->samples[i].mapped > graph->most)
            graph->most = graph->samples[i].mapped;
    /* as timeline_history shares them: column i begins at step i x steps / width */
    graph->last = (size_t)(((step + 1) * graph->width - 1) / steps);
    graph->first = (size_t)((step * graph->width + steps - 1) / steps);
    if (graph->first > graph->last)
        graph->first = graph->last;
}

/* Eighths of a cell, of `height` cells, that a value reaches; not 0 unless the
 * value is. */
static int level(const struct graph *graph, uint64_t value)
{
    int most = graph->height * 8;
    if (value == 0 || graph->most == 0)
        return 0;
    int eighths = (int)((double)value * most / (double)graph->most + 0.5);
    return eighths < 1 ? 1 : eighths > most ? most : eighths;
}

static void paint_column(struct frame *frame, struct rect at, int y, const struct graph *graph,
                         size_t column, uint64_t value, enum role ink)
{
    int left = level(graph, value), x = LABEL + (int)column;
    if (column >= graph->first && column <= graph->last)
        ink = ROLE_TIME_NOW;
    for (int row = graph->height - 1; row >= 0; row--, left -= 8) {
        unsigned eighths = left >= 8 ? 8 : left > 0 ? (unsigned)left : 0;
        if (eighths > 0)
            pen_put(frame, at, x, y + row, 0x2580 + eighths, ink, ROLE_PLAIN);
        else if (column == graph->last)
            pen_put(frame, at, x, y + row, graph->height > 1 ? 0x2502 : 0xB7, ink, ROLE_PLAIN);
    }
}

/* One graph with its label and the number at the present step. */
static void paint_graph(struct frame *frame, struct rect at, int y, const struct graph *graph,
                        bool in_use, uint64_t now)
{
    enum role ink = in_use ? ROLE_GRAPH_USED : ROLE_GRAPH_MAPPED;
    char number[NUMBER_SIZE];
    pen_text(frame, at, 0, y, LABEL, ROLE_PLAIN, ROLE_PLAIN, in_use ? "in use" : "mapped");
    pen_right(frame, at, LABEL, at.cols, y, ROLE_STRONG, ROLE_PLAIN, number_text(number, now));
    for (size_t i = 0; i < graph->width; i++) {
        const struct sample *sample = &graph->samples[i];
        uint64_t value = i >= graph->known ? 0 : in_use ? sample->process : sample->mapped;
        paint_column(frame, at, y, graph, i, value, ink);
    }
}

/* ---- Text ---- */

/* The first of several wordings, long to short, that fits. */
static void paint_fitting(struct frame *frame, struct rect at, int y, const char *label,
                          const char *const *wordings, int count)
{
    int room = at.cols - LABEL, best = 0;
    while (best < count - 1 && text_width(wordings[best]) > room)
        best++;
    pen_text(frame, at, 0, y, LABEL, ROLE_PLAIN, ROLE_PLAIN, label);
    pen_text(frame, at, LABEL, y, room, ROLE_PLAIN, ROLE_PLAIN, wordings[best]);
}

static void paint_holes(struct frame *frame, struct rect at, int y,
                        const struct mems_totals *totals, uint64_t largest)
{
    char text[4][96];
    for (int form = 0; form < 4; form++) {
        struct phrase say = phrase_in(text[form], sizeof text[form]);
        phrase_number(&say, totals->holes);
        if (totals->holes == 0 || form == 3)
            continue;
        phrase_add(&say, " · largest ");
        phrase_number(&say, largest);
        if (form == 2)
            continue;
        phrase_add(&say, " of ");
        phrase_number(&say, totals->hole);
        if (form == 1)
            continue;
        phrase_add(&say, " B (");
        phrase_percent(&say, largest, totals->hole);
        phrase_add(&say, ")");
    }
    paint_fitting(frame, at, y, "holes", (const char *[]){text[0], text[1], text[2], text[3]}, 4);
}

static void paint_blocks(struct frame *frame, struct rect at, int y,
                         const struct mems_totals *totals)
{
    char text[3][96];
    for (int form = 0; form < 3; form++) {
        struct phrase say = phrase_in(text[form], sizeof text[form]);
        phrase_number(&say, totals->blocks);
        if (form < 2) {
            phrase_add(&say, " in ");
            phrase_count(&say, totals->nodes, "node", "nodes");
        }
        if (form == 0) {
            phrase_add(&say, " of ");
            phrase_count(&say, totals->pages, "page", "pages");
        }
        if (totals->waste && form < 2) {
            phrase_add(&say, " · ");
            phrase_bytes(&say, totals->waste);
            phrase_add(&say, " wasted");
        }
    }
    paint_fitting(frame, at, y, "blocks", (const char *[]){text[0], text[1], text[2]}, 3);
}

static void paint_fragmentation(struct frame *frame, struct rect at, int y,
                                const struct mems_totals *totals, uint64_t largest)
{
    char text[2][96];
    for (int form = 0; form < 2; form++) {
        struct phrase say = phrase_in(text[form], sizeof text[form]);
        phrase_percent(&say, totals->hole - largest, totals->hole);
        phrase_add(&say, form == 0 ? " external: 1 − largest hole / all" : " external");
    }
    paint_fitting(frame, at, y, "frag", (const char *[]){text[0], text[1]}, 2);
}

/* Columns kept for the numbers: so many that graphs seldom change width. */
static int number_cols(const struct rect *at, uint64_t number)
{
    int width = number_width(number), least = at->cols >= 40 ? 10 : 7;
    return (width > least ? width : least) + 1;
}

void paint_memory(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1 || at.cols < 1)
        return;
    const mems_heap *heap = timeline_heap(view->timeline);
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t largest = mems_heap_largest_hole(heap);
    int height = (at.rows - TEXT_LINES) / 2, gap = 0;
    if (height > 1) { /* a blank row keeps tall graphs apart */
        gap = 1;
        height = (at.rows - TEXT_LINES - gap) / 2;
    }
    height = height < 1 ? 1 : height > TALLEST ? TALLEST : height;
    struct graph graph;
    measure(&graph, view, at.cols - LABEL - number_cols(&at, totals.mapped), height);
    paint_graph(frame, at, 0, &graph, false, totals.mapped);
    paint_graph(frame, at, height + gap, &graph, true, totals.process);
    int y = 2 * height + gap;
    y += at.rows > y + TEXT_LINES && gap;
    paint_holes(frame, at, y, &totals, largest);
    paint_blocks(frame, at, y + 1, &totals);
    paint_fragmentation(frame, at, y + 2, &totals, largest);
}
