/* paint_chain.c: the chain view: the lists themselves, as a course draws them.
 * Nodes go down the main chain, each with its sub-chain to the right; both
 * are doubly linked and end in NULL. A box's edge says what it is without
 * colour: single PROCESS, dashed HOLE, heavy what was touched now, double what
 * is selected; in ASCII the signs of bars. */
#include "chain.h"
#include "moments.h"
#include "paint.h"
#include "pen.h"
#include "phrase.h"

#include <inttypes.h>

#define LINK_ACROSS 0x21C4 /* both ways */
#define LINK_DOWN 0x21C5
#define LINK_RIGHT 0x2192
#define HEAD_ARROW 0x25B6

struct sketch {
    struct frame *frame;
    struct rect at;
    const struct view *view;
    const struct chain *chain;
};

static void put(const struct sketch *s, int x, int y, uint32_t ch, enum role ink)
{
    pen_put(s->frame, s->at, x, y, ch, ink, ROLE_PLAIN);
}

static int text(const struct sketch *s, int x, int y, int cols, enum role ink, const char *words)
{
    return pen_text(s->frame, s->at, x, y, cols, ink, ROLE_PLAIN, words);
}

/* ---- What is new ---- */

static bool is_new_node(const struct chain *chain, const struct mems_node *node)
{
    const struct touched *touched = chain->marks.touched;
    for (int i = chain->marks.touches; i-- > 0;)
        if (touched[i].did & MEMS_DID_NODE && touched[i].block - node->start < node->size)
            return true;
    return false;
}

/* The link at a segment's right end: a split put it there, a join closed it
 * over what it took in, a new node came with it. */
static enum role link_after(const struct chain *chain, const struct mems_segment *segment)
{
    const struct touched *touched = chain->marks.touched;
    for (int i = chain->marks.touches; i-- > 0;) {
        uint8_t links = MEMS_DID_SPLIT | MEMS_DID_NODE | MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT;
        if (touched[i].did & links && touched[i].block - segment->start < segment->size)
            return ROLE_LINK_NEW;
    }
    return ROLE_LINK;
}

/* ---- Boxes ---- */

struct edges { uint32_t across, down, corners[4]; /* left and right above, then below */ };

static const struct edges single = {0x2500, 0x2502, {0x250C, 0x2510, 0x2514, 0x2518}};
static const struct edges dashed = {0x254C, 0x254E, {0x250C, 0x2510, 0x2514, 0x2518}};
static const struct edges heavy = {0x2501, 0x2503, {0x250F, 0x2513, 0x2517, 0x251B}};
static const struct edges heavy_dashed = {0x254D, 0x254F, {0x250F, 0x2513, 0x2517, 0x251B}};
static const struct edges twofold = {0x2550, 0x2551, {0x2554, 0x2557, 0x255A, 0x255D}};

/* In ASCII lines are all alike; these are the signs of bars. */
static const struct edges of_ats = {'@', '@', {'@', '@', '@', '@'}};
static const struct edges of_dots = {'.', '.', {'.', '.', '.', '.'}};
static const struct edges of_colons = {':', ':', {':', ':', ':', ':'}};
static const struct edges of_equals = {'=', '|', {'=', '=', '=', '='}};

static const struct edges *edges_of(const struct view *view, enum role role)
{
    bool ascii = view->medium.glyphs == GLYPHS_ASCII;
    switch (role) {
    case ROLE_SELECTED: case ROLE_SELECTED_HOLE: case ROLE_LOOKED_HOLE:
        return ascii ? &of_equals : &twofold;
    case ROLE_BORN: case ROLE_DIES: case ROLE_REPLACES: case ROLE_MOVED:
    case ROLE_TOUCHED: return ascii ? &of_ats : &heavy;
    case ROLE_DIED: case ROLE_TO_COME:
    case ROLE_TOUCHED_HOLE: return ascii ? &of_colons : &heavy_dashed;
    case ROLE_HOLE: case ROLE_PASSED_HOLE: return ascii ? &of_dots : &dashed;
    default: return &single;
    }
}

void chain_edge(const struct view *view, enum role role, uint32_t out[CHAIN_EDGE])
{
    const struct edges *edges = edges_of(view, role);
    out[0] = edges->corners[0];
    out[1] = edges->across;
    out[2] = edges->corners[1];
}

