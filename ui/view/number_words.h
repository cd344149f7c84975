/* number_words.h: each number in words: what it is called, its formula, what it
 * means. The screen and the help show the same rows. */
#ifndef MEMS_VIEW_NUMBER_WORDS_H
#define MEMS_VIEW_NUMBER_WORDS_H

#include "census.h"
#include "phrase.h"

struct number_words {
    const char *name;    /* on the screen, eight columns at most */
    const char *spoken;  /* where there is room */
    const char *formula; /* "in use = ..." */
    const char *means;   /* one sentence */
};
const struct number_words *number_words(enum number number);

/* The number of that word; false: there is none. */
bool number_find(const char *word, enum number *number);

/* A value of it: grouped digits, or a percentage; an average, rounded. */
void number_say(struct phrase *say, enum number number, uint64_t value);
void number_say_average(struct phrase *say, enum number number, double average);

/* " B", or nothing where it counts no bytes. */
const char *number_unit(enum number number);

#endif
