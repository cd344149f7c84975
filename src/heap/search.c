/* search.c: which searches this machine can run. */
#include "search.h"

#include <stddef.h>

const struct search *mems_search_number(unsigned i)
{
    const struct search *usable[4];
    unsigned count = 0;
#ifdef MEMS_SEARCH_X86
    if (__builtin_cpu_supports("avx512f"))
        usable[count++] = &mems_search_avx512;
    if (__builtin_cpu_supports("avx2"))
        usable[count++] = &mems_search_avx2;
    usable[count++] = &mems_search_sse2;
#endif
    usable[count++] = &mems_search_plain;
    return i < count ? usable[i] : NULL;
}
