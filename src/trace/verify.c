/* verify.c: the heap checked after events, as often as its size allows. */
#include "verify.h"

#include "inside.h"

#include <inttypes.h>
#include <stdio.h>

bool verify_now(struct verify *verify, struct timeline *timeline)
{
    if (verify->broken)
        return false;
    verify->checks++;
    if (mems_heap_inspect(timeline->heap, &verify->flaw) == MEMS_SOUND)
        return true;
    verify->broken = true;
    verify->step = timeline_step(timeline);
    mems_heap_doubt(timeline->heap, true);
    return false;
}

bool verify_event(struct verify *verify, struct timeline *timeline)
{
    struct mems_totals totals;
    uint64_t cost;

    if (verify->broken)
        return false;
    totals = mems_heap_totals(timeline->heap);
    cost = totals.blocks + totals.holes + totals.mapped / 64; /* as the index has an entry for */
    verify->gained += VERIFY_A_STEP;
    if (VERIFY_STAKE + verify->gained < verify->used + cost)
        return true;
    verify->used += cost;
    return verify_now(verify, timeline);
}

size_t verify_text(const struct mems_flaw *flaw, char *out, size_t size)
{
    int length;

    if (flaw->address == 0)
        length = snprintf(out, size, "%s: %s", mems_fault_text(flaw->fault), flaw->found);
    else
        length = snprintf(out, size, "%s: at %" PRIu64 ", in node %" PRIu64 ", %s",
                          mems_fault_text(flaw->fault), flaw->address, flaw->node, flaw->found);
    return length < 0 ? 0 : (size_t)length < size ? (size_t)length : size - 1;
}
