/* large.c: names in bars of a slide. How much room one has follows from its bytes alone, not
 * from the cells that they happen to begin and end in. */
#include "large.h"

#include "letters.h"
#include "timeline.h"

#include <stdio.h>

#define LARGEST 2 /* beyond that names would be all there is */
#define FRINGE 2  /* a blank on either side; cells filled in part are left over */

/* The bytes of a segment, without its waste, that this bar shows. */
static uint64_t part_of(const struct mems_segment *segment, const struct span *span)
{
    uint64_t from = segment->start > span->start ? segment->start : span->start;
    uint64_t end = segment->start + segment->size - segment->waste;
    end = end < span->start + span->bytes ? end : span->start + span->bytes;
    return end > from ? end - from : 0;
}

/* Cells that so many bytes fill whole wherever they begin. */
static int room_of(uint64_t part, const struct span *span)
{
    struct span alone = {.bytes = part, .scale = span->scale};
    return span_cells(&alone) - 2;
}

int large_room(const struct mems_segment *segment, const struct span *span, int room)
{
    int least = room_of(part_of(segment, span), span);
    least = least < 2 ? 2 : least;
    return least < room ? least : room;
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
    uint64_t part = part_of(segment, span);
    int room = room_of(part, span);
    if (segment->kind == MEMS_HOLE || room < letters_cols("A", 1) + FRINGE)
        return;
    view_segment_name(view, segment, name, sizeof name);
    int size = size_of(name, bars->thick - 2, room);
    if (size == 0 && large->count < (int)(sizeof large->tight / sizeof *large->tight))
        large->tight[large->count++] = part;
    if (size > 0 && (large->size == 0 || size < large->size))
        large->size = size;
}

struct large large_of(const struct bars *bars, const struct view *view)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    struct large large = {.size = 0};
    struct mems_segment segment;
    bool enters = true;
    if (view->present.face == PRESENT_OFF || bars->thick < LETTER_ROWS + 2)
        return large;
    for (int i = 0; i < bars->count; i++) {
        const struct span *span = &bars->rows[i].span;
        bool is_bar = bars->rows[i].kind == ROW_BAR;
        for (uint64_t at = span->start; is_bar && at < span->start + span->bytes;) {
            if (!mems_segment_at(heap, at, &segment))
                break;
            if (bars_labels(span, &segment, enters))
                ask(&large, bars, view, &segment, span);
            uint64_t cell = span_cell_start(span, span_cell_of(span, at) + 1);
            at = segment.start + segment.size; /* or, past many small ones, the next cell */
            at = at < cell ? cell : at;
        }
        enters = !is_bar;
    }
    return large;
}

static bool is_tight(const struct large *large, uint64_t part)
{
    for (int i = 0; i < large->count; i++)
        if (large->tight[i] == part)
            return true;
    return false;
}

bool paint_large(struct frame *frame, const struct large *large, const struct bars *bars, int x,
                 int y, int room, const struct view *view, const struct mems_segment *segment,
                 const struct span *span, enum role paper)
{
    char name[72], number[NUMBER_SIZE], bytes[NUMBER_SIZE + 2];
    uint64_t part = part_of(segment, span);
    int tall = LETTER_ROWS * large->size;
    if (large->size == 0 || segment->kind == MEMS_HOLE || is_tight(large, part))
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
    y += (bars->thick - (tall + 2) + 1) / 2;
    for (int i = 0; i < tall + 2; i++)
        frame_fill(frame, x, y + i, widest + 2, ' ', ROLE_LABEL, paper);
    letters_paint(frame, x + 1, y, ROLE_PLAIN, paper, name, large->size);
    frame_text(frame, x + 1, y + tall + 1, below, ROLE_LABEL, paper, bytes);
    return true;
}
