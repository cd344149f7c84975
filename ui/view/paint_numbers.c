/* paint_numbers.c: the numbers now, at most and on average; the line of one of them
 * over time, and small ones of the others, over the timeline that they share. */
#include "paint.h"

#include "board.h"
#include "number_words.h"
#include "numbers.h"
#include "pen.h"
#include "theme.h"

/* ---- The table ---- */

/* Ends before column `end`; 0: the column is left out. */
static void paint_column(struct frame *frame, struct rect at, int end, int y, enum role ink,
                         enum role paper, const char *text)
{
    if (end > 0)
        pen_right(frame, at, 0, end, y, ink, paper, text);
}

static void paint_heading(struct frame *frame, const struct board *board)
{
    struct rect at = board->table;
    const struct board_columns *columns = &board->columns;
    paint_column(frame, at, columns->now, 0, ROLE_FAINT, ROLE_PLAIN, "now");
    paint_column(frame, at, columns->peak, 0, ROLE_FAINT, ROLE_PLAIN, "peak");
    paint_column(frame, at, columns->at, 0, ROLE_FAINT, ROLE_PLAIN, "at step");
    paint_column(frame, at, columns->average, 0, ROLE_FAINT, ROLE_PLAIN, "average");
}

static void paint_row(struct frame *frame, const struct view *view, const struct board *board,
                      enum number number)
{
    struct rect at = board->table;
    const struct board_row *row = &board->rows[number];
    const struct board_columns *columns = &board->columns;
    int y = (int)number - board->first + board->heading;
    bool chosen = number == view->number;
    enum role paper = chosen ? ROLE_CURRENT : ROLE_PLAIN, ink = paper;
    if (chosen) {
        pen_fill(frame, at, 0, y, at.cols, ' ', ink, paper);
        pen_put(frame, at, 1, y, 0x25B6, ink, paper);
    }
    int x = 3 + pen_text(frame, at, 3, y, at.cols, ink, paper, number_words(number)->name);
    if (at.cols >= x + 2 + 8)
        pen_text(frame, at, x, y, 2, chosen ? ink : ROLE_FAINT, paper, number_unit(number));
    paint_column(frame, at, columns->now, y, chosen ? ink : ROLE_STRONG, paper, row->now);
    paint_column(frame, at, columns->peak, y, ink, paper, row->peak);
    paint_column(frame, at, columns->at, y, chosen ? ink : ROLE_FAINT, paper, row->at);
    paint_column(frame, at, columns->average, y, ink, paper, row->average);
}

/* ---- Over time ---- */

/* The most of each number in every column; `known` of them are known. */
struct lines {
    int cols, known, now;
    struct numbers most[FRAME_COLS_MAX];
};

/* A column that no step falls in is like the one before it. */
static void measure(struct lines *lines, const struct view *view, const struct axis *axis)
{
    uint32_t known = timeline_known(view->timeline);
    lines->cols = axis->cols < 0 ? 0 : axis->cols < FRAME_COLS_MAX ? axis->cols : FRAME_COLS_MAX;
    lines->now = axis_cell(axis, timeline_step(view->timeline));
    lines->known = 0;
    for (int i = 0; i < lines->cols; i++) {
        uint64_t first = axis_step(axis, i);
        uint64_t after = i + 1 < axis->cols ? axis_step(axis, i + 1) : axis->end + 1;
        if (first > known)
            break;
        if (after > (uint64_t)known + 1)
            after = (uint64_t)known + 1;
        if (first < after)
            lines->most[i] = timeline_most(view->timeline, (uint32_t)first, (uint32_t)after - 1);
        else
            lines->most[i] = i > 0 ? lines->most[i - 1] : (struct numbers){{0}};
        lines->known = i + 1;
    }
}

/* Eighths of a cell, of `rows` cells; not 0 unless the value is. */
static int level(uint64_t value, uint64_t most, int rows)
{
    int eighths = most > 0 ? (int)((double)value * rows * 8 / (double)most + 0.5) : 0;
    return value > 0 && eighths < 1 ? 1 : eighths > rows * 8 ? rows * 8 : eighths;
}

/* Of a column, from above: nothing, a part of a cell, full cells. The present moment is
 * a column of its own, shaded so that it needs no colour, and a line over it. */
static struct cell column_cell(int eighths, bool present, enum role role)
{
    enum role ink = present ? ROLE_TIME_NOW : role;
    if (eighths >= 8 && present)
        return (struct cell){GLYPH_TOUCHED, ROLE_TOUCHED, ROLE_TOUCHED};
    uint32_t empty = present ? 0x2502 : ' ';
    uint32_t glyph = eighths >= 8 ? GLYPH_PROCESS : eighths > 0 ? GLYPH_MIXED(eighths) : empty;
    return (struct cell){glyph, (uint8_t)ink, ROLE_PLAIN};
}

