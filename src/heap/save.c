/* save.c: a whole state as words, a block of virtual space at a time, and back.
 *
 * A segment is one word, its size times two plus its kind; a size that does not
 * fit there is escaped and follows in three words. Where blocks can waste bytes,
 * one more word follows each PROCESS. Nodes need no words: they are as large as
 * they were, and segments end where they do.
 *
 * What loading costs is memory, so all tables are filled side by side in one pass
 * through virtual space: each block of it is emptied just before it is filled, and
 * is in the caches still. */
#include "private.h"

#include "decide.h"
#include "inlining.h"

#include <string.h>

#define ESCAPE 0x7fffu   /* in place of a size */
#define ESCAPED_WORDS 3  /* of 16 bits: addresses have no more than 48 */

#define ROW_BYTES (MEMS_GRANULE * MEMS_LANES)
#define ROWS 64                       /* in a block */
#define ROWS_A_WORD (64 / MEMS_LANES) /* of bits, one a granule */
#define BITS_WORDS (ROWS / ROWS_A_WORD)
#define ROW_CELLS (ROW_BYTES / MEMS_MAP_CELL)
#define BLOCK_GROUPS (MEMS_BLOCK / MEMS_MAP_CELL / MEMS_MAP_GROUP)
#define ROW_BITS ((UINT64_C(1) << MEMS_LANES) - 1)
#define NOTHING UINT64_MAX

/* ---- Save ---- */

static uint16_t *put_segment(uint16_t *words, const struct segment *segment, uint64_t size,
                             bool wastes)
{
    unsigned kind = segment->kind;
    *words++ = (uint16_t)((size < ESCAPE ? size : ESCAPE) << 1 | kind);
    for (unsigned i = 0; size >= ESCAPE && i < ESCAPED_WORDS; i++)
        *words++ = (uint16_t)(size >> 16 * i & UINT16_MAX);
    if (wastes && kind == MEMS_PROCESS)
        *words++ = (uint16_t)segment->waste;
    return words;
}

/* The first segment that begins at `address` or after it, or MEMS_NONE. */
static uint32_t first_from(const mems_heap *heap, uint64_t address)
{
    uint32_t s = mems_index_segment_at(&heap->index, &heap->chain, address);
    if (s == MEMS_NONE || mems_chain_segment(&heap->chain, s)->start == address)
        return s;
    return mems_chain_after(&heap->chain, mems_chain_segment(&heap->chain, s));
}

#define SOON 2 /* rows ahead */
#define LATER 5

/* Records lie anywhere in memory, so it is asked in time for those of the segments that
 * begin in a row, the first of each granule and those that follow them. Where there is
 * none, any other will do. (Inlined for good: gcc drops calls of what only prefetches.) */
static MEMS_INLINE void fetch_row(const mems_heap *heap, uint64_t row, bool next)
{
    const struct granules *granules = &heap->index.granules;
    if (row >= granules->rows.bytes / sizeof(struct row))
        return;
    const uint32_t *first = mems_granule_row(granules, row)->first;
    for (unsigned i = 0; i < MEMS_LANES; i++) {
        uint32_t s = first[i] - (first[i] > 0);
        if (next)
            s = mems_chain_segment(&heap->chain, s)->next & ~MEMS_END;
        __builtin_prefetch(mems_chain_segment(&heap->chain, s));
    }
}

bool mems_heap_save(const mems_heap *heap, uint32_t block, struct mems_packed *packed)
{
    const struct chain *chain = &heap->chain;
    uint32_t s = first_from(heap, chain->start + (uint64_t)block * MEMS_BLOCK);
    if (s == MEMS_NONE)
        return false;
    bool wastes = heap->options.align > 1;
    uint64_t at = mems_chain_segment(chain, s)->start;
    uint64_t number = (at - chain->start) / MEMS_BLOCK;
    uint64_t limit = chain->start + (number + 1) * MEMS_BLOCK;
    uint16_t *words = packed->words;
    uint32_t *records = packed->records;
    uint64_t row = NOTHING;
    for (; s != MEMS_NONE && at < limit; records++) {
        if ((at - chain->start) / ROW_BYTES != row) {
            row = (at - chain->start) / ROW_BYTES;
            fetch_row(heap, row + LATER, false);
            fetch_row(heap, row + SOON, true);
        }
        const struct segment *segment = mems_chain_segment(chain, s);
        uint64_t end = mems_segment_end(chain, segment);
        words = put_segment(words, segment, end - at, wastes);
        *records = segment->kind == MEMS_PROCESS ? s : MEMS_NONE;
        s = mems_chain_after(chain, segment);
        at = end;
    }
    packed->block = (uint32_t)number;
    packed->segments = (uint32_t)(records - packed->records);
    packed->word_count = (uint32_t)(words - packed->words);
    return true;
}

void mems_heap_watch(mems_heap *heap)
{
    mems_map_touch_none(&heap->map);
}

