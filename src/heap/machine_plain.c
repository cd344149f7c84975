/* machine_plain.c: any machine, in plain C. */
#include "machine.h"

#include "decide.h"
#include "grow.h"
#include "inlining.h"

#define MACHINE mems_machine_plain
#define NAME "plain"
#define TARGET

static inline unsigned at_least(const int32_t lanes[MEMS_LANES], int32_t n)
{
    unsigned bits = 0;
    for (unsigned i = 0; i < MEMS_LANES; i++)
        bits |= (unsigned)(lanes[i] >= n) << i;
    return bits;
}

static inline int32_t largest(const int32_t lanes[MEMS_LANES])
{
    int32_t found = lanes[0];
    for (unsigned i = 1; i < MEMS_LANES; i++)
        found = lanes[i] > found ? lanes[i] : found;
    return found;
}

static inline int32_t largest_but(const int32_t lanes[MEMS_LANES], unsigned lane)
{
    int32_t found = 0;
    for (unsigned i = 0; i < MEMS_LANES; i++)
        found = lanes[i] > found && i != lane ? lanes[i] : found;
    return found;
}

static inline int32_t best_from(const struct hints *hints, int32_t n)
{
    int32_t found = 0;
    for (unsigned i = 0; i < MEMS_LANES; i++)
        if (hints->size[i] <= n && hints->from[i] > found)
            found = hints->from[i];
    return found;
}

static inline void lower_from(struct hints *hints, int32_t n, int32_t g)
{
    mems_lanes_lower(hints->size, n, hints->from, g);
}

#include "search_template.h"

#include "operate_template.h"
