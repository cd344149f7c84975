/* prose.h: text that runs over several rows. */
#ifndef MEMS_VIEW_PROSE_H
#define MEMS_VIEW_PROSE_H

#include "frame.h"

/* Rows that `text` takes in `cols` columns, at most `most`. */
int prose_rows(const char *text, int cols, int most);

/* Bytes of the longest beginning that fits into so many rows and ends before a `between`,
 * or with the text; of the first part alone, where not even that fits. */
size_t prose_whole(const char *text, const char *between, int cols, int rows);

/* Writes `text` into the rectangle, broken at blanks; what is left over in
 * the last row is cut with an ellipsis. Returns the rows used. */
int prose_paint(struct frame *frame, struct rect at, enum role ink, const char *text);

#endif
