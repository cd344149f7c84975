/* child.h: one measurement in a process of its own: the child's side. */
#ifndef MEMS_BENCH_CHILD_H
#define MEMS_BENCH_CHILD_H

/* Where a child finds its request and its tape, and puts its answer. */
enum { CHILD_TAPE = 10, CHILD_SOCKET = 11 };

/* Measures what the request on CHILD_SOCKET asks for and answers there. Does not
 * return. */
_Noreturn void child_main(void);

#endif
