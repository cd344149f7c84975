/* 39-window.c: the window on the bars and the chain: scrolling, clicking,
 * what it says about where it stands, and the chapters to go to. */
#include "app_stage.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(between_two_nodes_there_is_nothing_to_select)
{
    struct app_stage stage = app_stage_open("malloc A 1000\nmalloc B 4000\n");
    int y = 1;
    press(&stage, "End");
    draw(&stage, 100, 100);
    while (y < 99 && strncmp(row_text(&stage, y + 1), "node 1", 6) != 0)
        y++;
    ck_assert_str_eq(row_text(&stage, y), "");
    ck_assert_uint_eq(app_click(stage.app, 20, y), APP_NOTHING);
    ck_assert_uint_eq(app_click(stage.app, 20, y - 1), APP_DRAW);
    app_stage_close(&stage);
}
END_TEST

/* `y` is a row whose text scrolling changes. */
static void check_scrolling_to_the_end(struct app_stage *stage, const char *before, int y)
{
    char last[FRAME_COLS_MAX + 1];
    press(stage, before);
    draw(stage, 100, 24);
    for (int i = 0; i < 300; i++)
        press(stage, "Down");
    uint64_t end = app_view(stage->app)->top;
    press(stage, "Up");
    ck_assert_uint_lt(app_view(stage->app)->top, end);
    press(stage, "9 9 9 Down");
    ck_assert_uint_ge(app_view(stage->app)->top, end);
    draw(stage, 100, 24);
    snprintf(last, sizeof last, "%s", row_text(stage, y));
    press(stage, "Up Up"); /* one may show the same: a node's header stays */
    draw(stage, 100, 24);
    ck_assert_msg(strcmp(row_text(stage, y), last) != 0, "%s: nothing moved", before);
    press(stage, "F");
}

START_TEST(scrolling_ends_at_the_end)
{
    struct app_stage stage =
        app_stage_open("malloc A 1\nrandom 300 seed 1 size 4000..4096 free 0%\n");
    check_scrolling_to_the_end(&stage, "End", 3);
    check_scrolling_to_the_end(&stage, "-", 3);
    check_scrolling_to_the_end(&stage, "0 C", 2);
    app_stage_close(&stage);
}
END_TEST

/* The map at the right edge: a selection far away does not light what lies
 * between. */
START_TEST(the_map_shows_what_is_in_view)
{
    struct app_stage stage = app_stage_open("malloc S 100\nmalloc A 4000000\n");
    press(&stage, "End");
    app_command(stage.app, "select S");
    press(&stage, "9 9 9 Down");
    draw(&stage, 100, 40);
    int last = 1;
    while (frame_look(&stage.frame, 99, last + 1)->ch != ' ' &&
           frame_look(&stage.frame, 99, last + 1)->ch != 0x2500)
        last++;
    ck_assert_int_gt(last, 12);
    ck_assert_uint_eq(frame_look(&stage.frame, 99, 1)->ink, ROLE_STRONG);
    ck_assert_uint_eq(frame_look(&stage.frame, 99, last / 2)->ink, ROLE_FAINT);
    ck_assert_uint_eq(frame_look(&stage.frame, 99, last)->ink, ROLE_STRONG);
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_map_says_its_addresses_as_asked)
{
    struct app_stage stage = app_stage_open("malloc A 100000\n");
    press(&stage, "End -");
    draw(&stage, 100, 30);
    ck_assert_ptr_nonnull(strstr(row_text(&stage, 1), " 1000"));
    press(&stage, "x");
    draw(&stage, 100, 30);
    ck_assert_ptr_nonnull(strstr(row_text(&stage, 1), " 0x3e8"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_largest_scale_is_said_right)
{
    struct app_stage stage = app_stage_open("page 1073741824\nmalloc A 1\n");
    press(&stage, "End");
    app_command(stage.app, "zoom 32"); /* 2 to the 62 in a bar of 85 cells */
    ck_assert(screen_has(&stage, "1 cell = 54,255,129,628,557,504.7 B"));
    app_stage_close(&stage);
}
END_TEST

/* ---- Chapters ---- */

START_TEST(chapters_put_aside_are_not_offered)
{
    struct app_stage stage = app_stage_open("malloc A 1\nmark \"one\"\nmalloc B 1\nmark \"two\"\n");
    const struct command_line *command = &app_view(stage.app)->command;
    press(&stage, "1 g");
    app_command(stage.app, "malloc C 1");
    press(&stage, "g");
    ck_assert_str_eq(command->hint, "a step, a share (50%), end, or part of a chapter's name");
    press(&stage, "Tab");
    ck_assert_str_eq(command->text, "goto one ");
    press(&stage, "Ctrl-U");
    type(&stage, "goto three");
    press(&stage, "Enter");
    ck_assert_ptr_nonnull(strstr(command->error, "'one'"));
    ck_assert_ptr_null(strstr(command->error, "'two'"));
    app_stage_close(&stage);
}
END_TEST

static const struct { const char *before, *keys, *says; } roomless[] = {
    {"", "w", "list needs 30x10"},   {"", "l", "list needs 30x10"},
    {"", "i", "list needs 30x10"},   {"", "B", "list needs 30x10"},
    {"2 ' 5 g", "d", "list needs 30x10"}, {"", "b", "bytes need 30x16"},
    {"", "v", "@ needs 60 columns"}, {"", "F", "stays where it is"},
};

static bool rows_have(const struct app_stage *stage, const char *text)
{
    for (int y = 0; y < stage->frame.rows; y++)
        if (strstr(row_text(stage, y), text) != NULL)
            return true;
    return false;
}

/* A key that opens what has no room does not look as if it did nothing; and the size
 * that is asked for is enough. */
START_TEST(what_has_no_room_says_how_much_it_needs)
{
    static const int sizes[][2] = {{20, 5}, {29, 24}, {40, 9}};
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++) {
        struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
        press(&stage, "5 g");
        press(&stage, roomless[_i].before);
        draw(&stage, sizes[size][0], sizes[size][1]);
        press_and_wait(&stage, roomless[_i].keys);
        draw(&stage, sizes[size][0], sizes[size][1]);
        ck_assert_msg(rows_have(&stage, roomless[_i].says), "%dx%d: %s", sizes[size][0],
                      sizes[size][1], roomless[_i].says);
        draw(&stage, 30, 10);
        ck_assert(!rows_have(&stage, "list needs"));
        draw(&stage, 30, 16);
        ck_assert(!rows_have(&stage, "bytes need"));
        app_stage_close(&stage);
    }
}
END_TEST

START_TEST(physical_addresses_stand_where_there_are_columns_enough)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    press(&stage, "5 g");
    draw(&stage, 60, 9);
    ck_assert(!rows_have(&stage, "@4d454d530000"));
    press(&stage, "v");
    draw(&stage, 60, 9);
    ck_assert(!rows_have(&stage, "needs") && rows_have(&stage, "@4d454d530000"));
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("window");
    TCase *tests = tcase_create("window");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, between_two_nodes_there_is_nothing_to_select);
    tcase_add_test(tests, scrolling_ends_at_the_end);
    tcase_add_test(tests, the_map_shows_what_is_in_view);
    tcase_add_test(tests, a_map_says_its_addresses_as_asked);
    tcase_add_test(tests, the_largest_scale_is_said_right);
    tcase_add_test(tests, chapters_put_aside_are_not_offered);
    tcase_add_loop_test(tests, what_has_no_room_says_how_much_it_needs, 0,
                        (int)(sizeof roomless / sizeof *roomless));
    tcase_add_test(tests, physical_addresses_stand_where_there_are_columns_enough);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
