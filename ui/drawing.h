/* drawing.h: papers drawn one after another, with a bar, from a workload or from workloads
 * that are made up. */
#ifndef MEMS_UI_DRAWING_H
#define MEMS_UI_DRAWING_H

#include "options.h"
#include "output.h"
#include "paper.h"
#include "progress.h"
#include "source.h"

struct drawing {
    const struct source *source; /* NULL: each paper has its own */
    const struct options *options;
    const struct output *output; /* where signals wait for its end; NULL: none is open */
    struct papers papers;
    struct progress progress;
};

/* Begins to draw `papers` papers as the options say. In any case to be ended. false: a
 * message was printed. */
bool drawing_begin(struct drawing *drawing, const struct source *source,
                   const struct options *options, unsigned papers);
void drawing_end(struct drawing *drawing);

/* The next one, to be closed with paper_close. false: a message was printed, or a signal
 * waits for the output's end. */
bool drawing_next(struct drawing *drawing, struct paper *paper);

/* The workload as people name it; NULL: each paper has its own. */
const char *drawing_workload(const struct drawing *drawing);

#endif
