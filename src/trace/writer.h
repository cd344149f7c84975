/* writer.h: what a timeline goes through, as a workload: read again, it makes the
 * same heap. In pieces of whole lines, so that millions of operations need no room. */
#ifndef MEMS_TRACE_WRITER_H
#define MEMS_TRACE_WRITER_H

#include "timeline.h"

#define WRITER_PIECE 262144 /* bytes of room for a piece, at least */

struct writer {
    const struct timeline *timeline;
    struct mems_options options; /* of the heap, as the workload will set it */
    uint32_t quiet;              /* operations of the first steps that are settings there */
    bool begun;
    uint32_t step;               /* what comes next: of this step */
    size_t note;                 /* ... the operation (0), or its first, second ... note */
    size_t left_out[NOTE_KINDS]; /* notes of each kind that were not written so far */
    uint32_t left_out_from;      /* the step of the first of them; 0: there is none */
};

/* All steps of the timeline as it is now, those typed included, on a heap that begins
 * with `options`; where it stands does not matter. Notes are written where
 * timeline_means them, the others are counted. Nothing may be typed or taken back until
 * the last piece is written. */
struct writer writer_begin(const struct timeline *timeline, const struct mems_options *options);

/* The next lines, in `out`, which has room for `size` bytes; returns how many; 0:
 * there is no more. */
size_t writer_next(struct writer *writer, char *out, size_t size);

#endif
