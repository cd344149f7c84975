/* why_words.h: what "Why here?" says of a single HOLE: in few words in its bar,
 * and in a sentence in the list. */
#ifndef MEMS_VIEW_WHY_WORDS_H
#define MEMS_VIEW_WHY_WORDS_H

#include "phrase.h"
#include "view.h"

/* All views here are of the heap before (why_view). */

/* The reason in a word, for a label; false when nothing is to be said of this
 * segment. */
bool why_word(struct phrase *say, const struct view *view, const struct mems_segment *segment);

/* The same in numbers: "300 < 400". */
void why_numbers(struct phrase *say, const struct view *view, const struct mems_segment *segment);

/* Why the HOLE was taken or passed over; of one not looked at, its size. */
void why_sentence(struct phrase *say, const struct view *view, const struct why_hole *hole);

#endif
