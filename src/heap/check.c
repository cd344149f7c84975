/* check.c: every invariant derived again from the chains, trusting no book.
 *
 * Each walk is bounded by the records there are, so that broken links cannot
 * make it run for ever or read where nothing is. */
#include "private.h"

#include "flaw.h"

#include <inttypes.h>
#include <stdio.h>

/* The fault, and what was found. */
#define fault_is(flaw, which, ...) (mems_flaw_say(flaw, __VA_ARGS__), (which))

/* What a walk of the main chain adds up. */
struct sums {
    uint64_t nodes, mapped, process, waste, blocks, segments;
    uint32_t largest; /* the record of the largest node */
};

/* Where a link of a sub-chain leads, in words. */
#define LINK_WORDS 48
static const char *link_words(const struct chain *chain, uint32_t link, char out[LINK_WORDS])
{
    if (link == MEMS_NONE)
        snprintf(out, LINK_WORDS, "nothing");
    else if (mems_chain_is_end(link))
        snprintf(out, LINK_WORDS, "an end of record %" PRIu32, link & ~MEMS_END);
    else if (!mems_pool_is_taken(&chain->segments, link))
        snprintf(out, LINK_WORDS, "record %" PRIu32 ", which is none", link);
    else
        snprintf(out, LINK_WORDS, "the segment at %" PRIu64,
                 (uint64_t)mems_chain_segment(chain, link)->start);
    return out;
}

/* A segment by itself, and against the one before it. */
static enum mems_fault check_segment(const mems_heap *heap, const struct segment *segment,
                                     uint64_t size, const struct segment *before,
                                     struct mems_flaw *flaw)
{
    uint64_t waste = segment->waste, align = heap->options.align;
    if (size == 0)
        return fault_is(flaw, MEMS_SEGMENT_EMPTY, "the segment after it begins there too");
    if (segment->kind == MEMS_HOLE && waste != 0)
        return fault_is(flaw, MEMS_SEGMENT_WASTE, "it is a HOLE and has %" PRIu64 " B of waste",
                        waste);
    if (waste >= align || waste >= size)
        return fault_is(flaw, MEMS_SEGMENT_WASTE,
                        "%" PRIu64 " of its %" PRIu64 " B are waste; the alignment is %" PRIu64,
                        waste, size, align);
    if (before != NULL && heap->options.join && before->kind == MEMS_HOLE &&
        segment->kind == MEMS_HOLE)
        return fault_is(flaw, MEMS_HOLES_ADJOIN,
                        "it is a HOLE, and so is the segment before it, at %" PRIu64,
                        (uint64_t)before->start);
    return MEMS_SOUND;
}

/* A link forward from a segment of node n: where the segment ends, in *end. */
static bool check_next(const struct chain *chain, uint32_t n, uint32_t next, uint64_t *end)
{
    const struct node *node = mems_chain_node(chain, n);
    if (next == (MEMS_END | n)) {
        *end = node->start + node->size;
        return true;
    }
    if (mems_chain_is_end(next) || !mems_pool_is_taken(&chain->segments, next))
        return false;
    *end = mems_chain_segment(chain, next)->start;
    return true;
}

/* Segment s, which begins at `at`, if all is well, and ends at *end. */
static enum mems_fault check_links(const struct chain *chain, uint32_t n, uint32_t s,
                                   uint32_t prev, uint64_t at, uint64_t *end,
                                   struct mems_flaw *flaw)
{
    const struct node *node = mems_chain_node(chain, n);
    const struct segment *segment = mems_chain_segment(chain, s);
    uint64_t node_end = node->start + node->size;
    char leads[LINK_WORDS], wanted[LINK_WORDS];
    mems_flaw_at(flaw, node->index, at);
    if (segment->prev != prev)
        return fault_is(flaw, MEMS_SEGMENT_LINK, "its link back leads to %s, not to %s",
                        link_words(chain, segment->prev, leads),
                        link_words(chain, prev, wanted));
    if (!check_next(chain, n, segment->next, end))
        return fault_is(flaw, MEMS_SEGMENT_LINK, "its link on leads to %s",
                        link_words(chain, segment->next, leads));
    if (segment->start != at)
        return fault_is(flaw, MEMS_SEGMENT_TILE, "the segment there begins at %" PRIu64,
                        (uint64_t)segment->start);
    if (*end < at || *end > node_end)
        return fault_is(flaw, MEMS_SEGMENT_TILE,
                        "it ends at %" PRIu64 ", where the next one begins; the node ends at %"
                        PRIu64,
                        *end, node_end);
    return MEMS_SOUND;
}

