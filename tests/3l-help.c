/* 3l-help.c: the help: the map of views on one screen, pages by view, leafing,
 * searching, and the way back. */
#include "app_stage.h"
#include "golden.h"
#include "help_pages.h"
#include "paint.h"
#include "run.h"

#include <check.h>

static const struct { const char *name, *command, *keys; int cols, rows; } pictures[] = {
    {"help-map-80x24", "", "?", 80, 24},
    {"help-map-120x40", "", "?", 120, 40},
    {"help-map-40x20", "", "?", 40, 20},
    {"help-bars-80x24", "", "? C", 80, 24},
    {"help-chain-80x24", "view", "?", 80, 24},
    {"help-why-80x24", "why", "?", 80, 24},
    {"help-why-120x40", "why", "?", 120, 40},
    {"help-verify-80x24", "", "? End Left Left Left Left Left", 80, 24},
    {"help-keys-80x24", "", "? End Left Left Left Left PageDown", 80, 24},
    {"help-formulas-120x40", "", "? End", 120, 40},
    {"help-search-80x24", "", "? / r o v e r", 80, 24},
};

START_TEST(pictures_of_the_help)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    app_command(stage.app, "goto 5");
    app_command(stage.app, pictures[_i].command);
    draw(&stage, pictures[_i].cols, pictures[_i].rows);
    press(&stage, pictures[_i].keys);
    draw(&stage, pictures[_i].cols, pictures[_i].rows);
    golden_frame(&stage.frame, pictures[_i].name);
    app_stage_close(&stage);
}
END_TEST

static const struct help_state *help_of(const struct app_stage *stage)
{
    return &app_view(stage->app)->help;
}

/* Many more views would have room than there are. */
START_TEST(the_map_fits_one_screen)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    ck_assert_int_le(help_rows(app_view(stage.app), HELP_MAP, 80), 24 - 3);
    for (int number = 1; number <= help_page_count(); number++) {
        const struct help_page *page = help_page(number);
        ck_assert_int_gt(help_rows(app_view(stage.app), number, 80), 2);
        ck_assert(page->asks == NULL || (text_width(page->asks) <= 56 &&
                                         page->action != ACTION_NONE));
        ck_assert_int_le(text_width(page->title), page->asks != NULL ? 11 : 40);
    }
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_page_of_the_open_view_comes_first)
{
    static const struct { const char *command; enum action action; } views[] = {
        {"why", ACTION_WHY}, {"run", ACTION_RUN}, {"life 1000", ACTION_LIFE},
        {"race first,best", ACTION_RACE}, {"view", ACTION_VIEW}, {"bytes", ACTION_BYTES},
    };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
        app_command(stage.app, "goto 5");
        app_command(stage.app, views[i].command);
        settle(&stage);
        press(&stage, "?");
        ck_assert_ptr_nonnull(help_page(help_of(&stage)->page));
        ck_assert_int_eq(help_page(help_of(&stage)->page)->action, views[i].action);
        press(&stage, "Escape");
        ck_assert(!help_of(&stage)->open);
        app_stage_close(&stage);
    }
}
END_TEST

START_TEST(leafing_meets_every_page_and_comes_back)
{
    static const int sizes[][2] = {{80, 24}, {120, 40}, {30, 8}, {200, 60}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
        draw(&stage, sizes[i][0], sizes[i][1]);
        press(&stage, "?");
        for (int page = 0, leaves = 0; page < help_page_count(); leaves++) {
            press(&stage, leaves % 2 ? "PageDown" : "Space");
            ck_assert_int_le(help_of(&stage)->page, page + 1);
            page = help_of(&stage)->page;
            ck_assert_int_lt(leaves, 1000);
        }
        for (int leaves = 0; help_of(&stage)->page > 0 || help_of(&stage)->top > 0; leaves++) {
            press(&stage, "PageUp");
            ck_assert_int_lt(leaves, 1000);
        }
        press(&stage, "End Right Down Down Up Home Left");
        ck_assert_int_eq(help_of(&stage)->page, HELP_MAP);
        ck_assert_uint_eq(step_of(&stage), 0);
        app_stage_close(&stage);
    }
}
END_TEST

START_TEST(keys_of_views_lead_to_their_pages)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    press(&stage, "? w");
    ck_assert_int_eq(help_page(help_of(&stage)->page)->action, ACTION_WHY);
    ck_assert(!app_view(stage.app)->why.on);
    press(&stage, "C");
    ck_assert_str_eq(help_page(help_of(&stage)->page)->title, "bars");
    press(&stage, "C");
    ck_assert_str_eq(help_page(help_of(&stage)->page)->title, "chain");
    press(&stage, "m"); /* no view: closes, and does nothing else */
    ck_assert(!help_of(&stage)->open && !app_view(stage.app)->command.open);
    press(&stage, "?");
    app_click(stage.app, 3, 3);
    ck_assert(!help_of(&stage)->open);
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_help_is_searched)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    press(&stage, "? / i n d e x");
    int first = help_of(&stage)->page;
    ck_assert_int_gt(first, HELP_MAP);
    press(&stage, "Enter");
    ck_assert(!help_of(&stage)->typing);
    press(&stage, "n");
    ck_assert_int_gt(help_of(&stage)->page, first);
    for (int i = 0; i < 20; i++) /* around, and on */
        press(&stage, "n");
    ck_assert(help_of(&stage)->open);
    press(&stage, "/ z q x j Backspace Backspace");
    ck_assert_str_eq(help_of(&stage)->sought, "zq");
    ck_assert(screen_has(&stage, "not in the help"));
    press(&stage, "Enter");
    ck_assert(screen_has(&stage, "not in the help: zq"));
    press(&stage, "Down");
    ck_assert(!screen_has(&stage, "not in the help") && screen_has(&stage, "/ search"));
    press(&stage, "n");
    ck_assert(screen_has(&stage, "not in the help: zq"));
    press(&stage, "/ z q Escape");
    ck_assert(help_of(&stage)->open && help_of(&stage)->sought[0] == '\0');
    ck_assert(!screen_has(&stage, "not in the help"));
    press(&stage, "/");
    for (int i = 0; i < 100; i++)
        press(&stage, "y");
    draw_and_click_everywhere(&stage);
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("view: help");
    TCase *cases = tcase_create("help");
    tcase_add_loop_test(cases, pictures_of_the_help, 0,
                        (int)(sizeof pictures / sizeof *pictures));
    tcase_add_test(cases, the_map_fits_one_screen);
    tcase_add_test(cases, the_page_of_the_open_view_comes_first);
    tcase_add_test(cases, leafing_meets_every_page_and_comes_back);
    tcase_add_test(cases, keys_of_views_lead_to_their_pages);
    tcase_add_test(cases, the_help_is_searched);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
