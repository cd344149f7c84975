/* 16-index.c: on random heaps, what the index finds is what a plain walk finds,
 * by every search that this machine can run, and from every kind of place. */
#include "private.h"

#include "heaps.h"
#include "machine.h"

#include <string.h>

#define LIVE_MAX 4000

struct world {
    mems_heap *heap;
    struct random random;
    uint64_t live[LIVE_MAX];
    size_t count;
};

static const size_t pages_tried[] = {1, 100, 512, 4096, 65536};
#define PAGES (sizeof pages_tried / sizeof *pages_tried)
#define MACHINES 4

/* false: this machine has no such search. */
static bool open_world(struct world *world, int number, size_t page)
{
    struct mems_options options = mems_options_default();
    const struct machine *machine = mems_machine_number((unsigned)number);
    options.page_size = page;
    options.start = 1 + random_below(&world->random, 3000);
    options.join = number % 2 == 0;
    if (machine == NULL)
        return false;
    world->count = 0;
    ck_assert_int_eq(mems_heap_open(&world->heap, &options), MEMS_OK);
    world->heap->machine = machine;
    return true;
}

static void operate(struct world *world, uint64_t size, uint64_t frees)
{
    struct mems_decision made;
    if (world->count > 0 &&
        (world->count == LIVE_MAX || random_below(&world->random, 100) < frees)) {
        size_t which = random_below(&world->random, world->count);
        give(world->heap, world->live[which]);
        world->live[which] = world->live[--world->count];
        return;
    }
    must(mems_heap_malloc(world->heap, size, &made) == MEMS_OK);
    world->live[world->count++] = made.address;
}

/* ---- A plain walk ---- */

static uint32_t first_of_all(const struct chain *chain)
{
    return chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
}

static uint64_t size_of(const struct chain *chain, uint32_t at)
{
    return at == MEMS_NONE ? 0 : mems_segment_size(chain, mems_chain_segment(chain, at));
}

/* Of the HOLEs from address `from` on that fit: the first, or the largest. */
static uint32_t walk(const struct chain *chain, uint64_t size, uint64_t from, bool want_largest)
{
    uint32_t found = MEMS_NONE;
    for (uint32_t at = first_of_all(chain); at != MEMS_NONE;
         at = mems_chain_after(chain, mems_chain_segment(chain, at))) {
        const struct segment *segment = mems_chain_segment(chain, at);
        if (segment->kind != MEMS_HOLE || size_of(chain, at) < size || segment->start < from)
            continue;
        if (found == MEMS_NONE || size_of(chain, at) > size_of(chain, found))
            found = at;
        if (!want_largest)
            break;
    }
    return found;
}

static void compare_choices(struct world *world, uint64_t size)
{
    const struct chain *chain = &world->heap->chain;
    struct index *index = &world->heap->index;
    const struct machine *machine = world->heap->machine;
    uint64_t from = chain->start - 10 + random_below(&world->random, chain->mapped + 20);
    uint32_t next = walk(chain, size, from, false);
    if (next == MEMS_NONE)
        next = walk(chain, size, 0, false);
    must(machine->lowest(index, chain, size) == walk(chain, size, 0, false));
    must(from < chain->start || machine->next(index, chain, size, from) == next);
    uint32_t largest = walk(chain, 1, 0, true);
    must(machine->largest(index, chain) == largest);
    must(mems_heap_largest_hole(world->heap) == size_of(chain, largest));
}

static void compare_lookups(struct world *world, uint64_t step)
{
    const struct chain *chain = &world->heap->chain;
    struct index *index = &world->heap->index;
    uint32_t at = first_of_all(chain), node = chain->first;
    for (uint64_t address = chain->start; address < mems_chain_end(chain); address += step) {
        while (address >= mems_segment_end(chain, mems_chain_segment(chain, at)))
            at = mems_chain_after(chain, mems_chain_segment(chain, at));
        while (address - mems_chain_node(chain, node)->start >= mems_chain_node(chain, node)->size)
            node = mems_chain_node(chain, node)->next;
        bool begins = mems_chain_segment(chain, at)->start == address;
        must(mems_index_segment_at(index, chain, address) == at);
        must(mems_index_node_at(index, chain, address) == node);
        must(mems_granules_at(&index->granules, chain, address) == (begins ? at : MEMS_NONE));
    }
    const uint64_t outside[] = {0, chain->start - 1, mems_chain_end(chain),
                                mems_chain_end(chain) + 1, UINT64_MAX};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        must(mems_index_node_at(index, chain, outside[i]) == MEMS_NONE);
        must(mems_index_segment_at(index, chain, outside[i]) == MEMS_NONE);
    }
}

