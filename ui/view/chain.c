/* chain.c: which nodes the chain view shows, and in which form. Nodes with
 * something happening are boxes, quiet ones lines, and runs of those that have
 * no room fold into one line each. */
#include "chain.h"

#include "phrase.h"

#include <string.h>

#define FOCI 4

/* ---- Nodes in the window, in order; the cost is what they take in rows ---- */

static bool folds_before(const struct chain *chain, int i)
{
    uint64_t next = i == 0 ? 0 : (uint64_t)chain->rows[i - 1].node.index + 1;
    return chain->ends && chain->rows[i].node.index != next;
}

static bool folds_after_last(const struct chain *chain, uint64_t nodes)
{
    return chain->ends && (uint64_t)chain->rows[chain->count - 1].node.index + 1 < nodes;
}

/* HEAD may stand right on the first node's box. */
static int cost(const struct chain *chain, uint64_t nodes)
{
    int rows = chain->ends ? 2 : 0;
    if (chain->count > 0 && chain->rows[0].kind == CHAIN_BOXES && !folds_before(chain, 0))
        rows--;
    for (int i = 0; i < chain->count; i++)
        rows += (chain->rows[i].kind == CHAIN_BOXES ? 1 + chain->box_rows : 1) +
                folds_before(chain, i);
    return rows + folds_after_last(chain, nodes);
}

static bool fits(const struct chain *chain, uint64_t nodes)
{
    return chain->count <= FRAME_ROWS_MAX / 2 && cost(chain, nodes) <= chain->at.rows;
}

/* Puts a node among the others; false when it is there already or too much. */
static bool add_node(struct chain *chain, uint64_t nodes, const struct mems_node *node)
{
    int i = chain->count;
    while (i > 0 && chain->rows[i - 1].node.index >= node->index)
        i--;
    if (i < chain->count && chain->rows[i].node.index == node->index)
        return false;
    struct chain_row *row = &chain->rows[i];
    memmove(row + 1, row, (size_t)(chain->count - i) * sizeof *row);
    *row = (struct chain_row){.kind = CHAIN_LINE, .node = *node, .nodes = 1,
                              .pages = node->pages, .bytes = node->size};
    chain->count++;
    if (fits(chain, nodes) || chain->count == 1)
        return true;
    chain->count--;
    memmove(row, row + 1, (size_t)(chain->count - i) * sizeof *row);
    return false;
}

static bool add_beside(struct chain *chain, uint64_t nodes, int i, bool after)
{
    const mems_heap *heap = timeline_heap(chain->view->timeline);
    struct mems_node node = chain->rows[i].node;
    bool found = after ? mems_node_next(heap, &node)
                       : node.index > 0 && mems_node_at(heap, node.start - 1, &node);
    return found && add_node(chain, nodes, &node);
}

static void open_box(struct chain *chain, uint64_t nodes, uint32_t index)
{
    for (int i = 0; i < chain->count; i++) {
        if (chain->rows[i].node.index != index || chain->rows[i].kind == CHAIN_BOXES)
            continue;
        chain->rows[i].kind = CHAIN_BOXES;
        if (!fits(chain, nodes))
            chain->rows[i].kind = CHAIN_LINE;
    }
}

/* ---- Which nodes ---- */

/* Nodes to keep in view, the most important first. */
static int foci(const struct chain *chain, struct mems_node out[FOCI])
{
    const mems_heap *heap = timeline_heap(chain->view->timeline);
    struct mems_segment segment;
    int count = 0;
    for (int i = 0; i < chain->marks.touches; i++)
        count += mems_node_at(heap, chain->marks.touched[i].block, &out[count]);
    if (view_segment(chain->view, &segment))
        count += mems_node_at(heap, segment.start, &out[count]);
    if (count == 0)
        count += mems_node_at(heap, mems_heap_rover(heap) - 1, &out[count]);
    if (count == 0)
        count += mems_node_first(heap, &out[count]);
    return count;
}

static void grow(struct chain *chain, uint64_t nodes)
{
    for (bool grown = true; grown;) {
        grown = false;
        for (int i = chain->count; i-- > 0;) {
            grown |= add_beside(chain, nodes, i, true);
            grown |= add_beside(chain, nodes, i, false);
        }
    }
}

/* Around what is happening. */
static void follow(struct chain *chain, uint64_t nodes, bool boxes)
{
    struct mems_node focus[FOCI];
    int count = foci(chain, focus);
    for (int i = 0; i < count; i++)
        add_node(chain, nodes, &focus[i]);
    for (int i = 0; i < count && boxes; i++)
        open_box(chain, nodes, focus[i].index);
    grow(chain, nodes);
    if (!boxes || chain->count == 0)
        return;
    for (uint32_t away = 1; away < (uint32_t)chain->at.rows; away++) {
        open_box(chain, nodes, focus[0].index + away);
        if (away <= focus[0].index)
            open_box(chain, nodes, focus[0].index - away);
    }
}

/* From a given node downwards; at the end of the chain, upwards too. */
static void scroll(struct chain *chain, uint64_t nodes, bool boxes)
{
    const mems_heap *heap = timeline_heap(chain->view->timeline);
    struct mems_node node;
    uint64_t top = chain->view->top < nodes ? chain->view->top : nodes - 1;
    if (!mems_node_index(heap, top, &node))
        return;
    do {
        if (!add_node(chain, nodes, &node))
            return;
        if (boxes)
            open_box(chain, nodes, node.index);
    } while (mems_node_next(heap, &node));
    while (add_beside(chain, nodes, 0, false))
        if (boxes)
            open_box(chain, nodes, chain->rows[0].node.index);
}

