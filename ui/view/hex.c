/* hex.c: reads the bytes through the heap's own mapping; only those that are
 * shown, so a segment of any size costs the same. */
#include "hex.h"

#include "pen.h"

#include <inttypes.h>
#include <stdio.h>

/* How a row is divided. Widths count the two blanks after a column. */
struct table {
    int bytes;     /* in a row */
    int address, physical, hex, text; /* columns; 0: left out */
};

/* What the last operation did to single bytes. */
struct written { uint64_t start, size; };

static bool looks_at(const struct view *view, uint64_t *address, uint64_t *size)
{
    uint32_t step = timeline_step(view->timeline);
    struct op op = timeline_op(view->timeline, step);
    struct event event = timeline_event(view->timeline, step);
    if (step == 0 || event.outcome != OUTCOME_DONE || (op.kind != OP_GET && op.kind != OP_WRITE))
        return false;
    size_t length = 0;
    if (op.kind == OP_WRITE && op.text == NO_TEXT)
        length = 4;
    else if (op.kind == OP_WRITE)
        ops_text(timeline_ops(view->timeline), op.text, &length);
    *address = event.address;
    *size = length;
    return true;
}

uint64_t hex_focus(const struct view *view, const struct mems_segment *segment)
{
    uint64_t address, size;
    if (looks_at(view, &address, &size) && address - segment->start < segment->size)
        return address;
    if (view->has_selection && view->selected - segment->start < segment->size)
        return view->selected;
    return segment->start;
}

static int table_width(const struct table *table)
{
    return table->address + table->physical + table->hex + table->text;
}

static void set_bytes(struct table *table, int bytes, bool text)
{
    table->bytes = bytes;
    table->hex = bytes * 3 + (bytes - 1) / 8 + 1; /* a gap after every eighth */
    table->text = text ? bytes : 0;
}

/* The widest table that fits: first fewer bytes a row, then no characters,
 * then no addresses. */
static struct table fit_table(const struct view *view, const struct mems_segment *segment,
                              int cols, int most, bool physical)
{
    char text[ADDRESS_SIZE];
    int address = text_width(view_address(view, segment->start + segment->size - 1, text)) + 2;
    struct table table = {.address = address, .physical = physical ? 15 : 0};
    while (most > 8 && (uint64_t)most / 2 >= segment->size)
        most /= 2;
    for (int bytes = most; bytes >= 4; bytes /= 2) {
        set_bytes(&table, bytes, true);
        if (table_width(&table) <= cols)
            return table;
    }
    table.physical = 0;
    set_bytes(&table, 4, true);
    for (int bytes = 4; table_width(&table) - 2 > cols && bytes >= 1; bytes /= 2)
        set_bytes(&table, bytes, false);
    if (table_width(&table) - 2 > cols)
        table.address = 0;
    return table;
}

static const unsigned char *bytes_at(const struct view *view, const struct mems_segment *segment,
                                     uint64_t address)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    void *physical = NULL;
    struct mems_node node;
    if (segment->kind == MEMS_PROCESS)
        mems_heap_get(heap, address, &physical);
    else if (mems_node_at(heap, address, &node))
        physical = (char *)node.physical + (address - node.start);
    return physical;
}

static enum role byte_ink(const struct written *written, uint64_t address, unsigned char byte)
{
    if (address - written->start < written->size)
        return ROLE_LINK_NEW;
    return byte ? ROLE_PLAIN : ROLE_FAINT;
}

static void paint_row(struct frame *frame, struct rect at, int y, const struct view *view,
                      const struct table *table, const struct mems_segment *segment,
                      uint64_t address, const struct written *written)
{
    const unsigned char *bytes = bytes_at(view, segment, address);
    uint64_t left = segment->start + segment->size - address;
    int count = left < (uint64_t)table->bytes ? (int)left : table->bytes;
    if (!bytes)
        return;
    char text[ADDRESS_SIZE];
    int x = table->address;
    if (x > 0)
        pen_right(frame, at, 0, x - 2, y, ROLE_FAINT, ROLE_PLAIN,
                  view_address(view, address, text));
    if (table->physical) {
        snprintf(text, sizeof text, "@%012" PRIxPTR, (uintptr_t)bytes);
        x += pen_text(frame, at, x, y, table->physical, ROLE_FAINT, ROLE_PLAIN, text) + 2;
    }
    for (int i = 0; i < count; i++) {
        enum role ink = byte_ink(written, address + (uint64_t)i, bytes[i]);
        snprintf(text, sizeof text, "%02x", bytes[i]);
        pen_text(frame, at, x + i * 3 + i / 8, y, 2, ink, ROLE_PLAIN, text);
        bool prints = bytes[i] > ' ' && bytes[i] < 0x7F;
        if (table->text)
            pen_put(frame, at, x + table->hex + i, y, prints ? bytes[i] : 0xB7,
                    prints ? ink : ROLE_FAINT, ROLE_PLAIN);
    }
}

void hex_paint(struct frame *frame, struct rect at, const struct view *view,
               const struct mems_segment *segment, int most, bool physical)
{
    if (at.rows < 1 || at.cols < 2)
        return;
    struct table table = fit_table(view, segment, at.cols, most, physical);
    struct written written = {0, 0};
    looks_at(view, &written.start, &written.size);
    uint64_t bytes = (uint64_t)table.bytes, rows = (uint64_t)at.rows;
    uint64_t all = (segment->size + bytes - 1) / bytes, top = 0;
    uint64_t focus = (hex_focus(view, segment) - segment->start) / bytes;
    if (focus >= rows)
        top = all - rows < focus - rows / 2 ? all - rows : focus - rows / 2;
    for (uint64_t row = top; row < all && row - top < rows; row++)
        paint_row(frame, at, (int)(row - top), view, &table, segment, segment->start + row * bytes,
                  &written);
}
