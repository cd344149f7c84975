/* machine.h: what is compiled for each kind of machine: the searches in the bounds
 * (search_template.h), and malloc and free, which live by them
 * (operate_template.h). All kinds find and do the same. */
#ifndef MEMS_HEAP_MACHINE_H
#define MEMS_HEAP_MACHINE_H

#include "private.h"

#include <stdint.h>

struct machine {
    const char *name;

    /* The HOLE of `size` bytes or more with the lowest address; with the lowest at
     * or after `from`, then the lowest of all; the largest, lowest among equals.
     * MEMS_NONE when none fits. They mend bounds, so `index` changes. */
    uint32_t (*lowest)(struct index *index, const struct chain *chain, uint64_t size);
    uint32_t (*next)(struct index *index, const struct chain *chain, uint64_t size,
                     uint64_t from);
    uint32_t (*largest)(struct index *index, const struct chain *chain);

    /* mems_heap_malloc and mems_heap_free. */
    enum mems_error (*place)(mems_heap *heap, uint64_t size, struct mems_decision *decision);
    enum mems_error (*release)(mems_heap *heap, uint64_t address,
                               struct mems_decision *decision);
};

extern const struct machine mems_machine_plain;
#if defined(__x86_64__) && defined(__GNUC__)
#define MEMS_MACHINE_X86 1
extern const struct machine mems_machine_sse2;
#endif
#if defined(MEMS_MACHINE_X86) && !defined(MEMS_SINGLE_HEADER)
#define MEMS_MACHINE_WIDE 1
extern const struct machine mems_machine_avx2;
extern const struct machine mems_machine_avx512;
#endif

/* The i-th kind that this machine is, the fastest first; NULL when it is not so
 * many. */
const struct machine *mems_machine_number(unsigned i);

#endif
