/* menu.c: draws the list of lessons and understands its keys. The chosen entry
 * is always on the screen, whatever its size; what it shows is told in full. */
#include "menu.h"

#include "key_list.h"
#include "keys.h"

#include <stdio.h>
#include <string.h>

#define PAGE 5           /* entries that PageUp and PageDown go */
#define NUMBER_COLS 4

/* How the screen is cut. Rows of the list are counted from its first one. */
struct cut {
    int picture;         /* row of the picture; -1: no room */
    int list, list_rows; /* where the list begins, how many rows of it show */
    int top;             /* first row of the list that shows */
    int about, about_rows;
};

/* Where the columns of the list begin; 0: there is no room for it. */
struct columns { int title, time, seen, right, about; };

/* ---- Rows and columns of the list ---- */

static size_t lessons(const struct menu *menu)
{
    size_t count = 0;
    while (count < menu->count && menu->entries[count].number > 0)
        count++;
    return count;
}

/* The row of an entry: below the heading of its part, and the second part
 * below a blank row. */
static int entry_row(const struct menu *menu, size_t entry)
{
    size_t first = lessons(menu);
    return (int)entry + (entry < first || first == 0 ? 1 : 3);
}

static int list_rows(const struct menu *menu)
{
    return menu->count == 0 ? 1 : entry_row(menu, menu->count - 1) + 1;
}

static struct cut cut_so(int rows, bool picture)
{
    struct cut cut = {.picture = -1};
    cut.list = rows >= 14 ? 2 : rows >= 3 ? 1 : 0;
    if (picture) {
        cut.picture = 2;
        cut.list = 5;
    }
    cut.about_rows = rows >= 16 ? 2 : rows >= 8 ? 1 : 0;
    cut.about = (rows >= 2 ? rows - 1 : rows) - cut.about_rows; /* the footer is below */
    cut.list_rows = cut.about - cut.list;
    return cut;
}

/* The picture is there where all of the list shows beside it. */
static struct cut cut_screen(const struct menu *menu, int cols, int rows)
{
    struct cut cut = cut_so(rows, rows >= 20 && cols >= 40);
    int total = list_rows(menu);
    if (total > cut.list_rows)
        cut = cut_so(rows, false);
    int row = menu->count == 0 ? 0 : entry_row(menu, menu->chosen);
    cut.top = row < cut.list_rows ? 0 : row - cut.list_rows / 2; /* it holds still at first */
    if (cut.top > total - cut.list_rows)
        cut.top = total - cut.list_rows;
    if (cut.top < 0)
        cut.top = 0;
    return cut;
}

#define TITLE_MOST 28
#define TIME_COLS 9
#define SEEN_COLS 10
#define RIGHT_COLS 14
#define ABOUT_LEAST 30

static struct columns columns_of(const struct menu *menu, int cols)
{
    struct columns columns = {.title = 2 + NUMBER_COLS};
    int width = 0;
    for (size_t i = 0; i < menu->count; i++) {
        int title = text_width(menu->entries[i].title);
        width = title > width ? title : width;
    }
    width = width > TITLE_MOST ? TITLE_MOST : width;
    int next = columns.title + width + 2;
    if (next + TIME_COLS + SEEN_COLS + RIGHT_COLS > cols)
        return columns;
    columns.time = next;
    columns.seen = columns.time + TIME_COLS;
    columns.right = columns.seen + SEEN_COLS;
    if (columns.right + RIGHT_COLS + ABOUT_LEAST <= cols)
        columns.about = columns.right + RIGHT_COLS;
    return columns;
}

void menu_begin(struct menu *menu)
{
    size_t count = lessons(menu);
    menu->chosen = 0;
    for (size_t i = 0; i < count; i++) {
        if (menu->entries[i].step == 0 || menu->entries[i].step < menu->entries[i].steps) {
            menu->chosen = i;
            return;
        }
    }
}

void menu_go_on(struct menu *menu)
{
    if (menu->chosen + 1 < lessons(menu))
        menu->chosen++;
}

/* ---- Keys ---- */

static enum menu_reaction choose(struct menu *menu, long entry)
{
    long last = (long)menu->count - 1;
    if (menu->count == 0)
        return MENU_NOTHING;
    menu->chosen = (size_t)(entry < 0 ? 0 : entry > last ? last : entry);
    menu->message = "";
    return MENU_DRAW;
}

static int last_number(const struct menu *menu)
{
    size_t count = lessons(menu);
    return count > 0 ? menu->entries[count - 1].number : 0;
}

/* Gives up a number that is being typed. */
static bool drop_number(struct menu *menu)
{
    bool typed = menu->typed > 0;
    menu->typed = 0;
    return typed;
}

