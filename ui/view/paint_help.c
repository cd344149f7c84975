/* paint_help.c: the help: a map of the views on one screen, then page by page what
 * each shows; the pages themselves are in help_pages.c. */
#include "paint.h"

#include "chain.h"
#include "help_pages.h"
#include "keys.h"
#include "number_words.h"

#include <stdio.h>
#include <string.h>

#define KEYS_COLS 12   /* an action's keys */
#define WORD_COLS 14   /* the word to type at ":" */
#define TERM_COLS 20   /* what is explained, and keys where there is no room for words */
#define WIDE 70        /* columns from which words have a column of their own */
#define NARROW 46      /* columns below which a text stands under its term */

/* A cursor over the rows of a page, of which a window is painted. */
struct sheet {
    struct frame *frame; /* NULL: only counts */
    struct rect at;
    int row, top;
    const char *sought;  /* "": nothing is */
    int from, found;     /* the first row with it, from that one on; -1: none */
};

/* Where a text has what is sought, in capitals or not; NULL: nowhere. */
static const char *find_text(const char *text, const char *sought)
{
    return *sought != '\0' ? strcasestr(text, sought) : NULL;
}

/* What is sought stands out. */
static void mark_found(const struct sheet *sheet, int x, int y, const char *text)
{
    const char *at = text;
    while ((at = find_text(at, sheet->sought)) != NULL) {
        char before[512];
        snprintf(before, sizeof before, "%.*s", (int)(at - text), text);
        int begin = x + text_width(before), end = begin + text_width(sheet->sought);
        for (int column = begin; column < end; column++) {
            struct cell *cell = frame_cell(sheet->frame, column, y);
            if (cell != NULL && column < sheet->at.x + sheet->at.cols)
                cell->ink = cell->paper = ROLE_CURSOR;
        }
        at += strlen(sheet->sought);
    }
}

static void sheet_put(struct sheet *sheet, int x, int cols, enum role role, const char *text)
{
    int y = sheet->row - sheet->top;
    if (sheet->found < 0 && sheet->row >= sheet->from && find_text(text, sheet->sought) != NULL)
        sheet->found = sheet->row;
    if (sheet->frame == NULL || y < 0 || y >= sheet->at.rows || x >= sheet->at.cols)
        return;
    frame_text(sheet->frame, sheet->at.x + x, sheet->at.y + y,
               cols < sheet->at.cols - x ? cols : sheet->at.cols - x, role, ROLE_PLAIN, text);
    mark_found(sheet, sheet->at.x + x, sheet->at.y + y, text);
}

static void sheet_heading(struct sheet *sheet, const char *text)
{
    sheet->row++;
    sheet_put(sheet, 1, sheet->at.cols, ROLE_STRONG, text);
    sheet->row++;
}

static void sheet_wrapped(struct sheet *sheet, int x, const char *text)
{
    int cols = sheet->at.cols - x - 1 < 8 ? 8 : sheet->at.cols - x - 1;
    while (*text != '\0') {
        size_t bytes = text_wrap(text, cols);
        char line[512];
        snprintf(line, sizeof line, "%.*s", (int)bytes, text);
        sheet_put(sheet, x, cols, ROLE_PLAIN, line);
        text += bytes;
        while (*text == ' ')
            text++;
        sheet->row++;
    }
}

/* A term, perhaps a word to type, and a text that is wrapped beside them. */
static void sheet_entry(struct sheet *sheet, const char *term, const char *word, const char *text)
{
    sheet_put(sheet, 3, sheet->at.cols, ROLE_KEY, term);
    if (sheet->at.cols < NARROW) {
        sheet->row++;
        sheet_wrapped(sheet, 5, text);
        return;
    }
    bool worded = word != NULL && sheet->at.cols >= WIDE;
    int keys = worded ? KEYS_COLS : TERM_COLS;
    if (worded)
        sheet_put(sheet, 3 + keys, WORD_COLS, ROLE_FAINT, word);
    if (text_width(term) >= keys)
        sheet->row++;
    sheet_wrapped(sheet, 3 + keys + (worded ? WORD_COLS : 0), text);
}

static void sheet_actions(struct sheet *sheet, enum group group, const struct medium *medium)
{
    for (int a = 1; a < ACTION_COUNT; a++) {
        const struct action_row *row = action_row((enum action)a);
        char word[32];
        snprintf(word, sizeof word, ":%s", row->word);
        if (row->group == group && (a != ACTION_THEME || !medium->colourless))
            sheet_entry(sheet, row->keys[0] != '\0' ? row->keys : word, word, row->help);
    }
}

