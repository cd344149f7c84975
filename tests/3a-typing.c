/* 3a-typing.c: what a person types at ":": operations that fork, commands,
 * errors in place, completion, replays under another policy. */
#include "app.h"

#include "app_stage.h"
#include "golden.h"
#include "haste.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static const char holes[] = HOLES_WORKLOAD;

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

/* A zero before a number makes it no other. */
START_TEST(numbers_are_decimal_or_hexadecimal)
{
    static const char *const lines[] = {"select 1000", "select 01000", "select @0x3e8",
                                        "select 0X03E8"};
    struct app_stage stage = app_stage_open(holes);
    app_command(stage.app, "goto 1");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        app_command(stage.app, "unselect");
        app_command(stage.app, lines[i]);
        ck_assert_msg(app_view(stage.app)->has_selection, "%s", lines[i]);
        ck_assert_uint_eq(app_view(stage.app)->selected, 1000);
    }
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
    app_command(stage.app, "fre B");
    ck_assert(screen_has(&stage, "'fre' is no word of the language; did you mean 'free'?"));
    app_command(stage.app, "mallok X 5");
    ck_assert(screen_has(&stage, "did you mean 'malloc'?"));
    app_command(stage.app, "quit now");
    ck_assert(screen_has(&stage, "quit takes nothing after it"));
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
    struct app_stage stage = app_stage_open("random 20000 seed 3 size 1..300 free 40%\n");
    const struct timeline *old = app_view(stage.app)->timeline;
    haste = 1;
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
    ck_assert_uint_eq(timeline_known(app_view(stage.app)->timeline), 20000);
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

/* A name that is a number is shown as #1, and typed so or without the sign. */
START_TEST(numbers_are_names)
{
    static const char workload[] = "malloc 0 100\nmalloc 1 200\nmalloc 2 300\n";
    static const char *const lines[] = {"select 1", "select #1", "life 1", "life #1"};
    struct app_stage stage = app_stage_open(workload);
    press(&stage, "End");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        command(&stage, "select #0");
        command(&stage, lines[i]);
        ck_assert_uint_eq(app_view(stage.app)->selected, 1100);
        ck_assert(screen_has(&stage, i < 2 ? "PROCESS #1 " : "block #1: not moved"));
        press(&stage, "Escape Escape");
    }
    command(&stage, "/name #1");
    ck_assert_uint_eq(step_of(&stage), 2);
    press(&stage, "End");
    command(&stage, "race first,best");
    command(&stage, "select #1");
    ck_assert(screen_has(&stage, "#1, placed at step 2"));
    press(&stage, "c");
    command(&stage, "free #1");
    ck_assert(screen_has(&stage, "free 1")); /* an operation is as in a file */
    ck_assert_uint_eq(end_of(&stage), 4);
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("typing");
    TCase *tests = tcase_create("typing");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_typed_operation_forks_and_undo_returns);
    tcase_add_test(tests, free_offers_the_selected_block);
    tcase_add_test(tests, what_is_said_leaves_room_for_the_story);
    tcase_add_test(tests, a_caption_may_have_lines);
    tcase_add_test(tests, numbers_are_decimal_or_hexadecimal);
    tcase_add_test(tests, errors_are_shown_in_place);
    tcase_add_test(tests, the_line_completes_and_remembers);
    tcase_add_test(tests, no_half_of_a_character_is_completed);
    tcase_add_test(tests, a_replay_does_not_hold_up_the_screen);
    tcase_add_test(tests, the_same_workload_runs_under_another_policy);
    tcase_add_test(tests, what_was_typed_and_taken_back_is_not_replayed);
    tcase_add_test(tests, numbers_are_names);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
