/* with_source.h: what every verb that takes a workload begins and ends with. */
#ifndef MEMS_UI_WITH_SOURCE_H
#define MEMS_UI_WITH_SOURCE_H

#include "options.h"
#include "source.h"

/* What a verb does with a workload that was read; returns the exit status. */
typedef int source_work(struct source *source, const struct options *options);

/* Reads the options that `table` lists and then the workload, and does the
 * work. Returns the exit status; what is wrong has been said. */
int with_source(const struct verb *verb, const struct option *table, int argc, char **argv,
                source_work *work);

/* The same, but the work begins when nothing is read yet. */
int with_source_begun(const struct verb *verb, const struct option *table, int argc, char **argv,
                      source_work *work);

#endif
