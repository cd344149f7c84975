/* array.h: growing an array that malloc gave, the only place in this room
 * where a size of memory is computed. */
#ifndef MEMS_TRACE_ARRAY_H
#define MEMS_TRACE_ARRAY_H

#include <stddef.h>

/* What array_grow does when there is not room enough. */
void *array_enlarge(void *items, size_t *room, size_t count, size_t size);

/* `items`, an array with room for *room things of `size` bytes each (NULL and
 * 0 at first), with room for `count` or more. It may have moved. NULL without
 * memory or when the bytes overflow; then the array is as it was. */
static inline void *array_grow(void *items, size_t *room, size_t count, size_t size)
{
    return count <= *room && items != NULL ? items : array_enlarge(items, room, count, size);
}

#endif
