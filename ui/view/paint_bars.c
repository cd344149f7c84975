/* paint_bars.c: memory to scale. Every cell says what its bytes are: one
 * segment fills it, two meet in it at an edge drawn in eighths, more make it a
 * mixed cell whose height is the share in use. Nothing in use is ever drawn
 * as a HOLE, however small it is. */
#include "paint.h"

#include "bars.h"
#include "layout.h"

#include <stdio.h>
#include <string.h>

/* What the bytes of one cell are. */
struct content {
    int pieces;
    uint64_t used;              /* bytes in PROCESS segments */
    enum role first, last;      /* the leftmost and the rightmost piece */
    uint64_t last_start;        /* where the rightmost begins */
    bool touched, selected;
};

/* A run of bytes that is drawn alike: a segment, or the waste at its end. */
struct piece {
    uint64_t start, end;
    enum role role;
    bool in_use, touched, selected;
};

static bool is_hole(enum role role)
{
    return role == ROLE_HOLE || role == ROLE_TOUCHED_HOLE;
}

/* ---- Which pieces a bar shows ---- */

static bool next_segment(const mems_heap *heap, struct mems_segment *segment)
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
        if (cell->pieces++ == 0)
            cell->first = piece->role;
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
    piece.selected = piece.role == ROLE_SELECTED;
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
    case ROLE_HOLE: return GLYPH_HOLE;
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
    if (is_hole(left) && is_hole(right)) {
        cell = (struct cell){BAR_LINE, ROLE_HOLE_LABEL, (uint8_t)right};
    } else if (is_hole(left)) {
        int filled = 8 - eighths;
        cell.ink = (uint8_t)right;
        cell.paper = (uint8_t)left;
        cell.ch = filled >= 6 ? role_glyph(right) : filled >= 3 ? RIGHT_HALF : RIGHT_EIGHTH;
    }
    return cell;
}

static struct cell mixed_cell(const struct content *content, uint64_t bytes)
{
    enum role ink = content->selected ? ROLE_SELECTED : content->touched ? ROLE_TOUCHED : ROLE_MIXED;
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
        if (c == span_cells(span) - 1 && filled < 8 && !is_hole(content->first))
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
    return here->pieces == 1 && next->pieces >= 1 && !is_hole(here->first) &&
           !is_hole(next->first) && next->last_start != here->last_start;
}

/* ---- Labels ---- */

/* How much of "NAME SIZE" fits in `room` cells with a filled one left over. */
static void label_text(const struct view *view, const struct mems_segment *segment, int room,
                       char *out, size_t size)
{
    char name[64], number[NUMBER_SIZE];
    number_text(number, segment->size);
    view_segment_name(view, segment, name, sizeof name);
    if (segment->kind == MEMS_HOLE)
        snprintf(out, size, "%s", number);
    else
        snprintf(out, size, "%s %s", name, number);
    if (text_width(out) + 2 > room && segment->kind == MEMS_PROCESS)
        snprintf(out, size, "%s", name);
    if (text_width(out) + 1 > room)
        out[0] = '\0';
}

/* Cells that show this segment alone, [*first, *first + result). */
static int segment_run(const struct content *cells, const struct span *span,
                       const struct mems_segment *segment, int *first)
{
    uint64_t end = span->start + span->bytes, segment_end = segment->start + segment->size;
    if (segment->start >= end || segment_end <= span->start)
        return 0;
    int from = span_cell_of(span, segment->start > span->start ? segment->start : span->start);
    int to = span_cell_of(span, (segment_end < end ? segment_end : end) - 1);
    while (from <= to && cells[from].pieces != 1)
        from++;
    while (to >= from && (cells[to].pieces != 1 || cells[to].first == ROLE_WASTE))
        to--;
    *first = from;
    return to - from + 1;
}

static void paint_label(struct frame *frame, int x, int y, const struct view *view,
                        const struct content *cells, const struct span *span,
                        const struct mems_segment *segment)
{
    int first = 0;
    int room = segment_run(cells, span, segment, &first);
    char text[128];
    label_text(view, segment, room, text, sizeof text);
    int width = text_width(text);
    if (width == 0)
        return;
    enum role paper = cells[first].first;
    enum role ink = is_hole(paper) ? ROLE_HOLE_LABEL : ROLE_LABEL;
    bool padded = room >= width + 4;
    int at = first + (room > width + 1 ? 1 : 0) + (padded ? 1 : 0);
    if (is_hole(paper) && padded)
        at = first + (room - width) / 2;
    if (padded) {
        frame_put(frame, x + at - 1, y, ' ', ink, paper);
        frame_put(frame, x + at + width, y, ' ', ink, paper);
    }
    frame_text(frame, x + at, y, room - (at - first), ink, paper, text);
}

