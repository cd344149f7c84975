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

size_t mems_heap_save(const mems_heap *heap, uint32_t *words, size_t room)
{
    const struct chain *chain = &heap->chain;
    struct packer packer = {.words = words, .room = room, .count = 0};
    uint32_t s = chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
    while (s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        put_segment(&packer, segment, mems_segment_size(chain, segment), heap->options.align > 1);
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

/* The segments of node n, from record `first` on; the record after them. */
static uint32_t load_segments(mems_heap *heap, uint32_t n, uint32_t first, const uint32_t **words)
{
    struct chain *chain = &heap->chain;
    struct node *node = mems_chain_node(chain, n);
    uint64_t start = node->start, end = node->start + node->size;
    uint32_t s = first;
    node->first = first;
    while (start < end) {
        struct packed packed = take(words, heap->options.align > 1);
        uint32_t prev = s == first ? MEMS_END | n : s - 1;
        uint64_t next = start + packed.size;
        enum mems_kind kind = packed.process ? MEMS_PROCESS : MEMS_HOLE;
        *mems_chain_segment(chain, s) =
            mems_segment(prev, next == end ? MEMS_END | n : s + 1, start, kind, packed.waste);
        mems_index_lay(&heap->index, s, start, packed.process ? 0 : packed.size);
        if (heap->options.sums)
            mems_map_appeared(&heap->map, start - chain->start, kind, packed.size,
                              packed.waste);
        chain->process += packed.process ? packed.size : 0;
        chain->waste += packed.waste;
        chain->blocks += packed.process;
        chain->holes += !packed.process;
        start = next;
        s++;
    }
    return s;
}

void mems_heap_load(mems_heap *heap, const struct mems_state *state)
{
    struct chain *chain = &heap->chain;
    const uint32_t *words = state->words;
    uint64_t end = mems_chain_end(chain);
    uint32_t s = 0;
    mems_decide_unsort(heap);
    load_nodes(heap, state);
    end = end > mems_chain_end(chain) ? end : mems_chain_end(chain);
    mems_granules_clear(&heap->index.granules, end);
    mems_map_clear(&heap->map);
    chain->process = chain->waste = chain->blocks = chain->holes = 0;
    for (uint32_t i = 0; i < state->node_count; i++)
        s = load_segments(heap, state->nodes[i], s, &words);
    mems_pool_reset(&chain->segments, s);
    mems_index_laid(&heap->index, end);
    heap->rover = state->rover;
}
