/* 16-index.c: on random chains, what the index finds is what a plain walk
 * finds, for every policy and from every kind of place. */
#include "index.h"

#include "heaps.h"
#include "os.h"

#include <stdlib.h>

#define PAGE 512

struct world {
    struct chain chain;
    struct index index;
    struct random random;
};

static void add_node(struct world *world)
{
    uint64_t size = PAGE * (1 + random_below(&world->random, 4));
    void *pages = mems_os_map(size, 0);
    ck_assert_ptr_nonnull(pages);
    ck_assert(mems_chain_stock(&world->chain) && mems_index_stock(&world->index));
    uint32_t node = mems_chain_append(&world->chain, size, pages);
    mems_index_node_appeared(&world->index, &world->chain, node);
    mems_index_hole_appeared(&world->index, &world->chain,
                             mems_chain_node(&world->chain, node)->first);
}

/* Splits and occupies at random; HOLEs may lie side by side. */
static void change_segment(struct world *world, uint64_t address)
{
    struct chain *chain = &world->chain;
    uint32_t at = mems_index_segment_at(&world->index, chain, address);
    const struct segment *segment = mems_chain_segment(chain, at);
    if (segment->kind == MEMS_PROCESS) {
        mems_chain_vacate(chain, at);
        mems_index_hole_appeared(&world->index, chain, at);
        return;
    }
    mems_index_hole_went(&world->index, chain, at);
    if (segment->size > 1) {
        ck_assert(mems_chain_stock(chain));
        uint64_t size = 1 + random_below(&world->random, segment->size - 1);
        mems_index_hole_appeared(&world->index, chain, mems_chain_split(chain, at, size));
    }
    mems_chain_occupy(chain, at, 0);
}

/* ---- A plain walk ---- */

static uint32_t next_in_all(const struct chain *chain, uint32_t at)
{
    const struct segment *segment = mems_chain_segment(chain, at);
    if (segment->next != MEMS_NONE)
        return segment->next;
    uint32_t node = mems_chain_node(chain, segment->node)->next;
    return node == MEMS_NONE ? MEMS_NONE : mems_chain_node(chain, node)->first;
}

/* Of the HOLEs from address `from` on that fit: the first (sign 0), the
 * smallest (-1) or the largest (1). */
static uint32_t walk(const struct chain *chain, uint64_t size, uint64_t from, int sign)
{
    uint32_t found = MEMS_NONE;
    if (chain->first == MEMS_NONE)
        return found;
    for (uint32_t at = mems_chain_node(chain, chain->first)->first; at != MEMS_NONE;
         at = next_in_all(chain, at)) {
        const struct segment *segment = mems_chain_segment(chain, at);
        if (segment->kind != MEMS_HOLE || segment->size < size || segment->start < from)
            continue;
        if (found == MEMS_NONE ||
            (sign < 0 && segment->size < mems_chain_segment(chain, found)->size) ||
            (sign > 0 && segment->size > mems_chain_segment(chain, found)->size))
            found = at;
    }
    return found;
}

static void compare_choices(struct world *world, uint64_t size, uint64_t from)
{
    struct chain *chain = &world->chain;
    struct index *index = &world->index;
    uint32_t next = walk(chain, size, from, 0);
    if (next == MEMS_NONE)
        next = walk(chain, size, 0, 0);
    ck_assert_uint_eq(mems_index_lowest(index, chain, size), walk(chain, size, 0, 0));
    ck_assert_uint_eq(mems_index_next(index, chain, size, from), next);
    ck_assert_uint_eq(mems_index_best(index, chain, size), walk(chain, size, 0, -1));
    ck_assert_uint_eq(mems_index_worst(index, chain, size), walk(chain, size, 0, 1));
    uint32_t largest = walk(chain, 1, 0, 1);
    ck_assert_uint_eq(mems_index_largest(index, chain),
                      largest == MEMS_NONE ? 0 : mems_chain_segment(chain, largest)->size);
}

static void compare_lookups(struct world *world)
{
    struct chain *chain = &world->chain;
    uint32_t at = mems_chain_node(chain, chain->first)->first;
    for (uint64_t address = chain->start; address < mems_chain_end(chain); address++) {
        const struct segment *segment = mems_chain_segment(chain, at);
        if (address == segment->start + segment->size)
            at = next_in_all(chain, at);
        must(mems_index_segment_at(&world->index, chain, address) == at);
        must(mems_index_node_at(&world->index, chain, address) ==
             mems_chain_segment(chain, at)->node);
    }
    const uint64_t outside[] = {0, 1, chain->start - 1, mems_chain_end(chain),
                                mems_chain_end(chain) + 1, UINT64_MAX};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        ck_assert_uint_eq(mems_index_node_at(&world->index, chain, outside[i]), MEMS_NONE);
        ck_assert_uint_eq(mems_index_segment_at(&world->index, chain, outside[i]), MEMS_NONE);
    }
}

