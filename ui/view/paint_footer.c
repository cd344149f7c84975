/* paint_footer.c: the last row: the keys that matter now, each to be clicked
 * too, or the line at ":". */
#include "paint.h"

#include "keys.h"

#include <stdio.h>
#include <string.h>

/* ---- Keys ---- */

/* A key in the row: from column x on, with the blanks after it. */
struct item { enum action action; const char *label; int x, cols; };

#define ITEMS (ACTION_COUNT + 1)
struct items { int count; struct item list[ITEMS]; };

/* "Why here?" has the arrows for itself; what it needs comes first. */
static const struct item asking[] = {
    {.action = ACTION_DOWN, .label = "next hole"},
    {.action = ACTION_UP, .label = "hole before"},
    {.action = ACTION_SELECT_TOUCHED, .label = "all"},
    {.action = ACTION_WHY, .label = "close"},
    {.action = ACTION_STEP, .label = "step"},
    {.action = ACTION_BACK, .label = "back"},
    {.action = ACTION_VIEW, .label = "chain"},
    {.action = ACTION_ZOOM_IN, .label = "zoom"},
};

#define STEPPING 3 /* of those, the first ones go along a search */

/* An action's first key, as the footer shows it. */
static void key_text(enum action action, char out[16])
{
    static const struct { const char *name, *arrow; } arrows[] = {
        {"Right", "\u2192"}, {"Left", "\u2190"}, {"Up", "\u2191"}, {"Down", "\u2193"},
    };
    const char *keys = action_row(action)->keys;
    snprintf(out, 16, "%.*s", (int)strcspn(keys, " "), keys);
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (strcmp(out, arrows[i].name) == 0)
            snprintf(out, 16, "%s", arrows[i].arrow);
}

static int item_cols(enum action action, const char *label)
{
    char key[16];
    key_text(action, key);
    return text_width(key) + 1 + text_width(label) + 2;
}

/* Adds a key if it ends before column `end`. */
static bool add(struct items *items, int x, int end, enum action action, const char *label)
{
    int cols = item_cols(action, label);
    if (x + cols > end)
        return false;
    items->list[items->count++] =
        (struct item){.action = action, .label = label, .x = x, .cols = cols};
    return true;
}

/* Keys from column x on, as many as fit. */
static void add_all(struct items *items, int x, int end, const struct view *view)
{
    bool why = view->why.on;
    int count = why ? (int)(sizeof asking / sizeof *asking) : ACTION_COUNT - 1;
    for (int i = 0; i < count; i++) {
        enum action action = why ? asking[i].action : (enum action)(i + 1);
        const char *label = why ? asking[i].label : action_row(action)->footer;
        if (why && i < STEPPING && view->why.kind != WHY_MALLOC)
            continue;
        if (label[0] == '\0' || action == ACTION_HELP || action == ACTION_QUIT)
            continue;
        if (!add(items, x, end, action, label))
            return;
        x += items->list[items->count - 1].cols;
    }
}

static struct items items_of(struct rect at, const struct view *view, const char *left_out)
{
    struct items items = {.count = 0};
    const char *help = action_row(ACTION_HELP)->footer, *quit = action_row(ACTION_QUIT)->footer;
    int x = at.x + 1, end = at.x + at.cols;
    if (left_out[0] != '\0')
        x += text_width(left_out) + 1;
    int right = end - item_cols(ACTION_HELP, help) - item_cols(ACTION_QUIT, quit);
    if (right < x) { /* no room for all: what was left out, and help */
        add(&items, x, FRAME_COLS_MAX * 2, ACTION_HELP, help);
        return items;
    }
    add_all(&items, x, right, view);
    add(&items, right, end, ACTION_HELP, help);
    add(&items, end - item_cols(ACTION_QUIT, quit), end, ACTION_QUIT, quit);
    return items;
}

enum action footer_action_at(struct rect at, const struct view *view, const char *left_out, int x)
{
    struct items items = items_of(at, view, left_out);
    for (int i = 0; i < items.count && !view->command.open; i++)
        if (x >= items.list[i].x && x < items.list[i].x + items.list[i].cols - 2)
            return items.list[i].action;
    return ACTION_NONE;
}

/* ---- The line at ":" ---- */

static void paint_command(struct frame *frame, struct rect at, const struct command_line *command)
{
    frame_put(frame, at.x, at.y, ':', ROLE_KEY, ROLE_PLAIN);
    char before[COMMAND_SIZE];
    snprintf(before, sizeof before, "%.*s", (int)command->cursor, command->text);
    int cursor = text_width(before), room = at.cols - 2;
    const char *text = command->text;
    while (cursor > room - 1 && *text != '\0') { /* the cursor stays in view */
        int width;
        text_next(&text, &width);
        cursor -= width;
    }
    int width = frame_text(frame, at.x + 1, at.y, room, ROLE_STRONG, ROLE_PLAIN, text);
    const struct cell *under = frame_look(frame, at.x + 1 + cursor, at.y);
    uint32_t ch = cursor < width && under != NULL && under->ch != 0 ? under->ch : ' ';
    frame_put(frame, at.x + 1 + cursor, at.y, ch, ROLE_CURSOR, ROLE_CURSOR);
    int left = at.cols - width - 5;
    if (command->hint[0] != '\0' && left > 4)
        frame_text(frame, at.x + width + 4, at.y, left, ROLE_FAINT, ROLE_PLAIN, command->hint);
}

static void paint_keys(struct frame *frame, struct rect at, const struct view *view,
                       const char *left_out)
{
    struct items items = items_of(at, view, left_out);
    frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_FAINT, ROLE_PLAIN, left_out);
    for (int i = 0; i < items.count; i++) {
        const struct item *item = &items.list[i];
        char key[16];
        key_text(item->action, key);
        int x = item->x + frame_text(frame, item->x, at.y, 16, ROLE_KEY, ROLE_PLAIN, key) + 1;
        frame_text(frame, x, at.y, 16, ROLE_PLAIN, ROLE_PLAIN, item->label);
    }
}

void paint_footer(struct frame *frame, struct rect at, const struct view *view,
                  const char *left_out)
{
    if (at.rows == 0)
        return;
    if (view->command.open)
        paint_command(frame, at, &view->command);
    else
        paint_keys(frame, at, view, left_out);
}

/* What is wrong with the command, over the column where it is wrong. */
void paint_command_error(struct frame *frame, struct rect at,
                                const struct command_line *command)
{
    int caret = command->caret < 0 ? 0 : command->caret + 1;
    int width = text_width(command->error);
    frame_fill(frame, at.x, at.y, at.cols, ' ', ROLE_PLAIN, ROLE_PLAIN);
    if (caret >= at.cols)
        caret = at.cols - 1;
    frame_put(frame, at.x + caret, at.y, 0x25BC, ROLE_ERROR, ROLE_PLAIN);
    if (caret + 2 + width <= at.cols || caret < width + 2)
        frame_text(frame, at.x + caret + 2, at.y, at.cols - caret - 2, ROLE_ERROR, ROLE_PLAIN,
                   command->error);
    else
        frame_text(frame, at.x + caret - width - 1, at.y, width, ROLE_ERROR, ROLE_PLAIN,
                   command->error);
}
