/* verb_judge.c: `mems judge`: a student's six functions beside ours, on the screen or as
 * a report. */
#include "course.h"
#include "driven.h"
#include "judge.h"
#include "judge_report.h"
#include "judge_screen.h"
#include "message.h"
#include "options.h"
#include "progress.h"
#include "show.h"
#include "source.h"
#include "verb.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 2000 /* milliseconds for a call, where nothing is said */
#define SAID_LINES 12 /* of the compiler */

static const char usage[] =
    "Usage: mems judge SOURCE [WORKLOAD]... [OPTION]...\n"
    "Judge six functions of one's own, mems_init, mems_finish, mems_malloc, mems_free,\n"
    "mems_print_stats and mems_get: a header that holds them or a source, which is built\n"
    "with $CC or cc, or a shared object. They do exercises by topic, and the workloads\n"
    "that are given, in lock-step with this library. The first difference is shown at\n"
    "the very operation, with both layouts drawn; where standard output is no terminal\n"
    "all is printed.\n"
    "\n"
    "  --report          print the score and what differs, also on a terminal\n"
    JSON_USAGE
    "  --timeout SECONDS how long one call may take; 2 when it is not said\n"
    THEME_USAGE
    COLORS_USAGE
    PROGRESS_USAGE
    LAST_USAGE
    "\n"
    "The functions run in processes of their own, with limits on time, memory, files and\n"
    "what they print, and without other processes or a network. That is a limit and not\n"
    "a jail: they can read and change files as you can. Judge strangers' code as a user\n"
    "who has nothing to lose.\n"
    "\n"
    "Exit status: 0 when all is right; 1 when something differs; 2 when it could not be\n"
    "built or a workload could not be read.\n";

/* ---- Signals: noted, so that nothing is left lying about ---- */

static sigset_t former, watched;

static void hold_signals(void)
{
    sigemptyset(&watched);
    sigaddset(&watched, SIGINT);
    sigaddset(&watched, SIGTERM);
    sigaddset(&watched, SIGHUP);
    sigaddset(&watched, SIGPIPE);
    sigprocmask(SIG_BLOCK, &watched, &former);
}

static bool signalled(void)
{
    sigset_t pending;

    sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
           sigismember(&pending, SIGHUP) == 1;
}

/* Those that came do now what they always do. */
static void release_signals(void)
{
    sigprocmask(SIG_SETMASK, &former, NULL);
}

/* ---- The work ---- */

/* The first lines of what the compiler said. */
static void tell_said(char *said)
{
    char *line = said, *end;

    for (int i = 0; i < SAID_LINES && *line != '\0'; i++) {
        end = line + strcspn(line, "\n");
        if (*end != '\0')
            *end++ = '\0';
        fputs("    ", stderr);
        put_said(line);
        fputc('\n', stderr);
        line = end;
    }
}

static void run_all(struct judge *judge, bool forced)
{
    struct progress progress = progress_start("judging", judge->trial_count, forced);

    for (size_t i = 0; i < judge->trial_count && !judge->stopped; i++) {
        judge_run(judge, i);
        progress_show(&progress, i + 1);
    }
    progress_end(&progress, judge->trial_count);
}

static int tell(const struct judge *judge, const struct options *options)
{
    bool wrong = judge_next_wrong(judge, 0) < judge->trial_count;
    int status = wrong ? STATUS_EXPECTATION : STATUS_OK;

    if (options->json)
        judge_report_json(judge, stdout);
    else if (!wrong || options->plain || !isatty(STDOUT_FILENO))
        judge_report_text(judge, show_glyphs(options), stdout);
    else
        status = judge_screen(judge, options);
    return finish_stream(stdout, "standard output") ? status : STATUS_BAD;
}

static int judge_with(struct judge *judge, const struct options *options, const char *file,
                      struct source *sources, int count)
{
    char why[1024];
    bool good;

    if (!judge_open(judge, file, options->budget > 0 ? options->budget : PATIENCE, signalled, why,
                    sizeof why)) {
        build_close(&judge->build);
        complain("judge: %s", why);
        tell_said(judge->build.said);
        return STATUS_BAD;
    }
    good = judge_add_exercises(judge);
    for (int i = 0; i < count; i++)
        good = good && judge_add_workload(judge, sources[i].title, sources[i].ops);
    if (!good) {
        complain("out of memory");
        return STATUS_BAD;
    }
    run_all(judge, options->progress);
    if (judge->stopped) {
        complain("judge: stopped");
        return STATUS_BAD;
    }
    build_close(&judge->build); /* while a person looks, nothing lies about */
    release_signals(); /* the screen has its own way with them */
    return tell(judge, options);
}

static int judge_files(const struct options *options, char **files, int count)
{
    struct source *sources = calloc((size_t)count, sizeof *sources);
    struct judge *judge = calloc(1, sizeof *judge);
    int opened = 0, status = STATUS_BAD;
    bool good = sources != NULL && judge != NULL;

    if (!good)
        complain("out of memory");
    while (good && opened < count - 1) {
        good = source_open(&sources[opened], files[opened + 1], options->progress);
        opened += good;
    }
    if (good) {
        hold_signals();
        status = judge_with(judge, options, files[0], sources, count - 1);
        judge_close(judge);
        release_signals();
    }
    for (int i = 0; i < opened; i++)
        source_close(&sources[i]);
    free(sources);
    free(judge);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        {"report", no_argument, NULL, OPTION_PLAIN},
        {"json", no_argument, NULL, OPTION_JSON},
        {"timeout", required_argument, NULL, OPTION_BUDGET},
        LOOK_OPTIONS,
        {"progress", no_argument, NULL, OPTION_PROGRESS},
        LAST_OPTIONS
    };
    struct options options;
    enum options_result result;
    int first;

    if (argc == 3 && strcmp(argv[1], DRIVEN_WORD) == 0)
        driven_main(argv[2]);
    result = options_read_many(&options, &verb_judge, table, argc, argv, &first);
    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    if (first == argc) {
        complain("judge: nothing to judge is named: give a header, a source or a shared object, "
                 "as in 'mems judge mems.h'");
        return STATUS_BAD;
    }
    return judge_files(&options, argv + first, argc - first);
}

const struct verb verb_judge = {"judge", "judge one's own six functions", usage, run};