/* The sub-chain of a node; its sums are added to *sums. */
static enum mems_fault check_sub_chain(const mems_heap *heap, uint32_t n, struct sums *sums,
                                       struct mems_flaw *flaw)
{
    const struct chain *chain = &heap->chain;
    const struct node *node = mems_chain_node(chain, n);
    const struct segment *before = NULL;
    uint64_t at = node->start, end;
    uint32_t prev = MEMS_END | n, s = node->first;
    char leads[LINK_WORDS];
    if (mems_chain_is_end(s) || !mems_pool_is_taken(&chain->segments, s))
        return fault_is(flaw, MEMS_SEGMENT_LINK, "the sub-chain begins with %s",
                        link_words(chain, s, leads));
    while (!mems_chain_is_end(s)) {
        const struct segment *segment = mems_chain_segment(chain, s);
        enum mems_fault fault = check_links(chain, n, s, prev, at, &end, flaw);
        if (fault == MEMS_SOUND)
            fault = check_segment(heap, segment, end - at, before, flaw);
        if (fault != MEMS_SOUND)
            return fault;
        sums->segments++;
        sums->blocks += segment->kind == MEMS_PROCESS;
        sums->process += segment->kind == MEMS_PROCESS ? end - at : 0;
        sums->waste += segment->waste;
        at = end;
        before = segment;
        prev = s;
        s = segment->next;
    }
    mems_flaw_at(flaw, node->index, node->start);
    return MEMS_SOUND;
}

/* The node's own record, which must begin where those before it end. */
static enum mems_fault check_record(const mems_heap *heap, const struct node *node,
                                    const struct sums *sums, struct mems_flaw *flaw)
{
    if (node->index != sums->nodes)
        return fault_is(flaw, MEMS_NODE_LINK, "the node there has the number %" PRIu32,
                        node->index);
    if (node->hidden)
        return fault_is(flaw, MEMS_NODE_LINK, "the node there is one that was undone");
    if (node->start != flaw->address)
        return fault_is(flaw, MEMS_NODE_ADDRESS, "the node there begins at %" PRIu64, node->start);
    if (node->size == 0 || node->size % heap->options.page_size != 0 ||
        node->size > MEMS_ADDRESS_MAX - node->start)
        return fault_is(flaw, MEMS_NODE_SIZE, "it has %" PRIu64 " B, and a page %zu", node->size,
                        heap->options.page_size);
    if (node->physical == NULL)
        return fault_is(flaw, MEMS_NODE_SIZE, "it has no memory");
    return MEMS_SOUND;
}

static enum mems_fault check_node(const mems_heap *heap, uint32_t n, struct sums *sums,
                                  struct mems_flaw *flaw)
{
    const struct node *node = mems_chain_node(&heap->chain, n);
    struct sums here = {0};
    enum mems_fault fault = check_record(heap, node, sums, flaw);
    if (fault == MEMS_SOUND)
        fault = check_sub_chain(heap, n, &here, flaw);
    if (fault != MEMS_SOUND)
        return fault;
    if (sums->nodes == 0 || mems_chain_node(&heap->chain, sums->largest)->size < node->size)
        sums->largest = n;
    sums->nodes++;
    sums->mapped += node->size;
    if (node->largest != sums->largest)
        return fault_is(flaw, MEMS_HEAP_BOOKS,
                        "the largest node so far has record %" PRIu32 ", the books say %" PRIu32,
                        sums->largest, node->largest);
    sums->process += here.process;
    sums->waste += here.waste;
    sums->blocks += here.blocks;
    sums->segments += here.segments;
    return MEMS_SOUND;
}

