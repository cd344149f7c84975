/* verb_bench.c: `mems bench`: workloads through this heap and through others,
 * and what each costs. */
#include "ask.h"
#include "bench.h"
#include "child.h"
#include "choose.h"
#include "message.h"
#include "options.h"
#include "print.h"
#include "progress.h"
#include "source.h"
#include "verb.h"

#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "Usage: mems bench [FILE]... [OPTION]...\n"
    "Replay workloads through this heap, by every policy, and through the C library's\n"
    "malloc, other allocators that are installed, and the naive walk; print what an\n"
    "operation costs. Without FILE, workloads that come with the program. Ctrl-C\n"
    "prints what there is so far.\n"
    "\n"
    "  --policy LIST     some of first,next,best,worst (all)\n"
    "  --against LIST    other allocators: some of jemalloc, mimalloc, tcmalloc,\n"
    "                    snmalloc, rpmalloc, hoard, tbbmalloc, scudo, naive, and\n"
    "                    paths of shared libraries; or none (all that are installed)\n"
    "  --rounds N        measure N times; medians are shown (5)\n"
    "  --budget SECONDS  cut a pass that takes longer (5)\n"
    "  --quick           one round (expect noise), first fit, smaller workloads, a\n"
    "                    budget of 1 s; with --plot, up to 100,000 blocks\n"
    "  --plot            plot cost against live blocks, from 100 to a million, by\n"
    "                    every policy, with the naive walk beside it\n"
    NODES_USAGE("bytes in a page of this heap")
    JSON_USAGE
    PROGRESS_USAGE
    LAST_USAGE
    "\n"
    "Rows: first: this heap by first fit; first ahead: with its memory taken before;\n"
    "naive first: plain lists, walked; empty loop: reading the workload alone.\n"
    "Cold: the first pass of a process; warm: later ones. Touched: blocks written.\n"
    "Churn changes blocks at random, queue the oldest first. More: man mems,\n"
    "\"Reading what bench prints\".\n"
    "\n"
    "Exit status: 0; 2 when a workload could not be read or nothing could be run.\n";

/* The title without its endings: "perl" of "perl.rep.xz". */
static void name_of(const struct source *source, char *name, size_t size)
{
    static const char *const endings[] = {".gz", ".xz", ".zst", ".rep", ".mems"};
    size_t length;

    snprintf(name, size, "%s", source->title);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        length = strlen(name);
        if (length > strlen(endings[i]) &&
            strcmp(name + length - strlen(endings[i]), endings[i]) == 0)
            name[length - strlen(endings[i])] = '\0';
    }
}

static bool add_file(struct bench *bench, const char *file, const struct options *options)
{
    struct source source;
    struct tape *tape;
    char name[64];
    enum tape_result result = TAPE_NO_MEMORY;
    struct mems_options heap;

    if (bench->tape_count == BENCH_TAPES) {
        complain("bench: at most %d workloads at a time, and '%s' is one more", BENCH_TAPES, file);
        return false;
    }
    if (!source_open(&source, file, options->progress))
        return false;
    tape = &bench->tapes[bench->tape_count++];
    name_of(&source, name, sizeof name);
    if (tape_open(tape, name))
        result = tape_ops(tape, source.ops);
    heap = options_heap(options, ops_options_view(source.ops));
    tape_set_options(tape, &heap);
    if (result == TAPE_TOO_LARGE)
        complain("%s: a block is larger than 128 GiB", source.path);
    else if (result == TAPE_NO_MEMORY)
        complain("%s: out of memory", source.path);
    else if (tape->head.count == 0)
        complain("%s: there is no malloc in it", source.path);
    source_close(&source);
    return result == TAPE_GOOD && tape->head.count > 0;
}

static void show(void *user, unsigned done, const char *what)
{
    struct progress *progress = user;

    progress->detail = what;
    progress_show(progress, done);
    progress->detail = NULL;
}

