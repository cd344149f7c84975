/* survey.c: the screen is cut from top to bottom, and what the other parts leave
 * is the map. Both scales are round numbers, so that they can be read and hold
 * still while more becomes known. */
#include "survey.h"

#include "notes.h"

#include <stdio.h>

#define WIDEST 8      /* columns of the screen that a step takes at most */
#define GUTTER_COLS 40 /* screens narrower than that have no addresses at the left */
#define FULL 0.99995  /* a share that looks like all of it, where it is an estimate */

/* ---- The screen ---- */

/* Columns at the left: addresses and a mark. */
static int gutter_cols(const struct view *view, uint64_t end, int cols)
{
    char text[ADDRESS_SIZE];
    return cols < GUTTER_COLS ? 1 : text_width(view_address(view, end, text)) + 3;
}

static void cut_screen(struct survey *survey, const struct view *view, int cols, int rows,
                       int gutter)
{
    struct rect rest = {0, 0, cols, rows};
    survey->left_out = "";
    if (rows >= 3) {
        survey->title = (struct rect){0, 0, cols, 1};
        rest.y++;
        rest.rows--;
    }
    survey->footer = rect_cut_bottom(&rest, rows >= 2 && !view->bare ? 1 : 0);
    survey->timeline = rect_cut_bottom(&rest, rows >= 10 ? 1 : 0);
    int story = rows < 20 || cols > 160 ? 1 : 2;
    survey->story = rect_cut_bottom(&rest, rows < 12 || view->bare ? 0 : story);
    survey->legend = rect_cut_bottom(&rest, rows >= 6 ? 1 : 0);
    survey->numbers = rect_cut_bottom(&rest, rows >= 8 ? 1 : 0);
    survey->axis = rect_cut_bottom(&rest, rows >= 4 ? 1 : 0);
    survey->map = (struct rect){gutter, rest.y, cols > gutter + 1 ? cols - gutter - 1 : 1,
                                rest.rows > 0 ? rest.rows : 1};
    if (cols >= 30) {
        survey->story.x++;
        survey->story.cols -= 2;
        survey->timeline.x++;
        survey->timeline.cols -= 2;
    }
}

/* ---- Scales ---- */

/* The next number with two decimal digits that count. */
static uint64_t round_steps(uint64_t n)
{
    uint64_t unit = 1;
    while (n / unit >= 100)
        unit *= 10;
    return (n + unit - 1) / unit * unit;
}

/* The next number with four binary digits that count, which go well with pages. */
static uint64_t round_bytes(uint64_t n)
{
    uint64_t unit = 1;
    while (n / unit >= 16)
        unit *= 2;
    return (n + unit - 1) / unit * unit;
}

static uint64_t halved(uint64_t n, int times)
{
    return times > 62 || n >> times == 0 ? 1 : n >> times;
}

/* Bytes of all nodes at the last step known. */
static uint64_t mapped_most(const struct timeline *timeline)
{
    struct sample most = {0, 0};
    size_t known;
    timeline_history(timeline, &most, 1, &known);
    return most.mapped > 0 ? most.mapped : mems_heap_options(timeline_heap(timeline)).page_size;
}

static void scale_steps(struct survey *survey, const struct view *view)
{
    struct window *window = &survey->window;
    uint64_t all = (uint64_t)view_last_step(view) + 1, room = (uint64_t)survey->map.cols;
    uint64_t present = timeline_step(view->timeline), first = view->survey.first;
    uint64_t span = halved(all <= room ? 1 : round_steps((all - 1) / room + 1),
                           view->survey.steps_zoom);
    uint64_t columns = (all - 1) / span + 1, shown = columns < room ? columns : room;
    survey->columns_all = (uint32_t)columns;
    survey->wide = columns < room / WIDEST ? WIDEST : columns <= room ? (int)(room / columns) : 1;
    first /= span; /* in columns from here on */
    if (present / span < first || present / span >= first + shown)
        first = present / span < shown / 2 ? 0 : present / span - shown / 2;
    first = first < columns - shown ? first : columns - shown;
    window->span = (uint32_t)span;
    window->columns = (uint32_t)shown;
    window->first = (uint32_t)(first * span);
    window->last = (uint32_t)((first + shown) * span < all ? (first + shown) * span - 1 : all - 1);
}

