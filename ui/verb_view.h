/* verb_view.h: a workload on the screen, for every verb that shows one. */
#ifndef MEMS_UI_VERB_VIEW_H
#define MEMS_UI_VERB_VIEW_H

#include "options.h"
#include "source.h"

/* Shows a workload of which nothing is read yet on the screen; where standard
 * output is no terminal, its last frame is printed. Returns the exit status. */
int view_source(struct source *source, const struct options *options);

#endif
