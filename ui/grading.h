/* grading.h: answers to papers graded, each with its reason, as text or as JSON, and what
 * the class came to. */
#ifndef MEMS_UI_GRADING_H
#define MEMS_UI_GRADING_H

#include "answers.h"
#include "output.h"
#include "theme.h"

#include <stdio.h>

#define KINDS 3 /* of questions */

/* What a sheet, or all of them, came to. */
struct kind_points {
    unsigned right[KINDS], asked[KINDS];
};

/* What was typed and is no answer to its question. */
struct unread { const struct answer_sheet *sheet; unsigned question; };

struct graded {
    const struct answer_sheet *sheet;
    char paper[16];
    struct kind_points points;
};

struct grading {
    /* given, and outliving it */
    const struct answers *answers;
    const struct papers *papers;
    const char *name;        /* of the file with the answers */
    const char *file;        /* the workload; NULL: they are made up */
    bool json;
    enum glyphs glyphs;
    FILE *out;
    const struct output *output; /* of `out`: signals wait for its end */

    /* found */
    struct graded *list;     /* in order of the papers */
    size_t count;
    struct unread *unread;
    size_t unread_count;
    size_t refused;          /* sheets of other papers, and answers to no question; each was
                                complained of */
};

/* Begins the output. false: a message was printed. In any case to be closed. */
bool grading_begin(struct grading *grading);

/* Grades all sheets of the next paper. false: a signal waits for the output's end. */
bool grading_paper(struct grading *grading, struct paper *paper);

/* What all came to. */
void grading_end(struct grading *grading);
void grading_close(struct grading *grading);

#endif
