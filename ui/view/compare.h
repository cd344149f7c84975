/* compare.h: a picture of the heap compared with what a walk along its chains
 * finds, link by link, without an index or sums. What is drawn is read from the
 * frame's cells, as a person reads them. The chains must be sound. */
#ifndef MEMS_VIEW_COMPARE_H
#define MEMS_VIEW_COMPARE_H

#include "frame.h"
#include "view.h"

/* What a bar's cell says of its bytes: how many eighths of it are in use. */
struct claim {
    enum { CLAIM_NONE, CLAIM_ALL, CLAIM_EDGE, CLAIM_MIXED, CLAIM_UNKNOWN } kind;
    int least, most; /* EDGE, MIXED */
};
struct claim cell_claim(const struct cell *cell);

/* Whether bars, or the chain view, that were painted into `at` show what a walk
 * finds, and whether the sums beside them do. false: *lie is the first difference. O(cells +
 * nodes + segments of the nodes that are shown, or stand in a row that folds them). */
bool compare_bars(const struct frame *frame, struct rect at, const struct view *view,
                  struct lie *lie);
bool compare_chain(struct rect at, const struct view *view, struct lie *lie);

/* Whether the largest HOLE is the one that a walk finds. O(segments). */
bool compare_totals(const struct view *view, struct lie *lie);

#endif
