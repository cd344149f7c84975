/* flaw.h: words for what a check finds wrong, where it is found. */
#ifndef MEMS_HEAP_FLAW_H
#define MEMS_HEAP_FLAW_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stdint.h>

/* The check is at this node now, and at this address in it. */
static inline void mems_flaw_at(struct mems_flaw *flaw, uint64_t node, uint64_t address)
{
    flaw->node = node;
    flaw->address = address;
}

/* What was found there; always false, so that a check can return it. */
bool mems_flaw_say(struct mems_flaw *flaw, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
