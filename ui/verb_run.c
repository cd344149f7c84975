/* verb_run.c: `mems run`: the whole workload at once, without a screen. */
#include "character.h"
#include "interrupt.h"
#include "message.h"
#include "progress.h"
#include "report.h"
#include "verb.h"
#include "verify.h"
#include "with_source.h"

#include <inttypes.h>

#define CHAINS_MOST 10000 /* segments that are printed unasked */

static const char usage[] =
    "Usage: mems run FILE [OPTION]...\n"
    "Run a workload to its end and print what became of the memory: the heap's\n"
    "statistics, then totals in plain words. FILE is a workload, '-' for standard\n"
    "input, or the name of a lesson.\n"
    "\n"
    "  --totals          leave the statistics out: the totals alone\n"
    "  --chains          the statistics also when the chains have over 10,000 segments\n"
    "  --verify          check the heap as it runs, link by link, after each event or,\n"
    "                    where it is large, as often as that costs little\n"
    JSON_USAGE
    HEAP_USAGE
    PROGRESS_USAGE
    LAST_USAGE
    "\n"
    "Exit status: 0; 1 when an expectation of the workload failed, or --verify\n"
    "found the heap broken; 2 when it could not be read or run.\n";

static void print(void *user, const char *text, size_t size)
{
    fwrite(text, 1, size, user);
}

/* The chains of a large heap are megabytes that nobody reads. */
static void print_stats(const mems_heap *heap, const struct options *options)
{
    struct mems_totals totals = mems_heap_totals(heap);

    if (options->totals)
        return;
    if (totals.blocks + totals.holes <= CHAINS_MOST || options->chains)
        mems_heap_stats(heap, print, stdout);
    else
        printf("The chains have %" PRIu64 " segments in %" PRIu64 " nodes; --chains prints them.\n",
               totals.blocks + totals.holes, totals.nodes);
    fputc('\n', stdout);
}

/* With --verify: checks the heap after an event. false: it is broken. */
static bool check(struct verify *verify, struct timeline *timeline)
{
    bool last = timeline_step(timeline) == timeline_end(timeline);

    return verify == NULL ||
           (last ? verify_now(verify, timeline) : verify_event(verify, timeline));
}

/* Steps to the end and counts; `verify` may be NULL. false: a message was printed, or
 * the heap is broken. */
static bool run_all(struct timeline *timeline, struct report *report, struct verify *verify,
                    bool forced)
{
    uint32_t end = timeline_end(timeline);
    struct progress progress = progress_start("running", end, forced);
    bool good = report_add(report);
    char step[NUMBER_SIZE], last[NUMBER_SIZE];

    interrupt_begin();
    while (good && check(verify, timeline) && timeline_step(timeline) < end && !interrupted()) {
        good = timeline_forward(timeline) && report_add(report);
        if ((timeline_step(timeline) & 63) == 0)
            progress_show(&progress, timeline_step(timeline));
    }
    progress_end(&progress, timeline_step(timeline));
    if (interrupted() || !good)
        complain("%s after operation %s of %s", good ? "stopped" : "out of memory",
                 number_text(step, timeline_step(timeline)), number_text(last, end));
    if (interrupted())
        interrupt_die();
    interrupt_end();
    return good;
}

/* What --verify found, if it is something: where a failed expectation would be told. */
static int tell_broken(const struct source *source, const struct verify *verify)
{
    char what[400], number[NUMBER_SIZE];

    verify_text(&verify->flaw, what, sizeof what);
    complain("%s: after operation %s: %s", source->path, number_text(number, verify->step), what);
    return STATUS_EXPECTATION;
}

static void tell(const struct report *report, const struct verify *verify,
                 const struct options *options)
{
    char number[NUMBER_SIZE];

    if (options->json) {
        report_json(report, stdout);
        return;
    }
    print_stats(timeline_heap(report->timeline), options);
    report_text(report, stdout);
    if (options->verify)
        printf("  %-16s %14s  checks of the whole heap found no fault\n", "Verified",
               number_text(number, verify->checks));
}

static int run_source(struct source *source, const struct options *options)
{
    struct mems_options heap = options_heap(options, ops_options_view(source->ops));
    struct timeline *timeline;
    struct report report = {.file = source->path};
    struct verify verify = {0};
    enum mems_error error = timeline_open(&timeline, source->ops, &heap);
    int status = STATUS_BAD;

    if (error != MEMS_OK) {
        complain("%s: %s", source->path, mems_error_text(error));
        return STATUS_BAD;
    }
    report.timeline = timeline;
    timeline_keep(timeline, UINT32_MAX, 0); /* there is no way back from here */
    if (run_all(timeline, &report, options->verify ? &verify : NULL, options->progress)) {
        if (!verify.broken)
            tell(&report, &verify, options);
        status = report.summary.failed > 0 ? STATUS_EXPECTATION : STATUS_OK;
        if (!finish_stream(stdout, "standard output"))
            status = STATUS_BAD;
        report_failures(&report);
    }
    if (verify.broken)
        status = tell_broken(source, &verify);
    report_close(&report);
    timeline_close(timeline);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        HEAP_OPTIONS,
        {"totals", no_argument, NULL, OPTION_TOTALS},
        {"chains", no_argument, NULL, OPTION_CHAINS},
        {"json", no_argument, NULL, OPTION_JSON},
        {"progress", no_argument, NULL, OPTION_PROGRESS},
        VERIFY_OPTION,
        LAST_OPTIONS
    };

    return with_source(&verb_run, table, argc, argv, run_source);
}

const struct verb verb_run = {"run", "run a workload and print what became of the memory", usage,
                              run};
