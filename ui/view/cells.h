/* cells.h: what the bytes of a bar's cells are, and how such a cell looks. */
#ifndef MEMS_VIEW_CELLS_H
#define MEMS_VIEW_CELLS_H

#include "frame.h"
#include "layout.h"
#include "view.h"

/* What the bytes of one cell are: pieces are segments, or the waste at the
 * end of one where that fills a cell or more. */
struct content {
    int pieces;
    uint64_t used;           /* bytes in PROCESS segments */
    enum role first, last;   /* of the leftmost and the rightmost piece */
    uint64_t first_start, last_start; /* where those begin, or enter the bar */
    bool touched, selected;  /* whether any piece is */
};

/* Fills contents[0 .. span_cells) from the heap; *first is the segment that
 * holds the span's first byte. false when no node does. O(segments shown). */
bool cells_fill(struct content *contents, const struct view *view, const struct span *span,
                struct mems_segment *first);

/* Steps to the next segment of the heap, into the next node where one ends. */
bool cells_next(const mems_heap *heap, struct mems_segment *segment);

/* How cell `c` of the bar looks; contents[c + 1] is read within the span. */
struct cell cells_look(const struct content *contents, const struct span *span, int c);

/* Cells that show this segment and nothing else, or its waste if that has more of
 * them: their count, from *first. */
int cells_run(const struct content *contents, const struct span *span,
              const struct mems_segment *segment, int *first);

#endif
