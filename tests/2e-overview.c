/* 2e-overview.c: tables of what was in use where and when, beside a slow count
 * over every step and every segment. */
#include "overview.h"
#include "require.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- The slow count ---- */

static uint64_t common(uint64_t a, uint64_t a_end, uint64_t b, uint64_t b_end)
{
    uint64_t from = a > b ? a : b, to = a_end < b_end ? a_end : b_end;
    return to > from ? to - from : 0;
}

/* Bytes in use in [from, to) at the present step. */
static uint64_t used_in(const mems_heap *heap, uint64_t from, uint64_t to)
{
    struct mems_node node;
    struct mems_segment at;
    uint64_t used = 0;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        for (bool next = mems_segment_first(heap, &node, &at); next;
             next = mems_segment_next(heap, &at))
            if (at.kind == MEMS_PROCESS)
                used += common(at.start, at.start + at.size, from, to);
    return used;
}

/* Every cell of the columns that are complete. */
static void compare(const struct overview *overview, struct timeline *timeline, uint64_t seed)
{
    const struct window *window = &overview->window;
    uint64_t *sums = calloc(window->rows, sizeof *sums);
    uint32_t home = timeline_step(timeline);
    for (uint32_t c = 0; c < overview->done; c++) {
        uint32_t first = window->first + c * window->span, steps = window_steps(window, c);
        for (uint32_t i = 0; i < window->rows; i++)
            sums[i] = 0;
        for (uint32_t step = first; step < first + steps; step++) {
            REQUIRE(timeline_seek(timeline, step) == step);
            for (uint32_t i = 0; i < window->rows; i++)
                sums[i] += used_in(timeline_heap(timeline), window->start + i * window->bytes,
                                   window->start + (i + 1) * window->bytes);
        }
        for (uint32_t i = 0; i < window->rows; i++)
            if (overview_used(overview, c, i) != sums[i])
                ck_abort_msg("seed %llu: column %u row %u: %llu, not %llu",
                             (unsigned long long)seed, c, i,
                             (unsigned long long)overview_used(overview, c, i),
                             (unsigned long long)sums[i]);
        const mems_heap *heap = timeline_heap(timeline);
        REQUIRE(overview->top[c] == mems_heap_options(heap).start + mems_heap_totals(heap).mapped);
    }
    timeline_seek(timeline, home);
    free(sums);
}

/* ---- Windows ---- */

/* Some window; steps and addresses may begin anywhere, and end after the last. */
static struct window some_window(struct timeline *timeline, uint64_t *state)
{
    uint32_t known = timeline_known(timeline);
    uint64_t mapped = mems_heap_totals(timeline_heap(timeline)).mapped;
    struct window window = {.first = (uint32_t)random_below(state, known + 1),
                            .span = 1 + (uint32_t)random_below(state, 9),
                            .rows = 1 + (uint32_t)random_below(state, 20)};
    if (random_below(state, 3) == 0)
        window.first = 0;
    window.start = mems_heap_options(timeline_heap(timeline)).start
                   + (random_below(state, 2) ? 0 : random_below(state, mapped + 1));
    window.bytes = 1 + random_below(state, mapped / window.rows + 300);
    window.last = window.first + (uint32_t)random_below(state, known - window.first + 1);
    window.columns = (window.last - window.first) / window.span + 1;
    return window;
}

/* Walks in slices; the timeline goes elsewhere between them. */
static void walk(struct overview *overview, struct timeline *timeline, uint64_t *state)
{
    int slices = 0;
    while (!overview_walk(overview, timeline, 1 + (uint32_t)random_below(state, 40))) {
        timeline_seek(timeline, (uint32_t)random_below(state, timeline_known(timeline) + 1));
        REQUIRE(++slices < 100000);
    }
}

START_TEST(cells_are_what_a_slow_count_says)
{
    uint64_t seed = (uint64_t)_i + 1, state = seed;
    struct ops *ops = random_ops(&state, 120);
    struct timeline *timeline = timeline_of(ops);
    timeline_seek(timeline, timeline_end(timeline));
    for (int i = 0; i < 12; i++) {
        struct overview overview;
        timeline_seek(timeline, timeline_end(timeline));
        struct window window = some_window(timeline, &state);
        timeline_seek(timeline, (uint32_t)random_below(&state, timeline_end(timeline) + 1));
        REQUIRE(overview_open(&overview, window));
        walk(&overview, timeline, &state);
        REQUIRE(overview.done == window.columns);
        compare(&overview, timeline, seed);
        overview_close(&overview);
    }
    close_both(timeline);
}
END_TEST

