/* grow.h: a new node, where no HOLE fits. */
#ifndef MEMS_HEAP_GROW_H
#define MEMS_HEAP_GROW_H

#include "private.h"

#include <stdint.h>

/* Maps a node in which `size` bytes fit, at the tail. On an error nothing has changed. */
enum mems_error mems_grow(mems_heap *heap, uint64_t size);

#endif
