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
    "How far you came and what you answered is remembered in $XDG_STATE_HOME/mems\n"
    "or ~/.local/state/mems; set MEMS_STATE=off, and it is not.\n"
    "\n"
    THEME_USAGE
    COLORS_USAGE
    "  --help            this text\n";

/* ---- What is known of them ---- */

/* The lessons, how long each is, and what was seen of it. */
struct curriculum {
    struct lessons lessons;
    struct seen seen;
    struct menu_entry *entries; /* as many as lessons */
};

/* What was seen of a lesson that has changed since is not of this one. */
static void mark_seen(const struct curriculum *course, size_t index)
{
    struct menu_entry *entry = &course->entries[index];
    const struct seen_lesson *seen = seen_of(&course->seen, course->lessons.list[index].name);

    if (seen == NULL)
        return;
    entry->step = seen->steps == entry->steps ? seen->step : 0;
    entry->right = seen->questions == entry->questions ? seen->right : 0;
}

static struct menu_entry entry_of(const struct lesson *lesson)
{
    struct extent extent = extent_of_file(lesson->path);

    return (struct menu_entry){.number = lesson->number, .title = lesson->title,
                               .about = lesson->about, .minutes = extent.minutes,
                               .steps = extent.steps, .questions = extent.questions};
}

static void close_curriculum(struct curriculum *course)
{
    free(course->entries);
    seen_close(&course->seen);
    lessons_close(&course->lessons);
}

/* false: no memory. */
static bool open_curriculum(struct curriculum *course)
{
    const struct lessons *lessons = &course->lessons;

    *course = (struct curriculum){0};
    if (!lessons_open(&course->lessons))
        return false;
    course->entries = calloc(lessons->count + 1, sizeof *course->entries);
    if (course->entries == NULL || !seen_open(&course->seen)) {
        close_curriculum(course);
        return false;
    }
    for (size_t i = 0; i < lessons->count; i++) {
        course->entries[i] = entry_of(&lessons->list[i]);
        mark_seen(course, i);
    }
    return true;
}

/* ---- As a list ---- */

static void print_lesson(const struct lesson *lesson, const struct menu_entry *entry)
{
    if (lesson->number > 0)
        printf("  %2d  ", lesson->number);
    else
        fputs("      ", stdout);
    put_padded(stdout, lesson->name, 16);
    if (entry->minutes > 0)
        printf("%3u min  ", entry->minutes);
    else
        fputs("         ", stdout);
    put_safe(stdout, lesson->title);
    if (lesson->about[0] != '\0') {
        fputs(": ", stdout);
        put_safe(stdout, lesson->about);
    }
    if (entry->step > 0 && entry->step >= entry->steps)
        fputs(" (done)", stdout);
    else if (entry->step > 0)
        printf(" (seen to step %u of %u)", (unsigned)entry->step, (unsigned)entry->steps);
    fputc('\n', stdout);
}

static int print_list(const struct curriculum *course)
{
    const struct lessons *lessons = &course->lessons;
    int last = -1;

    for (size_t i = 0; i < lessons->count; i++) {
        int example = lessons->list[i].number == 0;

        if (example != last)
            fputs(example ? "Examples:\n" : "Lessons:\n", stdout);
        last = example;
        print_lesson(&lessons->list[i], &course->entries[i]);
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
    app_listed(app);
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

/* Keeps what was seen, and shows it from now on; who came to the end of a lesson is offered
 * the next. Why it is not kept is told in the menu. */
static void remember(struct curriculum *course, const struct witness *witness, struct menu *menu,
                     char *why, size_t size)
{
    size_t index = menu->chosen;
    const struct menu_entry *entry = &course->entries[index];
    struct extent extent = {entry->steps, entry->questions, entry->minutes};
    const char *not_kept = witness_keep(witness, &course->seen,
                                        course->lessons.list[index].name, extent);

    if (not_kept != NULL && why[0] == '\0')
        snprintf(why, size, "what you saw is not remembered: %s", not_kept);
    mark_seen(course, index);
    if (entry->steps > 0 && witness->step >= entry->steps)
        menu_go_on(menu);
}

static int run_menu(struct session *session, const struct options *options,
                    struct curriculum *course)
{
    struct menu menu = {.entries = course->entries, .count = course->lessons.count,
                        .theme = options->theme, .message = ""};
    char why[512] = "";
    enum session_end end;

    menu_begin(&menu);
    while ((end = session_menu(session, &menu)) == SESSION_OPEN) {
        struct witness witness = {0};

        session->witness = &witness;
        end = show_lesson(session, &menu, course->lessons.list[menu.chosen].path, why,
                          sizeof why);
        remember(course, &witness, &menu, why, sizeof why);
        if (end == SESSION_OVER)
            break;
    }
    return session_status(session, end);
}

/* ---- The verb ---- */

static int show_lessons(struct curriculum *course, const struct options *options)
{
    FILE *keys = isatty(STDOUT_FILENO) ? show_keys() : NULL;
    struct session session;
    const char *why;
    int status;

    if (keys == NULL || !session_open(&session, options, keys, &why)) {
        status = print_list(course);
    } else {
        status = run_menu(&session, options, course);
        session_close(&session);
    }
    if (keys != NULL && keys != stdin)
        fclose(keys);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {LOOK_OPTIONS, LAST_OPTIONS};
    struct options options;
    struct curriculum course;
    enum options_result result = options_read(&options, &verb_lessons, table, argc, argv, NULL);
    int status;

    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    if (!open_curriculum(&course)) {
        complain("out of memory");
        return STATUS_BAD;
    }
    status = show_lessons(&course, &options);
    close_curriculum(&course);
    return status;
}

const struct verb verb_lessons = {"lessons", "list the lessons, and open one (mems alone)", usage,
                                  run};
