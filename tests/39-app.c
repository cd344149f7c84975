/* 39-app.c: the program without its terminal: keys, clicks and commands in,
 * frames out. Golden frames are in tests/golden; UPDATE=1 rewrites them. */
#include "app.h"

#include "app_stage.h"
#include "golden.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char holes[] = HOLES_WORKLOAD;

static const char wasteful[] =
    "align 512\n"
    "malloc A 100\n"
    "malloc B 700\n"
    "malloc C 512\n"
    "free B\n"
    "malloc D 5\n";

/* ---- Pictures ---- */

static const struct { const char *name; const char *keys; int cols, rows; } pictures[] = {
    {"app-start-80x24", "", 80, 24},
    {"app-split-80x24", "5 g", 80, 24},
    {"app-split-100x30", "5 g", 100, 30},
    {"app-split-200x60", "5 g", 200, 60},
    {"app-joined-100x30", "End", 100, 30},
    {"app-node-60x20", "6 g", 60, 20},
    {"app-small-20x5", "6 g", 20, 5},
    {"app-small-40x12", "6 g", 40, 12},
    {"app-chain-80x24", "5 g C", 80, 24},
    {"app-chain-120x40", "6 g C", 120, 40},
    {"app-near-80x24", "5 g + + +", 80, 24},
    {"app-whole-80x24", "End - - -", 80, 24},
    {"app-bytes-100x30", "8 g b", 100, 30},
    {"app-physical-100x30", "8 g v x", 100, 30},
    {"app-selected-80x24", "5 g Home 4 g Tab Tab", 80, 24},
    {"app-help-80x24", "?", 80, 24},
};

START_TEST(the_screen_is_as_it_should_be)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, pictures[_i].keys);
    draw(&stage, pictures[_i].cols, pictures[_i].rows);
    golden_frame(&stage.frame, pictures[_i].name);
    app_stage_close(&stage);
}
END_TEST

/* Rows that stand beside the frame are given to the memory, in every picture of it and at
 * every size. */
START_TEST(a_page_has_frames_without_what_it_says_itself)
{
    struct app_stage stage = app_stage_open(holes);
    app_bare(stage.app);
    press(&stage, "5 g");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "app-bare-80x24");
    press(&stage, "t");
    settle(&stage);
    ck_assert(!screen_has(&stage, "quit"));
    press(&stage, "t c");
    settle(&stage);
    ck_assert(!screen_has(&stage, "quit"));
    press(&stage, "c");
    draw_and_click_everywhere(&stage);
    app_stage_close(&stage);
}
END_TEST

START_TEST(waste_is_shown_apart)
{
    struct app_stage stage = app_stage_open(wasteful);
    press(&stage, "End");
    draw(&stage, 100, 24);
    golden_frame(&stage.frame, "app-waste-100x24");
    app_stage_close(&stage);
}
END_TEST

/* ---- Time ---- */

