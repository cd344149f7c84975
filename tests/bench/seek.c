/* seek.c: how long it takes to get to any step of a recording, and what the
 * timeline takes to know them all. Not part of make check.
 *
 *   seek FILE [SEED [SEEKS [STEPS BYTES]]]
 *
 * STEPS and BYTES are for timeline_keep. At some steps the whole state reached
 * by seeking is compared with the one reached step by step. */
#include "timeline.h"
#include "workload.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define SAMPLES 12

static double clock_ms(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double now(void)
{
    return clock_ms(CLOCK_MONOTONIC);
}

static uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static uint64_t add(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15) + (hash >> 29);
}

/* The chains, who made each block, and the rover. */
static uint64_t state_hash(const struct timeline *timeline)
{
    const mems_heap *heap = timeline_heap(timeline);
    uint64_t hash = add(timeline_step(timeline), mems_heap_rover(heap));
    struct mems_node node;
    struct mems_segment at;

    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        hash = add(hash, (uintptr_t)node.physical);
        for (bool inner = mems_segment_first(heap, &node, &at); inner;
             inner = mems_segment_next(heap, &at)) {
            hash = add(add(hash, at.start), at.size * 2 + at.kind);
            hash = add(add(hash, at.waste), timeline_maker(timeline, &at));
        }
    }
    return hash;
}

/* ---- Exactness ---- */

static int by_step(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/* Walks back over all steps, then seeks the samples in another order. */
static size_t differing(struct timeline *timeline, uint64_t *state)
{
    uint32_t steps[SAMPLES], end = timeline_end(timeline);
    uint64_t hashes[SAMPLES];
    size_t wrong = 0;

    for (int i = 0; i < SAMPLES; i++)
        steps[i] = (uint32_t)(random_next(state) % (end + (uint64_t)1));
    qsort(steps, SAMPLES, sizeof *steps, by_step);
    timeline_seek(timeline, end);
    for (int i = SAMPLES; i-- > 0;) {
        while (timeline_step(timeline) > steps[i])
            timeline_back(timeline);
        hashes[i] = state_hash(timeline);
    }
    for (int i = 0; i < SAMPLES; i++) {
        int sample = i * 5 % SAMPLES;

        timeline_seek(timeline, steps[sample]);
        wrong += state_hash(timeline) != hashes[sample];
        wrong += mems_heap_check(timeline_heap(timeline), NULL) != MEMS_SOUND;
    }
    return wrong;
}

/* ---- Time ---- */

static int by_time(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static void print_times(const char *what, double *times, size_t count)
{
    qsort(times, count, sizeof *times, by_time);
    printf("%s p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, most %.2f ms\n", what, times[count / 2],
           times[count * 95 / 100], times[count * 99 / 100], times[count - 1]);
}

/* By the wall's clock and by the processor's: the first has in it what other
 * programs do. */
static void measure(struct timeline *timeline, uint64_t *state, size_t seeks)
{
    double *wall = calloc(seeks, sizeof *wall), *own = calloc(seeks, sizeof *own);
    uint32_t end = timeline_end(timeline);

    if (wall == NULL || own == NULL)
        exit(1);
    for (size_t i = 0; i < seeks; i++) {
        uint32_t step = (uint32_t)(random_next(state) % (end + (uint64_t)1));
        double start = now(), used = clock_ms(CLOCK_PROCESS_CPUTIME_ID);

        timeline_seek(timeline, step);
        wall[i] = now() - start;
        own[i] = clock_ms(CLOCK_PROCESS_CPUTIME_ID) - used;
    }
    printf("%zu random seeks\n", seeks);
    print_times("  elapsed  ", wall, seeks);
    print_times("  processor", own, seeks);
    free(wall);
    free(own);
}

static void walk(struct timeline *timeline)
{
    uint32_t end = timeline_end(timeline);
    double start = now(), back, forth;

    while (timeline_back(timeline))
        ;
    back = now();
    while (timeline_forward(timeline))
        ;
    forth = now();
    printf("a step back %.1f ns, forth %.1f ns\n", (back - start) * 1e6 / end,
           (forth - back) * 1e6 / end);
}

static void learn(struct timeline *timeline)
{
    double start = now(), step;
    struct timeline_bytes bytes;
    struct rusage usage;

    if (timeline_seek(timeline, UINT32_MAX) < timeline_end(timeline))
        exit(1);
    step = (now() - start) * 1e6 / timeline_end(timeline);
    bytes = timeline_bytes(timeline);
    getrusage(RUSAGE_SELF, &usage);
    printf("learned at %.1f ns a step; %.2f bytes a step; %zu states in %zu bytes; "
           "resident at most %ld KiB\n", step,
           (double)bytes.steps / timeline_end(timeline), bytes.state_count, bytes.states,
           usage.ru_maxrss);
}

int main(int argc, char **argv)
{
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1, state = seed;
    size_t seeks = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000, wrong;
    struct timeline *timeline;
    struct problems problems;
    struct ops *ops = ops_open();
    FILE *in = argc > 1 ? fopen(argv[1], "r") : NULL;
    double start = now();

    if (in == NULL || ops == NULL || seeks == 0) {
        fprintf(stderr, "usage: seek FILE [SEED [SEEKS [STEPS BYTES]]]\n");
        return 2;
    }
    if (!workload_read(ops, in, &problems, NULL, NULL)) {
        problems_print(&problems, argv[1], stderr);
        return 2;
    }
    printf("%s: %zu operations, read in %.2f s, seed %" PRIu64 "\n", argv[1], ops_count(ops) - 1,
           (now() - start) / 1e3, seed);
    if (timeline_open(&timeline, ops, ops_options_view(ops)) != MEMS_OK)
        return 1;
    if (argc > 5)
        timeline_keep(timeline, (uint32_t)strtoul(argv[4], NULL, 10),
                      strtoul(argv[5], NULL, 10));
    learn(timeline);
    walk(timeline);
    measure(timeline, &state, seeks);
    wrong = differing(timeline, &state);
    printf("%d states compared with those reached step by step: %zu differ\n", SAMPLES, wrong);
    timeline_close(timeline);
    ops_close(ops);
    fclose(in);
    return wrong > 0;
}
