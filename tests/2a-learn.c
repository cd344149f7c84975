/* 2a-learn.c: many steps: learnt in slices without moving, appended to while
 * standing anywhere, kept in few bytes, and looked back over. */
#include "require.h"
#include "trace_state.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>

static struct timeline *open_timeline(struct ops *ops)
{
    struct timeline *timeline;

    REQUIRE(timeline_open(&timeline, ops, ops_options_view(ops)) == MEMS_OK);
    return timeline;
}

static void close_all(struct timeline *timeline, struct ops *ops)
{
    timeline_close(timeline);
    ops_close(ops);
}

/* ---- Learning ---- */

START_TEST(learning_moves_nothing)
{
    uint64_t seed = (uint64_t)_i + 3000, state = seed;
    struct ops *ops = random_ops(&state, 2000);
    struct timeline *timeline = open_timeline(ops);
    uint32_t known = 0;

    timeline_keep(timeline, 50, 1 << 20);
    while (known < 2000) {
        uint32_t step = timeline_seek(timeline, (uint32_t)random_below(&state, known + 1));
        uint32_t steps = (uint32_t)random_below(&state, 300);
        uint64_t hash = state_hash(timeline);

        known = known + steps < 2000 ? known + steps : 2000;
        REQUIRE_MSG(timeline_learn(timeline, steps) == known, "seed %llu: learnt to %u",
                    (unsigned long long)seed, timeline_known(timeline));
        REQUIRE(timeline_known(timeline) == known && timeline_step(timeline) == step);
        REQUIRE_MSG(state_hash(timeline) == hash, "seed %llu: moved at step %u",
                    (unsigned long long)seed, step);
    }
    REQUIRE(timeline_learn(timeline, UINT32_MAX) == 2000);
    close_all(timeline, ops);
}
END_TEST

/* A list that grows behind a timeline leads to the same states as a whole one. */
START_TEST(the_end_moves)
{
    uint64_t state = (uint64_t)_i + 4000, whole;
    struct ops *ops = random_ops(&state, 1);
    struct timeline *timeline = open_timeline(ops), *other;

    while (ops_count(ops) < 600) {
        uint64_t more = 1 + random_below(&state, 40);

        while (more-- > 0)
            REQUIRE(ops_add(ops, random_op(ops, &state)));
        timeline_extend(timeline);
        REQUIRE(timeline_end(timeline) == ops_count(ops) - 1);
        timeline_seek(timeline, (uint32_t)random_below(&state, timeline_end(timeline) + 1));
        timeline_learn(timeline, 10);
    }
    other = open_timeline(ops);
    timeline_seek(other, UINT32_MAX);
    timeline_seek(timeline, UINT32_MAX);
    whole = mems_heap_totals(timeline_heap(other)).process;
    REQUIRE(timeline_step(timeline) == timeline_step(other));
    REQUIRE(mems_heap_totals(timeline_heap(timeline)).process == whole);
    for (uint32_t step = 1; step <= timeline_end(timeline); step++) {
        struct event one = timeline_event(timeline, step), two = timeline_event(other, step);

        REQUIRE(one.address == two.address && one.outcome == two.outcome);
    }
    timeline_close(other);
    close_all(timeline, ops);
}
END_TEST

/* What was typed is no part of the workload, so the end stays. */
START_TEST(the_end_stays_after_typing)
{
    uint64_t state = 1;
    struct ops *ops = random_ops(&state, 20);
    struct timeline *timeline = open_timeline(ops);

    REQUIRE(ops_add(ops, random_op(ops, &state)));
    REQUIRE(timeline_edit(timeline, 21));
    timeline_extend(timeline);
    REQUIRE(timeline_end(timeline) == 1 && timeline_known(timeline) == 1);
    REQUIRE(timeline_learn(timeline, 100) == 1);
    REQUIRE(timeline_undo_edit(timeline));
    timeline_extend(timeline);
    REQUIRE(timeline_end(timeline) == 20);
    close_all(timeline, ops);
}
END_TEST

/* ---- Bytes ---- */

/* A recording: a new name for each block, frees in any order, no writes. */
static struct ops *recording(uint64_t *state, uint32_t count, uint32_t live)
{
    struct ops *ops = ops_open();
    uint32_t *names = calloc(live, sizeof *names), held = 0, id;
    char text[16];

