/* view.c: what a view says about single segments and addresses: which one is
 * selected, what the present step touched, roles, names.
 *
 * Everything is a function of the timeline's present state, so a picture is
 * the same however one came to it. */
#include "view.h"

#include "moments.h"
#include "phrase.h"

#include <stdio.h>

_Static_assert(ROLE_HUES == TIMELINE_TINTS, "a hue for every tint");

static struct touched touched_by(const struct mems_decision *decision)
{
    bool is_free = (decision->did & MEMS_DID_FREE) != 0;
    uint64_t left = is_free ? decision->left : 0;
    return (struct touched){
        .start = decision->address - left,
        .size = left + decision->size + decision->right,
        .block = decision->address,
        .block_size = decision->size,
        .is_free = is_free,
        .did = decision->did,
    };
}

int view_touched(const struct view *view, struct touched out[2])
{
    uint32_t step = timeline_step(view->timeline);
    if (step == 0 || view->before || view->waits || view_asks(view))
        return 0;
    struct event event = timeline_event(view->timeline, step);
    int count = 0;
    if (event.has_malloc)
        out[count++] = touched_by(&event.malloc);
    if (event.has_free)
        out[count++] = touched_by(&event.free);
    return count;
}

/* Where the last operation happened, when it touched no segment: the address
 * that a get or a write looked at, or that was refused. */
static bool looked_at(const struct view *view, uint64_t *address)
{
    uint32_t step = timeline_step(view->timeline);
    if (step == 0)
        return false;
    struct event event = timeline_event(view->timeline, step);
    struct op op = timeline_op(view->timeline, step);
    *address = event.address;
    return op.kind == OP_GET || op.kind == OP_WRITE || op.kind == OP_FREE;
}

uint32_t view_last_step(const struct view *view)
{
    uint32_t end = timeline_end(view->timeline);
    return view->expected > end ? view->expected : end;
}

enum choosing view_choosing(const struct view *view)
{
    return view->branches != NULL ? view->branches->choosing : CHOOSING_NOTHING;
}

enum opened view_opened(const struct view *view)
{
    if (view->race != NULL)
        return OPENED_RACE;
    if (view->survey.open)
        return OPENED_SURVEY;
    if (view->measures != NULL)
        return OPENED_NUMBERS;
    if (view->moments.between != NULL)
        return OPENED_MOMENTS;
    if (view->why.on)
        return OPENED_WHY;
    if (view->predict.open)
        return OPENED_QUESTION;
    if (view->life != NULL)
        return OPENED_LIFE;
    if (view_choosing(view) != CHOOSING_NOTHING)
        return view_choosing(view) == CHOOSING_WHATIF ? OPENED_WHATIF : OPENED_BRANCHES;
    return view->bytes ? OPENED_BYTES : OPENED_NOTHING;
}

bool view_segment(const struct view *view, struct mems_segment *segment)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    if (view->has_selection && mems_segment_at(heap, view->selected, segment))
        return true;
    struct touched touched[2];
    uint64_t address;
    if (view->before)
        return false;
    if (view_touched(view, touched) > 0)
        return mems_segment_at(heap, touched[0].block, segment);
    return looked_at(view, &address) && mems_segment_at(heap, address, segment);
}

bool view_segment_or_first(const struct view *view, struct mems_segment *segment)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    struct mems_node node;
    return view_segment(view, segment) ||
           (mems_node_first(heap, &node) && mems_segment_first(heap, &node, segment));
}

struct view why_view(const struct view *view)
{
    struct view before = *view;
    if (view->why.kind == WHY_NOTHING)
        return before;
    before.before = true;
    before.follow = true;
    before.has_selection = why_focus(&view->why, &before.selected);
    return before;
}

bool view_asks(const struct view *view)
{
    return view->predict.open && !view->predict.answered;
}

char view_reply_key(const struct view *view, const struct mems_segment *segment)
{
    const struct question *question = &view->predict.question;
    for (int i = 0; i < question->count && view_asks(view); i++)
        if (question->replies[i].kind == REPLY_HOLE && segment->kind == MEMS_HOLE &&
            question->replies[i].start == segment->start)
            return question_key(question, i);
    return 0;
}

bool view_answered_wrong(const struct view *view, const struct mems_segment *segment)
{
    const struct predict_state *predict = &view->predict;
    return predict->open && predict->answered && !predict->over && !predict->grade.right &&
           predict->chosen.kind == REPLY_HOLE && segment->kind == MEMS_HOLE &&
           segment->start == predict->chosen.start;
}

