/* quiz_lines.h: a quiz without a screen: questions as text, answers as lines. */
#ifndef MEMS_UI_QUIZ_LINES_H
#define MEMS_UI_QUIZ_LINES_H

#include "quiz.h"
#include "theme.h"

#include <stdio.h>

/* Asks until the quiz is over, "q" or the end of input. `echo`: answers are written
 * too, since nobody saw them typed. */
void quiz_lines(struct quiz *quiz, struct timeline *timeline, enum glyphs glyphs, FILE *in,
                FILE *out, bool echo);

#endif
