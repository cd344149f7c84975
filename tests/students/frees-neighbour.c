/* frees-neighbour.c: wrong on purpose: a free takes the block after it along, in use or
 * not, so that the next malloc hands out bytes that somebody still has. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#ifndef PAGE_SIZE
#define PAGE_SIZE 4096
#endif

struct segment {
    size_t start, size;
    int used, last; /* last of its node */
    char *memory;
    struct segment *next;
};

static struct segment *head;
static size_t end = 1000;

void mems_init(void)
{
    head = NULL;
    end = 1000;
}

void mems_finish(void)
{
    mems_init();
}

static struct segment *grow(size_t size)
{
    size_t bytes = (size / PAGE_SIZE + (size % PAGE_SIZE != 0)) * PAGE_SIZE;
    struct segment *new = calloc(1, sizeof *new), **at = &head;

    new->memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (new->memory == MAP_FAILED)
        return NULL;
    while (*at != NULL)
        at = &(*at)->next;
    new->start = end;
    new->size = bytes;
    new->last = 1;
    end += bytes;
    return *at = new;
}

void *mems_malloc(size_t size)
{
    struct segment *at = head;

    while (at != NULL && (at->used || at->size < size))
        at = at->next;
    if (at == NULL)
        at = grow(size);
    if (at == NULL)
        return NULL;
    if (at->size > size) {
        struct segment *rest = malloc(sizeof *rest);

        *rest = *at;
        rest->start += size;
        rest->size -= size;
        rest->memory += size;
        at->next = rest;
        at->size = size;
        at->last = 0;
    }
    at->used = 1;
    return (void *)at->start;
}

static void join(struct segment *at)
{
    while (!at->used && !at->last && !at->next->used) {
        at->size += at->next->size;
        at->last = at->next->last;
        at->next = at->next->next;
    }
}

void mems_free(void *address)
{
    for (struct segment *at = head; at != NULL; at = at->next) {
        if (at->start != (size_t)address || !at->used)
            continue;
        at->used = 0;
        if (!at->last)
            at->next->used = 0; /* whoever has it */
    }
    for (struct segment *at = head; at != NULL; at = at->next)
        join(at);
}

void *mems_get(void *address)
{
    for (struct segment *at = head; at != NULL; at = at->next)
        if (at->used && (size_t)address - at->start < at->size)
            return at->memory + ((size_t)address - at->start);
    return NULL;
}

void mems_print_stats(void)
{
    int first = 1;

    for (struct segment *at = head; at != NULL; at = at->next) {
        if (first) {
            size_t to = at->start - 1;

            for (struct segment *in = at; in != NULL; in = in->last ? NULL : in->next)
                to += in->size;
            printf("MAIN[%zu:%zu]", at->start, to);
        }
        printf(" <-> %s[%zu:%zu]", at->used ? "P" : "H", at->start, at->start + at->size - 1);
        first = at->last;
        if (at->last)
            printf(" <-> NULL\n");
    }
}
