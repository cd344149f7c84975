/* layout.h: arithmetic only: bytes to cells. No drawing, no heap walk beyond
 * what is on the screen but one pass over the nodes.
 *
 * The bars are a column of rows. A node has one header row and one row for
 * every `row_bytes` bytes of it; the last may be shorter. Zoom z gives
 * row_bytes = page size x 2^z (z > 0: several pages a row), page / 2^-z rounded
 * up (z < 0), never less than a byte a cell. */
#ifndef MEMS_VIEW_LAYOUT_H
#define MEMS_VIEW_LAYOUT_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stdint.h>

/* A bar's row: `cells` cells show `bytes` bytes from `start`. */
struct span { uint64_t start, bytes; int cells; };

/* First byte of cell `c` counted from the span's start (cells x bytes does not
 * overflow: it is done in 128 bits). c == cells gives span.bytes. */
uint64_t span_cell_start(const struct span *span, int c);

/* The cell that shows a byte of the span. */
int span_cell_of(const struct span *span, uint64_t address);

/* Where an edge at `address` lies, in eighths of a cell from the span's left. */
int span_eighths(const struct span *span, uint64_t address);

#endif
