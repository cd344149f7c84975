/* bench.h: what the benchmarks share: a clock, random numbers, medians. They
 * print figures and are not part of make check, which never times anything. */
#ifndef MEMS_TESTS_BENCH_H
#define MEMS_TESTS_BENCH_H

#include "mems/heap.h"

#include <stddef.h>
#include <stdint.h>

/* Nanoseconds of processor time: what other programs take does not count. */
double bench_now(void);

/* splitmix64: the next number; one below `limit`, which is below 2^32. */
uint64_t bench_random(uint64_t *state);
uint64_t bench_below(uint64_t *state, uint64_t limit);

/* The middle one of `count` values, which are put in order. */
double bench_median(double *values, size_t count);

/* A zeroed array whose pages are there; the program ends when there is no memory. */
void *bench_array(size_t count, size_t size);

/* A heap with these options, or the program ends. */
mems_heap *bench_heap(const struct mems_options *options);

#endif
