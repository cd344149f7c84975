/* overview.c: a range of addresses is two edges: all bytes below its end, less all
 * below its start. An edge adds to the row it lies in and says that all rows below
 * are full, so it costs the same however many those are; rows are added up from
 * the top when a column is complete. Sums are modulo 2^64, and what comes of them
 * is less than that. */
#include "overview.h"

#include "inside.h"

#include <stdlib.h>

/* Of a whole run: with 2^48 addresses and OPS_MAX steps no cell holds 2^64. */
#define WHOLE_COLUMNS 512u
#define WHOLE_ROWS 256u

/* Of the edges in a row: the bytes below them in it; how many there are, each of
 * which fills all rows below. Past the last row only their number counts. */
struct edges {
    uint64_t part, count;
};

/* ---- Life ---- */

void overview_close(struct overview *overview)
{
    free(overview->used);
    *overview = (struct overview){.begun = false};
}

bool overview_open(struct overview *overview, struct window window)
{
    size_t rows = window.rows, cells = rows * window.columns;
    uint64_t *memory = NULL;

    *overview = (struct overview){.window = window};
    if (window.bytes <= UINT64_MAX / window.span && window.columns <= WINDOW_MOST
        && window.rows <= WINDOW_MOST) /* all in one piece */
        memory = calloc(cells + window.columns + 4 * (rows + 1), sizeof *memory);
    if (memory == NULL)
        return false;
    overview->used = memory;
    overview->top = memory + cells;
    overview->now = (struct edges *)(overview->top + window.columns);
    overview->sum = overview->now + rows + 1;
    return true;
}

bool overview_open_whole(struct overview *overview, const struct timeline *timeline)
{
    struct window window = {.last = OPS_MAX, .span = 1, .start = timeline->options.start,
                            .bytes = 1, .columns = WHOLE_COLUMNS, .rows = WHOLE_ROWS};

    if (!overview_open(overview, window))
        return false;
    overview->grows = true;
    return true;
}

uint32_t window_steps(const struct window *window, uint32_t column)
{
    uint64_t first = window->first + (uint64_t)column * window->span;
    uint64_t after = first + window->span;

    if (after > (uint64_t)window->last + 1)
        after = (uint64_t)window->last + 1;
    return after > first ? (uint32_t)(after - first) : 0;
}

/* ---- Rows ---- */

/* Adds `weight` times all bytes below an address. */
static void add_edge(struct edges *rows, const struct window *window, uint64_t address,
                     uint64_t weight)
{
    uint64_t offset = address - window->start, row = offset / window->bytes;

    if (address <= window->start)
        return;
    if (row < window->rows)
        rows[row].part += weight * (offset - row * window->bytes);
    else
        row = window->rows;
    rows[row].count += weight;
}

static void add_range(struct overview *overview, uint64_t start, uint64_t size, uint64_t sign,
                      uint64_t steps)
{
    const struct window *window = &overview->window;

    add_edge(overview->now, window, start + size, sign);
    add_edge(overview->now, window, start, -sign);
    if (steps == 0)
        return;
    add_edge(overview->sum, window, start + size, sign * steps);
    add_edge(overview->sum, window, start, -sign * steps);
}

/* ---- Doubling ---- */

/* Of the edges past the last row all are at its end: nothing lies beyond. */
static void merge(struct edges *rows, uint32_t count, uint64_t bytes)
{
    struct edges end = rows[count];

    for (uint32_t i = 0; i < count / 2; i++) {
        struct edges low = rows[2 * i], high = rows[2 * i + 1];

        rows[i].part = low.part + high.part + high.count * bytes;
        rows[i].count = low.count + high.count;
    }
    for (uint32_t i = count / 2; i <= count; i++)
        rows[i] = (struct edges){0, 0};
    rows[count / 2] = end;
}

static void double_bytes(struct overview *overview)
{
    struct window *window = &overview->window;

    for (uint32_t c = 0; c < overview->done; c++) {
        uint64_t *used = overview->used + (size_t)c * window->rows;

        for (uint32_t i = 0; i < window->rows / 2; i++)
            used[i] = used[2 * i] + used[2 * i + 1];
        for (uint32_t i = window->rows / 2; i < window->rows; i++)
            used[i] = 0;
    }
    merge(overview->now, window->rows, window->bytes);
    merge(overview->sum, window->rows, window->bytes);
    window->bytes *= 2;
}

static void double_span(struct overview *overview)
{
    struct window *window = &overview->window;
    size_t rows = window->rows;

    for (uint32_t c = 0; c < window->columns / 2; c++) {
        uint64_t *to = overview->used + c * rows, *from = overview->used + 2 * c * rows;

        for (size_t i = 0; i < rows; i++)
            to[i] = from[i] + from[rows + i];
        overview->top[c] = overview->top[2 * c + 1];
    }
    overview->done = window->columns / 2;
    window->span *= 2;
}

