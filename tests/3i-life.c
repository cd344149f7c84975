/* 3i-life.c: the life of a byte and of a block on the screen: pictures, keys,
 * clicks, and what becomes of it when the timeline is another. */
#include "app_stage.h"
#include "golden.h"
#include "run.h"

#include <check.h>
#include <string.h>

static const char story[] =
    "malloc A 1000\n"
    "malloc B 800\n"
    "free B\n"
    "malloc C 300\n"
    "realloc A 2000\n"
    "free C\n"
    "realloc A 4000\n"
    "free A\n"
    "malloc D 100\n"
    "malloc E 1500\n"
    "free E\n";

static const struct life *life_of(const struct app_stage *stage)
{
    return app_view(stage->app)->life;
}

static size_t row_of(const struct app_stage *stage)
{
    return app_view(stage->app)->life_row;
}

static void golden(struct app_stage *stage, const char *small, const char *large)
{
    draw(stage, 80, 24);
    golden_frame(&stage->frame, small);
    draw(stage, 120, 40);
    golden_frame(&stage->frame, large);
}

START_TEST(a_byte_on_the_screen)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "8 g");
    app_command(stage.app, "life @2000");
    ck_assert_uint_eq(row_of(&stage), 5);
    golden(&stage, "life-byte-80x24", "life-byte-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_block_on_the_screen)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "5 g");
    app_command(stage.app, "life A");
    ck_assert_int_eq(life_of(&stage)->of, LIFE_OF_BLOCK);
    golden(&stage, "life-block-80x24", "life-block-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(rows_are_chosen_and_gone_to)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "8 g");
    app_command(stage.app, "select @2000");
    press(&stage, "l");
    ck_assert_uint_eq(row_of(&stage), 5);
    press(&stage, "Up Up Up");
    ck_assert_uint_eq(step_of(&stage), 8);
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), 2);
    ck_assert_uint_eq(app_view(stage.app)->selected, 2000);
    press(&stage, "Right Right Right"); /* the row follows the step */
    ck_assert_uint_eq(row_of(&stage), 4);
    press(&stage, "9 Up Enter"); /* before it was mapped */
    ck_assert_uint_eq(step_of(&stage), 0);
    press(&stage, "9 9 Down Enter");
    ck_assert_uint_eq(step_of(&stage), 11);
    ck_assert_uint_eq(app_view(stage.app)->selected, 2000);
    press(&stage, "Escape");
    ck_assert_ptr_null(life_of(&stage));
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_byte_leads_to_its_block_and_back)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "l");
    ck_assert_ptr_null(life_of(&stage));
    ck_assert_ptr_nonnull(strstr(app_view(stage.app)->message, "no node is mapped"));
    press(&stage, "5 g l");
    ck_assert_uint_eq(life_of(&stage)->address, 2300);
    press(&stage, "l");
    ck_assert_int_eq(life_of(&stage)->of, LIFE_OF_BLOCK);
    ck_assert_uint_eq(life_of(&stage)->count, 4);
    ck_assert_uint_eq(row_of(&stage), 1);
    press(&stage, "Down Enter");
    ck_assert_uint_eq(step_of(&stage), 7);
    ck_assert_uint_eq(app_view(stage.app)->selected, 5096);
    press(&stage, "l");
    ck_assert_int_eq(life_of(&stage)->of, LIFE_OF_BYTE);
    ck_assert_uint_eq(life_of(&stage)->address, 2300);
    press(&stage, "l"); /* a HOLE now */
    ck_assert_int_eq(life_of(&stage)->of, LIFE_OF_BYTE);
    press(&stage, "b");
    ck_assert(life_of(&stage) == NULL && app_view(stage.app)->bytes);
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_is_selected_is_what_is_told_of)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "5 g l Tab");
    ck_assert_uint_eq(life_of(&stage)->address, app_view(stage.app)->selected);
    draw(&stage, 80, 24);
    app_click(stage.app, 10, 3);
    ck_assert_uint_eq(life_of(&stage)->address, app_view(stage.app)->selected);
    app_command(stage.app, "life @2000");
    draw(&stage, 80, 24);
    int y = 0;
    while (y < 23 && strstr(row_text(&stage, y), "malloc B 800") == NULL)
        y++;
    app_click(stage.app, 30, y);
    ck_assert_uint_eq(step_of(&stage), 2);
    app_stage_close(&stage);
}
END_TEST

START_TEST(another_future_is_another_life)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "3 g");
    app_command(stage.app, "life @2000");
    size_t before = life_of(&stage)->count;
    app_command(stage.app, "malloc X 50");
    ck_assert_uint_eq(life_of(&stage)->count, 5);
    ck_assert_uint_eq(row_of(&stage), 4);
    press(&stage, "u");
    ck_assert_uint_eq(life_of(&stage)->count, before);
    app_command(stage.app, "malloc X 50");
    app_command(stage.app, "life X");
    press(&stage, "u"); /* there is no such block any more */
    ck_assert_ptr_null(life_of(&stage));
    app_command(stage.app, "life nobody");
    ck_assert_ptr_nonnull(strstr(app_view(stage.app)->command.error, "no live block"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(any_size_works)
{
    struct app_stage stage = app_stage_open("random 3000 seed 5 size 1..90 free 50%\n");
    press(&stage, "End");
    app_command(stage.app, "life @1030");
    while (app_busy(stage.app) >= 0)
        app_tick(stage.app, 1);
    ck_assert_uint_gt(life_of(&stage)->count, 20);
    for (int rows = 1; rows < 60; rows += 3)
        for (int cols = 1; cols < 130; cols += 11)
            draw(&stage, cols, rows);
    press(&stage, "9 9 9 9 Up");
    ck_assert_uint_eq(row_of(&stage), 0);
    draw(&stage, 80, 24);
    press(&stage, "9 9 9 9 Down");
    ck_assert_uint_eq(row_of(&stage), life_of(&stage)->count - 1);
    app_stage_close(&stage);
}
END_TEST

/* A byte nobody has mapped, and a race, where there are several. */
START_TEST(where_there_is_no_life)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "4 g");
    app_command(stage.app, "life @999999");
    ck_assert_uint_eq(life_of(&stage)->count, 1);
    ck_assert(screen_has(&stage, "not mapped"));
    app_command(stage.app, "race first,best");
    while (app_busy(stage.app) >= 0)
        app_tick(stage.app, 1);
    ck_assert_ptr_null(life_of(&stage));
    press(&stage, "l");
    ck_assert_ptr_nonnull(strstr(app_view(stage.app)->message, "is for one heap"));
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("life");
    TCase *tests = tcase_create("life");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_byte_on_the_screen);
    tcase_add_test(tests, a_block_on_the_screen);
    tcase_add_test(tests, rows_are_chosen_and_gone_to);
    tcase_add_test(tests, a_byte_leads_to_its_block_and_back);
    tcase_add_test(tests, what_is_selected_is_what_is_told_of);
    tcase_add_test(tests, another_future_is_another_life);
    tcase_add_test(tests, any_size_works);
    tcase_add_test(tests, where_there_is_no_life);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
