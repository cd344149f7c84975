/* 3h-asking.c: "Why here?" on the screen: its pictures, and what keys and clicks
 * do in it. Golden frames are in tests/golden; UPDATE=1 rewrites them. */
#include "app_stage.h"
#include "golden.h"
#include "run.h"
#include "stage.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Pictures ---- */

static const char lesson[] =
    "malloc A 300\nmalloc s 60\nmalloc B 352\nmalloc t 100\nmalloc C 1350\nmalloc u 90\n"
    "malloc D 1024\nmalloc v 150\nfree A\nfree B\nfree C\nfree D\n"
    "say \"Five holes. Where will E land?\"\n"
    "malloc E 400\n"        /* 13: the third hole is the first that fits */
    "free E\n"              /* 14: joins the rest of the third hole */
    "policy best\n"
    "malloc F 1000\n"       /* 16: a hole of 1350 fits, one of 1024 is tighter */
    "free u\n"              /* 17: joins the hole before it alone */
    "malloc G 2000\n"       /* 18: no hole fits, though there are more bytes in all */
    "policy next\n"
    "malloc H 700\n"        /* 20: after G */
    "malloc I 1400\n"       /* 21: around the end, in the third hole again */
    "free t\n"              /* 22: joins the hole before it; the block after is in use */
    "free v\n"              /* 23: joins on both sides */
    "free s\n"              /* 24: on both sides too */
    "free F\n"
    "free I\n"
    "malloc J 60000\n"
    "get J\n";

static const struct { const char *name, *keys; } pictures[] = {
    {"first", "1 3 g w"},
    {"stepping", "1 3 g w Down Down"},
    {"best", "1 6 g w"},
    {"best-stepping", "1 6 g w 3 j"},
    {"none-fits", "1 8 g w"},
    {"around", "2 1 g w"},
    {"joins-none", "1 0 g w"},
    {"joins-both", "2 3 g w"},
    {"nothing", "2 8 g w"},
    {"chain", "1 3 g C w"},
};

START_TEST(pictures_are_as_they_should_be)
{
    struct app_stage stage = app_stage_open(lesson);
    char name[64];
    press(&stage, pictures[_i].keys);
    draw(&stage, 80, 24);
    snprintf(name, sizeof name, "why-%s-80x24", pictures[_i].name);
    golden_frame(&stage.frame, name);
    draw(&stage, 120, 40);
    snprintf(name, sizeof name, "why-%s-120x40", pictures[_i].name);
    golden_frame(&stage.frame, name);
    app_stage_close(&stage);
}
END_TEST

START_TEST(of_many_holes_the_telling_ones_are_listed)
{
    static const char *const policies[] = {"first", "best"};
    char *workload = stage_many_holes(policies[_i]), name[64];
    struct app_stage stage = app_stage_open(workload);
    free(workload);
    press(&stage, "3 0 0 1 g w");
    for (int large = 0; large < 2; large++) {
        draw(&stage, large ? 120 : 80, large ? 40 : 24);
        snprintf(name, sizeof name, "why-many-%s-%s", policies[_i], large ? "120x40" : "80x24");
        golden_frame(&stage.frame, name);
    }
    press(&stage, "5 0 0 j");
    draw(&stage, 80, 24);
    snprintf(name, sizeof name, "why-many-%s-500-80x24", policies[_i]);
    golden_frame(&stage.frame, name);
    app_stage_close(&stage);
}
END_TEST

static bool row_has(const struct app_stage *stage, int y, const char *text)
{
    return strstr(row_text(stage, y), text) != NULL;
}

START_TEST(a_narrow_hole_keeps_its_size)
{
    struct app_stage stage = app_stage_open("malloc a 200\nmalloc b 500\nmalloc c 300\n"
                                            "malloc d 500\nmalloc e 400\nmalloc g 1900\n"
                                            "free a\nfree c\nfree e\nmalloc F 350\n");
    press(&stage, "End w");
    draw(&stage, 80, 24); /* no room for "300 < 350" */
    ck_assert(row_has(&stage, 4, "300"));
    ck_assert(row_has(&stage, 4, "400 B"));
    draw(&stage, 60, 24);
    ck_assert(!row_has(&stage, 4, "400 B"));
    ck_assert(row_has(&stage, 4, "400"));
    app_stage_close(&stage);
}
END_TEST

/* ---- Keys and clicks ---- */

static const struct why *why_now(const struct app_stage *stage)
{
    return &app_view(stage->app)->why;
}

