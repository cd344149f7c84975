/* heap_words.c: what a picture of the heap shows, for those who cannot see it: each
 * segment as long as these are few, and otherwise what all come to. */
#include "paint.h"
#include "phrase.h"
#include "spoken.h"

#define LISTED 24 /* segments */

static void say_segment(struct phrase *say, const struct view *view,
                        const struct mems_segment *segment)
{
    char name[64], range[RANGE_SIZE];
    if (view_segment_name(view, segment, name, sizeof name) == 0)
        phrase_add(say, segment->kind == MEMS_HOLE ? "HOLE" : "a block");
    else
        phrase_add(say, "%s", name);
    phrase_add(say, " %s", view_range(view, segment->start, segment->size, range));
}

static void say_node(struct phrase *say, const struct view *view, const struct mems_node *node)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    struct mems_segment segment;
    bool more = mems_segment_first(heap, node, &segment);
    phrase_add(say, "node %llu: ", (unsigned long long)node->index);
    while (more) {
        say_segment(say, view, &segment);
        more = mems_segment_next(heap, &segment);
        phrase_add(say, more ? ", " : ". ");
    }
}

void heap_totals_said(struct phrase *say, const struct mems_totals *totals)
{
    phrase_count(say, totals->nodes, "node", "nodes");
    phrase_add(say, " of ");
    phrase_count(say, totals->pages, "page", "pages");
    phrase_add(say, ": ");
    phrase_count(say, totals->blocks, "block", "blocks");
    phrase_add(say, " of ");
    phrase_bytes(say, totals->process);
    phrase_add(say, ", ");
    phrase_count(say, totals->holes, "HOLE", "HOLEs");
    phrase_add(say, " of ");
    phrase_bytes(say, totals->hole);
}

size_t heap_text(const struct view *view, char *out, size_t size)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    struct mems_totals totals = mems_heap_totals(heap);
    struct phrase say = phrase_in(out, size);
    struct mems_node node;
    if (totals.blocks + totals.holes <= LISTED)
        for (uint64_t i = 0; mems_node_index(heap, i, &node); i++)
            say_node(&say, view, &node);
    heap_totals_said(&say, &totals);
    phrase_add(&say, ".");
    return say.length;
}
