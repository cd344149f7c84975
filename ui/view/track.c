/* track.c: the screen of a race, cut from top to bottom; the heaps get what the
 * other parts leave, and those give way to them one by one as rows run out.
 *
 * The scale is that of the largest heap. So that it holds still, it is for twice,
 * four times, eight times the pages, and so on, and from the start for as
 * many as a small workload needs in the end. */
#include "track.h"

#include "bars.h"
#include "layout.h"

#define HEAP_ROWS 3     /* with fewer rows for each heap the optional parts give way */
#define STACKED_ROWS 5  /* with fewer, heaps stand in two columns where these are wide */
#define COLUMN_COLS 60
#define SMALL_PAGES 8u

/* ---- The screen ---- */

static void cut_heaps(struct track *track, struct rect rest, int count)
{
    int columns = rest.rows / count < STACKED_ROWS && rest.cols >= 2 * COLUMN_COLS ? 2 : 1;
    int lines = (count + columns - 1) / columns;
    int rows = rest.rows / lines, cols = rest.cols / columns;
    for (int i = 0; i < count && rows > 0; i++)
        track->heaps[i] = (struct rect){rest.x + i % columns * cols, rest.y + i / columns * rows,
                                        cols - (columns > 1), rows};
    for (int i = 0; i < count && i < rest.rows && rows == 0; i++)
        track->heaps[i] = (struct rect){rest.x, rest.y + i, rest.cols, 1};
    if (rows == 0)
        track->left_out = "not all heaps fit";
    else if (rows == 1)
        track->left_out = "bars hidden";
}

static void cut_screen(struct track *track, const struct view *view, int cols, int rows)
{
    struct rect rest = {0, 0, cols, rows};
    int count = race_count(view->race), kept = count * HEAP_ROWS;
    if (rows >= 3) {
        track->title = (struct rect){0, 0, cols, 1};
        rest.y++;
        rest.rows--;
    }
    track->footer = rect_cut_bottom(&rest, rows >= 2 && !view->bare ? 1 : 0);
    track->timeline = rect_cut_bottom(&rest, rows >= 8 ? 1 : 0);
    /* by order of worth, then by order on the screen */
    int score = rest.rows - (count + 1) >= kept ? count + 1 : 0;
    int event = rest.rows - score - 1 >= kept;
    int left = rest.rows - score - event - kept;
    int words = left < 0 ? 0 : left < 2 ? left : rows < 30 || left < 3 ? 2 : 3;
    int legend = left - words >= 1;
    track->words = rect_cut_bottom(&rest, words);
    track->score = rect_cut_bottom(&rest, score);
    track->event = rect_cut_bottom(&rest, event);
    track->legend = rect_cut_bottom(&rest, legend);
    cut_heaps(track, rest, count);
}

/* ---- The scale ---- */

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t up(uint64_t n, uint64_t by)
{
    return (n + by - 1) / by;
}

/* The largest page, and bytes of the largest heap now and at the last known step. */
struct extent {
    uint64_t page, now, most, end;
};

static struct extent extent_of(const struct race *race)
{
    struct extent extent = {0};
    for (int i = 0; i < race_count(race); i++) {
        const struct timeline *timeline = race_timeline(race, i);
        struct mems_options options = mems_heap_options(timeline_heap(timeline));
        uint64_t mapped = mems_heap_totals(timeline_heap(timeline)).mapped;
        struct sample most;
        size_t known;
        timeline_history(timeline, &most, 1, &known);
        extent.page = options.page_size > extent.page ? options.page_size : extent.page;
        extent.now = mapped > extent.now ? mapped : extent.now;
        extent.most = most.mapped > extent.most ? most.mapped : extent.most;
        extent.end = options.start + extent.most;
    }
    return extent;
}

/* Bytes that the bars have room for. */
static uint64_t shown(const struct extent *extent)
{
    uint64_t pages = SMALL_PAGES;
    while (pages * extent->page < extent->now)
        pages *= 2;
    uint64_t bytes = least(pages * extent->page, extent->most);
    return bytes > extent->page ? bytes : extent->page;
}

static struct common_map common_of(const struct view *view, int rows)
{
    struct extent extent = extent_of(view->race);
    uint64_t height = rows < 1 ? 1 : (uint64_t)rows;
    uint64_t bytes = shown(&extent), row = up(up(bytes, extent.page), height) * extent.page;
    for (int i = 0; i < view->race_zoom; i++)
        row = up(row, 2);
    return (struct common_map){.row_bytes = row, .rows = least(up(bytes, row), height),
                               .end = extent.end};
}

struct track track_layout(const struct view *view, int cols, int rows)
{
    struct track track = {.left_out = ""};
    cut_screen(&track, view, cols, rows);
    track.common = common_of(view, track_bars(&track, 0).rows);
    track.event = rect_inset(track.event);
    track.words = rect_inset(track.words);
    track.timeline = rect_inset(track.timeline);
    return track;
}

struct rect track_bars(const struct track *track, int heap)
{
    struct rect at = track->heaps[heap];
    return (struct rect){at.x, at.y + 1, at.cols, at.rows > 1 ? at.rows - 1 : 0};
}

/* ---- Heaps ---- */

bool track_block(const struct race *race, int heap, uint32_t made, uint64_t *address)
{
    const struct timeline *timeline = race_timeline(race, heap);
    struct mems_segment segment;
    if (made == 0 || made > race_step(race))
        return false;
    if (race_waits(race, heap, made))
        return false;
    made = race_step_of(race, heap, made);
    struct event event = timeline_event(timeline, made);
    *address = event.malloc.address;
    return event.has_malloc &&
           mems_segment_at(timeline_heap(timeline), event.malloc.address, &segment) &&
           timeline_maker(timeline, &segment) == made;
}

/* The window follows what was touched, or stands at the selected block, or, once
 * somebody scrolled, at the same addresses in every heap. */
struct view track_view(const struct view *view, const struct track *track, int heap)
{
    struct view one = *view;
    one.timeline = race_timeline(view->race, heap);
    one.mode = VIEW_BARS;
    one.common = track->common;
    one.waits = race_waits(view->race, heap, race_step(view->race));
    one.has_selection = track_block(view->race, heap, view->block, &one.selected);
    if (one.has_selection && view->follow) {
        struct rect at = track_bars(track, heap);
        struct scale scale = bars_scale(&one, at);
        uint64_t row;
        one.follow = false;
        one.top = layout_row_of(timeline_heap(one.timeline), &scale, one.selected, &row)
                      ? layout_top(layout_total(timeline_heap(one.timeline), &scale), at.rows, row)
                      : 0;
    }
    return one;
}

bool track_hit(const struct view *view, const struct track *track, int x, int y, uint32_t *made)
{
    for (int i = 0; i < race_count(view->race); i++) {
        struct rect at = track_bars(track, i);
        if (!rect_holds(at, x, y))
            continue;
        struct view one = track_view(view, track, i);
        struct bars bars;
        struct mems_segment segment;
        uint64_t address;
        bars_layout(&bars, &one, at);
        if (!bars_address(&bars, x, y, &address) ||
            !mems_segment_at(timeline_heap(one.timeline), address, &segment))
            return false;
        *made = timeline_maker(one.timeline, &segment);
        if (*made == 0)
            return false;
        *made = race_step_from(view->race, i, *made);
        return true;
    }
    return false;
}