/* A line with its peak at full height. */
static void paint_line(struct frame *frame, struct rect at, const struct lines *lines,
                       enum number number, uint64_t peak, enum role role)
{
    for (int x = 0; x < lines->known; x++) {
        int left = level(lines->most[x].of[number], peak, at.rows);
        for (int y = at.rows - 1; y >= 0; y--, left -= 8) {
            struct cell cell = column_cell(left, x == lines->now, role);
            pen_put(frame, at, x, y, cell.ch, (enum role)cell.ink, (enum role)cell.paper);
        }
    }
}

/* What the full height and the foot stand for. */
static void paint_scale(struct frame *frame, const struct view *view, const struct board *board)
{
    struct rect at = {0, board->plot.y, board->plot.x - 1, board->plot.rows};
    const char *peak = board->rows[view->number].peak;
    if (at.cols < 4 || at.rows < 2)
        return;
    pen_right(frame, at, 0, at.cols, 0, ROLE_FAINT, ROLE_PLAIN, peak);
    pen_right(frame, at, 0, at.cols, at.rows - 1, ROLE_FAINT, ROLE_PLAIN, "0");
}

static void paint_small(struct frame *frame, const struct view *view, const struct board *board,
                        const struct lines *lines, enum number number)
{
    int top = board_line(board, view, number);
    struct rect at = board->lines, left = {0, top + board->line_rows - 1, at.x - 1, 1};
    if (top < 0)
        return;
    at.y = top;
    at.rows = board->line_rows;
    pen_right(frame, left, 0, left.cols, 0, ROLE_FAINT, ROLE_PLAIN, number_words(number)->name);
    if (at.rows > 1) /* a row keeps lines apart */
        at = (struct rect){at.x, at.y + 1, at.cols, at.rows - 1};
    paint_line(frame, at, lines, number, view->measures[number].peak, ROLE_GRAPH_MAPPED);
}

/* The rule over the line says whose it is, and where its peak is; the name gives way. */
static void paint_rule(struct frame *frame, const struct view *view, const struct board *board)
{
    static const char mark[] = " peak ";
    struct rect at = board->rule;
    const struct measure *measure = &view->measures[view->number];
    char text[64];
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, " %s over time ", number_words(view->number)->name);
    int begin = 1, width = text_width(text), beside = (int)sizeof mark - 1;
    int x = board->plot.x + axis_cell(&board->axis, measure->at);
    bool has_peak = board->plot.rows > 0 && measure->peak > 0, left = x >= width + beside + 1;
    if (has_peak && x <= width)
        begin = x + beside + 2;
    pen_fill(frame, at, 0, 0, at.cols, 0x2500, ROLE_FAINT, ROLE_PLAIN);
    pen_text(frame, at, begin, 0, at.cols - begin - 1, ROLE_STRONG, ROLE_PLAIN, text);
    if (!has_peak)
        return;
    pen_put(frame, at, x, 0, 0x25BC, ROLE_MARK, ROLE_PLAIN);
    pen_text(frame, at, left ? x - beside : x + 1, 0, beside, ROLE_MARK, ROLE_PLAIN, mark);
}

/* ---- Words ---- */

static void paint_words(struct frame *frame, const struct view *view, const struct board *board)
{
    const struct number_words *words = number_words(view->number);
    const struct board_row *row = &board->rows[view->number];
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "%s", words->formula);
    if (board->columns.average == 0)
        phrase_add(&say, "; on average %s%s", row->average, number_unit(view->number));
    pen_text(frame, board->words, 0, 0, board->words.cols, ROLE_STRONG, ROLE_PLAIN, text);
    pen_text(frame, board->words, 0, 1, board->words.cols, ROLE_STORY, ROLE_PLAIN, words->means);
}

/* ---- The whole ---- */

void paint_numbers(struct frame *frame, const struct view *view)
{
    struct board board = board_layout(view, frame->cols, frame->rows);
    struct lines lines;
    measure(&lines, view, &board.axis);
    if (board.title.rows > 0)
        paint_title(frame, board.title, view);
    if (board.heading)
        paint_heading(frame, &board);
    for (int i = 0; i < board.shown; i++)
        paint_row(frame, view, &board, (enum number)(board.first + i));
    if (board.sizes.rows > 0)
        paint_sizes(frame, board.sizes, view);
    if (board.rule.rows > 0)
        paint_rule(frame, view, &board);
    paint_scale(frame, view, &board);
    paint_line(frame, board.plot, &lines, view->number, view->measures[view->number].peak,
               ROLE_GRAPH_USED);
    for (int i = 0; i < NUMBERS; i++)
        paint_small(frame, view, &board, &lines, (enum number)i);
    if (board.timeline.rows > 0)
        paint_timeline(frame, board.timeline, view);
    paint_words(frame, view, &board);
    paint_said(frame, board.said, view);
    paint_footer(frame, board.footer, view, board.left_out);
    if (board.said.rows == 0 && !view->command.open)
        paint_message(frame, &board.footer, 1, view);
    paint_command_error(frame, board.footer, view);
}
