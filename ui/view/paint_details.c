/* paint_details.c: the selected segment: what it is, where it lies, since
 * when, and its real bytes. One idea a line; what has no room is left out
 * from the end. */
#include "hex.h"
#include "paint.h"
#include "pen.h"
#include "phrase.h"
#include "spoken.h"

#include <inttypes.h>

#define TOUCHED_LOOK 10000 /* steps looked back for when a HOLE came to be */

/* ---- Lines ---- */

static void paint_nothing(struct frame *frame, struct rect at)
{
    pen_text(frame, at, 0, 0, at.cols, ROLE_FAINT, ROLE_PLAIN, "no segment selected");
}

/* "██ PROCESS C                2,296 B" */
static void paint_heading(struct frame *frame, struct rect at, const struct view *view,
                          const struct mems_segment *segment)
{
    enum role role = view_segment_role(view, segment);
    uint32_t swatch = segment->kind == MEMS_PROCESS
                          ? (role == ROLE_TOUCHED ? GLYPH_TOUCHED : GLYPH_PROCESS)
                          : (role == ROLE_TOUCHED_HOLE ? GLYPH_TOUCHED_HOLE : GLYPH_HOLE);
    char name[128], size[64], text[160];
    view_segment_name(view, segment, name, sizeof name);
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, segment->kind == MEMS_PROCESS ? "PROCESS %s" : "HOLE", name);
    say = phrase_in(size, sizeof size);
    phrase_bytes(&say, segment->size);
    if (segment->waste && at.cols >= text_width(text) + 30)
        phrase_add(&say, ", %" PRIu32 " wasted", segment->waste);
    int x = at.cols >= 24 ? 3 : 0;
    if (x > 0)
        pen_fill(frame, at, 0, 0, 2, swatch, role, role);
    int end = pen_right(frame, at, x + 8, at.cols, 0, ROLE_STRONG, ROLE_PLAIN, size);
    pen_text(frame, at, x, 0, end - x - 1, ROLE_STRONG, ROLE_PLAIN, text);
}

/* "node 0, page 0–1" */
void details_place(struct phrase *say, const struct view *view,
                   const struct mems_segment *segment)
{
    struct mems_node node;
    const mems_heap *heap = timeline_heap(view->timeline);
    if (!mems_node_at(heap, segment->start, &node))
        return;
    uint64_t page_size = mems_heap_options(heap).page_size;
    uint64_t first = (segment->start - node.start) / page_size;
    uint64_t last = (segment->start + segment->size - 1 - node.start) / page_size;
    phrase_add(say, "node %" PRIu32 ", page %" PRIu64, node.index, first);
    if (last == first)
        return;
    phrase_sign(say, "–", " to ");
    phrase_add(say, "%" PRIu64, last);
}

static int paint_line(struct frame *frame, struct rect at, int y, const char *text)
{
    pen_text(frame, at, 0, y, at.cols, ROLE_PLAIN, ROLE_PLAIN, text);
    return y + 1;
}

/* Range and place, in one line where they fit. */
static int paint_where(struct frame *frame, struct rect at, int y, const struct view *view,
                       const struct mems_segment *segment)
{
    char range[RANGE_SIZE], place[96];
    struct phrase say = phrase_in(place, sizeof place);
    details_place(&say, view, segment);
    int width = text_width(view_range(view, segment->start, segment->size, range));
    if (width + 3 + text_width(place) <= at.cols) {
        pen_text(frame, at, width + 3, y, at.cols, ROLE_PLAIN, ROLE_PLAIN, place);
        pen_put(frame, at, width + 1, y, 0xB7, ROLE_FAINT, ROLE_PLAIN);
        return paint_line(frame, at, y, range);
    }
    y = paint_line(frame, at, y, range);
    return at.rows > 4 ? paint_line(frame, at, y, place) : y;
}

/* "since step 7 · malloc C 2296" */
static int paint_since(struct frame *frame, struct rect at, int y, const struct view *view,
                       const struct mems_segment *segment)
{
    const struct timeline *timeline = view->timeline;
    uint32_t step = timeline_maker(timeline, segment);
    if (step == 0)
        step = timeline_touched(timeline, segment->start, segment->size, TOUCHED_LOOK);
    if (step == 0)
        return y;
    char number[NUMBER_SIZE], op[128], text[PHRASE_SIZE];
    struct op since = timeline_op(timeline, step);
    ops_print(timeline_ops(timeline), &since, op, sizeof op);
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "since step %s · %s", number_text(number, step), op);
    if (text_width(text) > at.cols) {
        say = phrase_in(text, sizeof text);
        phrase_add(&say, "step %s · %s", number, op);
    }
    if (text_width(text) > at.cols) { /* as in the listing */
        say = phrase_in(text, sizeof text);
        phrase_add(&say, "%s  %s", number, op);
    }
    return paint_line(frame, at, y, text);
}

/* How MeMS gets from a virtual address to a physical one. */
static int paint_translation(struct frame *frame, struct rect at, int y, const struct view *view,
                             const struct mems_segment *segment)
{
    struct mems_node node;
    char text[160], number[ADDRESS_SIZE], offset[NUMBER_SIZE];
    const char *arrow = theme_arrow(view->medium.glyphs);
    uint64_t address = hex_focus(view, segment);
    if (!mems_node_at(timeline_heap(view->timeline), address, &node))
        return y;
    uintptr_t base = (uintptr_t)node.physical, physical = base + (uintptr_t)(address - node.start);
    number_text(offset, address - node.start);
    view_address(view, address, number);
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "%s%snode %" PRIu32 " base @%" PRIxPTR " + %s = @%" PRIxPTR, number, arrow,
               node.index, base, offset, physical);
    if (text_width(text) > at.cols) {
        say = phrase_in(text, sizeof text);
        phrase_add(&say, "%s%s@%" PRIxPTR, number, arrow, physical);
    }
    return paint_line(frame, at, y, text);
}

/* ---- The two panels ---- */

void paint_details(struct frame *frame, struct rect at, const struct view *view)
{
    struct mems_segment segment;
    if (at.rows < 1 || at.cols < 1)
        return;
    if (!view_segment(view, &segment)) {
        paint_nothing(frame, at);
        return;
    }
    paint_heading(frame, at, view, &segment);
    int y = paint_where(frame, at, 1, view, &segment);
    if (view->physical || at.rows >= 10)
        y = paint_translation(frame, at, y, view, &segment);
    y = paint_since(frame, at, y, view, &segment);
    if (at.rows >= y + 5)
        y++;
    hex_paint(frame, (struct rect){at.x, at.y + y, at.cols, at.rows - y}, view, &segment, 16,
              false);
}

void paint_bytes(struct frame *frame, struct rect at, const struct view *view)
{
    struct mems_segment segment;
    if (at.rows < 1 || at.cols < 1)
        return;
    if (!view_segment(view, &segment)) {
        paint_nothing(frame, at);
        return;
    }
    int y = 0;
    if (at.rows >= 3) {
        paint_heading(frame, (struct rect){at.x, at.y, at.cols < 80 ? at.cols : 80, 1}, view,
                      &segment);
        y = paint_translation(frame, at, 1, view, &segment);
        y += at.rows >= 8;
    }
    hex_paint(frame, (struct rect){at.x, at.y + y, at.cols, at.rows - y}, view, &segment, 32,
              view->physical || at.cols >= 98); /* a screen of 100 */
}
