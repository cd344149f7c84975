/* cells.c: bytes to what a cell shows. A cell of one segment is filled with
 * it; two segments meet at an edge drawn in eighths; more make a mixed cell,
 * as high as the share in use. What is in use never looks like a HOLE. However
 * many segments lie in a cell, filling it costs no more than a few do. */
#include "cells.h"

#include "moments.h"
#include "theme.h"
#include "timeline.h"

#include <string.h>

/* A run of bytes that is drawn alike: a segment, or the waste at its end. */
struct piece {
    uint64_t start, end;
    enum role role;
    bool in_use, touched, selected;
};

/* A bar that is being filled. */
struct fill {
    struct content *cells;
    const struct view *view;
    const struct marks *marks;
    const struct span *span;
};

/* ---- Which pieces a bar shows ---- */

/* Adds a piece to those of the cells [from, to] that it has bytes in. */
static void add_piece(const struct fill *fill, const struct piece *piece, int from, int to)
{
    const struct span *span = fill->span;
    uint64_t end = span->start + span->bytes;
    uint64_t first = piece->start > span->start ? piece->start : span->start;
    uint64_t last = piece->end < end ? piece->end : end;
    if (first >= last)
        return;
    int begin = span_cell_of(span, first), stop = span_cell_of(span, last - 1);
    stop = stop < to ? stop : to;
    for (int c = begin > from ? begin : from; c <= stop; c++) {
        struct content *cell = &fill->cells[c];
        if (cell->pieces++ == 0) {
            cell->first = piece->role;
            cell->first_start = first;
        }
        cell->last = piece->role;
        cell->last_start = first;
        cell->touched |= piece->touched;
        cell->selected |= piece->selected;
        if (piece->in_use) {
            uint64_t a = span_cell_start(span, c), b = span_cell_start(span, c + 1);
            cell->used += (last < b ? last : b) - (first > a ? first : a);
        }
    }
}

static bool is_touched(enum role role)
{
    return role == ROLE_TOUCHED || role == ROLE_TOUCHED_HOLE;
}

static bool is_selected(enum role role)
{
    return role == ROLE_SELECTED || role == ROLE_SELECTED_HOLE || role == ROLE_LOOKED_HOLE;
}

/* The waste is drawn apart where it fills a cell or more. */
static uint64_t waste_shown(const struct span *span, const struct mems_segment *segment)
{
    uint64_t cell = (span->scale.row_bytes - 1) / (uint64_t)span->scale.cells + 1;
    return segment->waste >= cell ? segment->waste : 0;
}

/* Of two moments: what most of its bytes in each cell are, cells that are alike in one. */
static void add_hole(const struct fill *fill, const struct mems_segment *segment, int from, int to)
{
    const struct span *span = fill->span;
    uint64_t end = segment->start + segment->size, stop = span_cell_start(span, to + 1);
    uint64_t at = span_cell_start(span, from);
    struct piece piece = {.start = segment->start > at ? segment->start : at};
    end = end < stop ? end : stop;
    for (at = piece.start; at < end; at = piece.end) {
        uint64_t next = span_cell_start(span, span_cell_of(span, at) + 1);
        next = next < end ? next : end;
        enum role role = moments_hole_role(fill->view, at, next);
        if (at > piece.start && role != piece.role) {
            add_piece(fill, &piece, from, to);
            piece.start = at;
        }
        piece.role = role;
        piece.selected = is_selected(role);
        piece.end = next;
    }
    if (piece.end > piece.start)
        add_piece(fill, &piece, from, to);
}

static void add_segment(const struct fill *fill, const struct mems_segment *segment, int from,
                        int to)
{
    uint64_t end = segment->start + segment->size, waste = waste_shown(fill->span, segment);
    enum role role = marks_role(fill->marks, fill->view, segment);
    if (role == ROLE_HOLE && moments_on(fill->view)) {
        add_hole(fill, segment, from, to);
        return;
    }
    struct piece piece = {.start = segment->start, .end = end - waste, .role = role,
                          .in_use = segment->kind == MEMS_PROCESS,
                          .touched = is_touched(role), .selected = is_selected(role)};
    add_piece(fill, &piece, from, to);
    if (waste == 0)
        return;
    piece = (struct piece){.start = end - waste, .end = end, .role = ROLE_WASTE, .in_use = true};
    add_piece(fill, &piece, from, to);
}

