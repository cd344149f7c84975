/* key_list.h: the keys of a screen that has few, as a panel over its lower part. */
#ifndef MEMS_VIEW_KEY_LIST_H
#define MEMS_VIEW_KEY_LIST_H

#include "frame.h"

#include <stddef.h>

struct key_line { const char *key, *does; };

/* A heading and a row for each, right above the last row of the frame, which stays; what
 * has no room is cut off at the end. */
void paint_key_list(struct frame *frame, const struct key_line *lines, size_t count);

#endif
