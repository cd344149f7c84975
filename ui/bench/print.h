/* print.h: what was measured, for people and for programs. Functions of the
 * bench alone: the same scores give the same text. */
#ifndef MEMS_BENCH_PRINT_H
#define MEMS_BENCH_PRINT_H

#include "bench.h"

#include <stdio.h>

/* Tables of at most 80 columns. */
void bench_print_tables(const struct bench *bench, FILE *out);

/* One JSON object (docs/json.md). `plot` may be NULL. */
void bench_print_json(const struct bench *bench, const struct bench *plot, FILE *out);

/* In the end, when a signal ended the bench early: a line that says so. */
void bench_print_stopped(const struct bench *bench, FILE *out);

/* One sentence: this heap beside the C library, the walk beside this heap; nothing
 * of what was not measured whole. */
void bench_print_headline(const struct bench *bench, FILE *out);

/* Cost against live blocks, in ASCII, 80 columns. `plot` is a bench whose tapes
 * are of plot.h. */
void bench_print_plot(const struct bench *plot, FILE *out);

/* What else there is to say: what was cut or failed, who was not there, whether
 * placements are the naive walk's. */
void bench_print_remarks(const struct bench *bench, FILE *out);

#endif
