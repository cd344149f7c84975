/* chain.c: the doubly linked lists: nodes in address order, each with the
 * segments that tile it, and the books of both, kept as things change.
 *
 * Records are taken and given back in an order such that split and join, show
 * and hide are exact inverses: going back and forth in time, a segment always
 * gets the same record again (pool.h). */
#include "chain.h"

#include "os.h"

#include <string.h>

static struct node *node_of(const struct chain *chain, const struct segment *segment)
{
    return mems_chain_node(chain, segment->node);
}

uint64_t mems_chain_length(const struct chain *chain, uint32_t n)
{
    uint64_t length = 0;
    for (uint32_t s = mems_chain_node(chain, n)->first; s != MEMS_NONE; length++)
        s = mems_chain_segment(chain, s)->next;
    return length;
}

void mems_chain_open(struct chain *chain, uint64_t start, size_t page_size)
{
    memset(chain, 0, sizeof *chain);
    mems_pool_open(&chain->nodes, sizeof(struct node), page_size);
    mems_pool_open(&chain->segments, sizeof(struct segment), page_size);
    chain->first = chain->last = chain->hidden = MEMS_NONE;
    chain->start = start;
}

static void unmap_list(struct chain *chain, uint32_t first)
{
    for (uint32_t n = first; n != MEMS_NONE;) {
        struct node *node = mems_chain_node(chain, n);
        n = node->next;
        mems_os_unmap(node->physical, (size_t)node->size);
    }
}

void mems_chain_close(struct chain *chain)
{
    unmap_list(chain, chain->first);
    unmap_list(chain, chain->hidden);
    mems_pool_close(&chain->segments);
    mems_pool_close(&chain->nodes);
}

bool mems_chain_stock(struct chain *chain)
{
    return mems_pool_stock(&chain->nodes, 1) && mems_pool_stock(&chain->segments, 2);
}

/* ---- Segments ---- */

static void link_after(struct chain *chain, uint32_t at, uint32_t added)
{
    struct segment *left = mems_chain_segment(chain, at);
    struct segment *new = mems_chain_segment(chain, added);
    new->prev = at;
    new->next = left->next;
    if (left->next == MEMS_NONE)
        node_of(chain, left)->last = added;
    else
        mems_chain_segment(chain, left->next)->prev = added;
    left->next = added;
}

static void link_before(struct chain *chain, uint32_t at, uint32_t added)
{
    struct segment *right = mems_chain_segment(chain, at);
    struct segment *new = mems_chain_segment(chain, added);
    new->next = at;
    new->prev = right->prev;
    if (right->prev == MEMS_NONE)
        node_of(chain, right)->first = added;
    else
        mems_chain_segment(chain, right->prev)->next = added;
    right->prev = added;
}

/* Out of the list and back to the pool. */
static void remove_segment(struct chain *chain, uint32_t gone)
{
    struct segment *segment = mems_chain_segment(chain, gone);
    struct node *node = node_of(chain, segment);
    if (segment->prev == MEMS_NONE)
        node->first = segment->next;
    else
        mems_chain_segment(chain, segment->prev)->next = segment->next;
    if (segment->next == MEMS_NONE)
        node->last = segment->prev;
    else
        mems_chain_segment(chain, segment->next)->prev = segment->prev;
    chain->holes--;
    mems_pool_give(&chain->segments, gone);
}

static uint32_t new_hole(struct chain *chain, uint32_t n, uint64_t start, uint64_t size)
{
    uint32_t added = mems_pool_take(&chain->segments);
    struct segment *segment = mems_chain_segment(chain, added);
    *segment = (struct segment){.prev = MEMS_NONE, .next = MEMS_NONE, .node = n,
                                .kind = MEMS_HOLE, .start = start, .size = size};
    chain->holes++;
    return added;
}

uint32_t mems_chain_split(struct chain *chain, uint32_t at, uint64_t size)
{
    struct segment *segment = mems_chain_segment(chain, at);
    uint32_t added = new_hole(chain, segment->node, segment->start + size, segment->size - size);
    segment->size = size;
    link_after(chain, at, added);
    return added;
}

uint32_t mems_chain_split_low(struct chain *chain, uint32_t at, uint64_t size)
{
    struct segment *segment = mems_chain_segment(chain, at);
    uint32_t added = new_hole(chain, segment->node, segment->start, size);
    segment->start += size;
    segment->size -= size;
    link_before(chain, at, added);
    return added;
}

