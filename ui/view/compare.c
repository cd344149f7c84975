/* compare.c: the picture against a walk along the chains. The walk only goes
 * forward where it can: rows of bars come in the order of addresses. */
#include "compare.h"

#include "bars.h"
#include "chain.h"
#include "moments.h"
#include "timeline.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static bool differs(struct lie *lie, uint64_t node, uint64_t address, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool differs(struct lie *lie, uint64_t node, uint64_t address, const char *format, ...)
{
    char what[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    *lie = (struct lie){.is = true, .somewhere = true, .node = node, .address = address};
    snprintf(lie->text, sizeof lie->text, "the picture is wrong at %" PRIu64 ", in node %" PRIu64
             ": %s", address, node, what);
    return false;
}

/* ---- A walk ---- */

struct walk {
    const mems_heap *heap;
    struct mems_node node;
    struct mems_segment segment;
    bool in_segment;
    bool more;
};

static struct walk walk_of(const struct view *view)
{
    struct walk walk = {.heap = timeline_heap(view->timeline)};
    walk.more = mems_node_first(walk.heap, &walk.node);
    return walk;
}

static void next_segment(struct walk *walk)
{
    if (mems_segment_next(walk->heap, &walk->segment))
        return;
    walk->in_segment = false;
    walk->more = mems_node_next(walk->heap, &walk->node);
}

/* To the segment that holds `address`; the segments of nodes before it are passed over. */
static void walk_to(struct walk *walk, uint64_t address)
{
    if (!walk->more || address < walk->node.start ||
        (walk->in_segment && address < walk->segment.start)) {
        walk->more = mems_node_first(walk->heap, &walk->node);
        walk->in_segment = false;
    }
    while (walk->more && address - walk->node.start >= walk->node.size) {
        walk->in_segment = false;
        walk->more = mems_node_next(walk->heap, &walk->node);
    }
    if (walk->more && !walk->in_segment)
        walk->more = walk->in_segment =
            mems_segment_first(walk->heap, &walk->node, &walk->segment);
    while (walk->more && walk->segment.start + walk->segment.size <= address)
        next_segment(walk);
}

/* What it finds in [from, to). */
static struct mems_usage walk_over(struct walk *walk, uint64_t from, uint64_t to)
{
    struct mems_usage usage = {0};
    walk_to(walk, from);
    while (walk->more) {
        if (!walk->in_segment)
            walk->in_segment = mems_segment_first(walk->heap, &walk->node, &walk->segment);
        uint64_t start = walk->segment.start, end = start + walk->segment.size;
        if (!walk->in_segment || start >= to)
            break;
        bool hole = walk->segment.kind == MEMS_HOLE;
        usage.holes += hole;
        usage.blocks += !hole;
        usage.process += hole ? 0 : (end < to ? end : to) - (start > from ? start : from);
        if (end >= to)
            break;
        next_segment(walk);
    }
    return usage;
}

static bool same(const struct mems_usage *a, const struct mems_usage *b)
{
    return a->process == b->process && a->blocks == b->blocks && a->holes == b->holes;
}

/* ---- What a cell says ---- */

static bool is_used(enum role role)
{
    return role_is_bar(role) && !role_is_hole(role) && role != ROLE_MIXED;
}

struct claim cell_claim(const struct cell *cell)
{
    enum role ink = (enum role)cell->ink, paper = (enum role)cell->paper;
    uint32_t ch = cell->ch;
    int rises = (int)(ch - GLYPH_MIXED(0)), edge = (int)(GLYPH_EDGE(0) - ch);
    if (ch == GLYPH_ROVER)
        return (struct claim){.kind = CLAIM_UNKNOWN};
    if (ink == ROLE_LABEL || ink == ROLE_HOLE_LABEL) /* text says what is behind it */
        ink = paper;
    if (role_is_hole(ink) && role_is_hole(paper))
        return (struct claim){.kind = CLAIM_NONE};
    if (rises >= 1 && rises <= 7 && role_is_hole(paper))
        return (struct claim){CLAIM_MIXED, rises, rises + 1};
    if (is_used(ink) && !role_is_hole(paper))
        return (struct claim){.kind = CLAIM_ALL};
    if (!is_used(ink))
        return (struct claim){.kind = CLAIM_UNKNOWN};
    if (edge >= 1 && edge <= 7)
        return (struct claim){CLAIM_EDGE, edge, edge};
    if (ch == 0x2590)
        return (struct claim){CLAIM_EDGE, 3, 5};
    if (ch == 0x2595)
        return (struct claim){CLAIM_EDGE, 1, 2};
    return (struct claim){CLAIM_EDGE, 6, 7};
}

/* Whether it is so: of the cell's bytes so many are in use. Edges are rounded to
 * eighths and to bytes; at the bar's end a cell is not all of one (`cut`). */
static bool claim_holds(const struct claim *claim, uint64_t used, uint64_t bytes, bool cut)
{
    double eighths = (double)used * 8 / (double)bytes;
    double slack = 1 + 8 / (double)bytes;
    switch (claim->kind) {
    case CLAIM_NONE: return used == 0;
    case CLAIM_ALL: return used == bytes;
    case CLAIM_MIXED:
        return used > 0 && (claim->least == 1 || eighths >= claim->least - 0.01) &&
               (claim->most == 8 || eighths <= claim->most + 0.01);
    case CLAIM_EDGE:
        return used > 0 && used < bytes && (cut || (eighths >= claim->least - slack &&
                                                   eighths <= claim->most + slack));
    case CLAIM_UNKNOWN: break;
    }
    return true;
}

static void claim_words(const struct claim *claim, char out[48])
{
    if (claim->kind == CLAIM_NONE || claim->kind == CLAIM_ALL)
        snprintf(out, 48, "%s in use", claim->kind == CLAIM_NONE ? "nothing" : "all");
    else
        snprintf(out, 48, "about %d/8 in use", claim->least);
}

/* ---- Bars ---- */

static bool compare_bar(const struct frame *frame, const struct bars *bars, int i,
                        struct walk *walk, struct lie *lie)
{
    const struct span *span = &bars->rows[i].span;
    int cells = span_cells(span);
    for (int c = 0; c < cells; c++) {
        uint64_t from = span_cell_start(span, c), to = span_cell_start(span, c + 1);
        struct mems_usage usage = walk_over(walk, from, to);
        for (int line = 0; line < bars->thick; line++) {
            const struct cell *cell = frame_look(frame, bars->x + c, bars->y[i] + line);
            struct claim claim = {.kind = CLAIM_UNKNOWN};
            if (cell != NULL)
                claim = cell_claim(cell);
            if (claim_holds(&claim, usage.process, to - from, c + 1 == cells))
                continue;
            char says[48];
            claim_words(&claim, says);
            return differs(lie, walk->node.index, from,
                           "%s is drawn, a walk finds %" PRIu64 " of %" PRIu64 " B", says,
                           usage.process, to - from);
        }
    }
    return true;
}

/* What is said of a range of addresses, a node or several. */
static bool compare_sums(struct walk *walk, uint64_t node, uint64_t from, uint64_t bytes,
                         struct lie *lie)
{
    struct mems_usage said = mems_heap_usage(walk->heap, from, from + bytes);
    struct mems_usage found = walk_over(walk, from, from + bytes);
    if (same(&said, &found))
        return true;
    return differs(lie, node, from, "%" PRIu64 " B in %" PRIu64 " segments are said, a walk finds %"
                   PRIu64 " in %" PRIu64, said.process, said.blocks + said.holes, found.process,
                   found.blocks + found.holes);
}

bool compare_bars(const struct frame *frame, struct rect at, const struct view *view,
                  struct lie *lie)
{
    struct bars bars;
    struct walk walk = walk_of(view);
    bool same = true;
    bars_layout(&bars, view, at);
    for (int i = 0; i < bars.count && same; i++) {
        const struct row *row = &bars.rows[i];
        if (row->kind == ROW_BAR) /* of two moments a cell is what most of its bytes are */
            same = moments_on(view) || compare_bar(frame, &bars, i, &walk, lie);
        else if (row->kind == ROW_HEADER)
            same = compare_sums(&walk, row->node.index, row->node.start, row->node.size, lie);
        else if (row->nodes > 0)
            same = compare_sums(&walk, row->first, row->start, row->bytes, lie);
    }
    return same;
}

/* ---- The chain view ---- */

/* A segment that is drawn; several that a fold stands for. */
static bool compare_item(struct walk *walk, uint64_t node, const struct chain_item *item,
                         struct lie *lie)
{
    const struct mems_segment *drawn = &item->segment;
    if (item->fold) {
        struct mems_usage found = walk_over(walk, drawn->start, drawn->start + item->bytes);
        return found.blocks + found.holes == item->count ||
               differs(lie, node, drawn->start, "%" PRIu64 " segments are folded, a walk finds %"
                       PRIu64, item->count, found.blocks + found.holes);
    }
    walk_to(walk, drawn->start);
    const struct mems_segment *found = &walk->segment;
    if (walk->more && found->start == drawn->start && found->size == drawn->size &&
        found->kind == drawn->kind)
        return true;
    return differs(lie, node, drawn->start, "%s of %" PRIu64 " B is drawn, a walk finds %s of %"
                   PRIu64 " B at %" PRIu64, drawn->kind == MEMS_HOLE ? "a HOLE" : "a block",
                   drawn->size, found->kind == MEMS_HOLE ? "a HOLE" : "a block", found->size,
                   found->start);
}

static bool compare_row(const struct chain *chain, const struct chain_row *row, struct walk *walk,
                        struct lie *lie)
{
    struct chain_item items[CHAIN_ITEMS];
    int end, count = chain_items(chain, row, items, &end);
    uint64_t at = row->node.start;
    for (int i = 0; i < count; i++) {
        if (items[i].segment.start != at)
            return differs(lie, row->node.index, at, "what is drawn there begins at %" PRIu64,
                           items[i].segment.start);
        if (!compare_item(walk, row->node.index, &items[i], lie))
            return false;
        at += items[i].fold ? items[i].bytes : items[i].segment.size;
    }
    return at == row->node.start + row->node.size ||
           differs(lie, row->node.index, at, "nothing is drawn from there on");
}

bool compare_chain(struct rect at, const struct view *view, struct lie *lie)
{
    struct chain chain;
    struct walk walk = walk_of(view);
    bool same = true;
    chain_layout(&chain, at, view);
    for (int i = 0; i < chain.count && same; i++) {
        const struct chain_row *row = &chain.rows[i];
        same = row->kind == CHAIN_FOLD
                   ? compare_sums(&walk, row->node.index, row->node.start, row->bytes, lie)
                   : compare_row(&chain, row, &walk, lie);
    }
    return same;
}

bool compare_totals(const struct view *view, struct lie *lie)
{
    struct walk walk = walk_of(view);
    uint64_t largest = 0, said = mems_heap_largest_hole(walk.heap), at = 0, node = 0;
    for (walk_to(&walk, mems_heap_options(walk.heap).start); walk.more; next_segment(&walk)) {
        if (!walk.in_segment)
            walk.in_segment = mems_segment_first(walk.heap, &walk.node, &walk.segment);
        if (walk.segment.kind != MEMS_HOLE || walk.segment.size <= largest)
            continue;
        largest = walk.segment.size;
        at = walk.segment.start;
        node = walk.segment.node;
    }
    return largest == said || differs(lie, node, at, "the largest HOLE is said to have %" PRIu64
                                      " B, a walk finds %" PRIu64, said, largest);
}
