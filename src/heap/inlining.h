/* inlining.h: functions kept apart from their callers, or made a part of them. */
#ifndef MEMS_HEAP_INLINING_H
#define MEMS_HEAP_INLINING_H

/* MEMS_RARE: out of line, so that what is rare costs what is not no registers.
 *
 * MEMS_INLINE: in every caller, where a constant argument makes it several functions;
 * and where all it does is to prefetch, since gcc may drop a call of that. */
#ifdef __GNUC__
#define MEMS_RARE __attribute__((noinline))
#define MEMS_INLINE inline __attribute__((always_inline))
#else
#define MEMS_RARE
#define MEMS_INLINE inline
#endif

#endif