/* ---- Tests ---- */

START_TEST(choices_are_those_of_a_walk)
{
    static struct world world;
    size_t page = pages_tried[_i % (int)PAGES];
    world.random = random_stream((uint64_t)_i);
    if (!open_world(&world, _i / (int)PAGES, page))
        return;
    compare_choices(&world, 1);
    for (int step = 0; step < 1200; step++) {
        uint64_t most = step % 50 == 0 ? 5000 : 1 + 200U * ((unsigned)step / 300);
        operate(&world, 1 + random_below(&world.random, most), step % 100 < 60 ? 30 : 70);
        compare_choices(&world, 1 + random_below(&world.random, 64));
        compare_choices(&world, 1 + random_below(&world.random, 2048));
    }
    close_sound(world.heap);
}
END_TEST

START_TEST(lookups_are_those_of_a_walk)
{
    static struct world world;
    world.random = random_stream((uint64_t)_i);
    if (!open_world(&world, _i / (int)PAGES, pages_tried[_i % (int)PAGES]))
        return;
    for (int round = 0; round < 8; round++) {
        for (int i = 0; i < 60; i++)
            operate(&world, 1 + random_below(&world.random, 150), 45);
        operate(&world, 3000 + random_below(&world.random, 40000), 0);
        compare_lookups(&world, 1);
    }
    close_sound(world.heap);
}
END_TEST

/* Deep inside a large block the nearest start is far away: over every level of
 * the bits. */
START_TEST(addresses_deep_in_large_blocks_are_found)
{
    static struct world world;
    world.random = random_stream(3);
    must(open_world(&world, 0, 4096));
    const uint64_t sizes[] = {1, 100000, 1 << 20, 7, 1 << 24, 1 << 27, 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        operate(&world, sizes[i], 0);
        compare_lookups(&world, 777 + (sizes[i] >> 12));
    }
    give(world.heap, world.live[4]);
    give(world.heap, world.live[5]);
    compare_lookups(&world, 9999);
    close_sound(world.heap);
}
END_TEST

/* HOLEs larger than bounds can say are told apart all the same. */
START_TEST(huge_holes_are_told_apart)
{
    static struct world world;
    const uint64_t gib = UINT64_C(1) << 30, edge = INT32_MAX;
    const uint64_t sizes[] = {edge - 1, edge, edge + 1, 2 * gib, 5 * gib, 4 * gib, 5 * gib, 1};
    const size_t count = sizeof sizes / sizeof *sizes;
    world.random = random_stream(4);
    if (!open_world(&world, _i, 65536))
        return;
    for (size_t i = 0; i < count; i++)
        operate(&world, sizes[i], 0);
    for (size_t i = 0; i < count; i++) {
        compare_choices(&world, 1);
        give(world.heap, world.live[i]);
        for (size_t k = 0; k < count; k++) {
            compare_choices(&world, sizes[k] > 1 ? sizes[k] - 1 : 2);
            compare_choices(&world, sizes[k]);
            compare_choices(&world, sizes[k] + 1);
            compare_choices(&world, sizes[k] + 65535);
        }
        compare_choices(&world, 6 * gib);
    }
    uint64_t freed = 0;
    for (int i = 0; i < 12; i++) { /* and are taken */
        uint64_t size = 1 + random_below(&world.random, 5 * gib);
        struct mems_decision made;
        must(mems_heap_malloc(world.heap, size, &made) == MEMS_OK);
        compare_choices(&world, size);
        if (i % 3 == 2)
            give(world.heap, freed);
        freed = made.address;
    }
    mems_heap_close(world.heap);
}
END_TEST

static void must_be_mostly_untouched(const struct flat *flat)
{
    ck_assert_uint_lt(pages_there(flat->start, flat->bytes), flat->bytes / 4096 / 8);
}