START_TEST(keys_travel_in_time)
{
    struct app_stage stage = app_stage_open(holes);
    ck_assert_uint_eq(step_of(&stage), 0);
    press(&stage, "Right Right Right");
    ck_assert_uint_eq(step_of(&stage), 3);
    press(&stage, "Left");
    ck_assert_uint_eq(step_of(&stage), 2);
    press(&stage, "PageDown"); /* the chapter at step 3 */
    ck_assert_uint_eq(step_of(&stage), 3);
    press(&stage, "PageDown"); /* the stop at step 4 */
    ck_assert_uint_eq(step_of(&stage), 4);
    press(&stage, "]");
    ck_assert_uint_eq(step_of(&stage), 6);
    press(&stage, "]");
    ck_assert_uint_eq(step_of(&stage), 6);
    press(&stage, "[");
    ck_assert_uint_eq(step_of(&stage), 3);
    press(&stage, "PageUp");
    ck_assert_uint_eq(step_of(&stage), 0);
    press(&stage, "End");
    ck_assert_uint_eq(step_of(&stage), end_of(&stage));
    ck_assert(!screen_has(&stage, "this is the end"));
    press(&stage, "Right");
    ck_assert_uint_eq(step_of(&stage), end_of(&stage));
    ck_assert(screen_has(&stage, "this is the end; Home starts anew, q leaves"));
    press(&stage, "Left");
    ck_assert(!screen_has(&stage, "this is the end"));
    press(&stage, "Home 1 0 .");
    ck_assert_uint_eq(step_of(&stage), 10);
    press(&stage, "3 ,");
    ck_assert_uint_eq(step_of(&stage), 7);
    press(&stage, "g Backspace");
    type(&stage, " 50%");
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), end_of(&stage) / 2);
    press(&stage, ":");
    type(&stage, "goto Second");
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), 6);
    app_command(stage.app, "back 3");
    ck_assert_uint_eq(step_of(&stage), 3);
    app_command(stage.app, "goto end");
    ck_assert_uint_eq(step_of(&stage), end_of(&stage));
    app_listed(stage.app);
    press(&stage, "PageDown");
    ck_assert(screen_has(&stage, "this is the end; Home starts anew, q returns to the list"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(play_goes_on_until_a_stop)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "Space");
    ck_assert(app_view(stage.app)->playing);
    ck_assert_uint_eq(app_tick(stage.app, 100), APP_NOTHING); /* 4 a second */
    app_tick(stage.app, 150);
    ck_assert_uint_eq(step_of(&stage), 1);
    app_tick(stage.app, 60000);
    ck_assert_uint_eq(step_of(&stage), 4); /* the stop */
    ck_assert(!app_view(stage.app)->playing);
    press(&stage, "Space > >");
    app_tick(stage.app, 60000);
    ck_assert_uint_eq(step_of(&stage), end_of(&stage));
    ck_assert(!app_view(stage.app)->playing);
    press(&stage, "Space"); /* from the start again */
    ck_assert_uint_eq(step_of(&stage), 0);
    press(&stage, "Space");
    ck_assert(!app_view(stage.app)->playing);
    app_stage_close(&stage);
}
END_TEST

/* What a copy overwrites is logged, and the log has an end. */
START_TEST(play_says_why_it_goes_no_further)
{
    struct app_stage stage = app_stage_open(
        "malloc A 300M\nwrite A 1\nwrite A+299999999 1\nrealloc A 300M\n");
    app_command(stage.app, "play 1000");
    app_tick(stage.app, 1000);
    app_tick(stage.app, 1000);
    ck_assert_uint_eq(step_of(&stage), 3);
    ck_assert(!app_view(stage.app)->playing);
    ck_assert_ptr_nonnull(strstr(app_view(stage.app)->message, "out of memory"));
    app_stage_close(&stage);
}
END_TEST

/* ---- Selecting ---- */

START_TEST(segments_are_selected_by_key_and_by_mouse)
{
    struct app_stage stage = app_stage_open(holes);
    struct mems_segment segment;
    press(&stage, "4 g Tab");
    draw(&stage, 100, 30);
    ck_assert(view_segment(app_view(stage.app), &segment));
    ck_assert_int_eq(segment.kind, MEMS_HOLE);
    ck_assert_uint_eq(segment.start, 2000);
    press(&stage, "Tab");
    ck_assert(view_segment(app_view(stage.app), &segment));
    ck_assert_uint_eq(segment.start, 2800);
    press(&stage, "BackTab BackTab");
    ck_assert(view_segment(app_view(stage.app), &segment));
    ck_assert_uint_eq(segment.start, 1000);
    draw(&stage, 100, 30);
    ck_assert_uint_eq(app_click(stage.app, 60, 2), APP_DRAW); /* in C, on the first bar */
    ck_assert(view_segment(app_view(stage.app), &segment));
    ck_assert_uint_eq(segment.start, 2800);
    press(&stage, "b");
    ck_assert(app_view(stage.app)->bytes);
    press(&stage, "Escape");
    ck_assert(!app_view(stage.app)->has_selection);
    ck_assert(!app_view(stage.app)->bytes);
    press(&stage, ":");
    type(&stage, "select A");
    press(&stage, "Enter");
    ck_assert(view_segment(app_view(stage.app), &segment));
    ck_assert_uint_eq(segment.start, 1000);
    app_stage_close(&stage);
}
END_TEST

/* Where the step has touched none, too. */
START_TEST(a_segment_is_selected_after_a_step_that_did_nothing)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD "policy best\n");
    press(&stage, "End Tab");
    ck_assert(app_view(stage.app)->has_selection);
    ck_assert_uint_eq(app_view(stage.app)->selected, 1000);
    press(&stage, "Escape Left Tab"); /* free NOBODY */
    ck_assert_uint_eq(app_view(stage.app)->selected, 1000);
    press(&stage, "Escape l");
    ck_assert(app_view(stage.app)->life != NULL);
    app_stage_close(&stage);
}
END_TEST

