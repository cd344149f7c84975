/* 17-time.c: undo and redo are exact. Random runs are written down state by
 * state, nodes' records and physical addresses included; every state that is
 * come to again, from either side, is compared.
 *
 * MEMS_OPS: operations in all, about. */
#include "heaps.h"

#include <stdlib.h>
#include <string.h>

#define STEPS 240
#define LIVE_MAX STEPS

/* A run: states[k] is the state after k decisions. */
struct run {
    mems_heap *heap;
    struct random random;
    struct mems_decision made[STEPS];
    struct dump states[STEPS + 1], now;
    size_t count;
    uint64_t live[LIVE_MAX];
    size_t live_count;
};

static uint64_t random_size(struct random *random, uint64_t page)
{
    switch (random_below(random, 8)) {
    case 0:
        return 1 + random_below(random, 2 * page + 1);
    case 1:
        return page * (1 + random_below(random, 3));
    default:
        return 1 + random_below(random, 1 + page / 4);
    }
}

/* One operation at random that the heap carries out. */
static struct mems_decision operate(struct run *run)
{
    struct mems_decision made;
    uint64_t page = mems_heap_options(run->heap).page_size;
    if (run->live_count > 0 && random_below(&run->random, 100) < 47) {
        size_t which = random_below(&run->random, run->live_count);
        must(mems_heap_free(run->heap, run->live[which], &made) == MEMS_OK);
        run->live[which] = run->live[--run->live_count];
    } else {
        uint64_t size = random_size(&run->random, page);
        must(mems_heap_malloc(run->heap, size, &made) == MEMS_OK);
        run->live[run->live_count++] = made.address;
    }
    return made;
}

static void run_to(struct run *run, size_t count)
{
    while (run->count < count) {
        run->made[run->count] = operate(run);
        dump_take(&run->states[++run->count], run->heap);
        assert_sound(run->heap);
    }
}

static void compare(struct run *run, size_t step)
{
    dump_take(&run->now, run->heap);
    if (!dump_equal(&run->now, &run->states[step]))
        ck_abort_msg("state %zu differs", step);
    assert_sound(run->heap);
}

/* What undo and redo may read of a decision: the rest is spoilt. */
static struct mems_decision bare(const struct mems_decision *made)
{
    struct mems_decision decision = *made;
    decision.left = decision.right = UINT64_MAX;
    decision.segment = UINT32_MAX;
    if ((made->did & (MEMS_DID_NODE | MEMS_DID_FREE)) != MEMS_DID_NODE)
        decision.node = UINT32_MAX;
    if (made->did & MEMS_DID_FREE)
        decision.rover = UINT64_MAX;
    return decision;
}

/* The record that undo or redo gave for the block, if it is live. */
static void check_record(const struct run *run, uint64_t address, bool live, uint32_t record)
{
    struct mems_segment at;
    if (!live)
        must(record == UINT32_MAX);
    else
        must(mems_segment_at(run->heap, address, &at) && at.start == address &&
             at.kind == MEMS_PROCESS && at.record == record);
}

static void back(struct run *run, const struct mems_decision *made)
{
    struct mems_decision decision = bare(made);
    mems_heap_fetch(run->heap, made->address, random_next(&run->random));
    uint32_t record = mems_heap_undo(run->heap, &decision);
    check_record(run, made->address, made->did & MEMS_DID_FREE, record);
}

static void forth(struct run *run, const struct mems_decision *made)
{
    struct mems_decision decision = bare(made);
    mems_heap_fetch(run->heap, 0, made->address + made->size);
    uint32_t record = mems_heap_redo(run->heap, &decision);
    check_record(run, made->address, !(made->did & MEMS_DID_FREE), record);
}

/* From step `from` to step `to`, comparing every state on the way. */
static void travel(struct run *run, size_t from, size_t to)
{
    while (from > to) {
        back(run, &run->made[--from]);
        compare(run, from);
    }
    while (from < to) {
        forth(run, &run->made[from]);
        compare(run, ++from);
    }
}

/* The blocks that are live now, from the chains. */
static void find_live(struct run *run)
{
    struct mems_node node;
    struct mems_segment at;
    run->live_count = 0;
    for (bool more = mems_node_first(run->heap, &node); more;
         more = mems_node_next(run->heap, &node)) {
        for (bool one = mems_segment_first(run->heap, &node, &at); one;
             one = mems_segment_next(run->heap, &at)) {
            if (at.kind == MEMS_PROCESS)
                run->live[run->live_count++] = at.start;
        }
    }
}

/* Every policy, page size, alignment and joining. */
static struct mems_options options_number(int number)
{
    struct mems_options options = mems_options_default();
    options.policy = (enum mems_policy)(number % MEMS_POLICIES);
    options.join = number / 4 % 2 == 0;
    options.align = (size_t[]){1, 8, 64}[number / 8 % 3];
    options.page_size = (size_t[]){100, 2048, 4096, 65536, 3}[number / 24 % 5];
    options.place = number % 3 == 0 ? 0x4d454d530000 : 0;
    options.sums = number % 7 < 3;
    options.ahead = number % 11 < 4;
    return options;
}
#define OPTIONS 120

