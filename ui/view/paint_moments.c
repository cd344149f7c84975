/* paint_moments.c: the panel of two moments: what became of all blocks, beside what
 * both moments hold, and below it the largest changes, a row each. */
#include "moments.h"
#include "paint.h"
#include "pen.h"
#include "phrase.h"
#include "shown.h"

#define SUM_ROWS 5       /* above the list */
#define KIND_COLS 6      /* "stayed" */
#define KIND_END (2 + KIND_COLS)
#define BYTES_COLS 14    /* "999,999,999 B" */
#define SUM_COLS 32      /* of the left half */
#define LABEL_COLS 8     /* "in holes" */
#define BOTH_COLS 72     /* columns from which the figures of both moments have room, */
#define WORD_COLS 96     /* and words beside the numbers */
#define OP_COLS 40       /* of an operation in a row, */
#define OP_LEAST 14      /* before its place is left out */

#define MARK_SIGN "\u25C6" /* as on the line of steps */
#define NOW_SIGN "\u25CF"

/* ---- What became of the blocks ---- */

/* A number in so many columns; where it is longer, in thousands, or millions. */
static void say_number(struct phrase *say, uint64_t n, int cols)
{
    static const char *const units[] = {"", " K", " M", " G"};
    int unit = 0;
    while (unit < 3 && number_width(n) + text_width(units[unit]) > cols) {
        n = (n + 500) / 1000;
        unit++;
    }
    phrase_number(say, n);
    phrase_add(say, "%s", units[unit]);
}

struct sum_row { enum role role; struct between_sum sum; };

static void paint_swatch(struct frame *frame, struct rect at, int x, int y, enum role role)
{
    struct cell cell = moments_cell(role);
    pen_put(frame, at, x, y, cell.ch, (enum role)cell.ink, (enum role)cell.paper);
}

static void paint_sum(struct frame *frame, struct rect at, int y, int end,
                      const struct view *view, const struct sum_row *row)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    paint_swatch(frame, at, 0, y, row->role);
    pen_text(frame, at, 2, y, KIND_COLS, ROLE_PLAIN, ROLE_PLAIN,
             moments_word(view, row->role));
    if (at.cols >= WORD_COLS)
        phrase_count(&say, row->sum.blocks, "block ", "blocks");
    else
        phrase_number(&say, row->sum.blocks);
    pen_right(frame, at, KIND_END, end - BYTES_COLS, y, ROLE_PLAIN, ROLE_PLAIN, text);
    say = phrase_in(text, sizeof text);
    say_number(&say, row->sum.bytes, BYTES_COLS - 3);
    phrase_add(&say, "%sB", say.length > 0 && text[say.length - 1] > '9' ? "" : " ");
    pen_right(frame, at, end - BYTES_COLS, end, y, ROLE_STRONG, ROLE_PLAIN, text);
}

static void paint_sums(struct frame *frame, struct rect at, int end, const struct view *view)
{
    const struct between *between = view->moments.between;
    struct sum_row rows[] = {
        {moments_role_here(view, FATE_BORN), between_born(between)},
        {moments_role_here(view, FATE_DIED), between_died(between)},
        {ROLE_MOVED, between->moved},
        {ROLE_STAYED, between->stayed},
    };
    for (int i = 0; i < 4; i++)
        paint_sum(frame, at, 1 + i, end, view, &rows[i]);
}

/* ---- What both moments hold ---- */

/* A row of the table: the same of the earlier moment and of the later one. */
struct figure { const char *what, *sign[2]; uint64_t value[2]; };

static void paint_figure(struct frame *frame, struct rect at, int y, const struct figure *figure)
{
    int cols = (at.cols - LABEL_COLS) / 3;
    char text[PHRASE_SIZE];
    uint64_t earlier = figure->value[0], later = figure->value[1];
    pen_text(frame, at, 0, y, LABEL_COLS, ROLE_PLAIN, ROLE_PLAIN, figure->what);
    for (int i = 0; i < 2; i++) {
        struct phrase say = phrase_in(text, sizeof text);
        phrase_add(&say, "%s", figure->sign[i]);
        say_number(&say, figure->value[i], cols - 1 - text_width(figure->sign[i]));
        pen_right(frame, at, 0, LABEL_COLS + (i + 1) * cols, y, y == 0 ? ROLE_STRONG : ROLE_PLAIN,
                  ROLE_PLAIN, text);
    }
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, later > earlier ? "+" : later < earlier ? "\u2212" : "=");
    if (later != earlier)
        say_number(&say, later > earlier ? later - earlier : earlier - later, cols - 2);
    pen_right(frame, at, 0, LABEL_COLS + 3 * cols, y, ROLE_STRONG, ROLE_PLAIN, text);
}

static void paint_figures(struct frame *frame, struct rect at, const struct view *view)
{
    struct mems_totals now = mems_heap_totals(timeline_heap(view->timeline));
    const struct mems_totals *then = &view->moments.between->then;
    bool ahead = moments_ahead(view);
    const struct mems_totals *first = ahead ? &now : then, *last = ahead ? then : &now;
    uint32_t here = timeline_step(view->timeline), mark = view->moments.mark;
    const struct figure figures[SUM_ROWS] = {
        {"step", {ahead ? NOW_SIGN : MARK_SIGN, ahead ? MARK_SIGN : NOW_SIGN},
         {ahead ? here : mark, ahead ? mark : here}},
        {"mapped", {"", ""}, {first->mapped, last->mapped}},
        {"in use", {"", ""}, {first->process, last->process}},
        {"in holes", {"", ""}, {first->hole, last->hole}},
        {"holes", {"", ""}, {first->holes, last->holes}},
    };
    for (int i = 0; i < SUM_ROWS; i++)
        paint_figure(frame, at, i, &figures[i]);
}