/* ---- Folds ---- */

/* Room for a fold of the nodes [first, first + count), and what they hold. */
static void insert_fold(struct chain *chain, int i, uint64_t first, uint64_t count)
{
    const mems_heap *heap = timeline_heap(chain->view->timeline);
    struct chain_row *row = &chain->rows[i];
    struct mems_node last;
    memmove(row + 1, row, (size_t)(chain->count - i) * sizeof *row);
    *row = (struct chain_row){.kind = CHAIN_FOLD, .nodes = count};
    chain->count++;
    if (!mems_node_index(heap, first, &row->node) ||
        !mems_node_index(heap, first + count - 1, &last))
        return;
    uint64_t end = last.start + last.size;
    row->bytes = end - row->node.start;
    row->pages = row->bytes / mems_heap_options(heap).page_size;
    row->fold = mems_heap_usage(heap, row->node.start, end);
}

static void insert_folds(struct chain *chain, uint64_t nodes)
{
    if (folds_after_last(chain, nodes)) {
        uint64_t first = (uint64_t)chain->rows[chain->count - 1].node.index + 1;
        insert_fold(chain, chain->count, first, nodes - first);
    }
    for (int i = chain->count; i-- > 0;) {
        if (chain->rows[i].kind == CHAIN_FOLD || !folds_before(chain, i))
            continue;
        uint64_t first = i == 0 ? 0 : (uint64_t)chain->rows[i - 1].node.index + 1;
        insert_fold(chain, i, first, chain->rows[i].node.index - first);
    }
}

/* ---- Measures ---- */

static int digits(const struct view *view, uint64_t address)
{
    char text[ADDRESS_SIZE];
    return text_width(view_address(view, address, text));
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static void measure(struct chain *chain)
{
    const struct view *view = chain->view;
    struct mems_node last;
    if (!mems_node_last(timeline_heap(view->timeline), &last))
        return;
    char text[64];
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "node %u", (unsigned)last.index);
    int range = 2 * digits(view, last.start + last.size - 1) + 1, name = text_width(text);
    int physical = view->physical ? 13 : 0;
    chain->roomy = chain->at.cols >= 100;
    chain->margin = chain->at.cols >= 60 ? 1 : 0;
    chain->box_rows = view->physical ? 5 : 4;
    chain->inset = chain->at.cols >= 120 ? 1 : 0;
    int edges = 2 + 2 * chain->inset;
    chain->box_cols = edges + most(most(range, physical), chain->roomy ? 12 : 9);
    chain->node_cols = edges + most(most(range, physical), chain->roomy ? name + 9 : name);
    chain->name_cols = name;
    chain->range_cols = chain->at.cols >= 60 ? range : 0;
    chain->ends = chain->at.rows >= 4;
}

/* Boxes need room for one between two folds, and for the end. */
static bool boxes_fit(const struct chain *chain)
{
    return chain->at.cols >= chain->margin + chain->node_cols + chain->box_cols + 40 &&
           chain->at.rows >= chain->box_rows + 3;
}

static void place_rows(struct chain *chain, bool spare)
{
    int y = chain->ends ? 1 : 0;
    if (chain->rows[0].kind == CHAIN_BOXES && !spare)
        y = 0;
    for (int i = 0; i < chain->count; i++) {
        struct chain_row *row = &chain->rows[i];
        row->y = y + (row->kind == CHAIN_BOXES);
        y = row->y + (row->kind == CHAIN_BOXES ? chain->box_rows : 1);
    }
}

void chain_layout(struct chain *chain, struct rect at, const struct view *view)
{
    uint64_t nodes = mems_heap_totals(timeline_heap(view->timeline)).nodes;
    *chain = (struct chain){.at = at, .view = view, .marks = view_marks(view)};
    if (nodes == 0 || at.rows < 1 || at.cols < 1)
        return;
    measure(chain);
    if (view->follow)
        follow(chain, nodes, boxes_fit(chain));
    else
        scroll(chain, nodes, boxes_fit(chain));
    bool spare = cost(chain, nodes) < at.rows;
    insert_folds(chain, nodes);
    place_rows(chain, spare);
}

/* ---- Clicks and scrolling ---- */

bool chain_hit(struct rect at, const struct view *view, int x, int y, uint64_t *address)
{
    struct chain chain;
    chain_layout(&chain, at, view);
    x -= at.x;
    y -= at.y;
    for (int i = 0; i < chain.count; i++) {
        const struct chain_row *row = &chain.rows[i];
        int rows = row->kind == CHAIN_BOXES ? chain.box_rows : 1, end;
        if (y < row->y || y >= row->y + rows || y >= at.rows || x < 0 || x >= at.cols)
            continue;
        struct chain_item items[CHAIN_ITEMS];
        int count = row->kind == CHAIN_FOLD ? 0 : chain_items(&chain, row, items, &end);
        *address = row->node.start;
        for (int k = 0; k < count; k++)
            if (x >= items[k].x && x < items[k].x + items[k].cols)
                *address = items[k].segment.start;
        return true;
    }
    return false;
}

uint64_t chain_top(struct rect at, const struct view *view)
{
    struct chain chain;
    chain_layout(&chain, at, view);
    for (int i = 0; i < chain.count; i++)
        if (chain.rows[i].kind != CHAIN_FOLD)
            return chain.rows[i].node.index;
    return 0;
}
