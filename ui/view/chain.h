/* chain.h: where the parts of the chain view stand in a rectangle: what
 * painting, clicking and scrolling all go by. */
#ifndef MEMS_VIEW_CHAIN_H
#define MEMS_VIEW_CHAIN_H

#include "frame.h"
#include "view.h"

/* ---- The main chain: rows of nodes ---- */

enum chain_kind {
    CHAIN_BOXES, /* a node and its sub-chain as boxes */
    CHAIN_LINE,  /* the same in one row of text */
    CHAIN_FOLD   /* several nodes that have no room, in one row */
};

struct chain_row {
    enum chain_kind kind;
    int y;                  /* first row; boxes have their link in the row above */
    struct mems_node node;  /* FOLD: the first of them */
    struct mems_usage fold; /* FOLD: of its nodes */
    uint64_t nodes, pages, bytes; /* the same; 1 node when it is no FOLD */
};

struct chain {
    struct rect at;
    const struct view *view;
    struct marks marks;
    bool ends;       /* HEAD and NULL are drawn */
    bool roomy;      /* wide links and boxes */
    int margin;      /* columns left of a node */
    int inset;       /* blanks between a box's edges and its text */
    int node_cols;   /* of a node's box, its edges included */
    int name_cols;   /* of "node 12" in a line */
    int range_cols;  /* of a node's range in a line, 0: left out */
    int box_rows;    /* of a box, its edges included */
    int box_cols;    /* of a segment's box, its edges included */
    int count;
    struct chain_row rows[FRAME_ROWS_MAX];
};

void chain_layout(struct chain *chain, struct rect at, const struct view *view);

/* ---- A sub-chain: items of a row, from left to right ---- */

struct chain_item {
    int x, cols;                 /* columns in the rectangle */
    bool fold;                   /* stands for `count` segments of `bytes` bytes ... */
    struct mems_segment segment; /* ... the first of which this is */
    uint64_t count, bytes;
};

#define CHAIN_ITEMS (FRAME_COLS_MAX / 4)

/* The items of a row that is no FOLD; *end is the column after the last. */
int chain_items(const struct chain *chain, const struct chain_row *row,
                struct chain_item out[CHAIN_ITEMS], int *end);

/* What a fold stands for, in two pieces. */
#define CHAIN_FOLD_SIZE 64
void chain_fold_text(const struct chain *chain, const struct chain_item *item, char *more,
                     char *bytes);

/* Columns between two items; blanks at each end of a fold, where links are short. */
int chain_gap(const struct chain *chain, const struct chain_row *row);
int chain_fold_pad(const struct chain *chain, const struct chain_row *row);

/* What the last operation did to the segment, in a word or two; "" if nothing. */
const char *chain_did(const struct chain *chain, const struct mems_segment *segment);

/* A segment's text in a line: "P A 1,000 + split". */
size_t chain_label(const struct chain *chain, const struct mems_segment *segment, char *out,
                   size_t size);

/* The upper edge of such a segment's box, as short as can be. */
#define CHAIN_EDGE 3
void chain_edge(const struct view *view, enum role role, uint32_t out[CHAIN_EDGE]);

/* ---- For clicks and scrolling ---- */

/* The address of what is drawn at (x, y) of the frame; of a fold, that of the
 * first thing it hides. */
bool chain_hit(struct rect at, const struct view *view, int x, int y, uint64_t *address);

/* The first node that is shown now; view->top goes up to nodes - 1. */
uint64_t chain_top(struct rect at, const struct view *view);

#endif
