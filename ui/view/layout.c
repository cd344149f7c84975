/* layout.c: bytes to cells and nodes to rows. Products of bytes and cells are
 * taken in 128 bits, so no size of heap overflows them; all is integer, so the
 * same input always gives the same cells. */
#include "layout.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide;

/* ---- Scale ---- */

static uint64_t at_least(uint64_t n, uint64_t least)
{
    return n < least ? least : n;
}

static uint64_t page_zoomed(uint64_t page, int zoom)
{
    if (zoom >= 0)
        return page << (zoom > ZOOM_MOST ? ZOOM_MOST : zoom);
    if (zoom < ZOOM_LEAST)
        return 1;
    return (page + (UINT64_C(1) << -zoom) - 1) >> -zoom;
}

static uint64_t whole_bytes(const mems_heap *heap, int rows)
{
    uint64_t page = mems_heap_options(heap).page_size;
    uint64_t height = rows < 1 ? 1 : (uint64_t)rows;
    return at_least((mems_heap_totals(heap).mapped + height - 1) / height, page);
}

#define PAGE_LEAST 16 /* a bar of a smaller page would say nothing */

struct scale layout_scale(const mems_heap *heap, int zoom, int cells, int rows)
{
    uint64_t page = mems_heap_options(heap).page_size, most = cells < 1 ? 1 : (uint64_t)cells;
    struct scale scale = {.page = page, .map = zoom > 0 || page < PAGE_LEAST};
    uint64_t bytes = zoom >= ZOOM_WHOLE ? whole_bytes(heap, rows) : page_zoomed(page, zoom);
    scale.row_bytes = at_least(bytes, most);
    if (!scale.map && scale.row_bytes > page)
        scale.row_bytes = page;
    scale.cells = (int)(scale.row_bytes < most ? scale.row_bytes : most);
    return scale;
}

struct scale layout_map(uint64_t page, uint64_t row_bytes, int cells)
{
    uint64_t most = cells < 1 ? 1 : (uint64_t)cells;
    return (struct scale){.row_bytes = at_least(row_bytes, most), .cells = (int)most,
                          .page = page, .map = true};
}

static bool same_scale(const struct scale *a, const struct scale *b)
{
    return a->row_bytes == b->row_bytes && a->cells == b->cells && a->map == b->map;
}

/* Some steps would show the same: they are passed over. */
static int zoom_out(const mems_heap *heap, int zoom, int cells, int rows)
{
    uint64_t page = mems_heap_options(heap).page_size, whole = whole_bytes(heap, rows);
    struct scale now = layout_scale(heap, zoom, cells, rows);
    struct scale paged = layout_scale(heap, 0, cells, rows);
    if (same_scale(&now, &paged) && layout_total(heap, &now) <= (uint64_t)(rows < 1 ? 1 : rows))
        return 0;
    for (int next = zoom + 1; next <= ZOOM_MOST; next++) {
        struct scale scale = layout_scale(heap, next, cells, rows);
        if (next > 0 && page_zoomed(page, next) >= whole)
            break;
        if (!same_scale(&scale, &now))
            return next;
    }
    return ZOOM_WHOLE;
}

static int zoom_in(const mems_heap *heap, int zoom, int cells, int rows)
{
    uint64_t page = mems_heap_options(heap).page_size, whole = whole_bytes(heap, rows);
    struct scale now = layout_scale(heap, zoom, cells, rows);
    int next = zoom - 1;
    if (zoom >= ZOOM_WHOLE) {
        next = 0;
        while (next < ZOOM_MOST && page_zoomed(page, next + 1) < whole)
            next++;
        return next;
    }
    for (; next >= ZOOM_LEAST; next--) {
        struct scale scale = layout_scale(heap, next, cells, rows);
        if (!same_scale(&scale, &now))
            return next;
    }
    return zoom;
}

int layout_zoom(const mems_heap *heap, int zoom, int cells, int rows, int direction)
{
    return (direction > 0 ? zoom_out : zoom_in)(heap, zoom, cells, rows);
}

/* ---- A bar ---- */

static uint64_t scaled(uint64_t a, uint64_t times, uint64_t by)
{
    uint64_t product;
    if (!__builtin_mul_overflow(a, times, &product)) /* nearly always, and much faster */
        return product / by;
    return (uint64_t)((wide)a * times / by);
}

