/* map.c: see map.h. Numbers are unsigned and wrap, so that what is less than
 * nothing on the way is right in the end. Levels are whole groups of 64 cells. */
#include "map.h"

#include <string.h>

#define GROUP MEMS_MAP_GROUP
#define CELL_SHIFT 9  /* log2 of MEMS_MAP_CELL */
#define LEVEL_SHIFT 6 /* log2 of GROUP */

static struct mems_usage *coarse_cell(const struct map *map, unsigned level, uint64_t i)
{
    return (struct mems_usage *)(void *)map->levels[level].start + i;
}

static void add(struct mems_usage *sum, const struct mems_usage *what)
{
    sum->process += what->process;
    sum->waste += what->waste;
    sum->blocks += what->blocks;
    sum->holes += what->holes;
}

/* What takes `what` away when it is added. */
static struct mems_usage minus(struct mems_usage what)
{
    return (struct mems_usage){0 - what.process, 0 - what.waste, 0 - what.blocks,
                               0 - what.holes};
}

/* The cell of a level that stands for map->group, among others. */
static uint64_t cell_of_group(const struct map *map, unsigned level)
{
    return map->group >> (level - 1) * LEVEL_SHIFT;
}

/* The sum of the cells `first` to `end` - 1 of a level, and of what one of them
 * does not have yet. */
static struct mems_usage sum_of(const struct map *map, unsigned level, uint64_t first,
                                uint64_t end)
{
    struct mems_usage sum = {0};
    for (uint64_t i = first; level > 0 && i < end; i++)
        add(&sum, coarse_cell(map, level, i));
    if (level > 0 && cell_of_group(map, level) >= first && cell_of_group(map, level) < end)
        add(&sum, &map->waiting);
    for (uint64_t i = first; level == 0 && i < end; i++) {
        const struct map_cell *cell = mems_map_cell(map, i);
        sum.process += cell->process;
        sum.waste += cell->waste;
        sum.blocks += cell->blocks;
        sum.holes += cell->holes;
    }
    return sum;
}

static struct mems_usage sum_of_group(const struct map *map, unsigned level, uint64_t group)
{
    return sum_of(map, level, GROUP * group, GROUP * group + GROUP);
}

/* The coarser cells of map->group get what changed in it. */
static void settle(struct map *map)
{
    for (unsigned level = 1; level < map->count; level++)
        add(coarse_cell(map, level, cell_of_group(map, level)), &map->waiting);
    map->waiting = (struct mems_usage){0};
}

/* ---- Life ---- */

void mems_map_open(struct map *map, size_t page_size)
{
    memset(map, 0, sizeof *map);
    map->count = 1;
    for (unsigned level = 0; level < MEMS_MAP_LEVELS; level++)
        mems_flat_open(&map->levels[level], page_size);
    mems_flat_open(&map->changed, page_size);
}

void mems_map_close(struct map *map)
{
    for (unsigned level = 0; level < MEMS_MAP_LEVELS; level++)
        mems_flat_close(&map->levels[level]);
    mems_flat_close(&map->changed);
    map->count = 1;
    map->reach = 0;
}

uint64_t mems_map_bytes(const struct map *map)
{
    uint64_t bytes = map->changed.bytes;
    for (unsigned level = 0; level < MEMS_MAP_LEVELS; level++)
        bytes += map->levels[level].bytes;
    return bytes;
}

static bool stock_level(struct map *map, unsigned level, uint64_t count)
{
    uint64_t size = level == 0 ? sizeof(struct map_cell) : sizeof(struct mems_usage);
    return count <= UINT64_MAX / size && mems_flat_stock(&map->levels[level], count * size);
}

