/* 3k-verify.c: a picture that cannot lie. A heap is broken on purpose, and the
 * screen says so at that node, in every view and size; a cell that is drawn wrong
 * is found; and what the cells say adds up to the bytes there are. */
#include "app_stage.h"
#include "bars.h"
#include "cells.h"
#include "compare.h"
#include "golden.h"
#include "harm.h"
#include "paint.h"
#include "parts.h"
#include "require.h"
#include "run.h"
#include "stage.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- A broken heap ---- */

static mems_heap *heap_of(const struct app_stage *stage)
{
    return (mems_heap *)(uintptr_t)timeline_heap(app_view(stage->app)->timeline);
}

static struct app_stage open_verifying(void)
{
    struct app_stage stage = app_stage_open(HARMED_WORKLOAD);
    app_verify(stage.app, true);
    app_do(stage.app, ACTION_END);
    return stage;
}

static bool frame_has(const struct app_stage *stage, const char *text)
{
    for (int y = 0; y < stage->frame.rows; y++)
        if (strstr(row_text(stage, y), text) != NULL)
            return true;
    return false;
}

/* Signs of a fault in the part of the screen that shows the heap. */
static int signs(const struct app_stage *stage)
{
    struct rect at = screen_parts(app_view(stage->app), stage->frame.cols, stage->frame.rows).main;
    int count = 0;
    for (int y = at.y; y < at.y + at.rows; y++)
        for (int x = at.x; x < at.x + at.cols; x++) {
            const struct cell *cell = frame_look(&stage->frame, x, y);
            count += cell->ch == '!' && cell->ink == ROLE_FAULT;
        }
    return count;
}

static void assert_told(struct app_stage *stage, const struct harm *harm, const char *view)
{
    const struct lie *lie = &app_view(stage->app)->lie;
    char words[64];
    ck_assert_msg(lie->is && lie->of_heap, "%s was not found", harm->name);
    ck_assert_ptr_nonnull(app_lie(stage->app));
    ck_assert_msg(strstr(app_lie(stage->app), harm->says) != NULL, "%s: %s", harm->name,
                  app_lie(stage->app));
    ck_assert(strncmp(app_lie(stage->app), "after step 9: ", 14) == 0);
    ck_assert(frame_has(stage, "heap broken"));
    ck_assert_int_eq(lie->somewhere, harm->address != 0);
    if (!lie->somewhere)
        return;
    ck_assert_msg(lie->node == harm->node && lie->address == harm->address,
                  "%s is said to be in node %llu at %llu", harm->name,
                  (unsigned long long)lie->node, (unsigned long long)lie->address);
    snprintf(words, sizeof words, "! node %llu: not as it should be",
             (unsigned long long)harm->node);
    ck_assert_msg(frame_has(stage, words) || frame_has(stage, "! not as it should be"), "%s has no words in the %s", harm->name, view);
    ck_assert_msg(signs(stage) >= 2, "%s has no sign in the %s", harm->name, view);
}

START_TEST(every_harm_is_shown_at_its_node)
{
    const struct harm *harm = harm_number(_i);
    struct app_stage stage = open_verifying();
    draw(&stage, 80, 24);
    ck_assert(frame_has(&stage, "verified"));
    ck_assert_ptr_null(app_lie(stage.app));
    struct wound wound = harm_do(heap_of(&stage), _i);
    draw(&stage, 80, 24);
    assert_told(&stage, harm, "bars");
    press(&stage, "C");
    draw(&stage, 120, 40);
    assert_told(&stage, harm, "chain");
    press(&stage, "C");
    harm_mend(heap_of(&stage), &wound);
    app_stage_close(&stage);
}
END_TEST

/* Whatever is pressed, nothing goes on, and nothing goes wrong. */
START_TEST(a_broken_heap_is_only_looked_at)
{
    static const char *const keys[] = {
        "Right", "Left", "Home", "End", "Space", "PageDown", "w", "l", "t", "c", "p", "u", "b",
        "/", "Escape", "Tab", "Tab", "BackTab", "+", "+", "-", "-", "-", "-", "Enter", "C", "Tab",
        "x", "v", "Up", "Down", "C", "0", "*", "m", "Escape", "f", "Escape", "n", "F", "T", "?", "q",
    };
    static const char *const commands[] = {
        "malloc Z 10", "goto 3", "why", "race", "run", "life 1000", "zoom whole", "select 9100",
        "find /mmap", "/fail", "step 2", "play 9", "verify", "replay best", "bytes",
    };
    struct app_stage stage = open_verifying();
    struct wound wound = harm_do(heap_of(&stage), _i);
    draw(&stage, 80, 24);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(&stage, keys[i]);
        app_tick(stage.app, 1000);
        app_work(stage.app);
        draw(&stage, i % 2 ? 80 : 133, i % 3 ? 24 : 50);
        ck_assert_uint_eq(step_of(&stage), 9);
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        app_command(stage.app, commands[i]);
        draw(&stage, 80, 24);
        ck_assert_uint_eq(step_of(&stage), 9);
    }
    draw_and_click_everywhere(&stage);
    ck_assert(app_view(stage.app)->lie.of_heap);
    harm_mend(heap_of(&stage), &wound);
    app_stage_close(&stage);
}
END_TEST