/* ---- The list ---- */

static struct shown rows_shown(struct rect at, const struct view *view)
{
    const struct fate_list *changes = view->moments.changes;
    return shown_of(at.rows - SUM_ROWS, changes->done ? changes->count : 0, view->moments.row);
}

bool moments_row_at(struct rect at, const struct view *view, int y, size_t *row)
{
    return shown_row(rows_shown(at, view), y - at.y - SUM_ROWS, row);
}

static void say_bytes(char *out, size_t size, const struct view *view, const struct fate *change)
{
    struct phrase say = phrase_in(out, size);
    if (change->kind == FATE_MOVED && change->bytes_then != change->bytes_now) {
        phrase_number(&say, change->bytes_then);
        phrase_add(&say, "%s", theme_arrow(view->medium.glyphs));
    }
    phrase_bytes(&say, change->bytes_now > 0 ? change->bytes_now : change->bytes_then);
}

/* Where its parts end, from the left; and where the operation begins. */
struct columns { int step, op, range, bytes; };

static char *place_of(const struct view *view, const struct fate *change, char out[RANGE_SIZE])
{
    uint64_t size = change->bytes_now > 0 ? change->bytes_now : change->bytes_then;
    return view_range(view, change->start, size, out);
}

static struct columns columns_of(struct rect at, const struct view *view, struct shown shown)
{
    char text[PHRASE_SIZE];
    int step = 0, bytes = 0, range = 0, width;
    for (int i = 0; i < shown.count; i++) {
        const struct fate *change = &view->moments.changes->list[shown.first + (size_t)i];
        width = number_width(change->step);
        step = width > step ? width : step;
        say_bytes(text, sizeof text, view, change);
        width = text_width(text);
        bytes = width > bytes ? width : bytes;
        width = text_width(place_of(view, change, text));
        range = width > range ? width : range;
    }
    struct columns columns = {.step = KIND_END + 1 + step, .op = KIND_END + step + 3};
    int wide = columns.op + OP_COLS + 2 + range + 2 + bytes; /* what is wider stays together */
    columns.bytes = at.cols < wide ? at.cols : wide;
    columns.range = columns.bytes - bytes - 2;
    return columns;
}

static void paint_row(struct frame *frame, struct rect at, int y, const struct view *view,
                      size_t row, const struct columns *columns)
{
    const struct fate *change = &view->moments.changes->list[row];
    bool chosen = row == view->moments.row;
    enum role ink = chosen ? ROLE_CURRENT : ROLE_PLAIN, paper = ink;
    char text[PHRASE_SIZE];
    struct op op = timeline_op(view->timeline, change->step);
    if (chosen)
        pen_fill(frame, at, 0, y, at.cols, ' ', ink, paper);
    paint_swatch(frame, at, 0, y, moments_role_here(view, change->kind));
    pen_text(frame, at, 2, y, KIND_COLS, ink, paper,
             moments_word(view, moments_role_here(view, change->kind)));
    pen_right(frame, at, KIND_END, columns->step, y, ink, paper, number_text(text, change->step));
    say_bytes(text, sizeof text, view, change);
    int end = pen_right(frame, at, columns->op, columns->bytes, y, ink, paper, text);
    int least = columns->op + OP_LEAST;
    end = pen_right(frame, at, least, columns->range < end ? columns->range : end, y, ink, paper,
                    place_of(view, change, text));
    ops_print(timeline_ops(view->timeline), &op, text, sizeof text);
    pen_text(frame, at, columns->op, y, end - 2 - columns->op, ink, paper, text);
}

static void paint_list(struct frame *frame, struct rect at, const struct view *view)
{
    struct shown shown = rows_shown(at, view);
    const struct fate_list *changes = view->moments.changes;
    struct columns columns = columns_of(at, view, shown);
    char text[64] = "";
    for (int i = 0; i < shown.count; i++)
        paint_row(frame, at, SUM_ROWS + i, view, shown.first + (size_t)i, &columns);
    if (!changes->done) {
        struct phrase say = phrase_in(text, sizeof text);
        phrase_add(&say, "looking for the largest: %d %%", view->moments.share / 10);
    } else if (changes->count == 0) {
        struct phrase say = phrase_in(text, sizeof text);
        phrase_add(&say, timeline_step(view->timeline) == view->moments.mark
                             ? "this is the marked step: go elsewhere, and see what changes"
                             : "every block is the same");
    }
    pen_text(frame, at, 2, SUM_ROWS, at.cols - 2, ROLE_FAINT, ROLE_PLAIN, text);
}

/* ---- The panel ---- */

static void paint_heading(struct frame *frame, struct rect at, int cols, const struct view *view)
{
    uint64_t passed = between_passed(view->moments.between);
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    if (view->moments.share < 666) {
        phrase_add(&say, "Counting: %d %%", view->moments.share * 3 / 20);
    } else {
        phrase_add(&say, cols >= SUM_COLS + 7 ? "Two moments; came and went: " : "Came and went: ");
        phrase_number(&say, passed);
    }
    pen_text(frame, at, 0, 0, cols, ROLE_STRONG, ROLE_PLAIN, text);
}

void paint_moments(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1)
        return;
    bool both = at.cols >= BOTH_COLS, words = at.cols >= WORD_COLS;
    int end = words ? SUM_COLS + 8 : at.cols < SUM_COLS ? at.cols : SUM_COLS;
    int left = end + (words ? 8 : 1), cols = at.cols - left < 66 ? at.cols - left : 66;
    struct rect right = {at.x + left, at.y, cols, at.rows};
    paint_heading(frame, at, both ? left - 1 : at.cols, view);
    paint_sums(frame, at, end, view);
    if (both)
        paint_figures(frame, right, view);
    paint_list(frame, at, view);
}
