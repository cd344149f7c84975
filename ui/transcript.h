/* transcript.h: what was asked in a quiz and what was answered, for a person or for a
 * program. No physical address is in it: the same answers give the same bytes. */
#ifndef MEMS_UI_TRANSCRIPT_H
#define MEMS_UI_TRANSCRIPT_H

#include "question_words.h"
#include "quiz.h"
#include "theme.h"

#include <stdio.h>

struct transcript {
    const struct quiz *quiz;
    const struct timeline *timeline; /* wherever it stands */
    const char *file;
};

void transcript_text(const struct transcript *transcript, enum glyphs glyphs, FILE *out);
void transcript_json(const struct transcript *transcript, FILE *out);

/* A reply where nothing is listed: with the word that one types. */
void transcript_answer(struct phrase *say, const struct wording *wording,
                       const struct reply *reply);

/* One item, which was answered. `typed`: what an answer was typed as, whether it is one or
 * not; NULL: it is not said. */
void transcript_item(const struct transcript *transcript, size_t index, const char *typed,
                     enum glyphs glyphs, FILE *out);
void transcript_json_item(const struct transcript *transcript, size_t index, const char *typed,
                          FILE *out);

/* "place", "join" or "where". */
const char *transcript_kind(enum question_kind kind);

/* The settings of the heap, as a member. */
void transcript_json_heap(const struct mems_options *options, FILE *out);

#endif
