/* chain_items.c: which segments of a node the chain view shows: those that
 * something happened to, and around them as many as there is room for. Runs
 * of the others fold into one item each. */
#include "chain.h"

#include "phrase.h"

#include <string.h>

#define FOLD_MOST 14   /* columns of a fold after its dots: "9,999,999 more" */

struct pick {
    const struct chain *chain;
    const struct chain_row *row;
    int room;                /* columns for items, links between them included */
    int fold_cols;           /* what a fold may take */
    int count;
    struct mems_segment list[CHAIN_ITEMS / 2];
    int cols[CHAIN_ITEMS / 2];
};

int chain_gap(const struct chain *chain, const struct chain_row *row)
{
    return row->kind == CHAIN_LINE || chain->roomy ? 3 : 1;
}

int chain_fold_pad(const struct chain *chain, const struct chain_row *row)
{
    return chain_gap(chain, row) == 1 ? 1 : 0;
}

static const char *did_placing(uint8_t did)
{
    if (did & MEMS_DID_NODE)
        return "+ new";
    return did & MEMS_DID_SPLIT ? "+ split" : "+ exact";
}

/* What "Why here?" says of a HOLE. */
static const char *did_search(const struct why *why, const struct mems_segment *segment)
{
    enum role role;
    if (segment->kind != MEMS_HOLE || !why_role(why, segment, &role))
        return "";
    if (why->kind == WHY_FREE)
        return why->join ? "joins" : "stays";
    switch (why_verdict(why, segment->start, segment->size)) {
    case HOLE_SMALL: return "too small";
    case HOLE_PASSED: return "fits";
    case HOLE_BEST: return why->at == 0 || !why_takes_best(why) ? "taken" : "best so far";
    case HOLE_AHEAD: break;
    }
    return "";
}

const char *chain_did(const struct chain *chain, const struct mems_segment *segment)
{
    if (chain->view->before)
        return did_search(&chain->view->why, segment);
    const struct touched *touched = chain->marks.touched;
    for (int i = chain->marks.touches; i-- > 0;) {
        if (touched[i].block - segment->start >= segment->size)
            continue;
        if (!touched[i].is_free && segment->kind == MEMS_PROCESS)
            return did_placing(touched[i].did);
        if (touched[i].is_free && segment->kind == MEMS_HOLE)
            return touched[i].did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT) ? "+ joined"
                                                                               : "+ freed";
    }
    return "";
}

size_t chain_label(const struct chain *chain, const struct mems_segment *segment, char *out,
                   size_t size)
{
    char name[128];
    struct phrase say = phrase_in(out, size);
    phrase_add(&say, segment->kind == MEMS_PROCESS ? "P " : "H ");
    if (view_segment_name(chain->view, segment, name, sizeof name))
        phrase_add(&say, "%s ", name);
    phrase_number(&say, segment->size);
    const char *did = chain_did(chain, segment);
    if (*did)
        phrase_add(&say, " %s", did);
    return say.length;
}

/* ---- What the picked ones cost ---- */

/* A box is as wide as all others, unless a name needs more. */
static int item_cols(const struct pick *pick, const struct mems_segment *segment)
{
    const struct view *view = pick->chain->view;
    char text[PHRASE_SIZE];
    if (pick->row->kind == CHAIN_LINE) {
        chain_label(pick->chain, segment, text, sizeof text);
        return text_width(text) + 2; /* a blank on each side */
    }
    view_segment_name(view, segment, text, sizeof text);
    int name = text_width(text), most = pick->chain->roomy ? 16 : 8;
    int wanted = 5 + 2 * pick->chain->inset + (name < most ? name : most) +
                 number_width(segment->size);
    return wanted > pick->chain->box_cols ? wanted : pick->chain->box_cols;
}

static uint64_t end_of(const struct mems_segment *segment)
{
    return segment->start + segment->size;
}

/* Where what is hidden before the i-th begins; count: after the last. */
static uint64_t hidden_start(const struct pick *pick, int i)
{
    return i == 0 ? pick->row->node.start : end_of(&pick->list[i - 1]);
}

static uint64_t hidden_bytes(const struct pick *pick, int i)
{
    uint64_t end = i < pick->count ? pick->list[i].start
                                   : pick->row->node.start + pick->row->node.size;
    return end - hidden_start(pick, i);
}

static int cost(const struct pick *pick)
{
    int gap = chain_gap(pick->chain, pick->row), cols = -gap;
    for (int i = 0; i <= pick->count; i++) {
        if (hidden_bytes(pick, i) > 0)
            cols += pick->fold_cols + gap;
        if (i < pick->count)
            cols += pick->cols[i] + gap;
    }
    return cols;
}

/* Puts a segment among the others; false when it is there already or too much. */
static bool add(struct pick *pick, const struct mems_segment *segment)
{
    int i = pick->count;
    if (pick->count == CHAIN_ITEMS / 2)
        return false;
    while (i > 0 && pick->list[i - 1].start >= segment->start)
        i--;
    if (i < pick->count && pick->list[i].start == segment->start)
        return false;
    size_t after = (size_t)(pick->count - i);
    memmove(&pick->list[i + 1], &pick->list[i], after * sizeof *pick->list);
    memmove(&pick->cols[i + 1], &pick->cols[i], after * sizeof *pick->cols);
    pick->list[i] = *segment;
    pick->cols[i] = item_cols(pick, segment);
    pick->count++;
    if (pick->count == 1 || cost(pick) <= pick->room)
        return true;
    pick->count--;
    memmove(&pick->list[i], &pick->list[i + 1], after * sizeof *pick->list);
    memmove(&pick->cols[i], &pick->cols[i + 1], after * sizeof *pick->cols);
    return false;
}

