/* line.c: the line at ":" as it is typed: editing, history, completion. What it
 * means is in command.c. */
#include "app_state.h"

#include <stdio.h>
#include <string.h>

/* ---- Editing ---- */

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

void line_remember(struct app *app, const char *text)
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

/* ---- Keys ---- */

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

unsigned command_offer(struct app *app, const char *text, size_t offered)
{
    unsigned reaction = command_open(app, text);
    app->view.command.offered = offered;
    return reaction;
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

unsigned line_key(struct app *app, uint32_t key)
{
    struct command_line *line = &app->view.command;
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
