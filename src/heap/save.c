/* save.c: a whole state as words, and back.
 *
 * A segment is one word, its size times two plus its kind; a size that does not
 * fit there is escaped and follows in two words. Where blocks can waste bytes,
 * one more word follows each block. Nodes need no words: they are as large as
 * they were, and segments end where they do. */
#include "private.h"

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

static void put_segment(struct packer *packer, const struct segment *segment, bool wastes)
{
    if (segment->size < ESCAPE - 1) {
        put(packer, (uint32_t)segment->size << 1 | segment->kind);
    } else {
        put(packer, ESCAPE << 1 | segment->kind);
        put(packer, (uint32_t)segment->size);
        put(packer, (uint32_t)(segment->size >> 32));
    }
    if (wastes && segment->kind == MEMS_PROCESS)
        put(packer, segment->waste);
}

size_t mems_heap_save(const mems_heap *heap, uint32_t *words, size_t room)
{
    const struct chain *chain = &heap->chain;
    struct packer packer = {.words = words, .room = room, .count = 0};
    for (uint32_t n = chain->first; n != MEMS_NONE; n = mems_chain_node(chain, n)->next) {
        for (uint32_t s = mems_chain_node(chain, n)->first; s != MEMS_NONE;) {
            const struct segment *segment = mems_chain_segment(chain, s);
            put_segment(&packer, segment, heap->options.align > 1);
            s = segment->next;
        }
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

static void load_node(mems_heap *heap, uint32_t n, const uint32_t **words)
{
    struct chain *chain = &heap->chain;
    mems_chain_show(chain, n);
    mems_index_node_appeared(&heap->index, chain, n);
    uint64_t rest = mems_chain_node(chain, n)->size;
    uint32_t s = mems_chain_node(chain, n)->first;
    while (rest > 0) {
        struct packed packed = take(words, heap->options.align > 1);
        uint32_t here = s;
        rest -= packed.size;
        if (rest > 0)
            s = mems_chain_split(chain, here, packed.size);
        if (packed.process)
            mems_chain_occupy(chain, here, packed.waste);
        else
            mems_index_hole_appeared(&heap->index, chain, here);
    }
}

void mems_heap_load(mems_heap *heap, const struct mems_state *state)
{
    const uint32_t *words = state->words;
    mems_index_clear(&heap->index);
    mems_chain_clear(&heap->chain);
    for (uint32_t i = 0; i < state->node_count; i++)
        load_node(heap, state->nodes[i], &words);
    heap->rover = state->rover;
}
