/* haste.h: a clock that runs ahead, so that what is done in slices takes many of them on
 * a machine of any speed. Wants -Wl,--wrap=clock_gettime. */
#ifndef MEMS_TESTS_HASTE_H
#define MEMS_TESTS_HASTE_H

/* So many milliseconds go by at each look at the clock; 0 at first. */
extern int haste;

#endif