bool mems_heap_changed(const mems_heap *heap, uint32_t block)
{
    uint64_t offset = (uint64_t)block * MEMS_BLOCK;
    return !heap->options.sums || offset >= heap->chain.mapped ||
           heap->map.changed.start[block] != 0;
}

/* ---- Load: nodes ---- */

/* The main chain's nodes are those of the state, without segments. Nodes that
 * both have at the front stay. */
static void load_nodes(mems_heap *heap, const struct mems_state *state)
{
    struct chain *chain = &heap->chain;
    struct pages *pages = &heap->index.pages;
    uint32_t same = 0;
    while (same < chain->count && same < state->node_count &&
           mems_pages_number(pages, same) == state->nodes[same])
        same++;
    while (chain->count > same) {
        mems_pages_goes(pages, chain, chain->last);
        mems_chain_hide_bare(chain);
    }
    for (uint32_t i = same; i < state->node_count; i++) {
        mems_chain_show_bare(chain, state->nodes[i]);
        mems_pages_appeared(pages, chain, state->nodes[i]);
    }
}

/* ---- Load: segments ---- */


_Static_assert(ROW_CELLS * MEMS_MAP_CELL == ROW_BYTES, "cells of the map fill rows");
_Static_assert(ROWS * ROW_BYTES == MEMS_BLOCK, "rows fill blocks");
_Static_assert(64 % MEMS_LANES == 0, "a row has its bits in one word");
_Static_assert(BLOCK_GROUPS * MEMS_MAP_GROUP == ROWS * ROW_CELLS, "groups fill blocks");

struct laying {
    mems_heap *heap;
    const uint16_t *const *blocks; /* words of the blocks to come */
    const uint16_t *words;         /* of what is laid next */
    uint32_t segment;              /* its record */
    uint64_t bits_words;           /* of bits of all granules */
    uint64_t block;                /* the one that was begun last */
    uint64_t filled;               /* the one that `words` are of, or NOTHING */
};

/* Nothing begins in a row any more. */
static void clear_row(mems_heap *heap, uint64_t row)
{
    memset(mems_granule_row(&heap->index.granules, row), 0, sizeof(struct row));
    if (heap->options.sums)
        memset(mems_map_cell(&heap->map, row * ROW_CELLS), 0,
               ROW_CELLS * sizeof(struct map_cell));
}

/* The bits of a block's granules, and how many words they are: the last block may be cut. */
static uint64_t *bits_of(const struct laying *laying, uint64_t block, uint64_t *words)
{
    uint64_t first = block * BITS_WORDS, left = laying->bits_words - first;
    *words = left < BITS_WORDS ? left : BITS_WORDS;
    return mems_granule_bits(&laying->heap->index.granules, first * 64);
}

/* Nothing begins in a block any more: rows without a bit hold nothing. */
static void begin_block(struct laying *laying, uint64_t block)
{
    uint64_t words, *bits = bits_of(laying, block, &words);
    for (uint64_t row = 0; row < words * ROWS_A_WORD; row++)
        if ((bits[row / ROWS_A_WORD] >> row % ROWS_A_WORD * MEMS_LANES & ROW_BITS) != 0)
            clear_row(laying->heap, block * ROWS + row);
    memset(bits, 0, words * sizeof *bits);
    laying->block = block;
}

/* What stands above the tables of a block follows. */
static void end_block(struct laying *laying)
{
    struct index *index = &laying->heap->index;
    uint64_t words, any = 0;
    const uint64_t *bits = bits_of(laying, laying->block, &words);
    for (uint64_t i = 0; i < words; i++)
        any |= bits[i];
    mems_granules_laid(&index->granules, laying->block * BITS_WORDS, words);
    if (any == 0)
        return;
    mems_bounds_laid(&index->bounds, laying->block * ROWS, words * ROWS_A_WORD);
    if (laying->heap->options.sums)
        for (uint64_t i = 0; i < BLOCK_GROUPS; i++)
            mems_map_laid(&laying->heap->map, laying->block * BLOCK_GROUPS + i);
}

/* Goes on to `block`; nothing begins in those between, of which only those are emptied
 * where anything did: there may be millions in a huge segment. */
static void next_block(struct laying *laying, uint64_t block)
{
    const struct granules *granules = &laying->heap->index.granules;
    while (laying->block < block) {
        uint64_t next = laying->block + 1;
        end_block(laying);
        while (next < block && !mems_granules_used(granules, next * BITS_WORDS, BITS_WORDS))
            next++;
        begin_block(laying, next);
    }
}

static uint64_t take_escaped(const uint16_t **words)
{
    uint64_t size = 0;
    for (unsigned i = 0; i < ESCAPED_WORDS; i++)
        size |= (uint64_t)*(*words)++ << 16 * i;
    return size;
}

static inline void raise_to(int32_t *bound, int32_t size)
{
    *bound = *bound < size ? size : *bound;
}

