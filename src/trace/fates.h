/* fates.h: the largest of the blocks that two moments do not share: a list, largest
 * first, found by looking at all blocks of both, in slices. It is of the moments that
 * stood when it was begun; whoever walks on begins it anew. */
#ifndef MEMS_TRACE_FATES_H
#define MEMS_TRACE_FATES_H

#include "between.h"

enum fate_kind { FATE_BORN, FATE_DIED, FATE_MOVED, FATE_KINDS };

/* Of each kind, at most; among equals those of the lowest addresses. */
#define FATES_MOST 64

struct fate {
    uint64_t bytes;      /* by which they are ordered: the most that the block has at either */
    uint64_t start;      /* its first byte: at the other moment, or else at the mark */
    uint64_t start_then, bytes_then; /* at the mark; 0: it is not there */
    uint64_t bytes_now;              /* at the other moment; 0: it is not there */
    uint32_t step;       /* the event that bore, freed or moved it, last if several did */
    uint32_t made;       /* that made it as it is at the other moment, or else at the mark */
    enum fate_kind kind;
};

struct fate_list {
    struct fate list[FATE_KINDS * FATES_MOST]; /* when done, largest first */
    size_t counts[FATE_KINDS], count;
    size_t then;         /* blocks of the mark that were looked at */
    uint64_t now;        /* up to this address, those of the other moment; 0: none yet */
    bool done;
};

/* A list of nothing yet: all zero. Looks at up to `blocks` more of either moment, while
 * the timeline stands at between->at; returns whether there are more. O(1) each, mostly. */
bool fates_look(struct fate_list *changes, const struct between *between,
                  const struct timeline *timeline, uint32_t blocks);

/* Thousandths that are done. */
int fates_share(const struct fate_list *changes, const struct between *between,
                  const struct timeline *timeline);

#endif
