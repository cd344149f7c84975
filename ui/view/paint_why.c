/* paint_why.c: the panel of "Why here?": what was asked, the HOLEs that were
 * looked at, each with its reason, and what the search came to. */
#include "paint.h"
#include "pen.h"
#include "prose.h"
#include "why_list.h"
#include "why_tale.h"
#include "why_words.h"

/* What is being painted, from the top down; `at` is what is left. */
struct panel {
    struct frame *frame;
    struct rect at;
    const struct view *view;
    struct tale tale;
};

static struct panel panel_of(struct frame *frame, struct rect at, const struct view *view)
{
    return (struct panel){frame, at, view, why_tale(view)};
}

static void skip(struct panel *panel, int rows)
{
    panel->at.y += rows;
    panel->at.rows -= rows;
}

static void put_prose(struct panel *panel, enum role ink, const char *text)
{
    if (panel->at.rows > 0)
        skip(panel, prose_paint(panel->frame, panel->at, ink, text));
}

/* The operation, and where in its search we are. */
static void put_heading(struct panel *panel)
{
    char text[PHRASE_SIZE], place[64];
    struct phrase say = phrase_in(text, sizeof text), right = phrase_in(place, sizeof place);
    const struct why *why = &panel->view->why;
    if (panel->at.rows < 1)
        return;
    why_request(&say, &panel->tale);
    if (why->at > 0) {
        phrase_add(&right, "hole ");
        phrase_number(&right, why->at);
        phrase_add(&right, " of ");
        phrase_number(&right, why->holes);
    } else {
        phrase_add(&right, "Why here?");
    }
    int cols = panel->at.cols - text_width(place) - 2;
    pen_text(panel->frame, panel->at, 0, 0, cols, ROLE_STRONG, ROLE_PLAIN, text);
    pen_right(panel->frame, panel->at, 0, panel->at.cols, 0, ROLE_STRONG, ROLE_PLAIN, place);
    skip(panel, 1);
}

/* ---- The list of a malloc ---- */

struct columns { int number, address, size; }; /* where they end */

static struct columns columns_of(const struct view *view, const struct why_row *rows, int count)
{
    struct columns columns = {0, 0, 0};
    char text[ADDRESS_SIZE];
    for (int i = 0; i < count; i++) {
        int number = number_width(rows[i].hole.number), size = number_width(rows[i].hole.size);
        int address = text_width(view_address(view, rows[i].hole.start, text)) + 3;
        columns.number = number > columns.number ? number : columns.number;
        columns.address = address > columns.address ? address : columns.address;
        columns.size = size > columns.size ? size : columns.size;
    }
    columns.number += 2;
    columns.address += columns.number + 1;
    columns.size += columns.address + 2;
    return columns;
}

static void put_more(struct panel *panel, const struct why_row *row, const struct columns *columns)
{
    const struct why *why = &panel->view->why;
    bool ahead = row->first > why->looked;
    bool small = row->first + row->more - 1 <= why->looked && !why_takes_best(why);
    char text[128];
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "%s", theme_dots(panel->view->medium.glyphs));
    phrase_number(&say, row->more);
    phrase_add(&say, " more");
    if (why->at == 0 && ahead)
        phrase_add(&say, ", not looked at");
    if (why->at == 0 && small) {
        phrase_add(&say, ", smaller than ");
        phrase_number(&say, why->size);
    }
    pen_text(panel->frame, panel->at, columns->number - 1, 0, panel->at.cols, ROLE_FAINT,
             ROLE_PLAIN, text);
    skip(panel, 1);
}

static const struct { uint32_t sign; enum role ink; } looks[] = {
    [HOLE_AHEAD] = {' ', ROLE_FUTURE},
    [HOLE_SMALL] = {0x2717, ROLE_PAST},
    [HOLE_PASSED] = {0x2717, ROLE_PLAIN},
    [HOLE_BEST] = {0x2713, ROLE_GOOD},
};

