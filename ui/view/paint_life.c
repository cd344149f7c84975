/* paint_life.c: the panel of a life: a row for each of its spans, the one that is
 * looked at always among them. */
#include "paint.h"
#include "pen.h"
#include "phrase.h"
#include "shown.h"

#define WHAT_COLS 10 /* "not mapped" */
#define HEADING_ROWS 1

/* ---- What a span is, in words ---- */

struct words {
    char steps[64], op[PHRASE_SIZE], range[RANGE_SIZE], size[NUMBER_SIZE];
    const char *what;
    enum role ink;
};

/* The steps that it lasts. */
static void say_steps(struct phrase *say, const struct life *life, size_t row)
{
    uint32_t first = life->spans[row].step;
    uint32_t last = row + 1 < life->count ? life->spans[row + 1].step - 1 : life->looked;
    phrase_number(say, first);
    if (life->of == LIFE_OF_BLOCK && life->spans[row].maker == 0)
        return;
    if (last > first) {
        phrase_add(say, "–");
        phrase_number(say, last);
    }
}

static const char *what_of(const struct life *life, size_t row)
{
    bool block = life->spans[row].maker > 0;
    if (life->of == LIFE_OF_BLOCK)
        return !block ? "freed" : row == 0 ? "born" : "moved";
    return block ? "PROCESS" : row == 0 ? "not mapped" : "HOLE";
}

static struct words words_of(const struct view *view, size_t row)
{
    const struct life *life = view->life;
    const struct life_span *span = &life->spans[row];
    struct words words = {.what = what_of(life, row), .ink = ROLE_PLAIN};
    struct phrase say = phrase_in(words.steps, sizeof words.steps);
    say_steps(&say, life, row);
    if (span->step > 0) {
        struct op op = timeline_op(view->timeline, span->step);
        ops_print(timeline_ops(view->timeline), &op, words.op, sizeof words.op);
    }
    if (span->maker == 0) {
        words.ink = ROLE_PAST;
        return words;
    }
    struct mems_decision placed = timeline_event(view->timeline, span->maker).malloc;
    view_range(view, placed.address, placed.size, words.range);
    say = phrase_in(words.size, sizeof words.size);
    phrase_bytes(&say, placed.size);
    return words;
}

/* ---- Rows that are shown ---- */

static struct shown rows_shown(struct rect at, const struct view *view)
{
    return shown_of(at.rows - HEADING_ROWS, view->life->count, view->life_row);
}

bool life_row_at(struct rect at, const struct view *view, int y, size_t *row)
{
    return shown_row(rows_shown(at, view), y - at.y - HEADING_ROWS, row);
}

/* ---- Painting ---- */

struct columns { int what, op, range, size; }; /* where the second and third begin, where
                                                  the others end */

static struct columns columns_of(struct rect at, const struct view *view, struct shown shown)
{
    int steps = 0, range = 0, size = 0;
    for (int i = 0; i < shown.count; i++) {
        struct words words = words_of(view, shown.first + (size_t)i);
        int widths[] = {text_width(words.steps), text_width(words.range), text_width(words.size)};
        steps = widths[0] > steps ? widths[0] : steps;
        range = widths[1] > range ? widths[1] : range;
        size = widths[2] > size ? widths[2] : size;
    }
    struct columns columns = {.what = 2 + steps + 2};
    columns.op = columns.what + WHAT_COLS + 2;
    columns.size = at.cols;
    columns.range = at.cols - size - 2;
    int wide = columns.op + 40 + range + size; /* where that is less, the rest stays together */
    if (wide < at.cols) {
        columns.size -= at.cols - wide;
        columns.range -= at.cols - wide;
    }
    return columns;
}

static void paint_row(struct frame *frame, struct rect at, int y, const struct view *view,
                      size_t row, const struct columns *columns)
{
    struct words words = words_of(view, row);
    bool chosen = row == view->life_row;
    bool present = row == life_at(view->life, timeline_step(view->timeline)) &&
                   view->life->spans[row].step <= timeline_step(view->timeline);
    bool ahead = view->life->spans[row].step > timeline_step(view->timeline);
    enum role ink = chosen ? ROLE_CURRENT : ahead ? ROLE_FUTURE : words.ink;
    enum role paper = chosen ? ROLE_CURRENT : ROLE_PLAIN;
    if (chosen)
        pen_fill(frame, at, 0, y, at.cols, ' ', ink, paper);
    if (present)
        pen_put(frame, at, 0, y, 0x25B6, ink, paper);
    pen_right(frame, at, 2, columns->what - 2, y, ink, paper, words.steps);
    pen_text(frame, at, columns->what, y, WHAT_COLS, ink, paper, words.what);
    int end = columns->size;
    if (words.size[0] != '\0')
        end = pen_right(frame, at, columns->op, end, y, ink, paper, words.size);
    if (words.range[0] != '\0')
        end = pen_right(frame, at, columns->op, columns->range < end ? columns->range : end, y,
                        ink, paper, words.range);
    pen_text(frame, at, columns->op, y, end - 2 - columns->op, ink, paper, words.op);
}

static void say_byte(struct phrase *say, const struct view *view)
{
    const struct life *life = view->life;
    char address[ADDRESS_SIZE];
    phrase_add(say, "byte %s: ", view_address(view, life->address, address));
    if (life->mapped)
        phrase_count(say, life->owners, "owner", "owners");
    else
        phrase_add(say, "not mapped");
    phrase_add(say, ", steps 0–");
    phrase_number(say, life->looked);
}

static void say_block(struct phrase *say, const struct view *view)
{
    const struct life *life = view->life;
    const struct life_span *last = &life->spans[life->count - 1];
    struct op op = timeline_op(view->timeline, life->spans[0].step);
    size_t moves = life->count - 1 - (last->maker == 0);
    phrase_add(say, "block ");
    phrase_block(say, ops_name(timeline_ops(view->timeline), op.name));
    phrase_add(say, moves == 0 ? ": not moved, " : ": moved ");
    if (moves > 0)
        phrase_count(say, moves, "time, ", "times, ");
    phrase_add(say, last->maker == 0 ? "freed at step " : "not freed up to step ");
    phrase_number(say, last->maker == 0 ? last->step : life->looked);
}

static void paint_heading(struct frame *frame, struct rect at, const struct view *view)
{
    const struct life *life = view->life;
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    const char *title = life->of == LIFE_OF_BYTE ? "Life of a byte" : "Life of a block";
    if (life->of == LIFE_OF_BYTE)
        say_byte(&say, view);
    else
        say_block(&say, view);
    if (life->cut)
        phrase_add(&say, "; out of memory for the rest");
    pen_text(frame, at, 0, 0, at.cols - text_width(title) - 2, ROLE_STRONG, ROLE_PLAIN, text);
    pen_right(frame, at, 0, at.cols, 0, ROLE_STRONG, ROLE_PLAIN, title);
}

void paint_life(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1 || view->life->count == 0)
        return;
    struct shown shown = rows_shown(at, view);
    struct columns columns = columns_of(at, view, shown);
    paint_heading(frame, at, view);
    for (int i = 0; i < shown.count; i++)
        paint_row(frame, at, HEADING_ROWS + i, view, shown.first + (size_t)i, &columns);
}
