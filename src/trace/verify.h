/* verify.h: the heap of a timeline checked after its events, for tests and for the
 * doubtful. A heap that is found broken is looked at by its links alone from then
 * on, and its timeline must not be moved any more. */
#ifndef MEMS_TRACE_VERIFY_H
#define MEMS_TRACE_VERIFY_H

#include "timeline.h"

/* Records that checks look at: so many in all, so that a run of some thousand events
 * is checked after each of them, and so many more for each event: then a heap is
 * checked as often as it costs no more. */
#define VERIFY_STAKE 20000000
#define VERIFY_A_STEP 16

struct verify {
    uint64_t used, gained; /* records looked at; and what events brought, beyond the stake */
    uint64_t checks;       /* of the whole heap, so far */
    bool broken;
    struct mems_flaw flaw; /* what was found, if it is */
    uint32_t step;         /* ... after this event */
};

/* After an event: checks the heap, if it is time. After the last one, and whenever
 * a picture of the heap is made: checks it in any case. false: it is broken, from
 * this time on or before. O(1) in the mean, beyond the stake; O(segments +
 * bytes mapped / 64). */
bool verify_event(struct verify *verify, struct timeline *timeline);
bool verify_now(struct verify *verify, struct timeline *timeline);

/* What is broken, in a sentence without a full stop: "the segments do not tile
 * their node exactly: at 6104, in node 1, the segment there begins at 6000". */
size_t verify_text(const struct mems_flaw *flaw, char *out, size_t size);

#endif
