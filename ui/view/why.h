/* why.h: why a block landed where it did: the search of one operation, told
 * HOLE by HOLE on the heap as it was before the operation.
 *
 * `before` in these functions is that heap: the timeline's, one step back. HOLEs
 * are numbered from 1 in the order in which the policy looks at them. What a
 * HOLE is worth follows from its address and size alone, so that pictures of any
 * number of HOLEs can ask for each that they show. */
#ifndef MEMS_VIEW_WHY_H
#define MEMS_VIEW_WHY_H

#include "role.h"
#include "timeline.h"

enum why_kind {
    WHY_NOTHING,    /* the operation searched and freed nothing */
    WHY_MALLOC,     /* a malloc, or a realloc, whose free comes after it */
    WHY_FREE
};

struct why_hole { uint64_t start, size, number; }; /* number 0: there is none */

/* One look at all the HOLEs that the search came by, in slices. */
#define WHY_BESTS 64
struct why_walk {
    bool done;
    bool wrapped;           /* next fit began again at the start */
    uint64_t next;          /* the address it goes on from */
    uint64_t looked;        /* HOLEs so far, */
    uint64_t fitting;       /* and those of them that are large enough */
    struct why_hole miss;   /* the largest that is too small */
    struct why_hole rival;  /* the best but one of those that fit */
    uint64_t best_count;    /* HOLEs that were better than all before them; */
    struct why_hole bests[WHY_BESTS]; /* the newest: number i at i % WHY_BESTS */
};

struct why {
    bool on;
    uint32_t step;          /* whose operation this is */
    enum why_kind kind;
    struct op op;
    struct event event;     /* as it was told at that step */
    enum mems_policy policy;
    bool join;
    uint64_t size;          /* MALLOC: bytes that a HOLE must have */
    uint64_t rover;         /* where next fit began */
    uint64_t holes, hole_bytes;    /* all, before the operation */
    uint64_t looked, passed;       /* HOLEs the policy looks at, blocks on the way */
    uint64_t steps;                /* of the index instead; 0: not known */
    struct why_hole chosen;        /* number 0: no HOLE fits */
    uint64_t at;                   /* the HOLE that is looked at now; 0: the whole search */
    struct why_hole now, best;     /* that HOLE; the one to take if the search ended here */
    struct mems_segment block;     /* FREE: the block, and what lies beside it in its node */
    struct mems_segment left, right;
    bool has_left, has_right;
    struct why_walk walk;
};

/* ---- Finding out (why_search.c) ---- */

/* What the present step of the timeline, which is known, did; without what only
 * the heap before it can tell. `at` is 0. */
struct why why_of(const struct timeline *timeline);

/* The rest of it, but for the walk. O(log segments). */
void why_measure(struct why *why, const mems_heap *before);

/* Goes on with the walk, by at most `segments`; it may be done then. */
void why_walk(struct why *why, const mems_heap *before, uint64_t segments);

/* To the HOLE of that number, up to `looked`, or 0. */
void why_go(struct why *why, const mems_heap *before, uint64_t number);

/* The HOLE of a number, 1 .. looked; the number of a HOLE that was looked at.
 * O(log segments squared); O(log segments). */
struct why_hole why_hole(const struct why *why, const mems_heap *before, uint64_t number);
uint64_t why_number(const struct why *why, const mems_heap *before, uint64_t start);

/* ---- What a HOLE is worth (why.c); O(1) ---- */

enum verdict {
    HOLE_AHEAD,     /* not looked at, or not yet */
    HOLE_SMALL,
    HOLE_PASSED,    /* fits, and another one is better */
    HOLE_BEST       /* fits, and would be taken if the search ended here */
};
/* Whether the policy looks at all HOLEs and takes the best of those that fit. */
bool why_takes_best(const struct why *why);

enum verdict why_verdict(const struct why *why, uint64_t start, uint64_t size);

/* Whether `a` is chosen before `b`, when both fit. */
bool why_better(const struct why *why, const struct why_hole *a, const struct why_hole *b);

/* The role of a segment that this lights; false when it does not. */
bool why_role(const struct why *why, const struct mems_segment *segment, enum role *role);

/* What the picture should keep in sight; false when there is nothing. */
bool why_focus(const struct why *why, uint64_t *address);

#endif
