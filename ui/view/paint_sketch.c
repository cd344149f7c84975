/* paint_sketch.c: printed statistics to scale. */
#include "sketch.h"

#include "cells.h"
#include "pen.h"
#include "phrase.h"
#include "theme.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MARGIN 14 /* columns for "12  0x3e8" before the bars */
#define MARGIN_NARROW 8

static int margin_of(int cols)
{
    return cols >= 60 ? MARGIN : cols >= 30 ? MARGIN_NARROW : 0;
}

/* ---- Scale ---- */

static uint64_t node_bytes(const struct printed *printed, uint32_t index)
{
    return printed_bytes(printed->nodes[index].start, printed->nodes[index].end);
}

static uint64_t largest_node(const struct printed *printed)
{
    uint64_t largest = 0;

    for (uint32_t i = 0; i < printed->node_count; i++)
        if (node_bytes(printed, i) > largest)
            largest = node_bytes(printed, i);
    return largest;
}

static uint64_t node_rows(const struct printed *printed, uint32_t index, uint64_t row_bytes)
{
    uint64_t bytes = node_bytes(printed, index);

    return bytes == 0 ? 1 : (bytes - 1) / row_bytes + 1;
}

static uint64_t all_rows(const struct printed *printed, uint64_t row_bytes, uint64_t most)
{
    uint64_t rows = 0;

    for (uint32_t i = 0; i < printed->node_count && rows <= most; i++) {
        uint64_t more = node_rows(printed, i, row_bytes);

        rows = more > most ? most + 1 : rows + more;
    }
    return rows;
}

uint64_t sketch_row_bytes(const struct printed *printed, uint64_t page, int cols, int rows)
{
    uint64_t most = rows > 1 ? (uint64_t)rows : 1, bytes = page, cells = 1;
    uint64_t least = printed->node_count > most ? printed->node_count : most;

    if (cols > margin_of(cols))
        cells = (uint64_t)(cols - margin_of(cols));
    if (bytes > largest_node(printed))
        bytes = largest_node(printed); /* more would leave all bars short */
    bytes = bytes < cells ? cells : bytes;
    while (bytes < UINT64_MAX / 2 && all_rows(printed, bytes, least) > least)
        bytes *= 2;
    return bytes;
}

#define THICKEST 3
#define FOLDED_LEAST 3 /* rows, so that one is had for what is left out */

static int thick_of(const struct sketch *sketch)
{
    return sketch->thick < 1 ? 1 : sketch->thick;
}

int sketch_rows(const struct sketch *sketch, int most)
{
    uint64_t rows = all_rows(sketch->printed, sketch->row_bytes, (uint64_t)most);

    rows = rows == 0 ? 1 : rows * (uint64_t)thick_of(sketch);
    return rows > (uint64_t)most ? most : (int)rows;
}

int sketch_thick(const struct sketch *sketch, int most)
{
    uint64_t rows = all_rows(sketch->printed, sketch->row_bytes, (uint64_t)most);

    return rows == 0 || rows * 2 > (uint64_t)most ? 1
           : rows * THICKEST > (uint64_t)most ? 2 : THICKEST;
}

/* ---- Segments ---- */