static void box(const struct sketch *s, int x, int y, int cols, int rows,
                const struct edges *edges, enum role ink)
{
    int right = x + cols - 1, bottom = y + rows - 1;
    pen_fill(s->frame, s->at, x + 1, y, cols - 2, edges->across, ink, ROLE_PLAIN);
    pen_fill(s->frame, s->at, x + 1, bottom, cols - 2, edges->across, ink, ROLE_PLAIN);
    for (int row = y + 1; row < bottom; row++) {
        put(s, x, row, edges->down, ink);
        put(s, right, row, edges->down, ink);
    }
    put(s, x, y, edges->corners[0], ink);
    put(s, right, y, edges->corners[1], ink);
    put(s, x, bottom, edges->corners[2], ink);
    put(s, right, bottom, edges->corners[3], ink);
}

/* Words let into a box's upper edge, between blanks where there is room. */
static void on_edge(const struct sketch *s, int x, int y, int cols, const char *words)
{
    char line[64];
    struct phrase say = phrase_in(line, sizeof line);
    int room = cols - 2, width = text_width(words);
    if (width == 0 || width > room)
        return;
    phrase_add(&say, width + 2 <= room ? " %s " : "%s", words);
    text(s, width + 4 <= room ? x + 2 : x + 1, y, room, ROLE_LINK_NEW, line);
}

/* Text at the left and at the right of a box's row; the right one has the
 * way when there is not room for both. */
static void box_row(const struct sketch *s, int x, int y, int cols, enum role ink,
                    enum role paper, const char *left, const char *right)
{
    int begin = text_width(right) < cols ? cols - text_width(right) : 0;
    if (*right)
        pen_text(s->frame, s->at, x + begin, y, cols - begin, ink, paper, right);
    else
        begin = cols + 1;
    pen_text(s->frame, s->at, x, y, begin - 1, ink, paper, left);
}

/* Of two moments a HOLE tells whether most of it was in use. */
static enum role role_of(const struct sketch *s, const struct mems_segment *segment)
{
    enum role role = marks_role(&s->chain->marks, s->view, segment);
    return role == ROLE_HOLE && moments_on(s->view)
               ? moments_hole_role(s->view, segment->start, segment->start + segment->size) : role;
}

static void put_sign(const struct sketch *s, int x, int y, enum role ink, enum role role)
{
    if (moments_sign(role) != 0)
        pen_put(s->frame, s->at, x, y, moments_sign(role), ink, role);
}

static void segment_box(const struct sketch *s, const struct chain_item *item, int y)
{
    const struct mems_segment *segment = &item->segment;
    enum role role = role_of(s, segment);
    bool hole = segment->kind == MEMS_HOLE;
    enum role ink = hole ? ROLE_HOLE_LABEL : ROLE_LABEL;
    int inset = s->chain->inset, rows = s->chain->box_rows;
    int x = item->x + 1 + inset, cols = item->cols - 2 - 2 * inset;
    char name[128], label[160], line[64], number[NUMBER_SIZE];
    box(s, item->x, y, item->cols, rows, edges_of(s->view, role), role);
    on_edge(s, item->x, y, item->cols, chain_did(s->chain, segment));
    put_sign(s, item->x + 1, y, ink, role);
    for (int row = 1; row < rows - 1; row++)
        pen_fill(s->frame, s->at, item->x + 1, y + row, item->cols - 2, ' ', ink, role);
    view_segment_name(s->view, segment, name, sizeof name);
    struct phrase say = phrase_in(label, sizeof label);
    number_text(number, segment->size);
    bool whole_word = s->chain->roomy && text_width(number) + 5 <= cols;
    phrase_add(&say, hole ? (whole_word ? "HOLE" : "H") : "P %s", name);
    box_row(s, x, y + 1, cols, ink, role, label, number);
    view_range(s->view, segment->start, segment->size, line);
    box_row(s, x, y + 2, cols, ink, role, line, "");
    struct mems_node node;
    if (rows < 5 || !mems_node_index(timeline_heap(s->view->timeline), segment->node, &node))
        return;
    say = phrase_in(line, sizeof line);
    uintptr_t physical = (uintptr_t)node.physical + (uintptr_t)(segment->start - node.start);
    phrase_add(&say, "@%" PRIxPTR, physical);
    box_row(s, x, y + 3, cols, ink, role, line, "");
}

static void fold_box(const struct sketch *s, const struct chain_item *item, int y, int pad)
{
    char more[CHAIN_FOLD_SIZE], bytes[CHAIN_FOLD_SIZE];
    chain_fold_text(s->chain, item, more, bytes);
    int x = item->x + pad, cols = item->cols - pad;
    text(s, x, y + 1, cols, ROLE_FAINT, more);
    text(s, x, y + 2, cols, ROLE_FAINT, bytes);
}

