/* pen.h: drawing inside a rectangle: coordinates count from its corner, and
 * nothing is ever drawn outside it. */
#ifndef MEMS_VIEW_PEN_H
#define MEMS_VIEW_PEN_H

#include "frame.h"

void pen_put(struct frame *frame, struct rect at, int x, int y, uint32_t ch, enum role ink,
             enum role paper);
void pen_fill(struct frame *frame, struct rect at, int x, int y, int count, uint32_t ch,
              enum role ink, enum role paper);

/* Text from column x, in at most `cols` columns; returns the columns used. */
int pen_text(struct frame *frame, struct rect at, int x, int y, int cols, enum role ink,
             enum role paper, const char *text);

/* Text that ends before column `end`, if all of it fits after column `from`:
 * then the column where it begins; otherwise `end`, and nothing is drawn. */
int pen_right(struct frame *frame, struct rect at, int from, int end, int y, enum role ink,
              enum role paper, const char *text);

#endif