static int harm_called(const char *name)
{
    int number = 0;
    while (strcmp(harm_number(number)->name, name) != 0)
        number++;
    return number;
}

START_TEST(pictures_of_broken_heaps)
{
    static const struct { const char *harm, *keys; int cols, rows; } pictures[] = {
        {"link-back", "", 80, 24},  {"link-on", "", 120, 40}, {"link-on", "C", 80, 24},
        {"node-link", "", 80, 24},  {"kind", "C", 120, 40},   {"index", "", 80, 24},
        {"in-use", "", 80, 24},     {"start-low", "+ + +", 80, 24},
    };
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        char name[64];
        struct app_stage stage = open_verifying();
        struct wound wound = harm_do(heap_of(&stage), harm_called(pictures[i].harm));
        draw(&stage, pictures[i].cols, pictures[i].rows);
        press(&stage, pictures[i].keys);
        draw(&stage, pictures[i].cols, pictures[i].rows);
        snprintf(name, sizeof name, "verify-%s%s-%dx%d", pictures[i].harm,
                 pictures[i].keys[0] == 'C' ? "-chain" : "", pictures[i].cols, pictures[i].rows);
        golden_frame(&stage.frame, name);
        harm_mend(heap_of(&stage), &wound);
        app_stage_close(&stage);
    }
}
END_TEST

/* Of a race the broken heap is shown, alone. */
START_TEST(a_heap_of_a_race)
{
    struct app_stage stage = open_verifying();
    app_command(stage.app, "race first,best page 4096,2048");
    settle(&stage);
    press(&stage, "End");
    draw(&stage, 100, 30);
    ck_assert_ptr_null(app_lie(stage.app));
    ck_assert_ptr_nonnull(app_view(stage.app)->race);
    struct timeline *timeline = race_timeline(app_view(stage.app)->race, _i * 2);
    mems_heap *heap = (mems_heap *)(uintptr_t)timeline_heap(timeline);
    struct wound wound = harm_do(heap, harm_called("in-use"));
    draw(&stage, 100, 30);
    ck_assert_ptr_nonnull(app_lie(stage.app));
    ck_assert_ptr_eq(app_view(stage.app)->timeline, timeline);
    ck_assert(frame_has(&stage, "heap broken"));
    press(&stage, "+ - Tab Up Down Right d c Escape C Escape");
    draw_and_click_everywhere(&stage);
    ck_assert_uint_eq(step_of(&stage), 9);
    harm_mend(heap, &wound);
    app_stage_close(&stage);
}
END_TEST

/* While the workload is run for the first time, not only where it is looked at. */
START_TEST(a_heap_that_breaks_on_the_way)
{
    struct app_stage stage = app_stage_open(HARMED_WORKLOAD);
    app_verify(stage.app, true);
    for (int i = 0; i < 9; i++)
        press(&stage, "Right");
    struct wound wound = harm_do(heap_of(&stage), harm_called("in-use"));
    app_learn(stage.app, 1);
    ck_assert(app_lie(stage.app) != NULL);
    harm_mend(heap_of(&stage), &wound);
    app_stage_close(&stage);
}
END_TEST

/* ---- A picture that is wrong ---- */

static struct cell other_look(struct cell cell)
{
    struct claim claim = cell_claim(&cell);
    bool to_hole = claim.kind == CLAIM_ALL || claim.kind == CLAIM_MIXED ||
                   claim.kind == CLAIM_EDGE;
    if (to_hole)
        return (struct cell){GLYPH_HOLE, ROLE_HOLE, ROLE_HOLE};
    return (struct cell){GLYPH_PROCESS, ROLE_PROCESS, ROLE_PROCESS};
}

