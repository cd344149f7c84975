/* shown.h: the rows of a list that have room below its heading: the chosen one is
 * always among them, in the middle where it can be. */
#ifndef MEMS_VIEW_SHOWN_H
#define MEMS_VIEW_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

struct shown { size_t first; int count; };

static inline struct shown shown_of(int rows, size_t count, size_t chosen)
{
    size_t room = rows > 0 ? (size_t)rows : 0, first = 0;
    if (count <= room)
        return (struct shown){0, (int)count};
    if (chosen > room / 2)
        first = chosen - room / 2;
    if (first > count - room)
        first = count - room;
    return (struct shown){first, (int)room};
}

/* The row of the list that stands `down` rows below the heading; false: there is none. */
static inline bool shown_row(struct shown shown, int down, size_t *row)
{
    *row = shown.first + (size_t)(down > 0 ? down : 0);
    return down >= 0 && down < shown.count;
}

#endif