    for (uint32_t made = 0; ops_count(ops) <= count;) {
        struct op op = { .kind = OP_MALLOC, .text = NO_TEXT };

        if (held == live || (held > 0 && random_below(state, 20) < 9)) {
            uint32_t at = (uint32_t)random_below(state, held);

            op.kind = OP_FREE;
            op.name = names[at];
            names[at] = names[--held];
        } else {
            int length = snprintf(text, sizeof text, "%u", made++);

            REQUIRE(ops_intern(ops, text, (size_t)length, &id));
            op.name = names[held++] = id;
            op.size = 1 + random_below(state, 300);
        }
        REQUIRE(ops_add(ops, op));
    }
    free(names);
    return ops;
}

START_TEST(steps_and_states_are_bounded)
{
    uint64_t state = 5;
    struct ops *ops = recording(&state, 40000, 500);
    struct timeline *timeline = open_timeline(ops);
    struct timeline_bytes bytes;
    size_t before;

    timeline_keep(timeline, 100, 100000);
    timeline_seek(timeline, 10000);
    before = timeline_bytes(timeline).state_count;
    REQUIRE(before > 5 && timeline_bytes(timeline).states <= 100000);
    timeline_seek(timeline, 40000);
    bytes = timeline_bytes(timeline);
    REQUIRE(bytes.states <= 100000 && bytes.states > 10000);
    REQUIRE(bytes.steps <= 40000u * 24 + 8192 * 160u /* spans of the history */
                + 4 * mems_heap_totals(timeline_heap(timeline)).nodes);
    timeline_keep(timeline, 1, 0); /* none at all */
    timeline_seek(timeline, 0);
    REQUIRE(timeline_seek(timeline, 40000) == 40000);
    close_all(timeline, ops);
}
END_TEST

/* Blocks that stay take room once, however many states there are: those after the
 * thousandth hold what it held, but for the one place where something changes. */
START_TEST(states_share_what_does_not_change)
{
    struct ops *ops = ops_open();
    struct timeline *timeline;
    struct timeline_bytes few, many;
    uint64_t hash;
    uint32_t id;

    REQUIRE(ops_intern(ops, "long", 4, &id));
    for (uint32_t i = 0; i < 1000; i++)
        REQUIRE(ops_add(ops, (struct op){ .kind = OP_MALLOC, .name = id, .text = NO_TEXT,
                                          .size = 1000 }));
    REQUIRE(ops_intern(ops, "short", 5, &id));
    for (uint32_t i = 0; i < 4000; i++)
        REQUIRE(ops_add(ops, (struct op){ .kind = i % 2 == 0 ? OP_MALLOC : OP_FREE, .name = id,
                                          .text = NO_TEXT, .size = i % 2 == 0 ? 10 : 0 }));
    timeline = open_timeline(ops);
    timeline_keep(timeline, 500, 1 << 24);
    timeline_seek(timeline, 1000);
    few = timeline_bytes(timeline);
    timeline_seek(timeline, 4000);
    hash = state_hash(timeline);
    timeline_seek(timeline, 5000);
    many = timeline_bytes(timeline);
    REQUIRE(few.state_count == 2 && many.state_count == 10);
    REQUIRE(many.states < 2 * few.states);
    timeline_seek(timeline, 0);
    timeline_seek(timeline, 4000);
    REQUIRE(state_hash(timeline) == hash);
    close_all(timeline, ops);
}
END_TEST

