/* labels.h: what the segments in bars say: their names and sizes, or what "Why here?" and
 * questions make of them, in as many words as there is room for. */
#ifndef MEMS_VIEW_LABELS_H
#define MEMS_VIEW_LABELS_H

#include "view.h"

/* A line each on bars so thick: name, bytes and first address; on a single line the first
 * two. Lines that do not fit are to be left out. */
struct label {
    int lines;
    char text[3][128];
};

/* For a bar of `thick` lines, and `room` cells that show the segment. */
struct label label_of(const struct view *view, const struct mems_segment *segment, int thick,
                      int room);

/* Whether such a line fits in them. */
bool label_fits(const char *text, int room);

#endif
