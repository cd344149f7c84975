/* footer.c: the last row of the screen: the keys that matter now, which can be
 * clicked, or the line that is being typed. */
#include "paint.h"

#include <stdio.h>
#include <string.h>

/* ---- Keys ---- */

/* An action that the row may show, and its name there; NULL: the table's. */
struct choice { enum action action; const char *label; };

/* A race has keys of its own. */
static const struct choice race_keys[] = {
    {.action = ACTION_STEP}, {.action = ACTION_BACK}, {.action = ACTION_DIFFER_NEXT},
    {.action = ACTION_DIFFER_PREVIOUS}, {ACTION_RACE, "close"}, {.action = ACTION_PLAY},
    {.action = ACTION_GOTO}, {.action = ACTION_ZOOM_IN}, {.action = ACTION_SELECT_NEXT},
    {.action = ACTION_COMMAND},
};

/* That of a branch has a way to all branches. */
static const struct choice branch_race_keys[] = {
    {.action = ACTION_STEP}, {.action = ACTION_BACK}, {.action = ACTION_DIFFER_NEXT},
    {.action = ACTION_DIFFER_PREVIOUS}, {ACTION_RACE, "close"}, {ACTION_BRANCH, "branches"},
    {.action = ACTION_PLAY}, {.action = ACTION_GOTO}, {.action = ACTION_ZOOM_IN},
    {.action = ACTION_SELECT_NEXT}, {.action = ACTION_COMMAND},
};

/* So has "Why here?", where arrows go along a search. */
static const struct choice why_keys[] = {
    {ACTION_DOWN, "next hole"}, {ACTION_UP, "hole before"}, {ACTION_SELECT_TOUCHED, "all"},
    {ACTION_WHY, "close"}, {.action = ACTION_STEP}, {.action = ACTION_BACK},
    {.action = ACTION_VIEW}, {.action = ACTION_ZOOM_IN},
};

#define ALONG 3 /* of those, the first ones are for a search */

/* And a life, where they go along its rows. */
static const struct choice life_keys[] = {
    {ACTION_UP, "above"}, {ACTION_DOWN, "below"}, {ACTION_SELECT_TOUCHED, "go there"},
    {ACTION_LIFE, "its block"}, {ACTION_UNSELECT, "close"}, {.action = ACTION_STEP},
    {.action = ACTION_BACK},
};

/* And two moments. */
static const struct choice moments_keys[] = {
    {ACTION_UP, "above"}, {ACTION_DOWN, "below"}, {ACTION_SELECT_TOUCHED, "go there"},
    {.action = ACTION_SWAP}, {ACTION_COMPARE, "close"}, {.action = ACTION_STEP},
    {.action = ACTION_BACK}, {ACTION_MARK_HERE, "mark"}, {.action = ACTION_GOTO},
    {.action = ACTION_ZOOM_IN},
};

/* And the lists of "What if?" and of branches. */
static const struct choice whatif_keys[] = {
    {ACTION_UP, "above"}, {ACTION_DOWN, "below"}, {ACTION_SELECT_TOUCHED, "ask this"},
    {ACTION_BRANCH, "branches"}, {ACTION_WHATIF, "close"}, {.action = ACTION_STEP},
    {.action = ACTION_BACK},
};
static const struct choice branch_keys[] = {
    {ACTION_UP, "above"}, {ACTION_DOWN, "below"}, {ACTION_SELECT_TOUCHED, "go there"},
    {ACTION_RACE, "race it"}, {ACTION_WHATIF, "what if"}, {ACTION_BRANCH, "close"},
    {.action = ACTION_STEP}, {.action = ACTION_BACK},
};

/* And the whole run, where they go along its axes. */
static const struct choice survey_keys[] = {
    {ACTION_STEP, "column"}, {.action = ACTION_BACK}, {ACTION_ZOOM_IN, "zoom steps"},
    {ACTION_ROWS_IN, "zoom bytes"}, {ACTION_ZOOM_PAGE, "all"}, {ACTION_RUN, "close"},
    {.action = ACTION_PLAY}, {.action = ACTION_GOTO}, {.action = ACTION_SELECT_NEXT},
    {.action = ACTION_COMMAND},
};