/* A segment is labelled where it begins, or on its next row when it begins
 * in a corner too small for a label, or where it enters the window. */
static bool labelled_here(const struct span *span, const struct mems_segment *segment,
                          bool enters)
{
    if (segment->start >= span->start || enters)
        return true;
    uint64_t before = span->start - segment->start;
    if (before >= span->scale.row_bytes)
        return false;
    return before < 12 * (span->scale.row_bytes / (uint64_t)span->scale.cells) &&
           segment->start + segment->size > span->start + before;
}

/* ---- Rows ---- */

static void paint_bar(struct frame *frame, const struct bars *bars, int y, const struct row *row,
                      const struct view *view, bool enters)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    const struct span *span = &row->span;
    struct content cells[FRAME_COLS_MAX + 1];
    int count = span_cells(span);
    memset(cells, 0, (size_t)(count + 1) * sizeof *cells);

    struct mems_segment segment;
    if (!mems_segment_at(heap, span->start, &segment))
        return;
    struct mems_segment at = segment;
    do
        add_segment(cells, span, view, &at);
    while (next_segment(heap, &at) && at.start < span->start + span->bytes);

    for (int c = 0; c < count; c++) {
        struct cell cell = content_cell(&cells[c], span, c);
        if (cells[c].pieces == 1 && c + 1 < count && wants_seam(&cells[c], &cells[c + 1]))
            cell = edge_cell(cells[c].first, cells[c + 1].first, 7);
        frame_put(frame, bars->x + c, y, cell.ch, cell.ink, cell.paper);
    }
    at = segment;
    do
        if (labelled_here(span, &at, enters))
            paint_label(frame, bars->x, y, view, cells, span, &at);
    while (next_segment(heap, &at) && at.start < span->start + span->bytes);
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
    struct touched touched[2];
    int count = view_touched(view, touched);
    for (int i = 0; i < count; i++)
        if (row_holds(row, touched[i].start, touched[i].size))
            frame_put(frame, bars->at.x, y, touched[i].is_free ? '-' : '+', ROLE_TOUCHED,
                      ROLE_PLAIN);
    if (view->has_selection && row_holds(row, view->selected, 1))
        frame_put(frame, bars->at.x, y, 0x203A, ROLE_SELECTED, ROLE_PLAIN);
    if (bars->label == 0)
        return;
    if (bars->scale.whole) {
        frame_print(frame, bars->at.x + 1, y, bars->label, ROLE_FAINT, ROLE_PLAIN, "%*llu",
                    bars->label, (unsigned long long)row->span.start);
        return;
    }
    uint64_t page = mems_heap_options(timeline_heap(view->timeline)).page_size;
    uint64_t offset = row->span.start - row->node.start;
    if (offset % page < row->span.scale.row_bytes)
        frame_print(frame, bars->at.x + 1, y, bars->label, ROLE_FAINT, ROLE_PLAIN, "%*llu",
                    bars->label, (unsigned long long)(offset / page));
}