static void scale_bytes(struct survey *survey, const struct view *view, uint64_t mapped)
{
    struct window *window = &survey->window;
    uint64_t start = mems_heap_options(timeline_heap(view->timeline)).start;
    uint64_t room = (uint64_t)survey->map.rows, low = view->survey.low;
    window->bytes = halved(round_bytes((mapped - 1) / room + 1), view->survey.bytes_zoom);
    survey->rows_all = (mapped - 1) / window->bytes + 1;
    window->rows = (uint32_t)(survey->rows_all < room ? survey->rows_all : room);
    low = low > start ? (low - start) / window->bytes : 0;
    low = low < survey->rows_all - window->rows ? low : survey->rows_all - window->rows;
    window->start = start + low * window->bytes;
}

struct survey survey_layout(const struct view *view, int cols, int rows)
{
    struct survey survey = {.wide = 1};
    uint64_t mapped = mapped_most(view->timeline);
    uint64_t end = mems_heap_options(timeline_heap(view->timeline)).start + mapped;
    cut_screen(&survey, view, cols, rows, gutter_cols(view, end, cols));
    scale_steps(&survey, view);
    scale_bytes(&survey, view, mapped);
    return survey;
}

/* ---- Places ---- */

int survey_x(const struct survey *survey, uint32_t column)
{
    return survey->map.x + (int)column * survey->wide;
}

int survey_y(const struct survey *survey, uint32_t row)
{
    return survey->map.y + survey->map.rows - 1 - (int)row;
}

bool survey_column(const struct survey *survey, uint32_t step, uint32_t *column)
{
    const struct window *window = &survey->window;
    if (step < window->first || step > window->last)
        return false;
    *column = (step - window->first) / window->span;
    return true;
}

bool survey_row(const struct survey *survey, uint64_t address, uint32_t *row)
{
    const struct window *window = &survey->window;
    if (address < window->start || (address - window->start) / window->bytes >= window->rows)
        return false;
    *row = (uint32_t)((address - window->start) / window->bytes);
    return true;
}

bool survey_column_at(const struct survey *survey, int x, uint32_t *column)
{
    int offset = x - survey->map.x;
    *column = offset < 0 ? 0 : (uint32_t)(offset / survey->wide);
    return offset >= 0 && *column < survey->window.columns;
}

bool survey_row_at(const struct survey *survey, int y, uint32_t *row)
{
    int offset = survey->map.y + survey->map.rows - 1 - y;
    *row = offset < 0 ? 0 : (uint32_t)offset;
    return offset >= 0 && *row < survey->window.rows;
}

uint32_t survey_sign_step(const struct view *view, const struct survey *survey, uint32_t column)
{
    uint64_t first = survey->window.first + (uint64_t)column * survey->window.span;
    uint64_t after = first + window_steps(&survey->window, column);
    uint32_t step;
    if (notes_first(view, NOTE_MARK, first, after, &step) ||
        notes_first(view, NOTE_ASK, first, after, &step) ||
        notes_first(view, NOTE_STOP, first, after, &step))
        return step;
    return (uint32_t)first;
}

/* ---- Exactly ---- */

bool survey_is_counted(const struct view *view, const struct survey *survey)
{
    const struct window *a = &view->survey.exact->window, *b = &survey->window;
    return a->first == b->first && a->last == b->last && a->span == b->span &&
           a->start == b->start && a->bytes == b->bytes && a->columns == b->columns &&
           a->rows == b->rows;
}

bool survey_is_exact(const struct view *view, const struct survey *survey)
{
    const struct overview *exact = view->survey.exact;
    return survey_is_counted(view, survey) &&
           (exact->done == exact->window.columns ||
            (exact->counts && exact->at == timeline_known(view->timeline)));
}