/* ---- Which segments ---- */

static void add_at(struct pick *pick, uint64_t address)
{
    const struct mems_node *node = &pick->row->node;
    struct mems_segment segment;
    if (address - node->start < node->size &&
        mems_segment_at(timeline_heap(pick->chain->view->timeline), address, &segment))
        add(pick, &segment);
}

static void add_foci(struct pick *pick)
{
    const struct view *view = pick->chain->view;
    const struct touched *touched = pick->chain->marks.touched;
    struct mems_segment segment;
    int touches = pick->chain->marks.touches;
    for (int i = 0; i < touches; i++)
        add_at(pick, touched[i].block);
    if (view_segment(view, &segment))
        add_at(pick, segment.start);
    for (int i = 0; i < touches; i++)
        if (touched[i].block + touched[i].block_size < touched[i].start + touched[i].size)
            add_at(pick, touched[i].block + touched[i].block_size);
    if (pick->count == 0)
        add_at(pick, pick->row->node.start);
}

static bool add_beside(struct pick *pick, int i, bool after)
{
    const mems_heap *heap = timeline_heap(pick->chain->view->timeline);
    struct mems_segment segment = pick->list[i];
    return (after ? mems_segment_next(heap, &segment) : mems_segment_before(heap, &segment)) &&
           add(pick, &segment);
}

static void grow(struct pick *pick)
{
    for (bool grown = true; grown;) {
        grown = false;
        for (int i = pick->count; i-- > 0;) {
            bool before = add_beside(pick, i, false);
            bool after = add_beside(pick, before ? i + 1 : i, true);
            grown |= before || after;
        }
    }
}

void chain_fold_text(const struct chain *chain, const struct chain_item *item, char *more,
                     char *bytes)
{
    struct phrase say = phrase_in(more, CHAIN_FOLD_SIZE);
    phrase_add(&say, "%s", theme_dots(chain->view->medium.glyphs));
    phrase_number(&say, item->count);
    phrase_add(&say, " more");
    say = phrase_in(bytes, CHAIN_FOLD_SIZE);
    phrase_add(&say, "  ");
    phrase_bytes(&say, item->bytes);
}

static struct chain_item fold_item(const struct pick *pick, int i)
{
    const mems_heap *heap = timeline_heap(pick->chain->view->timeline);
    struct chain_item item = {.fold = true, .bytes = hidden_bytes(pick, i)};
    uint64_t start = hidden_start(pick, i);
    struct mems_usage usage = mems_heap_usage(heap, start, start + item.bytes);
    char more[CHAIN_FOLD_SIZE], bytes[CHAIN_FOLD_SIZE];
    mems_segment_at(heap, start, &item.segment);
    item.count = usage.blocks + usage.holes;
    chain_fold_text(pick->chain, &item, more, bytes);
    int more_cols = text_width(more), bytes_cols = text_width(bytes);
    item.cols = pick->row->kind == CHAIN_LINE || more_cols > bytes_cols ? more_cols : bytes_cols;
    item.cols += 2 * chain_fold_pad(pick->chain, pick->row);
    return item;
}

static int collect(const struct pick *pick, struct chain_item out[CHAIN_ITEMS])
{
    int count = 0;
    for (int i = 0; i <= pick->count; i++) {
        if (hidden_bytes(pick, i) > 0)
            out[count++] = fold_item(pick, i);
        if (i < pick->count)
            out[count++] = (struct chain_item){.cols = pick->cols[i], .segment = pick->list[i]};
    }
    return count;
}

/* The widest fold there is now; folds only shrink when more is shown. */
static int widest_fold(const struct chain_item *items, int count)
{
    int widest = 0;
    for (int i = 0; i < count; i++)
        if (items[i].fold && items[i].cols > widest)
            widest = items[i].cols;
    return widest;
}

/* Where the first item begins: after the node's box and its link, or its name
 * and range. */
static int first_column(const struct chain *chain, const struct chain_row *row)
{
    if (row->kind == CHAIN_BOXES)
        return chain->margin + chain->node_cols + 3;
    return chain->margin + 3 + chain->name_cols + (chain->range_cols ? chain->range_cols + 2 : 0) +
           1;
}

int chain_items(const struct chain *chain, const struct chain_row *row,
                struct chain_item out[CHAIN_ITEMS], int *end)
{
    int x = first_column(chain, row), gap = chain_gap(chain, row), count;
    int dots = text_width(theme_dots(chain->view->medium.glyphs));
    struct pick pick = {.chain = chain, .row = row, .fold_cols = dots + FOLD_MOST};
    pick.room = chain->at.cols - x - gap - 4; /* "NULL" ends the row */
    add_foci(&pick);
    grow(&pick);
    count = collect(&pick, out);
    int fold_cols = widest_fold(out, count);
    if (fold_cols < pick.fold_cols) {
        pick.fold_cols = fold_cols;
        add_foci(&pick);
        grow(&pick);
        count = collect(&pick, out);
    }
    for (int i = 0; i < count; i++) {
        out[i].x = x;
        x += out[i].cols + gap;
    }
    *end = x - gap;
    return count;
}
