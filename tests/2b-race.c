/* 2b-race.c: heaps that race stay in step whatever way they go; where they
 * differ and what they add up to is what a slow look at every step finds. */
#include "require.h"
#include "race.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

#include <stdlib.h>
#include <string.h>

#define STEPS 300
#define HOLES 1000

static const char four_holes[] =
    "malloc A 300\nmalloc W 700\nmalloc B 300\nmalloc X 600\nmalloc C 300\nmalloc Y 420\n"
    "malloc D 300\nfree W\nfree X\nfree Y\n"
    "malloc R 400\n"  /* step 11: 1300, but best fit 3200, and worst fit 3920 */
    "free R\n"
    "malloc S 300\n"  /* the same three */
    "malloc T 2000\n" /* step 14: 5096 in a new node by all */
    "free A\n";

/* A race of all four policies over the workload; *own: the timeline it began from. */
static struct race *race_of(struct ops *ops, struct timeline **own)
{
    struct mems_options options[MEMS_POLICIES];
    struct race *race;

    *own = timeline_of(ops);
    for (int i = 0; i < MEMS_POLICIES; i++) {
        options[i] = *ops_options_view(ops);
        options[i].policy = (enum mems_policy)i;
    }
    REQUIRE(race_open(&race, *own, options, MEMS_POLICIES) == MEMS_OK);
    return race;
}

static void close_race(struct race *race, struct timeline *own, struct ops *ops)
{
    race_close(race);
    timeline_close(own);
    ops_close(ops);
}

/* ---- Differences ---- */

START_TEST(differences_are_where_blocks_lie_elsewhere)
{
    struct ops *ops = ops_of(four_holes);
    struct timeline *own;
    struct race *race = race_of(ops, &own);
    uint32_t step;

    ck_assert(!race_next_difference(race, 0, &step));
    ck_assert_uint_eq(race_seek(race, 15), 15);
    ck_assert_uint_eq(race_known(race), 15);
    ck_assert_uint_eq(race_differences(race), 2);
    ck_assert(race_next_difference(race, 0, &step));
    ck_assert_uint_eq(step, 11);
    ck_assert(race_next_difference(race, 11, &step));
    ck_assert_uint_eq(step, 13);
    ck_assert(!race_next_difference(race, 13, &step));
    ck_assert(race_previous_difference(race, 15, &step));
    ck_assert_uint_eq(step, 13);
    ck_assert(race_previous_difference(race, 13, &step));
    ck_assert_uint_eq(step, 11);
    ck_assert(!race_previous_difference(race, 11, &step));
    ck_assert(race_differs(race, 11) && !race_differs(race, 12) && !race_differs(race, 14));
    ck_assert(!race_alike(race, 11, MEMS_FIRST_FIT, MEMS_BEST_FIT));
    ck_assert(race_alike(race, 11, MEMS_NEXT_FIT, MEMS_WORST_FIT));
    race_seek(race, 12);
    ck_assert_uint_eq(race_differences(race), 1);
    close_race(race, own, ops);
}
END_TEST

/* The same address, but a HOLE in one heap and a new node in the other. */
START_TEST(a_new_node_is_another_choice)
{
    struct ops *ops = ops_of("malloc A 4096\nmalloc B 10\n");
    struct mems_options options[2] = {*ops_options_view(ops), *ops_options_view(ops)};
    struct timeline *own = timeline_of(ops);
    struct race *race;

    options[1].page_size = 8192;
    ck_assert_int_eq(race_open(&race, own, options, 2), MEMS_OK);
    ck_assert_uint_eq(race_seek(race, 2), 2);
    ck_assert(!race_differs(race, 1) && race_differs(race, 2));
    close_race(race, own, ops);
}
END_TEST

/* A block that one heap cannot have. */
START_TEST(a_failure_is_another_choice)
{
    struct ops *ops = ops_of("malloc A 281474976710000\nmalloc B 10\nmalloc C 281474976710000\n");
    struct mems_options options[2] = {*ops_options_view(ops), *ops_options_view(ops)};
    struct timeline *own = timeline_of(ops);
    struct race *race;

    options[1].policy = MEMS_BEST_FIT;
    ck_assert_int_eq(race_open(&race, own, options, 2), MEMS_OK);
    ck_assert_uint_eq(race_seek(race, 3), 3);
    ck_assert_uint_eq(race_differences(race), 0);
    for (int i = 0; i < 2; i++)
        ck_assert_uint_eq(race_tally(race, i).failures, 2);
    race_back(race);
    ck_assert_uint_eq(race_tally(race, 0).failures, 1);
    close_race(race, own, ops);
}
END_TEST