/* To another state over a huge HOLE: tables where nothing begins stay untouched. */
START_TEST(load_touches_only_rows_where_something_begins)
{
    struct mems_decision first, huge;
    static struct mems_packed packed;
    const uint16_t *words = packed.words;
    mems_heap *heap = open_heap(4096, MEMS_FIRST_FIT);
    ck_assert_int_eq(mems_heap_malloc(heap, 100, &first), MEMS_OK);
    ck_assert(mems_heap_save(heap, 0, &packed));
    ck_assert_int_eq(mems_heap_malloc(heap, UINT64_C(3) << 30, &huge), MEMS_OK);
    mems_heap_load(heap, &(struct mems_state){.words = &words, .nodes = &first.node, .node_count = 1,
                                              .rover = first.address + first.size});
    must_be_mostly_untouched(&heap->index.granules.rows);
    must_be_mostly_untouched(&heap->index.granules.bits[0]);
    must_be_mostly_untouched(&heap->index.bounds.levels[1]);
    close_sound(heap);
}
END_TEST

/* A bound that is too high costs one search, not every one. */
START_TEST(search_that_trips_on_a_bound_mends_it)
{
    static struct world world;
    world.random = random_stream(9);
    if (!open_world(&world, _i, 4096))
        return;
    for (int i = 0; i < 300; i++)
        operate(&world, 4000, 0);
    struct index *index = &world.heap->index;
    const struct chain *chain = &world.heap->chain;
    const struct machine *machine = world.heap->machine;
    for (int policy = 0; policy < 3; policy++) {
        uint64_t g = 64 * (uint64_t)(policy + 3);
        mems_bounds_raise(&index->bounds, &index->granules, g, 1 << 20);
        memset(index->bounds.hints.from, 0, sizeof index->bounds.hints.from);
        uint32_t found =
            policy == 0   ? machine->lowest(index, chain, 1 << 19)
            : policy == 1 ? machine->next(index, chain, 1 << 19, world.heap->options.start)
                          : machine->largest(index, chain);
        ck_assert_uint_eq(found == MEMS_NONE, policy < 2);
        ck_assert_int_lt(*mems_granule_bound(&index->granules, g), 4096);
        memset(index->bounds.hints.from, 0, sizeof index->bounds.hints.from);
        found = machine->lowest(index, chain, 1 << 19);
        ck_assert_uint_eq(found, MEMS_NONE);
        ck_assert_int_lt(mems_bounds_level(&index->bounds, 1)[g / MEMS_LANES], 1 << 20);
    }
    close_sound(world.heap);
}
END_TEST

/* It was the only HOLE that begins in its granule, and not the one freed last. */
START_TEST(bound_is_lowered_when_its_hole_is_taken)
{
    const enum mems_policy policy = (enum mems_policy)(_i % MEMS_POLICIES);
    const struct machine *machine = mems_machine_number((unsigned)_i / MEMS_POLICIES);
    if (machine == NULL)
        return;
    mems_heap *heap = open_heap(4096, policy);
    uint64_t blocks[64];
    heap->machine = machine;
    for (int i = 0; i < 64; i++)
        blocks[i] = take(heap, 64);
    give(heap, blocks[10]);
    give(heap, blocks[20]);
    ck_assert_int_eq(*mems_granule_bound(&heap->index.granules, 10), 64);
    ck_assert_uint_eq(take(heap, 64), blocks[10]);
    ck_assert_int_eq(*mems_granule_bound(&heap->index.granules, 10), 0);
    close_sound(heap);
}
END_TEST

START_TEST(fastest_search_comes_first)
{
    const char *names = "AVX-512 AVX2 SSE2 plain";
    const char *at = names;
    for (unsigned i = 0; mems_machine_number(i) != NULL; i++) {
        at = strstr(at, mems_machine_number(i)->name);
        ck_assert_ptr_nonnull(at);
    }
    ck_assert_str_eq(at, "plain");
    ck_assert_ptr_null(mems_machine_number(4));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: index");
    TCase *cases = tcase_create("index");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, choices_are_those_of_a_walk, 0, (int)PAGES * MACHINES);
    tcase_add_loop_test(cases, lookups_are_those_of_a_walk, 0, (int)PAGES * MACHINES);
    tcase_add_test(cases, addresses_deep_in_large_blocks_are_found);
    tcase_add_loop_test(cases, huge_holes_are_told_apart, 0, MACHINES);
    tcase_add_test(cases, load_touches_only_rows_where_something_begins);
    tcase_add_loop_test(cases, search_that_trips_on_a_bound_mends_it, 0, MACHINES);
    tcase_add_loop_test(cases, bound_is_lowered_when_its_hole_is_taken, 0,
                        MACHINES * MEMS_POLICIES);
    tcase_add_test(cases, fastest_search_comes_first);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
