/* life.h: the life of a byte: whose it was, from which step to which; and that of
 * a block: born, moved by reallocs, freed. Read from the records of the known
 * steps, in slices; the heap is not asked.
 *
 * A life is a list of spans in order of their steps: each lasts until the next
 * one begins, the last one to the last step looked at. */
#ifndef MEMS_TRACE_LIFE_H
#define MEMS_TRACE_LIFE_H

#include "timeline.h"

enum life_of { LIFE_OF_BYTE, LIFE_OF_BLOCK };

/* A span with a maker: the byte lies in the block that this step made, or the
 * block is the one that it made. Without one, 0: the byte is a HOLE, or before it
 * is mapped nothing; the block is gone. */
struct life_span { uint32_t step, maker; };

struct life {
    enum life_of of;
    uint64_t address;     /* LIFE_OF_BYTE */
    struct life_span *spans;   /* of a byte, the first begins at step 0; of a block, at its birth */
    size_t count, room;
    size_t owners;        /* spans that have a maker */
    bool mapped;          /* LIFE_OF_BYTE: the byte is, since spans[1] */
    uint32_t looked;      /* the last step looked at */
    bool cut;             /* out of memory: there is more after that, which is not known */
};

/* An empty life of the byte at a virtual address; of the block that step `made`
 * made, back to its birth, 0 being none: O(reallocs before it). To be ended with
 * life_close; all zero is one too. */
struct life life_of_byte(uint64_t address);
struct life life_of_block(const struct timeline *timeline, uint32_t made);
void life_close(struct life *life);

/* Looks at up to `steps` more of the known steps, O(1) each; false: there are no
 * more, or no memory. To be begun anew when what was known has changed. */
bool life_look(struct life *life, const struct timeline *timeline, uint32_t steps);

/* Whether there are more. */
bool life_more(const struct life *life, const struct timeline *timeline);

/* The index of the span that has `step`; of a block, the first one before its birth.
 * There must be one. O(log n). */
size_t life_at(const struct life *life, uint32_t step);

#endif
