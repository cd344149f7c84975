/* table.c: the bytes lie one after another in one array. The index is filled
 * by linear probing in the order of the numbers, so that taking the newest
 * string away leaves no gap in anybody's probes. */
#include "table.h"

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

/* FNV-1a, folded: the low bits are the ones used. */
static uint32_t hash_of(const char *bytes, size_t length)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return (uint32_t)(h ^ h >> 32);
}

static bool equal(const struct strings *strings, uint32_t id, const char *bytes, size_t length)
{
    const struct string *at = &strings->list[id];

    return at->length == length && memcmp(strings->bytes + at->start, bytes, length) == 0;
}

/* The slot of these bytes, or the empty one where they belong. */
static struct slot *probe(const struct strings *strings, uint32_t hash, const char *bytes,
                          size_t length)
{
    size_t mask = strings->index_size - 1;
    size_t at = hash & mask;

    for (;; at = (at + 1) & mask) {
        struct slot *slot = &strings->index[at];

        if (slot->next_id == 0
            || (slot->hash == hash && equal(strings, slot->next_id - 1, bytes, length)))
            return slot;
    }
}

/* Keeps the index at most half full with one string more. Slots are moved in
 * the order of the numbers, whatever the old order was. */
static bool index_reserve(struct strings *strings)
{
    size_t size = strings->index_size == 0 ? INDEX_FIRST : strings->index_size * 2;
    struct slot *index;

    if ((strings->count + 1) * 2 <= strings->index_size)
        return true;
    index = calloc(size, sizeof *index);
    if (index == NULL)
        return false;
    free(strings->index);
    strings->index = index;
    strings->index_size = size;
    for (uint32_t id = 0; id < strings->count; id++) {
        const char *bytes = strings_at(strings, id);
        size_t length = strings->list[id].length;
        uint32_t hash = hash_of(bytes, length);

        *probe(strings, hash, bytes, length) = (struct slot){hash, id + 1};
    }
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
    uint32_t hash = hash_of(bytes, length);
    struct slot *slot;

    if (!index_reserve(strings))
        return false;
    slot = probe(strings, hash, bytes, length);
    if (slot->next_id != 0) {
        *id = slot->next_id - 1;
        return true;
    }
    if (!strings_add(strings, like, bytes, length, id))
        return false;
    *slot = (struct slot){hash, *id + 1};
    return true;
}

bool strings_find(const struct strings *strings, const char *bytes, size_t length, uint32_t *id)
{
    const struct slot *slot;

    if (strings->index_size == 0)
        return false;
    slot = probe(strings, hash_of(bytes, length), bytes, length);
    if (slot->next_id == 0)
        return false;
    *id = slot->next_id - 1;
    return true;
}

const char *strings_at(const struct strings *strings, uint32_t id)
{
    return strings->bytes + strings->list[id].start;
}

void strings_drop(struct strings *strings)
{
    const struct string *last = &strings->list[strings->count - 1];
    const char *bytes = strings->bytes + last->start;

    if (strings->index_size > 0)
        *probe(strings, hash_of(bytes, last->length), bytes, last->length) = (struct slot){0, 0};
    strings->used = last->start;
    strings->count--;
}
