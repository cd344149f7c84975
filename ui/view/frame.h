/* frame.h: a grid of cells, each a character and two roles. Painters write
 * frames; every output reads frames and nothing else.
 *
 * Writing outside a frame is clipped, never an error. Whatever text is put
 * in, a frame holds only printable characters: control characters, broken
 * UTF-8 and bidirectional overrides become U+FFFD, combining marks are
 * dropped. A wide character takes two cells; the second one's `ch` is 0. */
#ifndef MEMS_VIEW_FRAME_H
#define MEMS_VIEW_FRAME_H

#include "character.h"
#include "role.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct cell {
    uint32_t ch;    /* Unicode; 0: the right half of a wide character */
    uint8_t ink;    /* enum role: what the character is drawn with */
    uint8_t paper;  /* enum role: what is behind it */
};

struct frame {
    int cols, rows;
    struct cell *cells; /* rows x cols, row by row */
};

struct rect { int x, y, cols, rows; };

static inline bool rect_holds(struct rect at, int x, int y)
{
    return x >= at.x && x < at.x + at.cols && y >= at.y && y < at.y + at.rows;
}

/* The upper or lower rows of *rest, as many as there are, which loses them. */
static inline struct rect rect_cut_top(struct rect *rest, int rows)
{
    rows = rows < rest->rows ? rows : rest->rows;
    struct rect top = {rest->x, rest->y, rest->cols, rows};
    rest->y += rows;
    rest->rows -= rows;
    return top;
}

static inline struct rect rect_cut_bottom(struct rect *rest, int rows)
{
    rows = rows < rest->rows ? rows : rest->rows;
    rest->rows -= rows;
    return (struct rect){rest->x, rest->y + rest->rows, rest->cols, rows};
}

/* For text, which keeps a margin of a column where there is room. */
static inline struct rect rect_inset(struct rect at)
{
    return at.cols < 30 ? at : (struct rect){at.x + 1, at.y, at.cols - 2, at.rows};
}

#define FRAME_COLS_MAX 1000
#define FRAME_ROWS_MAX 500

/* All cells blank. A size is clamped to 1 .. FRAME_*_MAX. false: no memory,
 * and *frame is as it was. */
bool frame_resize(struct frame *frame, int cols, int rows);
void frame_close(struct frame *frame);
void frame_clear(struct frame *frame);

struct rect frame_rect(const struct frame *frame);

/* The cell at (x, y), or NULL outside. */
struct cell *frame_cell(struct frame *frame, int x, int y);
const struct cell *frame_look(const struct frame *frame, int x, int y);

/* One character. */
void frame_put(struct frame *frame, int x, int y, uint32_t ch, enum role ink, enum role paper);

/* `count` times the same character, to the right. */
void frame_fill(struct frame *frame, int x, int y, int count, uint32_t ch, enum role ink,
                enum role paper);

/* UTF-8 text, in at most `cols` columns (cut with an ellipsis when `text` is
 * longer); returns the columns used. */
int frame_text(struct frame *frame, int x, int y, int cols, enum role ink, enum role paper,
               const char *text);

/* The same with a format. */
int frame_print(struct frame *frame, int x, int y, int cols, enum role ink, enum role paper,
                const char *format, ...) __attribute__((format(printf, 7, 8)));

/* The frame as UTF-8 text in two planes, "text|" rows and then "role|" rows
 * of one letter a cell: the form of golden frames. false: writing failed. */
bool frame_dump(const struct frame *frame, FILE *out);

#endif
