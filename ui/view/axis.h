/* axis.h: the steps of a run shared among the cells of a row: what stands above or
 * below the timeline is drawn by it, so that a column is the same moment in all. */
#ifndef MEMS_VIEW_AXIS_H
#define MEMS_VIEW_AXIS_H

#include <stdint.h>

struct axis {
    uint64_t end;  /* the last step */
    int cols;      /* cells 0 .. cols - 1 share steps 0 .. end */
};

static inline int axis_cell(const struct axis *axis, uint64_t step)
{
    if (axis->end == 0 || axis->cols < 2)
        return 0;
    return (int)((step * (uint64_t)(axis->cols - 1) + axis->end / 2) / axis->end);
}

/* The first step whose cell is `cell` or later. */
static inline uint64_t axis_step(const struct axis *axis, int cell)
{
    if (cell <= 0 || axis->cols < 2)
        return 0;
    uint64_t width = (uint64_t)axis->cols - 1;
    return ((uint64_t)cell * axis->end - axis->end / 2 + width - 1) / width;
}

#endif
