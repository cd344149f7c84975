/* letters.h: names in large letters, to be read from the last row: capitals and digits,
 * drawn with full cells alone, so that every terminal has them. */
#ifndef MEMS_VIEW_LETTERS_H
#define MEMS_VIEW_LETTERS_H

#include "frame.h"

#define LETTER_ROWS 5 /* times their size, 1 and up */

/* Columns that `text` takes in that size; 0: a character of it has no large form. */
int letters_cols(const char *text, int size);

/* Such a text, with its upper left corner there. */
void letters_paint(struct frame *frame, int x, int y, enum role ink, enum role paper,
                   const char *text, int size);

#endif
