/* verb_quiz.c: `mems quiz`: predict what the heap will do, on the screen or line by
 * line, and keep what was answered. */
#include "interrupt.h"
#include "learning.h"
#include "message.h"
#include "output.h"
#include "papers.h"
#include "progress.h"
#include "quiz_lines.h"
#include "session.h"
#include "show.h"
#include "transcript.h"
#include "verb.h"
#include "with_source.h"

#include <string.h>
#include <unistd.h>

static const char usage[] =
    "Usage: mems quiz FILE [OPTION]...\n"
    "       mems quiz [FILE] --paper N [OPTION]...\n"
    "       mems quiz [FILE] --grade ANSWERS [OPTION]...\n"
    "Ask what the heap will do next: where a malloc lands, what a free joins, where a\n"
    "virtual address lies physically; and say what each answer would have been right\n"
    "for. FILE is a workload, '-' for standard input, or the name of a lesson. Where\n"
    "there is no terminal, questions are printed and answers are read as lines.\n"
    "\n"
    "For a class, print papers that differ, and their keys; and grade what was answered\n"
    "to them. Without FILE each paper has a small workload of its own.\n"
    "\n"
    "  --questions N     so many at most, 1 to 1000 (10)\n"
    "  --seed S          other questions of the same file: a number (1)\n"
    "  --line            line by line, also on a terminal\n"
    "  --paper N         print N papers as text, and their keys behind them\n"
    "  --grade ANSWERS   grade the answers in this file, or - for standard input; the\n"
    "                    file, seed, number of questions and heap have to be those of\n"
    "                    the papers, as their keys say\n"
    "  -o, --output OUT  write papers or grades to this file; with a %d in its name a\n"
    "                    file for each paper, and one for the keys\n"
    "  --transcript OUT  write what was asked and answered to this file, as text, or\n"
    "                    when it ends in .json as JSON; - is standard output\n"
    "  --json            the transcript as JSON, whatever its name; without one, to\n"
    "                    standard output, and the questions to standard error; and\n"
    "                    grades as JSON\n"
    THEME_USAGE
    COLORS_USAGE
    PROGRESS_USAGE
    HEAP_USAGE
    LAST_USAGE
    "\n"
    "Questions that the workload asks (? in mems-workload(5)) come first. The same\n"
    "file, heap and seed give the same questions and the same papers.\n"
    "\n"
    "Answers in a file are lines: paper 3-5f3a, as on the paper; name Ada; and for each\n"
    "question its number and the answer, as in 1 2000, 2 node or 3 both.\n"
    "\n"
    "Exit status: 0, whatever was answered; 2 when the workload or the answers could not\n"
    "be read or run, or what comes of them not be written.\n";

/* ---- Choosing ---- */

/* One candidate more; false: that was all. */
typedef bool chooser(void *user, struct quiz *quiz);

static bool choose_by_app(void *user, struct quiz *quiz)
{
    return app_choose(user, quiz);
}

static bool choose_by_timeline(void *user, struct quiz *quiz)
{
    return quiz_choose(quiz, user);
}

/* false: a message was printed. */
static bool choose(struct quiz *quiz, const struct timeline *timeline,
                   const struct options *options, const char *path, chooser *next, void *user)
{
    struct progress progress;

    if (!quiz_open(quiz, timeline, options->seed_set ? options->seed : 1,
                   options->questions > 0 ? options->questions : QUIZ_USUAL, QUIZ_BEST)) {
        complain("out of memory");
        return false;
    }
    progress = progress_start("choosing questions", quiz->pool_count, options->progress);
    interrupt_begin();
    while (next(user, quiz) && !interrupted())
        progress_show(&progress, quiz->seen);
    progress_end(&progress, quiz->seen);
    if (interrupted())
        interrupt_die();
    interrupt_end();
    if (quiz->count == 0)
        complain("%s: nothing to ask: no operation places or frees a block", path);
    return quiz->count > 0;
}

/* ---- Keeping ---- */

static bool is_json(const struct options *options)
{
    return options->json || output_is_json(options->transcript);
}

/* Whether nothing but the transcript may be on standard output. */
static bool keeps_quiet(const struct options *options)
{
    return is_json(options) && (options->transcript == NULL
                                || strcmp(options->transcript, "-") == 0);
}

static int keep(const struct quiz *quiz, const struct timeline *timeline,
                const struct options *options, const char *path)
{
    struct transcript transcript = {quiz, timeline, path};
    struct output output;

    if (options->transcript == NULL && !options->json)
        return finish_stream(stdout, "standard output") ? STATUS_OK : STATUS_BAD;
    if (!output_open(&output, options->transcript))
        return STATUS_BAD;
    if (is_json(options))
        transcript_json(&transcript, output.stream);
    else
        transcript_text(&transcript, show_glyphs_in(options, &output), output.stream);
    return output_close(&output, true) ? STATUS_OK : STATUS_BAD;
}

/* ---- Line by line ---- */

