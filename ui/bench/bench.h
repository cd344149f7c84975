/* bench.h: contestants, tapes, and a score for each pair of them: what was
 * measured. Rounds fill the scores (rounds.c); figures are made from scores alone
 * (figures.c), so that what is printed can be tested without measuring. */
#ifndef MEMS_BENCH_BENCH_H
#define MEMS_BENCH_BENCH_H

#include "peers.h"
#include "request.h"
#include "tape.h"

#define BENCH_TAPES 32
#define BENCH_CONTESTANTS 32
#define BENCH_ROUNDS 99

struct contestant {
    char name[24];             /* "first", "first ahead", "C library", "naive best" */
    struct request request;    /* without what the tape and the mode add */
    const struct peer *peer;   /* NULL: none */
    unsigned library;          /* which of its names is tried */
    bool absent;               /* it is not installed */
};

enum mode { MODE_PLAIN, MODE_TOUCHED, MODES };

/* One contestant with one tape in one mode. */
struct score {
    double cold[BENCH_ROUNDS], warm[BENCH_ROUNDS]; /* ns an operation */
    unsigned colds, warms;     /* rounds that gave one */
    struct answer answer;      /* the first round's */
    bool closed;               /* cut, or failed: not asked again */
    char why[96];              /* why it failed; "": it did not */
};

/* Placements of the heap and the naive walk compared, one tape, one policy. */
struct placement {
    bool compared, differs;
    uint64_t done;             /* operations compared; the one that differs is next */
    char why[96];              /* why it was not compared; "": no reason */
};

struct bench {
    struct tape tapes[BENCH_TAPES];
    size_t tape_count;
    struct contestant contestants[BENCH_CONTESTANTS];
    size_t contestant_count;
    struct score *scores;        /* by tape, contestant and mode: see bench_score */
    struct placement placements[BENCH_TAPES][MEMS_POLICIES];
    bool modes[MODES];         /* those to be measured */
    bool compare[MEMS_POLICIES]; /* policies whose placements are compared */
    unsigned rounds, rounds_done;
    unsigned warm;             /* passes after the first, at least; 0: none */
    uint32_t budget;           /* milliseconds for a pass */
    bool interrupted;
};

/* All zero is an empty bench; tapes are its own from when they are put there. */
void bench_close(struct bench *bench);

/* What takes part. All of these: false when there is no room. */
bool bench_add_heap(struct bench *bench, enum mems_policy policy, bool ahead);
bool bench_add_naive(struct bench *bench, enum mems_policy policy);
bool bench_add_c(struct bench *bench);    /* the C library: what ratios are to */
bool bench_add_peer(struct bench *bench, const struct peer *peer);
bool bench_add_library(struct bench *bench, const char *path); /* a shared object */
bool bench_add_none(struct bench *bench); /* the empty loop */

/* Whether it is the naive walk: its cost grows with its lists. */
bool contestant_walks(const struct contestant *contestant);

/* Makes the scores, once tapes and contestants are there; false without memory. */
bool bench_ready(struct bench *bench);

struct score *bench_score(struct bench *bench, size_t tape, size_t contestant, enum mode mode);
const struct score *bench_look(const struct bench *bench, size_t tape, size_t contestant,
                               enum mode mode);

/* Measures everything, interleaved: a round asks every contestant once with
 * every tape in every mode. `show` is told how far it is,
 * and what comes now ("perl, first, touched"). SIGINT and SIGTERM end
 * it early, and stay pending: they are blocked from bench_hold_signals to
 * bench_release_signals, which comes after printing. false: `why`. */
typedef void bench_show(void *user, unsigned done, const char *what);
bool bench_run(struct bench *bench, bench_show *show, void *user, char *why, size_t size);

/* How often `show` is called. */
unsigned bench_work(const struct bench *bench);

void bench_hold_signals(void);
void bench_release_signals(void);

#endif