START_TEST(keys_step_through_the_search)
{
    struct app_stage stage = app_stage_open(lesson);
    press(&stage, "1 3 g w");
    ck_assert(why_now(&stage)->on);
    ck_assert_uint_eq(step_of(&stage), 13);
    ck_assert_uint_eq(why_now(&stage)->at, 0);
    press(&stage, "Down");
    ck_assert_uint_eq(why_now(&stage)->at, 1);
    press(&stage, "Tab j Up");
    ck_assert_uint_eq(why_now(&stage)->at, 2);
    press(&stage, "9 j"); /* the last one */
    ck_assert_uint_eq(why_now(&stage)->at, 3);
    press(&stage, "Down"); /* the whole search again */
    ck_assert_uint_eq(why_now(&stage)->at, 0);
    press(&stage, "k");
    ck_assert_uint_eq(why_now(&stage)->at, 3);
    press(&stage, "Enter");
    ck_assert_uint_eq(why_now(&stage)->at, 0);
    press(&stage, "Right"); /* it stays open, about the next step */
    ck_assert_uint_eq(step_of(&stage), 14);
    ck_assert_int_eq(why_now(&stage)->kind, WHY_FREE);
    press(&stage, "Right");
    ck_assert_int_eq(why_now(&stage)->kind, WHY_NOTHING);
    draw(&stage, 100, 30);
    app_click(stage.app, 50, 3); /* which is for selecting then */
    ck_assert(app_view(stage.app)->has_selection);
    press(&stage, "Left Left Escape");
    ck_assert(!why_now(&stage)->on);
    press(&stage, "w w Home w");
    ck_assert(why_now(&stage)->on);
    ck_assert_int_eq(why_now(&stage)->kind, WHY_NOTHING);
    press(&stage, "b");
    ck_assert(!why_now(&stage)->on && app_view(stage.app)->bytes);
    app_stage_close(&stage);
}
END_TEST

START_TEST(commands_open_it_at_a_hole)
{
    struct app_stage stage = app_stage_open(lesson);
    press(&stage, "1 6 g");
    app_command(stage.app, "why 3");
    ck_assert(why_now(&stage)->on);
    ck_assert_uint_eq(why_now(&stage)->at, 3);
    app_command(stage.app, "why 99");
    ck_assert(screen_has(&stage, "did not look at so many holes"));
    app_command(stage.app, "why x");
    ck_assert(screen_has(&stage, "takes the number of a hole"));
    app_command(stage.app, "why");
    ck_assert(!why_now(&stage)->on);
    app_stage_close(&stage);
}
END_TEST

/* The row of the screen that begins with the text. */
static int row_of(struct app_stage *stage, const char *text)
{
    draw(stage, 100, 30);
    for (int y = 0; y < 30; y++)
        if (strncmp(row_text(stage, y), text, strlen(text)) == 0)
            return y;
    ck_abort_msg("no row begins with %s", text);
    return -1;
}

START_TEST(clicks_choose_holes)
{
    struct app_stage stage = app_stage_open(lesson);
    press(&stage, "1 3 g");
    app_click(stage.app, 5, row_of(&stage, "malloc E 400 ?")); /* the story */
    ck_assert(why_now(&stage)->on);
    app_click(stage.app, 20, row_of(&stage, "? 2 at 1360"));
    ck_assert_uint_eq(why_now(&stage)->at, 2);
    app_click(stage.app, 6, 3); /* in the first hole's bar */
    ck_assert_uint_eq(why_now(&stage)->at, 1);
    app_click(stage.app, 90, 3); /* a hole that it never came to */
    ck_assert_uint_eq(why_now(&stage)->at, 1);
    ck_assert(screen_has(&stage, "did not look there"));
    app_wheel(stage.app, 6, 3, 1);
    ck_assert_uint_eq(why_now(&stage)->at, 2);
    ck_assert_uint_eq(step_of(&stage), 13);
    int footer = row_of(&stage, "? next hole");
    app_click(stage.app, 2, footer);
    ck_assert_uint_eq(why_now(&stage)->at, 3);
    app_click(stage.app, (int)(strstr(row_text(&stage, footer), "w close") -
                               row_text(&stage, footer)) + 1, footer);
    ck_assert(!why_now(&stage)->on);
    app_stage_close(&stage);
}
END_TEST

/* Looking at it changes nothing, and it is the same whence one comes. */
START_TEST(pictures_are_the_same_forwards_and_backwards)
{
    struct app_stage stage = app_stage_open(lesson);
    struct frame forth = {0};
    press(&stage, "w");
    for (uint32_t step = 1; step < end_of(&stage); step++) {
        app_do(stage.app, ACTION_HOME);
        for (uint32_t i = 0; i < step; i++)
            app_do(stage.app, ACTION_STEP);
        draw(&stage, 100, 30);
        ck_assert(frame_resize(&forth, 100, 30));
        memcpy(forth.cells, stage.frame.cells, 3000 * sizeof *forth.cells);
        press(&stage, "End");
        while (step_of(&stage) > step)
            app_do(stage.app, ACTION_BACK);
        draw(&stage, 100, 30);
        draw(&stage, 100, 30);
        ck_assert_int_eq(memcmp(forth.cells, stage.frame.cells, 3000 * sizeof *forth.cells), 0);
        ck_assert_int_eq(mems_heap_check(timeline_heap(app_view(stage.app)->timeline), NULL),
                         MEMS_SOUND);
    }
    frame_close(&forth);
    app_stage_close(&stage);
}
END_TEST

