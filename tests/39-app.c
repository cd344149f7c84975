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

static const char holes[] =
    "malloc A 1000\n"
    "malloc B 800\n"
    "say \"Three blocks stand side by side. Where would a free leave a HOLE?\"\n"
    "malloc C 2296\n"
    "mark \"holes\"\n"
    "free B\n"
    "say \"B left a HOLE of 800 bytes between A and C.\"\n"
    "stop\n"
    "malloc D 400\n"
    "expect D at 2000\n"
    "malloc E 900\n"
    "mark \"second node\"\n"
    "write E+4 200\n"
    "get E+4\n"
    "free A\n"
    "free D\n"
    "expect holes 2\n"
    "free NOBODY\n";

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
    {"app-chain-80x24", "5 g c", 80, 24},
    {"app-chain-120x40", "6 g c", 120, 40},
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
    press(&stage, "Right");
    ck_assert_uint_eq(step_of(&stage), end_of(&stage));
    press(&stage, "Home 1 0 l");
    ck_assert_uint_eq(step_of(&stage), 10);
    press(&stage, "3 h");
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
    press(&stage, "PageDown");
    ck_assert(screen_has(&stage, "this is the end"));
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

/* ---- Typing ---- */

START_TEST(a_typed_operation_forks_and_undo_returns)
{
    struct app_stage stage = app_stage_open(holes);
    uint32_t end = end_of(&stage);
    press(&stage, "4 g m");
    type(&stage, "X 300");
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), 5);
    ck_assert_uint_eq(end_of(&stage), 5);
    ck_assert(screen_has(&stage, "malloc X 300"));
    press(&stage, "u");
    ck_assert_uint_eq(step_of(&stage), 4);
    ck_assert_uint_eq(end_of(&stage), end);
    press(&stage, "U");
    ck_assert_uint_eq(end_of(&stage), 5);
    press(&stage, "u u");
    ck_assert_uint_eq(end_of(&stage), end);
    press(&stage, "End");
    ck_assert_uint_eq(step_of(&stage), end);
    app_stage_close(&stage);
}
END_TEST

START_TEST(free_offers_the_selected_block)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "3 g f");
    ck_assert_str_eq(app_view(stage.app)->command.text, "free C");
    press(&stage, "Enter");
    ck_assert_uint_eq(end_of(&stage), 4);
    press(&stage, "u f");
    type(&stage, "B"); /* what is typed takes the offer's place */
    ck_assert_str_eq(app_view(stage.app)->command.text, "free B");
    type(&stage, "2");
    ck_assert_str_eq(app_view(stage.app)->command.text, "free B2");
    press(&stage, "Escape f Left");
    type(&stage, "x");
    ck_assert_str_eq(app_view(stage.app)->command.text, "free xC");
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_is_said_leaves_room_for_the_story)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "4 g m");
    type(&stage, "X 300");
    press(&stage, "Enter");
    ck_assert(screen_has(&stage, "a new future from here on"));
    ck_assert(screen_has(&stage, "malloc X 300 ? 2000"));
    ck_assert(!screen_has(&stage, "B left a HOLE")); /* the lesson is elsewhere */
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_caption_may_have_lines)
{
    struct app_stage stage = app_stage_open("malloc A 1\nsay \"one\\n\\nthree\"\n");
    press(&stage, "End");
    draw(&stage, 100, 30);
    int row = 0;
    while (row < 30 && frame_look(&stage.frame, 1, row)->ch != 'o')
        row++;
    ck_assert_int_lt(row, 27);
    ck_assert_uint_eq(frame_look(&stage.frame, 1, row + 1)->ch, ' ');
    ck_assert_uint_eq(frame_look(&stage.frame, 1, row + 2)->ch, 't');
    app_stage_close(&stage);
}
END_TEST

START_TEST(errors_are_shown_in_place)
{
    static const struct { const char *line; int caret; } lines[] = {
        {"mallok A 10", 0}, {"malloc A 4x0", -1}, {"goto nowhere", 5}, {"goto 12", 5}, {"goto o", 5}, {"goto 101%", 5}, {"step 0", 5}, {"theme pink", 6},
        {"replay fastest", 7}, {"select nobody", 7}, {"quit now", 5}, {"malloc A 10 20", -1},
        {"out 99999999999999999999", 4},
    };
    struct app_stage stage = app_stage_open(holes);
    uint32_t end = end_of(&stage);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        press(&stage, ":");
        type(&stage, lines[i].line);
        press(&stage, "Enter");
        const struct command_line *command = &app_view(stage.app)->command;
        ck_assert_msg(command->open, "%s", lines[i].line);
        ck_assert_str_ne(command->error, "");
        if (lines[i].caret >= 0)
            ck_assert_msg(command->caret == lines[i].caret, "%s: %d", lines[i].line,
                          command->caret);
        draw(&stage, 80, 24);
        press(&stage, "Escape");
    }
    ck_assert_uint_eq(end_of(&stage), end);
    press(&stage, ":");
    type(&stage, "malloc A 4x0");
    press(&stage, "Enter");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "app-error-80x24");
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_line_completes_and_remembers)
{
    struct app_stage stage = app_stage_open(holes);
    const struct command_line *command = &app_view(stage.app)->command;
    press(&stage, "3 g :");
    type(&stage, "mal");
    press(&stage, "Tab");
    ck_assert_str_eq(command->text, "malloc ");
    press(&stage, "Escape :");
    type(&stage, "free ");
    press(&stage, "Tab");
    ck_assert_str_eq(command->text, "free ");
    ck_assert_ptr_nonnull(strstr(command->hint, "A  B  C"));
    type(&stage, "B");
    press(&stage, "Tab Backspace Enter");
    ck_assert_uint_eq(end_of(&stage), 4);
    press(&stage, ": Up");
    ck_assert_str_eq(command->text, "free B");
    press(&stage, "Down");
    ck_assert_str_eq(command->text, "");
    press(&stage, "Escape u :"); /* the fork put that chapter aside */
    type(&stage, "goto sec");
    press(&stage, "Tab");
    ck_assert_str_eq(command->text, "goto second node ");
    press(&stage, "Ctrl-U Ctrl-K");
    type(&stage, "xyz");
    press(&stage, "Left Left Delete Home End Backspace Backspace Backspace");
    ck_assert(!command->open || command->length == 0);
    app_stage_close(&stage);
}
END_TEST