START_TEST(every_wrong_cell_is_found)
{
    static const int zooms[] = {-3, 0, 1, 2, ZOOM_WHOLE};
    char *text = stage_random((unsigned)_i + 1, _i % 2 ? "align 16" : "policy first");
    struct stage stage;
    stage_open(&stage, text);
    stage_seek(&stage, -1);
    stage.view.follow = true;
    for (size_t z = 0; z < sizeof zooms / sizeof *zooms; z++) {
        struct bars bars;
        struct lie lie;
        uint64_t address;
        stage.view.zoom = zooms[z];
        stage_paint(&stage, paint_bars, 80, 24);
        struct rect at = frame_rect(&stage.frame);
        bars_layout(&bars, &stage.view, at);
        REQUIRE(compare_bars(&stage.frame, at, &stage.view, &lie));
        for (int y = 0; y < 24; y++)
            for (int x = bars.x; x < bars.x + bars.room; x++) {
                struct cell *cell = frame_cell(&stage.frame, x, y), right = *cell;
                if (!bars_address(&bars, x, y, &address) || !role_is_bar((enum role)right.paper))
                    continue;
                *cell = other_look(right);
                REQUIRE(!compare_bars(&stage.frame, at, &stage.view, &lie));
                REQUIRE(lie.is && lie.somewhere && lie.address == address);
                *cell = right;
            }
    }
    stage_close(&stage);
    free(text);
}
END_TEST

/* At every step, scale and place, in both views, nothing is found. */
START_TEST(true_pictures_are_not_doubted)
{
    static const char *const settings[] = {"policy first", "policy best\nalign 16", "join off",
                                           "policy worst", "policy next\nalign 8"};
    char *text = stage_random((unsigned)_i + 20, settings[_i % 5]);
    struct app_stage stage = app_stage_open(text);
    app_verify(stage.app, true);
    for (int step = 0; step < 400; step += 7) {
        app_do(stage.app, ACTION_STEP);
        char line[32];
        snprintf(line, sizeof line, "goto %d", step);
        app_command(stage.app, line);
        snprintf(line, sizeof line, "zoom %d", step % 9 - 4);
        app_command(stage.app, step % 63 == 0 ? "zoom whole" : line);
        press(&stage, step % 5 == 0 ? "C" : step % 5 == 1 ? "Tab" : step % 5 == 2 ? "w" : "Down");
        draw(&stage, 40 + step % 200, 12 + step % 50);
        settle(&stage);
        draw(&stage, 40 + step % 160, 12 + step % 40);
        ck_assert_msg(app_lie(stage.app) == NULL, "%s", app_lie(stage.app));
    }
    app_stage_close(&stage);
    free(text);
}
END_TEST

/* What is shown instead of the heap is not taken for a picture of it. */
START_TEST(other_screens_are_not_compared)
{
    static const char *const screens[] = {"numbers", "run", "help", "why", "bytes", "life 1000",
                                          "compare 3", "predict", "branches", "race first,best"};
    static const int sizes[][2] = {{7, 24}, {20, 5}, {40, 12}, {80, 24}, {120, 40}, {300, 80}};
    struct app_stage stage = app_stage_open(HARMED_WORKLOAD);
    app_verify(stage.app, true);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        app_do(stage.app, ACTION_END);
        draw(&stage, sizes[s][0], sizes[s][1]);
        app_command(stage.app, screens[_i]);
        settle(&stage);
        draw(&stage, sizes[s][0], sizes[s][1]);
        ck_assert_msg(app_lie(stage.app) == NULL, "%s at %dx%d: %s", screens[_i], sizes[s][0],
                      sizes[s][1], app_lie(stage.app));
        press(&stage, "Escape");
    }
    app_stage_close(&stage);
}
END_TEST

/* Nor has it the signs of what was wrong in the picture that it hides. */
START_TEST(a_wrong_picture_that_is_hidden)
{
    static const char *const screens[] = {"numbers", "run", "race first,best"};
    struct app_stage stage = app_stage_open(HARMED_WORKLOAD);
    struct view *view = (struct view *)(uintptr_t)app_view(stage.app);
    app_verify(stage.app, true);
    app_do(stage.app, ACTION_END);
    app_command(stage.app, screens[_i]);
    settle(&stage);
    view->lie = (struct lie){.is = true, .somewhere = true, .address = 1000, .text = "wrong"};
    draw(&stage, 80, 24);
    ck_assert(!frame_has(&stage, "! wrong"));
    ck_assert(!frame_has(&stage, "not as it should be"));
    app_stage_close(&stage);
}
END_TEST

