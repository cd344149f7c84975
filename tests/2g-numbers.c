/* 2g-numbers.c: every number against its definition, by a plain walk of the segments
 * at every step, whatever the policy, alignment, page and direction; peaks and
 * averages against all steps, after forks too. */
#include "numbers.h"
#include "require.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

#include <check.h>
#include <math.h>
#include <string.h>

/* ---- The definitions ---- */

struct counted {
    struct numbers numbers;
    struct census census;
};

static unsigned plain_class(uint64_t size)
{
    unsigned class = 0;

    while (size >= 2) {
        size /= 2;
        class++;
    }
    return class;
}

static struct counted counted(const mems_heap *heap)
{
    struct counted now = {.census = {{0}, {0}}};
    uint64_t *of = now.numbers.of;
    struct mems_node node;
    struct mems_segment at;

    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        of[NUMBER_MAPPED] += node.size;
        for (bool next = mems_segment_first(heap, &node, &at); next;
             next = mems_segment_next(heap, &at)) {
            if (at.kind == MEMS_PROCESS) {
                of[NUMBER_USED] += at.size;
                of[NUMBER_WASTE] += at.waste;
                of[NUMBER_BLOCKS]++;
                now.census.blocks[plain_class(at.size)]++;
                continue;
            }
            of[NUMBER_HOLE] += at.size;
            of[NUMBER_HOLES]++;
            of[NUMBER_LARGEST] = at.size > of[NUMBER_LARGEST] ? at.size : of[NUMBER_LARGEST];
            now.census.holes[plain_class(at.size)]++;
        }
    }
    if (of[NUMBER_HOLE] > 0)
        of[NUMBER_FRAG] = (uint64_t)(1e14 * (double)(of[NUMBER_HOLE] - of[NUMBER_LARGEST])
                                     / (double)of[NUMBER_HOLE] + 0.5);
    return now;
}

/* A rounding of the last place apart. */
static bool equal(int number, uint64_t a, uint64_t b)
{
    return number == NUMBER_FRAG ? a - b + 1 <= 2 : a == b;
}

/* Everything that is told of the present step. */
static void check_step(const struct timeline *timeline, uint64_t seed)
{
    struct counted exact = counted(timeline_heap(timeline));
    struct numbers now = timeline_numbers(timeline);

    for (int i = 0; i < NUMBERS; i++)
        REQUIRE_MSG(equal(i, now.of[i], exact.numbers.of[i]),
                    "seed %llu, step %u: number %d is %llu, not %llu", (unsigned long long)seed,
                    timeline_step(timeline), i, (unsigned long long)now.of[i],
                    (unsigned long long)exact.numbers.of[i]);
    REQUIRE_MSG(memcmp(timeline_census(timeline), &exact.census, sizeof exact.census) == 0,
                "seed %llu, step %u: segments by size class", (unsigned long long)seed,
                timeline_step(timeline));
}

/* Peaks and averages beside a look at every step, from step 0 to the last known. */
static void check_courses(struct timeline *timeline, uint64_t seed)
{
    uint32_t home = timeline_step(timeline), known = timeline_known(timeline);
    struct measure measures[NUMBERS], slow[NUMBERS] = {{0}};

    timeline_measures(timeline, measures);
    REQUIRE(timeline_step(timeline) == home);
    for (uint32_t step = 0; step <= known; step++) {
        timeline_seek(timeline, step);
        struct counted exact = counted(timeline_heap(timeline));

        for (int i = 0; i < NUMBERS; i++) {
            slow[i].average += (double)exact.numbers.of[i];
            if (exact.numbers.of[i] > slow[i].peak) {
                slow[i].peak = exact.numbers.of[i];
                slow[i].at = step;
            }
        }
    }
    for (int i = 0; i < NUMBERS; i++) {
        slow[i].average /= known + 1.0;
        REQUIRE_MSG(equal(i, measures[i].peak, slow[i].peak) && measures[i].at == slow[i].at,
                    "seed %llu: number %d: peak %llu at %u, not %llu at %u",
                    (unsigned long long)seed, i, (unsigned long long)measures[i].peak,
                    measures[i].at, (unsigned long long)slow[i].peak, slow[i].at);
        REQUIRE_MSG(fabs(measures[i].average - slow[i].average)
                        <= 1e-9 * slow[i].average + (i == NUMBER_FRAG ? 1 : 0),
                    "seed %llu: number %d: average %f, not %f", (unsigned long long)seed, i,
                    measures[i].average, slow[i].average);
    }
    timeline_seek(timeline, home);
}

/* ---- Random workloads ---- */

/* Forward, back step by step, and by leaps; random_ops has every policy, alignments
 * and pages of several sizes, joining off too. */
START_TEST(numbers_are_what_they_are_defined_as)
{
    uint64_t seed = (uint64_t)_i + 1, state = seed;
    struct ops *ops = random_ops(&state, 300);
    struct timeline *timeline = timeline_of(ops);

    timeline_keep(timeline, 20, 1 << 20);
    check_step(timeline, seed);
    while (timeline_forward(timeline))
        check_step(timeline, seed);
    check_courses(timeline, seed);
    while (timeline_back(timeline))
        check_step(timeline, seed);
    for (int i = 0; i < 60; i++) {
        timeline_seek(timeline, (uint32_t)random_below(&state, 301));
        check_step(timeline, seed);
    }
    close_both(timeline);
}
END_TEST

/* What is told grows with what is known. */
START_TEST(courses_are_of_the_steps_that_are_known)
{
    uint64_t seed = (uint64_t)_i + 1000, state = seed;
    struct ops *ops = random_ops(&state, 120);
    struct timeline *timeline = timeline_of(ops);

    check_courses(timeline, seed);
    while (timeline_known(timeline) < 120) {
        timeline_seek(timeline, timeline_known(timeline) + 1 + (uint32_t)random_below(&state, 30));
        check_courses(timeline, seed);
    }
    close_both(timeline);
}
END_TEST