/* And the numbers, where they go from one to the other. */
static const struct choice numbers_keys[] = {
    {ACTION_DOWN, "next number"}, {ACTION_UP, "before"}, {ACTION_SELECT_TOUCHED, "to its peak"},
    {ACTION_NUMBERS, "close"}, {.action = ACTION_STEP}, {.action = ACTION_BACK},
    {.action = ACTION_PLAY}, {.action = ACTION_GOTO}, {.action = ACTION_FIND},
};

/* And the bytes, which are those of the selected segment. */
static const struct choice bytes_keys[] = {
    {ACTION_SELECT_NEXT, "next segment"}, {ACTION_BYTES, "close"}, {.action = ACTION_STEP},
    {.action = ACTION_BACK}, {ACTION_PHYSICAL, "physical"}, {ACTION_HEX, "hex"},
    {.action = ACTION_PLAY}, {.action = ACTION_GOTO},
};

/* And a question: while it waits for an answer, after it, and in a quiz. */
static const struct choice ask_keys[] = {
    {ACTION_SELECT_NEXT, "choose"}, {ACTION_SELECT_TOUCHED, "answer"},
    {ACTION_UNSELECT, "not now"}, {.action = ACTION_ZOOM_IN}, {.action = ACTION_VIEW},
};
static const struct choice answered_keys[] = {
    {ACTION_PREDICT, "predict the next"}, {ACTION_WHY, "why"}, {ACTION_SELECT_TOUCHED, "close"},
    {.action = ACTION_STEP}, {.action = ACTION_BACK},
};
static const struct choice quiz_keys[] = {
    {ACTION_SELECT_NEXT, "choose"}, {ACTION_SELECT_TOUCHED, "answer"},
    {ACTION_STOP_NEXT, "pass over"}, {.action = ACTION_ZOOM_IN}, {.action = ACTION_VIEW},
};
static const struct choice quiz_answered_keys[] = {
    {ACTION_SELECT_TOUCHED, "next question"}, {ACTION_WHY, "why"}, {.action = ACTION_ZOOM_IN},
};

/* What the row shows, from left to right. */
struct item { enum action action; const char *label; int x, cols; };
struct items { enum glyphs glyphs; int count; struct item list[ACTION_COUNT]; };

/* Columns of a key and its name. */
static int item_cols(enum action action, const char *label, enum glyphs glyphs)
{
    char key[KEY_SIZE];
    return text_width(action_key(action, glyphs, key)) + 1 + text_width(label);
}

/* Adds a key at column *x, if it ends before column `end`. */
static bool add(struct items *items, int *x, int end, struct choice choice)
{
    const char *label = choice.label != NULL ? choice.label : action_row(choice.action)->footer;
    int cols = item_cols(choice.action, label, items->glyphs);
    if (*x + cols > end)
        return false;
    items->list[items->count++] =
        (struct item){.action = choice.action, .label = label, .x = *x, .cols = cols};
    *x += cols + 2;
    return true;
}

/* Returns the columns that they take. */
static int add_some(struct items *items, int x, int end, const struct choice *choices,
                    size_t count)
{
    int begin = x;
    for (size_t i = 0; i < count; i++)
        if (!add(items, &x, end, choices[i]))
            break;
    return x - begin;
}

/* What a first-time user needs first, where there is little room. */
static const enum action first_keys[] = {
    ACTION_PLAY, ACTION_STEP, ACTION_BACK, ACTION_STOP_NEXT, ACTION_WHY, ACTION_GOTO,
};

#define FIRST_KEYS (sizeof first_keys / sizeof *first_keys)

/* Columns of these, with those between them. */
static int first_cols(enum glyphs glyphs)
{
    int cols = -2;
    for (size_t i = 0; i < FIRST_KEYS; i++)
        cols += item_cols(first_keys[i], action_row(first_keys[i])->footer, glyphs) + 2;
    return cols;
}