static enum mems_fault check_main_chain(const mems_heap *heap, struct sums *sums,
                                        struct mems_flaw *flaw)
{
    const struct chain *chain = &heap->chain;
    uint32_t prev = MEMS_NONE;
    for (uint32_t n = chain->first; n != MEMS_NONE;) {
        mems_flaw_at(flaw, sums->nodes, heap->options.start + sums->mapped);
        if (!mems_pool_is_taken(&chain->nodes, n))
            return fault_is(flaw, MEMS_NODE_LINK,
                            "the link to this node leads to record %" PRIu32 ", which is none", n);
        if (mems_chain_node(chain, n)->prev != prev)
            return fault_is(flaw, MEMS_NODE_LINK, "its link back does not lead to the node before");
        enum mems_fault fault = check_node(heap, n, sums, flaw);
        if (fault != MEMS_SOUND)
            return fault;
        prev = n;
        n = mems_chain_node(chain, n)->next;
    }
    if (prev == chain->last)
        return MEMS_SOUND;
    return fault_is(flaw, MEMS_NODE_LINK, "the chain ends with this node, and should not");
}

/* Nodes that were undone: in the list that close unmaps, and nowhere else. */
static enum mems_fault check_hidden(const struct chain *chain, struct mems_flaw *flaw)
{
    uint32_t prev = MEMS_NONE;
    uint64_t count = 0;
    flaw->address = 0;
    for (uint32_t n = chain->hidden; n != MEMS_NONE; count++) {
        if (!mems_pool_is_taken(&chain->nodes, n))
            return fault_is(flaw, MEMS_RECORDS_LOST, "a node that was undone has no record");
        const struct node *node = mems_chain_node(chain, n);
        if (!node->hidden || node->prev != prev || node->physical == NULL)
            return fault_is(flaw, MEMS_NODE_LINK, "the list of undone nodes is broken");
        prev = n;
        n = node->next;
    }
    if (count == chain->hidden_count)
        return MEMS_SOUND;
    return fault_is(flaw, MEMS_NODE_LINK, "%" PRIu64 " nodes were undone, the books say %" PRIu32,
                    count, chain->hidden_count);
}

static enum mems_fault check_books(const struct chain *chain, const struct sums *sums,
                                   struct mems_flaw *flaw)
{
    const struct { const char *what; uint64_t walked, books; } rows[] = {
        {"nodes", sums->nodes, chain->count},
        {"bytes mapped", sums->mapped, chain->mapped},
        {"bytes in use", sums->process, chain->process},
        {"bytes of waste", sums->waste, chain->waste},
        {"blocks", sums->blocks, chain->blocks},
    };
    flaw->address = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].walked != rows[i].books)
            return fault_is(flaw, MEMS_HEAP_BOOKS,
                            "a walk finds %" PRIu64 " %s, the books say %" PRIu64,
                            rows[i].walked, rows[i].what, rows[i].books);
    return MEMS_SOUND;
}

static bool records_are_whole(const struct chain *chain, const struct sums *sums)
{
    return mems_pool_sound(&chain->nodes, sums->nodes + chain->hidden_count) &&
           mems_pool_sound(&chain->segments, sums->segments);
}

/* Says of an address where it is. */
static void find_node(const struct chain *chain, uint64_t address, struct mems_flaw *flaw)
{
    for (uint32_t n = chain->first; n != MEMS_NONE; n = mems_chain_node(chain, n)->next)
        if (address - mems_chain_node(chain, n)->start < mems_chain_node(chain, n)->size)
            mems_flaw_at(flaw, mems_chain_node(chain, n)->index, address);
}

