/* 1f-usage.c: what lies in a range of addresses is the same by sums and by a
 * walk, alone and among many, and is what adding up segment by segment says. */
#include "heaps.h"

#define LIVE_MAX 3000
#define RANGES_MAX 200

static mems_heap *open_pair(int number, bool sums)
{
    mems_heap *heap;
    struct mems_options options = mems_options_default();
    options.page_size = (size_t[]){100, 4096, 65536, 1}[number % 4];
    options.align = number / 4 % 2 == 0 ? 1 : 16;
    options.join = number / 8 % 2 == 0;
    options.sums = sums;
    ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
    return heap;
}

/* Every segment of the heap that has a byte in the range. */
static struct mems_usage add_up(const mems_heap *heap, uint64_t from, uint64_t to)
{
    struct mems_usage usage = {0};
    struct mems_node node;
    struct mems_segment at;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        for (bool one = mems_segment_first(heap, &node, &at); one;
             one = mems_segment_next(heap, &at)) {
            uint64_t low = at.start > from ? at.start : from;
            uint64_t high = at.start + at.size < to ? at.start + at.size : to;
            if (low >= high)
                continue;
            usage.holes += at.kind == MEMS_HOLE;
            usage.blocks += at.kind == MEMS_PROCESS;
            usage.process += at.kind == MEMS_PROCESS ? high - low : 0;
            usage.waste += at.start >= from ? at.waste : 0;
        }
    }
    return usage;
}

static bool same(struct mems_usage a, struct mems_usage b)
{
    return a.process == b.process && a.waste == b.waste && a.blocks == b.blocks &&
           a.holes == b.holes;
}

static void compare(const mems_heap *heaps[2], uint64_t from, uint64_t to)
{
    struct mems_usage expected = add_up(heaps[0], from, to);
    must(same(mems_heap_usage(heaps[0], from, to), expected));
    must(same(mems_heap_usage(heaps[1], from, to), expected));
}

/* Ranges that adjoin: near one another, far apart, empty, and past the end. */
static void compare_ranges(const mems_heap *heaps[2], struct random *random)
{
    static uint64_t at[RANGES_MAX + 1];
    static struct mems_usage out[RANGES_MAX];
    uint64_t span = mems_heap_totals(heaps[0]).mapped;
    size_t count = 1 + random_below(random, RANGES_MAX);
    uint64_t wide = 1 + random_below(random, random_below(random, 2) ? 1500 : 2 * span / count + 2);
    at[0] = 900 + random_below(random, span + 200);
    for (size_t i = 0; i < count; i++)
        at[i + 1] = at[i] + random_below(random, wide);
    for (int sums = 0; sums < 2; sums++) {
        mems_heap_usages(heaps[sums], at, count, out);
        for (size_t i = 0; i < count; i++)
            must(same(out[i], mems_heap_usage(heaps[0], at[i], at[i + 1])));
    }
}

START_TEST(sums_walks_and_segments_agree)
{
    static uint64_t live[LIVE_MAX];
    struct random random = random_stream((uint64_t)_i);
    mems_heap *heaps[2] = {open_pair(_i, false), open_pair(_i, true)};
    const mems_heap *both[2] = {heaps[0], heaps[1]};
    size_t count = 0;
    compare(both, 0, UINT64_MAX);
    for (int step = 0; step < 1500; step++) {
        if (count > 0 && random_below(&random, 100) < 45) {
            size_t which = random_below(&random, count);
            give(heaps[0], live[which]);
            give(heaps[1], live[which]);
            live[which] = live[--count];
        } else {
            uint64_t size = 1 + random_below(&random, step % 40 == 0 ? 9000 : 300);
            live[count] = take(heaps[0], size);
            must(take(heaps[1], size) == live[count++]);
        }
        uint64_t span = mems_heap_totals(heaps[0]).mapped;
        uint64_t from = 900 + random_below(&random, span + 200);
        if (step % 3 == 0) {
            compare(both, from, from + random_below(&random, 700));
            compare(both, from, from + random_below(&random, span));
            compare_ranges(both, &random);
        }
    }
    compare(both, 0, UINT64_MAX);
    compare(both, 1000, 1000);
    compare(both, 2000, 1000);
    close_sound(heaps[0]);
    close_sound(heaps[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: usage");
    TCase *cases = tcase_create("usage");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, sums_walks_and_segments_agree, 0, 16);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
