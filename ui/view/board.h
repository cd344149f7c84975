/* board.h: the screen of numbers: where the table, the sizes, the lines over time and
 * the words stand. What painting and clicking go by; a pure function of the view. */
#ifndef MEMS_VIEW_BOARD_H
#define MEMS_VIEW_BOARD_H

#include "axis.h"
#include "census.h"
#include "view.h"

/* Texts of the table, and how wide its columns are. */
struct board_row { char now[32], peak[32], at[32], average[32]; };
struct board_columns { int now, peak, at, average; /* where each ends; 0: left out */ };

struct board {
    struct rect title, table, sizes, rule, plot, lines, timeline, words, said, footer;
    const char *left_out;     /* what has no room, in words; "" if nothing */
    struct board_row rows[NUMBERS];
    struct board_columns columns;
    int first, shown;         /* numbers that the table has room for */
    bool heading;             /* whether it has a row for what its columns are */
    int line_rows;            /* of each number but the chosen one; 0: they have none */
    struct axis axis;         /* columns of the plot, from plot.x on */
};

struct board board_layout(const struct view *view, int cols, int rows);

/* The number in row y of the table, or of the lines; false: there is none. */
bool board_number_at(const struct board *board, const struct view *view, int x, int y,
                     enum number *number);

/* Whether (x, y) is a moment of the plot or the lines. */
bool board_time_at(const struct board *board, int x, int y);

/* The lines, from above; the chosen number has none. */
int board_line(const struct board *board, const struct view *view, enum number number);

/* Size classes as rows: `step` classes a row, from class `first` on. */
struct size_rows { unsigned first, step; int count; };
struct size_rows board_sizes(const struct census *census, int rows);

#endif
