/* census.h: the numbers that a heap is judged by, after one step, and its segments
 * counted by size class. Both follow from decisions alone, one by one, forth and
 * back; only the largest HOLE has to be asked for now and then. */
#ifndef MEMS_TRACE_CENSUS_H
#define MEMS_TRACE_CENSUS_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stdint.h>

enum number {
    NUMBER_MAPPED,   /* bytes of all nodes */
    NUMBER_USED,     /* bytes in PROCESS segments, waste included */
    NUMBER_HOLE,     /* bytes in HOLEs: mapped - used */
    NUMBER_WASTE,    /* bytes of blocks that nobody asked for */
    NUMBER_LARGEST,  /* bytes of the largest HOLE, 0 without one */
    NUMBER_FRAG,     /* external fragmentation: fragmentation() of the two */
    NUMBER_HOLES,    /* HOLEs */
    NUMBER_BLOCKS    /* PROCESS segments */
};
#define NUMBERS 8

/* "mapped", "used", "unused", "waste", "largest", "frag", "holes", "blocks", and NULL:
 * the words that a person types for them. */
extern const char *const number_names[NUMBERS + 1];

struct numbers { uint64_t of[NUMBERS]; };

/* 1 - largest HOLE / bytes in all HOLEs, in so many parts, rounded to the nearest; 0
 * without a HOLE. It is 0 or a whole only when it is exactly so. */
#define FRAG_WHOLE UINT64_C(100000000000000)

static inline uint64_t fragmentation(uint64_t holes, uint64_t largest)
{
    uint64_t apart = holes - largest, share;

    if (apart == 0)
        return 0;
    share = (uint64_t)((double)apart / (double)holes * (double)FRAG_WHOLE + 0.5);
    if (share == 0)
        return 1;
    return share >= FRAG_WHOLE && largest > 0 ? FRAG_WHOLE - 1 : share;
}

/* Size class k has the segments of 2^k to 2^(k+1) - 1 bytes. */
#define CLASSES 64

static inline unsigned class_of(uint64_t size)
{
    return 63u - (unsigned)__builtin_clzll(size | 1);
}

struct census {
    uint32_t holes[CLASSES], blocks[CLASSES]; /* how many there are of each class */
};

/* Counts a decision that was carried out, or again (`sign` 1), or undone (UINT32_MAX).
 * It has its left and right. O(1). */
static inline void census_count(struct census *census, const struct mems_decision *decision,
                                uint32_t sign)
{
    uint64_t size = decision->size, left = decision->left, right = decision->right;

    if (decision->did & MEMS_DID_FREE) {
        census->blocks[class_of(size)] -= sign;
        if (left > 0)
            census->holes[class_of(left)] -= sign;
        if (right > 0)
            census->holes[class_of(right)] -= sign;
        census->holes[class_of(left + size + right)] += sign;
        return;
    }
    census->blocks[class_of(size)] += sign;
    if (!(decision->did & MEMS_DID_NODE))
        census->holes[class_of(size + right)] -= sign;
    if (right > 0)
        census->holes[class_of(right)] += sign;
}

/* What a decision just taken made of the numbers, all but the largest HOLE and what
 * comes of it: that is numbers_settle's, once a step. */
void numbers_count(struct numbers *now, const struct mems_decision *decision);

/* The largest HOLE of `heap` after `count` decisions, in which `now` still has the one
 * before them; and the fragmentation. The census has counted them. Mostly O(1). */
void numbers_settle(struct numbers *now, const struct mems_heap *heap,
                    const struct census *census, const struct mems_decision *decisions,
                    int count);

/* All numbers of a heap as it is. O(log n). */
struct numbers numbers_of(const struct mems_heap *heap);

#endif
