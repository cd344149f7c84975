/* refusal.h: what is wrong with a line that was typed, and where in it; and its words. */
#ifndef MEMS_VIEW_REFUSAL_H
#define MEMS_VIEW_REFUSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct refusal {
    const char *at; /* where something is wrong */
    char *why;
    size_t size;
};

/* Returns false, for whoever refuses. */
static inline bool refuse_at(struct refusal *refusal, const char *at, const char *why)
{
    refusal->at = at;
    snprintf(refusal->why, refusal->size, "%s", why);
    return false;
}

/* Whether the first of the words in `text`, which blanks part, is `word`. */
static inline bool word_is(const char *text, const char *word)
{
    return strcspn(text, " ") == strlen(word) && strncmp(text, word, strlen(word)) == 0;
}

#endif