START_TEST(no_half_of_a_character_is_completed)
{
    struct app_stage stage = app_stage_open("malloc n\xc3\xa9 10\nmalloc n\xc3\xa8 10\n");
    press(&stage, "End :");
    type(&stage, "free ");
    press(&stage, "Tab");
    ck_assert_str_eq(app_view(stage.app)->command.text, "free n");
    app_stage_close(&stage);
}
END_TEST

/* A long one goes on while the old run is shown, and can be given up. */
START_TEST(a_replay_does_not_hold_up_the_screen)
{
    struct app_stage stage = app_stage_open("random 60000 seed 3 size 1..300 free 40%\n");
    const struct timeline *old = app_view(stage.app)->timeline;
    app_command(stage.app, "replay best");
    ck_assert_ptr_eq(app_view(stage.app)->timeline, old);
    ck_assert_uint_eq(app_patience(stage.app), 0);
    press(&stage, "5 Right");
    ck_assert_uint_eq(step_of(&stage), 5);
    press(&stage, "Escape");
    ck_assert(screen_has(&stage, "given up"));
    ck_assert_uint_gt(app_patience(stage.app), 0);
    app_command(stage.app, "replay next");
    for (int slices = 0; app_view(stage.app)->timeline == old; slices++) {
        ck_assert_int_lt(slices, 10000);
        app_tick(stage.app, 1);
    }
    ck_assert_uint_eq(step_of(&stage), 5);
    ck_assert_uint_eq(timeline_known(app_view(stage.app)->timeline), 60000);
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_same_workload_runs_under_another_policy)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "5 g p");
    ck_assert_uint_eq(step_of(&stage), 5);
    ck_assert_int_eq(mems_heap_options(timeline_heap(app_view(stage.app)->timeline)).policy,
                     MEMS_NEXT_FIT);
    press(&stage, ":");
    type(&stage, "replay first");
    press(&stage, "Enter");
    ck_assert_int_eq(mems_heap_options(timeline_heap(app_view(stage.app)->timeline)).policy,
                     MEMS_FIRST_FIT);
    struct mems_node node;
    ck_assert(mems_node_first(timeline_heap(app_view(stage.app)->timeline), &node));
    app_stage_close(&stage);
}
END_TEST

/* It stays in the list of operations, but it is none of the workload's. */
START_TEST(what_was_typed_and_taken_back_is_not_replayed)
{
    struct app_stage stage = app_stage_open(holes);
    uint32_t end = end_of(&stage);
    app_command(stage.app, "malloc X 100");
    press(&stage, "u p");
    ck_assert_ptr_nonnull(strstr(app_view(stage.app)->message, "under next fit"));
    ck_assert_uint_eq(end_of(&stage), end);
    app_command(stage.app, "malloc X 100");
    ck_assert_uint_eq(end_of(&stage), 1);
    press(&stage, "u p");
    ck_assert_uint_eq(end_of(&stage), end);
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
    static const char *const states[] = {"Home", "5 g", "c", "c End Tab", "?", "? :", "Escape b"};
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
    tcase_add_test(tests, a_typed_operation_forks_and_undo_returns);
    tcase_add_test(tests, free_offers_the_selected_block);
    tcase_add_test(tests, what_is_said_leaves_room_for_the_story);
    tcase_add_test(tests, a_caption_may_have_lines);
    tcase_add_test(tests, errors_are_shown_in_place);
    tcase_add_test(tests, the_line_completes_and_remembers);
    tcase_add_test(tests, no_half_of_a_character_is_completed);
    tcase_add_test(tests, a_replay_does_not_hold_up_the_screen);
    tcase_add_test(tests, the_same_workload_runs_under_another_policy);
    tcase_add_test(tests, what_was_typed_and_taken_back_is_not_replayed);
    tcase_add_test(tests, a_block_keeps_its_hue_and_neighbours_differ);
    tcase_add_test(tests, every_size_is_drawn_and_clicked);
    tcase_add_test(tests, random_keys_do_no_harm);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
