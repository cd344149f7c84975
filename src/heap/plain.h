/* plain.h: looking at chains that may be broken. Only links are followed, each
 * only to a record that is there and begins where the one before it ends: so
 * every walk ends, and sees what can be reached from the head.
 *
 * The functions are those of the same names in mems/heap.h. */
#ifndef MEMS_HEAP_PLAIN_H
#define MEMS_HEAP_PLAIN_H

#include "private.h"

bool mems_plain_node_number(const mems_heap *heap, uint64_t index, struct mems_node *at);
bool mems_plain_node_at(const mems_heap *heap, uint64_t address, struct mems_node *at);
bool mems_plain_node_last(const mems_heap *heap, struct mems_node *at);
bool mems_plain_node_next(const mems_heap *heap, struct mems_node *at);
bool mems_plain_segment_first(const mems_heap *heap, const struct mems_node *node,
                              struct mems_segment *at);
bool mems_plain_segment_next(const mems_heap *heap, struct mems_segment *at);
bool mems_plain_segment_before(const mems_heap *heap, struct mems_segment *at);
bool mems_plain_segment_at(const mems_heap *heap, uint64_t address, struct mems_segment *at);
struct mems_usage mems_plain_usage(const mems_heap *heap, uint64_t from, uint64_t to);
struct mems_totals mems_plain_totals(const mems_heap *heap);
uint64_t mems_plain_largest_hole(const mems_heap *heap);

#endif
