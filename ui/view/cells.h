/* cells.h: what the bytes of a bar's cells are, and how such a cell looks. */
#ifndef MEMS_VIEW_CELLS_H
#define MEMS_VIEW_CELLS_H

#include "frame.h"
#include "layout.h"
#include "view.h"

/* What the bytes of one cell are: pieces are segments, or the waste at the
 * end of one where that fills a cell or more. */
struct content {
    uint64_t pieces;
    uint64_t used;           /* bytes in PROCESS segments */
    enum role first, last;   /* of the leftmost and the rightmost piece */
    uint64_t first_start, last_start; /* where those begin, or enter the bar */
    bool touched, selected;  /* whether any piece is */
    bool by_role;            /* of two moments: pieces of one role look alike, and of more */
    enum role most;          /* than two pieces this is what most bytes are */
};

/* Fills contents[0 .. span_cells) from the heap. Where segments are few they
 * are walked. Where a bar holds more than CELLS_WALKED a cell, a cell of three
 * pieces and more takes its sums from the heap and has no `first` and `last`
 * (but a `first` where the cell before it is of one piece, for the seam).
 * O(cells x log segments). */
#define CELLS_WALKED 1
void cells_fill(struct content *contents, const struct view *view, const struct marks *marks,
                const struct span *span);

/* How cell `c` of the bar looks; contents[c + 1] is read within the span. */
struct cell cells_look(const struct content *contents, const struct span *span, int c);

/* Cells that show this segment and nothing else, or its waste if that has more of
 * them: their count, from *first. */
int cells_run(const struct content *contents, const struct span *span,
              const struct mems_segment *segment, int *first);

#endif
