/* 3j-survey.c: the whole run at once: golden frames, keys, clicks, commands; its
 * cells beside the table they are drawn from, its first picture, its counting in
 * slices. */
#include "app.h"
#include "app_stage.h"
#include "golden.h"
#include "require.h"
#include "run.h"
#include "survey.h"
#include "theme.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char holes[] = HOLES_WORKLOAD;

static const struct survey_state *survey_in(const struct app_stage *stage)
{
    return &app_view(stage->app)->survey;
}

static struct survey layout_of(const struct app_stage *stage, int cols, int rows)
{
    return survey_layout(app_view(stage->app), cols, rows);
}

static void wait(struct app_stage *stage)
{
    while (app_busy(stage->app) >= 0)
        app_tick(stage->app, 0);
}

/* A heap that grows in steps, is given back in part, and grows again; 4000 steps. */
static char *long_workload(void)
{
    size_t size = 0;
    char *text;
    FILE *out = open_memstream(&text, &size);
    REQUIRE(out != NULL);
    for (int i = 0; i < 1600; i++)
        fprintf(out, "malloc a%d %d\n%s", i, 16 + i % 7 * 24, i == 800 ? "mark \"half\"\n" : "");
    for (int i = 0; i < 1600; i++)
        if (i % 4 != 0 && i < 1200)
            fprintf(out, "free a%d\n%s", i, i == 601 ? "stop\n" : "");
    for (int i = 0; i < 1500; i++)
        fprintf(out, "malloc b%d %d\n", i, 8 + i % 5 * 40);
    fclose(out);
    return text;
}

/* ---- Pictures ---- */

static const struct { const char *name; bool is_long; const char *keys; int cols, rows; } pictures[] = {
    {"survey-80x24", false, "6 g t", 80, 24},
    {"survey-120x40", false, "6 g t", 120, 40},
    {"survey-start-80x24", false, "t", 80, 24},
    {"survey-selected-80x24", false, "End t Enter", 80, 24},
    {"survey-bytes-80x24", false, "End t * * Up Up", 80, 24},
    {"survey-hex-60x16", false, "End t x", 60, 16},
    {"survey-long-80x24", true, "2 0 0 0 g t", 80, 24},
    {"survey-long-120x40", true, "2 0 0 0 g t", 120, 40},
    {"survey-near-80x24", true, "2 0 0 0 g t + + +", 80, 24},
    {"survey-nearest-80x24", true, "2 0 0 0 g t + + + + + + * * *", 80, 24},
    {"survey-help-80x24", false, "t ?", 80, 24},
    {"survey-small-40x12", false, "End t", 40, 12},
    {"survey-small-20x5", false, "End t", 20, 5},
    {"survey-said-40x10", false, "End t u", 40, 10}, /* over the timeline */
};

START_TEST(the_whole_run_is_drawn_as_it_should_be)
{
    char *text = pictures[_i].is_long ? long_workload() : strdup(holes);
    struct app_stage stage = app_stage_open(text);
    app_resize(stage.app, pictures[_i].cols, pictures[_i].rows);
    press(&stage, pictures[_i].keys);
    wait(&stage);
    draw(&stage, pictures[_i].cols, pictures[_i].rows);
    golden_frame(&stage.frame, pictures[_i].name);
    app_stage_close(&stage);
    free(text);
}
END_TEST

START_TEST(every_size_is_drawn_and_clicked)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "6 g t Tab *");
    draw_and_click_everywhere(&stage);
    app_stage_close(&stage);
}
END_TEST

/* ---- Cells ---- */

/* What is drawn is the table's share: the digits that ASCII has for eighths, # for
 * all and . for none. */
