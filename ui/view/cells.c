/* cells.c: bytes to what a cell shows. A cell of one segment is filled with
 * it; two segments meet at an edge drawn in eighths; more make a mixed cell,
 * as high as the share in use. What is in use never looks like a HOLE. */
#include "cells.h"

#include "theme.h"
#include "timeline.h"

#include <string.h>

/* A run of bytes that is drawn alike: a segment, or the waste at its end. */
struct piece {
    uint64_t start, end;
    enum role role;
    bool in_use, touched, selected;
};

/* ---- Which pieces a bar shows ---- */

bool cells_next(const mems_heap *heap, struct mems_segment *segment)
{
    struct mems_node node;
    if (mems_segment_next(heap, segment))
        return true;
    return mems_node_index(heap, (uint64_t)segment->node + 1, &node) &&
           mems_segment_first(heap, &node, segment);
}

static void add_piece(struct content *cells, const struct span *span, const struct piece *piece)
{
    uint64_t end = span->start + span->bytes;
    uint64_t from = piece->start > span->start ? piece->start : span->start;
    uint64_t to = piece->end < end ? piece->end : end;
    if (from >= to)
        return;
    int last = span_cell_of(span, to - 1);
    for (int c = span_cell_of(span, from); c <= last; c++) {
        struct content *cell = &cells[c];
        if (cell->pieces++ == 0) {
            cell->first = piece->role;
            cell->first_start = from;
        }
        cell->last = piece->role;
        cell->last_start = from;
        cell->touched |= piece->touched;
        cell->selected |= piece->selected;
        if (piece->in_use) {
            uint64_t a = span_cell_start(span, c), b = span_cell_start(span, c + 1);
            cell->used += (to < b ? to : b) - (from > a ? from : a);
        }
    }
}

static struct piece piece_of(const struct view *view, const struct mems_segment *segment)
{
    struct piece piece = {.start = segment->start, .end = segment->start + segment->size,
                          .role = view_segment_role(view, segment),
                          .in_use = segment->kind == MEMS_PROCESS};
    piece.touched = piece.role == ROLE_TOUCHED || piece.role == ROLE_TOUCHED_HOLE;
    piece.selected = piece.role == ROLE_SELECTED || piece.role == ROLE_SELECTED_HOLE;
    return piece;
}

/* The waste is drawn apart where it fills a cell or more. */
static bool waste_shows(const struct span *span, const struct mems_segment *segment)
{
    return segment->waste >= (span->scale.row_bytes - 1) / (uint64_t)span->scale.cells + 1;
}

static void add_segment(struct content *cells, const struct span *span, const struct view *view,
                        const struct mems_segment *segment)
{
    struct piece piece = piece_of(view, segment);
    if (segment->waste > 0 && waste_shows(span, segment)) {
        struct piece waste = {.start = piece.end - segment->waste, .end = piece.end,
                              .role = ROLE_WASTE, .in_use = true};
        piece.end = waste.start;
        add_piece(cells, span, &piece);
        add_piece(cells, span, &waste);
    } else {
        add_piece(cells, span, &piece);
    }
}

/* ---- How a cell looks ---- */

static uint32_t role_glyph(enum role role)
{
    switch (role) {
    case ROLE_HOLE: case ROLE_SELECTED_HOLE: return GLYPH_HOLE;
    case ROLE_TOUCHED_HOLE: return GLYPH_TOUCHED_HOLE;
    case ROLE_TOUCHED: return GLYPH_TOUCHED;
    case ROLE_WASTE: return 'x';
    default: return GLYPH_PROCESS;
    }
}

#define RIGHT_HALF 0x2590
#define RIGHT_EIGHTH 0x2595
#define BAR_LINE 0x2502

/* An edge `eighths` from the left. Left blocks come in eighths; right blocks
 * only as a half and an eighth, and what is in use must look filled without
 * colours too, so a HOLE's right edge is drawn with the nearest of those. */