static void put_hole(struct panel *panel, const struct why_hole *hole,
                     const struct columns *columns)
{
    const struct why *why = &panel->view->why;
    struct frame *frame = panel->frame;
    struct rect at = panel->at;
    char text[PHRASE_SIZE], number[NUMBER_SIZE], address[ADDRESS_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    enum verdict verdict = why_verdict(why, hole->start, hole->size);
    enum role ink = looks[verdict].ink, paper = ROLE_PLAIN;
    if (why->at > 0 && hole->number == why->at) {
        ink = paper = ROLE_CURRENT;
        pen_fill(frame, at, 0, 0, at.cols, ' ', ink, paper);
    }
    pen_put(frame, at, 0, 0, looks[verdict].sign, ink, paper);
    pen_right(frame, at, 0, columns->number, 0, ink, paper, number_text(number, hole->number));
    view_address(panel->view, hole->start, address);
    pen_text(frame, at, columns->number + 1, 0, 3, ink, paper, "at ");
    pen_right(frame, at, 0, columns->address, 0, ink, paper, address);
    why_sentence(&say, panel->view, hole);
    int x = columns->size - number_width(hole->size);
    pen_text(frame, at, x, 0, at.cols - x, ink, paper, text);
    skip(panel, 1);
}

static void put_list(struct panel *panel, int rows)
{
    struct why_row list[WHY_ROWS];
    int count = why_rows(panel->view, list, rows);
    struct columns columns = columns_of(panel->view, list, count);
    for (int i = 0; i < count; i++)
        if (list[i].more > 0)
            put_more(panel, &list[i], &columns);
        else
            put_hole(panel, &list[i].hole, &columns);
}

/* ---- What it came to ---- */

/* What is said below the list, a paragraph each. */
struct tails {
    int count, rows;
    char text[2][PHRASE_SIZE];
};

#define LIST_LEAST 3 /* rows below which the list is worth more than what is said */

/* For a panel whose heading is done. */
static struct tails tails_of(const struct panel *panel)
{
    struct tails tails = {.count = 0};
    struct phrase say = phrase_in(tails.text[0], PHRASE_SIZE);
    why_end(&say, &panel->tale);
    if (say.length > 0)
        tails.count++;
    say = phrase_in(tails.text[tails.count++], PHRASE_SIZE);
    why_effort(&say, &panel->tale);
    for (int i = 0; i < tails.count; i++)
        tails.rows += prose_rows(tails.text[i], panel->at.cols, 3);
    while (tails.count > 0 && panel->at.rows - tails.rows < LIST_LEAST)
        tails.rows -= prose_rows(tails.text[--tails.count], panel->at.cols, 3);
    return tails;
}

static void put_malloc(struct panel *panel)
{
    put_heading(panel);
    struct tails tails = tails_of(panel);
    int bottom = panel->at.y + panel->at.rows;
    put_list(panel, panel->at.rows - tails.rows);
    skip(panel, bottom - tails.rows - panel->at.y); /* they stand at the bottom */
    for (int i = 0; i < tails.count; i++)
        put_prose(panel, i == tails.count - 1 ? ROLE_FAINT : ROLE_PLAIN, tails.text[i]);
}

uint64_t why_number_at(struct rect at, const struct view *view, int y)
{
    struct panel panel = panel_of(NULL, at, view);
    struct why_row list[WHY_ROWS];
    skip(&panel, 1);
    int row = y - panel.at.y, count = why_rows(view, list, panel.at.rows - tails_of(&panel).rows);
    return row >= 0 && row < count ? list[row].hole.number : 0;
}

/* ---- A free ---- */

/* A row of the table: a sign, what it is about, and a sentence. */
static void put_row(struct panel *panel, uint32_t sign, enum role ink, const char *about,
                    const char *text)
{
    struct rect at = panel->at;
    if (at.rows < 1)
        return;
    pen_put(panel->frame, at, 0, 0, sign, ink, ROLE_PLAIN);
    pen_text(panel->frame, at, 2, 0, at.cols - 2, ROLE_FAINT, ROLE_PLAIN, about);
    pen_text(panel->frame, at, 13, 0, at.cols - 13, ink, ROLE_PLAIN, text);
    skip(panel, 1);
}

static void put_neighbour(struct panel *panel, bool after)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    enum verdict verdict = why_neighbour(&say, &panel->tale, after) ? HOLE_BEST : HOLE_PASSED;
    put_row(panel, looks[verdict].sign, looks[verdict].ink, after ? "after it" : "before it",
            text);
}

static void put_free(struct panel *panel)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    put_heading(panel);
    put_neighbour(panel, false);
    why_block(&say, &panel->tale);
    put_row(panel, ' ', ROLE_PLAIN, "itself", text);
    put_neighbour(panel, true);
    say = phrase_in(text, sizeof text);
    why_result(&say, &panel->tale);
    put_row(panel, ' ', ROLE_STRONG, "so", text);
    say = phrase_in(text, sizeof text);
    why_counts(&say, &panel->tale);
    put_row(panel, ' ', ROLE_PLAIN, "holes", text);
    say = phrase_in(text, sizeof text);
    why_finding(&say, &panel->tale);
    if (panel->at.rows > 1)
        skip(panel, panel->at.rows - 1);
    put_prose(panel, ROLE_FAINT, text);
}

static void put_nothing(struct panel *panel)
{
    enum glyphs glyphs = panel->view->medium.glyphs;
    char text[PHRASE_SIZE], step[KEY_SIZE], back[KEY_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "Why here? explains a malloc, a realloc or a free that was done");
    if (!panel->view->medium.still)
        phrase_add(&say, ": go to one with %s or %s", action_key(ACTION_STEP, glyphs, step),
                   action_key(ACTION_BACK, glyphs, back));
    phrase_add(&say, ". This step looked for no hole and freed no block.");
    put_prose(panel, ROLE_STRONG, text);
}

/* ---- The panel ---- */

void paint_why(struct frame *frame, struct rect at, const struct view *view)
{
    struct panel panel = panel_of(frame, at, view);
    switch (view->why.kind) {
    case WHY_MALLOC:
        put_malloc(&panel);
        break;
    case WHY_FREE:
        put_free(&panel);
        break;
    case WHY_NOTHING:
        put_nothing(&panel);
        break;
    }
}
