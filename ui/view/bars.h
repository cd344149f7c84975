/* bars.h: where the bars of a view stand in a rectangle: what painting,
 * clicking and scrolling all go by. */
#ifndef MEMS_VIEW_BARS_H
#define MEMS_VIEW_BARS_H

#include "frame.h"
#include "layout.h"
#include "view.h"

struct bars {
    struct rect at;
    int x;                 /* column of the first cell of every bar */
    int room;              /* cells there is room for in a row */
    int label;             /* columns of the row labels */
    bool map;              /* the last column holds the map of the heap */
    struct scale scale;
    struct marks marks;
    uint64_t total, top;   /* rows of the heap, first one in the window */
    int count;
    struct row rows[FRAME_ROWS_MAX];
    int y[FRAME_ROWS_MAX + 1]; /* of the frame: where each row begins; [count]: the end */
    uint64_t rows_most;    /* bars are as thick as if there were so many of them */
    int thick;             /* lines a bar takes: more than 1 when all fits easily */
};

void bars_layout(struct bars *bars, const struct view *view, struct rect at);

/* The address shown at (x, y) of the frame; false when there is none. */
bool bars_address(const struct bars *bars, int x, int y, uint64_t *address);

/* Whether a segment is labelled in the bar that shows `span`: where it begins, or on its next
 * row when it begins in a corner too small for a label, or where it enters the window (the
 * bar's row is the first after one of another kind). */
bool bars_labels(const struct span *span, const struct mems_segment *segment, bool enters);

/* The scale that bars have in this rectangle; the cells there is room for. */
struct scale bars_scale(const struct view *view, struct rect at);
int bars_room(const struct view *view, struct rect at);

/* The address the view should keep in sight: what was touched last. */
uint64_t bars_focus(const struct view *view);

#endif
