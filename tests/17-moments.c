/* 17-moments.c: from any moment of a random run to any other, by the blocks that
 * they do not share, in any order: leave, reach and enter.
 *
 * MEMS_OPS: operations in all, about. */
#include "heaps.h"

#include <stdlib.h>

#define MOMENTS 12
#define BETWEEN 25 /* operations from one to the next */
#define LIVE_MAX (MOMENTS * BETWEEN)
#define JUMPS 30

struct moment {
    struct dump dump;
    struct mems_decision live[LIVE_MAX];
    size_t live_count;
    uint32_t node_count;
    uint64_t rover;
};

struct run {
    mems_heap *heap;
    struct random random;
    struct moment moments[MOMENTS];
    uint32_t nodes[LIVE_MAX]; /* that any operation mapped */
    struct dump now;
};

/* Every policy and page size, alignment, sums, and memory taken ahead. */
static struct mems_options options_number(int number)
{
    struct mems_options options = mems_options_default();
    options.policy = (enum mems_policy)(number % MEMS_POLICIES);
    options.align = (size_t[]){1, 8, 64}[number / 4 % 3];
    options.page_size = (size_t[]){100, 4096, 65536, 3}[number / 12 % 4];
    options.sums = number % 7 < 4;
    options.ahead = number % 5 < 2;
    return options;
}
#define OPTIONS 48

static int runs(void)
{
    uint64_t few = operations(OPTIONS * JUMPS * BETWEEN) / (JUMPS * BETWEEN);
    return few < OPTIONS ? (int)few : OPTIONS;
}

static void operate(struct run *run, struct moment *at)
{
    uint64_t page = mems_heap_options(run->heap).page_size;
    if (at->live_count > 0 && random_below(&run->random, 100) < 48) {
        size_t which = random_below(&run->random, at->live_count);
        must(mems_heap_free(run->heap, at->live[which].address, NULL) == MEMS_OK);
        at->live[which] = at->live[--at->live_count];
        return;
    }
    uint64_t size = 1 + random_below(&run->random, random_below(&run->random, 6) == 0 ? 3 * page
                                                                                      : 1 + page / 4);
    struct mems_decision *made = &at->live[at->live_count++];
    must(mems_heap_malloc(run->heap, size, made) == MEMS_OK);
    if (made->did & MEMS_DID_NODE)
        run->nodes[at->node_count++] = made->node;
}

static struct run *run_open(int number)
{
    struct mems_options options = options_number(number);
    struct run *run = calloc(1, sizeof *run);
    ck_assert_ptr_nonnull(run);
    run->random = random_stream((uint64_t)number);
    ck_assert_int_eq(mems_heap_open(&run->heap, &options), MEMS_OK);
    for (size_t i = 0; i < MOMENTS; i++) {
        struct moment *at = &run->moments[i];
        if (i > 0) {
            *at = at[-1];
            at->dump = (struct dump){0};
        }
        for (size_t n = 0; n < BETWEEN && i > 0; n++) /* the first is empty */
            operate(run, at);
        at->rover = mems_heap_rover(run->heap);
        dump_take(&at->dump, run->heap);
    }
    return run;
}

static void run_close(struct run *run)
{
    mems_heap_close(run->heap);
    for (size_t i = 0; i < MOMENTS; i++)
        dump_drop(&run->moments[i].dump);
    dump_drop(&run->now);
    free(run);
}

static bool has(const struct moment *moment, const struct mems_decision *block)
{
    for (size_t i = 0; i < moment->live_count; i++)
        if (moment->live[i].address == block->address && moment->live[i].size == block->size &&
            moment->live[i].waste == block->waste)
            return true;
    return false;
}

/* The blocks of `at` that `other` lacks, in any order; returns how many. What leave and
 * enter do not read is spoilt. */
static size_t lacking(struct run *run, const struct moment *at, const struct moment *other,
                      struct mems_decision blocks[LIVE_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < at->live_count; i++) {
        if (has(other, &at->live[i]))
            continue;
        size_t place = random_below(&run->random, count + 1);
        blocks[count++] = blocks[place];
        blocks[place] = (struct mems_decision){
            .address = at->live[i].address, .size = at->live[i].size,
            .waste = at->live[i].waste, .left = UINT64_MAX, .right = UINT64_MAX,
            .rover = UINT64_MAX, .did = UINT8_MAX, .node = UINT32_MAX, .segment = UINT32_MAX};
    }
    return count;
}

/* The HOLE around what left is as large as was told, and so is the one before a block
 * that entered. */
static void check_left(const struct run *run, const struct mems_decision *block)
{
    struct mems_segment at;
    must(mems_segment_at(run->heap, block->address, &at) && at.kind == MEMS_HOLE);
    must(at.start == block->address - block->left);
    must(at.size == block->left + block->size + block->right);
}

static void check_entered(const struct run *run, const struct mems_decision *block,
                          uint32_t record)
{
    struct mems_segment at, before;
    must(mems_segment_at(run->heap, block->address, &at) && at.kind == MEMS_PROCESS);
    must(at.start == block->address && at.size == block->size && at.record == record);
    before = at;
    if (block->left > 0)
        must(mems_segment_before(run->heap, &before) && before.kind == MEMS_HOLE &&
             before.size == block->left);
}

static void jump(struct run *run, const struct moment *from, const struct moment *to)
{
    struct mems_decision blocks[LIVE_MAX];
    size_t count = lacking(run, from, to, blocks);
    for (size_t i = 0; i < count; i++) {
        mems_heap_leave(run->heap, &blocks[i]);
        check_left(run, &blocks[i]);
        assert_sound(run->heap);
    }
    mems_heap_reach(run->heap, run->nodes, to->node_count, to->rover);
    assert_sound(run->heap);
    count = lacking(run, to, from, blocks);
    for (size_t i = 0; i < count; i++) {
        uint32_t record = mems_heap_enter(run->heap, &blocks[i]);
        check_entered(run, &blocks[i], record);
        assert_sound(run->heap);
    }
    dump_take(&run->now, run->heap);
    must(dump_equal(&run->now, &to->dump));
}

START_TEST(any_moment_from_any_other)
{
    struct run *run = run_open(_i);
    size_t here = MOMENTS - 1;
    for (int i = 0; i < JUMPS; i++) {
        size_t there = random_below(&run->random, MOMENTS);
        jump(run, &run->moments[here], &run->moments[there]);
        here = there;
    }
    struct moment *now = &run->moments[here]; /* and it goes on from there as ever */
    jump(run, now, &run->moments[MOMENTS - 1]);
    now = &run->moments[MOMENTS - 1];
    while (now->live_count > 0) {
        must(mems_heap_free(run->heap, now->live[--now->live_count].address, NULL) == MEMS_OK);
        assert_sound(run->heap);
    }
    run_close(run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: moments");
    TCase *cases = tcase_create("moments");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, any_moment_from_any_other, 0, runs());
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
