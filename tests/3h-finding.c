/* 3h-finding.c: searches typed at "/": where they lead, what is said, n and N,
 * completion, mistakes in place, and long ones that can be given up. */
#include "app_stage.h"
#include "golden.h"
#include "haste.h"
#include "run.h"

#include <check.h>
#include <string.h>

static const char holes[] = HOLES_WORKLOAD;

static void search(struct app_stage *stage, const char *what)
{
    press(stage, "/");
    type(stage, what);
    press(stage, "Enter");
}

static bool says(const struct app_stage *stage, const char *text)
{
    return strstr(app_view(stage->app)->message, text) != NULL;
}

START_TEST(events_are_gone_to_and_sought_again)
{
    struct app_stage stage = app_stage_open(holes);
    search(&stage, "mmap");
    ck_assert_uint_eq(step_of(&stage), 1);
    ck_assert(says(&stage, "n the next"));
    press(&stage, "n");
    ck_assert_uint_eq(step_of(&stage), 6);
    press(&stage, "n");
    ck_assert_uint_eq(step_of(&stage), 1);
    ck_assert(says(&stage, "hit the end, went on from the start"));
    press(&stage, "N");
    ck_assert_uint_eq(step_of(&stage), 6);
    ck_assert(says(&stage, "hit the start, went on from the end"));
    search(&stage, ""); /* the same again */
    ck_assert_uint_eq(step_of(&stage), 1);
    app_stage_close(&stage);
}
END_TEST

START_TEST(nothing_found_says_so_and_stays)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "n");
    ck_assert(says(&stage, "nothing was sought yet"));
    press(&stage, "4 g");
    search(&stage, "size>1G");
    ck_assert_uint_eq(step_of(&stage), 4);
    ck_assert(says(&stage, "nothing found: /size>1G, in all 11 steps"));
    search(&stage, "mapped>1G");
    ck_assert(says(&stage, "nothing found: /mapped>1G, in all 11 steps; the peak is "));
    press(&stage, "Home");
    search(&stage, "lived>2"); /* B, which step 2 placed, is freed by step 4; A by step 9 */
    ck_assert_uint_eq(step_of(&stage), 9);
    ck_assert(says(&stage, "/lived>2: 8 steps"));
    press(&stage, "4 g");
    search(&stage, "blocks>3");
    ck_assert(says(&stage, "/blocks>3: 4"));
    press(&stage, "N");
    ck_assert(says(&stage, "nothing found: /blocks>3, in all "));
    ck_assert(says(&stage, "before this one"));
    ck_assert(app_view(stage.app)->message_is_error);
    press(&stage, "1 g");
    search(&stage, "blocks>2x");
    ck_assert_uint_eq(step_of(&stage), 3);
    ck_assert(says(&stage, "/blocks>2x of 1: 3 "));
    press(&stage, "n"); /* twice what it is now, not what it was */
    ck_assert_uint_eq(step_of(&stage), 3);
    ck_assert(says(&stage, "nothing found: /blocks>2x of 3, in all 11 steps; the peak is 4"));
    search(&stage, "fail");
    ck_assert_uint_eq(step_of(&stage), 11);
    press(&stage, "n");
    ck_assert_uint_eq(step_of(&stage), 11);
    ck_assert(says(&stage, "the only one"));
    app_stage_close(&stage);
}
END_TEST

/* The HOLE that is selected, or what was touched last. */
START_TEST(the_next_to_use_this_hole_is_found)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "4 g");
    search(&stage, "reuse");
    ck_assert_uint_eq(step_of(&stage), 5);
    ck_assert(says(&stage, "/reuse 2000"));
    ck_assert_uint_eq(app_view(stage.app)->selected, 2000);
    app_command(stage.app, "select D");
    search(&stage, "at");
    ck_assert_uint_eq(step_of(&stage), 10); /* free D */
    app_stage_close(&stage);
}
END_TEST

START_TEST(peaks_say_how_much_and_when)
{
    struct app_stage stage = app_stage_open(holes);
    search(&stage, "peak mapped");
    ck_assert_uint_eq(step_of(&stage), 6);
    ck_assert(says(&stage, "peak of mapped: 8,192 B, first at step 6"));
    search(&stage, "peak used");
    ck_assert(says(&stage, "peak of in use: 4,596 B, first at step 6"));
    search(&stage, "peak frag");
    ck_assert(says(&stage, "peak of frag: 36 %"));
    uint32_t worst = step_of(&stage);
    press(&stage, "Home n");
    ck_assert_uint_eq(step_of(&stage), worst);
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_command_searches_too)
{
    struct app_stage stage = app_stage_open(holes);
    app_command(stage.app, "find mmap");
    ck_assert_uint_eq(step_of(&stage), 1);
    app_command(stage.app, "/name E");
    ck_assert_uint_eq(step_of(&stage), 6);
    app_command(stage.app, "goto /fail");
    ck_assert_uint_eq(step_of(&stage), 11);
    app_command(stage.app, "find-back");
    ck_assert_uint_eq(step_of(&stage), 11);
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_line_completes_what_can_be_sought)
{
    struct app_stage stage = app_stage_open(holes);
    const struct command_line *command = &app_view(stage.app)->command;
    press(&stage, "/");
    ck_assert_str_eq(command->text, "/");
    ck_assert_str_eq(command->hint, "mmap  fail  reuse  at  name  size  lived  peak  mapped  "
                                    "used  unused  waste  blocks");
    type(&stage, "pe");
    press(&stage, "Tab");
    ck_assert_str_eq(command->text, "/peak ");
    type(&stage, "f");
    press(&stage, "Tab");
    ck_assert_str_eq(command->text, "/peak frag ");
    press(&stage, "Ctrl-U");
    type(&stage, "/name ");
    press(&stage, "Tab");
    ck_assert_ptr_nonnull(strstr(command->hint, "A  B  C  D  E"));
    press(&stage, "Escape");
    ck_assert(!command->open);
    press(&stage, "/ Backspace Backspace"); /* the sign goes, and then the line */
    ck_assert(!command->open);
    app_stage_close(&stage);
}
END_TEST