/* Chooses a lesson, and goes on typing where one more digit could follow: Enter opens. */
static enum menu_reaction type_digit(struct menu *menu, int digit)
{
    int number = menu->typed * 10 + digit;
    bool typed = drop_number(menu);
    for (size_t i = 0; i < menu->count; i++) {
        if (number == 0 || menu->entries[i].number != number)
            continue;
        choose(menu, (long)i);
        if (number < 10 && number * 10 <= last_number(menu))
            menu->typed = number;
        return MENU_DRAW;
    }
    return typed ? MENU_DRAW : MENU_NOTHING;
}

enum menu_reaction menu_key(struct menu *menu, uint32_t key)
{
    long at = (long)menu->chosen;
    if (menu->help) {
        menu->help = false;
        return key == 'q' || key == K_CONTROL('C') ? MENU_QUIT : MENU_DRAW;
    }
    if (key >= '0' && key <= '9')
        return type_digit(menu, (int)(key - '0'));
    bool typed = drop_number(menu);
    switch (key) {
    case K_UP: case 'k': case K_BACKTAB: return choose(menu, at - 1);
    case K_DOWN: case 'j': case K_TAB: return choose(menu, at + 1);
    case K_PAGE_UP: return choose(menu, at - PAGE);
    case K_PAGE_DOWN: return choose(menu, at + PAGE);
    case K_HOME: case 'g': return choose(menu, 0);
    case K_END: case 'G': return choose(menu, (long)menu->count - 1);
    case K_ENTER: case K_RIGHT: case 'l': case ' ':
        return menu->count > 0 ? MENU_OPEN : MENU_NOTHING;
    case '?': case K_F1:
        menu->help = true;
        return MENU_DRAW;
    case 'T':
        if (menu->medium.colourless)
            return typed ? MENU_DRAW : MENU_NOTHING;
        menu->theme = (enum theme)((menu->theme + 1) % THEME_COUNT);
        return MENU_THEME;
    case K_CONTROL('L'): return MENU_THEME;
    case K_ESCAPE: return typed ? MENU_DRAW : MENU_QUIT;
    case 'q': case K_CONTROL('C'): return MENU_QUIT;
    default: return typed ? MENU_DRAW : MENU_NOTHING;
    }
}

enum menu_reaction menu_click(struct menu *menu, int cols, int rows, int x, int y)
{
    struct cut cut = cut_screen(menu, cols, rows);
    int row = y - cut.list + cut.top;
    if (menu->help) {
        menu->help = false;
        return MENU_DRAW;
    }
    if (x < 0 || x >= cols || y < cut.list || y >= cut.list + cut.list_rows)
        return MENU_NOTHING;
    for (size_t i = 0; i < menu->count; i++) {
        if (row == entry_row(menu, i)) {
            if (i == menu->chosen)
                return MENU_OPEN;
            return choose(menu, (long)i);
        }
    }
    return MENU_NOTHING;
}

enum menu_reaction menu_wheel(struct menu *menu, int direction)
{
    return choose(menu, (long)menu->chosen + direction);
}

/* ---- Drawing ---- */

static void draw_title(struct frame *frame)
{
    if (frame->rows < 3)
        return;
    frame_fill(frame, 0, 0, frame->cols, ' ', ROLE_TITLE, ROLE_TITLE);
    frame_text(frame, 1, 0, frame->cols - 1, ROLE_TITLE, ROLE_TITLE,
               "MeMS \u00B7 watch memory, one operation at a time");
}

/* A page in use, as the lessons show them: blocks, and HOLEs between them. */
static void draw_picture(struct frame *frame, int y)
{
    static const struct { int share; enum role role; const char *label; } parts[] = {
        {22, ROLE_PROCESS, "A 1000"}, {12, ROLE_PROCESS1, "B 500"}, {18, ROLE_HOLE, "800"},
        {28, ROLE_PROCESS2, "C 1200"}, {7, ROLE_HOLE, ""}, {13, ROLE_PROCESS3, "D 580"}
    };
    int from = 1, width = frame->cols - 2, share = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        bool hole = parts[i].role == ROLE_HOLE;
        share += parts[i].share;
        int to = 1 + width * share / 100;
        int seam = !hole && i > 0 && parts[i - 1].role != ROLE_HOLE;
        for (int row = y; row < y + 2; row++) {
            frame_fill(frame, from, row, to - from, hole ? GLYPH_HOLE : GLYPH_PROCESS,
                       parts[i].role, parts[i].role);
            if (seam)
                frame_put(frame, from - 1, row, GLYPH_EDGE(7), parts[i - 1].role, ROLE_PLAIN);
        }
        if (parts[i].label[0] != '\0')
            frame_text(frame, from + 1, y, to - from - 2, hole ? ROLE_HOLE_LABEL : ROLE_LABEL,
                       parts[i].role, parts[i].label);
        from = to;
    }
}

