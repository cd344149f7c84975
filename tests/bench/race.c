/* race.c: what a race costs on a recording: to learn it, to go to any step, to
 * step, and how much memory it takes. Not part of make check.
 *
 *   race FILE [HEAPS [SEEKS]]
 *
 * The heaps are by first, best, next and worst fit. */
#include "race.h"
#include "scene.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static const enum mems_policy policies[RACE_MOST] = {MEMS_FIRST_FIT, MEMS_BEST_FIT, MEMS_NEXT_FIT,
                                                     MEMS_WORST_FIT};

static void learn(struct race *race)
{
    double start = scene_clock();
    size_t states = 0, steps = 0;
    struct rusage usage;

    race_seek(race, race_end(race));
    getrusage(RUSAGE_SELF, &usage);
    for (int i = 0; i < race_count(race); i++) {
        struct timeline_bytes bytes = timeline_bytes(race_timeline(race, i));

        states += bytes.states;
        steps += bytes.steps;
    }
    printf("%d heaps learnt in %.2f s; %" PRIu32 " of %" PRIu32 " steps differ; %zu MB of "
           "decisions, %zu of states, %zu of the race; resident %ld MB\n", race_count(race),
           scene_clock() - start, race_differences(race), race_known(race), steps / 1000000,
           states / 1000000, race_bytes(race) / 1000000, usage.ru_maxrss / 1000);
    for (int i = 0; i < race_count(race); i++) {
        struct tally tally = race_tally(race, i);
        const mems_heap *heap = timeline_heap(race_timeline(race, i));
        struct mems_totals totals = mems_heap_totals(heap);

        printf("  %-5s %8" PRIu64 " pages %10" PRIu64 " in holes, looked at %" PRIu64
               ", failures %" PRIu32 ", small %" PRIu32 "\n",
               mems_policy_name(mems_heap_options(heap).policy), totals.pages, totals.hole,
               tally.looked, tally.failures, tally.small);
    }
}

static void seek(struct race *race, size_t seeks)
{
    double *times = calloc(seeks, sizeof *times), start;

    if (times == NULL)
        exit(1);
    for (size_t i = 0; i < seeks; i++) {
        uint32_t step = (uint32_t)scene_random(race_end(race) + UINT64_C(1));

        start = scene_clock();
        race_seek(race, step);
        times[i] = (scene_clock() - start) * 1e3;
    }
    printf("seeks: p50 %.2f ms, p95 %.2f ms, most %.2f ms\n", scene_share(times, seeks, 0.5),
           scene_share(times, seeks, 0.95), scene_share(times, seeks, 1));
    start = scene_clock();
    for (int i = 0; i < 1000; i++)
        race_back(race);
    printf("a step back: %.2f us\n", (scene_clock() - start) * 1e3);
    free(times);
}

int main(int argc, char **argv)
{
    int heaps = argc > 2 ? atoi(argv[2]) : 2;
    size_t seeks = argc > 3 ? strtoul(argv[3], NULL, 10) : 200;
    struct mems_options options[RACE_MOST];
    struct timeline *own;
    struct ops *ops;
    struct race *race;

    if (argc < 2 || heaps < RACE_LEAST || heaps > RACE_MOST || seeks == 0) {
        fprintf(stderr, "usage: race FILE [HEAPS [SEEKS]]\n");
        return 2;
    }
    ops = scene_file(argv[1]);
    for (int i = 0; i < heaps; i++) {
        options[i] = *ops_options_view(ops);
        options[i].policy = policies[i];
    }
    if (timeline_open(&own, ops, options) != MEMS_OK
        || race_open(&race, own, options, heaps) != MEMS_OK)
        return 1;
    learn(race);
    seek(race, seeks);
    race_close(race);
    timeline_close(own);
    ops_close(ops);
    return 0;
}