/* ---- Forks ---- */

static void type_some(struct timeline *timeline, uint64_t *state, int count)
{
    struct ops *ops = timeline_ops_edit(timeline);

    for (int i = 0; i < count; i++) {
        REQUIRE(ops_add(ops, random_op(ops, state)));
        REQUIRE(timeline_edit(timeline, (uint32_t)ops_count(ops) - 1));
    }
}

START_TEST(a_fork_has_numbers_of_its_own)
{
    uint64_t seed = (uint64_t)_i + 2000, state = seed;
    struct ops *ops = random_ops(&state, 150);
    struct timeline *timeline = timeline_of(ops);

    timeline_keep(timeline, 16, 1 << 20);
    timeline_seek(timeline, 150);
    for (int i = 0; i < 8; i++) {
        timeline_seek(timeline, (uint32_t)random_below(&state, timeline_end(timeline) + 1));
        type_some(timeline, &state, 1 + (int)random_below(&state, 9));
        check_step(timeline, seed);
        check_courses(timeline, seed);
        if (random_below(&state, 2) == 0)
            REQUIRE(timeline_undo_edit(timeline));
        check_step(timeline, seed);
        check_courses(timeline, seed);
    }
    while (timeline_undo_edit(timeline))
        check_step(timeline, seed);
    check_courses(timeline, seed);
    while (timeline_redo_edit(timeline))
        check_step(timeline, seed);
    check_courses(timeline, seed);
    close_both(timeline);
}
END_TEST

/* ---- Many steps ---- */

#define LONG_RUN 17000 /* more than twice as many as there are spans */

/* A span has several steps, and a fork cuts one of them. */
START_TEST(long_runs_are_as_exact)
{
    uint64_t seed = (uint64_t)_i + 3000, state = seed;
    struct ops *ops = random_ops(&state, LONG_RUN);
    struct timeline *timeline = timeline_of(ops);

    timeline_keep(timeline, 1000, 1 << 22);
    timeline_seek(timeline, LONG_RUN);
    check_courses(timeline, seed);
    timeline_seek(timeline, 9001 + (uint32_t)random_below(&state, 4000));
    check_step(timeline, seed);
    type_some(timeline, &state, 5);
    check_step(timeline, seed);
    check_courses(timeline, seed);
    REQUIRE(timeline_undo_edit(timeline) && timeline_undo_edit(timeline));
    check_courses(timeline, seed);
    close_both(timeline);
}
END_TEST

/* The lines over time: the most of any stretch of few steps, exactly. */
START_TEST(the_most_of_a_stretch)
{
    uint64_t seed = (uint64_t)_i + 4000, state = seed;
    struct ops *ops = random_ops(&state, 200);
    struct timeline *timeline = timeline_of(ops);

    timeline_seek(timeline, 200);
    timeline_seek(timeline, 150);
    type_some(timeline, &state, 20);
    for (int i = 0; i < 40; i++) {
        uint32_t first = (uint32_t)random_below(&state, 171);
        uint32_t last = first + (uint32_t)random_below(&state, 171 - first);
        struct numbers most = timeline_most(timeline, first, last), slow = {{0}};

        for (uint32_t step = first; step <= last; step++) {
            timeline_seek(timeline, step);
            struct counted exact = counted(timeline_heap(timeline));

            for (int n = 0; n < NUMBERS; n++)
                slow.of[n] = exact.numbers.of[n] > slow.of[n] ? exact.numbers.of[n] : slow.of[n];
        }
        for (int n = 0; n < NUMBERS; n++)
            REQUIRE_MSG(equal(n, most.of[n], slow.of[n]), "seed %llu, steps %u to %u: number %d",
                        (unsigned long long)seed, first, last, n);
    }
    close_both(timeline);
}
END_TEST

/* ---- By hand ---- */

START_TEST(fragmentation_is_exact_at_its_ends)
{
    ck_assert_uint_eq(fragmentation(0, 0), 0);
    ck_assert_uint_eq(fragmentation(7, 7), 0);
    ck_assert_uint_eq(fragmentation(8, 4), FRAG_WHOLE / 2);
    ck_assert_uint_eq(fragmentation(80, 79), FRAG_WHOLE / 80);
    ck_assert_uint_eq(fragmentation((UINT64_C(1) << 47) + 1, UINT64_C(1) << 47), 1);
    ck_assert_uint_eq(fragmentation(UINT64_C(1) << 47, 1), FRAG_WHOLE - 1);
}
END_TEST

START_TEST(classes_are_powers_of_two)
{
    ck_assert_uint_eq(class_of(1), 0);
    ck_assert_uint_eq(class_of(15), 3);
    ck_assert_uint_eq(class_of(16), 4);
    ck_assert_uint_eq(class_of(31), 4);
    ck_assert_uint_eq(class_of(UINT64_C(1) << 47), 47);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("numbers");
    TCase *cases = tcase_create("numbers");

    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, numbers_are_what_they_are_defined_as, 0, 60);
    tcase_add_loop_test(cases, courses_are_of_the_steps_that_are_known, 0, 10);
    tcase_add_loop_test(cases, a_fork_has_numbers_of_its_own, 0, 20);
    tcase_add_loop_test(cases, long_runs_are_as_exact, 0, 4);
    tcase_add_loop_test(cases, the_most_of_a_stretch, 0, 10);
    tcase_add_test(cases, fragmentation_is_exact_at_its_ends);
    tcase_add_test(cases, classes_are_powers_of_two);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