/* One row of the screen, or none when that row of the list does not show. */
static int screen_row(const struct cut *cut, int row)
{
    return row < cut->top || row >= cut->top + cut->list_rows ? -1 : cut->list + row - cut->top;
}

/* "", "12/24" or, at its end, "done". */
static void seen_text(const struct menu_entry *entry, char *out, size_t size)
{
    if (entry->step == 0 || entry->steps == 0)
        out[0] = '\0';
    else if (entry->step >= entry->steps)
        snprintf(out, size, "done");
    else
        snprintf(out, size, "%u/%u", (unsigned)entry->step, (unsigned)entry->steps);
}

/* "3 questions" until an answer was right: no score of 0 greets a beginner. */
static void right_text(const struct menu_entry *entry, char *out, size_t size)
{
    unsigned questions = (unsigned)entry->questions;
    if (entry->right > 0)
        snprintf(out, size, "%u of %u right", (unsigned)entry->right, questions);
    else
        snprintf(out, size, "%u question%s", questions, questions == 1 ? "" : "s");
}

static void draw_figures(struct frame *frame, const struct menu_entry *entry,
                         const struct columns *columns, int y, enum role paper)
{
    char seen[32], right[48];
    seen_text(entry, seen, sizeof seen);
    right_text(entry, right, sizeof right);
    if (columns->time > 0 && entry->minutes > 0)
        frame_print(frame, columns->time, y, TIME_COLS - 1, paper, paper, "%3u min",
                    entry->minutes);
    if (columns->seen > 0)
        frame_text(frame, columns->seen, y, SEEN_COLS - 1, paper, paper, seen);
    if (columns->right > 0 && entry->questions > 0)
        frame_text(frame, columns->right, y, RIGHT_COLS - 1, paper, paper, right);
}

static void draw_entry(const struct menu *menu, struct frame *frame, const struct cut *cut,
                       const struct columns *columns, size_t entry)
{
    const struct menu_entry *shown = &menu->entries[entry];
    bool chosen = entry == menu->chosen;
    enum role paper = chosen ? ROLE_CURSOR : ROLE_PLAIN;
    int y = screen_row(cut, entry_row(menu, entry)), end = frame->cols - 1;
    if (y < 0)
        return;
    frame_fill(frame, 0, y, chosen ? frame->cols : 0, ' ', paper, paper);
    frame_text(frame, 0, y, 2, paper, paper, chosen ? ">" : "");
    if (shown->number > 0)
        frame_print(frame, 2, y, NUMBER_COLS, chosen ? paper : ROLE_KEY, paper, "%2d",
                    shown->number);
    frame_text(frame, columns->title, y,
               (columns->time > 0 ? columns->time - 2 : end) - columns->title,
               chosen ? paper : ROLE_STRONG, paper, shown->title);
    draw_figures(frame, shown, columns, y, paper);
    if (columns->about > 0)
        frame_text(frame, columns->about, y, end - columns->about, paper, paper, shown->about);
}

static void draw_heading(struct frame *frame, const struct cut *cut, int row, int x,
                         const char *text)
{
    int y = screen_row(cut, row);
    if (y >= 0 && x > 0)
        frame_text(frame, x, y, frame->cols - x, ROLE_FAINT, ROLE_PLAIN, text);
}

/* At the right of the last row: how many are hidden below. A list that seems whole is not
 * searched for more. */
static void draw_more(const struct menu *menu, struct frame *frame, const struct cut *cut)
{
    unsigned below = 0;
    for (size_t i = 0; i < menu->count; i++)
        below += screen_row(cut, entry_row(menu, i)) < 0 && i > menu->chosen;
    bool chosen = menu->chosen + below + 1 == menu->count;
    enum role paper = chosen ? ROLE_CURSOR : ROLE_PLAIN;
    int x = frame->cols - 12, y = cut->list + cut->list_rows - 1;
    if (below == 0 || frame->cols < 60)
        return;
    frame_fill(frame, x, y, 12, ' ', paper, paper); /* what the entry shows may reach to here */
    frame_print(frame, x + 2, y, 10, chosen ? paper : ROLE_FAINT, paper, "\u25BC %u more", below);
}

