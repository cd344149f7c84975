/* witness.h: how far a person came in a lesson, and what was answered to its own
 * questions the first time, gathered from what stands on the screen. */
#ifndef MEMS_UI_WITNESS_H
#define MEMS_UI_WITNESS_H

#include "extent.h"
#include "seen.h"
#include "view.h"

#define WITNESS_ANSWERS 64 /* questions of a lesson that count: the first that are answered */

struct witness {
    uint32_t step;                     /* the farthest that was shown */
    int answered;
    uint32_t asked_at[WITNESS_ANSWERS]; /* the steps of these questions */
    uint32_t right;
};

/* To be called with each frame that a person sees. What was typed, and what was
 * asked for with a key, is not of the lesson. */
void witness_look(struct witness *witness, const struct view *view);

/* Adds what it saw of the lesson of that name to what is kept, if that is anything.
 * NULL, or why it is not kept. */
const char *witness_keep(const struct witness *witness, struct seen *seen, const char *name,
                         struct extent extent);

#endif