/* ---- The map ---- */

#define MAP_KEY 9   /* columns of a key */
#define MAP_TITLE 12

/* The first of an action's keys, or its word. */
static void map_key(enum action action, char out[KEY_SIZE])
{
    if (action_key(action, GLYPHS_ASCII, out)[0] == '\0')
        snprintf(out, KEY_SIZE, ":%s", action_row(action)->word);
}

static void map_row(struct sheet *sheet, const struct help_page *page, bool here)
{
    char key[KEY_SIZE];
    int x = 3 + MAP_KEY + MAP_TITLE;
    map_key(page->action, key);
    if (here)
        sheet_put(sheet, 1, 1, ROLE_STRONG, "\u25B6");
    sheet_put(sheet, 3, MAP_KEY, ROLE_KEY, key);
    sheet_put(sheet, 3 + MAP_KEY, MAP_TITLE, ROLE_STRONG, page->title);
    if (sheet->at.cols < NARROW) {
        sheet->row++;
        sheet_wrapped(sheet, 5, page->asks);
        return;
    }
    sheet_wrapped(sheet, x, page->asks);
}

/* In the columns of the rows above it. */
static void map_note(struct sheet *sheet, const char *what, const char *says)
{
    sheet_put(sheet, 3, sheet->at.cols, ROLE_KEY, what);
    sheet->row += sheet->at.cols < NARROW;
    sheet_wrapped(sheet, sheet->at.cols < NARROW ? 5 : 3 + MAP_KEY + MAP_TITLE, says);
}

/* Views by their keys; then how to get about, and back. */
static void sheet_map(struct sheet *sheet, const struct view *view)
{
    static const struct { const char *what, *says; } notes[] = {
        {"in all of them", "Right, Left step; Space plays; Tab selects; g to a step"},
        {"to come back", "the same key again, or Escape"},
        {"in this help", "the key of a view leads to its page; but / searches"},
    };
    int open = help_page_of(view);
    sheet_wrapped(sheet, 1, "Views of memory: their keys, and the question each answers. "
                            "\u25B6 is open now.");
    sheet->row++;
    for (int number = 1; number <= help_page_count(); number++)
        if (help_page(number)->asks != NULL)
            map_row(sheet, help_page(number), number == (open == HELP_MAP ? 1 : open));
    sheet->row++;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        map_note(sheet, notes[i].what, notes[i].says);
}

/* ---- Pages ---- */

/* Two views have that key; bars are there when nothing else is open. */
static bool is_chain(const struct help_page *page)
{
    return page->action == ACTION_VIEW && page->is_open != NULL;
}

/* Its edge tells what a box is. */
static void sheet_boxes(struct sheet *sheet, const struct view *view)
{
    static const struct { enum role role; const char *means; } boxes[] = {
        {ROLE_PROCESS, "a PROCESS"}, {ROLE_HOLE, "a HOLE"},
        {ROLE_TOUCHED, "a PROCESS that the last operation placed"},
        {ROLE_TOUCHED_HOLE, "a HOLE that it made, cut or joined"},
        {ROLE_SELECTED, "the selected segment"},
    };
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        uint32_t edge[CHAIN_EDGE];
        char term[4 * CHAIN_EDGE + 1];
        size_t length = 0;
        chain_edge(view, boxes[i].role, edge);
        for (int sign = 0; sign < CHAIN_EDGE; sign++)
            length += character_encode(edge[sign], term + length);
        term[length] = '\0';
        sheet_entry(sheet, term, NULL, boxes[i].means);
    }
}

/* Their formulas are the screen's own. */
static void sheet_numbers(struct sheet *sheet)
{
    for (int i = 0; i < NUMBERS; i++) {
        const struct number_words *words = number_words((enum number)i);
        char text[256];
        snprintf(text, sizeof text, "%s. %s", words->formula, words->means);
        sheet_entry(sheet, words->name, NULL, text);
    }
}

/* What opens the view, in the columns of the entries below it. */
static void sheet_opening(struct sheet *sheet, enum action action)
{
    const struct action_row *row = action_row(action);
    char term[64];
    snprintf(term, sizeof term, "%s%s:%s", row->keys, row->keys[0] != '\0' ? "  " : "", row->word);
    sheet_entry(sheet, term, NULL, row->help);
    sheet->row++;
}

