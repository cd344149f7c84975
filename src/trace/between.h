/* between.h: two moments of a timeline, blocks against blocks: the mark, whose blocks
 * are listed once, and any other step, to which one walks event by event. Which blocks
 * both have, which one was moved by reallocs meanwhile, which only one of them has.
 *
 * A block keeps its identity through reallocs; all blocks of the mark and all of the
 * other moment are either stayed (the same block in the same place), moved, or known
 * to one moment alone: born since, or died since, whichever comes first in time. */
#ifndef MEMS_TRACE_BETWEEN_H
#define MEMS_TRACE_BETWEEN_H

#include "timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A block of the mark. */
struct between_block {
    uint64_t start;
    uint64_t below;      /* bytes of all blocks of the mark that lie below it */
    uint32_t maker;      /* the step that made it */
    uint32_t now;        /* at the other moment: the step that made it as it is then; or
                            BETWEEN_EVENT and the step at which its life ends or begins */
};
#define BETWEEN_EVENT (UINT32_C(1) << 31)

struct between_sum { uint64_t blocks, bytes; };

struct between {
    uint32_t mark, at;   /* the two moments; every figure here is of these */
    struct mems_totals then;       /* of the heap at the mark */
    struct between_block *blocks;  /* in address order, and one past them all */
    size_t count;
    uint64_t noted;      /* up to this address the blocks are listed */
    bool listed;         /* all are */
    uint64_t *gone;      /* of blocks that did not stay, their bytes: a tree of sums */
    uint32_t *ties;      /* by step that made a block: 1 + the number of the mark's block
                            with the same identity; or BETWEEN_EVENT and the step at which
                            that begins or ends, where the mark has none; 0: not known, or
                            it begins here */
    size_t ties_count;
    struct between_sum now;        /* all blocks of the other moment */
    struct between_sum stayed;
    struct between_sum moved;      /* as they are at the other moment */
    uint64_t moved_then;           /* bytes of those at the mark */
    uint64_t births;     /* blocks born between the two, whatever became of them */
    bool cut;            /* out of memory: no more is known */
};

/* Nothing is listed yet; `timeline` stands at the mark, and knows it. false without
 * memory. To be ended with between_close; all zero is an empty one. Holds 24 bytes for
 * each block of the mark, 8 more for a sum, and 4 for each known step. To be
 * begun anew when known steps became others. */
bool between_open(struct between *between, const struct timeline *timeline);
void between_close(struct between *between);

/* Lists up to `segments` more segments, while the timeline stands at the mark; returns
 * whether there are more. O(1) each. */
bool between_list(struct between *between, const struct timeline *timeline, uint32_t segments);

/* Walks from `at` towards a known step over at most `events` events; the timeline may
 * stand anywhere. Returns whether there are more. All must be listed. O(log blocks)
 * an event at most, mostly O(1). */
bool between_walk(struct between *between, const struct timeline *timeline, uint32_t step,
                  uint32_t events);

/* What became of the block of the other moment that the step `made` made. O(1). */
enum between_fate { BETWEEN_STAYED, BETWEEN_MOVED, BETWEEN_ONLY_NOW };
enum between_fate between_fate(const struct between *between, uint32_t made);

/* Blocks that live at the later moment alone, at the earlier alone, and those that
 * were both born and freed between the two: neither moment has them. */
struct between_sum between_born(const struct between *between);
struct between_sum between_died(const struct between *between);
uint64_t between_passed(const struct between *between);

/* The step at which the life of a block begins that only the later moment has, or ends
 * that only the earlier one has: of the mark's number i; of the other moment's, made by
 * `made`. */
uint32_t between_event_then(const struct between *between, size_t i);
uint32_t between_event_now(const struct between *between, uint32_t made);

/* Bytes of a block of the mark. */
static inline uint64_t between_size(const struct between *between, size_t i)
{
    return between->blocks[i + 1].below - between->blocks[i].below;
}

/* Bytes below `address` in blocks of the mark: in all, and in those that did not stay.
 * Of a range, the difference of two. O(log blocks). */
struct between_below { uint64_t used, gone; };
struct between_below between_below(const struct between *between, uint64_t address);

#endif