START_TEST(cells_are_the_shares_of_the_table)
{
    char *text = long_workload();
    struct app_stage stage = app_stage_open(text);
    press(&stage, "t");
    for (int zoom = 0; zoom < 6; zoom++, press(&stage, zoom % 2 ? "+" : "*")) {
        draw(&stage, 100, 30);
        wait(&stage);
        draw(&stage, 100, 30);
        struct survey survey = layout_of(&stage, 100, 30);
        const struct overview *exact = survey_in(&stage)->exact;
        REQUIRE(exact->done == survey.window.columns);
        for (uint32_t c = 0; c < survey.window.columns; c++)
            for (uint32_t i = 0; i < survey.window.rows; i++) {
                uint64_t used = overview_used(exact, c, i);
                uint64_t all = survey.window.bytes * window_steps(&survey.window, c);
                uint64_t low = survey.window.start + i * survey.window.bytes;
                const struct cell *cell = frame_look(&stage.frame, survey_x(&survey, c),
                                                     survey_y(&survey, i));
                uint32_t ch = theme_glyph(GLYPHS_ASCII, cell->ch);
                uint32_t eighths = (uint32_t)(used * 8 / all);
                REQUIRE(used <= all);
                if (low >= exact->top[c])
                    REQUIRE((ch == ' ' || ch == '|') && used == 0);
                else if (used == 0)
                    REQUIRE(ch == '.' || ch == ':');
                else if (used == all)
                    REQUIRE(ch == '#' || ch == '@');
                else
                    REQUIRE(ch == '0' + (eighths < 1 ? 1 : eighths));
            }
    }
    app_stage_close(&stage);
    free(text);
}
END_TEST

/* Until it is counted the picture is rough: never where nothing is mapped, and near
 * the exact one elsewhere. */
START_TEST(the_first_picture_is_near_the_exact_one)
{
    char *text = long_workload();
    struct app_stage stage = app_stage_open(text);
    press(&stage, "t");
    app_resize(stage.app, 100, 30);
    wait(&stage);
    struct survey survey = layout_of(&stage, 100, 30);
    struct view rough = *app_view(stage.app);
    struct overview none = {.begun = false};
    int off = 0, cells = 0;
    rough.survey.exact = &none;
    for (uint32_t c = 0; c + 1 < survey.window.columns; c++) { /* the last is not known yet */
        REQUIRE(survey_knows(&rough, &survey, c) == SURVEY_ROUGHLY);
        REQUIRE(survey_knows(app_view(stage.app), &survey, c) == SURVEY_EXACTLY);
        for (uint32_t i = 0; i < survey.window.rows; i++) {
            int guess = survey_eighths(&rough, &survey, c, i);
            off += abs(guess - survey_eighths(app_view(stage.app), &survey, c, i));
            cells++;
        }
    }
    ck_assert_msg(off * 8 < cells, "%d eighths in %d cells", off, cells);
    char says[64];
    survey_says(&rough, &survey, says, sizeof says);
    ck_assert_str_eq(says, "first picture, 0 % exact");
    app_stage_close(&stage);
    free(text);
}
END_TEST

/* ---- Keys ---- */

START_TEST(keys_zoom_and_move)
{
    char *text = long_workload();
    struct app_stage stage = app_stage_open(text);
    press(&stage, "2 0 0 0 g t");
    struct survey all = layout_of(&stage, 80, 24), near;
    ck_assert_uint_eq(all.window.first, 0);
    ck_assert_uint_eq(all.window.last, end_of(&stage));
    press(&stage, "Right");
    ck_assert_uint_eq(step_of(&stage), 2000 + all.window.span);
    press(&stage, "Left 5 Left");
    ck_assert_uint_eq(step_of(&stage), 1995);
    press(&stage, "+");
    near = layout_of(&stage, 80, 24);
    ck_assert_uint_eq(near.window.span, all.window.span / 2);
    ck_assert_uint_gt(near.window.first, 0);
    ck_assert_uint_lt(near.window.last, end_of(&stage));
    press(&stage, "End");
    near = layout_of(&stage, 80, 24);
    ck_assert_uint_eq(near.window.last, end_of(&stage));
    press(&stage, "Home");
    ck_assert_uint_eq(layout_of(&stage, 80, 24).window.first, 0);
    press(&stage, "- -");
    ck_assert(screen_has(&stage, "these are all steps"));
    app_resize(stage.app, 80, 24);
    press(&stage, "End *");
    ck_assert_uint_eq(layout_of(&stage, 80, 24).window.bytes, all.window.bytes / 2);
    press(&stage, "6 0 Down");
    near = layout_of(&stage, 80, 24);
    ck_assert_uint_eq(near.window.start, 1000);
    press(&stage, "Up");
    ck_assert_uint_eq(layout_of(&stage, 80, 24).window.start, 1000 + near.window.bytes);
    press(&stage, "0");
    ck_assert_uint_eq(layout_of(&stage, 80, 24).window.bytes, all.window.bytes);
    press(&stage, "+ + + + + + + + + +");
    ck_assert(screen_has(&stage, "a column is a step already"));
    app_resize(stage.app, 80, 24);
    ck_assert_uint_eq(layout_of(&stage, 80, 24).window.span, 1);
    press(&stage, "_");
    ck_assert(screen_has(&stage, "these are all addresses"));
    app_resize(stage.app, 80, 24);
    press(&stage, "t");
    ck_assert(!survey_in(&stage)->open);
    app_stage_close(&stage);
    free(text);
}
END_TEST

