/* 25-travel.c: over random workloads, every state reached backwards, by a seek
 * or through a fork and back equals the state first reached forwards. */
#include "require.h"
#include "trace_state.h"
#include "run.h"

#include <stdlib.h>
#include <string.h>

#define STEPS 300

static struct timeline *open_timeline(struct ops *ops)
{
    struct timeline *timeline;

    REQUIRE(timeline_open(&timeline, ops, ops_options_view(ops)) == MEMS_OK);
    return timeline;
}

START_TEST(backwards_equals_forwards)
{
    uint64_t seed = (uint64_t)_i + 1, state = seed, hashes[STEPS + 1];
    struct ops *ops = random_ops(&state, STEPS);
    struct timeline *timeline = open_timeline(ops);

    /* whole states often, seldom, never, and more than there is room for */
    timeline_keep(timeline, 1 + (uint32_t)random_below(&state, 90),
                  (size_t)1 << random_below(&state, 20));
    hashes[0] = state_hash(timeline);
    for (uint32_t step = 1; step <= STEPS; step++) {
        REQUIRE(timeline_forward(timeline));
        hashes[step] = state_hash(timeline);
    }
    REQUIRE(!timeline_forward(timeline));
    REQUIRE(timeline_step(timeline) == STEPS);
    for (uint32_t step = STEPS; step-- > 0;) {
        REQUIRE(timeline_back(timeline));
        REQUIRE_MSG(state_hash(timeline) == hashes[step], "seed %llu: back at step %u",
                      (unsigned long long)seed, step);
    }
    REQUIRE(!timeline_back(timeline));
    for (int i = 0; i < 60; i++) {
        uint32_t step = (uint32_t)random_below(&state, STEPS + 1);

        REQUIRE(timeline_seek(timeline, step) == step);
        REQUIRE_MSG(state_hash(timeline) == hashes[step], "seed %llu: sought step %u",
                      (unsigned long long)seed, step);
    }
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

/* Written bytes do come into the states that are compared. */
START_TEST(bytes_are_part_of_a_state)
{
    struct ops *ops = ops_open();
    struct timeline *timeline;
    uint64_t before;
    uint32_t name;

    REQUIRE(ops_intern(ops, "A", 1, &name));
    REQUIRE(ops_add(ops, (struct op){ .kind = OP_MALLOC, .text = NO_TEXT, .size = 8 }));
    REQUIRE(ops_add(ops, (struct op){ .kind = OP_WRITE, .text = NO_TEXT, .size = 7 }));
    timeline = open_timeline(ops);
    timeline_seek(timeline, 2);
    before = state_hash(timeline);
    struct mems_node node;
    REQUIRE(mems_node_first(timeline_heap(timeline), &node));
    ((unsigned char *)node.physical)[4095] ^= 1;
    REQUIRE(state_hash(timeline) != before);
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

/* ---- Events ---- */

static void check_decision(struct mems_decision told, struct mems_decision made, uint64_t seed,
                           uint32_t step)
{
    REQUIRE_MSG(told.address == made.address && told.size == made.size
                && told.waste == made.waste && told.did == made.did,
                "seed %llu, step %u: the block", (unsigned long long)seed, step);
    REQUIRE_MSG(told.left == made.left && told.right == made.right,
                "seed %llu, step %u: beside the block", (unsigned long long)seed, step);
    REQUIRE_MSG(made.did & MEMS_DID_FREE || told.rover == made.rover, "seed %llu, step %u: rover",
                (unsigned long long)seed, step);
}

/* What an event tells of the present step is what a heap of its own decides. */
static void check_event(const struct timeline *timeline, mems_heap *heap, uint64_t seed)
{
    uint32_t step = timeline_step(timeline);
    struct event event = timeline_event(timeline, step);
    struct op op = timeline_op(timeline, step);
    struct mems_decision decision;

    if (op.kind == OP_POLICY)
        mems_heap_set_policy(heap, (enum mems_policy)op.size);
    if (event.has_malloc) {
        REQUIRE(mems_heap_malloc(heap, op.size, &decision) == MEMS_OK);
        check_decision(event.malloc, decision, seed, step);
    }
    if (event.has_free) {
        REQUIRE(mems_heap_free(heap, event.free.address, &decision) == MEMS_OK);
        check_decision(event.free, decision, seed, step);
    }
}

START_TEST(events_tell_what_the_heap_did)
{
    uint64_t seed = (uint64_t)_i + 5000, state = seed;
    struct ops *ops = random_ops(&state, STEPS);
    struct timeline *timeline = open_timeline(ops);
    mems_heap *heap;

    timeline_seek(timeline, STEPS); /* twice: steps that are new, and known ones */
    for (int known = 0; known < 2; known++) {
        REQUIRE(mems_heap_open(&heap, ops_options_view(ops)) == MEMS_OK);
        for (timeline_seek(timeline, 0); timeline_forward(timeline);)
            check_event(timeline, heap, seed);
        mems_heap_close(heap);
        timeline_close(timeline);
        timeline = open_timeline(ops);
    }
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

/* ---- Forks: a model that keeps the hash of every step, in every future ---- */

#define PATH 400
#define EDITS 64

struct future {
    uint64_t hashes[PATH]; /* of the step after the fork, and so on; 0: unknown */
    uint32_t count;        /* steps in it */
};

struct model {
    uint64_t hashes[PATH]; /* by step */
    uint32_t end;
    uint32_t positions[EDITS];
    struct future others[EDITS];
    size_t done, count;
};

static void model_exchange(struct model *model, size_t edit)
{
    struct future *other = &model->others[edit], old;
    uint32_t position = model->positions[edit];

    old.count = model->end - position;
    memcpy(old.hashes, model->hashes + position + 1, old.count * sizeof old.hashes[0]);
    memcpy(model->hashes + position + 1, other->hashes, other->count * sizeof old.hashes[0]);
    model->end = position + other->count;
    *other = old;
}

static void check_step(struct model *model, const struct timeline *timeline, uint64_t seed)
{
    uint32_t step = timeline_step(timeline);
    uint64_t hash = state_hash(timeline);

    REQUIRE(timeline_end(timeline) == model->end);
    REQUIRE(timeline_edits(timeline) == model->done);
    if (model->hashes[step] == 0)
        model->hashes[step] = hash;
    REQUIRE_MSG(model->hashes[step] == hash, "seed %llu: step %u of %u, %zu edits",
                  (unsigned long long)seed, step, model->end, model->done);
}

static void edit(struct model *model, struct timeline *timeline, uint64_t *state)
{
    struct ops *ops = timeline_ops_edit(timeline);
    uint32_t position = timeline_step(timeline);
    struct future none = { .count = 1 };

    if (model->done == EDITS || position + 2 >= PATH)
        return;
    REQUIRE(ops_add(ops, random_op(ops, state)));
    REQUIRE(timeline_edit(timeline, (uint32_t)ops_count(ops) - 1));
    REQUIRE(timeline_step(timeline) == position + 1);
    model->positions[model->done] = position;
    model->others[model->done] = none;
    model_exchange(model, model->done);
    model->count = ++model->done;
}

static void act(struct model *model, struct timeline *timeline, uint64_t *state)
{
    uint64_t action = random_below(state, 100);
    uint32_t position;

    if (action < 40) {
        timeline_forward(timeline);
    } else if (action < 55) {
        timeline_back(timeline);
    } else if (action < 65) {
        timeline_seek(timeline, (uint32_t)random_below(state, model->end + 1));
    } else if (action < 85) {
        edit(model, timeline, state);
    } else if (action < 94) {
        REQUIRE(timeline_undo_edit(timeline) == (model->done > 0));
        if (model->done == 0)
            return;
        position = model->positions[--model->done];
        model_exchange(model, model->done);
        REQUIRE(timeline_step(timeline) == position);
    } else {
        REQUIRE(timeline_redo_edit(timeline) == (model->done < model->count));
        if (model->done == model->count)
            return;
        position = model->positions[model->done];
        model_exchange(model, model->done++);
        REQUIRE(timeline_step(timeline) == position + 1);
    }
}

START_TEST(forks_come_back)
{
    uint64_t seed = (uint64_t)_i + 1000, state = seed;
    struct ops *ops = random_ops(&state, 100);
    struct timeline *timeline = open_timeline(ops);
    struct model *model = calloc(1, sizeof *model);

    timeline_keep(timeline, 1 + (uint32_t)random_below(&state, 30), 1 << 20);
    model->end = 100;
    check_step(model, timeline, seed);
    for (int i = 0; i < 600; i++) {
        act(model, timeline, &state);
        check_step(model, timeline, seed);
    }
    while (timeline_undo_edit(timeline)) {
        model_exchange(model, --model->done);
        check_step(model, timeline, seed);
    }
    for (uint32_t step = 0; step <= 100; step++) {
        REQUIRE(timeline_seek(timeline, step) == step);
        check_step(model, timeline, seed);
    }
    free(model);
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

/* History and totals say the same, at every step. */
START_TEST(history_equals_totals)
{
    uint64_t state = (uint64_t)_i + 2000;
    struct ops *ops = random_ops(&state, STEPS);
    struct timeline *timeline = open_timeline(ops);
    struct sample samples[STEPS + 1];
    size_t known;

    timeline_seek(timeline, STEPS / 2);
    timeline_history(timeline, samples, STEPS + 1, &known);
    REQUIRE(known == STEPS / 2 + 1);
    timeline_seek(timeline, STEPS);
    timeline_history(timeline, samples, STEPS + 1, &known);
    REQUIRE(known == STEPS + 1);
    for (uint32_t step = 0; step <= STEPS; step++) {
        struct mems_totals totals;

        timeline_seek(timeline, step);
        totals = mems_heap_totals(timeline_heap(timeline));
        REQUIRE(samples[step].mapped == totals.mapped);
        REQUIRE(samples[step].process == totals.process);
    }
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("travel");
    TCase *cases = tcase_create("travel");

    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, backwards_equals_forwards, 0, 120);
    tcase_add_test(cases, bytes_are_part_of_a_state);
    tcase_add_loop_test(cases, events_tell_what_the_heap_did, 0, 40);
    tcase_add_loop_test(cases, forks_come_back, 0, 60);
    tcase_add_loop_test(cases, history_equals_totals, 0, 10);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
