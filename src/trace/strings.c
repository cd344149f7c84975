/* strings.c: the bytes lie one after another in one array. The index is filled
 * by linear probing in the order of the numbers, so that taking the newest
 * string away leaves no gap in anybody's probes. */
#include "strings.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

#define INDEX_FIRST 64

void strings_close(struct strings *strings)
{
    free(strings->bytes);
    free(strings->list);
    free(strings->index);
    memset(strings, 0, sizeof *strings);
}

/* FNV-1a with a last mixing step, for the low bits are the ones used. */
static size_t hash(const char *bytes, size_t length)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return (size_t)(h ^ h >> 32);
}

static bool equal(const struct strings *strings, uint32_t id, const char *bytes, size_t length)
{
    const struct string *at = &strings->list[id];

    return at->length == length && memcmp(strings->bytes + at->start, bytes, length) == 0;
}

/* The place in the index of these bytes, or the empty one where they belong. */
static uint32_t *probe(const struct strings *strings, const char *bytes, size_t length)
{
    size_t mask = strings->index_size - 1;
    size_t at = hash(bytes, length) & mask;

    while (strings->index[at] != 0 && !equal(strings, strings->index[at] - 1, bytes, length))
        at = (at + 1) & mask;
    return &strings->index[at];
}

/* Keeps the index at most half full with one string more. */
static bool index_reserve(struct strings *strings)
{
    size_t size = strings->index_size == 0 ? INDEX_FIRST : strings->index_size * 2;
    uint32_t *index;

    if ((strings->count + 1) * 2 <= strings->index_size)
        return true;
    index = calloc(size, sizeof *index);
    if (index == NULL)
        return false;
    free(strings->index);
    strings->index = index;
    strings->index_size = size;
    for (uint32_t id = 0; id < strings->count; id++)
        *probe(strings, strings_at(strings, id), strings->list[id].length) = id + 1;
    return true;
}

bool strings_add(struct strings *strings, struct string like, const char *bytes, size_t length,
                 uint32_t *id)
{
    struct string *list;
    char *all;

    if (length >= UINT32_MAX || strings->count >= UINT32_MAX - 1)
        return false;
    list = array_grow(strings->list, &strings->list_room, strings->count + 1, sizeof *list);
    if (list == NULL)
        return false;
    strings->list = list;
    all = array_grow(strings->bytes, &strings->bytes_room, strings->used + length + 1, 1);
    if (all == NULL)
        return false;
    strings->bytes = all;
    like.start = strings->used;
    like.length = (uint32_t)length;
    if (length > 0)
        memcpy(all + like.start, bytes, length);
    all[like.start + length] = '\0';
    strings->used += length + 1;
    *id = (uint32_t)strings->count;
    list[strings->count++] = like;
    return true;
}

bool strings_intern(struct strings *strings, struct string like, const char *bytes, size_t length,
                    uint32_t *id)
{
    uint32_t *place;

    if (!index_reserve(strings))
        return false;
    place = probe(strings, bytes, length);
    if (*place != 0) {
        *id = *place - 1;
        return true;
    }
    if (!strings_add(strings, like, bytes, length, id))
        return false;
    *place = *id + 1;
    return true;
}

bool strings_find(const struct strings *strings, const char *bytes, size_t length, uint32_t *id)
{
    uint32_t place;

    if (strings->index_size == 0)
        return false;
    place = *probe(strings, bytes, length);
    if (place == 0)
        return false;
    *id = place - 1;
    return true;
}

const char *strings_at(const struct strings *strings, uint32_t id)
{
    return strings->bytes + strings->list[id].start;
}

void strings_drop(struct strings *strings)
{
    const struct string *last = &strings->list[strings->count - 1];

    if (strings->index_size > 0)
        *probe(strings, strings->bytes + last->start, last->length) = 0;
    strings->used = last->start;
    strings->count--;
}