/* ---- Events ---- */

/* What a step mapped: whole pages. */
static uint64_t node_bytes(const struct timeline *timeline, uint64_t size)
{
    uint64_t page = timeline->options.page_size, over = size % page;

    return over == 0 ? size : size + (page - over);
}

/* What is mapped has a place before any block in it does. */
static void map(struct overview *overview, uint64_t bytes)
{
    const struct window *window = &overview->window;

    overview->mapped += bytes;
    while (overview->grows
           && overview->mapped - window->start > window->rows * window->bytes)
        double_bytes(overview);
}

/* Does the event of a step, or takes it back when `sign` is -1; it is counted for
 * `steps` of the present column. */
static void add_event(struct overview *overview, const struct timeline *timeline, uint32_t step,
                      uint64_t sign, uint64_t steps)
{
    const struct entry *entry = timeline_entry(timeline, step);

    if (entry->flags & ENTRY_MALLOC) {
        uint64_t size = timeline_rounded(timeline, timeline_asked(timeline, step));

        if (entry->did & MEMS_DID_NODE)
            map(overview, sign * node_bytes(timeline, size));
        add_range(overview, entry->made, size, sign, steps);
    }
    if (entry->flags & ENTRY_FREE)
        add_range(overview, entry->gone, timeline_freed(timeline, entry), -sign, steps);
}

/* The state of step 0, or of the present one. */
static void begin(struct overview *overview, const struct timeline *timeline)
{
    const struct window *window = &overview->window;
    uint32_t present = timeline->step, first = window->first;
    uint32_t away = present > first ? present - first : first - present;

    overview->begun = true;
    overview->mapped = timeline->options.start;
    if (first <= away)
        return;
    overview->at = present;
    overview->mapped += mems_heap_totals(timeline->heap).mapped;
    for (uint32_t i = 0; i < window->rows; i++) {
        uint64_t from = window->start + i * window->bytes;

        overview->now[i].part =
            mems_heap_usage(timeline->heap, from, from + window->bytes).process;
    }
}

/* ---- Columns ---- */

/* As if nothing happened in it. */
static void open_column(struct overview *overview)
{
    uint64_t steps = window_steps(&overview->window, overview->done);

    for (uint32_t i = 0; i <= overview->window.rows; i++) {
        overview->sum[i].part = overview->now[i].part * steps;
        overview->sum[i].count = overview->now[i].count * steps;
    }
}

static void close_column(struct overview *overview)
{
    uint32_t rows = overview->window.rows;
    uint64_t *used = overview->used + (size_t)overview->done * rows;
    uint64_t full = overview->sum[rows].count;

    for (uint32_t i = rows; i-- > 0;) {
        used[i] = overview->sum[i].part + full * overview->window.bytes;
        full += overview->sum[i].count;
    }
    overview->top[overview->done++] = overview->mapped;
}

static bool next_column(struct overview *overview)
{
    close_column(overview);
    if (overview->done == overview->window.columns && overview->grows)
        double_span(overview);
    if (overview->done == overview->window.columns)
        return false;
    open_column(overview);
    return true;
}

/* Goes to the first step of the window without counting; returns the events that
 * are left of `steps`. */
static uint32_t approach(struct overview *overview, const struct timeline *timeline,
                         uint32_t steps)
{
    uint32_t first = overview->window.first;

    for (; overview->at > first && steps > 0; steps--)
        add_event(overview, timeline, overview->at--, UINT64_MAX, 0);
    for (; overview->at < first && steps > 0; steps--)
        add_event(overview, timeline, ++overview->at, 1, 0);
    if (overview->at == first) {
        overview->counts = true;
        open_column(overview);
    }
    return steps;
}

bool overview_walk(struct overview *overview, const struct timeline *timeline, uint32_t steps)
{
    const struct window *window = &overview->window;
    uint64_t known = timeline_known(timeline), end, after;

    if (!overview->begun)
        begin(overview, timeline);
    if (!overview->counts)
        steps = approach(overview, timeline, steps);
    while (overview->counts && overview->done < window->columns) {
        after = window->first + (uint64_t)overview->done * window->span
            + window_steps(window, overview->done);
        end = after - 1 < known ? after - 1 : known;
        for (; overview->at < end && steps > 0; steps--) {
            overview->at++;
            add_event(overview, timeline, overview->at, 1, after - overview->at);
        }
        if (overview->at + 1 < after)
            return overview->at == known;
        if (!next_column(overview))
            break;
    }
    return overview->counts;
}
