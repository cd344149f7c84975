/* map.c: see map.h. Numbers are unsigned and wrap, so that adding minus one
 * times something takes it away. Levels are whole groups of 64 cells long. */
#include "map.h"

#include <string.h>

#define GROUP 64
#define FINE_SHIFT 9  /* log2 of MEMS_MAP_CELL */
#define LEVEL_SHIFT 6 /* log2 of GROUP */

/* A cell of the finest level: at most 512 segments begin in it, and together
 * they waste less than 2^21 bytes. */
struct fine {
    uint64_t process;
    uint32_t waste;
    uint16_t blocks, holes;
};

static struct fine *fine_cell(const struct map *map, uint64_t i)
{
    return mems_pool_slot(&map->levels[0], (uint32_t)i);
}

static struct mems_usage *coarse_cell(const struct map *map, unsigned level, uint64_t i)
{
    return mems_pool_slot(&map->levels[level], (uint32_t)i);
}

static void add(struct mems_usage *sum, const struct mems_usage *what, uint64_t times)
{
    sum->process += times * what->process;
    sum->waste += times * what->waste;
    sum->blocks += times * what->blocks;
    sum->holes += times * what->holes;
}

/* The cell of a level that stands for map->group, among others. */
static uint64_t cell_of_group(const struct map *map, unsigned level)
{
    return map->group >> (level - 1) * LEVEL_SHIFT;
}

/* Adds the cells `first` to `end` - 1 of a level, `times` each, to *sum, and
 * what one of them does not have yet. */
static void add_cells(struct mems_usage *sum, const struct map *map, unsigned level,
                      uint64_t first, uint64_t end, uint64_t times)
{
    for (uint64_t i = first; i < end; i++) {
        if (level > 0) {
            add(sum, coarse_cell(map, level, i), times);
            continue;
        }
        const struct fine *cell = fine_cell(map, i);
        add(sum, &(struct mems_usage){cell->process, cell->waste, cell->blocks, cell->holes},
            times);
    }
    if (level > 0 && cell_of_group(map, level) >= first && cell_of_group(map, level) < end)
        add(sum, &map->waiting, times);
}

static struct mems_usage sum_of_group(const struct map *map, unsigned level, uint64_t group)
{
    struct mems_usage sum = {0};
    add_cells(&sum, map, level, GROUP * group, GROUP * group + GROUP, 1);
    return sum;
}

/* The coarser cells of map->group get what changed in it. */
static void settle(struct map *map)
{
    for (unsigned level = 1; level < map->count; level++)
        add(coarse_cell(map, level, cell_of_group(map, level)), &map->waiting, 1);
    map->waiting = (struct mems_usage){0};
}

/* ---- Life ---- */

void mems_map_open(struct map *map, size_t page_size)
{
    *map = (struct map){.count = 1};
    mems_pool_open(&map->levels[0], sizeof(struct fine), page_size);
    for (unsigned level = 1; level < MEMS_MAP_LEVELS; level++)
        mems_pool_open(&map->levels[level], sizeof(struct mems_usage), page_size);
}

void mems_map_close(struct map *map)
{
    for (unsigned level = 0; level < MEMS_MAP_LEVELS; level++)
        mems_pool_close(&map->levels[level]);
    map->count = 1;
    map->reach = 0;
}

uint64_t mems_map_bytes(const struct map *map)
{
    uint64_t bytes = 0;
    for (unsigned level = 0; level < MEMS_MAP_LEVELS; level++)
        bytes += map->levels[level].slots.bytes;
    return bytes;
}

static bool stock_level(struct map *map, unsigned level, uint64_t count)
{
    struct pool *pool = &map->levels[level];
    if (count <= pool->virgin)
        return true;
    if (count > MEMS_SLOTS_MAX || !mems_pool_stock(pool, (uint32_t)count - pool->virgin))
        return false;
    pool->virgin = (uint32_t)count;
    return true;
}

bool mems_map_stock(struct map *map, uint64_t bytes)
{
    if (bytes <= map->reach)
        return true;
    settle(map);
    uint64_t groups = (bytes - 1) / (MEMS_MAP_CELL * GROUP) + 1;
    for (unsigned level = 0;; level++) {
        if (!stock_level(map, level, GROUP * groups))
            return false;
        if (level == map->count) { /* until now, all was in the first group below */
            *coarse_cell(map, level, 0) = sum_of_group(map, level - 1, 0);
            map->count++;
        }
        if (groups == 1)
            break;
        groups = (groups - 1) / GROUP + 1;
    }
    map->reach = bytes;
    return true;
}