/* The segments of the cells [from, to], one by one; where the last one ends. */
static uint64_t walk(const struct fill *fill, int from, int to)
{
    const mems_heap *heap = timeline_heap(fill->view->timeline);
    uint64_t end = span_cell_start(fill->span, to + 1);
    struct mems_segment segment;
    bool more = mems_segment_at(heap, span_cell_start(fill->span, from), &segment);
    uint64_t reached = end;
    while (more && segment.start < end) {
        add_segment(fill, &segment, from, to);
        reached = segment.start + segment.size;
        more = reached < end && view_next_segment(heap, &segment, true);
    }
    return reached;
}

/* ---- Cells of so many segments that they are not walked ---- */

static void count_cell(const struct fill *fill, int c, const struct mems_usage *usage)
{
    uint64_t from = span_cell_start(fill->span, c), to = span_cell_start(fill->span, c + 1);
    struct content *cell = &fill->cells[c];
    struct mems_segment segment;
    if (c > 0 && cell[-1].pieces == 1 &&
        mems_segment_at(timeline_heap(fill->view->timeline), from, &segment))
        add_segment(fill, &segment, c, c);
    cell->pieces = usage->blocks + usage->holes;
    cell->used = usage->process;
    for (int i = 0; i < fill->marks->count; i++) {
        const struct mems_segment *marked = &fill->marks->list[i].segment;
        uint64_t end = marked->start + marked->size - waste_shown(fill->span, marked);
        if (marked->start >= to || end <= from)
            continue;
        cell->touched |= is_touched(fill->marks->list[i].role);
        cell->selected |= is_selected(fill->marks->list[i].role);
    }
}

/* Fills cell c, and those after it that its last segment covers; returns the
 * next one. */
static int count(const struct fill *fill, int c, const struct mems_usage *usage)
{
    const struct span *span = fill->span;
    uint64_t to = span_cell_start(span, c + 1);
    if (usage->blocks + usage->holes > 2) {
        count_cell(fill, c, usage);
        return c + 1;
    }
    uint64_t end = walk(fill, c, c);
    int cells = span_cells(span), next = c + 1;
    if (end >= span->start + span->bytes)
        next = cells;
    else if (end > to)
        next = span_cell_of(span, end);
    if (next > c + 1)
        walk(fill, c + 1, next - 1);
    return next;
}

static void compare(const struct fill *fill)
{
    const struct span *span = fill->span;
    for (int c = 0; c < span_cells(span); c++) {
        struct content *cell = &fill->cells[c];
        cell->by_role = true;
        if (cell->pieces > 2)
            cell->most = moments_most(fill->view, span_cell_start(span, c),
                                      span_cell_start(span, c + 1), cell->used);
    }
}

static void fill_cells(const struct fill *fill)
{
    const mems_heap *heap = timeline_heap(fill->view->timeline);
    const struct span *span = fill->span;
    struct mems_usage usage = mems_heap_usage(heap, span->start, span->start + span->bytes);
    int cells = span_cells(span);
    if (usage.blocks + usage.holes <= (uint64_t)cells * CELLS_WALKED) {
        walk(fill, 0, cells - 1);
        return;
    }
    uint64_t at[FRAME_COLS_MAX + 1];
    struct mems_usage usages[FRAME_COLS_MAX];
    for (int c = 0; c <= cells; c++)
        at[c] = span_cell_start(span, c);
    mems_heap_usages(heap, at, (size_t)cells, usages);
    for (int c = 0; c < cells;)
        c = count(fill, c, &usages[c]);
}

void cells_fill(struct content *contents, const struct view *view, const struct marks *marks,
                const struct span *span)
{
    struct fill fill = {.cells = contents, .view = view, .marks = marks, .span = span};
    memset(contents, 0, (size_t)span_cells(span) * sizeof *contents);
    fill_cells(&fill);
    if (moments_on(view))
        compare(&fill);
}

/* ---- How a cell looks ---- */

