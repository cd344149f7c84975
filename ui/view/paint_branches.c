/* paint_branches.c: the panels of "What if?" and of the branches: a row each for what
 * one can ask, with the command it stands for, and for the original and its branches. */
#include "paint.h"
#include "pen.h"
#include "phrase.h"
#include "shown.h"

#define HEADING_ROWS 1

/* ---- What a row says ---- */

struct words {
    char name[64 + BRANCH_NAME], says[PHRASE_SIZE];
    bool here; /* is what is shown */
};

static struct words ask_words(const struct view *view, const struct whatif *ask)
{
    struct words words = {.here = false};
    struct phrase say = phrase_in(words.name, sizeof words.name);
    phrase_add(&say, "%s%s", ask->policy, ask->says);
    say = phrase_in(words.says, sizeof words.says);
    phrase_add(&say, ":%.*s%s", ask->offered > 0 ? (int)ask->offered : -1, ask->command,
               ask->runs ? "" : theme_dots(view->medium.glyphs));
    return words;
}

static struct words branch_words(const struct view *view, size_t number)
{
    struct words words = {.here = number == view->branches->here};
    struct phrase say = phrase_in(words.name, sizeof words.name);
    phrase_number(&say, number);
    phrase_add(&say, " %s", branches_name(view->branches, number));
    branches_tell(view->branches, view->timeline, number, words.says, sizeof words.says);
    return words;
}

struct rows {
    struct whatif list[WHATIF_ROWS]; /* when one chooses what to ask */
    struct shown shown;
};

static struct rows rows_of(struct rect at, const struct view *view)
{
    struct rows rows;
    size_t count = view_choosing(view) == CHOOSING_WHATIF
                       ? (size_t)whatif_list(view->timeline, rows.list)
                       : view->branches->count + 1;
    rows.shown = shown_of(at.rows - HEADING_ROWS, count, view->branches->row);
    return rows;
}

static struct words words_of(const struct rows *rows, const struct view *view, size_t row)
{
    return view_choosing(view) == CHOOSING_WHATIF ? ask_words(view, &rows->list[row])
                                                  : branch_words(view, row);
}

bool branches_row_at(struct rect at, const struct view *view, int y, size_t *row)
{
    struct rows rows = rows_of(at, view);
    return shown_row(rows.shown, y - at.y - HEADING_ROWS, row);
}

/* ---- Painting ---- */

static void say_heading(struct phrase *say, const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);
    char line[160];
    if (view_choosing(view) == CHOOSING_BRANCH) {
        if (view->branches->count == 0)
            phrase_add(say, "no branch yet: i asks What if? at any step");
        else
            phrase_count(say, view->branches->count, "branch", "branches");
        if (view->branches->count > 0)
            phrase_add(say, "; :save FILE keeps what is shown");
        return;
    }
    if (step == 0) {
        phrase_add(say, "before the first operation: what if");
        return;
    }
    struct op op = timeline_op(view->timeline, step);
    ops_print(timeline_ops(view->timeline), &op, line, sizeof line);
    phrase_add(say, "step ");
    phrase_number(say, step);
    phrase_add(say, ", %s: what if", line);
}

static void paint_heading(struct frame *frame, struct rect at, const struct view *view)
{
    const char *title = view_choosing(view) == CHOOSING_WHATIF ? "What if?" : "Branches";
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    say_heading(&say, view);
    pen_text(frame, at, 0, 0, at.cols - text_width(title) - 2, ROLE_STRONG, ROLE_PLAIN, text);
    pen_right(frame, at, 0, at.cols, 0, ROLE_STRONG, ROLE_PLAIN, title);
}

static void paint_row(struct frame *frame, struct rect at, int y, const struct words *words,
                      bool chosen, int says)
{
    enum role ink = chosen ? ROLE_CURRENT : ROLE_PLAIN, faint = chosen ? ink : ROLE_FAINT;
    enum role paper = chosen ? ROLE_CURRENT : ROLE_PLAIN;
    if (chosen)
        pen_fill(frame, at, 0, y, at.cols, ' ', ink, paper);
    if (words->here)
        pen_put(frame, at, 0, y, 0x25B6, ink, paper);
    pen_text(frame, at, 2, y, at.cols - 2, ink, paper, words->name);
    pen_text(frame, at, says, y, at.cols - says, faint, paper, words->says);
}

void paint_branches(struct frame *frame, struct rect at, const struct view *view)
{
    struct rows rows = rows_of(at, view);
    int names = 0;
    if (at.rows < 1)
        return;
    paint_heading(frame, at, view);
    for (int i = 0; i < rows.shown.count; i++) {
        struct words words = words_of(&rows, view, rows.shown.first + (size_t)i);
        int cols = text_width(words.name);
        names = cols > names ? cols : names;
    }
    for (int i = 0; i < rows.shown.count; i++) {
        size_t row = rows.shown.first + (size_t)i;
        struct words words = words_of(&rows, view, row);
        paint_row(frame, at, HEADING_ROWS + i, &words, row == view->branches->row,
                  2 + names + 3);
    }
}