/* Clears the group of cells that one coarser cell stands for, and whatever is
 * below: only where something begins, so pages never touched stay so. */
static void clear_group(struct map *map, unsigned level, uint64_t group)
{
    if (level == 0) {
        memset(fine_cell(map, GROUP * group), 0, GROUP * sizeof(struct fine));
        return;
    }
    for (uint64_t i = GROUP * group; i < GROUP * group + GROUP; i++) {
        struct mems_usage *cell = coarse_cell(map, level, i);
        if (cell->blocks + cell->holes == 0)
            continue;
        clear_group(map, level - 1, i);
        *cell = (struct mems_usage){0};
    }
}

void mems_map_clear(struct map *map)
{
    settle(map);
    if (map->reach > 0)
        clear_group(map, map->count - 1, 0);
}

/* ---- Changes ---- */

/* Changes follow one another in few groups, so what coarser cells are to get
 * waits until another group changes. */
static struct fine *change(struct map *map, uint64_t offset)
{
    uint64_t cell = offset >> FINE_SHIFT;
    if (cell >> LEVEL_SHIFT != map->group) {
        settle(map);
        map->group = cell >> LEVEL_SHIFT;
    }
    return fine_cell(map, cell);
}

void mems_map_appeared(struct map *map, uint64_t offset, enum mems_kind kind, uint64_t size,
                       uint32_t waste)
{
    struct fine *fine = change(map, offset);
    if (kind == MEMS_HOLE) {
        fine->holes++;
        map->waiting.holes++;
        return;
    }
    fine->process += size;
    fine->waste += waste;
    fine->blocks++;
    map->waiting.process += size;
    map->waiting.waste += waste;
    map->waiting.blocks++;
}

void mems_map_appeared_all(struct map *map, uint64_t offset, const struct mems_usage *all)
{
    struct fine *fine = change(map, offset);
    fine->process += all->process;
    fine->waste += (uint32_t)all->waste;
    fine->blocks = (uint16_t)(fine->blocks + all->blocks);
    fine->holes = (uint16_t)(fine->holes + all->holes);
    add(&map->waiting, all, 1);
}

void mems_map_went(struct map *map, uint64_t offset, enum mems_kind kind, uint64_t size,
                   uint32_t waste)
{
    struct fine *fine = change(map, offset);
    if (kind == MEMS_HOLE) {
        fine->holes--;
        map->waiting.holes--;
        return;
    }
    fine->process -= size;
    fine->waste -= waste;
    fine->blocks--;
    map->waiting.process -= size;
    map->waiting.waste -= waste;
    map->waiting.blocks--;
}

/* ---- Sums ---- */

/* Where half a group or more is outside, the cells inside are added; where
 * less is, the whole group is taken and those outside are taken away. */
struct mems_usage mems_map_sum(const struct map *map, uint64_t first, uint64_t end)
{
    struct mems_usage sum = {0};
    for (unsigned level = 0; first < end; level++) {
        if (end - first <= GROUP || level + 1 == map->count) {
            add_cells(&sum, map, level, first, end, 1);
            break;
        }
        uint64_t before = first % GROUP, last = end % GROUP;
        if (before <= GROUP / 2) {
            add_cells(&sum, map, level, first - before, first, UINT64_MAX);
            first -= before;
        } else {
            add_cells(&sum, map, level, first, first - before + GROUP, 1);
            first += GROUP - before;
        }
        if (last <= GROUP / 2) {
            add_cells(&sum, map, level, end - last, end, 1);
            end -= last;
        } else {
            add_cells(&sum, map, level, end, end - last + GROUP, UINT64_MAX);
            end += GROUP - last;
        }
        first >>= LEVEL_SHIFT;
        end >>= LEVEL_SHIFT;
    }
    return sum;
}

/* A group and all below it, where anything begins. */
static bool group_is_sound(const struct map *map, unsigned level, uint64_t group)
{
    for (uint64_t i = GROUP * group; level > 0 && i < GROUP * group + GROUP; i++) {
        struct mems_usage cell = {0}, sum = {0};
        add_cells(&cell, map, level, i, i + 1, 1);
        if (cell.blocks + cell.holes > 0) {
            sum = sum_of_group(map, level - 1, i);
            if (!group_is_sound(map, level - 1, i))
                return false;
        }
        if (memcmp(&cell, &sum, sizeof sum) != 0)
            return false;
    }
    return true;
}

bool mems_map_sound(const struct map *map)
{
    return map->reach == 0 || group_is_sound(map, map->count - 1, 0);
}
