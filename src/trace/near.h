/* near.h: which word was meant by one that is not known. */
#ifndef MEMS_TRACE_NEAR_H
#define MEMS_TRACE_NEAR_H

#include <stddef.h>

/* The first of the nearest of `words`, a list that ends in NULL, to the
 * `length` bytes at `word`; NULL when none is near: up to two changes of a
 * long word, one of a short one, none of a letter. */
const char *nearest_word(const char *word, size_t length, const char *const *words);

#endif