/* ---- Whose heaps they are ---- */

START_TEST(the_own_heap_is_lent_and_comes_back)
{
    struct ops *ops = ops_of(four_holes);
    struct timeline *own;
    struct race *race;

    race = race_of(ops, &own);
    ck_assert_ptr_eq(race_timeline(race, 0), own);
    ck_assert_ptr_ne(race_timeline(race, 1), own);
    race_seek(race, 9);
    race_close(race);
    ck_assert_uint_eq(timeline_step(own), 9);
    ck_assert(timeline_forward(own));
    timeline_close(own);
    ops_close(ops);
}
END_TEST

START_TEST(policies_that_race_are_kept)
{
    struct ops *ops = ops_of("malloc A 10\npolicy worst\nmalloc B 10\npolicy next\nfree A\n");
    struct timeline *own;
    struct race *race = race_of(ops, &own);

    ck_assert_uint_eq(race_seek(race, 5), 5);
    for (uint32_t step = 5; step + 1 > 0; step--) {
        race_seek(race, step);
        for (int i = 0; i < MEMS_POLICIES; i++) {
            const struct timeline *timeline = race_timeline(race, i);

            ck_assert_ptr_ne(timeline, own); /* it does what the workload says */
            ck_assert_int_eq(mems_heap_options(timeline_heap(timeline)).policy, i);
        }
    }
    close_race(race, own, ops);
}
END_TEST

START_TEST(policies_that_do_not_race_are_set)
{
    struct ops *ops = ops_of("malloc A 10\npolicy worst\nmalloc B 10\n");
    struct mems_options options[2] = {*ops_options_view(ops), *ops_options_view(ops)};
    struct timeline *own = timeline_of(ops);
    struct race *race;

    options[1].align = 16;
    ck_assert_int_eq(race_open(&race, own, options, 2), MEMS_OK);
    race_seek(race, 3);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(mems_heap_options(timeline_heap(race_timeline(race, i))).policy,
                         MEMS_WORST_FIT);
    close_race(race, own, ops);
}
END_TEST

START_TEST(bad_options_leave_nothing)
{
    struct ops *ops = ops_of(four_holes);
    struct mems_options options[2] = {*ops_options_view(ops), *ops_options_view(ops)};
    struct timeline *own = timeline_of(ops);
    struct race *race;

    options[1].page_size = 0;
    ck_assert_int_eq(race_open(&race, own, options, 2), MEMS_BAD_PAGE_SIZE);
    ck_assert_ptr_null(race);
    ck_assert(timeline_forward(own));
    close_both(own);
}
END_TEST

/* ---- Figures, beside a slow count ---- */

/* The HOLEs of a heap in address order. */
struct holes {
    struct mems_segment list[HOLES];
    int count;
    uint64_t rover;
};

static void look(struct holes *holes, const mems_heap *heap)
{
    struct mems_node node;
    struct mems_segment at;

    holes->count = 0;
    holes->rover = mems_heap_rover(heap);
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        for (bool in = mems_segment_first(heap, &node, &at); in; in = mems_segment_next(heap, &at)) {
            REQUIRE(holes->count < HOLES);
            if (at.kind == MEMS_HOLE)
                holes->list[holes->count++] = at;
        }
    }
}

static uint32_t small(const struct holes *holes)
{
    uint32_t count = 0;

    for (int i = 0; i < holes->count; i++)
        count += holes->list[i].size < 32;
    return count;
}

/* The walk along the chain that ends at the HOLE that begins at `address`; of next
 * fit from the rover, and on from the first one. */
