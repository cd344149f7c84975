/* trace_state.h: the whole state of a timeline as one number, and random
 * workloads, for tests of going through time. */
#ifndef MEMS_TESTS_TRACE_STATE_H
#define MEMS_TESTS_TRACE_STATE_H

#include "timeline.h"

/* A hash of everything at the present step: chains with their records, kinds
 * and waste; physical addresses; every mapped byte; totals, rover and policy;
 * makers and names of blocks; what every name is bound to. Two states with
 * the same hash are taken to be equal. */
uint64_t state_hash(const struct timeline *timeline);

/* splitmix64. */
uint64_t random_next(uint64_t *state);
uint64_t random_below(uint64_t *state, uint64_t limit);

/* An operation of any kind, sensible or not, on names n0 .. n7. */
struct op random_op(struct ops *ops, uint64_t *state);

/* A list of `count` of those, on a heap with options as various. */
struct ops *random_ops(uint64_t *state, size_t count);

#endif