static void node_box(const struct sketch *s, const struct chain_row *row)
{
    const struct chain *chain = s->chain;
    const struct mems_node *node = &row->node;
    int x = chain->margin, y = row->y, text_x = x + 1 + chain->inset;
    int cols = chain->node_cols - 2 - 2 * chain->inset;
    bool fresh = is_new_node(s->chain, node);
    enum role ink = fresh ? ROLE_LINK_NEW : ROLE_LINK;
    char left[64], right[64] = "";
    box(s, x, y, chain->node_cols, chain->box_rows,
        edges_of(s->view, fresh ? ROLE_TOUCHED : ROLE_PROCESS), ink);
    put(s, x + 1, y, fresh ? 0x253B : 0x2534, ink);
    put(s, x + 1, y + chain->box_rows - 1, fresh ? 0x2533 : 0x252C, ink);
    if (fresh)
        on_edge(s, x + 1, y, chain->node_cols - 1, "+ node");
    struct phrase say = phrase_in(left, sizeof left);
    phrase_add(&say, "node %" PRIu32, node->index);
    say = phrase_in(right, sizeof right);
    phrase_count(&say, node->pages, "page", "pages");
    if (text_width(left) + 1 + text_width(right) > cols)
        right[0] = '\0';
    box_row(s, text_x, y + 1, cols, ROLE_HEADER, ROLE_PLAIN, left, right);
    view_range(s->view, node->start, node->size, left);
    box_row(s, text_x, y + 2, cols, ROLE_HEADER, ROLE_PLAIN, left, "");
    if (chain->box_rows < 5)
        return;
    say = phrase_in(left, sizeof left);
    phrase_add(&say, "@%" PRIxPTR, (uintptr_t)node->physical);
    box_row(s, text_x, y + 3, cols, ROLE_HEADER, ROLE_PLAIN, left, "");
}

/* ---- Rows ---- */

static void across(const struct sketch *s, const struct chain_row *row, int x, int y, enum role ink,
                   uint32_t ch)
{
    put(s, x + chain_gap(s->chain, row) / 2, y, ch, ink);
}

/* The links between the items, and the end. */
static void links(const struct sketch *s, const struct chain_row *row,
                  const struct chain_item *items, int count, int y)
{
    int gap = chain_gap(s->chain, row);
    for (int i = 0; i < count; i++) {
        enum role ink = items[i].fold ? ROLE_LINK : link_after(s->chain, &items[i].segment);
        int x = items[i].x + items[i].cols;
        bool last = i + 1 == count;
        across(s, row, x, y, ink, last ? LINK_RIGHT : LINK_ACROSS);
        if (last)
            text(s, x + gap, y, 4, ink, "NULL");
    }
}

static void paint_boxes(const struct sketch *s, const struct chain_row *row)
{
    const struct chain *chain = s->chain;
    struct chain_item items[CHAIN_ITEMS];
    int end, count = chain_items(chain, row, items, &end);
    bool fresh = is_new_node(s->chain, &row->node);
    enum role ink = fresh ? ROLE_LINK_NEW : ROLE_LINK;
    int x = chain->margin + chain->node_cols - 1, y = row->y + 1;
    put(s, chain->margin + 1, row->y - 1, row->node.index == 0 ? 0x2502 : LINK_DOWN, ink);
    node_box(s, row);
    put(s, x, y, fresh ? 0x2523 : 0x251C, ink);
    put(s, x + 1, y, 0x2500, ink);
    put(s, x + 2, y, 0x2500, ink);
    put(s, x + 3, y, HEAD_ARROW, ink);
    for (int i = 0; i < count; i++)
        if (items[i].fold)
            fold_box(s, &items[i], row->y, chain_fold_pad(chain, row));
        else
            segment_box(s, &items[i], row->y);
    links(s, row, items, count, y);
}

/* " P A 1,000 ", in brackets when it is selected. */
static void chip(const struct sketch *s, const struct chain_item *item, int y)
{
    char label[PHRASE_SIZE];
    enum role role = role_of(s, &item->segment);
    enum role ink = item->segment.kind == MEMS_HOLE ? ROLE_HOLE_LABEL : ROLE_LABEL;
    chain_label(s->chain, &item->segment, label, sizeof label);
    pen_fill(s->frame, s->at, item->x, y, item->cols, ' ', ink, role);
    pen_text(s->frame, s->at, item->x + 1, y, item->cols - 2, ink, role, label);
    put_sign(s, item->x, y, ink, role);
    if (role != ROLE_SELECTED && role != ROLE_SELECTED_HOLE)
        return;
    pen_put(s->frame, s->at, item->x, y, '[', ink, role);
    pen_put(s->frame, s->at, item->x + item->cols - 1, y, ']', ink, role);
}

