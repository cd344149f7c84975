/* paint_duel.c: yours above, MeMS below; then what is wrong, and the score. */
#include "duel.h"

#include "key_list.h"
#include "pen.h"
#include "phrase.h"
#include "prose.h"

#include <stdio.h>

/* ---- The layouts ---- */

/* Both to the scale of the one that needs the larger, and the rows of their bars. */
struct arranged {
    struct duel duel;
    int theirs, ours;
};

static int bar_rows(const struct duel *duel, bool theirs, int most)
{
    if (theirs && !duel->readable)
        return 0;
    return sketch_rows(theirs ? &duel->theirs : &duel->ours, most);
}

/* Both as thick as there is room for both. */
static void thicken(struct arranged *one, int room)
{
    struct duel *duel = &one->duel;
    int thick = sketch_thick(&duel->ours, room * 2 / 5);

    if (duel->readable && sketch_thick(&duel->theirs, room * 2 / 5) < thick)
        thick = sketch_thick(&duel->theirs, room * 2 / 5);
    if (thick == 1 || duel->thin)
        return;
    duel->theirs.thick = duel->ours.thick = thick;
    one->theirs = bar_rows(duel, true, room);
    one->ours = bar_rows(duel, false, room);
}

#define BESIDES 3 /* rows that are no bars: two headers and the legend */

/* In `most` rows; what one of them leaves is the other's. */
static struct arranged arrange(const struct duel *duel, int cols, int most)
{
    struct arranged one = {.duel = *duel};
    int room = most > BESIDES + 2 ? most - BESIDES : 2, each = room / 2;
    uint64_t ours = sketch_row_bytes(duel->ours.printed, duel->page, cols, each), theirs = ours;

    if (duel->readable)
        theirs = sketch_row_bytes(duel->theirs.printed, duel->page, cols, each);
    one.duel.theirs.row_bytes = one.duel.ours.row_bytes = theirs > ours ? theirs : ours;
    one.duel.theirs.other = duel->readable ? duel->ours.printed : NULL;
    one.duel.ours.other = duel->readable ? duel->theirs.printed : NULL;
    one.theirs = bar_rows(&one.duel, true, each);
    one.ours = bar_rows(&one.duel, false, room - one.theirs);
    one.theirs = bar_rows(&one.duel, true, room - one.ours);
    thicken(&one, room);
    return one;
}

int duel_rows(const struct duel *duel, int cols, int most)
{
    struct arranged one = arrange(duel, cols, most);
    int rows = BESIDES + one.theirs + one.ours;

    return rows < most ? rows : most;
}

static int paint_side(struct frame *frame, struct rect at, const struct arranged *one,
                      bool theirs)
{
    const struct sketch *sketch = theirs ? &one->duel.theirs : &one->duel.ours;
    struct rect bars = {at.x, at.y + 1, at.cols, theirs ? one->theirs : one->ours};
    char words[PHRASE_SIZE] = "its statistics could not be read";

    if (at.rows < 1)
        return 0;
    bars.rows = bars.rows < at.rows - 1 ? bars.rows : at.rows - 1;
    pen_text(frame, at, 1, 0, 12, ROLE_STRONG, ROLE_PLAIN, theirs ? "yours" : "MeMS");
    if (!theirs || one->duel.readable)
        sketch_words(sketch->printed, words, sizeof words);
    pen_text(frame, at, 8, 0, at.cols, ROLE_HEADER, ROLE_PLAIN, words);
    if (bars.rows > 0)
        paint_sketch(frame, bars, sketch);
    return 1 + bars.rows;
}

void paint_duel_layouts(struct frame *frame, struct rect at, const struct duel *duel)
{
    struct arranged one = arrange(duel, at.cols, at.rows);
    int row = paint_side(frame, at, &one, true);

    row += paint_side(frame, (struct rect){at.x, at.y + row, at.cols, at.rows - row}, &one, false);
    if (row < at.rows)
        paint_sketch_legend(frame, (struct rect){at.x, at.y + row, at.cols, 1},
                            duel->readable ? &one.duel.theirs : &one.duel.ours);
}

/* ---- The operations ---- */

#define OP_TEXT 96

/* Where an operation's words stand after others that end in column *x of row *y. */
static void place_words(const struct duel *duel, uint32_t step, int cols, char text[OP_TEXT],
                        int *x, int *y)
{
    struct op op = ops_at(duel->ops, step);

    ops_print(duel->ops, &op, text, OP_TEXT);
    if (*x > 1 && *x + text_width(text) > cols - 1) {
        *x = 1;
        ++*y;
    }
}

