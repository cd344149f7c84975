/* right.h: the six functions as a course asks for them, in a header, with records from
 * the C library: written for the tests of mems judge, and right in every respect. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#ifndef PAGE_SIZE
#define PAGE_SIZE 4096
#endif

struct part {
    size_t start, size;
    int used;
    struct part *before, *after;
};

struct node {
    size_t start, pages;
    char *memory;
    struct part *parts;
    struct node *before, *after;
};

static struct node *first_node, *last_node;
static size_t next_address = 1000;

static struct part *new_part(size_t start, size_t size, int used)
{
    struct part *part = calloc(1, sizeof *part);

    if (part != NULL) {
        part->start = start;
        part->size = size;
        part->used = used;
    }
    return part;
}

void mems_finish(void)
{
    while (first_node != NULL) {
        struct node *node = first_node;

        while (node->parts != NULL) {
            struct part *part = node->parts;

            node->parts = part->after;
            free(part);
        }
        munmap(node->memory, node->pages * PAGE_SIZE);
        first_node = node->after;
        free(node);
    }
    last_node = NULL;
    next_address = 1000;
}

void mems_init(void)
{
    mems_finish();
}

/* Cuts the rest of a part off, so that it has `size` bytes. */
static int split(struct part *part, size_t size)
{
    struct part *rest;

    if (part->size == size)
        return 1;
    rest = new_part(part->start + size, part->size - size, 0);
    if (rest == NULL)
        return 0;
    rest->before = part;
    rest->after = part->after;
    if (part->after != NULL)
        part->after->before = rest;
    part->after = rest;
    part->size = size;
    return 1;
}

static struct node *new_node(size_t size)
{
    size_t pages = size / PAGE_SIZE + (size % PAGE_SIZE != 0);
    struct node *node = calloc(1, sizeof *node);
    struct part *part = new_part(next_address, pages * PAGE_SIZE, 0);
    void *memory = pages > (SIZE_MAX - next_address) / PAGE_SIZE - 1
                       ? MAP_FAILED
                       : mmap(NULL, pages * PAGE_SIZE, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (node == NULL || part == NULL || memory == MAP_FAILED) {
        free(node);
        free(part);
        return NULL;
    }
    *node = (struct node){next_address, pages, memory, part, last_node, NULL};
    if (last_node != NULL)
        last_node->after = node;
    else
        first_node = node;
    last_node = node;
    next_address += pages * PAGE_SIZE;
    return node;
}

void *mems_malloc(size_t size)
{
    struct node *node;
    struct part *part = NULL;

    if (size == 0)
        return NULL;
    for (node = first_node; node != NULL && part == NULL; node = node->after) {
        part = node->parts;
        while (part != NULL && (part->used || part->size < size))
            part = part->after;
    }
    if (part == NULL) {
        node = new_node(size);
        part = node != NULL ? node->parts : NULL;
    }
    if (part == NULL || !split(part, size))
        return NULL;
    part->used = 1;
    return (void *)part->start;
}

/* The HOLE after a part becomes a part of it. */
static void join_next(struct part *part)
{
    struct part *next = part->after;

    if (next == NULL || next->used || part->used)
        return;
    part->size += next->size;
    part->after = next->after;
    if (next->after != NULL)
        next->after->before = part;
    free(next);
}

void mems_free(void *v_ptr)
{
    struct node *node;
    struct part *part;

    for (node = first_node; node != NULL; node = node->after) {
        for (part = node->parts; part != NULL; part = part->after) {
            if (part->start != (size_t)v_ptr || !part->used)
                continue;
            part->used = 0;
            join_next(part);
            if (part->before != NULL)
                join_next(part->before);
            return;
        }
    }
}

void *mems_get(void *v_ptr)
{
    size_t address = (size_t)v_ptr;
    struct node *node;
    struct part *part;

    for (node = first_node; node != NULL; node = node->after)
        for (part = node->parts; part != NULL; part = part->after)
            if (part->used && address >= part->start && address - part->start < part->size)
                return node->memory + (address - node->start);
    return NULL;
}

void mems_print_stats(void)
{
    size_t pages = 0, unused = 0, nodes = 0;
    struct node *node;
    struct part *part;

    printf("----- MeMS SYSTEM STATS -----\n");
    for (node = first_node; node != NULL; node = node->after) {
        printf("MAIN[%zu:%zu]-> ", node->start, node->start + node->pages * PAGE_SIZE - 1);
        for (part = node->parts; part != NULL; part = part->after) {
            printf("%s[%zu:%zu] <-> ", part->used ? "P" : "H", part->start,
                   part->start + part->size - 1);
            unused += part->used ? 0 : part->size;
        }
        printf("NULL\n");
        pages += node->pages;
        nodes++;
    }
    printf("Pages used:\t%zu\nSpace unused:\t%zu\nMain Chain Length:\t%zu\n", pages, unused,
           nodes);
    printf("Sub-chain Length array: [");
    for (node = first_node; node != NULL; node = node->after) {
        size_t count = 0;

        for (part = node->parts; part != NULL; part = part->after)
            count++;
        printf("%zu, ", count);
    }
    printf("]\n-----------------------------\n");
}
