/* board.c: the screen is cut from top to bottom; the line of the chosen number
 * gets what the other parts leave, and from some height on all numbers have one. */
#include "board.h"

#include "number_words.h"
#include "numbers.h"
#include "paint.h"
#include "shown.h"

#define NAME_X 3       /* of the table: after a margin and the mark of the chosen one */
#define NAMES_COLS 10   /* "in holes B" */
#define NARROW 30      /* columns below which units are left out */
#define GAP 2          /* columns between two of the table */
#define GUTTER_COLS 50 /* screens narrower than that have no scale at the left */
#define SIZES_COLS 27  /* columns that the sizes need */
#define PLOT_ROWS 5    /* that the chosen line keeps before others have one */
#define PLOT_MOST 16
#define LINE_MOST 3

/* ---- The table ---- */

static void say_row(struct board_row *row, enum number number, uint64_t now,
                    const struct measure *measure)
{
    struct phrase say = phrase_in(row->now, sizeof row->now);
    number_say(&say, number, now);
    say = phrase_in(row->peak, sizeof row->peak);
    number_say(&say, number, measure->peak);
    say = phrase_in(row->at, sizeof row->at);
    phrase_number(&say, measure->at);
    say = phrase_in(row->average, sizeof row->average);
    number_say_average(&say, number, measure->average);
}

static int wider(int width, const char *text)
{
    return text_width(text) > width ? text_width(text) : width;
}

/* Whether a last column up to `end` would take the room of the sizes. */
static bool crowds(int before, int end, int cols)
{
    return end + SIZES_COLS + 3 > cols && before + SIZES_COLS + 3 <= cols;
}

/* On a narrow screen the average is left out, then the step, then the peak. */
static void set_columns(struct board *board, const struct view *view, int cols)
{
    struct numbers now = timeline_numbers(view->timeline);
    int widths[4] = {3, 4, 7, 7}; /* of the heading */
    int *ends[] = {&board->columns.now, &board->columns.peak, &board->columns.at,
                   &board->columns.average};
    for (int i = 0; i < NUMBERS; i++) {
        struct board_row *row = &board->rows[i];
        say_row(row, (enum number)i, now.of[i], &view->measures[i]);
        widths[0] = wider(widths[0], row->peak); /* holds still while one steps */
        widths[1] = wider(widths[1], row->peak);
        widths[2] = wider(widths[2], row->at);
        widths[3] = wider(widths[3], row->average);
    }
    int x = NAME_X + NAMES_COLS - (cols < NARROW ? 2 : 0);
    for (int i = 0; i < 4; i++) {
        int end = x + GAP + widths[i];
        if (end > cols || (i == 3 && crowds(x, end, cols)))
            break;
        *ends[i] = end;
        x = end;
    }
    board->table.cols = x + 1;
}

/* ---- The screen ---- */

/* As many numbers as there is room for, the chosen one among them. */
static void choose_rows(struct board *board, const struct view *view)
{
    board->heading = board->table.rows >= 3;
    struct shown shown = shown_of(board->table.rows - board->heading, NUMBERS, view->number);
    board->first = (int)shown.first;
    board->shown = shown.count;
}

/* Columns of the scale and the names at the left of the lines. */
static int gutter_of(const struct board *board, int cols)
{
    int width = NAMES_COLS;
    for (int i = 0; i < NUMBERS; i++)
        width = wider(width, board->rows[i].peak);
    return cols < GUTTER_COLS ? 1 : width + 3;
}

static void cut_time(struct board *board, const struct view *view, int cols)
{
    int gutter = gutter_of(board, cols);
    struct rect *parts[] = {&board->plot, &board->lines, &board->timeline};
    for (int i = 0; i < 3; i++) {
        parts[i]->x += gutter;
        parts[i]->cols -= gutter + 1;
    }
    board->axis = timeline_axis(board->timeline, view);
}

