/* driven.h: the process in which a student's functions run: the child's side. */
#ifndef MEMS_JUDGE_DRIVEN_H
#define MEMS_JUDGE_DRIVEN_H

/* Puts itself under limits, loads the library at `path` and does what it is asked on
 * DRIVEN_TALK until that ends. Does not return. */
_Noreturn void driven_main(const char *path);

/* Exit statuses when it ends by itself. */
enum { DRIVEN_LOST = 80, DRIVEN_NOT_LOADED, DRIVEN_NO_FUNCTION };

#endif
