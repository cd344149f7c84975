/* numbers.h: the numbers of a heap over time: now, at most, and on average. All are
 * exact and kept while operations are put to the heap, so that nothing is counted
 * when they are asked for. */
#ifndef MEMS_TRACE_NUMBERS_H
#define MEMS_TRACE_NUMBERS_H

#include "census.h"
#include "timeline.h"

/* After the present step. O(log n). */
struct numbers timeline_numbers(const struct timeline *timeline);

/* The segments of the present step by size class. O(1). */
const struct census *timeline_census(const struct timeline *timeline);

/* The most of each in steps first .. last, all known, to the nearest 4096th of all
 * steps when there are more than 8192. O(steps), or of very many O(8192). */
struct numbers timeline_most(const struct timeline *timeline, uint32_t first, uint32_t last);

/* One number over all known steps, of which step 0 is one. */
struct measure {
    uint64_t peak;   /* the most there was */
    uint32_t at;     /* the first step that had it */
    double average;  /* of what there was after each step: their sum / their number */
};

/* Fills the measures of all numbers. The first time after a fork in a long workload it
 * goes to look at a few thousand steps, and comes back exactly to the present one.
 * O(8192). */
void timeline_measures(struct timeline *timeline, struct measure out[NUMBERS]);

#endif
