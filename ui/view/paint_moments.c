/* paint_moments.c: the panel of two moments: what became of all blocks, beside what
 * both moments hold, and below it the largest changes, a row each. */
#include "moments.h"
#include "paint.h"
#include "pen.h"
#include "phrase.h"

#define SUM_ROWS 5       /* above the list */
#define ROWS_MOST 200    /* that are ever shown at once */
#define KIND_COLS 7      /* "stayed" */
#define BYTES_COLS 17    /* "1,234,567,890 B" */
#define SUM_COLS 35      /* of the left half */
#define BOTH_COLS 72     /* columns from which the figures of both moments have room, */
#define WORD_COLS 100    /* and words beside the numbers */

/* ---- What became of the blocks ---- */

struct sum_row { enum role role; const char *word; struct between_sum sum; uint64_t then; };

static void paint_swatch(struct frame *frame, struct rect at, int x, int y, enum role role)
{
    uint32_t sign = moments_sign(role);
    if (sign == 0)
        pen_put(frame, at, x, y, GLYPH_PROCESS, role, role);
    else
        pen_put(frame, at, x, y, sign, role_is_hole(role) ? ROLE_HOLE_LABEL : ROLE_LABEL, role);
}

static void paint_sum(struct frame *frame, struct rect at, int y, int end, const struct sum_row *row)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    paint_swatch(frame, at, 0, y, row->role);
    pen_text(frame, at, 2, y, KIND_COLS, ROLE_PLAIN, ROLE_PLAIN, row->word);
    if (at.cols >= WORD_COLS)
        phrase_count(&say, row->sum.blocks, "block ", "blocks");
    else
        phrase_number(&say, row->sum.blocks);
    pen_right(frame, at, 2 + KIND_COLS, end - BYTES_COLS, y, ROLE_PLAIN, ROLE_PLAIN, text);
    say = phrase_in(text, sizeof text);
    phrase_bytes(&say, row->sum.bytes);
    pen_right(frame, at, end - BYTES_COLS, end, y, ROLE_STRONG, ROLE_PLAIN, text);
}

static void paint_sums(struct frame *frame, struct rect at, int end, const struct view *view)
{
    const struct between *between = view->moments.between;
    bool ahead = moments_ahead(view);
    struct sum_row rows[] = {
        {ahead ? ROLE_TO_COME : ROLE_BORN, "born", between_born(between), 0},
        {ahead ? ROLE_DIES : ROLE_DIED, "died", between_died(between), 0},
        {ROLE_MOVED, "moved", between->moved, between->moved_then},
        {ROLE_STAYED, "stayed", between->stayed, 0},
    };
    for (int i = 0; i < 4; i++)
        paint_sum(frame, at, 1 + i, end, &rows[i]);
}

/* ---- What both moments hold ---- */

struct figure { const char *what; uint64_t then, now; };

/* The later less the earlier. */
static void say_change(char *out, size_t size, uint64_t earlier, uint64_t later)
{
    struct phrase say = phrase_in(out, size);
    if (later == earlier) {
        phrase_add(&say, "=");
        return;
    }
    phrase_add(&say, later > earlier ? "+" : "\u2212");
    phrase_number(&say, later > earlier ? later - earlier : earlier - later);
}

static void paint_figures(struct frame *frame, struct rect at, const struct view *view)
{
    struct mems_totals now = mems_heap_totals(timeline_heap(view->timeline));
    const struct mems_totals *then = &view->moments.between->then;
    bool ahead = moments_ahead(view);
    const struct figure figures[] = {{"mapped", then->mapped, now.mapped},
                                     {"in use", then->process, now.process},
                                     {"in holes", then->hole, now.hole},
                                     {"holes", then->holes, now.holes}};
    int ends[] = {9 + (at.cols - 9) / 3, 9 + (at.cols - 9) * 2 / 3, at.cols};
    char text[PHRASE_SIZE], number[NUMBER_SIZE];
    for (int i = 0; i < 2; i++) {
        bool mark = ahead == (i == 1);
        struct phrase say = phrase_in(text, sizeof text);
        phrase_add(&say, "%sstep %s", mark ? "\u25C6 " : "\u25CF ",
                   number_text(number, mark ? view->moments.mark : timeline_step(view->timeline)));
        pen_right(frame, at, 0, ends[i], 0, ROLE_STRONG, ROLE_PLAIN, text);
    }
    pen_right(frame, at, ends[1], ends[2], 0, ROLE_PLAIN, ROLE_PLAIN, "change");
    for (int i = 0; i < 4; i++) {
        uint64_t earlier = ahead ? figures[i].now : figures[i].then;
        uint64_t later = ahead ? figures[i].then : figures[i].now;
        pen_text(frame, at, 0, 1 + i, 10, ROLE_PLAIN, ROLE_PLAIN, figures[i].what);
        pen_right(frame, at, 9, ends[0], 1 + i, ROLE_PLAIN, ROLE_PLAIN, number_text(number, earlier));
        pen_right(frame, at, ends[0], ends[1], 1 + i, ROLE_PLAIN, ROLE_PLAIN,
                  number_text(number, later));
        say_change(text, sizeof text, earlier, later);
        pen_right(frame, at, ends[1], ends[2], 1 + i, ROLE_STRONG, ROLE_PLAIN, text);
    }
}

