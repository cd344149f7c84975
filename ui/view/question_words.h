/* question_words.h: a question, its replies and what an answer is worth, in words:
 * the same on the screen, in lines and in a transcript. No physical address is
 * ever among them, so that they are the same on every run. */
#ifndef MEMS_VIEW_QUESTION_WORDS_H
#define MEMS_VIEW_QUESTION_WORDS_H

#include "phrase.h"
#include "quiz.h"

/* Who asks what, of which timeline, wherever that stands; `hex`: how addresses
 * are written. */
struct wording {
    const struct timeline *timeline;
    const struct question *question;
    bool hex;
};

/* "Where does malloc D 400 land, by first fit?", or as the workload words it. */
void question_ask(struct phrase *say, const struct wording *wording);

/* The same where all operations are done by hand: the address of a get, which would tell
 * where its block landed, is left to be worked out. */
void question_ask_by_hand(struct phrase *say, const struct wording *wording);

/* What one has to know beside the picture: bytes with the alignment, where next fit
 * begins, that joining is off; often nothing. */
void question_given(struct phrase *say, const struct wording *wording);

/* "the HOLE at 2000, 800 B", "a new node", "node 1 + 4". */
void question_reply(struct phrase *say, const struct wording *wording,
                    const struct reply *reply);

/* What a wrong answer would have been right for, or why it cannot be; and in any case
 * what happens, and why. */
void question_reason(struct phrase *say, const struct wording *wording,
                     const struct reply *reply, const struct grade *grade);

/* The same after "Right." or "No.". */
void question_verdict(struct phrase *say, const struct wording *wording,
                      const struct reply *reply, const struct grade *grade);

/* "3 of 4 right, 2 in a row" */
void question_points(struct phrase *say, const struct points *points);

#endif