/* Whether `printed`, in address order, has this very segment. */
static bool has_segment(const struct printed *printed, const struct printed_segment *segment)
{
    uint32_t low = 0, high = printed->segment_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (printed->segments[middle].start < segment->start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < printed->segment_count && printed->segments[low].start == segment->start &&
           printed->segments[low].end == segment->end &&
           printed->segments[low].process == segment->process;
}

static const struct sketch_name *named(const struct sketch *sketch, uint64_t start)
{
    size_t low = 0, high = sketch->name_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sketch->names[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sketch->name_count && sketch->names[low].start == start ? &sketch->names[low]
                                                                          : NULL;
}

static const char *name_of(const struct sketch *sketch, uint64_t start)
{
    const struct sketch_name *name = named(sketch, start);

    return name != NULL ? name->name : "P";
}

static enum role role_of(const struct sketch *sketch, uint32_t index)
{
    const struct printed_segment *segment = &sketch->printed->segments[index];

    if (sketch->other != NULL && !has_segment(sketch->other, segment))
        return segment->process ? ROLE_TOUCHED : ROLE_TOUCHED_HOLE;
    if (!segment->process)
        return ROLE_HOLE;
    const struct sketch_name *name = named(sketch, segment->start);

    return (enum role)(ROLE_PROCESS + (name != NULL ? name->hue : index) % ROLE_HUES);
}

/* ---- Bars ---- */

static void add_piece(struct content *cells, const struct span *span,
                      const struct sketch *sketch, uint32_t index)
{
    const struct printed_segment *segment = &sketch->printed->segments[index];
    uint64_t end = span->start + (span->bytes - 1);
    uint64_t first = segment->start > span->start ? segment->start : span->start;
    uint64_t last = segment->end < end ? segment->end : end;

    if (first > last || segment->end < segment->start)
        return;
    enum role role = role_of(sketch, index);
    for (int c = span_cell_of(span, first); c <= span_cell_of(span, last); c++) {
        struct content *cell = &cells[c];
        uint64_t a = span_cell_start(span, c), b = span_cell_start(span, c + 1);

        if (cell->pieces++ == 0) {
            cell->first = role;
            cell->first_start = first;
        }
        cell->last = role;
        cell->last_start = first;
        cell->touched |= role == ROLE_TOUCHED || role == ROLE_TOUCHED_HOLE;
        if (segment->process)
            cell->used += (last + 1 < b ? last + 1 : b) - (first > a ? first : a);
    }
}

static void paint_label(struct frame *frame, struct rect at, const struct sketch *sketch,
                        const struct content *cells, const struct span *span, uint32_t index)
{
    const struct printed_segment *segment = &sketch->printed->segments[index];
    uint64_t bytes = printed_bytes(segment->start, segment->end);
    struct mems_segment whole = {.start = segment->start, .size = bytes};
    char text[160], number[NUMBER_SIZE], name[128];
    struct phrase say = phrase_in(name, sizeof name);
    int first = 0, room = cells_run(cells, span, &whole, &first);

    if (room < 2)
        return;
    if (segment->process)
        phrase_block(&say, name_of(sketch, segment->start));
    snprintf(text, sizeof text, "%s%s%s", name, *name != '\0' ? " " : "",
             number_text(number, bytes));
    if (text_width(text) + 2 > room)
        snprintf(text, sizeof text, "%s", segment->process ? name : number);
    if (text_width(text) + 1 > room)
        return;
    enum role paper = cells[first].first;
    enum role ink = role_is_hole(paper) ? ROLE_HOLE_LABEL : ROLE_LABEL;
    bool padded = room >= text_width(text) + 4;
    int x = first + (padded ? 2 : room > text_width(text) + 1 ? 1 : 0);

    if (padded)
        pen_fill(frame, at, x - 1, at.rows / 2, text_width(text) + 2, ' ', ink, paper);
    pen_text(frame, at, x, at.rows / 2, room, ink, paper, text);
}

static void paint_bar(struct frame *frame, struct rect at, const struct sketch *sketch,
                      const struct printed_node *node, const struct span *span)
{
    struct content cells[FRAME_COLS_MAX + 1];
    uint64_t end = span->start + (span->bytes - 1);

    memset(cells, 0, sizeof cells);
    for (uint32_t i = node->first; i < node->first + node->count; i++)
        add_piece(cells, span, sketch, i);
    for (int c = 0; c < span_cells(span); c++) {
        struct cell cell = cells_look(cells, span, c);

        if (cells[c].pieces == 0)
            cell = (struct cell){'?', ROLE_FAINT, ROLE_PLAIN};
        for (int y = 0; y < at.rows; y++)
            pen_put(frame, at, c, y, cell.ch, (enum role)cell.ink, (enum role)cell.paper);
    }
    for (uint32_t i = node->first; i < node->first + node->count; i++) {
        const struct printed_segment *segment = &sketch->printed->segments[i];

        if (segment->start <= end && segment->start >= span->start &&
            segment->end >= segment->start)
            paint_label(frame, at, sketch, cells, span, i);
    }
}

/* ---- Rows ---- */

static void paint_margin(struct frame *frame, struct rect at, uint32_t index, uint64_t address,
                         bool first)
{
    char text[48];

    if (at.cols >= 60 && first)
        snprintf(text, sizeof text, "%" PRIu32, index);
    else
        text[0] = '\0';
    pen_text(frame, at, 1, 0, 4, ROLE_HEADER, ROLE_PLAIN, text);
    snprintf(text, sizeof text, "%" PRIu64, address);
    if (margin_of(at.cols) > 0)
        pen_right(frame, at, at.cols >= 60 ? 4 : 0, margin_of(at.cols) - 1, 0, ROLE_FAINT,
                  ROLE_PLAIN, text);
}

/* The rows of one node; returns how many there were. */
static int paint_node(struct frame *frame, struct rect at, const struct sketch *sketch,
                      uint32_t index)
{
    const struct printed_node *node = &sketch->printed->nodes[index];
    uint64_t bytes = node_bytes(sketch->printed, index), done = 0;
    int margin = margin_of(at.cols), row = 0, thick = thick_of(sketch);

    if (bytes == 0)
        return thick;
    for (; row < at.rows && done < bytes; row += thick) {
        int rows = at.rows - row < thick ? at.rows - row : thick;
        struct rect line = {at.x, at.y + row + rows / 2, at.cols, 1};
        struct rect bar = {at.x + margin, at.y + row, at.cols - margin, rows};
        uint64_t here = bytes - done < sketch->row_bytes ? bytes - done : sketch->row_bytes;
        struct span span = {.start = node->start + done, .bytes = here,
                            .scale = {.row_bytes = sketch->row_bytes,
                                      .cells = bar.cols < 1 ? 1 : bar.cols,
                                      .page = sketch->row_bytes}};

        paint_margin(frame, line, index, span.start, done == 0);
        if (bar.cols > 0)
            paint_bar(frame, bar, sketch, node, &span);
        done += here;
    }
    return row;
}

/* The first node that is painted, so that the focus is seen in `rows` rows. */
static uint32_t first_node(const struct sketch *sketch, int rows)
{
    uint64_t left = (uint64_t)(rows / thick_of(sketch));
    uint32_t from = sketch->focus < sketch->printed->node_count ? sketch->focus : 0;

    if (all_rows(sketch->printed, sketch->row_bytes, left) <= left)
        return 0;
    while (from > 0) {
        uint64_t more = node_rows(sketch->printed, from - 1, sketch->row_bytes);

        if (more + 2 > left / 2)
            break;
        left -= more;
        from--;
    }
    return from;
}

static void paint_left_out(struct frame *frame, struct rect at, uint32_t above, uint32_t below)
{
    char text[96];
    struct phrase phrase = phrase_in(text, sizeof text);

    phrase_add(&phrase, "and ");
    phrase_count(&phrase, (uint64_t)above + below, "more node", "more nodes");
    phrase_add(&phrase, above == 0 ? " below" : below == 0 ? " above" : " above and below");
    pen_text(frame, at, margin_of(at.cols), 0, at.cols, ROLE_FAINT, ROLE_PLAIN, text);
}

void paint_sketch(struct frame *frame, struct rect at, const struct sketch *sketch)
{
    uint32_t count = sketch->printed->node_count, first, index;
    bool folded;
    int row = 0;

    if (at.rows < 1 || at.cols < 1)
        return;
    if (count == 0)
        pen_text(frame, at, margin_of(at.cols), 0, at.cols, ROLE_FAINT, ROLE_PLAIN,
                 "no node: nothing is mapped");
    folded = at.rows >= FOLDED_LEAST &&
             all_rows(sketch->printed, sketch->row_bytes, (uint64_t)at.rows) *
                     (uint64_t)thick_of(sketch) > (uint64_t)at.rows;
    first = index = first_node(sketch, at.rows);
    for (; index < count && row < at.rows - folded; index++) {
        struct rect rest = {at.x, at.y + row, at.cols, at.rows - folded - row};

        row += paint_node(frame, rest, sketch, index);
    }
    if (folded)
        paint_left_out(frame, (struct rect){at.x, at.y + at.rows - 1, at.cols, 1}, first,
                       count - index);
}

/* ---- Words ---- */

void sketch_words(const struct printed *printed, char *out, size_t size)
{
    struct phrase phrase = phrase_in(out, size);
    struct printed_sums sums = printed_sums(printed);

    phrase_count(&phrase, printed->node_count, "node", "nodes");
    if (printed->told[PRINTED_PAGES]) {
        phrase_add(&phrase, ", ");
        phrase_count(&phrase, printed->totals[PRINTED_PAGES], "page", "pages");
    }
    phrase_add(&phrase, " \u00B7 ");
    phrase_bytes(&phrase, sums.process);
    phrase_add(&phrase, " in ");
    phrase_count(&phrase, sums.blocks, "block", "blocks");
    phrase_add(&phrase, " \u00B7 ");
    phrase_bytes(&phrase, sums.hole);
    phrase_add(&phrase, " in ");
    phrase_count(&phrase, sums.holes, "HOLE", "HOLEs");
}

static int paint_sign(struct frame *frame, struct rect at, int x, uint32_t ch, enum role role,
                      const char *words)
{
    enum role paper = role_is_bar(role) ? role : ROLE_PLAIN;

    pen_put(frame, at, x, 0, ch, role, paper);
    pen_put(frame, at, x + 1, 0, ch, role, paper);
    return x + 5 + pen_text(frame, at, x + 3, 0, at.cols, ROLE_FAINT, ROLE_PLAIN, words);
}

/* Whether a node has bytes that no segment has. */
static bool has_gaps(const struct printed *printed)
{
    struct printed_sums sums = printed_sums(printed);

    return sums.mapped > sums.process && sums.mapped - sums.process > sums.hole;
}

void paint_sketch_legend(struct frame *frame, struct rect at, const struct sketch *sketch)
{
    char text[96];
    struct phrase phrase = phrase_in(text, sizeof text);
    int cells = at.cols - margin_of(at.cols), x = margin_of(at.cols);
    uint64_t tenths, row_bytes = sketch->row_bytes;

    if (at.rows < 1 || cells < 1)
        return;
    x = paint_sign(frame, at, x, GLYPH_PROCESS, ROLE_PROCESS, "PROCESS");
    x = paint_sign(frame, at, x, GLYPH_HOLE, ROLE_HOLE, "HOLE");
    if (has_gaps(sketch->printed))
        x = paint_sign(frame, at, x, '?', ROLE_FAINT, "in no segment");
    if (sketch->other != NULL) {
        x = paint_sign(frame, at, x, GLYPH_TOUCHED, ROLE_TOUCHED, "and");
        x = paint_sign(frame, at, x - 1, GLYPH_TOUCHED_HOLE, ROLE_TOUCHED_HOLE,
                       "in one only");
    }
    tenths = row_bytes / (uint64_t)cells >= 10 ? row_bytes / (uint64_t)cells * 10
                                               : row_bytes * 10 / (uint64_t)cells;
    phrase_add(&phrase, "a cell is ");
    phrase_number(&phrase, tenths / 10);
    if (tenths % 10 != 0)
        phrase_add(&phrase, ".%u", (unsigned)(tenths % 10));
    phrase_add(&phrase, " B");
    pen_right(frame, at, x, at.cols - 1, 0, ROLE_FAINT, ROLE_PLAIN, text);
}
