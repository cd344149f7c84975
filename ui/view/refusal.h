/* refusal.h: what is wrong with a line that was typed, and where in it. */
#ifndef MEMS_VIEW_REFUSAL_H
#define MEMS_VIEW_REFUSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct refusal {
    const char *at; /* where something is wrong */
    char *why;
    size_t size;
};

/* Returns false, for whoever refuses. */
static inline bool refuse_at(struct refusal *refusal, const char *at, const char *why)
{
    refusal->at = at;
    snprintf(refusal->why, refusal->size, "%s", why);
    return false;
}

#endif