static bool is_exact(const struct view *view, const struct survey *survey, uint32_t column)
{
    return survey_is_counted(view, survey) && column < view->survey.exact->done;
}

/* ---- Roughly: from the table of the whole, whose cells are others ---- */

/* The columns of that table that share steps with one of the window: [*from, *to). */
static bool coarse_columns(const struct overview *coarse, const struct window *window,
                           uint32_t column, uint32_t *from, uint32_t *to)
{
    uint64_t first = window->first + (uint64_t)column * window->span;
    uint64_t after = first + window_steps(window, column);
    if (coarse->done == 0)
        return false;
    *from = (uint32_t)(first / coarse->window.span);
    *to = (uint32_t)((after - 1) / coarse->window.span + 1);
    *to = *to < coarse->done ? *to : coarse->done;
    return *from < *to;
}

static double overlap(uint64_t a, uint64_t a_end, uint64_t b, uint64_t b_end)
{
    uint64_t from = a > b ? a : b, to = a_end < b_end ? a_end : b_end;
    return to > from ? (double)(to - from) : 0;
}

/* The share in use of what the rows of those columns have of a row of the window,
 * taken to be spread evenly in each cell. */
static double coarse_share(const struct overview *coarse, uint32_t from, uint32_t to,
                           uint64_t low, uint64_t bytes)
{
    const struct window *window = &coarse->window;
    uint64_t first = (low - window->start) / window->bytes;
    double used = 0, cell = (double)window->bytes * window->span;
    for (uint64_t row = first; row < window->rows; row++) {
        uint64_t at = window->start + row * window->bytes;
        double part = overlap(at, at + window->bytes, low, low + bytes);
        if (at >= low + bytes)
            break;
        for (uint32_t c = from; c < to; c++)
            used += part * (double)overview_used(coarse, c, (uint32_t)row) / cell;
    }
    return used / ((double)bytes * (to - from));
}

/* ---- What is known ---- */

enum survey_knowledge survey_knows(const struct view *view, const struct survey *survey,
                                   uint32_t column)
{
    uint32_t from, to;
    if (is_exact(view, survey, column))
        return SURVEY_EXACTLY;
    return coarse_columns(view->survey.coarse, &survey->window, column, &from, &to)
               ? SURVEY_ROUGHLY : SURVEY_NOT;
}

static int eighths_of(double share)
{
    int eighths = (int)(share * 8);
    if (share <= 0)
        return 0;
    return share >= FULL ? 8 : eighths < 1 ? 1 : eighths > 7 ? 7 : eighths;
}

int survey_eighths(const struct view *view, const struct survey *survey, uint32_t column,
                   uint32_t row)
{
    const struct window *window = &survey->window;
    const struct overview *exact = view->survey.exact, *coarse = view->survey.coarse;
    uint64_t low = window->start + row * window->bytes;
    uint32_t from, to;
    if (is_exact(view, survey, column)) {
        uint64_t used = overview_used(exact, column, row);
        uint64_t all = window->bytes * window_steps(window, column);
        int eighths = eighths_of((double)used / (double)all);
        if (low >= exact->top[column])
            return -1;
        return used == all ? 8 : eighths < 7 ? eighths : 7;
    }
    if (!coarse_columns(coarse, window, column, &from, &to) || low >= coarse->top[to - 1])
        return -1;
    return eighths_of(coarse_share(coarse, from, to, low, window->bytes));
}

void survey_says(const struct view *view, const struct survey *survey, char *out, size_t size)
{
    const struct overview *exact = view->survey.exact;
    uint32_t columns = survey->window.columns;
    uint32_t done = survey_is_counted(view, survey) ? exact->done : 0;
    if (survey_is_exact(view, survey))
        snprintf(out, size, "exact%s", done < columns ? " so far" : "");
    else
        snprintf(out, size, "first picture, %u %% exact",
                 (unsigned)((uint64_t)done * 100 / columns));
}
