/* choose.h: lists of names on the command line, as what takes part. */
#ifndef MEMS_BENCH_CHOOSE_H
#define MEMS_BENCH_CHOOSE_H

#include "bench.h"

/* What a person chose. All zero: everything there is, by every policy. */
struct choice {
    unsigned policies;      /* bits by enum mems_policy; 0: all */
    const char *against;    /* "jemalloc,naive,/a/library.so", "none"; NULL: all */
    bool quick;             /* one round, first fit, little of everything */
    unsigned rounds;        /* 0: 5, or 1 when quick */
    uint32_t budget;        /* milliseconds; 0: 5000, or 1000 when quick */
};

/* "first,best" as bits; 0: one of them is no policy. */
unsigned choose_policies(const char *list);

/* Whether a list of names is one that choose_all takes. */
bool choose_valid(const char *against);

/* The settings and contestants of a bench, and its scores; its tapes are there.
 * false: no memory, or too many names. */
bool choose_all(struct bench *bench, const struct choice *choice);

/* The same for the plot, tapes included. */
bool choose_plot(struct bench *plot, const struct choice *choice);

/* The tapes that come with the program. false without memory. */
bool choose_tapes(struct bench *bench, const struct choice *choice);

#endif