static uint64_t scaled_up(uint64_t a, uint64_t times, uint64_t by)
{
    uint64_t product;
    if (!__builtin_mul_overflow(a, times, &product))
        return product / by + (product % by > 0);
    return (uint64_t)(((wide)a * times + by - 1) / by);
}

int span_cells(const struct span *span)
{
    return (int)scaled_up(span->bytes, (uint64_t)span->scale.cells, span->scale.row_bytes);
}

uint64_t span_cell_start(const struct span *span, int cell)
{
    uint64_t offset = scaled((uint64_t)cell, span->scale.row_bytes, (uint64_t)span->scale.cells);
    return span->start + (offset < span->bytes ? offset : span->bytes);
}

int span_cell_of(const struct span *span, uint64_t address)
{
    if (address <= span->start || span->bytes == 0)
        return 0;
    uint64_t offset = address - span->start;
    if (offset >= span->bytes)
        offset = span->bytes - 1;
    /* the last cell that begins at or before it */
    return (int)(scaled_up(offset + 1, (uint64_t)span->scale.cells, span->scale.row_bytes) - 1);
}

int span_eighths(const struct span *span, uint64_t address)
{
    if (address <= span->start)
        return 0;
    uint64_t offset = address - span->start;
    if (offset > span->bytes)
        offset = span->bytes;
    uint64_t sixteenths = scaled(offset, (uint64_t)span->scale.cells * 16, span->scale.row_bytes);
    return (int)((sixteenths + 1) / 2);
}

/* ---- Rows ---- */

/* Bars that a page takes: each begins one, so that where a row stands follows
 * from where its bytes lie, without asking the nodes before it. */
static uint64_t page_rows(const struct scale *scale)
{
    return (scale->page + scale->row_bytes - 1) / scale->row_bytes;
}

static uint64_t map_rows(const mems_heap *heap, const struct scale *scale)
{
    return (mems_heap_totals(heap).mapped + scale->row_bytes - 1) / scale->row_bytes;
}

uint64_t layout_total(const mems_heap *heap, const struct scale *scale)
{
    struct mems_totals totals = mems_heap_totals(heap);
    return scale->map ? map_rows(heap, scale) : totals.nodes + totals.pages * page_rows(scale);
}

static uint64_t header_at(const mems_heap *heap, const struct scale *scale,
                          const struct mems_node *node)
{
    uint64_t before = node->start - mems_heap_options(heap).start;
    return node->index + before / scale->page * page_rows(scale);
}

/* Which of a node's bars shows the byte at that offset. */
static uint64_t bar_of(const struct scale *scale, uint64_t offset)
{
    return offset / scale->page * page_rows(scale) + offset % scale->page / scale->row_bytes;
}

bool layout_row_of(const mems_heap *heap, const struct scale *scale, uint64_t address,
                   uint64_t *row)
{
    struct mems_node node;
    if (!mems_node_at(heap, address, &node))
        return false;
    *row = scale->map ? (address - mems_heap_options(heap).start) / scale->row_bytes
                      : header_at(heap, scale, &node) + 1 + bar_of(scale, address - node.start);
    return true;
}

#define FOLD_ROWS 4 /* below this there is room for what is shown, and for nothing else */

/* The last row of the heap stays in view: above it stand a fold, which hides
 * the row at `top` too, and perhaps a header that is not counted. */
static uint64_t last_top(uint64_t total, uint64_t height)
{
    return total <= height ? 0 : height < FOLD_ROWS ? total - height : total - height + 1;
}

uint64_t layout_last(const struct scale *scale, uint64_t total, int rows)
{
    uint64_t height = rows < 1 ? 1 : (uint64_t)rows;
    return scale->map && total > height ? total - height : last_top(total, height);
}

uint64_t layout_top(uint64_t total, int rows, uint64_t row)
{
    uint64_t height = rows < 1 ? 1 : (uint64_t)rows;
    uint64_t last = last_top(total, height);
    if (height < FOLD_ROWS)
        return height > 1 && row > 0 ? row - 1 : row;
    uint64_t third = height / 3;
    uint64_t block = row / third * third;
    uint64_t top = block > third ? block - third : 0;
    return top > last ? last : top;
}

