/* handout.h: many steps of a workload at once, for paper and for a page. */
#ifndef MEMS_UI_HANDOUT_H
#define MEMS_UI_HANDOUT_H

#include "options.h"
#include "source.h"

#include <stdbool.h>

/* Whether options ask for one: several steps, or a form that is made for them. */
bool handout_wanted(const struct options *options, const struct ops *ops, enum picture form);

/* Draws them, into one file, or into one for each step where the name of the output has
 * a "%d". Returns the exit status; what is wrong has been said. */
int handout_write(struct source *source, const struct options *options, enum picture form);

#endif
