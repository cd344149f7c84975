/* why_list.h: which HOLEs of a search the panel lists: all, or, where they are
 * too many, those that tell most. */
#ifndef MEMS_VIEW_WHY_LIST_H
#define MEMS_VIEW_WHY_LIST_H

#include "view.h"

#define WHY_ROWS 64

/* A HOLE; or, where `more` is not 0, so many that are left out, from number
 * `first` on. */
struct why_row {
    struct why_hole hole;
    uint64_t first, more;
};

/* Fills `out` with at most `rows` rows, up to WHY_ROWS, in the policy's order;
 * returns how many. `view` is one of the heap before (why_view). */
int why_rows(const struct view *view, struct why_row *out, int rows);

#endif