static int by_lines(const struct source *source, const struct options *options, FILE *in)
{
    struct mems_options heap = options_heap(options, ops_options_view(source->ops));
    struct timeline *timeline = NULL;
    struct quiz quiz = {0};
    enum mems_error error = timeline_open(&timeline, source->ops, &heap);
    int status = STATUS_BAD;

    if (error != MEMS_OK) {
        complain("%s: %s", source->path, mems_error_text(error));
    } else if (learn_all(timeline, options->progress, source->path)
               && choose(&quiz, timeline, options, source->path, choose_by_timeline, timeline)) {
        quiz_lines(&quiz, timeline, show_glyphs(options), in,
                   keeps_quiet(options) ? stderr : stdout, !isatty(fileno(in)));
        status = keep(&quiz, timeline, options, source->path);
    }
    quiz_close(&quiz);
    timeline_close(timeline);
    return status;
}

/* ---- On the screen ---- */

static int by_screen(struct source *source, const struct options *options, FILE *keys)
{
    struct session session;
    struct quiz quiz = {0};
    const char *why;
    struct app *app;
    int cols, rows, status = STATUS_BAD;

    show_size(options, stdout, &cols, &rows);
    app = show_open(source, options, "0", cols, rows);
    if (app != NULL && choose(&quiz, app_view(app)->timeline, options, source->path,
                              choose_by_app, app)) {
        if (session_open(&session, options, keys, &why)) {
            app_quiz(app, &quiz);
            status = session_status(&session, session_show(&session, app));
            session_close(&session);
            if (!keeps_quiet(options))
                printf("%u of %u right; the longest streak: %u\n", quiz.points.right,
                       quiz.points.answered, quiz.points.best);
            if (keep(&quiz, app_view(app)->timeline, options, source->path) != STATUS_OK)
                status = STATUS_BAD;
        } else {
            status = by_lines(source, options, keys);
        }
    }
    app_close(app);
    quiz_close(&quiz);
    return status;
}

static int quiz(struct source *source, const struct options *options)
{
    bool screen = isatty(STDOUT_FILENO) && !options->line
                  && (isatty(STDIN_FILENO) || source->from_stdin);
    FILE *keys = screen || source->from_stdin ? show_keys() : stdin;
    int status = STATUS_BAD;

    if (keys == NULL)
        complain("quiz: standard input is the workload, and there is no terminal to answer from");
    else
        status = screen ? by_screen(source, options, keys) : by_lines(source, options, keys);
    if (keys != NULL && keys != stdin)
        fclose(keys);
    return status;
}

/* NULL: these options go together, and with the workload, if there is one; else why not. */
static const char *clash(const struct options *options, const char *file)
{
    bool papers = options->papers > 0, grade = options->grade != NULL;

    if (papers && grade)
        return "--paper prints papers and --grade grades answers; say one of them";
    if ((papers || grade) && (options->line || options->transcript != NULL))
        return "--line and --transcript are of a quiz that is answered here, not of papers";
    if (grade && strcmp(options->grade, "-") == 0 && file != NULL && strcmp(file, "-") == 0)
        return "standard input is the workload, and cannot be the answers, too";
    if (grade && output_place(options->output) != NULL)
        return "grades are one file; a %d in the name is for papers";
    if (papers && options->json)
        return "papers are text; --json is for a quiz and for --grade";
    if (options->output != NULL && !papers && !grade)
        return "--output is for --paper and --grade; a quiz has --transcript";
    return NULL;
}

static int papers(struct source *source, const struct options *options)
{
    return options->grade != NULL ? papers_grade(source, options) : papers_print(source, options);
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        HEAP_OPTIONS,
        {"questions", required_argument, NULL, OPTION_QUESTIONS},
        {"seed", required_argument, NULL, OPTION_SEED},
        {"line", no_argument, NULL, OPTION_LINE},
        {"paper", required_argument, NULL, OPTION_PAPER},
        {"grade", required_argument, NULL, OPTION_GRADE},
        {"output", required_argument, NULL, OPTION_OUTPUT},
        {"transcript", required_argument, NULL, OPTION_TRANSCRIPT},
        {"json", no_argument, NULL, OPTION_JSON},
        LOOK_OPTIONS,
        {"progress", no_argument, NULL, OPTION_PROGRESS},
        LAST_OPTIONS
    };
    struct options options;
    int first;
    enum options_result result = options_read_many(&options, &verb_quiz, table, argc, argv, &first);
    bool for_class = options.papers > 0 || options.grade != NULL;
    const char *why;

    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    why = clash(&options, first < argc ? argv[first] : NULL);
    if (why != NULL) {
        complain("quiz: %s; see 'mems help quiz'", why);
        return STATUS_BAD;
    }
    if (for_class && first == argc)
        return papers(NULL, &options);
    return with_source(&verb_quiz, table, argc, argv, for_class ? papers : quiz);
}

const struct verb verb_quiz = {"quiz", "predict what the heap will do, and be told", usage, run};