/* So many of these, from all over, as the number of operations allows. */
static int runs(void)
{
    uint64_t few = operations(OPTIONS * 4 * STEPS) / (4 * STEPS);
    return few < OPTIONS ? (int)few : OPTIONS;
}

static struct run *run_open(int number)
{
    struct mems_options options = options_number(number * 49 % OPTIONS);
    struct run *run = calloc(1, sizeof *run);
    ck_assert_ptr_nonnull(run);
    run->random = random_stream((uint64_t)number);
    ck_assert_int_eq(mems_heap_open(&run->heap, &options), MEMS_OK);
    dump_take(&run->states[0], run->heap);
    return run;
}

static void run_close(struct run *run)
{
    mems_heap_close(run->heap);
    for (size_t i = 0; i <= STEPS; i++)
        dump_drop(&run->states[i]);
    dump_drop(&run->now);
    free(run);
}

START_TEST(back_to_the_start_and_forth_again)
{
    struct run *run = run_open(_i);
    run_to(run, STEPS);
    travel(run, STEPS, 0);
    travel(run, 0, STEPS);
    size_t here = STEPS;
    for (int jump = 0; jump < 8; jump++) {
        size_t there = random_below(&run->random, STEPS + 1);
        travel(run, here, there);
        here = there;
    }
    run_close(run);
}
END_TEST

/* Another future from the middle, with nodes of its own while the old ones are
 * hidden; back out of it, and the old future is still exact. */
START_TEST(old_future_is_kept_beside_a_new_one)
{
    struct run *run = run_open(_i);
    struct mems_decision other[60];
    run_to(run, STEPS);
    for (int fork = 0; fork < 3; fork++) {
        size_t middle = random_below(&run->random, STEPS + 1);
        travel(run, STEPS, middle);
        find_live(run);
        for (size_t i = 0; i < 60; i++) {
            other[i] = operate(run);
            assert_sound(run->heap);
        }
        for (size_t i = 60; i-- > 0;)
            mems_heap_undo(run->heap, &other[i]);
        compare(run, middle);
        if (fork != 1) { /* what is not forgotten stays hidden until the end */
            for (size_t i = 0; i < 60; i++)
                mems_heap_forget(run->heap, &other[i]);
        }
        travel(run, middle, STEPS);
    }
    run_close(run);
}
END_TEST

START_TEST(forgotten_future_makes_room)
{
    struct run *run = run_open(_i);
    run_to(run, STEPS);
    size_t middle = STEPS / 2;
    travel(run, STEPS, middle);
    for (size_t i = middle; i < STEPS; i++) {
        mems_heap_forget(run->heap, &run->made[i]);
        assert_sound(run->heap);
    }
    compare(run, middle);
    run->count = middle;
    find_live(run);
    run_to(run, STEPS);
    travel(run, STEPS, 0);
    travel(run, 0, STEPS);
    run_close(run);
}
END_TEST

/* ---- Whole states ---- */

struct saved {
    size_t step;
    struct mems_state state;
    uint16_t **blocks; /* words of each */
    size_t count;
    uint32_t *nodes;
};

static struct mems_packed packed;

static void save(struct saved *saved, const struct run *run, size_t step)
{
    struct mems_totals totals = mems_heap_totals(run->heap);
    uint64_t segments = 0;
    struct mems_node node;
    *saved = (struct saved){.step = step};
    for (uint32_t block = 0; mems_heap_save(run->heap, block, &packed);
         block = packed.block + 1) {
        saved->blocks = realloc(saved->blocks, ++saved->count * sizeof *saved->blocks);
        must(saved->blocks != NULL);
        uint16_t *words = calloc(packed.word_count, sizeof *words);
        must(words != NULL);
        memcpy(words, packed.words, packed.word_count * sizeof *words);
        saved->blocks[saved->count - 1] = words;
        segments += packed.segments;
    }
    must(segments == totals.blocks + totals.holes);
    saved->nodes = calloc(totals.nodes + 1, sizeof *saved->nodes);
    must(saved->nodes != NULL);
    for (bool more = mems_node_first(run->heap, &node); more;
         more = mems_node_next(run->heap, &node))
        saved->nodes[node.index] = node.record;
    saved->state = (struct mems_state){
        .words = (const uint16_t *const *)saved->blocks, .nodes = saved->nodes,
        .node_count = (uint32_t)totals.nodes, .rover = mems_heap_rover(run->heap)};
}

static void forget(struct saved *saved)
{
    while (saved->count > 0)
        free(saved->blocks[--saved->count]);
    free(saved->blocks);
    free(saved->nodes);
}

/* The records of a loaded heap are 0, 1, 2 ... in address order. */
static void check_order(const struct run *run)
{
    struct mems_node node;
    struct mems_segment at;
    uint32_t record = 0;
    for (bool more = mems_node_first(run->heap, &node); more;
         more = mems_node_next(run->heap, &node)) {
        for (bool one = mems_segment_first(run->heap, &node, &at); one;
             one = mems_segment_next(run->heap, &at))
            must(at.record == record++);
    }
}