/* The table of the whole doubles its spans and rows while steps become known. */
START_TEST(the_whole_grows_with_what_is_known)
{
    uint64_t seed = (uint64_t)_i + 100, state = seed;
    struct ops *ops = random_ops(&state, 1500);
    struct timeline *timeline = timeline_of(ops);
    struct overview whole;
    REQUIRE(overview_open_whole(&whole, timeline));
    while (timeline_known(timeline) < timeline_end(timeline)) {
        timeline_seek(timeline, timeline_known(timeline)
                                    + 1 + (uint32_t)random_below(&state, 200));
        walk(&whole, timeline, &state);
        REQUIRE(whole.at == timeline_known(timeline));
        timeline_seek(timeline, timeline_known(timeline));
    }
    REQUIRE(whole.window.span == 4);
    REQUIRE(whole.done == (timeline_end(timeline) + 1) / 4);
    REQUIRE(whole.window.bytes > 1);
    compare(&whole, timeline, seed);
    overview_close(&whole);
    close_both(timeline);
}
END_TEST

/* However coarse the cells are, they add up to the totals of all steps. */
START_TEST(cells_of_any_scale_add_up)
{
    uint64_t state = 7, sum = 0;
    struct ops *ops = random_ops(&state, 200);
    struct timeline *timeline = timeline_of(ops);
    for (uint32_t step = 0; step <= timeline_end(timeline); step++) {
        timeline_seek(timeline, step);
        sum += mems_heap_totals(timeline_heap(timeline)).process;
    }
    uint64_t mapped = mems_heap_totals(timeline_heap(timeline)).mapped;
    for (uint32_t span = 1; span <= 256; span *= 2)
        for (uint32_t rows = 1; rows <= 64; rows *= 4) {
            struct window window = {
                .last = timeline_end(timeline), .span = span, .rows = rows,
                .start = mems_heap_options(timeline_heap(timeline)).start,
                .bytes = mapped / rows + 1, .columns = timeline_end(timeline) / span + 1};
            struct overview overview;
            uint64_t cells = 0;
            REQUIRE(overview_open(&overview, window));
            REQUIRE(overview_walk(&overview, timeline, UINT32_MAX));
            for (uint32_t c = 0; c < window.columns; c++)
                for (uint32_t i = 0; i < rows; i++)
                    cells += overview_used(&overview, c, i);
            ck_assert_uint_eq(cells, sum);
            overview_close(&overview);
        }
    close_both(timeline);
}
END_TEST

/* Of the path that one stands on: what was typed, and what it left. */
START_TEST(a_fork_has_a_table_of_its_own)
{
    struct timeline *timeline = at_end_of("malloc A 1000\nmalloc B 500\nfree A\nmalloc C 5000\n");
    struct window window = {.last = 4, .span = 1, .start = 1000, .bytes = 100, .columns = 5,
                            .rows = 100};
    for (int fork = 0; fork < 3; fork++) {
        struct overview overview;
        if (fork == 1) {
            timeline_seek(timeline, 2);
            type(timeline, "malloc D 700");
            type(timeline, "realloc D 2000");
        } else if (fork == 2) {
            REQUIRE(timeline_undo_edit(timeline) && timeline_undo_edit(timeline));
        }
        REQUIRE(overview_open(&overview, window));
        REQUIRE(overview_walk(&overview, timeline, 1000));
        compare(&overview, timeline, (uint64_t)fork);
        overview_close(&overview);
    }
    close_both(timeline);
}
END_TEST

START_TEST(what_cannot_be_counted_is_refused)
{
    struct overview overview;
    struct window window = {.last = 1000, .span = 1001, .bytes = UINT64_MAX / 1000, .columns = 1,
                            .rows = 1};
    ck_assert(!overview_open(&overview, window));
    overview_close(&overview);
    window.bytes = 1;
    window.columns = WINDOW_MOST + 1;
    ck_assert(!overview_open(&overview, window));
    overview_close(&overview);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("overview");
    TCase *group = tcase_create("overview");
    tcase_add_loop_test(group, cells_are_what_a_slow_count_says, 0, 40);
    tcase_add_loop_test(group, the_whole_grows_with_what_is_known, 0, 3);
    tcase_add_test(group, cells_of_any_scale_add_up);
    tcase_add_test(group, a_fork_has_a_table_of_its_own);
    tcase_add_test(group, what_cannot_be_counted_is_refused);
    tcase_set_timeout(group, 60);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
