/* 13-map.c: the sums over virtual space beside a plain list of segments that is
 * added up from end to end, in long random runs. */
#include "map.h"

#include "heaps.h"
#include "maps.h"

#include <stdlib.h>
#include <string.h>

#define SEGMENTS 1500
#define CELL MEMS_MAP_CELL

struct piece {
    uint64_t offset, size;
    enum mems_kind kind;
    uint32_t waste;
};

struct world {
    struct map map;
    struct random random;
    struct piece pieces[SEGMENTS];
    size_t count;
    uint64_t space; /* bytes stocked */
};

static void open_world(struct world *world, uint64_t stream)
{
    memset(world, 0, sizeof *world);
    world->random = random_stream(stream);
    mems_map_open(&world->map, 4096);
}

static void close_world(struct world *world)
{
    mems_map_close(&world->map);
    ck_assert_uint_eq(mems_map_bytes(&world->map), 0);
}

static void grow(struct world *world, uint64_t space)
{
    must(mems_map_stock(&world->map, space));
    world->space = space;
}

/* Pieces may lie over each other: what begins where is all that counts. They
 * keep together, so that cells hold several. */
static struct piece draw(struct world *world)
{
    struct random *random = &world->random;
    uint64_t width = world->space >> random_below(random, 30);
    struct piece piece = {
        .offset = random_below(random, width + 1) * (world->space - 1) / (width + 1),
        .size = 1 + (random_next(random) >> (16 + random_below(random, 48))),
        .kind = random_below(random, 3) == 0 ? MEMS_HOLE : MEMS_PROCESS,
    };
    if (piece.kind == MEMS_PROCESS)
        piece.waste = (uint32_t)random_below(random, 4096);
    return piece;
}

static void add(struct world *world, struct piece piece)
{
    mems_map_appeared(&world->map, piece.offset, piece.kind, piece.size, piece.waste);
    world->pieces[world->count++] = piece;
}

static void drop(struct world *world, size_t which)
{
    const struct piece *piece = &world->pieces[which];
    mems_map_went(&world->map, piece->offset, piece->kind, piece->size, piece->waste);
    world->pieces[which] = world->pieces[--world->count];
}

static struct mems_usage sum_of_list(const struct world *world, uint64_t first, uint64_t end)
{
    struct mems_usage sum = {0};
    for (size_t i = 0; i < world->count; i++) {
        const struct piece *piece = &world->pieces[i];
        if (piece->offset / CELL < first || piece->offset / CELL >= end)
            continue;
        sum.process += piece->kind == MEMS_PROCESS ? piece->size : 0;
        sum.waste += piece->waste;
        sum.blocks += piece->kind == MEMS_PROCESS;
        sum.holes += piece->kind == MEMS_HOLE;
    }
    return sum;
}

static void compare_range(const struct world *world, uint64_t first, uint64_t end)
{
    struct mems_usage sum = mems_map_sum(&world->map, first, end);
    struct mems_usage wanted = sum_of_list(world, first, end);
    must(memcmp(&sum, &wanted, sizeof sum) == 0);
}

static void compare(struct world *world)
{
    uint64_t all = (world->space + CELL - 1) / CELL;
    uint64_t first = random_below(&world->random, all + 1);
    uint64_t few = random_below(&world->random, 200);
    compare_range(world, 0, all);
    compare_range(world, first, first + random_below(&world->random, all - first + 1));
    compare_range(world, first, few < all - first ? first + few : all);
    compare_range(world, first, first);
}

static void live(struct world *world, uint64_t steps)
{
    for (uint64_t step = 0; step < steps; step++) {
        bool grows = random_below(&world->random, steps) < 2 * (steps - step);
        if (grows && world->count < SEGMENTS)
            add(world, draw(world));
        else if (world->count > 0)
            drop(world, random_below(&world->random, world->count));
        if (step % 16 == 0)
            compare(world);
    }
    must(mems_map_sound(&world->map));
}

/* From one byte of space to 64 GiB: every number of levels but the largest. */
START_TEST(sums_are_those_of_a_list)
{
    static struct world world;
    open_world(&world, 50);
    for (uint64_t space = 1; space < UINT64_C(1) << 36; space *= 7) {
        grow(&world, space + random_below(&world.random, space));
        live(&world, operations(3000));
    }
    close_world(&world);
}
END_TEST

START_TEST(space_grows_by_one_step_too)
{
    static struct world world;
    for (uint64_t before = CELL - 1; before < UINT64_C(1) << 34; before = 3 * before + 7) {
        open_world(&world, 51);
        grow(&world, before);
        live(&world, 100);
        grow(&world, UINT64_C(1) << 34);
        live(&world, 100);
        close_world(&world);
    }
}
END_TEST