#define SAVES 6

START_TEST(any_state_is_loaded_exactly)
{
    struct run *run = run_open(_i);
    struct saved saved[SAVES];
    for (size_t i = 0; i < SAVES; i++) {
        run_to(run, i * STEPS / (SAVES - 1));
        save(&saved[i], run, run->count);
    }
    for (int jump = 0; jump < 12; jump++) {
        const struct saved *from = &saved[random_below(&run->random, SAVES)];
        mems_heap_load(run->heap, &from->state);
        compare(run, from->step);
        check_order(run);
        size_t there = random_below(&run->random, STEPS + 1);
        travel(run, from->step, there);
    }
    mems_heap_load(run->heap, &saved[SAVES - 1].state);
    for (int i = 0; i < 60; i++) { /* and it goes on from there as ever */
        operate(run);
        assert_sound(run->heap);
    }
    for (size_t i = 0; i < SAVES; i++)
        forget(&saved[i]);
    run_close(run);
}
END_TEST

START_TEST(huge_segments_are_saved_and_loaded)
{
    struct run *run = run_open(0);
    struct saved saved;
    uint64_t sizes[] = {(UINT64_C(1) << 15) - 2, (UINT64_C(1) << 15) - 1, UINT64_C(5) << 30, 1,
                        (UINT64_C(1) << 31) - 1, UINT64_C(1) << 32};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (mems_heap_malloc(run->heap, sizes[i], &run->made[run->count]) == MEMS_OK)
            dump_take(&run->states[++run->count], run->heap);
    save(&saved, run, run->count);
    size_t there = run->count;
    travel(run, there, 0);
    mems_heap_load(run->heap, &saved.state);
    compare(run, there);
    forget(&saved);
    run_close(run);
}
END_TEST

START_TEST(decision_tells_what_happened)
{
    mems_heap *heap;
    struct mems_decision made[5];
    ck_assert_int_eq(mems_heap_open(&heap, NULL), MEMS_OK);
    for (int i = 0; i < 3; i++)
        mems_heap_malloc(heap, 1000, &made[i]);
    ck_assert_uint_eq(made[0].did, MEMS_DID_NODE | MEMS_DID_SPLIT);
    ck_assert_uint_eq(made[0].address, 1000);
    ck_assert_uint_eq(made[0].size, 1000);
    ck_assert_uint_eq(made[0].right, 3096);
    ck_assert_uint_eq(made[0].rover, 1000);
    ck_assert_uint_eq(made[1].did, MEMS_DID_SPLIT);
    ck_assert_uint_eq(made[1].rover, 2000);
    mems_heap_malloc(heap, 1096, &made[3]);
    ck_assert_uint_eq(made[3].did, 0);
    ck_assert_uint_eq(made[3].right, 0);
    mems_heap_free(heap, 1000, &made[3]);
    ck_assert_uint_eq(made[3].did, MEMS_DID_FREE);
    mems_heap_free(heap, 3000, &made[3]);
    ck_assert_uint_eq(made[3].did, MEMS_DID_FREE);
    mems_heap_free(heap, 2000, &made[4]);
    ck_assert_uint_eq(made[4].did, MEMS_DID_FREE | MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT);
    ck_assert_uint_eq(made[4].left, 1000);
    ck_assert_uint_eq(made[4].right, 1000);
    mems_heap_close(heap);
}
END_TEST

/* The block's bytes are real memory and are not touched by travelling. */
START_TEST(bytes_survive_travelling)
{
    mems_heap *heap;
    struct mems_decision small, large;
    void *physical, *again;
    ck_assert_int_eq(mems_heap_open(&heap, NULL), MEMS_OK);
    mems_heap_malloc(heap, 100, &small);
    mems_heap_malloc(heap, 100000, &large);
    ck_assert_int_eq(mems_heap_get(heap, large.address, &physical), MEMS_OK);
    memset(physical, 0x5a, 100000);
    mems_heap_undo(heap, &large);
    ck_assert_int_eq(mems_heap_get(heap, large.address, &again), MEMS_OUTSIDE);
    mems_heap_undo(heap, &small);
    ck_assert_uint_eq(mems_heap_totals(heap).mapped, 0);
    mems_heap_redo(heap, &small);
    mems_heap_redo(heap, &large);
    ck_assert_int_eq(mems_heap_get(heap, large.address, &again), MEMS_OK);
    ck_assert_ptr_eq(again, physical);
    ck_assert(all_bytes_are(again, 100000, 0x5a));
    mems_heap_close(heap);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: time");
    TCase *cases = tcase_create("time");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, back_to_the_start_and_forth_again, 0, runs());
    tcase_add_loop_test(cases, old_future_is_kept_beside_a_new_one, 0, runs());
    tcase_add_loop_test(cases, forgotten_future_makes_room, 0, runs());
    tcase_add_loop_test(cases, any_state_is_loaded_exactly, 0, runs());
    tcase_add_test(cases, huge_segments_are_saved_and_loaded);
    tcase_add_test(cases, decision_tells_what_happened);
    tcase_add_test(cases, bytes_survive_travelling);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
