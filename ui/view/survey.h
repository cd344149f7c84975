/* survey.h: the whole run at once: where its parts stand on the screen, which
 * steps and addresses its columns and rows are, and what is known of a cell. What
 * painting, clicking and counting all go by; a pure function of the view. */
#ifndef MEMS_VIEW_SURVEY_H
#define MEMS_VIEW_SURVEY_H

#include "frame.h"
#include "view.h"

struct survey {
    struct rect title, map, axis, numbers, legend, story, timeline, footer;
    const char *left_out;  /* what has no room, in words; "" if nothing */
    struct window window;  /* what is shown: a column of the table, a row of it ... */
    int wide;              /* ... is so many columns of the screen, and one row */
    uint32_t columns_all;  /* that all steps take at this scale */
    uint64_t rows_all;     /* that all addresses take */
};

struct survey survey_layout(const struct view *view, int cols, int rows);

/* The column of the screen where a column of the table begins, or ends when it is
 * the one past the last; the row of the screen where a row of it is. */
int survey_x(const struct survey *survey, uint32_t column);
int survey_y(const struct survey *survey, uint32_t row);

/* The column that a step is in; false when it is not shown. */
bool survey_column(const struct survey *survey, uint32_t step, uint32_t *column);
bool survey_row(const struct survey *survey, uint64_t address, uint32_t *row);

/* What stands at (x, y) of the map, or, in any row, of the axis. */
bool survey_column_at(const struct survey *survey, int x, uint32_t *column);
bool survey_row_at(const struct survey *survey, int y, uint32_t *row);

/* The step that its sign on the axis means: the first chapter in it, or else the first
 * stop, or its first step. */
uint32_t survey_sign_step(const struct view *view, const struct survey *survey, uint32_t column);

/* What is known of the cells of a column. */
enum survey_knowledge { SURVEY_NOT, SURVEY_ROUGHLY, SURVEY_EXACTLY };
enum survey_knowledge survey_knows(const struct view *view, const struct survey *survey,
                                   uint32_t column);

/* Eighths of a cell that are in use: 0 and 8 when exactly none or all of it is; -1:
 * none of it is mapped at the end of its column. Of columns that are known. */
int survey_eighths(const struct view *view, const struct survey *survey, uint32_t column,
                   uint32_t row);

/* Whether the exact table is one of this window, complete or not; whether it is
 * complete, as far as steps are known. */
bool survey_is_counted(const struct view *view, const struct survey *survey);
bool survey_is_exact(const struct view *view, const struct survey *survey);

/* "exact", or "first picture", and how much of it is exact by now. */
void survey_says(const struct view *view, const struct survey *survey, char *out, size_t size);

#endif