static bool is_first(enum action action)
{
    for (size_t i = 0; i < FIRST_KEYS; i++)
        if (first_keys[i] == action)
            return true;
    return false;
}

/* These, and the others of the table that have a name for the row; help and quit stand
 * apart, and what needs a race or a mark too. */
static void add_usual(struct items *items, int x, int end, const struct view *view)
{
    if (view->moments.marked) /* what the mark is for comes first */
        add(items, &x, end, (struct choice){.action = ACTION_COMPARE});
    for (size_t i = 0; i < FIRST_KEYS; i++)
        if (!add(items, &x, end, (struct choice){.action = first_keys[i]}))
            return;
    for (int a = 1; a < ACTION_COUNT; a++) {
        enum action action = (enum action)a;
        if (action_row(action)->footer[0] == '\0' || action == ACTION_HELP ||
            action == ACTION_QUIT || action == ACTION_COMPARE || action == ACTION_SWAP ||
            action_row(action)->group == GROUP_RACE || is_first(action))
            continue;
        if (!add(items, &x, end, (struct choice){.action = action}))
            return;
    }
}

/* Where one may not step. */
static bool in_quiz(const struct view *view)
{
    return view->predict.open && view->predict.quiz != NULL && !view->predict.over;
}

#define ADD(list) add_some(items, x, end, list, sizeof (list) / sizeof *(list))

static void add_asking(struct items *items, int x, int end, const struct view *view)
{
    bool answered = view->predict.answered;
    struct choice next[sizeof quiz_answered_keys / sizeof *quiz_answered_keys];
    memcpy(next, quiz_answered_keys, sizeof next);
    if (in_quiz(view) && view->predict.quiz->at == view->predict.quiz->count)
        next[0].label = "result";
    if (in_quiz(view) && answered)
        ADD(next);
    else if (in_quiz(view))
        ADD(quiz_keys);
    else if (answered)
        ADD(answered_keys);
    else
        ADD(ask_keys);
}

static void add_why(struct items *items, int x, int end, const struct view *view)
{
    size_t all = sizeof why_keys / sizeof *why_keys, along = 0;
    if (view->why.kind == WHY_MALLOC) /* from a HOLE there is a way back to the whole search */
        along = view->why.at > 0 ? ALONG : ALONG - 1;
    x += add_some(items, x, end, why_keys, along);
    add_some(items, x, end, why_keys + ALONG, in_quiz(view) ? 1 : all - ALONG);
}

static void add_moments(struct items *items, int x, int end, const struct view *view)
{
    struct choice keys[sizeof moments_keys / sizeof *moments_keys];
    memcpy(keys, moments_keys, sizeof keys);
    if (view->moments.returns)
        keys[2].label = "return";
    ADD(keys);
}

static void add_life(struct items *items, int x, int end, const struct view *view)
{
    struct choice keys[sizeof life_keys / sizeof *life_keys];
    memcpy(keys, life_keys, sizeof keys);
    if (view->life->of == LIFE_OF_BLOCK)
        keys[3].label = "the byte";
    ADD(keys);
}

static void add_race(struct items *items, int x, int end, const struct view *view)
{
    if (race_label(view->race, 0) != NULL)
        ADD(branch_race_keys);
    else
        ADD(race_keys);
}

/* The keys of what is open. */
static void add_opened(struct items *items, int x, int end, const struct view *view)
{
    switch (view_opened(view)) {
    case OPENED_RACE: add_race(items, x, end, view); return;
    case OPENED_SURVEY: ADD(survey_keys); return;
    case OPENED_NUMBERS: ADD(numbers_keys); return;
    case OPENED_MOMENTS: add_moments(items, x, end, view); return;
    case OPENED_WHY: add_why(items, x, end, view); return;
    case OPENED_QUESTION: add_asking(items, x, end, view); return;
    case OPENED_LIFE: add_life(items, x, end, view); return;
    case OPENED_WHATIF: ADD(whatif_keys); return;
    case OPENED_BRANCHES: ADD(branch_keys); return;
    case OPENED_BYTES: ADD(bytes_keys); return;
    case OPENED_NOTHING:
    case OPENED_COUNT: add_usual(items, x, end, view); return;
    }
}