static void fold_chip(const struct sketch *s, const struct chain_item *item, int y)
{
    char more[CHAIN_FOLD_SIZE], bytes[CHAIN_FOLD_SIZE];
    chain_fold_text(s->chain, item, more, bytes);
    text(s, item->x, y, item->cols, ROLE_FAINT, more);
}

static void paint_line(const struct sketch *s, const struct chain_row *row)
{
    const struct chain *chain = s->chain;
    struct chain_item items[CHAIN_ITEMS];
    int end, count = chain_items(chain, row, items, &end), x = chain->margin + 1;
    enum role ink = is_new_node(s->chain, &row->node) ? ROLE_LINK_NEW : ROLE_LINK;
    char line[64];
    put(s, x, row->y, row->node.index == 0 ? 0x2502 : LINK_DOWN, ink);
    struct phrase say = phrase_in(line, sizeof line);
    phrase_add(&say, "node %" PRIu32, row->node.index);
    text(s, x + 2, row->y, chain->name_cols, ink == ROLE_LINK ? ROLE_HEADER : ink, line);
    view_range(s->view, row->node.start, row->node.size, line);
    text(s, x + 4 + chain->name_cols, row->y, chain->range_cols, ROLE_FAINT, line);
    for (int i = 0; i < count; i++)
        if (items[i].fold)
            fold_chip(s, &items[i], row->y);
        else
            chip(s, &items[i], row->y);
    links(s, row, items, count, row->y);
}

static void say_more(struct phrase *say, uint64_t count, const char *one, const char *many,
                     uint64_t bytes)
{
    phrase_add(say, " · ");
    phrase_count(say, count, one, many);
    if (bytes > 0) {
        phrase_add(say, " of ");
        phrase_bytes(say, bytes);
    }
}

/* "⇅ … 37 nodes · 52 pages · 120 blocks of 99,000 B · 33 holes of 12,400 B", and
 * shorter where that has no room. */
static void paint_fold(const struct sketch *s, const struct chain_row *row)
{
    char line[PHRASE_SIZE];
    int x = s->chain->margin + 3;
    for (int form = 0; form < 4; form++) {
        struct phrase say = phrase_in(line, sizeof line);
        phrase_add(&say, "%s", theme_dots(s->view->medium.glyphs));
        phrase_count(&say, row->nodes, "node", "nodes");
        if (form < 1)
            say_more(&say, row->pages, "page", "pages", 0);
        say_more(&say, row->fold.blocks, "block", "blocks", form < 2 ? row->fold.process : 0);
        say_more(&say, row->fold.holes, "hole", "holes",
                 form < 3 ? row->bytes - row->fold.process : 0);
        if (text_width(line) <= s->at.cols - x)
            break;
    }
    put(s, s->chain->margin + 1, row->y, row->node.index == 0 ? 0x2502 : LINK_DOWN, ROLE_LINK);
    text(s, x, row->y, s->at.cols, ROLE_FAINT, line);
}

static void paint_empty(const struct sketch *s)
{
    char line[32];
    struct phrase say = phrase_in(line, sizeof line);
    phrase_add(&say, " HEAD%sNULL", theme_arrow(s->view->medium.glyphs));
    int used = text(s, 0, 0, s->at.cols, ROLE_LINK, line);
    text(s, used + 3, 0, s->at.cols, ROLE_FAINT, "nothing is mapped yet");
}

void paint_chain(struct frame *frame, struct rect at, const struct view *view)
{
    struct chain chain;
    struct sketch s = {.frame = frame, .at = at, .view = view, .chain = &chain};
    if (at.rows < 1 || at.cols < 1)
        return;
    chain_layout(&chain, at, view);
    if (chain.count == 0)
        paint_empty(&s);
    int y = 0;
    for (int i = 0; i < chain.count; i++) {
        const struct chain_row *row = &chain.rows[i];
        switch (row->kind) {
        case CHAIN_BOXES: paint_boxes(&s, row); break;
        case CHAIN_LINE: paint_line(&s, row); break;
        case CHAIN_FOLD: paint_fold(&s, row); break;
        }
        y = row->y + (row->kind == CHAIN_BOXES ? chain.box_rows : 1);
    }
    if (!chain.ends || chain.count == 0)
        return;
    text(&s, chain.margin, 0, 4, ROLE_LINK, "HEAD");
    text(&s, chain.margin, y, 4, ROLE_LINK, "NULL");
}
