/* papers.h: what `mems quiz --paper` and `--grade` do. */
#ifndef MEMS_UI_PAPERS_H
#define MEMS_UI_PAPERS_H

#include "options.h"
#include "source.h"

/* Prints options->papers papers, and then their keys. `source` NULL: each is about a
 * workload of its own. Returns the exit status; what is wrong has been said. */
int papers_print(const struct source *source, const struct options *options);

/* Grades the answers in the file options->grade. */
int papers_grade(const struct source *source, const struct options *options);

#endif
