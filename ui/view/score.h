/* score.h: the figures of a race at its present step, heap beside heap, and
 * which heap is best in each. */
#ifndef MEMS_VIEW_SCORE_H
#define MEMS_VIEW_SCORE_H

#include "race.h"

enum score_figure {
    SCORE_PAGES,    /* mapped; the fewest are best, when all heaps' pages have one size */
    SCORE_MAPPED,   /* bytes of all nodes */
    SCORE_HOLES,    /* bytes in HOLEs */
    SCORE_WASTE,    /* bytes of blocks that nobody asked for */
    SCORE_LARGEST,  /* bytes of the largest HOLE: the most are best */
    SCORE_FAILURES, /* requests that got no memory */
    SCORE_LOOKED,   /* HOLEs looked at for all blocks placed so far */
    SCORE_SMALL,    /* HOLEs under TALLY_SMALL bytes */
    SCORE_FIGURES
};

struct score {
    int count;                                /* heaps */
    uint64_t values[SCORE_FIGURES][RACE_MOST];
    bool best[SCORE_FIGURES][RACE_MOST];      /* none where all are equal */
    bool tells[SCORE_FIGURES];                /* whether it belongs in a table: mapped bytes
                                                 say no more than pages of one size, and
                                                 there is waste only with an alignment */
};

/* O(heaps x log segments). */
struct score score_of(const struct race *race);

/* "pages", "in holes"; never NULL. */
const char *score_name(enum score_figure figure);

/* The figure of a heap in few columns, in one unit for all heaps: "12,345", or, where one
 * of them has ten thousand millions and more, "12,345 M" and "<1 M". */
#define SCORE_TEXT 32
char *score_text(const struct score *score, enum score_figure figure, int heap,
                 char out[SCORE_TEXT]);

#endif
