/* race_words.h: what happens in a race, in words. */
#ifndef MEMS_VIEW_RACE_WORDS_H
#define MEMS_VIEW_RACE_WORDS_H

#include "phrase.h"
#include "race.h"
#include "view.h"

/* What tells a heap from the others: "best fit", "page 8,192", "best fit, page
 * 8,192, align 16". */
#define RACE_NAME 64
char *race_name(const struct race *race, int heap, char out[RACE_NAME]);
void race_name_say(struct phrase *say, const struct race *race, int heap);

/* Columns of the longest of their names. */
int race_name_cols(const struct race *race);

/* What they all have: "first fit · align 16", "page 4,096". */
size_t race_shared(const struct race *race, char *out, size_t size);

/* What a heap did at the present step: "2000, in a HOLE of 800 B, 400 B left;
 * looked at 2 holes". Empty when it did nothing. */
void race_choice(struct phrase *say, const struct view *view, int heap);

/* The present operation, and whether the heaps chose differently; or where the
 * selected block is in each. */
void race_event(struct phrase *say, const struct view *view);

/* The first known step at which blocks land differently; in a race with a branch after
 * its change. false: there is none. O(log n). */
bool race_first_apart(const struct race *race, uint32_t *step);

/* Between the sentences of race_words; where they are spoken, a semicolon. */
#define RACE_BETWEEN " \u00B7 "

/* What the race came to so far: "4 of 14 steps differ, from step 11 on · best fit
 * left 212 holes under 32 bytes, first fit 31". */
void race_words(struct phrase *say, const struct race *race);

#endif
