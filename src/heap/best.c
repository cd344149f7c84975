/* best.c: see best.h. A bin is there exactly while it has a HOLE, and a bit or
 * a key in the tree of large sizes says so; no HOLE of a bin is below its
 * lowest. Most bins of real programs hold one HOLE and have no tree. */
#include "best.h"

#include <string.h>

#define SMALL MEMS_BEST_SMALL

static struct bin *bin_of(const struct best *best, uint32_t number)
{
    return (struct bin *)(void *)best->bins.slots.start + number;
}

static void reset(struct best *best)
{
    best->words = 0;
    memset(best->small, 0, sizeof best->small);
    best->large = MEMS_NONE;
    best->count = 0;
}

void mems_best_open(struct best *best, size_t page_size)
{
    mems_trees_open(&best->trees, page_size);
    mems_pool_open(&best->bins, sizeof(struct bin), page_size);
    reset(best);
}

void mems_best_close(struct best *best)
{
    mems_trees_close(&best->trees);
    mems_pool_close(&best->bins);
    reset(best);
}

/* A HOLE is one insert in the tree of its bin or in that of the sizes. */
bool mems_best_stock(struct best *best, uint32_t holes)
{
    if (best->bins.virgin == 0) {
        if (!mems_pool_stock(&best->bins, SMALL))
            return false;
        mems_pool_reset(&best->bins, SMALL);
    }
    return mems_pool_stock(&best->bins, holes) && mems_trees_stock(&best->trees, holes);
}

uint64_t mems_best_bytes(const struct best *best)
{
    return best->bins.slots.bytes + best->trees.nodes.slots.bytes;
}

void mems_best_clear(struct best *best)
{
    mems_trees_clear(&best->trees);
    if (best->bins.virgin > 0)
        mems_pool_reset(&best->bins, SMALL);
    reset(best);
}

/* ---- Bins ---- */

/* The bin of `size`, or MEMS_NONE. */
static uint32_t find_bin(const struct best *best, uint64_t size)
{
    uint64_t found;
    uint32_t bin;
    if (size < SMALL)
        return best->small[size / 64] >> (size % 64) & 1 ? (uint32_t)size : MEMS_NONE;
    if (!mems_tree_find(&best->trees, best->large, size, &found, &bin) || found != size)
        return MEMS_NONE;
    return bin;
}

static uint32_t add_bin(struct best *best, uint64_t size)
{
    if (size < SMALL) {
        best->small[size / 64] |= UINT64_C(1) << (size % 64);
        best->words |= UINT64_C(1) << (size / 64);
        return (uint32_t)size;
    }
    uint32_t bin = mems_pool_take(&best->bins);
    mems_tree_insert(&best->trees, &best->large, size, bin);
    return bin;
}

static void drop_bin(struct best *best, uint64_t size, uint32_t bin)
{
    if (size < SMALL) {
        uint64_t *word = &best->small[size / 64];
        *word &= ~(UINT64_C(1) << (size % 64));
        if (*word == 0)
            best->words &= ~(UINT64_C(1) << (size / 64));
        return;
    }
    mems_tree_erase(&best->trees, &best->large, size);
    mems_pool_give(&best->bins, bin);
}

/* The bin of the smallest size that is `size` or more, or MEMS_NONE. */
static uint32_t fitting_bin(const struct best *best, uint64_t size)
{
    uint64_t found;
    uint32_t bin;
    if (size < SMALL) {
        uint64_t word = size / 64;
        uint64_t bits = best->small[word] >> (size % 64);
        if (bits != 0)
            return (uint32_t)size + (uint32_t)__builtin_ctzll(bits);
        uint64_t words = best->words & ~UINT64_C(1) << word; /* those after it */
        if (words != 0) {
            word = (uint64_t)__builtin_ctzll(words);
            return (uint32_t)(64 * word) + (uint32_t)__builtin_ctzll(best->small[word]);
        }
    }
    return mems_tree_find(&best->trees, best->large, size, &found, &bin) ? bin : MEMS_NONE;
}