/* Columns of help and quit, called so. */
static int last_cols(const char *help, const char *quit, enum glyphs glyphs)
{
    return item_cols(ACTION_HELP, help, glyphs) + 2 + item_cols(ACTION_QUIT, quit, glyphs);
}

static struct items items_of(struct rect at, const struct view *view, const char *left_out)
{
    static const char with_views[] = "help & views";
    struct choice quit = {ACTION_QUIT, view->listed ? "list" : action_row(ACTION_QUIT)->footer};
    struct choice help = {ACTION_HELP, action_row(ACTION_HELP)->footer};
    struct items items = {.glyphs = view->medium.glyphs};
    int x = at.x + 1, end = at.x + at.cols - 1; /* a margin on both sides */
    int first = first_cols(items.glyphs);
    if (view->medium.still)
        return items;
    if (view_opened(view) == OPENED_NOTHING && /* the help tells which there are */
        x + first + 2 + last_cols(with_views, quit.label, items.glyphs) <= end)
        help.label = with_views;
    int right = end - last_cols(help.label, quit.label, items.glyphs);
    if (left_out[0] != '\0')
        x += (text_width(left_out) < end - x ? text_width(left_out) : end - x) + 1;
    if (right < x) { /* no room for all: what was left out, and help */
        add(&items, &x, FRAME_COLS_MAX + 2, help);
        return items;
    }
    add_opened(&items, x, right - 2, view);
    add(&items, &right, end, help);
    add(&items, &right, end, quit);
    return items;
}

enum action footer_action(struct rect at, const struct view *view, const char *left_out, int x)
{
    struct items items = items_of(at, view, left_out);
    for (int i = 0; i < items.count && !view->command.open; i++)
        if (x >= items.list[i].x && x < items.list[i].x + items.list[i].cols)
            return items.list[i].action;
    return ACTION_NONE;
}

static void paint_keys(struct frame *frame, struct rect at, const struct view *view,
                       const char *left_out)
{
    struct items items = items_of(at, view, left_out);
    frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_FAINT, ROLE_PLAIN, left_out);
    for (int i = 0; i < items.count; i++) {
        const struct item *item = &items.list[i];
        char key[KEY_SIZE];
        int x = item->x + 1;
        x += frame_text(frame, item->x, at.y, KEY_SIZE, ROLE_KEY, ROLE_PLAIN,
                        action_key(item->action, items.glyphs, key));
        frame_text(frame, x, at.y, 16, ROLE_PLAIN, ROLE_PLAIN, item->label);
    }
}

/* ---- The line that is being typed ---- */

/* Where its text begins: after a colon, but for a search, which has its own sign. */
static int line_column(const struct command_line *command)
{
    return command->text[0] == '/' ? 0 : 1;
}

static void paint_command(struct frame *frame, struct rect at, const struct command_line *command)
{
    int begin = line_column(command);
    frame_fill(frame, at.x, at.y, begin, ':', ROLE_KEY, ROLE_PLAIN);
    char before[COMMAND_SIZE];
    snprintf(before, sizeof before, "%.*s", (int)command->cursor, command->text);
    int cursor = text_width(before), room = at.cols - 1 - begin;
    const char *text = command->text;
    while (cursor > room - 1 && *text != '\0') { /* the cursor stays in view */
        int width;
        text_next(&text, &width);
        cursor -= width;
    }
    int width = frame_text(frame, at.x + begin, at.y, room, ROLE_STRONG, ROLE_PLAIN, text);
    const struct cell *under = frame_look(frame, at.x + begin + cursor, at.y);
    uint32_t ch = cursor < width && under != NULL && under->ch != 0 ? under->ch : ' ';
    frame_put(frame, at.x + begin + cursor, at.y, ch, ROLE_CURSOR, ROLE_CURSOR);
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
    int caret = command->caret < 0 ? 0 : command->caret + line_column(command);
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
