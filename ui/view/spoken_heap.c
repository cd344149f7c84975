/* spoken_heap.c: the heap told segment by segment, as far as a person would listen: of
 * a large one how many there are, the largest holes, and what lies around the last
 * operation. Numbers are those that the bars show. */
#include "spoken.h"

#include "tale.h"

#include <inttypes.h>

#define LISTENED 40     /* segments that are told one by one unasked */
#define HOLES_LISTENED 20
#define LARGEST 5
#define AROUND 2        /* segments on either side of the one that it is about */
#define TOUCHED_LOOK 10000 /* steps looked back for when a hole came to be */
#define BYTES 32
#define TEXT_LEAST 3    /* characters that are taken for text */

static const mems_heap *heap_of(const struct speech *speech)
{
    return timeline_heap(speech->view->timeline);
}

/* ---- A segment ---- */

/* "block A", "a hole" */
static void say_what(struct phrase *say, const struct view *view,
                     const struct mems_segment *segment)
{
    uint32_t name = timeline_name(view->timeline, segment);
    if (segment->kind == MEMS_HOLE)
        phrase_add(say, "a hole");
    else if (name == NO_NAME)
        phrase_add(say, "a block without a name");
    else
        phrase_add(say, "block %s", ops_name(timeline_ops(view->timeline), name));
}

static void say_size(struct phrase *say, const struct mems_segment *segment)
{
    phrase_add(say, " of ");
    phrase_bytes(say, segment->size);
    if (segment->waste == 0)
        return;
    phrase_add(say, ", of which nobody asked for ");
    phrase_number(say, segment->waste);
}

static void say_range(struct phrase *say, uint64_t start, uint64_t size)
{
    phrase_add(say, "%" PRIu64, start);
    if (size > 1)
        phrase_add(say, " to %" PRIu64, start + size - 1);
}

/* What the bars let stand out: that the present step made this of it. */
static void say_change(struct phrase *say, const struct view *view,
                       const struct mems_segment *segment)
{
    struct touched touched[2];
    int count = view_touched(view, touched);
    for (int i = 0; i < count; i++) {
        bool inside = segment->start >= touched[i].start &&
                      segment->start - touched[i].start < touched[i].size;
        bool joined = (touched[i].did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT)) != 0;
        if (!inside)
            continue;
        if (segment->kind == MEMS_PROCESS && segment->start == touched[i].block &&
            !touched[i].is_free)
            phrase_add(say, ", placed just now");
        else if (segment->kind == MEMS_HOLE)
            phrase_add(say, !touched[i].is_free ? ", the rest that stayed"
                            : joined            ? ", joined just now"
                                                : ", freed just now");
        return;
    }
}

static void tell_segment(struct speech *speech, const struct mems_segment *segment)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "At ");
    say_range(&say, segment->start, segment->size);
    phrase_add(&say, ": ");
    say_what(&say, speech->view, segment);
    say_size(&say, segment);
    say_change(&say, speech->view, segment);
    speech_say(speech, &say);
}

/* ---- A node ---- */

static void tell_node(struct speech *speech, const struct mems_node *node)
{
    struct mems_usage usage = mems_heap_usage(heap_of(speech), node->start,
                                              node->start + node->size);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "Node %" PRIu32 " has ", node->index);
    phrase_count(&say, node->pages, "page", "pages");
    phrase_add(&say, ", addresses ");
    say_range(&say, node->start, node->size);
    phrase_add(&say, ", and in it ");
    phrase_count(&say, usage.blocks, "block", "blocks");
    phrase_add(&say, " of ");
    phrase_bytes(&say, usage.process);
    phrase_add(&say, " and ");
    phrase_count(&say, usage.holes, "hole", "holes");
    phrase_add(&say, " of ");
    phrase_bytes(&say, node->size - usage.process);
    speech_say(speech, &say);
}

/* Its segments, at most so many; how many were told. */
static uint64_t tell_segments(struct speech *speech, const struct mems_node *node, uint64_t most)
{
    struct mems_segment segment;
    bool more = mems_segment_first(heap_of(speech), node, &segment);
    uint64_t told = 0;
    for (; more && told < most && !speech->enough; told++) {
        tell_segment(speech, &segment);
        more = mems_segment_next(heap_of(speech), &segment);
    }
    return told;
}

bool spoken_node(struct speech *speech, uint64_t index)
{
    struct mems_node node;
    if (!mems_node_index(heap_of(speech), index, &node))
        return false;
    struct mems_usage usage = mems_heap_usage(heap_of(speech), node.start, node.start + node.size);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    tell_node(speech, &node);
    uint64_t told = tell_segments(speech, &node, LISTENED);
    if (told == usage.blocks + usage.holes)
        return true;
    phrase_add(&say, "These are the first %" PRIu64 " of %" PRIu64 " segments; where, and an "
               "address, tells what lies there", told, usage.blocks + usage.holes);
    speech_say(speech, &say);
    return true;
}

