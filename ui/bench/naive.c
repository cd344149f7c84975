/* naive.c: see naive.h. Its nodes' pages come from a heap that holds nothing
 * else: every request there is whole pages, so each is a mapping of its own. */
#include "naive.h"

#include <stdlib.h>

struct naive *naive_open(const struct mems_options *options)
{
    bool good = options->align > 0 && (options->align & (options->align - 1)) == 0;
    struct naive *naive = good ? calloc(1, sizeof *naive) : NULL;
    struct mems_options pages = *options;

    if (naive == NULL)
        return NULL;
    pages.align = 1;
    pages.policy = MEMS_FIRST_FIT;
    naive->options = *options;
    naive->rover = options->start;
    if (mems_heap_open(&naive->pages, &pages) == MEMS_OK)
        return naive;
    free(naive);
    return NULL;
}

void naive_close(struct naive *naive)
{
    struct naive_node *node = naive != NULL ? naive->first : NULL;

    while (node != NULL) {
        struct naive_node *next_node = node->next;

        for (struct naive_segment *segment = node->segments; segment != NULL;) {
            struct naive_segment *next = segment->next;

            free(segment);
            segment = next;
        }
        free(node);
        node = next_node;
    }
    if (naive != NULL)
        mems_heap_close(naive->pages);
    free(naive);
}

/* ---- Which hole ---- */

static bool fits(const struct naive_segment *segment, uint64_t size)
{
    return !segment->process && segment->size >= size;
}

static struct naive_segment *first_fit(const struct naive *naive, uint64_t from, uint64_t size)
{
    for (struct naive_node *node = naive->first; node != NULL; node = node->next) {
        if (node->start + node->size <= from)
            continue;
        for (struct naive_segment *at = node->segments; at != NULL; at = at->next)
            if (at->start >= from && fits(at, size))
                return at;
    }
    return NULL;
}

static struct naive_segment *next_fit(const struct naive *naive, uint64_t size)
{
    struct naive_segment *found = first_fit(naive, naive->rover, size);

    return found != NULL ? found : first_fit(naive, 0, size);
}

static struct naive_segment *extreme_fit(const struct naive *naive, uint64_t size, bool largest)
{
    struct naive_segment *found = NULL;

    for (struct naive_node *node = naive->first; node != NULL; node = node->next)
        for (struct naive_segment *at = node->segments; at != NULL; at = at->next)
            if (fits(at, size) && (found == NULL || (largest ? at->size > found->size
                                                             : at->size < found->size)))
                found = at;
    return found;
}

static struct naive_segment *choose(const struct naive *naive, uint64_t size)
{
    switch (naive->options.policy) {
    case MEMS_NEXT_FIT:
        return next_fit(naive, size);
    case MEMS_BEST_FIT:
        return extreme_fit(naive, size, false);
    case MEMS_WORST_FIT:
        return extreme_fit(naive, size, true);
    default:
        return first_fit(naive, 0, size);
    }
}

/* ---- Malloc ---- */

struct naive_segment *naive_add_node(struct naive *naive, uint64_t size)
{
    uint64_t page = naive->options.page_size;
    struct naive_node *node = calloc(1, sizeof *node);
    struct naive_segment *hole = calloc(1, sizeof *hole);
    struct mems_decision pages;
    void *physical = NULL;

    if (node == NULL || hole == NULL ||
        mems_heap_malloc(naive->pages, (size + page - 1) / page * page, &pages) != MEMS_OK) {
        free(node);
        free(hole);
        return NULL;
    }
    mems_heap_get(naive->pages, pages.address, &physical);
    *hole = (struct naive_segment){.start = pages.address, .size = pages.size};
    *node = (struct naive_node){.previous = naive->last, .segments = hole, .physical = physical,
                                .start = pages.address, .size = pages.size};
    *(naive->last != NULL ? &naive->last->next : &naive->first) = node;
    naive->last = node;
    return hole;
}

/* Leaves the first `size` bytes to the hole and the others to a new one. */
static bool split(struct naive_segment *hole, uint64_t size)
{
    struct naive_segment *rest;

    if (hole->size == size)
        return true;
    rest = malloc(sizeof *rest);
    if (rest == NULL)
        return false;
    *rest = (struct naive_segment){.previous = hole, .next = hole->next,
                                   .start = hole->start + size, .size = hole->size - size};
    if (rest->next != NULL)
        rest->next->previous = rest;
    hole->next = rest;
    hole->size = size;
    return true;
}

uint64_t naive_malloc(struct naive *naive, uint64_t size)
{
    uint64_t align = naive->options.align, rounded = (size + align - 1) & ~(align - 1);
    struct naive_segment *hole;

    if (size == 0 || size > UINT64_MAX / 2)
        return 0;
    hole = choose(naive, rounded);
    if (hole == NULL)
        hole = naive_add_node(naive, rounded);
    if (hole == NULL || !split(hole, rounded))
        return 0;
    hole->process = true;
    hole->waste = rounded - size;
    naive->rover = hole->start + rounded;
    return hole->start;
}

/* ---- Free and get ---- */

static struct naive_node *node_at(const struct naive *naive, uint64_t address)
{
    struct naive_node *node = naive->first;

    while (node != NULL && address - node->start >= node->size)
        node = node->next;
    return node;
}

/* The block that holds `address`, walking from the front of its node. */
static struct naive_segment *block_at(const struct naive_node *node, uint64_t address)
{
    struct naive_segment *at = node != NULL ? node->segments : NULL;

    while (at != NULL && address - at->start >= at->size)
        at = at->next;
    return at != NULL && at->process ? at : NULL;
}

/* Joins a segment and the one after it when both are holes. */
static void join(struct naive_segment *left)
{
    struct naive_segment *right = left != NULL ? left->next : NULL;

    if (right == NULL || left->process || right->process)
        return;
    left->size += right->size;
    left->next = right->next;
    if (right->next != NULL)
        right->next->previous = left;
    free(right);
}

bool naive_free(struct naive *naive, uint64_t address)
{
    struct naive_segment *block = block_at(node_at(naive, address), address);

    if (block == NULL || block->start != address)
        return false;
    block->process = false;
    block->waste = 0;
    if (naive->options.join) {
        struct naive_segment *before = block->previous;

        join(block);
        join(before);
    }
    return true;
}

void *naive_get(const struct naive *naive, uint64_t address)
{
    struct naive_node *node = node_at(naive, address);

    if (block_at(node, address) == NULL)
        return NULL;
    return node->physical + (address - node->start);
}
