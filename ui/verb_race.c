/* verb_race.c: `mems race`: a workload on several heaps at once, on the screen or
 * as a score. */
#include "character.h"
#include "entrants.h"
#include "interrupt.h"
#include "message.h"
#include "progress.h"
#include "race_report.h"
#include "seek.h"
#include "show.h"
#include "verb.h"
#include "verb_view.h"
#include "with_source.h"

#include <string.h>
#include <unistd.h>

static const char usage[] =
    "Usage: mems race FILE [OPTION]...\n"
    "Run a workload on two to four heaps at once, and show where they choose\n"
    "differently and what that comes to. FILE is a workload, '-' for standard input,\n"
    "or the name of a lesson. Where standard output is no terminal, the score is\n"
    "printed.\n"
    "\n"
    "  --policy LIST     some of first,next,best,worst\n"
    "  --page-size LIST  bytes in a page, as in 2048,4096\n"
    "  --align LIST      alignments, as in 1,16\n"
    "  --no-join         do not join HOLEs that lie side by side\n"
    "  --plain           print the score, also on a terminal\n"
    JSON_USAGE
    "  --at STEP         the score at a step, a share such as 50%, a chapter, what\n"
    "                    a search finds in the first heap (/mmap), or end; on the\n"
    "                    screen, begin there\n"
    THEME_USAGE
    COLORS_USAGE
    PROGRESS_USAGE
    LAST_USAGE
    "\n"
    "Every policy races with every page size and alignment; what is not listed is as\n"
    "the workload says. A single heap races against that of the workload; without any\n"
    "list that is best fit. In a race of policies an operation of the workload that\n"
    "sets one changes nothing.\n"
    "\n"
    "Exit status: 0; 2 when the workload could not be read or run.\n";

/* ---- The score ---- */

/* Runs all heaps to the end. false: a message was printed. */
static bool run_all(struct race *race, bool forced)
{
    uint32_t end = race_end(race);
    struct progress progress = progress_start("racing", end, forced);
    char step[NUMBER_SIZE], last[NUMBER_SIZE];
    bool good = true;

    interrupt_begin();
    while (good && race_step(race) < end && !interrupted()) {
        good = race_forward(race);
        if ((race_step(race) & 63) == 0)
            progress_show(&progress, race_step(race));
    }
    progress_end(&progress, race_step(race));
    if (interrupted() || !good)
        complain("%s after operation %s of %s", good ? "stopped" : "out of memory",
                 number_text(step, race_step(race)), number_text(last, end));
    if (interrupted())
        interrupt_die();
    interrupt_end();
    return good;
}

static bool go_to(struct race *race, const char *at)
{
    char why[512];
    uint32_t step;

    if (at == NULL)
        return true;
    race_seek(race, 0); /* a search begins at the start */
    if (*at == '/' ? !seek_search(race_timeline(race, 0), at, &step, why, sizeof why)
                   : !seek_find(race_timeline(race, 0), at, &step, why, sizeof why)) {
        complain("--at '%s': %s", at, why);
        return false;
    }
    return race_seek(race, step) == step;
}

static int print_score(struct source *source, const struct options *options,
                       const struct entrants *entrants)
{
    struct timeline *own = NULL;
    struct race *race = NULL;
    enum mems_error error = timeline_open(&own, source->ops, &entrants->list[0]);
    bool good = false;

    if (error == MEMS_OK)
        error = race_open(&race, own, entrants->list, entrants->count);
    if (error != MEMS_OK)
        complain("%s: %s", source->path, mems_error_text(error));
    else
        good = run_all(race, options->progress) && go_to(race, options->at);
    if (good && options->json)
        race_report_json(race, source->path, stdout);
    else if (good)
        race_report_text(race, source->title, show_glyphs(options), stdout);
    good = good && finish_stream(stdout, "standard output");
    race_close(race);
    timeline_close(own);
    return good ? STATUS_OK : STATUS_BAD;
}

/* ---- Which heaps ---- */

/* As one types it at ':'. */
static void write_heaps(const struct options *options, char *out, size_t size)
{
    snprintf(out, size, "race %s%s%s%s%s", options->policies != NULL ? options->policies : "",
             options->page_sizes != NULL ? " page " : "",
             options->page_sizes != NULL ? options->page_sizes : "",
             options->aligns != NULL ? " align " : "",
             options->aligns != NULL ? options->aligns : "");
}

static int race(struct source *source, const struct options *options)
{
    struct options shown = *options;
    struct entrants entrants;
    char command[COMMAND_SIZE], why[160];
    const char *at;

    write_heaps(options, command, sizeof command);
    shown.commands[shown.command_count++] = command;
    if (isatty(STDOUT_FILENO) && !options->plain && !options->json)
        return view_source(source, &shown);
    if (!source_finish(source, options->progress)) {
        source_complain(source, "nothing was run");
        return STATUS_BAD;
    }

    struct mems_options base = options_heap(options, ops_options_view(source->ops));

    if (entrants_read(command + sizeof "race", &base, &entrants, &at, why, sizeof why))
        return print_score(source, options, &entrants);
    complain("race: %s", why);
    return STATUS_BAD;
}

/* What one may look for: the heaps have no option of their own. */
static bool names_heaps(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--heap", 6) != 0)
            continue;
        complain("race: no option '%s'; heaps are listed as in --policy first,best, "
                 "--page-size 2048,4096 or --align 1,16", argv[i]);
        return true;
    }
    return false;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        {"policy", required_argument, NULL, OPTION_POLICIES},
        {"page-size", required_argument, NULL, OPTION_PAGE_SIZES},
        {"align", required_argument, NULL, OPTION_ALIGNS},
        {"no-join", no_argument, NULL, OPTION_NO_JOIN},
        {"plain", no_argument, NULL, OPTION_PLAIN},
        {"json", no_argument, NULL, OPTION_JSON},
        {"at", required_argument, NULL, OPTION_AT},
        LOOK_OPTIONS,
        {"progress", no_argument, NULL, OPTION_PROGRESS},
        LAST_OPTIONS
    };

    if (names_heaps(argc, argv))
        return STATUS_BAD;
    return with_source_begun(&verb_race, table, argc, argv, race);
}

const struct verb verb_race = {"race", "run a workload on several heaps, and compare", usage, run};
