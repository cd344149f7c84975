/* paint_help.c: the help: every action of the table, and what every number
 * and mark on the screen means, with its formula. */
#include "paint.h"

#include "keys.h"

#include <stdio.h>
#include <string.h>

static const struct { const char *what, *means; } meanings[] = {
    {"main chain", "the nodes, one for each mmap, oldest first; each is a whole number of pages"},
    {"sub-chain", "a node's segments, PROCESS (in use) or HOLE, which tile it exactly"},
    {"mapped", "bytes of all nodes = pages x page size; never less until the heap is finished"},
    {"in use", "bytes in PROCESS segments; mapped = in use + holes"},
    {"holes", "bytes in HOLEs: mapped but not in use; what mems_print_stats calls unused"},
    {"waste", "bytes of a block that nobody asked for: its size - the request (alignment only)"},
    {"largest / all holes", "the largest HOLE x 100 / bytes in all HOLEs: 100 % is one single HOLE"},
    {"external fragmentation", "1 - largest HOLE / bytes in all HOLEs: how much of the free memory no single request can have"},
    {"1 cell = n B", "bytes of a full row / cells of a full row"},
    {"virtual", "MeMS virtual address: what mems_malloc returns; dense, from node to node"},
    {"physical, @", "MeMS physical address: the real pointer that mems_get returns = its node's @ + (virtual - node's first)"},
    {"holes looked at", "what a walk along the chain in the policy's order would look at, the chosen one included"},
    {"rover", "where next fit begins to look: the end of the block placed last"},
    {"a full cell", "one segment; labels say its name and its bytes"},
    {"a risen cell", "several segments in one cell; its height is the share in use. Zoom in to see them"},
    {"+ and - at the left", "the last operation placed, or freed, something in this row"},
    {"\u203A at the left", "the selected segment is in this row"},
    {"\u25B2 \u25BC", "rows and nodes that are not shown, and what they hold"},
};

#define MEANINGS ((int)(sizeof meanings / sizeof *meanings))
#define KEYS_COLS 19

/* A cursor over the rows of the help, of which a window is painted. */
struct pen {
    struct frame *frame; /* NULL: only counts */
    struct rect at;
    int row, top;
};

static bool pen_visible(const struct pen *pen)
{
    return pen->frame != NULL && pen->row >= pen->top && pen->row - pen->top < pen->at.rows;
}

static int pen_y(const struct pen *pen)
{
    return pen->at.y + pen->row - pen->top;
}

static void pen_heading(struct pen *pen, const char *text)
{
    pen->row++;
    if (pen_visible(pen))
        frame_text(pen->frame, pen->at.x + 1, pen_y(pen), pen->at.cols - 1, ROLE_STRONG,
                   ROLE_PLAIN, text);
    pen->row++;
}

/* A term and its text, which is wrapped beside it, or below it when narrow. */
static void pen_entry(struct pen *pen, const char *term, const char *text)
{
    bool narrow = pen->at.cols < 50;
    int indent = narrow ? 5 : KEYS_COLS + 5;
    int cols = pen->at.cols - indent - 1;
    if (cols < 8)
        cols = 8;
    if (pen_visible(pen))
        frame_text(pen->frame, pen->at.x + 3, pen_y(pen), narrow ? pen->at.cols - 3 : KEYS_COLS + 1,
                   ROLE_KEY, ROLE_PLAIN, term);
    if (narrow)
        pen->row++;
    bool wide_term = !narrow && text_width(term) > KEYS_COLS;
    if (wide_term) {
        if (pen_visible(pen))
            frame_text(pen->frame, pen->at.x + 3, pen_y(pen), pen->at.cols - 3, ROLE_KEY,
                       ROLE_PLAIN, term);
        pen->row++;
    }
    while (*text != '\0') {
        size_t bytes = text_wrap(text, cols);
        char line[512];
        snprintf(line, sizeof line, "%.*s", (int)bytes, text);
        if (pen_visible(pen))
            frame_text(pen->frame, pen->at.x + indent, pen_y(pen), cols, ROLE_PLAIN, ROLE_PLAIN,
                       line);
        text += bytes;
        while (*text == ' ')
            text++;
        pen->row++;
    }
}

static void pen_all(struct pen *pen)
{
    for (int g = 0; g < GROUP_COUNT; g++) {
        pen_heading(pen, group_name((enum group)g));
        for (int a = 1; a < ACTION_COUNT; a++) {
            const struct action_row *row = action_row((enum action)a);
            char text[256];
            if ((int)row->group != g)
                continue;
            snprintf(text, sizeof text, "%s  (:%s)", row->help, row->word);
            pen_entry(pen, row->keys, text);
        }
    }
    pen_heading(pen, "Operations to type at :");
    pen_entry(pen, "malloc NAME BYTES",
              "a size may be a product: malloc A 250*4; K, M and G are 1024, its square, its cube");
    pen_entry(pen, "free PLACE", "a name, a name + offset, or @address: free A");
    pen_entry(pen, "realloc NAME BYTES", "malloc, copy, free: one step");
    pen_entry(pen, "get PLACE", "the physical address of any byte: get A+4");
    pen_entry(pen, "write PLACE VALUE", "an int, or a \"text\", through mems_get: write A+4 200");
    pen_entry(pen, "policy POLICY", "first, next, best or worst fit from here on");
    pen_heading(pen, "What the words, numbers and marks mean");
    for (int i = 0; i < MEANINGS; i++)
        pen_entry(pen, meanings[i].what, meanings[i].means);
}

int help_rows(int cols)
{
    struct pen pen = {.at = {0, 0, cols, 0}};
    pen_all(&pen);
    return pen.row;
}

void paint_help(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1)
        return;
    struct rect body = {at.x, at.y + 1, at.cols, at.rows - 2};
    struct pen pen = {.frame = frame, .at = body, .top = view->help_top};
    frame_fill(frame, at.x, at.y, at.cols, ' ', ROLE_TITLE, ROLE_TITLE);
    frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_TITLE, ROLE_TITLE,
               "mems: keys, commands, and what the numbers mean");
    pen_all(&pen);
    if (at.rows < 2)
        return;
    int left = pen.row - view->help_top - body.rows;
    frame_text(frame, at.x + 1, at.y + at.rows - 1, at.cols - 1, ROLE_FAINT, ROLE_PLAIN,
               left > 0 ? "\u25BC more: Down, Space, PageDown    any other key closes"
                        : "the end    any other key closes");
}