static bool run_bench(struct bench *bench, const char *what, const struct options *options)
{
    struct progress progress = progress_start(what, bench_work(bench), options->progress);
    char why[128];
    bool good = bench_run(bench, show, &progress, why, sizeof why);

    progress_end(&progress, progress.total);
    if (!good)
        complain("bench: %s", why);
    return good;
}

static void print(const struct bench *bench, const struct bench *plot,
                  const struct options *options)
{
    if (options->json) {
        bench_print_json(bench, plot, stdout);
        return;
    }
    if (bench->contestant_count > 0) {
        bench_print_tables(bench, stdout);
        putchar('\n');
        bench_print_remarks(bench, stdout);
        bench_print_headline(bench, stdout);
    }
    if (plot != NULL && !bench->interrupted) {
        if (bench->contestant_count > 0)
            putchar('\n');
        bench_print_plot(plot, stdout);
    }
    bench_print_stopped(plot != NULL && !bench->interrupted ? plot : bench, stdout);
}

static bool prepare(struct bench *bench, struct bench *plot, const struct options *options,
                    char **files, int count)
{
    struct choice choice = {.policies = options->policies != NULL
                                            ? choose_policies(options->policies) : 0,
                            .against = options->against, .quick = options->quick,
                            .rounds = options->rounds, .budget = options->budget};
    bool good = true;

    for (int i = 0; i < count; i++)
        if (!add_file(bench, files[i], options))
            return false;
    if (count == 0 && !options->plot)
        good = choose_tapes(bench, &choice);
    if (bench->tape_count > 0)
        good = good && choose_all(bench, &choice);
    if (options->plot)
        good = good && choose_plot(plot, &choice);
    if (!good)
        complain("bench: out of memory, or too many names after --against");
    return good;
}

static int measure(struct bench *bench, struct bench *plot, const struct options *options,
                   char **files, int count)
{
    bool good = prepare(bench, plot, options, files, count);
    int status = STATUS_BAD;

    if (!good)
        return STATUS_BAD;
    bench_hold_signals();
    if (bench->contestant_count > 0)
        good = run_bench(bench, "measuring", options);
    if (good && options->plot && !bench->interrupted)
        good = run_bench(plot, "plotting", options);
    else if (options->plot)
        plot->interrupted = bench->interrupted;
    if (good) {
        print(bench, options->plot ? plot : NULL, options);
        status = finish_stream(stdout, "standard output") ? STATUS_OK : STATUS_BAD;
    }
    bench_release_signals();
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        {"policy", required_argument, NULL, OPTION_POLICIES},
        {"against", required_argument, NULL, OPTION_AGAINST},
        {"rounds", required_argument, NULL, OPTION_ROUNDS},
        {"budget", required_argument, NULL, OPTION_BUDGET},
        {"quick", no_argument, NULL, OPTION_QUICK},
        {"plot", no_argument, NULL, OPTION_PLOT},
        {"page-size", required_argument, NULL, OPTION_PAGE_SIZE},
        {"align", required_argument, NULL, OPTION_ALIGN},
        {"no-join", no_argument, NULL, OPTION_NO_JOIN},
        {"json", no_argument, NULL, OPTION_JSON},
        {"progress", no_argument, NULL, OPTION_PROGRESS},
        LAST_OPTIONS
    };
    struct options options;
    struct bench *benches;
    enum options_result result;
    int first, status = STATUS_BAD;

    if (argc == 2 && strcmp(argv[1], CHILD_WORD) == 0)
        child_main();
    result = options_read_many(&options, &verb_bench, table, argc, argv, &first);
    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    benches = calloc(2, sizeof *benches); /* the tables', and the plot's */
    if (benches == NULL) {
        complain("bench: out of memory");
        return STATUS_BAD;
    }
    status = measure(&benches[0], &benches[1], &options, argv + first, argc - first);
    bench_close(&benches[0]);
    bench_close(&benches[1]);
    free(benches);
    return status;
}

const struct verb verb_bench = {"bench", "measure this heap and others on workloads", usage, run};
