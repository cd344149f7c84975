/* clock.h: the one clock of the program: it only ever goes forward. */
#ifndef MEMS_VIEW_CLOCK_H
#define MEMS_VIEW_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds since some moment that is the same for the whole run. */
static inline int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
