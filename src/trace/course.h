/* course.h: which operation a step of a branch is: those of the workload in order, but
 * for a few changes, one after another, each of one operation of what those before
 * it made. Arithmetic only; a course without changes is the workload itself. */
#ifndef MEMS_TRACE_COURSE_H
#define MEMS_TRACE_COURSE_H

#include <stdbool.h>
#include <stdint.h>

enum change_kind { CHANGE_INSERT, CHANGE_REPLACE, CHANGE_DELETE };

struct change {
    enum change_kind kind;
    uint32_t step; /* of the operation that is new, that is another, or that is gone */
    uint32_t op;   /* index in the ops; CHANGE_DELETE: of the one that is gone */
};

#define COURSE_MOST 8

struct course {
    int count;
    struct change list[COURSE_MOST];
};

/* One more change; false: there are COURSE_MOST. */
bool course_add(struct course *course, struct change change);

/* The first step that is not as in the workload; UINT32_MAX: all are. */
uint32_t course_leaves(const struct course *course);

/* The last step, of a workload whose last one is `last`. */
uint32_t course_end(const struct course *course, uint32_t last);

/* The index of a step's operation. */
uint32_t course_op(const struct course *course, uint32_t step);

/* A step of the workload, as one of the course; of an operation that is gone, the step
 * before. And a step of the course as one of the workload; of an operation that was put
 * in, the step before. */
uint32_t course_step(const struct course *course, uint32_t step);
uint32_t course_back(const struct course *course, uint32_t step);

/* The first step of the workload that is `step` of the course or comes after it. */
uint32_t course_from(const struct course *course, uint32_t step);

#endif