bool mems_map_stock(struct map *map, uint64_t bytes)
{
    if (bytes <= map->reach)
        return true;
    if (!mems_flat_stock(&map->changed, (bytes - 1) / MEMS_BLOCK + 1))
        return false;
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

/* ---- Blocks that changed ---- */

void mems_map_touch_all(struct map *map)
{
    if (map->reach > 0)
        memset(map->changed.start, 1, (size_t)((map->reach - 1) / MEMS_BLOCK + 1));
}

void mems_map_touch_none(struct map *map)
{
    if (map->reach > 0)
        memset(map->changed.start, 0, (size_t)((map->reach - 1) / MEMS_BLOCK + 1));
}

/* ---- Laying ---- */

/* Clears the group of cells that one coarser cell stands for, and what is below,
 * but not the finest: only where something begins, so pages never touched stay
 * so. */
static void clear_group(struct map *map, unsigned level, uint64_t group)
{
    for (uint64_t i = GROUP * group; level > 0 && i < GROUP * group + GROUP; i++) {
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

void mems_map_laid(struct map *map, uint64_t group)
{
    if (group * GROUP * MEMS_MAP_CELL >= map->reach)
        return;
    settle(map);
    map->group = group;
    map->waiting = sum_of_group(map, 0, group);
}

/* ---- Changes ---- */

/* Adds to the cell that has the byte at `offset`. Changes follow one another in few
 * groups, so what coarser cells are to get waits until another group changes. */
static inline void change(struct map *map, uint64_t offset, struct mems_usage what)
{
    uint64_t cell = offset >> CELL_SHIFT;
    struct map_cell *at = mems_map_cell(map, cell);
    if (cell >> LEVEL_SHIFT != map->group) {
        settle(map);
        map->group = cell >> LEVEL_SHIFT;
    }
    at->process += what.process;
    at->waste += (uint32_t)what.waste;
    at->blocks = (uint16_t)(at->blocks + what.blocks);
    at->holes = (uint16_t)(at->holes + what.holes);
    add(&map->waiting, &what);
}

static struct mems_usage of(enum mems_kind kind, uint64_t size, uint32_t waste)
{
    if (kind == MEMS_HOLE)
        return (struct mems_usage){0, 0, 0, 1};
    return (struct mems_usage){size, waste, 1, 0};
}

void mems_map_appeared(struct map *map, uint64_t offset, enum mems_kind kind, uint64_t size,
                       uint32_t waste)
{
    change(map, offset, of(kind, size, waste));
}

void mems_map_went(struct map *map, uint64_t offset, enum mems_kind kind, uint64_t size,
                   uint32_t waste)
{
    change(map, offset, minus(of(kind, size, waste)));
}

/* A HOLE has no sum but its number: only where it begins matters. */
void mems_map_occupied(struct map *map, uint64_t offset, uint64_t size, uint32_t waste,
                       bool at_front, bool has_rest)
{
    change(map, offset, (struct mems_usage){size, waste, 1, at_front ? UINT64_MAX : 0});
    if (has_rest)
        change(map, offset + size, (struct mems_usage){0, 0, 0, 1});
}

void mems_map_vacated(struct map *map, uint64_t offset, uint64_t size, uint32_t waste,
                      bool at_front, bool has_rest)
{
    uint64_t none = 0;
    change(map, offset, (struct mems_usage){none - size, none - waste, UINT64_MAX, at_front});
    if (has_rest)
        change(map, offset + size, (struct mems_usage){0, 0, 0, UINT64_MAX});
}

/* ---- Sums ---- */

/* What begins from a border of groups up to cell `at`, when that is the nearer
 * border; else, less than nothing, what begins from there up to the next. *at
 * moves to it. */
static struct mems_usage sum_to_border(const struct map *map, unsigned level, uint64_t *at)
{
    uint64_t behind = *at % GROUP, cell = *at;
    *at -= behind;
    if (behind <= GROUP / 2)
        return sum_of(map, level, cell - behind, cell);
    *at += GROUP;
    return minus(sum_of(map, level, cell, cell - behind + GROUP));
}

struct mems_usage mems_map_sum(const struct map *map, uint64_t first, uint64_t end)
{
    struct mems_usage sum = {0}, part;
    unsigned level = 0;
    for (; end - first >= GROUP && level + 1 < map->count; level++) {
        part = minus(sum_to_border(map, level, &first));
        add(&sum, &part);
        part = sum_to_border(map, level, &end);
        add(&sum, &part);
        first >>= LEVEL_SHIFT;
        end >>= LEVEL_SHIFT;
    }
    part = sum_of(map, level, first, end);
    add(&sum, &part);
    return sum;
}

void mems_map_fetch(const struct map *map, uint64_t first, uint64_t end)
{
    for (uint64_t i = first; i < end; i += 64 / sizeof(struct map_cell))
        __builtin_prefetch(mems_map_cell(map, i));
}

/* A group and all below it, where anything begins. */
static bool group_is_sound(const struct map *map, unsigned level, uint64_t group)
{
    for (uint64_t i = GROUP * group; level > 0 && i < GROUP * group + GROUP; i++) {
        struct mems_usage cell = sum_of(map, level, i, i + 1), sum = {0};
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
