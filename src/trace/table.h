/* table.h: an append-only table of byte strings, numbered from 0, at 4 bytes
 * a string beside its own. */
#ifndef MEMS_TRACE_TABLE_H
#define MEMS_TRACE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strings {
    char *bytes;      /* each string ends in a NUL */
    size_t used, bytes_room;
    uint32_t *starts; /* in `bytes`, by number */
    size_t count, starts_room;
};

/* All zero is an empty table. */
void strings_close(struct strings *strings);

/* false without memory, or when all bytes would be 4 GiB; then nothing changed. */
bool strings_add(struct strings *strings, const char *bytes, size_t length, uint32_t *id);

static inline const char *strings_at(const struct strings *strings, uint32_t id)
{
    return strings->bytes + strings->starts[id];
}

static inline size_t strings_length(const struct strings *strings, uint32_t id)
{
    size_t end = id + (size_t)1 < strings->count ? strings->starts[id + 1] : strings->used;

    return end - strings->starts[id] - 1;
}

/* Takes the newest ones away until `count` are left. */
void strings_truncate(struct strings *strings, size_t count);

#endif