/* ---- Holes ---- */

struct largest {
    int count;
    struct mems_segment list[LARGEST]; /* from the largest down, of equals the lowest first */
};

static void keep(struct largest *largest, const struct mems_segment *hole)
{
    int at = largest->count;
    while (at > 0 && largest->list[at - 1].size < hole->size)
        at--;
    if (at == LARGEST)
        return;
    largest->count += largest->count < LARGEST;
    for (int i = largest->count - 1; i > at; i--)
        largest->list[i] = largest->list[i - 1];
    largest->list[at] = *hole;
}

static struct largest largest_of(const mems_heap *heap)
{
    struct largest largest = {.count = 0};
    struct mems_node node;
    struct mems_segment segment;
    for (bool on = mems_node_first(heap, &node); on; on = mems_node_next(heap, &node))
        for (bool in = mems_segment_first(heap, &node, &segment); in;
             in = mems_segment_next(heap, &segment))
            if (segment.kind == MEMS_HOLE)
                keep(&largest, &segment);
    return largest;
}

static void tell_hole(struct speech *speech, const struct mems_segment *hole)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_bytes(&say, hole->size);
    phrase_add(&say, " at %" PRIu64 ", in node %" PRIu32, hole->start, hole->node);
    say_change(&say, speech->view, hole);
    speech_say(speech, &say);
}

static void tell_largest(struct speech *speech)
{
    struct largest largest = largest_of(heap_of(speech));
    speech_tell(speech, "The largest holes:");
    for (int i = 0; i < largest.count; i++)
        tell_hole(speech, &largest.list[i]);
}

static void tell_all_holes(struct speech *speech)
{
    const mems_heap *heap = heap_of(speech);
    struct mems_node node;
    struct mems_segment segment;
    for (bool on = mems_node_first(heap, &node); on; on = mems_node_next(heap, &node))
        for (bool in = mems_segment_first(heap, &node, &segment); in;
             in = mems_segment_next(heap, &segment))
            if (segment.kind == MEMS_HOLE)
                tell_hole(speech, &segment);
}

void spoken_holes(struct speech *speech)
{
    struct mems_totals totals = mems_heap_totals(heap_of(speech));
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (totals.holes == 0) {
        speech_tell(speech, "There is no hole.");
        return;
    }
    phrase_add(&say, totals.holes == 1 ? "There is " : "There are ");
    phrase_count(&say, totals.holes, "hole", "holes");
    phrase_add(&say, " of ");
    phrase_bytes(&say, totals.hole);
    if (totals.holes <= HOLES_LISTENED)
        phrase_add(&say, ", from the lowest address up:");
    speech_say(speech, &say);
    if (totals.holes <= HOLES_LISTENED)
        tell_all_holes(speech);
    else
        tell_largest(speech);
}

void spoken_largest(struct speech *speech)
{
    struct largest largest = largest_of(heap_of(speech));
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (largest.count == 0) {
        speech_tell(speech, "There is no hole.");
        return;
    }
    phrase_add(&say, "The largest hole has ");
    phrase_bytes(&say, largest.list[0].size);
    phrase_add(&say, ", at ");
    say_range(&say, largest.list[0].start, largest.list[0].size);
    phrase_add(&say, " in node %" PRIu32, largest.list[0].node);
    if (largest.count > 1 && largest.list[1].size == largest.list[0].size)
        phrase_add(&say, "; there are others as large");
    speech_say(speech, &say);
}

/* ---- A place ---- */

/* "before it a hole of 100 bytes at 1000", or the edge of the node. */
static void say_neighbour(struct phrase *say, const struct view *view,
                          const struct mems_segment *segment, bool after)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    struct mems_segment at = *segment;
    if (!(after ? mems_segment_next(heap, &at) : mems_segment_before(heap, &at))) {
        phrase_add(say, "the %s of node %" PRIu32, after ? "end" : "start", segment->node);
        return;
    }
    say_what(say, view, &at);
    say_size(say, &at);
    phrase_add(say, " at %" PRIu64, at.start);
}

static void tell_beside(struct speech *speech, const struct mems_segment *segment)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "Before it is ");
    say_neighbour(&say, speech->view, segment, false);
    phrase_add(&say, "; after it, ");
    say_neighbour(&say, speech->view, segment, true);
    speech_say(speech, &say);
}

