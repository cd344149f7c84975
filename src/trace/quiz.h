/* quiz.h: questions chosen from a run by a seed, the answers given, the score.
 *
 * The same workload, heap, seed and taste give the same questions, on any machine. They
 * are in order of time, and telling ones are preferred: those that the workload
 * asks itself, those that policies would answer differently, those that join. */
#ifndef MEMS_TRACE_QUIZ_H
#define MEMS_TRACE_QUIZ_H

#include "question.h"

#define QUIZ_MOST 1000 /* questions */
#define QUIZ_USUAL 10  /* if nothing else is said */

struct points {
    unsigned right, answered; /* a point for each right answer */
    unsigned streak, best;    /* right answers in a row: now, and at most */
};
void points_add(struct points *points, bool right);

/* A question of a quiz, and what was answered to it. */
struct quiz_item {
    struct question question;
    struct reply reply;       /* REPLY_NONE: not yet, or passed over */
    struct grade grade;
};

struct candidate {            /* a question that may be chosen */
    uint32_t step;
    bool where;               /* it is about an address, drawn there */
    bool asked;               /* the workload asks here */
    enum question_kind kind;
    uint64_t address;
    unsigned value;
    uint64_t tie;             /* drawn: decides among equals */
};

enum quiz_taste {
    QUIZ_BEST,                /* the most telling questions there are */
    QUIZ_VARIED               /* telling ones, but others for another seed */
};

struct quiz {
    enum quiz_taste taste;
    uint64_t seed;
    size_t wanted;
    struct quiz_item *items;
    size_t count, at;         /* the question that is asked now; count: it is over */
    struct points points;
    uint64_t state;           /* of the numbers drawn */
    struct candidate *pool;   /* while questions are chosen */
    size_t pool_count, seen;
};

/* Begins to choose `wanted` questions, 1 .. QUIZ_MOST, from the known steps. To be
 * ended with quiz_close, also after false: out of memory. */
bool quiz_open(struct quiz *quiz, const struct timeline *timeline, uint64_t seed, size_t wanted,
               enum quiz_taste taste);
void quiz_close(struct quiz *quiz);

/* Looks at one more candidate, of quiz->pool_count, which moves the timeline: a jump
 * and a walk through the heap. false: all are looked at, and the items are there; none when
 * there is nothing to ask. */
bool quiz_choose(struct quiz *quiz, struct timeline *timeline);

/* Goes to the present item's step and makes its question there; not looked at yet. */
struct question quiz_question(const struct quiz *quiz, struct timeline *timeline);

/* Keeps the answer to the present question, or with REPLY_NONE none; the next one
 * is the present one then. */
struct grade quiz_answer(struct quiz *quiz, const struct question *question,
                         const struct reply *reply);

/* The same questions from the start: nothing is answered yet. */
void quiz_again(struct quiz *quiz);

#endif
