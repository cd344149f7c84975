/* why.c: what a HOLE is worth to a search, from its address and size alone. */
#include "why.h"

/* Whether the search comes by `a` before `b`, or they are the same. Next fit
 * goes on past the end at the start. */
static bool in_order(const struct why *why, uint64_t a, uint64_t b)
{
    bool a_late = why->policy == MEMS_NEXT_FIT && a < why->rover;
    bool b_late = why->policy == MEMS_NEXT_FIT && b < why->rover;
    return a_late == b_late ? a <= b : b_late;
}

bool why_takes_best(const struct why *why)
{
    return why->chosen.number > 0 &&
           (why->policy == MEMS_BEST_FIT || why->policy == MEMS_WORST_FIT);
}

static bool is_reached(const struct why *why, uint64_t start)
{
    if (why->at > 0)
        return in_order(why, start, why->now.start);
    return why->looked == why->holes || in_order(why, start, why->chosen.start);
}

enum verdict why_verdict(const struct why *why, uint64_t start, uint64_t size)
{
    if (!is_reached(why, start))
        return HOLE_AHEAD;
    if (size < why->size)
        return HOLE_SMALL;
    return why->best.number > 0 && why->best.start == start ? HOLE_BEST : HOLE_PASSED;
}

bool why_better(const struct why *why, const struct why_hole *a, const struct why_hole *b)
{
    if (b->number == 0)
        return true;
    if (why->policy == MEMS_BEST_FIT && a->size != b->size)
        return a->size < b->size;
    if (why->policy == MEMS_WORST_FIT && a->size != b->size)
        return a->size > b->size;
    return a->number < b->number;
}

/* The block and the HOLEs that it joins; what stays apart is passed over. */
static bool role_of_free(const struct why *why, const struct mems_segment *segment,
                         enum role *role)
{
    bool left = why->has_left && segment->start == why->left.start;
    bool right = why->has_right && segment->start == why->right.start;
    if (segment->start == why->block.start)
        *role = ROLE_TOUCHED;
    else if (segment->kind == MEMS_HOLE && (left || right))
        *role = why->join ? ROLE_TOUCHED_HOLE : ROLE_PASSED_HOLE;
    else
        return false;
    return true;
}

bool why_role(const struct why *why, const struct mems_segment *segment, enum role *role)
{
    if (why->kind == WHY_FREE)
        return role_of_free(why, segment, role);
    if (why->kind != WHY_MALLOC || segment->kind != MEMS_HOLE)
        return false;
    enum verdict verdict = why_verdict(why, segment->start, segment->size);
    if (verdict == HOLE_BEST)
        *role = ROLE_TOUCHED_HOLE;
    else if (why->at > 0 && segment->start == why->now.start)
        *role = ROLE_LOOKED_HOLE;
    else
        *role = verdict == HOLE_AHEAD ? ROLE_HOLE : ROLE_PASSED_HOLE;
    return true;
}

bool why_focus(const struct why *why, uint64_t *address)
{
    const struct why_hole *hole = why->at > 0                ? &why->now
                                  : why->chosen.number > 0   ? &why->chosen
                                                             : &why->walk.miss;
    *address = why->kind == WHY_FREE ? why->block.start : hole->start;
    return why->kind == WHY_FREE || (why->kind == WHY_MALLOC && hole->number > 0);
}