/* "+ node  + split": what the present step did to this node's chain. */
static void change_text(const struct view *view, const struct mems_node *node, char *out,
                        size_t size)
{
    struct touched touched[2];
    int count = view_touched(view, touched);
    size_t length = 0;
    out[0] = '\0';
    for (int i = count - 1; i >= 0; i--) {
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
    char from[ADDRESS_SIZE], to[ADDRESS_SIZE], fields[6][80], a[NUMBER_SIZE], b[NUMBER_SIZE];
    x += frame_print(frame, x, y, end - x, ROLE_STRONG, ROLE_PLAIN, "node %u", node->index);
    int count = 0;
    snprintf(fields[count++], 80, "%s\u2013%s", view_address(view, node->start, from),
             view_address(view, node->start + node->size - 1, to));
    snprintf(fields[count++], 80, "%s page%s", number_text(a, node->pages), plural(node->pages));
    if (view->physical || end - x >= 86)
        snprintf(fields[count++], 80, "@%llx", (unsigned long long)(uintptr_t)node->physical);
    snprintf(fields[count++], 80, "process %s", number_text(a, node->process));
    snprintf(fields[count++], 80, "hole %s", number_text(b, node->size - node->process));
    snprintf(fields[count++], 80, "%s segment%s", number_text(a, node->segments),
             plural(node->segments));

    char change[80];
    change_text(view, node, change, sizeof change);
    int room = end - text_width(change) - 2;
    for (int i = 0; i < count && x + 2 + text_width(fields[i]) <= room; i++)
        x += 2 + frame_text(frame, x + 2, y, end - x - 2, ROLE_HEADER, ROLE_PLAIN, fields[i]);
    frame_text(frame, x + 2, y, end - x - 2, ROLE_TOUCHED, ROLE_PLAIN, change);
}

static void paint_fold(struct frame *frame, const struct bars *bars, int y, const struct row *row)
{
    char rows[NUMBER_SIZE], nodes[NUMBER_SIZE], bytes[NUMBER_SIZE];
    int x = bars->at.x + 1, cols = bars->at.cols - 1 - (bars->map ? 2 : 0);
    const char *where = row->below ? "\u25BC" : "\u25B2";
    if (row->nodes == 0) {
        frame_print(frame, x, y, cols, ROLE_FAINT, ROLE_PLAIN, "%s %s more row%s", where,
                    number_text(rows, row->rows), plural(row->rows));
        return;
    }
    frame_print(frame, x, y, cols, ROLE_FAINT, ROLE_PLAIN,
                "%s node%s %llu\u2013%llu: %s node%s, %s bytes, %u %% in use", where,
                plural(row->nodes), (unsigned long long)row->first,
                (unsigned long long)(row->first + row->nodes - 1), number_text(nodes, row->nodes),
                plural(row->nodes), number_text(bytes, row->bytes),
                (unsigned)(row->bytes == 0 ? 0 : (double)row->process * 100 / (double)row->bytes));
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

static void paint_map(struct frame *frame, const struct bars *bars, const struct view *view)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    int rows = bars->at.rows, x = bars->at.x + bars->at.cols - 1;
    uint64_t total = mems_heap_totals(heap).mapped, start = mems_heap_options(heap).start;
    if (bars->total <= (uint64_t)rows || bars->scale.whole || total == 0)
        return;
    uint64_t first = UINT64_MAX, last = 0;
    for (int i = 0; i < bars->count; i++)
        if (bars->rows[i].kind == ROW_BAR) {
            uint64_t at = bars->rows[i].span.start;
            first = at < first ? at : first;
            last = at + bars->rows[i].span.bytes > last ? at + bars->rows[i].span.bytes : last;
        }
    struct mems_node node;
    bool more = mems_node_first(heap, &node);
    for (int y = 0; y < rows; y++) {
        uint64_t share = total / (uint64_t)rows + 1;
        uint64_t from = start + share * (uint64_t)y, to = from + share;
        uint64_t used = 0, bytes = 0;
        while (more && node.start < to) { /* a node counts where it begins */
            used += node.process;
            bytes += node.size;
            if (!(more = mems_node_next(heap, &node)))
                break;
        }
        if (bytes == 0 && mems_node_at(heap, from, &node)) {
            used = node.process;
            bytes = node.size;
            more = mems_node_next(heap, &node);
        }
        bool seen = to > first && from < last;
        if (bytes > 0)
            frame_put(frame, x, bars->at.y + y, share_glyph(used, bytes),
                      seen ? ROLE_STRONG : ROLE_FAINT, ROLE_PLAIN);
    }
}

void paint_bars(struct frame *frame, struct rect at, const struct view *view)
{
    struct bars bars;
    bars_layout(&bars, view, at);
    if (bars.count == 0)
        frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_FAINT, ROLE_PLAIN,
                   "no node yet: nothing is mapped");
    bool enters = true;
    for (int i = 0; i < bars.count; i++) {
        const struct row *row = &bars.rows[i];
        int y = at.y + i;
        if (row->kind == ROW_FOLD) {
            paint_fold(frame, &bars, y, row);
        } else if (row->kind == ROW_HEADER) {
            paint_header(frame, &bars, y, &row->node, view);
        } else {
            paint_gutter(frame, &bars, y, row, view);
            paint_bar(frame, &bars, y, row, view, enters);
        }
        enters = row->kind != ROW_BAR;
    }
    if (bars.map)
        paint_map(frame, &bars, view);
}
