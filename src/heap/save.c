/* save.c: a whole state as words, and back.
 *
 * A segment is one word, its size times two plus its kind; a size that does not
 * fit there is escaped and follows in two words. Where blocks can waste bytes,
 * one more word follows each block. Nodes need no words: they are as large as
 * they were, and segments end where they do. */
#include "private.h"

#include "decide.h"

#define ESCAPE UINT32_C(0x7fffffff) /* in place of a size */

/* ---- Save ---- */

struct packer {
    uint32_t *words;
    size_t room, count;
};

static void put(struct packer *packer, uint32_t word)
{
    if (packer->count < packer->room)
        packer->words[packer->count] = word;
    packer->count++;
}

static void put_segment(struct packer *packer, const struct segment *segment, uint64_t size,
                        bool wastes)
{
    if (size < ESCAPE - 1) {
        put(packer, (uint32_t)size << 1 | segment->kind);
    } else {
        put(packer, ESCAPE << 1 | segment->kind);
        put(packer, (uint32_t)size);
        put(packer, (uint32_t)(size >> 32));
    }
    if (wastes && segment->kind == MEMS_PROCESS)
        put(packer, segment->waste);
}

size_t mems_heap_save(const mems_heap *heap, uint32_t *words, size_t room, uint32_t *records)
{
    const struct chain *chain = &heap->chain;
    struct packer packer = {.words = words, .room = room, .count = 0};
    uint32_t s = chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
    while (s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        put_segment(&packer, segment, mems_segment_size(chain, segment), heap->options.align > 1);
        if (records != NULL)
            *records++ = s;
        s = mems_chain_after(chain, segment);
    }
    return packer.count;
}

/* ---- Load ---- */

struct packed {
    uint64_t size;
    uint32_t waste;
    bool process;
};

static struct packed take(const uint32_t **words, bool wastes)
{
    uint32_t word = *(*words)++;
    struct packed packed = {.size = word >> 1, .process = word & 1};
    if (packed.size == ESCAPE) {
        packed.size = (*words)[0] | (uint64_t)(*words)[1] << 32;
        *words += 2;
    }
    if (wastes && packed.process)
        packed.waste = *(*words)++;
    return packed;
}

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

/* Segments are laid in address order; what begins in one cell of the map is
 * told to it at once. */
struct laying {
    const uint32_t *words;
    uint32_t segment;         /* the record of the next one */
    uint64_t granule;         /* of the last one */
    uint64_t cell;            /* of the last one, in the map */
    struct mems_usage begins; /* in that cell, so far */
};

static void lay_cell(mems_heap *heap, struct laying *laying)
{
    const struct mems_usage *begins = &laying->begins;
    struct chain *chain = &heap->chain;
    if (heap->options.sums && begins->blocks + begins->holes > 0)
        mems_map_appeared_all(&heap->map, laying->cell * MEMS_MAP_CELL, begins);
    chain->process += begins->process;
    chain->waste += begins->waste;
    chain->blocks += begins->blocks;
    laying->begins = (struct mems_usage){0};
}

static void lay_node(mems_heap *heap, uint32_t n, struct laying *laying)
{
    struct chain *chain = &heap->chain;
    struct node *node = mems_chain_node(chain, n);
    uint64_t start = node->start, end = node->start + node->size;
    uint32_t s = laying->segment;
    bool wastes = heap->options.align > 1;
    node->first = s;
    while (start < end) {
        struct packed packed = take(&laying->words, wastes);
        uint32_t prev = s == node->first ? MEMS_END | n : s - 1;
        uint64_t next = start + packed.size, cell = (start - chain->start) / MEMS_MAP_CELL;
        *mems_chain_segment(chain, s) = (struct segment){
            .prev = prev, .next = next == end ? MEMS_END | n : s + 1,
            .extent = packed.process ? mems_process_extent(start, packed.waste) : start};
        mems_index_lay(&heap->index, &laying->granule, s, start,
                       packed.process ? 0 : packed.size);
        if (cell != laying->cell) {
            lay_cell(heap, laying);
            laying->cell = cell;
        }
        laying->begins.process += packed.process ? packed.size : 0;
        laying->begins.waste += packed.waste;
        laying->begins.blocks += packed.process;
        laying->begins.holes += !packed.process;
        start = next;
        s++;
    }
    laying->segment = s;
}

void mems_heap_load(mems_heap *heap, const struct mems_state *state)
{
    struct chain *chain = &heap->chain;
    struct laying laying = {.words = state->words, .granule = MEMS_NOTHING_LAID};
    uint64_t end = mems_chain_end(chain);
    mems_decide_unsort(heap);
    load_nodes(heap, state);
    end = end > mems_chain_end(chain) ? end : mems_chain_end(chain);
    mems_granules_clear(&heap->index.granules, end);
    mems_map_clear(&heap->map);
    chain->process = chain->waste = chain->blocks = 0;
    for (uint32_t i = 0; i < state->node_count; i++)
        lay_node(heap, state->nodes[i], &laying);
    lay_cell(heap, &laying);
    mems_pool_reset(&chain->segments, laying.segment);
    mems_index_laid(&heap->index, end);
    heap->rover = state->rover;
}