static void sheet_page(struct sheet *sheet, int number, const struct view *view)
{
    const struct help_page *page = help_page(number);
    if (page == NULL) {
        sheet_map(sheet, view);
        return;
    }
    if (page->asks != NULL) {
        sheet_wrapped(sheet, 1, page->asks);
        sheet->row++;
    }
    if (page->action != ACTION_NONE)
        sheet_opening(sheet, page->action);
    for (int g = 0; g < GROUP_COUNT && page->entries == NULL; g++) {
        sheet_heading(sheet, group_name((enum group)g));
        sheet_actions(sheet, (enum group)g, &view->medium);
    }
    for (size_t i = 0; i < page->count; i++)
        sheet_entry(sheet, page->entries[i].what, NULL, page->entries[i].means);
    if (is_chain(page))
        sheet_boxes(sheet, view);
    if (page->action == ACTION_NUMBERS)
        sheet_numbers(sheet);
}

int help_rows(const struct view *view, int number, int cols)
{
    struct sheet sheet = {.at = {0, 0, cols, 0}, .sought = ""};
    sheet_page(&sheet, number, view);
    return sheet.row;
}

int help_find(const struct view *view, int number, int cols, int from)
{
    struct sheet sheet = {.at = {0, 0, cols, 0}, .sought = view->help.sought, .from = from,
                          .found = -1};
    sheet_page(&sheet, number, view);
    return sheet.found;
}

/* What is being typed to search for. */
static void paint_sought(struct frame *frame, struct rect at, const struct help_state *help)
{
    int x = at.x + 1;
    frame_put(frame, at.x, at.y, '/', ROLE_KEY, ROLE_PLAIN);
    x += frame_text(frame, x, at.y, at.cols - 2, ROLE_STRONG, ROLE_PLAIN, help->sought);
    frame_put(frame, x, at.y, ' ', ROLE_CURSOR, ROLE_CURSOR);
    if (help->missed)
        frame_text(frame, x + 3, at.y, at.x + at.cols - x - 3, ROLE_FAINT, ROLE_PLAIN,
                   "not in the help");
}

/* That, or keys; before them whether the page goes on, and what was sought in vain. */
static void paint_help_footer(struct frame *frame, struct rect at, const struct view *view,
                              bool more)
{
    const struct help_state *help = &view->help;
    int x = at.x + 1, end = at.x + at.cols;
    if (help->typing) {
        paint_sought(frame, at, help);
        return;
    }
    if (help->missed) {
        frame_print(frame, x, at.y, end - x, ROLE_ERROR, ROLE_PLAIN,
                    "not in the help: %s", help->sought);
        return;
    }
    if (more)
        x += frame_text(frame, x, at.y, end - x, ROLE_STRONG, ROLE_PLAIN, "more below  ");
    if (!view->medium.still)
        frame_text(frame, x, at.y, end - x, ROLE_FAINT, ROLE_PLAIN,
                   "Escape closes  PageDown next  PageUp back  Home map  / search");
}

void paint_help(struct frame *frame, struct rect at, const struct view *view)
{
    const struct help_state *help = &view->help;
    const struct help_page *page = help_page(help->page);
    char title[96], number[48];
    if (at.rows < 1)
        return;
    struct rect body = {at.x, at.y + 2, at.cols, at.rows - 3};
    struct sheet sheet = {.frame = frame, .at = body, .top = help->top, .sought = help->sought};
    snprintf(title, sizeof title, "mems help: %s",
             page != NULL ? page->title : "a map of the views");
    snprintf(number, sizeof number, "page %d of %d", help->page + 1, help_page_count() + 1);
    frame_fill(frame, at.x, at.y, at.cols, ' ', ROLE_TITLE, ROLE_TITLE);
    frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_TITLE, ROLE_TITLE, title);
    if (text_width(title) + text_width(number) + 4 <= at.cols)
        frame_text(frame, at.x + at.cols - 1 - text_width(number), at.y, at.cols, ROLE_TITLE,
                   ROLE_TITLE, number);
    sheet_page(&sheet, help->page, view);
    if (at.rows >= 2)
        paint_help_footer(frame, (struct rect){at.x, at.y + at.rows - 1, at.cols, 1}, view,
                          sheet.row - help->top > body.rows);
}
