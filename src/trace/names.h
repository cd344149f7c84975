/* names.h: names, each held once and numbered from 0 as they come, and found
 * by their bytes in O(1).
 *
 * Names that are plain numbers, as blocks have in recordings, are looked up in
 * an array and not hashed: one after another they touch one place. */
#ifndef MEMS_TRACE_NAMES_H
#define MEMS_TRACE_NAMES_H

#include "table.h"

struct slot {
    uint32_t hash;     /* of the bytes: most that differ are told apart here */
    uint32_t next_id;  /* the name's number + 1; 0: empty */
};

struct names {
    struct strings strings;
    struct slot *index;   /* open addressing */
    size_t index_size;    /* a power of two, or 0 */
    size_t index_used;
    uint32_t *numbers;    /* by the number that a name is: its id + 1; 0: none */
    size_t number_count, numbers_room;
    size_t decimals;      /* names that are numbers */
};

/* All zero is an empty table. */
void names_close(struct names *names);

/* The number that this name has, or a new one. false without memory, and
 * nothing changed. */
bool names_intern(struct names *names, const char *bytes, size_t length, uint32_t *id);

bool names_find(const struct names *names, const char *bytes, size_t length, uint32_t *id);

/* Takes the newest ones away until `count` are left. */
void names_truncate(struct names *names, size_t count);

#endif
