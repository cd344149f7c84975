/* naive_like.c: the naive chains beside those of a heap: compared, and copied. */
#include "naive.h"

#include <stdlib.h>

static bool same_segments(const struct naive_segment *own, const mems_heap *heap,
                          const struct mems_node *node)
{
    struct mems_segment at;

    for (bool more = mems_segment_first(heap, node, &at); more;
         more = mems_segment_next(heap, &at), own = own->next) {
        if (own == NULL || at.start != own->start || at.size != own->size ||
            (at.kind == MEMS_PROCESS) != own->process || at.waste != own->waste)
            return false;
    }
    return own == NULL;
}

bool naive_is_like(const struct naive *naive, const mems_heap *heap)
{
    const struct naive_node *own = naive->first;
    struct mems_node node;

    for (bool more = mems_node_first(heap, &node); more;
         more = mems_node_next(heap, &node), own = own->next) {
        if (own == NULL || node.start != own->start || node.size != own->size ||
            !same_segments(own->segments, heap, &node))
            return false;
    }
    return own == NULL && mems_heap_rover(heap) == naive->rover;
}

static bool copy_segments(struct naive_segment *own, const mems_heap *heap,
                          const struct mems_node *node)
{
    struct mems_segment at;

    for (bool more = mems_segment_first(heap, node, &at); more;) {
        own->start = at.start;
        own->size = at.size;
        own->process = at.kind == MEMS_PROCESS;
        own->waste = at.waste;
        more = mems_segment_next(heap, &at);
        if (!more)
            break;
        own->next = calloc(1, sizeof *own);
        if (own->next == NULL)
            return false;
        own->next->previous = own;
        own = own->next;
    }
    return true;
}

bool naive_copy(struct naive *naive, const mems_heap *heap)
{
    struct mems_node node;

    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        struct naive_segment *hole = naive_add_node(naive, node.size);

        if (hole == NULL || !copy_segments(hole, heap, &node))
            return false;
    }
    naive->rover = mems_heap_rover(heap);
    return true;
}
