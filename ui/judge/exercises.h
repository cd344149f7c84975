/* exercises.h: what an implementation is asked to do, topic by topic: small workloads,
 * each about one thing, so that one mistake costs the points of its own topic. */
#ifndef MEMS_JUDGE_EXERCISES_H
#define MEMS_JUDGE_EXERCISES_H

#include <stddef.h>

/* X(name, "words") */
#define TOPICS(X) \
    X(ADDRESSES, "addresses") \
    X(SPLITTING, "splitting") \
    X(JOINING, "joining") \
    X(REUSE, "reuse") \
    X(EXACT, "exact fit") \
    X(PAGES, "page size") \
    X(LOOKUP, "lookup") \
    X(INVALID, "invalid frees") \
    X(MEMORY, "out of memory") \
    X(DATA, "data kept") \
    X(GROWTH, "steady growth") \
    X(STATISTICS, "statistics") \
    X(WORKLOADS, "workloads")   /* those that were given */

enum topic {
#define X(name, words) TOPIC_##name,
    TOPICS(X)
#undef X
    TOPIC_COUNT
};

const char *topic_words(enum topic topic);

/* What is compared, beyond what always must hold: a block is had, overlaps no other and
 * keeps its bytes. */
enum {
    CHECK_START = 1,      /* the first address is 1000 */
    CHECK_ADDRESSES = 2,  /* addresses are those of this library's heap */
    CHECK_CHAINS = 4,     /* so are the chains, as they are printed */
    CHECK_KEPT = 8,       /* an operation that is refused changes nothing printed */
    CHECK_STEADY = 16,    /* addresses reach at most half as far again as ours */
    CHECK_AGAIN = 64,     /* after finish and init the first address is the same again */
    CHECK_TOTALS = 32     /* the statistics can be read, and agree with themselves */
};

struct exercise {
    enum topic topic;
    unsigned checks;
    size_t page;          /* bytes; 0: 4096, or what the source says if that is fixed */
    int times;            /* that `text` is repeated; 0: once */
    const char *title;    /* what should hold, as a part of a sentence */
    const char *text;     /* a workload */
};

extern const struct exercise exercises[];
extern const size_t exercise_count;

#endif