/* ---- Colours ---- */

/* Whoever watches follows a block by its colour. */
START_TEST(a_block_keeps_its_hue_and_neighbours_differ)
{
    struct app_stage stage = app_stage_open("random 3000 seed 5 size 1..3000 free 45%\n");
    const struct timeline *timeline = app_view(stage.app)->timeline;
    const mems_heap *heap = timeline_heap(timeline);
    unsigned hues[3001];
    memset(hues, 0xFF, sizeof hues);
    for (uint32_t step = 0; step < end_of(&stage); step += 7) {
        app_command(stage.app, "step 7");
        struct mems_node node;
        for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
            struct mems_segment at;
            unsigned before = UINT32_MAX;
            mems_segment_first(heap, &node, &at);
            do {
                uint32_t maker = timeline_maker(timeline, &at);
                unsigned hue = maker > 0 ? timeline_tint(timeline, &at) : UINT32_MAX;
                ck_assert(hue == UINT32_MAX || (hue < ROLE_HUES && hue != before));
                if (maker > 0 && hues[maker] == UINT32_MAX)
                    hues[maker] = hue;
                ck_assert(maker == 0 || hues[maker] == hue);
                before = hue;
            } while (mems_segment_next(heap, &at));
        }
    }
    ck_assert_uint_eq(step_of(&stage), 3000);
    app_stage_close(&stage);
}
END_TEST

/* ---- Whatever happens ---- */

START_TEST(every_size_is_drawn_and_clicked)
{
    struct app_stage stage = app_stage_open(holes);
    static const char *const states[] = {"Home", "5 g", "C", "C End Tab", "?", "? :", "Escape b"};
    for (size_t s = 0; s < sizeof states / sizeof *states; s++) {
        press(&stage, states[s]);
        for (int cols = 1; cols <= 130; cols += cols < 30 ? 1 : 7)
            for (int rows = 1; rows <= 60; rows += rows < 20 ? 1 : 5)
                draw(&stage, cols, rows);
        draw(&stage, 400, 100);
        draw(&stage, 1000, 500);
    }
    press(&stage, "Escape b");
    for (int cols = 1; cols <= 101; cols += 20)
        for (int rows = 1; rows <= 31; rows += 6) {
            draw(&stage, cols, rows);
            for (int y = -1; y <= rows; y++)
                for (int x = -1; x <= cols; x += 3)
                    app_click(stage.app, x, y);
        }
    app_stage_close(&stage);
}
END_TEST

START_TEST(random_keys_do_no_harm)
{
    const char *given = getenv("MEMS_SEED");
    uint64_t state = given != NULL ? strtoull(given, NULL, 0) : 20261123;
    printf("seed %llu\n", (unsigned long long)state);
    state |= 1;
    struct app_stage stage = app_stage_open(holes);
    for (int i = 0; i < 20000; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        uint32_t key = state % 3 == 0 ? K_SPECIAL + (uint32_t)(state >> 8) % 16
                                      : (uint32_t)(state >> 8) % 128;
        app_key(stage.app, key);
        app_tick(stage.app, (unsigned)(state >> 40) % 300);
        if (i % 50 == 0)
            draw(&stage, 20 + (int)((state >> 20) % 100), 5 + (int)((state >> 30) % 40));
        if (i % 500 == 0)
            ck_assert_int_eq(mems_heap_check(timeline_heap(app_view(stage.app)->timeline), NULL),
                             MEMS_SOUND);
    }
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("app");
    TCase *tests = tcase_create("app");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, the_screen_is_as_it_should_be, 0,
                        (int)(sizeof pictures / sizeof *pictures));
    tcase_add_test(tests, waste_is_shown_apart);
    tcase_add_test(tests, keys_travel_in_time);
    tcase_add_test(tests, play_goes_on_until_a_stop);
    tcase_add_test(tests, play_says_why_it_goes_no_further);
    tcase_add_test(tests, segments_are_selected_by_key_and_by_mouse);
    tcase_add_test(tests, a_page_has_frames_without_what_it_says_itself);
    tcase_add_test(tests, a_segment_is_selected_after_a_step_that_did_nothing);
    tcase_add_test(tests, a_block_keeps_its_hue_and_neighbours_differ);
    tcase_add_test(tests, every_size_is_drawn_and_clicked);
    tcase_add_test(tests, random_keys_do_no_harm);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
