/* twin.h: the slow, obvious allocator: one array of segments in address
 * order, searched from end to end. What the heap does must be what it does. */
#ifndef MEMS_TESTS_TWIN_H
#define MEMS_TESTS_TWIN_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct twin_segment {
    uint64_t start, size, waste, node;
    bool process;
};

struct twin {
    struct mems_options options;
    struct twin_segment *segments;
    size_t count, room;
    uint64_t nodes;
    uint64_t end;    /* first address past the last node */
    uint64_t rover;
};

void twin_open(struct twin *twin, const struct mems_options *options);
void twin_close(struct twin *twin);

/* As those of the heap, but memory never runs out. */
enum mems_error twin_malloc(struct twin *twin, uint64_t size, uint64_t *address);
enum mems_error twin_free(struct twin *twin, uint64_t address);

/* The segment that holds `address`, or NULL. */
const struct twin_segment *twin_at(const struct twin *twin, uint64_t address);

/* Whether every segment and every sum of the heap is the twin's. */
bool twin_is_like(const struct twin *twin, const mems_heap *heap);

#endif
