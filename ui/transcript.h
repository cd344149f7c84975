/* transcript.h: what was asked in a quiz and what was answered, for a person or for a
 * program. No physical address is in it: the same answers give the same bytes. */
#ifndef MEMS_UI_TRANSCRIPT_H
#define MEMS_UI_TRANSCRIPT_H

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

/* A line or a paragraph of the view's words, in the characters that there are. */
void transcript_words(const char *text, enum glyphs glyphs, FILE *out);

#endif
