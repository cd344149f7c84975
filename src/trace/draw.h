/* draw.h: numbers that look random, the same everywhere for ever: splitmix64 (Steele,
 * Lea, Flood 2014). Its state is the seed at first. */
#ifndef MEMS_TRACE_DRAW_H
#define MEMS_TRACE_DRAW_H

#include <stdint.h>

static inline uint64_t draw_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* 0 .. below - 1; `below` is 1 or more. */
static inline uint64_t draw_below(uint64_t *state, uint64_t below)
{
    return draw_next(state) % below;
}

#endif
