/* layout.c: bytes to cells and nodes to rows. Products of bytes and cells are
 * taken in 128 bits, so no size of heap overflows them; all is integer, so the
 * same input always gives the same cells. */
#include "layout.h"

__extension__ typedef unsigned __int128 wide;

/* ---- Scale ---- */

static uint64_t at_least(uint64_t n, uint64_t least)
{
    return n < least ? least : n;
}

static uint64_t page_zoomed(uint64_t page, int zoom)
{
    if (zoom >= 0)
        return zoom > 32 ? page << 32 : page << zoom;
    if (zoom < -32)
        return 1;
    return (page + (UINT64_C(1) << -zoom) - 1) >> -zoom;
}

static uint64_t whole_bytes(const mems_heap *heap, int rows)
{
    uint64_t page = mems_heap_options(heap).page_size;
    uint64_t height = rows < 1 ? 1 : (uint64_t)rows;
    return at_least((mems_heap_totals(heap).mapped + height - 1) / height, page);
}

struct scale layout_scale(const mems_heap *heap, int zoom, int cells, int rows)
{
    cells = cells < 1 ? 1 : cells;
    uint64_t bytes = zoom >= ZOOM_WHOLE
                         ? whole_bytes(heap, rows)
                         : page_zoomed(mems_heap_options(heap).page_size, zoom);
    return (struct scale){.row_bytes = at_least(bytes, (uint64_t)cells), .cells = cells,
                          .map = zoom > 0};
}

int layout_zoom(const mems_heap *heap, int zoom, int cells, int rows, int direction)
{
    uint64_t page = mems_heap_options(heap).page_size, whole = whole_bytes(heap, rows);
    if (direction > 0) {
        struct scale paged = layout_scale(heap, 0, cells, rows);
        if (zoom < 0) {
            do /* a cell is never less than a byte: some steps would show the same */
                zoom++;
            while (zoom < 0 && page_zoomed(page, zoom) <= (uint64_t)(cells < 1 ? 1 : cells));
            return zoom;
        }
        if (zoom == 0 && layout_total(heap, &paged) <= (uint64_t)(rows < 1 ? 1 : rows))
            return zoom;
        return zoom >= ZOOM_WHOLE || page_zoomed(page, zoom + 1) >= whole ? ZOOM_WHOLE : zoom + 1;
    }
    if (zoom >= ZOOM_WHOLE) {
        zoom = 0;
        while (page_zoomed(page, zoom + 1) < whole)
            zoom++;
        return zoom;
    }
    return page_zoomed(page, zoom) <= (uint64_t)(cells < 1 ? 1 : cells) ? zoom : zoom - 1;
}

/* ---- A bar ---- */

static uint64_t scaled(uint64_t a, uint64_t times, uint64_t by)
{
    return (uint64_t)((wide)a * times / by);
}

