/* search.h: how the policy came to its choice: the holes that a malloc found,
 * seen from the state after it. */
#ifndef MEMS_VIEW_SEARCH_H
#define MEMS_VIEW_SEARCH_H

#include "view.h"

struct search {
    uint64_t holes;      /* HOLEs before the operation */
    uint64_t hole_bytes; /* in all of them */
    uint64_t looked;     /* how many of them the policy examines in its order:
                            first and next fit end at the one that fits, best
                            and worst fit see all */
    bool wrapped;        /* next fit went past the end and began again */
};

/* `event` is the present step's, and has_malloc. O(log segments). */
struct search search_before(const struct view *view, const struct event *event);

/* Bytes of the largest of those HOLEs, of which there are two or more. false: a
 * heap so large is not walked for the sake of a sentence. */
#define SEARCH_WALKED 10000 /* segments */
bool search_largest(const struct view *view, const struct event *event, uint64_t *largest);

#endif
