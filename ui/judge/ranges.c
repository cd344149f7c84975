/* ranges.c: a sorted array. */
#include "ranges.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

void ranges_close(struct ranges *ranges)
{
    free(ranges->list);
    *ranges = (struct ranges){0};
}

/* The first one that begins at `start` or after it. */
static size_t place_of(const struct ranges *ranges, uint64_t start)
{
    size_t low = 0, high = ranges->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ranges->list[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ranges_hit(const struct ranges *ranges, uint64_t start, uint64_t size, uint32_t *owner)
{
    size_t at = place_of(ranges, start);
    const struct range *found = NULL;

    if (at < ranges->count && ranges->list[at].start - start < size)
        found = &ranges->list[at];
    else if (at > 0 && start - ranges->list[at - 1].start < ranges->list[at - 1].size)
        found = &ranges->list[at - 1];
    if (found != NULL)
        *owner = found->owner;
    return found != NULL;
}

bool ranges_add(struct ranges *ranges, uint64_t start, uint64_t size, uint32_t owner)
{
    size_t at = place_of(ranges, start);
    struct range *list = array_grow(ranges->list, &ranges->room, ranges->count + 1, sizeof *list);

    if (list == NULL)
        return false;
    ranges->list = list;
    memmove(list + at + 1, list + at, (ranges->count - at) * sizeof *list);
    list[at] = (struct range){start, size, owner};
    ranges->count++;
    return true;
}

void ranges_remove(struct ranges *ranges, uint64_t start, uint32_t owner)
{
    size_t at = place_of(ranges, start);

    while (at < ranges->count && ranges->list[at].start == start &&
           ranges->list[at].owner != owner)
        at++;
    if (at >= ranges->count || ranges->list[at].start != start)
        return;
    memmove(ranges->list + at, ranges->list + at + 1,
            (ranges->count - at - 1) * sizeof *ranges->list);
    ranges->count--;
}
