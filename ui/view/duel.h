/* duel.h: two layouts of the same workload at the same operation, one above the other,
 * drawn to one scale: what a student's functions made of it, and what ours did. */
#ifndef MEMS_VIEW_DUEL_H
#define MEMS_VIEW_DUEL_H

#include "frame.h"
#include "ops.h"
#include "sketch.h"
#include "theme.h"

struct duel_score { const char *name; size_t right, run, all; };

struct duel {
    const char *title, *place;   /* the title line, left and right */
    const char *about;           /* what should hold here */
    const char *words;           /* what is wrong; "" where nothing is */
    const struct ops *ops;
    uint32_t step, wrong;        /* shown; where they differ */
    struct sketch theirs, ours;  /* without row_bytes, which follow from the room */
    bool readable;               /* theirs could be read */
    uint64_t page;
    struct medium medium;
    bool thin;                   /* bars of one row, for paper */
    const struct duel_score *scores;
    int score_count;             /* 0: not shown */
    const char *total;           /* right of `about`; NULL: nothing */
    const char *message;         /* in the place of the keys; NULL: none */
    bool help;                   /* a list of the keys lies over the rest */
};

/* The whole screen, with its keys in the last row. */
void paint_duel(struct frame *frame, const struct duel *duel);

/* Both layouts alone, with their headers and the legend; rows that they take in so many
 * columns, at most `most`. */
int duel_rows(const struct duel *duel, int cols, int most);
void paint_duel_layouts(struct frame *frame, struct rect at, const struct duel *duel);

#endif
