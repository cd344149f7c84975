/* phrase.h: sentences built piece by piece in a buffer that never overflows:
 * what does not fit is left out. */
#ifndef MEMS_VIEW_PHRASE_H
#define MEMS_VIEW_PHRASE_H

#include "ops.h"

#include <stddef.h>
#include <stdint.h>

#define PHRASE_SIZE 512 /* room for any one line of a panel */
#define NAME_COLS 24    /* a block's name in a sentence, at most */

struct phrase {
    char *out;
    size_t size, length;
};

/* An empty phrase in `out`, which holds `size` bytes, 1 or more. */
struct phrase phrase_in(char *out, size_t size);

void phrase_add(struct phrase *phrase, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void phrase_number(struct phrase *phrase, uint64_t n); /* "12,345" */
void phrase_bytes(struct phrase *phrase, uint64_t n);  /* "12,345 B" */

/* "1 hole", "2 holes". */
void phrase_count(struct phrase *phrase, uint64_t n, const char *one, const char *many);

/* The share of `part` in `whole`, rounded to tenths: "62.5 %"; "0 %" and
 * "100 %" only when it is exactly so. */
void phrase_percent(struct phrase *phrase, uint64_t part, uint64_t whole);

/* A name in at most `cols` columns, cut with an ellipsis; its bytes are as
 * they were given, and frames make them harmless. */
void phrase_name(struct phrase *phrase, const char *name, int cols);

#endif
