/* menu.c: draws the list of lessons and understands its keys. The chosen entry
 * is always on the screen, whatever its size; what it shows is told in full. */
#include "menu.h"

#include "keys.h"

#include <stdio.h>
#include <string.h>

#define PAGE 5           /* entries that PageUp and PageDown go */
#define TITLE_COLS 30
#define NUMBER_COLS 4

/* Rows an entry takes: with two, what it shows stands below its title. */
struct heights { int lesson, example; };

/* How the screen is cut. Rows of the list are counted from its first one. */
struct cut {
    int picture;         /* row of the picture; -1: no room */
    int list, list_rows; /* where the list begins, how many rows of it show */
    int top;             /* first row of the list that shows */
    struct heights heights;
    int about, about_rows;
};

/* ---- Rows of the list ---- */

static size_t lessons(const struct menu *menu)
{
    size_t count = 0;
    while (count < menu->count && menu->entries[count].number > 0)
        count++;
    return count;
}

static int entry_rows(const struct menu *menu, size_t entry, struct heights heights)
{
    return entry < lessons(menu) ? heights.lesson : heights.example;
}

/* The row of an entry: below the heading of its part, and the second part
 * below a blank row. */
static int entry_row(const struct menu *menu, size_t entry, struct heights heights)
{
    size_t first = lessons(menu);
    if (entry < first)
        return 1 + (int)entry * heights.lesson;
    return 1 + (int)first * heights.lesson + (first > 0 ? 2 : 0) +
           (int)(entry - first) * heights.example;
}

static int list_rows(const struct menu *menu, struct heights heights)
{
    size_t last = menu->count - 1;
    if (menu->count == 0)
        return 1;
    return entry_row(menu, last, heights) + entry_rows(menu, last, heights);
}

/* One way to cut the screen. */
static struct cut cut_so(int rows, bool picture, struct heights heights)
{
    struct cut cut = {.picture = -1, .heights = heights};
    cut.list = rows >= 14 ? 2 : rows >= 3 ? 1 : 0;
    if (picture) {
        cut.picture = 2;
        cut.list = 5;
    }
    cut.about_rows = rows >= 16 && heights.lesson == 1 ? 2 : rows >= 8 ? 1 : 0;
    cut.about = (rows >= 2 ? rows - 1 : rows) - cut.about_rows; /* the footer is below */
    cut.list_rows = cut.about - cut.list;
    return cut;
}

/* The roomiest way in which all of the list shows, or else the densest. */
static struct cut cut_best(const struct menu *menu, int cols, int rows)
{
    static const struct { bool picture; struct heights heights; } ways[] = {
        {true, {2, 2}}, {true, {2, 1}}, {false, {2, 1}}
    };
    bool room = rows >= 20 && cols >= 40;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct cut cut = cut_so(rows, ways[i].picture && room, ways[i].heights);
        if (list_rows(menu, cut.heights) <= cut.list_rows)
            return cut;
    }
    return cut_so(rows, room, (struct heights){1, 1});
}