/* Lays what begins from `at` up to `limit`, all in one block of one node; returns
 * where the next segment begins. Links are those inside a node. Of all branches
 * that are taken for each segment, only the kind is hard to foresee. */
static MEMS_INLINE uint64_t lay_run(struct laying *laying, uint64_t at, uint64_t limit,
                                      bool wastes)
{
    mems_heap *heap = laying->heap;
    struct chain *chain = &heap->chain;
    struct row *rows = mems_granule_row(&heap->index.granules, 0);
    struct map_cell *cells = heap->options.sums ? mems_map_cell(&heap->map, 0) : NULL;
    struct segment *segment = mems_chain_segment(chain, laying->segment);
    int32_t *bounds = mems_bounds_first(&heap->index.bounds);
    const uint16_t *words = laying->words;
    uint64_t *bits = mems_granule_bits(&heap->index.granules, 0);
    uint64_t start = at, origin = chain->start, vacant = 0;
    uint32_t s = laying->segment, holes = 0;
    for (; at < limit; s++, segment++) {
        unsigned word = *words++, waste = 0;
        enum mems_kind kind = (word & 1) == MEMS_HOLE ? MEMS_HOLE : MEMS_PROCESS;
        uint64_t size = word >> 1, row = (at - origin) / ROW_BYTES;
        uint64_t granule = (at - origin) / MEMS_GRANULE, g = granule % MEMS_LANES;
        if (size == ESCAPE)
            size = take_escaped(&words);
        if (wastes && kind == MEMS_PROCESS)
            chain->waste += waste = *words++;
        *segment = (struct segment){
            .prev = s - 1, .next = s + 1,
            .extent = mems_extent(at, kind, waste & 0xfff)};
        rows[row].first[g] = rows[row].first[g] != 0 ? rows[row].first[g] : s + 1;
        bits[granule / 64] |= UINT64_C(1) << granule % 64;
        if (cells != NULL)
            mems_map_begins(&cells[(at - origin) / MEMS_MAP_CELL], kind, size, waste);
        if (kind == MEMS_HOLE) {
            holes++;
            vacant += size;
            raise_to(&rows[row].bound[g], mems_bound(size));
            if (bounds != NULL)
                raise_to(&bounds[row], mems_bound(size));
        }
        at += size;
    }
    chain->process += at - start - vacant;
    chain->blocks += s - laying->segment - holes;
    laying->words = words;
    laying->segment = s;
    return at;
}

static MEMS_INLINE void lay_node(struct laying *laying, uint32_t n, bool wastes)
{
    const struct chain *chain = &laying->heap->chain;
    struct node *node = mems_chain_node(chain, n);
    uint64_t at = node->start, end = node->start + node->size;
    node->first = laying->segment;
    while (at < end) {
        uint64_t block = (at - chain->start) / MEMS_BLOCK;
        uint64_t limit = chain->start + (block + 1) * MEMS_BLOCK;
        if (block != laying->filled) {
            next_block(laying, block);
            laying->filled = block;
            laying->words = *laying->blocks++;
        }
        at = lay_run(laying, at, limit < end ? limit : end, wastes);
    }
    mems_chain_segment(chain, node->first)->prev = MEMS_END | n;
    mems_chain_segment(chain, laying->segment - 1)->next = MEMS_END | n;
}

/* All nodes of the main chain, in virtual space that ends at `end`. */
static void lay(mems_heap *heap, const uint16_t *const *blocks, uint64_t end)
{
    struct chain *chain = &heap->chain;
    uint64_t rows = (end - chain->start + ROW_BYTES - 1) / ROW_BYTES;
    struct laying laying = {.heap = heap, .blocks = blocks, .words = NULL, .segment = 0,
                            .bits_words = (rows + ROWS_A_WORD - 1) / ROWS_A_WORD,
                            .block = 0, .filled = NOTHING};
    const struct pages *pages = &heap->index.pages;
    mems_map_clear(&heap->map);
    mems_map_touch_all(&heap->map);
    mems_index_clear(&heap->index);
    chain->process = chain->waste = chain->blocks = 0;
    begin_block(&laying, 0);
    if (heap->options.align > 1)
        for (uint32_t i = 0; i < chain->count; i++)
            lay_node(&laying, mems_pages_number(pages, i), true);
    else
        for (uint32_t i = 0; i < chain->count; i++)
            lay_node(&laying, mems_pages_number(pages, i), false);
    next_block(&laying, (end - chain->start - 1) / MEMS_BLOCK);
    end_block(&laying);
    mems_pool_reset(&chain->segments, laying.segment);
}

void mems_heap_load(mems_heap *heap, const struct mems_state *state)
{
    uint64_t end = mems_chain_end(&heap->chain);
    mems_decide_unsort(heap);
    load_nodes(heap, state);
    if (end < mems_chain_end(&heap->chain))
        end = mems_chain_end(&heap->chain);
    if (end > heap->chain.start)
        lay(heap, state->words, end);
    heap->rover = state->rover;
}
