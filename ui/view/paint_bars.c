/* paint_bars.c: memory to scale: for every node its header and its bars, with
 * labels in them and marks beside them. */
#include "paint.h"

#include "bars.h"
#include "cells.h"
#include "labels.h"
#include "large.h"
#include "timeline.h"

#include <stdio.h>

/* ---- Labels ---- */

/* Its lines begin in one column, with a blank on either side where there is
 * room for that beside the widest. */
static void paint_label(struct frame *frame, const struct bars *bars, int y,
                        const struct view *view, const struct content *cells,
                        const struct span *span, const struct mems_segment *segment,
                        const struct large *large)
{
    int first = 0, widest = 0;
    int room = cells_run(cells, span, segment, &first);
    room = large_room(large, segment, span, room);
    if (room < 2) /* most of the segments when the whole heap is in view: no text is made */
        return;
    if (paint_large(frame, large, bars, bars->x + first, y, room, view, segment, span,
                    cells[first].first))
        return;
    struct label label = label_of(view, segment, bars->thick, room);
    for (int i = 0; i < label.lines; i++)
        if (label_fits(label.text[i], room) && text_width(label.text[i]) > widest)
            widest = text_width(label.text[i]);
    if (widest == 0)
        return;
    enum role paper = cells[first].first;
    enum role ink = role_is_hole(paper) ? ROLE_HOLE_LABEL : ROLE_LABEL;
    bool padded = room >= widest + 4;
    int x = bars->x + first + (padded ? 2 : room > widest + 1 ? 1 : 0);
    y += (bars->thick - label.lines) / 2;
    for (int i = 0; i < label.lines; i++) {
        if (!label_fits(label.text[i], room))
            continue;
        if (padded)
            frame_fill(frame, x - 1, y + i, widest + 2, ' ', ink, paper);
        frame_text(frame, x, y + i, room, ink, paper, label.text[i]);
    }
}

/* ---- Rows ---- */

/* Whether a label could stand at cell c: the run of cells that show the same
 * begins here and goes on, if only with its waste. */
static bool run_begins(const struct content *cells, int count, int c)
{
    const struct content *here = &cells[c];
    if (here->pieces != 1 || c + 1 == count)
        return false;
    return here[1].pieces == 1 ? here[1].first_start == here->first_start
                               : here[1].last == ROLE_WASTE;
}

static void paint_labels(struct frame *frame, const struct bars *bars, int y,
                         const struct view *view, const struct content *cells,
                         const struct span *span, bool enters, const struct large *large)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    int count = span_cells(span);
    uint64_t labelled = 0; /* no node begins at 0 */
    for (int c = 0; c < count; c++) {
        struct mems_segment segment;
        uint64_t first = cells[c].first_start;
        if (!run_begins(cells, count, c) ||
            !mems_segment_at(heap, span_cell_start(span, c), &segment))
            continue;
        if (segment.start != labelled && bars_labels(span, &segment, enters))
            paint_label(frame, bars, y, view, cells, span, &segment, large);
        labelled = segment.start;
        while (c + 1 < count && cells[c + 1].pieces == 1 && cells[c + 1].first_start == first)
            c++;
    }
}

/* Where next fit looks from, for "Why here?" and for a question. */
static void paint_rover(struct frame *frame, const struct bars *bars, int y,
                        const struct span *span, const struct view *view)
{
    const struct why *why = &view->why;
    const struct question *question = &view->predict.question;
    bool asks = view_asks(view) && question->kind == QUESTION_PLACE;
    enum mems_policy policy = asks ? question->policy : why->policy;
    uint64_t rover = asks ? question->rover : why->rover;
    if ((!asks && (!view->before || why->kind != WHY_MALLOC)) || policy != MEMS_NEXT_FIT ||
        rover < span->start || rover - span->start >= span->bytes)
        return;
    int x = bars->x + span_cell_of(span, rover);
    const struct cell *under = frame_look(frame, x, y);
    enum role paper = under != NULL ? (enum role)under->paper : ROLE_PLAIN;
    frame_put(frame, x, y, GLYPH_ROVER, role_is_hole(paper) ? ROLE_HOLE_LABEL : ROLE_LABEL, paper);
}

static void paint_bar(struct frame *frame, const struct bars *bars, int y, const struct row *row,
                      const struct view *view, bool enters, const struct large *large)
{
    const struct span *span = &row->span;
    struct content cells[FRAME_COLS_MAX];
    cells_fill(cells, view, &bars->marks, span);
    for (int c = 0; c < span_cells(span); c++) {
        struct cell cell = cells_look(cells, span, c);
        for (int line = 0; line < bars->thick; line++)
            frame_put(frame, bars->x + c, y + line, cell.ch, cell.ink, cell.paper);
    }
    paint_rover(frame, bars, y, span, view);
    paint_labels(frame, bars, y, view, cells, span, enters, large);
}

static bool row_holds(const struct row *row, uint64_t start, uint64_t size)
{
    return row->kind == ROW_BAR && start < row->span.start + row->span.bytes &&
           start + size > row->span.start;
}