static int past_words(const struct duel *duel, uint32_t step, const char *text)
{
    return text_width(text) + (step == duel->wrong ? 5 : 3);
}

/* The row of the present operation where `from` is the first one shown. */
static int present_row(const struct duel *duel, uint32_t from, int cols)
{
    char text[OP_TEXT];
    int x = 1, y = 0;

    for (uint32_t step = from; step <= duel->step; step++) {
        place_words(duel, step, cols, text, &x, &y);
        x += past_words(duel, step, text);
    }
    return y;
}

/* As many as possible before the present one, while it is in the last row or above. */
static uint32_t first_shown(const struct duel *duel, int cols, int rows)
{
    uint32_t from = duel->step > 0 ? duel->step : 1;

    while (from > 1 && present_row(duel, from - 1, cols) < rows)
        from--;
    return from;
}

/* One after the other, as many as fit, the present one among them. Returns the rows used. */
static int paint_operations(struct frame *frame, struct rect at, const struct duel *duel)
{
    uint32_t from = first_shown(duel, at.cols, at.rows);
    char text[OP_TEXT];
    int x = 1, y = 0;

    for (uint32_t step = from; step < ops_count(duel->ops); step++) {
        enum role role = step == duel->step ? ROLE_CURRENT
                         : step < duel->step ? ROLE_PAST : ROLE_FUTURE;
        int cols;

        place_words(duel, step, at.cols, text, &x, &y);
        if (y >= at.rows)
            return at.rows;
        cols = pen_text(frame, at, x, y, at.cols, role,
                        step == duel->step ? ROLE_CURRENT : ROLE_PLAIN, text);
        if (step == duel->wrong)
            pen_text(frame, at, x + cols, y, 2, ROLE_ERROR, ROLE_PLAIN, " !");
        x += past_words(duel, step, text);
    }
    return y + 1;
}

/* ---- The score ---- */

#define SCORE_COLS 26

static int score_columns(const struct duel *duel, int cols)
{
    int columns = cols / SCORE_COLS;

    return columns < 1 ? 1 : columns > duel->score_count ? duel->score_count : columns;
}

static int score_rows(const struct duel *duel, int cols)
{
    int columns = score_columns(duel, cols);

    return duel->score_count > 0 ? (duel->score_count + columns - 1) / columns : 0;
}

static void paint_score(struct frame *frame, struct rect at, const struct duel *duel)
{
    int columns = score_columns(duel, at.cols), rows = score_rows(duel, at.cols);

    for (int i = 0; i < duel->score_count && columns > 0; i++) {
        const struct duel_score *score = &duel->scores[i];
        bool whole = score->right == score->all;
        struct rect place = {at.x + i / rows * SCORE_COLS, at.y, SCORE_COLS, at.rows};
        char text[32];

        snprintf(text, sizeof text, "%zu of %zu", score->right, score->all);
        pen_put(frame, place, 1, i % rows, whole ? ' ' : '!', ROLE_ERROR, ROLE_PLAIN);
        pen_text(frame, place, 3, i % rows, 14, ROLE_PLAIN, ROLE_PLAIN, score->name);
        pen_right(frame, place, 3, SCORE_COLS - 2, i % rows, whole ? ROLE_GOOD : ROLE_ERROR,
                  ROLE_PLAIN, text);
    }
}

/* ---- The screen ---- */

static void paint_title_line(struct frame *frame, const struct duel *duel)
{
    struct rect at = {0, 0, frame->cols, 1};
    int end;

    pen_fill(frame, at, 0, 0, at.cols, ' ', ROLE_TITLE, ROLE_TITLE);
    end = pen_right(frame, at, at.cols / 3, at.cols - 1, 0, ROLE_TITLE, ROLE_TITLE, duel->place);
    pen_text(frame, at, 1, 0, end - 3, ROLE_TITLE, ROLE_TITLE, duel->title);
}

/* The total gives way. */
static void paint_about(struct frame *frame, const struct duel *duel)
{
    struct rect at = {0, 1, frame->cols, 1};
    int end = 2 + pen_text(frame, at, 1, 0, at.cols - 1, ROLE_CAPTION, ROLE_PLAIN, duel->about);

    if (duel->total != NULL && end + 1 + text_width(duel->total) < at.cols)
        pen_right(frame, at, end, at.cols - 1, 0, ROLE_PLAIN, ROLE_PLAIN, duel->total);
}

