/* whatif.h: what stands after "whatif", read into a change of the workload. */
#ifndef MEMS_VIEW_WHATIF_H
#define MEMS_VIEW_WHATIF_H

#include "branches.h"

/* "insert malloc X 200", "change malloc A 300", "delete", "policy best", each with
 * "as NAME" behind it if wanted: a change at the timeline's present step, after it
 * where something is put in. A new operation is appended to the timeline's ops.
 * false: `why` says what is wrong, *at points to where in `text`. */
bool whatif_read(struct timeline *timeline, const char *text, struct change *change,
                 char name[BRANCH_NAME], const char **at, char *why, size_t size);

#endif
