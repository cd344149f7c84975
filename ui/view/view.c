/* view.c: what a view says about single segments and addresses: which one is
 * selected, what the present step touched, roles, names.
 *
 * Everything is a function of the timeline's present state, so a picture is
 * the same however one came to it. */
#include "view.h"

#include "phrase.h"

#include <stdio.h>

_Static_assert(ROLE_HUES == TIMELINE_TINTS, "a hue for every tint");

static bool touches(const struct touched *touched, const struct mems_segment *segment)
{
    return segment->start < touched->start + touched->size &&
           touched->start < segment->start + segment->size;
}

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
    if (step == 0)
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

bool view_segment(const struct view *view, struct mems_segment *segment)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    if (view->has_selection && mems_segment_at(heap, view->selected, segment))
        return true;
    struct touched touched[2];
    uint64_t address;
    if (view_touched(view, touched) > 0)
        return mems_segment_at(heap, touched[0].block, segment);
    return looked_at(view, &address) && mems_segment_at(heap, address, segment);
}

enum role view_segment_role(const struct view *view, const struct mems_segment *segment)
{
    if (view->has_selection && view->selected - segment->start < segment->size)
        return segment->kind == MEMS_HOLE ? ROLE_SELECTED_HOLE : ROLE_SELECTED;
    uint32_t step = timeline_step(view->timeline);
    if (segment->kind == MEMS_PROCESS) {
        if (step > 0 && timeline_maker(view->timeline, segment) == step)
            return ROLE_TOUCHED;
        return (enum role)(ROLE_PROCESS + timeline_tint(view->timeline, segment));
    }
    struct touched touched[2];
    for (int i = view_touched(view, touched); i-- > 0;)
        if (touches(&touched[i], segment))
            return ROLE_TOUCHED_HOLE;
    return ROLE_HOLE;
}

size_t view_segment_name(const struct view *view, const struct mems_segment *segment, char *out,
                         size_t size)
{
    struct phrase phrase = phrase_in(out, size);
    uint32_t name = timeline_name(view->timeline, segment);
    if (segment->kind == MEMS_HOLE || name == NO_NAME)
        return 0;
    const char *text = ops_name(timeline_ops(view->timeline), name);
    if (*text >= '0' && *text <= '9') /* a recording's names must not look like sizes */
        phrase_add(&phrase, "#");
    phrase_name(&phrase, text, NAME_COLS);
    return phrase.length;
}

char *view_address(const struct view *view, uint64_t address, char out[ADDRESS_SIZE])
{
    snprintf(out, ADDRESS_SIZE, view->hex ? "0x%llx" : "%llu", (unsigned long long)address);
    return out;
}
