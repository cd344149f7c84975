/* peers.h: other allocators, by the names of their libraries. None is linked:
 * a child is started with the library before the C library, as its users do. */
#ifndef MEMS_BENCH_PEERS_H
#define MEMS_BENCH_PEERS_H

#include <stddef.h>

#define PEER_LIBRARIES 3

struct peer {
    const char *name;
    const char *libraries[PEER_LIBRARIES]; /* tried in order; NULL: no more */
};

extern const struct peer peers[];
extern const size_t peer_count;

/* The peer of that name (`length` bytes), or NULL. */
const struct peer *peer_find(const char *name, size_t length);

#endif
