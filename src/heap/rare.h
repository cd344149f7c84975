/* rare.h: for functions that are rarely called from ones that always are. */
#ifndef MEMS_HEAP_RARE_H
#define MEMS_HEAP_RARE_H

/* Kept out of line: what is rare must not cost the rest registers. */
#ifdef __GNUC__
#define MEMS_RARE __attribute__((noinline))
#else
#define MEMS_RARE
#endif

#endif
