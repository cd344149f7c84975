/* figures.h: medians, ratios and means of what was measured. */
#ifndef MEMS_BENCH_FIGURES_H
#define MEMS_BENCH_FIGURES_H

#include "bench.h"

#include <stdint.h>

enum heat { COLD, WARM };

/* The median; of an even number, the mean of the two in the middle; 0 of none. */
double median(const double *values, unsigned count);

/* ns an operation, the median over rounds; 0: not measured. */
double score_ns(const struct score *score, enum heat heat);

/* The contestant that ratios are to, or contestant_count: there is none. */
size_t bench_base(const struct bench *bench);

/* ns of the contestant over ns of the base; 0: one of them was not measured, or
 * was cut. */
double bench_ratio(const struct bench *bench, size_t tape, size_t contestant, enum mode mode,
                   enum heat heat);

/* The geometric mean of the ratios over all tapes; 0 unless all are there. */
double bench_mean(const struct bench *bench, size_t contestant, enum mode mode, enum heat heat);

/* Peak utilisation: bytes live at the peak over bytes that became resident
 * (touched), over bytes of the heap's nodes; 0: unknown. */
double bench_resident(const struct bench *bench, size_t tape, size_t contestant);
double bench_mapped(const struct bench *bench, size_t tape, size_t contestant);

/* Bytes of the heap's records and index, at the peak: those that became resident, where
 * that is known; and for each segment there was. The heap must not be ahead. 0: not a
 * heap, or not measured. */
uint64_t bench_records(const struct bench *bench, size_t tape, size_t contestant);
double bench_record(const struct bench *bench, size_t tape, size_t contestant);

#endif
