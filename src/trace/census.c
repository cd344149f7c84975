/* census.c: numbers brought up to date by what a step did, so that a heap is asked
 * for its largest HOLE only when that one is gone and nobody can tell what is next. */
#include "census.h"

const char *const number_names[NUMBERS + 1] = {
    [NUMBER_MAPPED] = "mapped", [NUMBER_USED] = "used", [NUMBER_HOLE] = "unused",
    [NUMBER_WASTE] = "waste", [NUMBER_LARGEST] = "largest", [NUMBER_FRAG] = "frag",
    [NUMBER_HOLES] = "holes", [NUMBER_BLOCKS] = "blocks"
};

void numbers_count(struct numbers *now, const struct mems_decision *decision)
{
    unsigned did = decision->did;
    uint64_t sign = did & MEMS_DID_FREE ? UINT64_MAX : 1, mapped = 0;

    if (did & MEMS_DID_NODE)
        mapped = decision->size + decision->right;
    now->of[NUMBER_MAPPED] += mapped;
    now->of[NUMBER_USED] += sign * decision->size;
    now->of[NUMBER_HOLE] += mapped - sign * decision->size;
    now->of[NUMBER_WASTE] += sign * decision->waste;
    now->of[NUMBER_BLOCKS] += sign;
    if (did & MEMS_DID_FREE) {
        now->of[NUMBER_HOLES] += 1 - (uint64_t)(decision->left > 0)
            - (uint64_t)(decision->right > 0);
    } else {
        now->of[NUMBER_HOLES] += (uint64_t)(decision->right > 0)
            - (uint64_t)!(did & MEMS_DID_NODE);
    }
}

/* Whether a HOLE that was just made is the largest, when none is above `most` bytes:
 * it surely is when it is alone in the highest class that has any. */
static bool is_alone(const struct census *census, uint64_t made, uint64_t most)
{
    unsigned class = class_of(made);

    for (unsigned above = class_of(most); above > class; above--)
        if (census->holes[above] > 0)
            return false;
    return made > 0 && census->holes[class] == 1;
}

void numbers_settle(struct numbers *now, const struct mems_heap *heap,
                    const struct census *census, const struct mems_decision *decisions, int count)
{
    uint64_t most = now->of[NUMBER_LARGEST], made = 0; /* none is above `most` */
    bool lost = false;                                 /* and perhaps all are below */

    if (count == 0)
        return;
    for (int i = 0; i < count; i++) {
        const struct mems_decision *at = &decisions[i];

        if (at->did & MEMS_DID_FREE) {
            lost = lost || at->left == most || at->right == most;
            made = at->left + at->size + at->right;
        } else {
            lost = lost || (!(at->did & MEMS_DID_NODE) && at->size + at->right == most);
            made = at->right;
        }
        if (made >= most) {
            most = made;
            lost = false;
        }
    }
    if (lost)
        most = is_alone(census, made, most) ? made : mems_heap_largest_hole(heap);
    now->of[NUMBER_LARGEST] = most;
    now->of[NUMBER_FRAG] = fragmentation(now->of[NUMBER_HOLE], most);
}

struct numbers numbers_of(const struct mems_heap *heap)
{
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t largest = mems_heap_largest_hole(heap);

    return (struct numbers){{
        [NUMBER_MAPPED] = totals.mapped, [NUMBER_USED] = totals.process,
        [NUMBER_HOLE] = totals.hole, [NUMBER_WASTE] = totals.waste,
        [NUMBER_LARGEST] = largest, [NUMBER_FRAG] = fragmentation(totals.hole, largest),
        [NUMBER_HOLES] = totals.holes, [NUMBER_BLOCKS] = totals.blocks}};
}
