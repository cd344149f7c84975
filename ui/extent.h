/* extent.h: how long a workload is for the person who goes through it, from its
 * operations and notes alone: nothing is run. */
#ifndef MEMS_UI_EXTENT_H
#define MEMS_UI_EXTENT_H

#include "ops.h"

/* All 0: not known. */
struct extent {
    uint32_t steps;     /* operations */
    uint32_t questions; /* `?` lines that ask about an operation */
    unsigned minutes;   /* 1 and up: captions read at 70 ms a column (170 words a minute),
                           12 s of thinking at a stop, 20 s at a question */
};

struct extent extent_of(const struct ops *ops);

/* The same of a file. What is no regular file, has problems, or takes longer to
 * read than a fifth of a second is not known. */
struct extent extent_of_file(const char *path);

#endif