static struct cut cut_screen(const struct menu *menu, int cols, int rows)
{
    struct cut cut = cut_best(menu, cols, rows);
    int total = list_rows(menu, cut.heights);
    int row = menu->count == 0 ? 0 : entry_row(menu, menu->chosen, cut.heights);
    cut.top = row - cut.list_rows / 2;
    if (cut.top > total - cut.list_rows)
        cut.top = total - cut.list_rows;
    if (cut.top < 0)
        cut.top = 0;
    return cut;
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

static enum menu_reaction open_number(struct menu *menu, int number)
{
    for (size_t i = 0; i < menu->count; i++) {
        if (menu->entries[i].number == number) {
            choose(menu, (long)i);
            return MENU_OPEN;
        }
    }
    return MENU_NOTHING;
}

enum menu_reaction menu_key(struct menu *menu, uint32_t key)
{
    long at = (long)menu->chosen;
    if (key >= '1' && key <= '9')
        return open_number(menu, (int)(key - '0'));
    switch (key) {
    case K_UP: case 'k': case K_BACKTAB: return choose(menu, at - 1);
    case K_DOWN: case 'j': case K_TAB: return choose(menu, at + 1);
    case K_PAGE_UP: return choose(menu, at - PAGE);
    case K_PAGE_DOWN: return choose(menu, at + PAGE);
    case K_HOME: case 'g': return choose(menu, 0);
    case K_END: case 'G': return choose(menu, (long)menu->count - 1);
    case K_ENTER: case K_RIGHT: case 'l': case ' ':
        return menu->count > 0 ? MENU_OPEN : MENU_NOTHING;
    case 'T':
        menu->theme = (enum theme)((menu->theme + 1) % THEME_COUNT);
        return MENU_THEME;
    case K_CONTROL('L'): return MENU_THEME;
    case 'q': case K_ESCAPE: case K_CONTROL('C'): return MENU_QUIT;
    default: return MENU_NOTHING;
    }
}

enum menu_reaction menu_click(struct menu *menu, int cols, int rows, int x, int y)
{
    struct cut cut = cut_screen(menu, cols, rows);
    int row = y - cut.list + cut.top;
    if (x < 0 || x >= cols || y < cut.list || y >= cut.list + cut.list_rows)
        return MENU_NOTHING;
    for (size_t i = 0; i < menu->count; i++) {
        int first = entry_row(menu, i, cut.heights);
        if (row >= first && row < first + entry_rows(menu, i, cut.heights)) {
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

/* Columns from the left before what an entry shows, when it is on its row. */
static int about_col(const struct menu_entry *entry)
{
    int title = text_width(entry->title) + 2;
    return 2 + NUMBER_COLS + (title > TITLE_COLS ? title : TITLE_COLS);
}

#define ABOUT_FROM 60 /* columns of a screen on which it is on its row at all */

static void draw_entry(const struct menu *menu, struct frame *frame, const struct cut *cut,
                       size_t entry)
{
    const struct menu_entry *shown = &menu->entries[entry];
    bool chosen = entry == menu->chosen;
    enum role paper = chosen ? ROLE_CURSOR : ROLE_PLAIN;
    int first = entry_row(menu, entry, cut->heights), x = 2 + NUMBER_COLS;
    int y = screen_row(cut, first), below = screen_row(cut, first + 1);
    int end = frame->cols - 1, about = about_col(shown);
    if (y >= 0) {
        frame_fill(frame, 0, y, chosen ? frame->cols : 0, ' ', paper, paper);
        frame_text(frame, 0, y, 2, paper, paper, chosen ? ">" : "");
        if (shown->number > 0)
            frame_print(frame, 2, y, NUMBER_COLS, chosen ? paper : ROLE_KEY, paper, "%d",
                        shown->number);
        frame_text(frame, x, y, end - x, chosen ? paper : ROLE_STRONG, paper, shown->title);
    }
    if (entry_rows(menu, entry, cut->heights) == 2 && below >= 0)
        frame_text(frame, x, below, end - x, ROLE_PLAIN, ROLE_PLAIN, shown->about);
    else if (entry_rows(menu, entry, cut->heights) == 1 && y >= 0 && frame->cols >= ABOUT_FROM)
        frame_text(frame, about, y, end - about, paper, paper, shown->about);
}

static void draw_heading(struct frame *frame, const struct cut *cut, int row, const char *text)
{
    int y = screen_row(cut, row);
    if (y >= 0)
        frame_text(frame, 2, y, frame->cols - 2, ROLE_FAINT, ROLE_PLAIN, text);
}

static void draw_list(const struct menu *menu, struct frame *frame, const struct cut *cut)
{
    size_t first = lessons(menu);
    if (menu->count == 0) {
        frame_text(frame, 2, cut->list, frame->cols - 3, ROLE_ERROR, ROLE_PLAIN,
                   "No lessons were found. Open a workload: mems FILE");
        return;
    }
    if (first > 0)
        draw_heading(frame, cut, 0, "Lessons");
    if (first < menu->count)
        draw_heading(frame, cut, entry_row(menu, first, cut->heights) - 1, "Examples");
    for (size_t i = 0; i < menu->count; i++)
        draw_entry(menu, frame, cut, i);
}

/* What the chosen entry shows, when it had no room in the list. */
static const char *cut_about(const struct menu *menu, const struct frame *frame,
                             const struct cut *cut)
{
    const struct menu_entry *entry = &menu->entries[menu->chosen];
    bool below = entry_rows(menu, menu->chosen, cut->heights) == 2;
    int x = below ? 2 + NUMBER_COLS : about_col(entry);
    bool fits = x + text_width(entry->about) < frame->cols && (below || frame->cols >= ABOUT_FROM);
    return fits ? "" : entry->about;
}

/* What went wrong, or else what had no room in the list, broken at blanks. */
static void draw_about(const struct menu *menu, struct frame *frame, const struct cut *cut)
{
    bool wrong = menu->message != NULL && menu->message[0] != '\0';
    int rows = cut->about_rows, y = cut->about;
    const char *text = wrong ? menu->message : menu->count > 0 ? cut_about(menu, frame, cut) : "";
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

static void draw_footer(struct frame *frame)
{
    static const struct { const char *key, *text; } keys[] = {
        {"Enter", "open"}, {"q", "quit"}, {"Up Down", "choose"}, {"1-9", "open a lesson"},
        {"T", "theme"}
    };
    int x = 1, y = frame->rows - 1;
    if (frame->rows < 2)
        return;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (x + text_width(keys[i].key) + 1 + text_width(keys[i].text) >= frame->cols)
            continue;
        x += frame_text(frame, x, y, frame->cols - x, ROLE_KEY, ROLE_PLAIN, keys[i].key) + 1;
        x += frame_text(frame, x, y, frame->cols - x, ROLE_PLAIN, ROLE_PLAIN, keys[i].text) + 2;
    }
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
    draw_footer(frame);
}
