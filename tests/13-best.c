/* 13-best.c: the HOLEs by size and address beside a plain list that is searched
 * from end to end: equal answers in long random runs, however many HOLEs there
 * are, however large, and however many are of one size. */
#include "best.h"

#include "heaps.h"
#include "maps.h"

#include <stdlib.h>

#define HOLES 3000
#define FAR (UINT64_C(1) << 48)

struct hole {
    uint64_t start, size;
    uint32_t record;
};

struct world {
    struct best best;
    struct random random;
    struct hole *holes;
    size_t count;
    uint32_t records; /* given out */
    uint64_t sizes;   /* as in draw_size */
};

/* Few sizes, small sizes, sizes about where the table ends, and all sizes. */
static uint64_t draw_size(struct world *world)
{
    struct random *random = &world->random;
    switch (world->sizes) {
    case 0:
        return 1 + 7 * random_below(random, 3);
    case 1:
        return 1 + random_below(random, 300);
    case 2:
        return MEMS_BEST_SMALL - 20 + random_below(random, 40);
    case 3:
        return (UINT64_C(1) << 32) + random_below(random, 3);
    default:
        return 1 + (random_next(random) >> (16 + random_below(random, 48)));
    }
}

static void open_world(struct world *world, uint64_t stream, uint64_t sizes)
{
    *world = (struct world){.random = random_stream(stream), .sizes = sizes};
    world->holes = calloc(HOLES, sizeof *world->holes);
    ck_assert_ptr_nonnull(world->holes);
    mems_best_open(&world->best, 4096);
}

static void close_world(struct world *world)
{
    mems_best_close(&world->best);
    ck_assert_uint_eq(mems_best_bytes(&world->best), 0);
    free(world->holes);
}

static bool taken(const struct world *world, uint64_t start)
{
    for (size_t i = 0; i < world->count; i++)
        if (world->holes[i].start == start)
            return true;
    return false;
}

static void add(struct world *world, uint64_t start, uint64_t size)
{
    struct hole hole = {start, size, world->records++};
    must(mems_best_stock(&world->best, 1));
    mems_best_appeared(&world->best, hole.start, hole.size, hole.record);
    world->holes[world->count++] = hole;
}

static void add_some(struct world *world)
{
    uint64_t start = random_below(&world->random, world->sizes % 2 ? FAR : 4 * HOLES);
    if (!taken(world, start))
        add(world, start, draw_size(world));
}

static void drop(struct world *world, size_t which)
{
    const struct hole *hole = &world->holes[which];
    mems_best_went(&world->best, hole->start, hole->size);
    world->holes[which] = world->holes[--world->count];
}

/* The lowest of the smallest that fit, the long way. */
static uint32_t best_of_list(const struct world *world, uint64_t size)
{
    const struct hole *best = NULL;
    for (size_t i = 0; i < world->count; i++) {
        const struct hole *hole = &world->holes[i];
        if (hole->size < size)
            continue;
        if (best == NULL || hole->size < best->size ||
            (hole->size == best->size && hole->start < best->start))
            best = hole;
    }
    return best == NULL ? MEMS_NONE : best->record;
}

