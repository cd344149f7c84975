/* heaps.h: what the heap's tests share: seeded random numbers, a state of a
 * heap written down as numbers, and page sizes to go through. */
#ifndef MEMS_TESTS_HEAPS_H
#define MEMS_TESTS_HEAPS_H

#include "mems/heap.h"

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random { uint64_t state; };

/* Numbers of their own for every `stream`, by the one seed of the run:
 * MEMS_SEED in the environment, or 1. run_seeded prints it. */
struct random random_stream(uint64_t stream);
uint64_t random_next(struct random *random);
uint64_t random_below(struct random *random, uint64_t limit); /* 0 .. limit - 1 */

/* `otherwise`, or MEMS_OPS from the environment: operations of a long run. */
uint64_t operations(uint64_t otherwise);

/* Everything that can be seen of a heap, but for the records of its segments and
 * their bytes. */
struct dump {
    uint64_t *words;
    size_t count, room;
};

void dump_take(struct dump *dump, const mems_heap *heap); /* over what it held */
bool dump_equal(const struct dump *a, const struct dump *b);
void dump_drop(struct dump *dump);

/* ck_assert writes a note each time it is passed; within long loops this one
 * costs nothing. */
#define must(condition)                      \
    do {                                     \
        if (!(condition))                    \
            ck_abort_msg("%s", #condition);  \
    } while (0)

/* Pages of the system that are there, of these bytes that mmap gave. */
uint64_t pages_there(void *start, uint64_t bytes);

bool all_bytes_are(const void *bytes, size_t size, unsigned char value);

/* Fails the test when mems_heap_check finds a fault. */
void assert_sound(const mems_heap *heap);

/* A heap with defaults but for these; a heap whose only node is one HOLE of
 * 1000 pages; a close that checks first. */
mems_heap *open_heap(size_t page, enum mems_policy policy);
mems_heap *roomy_heap(size_t page, enum mems_policy policy);
void close_sound(mems_heap *heap);

/* The address of a new block, or NO_BLOCK; a free that must work. */
#define NO_BLOCK UINT64_MAX
uint64_t take(mems_heap *heap, uint64_t size);
void give(mems_heap *heap, uint64_t address);

/* The text of mems_heap_stats, cut to fit. */
void stats_text(const mems_heap *heap, char *out, size_t size);

/* Page sizes that the explicit heap's tests go through. */
extern const size_t page_sizes[];
extern const size_t page_size_count;

/* run_suite (run.h), which says the seed first. */
int run_seeded(Suite *suite);

#endif
