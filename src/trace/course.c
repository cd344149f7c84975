/* course.c: a step is led through the changes, one after another, or back. */
#include "course.h"

bool course_add(struct course *course, struct change change)
{
    if (course->count == COURSE_MOST)
        return false;
    course->list[course->count++] = change;
    return true;
}

uint32_t course_leaves(const struct course *course)
{
    uint32_t leaves = UINT32_MAX;

    for (int i = 0; i < course->count; i++)
        if (course->list[i].step < leaves)
            leaves = course->list[i].step;
    return leaves;
}

/* A change moves what stands there or behind it by so many steps. */
static uint32_t moved(const struct change *change, uint32_t step, uint32_t by)
{
    if (step < change->step || change->kind == CHANGE_REPLACE)
        return step;
    return change->kind == CHANGE_INSERT ? step + by : step - by;
}

uint32_t course_end(const struct course *course, uint32_t last)
{
    for (int i = 0; i < course->count; i++) {
        last += course->list[i].kind == CHANGE_INSERT;
        last -= course->list[i].kind == CHANGE_DELETE;
    }
    return last;
}

uint32_t course_op(const struct course *course, uint32_t step)
{
    for (int i = course->count; i-- > 0;) {
        const struct change *change = &course->list[i];

        if (step == change->step && change->kind != CHANGE_DELETE)
            return change->op;
        step = moved(change, step, UINT32_MAX); /* back, by -1 */
    }
    return step;
}

uint32_t course_step(const struct course *course, uint32_t step)
{
    for (int i = 0; i < course->count; i++)
        step = moved(&course->list[i], step, 1);
    return step;
}

uint32_t course_back(const struct course *course, uint32_t step)
{
    for (int i = course->count; i-- > 0;)
        step = moved(&course->list[i], step, UINT32_MAX);
    return step;
}

uint32_t course_from(const struct course *course, uint32_t step)
{
    for (int i = course->count; i-- > 0;) {
        const struct change *change = &course->list[i];

        if (change->kind != CHANGE_INSERT || step > change->step)
            step = moved(change, step, UINT32_MAX);
    }
    return step;
}
