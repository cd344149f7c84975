/* learning.h: a workload run to its end before anything is asked about it. */
#ifndef MEMS_UI_LEARNING_H
#define MEMS_UI_LEARNING_H

#include "timeline.h"

#include <stdbool.h>

/* Runs all of it, with a bar; `progress`: at once. Ctrl-C ends the program. false: a message
 * was printed, in which the workload is called `path`. */
bool learn_all(struct timeline *timeline, bool progress, const char *path);

#endif