static void tell_since(struct speech *speech, const struct mems_segment *segment)
{
    const struct timeline *timeline = speech->view->timeline;
    uint32_t step = timeline_maker(timeline, segment);
    char text[SENTENCE_SIZE], line[PHRASE_SIZE];
    struct phrase say = speech_begin(text);
    if (step == 0)
        step = timeline_touched(timeline, segment->start, segment->size, TOUCHED_LOOK);
    if (step == 0)
        return;
    struct op op = timeline_op(timeline, step);
    ops_print(timeline_ops(timeline), &op, line, sizeof line);
    phrase_add(&say, "It is so since step %" PRIu32 ": %s", step, line);
    speech_say(speech, &say);
}

static void tell_physical(struct speech *speech, uint64_t address)
{
    struct tale tale = tale_of(speech->view);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    phrase_add(&say, "Virtual address %" PRIu64 ": ", address);
    tale_physical(&say, &tale, address);
    speech_say(speech, &say);
}

bool spoken_where(struct speech *speech, uint64_t address)
{
    struct mems_segment segment;
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (!mems_segment_at(heap_of(speech), address, &segment))
        return false;
    if (address != segment.start)
        phrase_add(&say, "Address %" PRIu64 " is byte %" PRIu64 " of ", address,
                   address - segment.start);
    else
        phrase_add(&say, "This is ");
    say_what(&say, speech->view, &segment);
    say_size(&say, &segment);
    phrase_add(&say, ", at ");
    say_range(&say, segment.start, segment.size);
    phrase_add(&say, " in ");
    details_place(&say, speech->view, &segment);
    speech_say(speech, &say);
    tell_beside(speech, &segment);
    tell_since(speech, &segment);
    tell_physical(speech, address);
    return true;
}

void spoken_around(struct speech *speech)
{
    const mems_heap *heap = heap_of(speech);
    struct mems_segment segment;
    int before = 0;
    if (!view_segment(speech->view, &segment)) {
        speech_tell(speech, "The last operation touched no segment.");
        return;
    }
    speech_tell(speech, "Around the last operation:");
    while (before < AROUND && view_next_segment(heap, &segment, false))
        before++;
    for (int left = before + 1 + AROUND; left > 0; left--) {
        tell_segment(speech, &segment);
        if (!view_next_segment(heap, &segment, true))
            break;
    }
}

void spoken_physical(struct speech *speech)
{
    struct mems_node node;
    char text[SENTENCE_SIZE];
    bool more = mems_node_first(heap_of(speech), &node);
    if (!more)
        speech_tell(speech, "Nothing is mapped.");
    for (int told = 0; more && told < LISTENED; told++) {
        struct phrase say = speech_begin(text);
        phrase_add(&say, "Node %" PRIu32 ": virtual addresses ", node.index);
        say_range(&say, node.start, node.size);
        phrase_add(&say, " are physical addresses from %" PRIxPTR " on, in hexadecimal",
                   (uintptr_t)node.physical);
        speech_say(speech, &say);
        more = mems_node_next(heap_of(speech), &node);
    }
    if (more)
        speech_tell(speech, "There are more nodes than these.");
}

/* In fours, and what begins with text as text too. */
static void say_bytes(struct phrase *say, const unsigned char *bytes, unsigned count)
{
    unsigned text = 0;
    for (unsigned i = 0; i < count; i++)
        phrase_add(say, "%s%02x", i == 0 ? "" : i % 4 == 0 ? ", " : " ", bytes[i]);
    while (text < count && bytes[text] >= ' ' && bytes[text] <= '~')
        text++;
    if (text >= TEXT_LEAST)
        phrase_add(say, "; as text: %.*s", (int)text, (const char *)bytes);
}

bool spoken_bytes(struct speech *speech, uint64_t address)
{
    const mems_heap *heap = heap_of(speech);
    struct mems_segment segment;
    void *physical;
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (!mems_segment_at(heap, address, &segment) ||
        mems_heap_get(heap, address, &physical) != MEMS_OK)
        return false;
    uint64_t left = segment.start + segment.size - address;
    unsigned count = left < BYTES ? (unsigned)left : BYTES;
    phrase_add(&say, "The %u byte%s from %" PRIu64 " on, in hexadecimal: ", count,
               count == 1 ? "" : "s", address);
    say_bytes(&say, physical, count);
    speech_say(speech, &say);
    return true;
}

/* ---- The whole ---- */

static void tell_all(struct speech *speech)
{
    struct mems_node node;
    for (bool on = mems_node_first(heap_of(speech), &node); on && !speech->enough;
         on = mems_node_next(heap_of(speech), &node)) {
        tell_node(speech, &node);
        tell_segments(speech, &node, UINT64_MAX);
    }
}

void spoken_layout(struct speech *speech, bool all)
{
    struct mems_totals totals = mems_heap_totals(heap_of(speech));
    spoken_totals(speech);
    if (all || totals.blocks + totals.holes <= LISTENED) {
        tell_all(speech);
        return;
    }
    if (totals.holes > 0)
        tell_largest(speech);
    spoken_around(speech);
}
