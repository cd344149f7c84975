/* 3p-whatif.c: What if? on the screen: golden frames, keys, clicks and commands, and
 * the original, which comes back as it was. */
#include "app.h"
#include "app_stage.h"
#include "branches.h"
#include "golden.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static const struct view *view_of(const struct app_stage *stage)
{
    return app_view(stage->app);
}

static bool races(const struct app_stage *stage)
{
    return view_of(stage)->race != NULL;
}

static int row_with(struct app_stage *stage, const char *text)
{
    for (int y = 0; y < stage->frame.rows; y++)
        if (strstr(row_text(stage, y), text) != NULL)
            return y;
    ck_abort_msg("no row with %s", text);
    return -1;
}

/* ---- Pictures ---- */

static const struct { const char *name, *at, *command, *keys; int cols, rows; } pictures[] = {
    {"whatif-80x24", "5", "whatif", "", 80, 24},
    {"whatif-120x40", "5", "whatif", "Down", 120, 40},
    {"whatif-start-80x24", "0", "whatif", "", 80, 24},
    {"whatif-free-80x24", "4", "whatif", "", 80, 24},
    {"whatif-typing-80x24", "5", "whatif", "Enter", 80, 24},
    {"whatif-small-40x12", "5", "whatif", "End Up", 40, 12},
    {"whatif-delete-80x24", "5", "whatif delete", "", 80, 24},
    {"whatif-delete-120x40", "5", "whatif delete", "", 120, 40},
    {"whatif-lacks-80x24", "5", "whatif delete", "d", 80, 24},
    {"whatif-insert-80x24", "5", "whatif insert malloc X 200", "", 80, 24},
    {"whatif-change-80x24", "5", "whatif change malloc D 300", "", 80, 24},
    {"whatif-change-120x40", "5", "whatif change malloc D 900 as larger", "End", 120, 40},
    {"whatif-policy-80x24", "4", "whatif policy worst", "", 80, 24},
    {"branches-none-80x24", "5", "branch", "", 80, 24},
    {"branches-80x24", "5", "whatif delete", "c B", 80, 24},
    {"branches-120x40", "5", "whatif change malloc D 300 as small", "c i Down Enter B", 120, 40},
    {"branch-80x24", "5", "whatif delete", "B Enter", 80, 24},
    {"branch-120x40", "5", "whatif insert malloc X 200 as one more", "B Enter", 120, 40},
    {"whatif-help-80x24", "5", "whatif", "?", 80, 24},
};

START_TEST(it_is_drawn_as_it_should_be)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, pictures[_i].at);
    command(&stage, pictures[_i].command);
    press_and_wait(&stage, pictures[_i].keys);
    draw(&stage, pictures[_i].cols, pictures[_i].rows);
    golden_frame(&stage.frame, pictures[_i].name);
    app_stage_close(&stage);
}
END_TEST

START_TEST(every_size_is_drawn_and_clicked)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    press(&stage, "i");
    draw_and_click_everywhere(&stage);
    settle(&stage);
    app_stage_close(&stage);
    stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    for (int i = 0; i < 12; i++) {
        command(&stage, "whatif delete");
        press(&stage, "c");
    }
    press(&stage, "B");
    draw_and_click_everywhere(&stage);
    settle(&stage);
    app_stage_close(&stage);
}
END_TEST

/* ---- Keys and clicks ---- */

START_TEST(keys_ask_and_return)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    press(&stage, "i");
    ck_assert(screen_has(&stage, "step 5, malloc D 400: what if"));
    press_and_wait(&stage, "Down Enter"); /* it never happened */
    ck_assert(races(&stage));
    ck_assert(screen_has(&stage, "without malloc D"));
    ck_assert(screen_has(&stage, "left out of the branch: this is the change"));
    press(&stage, "d");
    ck_assert(screen_has(&stage, "its block is missing in the branch, where it does nothing"));
    ck_assert(screen_has(&stage, "1 operation of the branch no longer has a block"));
    press(&stage, "c");
    ck_assert(!races(&stage));
    ck_assert_uint_eq(end_of(&stage), 11);
    press_and_wait(&stage, "B Down Enter"); /* the list stands where one is */
    ck_assert(screen_has(&stage, "this is the branch without malloc D"));
    ck_assert_uint_eq(end_of(&stage), 10);
    press_and_wait(&stage, "c");
    ck_assert(races(&stage));
    press(&stage, "c");
    ck_assert_uint_eq(end_of(&stage), 10); /* still the branch */
    press_and_wait(&stage, "B Up Enter");
    ck_assert(screen_has(&stage, "this is the original, as it was"));
    ck_assert_uint_eq(end_of(&stage), 11);
    command(&stage, "branches without ");
    ck_assert_uint_eq(end_of(&stage), 10);
    app_stage_close(&stage);
}
END_TEST

