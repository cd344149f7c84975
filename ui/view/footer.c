/* footer.c: the last row of the screen: keys, which can be clicked, or the line
 * that is being typed. */
#include "paint.h"

#include <stdio.h>
#include <string.h>

/* ---- Keys ---- */

/* What the row shows, from left to right. */
struct keys {
    int count;
    struct { enum action action; int x; } list[ACTION_COUNT];
};

/* A race has its own. */
static const enum action race_keys[] = {
    ACTION_STEP, ACTION_BACK, ACTION_DIFFER_NEXT, ACTION_DIFFER_PREVIOUS, ACTION_RACE,
    ACTION_PLAY, ACTION_GOTO, ACTION_ZOOM_IN, ACTION_SELECT_NEXT, ACTION_COMMAND,
};

/* So has the whole run. */
static const enum action survey_keys[] = {
    ACTION_STEP, ACTION_BACK, ACTION_ZOOM_IN, ACTION_ROWS_IN, ACTION_ZOOM_PAGE, ACTION_RUN,
    ACTION_PLAY, ACTION_GOTO, ACTION_SELECT_NEXT, ACTION_COMMAND,
};

/* What the screen's own keys are, and how many; NULL: any. */
static const enum action *own_keys(const struct view *view, int *count)
{
    *count = (int)(sizeof race_keys / sizeof *race_keys);
    if (view->race != NULL)
        return race_keys;
    *count = (int)(sizeof survey_keys / sizeof *survey_keys);
    if (view->survey.open)
        return survey_keys;
    *count = ACTION_COUNT - 1;
    return NULL;
}

static const char *survey_label(enum action action)
{
    switch (action) {
    case ACTION_STEP: return "column";
    case ACTION_ZOOM_IN: return "zoom steps";
    case ACTION_ROWS_IN: return "zoom bytes";
    case ACTION_ZOOM_PAGE: return "all";
    case ACTION_RUN: return "close";
    default: return action_row(action)->footer;
    }
}

static bool is_for_races(enum action action)
{
    return action == ACTION_DIFFER_NEXT || action == ACTION_DIFFER_PREVIOUS;
}

static const char *label_of(const struct view *view, enum action action)
{
    if (view->race != NULL && action == ACTION_RACE)
        return "close";
    if (view->survey.open && view->race == NULL)
        return survey_label(action);
    return action_row(action)->footer;
}

/* The first of the action's keys. */
static const char *key_of(enum action action, char out[16])
{
    const char *keys = action_row(action)->keys;
    snprintf(out, 16, "%.*s", (int)strcspn(keys, " "), keys);
    return strcmp(out, "Right") == 0  ? "\u2192"
           : strcmp(out, "Left") == 0 ? "\u2190"
                                      : out;
}

static int key_width(const struct view *view, enum action action)
{
    char key[16];
    return text_width(key_of(action, key)) + 1 + text_width(label_of(view, action)) + 2;
}

static void add_key(struct keys *keys, const struct view *view, enum action action, int *x)
{
    keys->list[keys->count].action = action;
    keys->list[keys->count++].x = *x;
    *x += key_width(view, action);
}

/* The i-th action that may stand on the left; ACTION_NONE: it may not. */
static enum action left_action(const struct view *view, int i)
{
    enum action action = (enum action)(i + 1);
    int count;
    const enum action *own = own_keys(view, &count);
    if (own != NULL)
        return own[i];
    return action_row(action)->footer[0] == '\0' || action == ACTION_HELP ||
                   action == ACTION_QUIT || is_for_races(action)
               ? ACTION_NONE : action;
}

static struct keys keys_of(struct rect at, const struct view *view, const char *left_out)
{
    struct keys keys = {.count = 0};
    int x = at.x + 1, end = at.x + at.cols;
    int right = end - key_width(view, ACTION_HELP) - key_width(view, ACTION_QUIT);
    int actions;
    own_keys(view, &actions);
    if (left_out[0] != '\0')
        x += (text_width(left_out) < end - x ? text_width(left_out) : end - x) + 1;
    if (right < x) { /* no room for all: what was left out, and help */
        add_key(&keys, view, ACTION_HELP, &x);
        return keys;
    }
    for (int i = 0; i < actions; i++) {
        enum action action = left_action(view, i);
        if (action == ACTION_NONE)
            continue;
        if (x + key_width(view, action) > right)
            break;
        add_key(&keys, view, action, &x);
    }
    add_key(&keys, view, ACTION_HELP, &right);
    add_key(&keys, view, ACTION_QUIT, &right);
    return keys;
}

enum action footer_action(struct rect at, const struct view *view, const char *left_out, int x)
{
    struct keys keys = keys_of(at, view, left_out);
    if (view->command.open)
        return ACTION_NONE;
    for (int i = 0; i < keys.count; i++) {
        int width = key_width(view, keys.list[i].action) - 2; /* not the blanks after it */
        if (x >= keys.list[i].x && x < keys.list[i].x + width)
            return keys.list[i].action;
    }
    return ACTION_NONE;
}

static void paint_keys(struct frame *frame, struct rect at, const struct view *view,
                       const char *left_out)
{
    struct keys keys = keys_of(at, view, left_out);
    frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_FAINT, ROLE_PLAIN, left_out);
    for (int i = 0; i < keys.count; i++) {
        enum action action = keys.list[i].action;
        char key[16];
        int x = keys.list[i].x;
        x += frame_text(frame, x, at.y, 16, ROLE_KEY, ROLE_PLAIN, key_of(action, key));
        frame_text(frame, x + 1, at.y, 16, ROLE_PLAIN, ROLE_PLAIN, label_of(view, action));
    }
}

/* ---- The line that is being typed ---- */

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

/* Over the column where it is wrong. */
void paint_command_error(struct frame *frame, struct rect footer, const struct view *view)
{
    const struct command_line *command = &view->command;
    struct rect at = {footer.x, footer.y - 1, footer.cols, 1};
    if (!command->open || command->error[0] == '\0' || footer.y < 1)
        return;
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