/* Left of the bar: what the row is, and whether something is going on in it. */
static void paint_gutter(struct frame *frame, const struct bars *bars, int y,
                         const struct row *row, const struct view *view)
{
    const struct touched *touched = bars->marks.touched;
    for (int i = 0; i < bars->marks.touches; i++)
        if (row_holds(row, touched[i].start, touched[i].size))
            frame_put(frame, bars->at.x, y, touched[i].is_free ? '-' : '+', ROLE_LINK_NEW,
                      ROLE_PLAIN);
    if (view->has_selection && row_holds(row, view->selected, 1))
        frame_put(frame, bars->at.x, y, 0x203A, ROLE_STRONG, ROLE_PLAIN);
    if (bars->label == 0)
        return;
    if (bars->scale.map) {
        char address[ADDRESS_SIZE];
        frame_print(frame, bars->at.x + 1, y, bars->label, ROLE_FAINT, ROLE_PLAIN, "%*s",
                    bars->label, view_address(view, row->span.start, address));
        return;
    }
    uint64_t page = mems_heap_options(timeline_heap(view->timeline)).page_size;
    uint64_t offset = row->span.start - row->node.start;
    if (offset % page < row->span.scale.row_bytes)
        frame_print(frame, bars->at.x + 1, y, bars->label, ROLE_FAINT, ROLE_PLAIN, "%*llu",
                    bars->label, (unsigned long long)(offset / page));
}

/* "+ node  + split": what the present step did to this node's chain. */
static void change_text(const struct marks *marks, const struct mems_node *node, char *out,
                        size_t size)
{
    const struct touched *touched = marks->touched;
    size_t length = 0;
    out[0] = '\0';
    for (int i = marks->touches - 1; i >= 0; i--) {
        if (touched[i].block < node->start || touched[i].block - node->start >= node->size)
            continue;
        uint8_t did = touched[i].did;
        int joins = ((did & MEMS_DID_JOIN_LEFT) != 0) + ((did & MEMS_DID_JOIN_RIGHT) != 0);
        const char *what = did & MEMS_DID_NODE ? "+ node"
                           : did & MEMS_DID_SPLIT ? "+ split"
                           : joins == 2 ? "+ joined both sides"
                           : joins == 1 ? "+ joined"
                           : touched[i].is_free ? "+ hole" : "+ exact fit";
        int n = snprintf(out + length, size - length, "%s%s", length > 0 ? "  " : "", what);
        if (n < 0 || (size_t)n >= size - length)
            return;
        length += (size_t)n;
    }
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

static void paint_header(struct frame *frame, const struct bars *bars, int y,
                         const struct mems_node *node, const struct view *view)
{
    int x = bars->at.x + 1, end = bars->at.x + bars->at.cols - (bars->map ? 2 : 0);
    char fields[6][80], a[NUMBER_SIZE], b[NUMBER_SIZE];
    struct mems_usage usage = mems_heap_usage(timeline_heap(view->timeline), node->start,
                                              node->start + node->size);
    uint64_t segments = usage.blocks + usage.holes;
    x += frame_print(frame, x, y, end - x, ROLE_STRONG, ROLE_PLAIN, "node %u", node->index);
    int count = 0;
    view_range(view, node->start, node->size, fields[count++]);
    snprintf(fields[count++], 80, "%s page%s", number_text(a, node->pages), plural(node->pages));
    if (view->physical || end - x >= 86)
        snprintf(fields[count++], 80, "@%llx", (unsigned long long)(uintptr_t)node->physical);
    snprintf(fields[count++], 80, "process %s", number_text(a, usage.process));
    snprintf(fields[count++], 80, "hole %s", number_text(b, node->size - usage.process));
    snprintf(fields[count++], 80, "%s segment%s", number_text(a, segments),
             plural(segments));

    char change[80];
    change_text(&bars->marks, node, change, sizeof change);
    int room = end - text_width(change) - 2;
    if (view->present.face != PRESENT_OFF) /* a slide says what changed, and no more */
        count = 0;
    for (int i = 0; i < count && x + 2 + text_width(fields[i]) <= room; i++)
        x += 2 + frame_text(frame, x + 2, y, end - x - 2, ROLE_HEADER, ROLE_PLAIN, fields[i]);
    frame_text(frame, x + 2, y, end - x - 2, ROLE_LINK_NEW, ROLE_PLAIN, change);
}

static void paint_fold(struct frame *frame, const struct bars *bars, int y, const struct row *row,
                       const struct view *view)
{
    struct mems_usage usage = mems_heap_usage(timeline_heap(view->timeline), row->start,
                                              row->start + row->bytes);
    char number[NUMBER_SIZE], bytes[NUMBER_SIZE], which[96];
    int x = bars->at.x + 1, cols = bars->at.cols - 1 - (bars->map ? 2 : 0);
    const char *where = row->below ? "\u25BC" : "\u25B2";
    unsigned long long first = row->first, last = row->first + row->nodes - 1;
    if (row->nodes == 0) {
        frame_print(frame, x, y, cols, ROLE_FAINT, ROLE_PLAIN, "%s %s more row%s", where,
                    number_text(number, row->rows), plural(row->rows));
        return;
    }
    if (row->nodes == 1)
        snprintf(which, sizeof which, "node %llu:", first);
    else
        snprintf(which, sizeof which, "nodes %llu\u2013%llu: %s nodes,", first, last,
                 number_text(number, row->nodes));
    frame_print(frame, x, y, cols, ROLE_FAINT, ROLE_PLAIN, "%s %s %s bytes, %u %% in use", where,
                which, number_text(bytes, row->bytes),
                (unsigned)((double)usage.process * 100 / (double)row->bytes));
}

/* ---- The map at the right edge: the whole heap, and where the window is ---- */

static uint32_t share_glyph(uint64_t used, uint64_t bytes)
{
    if (used * 8 >= bytes * 7)
        return GLYPH_PROCESS;
    if (used * 2 >= bytes)
        return GLYPH_TOUCHED;
    return used * 8 >= bytes ? GLYPH_TOUCHED_HOLE : GLYPH_HOLE;
}

/* Whether a byte of [from, to) is in view; what is pinned may lie far away. */
static bool in_view(const struct bars *bars, uint64_t from, uint64_t to)
{
    for (int i = 0; i < bars->count; i++)
        if (row_holds(&bars->rows[i], from, to - from))
            return true;
    return false;
}

static void paint_map(struct frame *frame, const struct bars *bars, const struct view *view)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    uint64_t rows = (uint64_t)bars->at.rows;
    uint64_t total = mems_heap_totals(heap).mapped, start = mems_heap_options(heap).start;
    int x = bars->at.x + bars->at.cols - 1;
    if (bars->total <= rows)
        return;
    for (uint64_t y = 0; y < rows; y++) {
        uint64_t from = start + total * y / rows, to = start + total * (y + 1) / rows;
        uint64_t used = mems_heap_usage(heap, from, to).process;
        if (from < to)
            frame_put(frame, x, bars->at.y + (int)y, share_glyph(used, to - from),
                      in_view(bars, from, to) ? ROLE_STRONG : ROLE_FAINT, ROLE_PLAIN);
    }
}