/* The change is what was asked, and no difference that came of it. */
START_TEST(the_change_is_no_difference)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif change malloc D 300");
    settle(&stage);
    ck_assert(screen_has(&stage, "no block lands differently after the change"));
    ck_assert(!screen_has(&stage, "? original") && !screen_has(&stage, "d goes to"));
    press(&stage, "c");
    command(&stage, "whatif change malloc D 900");
    settle(&stage);
    ck_assert(screen_has(&stage, "nothing but the change differs so far"));
    ck_assert(screen_has(&stage, "? original")); /* its own block lands elsewhere */
    press(&stage, "Right");
    ck_assert(screen_has(&stage, "1 of 1 later step differs, from step 6 on"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(words_are_completed)
{
    static const struct { const char *typed, *line; } cases[] = {
        {"whatif d", "whatif delete "},       {"whatif ins", "whatif insert "},
        {"whatif policy w", "whatif policy worst "}, {"whatif change fr", "whatif change free "},
        {"whatif insert free C", "whatif insert free C "},
        {"branch wi", "branch without malloc D "}, {"branches o", "branches original "},
    };
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif delete");
    press(&stage, "c");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        press(&stage, ":");
        type(&stage, cases[i].typed);
        press(&stage, "Tab");
        ck_assert_str_eq(view_of(&stage)->command.text, cases[i].line);
        press(&stage, "Escape");
    }
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_row_offers_what_it_cannot_know)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    press(&stage, "i Enter");
    ck_assert_str_eq(view_of(&stage)->command.text, "whatif change malloc D 400");
    type(&stage, "300");
    ck_assert_str_eq(view_of(&stage)->command.text, "whatif change malloc D 300");
    press_and_wait(&stage, "Enter");
    ck_assert(races(&stage));
    ck_assert(screen_has(&stage, "malloc D 400: in the branch malloc D 300"));
    press_and_wait(&stage, "c i Down Down Enter");
    ck_assert_str_eq(view_of(&stage)->command.text, "whatif insert malloc ");
    app_stage_close(&stage);
}
END_TEST

START_TEST(clicks_ask_and_go)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    press(&stage, "i");
    draw(&stage, 80, 24);
    app_click(stage.app, 10, row_with(&stage, "best fit chose"));
    settle(&stage);
    ck_assert(races(&stage));
    press(&stage, "B");
    draw(&stage, 80, 24);
    app_click(stage.app, 10, row_with(&stage, "1 best fit"));
    settle(&stage);
    ck_assert_uint_eq(end_of(&stage), 12);
    press(&stage, "B");
    draw(&stage, 80, 24);
    app_wheel(stage.app, 10, row_with(&stage, "1 best fit"), -1);
    press_and_wait(&stage, "Enter");
    ck_assert_uint_eq(end_of(&stage), 11);
    press(&stage, "i Escape");
    ck_assert_int_eq(view_of(&stage)->branches->choosing, CHOOSING_NOTHING);
    press(&stage, "i i");
    ck_assert_int_eq(view_of(&stage)->branches->choosing, CHOOSING_NOTHING);
    app_stage_close(&stage);
}
END_TEST

/* Of lists, lives and "Why here?" one is open at a time. */
START_TEST(only_one_panel_is_open)
{
    static const char *const keys[] = {"i", "B", "w", "l", "t", "b"};
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    for (int i = 0; i < 36; i++) {
        const struct view *view = view_of(&stage);
        press_and_wait(&stage, keys[i / 6]);
        press_and_wait(&stage, keys[i % 6]);
        ck_assert_int_le((view->branches->choosing != CHOOSING_NOTHING) + view->why.on +
                             (view->life != NULL) + view->survey.open + view->bytes, 1);
        press(&stage, "Escape Escape");
    }
    app_stage_close(&stage);
}
END_TEST

/* ---- The original ---- */

START_TEST(the_original_comes_back_as_it_was)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    struct frame before = {0};
    const struct timeline *own = view_of(&stage)->timeline;
    command(&stage, "7");
    draw(&stage, 100, 30);
    ck_assert(frame_resize(&before, 100, 30));
    app_draw(stage.app, &before);
    command(&stage, "whatif insert malloc X 2000");
    press_and_wait(&stage, "Right Right End c 7 g");
    for (int i = 0; i < 3; i++) {
        command(&stage, "branch with");
        command(&stage, i == 0 ? "end" : "7");
        press_and_wait(&stage, "t t l Escape Escape w w");
        command(&stage, "branch original");
        command(&stage, "7");
    }
    app_hush(stage.app);
    draw(&stage, 100, 30);
    ck_assert_ptr_eq(view_of(&stage)->timeline, own);
    for (int y = 0; y < 30; y++)
        for (int x = 0; x < 100; x++)
            ck_assert_uint_eq(frame_look(&before, x, y)->ch, frame_look(&stage.frame, x, y)->ch);
    frame_close(&before);
    app_stage_close(&stage);
}
END_TEST

