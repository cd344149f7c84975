/* array.c: arrays grow by half as much again, so that adding one at a time
 * costs O(1) in the mean. */
#include "array.h"

#include <stdint.h>
#include <stdlib.h>

#define ROOM_FIRST 16

void *array_enlarge(void *items, size_t *room, size_t count, size_t size)
{
    size_t most = SIZE_MAX / 2 / size; /* a difference of pointers must fit too */
    size_t more = *room < ROOM_FIRST ? ROOM_FIRST : *room + *room / 2;
    void *grown;

    if (count > most)
        return NULL;
    if (more < count || more > most)
        more = count;
    grown = realloc(items, more * size);
    if (grown == NULL && more > count) {
        more = count;
        grown = realloc(items, more * size);
    }
    if (grown != NULL)
        *room = more;
    return grown;
}