/* ---- The list ---- */

struct rows_shown { size_t first; int count; };

static struct rows_shown rows_shown_of(struct rect at, const struct view *view)
{
    const struct change_list *changes = view->moments.changes;
    int rows = at.rows - SUM_ROWS < ROWS_MOST ? at.rows - SUM_ROWS : ROWS_MOST;
    size_t count = changes->done ? changes->count : 0, room = rows > 0 ? (size_t)rows : 0;
    size_t first = 0, row = view->moments.row;
    if (count > room && row > room / 2)
        first = row - room / 2;
    if (count > room && first > count - room)
        first = count - room;
    return (struct rows_shown){first, (int)(count < room ? count : room)};
}

bool moments_row_at(struct rect at, const struct view *view, int y, size_t *row)
{
    struct rows_shown shown = rows_shown_of(at, view);
    int down = y - at.y - SUM_ROWS;
    *row = shown.first + (size_t)(down > 0 ? down : 0);
    return down >= 0 && down < shown.count;
}

static void say_bytes(char *out, size_t size, const struct change *change)
{
    struct phrase say = phrase_in(out, size);
    if (change->kind == CHANGE_MOVED && change->bytes_then != change->bytes_now) {
        phrase_number(&say, change->bytes_then);
        phrase_add(&say, " \u2192 ");
    }
    phrase_bytes(&say, change->bytes_now > 0 ? change->bytes_now : change->bytes_then);
}

static void paint_row(struct frame *frame, struct rect at, int y, const struct view *view, size_t row)
{
    const struct change *change = &view->moments.changes->list[row];
    bool chosen = row == view->moments.row, wide = at.cols >= BOTH_COLS;
    enum role ink = chosen ? ROLE_CURRENT : ROLE_PLAIN, paper = ink;
    char text[PHRASE_SIZE], from[ADDRESS_SIZE], number[NUMBER_SIZE];
    struct op op = timeline_op(view->timeline, change->step);
    uint64_t size = change->bytes_now > 0 ? change->bytes_now : change->bytes_then;
    if (chosen)
        pen_fill(frame, at, 0, y, at.cols, ' ', ink, paper);
    paint_swatch(frame, at, 0, y, moments_role_here(view, change->kind));
    pen_text(frame, at, 2, y, KIND_COLS, ink, paper, moments_kind_word(change->kind));
    pen_right(frame, at, 2 + KIND_COLS, 21, y, ink, paper, number_text(number, change->step));
    say_bytes(text, sizeof text, change);
    int end = pen_right(frame, at, 23, at.cols, y, ink, paper, text) - 2;
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "%s\u2013", view_address(view, change->start, from));
    phrase_add(&say, "%s", view_address(view, change->start + size - 1, from));
    if (wide)
        end = pen_right(frame, at, 40, end < at.cols - 18 ? end : at.cols - 18, y, ink, paper, text) - 2;
    ops_print(timeline_ops(view->timeline), &op, text, sizeof text);
    pen_text(frame, at, 23, y, end - 23, ink, paper, text);
}

static void paint_list(struct frame *frame, struct rect at, const struct view *view)
{
    struct rows_shown shown = rows_shown_of(at, view);
    const struct change_list *changes = view->moments.changes;
    char text[64] = "";
    for (int i = 0; i < shown.count; i++)
        paint_row(frame, at, SUM_ROWS + i, view, shown.first + (size_t)i);
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
    const struct between *between = view->moments.between;
    uint32_t here = timeline_step(view->timeline), mark = view->moments.mark;
    uint64_t passed = between_passed(between);
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    phrase_count(&say, here > mark ? here - mark : mark - here, "step", "steps");
    if (view->moments.share < 666) {
        phrase_add(&say, ": counting, %d %%", view->moments.share * 3 / 20);
    } else if (passed > 0) {
        phrase_add(&say, ", ");
        phrase_number(&say, passed);
        phrase_add(&say, " came and went");
    }
    pen_text(frame, at, 0, 0, cols, ROLE_STRONG, ROLE_PLAIN, text);
}

void paint_moments(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1)
        return;
    bool both = at.cols >= BOTH_COLS;
    int end = at.cols >= WORD_COLS ? SUM_COLS + 7 : at.cols < SUM_COLS ? at.cols : SUM_COLS;
    int left = end + (at.cols >= WORD_COLS ? 8 : 2), cols = at.cols - left < 60 ? at.cols - left : 60;
    struct rect right = {at.x + left, at.y, cols, at.rows};
    paint_heading(frame, at, both ? left - 1 : at.cols, view);
    paint_sums(frame, at, end, view);
    if (both)
        paint_figures(frame, right, view);
    paint_list(frame, at, view);
}