/* ---- Sums ---- */

/* What the cells of a bar say, added up, is what a walk finds in its bytes. */
static struct mems_usage add_bar(const struct stage *stage, const struct marks *marks,
                                 const struct span *span)
{
    static struct content cells[FRAME_COLS_MAX];
    const mems_heap *heap = timeline_heap(stage->timeline);
    struct mems_usage sum = {0};
    uint64_t bytes = 0, used = 0, holes = 0;
    cells_fill(cells, &stage->view, marks, span);
    for (int c = 0; c < span_cells(span); c++) {
        uint64_t from = span_cell_start(span, c), to = span_cell_start(span, c + 1);
        REQUIRE(cells[c].used <= to - from);
        bytes += to - from;
        sum.process += cells[c].used;
    }
    struct mems_node node;
    struct mems_segment at;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        for (bool one = mems_segment_first(heap, &node, &at); one;
             one = mems_segment_next(heap, &at)) {
            uint64_t low = at.start > span->start ? at.start : span->start;
            uint64_t end = at.start + at.size, stop = span->start + span->bytes;
            end = end < stop ? end : stop;
            if (low < end)
                *(at.kind == MEMS_PROCESS ? &used : &holes) += end - low;
        }
    REQUIRE(bytes == span->bytes && sum.process == used && bytes - used == holes);
    return sum;
}

/* Over all windows of a scale: every byte is in one cell, and all of them together
 * say what the totals say. */
static void add_heap(struct stage *stage, int zoom, int cols, int rows)
{
    static struct bars bars;
    const mems_heap *heap = timeline_heap(stage->timeline);
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t next = mems_heap_options(heap).start, used = 0, mapped = 0, top = 0;
    bool more = totals.mapped > 0;
    stage->view.zoom = zoom;
    stage->view.follow = false;
    while (more) {
        uint64_t before = mapped;
        stage->view.top = top++;
        bars_layout(&bars, &stage->view, (struct rect){0, 0, cols, rows});
        for (int i = 0; i < bars.count; i++) {
            const struct span *span = &bars.rows[i].span;
            if (bars.rows[i].kind != ROW_BAR || span->start != next)
                continue;
            used += add_bar(stage, &bars.marks, span).process;
            mapped += span->bytes;
            next += span->bytes;
        }
        more = top < bars.total;
        if (zoom == ZOOM_WHOLE) {
            REQUIRE(before == 0 && mapped == totals.mapped);
            more = false;
        }
    }
    REQUIRE(mapped == totals.mapped && used == totals.process);
    REQUIRE(mapped - used == totals.hole);
}

START_TEST(cells_add_up_to_the_bytes)
{
    static const int zooms[] = {-9, -2, -1, 0, 1, 2, 5, ZOOM_WHOLE};
    static const char *const settings[] = {"policy first", "align 16", "join off", "policy best",
                                           "align 4"};
    static const char pages[][10] = {"page 1024", "page  100", "page 4096", "page 8192",
                                     "page 3000"};
    char *text = stage_random((unsigned)_i + 50, settings[_i % 5]);
    memcpy(text, pages[_i % 5], 9); /* in place of its own */
    struct stage stage;
    stage_open(&stage, text);
    for (long step = 1; step <= 400; step += 133)
        for (size_t z = 0; z < sizeof zooms / sizeof *zooms; z++) {
            stage_seek(&stage, step);
            add_heap(&stage, zooms[z], 30 + _i * 23, 8 + (int)z * 5);
        }
    stage_close(&stage);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("view: verify");
    TCase *cases = tcase_create("verify");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, every_harm_is_shown_at_its_node, 0, harm_count);
    tcase_add_loop_test(cases, a_broken_heap_is_only_looked_at, 0, harm_count);
    tcase_add_test(cases, pictures_of_broken_heaps);
    tcase_add_loop_test(cases, a_heap_of_a_race, 0, 2);
    tcase_add_test(cases, a_heap_that_breaks_on_the_way);
    tcase_add_loop_test(cases, every_wrong_cell_is_found, 0, 4);
    tcase_add_loop_test(cases, true_pictures_are_not_doubted, 0, 10);
    tcase_add_loop_test(cases, other_screens_are_not_compared, 0, 10);
    tcase_add_loop_test(cases, a_wrong_picture_that_is_hidden, 0, 3);
    tcase_add_loop_test(cases, cells_add_up_to_the_bytes, 0, 5);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
