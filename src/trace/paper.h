/* paper.h: papers for a class: quizzes drawn one after another from a seed, no two
 * with the same questions about the same operations.
 *
 * The n-th paper depends on what came before it alone, so that more can be drawn
 * later. A paper's code is a part of its digest: it tells a wrong seed, file or heap
 * from the right one. */
#ifndef MEMS_TRACE_PAPER_H
#define MEMS_TRACE_PAPER_H

#include "quiz.h"

#define PAPERS_MOST 1000

struct papers {
    uint64_t seed;
    size_t questions;           /* on each, at most */
    struct mems_options heap;   /* of workloads that are made up */
    struct timeline *timeline;  /* all ask about this run, known to its end; NULL: each paper
                                   has a workload of its own */
    unsigned count;             /* papers so far */
    uint64_t digests[PAPERS_MOST];
};

struct paper {
    unsigned number;            /* from 1 */
    uint64_t digest;
    struct ops *own;            /* its workload, if that is its own */
    struct timeline *timeline;
    struct quiz quiz;
};

enum paper_result {
    PAPER_DRAWN,
    PAPER_NOTHING,              /* no operation is worth a question */
    PAPER_NO_OTHER,             /* it was tried hard to find one that is unlike the others */
    PAPER_ENDED,                /* `go_on` said so */
    PAPER_MEMORY
};

/* Draws the next one; PAPERS_MOST at most. `go_on` is asked now and then, and told how many
 * candidates were looked at; NULL: it is not. After PAPER_DRAWN alone there is a paper, to be
 * ended with paper_close. Where the run is shared its timeline is moved. */
typedef bool paper_go_on(void *user, uint64_t looks);
enum paper_result papers_next(struct papers *papers, struct paper *paper, paper_go_on *go_on,
                              void *user);
void paper_close(struct papers *papers, struct paper *paper);

/* Four hexadecimal digits and a NUL. */
#define PAPER_CODE 5
void paper_code(const struct paper *paper, char out[PAPER_CODE]);

#endif
