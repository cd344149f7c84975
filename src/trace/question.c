/* question.c: questions made from the step that is to come, and the replies that
 * they offer. What is offered follows from the chains alone, never from chance. */
#include "question.h"

#include <string.h>

#define OFFSETS 5 /* wrong places that are offered, and the right one */

static uint64_t rounded(uint64_t size, uint64_t align)
{
    return size > UINT64_MAX - (align - 1) ? UINT64_MAX : (size + align - 1) & ~(align - 1);
}

static void offer(struct question *question, struct reply reply)
{
    for (int i = 0; i < question->count; i++)
        if (reply_same(&question->replies[i], &reply))
            return;
    if (question->count < QUESTION_REPLIES)
        question->replies[question->count++] = reply;
}

static void offer_kind(struct question *question, enum reply_kind kind)
{
    offer(question, (struct reply){.kind = kind});
}

static void find_right(struct question *question)
{
    for (int i = 0; i < question->count; i++)
        if (reply_same(&question->replies[i], &question->truth))
            question->true_at = i;
}

/* ---- Where an address lies ---- */

static void offer_offset(struct question *question, uint32_t node, uint64_t offset)
{
    if (question->count < OFFSETS)
        offer(question, (struct reply){.kind = REPLY_OFFSET, .node = node, .offset = offset});
}

/* Places that are taken for it: as counted from 0, from the heap's start, from the
 * block's, in the node before, in the node after, a page off. */
static void offer_places(struct question *question, const mems_heap *heap)
{
    struct mems_options options = mems_heap_options(heap);
    uint64_t address = question->address, page = options.page_size;
    uint32_t node = question->node.index;
    uint64_t offset = address - question->node.start;

    if (question->truth.kind == REPLY_OFFSET)
        offer_offset(question, node, offset);
    if (question->holder.size > 0) {
        offer_offset(question, node, address - question->holder.start);
        if (node > 0)
            offer_offset(question, 0, address - options.start);
        offer_offset(question, node, address);
        if (offset >= page)
            offer_offset(question, node, offset - page);
        else if (question->node.size - offset > page)
            offer_offset(question, node, offset + page);
        if (question->truth.kind != REPLY_OFFSET)
            offer_offset(question, node, offset);
    } else {
        offer_offset(question, 0, address);
        if (address >= options.start)
            offer_offset(question, 0, address - options.start);
    }
}

static bool comes_before(const struct reply *a, const struct reply *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind;
    if (a->kind == REPLY_OFFSET)
        return a->node != b->node ? a->node < b->node : a->offset < b->offset;
    return a->start < b->start;
}

/* An order that says nothing of what is right. */
static void sort(struct question *question)
{
    for (int i = 1; i < question->count; i++)
        for (int j = i; j > 0 && comes_before(&question->replies[j], &question->replies[j - 1]);
             j--) {
            struct reply reply = question->replies[j];

            question->replies[j] = question->replies[j - 1];
            question->replies[j - 1] = reply;
        }
}

static void make_where(struct question *question, const struct timeline *timeline,
                       uint64_t address)
{
    const mems_heap *heap = timeline_heap(timeline);

    question->kind = QUESTION_WHERE;
    question->address = address;
    question->truth.kind = REPLY_NOWHERE;
    if (mems_segment_at(heap, address, &question->holder)) {
        mems_node_at(heap, address, &question->node);
        question->holder_name = timeline_name(timeline, &question->holder);
        if (question->holder.kind == MEMS_PROCESS)
            question->truth = (struct reply){.kind = REPLY_OFFSET, .node = question->node.index,
                                             .offset = address - question->node.start};
    }
    offer_places(question, heap);
    sort(question);
    offer_kind(question, REPLY_NOWHERE);
    find_right(question);
    question->look.done = true;
}

/* ---- What a free joins ---- */

