/* exercise.h: a small workload made up from a seed, to be done by hand: some blocks,
 * holes between them, sizes that are round or fit exactly. */
#ifndef MEMS_TRACE_EXERCISE_H
#define MEMS_TRACE_EXERCISE_H

#include "ops.h"

/* `count` operations, 1 or more, on a heap with pages of `page_size` bytes, which
 * sizes go by. The same arguments give the same operations everywhere. The caller
 * closes them; NULL without memory. */
struct ops *exercise_make(uint64_t seed, size_t count, size_t page_size);

#endif
