/* tale.c: the pieces that sentences about operations are made of. */
#include "tale.h"

#include "summary.h"

#include <inttypes.h>

struct tale tale_of(const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);
    const mems_heap *heap = timeline_heap(view->timeline);
    return (struct tale){
        .view = view,
        .heap = heap,
        .ops = timeline_ops(view->timeline),
        .op = timeline_op(view->timeline, step),
        .event = timeline_event(view->timeline, step),
        .policy = mems_heap_options(heap).policy,
    };
}

const char *tale_arrow(const struct tale *tale)
{
    return theme_arrow(tale->view->medium.glyphs);
}

void tale_address(struct phrase *say, const struct tale *tale, uint64_t address)
{
    char text[ADDRESS_SIZE];
    phrase_add(say, "%s", view_address(tale->view, address, text));
}

void tale_hole(struct phrase *say, const struct tale *tale, uint64_t size, uint64_t start)
{
    phrase_bytes(say, size);
    phrase_add(say, " at ");
    tale_address(say, tale, start);
}

void tale_name(struct phrase *say, const struct tale *tale)
{
    if (tale->op.name == NO_NAME)
        return;
    const char *name = ops_name(tale->ops, tale->op.name);
    if (*name >= '0' && *name <= '9') /* which sounds like a size */
        phrase_sign(say, "", "block ");
    phrase_name(say, name, NAME_COLS);
}

void tale_place(struct phrase *say, const struct tale *tale)
{
    if (tale->op.name == NO_NAME) {
        phrase_sign(say, "", "address ");
        tale_address(say, tale, tale->op.offset);
        return;
    }
    tale_name(say, tale);
    if (tale->op.offset) {
        phrase_sign(say, "+", " plus ");
        phrase_add(say, "%" PRIu64, tale->op.offset);
    }
}

void tale_request(struct phrase *say, const struct tale *tale)
{
    phrase_add(say, "%s ", summary_kind((enum op_kind)tale->op.kind));
    if (tale->op.kind == OP_MALLOC || tale->op.kind == OP_REALLOC) {
        tale_name(say, tale);
        phrase_sign(say, " ", " of ");
        if (say->spoken)
            phrase_bytes(say, tale->op.size);
        else
            phrase_number(say, tale->op.size);
    } else if (tale->op.kind == OP_FREE && tale->op.name == NO_NAME && tale->op.offset == 0) {
        phrase_add(say, "NULL");
    } else {
        tale_place(say, tale);
    }
}

void tale_physical(struct phrase *say, const struct tale *tale, uint64_t address)
{
    struct mems_node node;
    if (!mems_node_at(tale->heap, address, &node))
        return;
    uint64_t offset = address - node.start;
    phrase_add(say, "node %" PRIu32, node.index);
    phrase_sign(say, " at @", " is at the physical address, in hexadecimal, ");
    phrase_add(say, "%" PRIxPTR, (uintptr_t)node.physical);
    phrase_sign(say, " + ", ", and plus ");
    phrase_number(say, offset);
    phrase_sign(say, " = @", " that is ");
    phrase_add(say, "%" PRIxPTR, (uintptr_t)node.physical + (uintptr_t)offset);
}
