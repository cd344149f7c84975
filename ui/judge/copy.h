/* copy.h: a source and what it includes from beside it, copied without the lines that
 * define PAGE_SIZE, so that the page size can be chosen from outside. */
#ifndef MEMS_JUDGE_COPY_H
#define MEMS_JUDGE_COPY_H

#include <stdbool.h>

/* Copies `name` out of the folder `from` into `to`. false: a file is no regular one or
 * too large, there are too many, or one cannot be read or written. */
bool copy_unpaged(const char *from, const char *to, const char *name);

/* Whether a name can stand in an #include as it is. */
bool copy_is_plain(const char *name);

#endif
