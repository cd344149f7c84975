/* output.h: a file that is there whole or not at all: written beside its
 * name, then renamed. */
#ifndef MEMS_UI_OUTPUT_H
#define MEMS_UI_OUTPUT_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

struct output {
    FILE *stream;
    char *target;   /* NULL: the stream is not ours to rename */
    char *beside;
    bool fresh;     /* nothing may have the name yet */
    sigset_t signals; /* blocked before */
};

/* Opens `name` for writing; NULL or "-" is standard output. What exists and is
 * no regular file (a pipe, a device) is written directly. false: a message
 * was printed. */
bool output_open(struct output *output, const char *name);

/* Where a name has the %d that each of many files puts its own word for; NULL: nowhere. */
const char *output_place(const char *name);

/* The name with `word` there. NULL: a message was printed. To be freed. */
char *output_named(const char *name, const char *word);

/* Whether it ends in .json; not when it is NULL. */
bool output_is_json(const char *name);

/* Whether a signal that ends a program waits for output_close, which takes long to
 * come: then it should, with `good` false. */
bool output_should_end(const struct output *output);

/* The same without a word on a stream, of a file with a name: one that is there is
 * opened only to `replace` it, and never what is no regular file. false: `why` says why. */
bool output_begin(struct output *output, const char *name, bool replace, char *why,
                  size_t size);
bool output_end(struct output *output, bool good, char *why, size_t size);

/* Ends it: when `good` and every byte was written the file gets its name, and
 * else an old file stays as it was. false: not good, or a message was printed. */
bool output_close(struct output *output, bool good);

#endif
