/* summary.h: what a run came to: operations by kind and by outcome, peaks,
 * and expectations that failed. Filled while a timeline steps forward. */
#ifndef MEMS_TRACE_SUMMARY_H
#define MEMS_TRACE_SUMMARY_H

#include "timeline.h"

#define OP_KINDS (OP_POLICY + 1)
#define OUTCOMES (OUTCOME_PAST_END + 1)

struct peak { uint64_t bytes; uint32_t step; }; /* first reached at `step` */

struct summary {
    uint64_t kinds[OP_KINDS];      /* by enum op_kind */
    uint64_t outcomes[OUTCOMES];   /* by enum outcome */
    uint32_t first_line[OUTCOMES]; /* of the workload, where each came first */
    uint64_t renamed;              /* mallocs whose name was live: leaks */
    uint64_t nodes_made, splits, joins;
    struct peak mapped, process;   /* bytes after an operation */
    uint64_t expectations, failed;
};

/* Counts the present step. To be called once for every step, from 0, in order;
 * `summary` is all zero before. O(1) beside the step's expectations. */
void summary_add(struct summary *summary, const struct timeline *timeline);

/* "malloc", ...; "" for OP_START. Never NULL. */
const char *summary_kind(enum op_kind kind);

/* What an outcome means for an operation ("named a block that was freed
 * before"); never NULL. */
const char *summary_outcome(enum outcome outcome);

/* What stands where `note` expected something else, at the present step, as
 * "2000" or "no such block"; returns the length, cut to fit. */
size_t summary_found(const struct timeline *timeline, const struct note *note, char *out,
                     size_t size);

/* External fragmentation in thousandths, rounded to the nearest: 1 - largest
 * HOLE / all HOLEs; 0 without a HOLE. It is 0 or 1000 only when it is exactly so. */
unsigned summary_fragmentation(uint64_t holes, uint64_t largest);

#endif