/* A row of a heap: its node and where it stands in it, 0 being the header. */
struct cursor {
    const mems_heap *heap;
    const struct scale *scale;
    uint64_t total, row;
    struct mems_node node; /* when row < total */
    uint64_t local;
};

/* To any row, by halving. O(log nodes). */
static void cursor_go(struct cursor *cursor, uint64_t row)
{
    uint64_t low = 0, high = mems_heap_totals(cursor->heap).nodes;
    cursor->row = row < cursor->total ? row : cursor->total;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        mems_node_index(cursor->heap, middle, &cursor->node);
        if (header_at(cursor->heap, cursor->scale, &cursor->node) <= row)
            low = middle;
        else
            high = middle;
    }
    if (mems_node_index(cursor->heap, low, &cursor->node))
        cursor->local = row - header_at(cursor->heap, cursor->scale, &cursor->node);
}

static void cursor_next(struct cursor *cursor)
{
    cursor->row++;
    if (cursor->local++ < cursor->node.pages * page_rows(cursor->scale))
        return;
    cursor->local = 0;
    mems_node_next(cursor->heap, &cursor->node);
}

/* The first node whose header is at the cursor or after it; the count of nodes
 * when there is none. *start is where it begins. */
static uint64_t cursor_node(const struct cursor *cursor, uint64_t *start)
{
    struct mems_totals totals = mems_heap_totals(cursor->heap);
    *start = mems_heap_options(cursor->heap).start + totals.mapped;
    if (cursor->row == cursor->total)
        return totals.nodes;
    *start = cursor->node.start + (cursor->local > 0 ? cursor->node.size : 0);
    return (uint64_t)cursor->node.index + (cursor->local > 0);
}

/* The next `rows` rows as one fold, with the nodes whose header is among them. */
static struct row cursor_fold(struct cursor *cursor, uint64_t rows, bool below)
{
    struct row fold = {.kind = ROW_FOLD, .below = below, .rows = rows};
    uint64_t end;
    fold.first = cursor_node(cursor, &fold.start);
    cursor_go(cursor, cursor->row + rows);
    fold.nodes = cursor_node(cursor, &end) - fold.first;
    fold.bytes = end - fold.start;
    return fold;
}

static struct row header_row(const struct mems_node *node)
{
    return (struct row){.kind = ROW_HEADER, .node = *node};
}

static struct row bar_row(const struct mems_node *node, uint64_t bar, const struct scale *scale)
{
    uint64_t in_page = bar % page_rows(scale) * scale->row_bytes;
    uint64_t left = scale->page - in_page;
    return (struct row){.kind = ROW_BAR, .node = *node,
                        .span = {.start = node->start + bar / page_rows(scale) * scale->page +
                                          in_page,
                                 .bytes = left < scale->row_bytes ? left : scale->row_bytes,
                                 .scale = *scale}};
}

static struct row cursor_row(const struct cursor *cursor)
{
    return cursor->local == 0 ? header_row(&cursor->node)
                              : bar_row(&cursor->node, cursor->local - 1, cursor->scale);
}

static int rows_map(const mems_heap *heap, const struct scale *scale, uint64_t top,
                    struct row *out, int rows)
{
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t start = mems_heap_options(heap).start;
    int count = 0;
    for (uint64_t offset = top * scale->row_bytes; offset < totals.mapped && count < rows;
         offset += scale->row_bytes) {
        uint64_t left = totals.mapped - offset;
        struct row row = {.kind = ROW_BAR,
                          .span = {.start = start + offset,
                                   .bytes = left < scale->row_bytes ? left : scale->row_bytes,
                                   .scale = *scale}};
        if (!mems_node_at(heap, row.span.start, &row.node))
            break;
        out[count++] = row;
    }
    return count;
}