static struct cell edge_cell(enum role left, enum role right, int eighths)
{
    eighths = eighths < 1 ? 1 : eighths > 7 ? 7 : eighths;
    struct cell cell = {.ch = GLYPH_EDGE(eighths), .ink = (uint8_t)left, .paper = (uint8_t)right};
    if (role_is_hole(left) && role_is_hole(right)) {
        cell = (struct cell){BAR_LINE, ROLE_HOLE_LABEL, (uint8_t)right};
    } else if (role_is_hole(left)) {
        int filled = 8 - eighths;
        cell.ink = (uint8_t)right;
        cell.paper = (uint8_t)left;
        cell.ch = filled >= 6 ? role_glyph(right) : filled >= 3 ? RIGHT_HALF : RIGHT_EIGHTH;
    }
    return cell;
}

static struct cell mixed_cell(const struct content *content, uint64_t bytes)
{
    enum role ink = content->selected  ? ROLE_SELECTED
                    : content->touched ? ROLE_TOUCHED
                                       : ROLE_MIXED;
    if (content->used == 0)
        return (struct cell){BAR_LINE, ROLE_HOLE_LABEL,
                             content->touched ? ROLE_TOUCHED_HOLE : ROLE_HOLE};
    uint64_t eighths = bytes < 8 ? content->used * 8 / bytes : content->used / (bytes / 8);
    eighths = eighths < 1 ? 1 : eighths > 7 ? 7 : eighths;
    return (struct cell){GLYPH_MIXED(eighths), (uint8_t)ink, ROLE_HOLE};
}

static struct cell content_cell(const struct content *content, const struct span *span, int c)
{
    if (content->pieces == 1) {
        uint64_t end = span->start + span->bytes;
        int filled = span_eighths(span, end) - 8 * c;
        if (c == span_cells(span) - 1 && filled < 8 && !role_is_hole(content->first))
            return edge_cell(content->first, ROLE_PLAIN, filled);
        return (struct cell){role_glyph(content->first), (uint8_t)content->first,
                             (uint8_t)content->first};
    }
    if (content->pieces == 2)
        return edge_cell(content->first, content->last,
                         span_eighths(span, content->last_start) - 8 * c);
    return mixed_cell(content, span_cell_start(span, c + 1) - span_cell_start(span, c));
}

/* Two blocks in use that meet between two cells keep a seam, an eighth wide,
 * so that they can be told apart without colours. */
static bool wants_seam(const struct content *here, const struct content *next)
{
    return here->pieces == 1 && next->pieces >= 1 && !role_is_hole(here->first) &&
           !role_is_hole(next->first) && next->first_start != here->first_start;
}

/* ---- The bar ---- */

bool cells_fill(struct content *contents, const struct view *view, const struct span *span,
                struct mems_segment *first)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    memset(contents, 0, (size_t)span_cells(span) * sizeof *contents);
    if (!mems_segment_at(heap, span->start, first))
        return false;
    struct mems_segment segment = *first;
    do
        add_segment(contents, span, view, &segment);
    while (cells_next(heap, &segment) && segment.start < span->start + span->bytes);
    return true;
}

struct cell cells_look(const struct content *contents, const struct span *span, int c)
{
    const struct content *here = &contents[c];
    if (c + 1 < span_cells(span) && wants_seam(here, here + 1))
        return edge_cell(here->first, here[1].first, 7);
    return content_cell(here, span, c);
}

int cells_run(const struct content *contents, const struct span *span,
              const struct mems_segment *segment, int *first)
{
    uint64_t end = span->start + span->bytes, segment_end = segment->start + segment->size;
    if (segment->start >= end || segment_end <= span->start)
        return 0;
    int from = span_cell_of(span, segment->start > span->start ? segment->start : span->start);
    int to = span_cell_of(span, (segment_end < end ? segment_end : end) - 1);
    while (from <= to && contents[from].pieces != 1)
        from++;
    while (to >= from && contents[to].pieces != 1)
        to--;
    int waste = from;
    while (waste <= to && contents[waste].first != ROLE_WASTE)
        waste++;
    int own = waste - from, wasted = to - waste + 1;
    *first = wasted > own ? waste : from;
    return wasted > own ? wasted : own;
}