static uint64_t walked(const struct holes *holes, enum mems_policy policy, uint64_t address)
{
    uint64_t count = 0;
    int from = 0;

    if (policy == MEMS_NEXT_FIT)
        while (from < holes->count && holes->list[from].start < holes->rover)
            from++;
    for (int i = 0; i < holes->count; i++) {
        count++;
        if (holes->list[(from + i) % holes->count].start == address)
            return count;
    }
    return count;
}

static uint64_t looked(const struct holes *before, const struct timeline *timeline)
{
    struct event event = timeline_event(timeline, timeline_step(timeline));
    enum mems_policy policy = mems_heap_options(timeline_heap(timeline)).policy;

    if (!event.has_malloc)
        return 0;
    if (policy == MEMS_BEST_FIT || policy == MEMS_WORST_FIT)
        return (uint64_t)before->count;
    return walked(before, policy, event.malloc.address);
}

/* One step, by all heaps; their sums by hand in expected. */
static void step_and_count(struct race *race, struct tally *expected)
{
    static struct holes before[RACE_MOST], after;
    struct event first, other;
    bool differs = false;

    for (int i = 0; i < race_count(race); i++)
        look(&before[i], timeline_heap(race_timeline(race, i)));
    REQUIRE(race_forward(race));
    first = timeline_event(race_timeline(race, 0), race_step(race));
    for (int i = 0; i < race_count(race); i++) {
        const struct timeline *timeline = race_timeline(race, i);

        other = timeline_event(timeline, race_step(race));
        REQUIRE(timeline_step(timeline) == race_step(race));
        look(&after, timeline_heap(timeline));
        expected[i].looked += looked(&before[i], timeline);
        expected[i].failures += other.outcome == OUTCOME_NO_MEMORY;
        expected[i].small = small(&after);
        differs = differs || first.has_malloc != other.has_malloc
            || (first.has_malloc
                && (first.malloc.address != other.malloc.address
                    || (first.malloc.did & MEMS_DID_NODE) != (other.malloc.did & MEMS_DID_NODE)));
    }
    REQUIRE(race_differs(race, race_step(race)) == differs);
}

static void require_same(const struct race *race, const struct tally *expected, uint64_t seed)
{
    for (int i = 0; i < race_count(race); i++) {
        struct tally tally = race_tally(race, i);

        REQUIRE_MSG(tally.looked == expected[i].looked && tally.failures == expected[i].failures
                        && tally.small == expected[i].small,
                    "seed %llu, step %u, heap %d: looked %llu, not %llu; small %u, not %u",
                    (unsigned long long)seed, race_step(race), i,
                    (unsigned long long)tally.looked, (unsigned long long)expected[i].looked,
                    tally.small, expected[i].small);
    }
}

START_TEST(figures_are_those_of_a_slow_count)
{
    uint64_t seed = (uint64_t)_i + 1, state = seed;
    struct ops *ops = random_ops(&state, STEPS);
    struct timeline *own;
    struct race *race = race_of(ops, &own);
    static struct tally sums[STEPS + 1][RACE_MOST];

    memset(sums, 0, sizeof sums);
    for (uint32_t step = 1; step <= STEPS; step++) {
        memcpy(sums[step], sums[step - 1], sizeof *sums);
        step_and_count(race, sums[step]);
        require_same(race, sums[step], seed);
    }
    REQUIRE(!race_forward(race) && race_known(race) == STEPS);
    while (race_back(race))
        require_same(race, sums[race_step(race)], seed);
    REQUIRE(race_step(race) == 0);
    for (int i = 0; i < 60; i++) {
        uint32_t step = (uint32_t)random_below(&state, STEPS + 1);

        REQUIRE(race_seek(race, step) == step);
        require_same(race, sums[step], seed);
    }
    close_race(race, own, ops);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("race");
    TCase *cases = tcase_create("race");

    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, differences_are_where_blocks_lie_elsewhere);
    tcase_add_test(cases, a_new_node_is_another_choice);
    tcase_add_test(cases, a_failure_is_another_choice);
    tcase_add_test(cases, the_own_heap_is_lent_and_comes_back);
    tcase_add_test(cases, policies_that_race_are_kept);
    tcase_add_test(cases, policies_that_do_not_race_are_set);
    tcase_add_test(cases, bad_options_leave_nothing);
    tcase_add_loop_test(cases, figures_are_those_of_a_slow_count, 0, 60);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
