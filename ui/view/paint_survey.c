/* paint_survey.c: the whole run at once: addresses upwards, steps to the right,
 * and each cell as high as the share of it that is in use. */
#include "paint.h"

#include "notes.h"
#include "pen.h"
#include "phrase.h"
#include "survey.h"
#include "theme.h"

#include <stdio.h>

#define LABEL_ROWS 4 /* from one address at the left to the next */

/* ---- Cells ---- */

/* Nothing is mapped: what is there of the present moment is a line. */
static struct cell empty_cell(bool present)
{
    return present ? (struct cell){0x2502, ROLE_TIME_NOW, ROLE_PLAIN}
                   : (struct cell){' ', ROLE_PLAIN, ROLE_PLAIN};
}

static struct cell share_cell(int eighths, bool present)
{
    enum role ink = present ? ROLE_TOUCHED : ROLE_MIXED;
    enum role paper = present ? ROLE_TOUCHED_HOLE : ROLE_HOLE;
    if (!present && eighths > 2 && eighths < 8)
        paper = eighths > 5 ? ROLE_SHARE_MOST : ROLE_SHARE;
    if (eighths == 0)
        return (struct cell){present ? GLYPH_TOUCHED_HOLE : GLYPH_HOLE, (uint8_t)paper,
                             (uint8_t)paper};
    if (eighths == 8)
        return (struct cell){present ? GLYPH_TOUCHED : GLYPH_PROCESS, (uint8_t)ink, (uint8_t)ink};
    return (struct cell){GLYPH_MIXED(eighths), (uint8_t)ink, (uint8_t)paper};
}

static struct cell cell_at(const struct view *view, const struct survey *survey, uint32_t column,
                           uint32_t row, bool present)
{
    int eighths;
    if (survey_knows(view, survey, column) == SURVEY_NOT)
        return (struct cell){0xB7, present ? ROLE_TIME_NOW : ROLE_FAINT, ROLE_PLAIN};
    eighths = survey_eighths(view, survey, column, row);
    return eighths < 0 ? empty_cell(present) : share_cell(eighths, present);
}

static void paint_column(struct frame *frame, const struct view *view,
                         const struct survey *survey, uint32_t column, bool present)
{
    int x = survey_x(survey, column);
    for (int y = survey->map.y; y < survey->map.y + survey->map.rows; y++) {
        uint32_t row;
        struct cell cell = survey_row_at(survey, y, &row)
                               ? cell_at(view, survey, column, row, present)
                               : empty_cell(present);
        if (cell.ch == 0x2502) /* a line, however wide a step is */
            frame_put(frame, x + (survey->wide - 1) / 2, y, cell.ch, cell.ink, cell.paper);
        else
            frame_fill(frame, x, y, survey->wide, cell.ch, cell.ink, cell.paper);
    }
}

/* ---- Addresses ---- */

static void paint_addresses(struct frame *frame, const struct view *view,
                            const struct survey *survey)
{
    char text[ADDRESS_SIZE];
    for (uint32_t row = 0; row < survey->window.rows; row += LABEL_ROWS) {
        uint64_t address = survey->window.start + row * survey->window.bytes;
        struct rect at = {0, survey_y(survey, row), survey->map.x - 2, 1};
        pen_right(frame, at, 0, at.cols, 0, ROLE_FAINT, ROLE_PLAIN,
                  view_address(view, address, text));
    }
}

static void mark_row(struct frame *frame, const struct survey *survey, uint64_t address,
                     uint32_t left, uint32_t right, enum role role)
{
    uint32_t row;
    if (!survey_row(survey, address, &row))
        return;
    frame_put(frame, survey->map.x - 1, survey_y(survey, row), left, role, ROLE_PLAIN);
    frame_put(frame, survey_x(survey, survey->window.columns), survey_y(survey, row), right, role,
              ROLE_PLAIN);
}

/* The rows of what is selected and of what the last operation touched. */
static void paint_marks(struct frame *frame, const struct view *view, const struct survey *survey)
{
    struct touched touched[2];
    for (int i = view_touched(view, touched) - 1; i >= 0; i--)
        mark_row(frame, survey, touched[i].block, touched[i].is_free ? '-' : '+',
                 touched[i].is_free ? '-' : '+', ROLE_TIME_NOW);
    if (view->has_selection)
        mark_row(frame, survey, view->selected, 0x203A, 0x2039, ROLE_STRONG);
}

/* ---- Steps ---- */

static void paint_sign(struct frame *frame, const struct view *view, const struct survey *survey,
                       uint32_t column, bool present)
{
    uint64_t first = survey->window.first + (uint64_t)column * survey->window.span;
    uint64_t after = first + window_steps(&survey->window, column);
    uint32_t step;
    int x = survey_x(survey, column) + (survey->wide - 1) / 2;
    if (present)
        frame_put(frame, x, survey->axis.y, 0x25CF, ROLE_TIME_NOW, ROLE_PLAIN);
    else if (timeline_next_failed(view->timeline, (uint32_t)first, &step) && step < after)
        frame_put(frame, x, survey->axis.y, '!', ROLE_ERROR, ROLE_PLAIN);
    else if (notes_first(view, NOTE_MARK, first, after, &step))
        frame_put(frame, x, survey->axis.y, 0x25A0, ROLE_MARK, ROLE_PLAIN);
    else if (notes_first(view, NOTE_ASK, first, after, &step))
        frame_put(frame, x, survey->axis.y, '?', ROLE_MARK, ROLE_PLAIN);
    else if (notes_first(view, NOTE_STOP, first, after, &step))
        frame_put(frame, x, survey->axis.y, 0x2016, ROLE_MARK, ROLE_PLAIN);
}