static void open_world(struct world *world, uint64_t seed)
{
    world->random = random_stream(seed);
    mems_chain_open(&world->chain, 1000, PAGE);
    mems_index_open(&world->index, PAGE);
}

static void close_world(struct world *world)
{
    mems_chain_close(&world->chain);
    mems_index_close(&world->index);
}

START_TEST(choices_are_those_of_a_walk)
{
    struct world world;
    open_world(&world, 5);
    compare_choices(&world, 1, 1000);
    for (int step = 0; step < 3000; step++) {
        if (step % 20 == 0) /* groups of nodes, too */
            add_node(&world);
        uint64_t span = world.chain.mapped;
        change_segment(&world, 1000 + random_below(&world.random, span));
        uint64_t from = 990 + random_below(&world.random, span + 20);
        compare_choices(&world, 1 + random_below(&world.random, 64), from);
        compare_choices(&world, 1 + random_below(&world.random, 2048), from);
    }
    close_world(&world);
}
END_TEST

START_TEST(lookups_are_those_of_a_walk)
{
    struct world world;
    open_world(&world, 6);
    for (int nodes = 1; nodes <= 9; nodes++) {
        add_node(&world);
        for (int i = 0; i < 40; i++)
            change_segment(&world, 1000 + random_below(&world.random, world.chain.mapped));
        compare_lookups(&world);
    }
    close_world(&world);
}
END_TEST

START_TEST(nodes_come_and_go_at_the_tail)
{
    struct world world;
    open_world(&world, 7);
    for (int i = 0; i < 5; i++)
        add_node(&world);
    for (int i = 0; i < 3; i++) {
        mems_index_node_went(&world.index);
        mems_chain_hide(&world.chain, world.chain.last);
    }
    uint64_t node;
    ck_assert(mems_index_sound(&world.index, &world.chain, &node));
    compare_lookups(&world);
    add_node(&world);
    ck_assert(mems_index_sound(&world.index, &world.chain, &node));
    compare_lookups(&world);
    close_world(&world);
}
END_TEST

/* A bound that is too high costs one walk, not one for every search. */
START_TEST(search_that_trips_on_a_bound_mends_it)
{
    struct world world;
    open_world(&world, 9);
    for (int i = 0; i < 70; i++)
        add_node(&world);
    for (uint32_t i = 0; i < 70; i += 69) {
        struct entry *entry = mems_pool_slot(&world.index.entries, i);
        struct group *group = mems_pool_slot(&world.index.groups, i / MEMS_GROUP);
        for (int policy = 0; policy < 4; policy++) {
            group->at_most = entry->at_most = 1 << 20;
            uint32_t found =
                policy == 0   ? mems_index_lowest(&world.index, &world.chain, 1 << 19)
                : policy == 1 ? mems_index_next(&world.index, &world.chain, 1 << 19, 1000)
                : policy == 2 ? mems_index_best(&world.index, &world.chain, 1 << 19)
                              : mems_index_worst(&world.index, &world.chain, 1 << 19);
            ck_assert_uint_eq(found, MEMS_NONE);
            ck_assert_uint_eq(entry->at_most, mems_chain_node(&world.chain, entry->record)->size);
            ck_assert_uint_le(group->at_most, 4 * PAGE);
        }
    }
    close_world(&world);
}
END_TEST

START_TEST(index_that_is_wrong_is_found)
{
    struct world world;
    uint64_t node;
    open_world(&world, 8);
    for (int i = 0; i < 3; i++)
        add_node(&world);
    struct entry *entry = mems_pool_slot(&world.index.entries, 1);
    const struct entry right = *entry;
    entry->at_most = PAGE - 1;
    ck_assert(!mems_index_sound(&world.index, &world.chain, &node));
    ck_assert_uint_eq(node, 1);
    *entry = right;
    entry->start++;
    ck_assert(!mems_index_sound(&world.index, &world.chain, &node));
    *entry = right;
    entry->record = world.chain.first;
    ck_assert(!mems_index_sound(&world.index, &world.chain, &node));
    *entry = right;
    struct group *group = mems_pool_slot(&world.index.groups, 0);
    group->at_most = PAGE - 1;
    ck_assert(!mems_index_sound(&world.index, &world.chain, &node));
    group->at_most = entry->at_most = UINT64_MAX; /* too high is allowed */
    ck_assert(mems_index_sound(&world.index, &world.chain, &node));
    mems_index_node_went(&world.index);
    ck_assert(!mems_index_sound(&world.index, &world.chain, &node));
    close_world(&world);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: index");
    TCase *cases = tcase_create("index");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, choices_are_those_of_a_walk);
    tcase_add_test(cases, lookups_are_those_of_a_walk);
    tcase_add_test(cases, nodes_come_and_go_at_the_tail);
    tcase_add_test(cases, search_that_trips_on_a_bound_mends_it);
    tcase_add_test(cases, index_that_is_wrong_is_found);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
