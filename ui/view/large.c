/* large.c: looks over all labelled parts of a slide's bars once, before any is painted. */
#include "large.h"

#include "letters.h"
#include "timeline.h"

#include <stdio.h>

#define LARGEST 2 /* beyond that names would be all there is */
#define FRINGE 2  /* a blank on either side; cells filled in part are left over */

/* The bytes of a segment, without its waste, that this bar shows: [*from, *to). */
static uint64_t part_of(const struct mems_segment *segment, const struct span *span,
                        uint64_t *from, uint64_t *to)
{
    uint64_t end = segment->start + segment->size - segment->waste;
    uint64_t span_end = span->start + span->bytes;
    *from = segment->start > span->start ? segment->start : span->start;
    *to = end < span_end ? end : span_end;
    return *to > *from ? *to - *from : 0;
}

/* Cells that show no byte but these. */
static int room_of(const struct span *span, uint64_t from, uint64_t to)
{
    int first = span_cell_of(span, from), end = span_cell_of(span, to);
    if (span_cell_start(span, first) < from)
        first++;
    if (to == span->start + span->bytes)
        end = span_cells(span);
    return end > first ? end - first : 0;
}

/* Its place among the lengths that are compared; -1: it is not among them. */
static int find(const struct large *large, uint64_t bytes)
{
    for (int i = 0; i < large->count; i++)
        if (large->parts[i].bytes == bytes)
            return i;
    return -1;
}

static const struct large_part *part_at(const struct large *large,
                                        const struct mems_segment *segment,
                                        const struct span *span)
{
    uint64_t from, to;
    int at = find(large, part_of(segment, span, &from, &to));
    return at >= 0 ? &large->parts[at] : NULL;
}

/* Of an equal one that was seen before it the smaller room counts. */
static void add(struct large *large, const struct mems_segment *segment, const struct span *span)
{
    uint64_t from, to, bytes = part_of(segment, span, &from, &to);
    int room = room_of(span, from, to);
    int at = find(large, bytes);
    if (at < 0 && large->count < LARGE_PARTS)
        large->parts[large->count++] = (struct large_part){.bytes = bytes, .room = room};
    else if (at >= 0 && room < large->parts[at].room)
        large->parts[at].room = room;
}

/* The largest size of letters in which a name fits; 0: none. */
static int size_of(const char *name, int rows, int room)
{
    int size = rows / LETTER_ROWS < LARGEST ? rows / LETTER_ROWS : LARGEST;
    while (size > 0 && letters_cols(name, size) + FRINGE > room)
        size--;
    return letters_cols(name, 1) > 0 ? size : 0;
}

/* A name asks for its size; the smallest holds for all that have one. */
static void ask(struct large *large, const struct bars *bars, const struct view *view,
                const struct mems_segment *segment, const struct span *span)
{
    char name[72];
    uint64_t from, to;
    int at = find(large, part_of(segment, span, &from, &to));
    if (segment->kind == MEMS_HOLE || at < 0)
        return;
    view_segment_name(view, segment, name, sizeof name);
    int size = size_of(name, bars->thick - 2, large->parts[at].room);
    if (size == 0)
        large->parts[at].plain = true;
    else if (large->size == 0 || size < large->size)
        large->size = size;
}

/* Adds what is labelled in the bar, or lets it ask. */
static void look(struct large *large, const struct bars *bars, const struct view *view,
                 const struct span *span, bool enters, bool asks)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    struct mems_segment segment;
    for (uint64_t at = span->start; at < span->start + span->bytes;) {
        if (!mems_segment_at(heap, at, &segment))
            return;
        if (bars_labels(span, &segment, enters) && asks)
            ask(large, bars, view, &segment, span);
        else if (bars_labels(span, &segment, enters))
            add(large, &segment, span);
        uint64_t cell = span_cell_start(span, span_cell_of(span, at) + 1);
        at = segment.start + segment.size; /* or, past many small ones, the next cell */
        at = at < cell ? cell : at;
    }
}

struct large large_of(const struct bars *bars, const struct view *view)
{
    struct large large = {.size = 0};
    bool is_slide = view->present.face != PRESENT_OFF && bars->thick > 1;
    for (int asks = 0; is_slide && asks < 2; asks++) {
        for (int i = 0; i < bars->count; i++)
            if (bars->rows[i].kind == ROW_BAR)
                look(&large, bars, view, &bars->rows[i].span,
                     i == 0 || bars->rows[i - 1].kind != ROW_BAR, asks);
    }
    return large;
}

int large_room(const struct large *large, const struct mems_segment *segment,
               const struct span *span, int room)
{
    const struct large_part *part = part_at(large, segment, span);
    return part != NULL && part->room < room ? part->room : room;
}

bool paint_large(struct frame *frame, const struct large *large, const struct bars *bars, int x,
                 int y, int room, const struct view *view, const struct mems_segment *segment,
                 const struct span *span, enum role paper)
{
    char name[72], number[NUMBER_SIZE], bytes[NUMBER_SIZE + 2];
    const struct large_part *part = part_at(large, segment, span);
    int tall = LETTER_ROWS * large->size, gap = bars->thick > tall + 2; /* after one above */
    if (large->size == 0 || segment->kind == MEMS_HOLE || (part != NULL && part->plain))
        return false;
    view_segment_name(view, segment, name, sizeof name);
    snprintf(bytes, sizeof bytes, "%s B", number_text(number, segment->size));
    if (size_of(name, tall, room) < large->size)
        return false;
    int cols = letters_cols(name, large->size), below = text_width(bytes);
    if (below + FRINGE > room)
        below = 0;
    int widest = cols > below ? cols : below;
    x += widest + 4 <= room;
    y += (bars->thick - (tall + gap + 1) + 1) / 2;
    for (int i = 0; i < tall + gap + 1; i++)
        frame_fill(frame, x, y + i, widest + 2, ' ', ROLE_LABEL, paper);
    letters_paint(frame, x + 1, y, ROLE_PLAIN, paper, name, large->size);
    frame_text(frame, x + 1, y + tall + gap, below, ROLE_LABEL, paper, bytes);
    return true;
}
