/* ranges.h: ranges of addresses that must not overlap, in address order: which one would. */
#ifndef MEMS_JUDGE_RANGES_H
#define MEMS_JUDGE_RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct range { uint64_t start, size; uint32_t owner; };

struct ranges {
    struct range *list;
    size_t count, room;
};

void ranges_close(struct ranges *ranges);

/* The owner of a range with a byte in [start, start + size); false: there is none. */
bool ranges_hit(const struct ranges *ranges, uint64_t start, uint64_t size, uint32_t *owner);

/* Adds one, overlapping or not. false without memory. O(ranges), of a fast kind. */
bool ranges_add(struct ranges *ranges, uint64_t start, uint64_t size, uint32_t owner);
void ranges_remove(struct ranges *ranges, uint64_t start, uint32_t owner);

#endif