/* The rows [top, total) that fit in `rows`, with a fold above and below. */
static int rows_window(struct cursor *cursor, uint64_t top, struct row *out, int rows)
{
    int count = 0;
    cursor_go(cursor, 0);
    if (rows < FOLD_ROWS) {
        cursor_go(cursor, top);
    } else if (top > 0) {
        struct row fold = cursor_fold(cursor, top + 1, false); /* its own row hides one more */
        bool inside = cursor->row < cursor->total && cursor->local > 0;
        if (inside) { /* this node's header stays, so that it is none of those above */
            fold.rows--;
            fold.nodes--;
            fold.bytes = cursor->node.start - fold.start;
        }
        out[count++] = fold;
        if (inside)
            out[count++] = header_row(&cursor->node);
    }
    while (count < rows && cursor->row < cursor->total) {
        uint64_t left = (uint64_t)(rows - count), rest = cursor->total - cursor->row;
        bool alone = cursor->local == 0 && left == 2; /* a header without a bar says little */
        if ((left == 1 || alone) && rest > left && rows >= FOLD_ROWS) {
            out[count++] = cursor_fold(cursor, rest, true);
            break;
        }
        out[count++] = cursor_row(cursor);
        cursor_next(cursor);
    }
    return count;
}

#define PIN_ROWS 12 /* below this a pin would crowd out what it stands beside */

static bool window_shows(const struct row *rows, int count, uint64_t address)
{
    for (int i = 0; i < count; i++)
        if (rows[i].kind == ROW_BAR && address >= rows[i].span.start &&
            address - rows[i].span.start < rows[i].span.bytes)
            return true;
    return false;
}

/* Whether the window begins inside this node, whose header stays. */
static bool begins_inside(const struct row *out, int count, const struct mems_node *node)
{
    return count > 1 && out[1].kind == ROW_HEADER && out[1].node.index == node->index;
}

/* The fold of what lies above is parted where the bar belongs: nothing that a fold counts
 * stands in a row of its own. It takes three rows more, or two where the header is there. */
static int add_above(const mems_heap *heap, const struct row *bar, struct row *out, int count)
{
    const struct mems_node *node = &bar->node;
    int inside = begins_inside(out, count, node), added = 0;
    struct row above = out[0], rest = out[0], rows[4];
    above.rows = header_at(heap, &bar->span.scale, node);
    above.nodes = node->index;
    above.bytes = node->start - above.start;
    rest.rows -= above.rows + 2 - (uint64_t)inside;
    rest.nodes -= above.nodes + 1 - (uint64_t)inside;
    if (rest.nodes > 0) {
        rest.first = above.nodes + 1;
        rest.start = node->start + node->size;
        rest.bytes -= rest.start - above.start;
    } else if (!inside) { /* of the node below it rows are hidden too, as its first one says */
        rest.rows = node->pages * page_rows(&bar->span.scale) - 1;
    }
    if (above.nodes > 0)
        rows[added++] = above;
    rows[added++] = header_row(node);
    rows[added++] = *bar;
    if (rest.rows > 0)
        rows[added++] = rest;
    int first = 1 + inside;
    memmove(out + added, out + first, (size_t)(count - first) * sizeof *out);
    memcpy(out, rows, (size_t)added * sizeof *out);
    return added + count - first;
}

int layout_rows(const mems_heap *heap, const struct scale *scale, uint64_t top,
                const uint64_t *pin, struct row *out, int rows)
{
    struct cursor cursor = {.heap = heap, .scale = scale, .total = layout_total(heap, scale)};
    if (rows < 1 || cursor.total == 0)
        return 0;
    uint64_t last = layout_last(scale, cursor.total, rows);
    if (top > last)
        top = last;
    if (scale->map)
        return rows_map(heap, scale, top, out, rows);
    int count = rows_window(&cursor, top, out, rows);
    if (pin == NULL || rows < PIN_ROWS || window_shows(out, count, *pin))
        return count;
    uint64_t row;
    struct mems_node node;
    if (!layout_row_of(heap, scale, *pin, &row) || !mems_node_at(heap, *pin, &node))
        return count;
    struct row bar = bar_row(&node, bar_of(scale, *pin - node.start), scale);
    bool above = row < top + (uint64_t)rows / 2;
    count = rows_window(&cursor, above ? top + 2 : top, out, rows - 2);
    if (above && !begins_inside(out, count, &node))
        count = rows_window(&cursor, top + 3, out, rows - 3);
    if (above)
        return add_above(heap, &bar, out, count);
    out[count] = header_row(&node);
    out[count + 1] = bar;
    return count + 2;
}
