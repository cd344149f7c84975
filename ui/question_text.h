/* question_text.h: a question as lines of text, with all that one has to know to answer. */
#ifndef MEMS_UI_QUESTION_TEXT_H
#define MEMS_UI_QUESTION_TEXT_H

#include "question.h"
#include "theme.h"

#include <stdio.h>

/* Question `number` of `count`, which was looked at; the timeline stands where it is
 * asked. */
void question_text(const struct question *question, size_t number, size_t count,
                   const struct timeline *timeline, enum glyphs glyphs, FILE *out);

#endif
