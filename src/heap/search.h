/* search.h: searches in the bounds, written once (search_template.h) and
 * compiled for each kind of machine. All find the same. */
#ifndef MEMS_HEAP_SEARCH_H
#define MEMS_HEAP_SEARCH_H

#include "chain.h"
#include "index.h"

#include <stdint.h>

struct search {
    const char *name;

    /* As mems_index_lowest and so on. */
    uint32_t (*lowest)(struct index *index, const struct chain *chain, uint64_t size);
    uint32_t (*next)(struct index *index, const struct chain *chain, uint64_t size,
                     uint64_t from);
    uint32_t (*largest)(struct index *index, const struct chain *chain);

    /* Lowers the bound of granule g, and those above it that it alone held up. */
    void (*lower)(struct index *index, uint64_t g, int32_t bound);
};

extern const struct search mems_search_plain;
#if defined(__x86_64__) && defined(__GNUC__)
#define MEMS_SEARCH_X86 1
extern const struct search mems_search_sse2;
extern const struct search mems_search_avx2;
extern const struct search mems_search_avx512;
#endif

/* The i-th that this machine can run, the fastest first; NULL when there are not
 * so many. */
const struct search *mems_search_number(unsigned i);

#endif
