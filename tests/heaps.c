/* heaps.c: see heaps.h. Random numbers are splitmix64: a counter that is
 * mixed, so every seed gives a full period. */
#include "heaps.h"

#include "run.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const size_t page_sizes[] = {1, 100, 2048, 4096, 8192, 65536, 1000003};
const size_t page_size_count = sizeof page_sizes / sizeof *page_sizes;

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text != NULL && *text != '\0' ? strtoull(text, NULL, 0) : otherwise;
}

static uint64_t seed(void)
{
    return from_environment("MEMS_SEED", 1);
}

struct random random_stream(uint64_t stream)
{
    return (struct random){seed() * UINT64_C(0xd1342543de82ef95) + stream};
}

uint64_t random_next(struct random *random)
{
    uint64_t mixed = random->state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

uint64_t random_below(struct random *random, uint64_t limit)
{
    return random_next(random) % limit;
}

uint64_t operations(uint64_t otherwise)
{
    return from_environment("MEMS_OPS", otherwise);
}

/* ---- Dumps ---- */

static void add(struct dump *dump, uint64_t word)
{
    if (dump->count == dump->room) {
        dump->room = dump->room ? 2 * dump->room : 64;
        dump->words = realloc(dump->words, dump->room * sizeof *dump->words);
        must(dump->words != NULL);
    }
    dump->words[dump->count++] = word;
}

static void add_node(struct dump *dump, const mems_heap *heap, const struct mems_node *node)
{
    add(dump, node->index);
    add(dump, node->start);
    add(dump, node->size);
    add(dump, node->pages);
    add(dump, (uintptr_t)node->physical);
    struct mems_usage usage = mems_heap_usage(heap, node->start, node->start + node->size);
    add(dump, usage.process);
    add(dump, usage.waste);
    add(dump, usage.blocks);
    add(dump, usage.holes);
    add(dump, node->record);
    struct mems_segment at;
    for (bool more = mems_segment_first(heap, node, &at); more;
         more = mems_segment_next(heap, &at)) {
        add(dump, at.start);
        add(dump, at.size);
        add(dump, at.kind);
        add(dump, at.waste);
        add(dump, at.node);
    }
}

void dump_take(struct dump *dump, const mems_heap *heap)
{
    struct mems_totals totals = mems_heap_totals(heap);
    struct mems_node node;
    dump->count = 0;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        add_node(dump, heap, &node);
    add(dump, totals.nodes);
    add(dump, totals.pages);
    add(dump, totals.mapped);
    add(dump, totals.process);
    add(dump, totals.waste);
    add(dump, totals.hole);
    add(dump, totals.blocks);
    add(dump, totals.holes);
    add(dump, totals.largest_node);
    add(dump, mems_heap_largest_hole(heap));
    add(dump, mems_heap_rover(heap));
}

bool dump_equal(const struct dump *a, const struct dump *b)
{
    return a->count == b->count && memcmp(a->words, b->words, a->count * sizeof *a->words) == 0;
}

void dump_drop(struct dump *dump)
{
    free(dump->words);
    *dump = (struct dump){0};
}

/* ---- Heaps ---- */

mems_heap *open_heap(size_t page, enum mems_policy policy)
{
    mems_heap *heap;
    struct mems_options options = mems_options_default();
    options.page_size = page;
    options.policy = policy;
    ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
    return heap;
}

/* The address of a new block, or NO_BLOCK. */
uint64_t take(mems_heap *heap, uint64_t size)
{
    struct mems_decision made;
    return mems_heap_malloc(heap, size, &made) == MEMS_OK ? made.address : NO_BLOCK;
}

void give(mems_heap *heap, uint64_t address)
{
    ck_assert_int_eq(mems_heap_free(heap, address, NULL), MEMS_OK);
}

mems_heap *roomy_heap(size_t page, enum mems_policy policy)
{
    mems_heap *heap = open_heap(page, policy);
    give(heap, take(heap, 1000 * (uint64_t)page));
    return heap;
}

void close_sound(mems_heap *heap)
{
    assert_sound(heap);
    mems_heap_close(heap);
}

/* ---- Others ---- */

void assert_sound(const mems_heap *heap)
{
    uint64_t node = 0;
    enum mems_fault fault = mems_heap_check(heap, &node);
    if (fault != MEMS_SOUND)
        ck_abort_msg("node %" PRIu64 ": %s", node, mems_fault_text(fault));
}

uint64_t pages_there(void *start, uint64_t bytes)
{
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), count = (bytes + page - 1) / page, there = 0;
    unsigned char *pages = calloc(count, 1);
    ck_assert_ptr_nonnull(pages);
    ck_assert_int_eq(mincore(start, bytes, pages), 0);
    for (uint64_t i = 0; i < count; i++)
        there += pages[i] & 1;
    free(pages);
    return there;
}

bool all_bytes_are(const void *bytes, size_t size, unsigned char value)
{
    const unsigned char *at = bytes;
    while (size > 0 && at[size - 1] == value)
        size--;
    return size == 0;
}

struct text {
    char *out;
    size_t size, used;
};

static void append(void *user, const char *piece, size_t size)
{
    struct text *text = user;
    size_t room = text->size - 1 - text->used;
    size_t fits = size < room ? size : room;
    memcpy(text->out + text->used, piece, fits);
    text->used += fits;
}

void stats_text(const mems_heap *heap, char *out, size_t size)
{
    struct text text = {out, size, 0};
    mems_heap_stats(heap, append, &text);
    out[text.used] = '\0';
}

int run_seeded(Suite *suite)
{
    printf("MEMS_SEED=%" PRIu64 "\n", seed());
    fflush(stdout);
    return run_suite(suite);
}
