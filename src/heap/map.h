/* map.h: sums over ranges of virtual space, for pictures: a few additions for
 * each change instead of a walk for each look.
 *
 * A cell says what BEGINS in 512 bytes of virtual space; a cell of each coarser
 * level is the sum of 64 of the level below, up to a level of at most 64.
 * Offsets are counted from the heap's first address. */
#ifndef MEMS_HEAP_MAP_H
#define MEMS_HEAP_MAP_H

#include "flat.h"
#include "mems/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_MAP_CELL 512 /* bytes */
#define MEMS_MAP_GROUP 64 /* cells that a cell of the next level stands for */
#define MEMS_MAP_LEVELS 7 /* 64^7 cells are 2^51 bytes */

/* A cell of the finest level: at most 512 segments begin in it, and together
 * they waste less than 2^21 bytes. */
struct map_cell {
    uint64_t process;
    uint32_t waste;
    uint16_t blocks, holes;
};

struct map {
    struct flat levels[MEMS_MAP_LEVELS]; /* of struct map_cell, then of struct mems_usage */
    unsigned count;                      /* levels in use; one of 64 cells is the last */
    uint64_t reach;                      /* bytes of virtual space there is room for */
    struct flat changed;                 /* by block: not 0 if anything in it did */
    uint64_t group;                      /* of 64 cells: the one changed last */
    struct mems_usage waiting;           /* what coarser cells lack of its changes; may wrap */
};

static inline struct map_cell *mems_map_cell(const struct map *map, uint64_t i)
{
    return (struct map_cell *)(void *)map->levels[0].start + i;
}

/* A segment begins in the cell. */
static inline void mems_map_begins(struct map_cell *cell, enum mems_kind kind, uint64_t size,
                                   uint32_t waste)
{
    if (kind == MEMS_HOLE) {
        cell->holes++;
    } else {
        cell->process += size;
        cell->waste += waste;
        cell->blocks++;
    }
}

void mems_map_open(struct map *map, size_t page_size); /* maps nothing yet */
void mems_map_close(struct map *map);

/* Makes room for `bytes` of virtual space in all. false without memory; then
 * nothing is lost. */
bool mems_map_stock(struct map *map, uint64_t bytes);

/* Something changed in the block that has the byte at `offset`; in any of them; in
 * none so far. */
static inline void mems_map_touch(struct map *map, uint64_t offset)
{
    map->changed.start[offset / MEMS_BLOCK] = 1;
}
void mems_map_touch_all(struct map *map);
void mems_map_touch_none(struct map *map);

/* Bytes mapped. */
uint64_t mems_map_bytes(const struct map *map);

/* For laying everything anew. First all but the finest cells are cleared; their
 * groups in which anything began or begins now are filled by the caller, each
 * once, in order, and then the coarser ones are told. */
void mems_map_clear(struct map *map);
void mems_map_laid(struct map *map, uint64_t group);

/* A segment appeared at `offset`; it went. O(1) beside the change before it, else
 * O(levels). */
void mems_map_appeared(struct map *map, uint64_t offset, enum mems_kind kind, uint64_t size,
                       uint32_t waste);
void mems_map_went(struct map *map, uint64_t offset, enum mems_kind kind, uint64_t size,
                   uint32_t waste);

/* A block took the place of a HOLE, or of a part of it, and became a part of that
 * HOLE again: at its front or not, with a rest of it behind the block or not. As
 * when each of these segments appeared or went, but quicker. */
void mems_map_occupied(struct map *map, uint64_t offset, uint64_t size, uint32_t waste,
                       bool at_front, bool has_rest);
void mems_map_vacated(struct map *map, uint64_t offset, uint64_t size, uint32_t waste,
                      bool at_front, bool has_rest);

/* What begins in the cells `first` to `end` - 1, all of them within the room:
 * whole segments, not clipped. At most 64 cells a level are read. */
struct mems_usage mems_map_sum(const struct map *map, uint64_t first, uint64_t end);

/* Asks memory for the cells `first` to `end` - 1, which are summed soon. */
void mems_map_fetch(const struct map *map, uint64_t first, uint64_t end);

/* Is every cell of a coarser level the sum of those below it? Looks below cells
 * in use alone. O(cells in use). */
bool mems_map_sound(const struct map *map);

#endif
