/* granules.c: see granules.h. The bits are a tree of 64-bit words: a bit of a
 * level is set exactly while the word below it is not 0. */
#include "granules.h"

#include "flaw.h"

#include <string.h>

void mems_granules_open(struct granules *granules, uint64_t start, size_t page_size)
{
    memset(granules, 0, sizeof *granules);
    granules->start = start;
    mems_flat_open(&granules->rows, page_size);
    mems_flat_open_in(&granules->bits[0], page_size, granules->few, sizeof granules->few);
    for (unsigned level = 1; level < MEMS_BIT_LEVELS; level++)
        mems_flat_open_in(&granules->bits[level], page_size, &granules->top[level],
                          sizeof granules->top[level]);
}

void mems_granules_close(struct granules *granules)
{
    mems_flat_close(&granules->rows);
    for (unsigned level = 0; level < MEMS_BIT_LEVELS; level++)
        mems_flat_close(&granules->bits[level]);
}

static uint64_t count_up(uint64_t n, uint64_t unit)
{
    return n / unit + (n % unit != 0);
}

/* The rows, the granules up to the address `end`: rows are whole. */
static uint64_t rows_to(const struct granules *granules, uint64_t end)
{
    return count_up(end - granules->start, MEMS_GRANULE * MEMS_LANES);
}

static uint64_t granules_to(const struct granules *granules, uint64_t end)
{
    return rows_to(granules, end) * MEMS_LANES;
}

static uint64_t *word_at(const struct granules *granules, unsigned level, uint64_t word)
{
    return (uint64_t *)(void *)granules->bits[level].start + word;
}

/* ---- Room ---- */

bool mems_granules_stock(struct granules *granules, uint64_t end)
{
    uint64_t count = granules_to(granules, end);
    if (!mems_flat_stock(&granules->rows, count / MEMS_LANES * sizeof(struct row)))
        return false;
    for (unsigned level = 0; count > 1 || level == 0; level++) {
        count = count_up(count, 64);
        if (!mems_flat_stock(&granules->bits[level], count * sizeof(uint64_t)))
            return false;
    }
    return true;
}

void mems_granules_reach(struct granules *granules, uint64_t end)
{
    unsigned levels = 1;
    for (uint64_t words = count_up(granules_to(granules, end), 64); words > 1; levels++)
        words = count_up(words, 64);
    for (; granules->levels < levels; granules->levels++) {
        unsigned level = granules->levels;
        if (level > 0)
            *word_at(granules, level, 0) = *word_at(granules, level - 1, 0) != 0;
    }
}

/* ---- Bits ---- */

void mems_granules_mark_above(struct granules *granules, uint64_t word)
{
    for (unsigned level = 1; level < granules->levels; level++, word /= 64) {
        uint64_t *above = word_at(granules, level, word / 64);
        bool was_empty = *above == 0;
        *above |= UINT64_C(1) << word % 64;
        if (!was_empty)
            return;
    }
}

void mems_granules_unmark_above(struct granules *granules, uint64_t word)
{
    for (unsigned level = 1; level < granules->levels; level++, word /= 64) {
        uint64_t *above = word_at(granules, level, word / 64);
        *above &= ~(UINT64_C(1) << word % 64);
        if (*above != 0)
            return;
    }
}

/* The last granule before g in which a segment starts; there is one. */
static uint64_t marked_before(const struct granules *granules, uint64_t g)
{
    unsigned level = 0;
    uint64_t below;
    while ((below = *word_at(granules, level, g / 64) & ((UINT64_C(1) << g % 64) - 1)) == 0) {
        g /= 64;
        level++;
    }
    for (;;) {
        g = g / 64 * 64 + (63 - (unsigned)__builtin_clzll(below));
        if (level == 0)
            return g;
        level--;
        g *= 64;
        below = *word_at(granules, level, g / 64);
    }
}

void mems_granules_laid(struct granules *granules, uint64_t word, uint64_t count)
{
    for (uint64_t end = word + count; word < end; word++)
        if (*word_at(granules, 0, word) != 0)
            mems_granules_mark_above(granules, word);
        else
            mems_granules_unmark_above(granules, word);
}

bool mems_granules_used(const struct granules *granules, uint64_t word, uint64_t count)
{
    if (granules->levels < 2)
        return true;
    return (*word_at(granules, 1, word / 64) >> word % 64 & ((UINT64_C(1) << count) - 1)) != 0;
}

/* ---- Finding ---- */

/* The first segment of the last granule before g that has one. */
static uint32_t first_before(const struct granules *granules, uint64_t g)
{
    return *mems_granule_first(granules, marked_before(granules, g)) - 1;
}

/* The segment that holds `address`, from segment s on, which starts before. */
static uint32_t walk_to(const struct chain *chain, uint32_t s, uint64_t address)
{
    for (;;) {
        const struct segment *segment = mems_chain_segment(chain, s);
        uint32_t next = segment->next;
        if (mems_chain_is_end(next)) {
            next = mems_granule_next(chain, segment, address + 1);
            if (next == MEMS_NONE)
                return s;
        } else if (mems_extent_start(mems_chain_segment(chain, next)->extent) > address) {
            return s;
        }
        s = next;
    }
}

