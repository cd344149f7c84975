/* overview.h: what was in use where and when: a table over a window of steps and
 * addresses. A column is so many steps, a row so many bytes, and a cell holds
 * the sum, over the steps of its column, of the bytes of its row in use then:
 * exact, and so cells of any scale add up to what the totals of the steps say.
 *
 * It is filled by one walk over the events of the window, in slices; the heap is
 * asked once, where that walk begins, and never moved. */
#ifndef MEMS_TRACE_OVERVIEW_H
#define MEMS_TRACE_OVERVIEW_H

#include "timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Column c is of steps [first + c * span, first + (c + 1) * span), as far as they
 * go to `last`; row r of addresses [start + r * bytes, start + (r + 1) * bytes). */
struct window {
    uint32_t first, last; /* of all columns */
    uint32_t span;        /* steps of a column, 1 and up */
    uint64_t start, bytes;
    uint32_t columns, rows; /* 1 to WINDOW_MOST */
};
#define WINDOW_MOST 65536u

struct overview {
    struct window window;
    bool grows;            /* spans and rows double when a step or a byte has no place */
    bool begun, counts;    /* where it begins the state is known; the window is reached */
    uint32_t at;           /* the step whose state `now` is */
    uint32_t done;         /* columns that are complete, from the left */
    uint64_t mapped;       /* where mapped memory ends after step `at` */
    uint64_t *used;        /* bytes x steps, column by column, each from the lowest row */
    uint64_t *top;         /* by column: where mapped memory ends after its last step */
    struct edges *now;     /* by row, and one past them: what is in use at `at`; */
    struct edges *sum;     /* the same, added up over the present column */
};

/* All cells 0. false without memory, or when a cell could hold 2^64 and more, or there
 * are too many: then it is empty but for its window, and closing it is allowed.
 * Zeros are an overview that is empty. */
bool overview_open(struct overview *overview, struct window window);
void overview_close(struct overview *overview);

/* One of all steps and addresses of a timeline, of 512 x 256 cells at most, as large
 * as they must be for what the timeline knows when it is walked. */
bool overview_open_whole(struct overview *overview, const struct timeline *timeline);

/* Walks on over at most `steps` events of known steps. The first time it begins at
 * step 0 or at the present one, whichever is nearer; later the timeline may stand
 * anywhere, as long as its known steps stay what they are. Returns whether it has
 * come to its last step, or to the last that is known. O(1) an event, O(rows) a
 * column. */
bool overview_walk(struct overview *overview, const struct timeline *timeline, uint32_t steps);

/* Steps that a column has; one of its cells, of a column that is complete. */
uint32_t window_steps(const struct window *window, uint32_t column);
static inline uint64_t overview_used(const struct overview *overview, uint32_t column, uint32_t row)
{
    return overview->used[(size_t)column * overview->window.rows + row];
}

#endif
