/* command.c: the line at ":": editing, history, and what a typed line means:
 * an action's word, or an operation, which forks when not at the end. */
#include "app_state.h"
#include "character.h"
#include "layout.h"
#include "seek.h"
#include "workload.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The line ---- */

static void line_set(struct command_line *line, const char *text)
{
    snprintf(line->text, sizeof line->text, "%s", text);
    line->length = strlen(line->text);
    line->cursor = line->length;
}

static void line_changed(struct command_line *line)
{
    line->error[0] = '\0';
    line->caret = -1;
    line->hint[0] = '\0';
}

static void line_cut(struct command_line *line, size_t from, size_t to)
{
    memmove(line->text + from, line->text + to, line->length - to + 1);
    line->length -= to - from;
    line->cursor = from;
}

static void line_insert(struct command_line *line, uint32_t ch)
{
    if (line->offered > 0) /* what was only offered gives way to what is typed */
        line_cut(line, line->offered, line->length);
    char bytes[4];
    size_t size = character_encode(ch, bytes);
    if (line->length + size >= sizeof line->text)
        return;
    memmove(line->text + line->cursor + size, line->text + line->cursor,
            line->length - line->cursor + 1);
    memcpy(line->text + line->cursor, bytes, size);
    line->length += size;
    line->cursor += size;
}

static size_t before_cursor(const struct command_line *line)
{
    size_t at = line->cursor;
    while (at > 0 && (line->text[--at] & 0xC0) == 0x80)
        continue;
    return at;
}

