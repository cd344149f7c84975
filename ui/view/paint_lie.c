/* paint_lie.c: what a check found false, over the picture that it is about: signs at
 * the node and at the very cell, and a sentence. */
#include "bars.h"
#include "chain.h"
#include "paint.h"
#include "parts.h"
#include "pen.h"
#include "prose.h"
#include "timeline.h"

#include <inttypes.h>
#include <stdio.h>

#define SIGN '!'

static void put_sign(struct frame *frame, int x, int y)
{
    frame_put(frame, x, y, SIGN, ROLE_FAULT, ROLE_FAULT);
}

/* In place of a node's header, which tells of what can be reached alone. */
static void put_header(struct frame *frame, struct rect at, int y, const struct view *view,
                       const struct mems_node *node)
{
    struct mems_segment segment;
    const mems_heap *heap = timeline_heap(view->timeline);
    uint64_t reached = node->start, end = node->start + node->size;
    char range[RANGE_SIZE], words[160], number[NUMBER_SIZE];
    bool more = mems_segment_first(heap, node, &segment);
    for (; more && segment.start < end; more = mems_segment_next(heap, &segment))
        reached = segment.start + segment.size;
    int x = at.x + 1, right = at.x + at.cols - 2;
    frame_fill(frame, x, y, right - x, ' ', ROLE_PLAIN, ROLE_PLAIN);
    x += frame_print(frame, x, y, right - x, ROLE_STRONG, ROLE_PLAIN,
                     "node %" PRIu32 "  %s  ", node->index,
                     view_range(view, node->start, node->size, range));
    snprintf(words, sizeof words, " %c not as it should be", SIGN);
    x += frame_text(frame, x, y, right - x, ROLE_FAULT, ROLE_FAULT, words);
    if (reached < end)
        x += frame_print(frame, x, y, right - x, ROLE_FAULT, ROLE_FAULT,
                         ": no link leads to %s B of it", number_text(number, end - reached));
    frame_put(frame, x, y, ' ', ROLE_FAULT, ROLE_FAULT);
}

/* At the end of a line about the node. */
static void put_words(struct frame *frame, struct rect at, int y, const struct lie *lie)
{
    char words[64];
    snprintf(words, sizeof words, " %c node %" PRIu64 ": not as it should be ", SIGN, lie->node);
    int cols = text_width(words), x = at.x + at.cols - 2 - cols;
    if (x < at.x + 1)
        x = at.x + 1;
    frame_text(frame, x, y, at.x + at.cols - x, ROLE_FAULT, ROLE_FAULT, words);
}

static bool folds(const struct row *row, uint64_t node)
{
    return row->kind == ROW_FOLD && node >= row->first && node - row->first < row->nodes;
}

static bool holds(const struct row *row, uint64_t address)
{
    return row->kind == ROW_BAR && address - row->span.start < row->span.bytes;
}

/* Rows of bars that are about the node; false: there is none. */
static bool sign_bars(struct frame *frame, struct rect at, const struct view *view)
{
    const struct lie *lie = &view->lie;
    struct bars bars;
    bool found = false;
    bars_layout(&bars, view, at);
    for (int i = 0; i < bars.count; i++) {
        const struct row *row = &bars.rows[i];
        if (row->kind == ROW_HEADER && row->node.index == lie->node)
            put_header(frame, at, bars.y[i], view, &row->node);
        else if (folds(row, lie->node))
            put_words(frame, at, bars.y[i], lie);
        else if (!holds(row, lie->address))
            continue;
        found = true;
        for (int line = 0; line < (row->kind == ROW_BAR ? bars.thick : 1); line++) {
            put_sign(frame, at.x, bars.y[i] + line);
            if (row->kind == ROW_BAR)
                put_sign(frame, bars.x + span_cell_of(&row->span, lie->address),
                         bars.y[i] + line);
        }
    }
    return found;
}

static bool sign_chain(struct frame *frame, struct rect at, const struct view *view)
{
    const struct lie *lie = &view->lie;
    struct chain chain;
    bool found = false;
    chain_layout(&chain, at, view);
    for (int i = 0; i < chain.count; i++) {
        const struct chain_row *row = &chain.rows[i];
        uint64_t nodes = row->kind == CHAIN_FOLD ? row->nodes : 1;
        int y = at.y + row->y + (row->kind == CHAIN_BOXES ? chain.box_rows - 1 : 0);
        if (lie->node < row->node.index || lie->node - row->node.index >= nodes)
            continue;
        found = true;
        put_sign(frame, at.x, y);
        put_words(frame, at, y, lie);
        struct chain_item items[CHAIN_ITEMS];
        int end, count = row->kind == CHAIN_FOLD ? 0 : chain_items(&chain, row, items, &end);
        uint64_t start = row->node.start; /* what no link leads to has no segment */
        for (int n = 0; n < count; n++) {
            const struct chain_item *item = &items[n];
            uint64_t bytes = item->fold ? item->bytes : item->segment.size;
            if (lie->address - start < bytes)
                pen_put(frame, at, item->x, row->y, SIGN, ROLE_FAULT, ROLE_FAULT);
            start += bytes;
        }
    }
    return found;
}

void paint_lie(struct frame *frame, const struct view *view)
{
    const struct lie *lie = &view->lie;
    struct parts parts = screen_parts(view, frame->cols, frame->rows);
    struct rect at = parts.main, say = parts.story;
    if (!lie->is || view->help.open)
        return;
    if (lie->somewhere && at.rows > 0 &&
        !(view->mode == VIEW_CHAIN ? sign_chain : sign_bars)(frame, at, view)) {
        put_sign(frame, at.x, at.y + at.rows - 1); /* no walk comes to the node */
        put_words(frame, at, at.y + at.rows - 1, lie);
    }
    if (view->message[0] != '\0') /* it stands in the last row of these */
        say.rows--;
    if (say.rows < 1)
        return;
    char words[440];
    snprintf(words, sizeof words, "%c %s", SIGN, lie->text);
    for (int y = 0; y < say.rows; y++)
        frame_fill(frame, say.x, say.y + y, say.cols, ' ', ROLE_FAULT, ROLE_FAULT);
    prose_paint(frame, say, ROLE_FAULT, words);
    for (int y = 0; y < say.rows; y++)
        for (int x = 0; x < say.cols; x++)
            frame_cell(frame, say.x + x, say.y + y)->paper = ROLE_FAULT;
}