static void draw_list(const struct menu *menu, struct frame *frame, const struct cut *cut)
{
    struct columns columns = columns_of(menu, frame->cols);
    size_t first = lessons(menu);
    if (menu->count == 0) {
        frame_text(frame, 2, cut->list, frame->cols - 3, ROLE_ERROR, ROLE_PLAIN,
                   "No lessons were found. Open a workload: mems FILE");
        return;
    }
    draw_heading(frame, cut, 0, 2, first > 0 ? "Lessons" : "Examples");
    draw_heading(frame, cut, 0, columns.time, "   time");
    draw_heading(frame, cut, 0, columns.seen, "seen");
    draw_heading(frame, cut, 0, columns.about, "topic");
    if (first > 0 && first < menu->count)
        draw_heading(frame, cut, entry_row(menu, first) - 1, 2, "Examples");
    for (size_t i = 0; i < menu->count; i++)
        draw_entry(menu, frame, cut, &columns, i);
    draw_more(menu, frame, cut);
}

/* What the chosen entry shows, when it had no room in the list. */
static const char *cut_about(const struct menu *menu, const struct frame *frame)
{
    const struct menu_entry *entry = &menu->entries[menu->chosen];
    int x = columns_of(menu, frame->cols).about;
    return x > 0 && x + text_width(entry->about) < frame->cols ? "" : entry->about;
}

/* What went wrong, or else what had no room in the list, broken at blanks. */
static void draw_about(const struct menu *menu, struct frame *frame, const struct cut *cut)
{
    bool wrong = menu->message != NULL && menu->message[0] != '\0';
    int rows = cut->about_rows, y = cut->about;
    const char *text = wrong ? menu->message : menu->count > 0 ? cut_about(menu, frame) : "";
    enum role role = wrong ? ROLE_ERROR : ROLE_CAPTION;
    if (rows == 0 && wrong && frame->rows >= 4) {
        rows = 1; /* nothing is kept free for it: the last row of the list gives way */
        y--;
    }
    for (int i = 0; i < rows && text[0] != '\0'; i++) {
        char line[4 * FRAME_COLS_MAX];
        size_t length = i + 1 < rows ? text_wrap(text, frame->cols - 4) : strlen(text);
        snprintf(line, sizeof line, "%.*s", (int)length, text);
        frame_fill(frame, 0, y + i, frame->cols, ' ', role, role);
        frame_text(frame, 2, y + i, frame->cols - 4, role, role, line);
        text += length;
        text += strspn(text, " ");
    }
}

static void draw_footer(const struct menu *menu, struct frame *frame)
{
    char numbers[16];
    const struct { const char *key, *text; } keys[] = {
        {"Enter", "open"}, {"q", "quit"}, {"Up Down", "choose"}, {numbers, "a lesson"},
        {"?", "help"}, {"T", "theme"}
    };
    size_t count = sizeof keys / sizeof keys[0] - menu->medium.colourless;
    int x = 1, y = frame->rows - 1, last = last_number(menu);
    snprintf(numbers, sizeof numbers, "1-%d", last > 0 ? last : 9);
    if (menu->typed > 0)
        snprintf(numbers, sizeof numbers, "%d_", menu->typed);
    if (frame->rows < 2)
        return;
    for (size_t i = 0; i < count; i++) {
        if (x + text_width(keys[i].key) + 1 + text_width(keys[i].text) >= frame->cols)
            continue;
        x += frame_text(frame, x, y, frame->cols - x, ROLE_KEY, ROLE_PLAIN, keys[i].key) + 1;
        x += frame_text(frame, x, y, frame->cols - x, ROLE_PLAIN, ROLE_PLAIN, keys[i].text) + 2;
    }
}

static void draw_help(const struct menu *menu, struct frame *frame)
{
    static const struct key_line lines[] = {
        {"Enter Space Right l", "open what is chosen; so does a click on it"},
        {"Up Down k j Tab", "choose another; so do a click and the wheel"},
        {"PageUp PageDown", "five up, five down"},
        {"Home End g G", "the first, the last"},
        {"1 2 11 ...", "choose a lesson by its number; Enter opens it"},
        {"?", "this list; any key closes it"},
        {"q Escape", "quit"},
        {"T", "other colours"},
    };
    paint_key_list(frame, lines, sizeof lines / sizeof *lines - menu->medium.colourless);
}

void menu_draw(const struct menu *menu, struct frame *frame)
{
    struct cut cut = cut_screen(menu, frame->cols, frame->rows);
    frame_clear(frame);
    draw_list(menu, frame, &cut);
    draw_title(frame);
    if (cut.picture >= 0)
        draw_picture(frame, cut.picture);
    draw_about(menu, frame, &cut);
    if (menu->help)
        draw_help(menu, frame);
    draw_footer(menu, frame);
}