bool view_next_segment(const mems_heap *heap, struct mems_segment *segment, bool forward)
{
    struct mems_node node;
    if (forward ? mems_segment_next(heap, segment) : mems_segment_before(heap, segment))
        return true;
    if (forward)
        return mems_node_index(heap, (uint64_t)segment->node + 1, &node) &&
               mems_segment_first(heap, &node, segment);
    return segment->node > 0 && mems_segment_at(heap, segment->start - 1, segment);
}

/* ---- Marks ---- */

static void mark(struct marks *marks, const struct mems_segment *segment, enum role role)
{
    for (int i = 0; i < marks->count; i++)
        if (marks->list[i].segment.start == segment->start)
            return;
    if (marks->count == MARKS)
        return;
    marks->list[marks->count].segment = *segment;
    marks->list[marks->count++].role = role;
}

/* The block that the step made, and every HOLE with a byte in the range. */
static void mark_touched(struct marks *marks, const struct view *view,
                         const struct touched *touched)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    uint32_t step = timeline_step(view->timeline);
    struct mems_segment segment;
    bool more = mems_segment_at(heap, touched->start, &segment);
    uint64_t end = touched->start + touched->size;
    for (int i = 0; i < MARKS && more && segment.start < end; i++) {
        if (segment.kind == MEMS_HOLE)
            mark(marks, &segment, ROLE_TOUCHED_HOLE);
        else if (timeline_maker(view->timeline, &segment) == step)
            mark(marks, &segment, ROLE_TOUCHED);
        more = mems_segment_next(heap, &segment);
    }
}

/* What stands out of the heap as it was before: all others are told by where
 * they are. */
static void mark_why(struct marks *marks, const struct view *view)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    const struct why *why = &view->why;
    bool is_free = why->kind == WHY_FREE;
    uint64_t starts[] = {why->best.start, why->now.start, why->block.start, why->left.start,
                         why->right.start};
    for (int i = is_free ? 2 : 0; i < (is_free ? 5 : 2); i++) {
        struct mems_segment segment;
        enum role role;
        if (mems_segment_at(heap, starts[i], &segment) && why_role(why, &segment, &role))
            mark(marks, &segment, role);
    }
}

struct marks view_marks(const struct view *view)
{
    struct marks marks = {.count = 0};
    struct mems_segment segment;
    if (view->before) {
        mark_why(&marks, view);
        return marks;
    }
    if (view->has_selection &&
        mems_segment_at(timeline_heap(view->timeline), view->selected, &segment) &&
        (segment.kind == MEMS_PROCESS || view->moments.lit_size == 0))
        mark(&marks, &segment, segment.kind == MEMS_HOLE ? ROLE_SELECTED_HOLE : ROLE_SELECTED);
    if (mems_segment_at(timeline_heap(view->timeline), view->predict.chosen.start, &segment) &&
        view_answered_wrong(view, &segment))
        mark(&marks, &segment, ROLE_LOOKED_HOLE);
    marks.touches = view_touched(view, marks.touched);
    for (int i = 0; i < marks.touches && !moments_on(view); i++)
        mark_touched(&marks, view, &marks.touched[i]);
    return marks;
}

enum role marks_role(const struct marks *marks, const struct view *view,
                     const struct mems_segment *segment)
{
    for (int i = 0; i < marks->count; i++)
        if (marks->list[i].segment.start == segment->start)
            return marks->list[i].role;
    enum role role;
    if (view->before && why_role(&view->why, segment, &role))
        return role;
    if (segment->kind == MEMS_HOLE)
        return ROLE_HOLE;
    if (moments_on(view))
        return moments_block_role(view, segment);
    return (enum role)(ROLE_PROCESS + timeline_tint(view->timeline, segment));
}

enum role view_segment_role(const struct view *view, const struct mems_segment *segment)
{
    struct marks marks = view_marks(view);
    return marks_role(&marks, view, segment);
}

size_t view_segment_name(const struct view *view, const struct mems_segment *segment, char *out,
                         size_t size)
{
    struct phrase phrase = phrase_in(out, size);
    uint32_t name = timeline_name(view->timeline, segment);
    if (segment->kind == MEMS_HOLE || name == NO_NAME)
        return 0;
    phrase_block(&phrase, ops_name(timeline_ops(view->timeline), name));
    return phrase.length;
}

char *view_address(const struct view *view, uint64_t address, char out[ADDRESS_SIZE])
{
    snprintf(out, ADDRESS_SIZE, view->hex ? "0x%llx" : "%llu", (unsigned long long)address);
    return out;
}

char *view_range(const struct view *view, uint64_t start, uint64_t size, char out[RANGE_SIZE])
{
    char from[ADDRESS_SIZE], to[ADDRESS_SIZE];
    snprintf(out, RANGE_SIZE, "%s\u2013%s", view_address(view, start, from),
             view_address(view, start + size - 1, to));
    return out;
}