START_TEST(it_is_opened_and_closed)
{
    struct app_stage stage = app_stage_open(holes);
    app_command(stage.app, "run");
    ck_assert(survey_in(&stage)->open);
    ck_assert(screen_has(&stage, "whole run, exact"));
    press(&stage, "Right Tab Escape");
    ck_assert(survey_in(&stage)->open);
    press(&stage, "Escape");
    ck_assert(!survey_in(&stage)->open);
    press(&stage, "t C");
    ck_assert(!survey_in(&stage)->open);
    ck_assert_int_eq(app_view(stage.app)->mode, VIEW_BARS);
    press(&stage, "t b");
    ck_assert(!survey_in(&stage)->open && app_view(stage.app)->bytes);
    press(&stage, "t");
    app_command(stage.app, "zoom 2");
    ck_assert(screen_has(&stage, "here 0 shows all"));
    press(&stage, "c");
    wait(&stage);
    ck_assert(!survey_in(&stage)->open);
    press(&stage, "t");
    ck_assert(screen_has(&stage, "the whole run is for one heap"));
    press(&stage, "c t");
    ck_assert(survey_in(&stage)->open);
    app_stage_close(&stage);
}
END_TEST

/* The window moves with the present step while it plays. */
START_TEST(the_present_step_stays_in_the_window)
{
    char *text = long_workload();
    struct app_stage stage = app_stage_open(text);
    press(&stage, "t + + + +");
    for (uint32_t step = 0; step <= end_of(&stage); step += 97) {
        char line[32];
        uint32_t column;
        snprintf(line, sizeof line, "goto %u", (unsigned)step);
        app_command(stage.app, line);
        struct survey survey = layout_of(&stage, 80, 24);
        ck_assert(survey_column(&survey, step, &column));
        ck_assert_uint_lt(column, survey.window.columns);
        ck_assert_uint_eq(app_view(stage.app)->survey.first, survey.window.first);
    }
    app_stage_close(&stage);
    free(text);
}
END_TEST

START_TEST(what_is_typed_is_counted_anew)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "3 g t");
    app_command(stage.app, "malloc Z 20000");
    wait(&stage);
    ck_assert(survey_in(&stage)->open);
    struct survey survey = layout_of(&stage, 80, 24);
    ck_assert_uint_eq(survey.window.last, 4);
    const struct overview *exact = survey_in(&stage)->exact;
    uint64_t used = 0;
    for (uint32_t i = 0; i < survey.window.rows; i++)
        used += overview_used(exact, 4, i);
    ck_assert_uint_eq(used, 1000 + 800 + 2296 + 20000);
    press(&stage, "u");
    wait(&stage);
    ck_assert_uint_eq(layout_of(&stage, 80, 24).window.last, end_of(&stage));
    ck_assert_uint_eq(exact->done, end_of(&stage) + 1);
    app_stage_close(&stage);
}
END_TEST

/* Steps that nobody came to are not counted, nor waited for. */
START_TEST(what_is_not_known_is_not_waited_for)
{
    struct app_stage stage = app_stage_unknown(holes);
    press(&stage, "t");
    ck_assert_int_eq(app_busy(stage.app), -1);
    draw(&stage, 80, 24);
    struct survey survey = layout_of(&stage, 80, 24);
    ck_assert_uint_eq(frame_look(&stage.frame, survey_x(&survey, 1), survey_y(&survey, 0))->ch,
                      0xB7);
    press(&stage, "3 Right");
    wait(&stage);
    ck_assert(screen_has(&stage, "exact so far"));
    press(&stage, "End");
    wait(&stage);
    ck_assert(!screen_has(&stage, "exact so far") && screen_has(&stage, "whole run, exact"));
    app_stage_close(&stage);
}
END_TEST

