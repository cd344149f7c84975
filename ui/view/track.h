/* track.h: where everything of a race stands on the screen: its heaps one above
 * the other, or in two columns, all drawn to one scale. What painting and
 * clicking go by. */
#ifndef MEMS_VIEW_TRACK_H
#define MEMS_VIEW_TRACK_H

#include "frame.h"
#include "race.h"
#include "view.h"

struct track {
    struct rect title, legend, event, score, words, timeline, footer;
    struct rect heaps[RACE_MOST]; /* a header, then bars */
    struct common_map common;     /* for the views of all heaps */
    const char *left_out;         /* what has no room, in words; "" if nothing */
};

/* view->race is there. */
struct track track_layout(const struct view *view, int cols, int rows);

/* The view of one of the heaps, for paint_bars in the rectangle of its bars. */
struct view track_view(const struct view *view, const struct track *track, int heap);
struct rect track_bars(const struct track *track, int heap);

/* The step that made the block shown at (x, y); false when there is none. */
bool track_hit(const struct view *view, const struct track *track, int x, int y, uint32_t *made);

/* Where a heap has the block that a step made; false when it does not live. */
bool track_block(const struct race *race, int heap, uint32_t made, uint64_t *address);

#endif
