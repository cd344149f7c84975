/* phrase.h: sentences built piece by piece in a buffer that never overflows:
 * what does not fit is left out. A sentence is drawn, short and with signs, or
 * spoken: in words alone, and numbers as plain digits. */
#ifndef MEMS_VIEW_PHRASE_H
#define MEMS_VIEW_PHRASE_H

#include "ops.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PHRASE_SIZE 512 /* room for any one line of a panel */
#define NAME_COLS 24    /* a block's name in a sentence, at most */

struct phrase {
    char *out;
    size_t size, length;
    bool spoken;
};

/* An empty phrase in `out`, which holds `size` bytes, 1 or more. */
struct phrase phrase_in(char *out, size_t size);

/* The same for a sentence that is spoken where `spoken` is set. */
struct phrase phrase_said(char *out, size_t size, bool spoken);

void phrase_add(struct phrase *phrase, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Words of the program: HOLE is a hole when it is spoken of, since a screen reader may
 * spell capitals. */
void phrase_words(struct phrase *phrase, const char *words);

/* What is drawn, or the words that are spoken instead. */
void phrase_sign(struct phrase *phrase, const char *drawn, const char *spoken);

void phrase_number(struct phrase *phrase, uint64_t n); /* "12,345", or "12345" */
void phrase_bytes(struct phrase *phrase, uint64_t n);  /* "12,345 B", or "12345 bytes" */

/* "1 hole", "2 holes"; HOLEs are holes when they are spoken of. */
void phrase_count(struct phrase *phrase, uint64_t n, const char *one, const char *many);

/* The share of `part` in `whole`, rounded to tenths: "62.5 %", or
 * "62.5 percent"; "0 %" and "100 %" only when it is exactly so. */
void phrase_percent(struct phrase *phrase, uint64_t part, uint64_t whole);

/* A name in at most `cols` columns, cut with an ellipsis, or, spoken, whole; its
 * bytes are as they were given, and what shows them makes them harmless. */
void phrase_name(struct phrase *phrase, const char *name, int cols);

/* A block by its name, in NAME_COLS at most: one that looks like a size, as those of
 * recordings do, is "#117", or "block 117". What is typed may have the # as well. */
void phrase_block(struct phrase *phrase, const char *name);

#endif
