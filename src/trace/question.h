/* question.h: a question about what the heap will do next, what may be answered,
 * and what an answer is worth.
 *
 * It is asked while the timeline stands one step before the operation; that
 * step has to be known, since the right answer is what the heap did. The HOLEs
 * are looked at once, in slices: that tells which one every policy would take. */
#ifndef MEMS_TRACE_QUESTION_H
#define MEMS_TRACE_QUESTION_H

#include "timeline.h"

enum question_kind {
    QUESTION_NONE,
    QUESTION_PLACE,   /* where does a malloc, or the malloc of a realloc, land? */
    QUESTION_JOIN,    /* which HOLEs beside it does a freed block join? */
    QUESTION_WHERE    /* where does a virtual address lie physically? */
};

enum reply_kind {
    REPLY_NONE,       /* no answer */
    REPLY_HOLE,       /* PLACE: in the HOLE that begins at `start` */
    REPLY_NODE,       /* PLACE: in a new node */
    REPLY_LEFT, REPLY_RIGHT, REPLY_BOTH, REPLY_NEITHER, /* JOIN */
    REPLY_OFFSET,     /* WHERE: `offset` bytes from where `node` lies physically */
    REPLY_NOWHERE,    /* WHERE: it is in no block */
    REPLY_FAILS       /* the heap gives NULL, or refuses the free */
};

struct reply {
    enum reply_kind kind;
    uint64_t start, size;  /* HOLE */
    uint64_t typed;        /* HOLE: an address in it that was typed for it; 0: none was */
    uint32_t node;         /* HOLE, OFFSET: index of the node */
    uint64_t offset;       /* OFFSET */
};

/* HOLEs to choose from: all when there are no more, else those that policies
 * would take and some that mislead. */
#define QUESTION_HOLES 8
#define QUESTION_REPLIES (QUESTION_HOLES + 2)

struct hole { uint64_t start, size; uint32_t node; }; /* size 0: none */

/* What a look at all HOLEs keeps. */
struct question_look {
    bool done;
    uint64_t next;              /* the address it goes on from */
    uint64_t count, fitting;    /* HOLEs; those that are large enough */
    struct hole first[QUESTION_HOLES];
    struct hole miss;           /* the largest that is too small */
    struct hole second;         /* the tightest but one */
    struct hole last;           /* the last that fits */
};

struct question {
    enum question_kind kind;
    uint32_t step;              /* where the timeline stands when it is asked */
    bool of_op;                 /* about the operation of the step after that */
    bool by_hand;               /* whoever answers sees no replies: a digit is no key, and an
                                   address has to be the block's */
    struct op op;
    struct event event;         /* what came of it */
    enum mems_policy policy;
    bool join;
    uint64_t needed;            /* PLACE: bytes that a HOLE must have */
    uint64_t rover;             /* PLACE: where next fit looks from */
    struct hole picks[MEMS_POLICIES]; /* PLACE: what each policy would take */
    struct mems_segment block, left, right; /* JOIN: and what stands beside it */
    bool has_left, has_right;   /* in its node */
    uint32_t left_name, right_name; /* of blocks there, or NO_NAME */
    uint64_t address;           /* WHERE */
    struct mems_segment holder; /* WHERE: the segment there; size 0: none is */
    uint32_t holder_name;       /* of the block, or NO_NAME */
    struct mems_node node;      /* WHERE: its node */
    struct question_look look;
    struct reply replies[QUESTION_REPLIES]; /* once the look is done */
    int count, true_at;         /* replies[true_at] is what happens; */
    struct reply truth;         /* this is it */
};

/* The question about the operation after the present step, which is learnt if
 * need be. kind is QUESTION_NONE when there is nothing to ask: at the end,
 * and about operations that place nothing, free nothing and look nowhere. */
struct question question_next(struct timeline *timeline);

/* Where `address`, 1 or more, lies physically at the present step. */
struct question question_where(struct timeline *timeline, uint64_t address);

/* Looks on, at up to `segments` segments of the heap at the question's step; the
 * replies are there when question->look.done is. */
void question_look(struct question *question, const mems_heap *heap, uint64_t segments);

/* How much can be learnt from it, 0 and up: by how many places policies would choose,
 * by what joins, by nodes. */
unsigned question_value(const struct question *question);

/* ---- Answers (reply.c, grade.c) ---- */

/* The key that stands for a reply: '1' .. '8' for those that are listed, a letter
 * for the others. And the reply of a key; -1: none. */
char question_key(const struct question *question, int reply);
int question_of_key(const struct question *question, uint32_t key);

/* The answer that a person typed: the key of a reply, an address in a HOLE or the first
 * one of a new node, "node", "fails", "left", "both" ..., "node 1 + 4", "1+4", or a reply as
 * it is worded; in any case of letters, with or without units, the end of a range, and what
 * else people write around it. false: it is none. */
bool question_read(const struct question *question, const mems_heap *heap, const char *text,
                   struct reply *reply);

/* The answer that is meant by an address in the picture; false: none is. */
bool question_at(const struct question *question, const mems_heap *heap, uint64_t address,
                 struct reply *reply);

bool reply_same(const struct reply *a, const struct reply *b);

enum reason {
    REASON_RIGHT,
    REASON_SMALL,       /* the HOLE does not hold what was asked for */
    REASON_POLICY,      /* another policy would take that HOLE: `policies` */
    REASON_PASSED,      /* it fits, but no policy would take it */
    REASON_INSIDE,      /* it is that HOLE, but another address of it */
    REASON_FITS,        /* a new node is not needed: a HOLE is large enough */
    REASON_WORKS,       /* it does not fail */
    REASON_FAILS,       /* it does: event.outcome says why */
    REASON_JOINS,       /* not that, or not all of that, joins */
    REASON_OTHER_NODE,  /* the address is of another node */
    REASON_IN_BLOCK,    /* that is its offset in its block */
    REASON_VIRTUAL,     /* that counts from 0, or from the heap's first address */
    REASON_OFFSET,      /* that is another byte of the node */
    REASON_NO_BLOCK,    /* it lies in no block */
    REASON_IS_SOMEWHERE /* it does lie in one */
};

struct grade {
    bool right;
    enum reason reason;
    unsigned policies;  /* REASON_POLICY, REASON_RIGHT of a HOLE: bit p: policy p takes it */
};

struct grade question_grade(const struct question *question, const struct reply *reply);

#endif
