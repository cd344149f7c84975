/* search.h: how the policy came to its choice: the holes that a malloc found,
 * seen from the state after it. */
#ifndef MEMS_VIEW_SEARCH_H
#define MEMS_VIEW_SEARCH_H

#include "view.h"

/* A heap with more segments is not searched for the sake of a sentence. */
#define SEARCH_SEGMENTS_MAX 100000

struct search {
    bool known;          /* false: too many segments, all below is 0 */
    uint64_t holes;      /* HOLEs before the operation */
    uint64_t hole_bytes; /* in all of them */
    uint64_t largest;    /* bytes of the largest */
    uint64_t looked;     /* how many of them the policy examined in its order:
                            first and next fit end at the one that fits, best
                            and worst fit see all */
    bool wrapped;        /* next fit went past the end and began again */
};

/* `event` is the present step's, and has_malloc. O(segments). */
struct search search_before(const struct view *view, const struct event *event);

#endif
