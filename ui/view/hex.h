/* hex.h: real bytes of one segment as rows of hexadecimal. */
#ifndef MEMS_VIEW_HEX_H
#define MEMS_VIEW_HEX_H

#include "view.h"

/* The address in `segment` that matters most: what the last get or write
 * meant, or the selected one, or the segment's start. */
uint64_t hex_focus(const struct view *view, const struct mems_segment *segment);

/* Rows of at most `most` bytes with their addresses (`physical`: both kinds),
 * as many as fit; the focus is in view. What the last operation wrote stands
 * out. */
void hex_paint(struct frame *frame, struct rect at, const struct view *view,
               const struct mems_segment *segment, int most, bool physical);

#endif
