/* saying.h: sentences out, one a line, and lines of a person in: no escape sequence,
 * no carriage return, no bar, whatever happens. */
#ifndef MEMS_UI_SAYING_H
#define MEMS_UI_SAYING_H

#include "options.h"
#include "source.h"

/* Says the steps that --at means, all if it is not given, one after the other. Of the
 * workload, which is read, only what `mems run` keeps is kept. Returns the exit status. */
int say_through(struct source *source, const struct options *options);

/* Says a workload that comes from a pipe while it comes; nothing is read yet. */
int say_live(struct source *source, const struct options *options);

/* Says a step, or as many as there are up to a stop, and asks for a line, until `in`
 * ends or the person leaves. `echo`: lines are repeated, since nobody saw them being
 * typed. Returns the exit status. */
int say_asking(const struct source *source, const struct options *options, FILE *in, bool echo);

#endif