static void make_join(struct question *question, const struct timeline *timeline)
{
    const mems_heap *heap = timeline_heap(timeline);
    const struct event *event = &question->event;
    uint8_t did = event->free.did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT);
    uint64_t address = event->has_free ? event->free.address : event->address;

    question->kind = QUESTION_JOIN;
    question->truth.kind = !event->has_free            ? REPLY_FAILS
                           : did == MEMS_DID_JOIN_LEFT  ? REPLY_LEFT
                           : did == MEMS_DID_JOIN_RIGHT ? REPLY_RIGHT
                           : did != 0                   ? REPLY_BOTH
                                                        : REPLY_NEITHER;
    if (mems_segment_at(heap, address, &question->block)) {
        question->left = question->right = question->block;
        question->has_left = mems_segment_before(heap, &question->left);
        question->has_right = mems_segment_next(heap, &question->right);
        question->left_name = timeline_name(timeline, &question->left);
        question->right_name = timeline_name(timeline, &question->right);
    }
    for (enum reply_kind kind = REPLY_LEFT; kind <= REPLY_NEITHER; kind++)
        offer_kind(question, kind);
    offer_kind(question, REPLY_FAILS);
    find_right(question);
    question->look.done = true;
}

/* ---- Where a block lands ---- */

static void make_place(struct question *question, const mems_heap *heap)
{
    struct mems_options options = mems_heap_options(heap);

    question->kind = QUESTION_PLACE;
    question->needed = rounded(question->op.size, options.align);
    question->rover = mems_heap_rover(heap);
    question->look.next = options.start;
    if (!question->event.has_malloc) {
        question->truth.kind = REPLY_FAILS;
    } else if (question->event.malloc.did & MEMS_DID_NODE) {
        question->truth.kind = REPLY_NODE;
    } else {
        struct mems_segment at = {.size = 0};

        mems_segment_at(heap, question->event.malloc.address, &at);
        question->truth = (struct reply){.kind = REPLY_HOLE, .start = at.start, .size = at.size,
                                         .node = at.node};
    }
}

/* Whether a HOLE that comes later in the chains is taken before the one that was the
 * policy's so far. */
static bool takes(const struct question *question, enum mems_policy policy,
                  const struct hole *hole)
{
    const struct hole *so_far = &question->picks[policy];

    if (so_far->size == 0)
        return true;
    switch (policy) {
    case MEMS_FIRST_FIT: return false;
    case MEMS_NEXT_FIT: return so_far->start < question->rover && hole->start >= question->rover;
    case MEMS_BEST_FIT: return hole->size < so_far->size;
    case MEMS_WORST_FIT: return hole->size > so_far->size;
    }
    return false;
}

static void see(struct question *question, const struct mems_segment *segment)
{
    struct question_look *look = &question->look;
    struct hole hole = {segment->start, segment->size, segment->node};
    struct hole *best = &question->picks[MEMS_BEST_FIT];

    if (look->count < QUESTION_HOLES)
        look->first[look->count] = hole;
    look->count++;
    if (hole.size < question->needed) {
        if (hole.size > look->miss.size)
            look->miss = hole;
        return;
    }
    if (best->size > 0 && hole.size < best->size)
        look->second = *best;
    else if (best->size > 0 && (look->second.size == 0 || hole.size < look->second.size))
        look->second = hole;
    look->fitting++;
    look->last = hole;
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        if (takes(question, (enum mems_policy)policy, &hole))
            question->picks[policy] = hole;
}

static void offer_hole(struct question *question, const struct hole *hole)
{
    if (hole->size > 0 && question->count < QUESTION_HOLES)
        offer(question, (struct reply){.kind = REPLY_HOLE, .start = hole->start,
                                       .size = hole->size, .node = hole->node});
}

static void offer_all(struct question *question)
{
    const struct question_look *look = &question->look;

    if (look->count <= QUESTION_HOLES) {
        for (uint64_t i = 0; i < look->count; i++)
            offer_hole(question, &look->first[i]);
    } else {
        for (int policy = 0; policy < MEMS_POLICIES; policy++)
            offer_hole(question, &question->picks[policy]);
        offer_hole(question, &look->miss);
        offer_hole(question, &look->second);
        offer_hole(question, &look->last);
        offer_hole(question, &look->first[0]);
    }
    sort(question);
    offer_kind(question, REPLY_NODE);
    offer_kind(question, REPLY_FAILS);
    find_right(question);
}

