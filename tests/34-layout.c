/* 34-layout.c: bytes to cells and nodes to rows: what must hold for every
 * scale, size of node and window, tried over many of each. */
#include "layout.h"
#include "require.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#define ROWS 60

static uint64_t state;

static uint64_t random_below(uint64_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % n;
}

static void seed_random(void)
{
    const char *seed = getenv("MEMS_SEED");
    state = seed != NULL ? strtoull(seed, NULL, 0) : 20261123;
    if (state == 0)
        state = 1;
    printf("seed %llu\n", (unsigned long long)state);
}

static struct span random_span(void)
{
    struct span span = {.start = 1000 + random_below(UINT64_C(1) << random_below(50)),
                        .scale = {.cells = 1 + (int)random_below(400)}};
    span.scale.row_bytes = (uint64_t)span.scale.cells + random_below(UINT64_C(1) << random_below(45));
    span.bytes = 1 + random_below(span.scale.row_bytes);
    if (random_below(2) == 0)
        span.bytes = span.scale.row_bytes;
    return span;
}

START_TEST(cells_tile_the_span)
{
    for (int i = 0; i < 20000; i++) {
        struct span span = random_span();
        int cells = span_cells(&span);
        REQUIRE(cells >= 1);
        REQUIRE(cells <= span.scale.cells);
        REQUIRE(span_cell_start(&span, 0) == span.start);
        REQUIRE(span_cell_start(&span, cells) == span.start + span.bytes);
        int c = (int)random_below((uint64_t)cells);
        uint64_t from = span_cell_start(&span, c), to = span_cell_start(&span, c + 1);
        REQUIRE(from < to); /* a cell holds a byte at least */
        REQUIRE(span_cell_of(&span, from) == c);
        REQUIRE(span_cell_of(&span, to - 1) == c);
    }
}
END_TEST

START_TEST(full_bars_differ_by_a_byte_a_cell_at_most)
{
    for (int i = 0; i < 5000; i++) {
        struct span span = random_span();
        span.bytes = span.scale.row_bytes;
        uint64_t least = span.scale.row_bytes / (uint64_t)span.scale.cells;
        int c = (int)random_below((uint64_t)span.scale.cells);
        uint64_t size = span_cell_start(&span, c + 1) - span_cell_start(&span, c);
        REQUIRE(size >= least);
        REQUIRE(size <= least + 1);
    }
}
END_TEST

START_TEST(edges_are_exact_to_a_sixteenth)
{
    for (int i = 0; i < 20000; i++) {
        struct span span = random_span();
        uint64_t address = span.start + random_below(span.bytes + 1);
        double exact = (double)(address - span.start) * span.scale.cells * 8 /
                       (double)span.scale.row_bytes;
        REQUIRE(exact - span_eighths(&span, address) <= 0.51);
        REQUIRE(exact - span_eighths(&span, address) >= -0.51);
    }
}
END_TEST

/* ---- Rows ---- */

static mems_heap *heap_of(const uint64_t *pages, int nodes, size_t page)
{
    struct mems_options options = mems_options_default();
    mems_heap *heap;
    options.page_size = page;
    REQUIRE(mems_heap_open(&heap, &options) == MEMS_OK);
    for (int i = 0; i < nodes; i++)
        REQUIRE(mems_heap_malloc(heap, pages[i] * page, NULL) == MEMS_OK);
    return heap;
}

START_TEST(a_small_heap_is_shown_whole)
{
    uint64_t pages[] = {1, 3, 2};
    mems_heap *heap = heap_of(pages, 3, 4096);
    struct row rows[ROWS];
    struct scale scale = layout_scale(heap, 0, 80, 20);
    ck_assert_uint_eq(scale.row_bytes, 4096);
    ck_assert_uint_eq(layout_total(heap, &scale), 9);
    ck_assert_int_eq(layout_rows(heap, &scale, 5, NULL, rows, 20), 9);
    ck_assert_int_eq(rows[0].kind, ROW_HEADER);
    ck_assert_int_eq(rows[1].kind, ROW_BAR);
    ck_assert_uint_eq(rows[5].span.start, 1000 + 3 * 4096);
    mems_heap_close(heap);
}
END_TEST

