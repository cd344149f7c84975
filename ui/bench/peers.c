/* peers.c: the table of other allocators, newest library first. */
#include "peers.h"

#include <string.h>

const struct peer peers[] = {
    {"jemalloc", {"libjemalloc.so.2", "libjemalloc.so.1", NULL}},
    {"mimalloc", {"libmimalloc.so.3", "libmimalloc.so.2", "libmimalloc.so.1"}},
    {"tcmalloc", {"libtcmalloc_minimal.so.4", "libtcmalloc.so.4", NULL}},
    {"snmalloc", {"libsnmallocshim.so", "libsnmallocshim.so.0", NULL}},
    {"rpmalloc", {"librpmallocwrap.so", "librpmalloc.so", NULL}},
    {"hoard", {"libhoard.so", NULL, NULL}},
    {"tbbmalloc", {"libtbbmalloc_proxy.so.2", NULL, NULL}},
    {"scudo", {"libscudo.so", "libscudo.so.1", NULL}}
};
const size_t peer_count = sizeof peers / sizeof peers[0];

const struct peer *peer_find(const char *name, size_t length)
{
    for (size_t i = 0; i < peer_count; i++)
        if (strlen(peers[i].name) == length && memcmp(peers[i].name, name, length) == 0)
            return &peers[i];
    return NULL;
}