static uint32_t role_glyph(enum role role)
{
    switch (role) {
    case ROLE_HOLE: case ROLE_SELECTED_HOLE: return GLYPH_HOLE;
    case ROLE_TOUCHED_HOLE: return GLYPH_TOUCHED_HOLE;
    case ROLE_PASSED_HOLE: return GLYPH_PASSED_HOLE;
    case ROLE_LOOKED_HOLE: return GLYPH_LOOKED_HOLE;
    case ROLE_TOUCHED: return GLYPH_TOUCHED;
    case ROLE_WASTE: return 'x';
    default: return GLYPH_PROCESS;
    }
}

#define RIGHT_HALF 0x2590
#define RIGHT_EIGHTH 0x2595
#define BAR_LINE 0x2502

/* A cell of one role; of two moments, with its sign. */
static struct cell whole_cell(enum role role)
{
    if (moments_sign(role) != 0)
        return moments_cell(role);
    return (struct cell){role_glyph(role), (uint8_t)role, (uint8_t)role};
}

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
        if (filled >= 6 && moments_sign(right) != 0)
            return whole_cell(right);
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
    uint64_t eighths = content->used * 8 / bytes; /* addresses are below 2^48 */
    eighths = eighths < 1 ? 1 : eighths > 7 ? 7 : eighths;
    return (struct cell){GLYPH_MIXED(eighths), (uint8_t)ink, ROLE_HOLE};
}

static struct cell content_cell(const struct content *content, const struct span *span, int c)
{
    if (content->pieces == 0) /* in a broken heap: no walk comes here */
        return (struct cell){'?', ROLE_FAULT, ROLE_FAULT};
    if (content->pieces == 1) {
        uint64_t end = span->start + span->bytes;
        int filled = span_eighths(span, end) - 8 * c;
        if (c == span_cells(span) - 1 && filled < 8 && !role_is_hole(content->first))
            return edge_cell(content->first, ROLE_PLAIN, filled);
        return whole_cell(content->first);
    }
    if (content->pieces == 2)
        return edge_cell(content->first, content->last,
                         span_eighths(span, content->last_start) - 8 * c);
    if (content->by_role)
        return whole_cell(content->selected ? ROLE_SELECTED : content->most);
    return mixed_cell(content, span_cell_start(span, c + 1) - span_cell_start(span, c));
}

/* Two blocks in use that meet between two cells keep a seam, an eighth wide and of the
 * page's colour, so that they can be told apart whatever their colours are, or none. */
static bool wants_seam(const struct content *here, const struct content *next)
{
    return here->pieces == 1 && next->pieces >= 1 && !role_is_hole(here->first) &&
           !role_is_hole(next->first) && next->first_start != here->first_start;
}

/* Of two moments blocks of one role have one hue; so a line parts them, where both are
 * so long that it tells something. */
static bool is_line(const struct content *contents, const struct span *span, int c)
{
    const struct content *here = &contents[c];
    bool inside = here->pieces == 2 && here->first == here->last;
    bool after = c + 1 < span_cells(span) && wants_seam(here, here + 1) &&
                 here->first == here[1].first;
    if (role_is_hole(here->first) || (!inside && !after))
        return false;
    for (int i = c - 2; i <= c + 3; i++)
        if (i >= 0 && i < span_cells(span) && i != c && contents[i].pieces != 1)
            return false;
    return true;
}

static struct cell part_cell(const struct content *contents, const struct span *span, int c)
{
    const struct content *here = &contents[c];
    if (is_line(contents, span, c))
        return (struct cell){BAR_LINE, ROLE_LABEL, (uint8_t)here->first};
    if (here->pieces == 2 && here->first == here->last)
        return whole_cell(here->first);
    return content_cell(here, span, c);
}

/* ---- The bar ---- */

struct cell cells_look(const struct content *contents, const struct span *span, int c)
{
    const struct content *here = &contents[c];
    bool seam = c + 1 < span_cells(span) && wants_seam(here, here + 1);
    if (here->by_role && (!seam || here->first == here[1].first))
        return part_cell(contents, span, c);
    if (seam)
        return edge_cell(here->first, ROLE_PLAIN, 7);
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