void mems_chain_join_next(struct chain *chain, uint32_t at)
{
    struct segment *segment = mems_chain_segment(chain, at);
    segment->size += mems_chain_segment(chain, segment->next)->size;
    remove_segment(chain, segment->next);
}

void mems_chain_join_before(struct chain *chain, uint32_t at)
{
    struct segment *segment = mems_chain_segment(chain, at);
    const struct segment *left = mems_chain_segment(chain, segment->prev);
    segment->start = left->start;
    segment->size += left->size;
    remove_segment(chain, segment->prev);
}

void mems_chain_occupy(struct chain *chain, uint32_t at, uint32_t waste)
{
    struct segment *segment = mems_chain_segment(chain, at);
    segment->kind = MEMS_PROCESS;
    segment->waste = (uint16_t)waste;
    chain->holes--;
    chain->blocks++;
    chain->process += segment->size;
    chain->waste += waste;
}

void mems_chain_vacate(struct chain *chain, uint32_t at)
{
    struct segment *segment = mems_chain_segment(chain, at);
    chain->holes++;
    chain->blocks--;
    chain->process -= segment->size;
    chain->waste -= segment->waste;
    segment->kind = MEMS_HOLE;
    segment->waste = 0;
}

/* ---- Nodes ---- */

static void link_tail(struct chain *chain, uint32_t n)
{
    struct node *node = mems_chain_node(chain, n);
    node->prev = chain->last;
    node->next = MEMS_NONE;
    if (chain->last == MEMS_NONE)
        chain->first = n;
    else
        mems_chain_node(chain, chain->last)->next = n;
    chain->last = n;
    node->hidden = false;
    node->index = chain->count++;
    node->start = mems_chain_end(chain);
    chain->mapped += node->size;
    node->largest = node->size;
    if (node->prev != MEMS_NONE && mems_chain_node(chain, node->prev)->largest > node->size)
        node->largest = mems_chain_node(chain, node->prev)->largest;
    node->first = node->last = new_hole(chain, n, node->start, node->size);
}

uint32_t mems_chain_append(struct chain *chain, uint64_t size, void *physical)
{
    uint32_t n = mems_pool_take(&chain->nodes);
    *mems_chain_node(chain, n) = (struct node){.size = size, .physical = physical};
    link_tail(chain, n);
    return n;
}

static void link_hidden(struct chain *chain, uint32_t n)
{
    struct node *node = mems_chain_node(chain, n);
    node->hidden = true;
    node->prev = MEMS_NONE;
    node->next = chain->hidden;
    if (chain->hidden != MEMS_NONE)
        mems_chain_node(chain, chain->hidden)->prev = n;
    chain->hidden = n;
    chain->hidden_count++;
}

static void unlink_hidden(struct chain *chain, uint32_t n)
{
    struct node *node = mems_chain_node(chain, n);
    if (node->prev == MEMS_NONE)
        chain->hidden = node->next;
    else
        mems_chain_node(chain, node->prev)->next = node->next;
    if (node->next != MEMS_NONE)
        mems_chain_node(chain, node->next)->prev = node->prev;
    chain->hidden_count--;
}

static void hide_last(struct chain *chain)
{
    uint32_t n = chain->last;
    struct node *node = mems_chain_node(chain, n);
    chain->last = node->prev;
    if (chain->last == MEMS_NONE)
        chain->first = MEMS_NONE;
    else
        mems_chain_node(chain, chain->last)->next = MEMS_NONE;
    chain->count--;
    chain->mapped -= node->size;
    link_hidden(chain, n);
}

void mems_chain_hide(struct chain *chain, uint32_t n)
{
    remove_segment(chain, mems_chain_node(chain, n)->first);
    hide_last(chain);
}

void mems_chain_clear(struct chain *chain)
{
    while (chain->last != MEMS_NONE)
        hide_last(chain);
    chain->process = chain->waste = chain->blocks = chain->holes = 0;
    mems_pool_reset(&chain->segments);
}

void mems_chain_show(struct chain *chain, uint32_t n)
{
    unlink_hidden(chain, n);
    link_tail(chain, n);
}

void mems_chain_drop(struct chain *chain, uint32_t n)
{
    struct node *node = mems_chain_node(chain, n);
    /* refused: it stays hidden and mems_chain_close tries again */
    if (!mems_os_unmap(node->physical, (size_t)node->size))
        return;
    unlink_hidden(chain, n);
    mems_pool_give(&chain->nodes, n);
}
