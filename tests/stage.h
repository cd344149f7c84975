/* stage.h: a workload, its timeline and a view of it, for tests of what is
 * shown. The heap is placed where the program places it, so that physical
 * addresses are the same on every run. */
#ifndef MEMS_TESTS_STAGE_H
#define MEMS_TESTS_STAGE_H

#include "view.h"

struct stage {
    struct ops *ops;
    struct timeline *timeline;
    struct view view;
    struct frame frame;
};

/* Fails the test when the workload has a problem. */
void stage_open(struct stage *stage, const char *workload);
void stage_close(struct stage *stage);

/* Goes to a step; -1 means the last one. */
void stage_seek(struct stage *stage, long step);

/* Does one more operation, as if it were typed. */
void stage_type(struct stage *stage, const char *line);

/* A workload of 400 mallocs, frees and reallocs over 40 names, after these lines of
 * settings; to be freed. */
char *stage_random(unsigned seed, const char *settings);

/* One that leaves a thousand holes of many sizes, then asks for 340 bytes, which
 * fit in some, and for 5000, which fit in none; to be freed. */
char *stage_many_holes(const char *policy);

typedef void painter(struct frame *frame, struct rect at, const struct view *view);

/* Paints into a frame of that size. */
void stage_paint(struct stage *stage, painter *paint, int cols, int rows);

/* Paints at every size from 1x1 on, within a larger frame, and fails the test
 * when anything outside the rectangle has changed. */
void stage_paint_all_sizes(struct stage *stage, painter *paint, int cols, int rows);

#endif
