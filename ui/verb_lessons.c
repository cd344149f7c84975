/* verb_lessons.c: `mems` alone: the lessons and examples that come with the
 * program, as a menu on a terminal and as a list elsewhere. */
#include "lessons.h"
#include "message.h"
#include "options.h"
#include "session.h"
#include "show.h"
#include "verb.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "Usage: mems [lessons] [OPTION]...\n"
    "List the lessons and examples; on a terminal, choose one and open it. A lesson\n"
    "is opened directly by its number or name: mems 2, mems splitting.\n"
    "\n"
    THEME_USAGE
    COLORS_USAGE
    "  --help            this text\n";

/* ---- As a list ---- */

static void print_lesson(const struct lesson *lesson)
{
    if (lesson->number > 0)
        printf("  %2d  ", lesson->number);
    else
        fputs("      ", stdout);
    put_padded(stdout, lesson->name, 18);
    put_safe(stdout, lesson->title);
    if (lesson->about[0] != '\0') {
        fputs(": ", stdout);
        put_safe(stdout, lesson->about);
    }
    fputc('\n', stdout);
}

static int print_list(const struct lessons *lessons)
{
    int last = -1;

    for (size_t i = 0; i < lessons->count; i++) {
        int example = lessons->list[i].number == 0;

        if (example != last)
            fputs(example ? "Examples:\n" : "Lessons:\n", stdout);
        last = example;
        print_lesson(&lessons->list[i]);
    }
    fputs(lessons->count > 0 ? "Open one by its number or name: mems 1, mems splitting; or a "
                               "workload of your own: mems FILE\n"
                               "Predict what happens in one: mems quiz splitting\n"
                             : "No lessons were found. Open a workload: mems FILE\n", stdout);
    return finish_stream(stdout, "standard output") ? STATUS_OK : STATUS_BAD;
}

/* ---- As a menu ---- */

/* Shows a workload that is read so far; what is left is read while it is shown. */
static enum session_end show_source(struct session *session, struct menu *menu,
                                    struct source *source, char *why, size_t size)
{
    struct options options = {.theme = menu->theme};
    enum mems_error error;
    struct app *app = show_begin(source, &options, session->frame.cols, session->frame.rows,
                                 &error);
    enum session_end end;

    if (app == NULL) {
        snprintf(why, size, "%s", mems_error_text(error));
        return SESSION_QUIT;
    }
    end = session_show(session, app);
    menu->theme = app_view(app)->theme;
    app_close(app);
    return end;
}

/* Shows one lesson until the person leaves it. What goes wrong is told in the
 * menu, since the screen is open. */
static enum session_end show_lesson(struct session *session, struct menu *menu, const char *path,
                                    char *why, size_t size)
{
    enum session_end end = SESSION_QUIT;
    struct source source;

    menu->message = why;
    why[0] = '\0';
    if (!source_begin(&source, path, why, size))
        return SESSION_QUIT;
    free(source.title);
    source.title = strdup(menu->entries[menu->chosen].title);
    if (source.title == NULL)
        snprintf(why, size, "out of memory");
    else if (source_go_on(&source, SHOW_AT_ONCE) != WORKLOAD_PROBLEMS)
        end = show_source(session, menu, &source, why, size);
    if (workload_state(source.workload) == WORKLOAD_PROBLEMS)
        source_problem(&source, why, size);
    source_close(&source);
    return end;
}

static int run_menu(struct session *session, const struct options *options,
                    const struct lessons *lessons, const struct menu_entry *entries)
{
    struct menu menu = {.entries = entries, .count = lessons->count, .theme = options->theme,
                        .message = ""};
    char why[512] = "";
    enum session_end end;

    while ((end = session_menu(session, &menu)) == SESSION_OPEN) {
        const struct lesson *lesson = &lessons->list[menu.chosen];

        if (show_lesson(session, &menu, lesson->path, why, sizeof why) == SESSION_OVER) {
            end = SESSION_OVER;
            break;
        }
    }
    return session_status(session, end);
}

static struct menu_entry *entries_of(const struct lessons *lessons)
{
    struct menu_entry *entries = calloc(lessons->count + 1, sizeof *entries);

    for (size_t i = 0; entries != NULL && i < lessons->count; i++) {
        const struct lesson *lesson = &lessons->list[i];

        entries[i] = (struct menu_entry){lesson->number, lesson->title, lesson->about};
    }
    return entries;
}

/* ---- The verb ---- */

static int show_lessons(const struct lessons *lessons, const struct options *options)
{
    FILE *keys = isatty(STDOUT_FILENO) ? show_keys() : NULL;
    struct session session;
    const char *why;
    int status;

    if (keys == NULL || !session_open(&session, options, keys, &why)) {
        status = print_list(lessons);
    } else {
        struct menu_entry *entries = entries_of(lessons);

        status = STATUS_BAD;
        if (entries != NULL)
            status = run_menu(&session, options, lessons, entries);
        session_close(&session);
        if (entries == NULL)
            complain("out of memory");
        free(entries);
    }
    if (keys != NULL && keys != stdin)
        fclose(keys);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {LOOK_OPTIONS, LAST_OPTIONS};
    struct options options;
    struct lessons lessons;
    enum options_result result = options_read(&options, &verb_lessons, table, argc, argv, NULL);
    int status;

    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    if (!lessons_open(&lessons)) {
        complain("out of memory");
        return STATUS_BAD;
    }
    status = show_lessons(&lessons, &options);
    lessons_close(&lessons);
    return status;
}

const struct verb verb_lessons = {"lessons", "list the lessons, and open one (mems alone)", usage,
                                  run};