START_TEST(mistakes_are_shown_in_place)
{
    struct app_stage stage = app_stage_open(holes);
    const struct command_line *command = &app_view(stage.app)->command;
    search(&stage, "size>4X");
    ck_assert(command->open);
    ck_assert_int_eq(command->caret, 7);
    press(&stage, "Escape");
    search(&stage, "nosuch");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "find-error-80x24");
    draw(&stage, 120, 40);
    golden_frame(&stage.frame, "find-error-120x40");
    press(&stage, "Escape");
    ck_assert_uint_eq(step_of(&stage), 0);
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_is_found_is_shown)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "4 g");
    search(&stage, "reuse");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "find-reuse-80x24");
    draw(&stage, 120, 40);
    golden_frame(&stage.frame, "find-reuse-120x40");
    app_stage_close(&stage);
}
END_TEST

/* A long one goes on while the screen is used, and can be given up. */
START_TEST(a_search_does_not_hold_up_the_screen)
{
    struct app_stage stage = app_stage_open("random 100000 seed 3 size 1..300 free 40%\n");
    haste = 10;
    search(&stage, "at 999999999999");
    ck_assert_int_gt(app_busy(stage.app), 0);
    ck_assert_uint_eq(app_patience(stage.app), 0);
    press(&stage, "5 Right");
    ck_assert_uint_eq(step_of(&stage), 5);
    ck_assert_int_gt(app_busy(stage.app), 0);
    press(&stage, "Escape");
    ck_assert(says(&stage, "given up"));
    ck_assert_int_eq(app_busy(stage.app), -1);
    press(&stage, "Home n");
    while (app_busy(stage.app) >= 0)
        app_tick(stage.app, 1);
    ck_assert(says(&stage, "nothing found"));
    search(&stage, "peak frag"); /* that is known, of however many steps */
    ck_assert_int_eq(app_busy(stage.app), -1);
    ck_assert(says(&stage, "peak of frag"));
    uint32_t worst = step_of(&stage);
    ck_assert_uint_gt(worst, 0);
    app_stage_close(&stage);
}
END_TEST

START_TEST(another_run_has_other_peaks)
{
    struct app_stage stage = app_stage_open("random 20000 seed 3 size 1..300 free 40%\n");
    search(&stage, "peak frag");
    uint32_t worst = step_of(&stage);
    app_command(stage.app, "replay worst");
    while (app_busy(stage.app) >= 0)
        app_tick(stage.app, 1);
    app_command(stage.app, "/peak frag");
    ck_assert(says(&stage, "peak of frag"));
    ck_assert_uint_ne(step_of(&stage), worst);
    app_stage_close(&stage);
}
END_TEST

/* What was typed meanwhile is another path. */
START_TEST(typing_ends_a_search)
{
    struct app_stage stage = app_stage_open("random 100000 seed 3 size 1..300 free 40%\n");
    haste = 10;
    search(&stage, "at 999999999999");
    ck_assert_int_gt(app_busy(stage.app), 0);
    app_command(stage.app, "malloc X 10");
    ck_assert_int_eq(app_busy(stage.app), -1);
    app_command(stage.app, "/X");
    while (app_busy(stage.app) >= 0)
        app_tick(stage.app, 1);
    ck_assert_uint_eq(step_of(&stage), 1);
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_race_is_searched_too)
{
    struct app_stage stage = app_stage_open(holes);
    app_command(stage.app, "race first,best");
    while (app_busy(stage.app) >= 0)
        app_tick(stage.app, 1);
    search(&stage, "peak frag");
    ck_assert(says(&stage, "peak of frag"));
    search(&stage, "mmap");
    ck_assert_uint_eq(step_of(&stage), 1);
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("finding");
    TCase *tests = tcase_create("finding");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, events_are_gone_to_and_sought_again);
    tcase_add_test(tests, nothing_found_says_so_and_stays);
    tcase_add_test(tests, the_next_to_use_this_hole_is_found);
    tcase_add_test(tests, peaks_say_how_much_and_when);
    tcase_add_test(tests, a_command_searches_too);
    tcase_add_test(tests, the_line_completes_what_can_be_sought);
    tcase_add_test(tests, mistakes_are_shown_in_place);
    tcase_add_test(tests, what_is_found_is_shown);
    tcase_add_test(tests, a_search_does_not_hold_up_the_screen);
    tcase_add_test(tests, another_run_has_other_peaks);
    tcase_add_test(tests, typing_ends_a_search);
    tcase_add_test(tests, a_race_is_searched_too);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