/* In the last row the short name; in the list of them, where that is asked for, the long one. */
struct duel_key { const char *key, *plain, *name, *does; };

static const struct duel_key keys[] = {
    {"← →", "Left Right", "step", "an operation back, an operation on; so do the wheel, . and ,"},
    {"n N", "n N", "difference", "the next difference, the one before; so do PageDown, PageUp"},
    {"Home End", "Home End", "first, last", "the first operation, the one where they differ"},
    {"T", "T", "theme", "other colours"},
    {"?", "?", "help", "this list; any key closes it"},
    {"q", "q", "quit", "the way out"},
};

#define KEYS (sizeof keys / sizeof *keys)

static bool key_counts(const struct duel_key *key, const struct medium *medium)
{
    return *key->key != 'T' || !medium->colourless;
}

static const char *key_text(const struct duel_key *key, const struct medium *medium)
{
    return medium->glyphs == GLYPHS_ASCII ? key->plain : key->key;
}

/* The way out and the list stay where there is no room for all. */
static void paint_keys(struct frame *frame, const struct medium *medium)
{
    struct rect at = {0, frame->rows - 1, frame->cols, 1};
    int needed[KEYS], left = at.cols - 1, x = 1;

    for (size_t i = KEYS; i-- > 0;) {
        const struct duel_key *key = &keys[i];

        needed[i] = text_width(key_text(key, medium)) + text_width(key->name) + 3;
        if (!key_counts(key, medium) || needed[i] - 2 > left)
            needed[i] = 0;
        left -= needed[i];
    }
    for (size_t i = 0; i < KEYS; i++) {
        if (needed[i] == 0)
            continue;
        x += 1 + pen_text(frame, at, x, 0, at.cols, ROLE_KEY, ROLE_PLAIN,
                          key_text(&keys[i], medium));
        x += 2 + pen_text(frame, at, x, 0, at.cols, ROLE_FAINT, ROLE_PLAIN, keys[i].name);
    }
}

static void paint_help(struct frame *frame, const struct medium *medium)
{
    struct key_line lines[KEYS];
    size_t count = 0;

    for (size_t i = 0; i < KEYS; i++)
        if (key_counts(&keys[i], medium))
            lines[count++] = (struct key_line){key_text(&keys[i], medium), keys[i].does};
    paint_key_list(frame, lines, count);
}

/* What is wrong, or where it will be. */
static void finding_words(const struct duel *duel, char *out, size_t size)
{
    if (duel->step >= duel->wrong)
        snprintf(out, size, "%s", duel->words);
    else
        snprintf(out, size, "Alike so far; they differ at operation %u.",
                 (unsigned)duel->wrong);
}

void paint_duel(struct frame *frame, const struct duel *duel)
{
    int cols = frame->cols, rows = frame->rows, row = 3, bottom, said, layouts;
    char words[PHRASE_SIZE];

    frame_clear(frame);
    paint_title_line(frame, duel);
    finding_words(duel, words, sizeof words);
    said = prose_rows(words, cols - 2, 3);
    bottom = score_rows(duel, cols);
    if (rows < 16 || bottom > rows / 3)
        bottom = 0;
    if (rows > 2)
        paint_about(frame, duel);
    if (rows > 12)
        row += paint_operations(frame, (struct rect){0, 3, cols, rows >= 30 ? 4 : 2}, duel) + 1;
    layouts = rows - row - said - 2 - (bottom > 0 ? bottom + 1 : 0);
    if (layouts > 1) {
        paint_duel_layouts(frame, (struct rect){0, row, cols, layouts}, duel);
        row += duel_rows(duel, cols, layouts);
        row += row + said + 1 + bottom < rows - 1;
    }
    prose_paint(frame, (struct rect){1, row, cols - 2, said},
                duel->step >= duel->wrong ? ROLE_ERROR : ROLE_STORY, words);
    if (bottom > 0)
        paint_score(frame, (struct rect){0, rows - 1 - bottom - (rows > 20), cols, bottom}, duel);
    if (duel->help)
        paint_help(frame, &duel->medium);
    if (rows > 1 && duel->message != NULL)
        frame_text(frame, 1, rows - 1, cols - 1, ROLE_CAPTION, ROLE_PLAIN, duel->message);
    else if (rows > 1)
        paint_keys(frame, &duel->medium);
}
