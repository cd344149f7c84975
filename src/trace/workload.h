/* workload.h: the workload language (docs/workload.md), a superset of the
 * malloc-lab .rep trace, read into a list of ops.
 *
 * It is read at once or in slices. All problems up to PROBLEMS_MAX are collected,
 * each with its place, what is wrong and what was expected. Read at once, a
 * file with any problem gives no ops. */
#ifndef MEMS_TRACE_WORKLOAD_H
#define MEMS_TRACE_WORKLOAD_H

#include "ops.h"
#include "stream.h"

#include <stdio.h>

#define PROBLEMS_MAX 20
#define WORKLOAD_LINE_MAX 65536            /* bytes in a line */
#define WORKLOAD_BYTES_MAX (UINT64_C(1) << 30) /* bytes in a file */

struct problem {
    uint64_t line;       /* 1 and up */
    uint32_t column;     /* bytes from the line's start, 1 and up */
    char what[160];      /* "unknown word 'mallok'" */
    char expected[160];  /* "malloc, free, ...": may be empty */
    char source[128];    /* the line, or the part of it around the column; "": it is
                            not a line that is wrong */
    uint32_t caret;      /* columns on the screen before the caret under `source` */
};

struct problems {
    size_t count;        /* kept in `list` */
    bool more;           /* there were others */
    struct problem list[PROBLEMS_MAX];
};

/* ---- In slices ---- */

struct workload; /* one that is being read */

enum workload_state {
    WORKLOAD_MORE,     /* there is more to read */
    WORKLOAD_WAITING,  /* there will be, but nothing has come yet */
    WORKLOAD_READ,     /* all of it is read */
    WORKLOAD_PROBLEMS  /* nothing more is read: problems->count is 1 or more. Before that,
                          an archive is unpacked to its end: when it proves damaged, that
                          is the only problem */
};

/* Begins to read `from` into `ops`; all three must outlive it. An archive is
 * text only behind unpack.h. NULL without memory. */
struct workload *workload_open(struct ops *ops, struct stream *from, struct problems *problems);

/* Reads on for about 64 KiB or 16,384 operations, whichever comes first. What
 * was added to the ops stays as it is, and is all that stands before the first
 * problem: of that line and those after it nothing is kept. Settings of the
 * heap are final from the first operation on. */
enum workload_state workload_slice(struct workload *workload);

/* What the last slice returned; WORKLOAD_MORE before the first. */
enum workload_state workload_state(const struct workload *workload);

uint64_t workload_bytes(const struct workload *workload); /* of text read so far */
uint64_t workload_lines(const struct workload *workload);
void workload_close(struct workload *workload); /* NULL is allowed */

/* ---- At once ---- */

/* Reads from `in`, which may be an archive, until its end. true: `ops` holds
 * the workload. false: problems->count is 1 or more and `ops` is as it was.
 * `progress` may be NULL; it is called now and then with the bytes of text
 * read so far, and stops the reading by returning false. Texts in `problems`
 * hold printable characters only. */
typedef bool workload_progress(void *user, uint64_t bytes);
bool workload_read(struct ops *ops, FILE *in, struct problems *problems,
                   workload_progress *progress, void *user);

/* The same for one line that a person typed; only operations are taken
 * (malloc, free, realloc, get, write, policy), exactly one. A name that is a number may
 * have a # before it, as it is shown. */
bool workload_read_line(struct ops *ops, const char *line, struct problems *problems);

/* Prints every problem as FILE:LINE:COLUMN: what is wrong, expected ..., the
 * line and a caret under it. */
void problems_print(const struct problems *problems, const char *file, FILE *out);

/* The words a line may begin with, for completion; NULL ends the list. */
extern const char *const workload_words[];

#endif