uint32_t mems_granules_near(const struct granules *granules, uint64_t address)
{
    uint64_t g = mems_granule(granules, address);
    uint32_t first = *mems_granule_first(granules, g);
    return first != 0 ? first - 1 : first_before(granules, g);
}

uint32_t mems_granules_find(const struct granules *granules, const struct chain *chain,
                            uint64_t address)
{
    const struct segment *segment = mems_granules_look(granules, chain, address);
    if (segment != NULL)
        return (uint32_t)(segment - mems_chain_segment(chain, 0));
    uint32_t s = mems_granules_near(granules, address);
    if (mems_chain_segment(chain, s)->start > address)
        s = first_before(granules, mems_granule(granules, address));
    return walk_to(chain, s, address);
}

/* ---- Nodes ---- */

void mems_granules_add_node(struct granules *granules, const struct node *node)
{
    uint64_t g = mems_granule(granules, node->start);
    uint32_t *first = mems_granule_first(granules, g);
    if (*first != 0) /* the end of the node before it lies there, too */
        return;
    *first = node->first + 1;
    mems_granules_mark(granules, g);
}

void mems_granules_remove_node(struct granules *granules, const struct node *node)
{
    uint64_t g = mems_granule(granules, node->start);
    struct row *row = mems_granule_row(granules, g / MEMS_LANES);
    if (row->first[g % MEMS_LANES] != node->first + 1)
        return;
    row->first[g % MEMS_LANES] = 0;
    row->bound[g % MEMS_LANES] = 0;
    mems_granules_unmark(granules, g);
}

/* ---- Checking ---- */

static int32_t segment_bound(const struct chain *chain, const struct segment *segment)
{
    uint64_t size = mems_segment_size(chain, segment);
    return size < INT32_MAX ? (int32_t)size : INT32_MAX;
}

/* A bit for each granule of the row in which a segment starts. */
static uint64_t starts_of(const struct granules *granules, uint64_t row)
{
    return mems_lanes_used(mems_granule_row(granules, row)->first);
}

/* Nothing starts in the granules from `from` on, before `to`. */
static bool empty_between(const struct granules *granules, uint64_t from, uint64_t to)
{
    while (from < to) {
        uint64_t lane = from % MEMS_LANES;
        uint64_t starts = starts_of(granules, from / MEMS_LANES) >> lane;
        if (starts != 0)
            return from + (unsigned)__builtin_ctzll(starts) >= to;
        from += MEMS_LANES - lane;
    }
    return true;
}

/* A bit for each of 64 words that is not 0; they may be fewer. */
static uint64_t used_of(const uint64_t *words, uint64_t count)
{
    uint64_t used = 0;
    for (unsigned i = 0; i < 64 && i < count; i++)
        used |= (uint64_t)(words[i] != 0) << i;
    return used;
}

/* A bit is set exactly where there is something below it. */
static bool bits_are_sound(const struct granules *granules, uint64_t count)
{
    const uint64_t in_row = (UINT64_C(1) << MEMS_LANES) - 1;
    for (uint64_t g = 0; g < count; g += MEMS_LANES)
        if ((*word_at(granules, 0, g / 64) >> g % 64 & in_row) !=
            starts_of(granules, g / MEMS_LANES))
            return false;
    for (unsigned level = 1; level < granules->levels; level++) {
        count = count_up(count, 64);
        for (uint64_t i = 0; i < count; i += 64)
            if (*word_at(granules, level, i / 64) !=
                used_of(word_at(granules, level - 1, i), count - i))
                return false;
    }
    return count_up(count, 64) == 1;
}

bool mems_granules_sound(const struct granules *granules, const struct chain *chain,
                         uint64_t unknown, struct mems_flaw *flaw)
{
    uint64_t seen = 0; /* granules that were looked at */
    uint64_t end = mems_chain_end(chain), count = granules_to(granules, end);
    if (granules->rows.bytes < count / MEMS_LANES * sizeof(struct row) || granules->levels == 0)
        return mems_flaw_say(flaw, "the table of segments is too short");
    for (uint32_t n = chain->first; n != MEMS_NONE; n = mems_chain_node(chain, n)->next) {
        for (uint32_t s = mems_chain_node(chain, n)->first; !mems_chain_is_end(s);) {
            const struct segment *segment = mems_chain_segment(chain, s);
            uint64_t g = mems_granule(granules, segment->start);
            mems_flaw_at(flaw, mems_chain_node(chain, n)->index, segment->start);
            if (g >= seen) { /* the first that starts there */
                if (!empty_between(granules, seen, g) || *mems_granule_first(granules, g) != s + 1)
                    return mems_flaw_say(flaw, "the table of segments leads to another one");
                seen = g + 1;
            }
            if (segment->kind == MEMS_HOLE && segment->start != unknown &&
                segment_bound(chain, segment) > *mems_granule_bound(granules, g))
                return mems_flaw_say(flaw, "the index takes this HOLE for smaller than it is");
            s = segment->next;
        }
    }
    return (empty_between(granules, seen, count) && bits_are_sound(granules, count)) ||
           mems_flaw_say(flaw, "the table of segments has one that is not in the chain");
}
