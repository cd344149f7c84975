/* no-joining.h: wrong on purpose: a free marks its block as a HOLE and leaves the HOLEs
 * beside it alone. Prints in a spelling of its own, with colours. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#define PAGE_SIZE 4096
#define PARTS 20000

static struct { size_t start, size; int used, node; } parts[PARTS];
static struct { size_t start, size; char *memory; } nodes[PARTS];
static int part_count, node_count;

void mems_init(void)
{
    part_count = node_count = 0;
}

void mems_finish(void)
{
    for (int i = 0; i < node_count; i++)
        munmap(nodes[i].memory, nodes[i].size);
    mems_init();
}

static void insert(int at, size_t start, size_t size, int node)
{
    for (int i = part_count++; i > at; i--)
        parts[i] = parts[i - 1];
    parts[at].start = start;
    parts[at].size = size;
    parts[at].used = 0;
    parts[at].node = node;
}

static int map_node(size_t size)
{
    size_t bytes = (size + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
    size_t start = node_count > 0 ? nodes[node_count - 1].start + nodes[node_count - 1].size : 1000;
    char *memory;

    if (bytes < size || node_count == PARTS || part_count > PARTS - 2)
        return -1;
    memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return -1;
    nodes[node_count].start = start;
    nodes[node_count].size = bytes;
    nodes[node_count].memory = memory;
    insert(part_count, start, bytes, node_count++);
    return part_count - 1;
}

void *mems_malloc(size_t size)
{
    int at = 0;

    while (at < part_count && (parts[at].used || parts[at].size < size))
        at++;
    if (at == part_count)
        at = map_node(size);
    if (at < 0 || size == 0)
        return NULL;
    if (parts[at].size > size) {
        insert(at + 1, parts[at].start + size, parts[at].size - size, parts[at].node);
        parts[at].size = size;
    }
    parts[at].used = 1;
    return (void *)parts[at].start;
}

void mems_free(void *address)
{
    for (int i = 0; i < part_count; i++)
        if (parts[i].start == (size_t)address)
            parts[i].used = 0;
}

void *mems_get(void *address)
{
    size_t at = (size_t)address;

    for (int i = 0; i < part_count; i++)
        if (parts[i].used && at >= parts[i].start && at < parts[i].start + parts[i].size)
            return nodes[parts[i].node].memory + (at - nodes[parts[i].node].start);
    return NULL;
}

void mems_print_stats(void)
{
    size_t unused = 0, pages = 0;
    int part = 0;

    for (int i = 0; i < node_count; i++) {
        printf("Main Node [%zu : %zu] --->", nodes[i].start, nodes[i].start + nodes[i].size - 1);
        for (; part < part_count && parts[part].node == i; part++) {
            printf("\t\033[1;3%dm%s\033[0m [ %zu, %zu ] <-->", parts[part].used ? 2 : 4,
                   parts[part].used ? "PROCESS" : "HOLE", parts[part].start,
                   parts[part].start + parts[part].size - 1);
            unused += parts[part].used ? 0 : parts[part].size;
        }
        printf(" NULL\n");
        pages += nodes[i].size / PAGE_SIZE;
    }
    printf("pages used : %zu\nspace unused : %zu\nmain chain length : %d\n", pages, unused,
           node_count);
}