/* The sums are those of the chains, cell by cell. */
static bool sums_agree(const mems_heap *heap, struct mems_flaw *flaw)
{
    const struct chain *chain = &heap->chain;
    uint64_t cells = (chain->mapped + MEMS_MAP_CELL - 1) / MEMS_MAP_CELL;
    uint32_t s = chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
    if (!heap->options.sums)
        return true;
    if (!mems_map_sound(&heap->map))
        return mems_flaw_say(flaw, "sums of large ranges are not those of small ones");
    for (uint64_t cell = 0; cell < cells; cell++) {
        const struct map_cell *found = mems_map_cell(&heap->map, cell);
        struct map_cell walked = {0};
        uint64_t begin = chain->start + cell * MEMS_MAP_CELL, end = begin + MEMS_MAP_CELL;
        for (; s != MEMS_NONE && mems_chain_segment(chain, s)->start < end;
             s = mems_chain_after(chain, mems_chain_segment(chain, s))) {
            const struct segment *segment = mems_chain_segment(chain, s);
            mems_map_begins(&walked, (enum mems_kind)segment->kind,
                            mems_segment_size(chain, segment), segment->waste);
        }
        if (found->process != walked.process || found->waste != walked.waste ||
            found->blocks != walked.blocks || found->holes != walked.holes) {
            find_node(chain, begin, flaw);
            return mems_flaw_say(flaw, "the sums of the %d bytes from there on are wrong",
                                 MEMS_MAP_CELL);
        }
    }
    return true;
}

/* The HOLEs by size are those of the chains. */
static bool sizes_agree(const mems_heap *heap, struct mems_flaw *flaw)
{
    const struct chain *chain = &heap->chain;
    uint32_t s = chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
    if (!mems_best_sound(&heap->best) ||
        heap->best.count != (heap->is_sorted ? mems_chain_holes(chain) : 0))
        return mems_flaw_say(flaw, "the HOLEs by size are not those of the chains");
    while (heap->is_sorted && s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        uint64_t size = mems_segment_size(chain, segment);
        if (segment->kind == MEMS_HOLE && !mems_best_has(&heap->best, segment->start, size, s)) {
            find_node(chain, segment->start, flaw);
            return mems_flaw_say(flaw, "the HOLE is missing among those by size");
        }
        s = mems_chain_after(chain, segment);
    }
    return true;
}

/* Everything that only makes finding fast, against the chains. */
static bool indexes_agree(const mems_heap *heap, struct mems_flaw *flaw)
{
    return mems_index_sound(&heap->index, &heap->chain, flaw) && sizes_agree(heap, flaw) &&
           sums_agree(heap, flaw);
}

/* Books differ somewhere: perhaps the index knows of something else there. */
static void find_difference(const mems_heap *heap, struct mems_flaw *flaw)
{
    struct mems_flaw place = *flaw;
    if (!mems_index_sound(&heap->index, &heap->chain, &place) && place.address != 0)
        mems_flaw_at(flaw, place.node, place.address);
}

enum mems_fault mems_heap_inspect(const mems_heap *heap, struct mems_flaw *flaw)
{
    const struct chain *chain = &heap->chain;
    struct sums sums = {0};
    *flaw = (struct mems_flaw){.fault = MEMS_SOUND, .node = 0, .address = 0, .found = ""};
    enum mems_fault fault = check_main_chain(heap, &sums, flaw);
    if (fault == MEMS_SOUND)
        fault = check_hidden(chain, flaw);
    if (fault == MEMS_SOUND)
        fault = check_books(chain, &sums, flaw);
    if (fault == MEMS_HEAP_BOOKS && flaw->address == 0)
        find_difference(heap, flaw);
    if (fault == MEMS_SOUND && !records_are_whole(chain, &sums))
        fault = fault_is(flaw, MEMS_RECORDS_LOST, "the records in use are not those of the chains");
    if (fault == MEMS_SOUND && !indexes_agree(heap, flaw))
        fault = MEMS_INDEX_DIFFERS;
    flaw->fault = fault;
    return fault;
}

enum mems_fault mems_heap_check(const mems_heap *heap, uint64_t *node)
{
    struct mems_flaw flaw;
    enum mems_fault fault = mems_heap_inspect(heap, &flaw);
    if (fault != MEMS_SOUND && node != NULL)
        *node = flaw.node;
    return fault;
}