static void cut_screen(struct board *board, int cols, int rows)
{
    struct rect rest = {0, 0, cols, rows};
    board->title = rect_cut_top(&rest, rows >= 3 ? 1 : 0);
    board->footer = rect_cut_bottom(&rest, rows >= 2 ? 1 : 0);
    int said = rows >= 28 && cols <= 160 ? 2 : rows >= 8 ? 1 : 0;
    board->said = rect_inset(rect_cut_bottom(&rest, said));
    board->words = rect_inset(rect_cut_bottom(&rest, rows >= 18 ? 2 : rows >= 14 ? 1 : 0));
    board->timeline = rect_cut_bottom(&rest, rows >= 6 ? 1 : 0);
    int table = NUMBERS + 1, left = rest.rows - table - 1; /* a row for the rule */
    if (left >= PLOT_ROWS + NUMBERS - 1)
        board->line_rows = (left - PLOT_ROWS) / (NUMBERS - 1);
    if (board->line_rows > LINE_MOST)
        board->line_rows = LINE_MOST;
    left -= board->line_rows * (NUMBERS - 1);
    if (left > PLOT_MOST) /* the sizes can use it */
        table += left - PLOT_MOST;
    board->table = rect_cut_top(&rest, rest.rows >= table + 3 ? table
                                  : rest.rows >= 8     ? rest.rows - 4
                                                       : rest.rows);
    board->rule = rect_cut_top(&rest, 1);
    board->lines = rect_cut_bottom(&rest, board->line_rows * (NUMBERS - 1));
    board->plot = rest;
}

struct board board_layout(const struct view *view, int cols, int rows)
{
    struct board board = {.left_out = ""};
    cut_screen(&board, cols, rows);
    choose_rows(&board, view);
    set_columns(&board, view, cols);
    int left = cols - board.table.cols - 2;
    if (left >= SIZES_COLS - 2 && board.table.rows >= 5)
        board.sizes = (struct rect){board.table.x + board.table.cols + 2, board.table.y,
                                    left - 1, board.table.rows};
    cut_time(&board, view, cols);
    if (board.sizes.cols == 0)
        board.left_out = board.plot.rows == 0 ? "sizes, lines hidden" : "sizes hidden";
    return board;
}

/* ---- Places ---- */

int board_line(const struct board *board, const struct view *view, enum number number)
{
    int above = (int)number - (number > view->number);
    return number == view->number || board->line_rows == 0
               ? -1 : board->lines.y + above * board->line_rows;
}

bool board_number_at(const struct board *board, const struct view *view, int x, int y,
                     enum number *number)
{
    int row = y - board->table.y - board->heading;
    if (rect_holds(board->table, x, y) && row >= 0 && row < board->shown) {
        *number = (enum number)(board->first + row);
        return true;
    }
    for (int i = 0; i < NUMBERS; i++) {
        int top = board_line(board, view, (enum number)i);
        if (top >= 0 && x < board->lines.x && y >= top && y < top + board->line_rows) {
            *number = (enum number)i;
            return true;
        }
    }
    return false;
}

bool board_time_at(const struct board *board, int x, int y)
{
    return rect_holds(board->plot, x, y) || rect_holds(board->lines, x, y) ||
           rect_holds(board->timeline, x, y);
}

/* ---- Sizes ---- */

struct size_rows board_sizes(const struct census *census, int rows)
{
    struct size_rows sizes = {.first = CLASSES, .step = 1};
    unsigned last = 0;
    for (unsigned i = 0; i < CLASSES; i++) {
        if (census->holes[i] == 0 && census->blocks[i] == 0)
            continue;
        sizes.first = i < sizes.first ? i : sizes.first;
        last = i;
    }
    if (sizes.first == CLASSES || rows < 1)
        return sizes;
    while ((last - sizes.first) / sizes.step + 1 > (unsigned)rows)
        sizes.step++;
    sizes.count = (int)((last - sizes.first) / sizes.step + 1);
    return sizes;
}
