/* layout.h: arithmetic only: bytes to cells, nodes to rows. No drawing; of
 * the heap it sees single nodes, never all of them.
 *
 * The bars are a column of rows: for each node a header and then, page by
 * page, one bar for every `row_bytes` bytes of it; a page's last bar may be
 * shorter. So a row's number follows from its node's index and start. Cells are
 * bytes: `cells` of them show row_bytes, in every bar alike. */
#ifndef MEMS_VIEW_LAYOUT_H
#define MEMS_VIEW_LAYOUT_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stdint.h>

/* ---- Scale ---- */

struct scale {
    uint64_t row_bytes; /* bytes in a full bar, at least `cells`; but in a map
                           at most a page */
    int cells;          /* cells in a full bar, 1 or more */
    uint64_t page;      /* bytes of a page */
    bool map;           /* bars run from node to node, without headers */
};

/* Zoom z: row_bytes is the page size x 2^z, z < 0 rounded up, and never less
 * than one byte a cell: bars of small pages have fewer cells than there is room
 * for. From z = 1 on, bars hold several pages and are a map of the virtual
 * addresses, and always when pages have less than 16 bytes; ZOOM_WHOLE: of all
 * of them, in `rows` rows. z is from ZOOM_LEAST to ZOOM_MOST, or that. */
#define ZOOM_LEAST (-32)
#define ZOOM_MOST 32
#define ZOOM_WHOLE 63
struct scale layout_scale(const mems_heap *heap, int zoom, int cells, int rows);

/* A map with so many bytes a row, or one byte a cell where that is more. */
struct scale layout_map(uint64_t page, uint64_t row_bytes, int cells);

/* The zoom one step nearer (-1) or farther (+1), for a window with room for so
 * many cells and rows; the same zoom when there is none: a cell is a byte, or
 * all is shown. */
int layout_zoom(const mems_heap *heap, int zoom, int cells, int rows, int direction);

/* ---- A bar ---- */

struct span {
    uint64_t start, bytes; /* what the bar shows */
    struct scale scale;
};

int span_cells(const struct span *span);                     /* that hold a byte of it */
uint64_t span_cell_start(const struct span *span, int cell); /* address, at most the end */
int span_cell_of(const struct span *span, uint64_t address); /* clamped to the bar */
/* Where `address` lies from the bar's left, in eighths of a cell, rounded. */
int span_eighths(const struct span *span, uint64_t address);

/* ---- Rows ---- */

enum row_kind { ROW_HEADER, ROW_BAR, ROW_FOLD };

struct row {
    enum row_kind kind;
    struct mems_node node;  /* HEADER, BAR */
    struct span span;       /* BAR */
    bool below;             /* FOLD: stands for rows further down than its neighbours above */
    uint64_t rows;          /* FOLD: bars and headers it stands for */
    uint64_t first, nodes;  /* FOLD: index and count of the nodes whose header it hides */
    uint64_t start, bytes;  /* FOLD: where those nodes lie */
};

/* Rows of the whole heap at this scale; the row of the bar that shows `address`. */
uint64_t layout_total(const mems_heap *heap, const struct scale *scale);
bool layout_row_of(const mems_heap *heap, const struct scale *scale, uint64_t address,
                   uint64_t *row);

/* Where a window of `rows` rows begins so that `row` is well inside it: the
 * same for neighbouring rows, so that the picture holds still. */
uint64_t layout_top(uint64_t total, int rows, uint64_t row);

/* The last row that a window of `rows` rows may begin at: it shows the end. */
uint64_t layout_last(const struct scale *scale, uint64_t total, int rows);

/* Fills `out` with at most `rows` rows of the window that begins at row `top`
 * (clamped): what lies above and below is folded into a row each, the header
 * of a node that was scrolled past stays, and so does the bar of `pin` (an
 * address; NULL for none) with its header, wherever it is, when there are 12
 * rows or more; with fewer than 4 nothing is folded. Returns how many rows
 * there are. O(log nodes + rows). */
int layout_rows(const mems_heap *heap, const struct scale *scale, uint64_t top,
                const uint64_t *pin, struct row *out, int rows);

#endif