static void paint_axis(struct frame *frame, const struct survey *survey)
{
    int x = survey->map.x, cols = survey_x(survey, survey->window.columns) - x;
    if (survey->axis.rows < 1)
        return;
    frame_fill(frame, x, survey->axis.y, cols, 0x2500, ROLE_FAINT, ROLE_PLAIN);
    struct rect gutter = {0, survey->axis.y, x - 2, 1};
    pen_right(frame, gutter, 0, gutter.cols, 0, ROLE_FAINT, ROLE_PLAIN, "step");
}

/* The present step, and as far as there is room the first one and the last. */
static void paint_steps(struct frame *frame, const struct view *view,
                        const struct survey *survey)
{
    char first[NUMBER_SIZE], last[NUMBER_SIZE], now[NUMBER_SIZE];
    uint32_t column = 0, step = timeline_step(view->timeline);
    int left = survey->map.x, cols = survey_x(survey, survey->window.columns) - left;
    struct rect at = {left, survey->numbers.y, cols, survey->numbers.rows};
    int width = text_width(number_text(now, step));
    survey_column(survey, step, &column);
    int x = survey_x(survey, column) + (survey->wide - 1) / 2 - width / 2 - left;
    x = x + width > cols ? cols - width : x;
    x = x < 0 ? 0 : x;
    pen_text(frame, at, x, 0, width, ROLE_TIME_NOW, ROLE_PLAIN, now);
    number_text(first, survey->window.first);
    number_text(last, survey->window.last);
    if (step != survey->window.first && text_width(first) + 2 <= x)
        pen_text(frame, at, 0, 0, cols, ROLE_FAINT, ROLE_PLAIN, first);
    if (step != survey->window.last)
        pen_right(frame, at, x + width + 2, cols, 0, ROLE_FAINT, ROLE_PLAIN, last);
}

/* ---- Legend ---- */

static void scale_text(const struct survey *survey, char *out, size_t size)
{
    struct phrase say = phrase_in(out, size);
    if (survey->wide > 1) {
        phrase_add(&say, " 1 step = %d columns", survey->wide);
    } else {
        phrase_add(&say, " 1 column = ");
        phrase_count(&say, survey->window.span, "step", "steps");
    }
    phrase_add(&say, " · 1 row = ");
    phrase_bytes(&say, survey->window.bytes);
    phrase_add(&say, " ");
}

static int paint_entry(struct frame *frame, struct rect at, int x, int from, int to,
                       const char *text)
{
    int width = to - from + 1 + text_width(text) + 3;
    if (x + width > at.cols)
        return at.cols;
    pen_fill(frame, at, x, 0, width, ' ', ROLE_PLAIN, ROLE_PLAIN);
    for (int i = from; i <= to; i++) {
        struct cell cell = share_cell(i, false);
        pen_put(frame, at, x + 1 + i - from, 0, cell.ch, (enum role)cell.ink,
                (enum role)cell.paper);
    }
    pen_text(frame, at, x + 3 + to - from, 0, at.cols, ROLE_PLAIN, ROLE_PLAIN, text);
    return x + width;
}

static void paint_shades(struct frame *frame, struct rect at, const struct survey *survey)
{
    char scale[96];
    if (at.rows < 1)
        return;
    scale_text(survey, scale, sizeof scale);
    int width = text_width(scale), x = 1;
    frame_fill(frame, at.x, at.y, at.cols, 0x2500, ROLE_FAINT, ROLE_PLAIN);
    at.cols -= width < at.cols ? width + 1 : 0;
    frame_text(frame, at.x + at.cols, at.y, width, ROLE_PLAIN, ROLE_PLAIN, scale);
    x = paint_entry(frame, at, x, 0, 0, "HOLE");
    x = paint_entry(frame, at, x, 8, 8, "in use");
    paint_entry(frame, at, x, 1, 7, "partly");
}

/* ---- The whole ---- */

void paint_survey(struct frame *frame, const struct view *view)
{
    struct survey survey = survey_layout(view, frame->cols, frame->rows);
    uint32_t present = UINT32_MAX;
    const struct rect places[] = {survey.timeline, survey.footer};
    survey_column(&survey, timeline_step(view->timeline), &present);
    if (survey.title.rows > 0)
        paint_title(frame, survey.title, view);
    paint_addresses(frame, view, &survey);
    paint_axis(frame, &survey);
    for (uint32_t c = 0; c < survey.window.columns; c++) {
        paint_column(frame, view, &survey, c, c == present);
        if (survey.axis.rows > 0)
            paint_sign(frame, view, &survey, c, c == present);
    }
    paint_marks(frame, view, &survey);
    paint_steps(frame, view, &survey);
    paint_shades(frame, survey.legend, &survey);
    paint_said(frame, survey.story, view);
    if (survey.timeline.rows > 0)
        paint_timeline(frame, survey.timeline, view);
    paint_footer(frame, survey.footer, view, survey.left_out);
    if (survey.story.rows == 0)
        paint_message(frame, places, 2 - view->command.open, view);
    paint_command_error(frame, survey.footer, view);
}