/* The segment after it, in its node or the next. */
static bool step_on(const mems_heap *heap, struct mems_segment *at)
{
    struct mems_node node;

    return mems_segment_next(heap, at)
        || (mems_node_index(heap, (uint64_t)at->node + 1, &node)
            && mems_segment_first(heap, &node, at));
}

void question_look(struct question *question, const mems_heap *heap, uint64_t segments)
{
    struct question_look *look = &question->look;
    struct mems_segment at;
    bool more = !look->done && mems_segment_at(heap, look->next, &at);

    if (look->done)
        return;
    for (; more && segments > 0; segments--) {
        if (at.kind == MEMS_HOLE)
            see(question, &at);
        look->next = at.start + at.size;
        more = step_on(heap, &at);
    }
    look->done = !more;
    if (look->done)
        offer_all(question);
}

/* ---- Any of them ---- */

static struct question make(const struct timeline *timeline)
{
    struct mems_options options = mems_heap_options(timeline_heap(timeline));

    return (struct question){.step = timeline_step(timeline), .policy = options.policy,
                             .join = options.join, .true_at = -1};
}

struct question question_next(struct timeline *timeline)
{
    struct question question = make(timeline);
    const mems_heap *heap = timeline_heap(timeline);
    uint32_t step = question.step + 1;

    if (step > timeline_end(timeline)
        || (step > timeline_known(timeline) && timeline_learn(timeline, 1) < step))
        return question;
    question.of_op = true;
    question.op = timeline_op(timeline, step);
    question.event = timeline_event(timeline, step);
    switch ((enum op_kind)question.op.kind) {
    case OP_REALLOC: /* of 0 bytes it is a free that gives NULL: two answers */
        if (question.op.size > 0)
            make_place(&question, heap);
        break;
    case OP_MALLOC:
        make_place(&question, heap);
        break;
    case OP_FREE:
        if (question.event.outcome != OUTCOME_NOTHING)
            make_join(&question, timeline);
        break;
    case OP_GET:
    case OP_WRITE:
        if (question.event.address != 0)
            make_where(&question, timeline, question.event.address);
        break;
    case OP_START:
    case OP_POLICY:
        break;
    }
    return question;
}

struct question question_where(struct timeline *timeline, uint64_t address)
{
    struct question question = make(timeline);

    make_where(&question, timeline, address);
    return question;
}

/* ---- Worth asking ---- */

static unsigned value_of_place(const struct question *question)
{
    const struct question_look *look = &question->look;
    unsigned value = look->count == 0 ? 0 : look->count == 1 ? 1 : 2;
    unsigned places = 0;

    for (int i = 0; i < MEMS_POLICIES; i++) {
        bool fresh = question->picks[i].size > 0;

        for (int j = 0; j < i; j++)
            fresh = fresh && question->picks[j].start != question->picks[i].start;
        places += fresh;
    }
    if (look->fitting == 0)
        return look->count > 1 && question->event.has_malloc ? value + 2 : value;
    return value + 2 * (places - 1) + (look->fitting > 1);
}

unsigned question_value(const struct question *question)
{
    switch (question->kind) {
    case QUESTION_NONE: return 0;
    case QUESTION_PLACE: return value_of_place(question);
    case QUESTION_JOIN:
        return !question->join                             ? 1
               : question->truth.kind == REPLY_BOTH        ? 5
               : question->truth.kind == REPLY_LEFT        ? 4
               : question->truth.kind == REPLY_RIGHT       ? 4
               : question->has_left && question->has_right ? 2
                                                           : 1;
    case QUESTION_WHERE: return question->node.index > 0 ? 4 : 2;
    }
    return 0;
}
