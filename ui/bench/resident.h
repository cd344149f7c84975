/* resident.h: how much memory a process really has, as the system counts it. */
#ifndef MEMS_BENCH_RESIDENT_H
#define MEMS_BENCH_RESIDENT_H

#include <stdint.h>

/* Bytes that are resident now; forgets the peak there was so far. -1: the system
 * does not say. Neither function allocates. */
int64_t resident_start(void);

/* Bytes that were resident at most since resident_start. */
int64_t resident_peak(void);

#endif