/* A rover is looked for behind any number of frees, with states kept or not. */
START_TEST(the_rover_is_found_again)
{
    static const uint32_t keep[] = { UINT32_MAX, 1000, 6001 };
    struct ops *ops = ops_open();
    uint32_t id;
    uint64_t rover;

    ops_options(ops)->policy = MEMS_NEXT_FIT;
    for (uint32_t i = 0; i < 12001; i++) {
        char text[16];
        int length = snprintf(text, sizeof text, "%u", i % 6000);

        REQUIRE(ops_intern(ops, text, (size_t)length, &id));
        REQUIRE(ops_add(ops, (struct op){ .kind = i / 6000 == 1 ? OP_FREE : OP_MALLOC, .name = id,
                                          .text = NO_TEXT, .size = i / 6000 == 1 ? 0 : 40 }));
    }
    for (size_t i = 0; i < sizeof keep / sizeof *keep; i++) {
        struct timeline *timeline = open_timeline(ops);

        timeline_keep(timeline, keep[i], 1 << 24);
        timeline_seek(timeline, 12000);
        rover = mems_heap_rover(timeline_heap(timeline));
        REQUIRE(timeline_seek(timeline, 12001) == 12001);
        REQUIRE(mems_heap_rover(timeline_heap(timeline)) != rover);
        REQUIRE(timeline_event(timeline, 12001).malloc.rover == rover);
        REQUIRE(timeline_back(timeline));
        REQUIRE(mems_heap_rover(timeline_heap(timeline)) == rover);
        timeline_close(timeline);
    }
    ops_close(ops);
}
END_TEST

/* ---- Looking back ---- */

/* Over more steps than samples are kept: each sample is the most in its span,
 * and perhaps in the 4096th of all steps that it shares with the next. */
START_TEST(history_of_many_steps)
{
    uint64_t state = 6;
    struct ops *ops = recording(&state, 50000, 3000);
    struct timeline *timeline = open_timeline(ops);
    struct sample *exact = calloc(50001, sizeof *exact), out[77];
    size_t known;

    for (uint32_t step = 1; timeline_forward(timeline); step++) {
        struct mems_totals totals = mems_heap_totals(timeline_heap(timeline));

        exact[step] = (struct sample){ totals.mapped, totals.process };
    }
    timeline_seek(timeline, 12345);
    timeline_history(timeline, out, 77, &known);
    REQUIRE(known == 77);
    for (size_t i = 0; i < 77; i++) {
        uint32_t first = (uint32_t)(i * 50001 / 77), last = (uint32_t)((i + 1) * 50001 / 77) - 1;
        uint32_t before = first < 13 ? 0 : first - 13, after = last + 13 < 50000 ? last + 13 : 50000;
        uint64_t least = 0, most = 0;

        for (uint32_t step = before; step <= after; step++) {
            most = exact[step].process > most ? exact[step].process : most;
            if (step >= first && step <= last)
                least = exact[step].process > least ? exact[step].process : least;
        }
        REQUIRE_MSG(out[i].process >= least && out[i].process <= most, "sample %zu", i);
        REQUIRE(out[i].mapped >= exact[last].mapped && out[i].mapped <= exact[after].mapped);
    }
    free(exact);
    close_all(timeline, ops);
}
END_TEST

/* After a jump a name stands for what it stood for when it was first there,
 * however often it was bound since. */
START_TEST(names_after_jumps)
{
    uint64_t seed = (uint64_t)_i + 7000, state = seed;
    struct ops *ops = random_ops(&state, 1500);
    struct timeline *timeline = open_timeline(ops);
    uint64_t (*bound)[8] = calloc(1501, sizeof *bound);

    timeline_keep(timeline, 64, 1 << 24);
    for (uint32_t step = 0; step <= 1500; step++) {
        REQUIRE(timeline_seek(timeline, step) == step);
        for (uint32_t name = 0; name < 8; name++)
            timeline_find(timeline, name, &bound[step][name]);
    }
    for (int i = 0; i < 300; i++) {
        uint32_t step = (uint32_t)random_below(&state, 1501);

        timeline_seek(timeline, step);
        for (uint32_t name = 0; name < 8; name++) {
            uint64_t address = 0;

            timeline_find(timeline, name, &address);
            REQUIRE_MSG(address == bound[step][name], "seed %llu: n%u at step %u",
                        (unsigned long long)seed, name, step);
        }
    }
    free(bound);
    close_all(timeline, ops);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("learn");
    TCase *cases = tcase_create("learn");

    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, learning_moves_nothing, 0, 10);
    tcase_add_loop_test(cases, the_end_moves, 0, 10);
    tcase_add_test(cases, the_end_stays_after_typing);
    tcase_add_test(cases, steps_and_states_are_bounded);
    tcase_add_test(cases, states_share_what_does_not_change);
    tcase_add_test(cases, the_rover_is_found_again);
    tcase_add_test(cases, history_of_many_steps);
    tcase_add_loop_test(cases, names_after_jumps, 0, 10);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
