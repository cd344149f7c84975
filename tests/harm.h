/* harm.h: a heap broken on purpose, so that a check can be seen to find it. */
#ifndef MEMS_TESTS_HARM_H
#define MEMS_TESTS_HARM_H

#include "mems/heap.h"

/* Four nodes: P H P H, P H, H P H, P H. */
#define HARMED_WORKLOAD \
    "malloc A 1000\n" "malloc B 800\n" "malloc C 2000\n" "malloc D 4000\n" \
    "malloc E 1200\n" "malloc F 2500\n" "malloc G 6000\n" "free B\n" "free E\n"

struct harm {
    const char *name;
    uint64_t node, address; /* where it must be found; address 0: nowhere in particular */
    const char *says;       /* a part of what must be said */
};

extern const int harm_count;
const struct harm *harm_number(int number);

/* What was changed, to be mended before the heap is closed or goes on. */
struct wound { void *at; size_t size; uint64_t right; };
struct wound harm_do(const mems_heap *heap, int number);
void harm_mend(mems_heap *heap, const struct wound *wound);

#endif