static uint64_t scaled_up(uint64_t a, uint64_t times, uint64_t by)
{
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

static uint64_t bars_of(const struct mems_node *node, const struct scale *scale)
{
    return (node->size + scale->row_bytes - 1) / scale->row_bytes;
}

static uint64_t map_rows(const mems_heap *heap, const struct scale *scale)
{
    return (mems_heap_totals(heap).mapped + scale->row_bytes - 1) / scale->row_bytes;
}

uint64_t layout_total(const mems_heap *heap, const struct scale *scale)
{
    if (scale->map)
        return map_rows(heap, scale);
    uint64_t total = 0;
    struct mems_node node;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        total += 1 + bars_of(&node, scale);
    return total;
}

bool layout_row_of(const mems_heap *heap, const struct scale *scale, uint64_t address,
                   uint64_t *row)
{
    struct mems_node holder, node;
    if (!mems_node_at(heap, address, &holder))
        return false;
    if (scale->map) {
        *row = (address - mems_heap_options(heap).start) / scale->row_bytes;
        return true;
    }
    uint64_t before = 0;
    for (bool more = mems_node_first(heap, &node); more && node.index < holder.index;
         more = mems_node_next(heap, &node))
        before += 1 + bars_of(&node, scale);
    *row = before + 1 + (address - holder.start) / scale->row_bytes;
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

/* Walks the rows of a heap without listing them: a node and a row within it,
 * 0 being its header. */
struct walker {
    const mems_heap *heap;
    const struct scale *scale;
    struct mems_node node;
    uint64_t local;
    bool more;
};

static bool walker_start(struct walker *walker, const mems_heap *heap, const struct scale *scale)
{
    *walker = (struct walker){.heap = heap, .scale = scale};
    walker->more = mems_node_first(heap, &walker->node);
    return walker->more;
}

static void walker_next_node(struct walker *walker)
{
    walker->local = 0;
    walker->more = mems_node_next(walker->heap, &walker->node);
}

static void walker_next(struct walker *walker)
{
    if (walker->local++ == bars_of(&walker->node, walker->scale))
        walker_next_node(walker);
}

/* Passes over `rows` rows, which *fold then stands for. */
static void walker_fold(struct walker *walker, uint64_t rows, struct row *fold)
{
    fold->rows += rows;
    while (rows > 0 && walker->more) {
        if (walker->local == 0) {
            if (fold->nodes++ == 0)
                fold->first = walker->node.index;
            uint64_t start = walker->node.start, size = walker->node.size;
            fold->bytes += size;
            fold->process += mems_heap_usage(walker->heap, start, start + size).process;
        }
        uint64_t here = 1 + bars_of(&walker->node, walker->scale) - walker->local;
        if (here > rows) {
            walker->local += rows;
            return;
        }
        rows -= here;
        walker_next_node(walker);
    }
}

static struct row header_row(const struct mems_node *node)
{
    return (struct row){.kind = ROW_HEADER, .node = *node};
}

static struct row bar_row(const struct mems_node *node, uint64_t bar, const struct scale *scale)
{
    uint64_t offset = bar * scale->row_bytes;
    uint64_t left = node->size - offset;
    return (struct row){.kind = ROW_BAR, .node = *node,
                        .span = {.start = node->start + offset,
                                 .bytes = left < scale->row_bytes ? left : scale->row_bytes,
                                 .scale = *scale}};
}

static struct row walker_row(const struct walker *walker)
{
    return walker->local == 0 ? header_row(&walker->node)
                              : bar_row(&walker->node, walker->local - 1, walker->scale);
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
static int rows_window(struct walker *walker, uint64_t total, uint64_t top, struct row *out,
                       int rows)
{
    int count = 0;
    uint64_t at = 0;
    if (rows < FOLD_ROWS) {
        struct row passed = {.kind = ROW_FOLD};
        walker_fold(walker, top, &passed);
    } else if (top > 0) {
        out[count] = (struct row){.kind = ROW_FOLD};
        at = top + 1; /* the fold's own row hides one more */
        walker_fold(walker, at, &out[count++]);
        if (walker->more && walker->local > 0)
            out[count++] = header_row(&walker->node);
    }
    while (count < rows && walker->more) {
        int left = rows - count;
        bool alone = walker->local == 0 && left == 2; /* a header without a bar says little */
        if ((left == 1 || alone) && total - at > (uint64_t)left && rows >= FOLD_ROWS) {
            out[count] = (struct row){.kind = ROW_FOLD, .below = true};
            walker_fold(walker, total - at, &out[count++]);
            break;
        }
        out[count++] = walker_row(walker);
        walker_next(walker);
        at++;
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

/* A header and a bar for the pinned address at the end of the window that lies nearer to it. */
static int add_pin(const mems_heap *heap, const struct scale *scale, uint64_t pin, bool above,
                   struct row *out, int count)
{
    struct mems_node node;
    if (!mems_node_at(heap, pin, &node))
        return count;
    struct row header = header_row(&node);
    struct row bar = bar_row(&node, (pin - node.start) / scale->row_bytes, scale);
    if (above) {
        for (int i = count - 1; i >= 0; i--)
            out[i + 2] = out[i];
        out[0] = header;
        out[1] = bar;
    } else {
        out[count] = header;
        out[count + 1] = bar;
    }
    return count + 2;
}

int layout_rows(const mems_heap *heap, const struct scale *scale, uint64_t top,
                const uint64_t *pin, struct row *out, int rows)
{
    struct walker walker;
    if (rows < 1 || !walker_start(&walker, heap, scale))
        return 0;
    uint64_t total = layout_total(heap, scale);
    uint64_t height = (uint64_t)rows;
    uint64_t last = layout_last(scale, total, rows);
    if (top > last)
        top = last;
    if (scale->map)
        return rows_map(heap, scale, top, out, rows);
    int count = rows_window(&walker, total, top, out, rows);
    if (pin == NULL || rows < PIN_ROWS || window_shows(out, count, *pin))
        return count;
    uint64_t row;
    if (!layout_row_of(heap, scale, *pin, &row))
        return count;
    bool above = row < top + height / 2;
    walker_start(&walker, heap, scale);
    count = rows_window(&walker, total, above ? top + 2 : top, out, rows - 2);
    return add_pin(heap, scale, *pin, above, out, count);
}
