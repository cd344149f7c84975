/* 3b-cells.c: what bars show, cell by cell: a plain walk over every segment,
 * kept here, must give the same picture as the program's fill, whatever it
 * leaves out. Random heaps of small and large blocks, all scales. */
#include "cells.h"
#include "require.h"
#include "run.h"
#include "stage.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- The plain walk ---- */

static void slow_piece(struct content *cells, const struct span *span, uint64_t start,
                       uint64_t end, enum role role, bool in_use)
{
    uint64_t from = start > span->start ? start : span->start, to = span->start + span->bytes;
    to = end < to ? end : to;
    for (int c = span_cell_of(span, from); from < to && c < span_cells(span); c++) {
        uint64_t a = span_cell_start(span, c), b = span_cell_start(span, c + 1);
        if (to <= a)
            return;
        struct content *cell = &cells[c];
        if (cell->pieces++ == 0) {
            cell->first = role;
            cell->first_start = from;
        }
        cell->last = role;
        cell->last_start = from;
        cell->touched |= role == ROLE_TOUCHED || role == ROLE_TOUCHED_HOLE;
        cell->selected |= role == ROLE_SELECTED || role == ROLE_SELECTED_HOLE;
        if (in_use)
            cell->used += (to < b ? to : b) - (from > a ? from : a);
    }
}

static void slow_fill(struct content *cells, const struct view *view, const struct span *span)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    uint64_t least = (span->scale.row_bytes - 1) / (uint64_t)span->scale.cells + 1;
    uint64_t address = span->start;
    struct mems_segment at;
    memset(cells, 0, (size_t)span_cells(span) * sizeof *cells);
    while (address < span->start + span->bytes) {
        REQUIRE(mems_segment_at(heap, address, &at));
        address = at.start + at.size;
        uint64_t waste = at.waste >= least ? at.waste : 0;
        bool in_use = at.kind == MEMS_PROCESS;
        slow_piece(cells, span, at.start, address - waste, view_segment_role(view, &at), in_use);
        if (waste > 0)
            slow_piece(cells, span, address - waste, address, ROLE_WASTE, true);
    }
}

/* ---- Side by side ---- */

static bool same_cell(struct cell a, struct cell b)
{
    return a.ch == b.ch && a.ink == b.ink && a.paper == b.paper;
}

static uint64_t counted_cells; /* that hold many segments: seen often, or the test is none */

static void compare_bar(const struct stage *stage, const struct marks *marks,
                        const struct span *span)
{
    static struct content fast[FRAME_COLS_MAX], slow[FRAME_COLS_MAX];
    const mems_heap *heap = timeline_heap(stage->timeline);
    int cells = span_cells(span);
    cells_fill(fast, &stage->view, marks, span);
    slow_fill(slow, &stage->view, span);
    for (int c = 0; c < cells; c++) {
        counted_cells += slow[c].pieces > 2;
        if (!same_cell(cells_look(fast, span, c), cells_look(slow, span, c)))
            ck_abort_msg("step %u, %llu bytes in %d cells at %llu: cell %d differs",
                         timeline_step(stage->timeline), (unsigned long long)span->scale.row_bytes,
                         span->scale.cells, (unsigned long long)span->start, c);
        struct mems_segment at;
        int first = -1, slow_first = -1;
        REQUIRE(mems_segment_at(heap, span_cell_start(span, c), &at));
        int run = cells_run(fast, span, &at, &first);
        REQUIRE(run == cells_run(slow, span, &at, &slow_first));
        REQUIRE(run == 0 || first == slow_first);
    }
}

static void compare_window(struct stage *stage, int zoom, int room)
{
    const mems_heap *heap = timeline_heap(stage->timeline);
    static struct row rows[40];
    struct scale scale = layout_scale(heap, zoom, room, 40);
    struct marks marks = view_marks(&stage->view);
    uint64_t top = random_below(layout_total(heap, &scale) + 1);
    int count = layout_rows(heap, &scale, top, NULL, rows, 40);
    for (int i = 0; i < count; i++)
        if (rows[i].kind == ROW_BAR)
            compare_bar(stage, &marks, &rows[i].span);
}

static void compare_all(struct stage *stage)
{
    uint64_t mapped = mems_heap_totals(timeline_heap(stage->timeline)).mapped;
    stage->view.has_selection = mapped > 0 && random_below(2) == 0;
    stage->view.selected = mapped > 0 ? 1000 + random_below(mapped) : 0;
    for (int zoom = -12; zoom <= 12; zoom++)
        compare_window(stage, zoom, 1 + (int)random_below(200));
    compare_window(stage, ZOOM_WHOLE, 1 + (int)random_below(200));
}

static const char *const heaps[] = {
    "page 4096\nrandom 1500 seed 1 size 1..40 free 40%\n",
    "page 4096\nrandom 1500 seed 2 size 1..4000 free 45%\n",
    "page 65536\nalign 8\nrandom 2000 seed 3 size 1..100 free 45%\n",
    "page 100\nalign 64\nrandom 600 seed 4 size 1..300 free 40%\n",
    "page 100\nrandom 900 seed 5 size 1..30 free 45%\n",
    "page 2048\nalign 256\nrandom 700 seed 6 size 1..600 free 40%\n",
    "page 512\njoin off\nrandom 900 seed 7 size 1..200 free 45%\n",
    "page 1\nrandom 300 seed 8 size 1..50 free 30%\n",
    "page 8192\npolicy best\nrandom 700 seed 9 size 1..2 free 20%\nmalloc A 9000\nrealloc A 20000\n",
};

START_TEST(the_same_as_a_walk)
{
    struct stage stage;
    stage_open(&stage, heaps[_i]);
    long end = (long)timeline_end(stage.timeline);
    counted_cells = 0;
    for (int i = 0; i < 12; i++) {
        stage_seek(&stage, i == 0 ? end : (long)random_below((uint64_t)end + 1));
        compare_all(&stage);
    }
    ck_assert_uint_gt(counted_cells, 100);
    stage_close(&stage);
}
END_TEST

/* Two reallocs whose freed block joins what the new one left. */
START_TEST(what_was_touched_stands_out_the_same)
{
    struct stage stage;
    stage_open(&stage, "malloc A 100\nmalloc B 3000\nfree A\nrandom 200 seed 1 size 1..9 free 30%\n"
                       "realloc B 200\nmalloc C 5000\nrealloc C 90\n");
    for (long step = 0; step <= (long)timeline_end(stage.timeline); step++) {
        stage_seek(&stage, step);
        compare_all(&stage);
    }
    stage_close(&stage);
}
END_TEST

int main(void)
{
    seed_random();
    Suite *suite = suite_create("cells");
    TCase *tests = tcase_create("cells");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, the_same_as_a_walk, 0, sizeof heaps / sizeof *heaps);
    tcase_add_test(tests, what_was_touched_stands_out_the_same);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