/* ---- Against a list of all rows, made by walking ---- */

#define ALL 2000

/* Headers, and bars that end where pages do. */
static int list_rows(const mems_heap *heap, const struct scale *scale, struct row *out)
{
    struct mems_node node;
    int count = 0;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        REQUIRE(count < ALL);
        out[count++] = (struct row){.kind = ROW_HEADER, .node = node};
        for (uint64_t page = 0; page < node.pages; page++) {
            for (uint64_t at = 0; at < scale->page; at += scale->row_bytes) {
                uint64_t left = scale->page - at;
                REQUIRE(count < ALL);
                out[count] = (struct row){.kind = ROW_BAR, .node = node};
                out[count].span.start = node.start + page * scale->page + at;
                out[count++].span.bytes = left < scale->row_bytes ? left : scale->row_bytes;
            }
        }
    }
    return count;
}

/* It stands for the list's rows from `from` on, up to `to`; `stays`: the node whose header
 * is shown all the same, NULL for none. */
static void check_fold(const struct row *fold, const struct row *list, uint64_t from, uint64_t to,
                       const struct mems_node *stays)
{
    uint64_t nodes = 0, bytes = 0;
    REQUIRE(fold->rows == to - from - (stays != NULL ? 1 : 0));
    for (uint64_t i = to; i-- > from;) {
        if (list[i].kind != ROW_HEADER ||
            (stays != NULL && list[i].node.index == stays->index))
            continue;
        nodes++;
        bytes += list[i].node.size;
        if (i == from || nodes == fold->nodes) {
            REQUIRE(fold->first == list[i].node.index);
            REQUIRE(fold->start == list[i].node.start);
        }
    }
    REQUIRE(fold->nodes == nodes);
    REQUIRE(fold->bytes == bytes);
}

/* Every row of the window is the list's, folds stand for what they hide, and
 * every byte is in the row that layout_row_of names. */
static void check_window(const mems_heap *heap, const struct scale *scale, uint64_t top,
                         int height, const struct row *list, int all)
{
    struct row rows[ROWS];
    int count = layout_rows(heap, scale, top, NULL, rows, height);
    uint64_t at = 0;
    REQUIRE(layout_total(heap, scale) == (uint64_t)all);
    for (int i = 0; i < count; i++) {
        if (rows[i].kind == ROW_FOLD) {
            bool stays = i == 0 && rows[1].kind == ROW_HEADER &&
                         list[at + rows[i].rows].kind == ROW_BAR;
            uint64_t to = at + rows[i].rows + stays;
            check_fold(&rows[i], list, at, to, stays ? &rows[1].node : NULL);
            at = to;
            i += stays;
            continue;
        }
        REQUIRE(rows[i].kind == list[at].kind);
        REQUIRE(rows[i].node.index == list[at].node.index);
        if (rows[i].kind == ROW_BAR) {
            uint64_t row, byte = list[at].span.start + random_below(list[at].span.bytes);
            REQUIRE(rows[i].span.start == list[at].span.start);
            REQUIRE(rows[i].span.bytes == list[at].span.bytes);
            REQUIRE(layout_row_of(heap, scale, byte, &row) && row == at);
        }
        at++;
    }
    REQUIRE(at == (uint64_t)all);
}

