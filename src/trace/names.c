/* names.c: the index is filled by linear probing in the order of the ids, so
 * that taking the newest name away leaves no gap in anybody's probes.
 *
 * Every name that is a number below number_count is in `numbers`; those that
 * were hashed before `numbers` reached them are in the index too. */
#include "names.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

#define INDEX_FIRST 64
#define NUMBERS_FIRST 1024
#define NUMBERS_SPARSE 4 /* places of `numbers` at most for each name in it */
#define DIGITS_MAX 9

void names_close(struct names *names)
{
    strings_close(&names->strings);
    free(names->index);
    free(names->numbers);
    memset(names, 0, sizeof *names);
}

/* ---- Numbers ---- */

/* A number as it is written: no sign, no zero before it. */
static bool decimal(const char *bytes, size_t length, uint32_t *number)
{
    uint32_t value = 0;

    if (length == 0 || length > DIGITS_MAX || (bytes[0] == '0' && length > 1))
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned char)bytes[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

/* Numbers that were too large so far and are not any more. */
static void take_over(struct names *names, size_t from)
{
    uint32_t number;

    for (uint32_t id = 0; id < names->strings.count; id++)
        if (decimal(strings_at(&names->strings, id), strings_length(&names->strings, id), &number)
            && number >= from && number < names->number_count)
            names->numbers[number] = id + 1;
}

/* Makes `numbers` reach this one, unless it would be mostly empty or there is
 * no memory; the index is always there. */
static bool reach(struct names *names, uint32_t number)
{
    size_t from = names->number_count, most = names->decimals * NUMBERS_SPARSE + NUMBERS_FIRST;
    uint32_t *numbers;

    if (number < from)
        return true;
    if (number >= most)
        return false;
    numbers = array_grow(names->numbers, &names->numbers_room, (size_t)number + 1,
                         sizeof *numbers);
    if (numbers == NULL)
        return false;
    names->numbers = numbers;
    names->number_count = names->numbers_room;
    memset(numbers + from, 0, (names->number_count - from) * sizeof *numbers);
    if (names->index_used > 0)
        take_over(names, from);
    return true;
}

/* ---- The index ---- */

/* FNV-1a, folded: the low bits are the ones used. */
static uint32_t hash_of(const char *bytes, size_t length)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return (uint32_t)(h ^ h >> 32);
}

static bool equal(const struct names *names, uint32_t id, const char *bytes, size_t length)
{
    return strings_length(&names->strings, id) == length
        && memcmp(strings_at(&names->strings, id), bytes, length) == 0;
}

/* The slot of these bytes, or the empty one where they belong. */
static struct slot *probe(const struct names *names, uint32_t hash, const char *bytes,
                          size_t length)
{
    size_t mask = names->index_size - 1;
    size_t at = hash & mask;

    for (;; at = (at + 1) & mask) {
        struct slot *slot = &names->index[at];

        if (slot->next_id == 0
            || (slot->hash == hash && equal(names, slot->next_id - 1, bytes, length)))
            return slot;
    }
}

/* Whether `numbers` holds the name, and where. */
static bool numbered(const struct names *names, const char *bytes, size_t length, uint32_t *number)
{
    return decimal(bytes, length, number) && *number < names->number_count;
}

/* Keeps the index at most half full with one name more. Slots are filled in
 * the order of the ids, whatever the old order was. */
static bool index_reserve(struct names *names)
{
    size_t size = names->index_size == 0 ? INDEX_FIRST : names->index_size * 2;
    uint32_t number;
    struct slot *index;

    if ((names->index_used + 1) * 2 <= names->index_size)
        return true;
    index = calloc(size, sizeof *index);
    if (index == NULL)
        return false;
    free(names->index);
    names->index = index;
    names->index_size = size;
    names->index_used = 0;
    for (uint32_t id = 0; id < names->strings.count; id++) {
        const char *bytes = strings_at(&names->strings, id);
        size_t length = strings_length(&names->strings, id);
        uint32_t hash;

        if (numbered(names, bytes, length, &number))
            continue;
        hash = hash_of(bytes, length);
        *probe(names, hash, bytes, length) = (struct slot){hash, id + 1};
        names->index_used++;
    }
    return true;
}

static bool intern_hashed(struct names *names, const char *bytes, size_t length, uint32_t *id)
{
    uint32_t hash = hash_of(bytes, length);
    struct slot *slot;

    if (!index_reserve(names))
        return false;
    slot = probe(names, hash, bytes, length);
    if (slot->next_id != 0) {
        *id = slot->next_id - 1;
        return true;
    }
    if (!strings_add(&names->strings, bytes, length, id))
        return false;
    *slot = (struct slot){hash, *id + 1};
    names->index_used++;
    return true;
}

/* ---- Names ---- */

bool names_intern(struct names *names, const char *bytes, size_t length, uint32_t *id)
{
    size_t count = names->strings.count;
    uint32_t number;

    if (!decimal(bytes, length, &number))
        return intern_hashed(names, bytes, length, id);
    if (!reach(names, number)) {
        if (!intern_hashed(names, bytes, length, id))
            return false;
    } else if (names->numbers[number] != 0) {
        *id = names->numbers[number] - 1;
    } else {
        if (!strings_add(&names->strings, bytes, length, id))
            return false;
        names->numbers[number] = *id + 1;
    }
    names->decimals += names->strings.count - count;
    return true;
}

bool names_find(const struct names *names, const char *bytes, size_t length, uint32_t *id)
{
    uint32_t number, next_id = 0;

    if (numbered(names, bytes, length, &number))
        next_id = names->numbers[number];
    else if (names->index_size > 0)
        next_id = probe(names, hash_of(bytes, length), bytes, length)->next_id;
    if (next_id == 0)
        return false;
    *id = next_id - 1;
    return true;
}

/* Takes the newest name out of the ways to find it. */
static void drop(struct names *names, uint32_t id)
{
    const char *bytes = strings_at(&names->strings, id);
    size_t length = strings_length(&names->strings, id);
    uint32_t number;
    struct slot *slot;

    if (numbered(names, bytes, length, &number))
        names->numbers[number] = 0;
    names->decimals -= decimal(bytes, length, &number);
    if (names->index_size == 0)
        return;
    slot = probe(names, hash_of(bytes, length), bytes, length);
    names->index_used -= slot->next_id != 0;
    *slot = (struct slot){0, 0};
}

void names_truncate(struct names *names, size_t count)
{
    while (names->strings.count > count) {
        drop(names, (uint32_t)names->strings.count - 1);
        strings_truncate(&names->strings, names->strings.count - 1);
    }
}
