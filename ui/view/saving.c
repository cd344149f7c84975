/* saving.c: what is shown, or the branch that races, kept as a workload file, in
 * slices. The view has no files: it asks the program for one, which is there whole
 * at the end or not at all. Meanwhile nothing may change what is written. */
#include "app_state.h"
#include "clock.h"
#include "phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLICE_MS 20

void app_set_output(struct app *app, const struct app_output *output)
{
    app->saving.output = *output;
}

/* Ends it; the file gets its name if all is `good`. */
static bool end(struct app *app, bool good, char *why, size_t size)
{
    struct saving_job *saving = &app->saving;
    bool kept = saving->output.end(saving->file, good, why, size);
    free(saving->piece);
    saving->piece = NULL;
    saving->file = NULL;
    return kept;
}

bool saving_drop(struct app *app)
{
    char why[8];
    bool was_on = app->saving.file != NULL;
    if (was_on)
        end(app, false, why, sizeof why);
    return was_on;
}

/* Whether it is the branch of a race. */
static bool saves_raced(const struct app *app)
{
    return app->race != NULL && race_label(app->race, 1) != NULL;
}

/* That; else what is shown. */
static const struct timeline *saved(const struct app *app)
{
    return saves_raced(app)    ? race_timeline(app->race, 1)
           : app->race != NULL ? app->own
                               : app->timeline;
}

/* A comment that says whence it comes; a file's name may hold anything. */
static bool put_head(struct saving_job *saving, const struct app *app)
{
    const char *title = app->branching.of_file;
    bool branch = timeline_course(saved(app))->count > 0;
    size_t number = saves_raced(app) ? app->branching.raced : app->branches.here;
    char line[2 * PHRASE_SIZE], told[PHRASE_SIZE] = "";
    if (branch)
        branches_tell(&app->branches, saved(app), number, told, sizeof told);
    struct phrase say = phrase_in(line, sizeof line - 1);
    phrase_add(&say, "# ");
    phrase_name(&say, title, 100);
    phrase_add(&say, "%s%s", branch ? ": " : "", told);
    for (char *c = line; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = '?';
    strcat(line, "\n");
    return saving->output.put(saving->file, line, strlen(line));
}

/* What the original says of what came after the change is true of it alone. */
static void say_left_out(struct phrase *say, const struct writer *writer)
{
    static const struct { enum note_kind kind; const char *one, *many; } words[] = {
        {NOTE_SAY, "caption", "captions"}, {NOTE_ASK, "question", "questions"},
        {NOTE_EXPECT, "expectation", "expectations"}, {NOTE_SPEAKER, "note", "notes"},
    };
    bool any = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t count = writer->left_out[words[i].kind];
        if (count == 0)
            continue;
        phrase_add(say, any ? ", " : "; without ");
        phrase_count(say, count, words[i].one, words[i].many);
        any = true;
    }
    if (any) {
        phrase_add(say, " from step ");
        phrase_number(say, writer->left_out_from);
        phrase_add(say, " on");
    }
}

static unsigned finish(struct app *app, bool good)
{
    char why[200] = "", left_out[PHRASE_SIZE];
    const struct writer *writer = &app->saving.writer;
    uint32_t count = writer->step - 1 - writer->quiet;
    struct phrase say = phrase_in(left_out, sizeof left_out);
    say_left_out(&say, writer);
    if (end(app, good, why, sizeof why))
        app_say(app, false, "saved %u operation%s in %s%s", (unsigned)count,
                count == 1 ? "" : "s", app->saving.name, left_out);
    else
        app_say(app, true, "not saved: %s", why);
    return APP_DRAW;
}

unsigned saving_slice(struct app *app)
{
    struct saving_job *saving = &app->saving;
    int64_t until = clock_ms() + SLICE_MS;
    bool good = true;
    size_t length = 1;
    do {
        length = writer_next(&saving->writer, saving->piece, WRITER_PIECE);
        good = length == 0 || saving->output.put(saving->file, saving->piece, length);
    } while (good && length > 0 && clock_ms() < until);
    if (!good || length == 0)
        return finish(app, good);
    app_say(app, false, "saving: %d %%; Escape gives it up", saving_share(app) / 10);
    return APP_DRAW;
}

int saving_share(const struct app *app)
{
    uint32_t end = timeline_end(app->saving.writer.timeline);
    return end == 0 ? 0 : (int)((uint64_t)app->saving.writer.step * 1000 / ((uint64_t)end + 1));
}

bool saving_refuses(struct app *app, enum action action)
{
    if (app->saving.file == NULL || action == ACTION_UNSELECT || action == ACTION_QUIT ||
        action == ACTION_REDRAW)
        return false;
    app_say(app, true, "a workload is being saved; Escape gives it up");
    return true;
}

bool saving_begin(struct app *app, const char *name, bool replace, char *why, size_t size)
{
    struct saving_job *saving = &app->saving;
    const struct mems_options *options = saves_raced(app) ? race_options(app->race, 1)
                                                          : &app->options;
    snprintf(why, size, "here is no way to write a file");
    if (saving->output.begin == NULL)
        return false;
    snprintf(why, size, "out of memory");
    saving->piece = malloc(WRITER_PIECE);
    saving->file = saving->piece != NULL ? saving->output.begin(name, replace, why, size) : NULL;
    if (saving->file == NULL) {
        free(saving->piece);
        saving->piece = NULL;
        return false;
    }
    snprintf(saving->name, sizeof saving->name, "%s", name);
    saving->writer = writer_begin(saved(app), options);
    if (put_head(saving, app))
        saving_slice(app);
    else
        finish(app, false);
    return true;
}
