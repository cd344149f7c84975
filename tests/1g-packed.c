/* 1g-packed.c: what blocks of virtual space hold, as words and records, and which
 * of them may have changed. That packed states load is in 17-time.c. */
#include "heaps.h"

#define LIVE 200

static struct mems_packed packed;

/* A heap, and random operations on it. */
struct life {
    mems_heap *heap;
    struct random random;
    uint64_t live[LIVE];
    size_t count;
};

static struct life life_open(uint64_t number, bool sums)
{
    struct mems_options options = mems_options_default();
    struct life life = {.random = random_stream(number)};
    options.policy = (enum mems_policy)(number % MEMS_POLICIES);
    options.page_size = (size_t[]){100, 4096, 65536}[number % 3];
    options.align = number % 2 == 0 ? 1 : 16;
    options.sums = sums;
    ck_assert_int_eq(mems_heap_open(&life.heap, &options), MEMS_OK);
    return life;
}

static struct mems_decision operate(struct life *life)
{
    struct mems_decision made;
    uint64_t most = random_below(&life->random, 8) == 0 ? 90000 : 4000;
    if (life->count == LIVE || (life->count > 0 && random_below(&life->random, 100) < 40)) {
        size_t which = random_below(&life->random, life->count);
        must(mems_heap_free(life->heap, life->live[which], &made) == MEMS_OK);
        life->live[which] = life->live[--life->count];
    } else {
        must(mems_heap_malloc(life->heap, 1 + random_below(&life->random, most), &made) ==
             MEMS_OK);
        life->live[life->count++] = made.address;
    }
    return made;
}

/* Are these the words and records of the segments that begin in the block? */
static void check_packed(const mems_heap *heap)
{
    bool wastes = mems_heap_options(heap).align > 1;
    uint64_t start = mems_heap_options(heap).start + (uint64_t)packed.block * MEMS_BLOCK;
    struct mems_node node;
    struct mems_segment at;
    uint32_t segments = 0, words = 0;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        for (bool one = mems_segment_first(heap, &node, &at); one;
             one = mems_segment_next(heap, &at)) {
            if (at.start < start || at.start - start >= MEMS_BLOCK)
                continue;
            bool process = at.kind == MEMS_PROCESS;
            must(packed.records[segments++] == (process ? at.record : UINT32_MAX));
            must(packed.words[words] == (at.size < 0x7fff ? at.size : 0x7fff) * 2 + process);
            words += 1 + (at.size < 0x7fff ? 0 : 3u) + (wastes && process);
        }
    must(segments > 0 && packed.segments == segments && packed.word_count == words);
}

START_TEST(blocks_are_packed_in_order)
{
    struct life life = life_open((uint64_t)_i, true);
    must(!mems_heap_save(life.heap, 0, &packed));
    for (int round = 0; round < 20; round++) {
        struct mems_totals totals;
        uint64_t segments = 0;
        for (int i = 0; i < 30; i++)
            operate(&life);
        for (uint32_t block = 0; mems_heap_save(life.heap, block, &packed);
             block = packed.block + 1) {
            must(packed.block >= block);
            check_packed(life.heap);
            segments += packed.segments;
        }
        totals = mems_heap_totals(life.heap);
        must(segments == totals.blocks + totals.holes);
    }
    close_sound(life.heap);
}
END_TEST

/* A number for what the block holds, records included; 0: nothing begins there. */
static uint64_t hash_of(const mems_heap *heap, uint32_t block)
{
    uint64_t hash = 1;
    if (!mems_heap_save(heap, block, &packed) || packed.block != block)
        return 0;
    for (uint32_t i = 0; i < packed.word_count; i++)
        hash = (hash ^ packed.words[i]) * UINT64_C(0x9e3779b97f4a7c15) + (hash >> 29);
    for (uint32_t i = 0; i < packed.segments; i++)
        hash = (hash ^ packed.records[i]) * UINT64_C(0x9e3779b97f4a7c15) + (hash >> 29);
    return hash;
}

START_TEST(what_changed_is_told)
{
    enum { BLOCKS = 100 };
    struct life life = life_open((uint64_t)_i, true);
    uint64_t before[BLOCKS];
    size_t unchanged = 0;
    for (int round = 0; round < 200; round++) {
        mems_heap_watch(life.heap);
        for (uint32_t block = 0; block < BLOCKS; block++)
            before[block] = hash_of(life.heap, block);
        for (int i = 0; i < 3; i++) {
            struct mems_decision made = operate(&life);
            mems_heap_undo(life.heap, &made);
            mems_heap_redo(life.heap, &made);
        }
        for (uint32_t block = 0; block < BLOCKS; block++)
            if (!mems_heap_changed(life.heap, block)) {
                must(hash_of(life.heap, block) == before[block]);
                unchanged += before[block] != 0;
            }
    }
    ck_assert_uint_gt(unchanged, 100);
    close_sound(life.heap);
}
END_TEST

/* After a load records are others, so nothing is as it was; without sums nothing
 * is known. */
START_TEST(all_may_have_changed)
{
    for (int sums = 0; sums < 2; sums++) {
        struct life life = life_open(1, sums == 1);
        struct mems_decision made = operate(&life);
        mems_heap_watch(life.heap);
        ck_assert(mems_heap_changed(life.heap, 0) == (sums == 0));
        ck_assert(mems_heap_changed(life.heap, UINT32_MAX));
        ck_assert(mems_heap_save(life.heap, 0, &packed));
        const uint16_t *words = packed.words;
        mems_heap_load(life.heap, &(struct mems_state){
            .words = &words, .nodes = &made.node, .node_count = 1, .rover = 1000});
        ck_assert(mems_heap_changed(life.heap, 0));
        close_sound(life.heap);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: packed");
    TCase *cases = tcase_create("packed");
    tcase_add_loop_test(cases, blocks_are_packed_in_order, 0, 12);
    tcase_add_loop_test(cases, what_changed_is_told, 0, 12);
    tcase_add_test(cases, all_may_have_changed);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
