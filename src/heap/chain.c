/* chain.c: the doubly linked lists: nodes in address order, each with the
 * segments that tile it, and the books of both, kept as things change.
 *
 * Split and join, show and hide are exact inverses, down to the records they take and
 * give back, unless those were tidied between (pool.h). */
#include "chain.h"

#include "os.h"

#include <string.h>

void mems_chain_open(struct chain *chain, uint64_t start, size_t page_size)
{
    memset(chain, 0, sizeof *chain);
    mems_pool_open(&chain->nodes, sizeof(struct node), page_size);
    mems_pool_open(&chain->segments, sizeof(struct segment), page_size);
    chain->first = chain->last = chain->hidden = MEMS_NONE;
    chain->start = start;
}

/* Record by record, not along the links, which may be broken. */
void mems_chain_close(struct chain *chain)
{
    for (uint32_t n = 0; n < chain->nodes.virgin; n++) {
        const struct node *node = mems_chain_node(chain, n);
        if (mems_pool_is_taken(&chain->nodes, n) && !node->borrowed)
            mems_os_unmap(node->physical, (size_t)node->size);
    }
    mems_pool_close(&chain->segments);
    mems_pool_close(&chain->nodes);
}

bool mems_chain_stock_node(struct chain *chain)
{
    return mems_pool_stock(&chain->nodes, 1) && mems_pool_stock(&chain->segments, 1);
}

uint64_t mems_chain_length(const struct chain *chain, uint32_t n)
{
    uint64_t length = 0;
    for (uint32_t s = mems_chain_node(chain, n)->first; !mems_chain_is_end(s); length++)
        s = mems_chain_segment(chain, s)->next;
    return length;
}

/* ---- Hidden nodes ---- */

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
    node->hidden = false;
    chain->hidden_count--;
}

/* ---- The main chain ---- */

static void link_tail(struct chain *chain, uint32_t n, uint32_t first)
{
    struct node *node = mems_chain_node(chain, n);
    node->prev = chain->last;
    node->next = MEMS_NONE;
    node->first = first;
    node->index = chain->count++;
    node->start = mems_chain_end(chain);
    node->largest = n;
    if (node->prev == MEMS_NONE) {
        chain->first = n;
    } else {
        struct node *before = mems_chain_node(chain, node->prev);
        before->next = n;
        if (node->size <= mems_chain_node(chain, before->largest)->size)
            node->largest = before->largest;
    }
    chain->last = n;
    chain->mapped += node->size;
}

static void unlink_tail(struct chain *chain)
{
    const struct node *node = mems_chain_node(chain, chain->last);
    chain->last = node->prev;
    if (chain->last == MEMS_NONE)
        chain->first = MEMS_NONE;
    else
        mems_chain_node(chain, chain->last)->next = MEMS_NONE;
    chain->count--;
    chain->mapped -= node->size;
}

/* At the tail, all one HOLE. */
static void link_with_hole(struct chain *chain, uint32_t n)
{
    uint32_t hole = mems_pool_take(&chain->segments);
    link_tail(chain, n, hole);
    *mems_chain_segment(chain, hole) = (struct segment){
        .prev = MEMS_END | n, .next = MEMS_END | n, .extent = mems_chain_node(chain, n)->start};
}

uint32_t mems_chain_append(struct chain *chain, uint64_t size, void *physical)
{
    uint32_t n = mems_pool_take(&chain->nodes);
    struct node *node = mems_chain_node(chain, n);
    memset(node, 0, sizeof *node);
    node->size = size;
    node->physical = physical;
    link_with_hole(chain, n);
    return n;
}

void mems_chain_hide(struct chain *chain, uint32_t n)
{
    mems_pool_give(&chain->segments, mems_chain_node(chain, n)->first);
    unlink_tail(chain);
    link_hidden(chain, n);
}

void mems_chain_show(struct chain *chain, uint32_t n)
{
    unlink_hidden(chain, n);
    link_with_hole(chain, n);
}

void mems_chain_drop(struct chain *chain, uint32_t n)
{
    struct node *node = mems_chain_node(chain, n);
    /* refused: it stays hidden and mems_chain_close tries again */
    if (!node->borrowed && !mems_os_unmap(node->physical, (size_t)node->size))
        return;
    unlink_hidden(chain, n);
    mems_pool_give(&chain->nodes, n);
}

void mems_chain_hide_bare(struct chain *chain)
{
    uint32_t n = chain->last;
    unlink_tail(chain);
    link_hidden(chain, n);
}

void mems_chain_show_bare(struct chain *chain, uint32_t n)
{
    unlink_hidden(chain, n);
    link_tail(chain, n, MEMS_NONE);
}