void paint_bars(struct frame *frame, struct rect at, const struct view *view)
{
    struct bars bars;
    bars_layout(&bars, view, at);
    if (bars.count == 0 && at.rows > 0)
        frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_FAINT, ROLE_PLAIN,
                   "no node yet: nothing is mapped");
    struct large large = large_of(&bars, view);
    bool enters = true;
    for (int i = 0; i < bars.count; i++) {
        const struct row *row = &bars.rows[i];
        int y = bars.y[i];
        if (row->kind == ROW_FOLD) {
            paint_fold(frame, &bars, y, row, view);
        } else if (row->kind == ROW_HEADER) {
            paint_header(frame, &bars, y, &row->node, view);
        } else {
            paint_gutter(frame, &bars, y, row, view);
            paint_bar(frame, &bars, y, row, view, enters, &large);
        }
        enters = row->kind != ROW_BAR;
    }
    if (bars.map)
        paint_map(frame, &bars, view);
}

void paint_request(struct frame *frame, struct rect at, struct rect main,
                   const struct view *view)
{
    struct bars bars;
    char text[128], number[NUMBER_SIZE], whole[NUMBER_SIZE], rounded[48] = "";
    const struct question *question = &view->predict.question;
    uint64_t size = view->why.on ? view->why.size : question->needed;
    uint64_t asked = view->why.on ? view->why.op.size : question->op.size;
    bars_layout(&bars, view, main);
    bool longer = size > bars.scale.row_bytes;
    struct span span = {.bytes = longer ? bars.scale.row_bytes : size, .scale = bars.scale};
    int eighths = span_eighths(&span, span.bytes), cells = eighths / 8;
    frame_fill(frame, bars.x, at.y, cells, GLYPH_TOUCHED, ROLE_TOUCHED, ROLE_TOUCHED);
    if (eighths % 8 > 0)
        frame_put(frame, bars.x + cells, at.y, GLYPH_EDGE(eighths % 8), ROLE_TOUCHED, ROLE_PLAIN);
    if (size != asked)
        snprintf(rounded, sizeof rounded, ", %s with the alignment", number_text(whole, size));
    snprintf(text, sizeof text, " %s B asked for%s%s ", number_text(number, asked), rounded,
             longer ? ", more than a row" : "");
    int x = bars.x + cells + (eighths % 8 > 0), cols = text_width(text);
    if (x + cols > at.x + at.cols && cells > cols + 2)
        frame_text(frame, bars.x + 1, at.y, cols, ROLE_LABEL, ROLE_TOUCHED, text);
    else
        frame_text(frame, x, at.y, at.x + at.cols - x, ROLE_STRONG, ROLE_PLAIN, text);
}
