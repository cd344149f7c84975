/* table.h: an append-only table of byte strings, numbered from 0. A table
 * opened to intern holds no string twice and finds one by its bytes in O(1). */
#ifndef MEMS_TRACE_TABLE_H
#define MEMS_TRACE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct string {
    size_t start;      /* in `bytes` */
    uint32_t length;
    uint32_t op, note; /* operations and notes there were when it came */
};

struct slot {
    uint32_t hash;     /* of the bytes: most that differ are told apart here */
    uint32_t next_id;  /* the string's number + 1; 0: empty */
};

struct strings {
    char *bytes;       /* each string ends in a NUL */
    size_t used, bytes_room;
    struct string *list;
    size_t count, list_room;
    struct slot *index; /* open addressing */
    size_t index_size;  /* a power of two, or 0 */
};

/* All zero is an empty table. */
void strings_close(struct strings *strings);

/* false without memory, and nothing changed. The second gives the number that
 * equal bytes already have. */
bool strings_add(struct strings *strings, struct string like, const char *bytes, size_t length,
                 uint32_t *id);
bool strings_intern(struct strings *strings, struct string like, const char *bytes, size_t length,
                    uint32_t *id);
bool strings_find(const struct strings *strings, const char *bytes, size_t length, uint32_t *id);

const char *strings_at(const struct strings *strings, uint32_t id);

/* Takes the newest one away. */
void strings_drop(struct strings *strings);

#endif