static void compare(struct world *world)
{
    uint64_t sizes[] = {draw_size(world), draw_size(world) + 1, 1, MEMS_BEST_SMALL,
                        UINT64_MAX - draw_size(world), UINT64_MAX / 2, UINT64_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        must(mems_best_find(&world->best, sizes[i]) == best_of_list(world, sizes[i]));
    must(world->best.count == world->count);
}

static void compare_all(const struct world *world)
{
    must(mems_best_sound(&world->best));
    for (size_t i = 0; i < world->count; i++) {
        const struct hole *hole = &world->holes[i];
        must(mems_best_has(&world->best, hole->start, hole->size, hole->record));
        must(!mems_best_has(&world->best, hole->start, hole->size, hole->record + 1));
        must(!mems_best_has(&world->best, hole->start, hole->size + 1, hole->record));
    }
}

/* Grows to `most`, stays about there, shrinks to nothing. */
static void live(struct world *world, size_t most, uint64_t steps)
{
    for (uint64_t step = 0; step < steps; step++) {
        uint64_t phase = 3 * step / steps;
        uint64_t adds = phase == 0 ? 80 : phase == 1 ? 50 : 20;
        if (random_below(&world->random, 100) < adds && world->count < most)
            add_some(world);
        else if (world->count > 0)
            drop(world, random_below(&world->random, world->count));
        compare(world);
        if (step % 256 == 0)
            compare_all(world);
    }
    while (world->count > 0) {
        drop(world, random_below(&world->random, world->count));
        must(mems_best_sound(&world->best));
    }
    compare(world);
    ck_assert_uint_eq(world->best.trees.taken, 0);
}

START_TEST(answers_are_those_of_a_list)
{
    struct world world;
    for (uint64_t sizes = 0; sizes < 5; sizes++) {
        open_world(&world, 30 + sizes, sizes);
        live(&world, 10, operations(1000));
        live(&world, HOLES, operations(8000));
        close_world(&world);
    }
}
END_TEST

/* Address order and its opposite, at both ends of every tree. */
START_TEST(holes_in_order_keep_it)
{
    struct world world;
    for (uint64_t way = 0; way < 4; way++) {
        open_world(&world, 40, 0);
        for (uint64_t i = 0; i < HOLES; i++)
            add(&world, way % 2 ? 8 * HOLES - 8 * i : 8 * i, way < 2 ? 8 : 5000 + 2 * i);
        compare_all(&world);
        while (world.count > 0) {
            drop(&world, way % 2 ? 0 : world.count - 1);
            must(mems_best_find(&world.best, 8) == best_of_list(&world, 8));
        }
        ck_assert(mems_best_sound(&world.best));
        close_world(&world);
    }
}
END_TEST

/* Taken from the front one by one, a full tree stays at least a quarter full. */
START_TEST(nodes_follow_the_holes)
{
    struct world world;
    open_world(&world, 41, 0);
    for (uint64_t i = 0; i < HOLES; i++)
        add(&world, i * 77 % HOLES, 16);
    while (world.count > 1) {
        size_t lowest = 0;
        for (size_t i = 1; i < world.count; i++)
            if (world.holes[i].start < world.holes[lowest].start)
                lowest = i;
        must(mems_best_find(&world.best, 1) == world.holes[lowest].record);
        drop(&world, lowest);
        must(world.best.trees.taken <= 2 + world.count / (MEMS_TREE_ROOM / 4) * 10 / 9);
    }
    close_world(&world);
}
END_TEST

START_TEST(clear_forgets_and_keeps_the_stock)
{
    struct world world;
    open_world(&world, 42, 4);
    for (int round = 0; round < 3; round++) {
        while (world.count < HOLES)
            add_some(&world);
        compare(&world);
        uint64_t calls = maps.calls;
        mems_best_clear(&world.best);
        world.count = 0;
        compare_all(&world);
        compare(&world);
        ck_assert(mems_best_stock(&world.best, 10));
        ck_assert_uint_eq(maps.calls, calls);
    }
    close_world(&world);
}
END_TEST

/* Whichever mmap is refused, nothing is lost, and later calls work. */
START_TEST(refused_memory_loses_nothing)
{
    struct world world;
    bool refused = true;
    for (uint64_t at = 1; refused; at++) {
        maps_reset(0);
        maps.refuse_from = at; /* from then on, until a stock has failed */
        maps.refuse_to = UINT64_MAX;
        open_world(&world, 43, 4);
        refused = false;
        for (int i = 0; i < HOLES; i++) {
            bool stocked = mems_best_stock(&world.best, 1);
            must(stocked || maps.refused > 0);
            refused = maps.refused > 0;
            if (!stocked) {
                compare(&world);
                compare_all(&world);
                maps.refuse_to = 0;
            }
            add(&world, (uint64_t)i, draw_size(&world));
        }
        compare_all(&world);
        close_world(&world);
        ck_assert_uint_eq(maps.alive, 0);
        ck_assert_uint_eq(maps.wrong, 0);
    }
}
END_TEST

/* What is stocked suffices, without another mmap. */
START_TEST(stocked_holes_need_no_more_pages)
{
    struct world world;
    open_world(&world, 44, 0);
    for (uint64_t i = 0; i < HOLES; i += 10) {
        ck_assert(mems_best_stock(&world.best, 10));
        uint64_t calls = maps.calls;
        for (uint64_t k = 0; k < 10; k++)
            mems_best_appeared(&world.best, 9 * (i + k), k % 2 ? 9 : 4096 + i, (uint32_t)(i + k));
        ck_assert_uint_eq(maps.calls, calls);
    }
    ck_assert(mems_best_sound(&world.best));
    close_world(&world);
}
END_TEST

START_TEST(trees_that_are_wrong_are_found)
{
    struct world world;
    open_world(&world, 45, 0);
    for (uint64_t i = 0; i < 200; i++)
        add(&world, 10 * i, 10);
    struct bin *bin = mems_pool_slot(&world.best.bins, 10);
    struct tree_node *root = mems_pool_slot(&world.best.trees.nodes, bin->others);
    struct tree_node *leaf = mems_pool_slot(&world.best.trees.nodes, root->values[1]);
    ck_assert(mems_best_sound(&world.best));
    ck_assert_uint_eq(root->level, 1);
    root->keys[1]++;
    ck_assert(!mems_best_sound(&world.best));
    root->keys[1]--;
    leaf->keys[3] = leaf->keys[2];
    ck_assert(!mems_best_sound(&world.best));
    leaf->keys[3] += 10;
    ck_assert(mems_best_sound(&world.best));
    bin->lowest = 10;
    ck_assert(!mems_best_sound(&world.best));
    bin->lowest = 0;
    world.best.small[1] = 1;
    ck_assert(!mems_best_sound(&world.best));
    world.best.small[1] = 0;
    world.best.count++;
    ck_assert(!mems_best_sound(&world.best));
    world.best.count--;
    root->values[1] = root->values[0];
    ck_assert(!mems_best_sound(&world.best));
    close_world(&world);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: best");
    TCase *cases = tcase_create("best");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, answers_are_those_of_a_list);
    tcase_add_test(cases, holes_in_order_keep_it);
    tcase_add_test(cases, nodes_follow_the_holes);
    tcase_add_test(cases, clear_forgets_and_keeps_the_stock);
    tcase_add_test(cases, refused_memory_loses_nothing);
    tcase_add_test(cases, stocked_holes_need_no_more_pages);
    tcase_add_test(cases, trees_that_are_wrong_are_found);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
