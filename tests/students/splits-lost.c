/* splits-lost.c: wrong on purpose: a block cut from a HOLE takes its place in the chain,
 * and the rest of the HOLE is in no segment any more. It has a main of its own. */
#include "splits-lost.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct segment { size_t start, size; int used; struct segment *next; };
struct node { size_t start, size; char *memory; struct segment *segments; struct node *next; };

static struct node *head;

void mems_init(void)
{
    head = NULL;
}

void mems_finish(void)
{
    while (head != NULL) {
        struct node *node = head;

        head = node->next;
        munmap(node->memory, node->size);
        free(node);
    }
}

static struct segment *cut(struct segment *hole, size_t size)
{
    hole->used = 1;
    hole->size = size; /* and the rest? */
    return hole;
}

static struct node *add_node(size_t size)
{
    struct node *node = calloc(1, sizeof *node), **end = &head;

    node->start = 1000;
    node->size = (size / PAGE_SIZE + (size % PAGE_SIZE != 0)) * PAGE_SIZE;
    for (; *end != NULL; end = &(*end)->next)
        node->start = (*end)->start + (*end)->size;
    node->memory = mmap(NULL, node->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                        0);
    if (node->memory == MAP_FAILED)
        return NULL;
    node->segments = calloc(1, sizeof *node->segments);
    node->segments->start = node->start;
    node->segments->size = node->size;
    return *end = node;
}

void *mems_malloc(size_t size)
{
    struct node *node;

    for (node = head; node != NULL; node = node->next)
        for (struct segment *at = node->segments; at != NULL; at = at->next)
            if (!at->used && at->size >= size)
                return (void *)cut(at, size)->start;
    node = add_node(size);
    return node != NULL ? (void *)cut(node->segments, size)->start : NULL;
}

void mems_free(void *address)
{
    for (struct node *node = head; node != NULL; node = node->next)
        for (struct segment *at = node->segments; at != NULL; at = at->next)
            if (at->start == (size_t)address)
                at->used = 0;
}

void *mems_get(void *address)
{
    for (struct node *node = head; node != NULL; node = node->next)
        for (struct segment *at = node->segments; at != NULL; at = at->next)
            if (at->used && (size_t)address - at->start < at->size)
                return node->memory + ((size_t)address - node->start);
    return NULL;
}

void mems_print_stats(void)
{
    for (struct node *node = head; node != NULL; node = node->next) {
        printf("MAIN[%zu:%zu] -> ", node->start, node->start + node->size - 1);
        for (struct segment *at = node->segments; at != NULL; at = at->next)
            printf("%c[%zu:%zu] <-> ", at->used ? 'P' : 'H', at->start, at->start + at->size - 1);
        printf("NULL\n");
    }
}

int main(void)
{
    mems_init();
    mems_malloc(1000);
    mems_print_stats();
    return 0;
}