START_TEST(rows_are_those_of_a_walk)
{
    static const size_t pages_of[] = {16, 17, 64, 100, 1000, 4096};
    static struct row list[ALL];
    for (int i = 0; i < 1500; i++) {
        uint64_t pages[20];
        size_t page = pages_of[random_below(6)];
        int nodes = 1 + (int)random_below(20), height = 4 + (int)random_below(ROWS - 4);
        for (int n = 0; n < nodes; n++)
            pages[n] = 1 + random_below(random_below(4) == 0 ? 12 : 2);
        mems_heap *heap = heap_of(pages, nodes, page);
        int room = (int)(page / 20) + 1 + (int)random_below(200);
        struct scale scale = layout_scale(heap, -(int)random_below(4), room, height);
        REQUIRE(!scale.map);
        REQUIRE(scale.row_bytes <= page);
        REQUIRE((uint64_t)scale.cells <= scale.row_bytes);
        int all = list_rows(heap, &scale, list);
        check_window(heap, &scale, random_below((uint64_t)all + 9), height, list, all);
        mems_heap_close(heap);
    }
}
END_TEST

static uint64_t rows_stood_for(const struct row *rows, int count)
{
    uint64_t total = 0;
    for (int i = 0; i < count; i++)
        total += rows[i].kind == ROW_FOLD ? rows[i].rows : 1;
    return total;
}

/* Whatever the window, it is full, in order, and what it folds away and what
 * it shows add up to the whole. */
START_TEST(windows_add_up)
{
    for (int i = 0; i < 3000; i++) {
        uint64_t pages[40];
        int nodes = 1 + (int)random_below(40), height = 4 + (int)random_below(ROWS - 4);
        for (int n = 0; n < nodes; n++)
            pages[n] = 1 + random_below(random_below(4) == 0 ? 60 : 3);
        mems_heap *heap = heap_of(pages, nodes, 64);
        struct scale scale = layout_scale(heap, (int)random_below(3) - 2, 16, height);
        uint64_t total = layout_total(heap, &scale);
        struct row rows[ROWS];
        int count = layout_rows(heap, &scale, random_below(total + 10), NULL, rows, height);
        REQUIRE(count <= height);
        if (total <= (uint64_t)height)
            REQUIRE(rows_stood_for(rows, count) == total);
        REQUIRE(rows_stood_for(rows, count) == total);
        /* no header stands alone above a fold, but one that stays */
        bool folded = rows[count - 1].kind == ROW_FOLD && rows[count - 1].below;
        REQUIRE(!folded || count < 2 || rows[count - 2].kind != ROW_HEADER || count == 2 ||
                rows[count - 3].kind == ROW_FOLD);
        uint64_t last = 0;
        for (int r = 0; r < count; r++) {
            if (rows[r].kind != ROW_BAR)
                continue;
            REQUIRE(rows[r].span.start > last);
            last = rows[r].span.start;
        }
        mems_heap_close(heap);
    }
}
END_TEST

START_TEST(the_last_row_can_be_reached)
{
    uint64_t pages[] = {30, 30};
    mems_heap *heap = heap_of(pages, 2, 4096);
    struct row rows[ROWS];
    struct scale scale = layout_scale(heap, 0, 80, 10);
    int count = layout_rows(heap, &scale, UINT64_MAX, NULL, rows, 10);
    ck_assert_int_eq(rows[count - 1].kind, ROW_BAR);
    ck_assert_uint_eq(rows[count - 1].span.start + rows[count - 1].span.bytes,
                      1000 + 60 * 4096);
    mems_heap_close(heap);
}
END_TEST

/* No node that a fold counts as above is in a row of its own, be it a pin's. */
static void check_above(const struct row *rows, int count)
{
    for (int fold = 0; fold < count; fold++)
        for (int r = 0; r < count && rows[fold].kind == ROW_FOLD && !rows[fold].below; r++)
            REQUIRE(rows[r].kind == ROW_FOLD || rows[r].node.index < rows[fold].first ||
                    rows[r].node.index >= rows[fold].first + rows[fold].nodes);
}