/* A long walk comes in slices, between keys. */
START_TEST(long_searches_are_walked_in_slices)
{
    struct app_stage stage = app_stage_open("random 150000 seed 3 size 8..64 free 20%\n"
                                            "malloc X 2M\n");
    press(&stage, "End w");
    ck_assert(!why_now(&stage)->walk.done);
    ck_assert_uint_eq(app_patience(stage.app), 0);
    draw(&stage, 100, 30);
    ck_assert(screen_has(&stage, "looking at all"));
    press(&stage, "Down");
    ck_assert_uint_eq(why_now(&stage)->at, 1);
    settle(&stage);
    ck_assert(why_now(&stage)->walk.done);
    ck_assert_uint_eq(why_now(&stage)->walk.looked, why_now(&stage)->holes);
    ck_assert_uint_gt(app_patience(stage.app), 0);
    press(&stage, "Enter");
    ck_assert(screen_has(&stage, "largest hole"));
    app_stage_close(&stage);
}
END_TEST

/* What a person types, and another policy, are asked about anew. */
START_TEST(it_follows_forks_and_replays)
{
    struct app_stage stage = app_stage_open(lesson);
    press(&stage, "1 2 g w");
    app_command(stage.app, "malloc Z 1200");
    ck_assert_int_eq(why_now(&stage)->kind, WHY_MALLOC);
    ck_assert_uint_eq(why_now(&stage)->chosen.start, 1812);
    press(&stage, "u 1 3 g");
    ck_assert_uint_eq(why_now(&stage)->size, 400);
    press(&stage, "p");
    settle(&stage);
    ck_assert_int_eq(why_now(&stage)->policy, MEMS_NEXT_FIT);
    ck_assert_uint_eq(why_now(&stage)->chosen.start, 4426);
    app_stage_close(&stage);
}
END_TEST

/* One is about one heap, the other about several. */
START_TEST(a_race_and_it_take_turns)
{
    struct app_stage stage = app_stage_open(lesson);
    press(&stage, "1 3 g w Down c");
    settle(&stage);
    ck_assert_ptr_nonnull(app_view(stage.app)->race);
    ck_assert(!why_now(&stage)->on);
    ck_assert_uint_eq(step_of(&stage), 13);
    press(&stage, "w");
    ck_assert(!why_now(&stage)->on);
    ck_assert_str_eq(app_view(stage.app)->message, "Why here? is for one heap; c closes the race");
    press(&stage, "c w");
    ck_assert_ptr_null(app_view(stage.app)->race);
    ck_assert_uint_eq(step_of(&stage), 13);
    ck_assert_uint_eq(why_now(&stage)->chosen.number, 3);
    app_command(stage.app, "free t"); /* a race is not to be had then */
    press(&stage, "c");
    ck_assert_ptr_null(app_view(stage.app)->race);
    ck_assert(why_now(&stage)->on);
    app_stage_close(&stage);
}
END_TEST

START_TEST(every_size_is_drawn_and_clicked)
{
    struct app_stage stage = app_stage_open(lesson);
    static const char *const steps[] = {"1 3 g w", "Down", "1 4 g", "1 8 g", "c", "2 8 g"};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        press(&stage, steps[s]);
        for (int cols = 1; cols <= 130; cols += cols < 30 ? 3 : 11) {
            for (int rows = 1; rows <= 60; rows += rows < 20 ? 2 : 7) {
                draw(&stage, cols, rows);
                for (int y = 0; y < rows - 2; y += 3)
                    app_click(stage.app, cols * 2 / 3, y);
            }
        }
        draw(&stage, 1000, 500);
    }
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("asking");
    TCase *tests = tcase_create("asking");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, pictures_are_as_they_should_be, 0,
                        (int)(sizeof pictures / sizeof *pictures));
    tcase_add_loop_test(tests, of_many_holes_the_telling_ones_are_listed, 0, 2);
    tcase_add_test(tests, a_narrow_hole_keeps_its_size);
    tcase_add_test(tests, keys_step_through_the_search);
    tcase_add_test(tests, commands_open_it_at_a_hole);
    tcase_add_test(tests, clicks_choose_holes);
    tcase_add_test(tests, pictures_are_the_same_forwards_and_backwards);
    tcase_add_test(tests, long_searches_are_walked_in_slices);
    tcase_add_test(tests, it_follows_forks_and_replays);
    tcase_add_test(tests, a_race_and_it_take_turns);
    tcase_add_test(tests, every_size_is_drawn_and_clicked);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
