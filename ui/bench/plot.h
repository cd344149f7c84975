/* plot.h: the measurements behind the plot of cost against live blocks: churn at
 * sizes that double and double again, from 100 blocks to a million. */
#ifndef MEMS_BENCH_PLOT_H
#define MEMS_BENCH_PLOT_H

#include "bench.h"

#define PLOT_SIZES 9

/* Blocks live at the n-th size: 100, 316, 1000, ... */
uint64_t plot_live(size_t n);

/* Tapes of the first `sizes` sizes, and contestants: the heap and the naive walk
 * by every policy of `policies` (bits), and the C library. false without memory. */
bool plot_prepare(struct bench *plot, unsigned policies, size_t sizes);

#endif
