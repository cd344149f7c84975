/* workload.h: the workload language (docs/workload.md), a superset of the
 * malloc-lab .rep trace, read into a list of ops.
 *
 * A file with any problem gives no ops: all problems up to PROBLEMS_MAX are
 * collected, each with its place, what is wrong and what was expected. */
#ifndef MEMS_TRACE_WORKLOAD_H
#define MEMS_TRACE_WORKLOAD_H

#include "ops.h"

#include <stdio.h>

#define PROBLEMS_MAX 20
#define WORKLOAD_LINE_MAX 65536            /* bytes in a line */
#define WORKLOAD_BYTES_MAX (UINT64_C(1) << 30) /* bytes in a file */

struct problem {
    uint64_t line;       /* 1 and up */
    uint32_t column;     /* bytes from the line's start, 1 and up */
    char what[160];      /* "unknown word 'mallok'" */
    char expected[160];  /* "malloc, free, ...": may be empty */
    char source[128];    /* the line, or the part of it around the column */
    uint32_t caret;      /* columns on the screen before the caret under `source` */
};

struct problems {
    size_t count;        /* kept in `list` */
    bool more;           /* there were others */
    struct problem list[PROBLEMS_MAX];
};

/* Reads from `in` until its end. true: `ops` holds the workload. false:
 * problems->count is 1 or more and `ops` is as it was. `progress` may be
 * NULL; it is called now and then with the bytes read so far, and stops the
 * reading by returning false. Texts in `problems` hold printable characters
 * only. */
typedef bool workload_progress(void *user, uint64_t bytes);
bool workload_read(struct ops *ops, FILE *in, struct problems *problems,
                   workload_progress *progress, void *user);

/* The same for one line that a person typed; only operations are taken
 * (malloc, free, realloc, get, write, policy), exactly one. */
bool workload_read_line(struct ops *ops, const char *line, struct problems *problems);

/* Prints every problem as FILE:LINE:COLUMN: what is wrong, expected ..., the
 * line and a caret under it. */
void problems_print(const struct problems *problems, const char *file, FILE *out);

/* The words a line may begin with, for completion; NULL ends the list. */
extern const char *const workload_words[];

#endif