/* ---- HOLEs ---- */

void mems_best_appeared(struct best *best, uint64_t start, uint64_t size, uint32_t record)
{
    uint32_t number = find_bin(best, size);
    best->count++;
    if (number == MEMS_NONE) {
        *bin_of(best, add_bin(best, size)) = (struct bin){start, record, MEMS_NONE};
        return;
    }
    struct bin *bin = bin_of(best, number);
    if (start < bin->lowest) {
        mems_tree_insert(&best->trees, &bin->others, bin->lowest, bin->record);
        bin->lowest = start;
        bin->record = record;
    } else {
        mems_tree_insert(&best->trees, &bin->others, start, record);
    }
}

void mems_best_went(struct best *best, uint64_t start, uint64_t size)
{
    uint32_t number = find_bin(best, size);
    struct bin *bin = bin_of(best, number);
    best->count--;
    if (start != bin->lowest)
        mems_tree_erase(&best->trees, &bin->others, start);
    else if (bin->others != MEMS_NONE)
        bin->record = mems_tree_take_first(&best->trees, &bin->others, &bin->lowest);
    else
        drop_bin(best, size, number);
}

uint32_t mems_best_find(const struct best *best, uint64_t size)
{
    uint32_t bin = fitting_bin(best, size);
    return bin == MEMS_NONE ? MEMS_NONE : bin_of(best, bin)->record;
}

/* ---- Checks ---- */

bool mems_best_has(const struct best *best, uint64_t start, uint64_t size, uint32_t record)
{
    uint64_t found;
    uint32_t value, number = find_bin(best, size);
    if (number == MEMS_NONE)
        return false;
    const struct bin *bin = bin_of(best, number);
    if (bin->lowest == start)
        return bin->record == record;
    return mems_tree_find(&best->trees, bin->others, start, &found, &value) && found == start &&
           value == record;
}

/* A bin by itself; adds its HOLEs and nodes. */
static bool bin_is_sound(const struct best *best, const struct bin *bin, uint64_t *holes,
                         uint64_t *nodes)
{
    uint64_t second;
    uint32_t record;
    *holes += 1;
    if (!mems_tree_sound(&best->trees, bin->others, holes, nodes))
        return false;
    return !mems_tree_find(&best->trees, bin->others, 0, &second, &record) ||
           bin->lowest < second;
}

static bool small_bins_are_sound(const struct best *best, uint64_t *holes, uint64_t *nodes)
{
    for (uint32_t word = 0; word < SMALL / 64; word++) {
        if ((best->words >> word & 1) != (best->small[word] != 0))
            return false;
        for (uint64_t left = best->small[word]; left != 0; left &= left - 1) {
            uint32_t size = 64 * word + (uint32_t)__builtin_ctzll(left);
            if (size == 0 || !bin_is_sound(best, bin_of(best, size), holes, nodes))
                return false;
        }
    }
    return true;
}

bool mems_best_sound(const struct best *best)
{
    uint64_t holes = 0, nodes = 0, sizes = 0, size = SMALL;
    uint32_t bin;
    if (best->bins.virgin == 0)
        return best->count == 0 && best->words == 0 && best->large == MEMS_NONE;
    if (!small_bins_are_sound(best, &holes, &nodes) ||
        !mems_tree_sound(&best->trees, best->large, &sizes, &nodes))
        return false;
    while (mems_tree_find(&best->trees, best->large, size, &size, &bin)) {
        if (!mems_pool_is_taken(&best->bins, bin) || bin < SMALL ||
            !bin_is_sound(best, bin_of(best, bin), &holes, &nodes))
            return false;
        size++;
    }
    return holes == best->count && nodes == best->trees.taken &&
           mems_pool_sound(&best->bins, SMALL + sizes) &&
           mems_pool_sound(&best->trees.nodes, nodes);
}