START_TEST(a_focus_and_a_pin_are_always_seen)
{
    for (int i = 0; i < 3000; i++) {
        uint64_t pages[30];
        int nodes = 1 + (int)random_below(30), height = 12 + (int)random_below(ROWS - 12);
        for (int n = 0; n < nodes; n++)
            pages[n] = 1 + random_below(20);
        mems_heap *heap = heap_of(pages, nodes, 64);
        uint64_t bytes = mems_heap_totals(heap).mapped;
        uint64_t focus = 1000 + random_below(bytes), pin = 1000 + random_below(bytes);
        struct scale scale = layout_scale(heap, 0, 16, height);
        uint64_t row, total = layout_total(heap, &scale);
        REQUIRE(layout_row_of(heap, &scale, focus, &row));
        struct row rows[ROWS];
        int count = layout_rows(heap, &scale, layout_top(total, height, row), &pin, rows, height);
        REQUIRE(count <= height);
        REQUIRE(rows_stood_for(rows, count) <= total + 2); /* a pin that a fold counts too */
        check_above(rows, count);
        bool focus_seen = false, pin_seen = false;
        for (int r = 0; r < count; r++) {
            if (rows[r].kind != ROW_BAR)
                continue;
            uint64_t from = rows[r].span.start, to = from + rows[r].span.bytes;
            focus_seen |= focus >= from && focus < to;
            pin_seen |= pin >= from && pin < to;
        }
        REQUIRE(focus_seen);
        REQUIRE(pin_seen);
        mems_heap_close(heap);
    }
}
END_TEST

START_TEST(zoom_ends_at_a_byte_a_cell_and_at_the_whole_heap)
{
    uint64_t pages[] = {1, 5, 90};
    mems_heap *heap = heap_of(pages, 3, 4096);
    int zoom = 0;
    for (int i = 0; i < 50; i++)
        zoom = layout_zoom(heap, zoom, 80, 20, -1);
    ck_assert_uint_eq(layout_scale(heap, zoom, 80, 20).row_bytes, 80);
    for (int i = 0; i < 50; i++)
        zoom = layout_zoom(heap, zoom, 80, 20, 1);
    ck_assert_int_eq(zoom, ZOOM_WHOLE);
    struct scale whole = layout_scale(heap, zoom, 80, 20);
    struct row rows[ROWS];
    int count = layout_rows(heap, &whole, 0, NULL, rows, 20);
    ck_assert_int_le(count, 20);
    ck_assert_uint_eq(rows[0].span.start, 1000);
    ck_assert_uint_eq(rows[count - 1].span.start + rows[count - 1].span.bytes, 1000 + 96 * 4096);
    zoom = layout_zoom(heap, zoom, 80, 20, -1);
    ck_assert_uint_lt(layout_scale(heap, zoom, 80, 20).row_bytes, whole.row_bytes);
    mems_heap_close(heap);
}
END_TEST

START_TEST(a_map_scrolls_to_its_end)
{
    uint64_t pages[] = {1, 5, 90};
    mems_heap *heap = heap_of(pages, 3, 4096);
    struct row rows[ROWS];
    struct scale scale = layout_scale(heap, 1, 80, 10);
    ck_assert(scale.map);
    ck_assert_uint_eq(layout_total(heap, &scale), 48);
    ck_assert_int_eq(layout_rows(heap, &scale, UINT64_MAX, NULL, rows, 10), 10);
    ck_assert_uint_eq(rows[9].span.start + rows[9].span.bytes, 1000 + 96 * 4096);
    mems_heap_close(heap);
}
END_TEST

