/* words.h: the view's sentences on a stream, in the characters that there are. */
#ifndef MEMS_UI_WORDS_H
#define MEMS_UI_WORDS_H

#include "theme.h"

#include <stdio.h>

void words_put(const char *text, enum glyphs glyphs, FILE *out);

/* A paragraph in lines of at most WORDS_COLS columns and a newline. The line has `used`
 * columns already; further ones begin with `indent` blanks. */
#define WORDS_COLS 78
void words_wrap(const char *text, int used, int indent, enum glyphs glyphs, FILE *out);

#endif
