/* why_tale.h: what "Why here?" says of an operation as a whole, in sentences. */
#ifndef MEMS_VIEW_WHY_TALE_H
#define MEMS_VIEW_WHY_TALE_H

#include "tale.h"

/* The tale of the operation, told on the heap before it; `view` is a why_view. */
struct tale why_tale(const struct view *view);

/* "malloc D 400 · first fit: the first that fits, ...": what was asked, and by
 * which rule. */
void why_request(struct phrase *say, const struct tale *tale);

/* ---- A malloc ---- */

/* What the search came to, where no single HOLE tells it; often nothing. */
void why_end(struct phrase *say, const struct tale *tale);

/* What a walk along the chain looks at, and the index instead. */
void why_effort(struct phrase *say, const struct tale *tale);

/* ---- A free ---- */

/* The block; what lies before it, or after it, and whether that joins. */
void why_block(struct phrase *say, const struct tale *tale);
bool why_neighbour(struct phrase *say, const struct tale *tale, bool after);

/* The HOLE that came of it; how many there were and are; what it takes to find
 * the block. */
void why_result(struct phrase *say, const struct tale *tale);
void why_counts(struct phrase *say, const struct tale *tale);
void why_finding(struct phrase *say, const struct tale *tale);

#endif