static int by_offset(const void *a, const void *b)
{
    const struct piece *first = a, *second = b;
    return (first->offset > second->offset) - (first->offset < second->offset);
}

/* The cells of a group in which anything began or begins, filled anew; how many
 * pieces begin in it, of those from `piece` on. */
static size_t lay_group(struct map *map, uint64_t group, const struct piece *piece,
                        const struct piece *end)
{
    const struct piece *first = piece;
    memset(mems_map_cell(map, group * MEMS_MAP_GROUP), 0,
           MEMS_MAP_GROUP * sizeof(struct map_cell));
    for (; piece < end && piece->offset / CELL / MEMS_MAP_GROUP == group; piece++)
        mems_map_begins(mems_map_cell(map, piece->offset / CELL), piece->kind, piece->size,
                        piece->waste);
    mems_map_laid(map, group);
    return (size_t)(piece - first);
}

START_TEST(what_is_laid_in_order_is_the_same)
{
    static struct world world;
    open_world(&world, 52);
    for (uint64_t space = 1000; space < UINT64_C(1) << 32; space *= 40) {
        grow(&world, space);
        live(&world, 2000);
        size_t count = world.count / 2; /* the others go */
        const struct piece *piece = world.pieces, *end = piece + count;
        qsort(world.pieces, count, sizeof *piece, by_offset);
        world.count = count;
        mems_map_clear(&world.map);
        for (uint64_t group = 0; group * MEMS_MAP_GROUP * CELL < space; group++)
            piece += lay_group(&world.map, group, piece, end);
        must(piece == end);
        compare(&world);
        must(mems_map_sound(&world.map));
        live(&world, 500);
    }
    close_world(&world);
}
END_TEST

/* A block in a HOLE, at its front or behind it, with a rest or without one; and back. */
START_TEST(a_move_is_all_its_segments)
{
    for (int kind = 0; kind < 4; kind++) {
        static struct world world;
        bool at_front = kind & 1, has_rest = kind & 2;
        struct piece hole = {.offset = 300, .size = 90000, .kind = MEMS_HOLE};
        struct piece block = {at_front ? 300 : 40000, 20000, MEMS_PROCESS, 7};
        struct piece rest = {block.offset + block.size, 1, MEMS_HOLE, 0};
        open_world(&world, 54);
        grow(&world, 100000);
        for (int round = 0; round < 3; round++) {
            world.count = 0;
            if (round == 0)
                add(&world, hole);
            else
                mems_map_vacated(&world.map, block.offset, block.size, block.waste, at_front,
                                 has_rest);
            world.pieces[0] = hole;
            world.count = 1;
            compare(&world);
            mems_map_occupied(&world.map, block.offset, block.size, block.waste, at_front,
                              has_rest);
            world.count = at_front ? 0 : 1;
            world.pieces[world.count++] = block;
            if (has_rest)
                world.pieces[world.count++] = rest;
            compare(&world);
            must(mems_map_sound(&world.map));
        }
        close_world(&world);
    }
}
END_TEST

START_TEST(refused_memory_loses_nothing)
{
    static struct world world;
    bool refused = true;
    for (uint64_t at = 1; refused; at++) {
        maps_reset(0);
        maps.refuse_from = at; /* from then on, until a stock has failed */
        maps.refuse_to = UINT64_MAX;
        open_world(&world, 53);
        refused = false;
        for (uint64_t space = 100; space < UINT64_C(1) << 32; space *= 3) {
            if (!mems_map_stock(&world.map, space)) {
                refused = true;
                maps.refuse_to = 0;
                if (world.space > 0)
                    live(&world, 200);
            }
            grow(&world, space);
            live(&world, 200);
        }
        ck_assert_int_eq(maps.refused > 0, refused);
        close_world(&world);
        ck_assert_uint_eq(maps.alive, 0);
        ck_assert_uint_eq(maps.wrong, 0);
    }
}
END_TEST

START_TEST(sums_that_are_wrong_are_found)
{
    static struct world world;
    open_world(&world, 54);
    grow(&world, 1 << 20);
    live(&world, 1000);
    ck_assert(mems_map_sound(&world.map));
    struct mems_usage *cell = (struct mems_usage *)(void *)world.map.levels[1].start + 1;
    cell->waste++;
    ck_assert(!mems_map_sound(&world.map));
    close_world(&world);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: map");
    TCase *cases = tcase_create("map");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, sums_are_those_of_a_list);
    tcase_add_test(cases, space_grows_by_one_step_too);
    tcase_add_test(cases, what_is_laid_in_order_is_the_same);
    tcase_add_test(cases, a_move_is_all_its_segments);
    tcase_add_test(cases, refused_memory_loses_nothing);
    tcase_add_test(cases, sums_that_are_wrong_are_found);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