/* Every step out shows something else, and as many steps in come back. */
START_TEST(no_step_shows_the_same)
{
    static const size_t pages_of[] = {1, 10, 16, 100, 4096};
    for (size_t i = 0; i < sizeof pages_of / sizeof *pages_of; i++) {
        uint64_t pages[] = {90, 900};
        mems_heap *heap = heap_of(pages, 2, pages_of[i]);
        int zoom = ZOOM_LEAST, steps = 0;
        for (int next; (next = layout_zoom(heap, zoom, 80, 5, 1)) != zoom; zoom = next, steps++) {
            struct scale a = layout_scale(heap, zoom, 80, 5), b = layout_scale(heap, next, 80, 5);
            ck_assert_int_lt(steps, 50);
            ck_assert(a.map ? b.row_bytes > a.row_bytes
                            : b.row_bytes > a.row_bytes || b.map);
        }
        ck_assert_int_eq(zoom, ZOOM_WHOLE);
        for (int next; (next = layout_zoom(heap, zoom, 80, 5, -1)) != zoom; zoom = next, steps--)
            ck_assert_uint_le(layout_scale(heap, next, 80, 5).row_bytes,
                              layout_scale(heap, zoom, 80, 5).row_bytes);
        ck_assert_int_eq(steps, 0);
        mems_heap_close(heap);
    }
}
END_TEST

/* Where a row of the whole heap holds more pages than any zoom of whole pages. */
START_TEST(a_huge_heap_is_zoomed_step_by_step)
{
    uint64_t pages[] = {UINT64_C(6) << 30};
    mems_heap *heap = heap_of(pages, 1, 1);
    uint64_t before = layout_scale(heap, ZOOM_WHOLE, 80, 1).row_bytes;
    int zoom = layout_zoom(heap, ZOOM_WHOLE, 80, 1, -1);
    ck_assert_int_eq(zoom, ZOOM_MOST);
    ck_assert_uint_lt(layout_scale(heap, zoom, 80, 1).row_bytes, before);
    ck_assert_int_eq(layout_zoom(heap, zoom, 80, 1, -1), ZOOM_MOST - 1);
    ck_assert_int_eq(layout_zoom(heap, zoom, 80, 1, 1), ZOOM_WHOLE);
    mems_heap_close(heap);
}
END_TEST

START_TEST(what_is_shown_whole_is_not_zoomed_out)
{
    uint64_t pages[] = {1, 2};
    mems_heap *heap = heap_of(pages, 2, 4096);
    ck_assert_int_eq(layout_zoom(heap, 0, 80, 20, 1), 0);
    ck_assert_int_eq(layout_zoom(heap, -2, 80, 20, 1), -1);
    mems_heap_close(heap);
}
END_TEST

/* However near one was told to go. */
START_TEST(every_step_out_shows_more)
{
    uint64_t pages[] = {1, 2};
    mems_heap *heap = heap_of(pages, 2, 4096);
    int zoom = layout_zoom(heap, -32, 80, 20, 1);
    ck_assert_uint_eq(layout_scale(heap, -32, 80, 20).row_bytes, 80);
    ck_assert_uint_eq(layout_scale(heap, zoom, 80, 20).row_bytes, 128);
    mems_heap_close(heap);
    heap = heap_of(pages, 2, 64);
    ck_assert_int_eq(layout_zoom(heap, -32, 80, 20, 1), 0);
    mems_heap_close(heap);
}
END_TEST

int main(void)
{
    seed_random();
    Suite *suite = suite_create("layout");
    TCase *tests = tcase_create("layout");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, cells_tile_the_span);
    tcase_add_test(tests, full_bars_differ_by_a_byte_a_cell_at_most);
    tcase_add_test(tests, edges_are_exact_to_a_sixteenth);
    tcase_add_test(tests, a_small_heap_is_shown_whole);
    tcase_add_test(tests, rows_are_those_of_a_walk);
    tcase_add_test(tests, windows_add_up);
    tcase_add_test(tests, the_last_row_can_be_reached);
    tcase_add_test(tests, a_focus_and_a_pin_are_always_seen);
    tcase_add_test(tests, zoom_ends_at_a_byte_a_cell_and_at_the_whole_heap);
    tcase_add_test(tests, a_map_scrolls_to_its_end);
    tcase_add_test(tests, no_step_shows_the_same);
    tcase_add_test(tests, a_huge_heap_is_zoomed_step_by_step);
    tcase_add_test(tests, what_is_shown_whole_is_not_zoomed_out);
    tcase_add_test(tests, every_step_out_shows_more);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