/* The step that both have stays the one that is shown. */
START_TEST(steps_go_over_to_a_branch_and_back)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif insert malloc X 10");
    ck_assert_uint_eq(step_of(&stage), 6); /* what was put in */
    command(&stage, "branch with malloc X 10");
    ck_assert_uint_eq(step_of(&stage), 5);
    command(&stage, "9");
    command(&stage, "branch original");
    ck_assert_uint_eq(step_of(&stage), 8);
    command(&stage, "branch 1");
    ck_assert_uint_eq(step_of(&stage), 9);
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_branch_asks_nothing_of_the_original)
{
    struct app_stage stage = app_stage_open("malloc A 10\n?\nmalloc B 20\n? \"C?\"\n"
                                            "malloc C 30\n? \"D?\"\nmalloc D 40\n");
    command(&stage, "3");
    command(&stage, "whatif change malloc X 99");
    command(&stage, "branch 1");
    command(&stage, "0");
    press_and_wait(&stage, "Right");
    ck_assert(view_of(&stage)->predict.open); /* about B, which both have */
    press_and_wait(&stage, "Escape PageDown");
    ck_assert_uint_eq(step_of(&stage), 4); /* there is no other stop */
    press_and_wait(&stage, "2 g Right");
    ck_assert(!view_of(&stage)->predict.open);
    app_stage_close(&stage);
}
END_TEST

/* A mark stays at its operation, and waits where that is not. */
START_TEST(a_mark_goes_over_to_a_branch_and_back)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif delete");
    press(&stage, "c");
    command(&stage, "mark-here 7");
    command(&stage, "branch 1");
    ck_assert(view_of(&stage)->moments.marked);
    ck_assert_uint_eq(view_of(&stage)->moments.mark, 6);
    command(&stage, "branch original");
    ck_assert(view_of(&stage)->moments.marked);
    ck_assert_uint_eq(view_of(&stage)->moments.mark, 7);
    command(&stage, "mark-here 5"); /* which the branch lacks */
    command(&stage, "branch 1");
    ck_assert(!view_of(&stage)->moments.marked);
    command(&stage, "branch original");
    ck_assert(view_of(&stage)->moments.marked);
    ck_assert_uint_eq(view_of(&stage)->moments.mark, 5);
    command(&stage, "mark-here 5"); /* taken away: it is nowhere */
    command(&stage, "branch 1");
    command(&stage, "branch original");
    ck_assert(!view_of(&stage)->moments.marked);
    app_stage_close(&stage);
}
END_TEST

START_TEST(replays_and_branches_go_together)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif delete");
    press(&stage, "c");
    command(&stage, "replay best");
    ck_assert(screen_has(&stage, "best fit"));
    command(&stage, "branch 1");
    ck_assert(screen_has(&stage, "mems ? best fit"));
    command(&stage, "replay worst");
    ck_assert(screen_has(&stage, "mems ? worst fit"));
    press_and_wait(&stage, "c");
    ck_assert(screen_has(&stage, "original, best fit"));
    ck_assert(screen_has(&stage, "without malloc D, worst"));
    press(&stage, "c");
    command(&stage, "race first,best");
    ck_assert_uint_eq(end_of(&stage), 10);
    press(&stage, "c");
    command(&stage, "branch original");
    ck_assert(screen_has(&stage, "mems ? best fit"));
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("whatif");
    TCase *tests = tcase_create("whatif");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, it_is_drawn_as_it_should_be, 0,
                        sizeof pictures / sizeof *pictures);
    tcase_add_test(tests, every_size_is_drawn_and_clicked);
    tcase_add_test(tests, keys_ask_and_return);
    tcase_add_test(tests, the_change_is_no_difference);
    tcase_add_test(tests, words_are_completed);
    tcase_add_test(tests, a_row_offers_what_it_cannot_know);
    tcase_add_test(tests, clicks_ask_and_go);
    tcase_add_test(tests, only_one_panel_is_open);
    tcase_add_test(tests, the_original_comes_back_as_it_was);
    tcase_add_test(tests, steps_go_over_to_a_branch_and_back);
    tcase_add_test(tests, a_branch_asks_nothing_of_the_original);
    tcase_add_test(tests, a_mark_goes_over_to_a_branch_and_back);
    tcase_add_test(tests, replays_and_branches_go_together);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
