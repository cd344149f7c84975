/* bars.c: which rows of the heap a view shows, and where. A pure function of
 * the view: the same state gives the same rows, however it was reached. */
#include "bars.h"

#include "timeline.h"

#define THICK 12         /* lines of a bar at most; on a slide */
#define THICK_SLIDE 24
#define LOOK_BACK 1000 /* steps searched for one that touched something */

static int digits(uint64_t n)
{
    int count = 1;
    for (; n >= 10; n /= 10)
        count++;
    return count;
}

/* The newest address anything was done at, up to the present step. */
static uint64_t address_touched(const struct timeline *timeline)
{
    uint32_t step = timeline_step(timeline);
    for (uint32_t look = 0; look < LOOK_BACK && step > 0; look++, step--) {
        struct event event = timeline_event(timeline, step);
        if (event.has_malloc)
            return event.malloc.address;
        if (event.has_free)
            return event.free.address;
        if (event.address != 0)
            return event.address;
    }
    return mems_heap_options(timeline_heap(timeline)).start;
}

static uint64_t focus(const struct view *view, const struct marks *marks)
{
    if (view->before && view->has_selection)
        return view->selected;
    return marks->touches > 0 ? marks->touched[0].block : address_touched(view->timeline);
}

uint64_t bars_focus(const struct view *view)
{
    struct marks marks = view_marks(view);
    return focus(view, &marks);
}

/* What must stay in sight beside the window: the selection; without one, the
 * realloc's other block, or the block just touched when the person has
 * scrolled away. */
static const uint64_t *pinned(const struct view *view, const struct marks *marks,
                              uint64_t *address)
{
    if (view->has_selection)
        *address = view->selected;
    else if (marks->touches > 0 && (!view->follow || marks->touches > 1))
        *address = marks->touched[view->follow ? 1 : 0].block;
    else
        return NULL;
    return address;
}

/* Everything that does not depend on where the window stands. */
static void measure(struct bars *bars, const struct view *view, struct rect at)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    *bars = (struct bars){.at = at};
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t page = mems_heap_options(heap).page_size;
    const struct common_map *common = &view->common;
    bool map = common->row_bytes > 0 || layout_scale(heap, view->zoom, 1, at.rows).map;
    uint64_t end = common->row_bytes > 0 ? common->end
                                         : mems_heap_options(heap).start + totals.mapped;
    char text[ADDRESS_SIZE];
    bool bare = at.cols < 24 || (view->present.face != PRESENT_OFF && !map);
    bars->label = bare ? 0
                  : map        ? text_width(view_address(view, end, text))
                               : digits(totals.largest_node / page - (totals.nodes > 0));
    if (bars->label > 0) /* a change mark stands before it, and is no sign of the number's */
        bars->label++;
    bars->map = at.cols >= 40;
    bars->x = at.x + 1 + (bars->label > 0 ? bars->label + 1 : 0);
    bars->room = at.x + at.cols - bars->x - (bars->map ? 2 : 0);
    bars->scale = common->row_bytes > 0 ? layout_map(page, common->row_bytes, bars->room)
                                        : layout_scale(heap, view->zoom, bars->room, at.rows);
    bars->rows_most = common->rows;
}

struct scale bars_scale(const struct view *view, struct rect at)
{
    struct bars bars;
    measure(&bars, view, at);
    return bars.scale;
}

int bars_room(const struct view *view, struct rect at)
{
    struct bars bars;
    measure(&bars, view, at);
    return bars.room;
}

/* A small heap on a large screen: thick bars, readable from far away, and
 * a blank line between nodes where there is still room. */
static void spread(struct bars *bars, int thickest)
{
    int rows = bars->at.rows, headers = 0, gaps = 0, full = 0;
    for (int i = 0; i < bars->count; i++) {
        headers += bars->rows[i].kind == ROW_HEADER;
        gaps += i > 0 && bars->rows[i].kind == ROW_HEADER;
        full += bars->rows[i].kind == ROW_BAR;
    }
    int others = bars->count - full;
    if (full > 0 && (uint64_t)full < bars->rows_most)
        full = (int)bars->rows_most;
    int most = rows * 2 / 3 < 1 ? 1 : rows * 2 / 3 < thickest ? rows * 2 / 3 : thickest;
    int thick = full == 0 ? 1 : 1 + (rows - others - full) / full;
    bars->thick = thick < most ? thick : most;
    int left = rows - bars->count - (bars->thick - 1) * full;
    bool apart = headers > 1 && left >= gaps;
    int y = bars->at.y;
    for (int i = 0; i < bars->count; i++) {
        if (apart && i > 0 && bars->rows[i].kind == ROW_HEADER)
            y++;
        bars->y[i] = y;
        y += bars->rows[i].kind == ROW_BAR ? bars->thick : 1;
    }
    bars->y[bars->count] = y;
}

void bars_layout(struct bars *bars, const struct view *view, struct rect at)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    if (at.rows > FRAME_ROWS_MAX)
        at.rows = FRAME_ROWS_MAX;
    measure(bars, view, at);
    if (at.cols < 3 || at.rows < 1)
        return;
    bars->marks = view_marks(view);
    bars->total = layout_total(heap, &bars->scale);
    bars->top = view->top;
    if (view->follow) {
        uint64_t row;
        bool found = layout_row_of(heap, &bars->scale, focus(view, &bars->marks), &row);
        bars->top = found ? layout_top(bars->total, at.rows, row) : 0;
    }
    uint64_t pin;
    bars->count = layout_rows(heap, &bars->scale, bars->top,
                              pinned(view, &bars->marks, &pin), bars->rows, at.rows);
    spread(bars, view->present.face != PRESENT_OFF ? THICK_SLIDE : THICK);
}

bool bars_address(const struct bars *bars, int x, int y, uint64_t *address)
{
    int index = 0;
    while (index < bars->count && y >= bars->y[index + 1])
        index++;
    if (y < bars->at.y || index >= bars->count)
        return false;
    const struct row *row = &bars->rows[index];
    if (y - bars->y[index] >= (row->kind == ROW_BAR ? bars->thick : 1))
        return false; /* the blank line between two nodes */
    if (row->kind == ROW_HEADER)
        *address = row->node.start;
    if (row->kind != ROW_BAR)
        return row->kind == ROW_HEADER;
    int cell = x - bars->x;
    if (cell < 0 || cell >= span_cells(&row->span))
        return false;
    *address = span_cell_start(&row->span, cell);
    return true;
}

bool bars_labels(const struct span *span, const struct mems_segment *segment, bool enters)
{
    if (segment->start >= span->start || enters)
        return true;
    uint64_t before = span->start - segment->start;
    if (before >= span->scale.row_bytes)
        return false;
    return before < 12 * (span->scale.row_bytes / (uint64_t)span->scale.cells) &&
           segment->start + segment->size > span->start + before;
}