static size_t after_cursor(const struct command_line *line)
{
    size_t at = line->cursor;
    if (at < line->length)
        at++;
    while (at < line->length && (line->text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static size_t word_start(const struct command_line *line)
{
    size_t at = line->cursor;
    while (at > 0 && line->text[at - 1] == ' ')
        at--;
    while (at > 0 && line->text[at - 1] != ' ')
        at--;
    return at;
}

/* ---- History ---- */

static void remember(struct app *app, const char *text)
{
    if (text[0] == '\0')
        return;
    size_t last = (app->history_count + HISTORY_SIZE - 1) % HISTORY_SIZE;
    if (app->history_count == 0 || strcmp(app->history[last], text) != 0)
        snprintf(app->history[app->history_count++ % HISTORY_SIZE], COMMAND_SIZE, "%s", text);
}

static void recall(struct app *app, bool older)
{
    size_t oldest = app->history_count > HISTORY_SIZE ? app->history_count - HISTORY_SIZE : 0;
    if (older ? app->history_at == oldest : app->history_at == app->history_count)
        return;
    if (older && app->history_at == app->history_count)
        snprintf(app->kept, sizeof app->kept, "%s", app->view.command.text);
    app->history_at += older ? (size_t)-1 : 1;
    line_set(&app->view.command, app->history_at == app->history_count
                                     ? app->kept
                                     : app->history[app->history_at % HISTORY_SIZE]);
}

/* ---- What a line means ---- */

/* Nothing happened; the line stays open and says why. */
static unsigned refuse(struct app *app, const char *line, const char *at, const char *format,
                       const char *detail)
{
    struct command_line *command = &app->view.command;
    char before[COMMAND_SIZE];
    snprintf(command->error, sizeof command->error, format, detail);
    snprintf(before, sizeof before, "%.*s", (int)(at - line), line);
    command->caret = text_width(before);
    if (!command->open)
        app_say(app, true, "%s", command->error);
    return APP_DRAW;
}

static bool is_number(const char *text, uint64_t *value)
{
    char *end;
    errno = 0;
    if (*text < '0' || *text > '9')
        return false;
    unsigned long long n = strtoull(text, &end, 0);
    *value = n;
    return errno == 0 && *end == '\0';
}

static unsigned go_to(struct app *app, const char *line, const char *where)
{
    char why[160], name[COMMAND_SIZE];
    uint32_t step;
    if (strncmp(where, "goto ", 5) == 0) /* typed after g, which had written it */
        where += 5 + strspn(where + 5, " ");
    size_t length = strlen(where);
    while (length > 0 && where[length - 1] == ' ')
        length--;
    snprintf(name, sizeof name, "%.*s", (int)length, where);
    if (seek_find(app->timeline, name, &step, why, sizeof why))
        return app_go(app, step);
    return refuse(app, line, where, "%s", why);
}

static unsigned step_by(struct app *app, const char *line, const char *what, enum action action)
{
    uint64_t n;
    if (!is_number(what, &n) || n < 1 || n > OPS_MAX)
        return refuse(app, line, what, "expected how many steps, 1 or more", "");
    app->count = (uint32_t)n;
    unsigned reaction = app_do(app, action);
    app->count = 0;
    return reaction;
}

static unsigned step_forward(struct app *app, const char *line, const char *what)
{
    return step_by(app, line, what, ACTION_STEP);
}

static unsigned step_back(struct app *app, const char *line, const char *what)
{
    return step_by(app, line, what, ACTION_BACK);
}

static unsigned set_theme(struct app *app, const char *line, const char *name)
{
    if (!theme_find(name, &app->view.theme))
        return refuse(app, line, name, "themes are dark, light, safe-dark and safe-light", "");
    app_say(app, false, "theme %s", name);
    return APP_DRAW | APP_REDRAW_ALL;
}

static unsigned replay_under(struct app *app, const char *line, const char *name)
{
    for (int p = 0; p < MEMS_POLICIES; p++)
        if (strcmp(name, mems_policy_name((enum mems_policy)p)) == 0)
            return app_replay(app, (enum mems_policy)p);
    return refuse(app, line, name, "policies are first, next, best and worst", "");
}

static unsigned select_named(struct app *app, const char *line, const char *what)
{
    uint32_t id;
    uint64_t address;
    struct mems_segment segment;
    const char *digits = what[0] == '@' ? what + 1 : what;
    bool found = ops_find_name(app->ops, what, strlen(what), &id) &&
                 timeline_find(app->timeline, id, &address);
    if (!found)
        found = is_number(digits, &address);
    if (!found || !mems_segment_at(timeline_heap(app->timeline), address, &segment))
        return refuse(app, line, what, "no live block and no address of a node: %s", what);
    app_select(app, address);
    return APP_DRAW;
}

static unsigned set_zoom(struct app *app, const char *line, const char *what)
{
    char *end;
    long n = strtol(what, &end, 10);
    if (strcmp(what, "whole") == 0)
        n = ZOOM_WHOLE;
    else if (end == what || *end != '\0' || n < -32 || n > 32)
        return refuse(app, line, what,
                      "zoom takes a number from -32 to 32 (0: one page a row), or whole", "");
    app->view.zoom = (int)n;
    return APP_DRAW;
}

static unsigned set_rate(struct app *app, const char *line, const char *what)
{
    uint64_t n;
    if (!is_number(what, &n) || n < 1 || n > 65536)
        return refuse(app, line, what, "play takes steps a second, from 1 to 65536", "");
    app->view.rate = (unsigned)n;
    app->view.playing = true;
    return APP_DRAW;
}

/* Actions whose word takes something after it. */
static const struct {
    enum action action;
    unsigned (*run)(struct app *app, const char *line, const char *argument);
} with_argument[] = {
    {ACTION_GOTO, go_to},        {ACTION_THEME, set_theme},
    {ACTION_REPLAY, replay_under}, {ACTION_SELECT_NEXT, select_named},
    {ACTION_ZOOM_PAGE, set_zoom}, {ACTION_PLAY, set_rate},
    {ACTION_STEP, step_forward}, {ACTION_BACK, step_back},
};

static bool is_operation(const char *word)
{
    for (size_t i = 0; workload_words[i] != NULL; i++)
        if (strcmp(workload_words[i], word) == 0)
            return true;
    return false;
}

static unsigned run_operation(struct app *app, const char *line)
{
    struct problems problems = {0};
    if (!workload_read_line(app->ops, line, &problems)) {
        const struct problem *problem = &problems.list[0];
        size_t column = problem->column > 0 ? problem->column - 1 : 0;
        char text[330];
        snprintf(text, sizeof text, problem->expected[0] != '\0' ? "%s; expected %s" : "%s%s",
                 problem->what, problem->expected);
        size_t length = strlen(line);
        return refuse(app, line, line + (column < length ? column : length), "%s", text);
    }
    replay_drop(app);
    bool fork = timeline_step(app->timeline) < timeline_end(app->timeline);
    if (!timeline_edit(app->timeline, (uint32_t)ops_count(app->ops) - 1)) {
        app_say(app, true, "out of memory: nothing was done");
        return APP_DRAW;
    }
    unsigned reaction = app_go(app, timeline_step(app->timeline));
    if (fork && app->view.message[0] == '\0')
        app_say(app, false, "a new future from here on; u returns to the old one");
    return reaction;
}

unsigned app_command(struct app *app, const char *line)
{
    while (*line == ' ')
        line++;
    char word[COMMAND_SIZE];
    size_t length = strcspn(line, " ");
    if (length >= sizeof word)
        return refuse(app, line, line, "this word is too long", "");
    memcpy(word, line, length);
    word[length] = '\0';
    const char *argument = line + length + strspn(line + length, " ");
    uint64_t step;
    if (length == 0)
        return APP_DRAW;
    if (is_number(word, &step))
        return go_to(app, line, line);
    if (is_operation(word) && *argument != '\0')
        return run_operation(app, line);
    enum action action = action_of_word(word);
    if (action == ACTION_NONE)
        return refuse(app, line, line, "no command or operation is called %s; Tab lists them",
                      word);
    if (*argument == '\0')
        return app_do(app, action);
    for (size_t i = 0; i < sizeof with_argument / sizeof *with_argument; i++)
        if (with_argument[i].action == action)
            return with_argument[i].run(app, line, argument);
    return refuse(app, line, argument, "%s takes nothing after it", action_row(action)->word);
}

/* ---- Keys ---- */

unsigned command_offer(struct app *app, const char *text, size_t offered)
{
    unsigned reaction = command_open(app, text);
    app->view.command.offered = offered;
    return reaction;
}

unsigned command_open(struct app *app, const char *text)
{
    struct command_line *command = &app->view.command;
    *command = (struct command_line){.open = true, .caret = -1};
    line_set(command, text);
    app->history_at = app->history_count;
    app->view.playing = false;
    complete(app, command->text, sizeof command->text, command->hint, sizeof command->hint);
    line_set(command, text); /* the hint alone: nothing is completed unasked */
    return APP_DRAW;
}

static unsigned accept(struct app *app)
{
    struct command_line *command = &app->view.command;
    char line[COMMAND_SIZE];
    memcpy(line, command->text, sizeof line);
    remember(app, line);
    command->error[0] = '\0';
    unsigned reaction = app_command(app, line);
    /* an action may have opened the line anew; what is wrong leaves it open */
    if (command->error[0] == '\0' && strcmp(command->text, line) == 0)
        command->open = false;
    return reaction | APP_DRAW;
}

static void complete_word(struct app *app)
{
    struct command_line *command = &app->view.command;
    line_cut(command, command->cursor, command->length);
    line_changed(command);
    complete(app, command->text, sizeof command->text, command->hint, sizeof command->hint);
    command->length = strlen(command->text);
    command->cursor = command->length;
}

unsigned command_key(struct app *app, uint32_t key)
{
    struct command_line *line = &app->view.command;
    if (key == K_ENTER)
        return accept(app);
    if (key == K_TAB) {
        complete_word(app);
        return APP_DRAW;
    }
    line_changed(line);
    if (key == K_ESCAPE || (key == K_BACKSPACE && line->length == 0))
        line->open = false;
    else if (key == K_BACKSPACE && line->cursor > 0)
        line_cut(line, before_cursor(line), line->cursor);
    else if (key == K_DELETE && line->cursor < line->length)
        line_cut(line, line->cursor, after_cursor(line));
    else if (key == K_CONTROL('U'))
        line_cut(line, 0, line->cursor);
    else if (key == K_CONTROL('W'))
        line_cut(line, word_start(line), line->cursor);
    else if (key == K_CONTROL('K'))
        line_cut(line, line->cursor, line->length);
    else if (key == K_LEFT)
        line->cursor = before_cursor(line);
    else if (key == K_RIGHT)
        line->cursor = after_cursor(line);
    else if (key == K_HOME || key == K_CONTROL('A'))
        line->cursor = 0;
    else if (key == K_END || key == K_CONTROL('E'))
        line->cursor = line->length;
    else if (key == K_UP || key == K_DOWN)
        recall(app, key == K_UP);
    else if (key >= ' ' && key < K_SPECIAL)
        line_insert(line, key);
    line->offered = 0;
    return APP_DRAW;
}
