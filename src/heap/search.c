/* search.c: which searches this machine can run. */
#include "search.h"

#include <stddef.h>

uint32_t mems_search_lowest(struct index *index, const struct chain *chain, uint64_t size)
{
    return index->search->lowest(index, chain, size);
}

void mems_search_lower(struct index *index, uint64_t g, int32_t bound)
{
    index->search->lower(index, g, bound);
}

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