/* There is a picture while it runs; then it is counted. */
START_TEST(it_grows_while_the_workload_is_loaded)
{
    char *text = long_workload();
    struct app_stage stage = app_stage_load(text);
    press(&stage, "t");
    ck_assert(screen_has(&stage, "first picture, 0 % exact"));
    ck_assert_int_eq(app_busy(stage.app), -1);
    while (app_view(stage.app)->loading[0] != '\0')
        app_work(stage.app);
    wait(&stage);
    ck_assert(screen_has(&stage, "whole run, exact"));
    ck_assert_uint_gt(survey_in(&stage)->coarse->done, 200);
    app_stage_close(&stage);
    free(text);
}
END_TEST

/* ---- Clicks ---- */

START_TEST(a_click_travels_and_selects)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "t");
    draw(&stage, 80, 24);
    struct survey survey = layout_of(&stage, 80, 24);
    app_click(stage.app, survey_x(&survey, 3), survey_y(&survey, 0));
    ck_assert_uint_eq(step_of(&stage), 3);
    ck_assert(app_view(stage.app)->has_selection);
    ck_assert_uint_eq(app_view(stage.app)->selected, 1000);
    app_click(stage.app, survey_x(&survey, 6) + survey.wide - 1, survey_y(&survey, 0));
    ck_assert_uint_eq(step_of(&stage), 6);
    app_click(stage.app, survey_x(&survey, 4), survey.axis.y);
    ck_assert_uint_eq(step_of(&stage), 4);
    app_click(stage.app, survey_x(&survey, survey.window.columns), survey_y(&survey, 0));
    ck_assert_uint_eq(step_of(&stage), 4); /* nothing stands there */
    app_click(stage.app, survey.timeline.x, survey.timeline.y);
    ck_assert_uint_eq(step_of(&stage), 0);
    app_wheel(stage.app, survey.timeline.x, survey.timeline.y, 1);
    ck_assert_uint_eq(step_of(&stage), 1);
    app_stage_close(&stage);
}
END_TEST

/* On the axis a column of many steps means its chapter. */
START_TEST(a_click_on_a_sign_goes_to_its_chapter)
{
    char *text = long_workload();
    struct app_stage stage = app_stage_open(text);
    uint32_t column, chapter;
    press(&stage, "t");
    draw(&stage, 80, 24);
    ck_assert(timeline_mark(app_view(stage.app)->timeline, "half", &chapter));
    struct survey survey = layout_of(&stage, 80, 24);
    ck_assert(survey_column(&survey, chapter, &column));
    ck_assert_uint_eq(frame_look(&stage.frame, survey_x(&survey, column), survey.axis.y)->ch, 0x25A0);
    app_click(stage.app, survey_x(&survey, column), survey.axis.y);
    ck_assert_uint_eq(step_of(&stage), chapter);
    app_stage_close(&stage);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("survey");
    TCase *group = tcase_create("survey");
    tcase_add_loop_test(group, the_whole_run_is_drawn_as_it_should_be, 0,
                        (int)(sizeof pictures / sizeof *pictures));
    tcase_add_test(group, every_size_is_drawn_and_clicked);
    tcase_add_test(group, cells_are_the_shares_of_the_table);
    tcase_add_test(group, the_first_picture_is_near_the_exact_one);
    tcase_add_test(group, keys_zoom_and_move);
    tcase_add_test(group, it_is_opened_and_closed);
    tcase_add_test(group, the_present_step_stays_in_the_window);
    tcase_add_test(group, what_is_typed_is_counted_anew);
    tcase_add_test(group, what_is_not_known_is_not_waited_for);
    tcase_add_test(group, it_grows_while_the_workload_is_loaded);
    tcase_add_test(group, a_click_travels_and_selects);
    tcase_add_test(group, a_click_on_a_sign_goes_to_its_chapter);
    tcase_set_timeout(group, 60);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
