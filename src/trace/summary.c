/* summary.c: counts what a run came to. Every step is counted once; nothing
 * here changes the timeline. */
#include "summary.h"

#include "inside.h"

#include <inttypes.h>
#include <stdio.h>

static void raise_peak(struct peak *peak, uint64_t bytes, uint32_t step)
{
    if (bytes > peak->bytes) {
        peak->bytes = bytes;
        peak->step = step;
    }
}

static void add_event(struct summary *summary, const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);
    const struct op op = timeline_op(timeline, step);

    summary->kinds[op.kind]++;
    if (summary->outcomes[entry->outcome]++ == 0)
        summary->first_line[entry->outcome] = op.line;
    summary->renamed += (entry->flags & ENTRY_RENAMED) != 0;
    summary->nodes_made += (entry->did & MEMS_DID_NODE) != 0;
    summary->splits += (entry->did & MEMS_DID_SPLIT) != 0;
    summary->joins += (entry->did & MEMS_DID_JOIN_LEFT) != 0;
    summary->joins += (entry->did & MEMS_DID_JOIN_RIGHT) != 0;
}

void summary_add(struct summary *summary, const struct timeline *timeline)
{
    const struct ops *ops = timeline_ops(timeline);
    uint32_t step = timeline_step(timeline);
    struct mems_totals totals = mems_heap_totals(timeline_heap(timeline));
    size_t note, count = timeline_notes(timeline, step, &note);

    if (step > 0)
        add_event(summary, timeline, step);
    raise_peak(&summary->mapped, totals.mapped, step);
    raise_peak(&summary->process, totals.process, step);
    for (; count > 0; count--, note++) {
        uint64_t found;

        if (ops_note(ops, note)->kind == NOTE_EXPECT) {
            summary->expectations++;
            summary->failed += !timeline_expect(timeline, ops_note(ops, note), &found);
        }
    }
}

const char *summary_kind(enum op_kind kind)
{
    static const char *const names[OP_KINDS] = {
        "", "malloc", "free", "realloc", "get", "write", "policy"
    };

    return (unsigned)kind < OP_KINDS ? names[kind] : "";
}

const char *summary_outcome(enum outcome outcome)
{
    switch (outcome) {
    case OUTCOME_NONE:
        return "the empty heap";
    case OUTCOME_DONE:
        return "done";
    case OUTCOME_NOTHING:
        return "had nothing to do";
    case OUTCOME_NULL:
        return "asked for 0 bytes and got NULL";
    case OUTCOME_NO_MEMORY:
        return "got NULL: no memory";
    case OUTCOME_UNKNOWN:
        return "named a block that never was";
    case OUTCOME_DEAD:
        return "named a block that was freed before";
    case OUTCOME_ERROR:
        return "refused by the heap";
    case OUTCOME_PAST_END:
        return "would have written past the block's end";
    }
    return "";
}

size_t summary_found(const struct timeline *timeline, const struct note *note, char *out,
                     size_t size)
{
    uint64_t found = 0;
    int length;
    bool holds;

    switch ((enum expect_kind)note->expect) {
    case EXPECT_AT:
    case EXPECT_GONE:
        if (timeline_find(timeline, note->name, &found))
            length = snprintf(out, size, "it at %" PRIu64, found);
        else
            length = snprintf(out, size, "no such block");
        break;
    case EXPECT_FAILS:
        holds = timeline_expect(timeline, note, &found);
        length = snprintf(out, size, holds ? "that it failed" : "that it was done");
        break;
    default:
        timeline_expect(timeline, note, &found);
        length = snprintf(out, size, "%" PRIu64, found);
        break;
    }
    if (length < 0 || size == 0)
        return 0;
    return (size_t)length < size ? (size_t)length : size - 1;
}

unsigned summary_fragmentation(uint64_t holes, uint64_t largest)
{
    uint64_t apart, whole = holes;
    unsigned thousandths;

    if (holes == 0 || largest >= holes)
        return 0;
    for (apart = holes - largest; whole > UINT64_MAX / 4096; apart /= 2)
        whole /= 2; /* keeps the products below in range; thousandths do not notice */
    thousandths = (unsigned)((apart * 2000 + whole) / (whole * 2));
    if (thousandths == 0)
        return 1;
    return thousandths == 1000 && largest > 0 ? 999 : thousandths;
}
