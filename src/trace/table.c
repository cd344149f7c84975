/* table.c: the bytes lie one after another in one array, so a string ends
 * where the next one starts. */
#include "table.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

void strings_close(struct strings *strings)
{
    free(strings->bytes);
    free(strings->starts);
    memset(strings, 0, sizeof *strings);
}

bool strings_add(struct strings *strings, const char *bytes, size_t length, uint32_t *id)
{
    uint32_t *starts;
    char *all;

    if (length >= UINT32_MAX - strings->used || strings->count >= UINT32_MAX - 1)
        return false;
    starts = array_grow(strings->starts, &strings->starts_room, strings->count + 1,
                        sizeof *starts);
    if (starts == NULL)
        return false;
    strings->starts = starts;
    all = array_grow(strings->bytes, &strings->bytes_room, strings->used + length + 1, 1);
    if (all == NULL)
        return false;
    strings->bytes = all;
    if (length > 0)
        memcpy(all + strings->used, bytes, length);
    all[strings->used + length] = '\0';
    *id = (uint32_t)strings->count;
    starts[strings->count++] = (uint32_t)strings->used;
    strings->used += length + 1;
    return true;
}

void strings_truncate(struct strings *strings, size_t count)
{
    if (count >= strings->count)
        return;
    strings->used = strings->starts[count];
    strings->count = count;
}
