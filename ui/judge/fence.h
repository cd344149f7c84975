/* fence.h: limits that a process puts on itself before it runs what it does not trust:
 * time, memory, files, other processes. A limit and not a jail: what the person who
 * started the program may read or change, it may too. */
#ifndef MEMS_JUDGE_FENCE_H
#define MEMS_JUDGE_FENCE_H

#include <stdint.h>

#define FENCE_MEMORY (UINT64_C(1) << 29)  /* bytes that may be mapped beyond what is */
#define FENCE_COMPILER (UINT64_C(1) << 31) /* by a compiler */
#define FENCE_SECONDS 60                  /* of the processor */
#define FENCE_FILE (UINT64_C(16) << 20)   /* bytes in a file */

void fence_self(void);

/* For a compiler, which needs other processes. */
void fence_compiler(void);

#endif
