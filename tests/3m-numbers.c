/* 3m-numbers.c: the screen of numbers: golden frames; its lines beside the steps that
 * they stand for, its sizes beside the segments; keys, clicks, commands, forks. */
#include "app.h"
#include "app_stage.h"
#include "board.h"
#include "golden.h"
#include "number_words.h"
#include "numbers.h"
#include "require.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char holes[] = HOLES_WORKLOAD;

/* Blocks of many sizes, aligned to 16, of which most are freed again; 900 steps. */
static char *many_sizes(void)
{
    size_t size = 0;
    char *text;
    FILE *out = open_memstream(&text, &size);
    REQUIRE(out != NULL);
    fprintf(out, "align 16\n");
    for (int i = 0; i < 500; i++)
        fprintf(out, "malloc a%d %d\n%s", i, 1 + (i * 37 % 11) * (1 << i % 13),
                i == 250 ? "mark \"half\"\n" : "");
    for (int i = 0; i < 500; i++)
        if (i % 5 != 0)
            fprintf(out, "free a%d\n", i);
    fclose(out);
    return text;
}

static struct board board_of(const struct app_stage *stage, int cols, int rows)
{
    return board_layout(app_view(stage->app), cols, rows);
}

static bool is_open(const struct app_stage *stage)
{
    return app_view(stage->app)->measures != NULL;
}

static enum number chosen(const struct app_stage *stage)
{
    return app_view(stage->app)->number;
}

/* ---- Pictures ---- */

static const struct { const char *name; bool is_long; const char *keys; int cols, rows; } pictures[] = {
    {"numbers-80x24", false, "1 0 g s Down", 80, 24},
    {"numbers-120x40", false, "1 0 g s Down", 120, 40},
    {"numbers-start-80x24", false, "s", 80, 24},
    {"numbers-frag-80x24", false, "End s 5 Down", 80, 24},
    {"numbers-many-80x24", true, "6 0 0 g s 4 Down", 80, 24},
    {"numbers-many-120x40", true, "6 0 0 g s 4 Down", 120, 40},
    {"numbers-many-100x30", true, "6 0 0 g s 6 Down Enter", 100, 30},
    {"numbers-help-80x24", false, "s ?", 80, 24},
    {"numbers-small-40x12", false, "1 0 g s", 40, 12},
    {"numbers-small-20x5", false, "1 0 g s Down", 20, 5},
    {"numbers-said-20x5", false, "1 0 g s u", 20, 5}, /* over the keys */
};

START_TEST(the_numbers_are_drawn_as_they_should_be)
{
    char *text = pictures[_i].is_long ? many_sizes() : strdup(holes);
    struct app_stage stage = app_stage_open(text);
    app_resize(stage.app, pictures[_i].cols, pictures[_i].rows);
    press(&stage, pictures[_i].keys);
    draw(&stage, pictures[_i].cols, pictures[_i].rows);
    golden_frame(&stage.frame, pictures[_i].name);
    app_stage_close(&stage);
    free(text);
}
END_TEST

START_TEST(every_size_is_drawn_and_clicked)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "7 g s");
    for (int i = 0; i < NUMBERS; i++) {
        draw_and_click_everywhere(&stage);
        app_command(stage.app, "numbers mapped");
        for (int down = 0; down < i; down++)
            press(&stage, "Down");
    }
    app_stage_close(&stage);
}
END_TEST

/* ---- What is drawn ---- */

/* The height of the line in a column, in eighths, as drawn. */
static int drawn(const struct app_stage *stage, const struct board *board, int column)
{
    int eighths = 0;
    for (int y = 0; y < board->plot.rows; y++) {
        uint32_t ch = frame_look(&stage->frame, board->plot.x + column, board->plot.y + y)->ch;
        if (ch == GLYPH_TOUCHED) /* the present moment */
            eighths += 8;
        else if (ch > 0x2580 && ch <= GLYPH_PROCESS)
            eighths += (int)(ch - 0x2580);
    }
    return eighths;
}

/* Each column is as high as the most of the steps whose place on the timeline it is; one
 * that has none is like the one before it. */
static void check_line(struct app_stage *stage, int cols, int rows)
{
    struct board board = board_of(stage, cols, rows);
    const struct view *view = app_view(stage->app);
    uint64_t most[FRAME_COLS_MAX] = {0}, peak = view->measures[view->number].peak;
    bool has[FRAME_COLS_MAX] = {false};
    draw(stage, cols, rows);
    for (uint32_t step = 0; step <= end_of(stage); step++) {
        struct numbers now = timeline_most(view->timeline, step, step);
        int cell = axis_cell(&board.axis, step);
        most[cell] = now.of[view->number] > most[cell] ? now.of[view->number] : most[cell];
        has[cell] = true;
    }
    for (int i = 0; i < board.axis.cols; i++) {
        if (!has[i] && i > 0)
            most[i] = most[i - 1];
        int eighths = peak > 0 ? (int)((double)most[i] * board.plot.rows * 8 / (double)peak + 0.5)
                               : 0;
        if (most[i] > 0 && eighths == 0)
            eighths = 1;
        REQUIRE_MSG(drawn(stage, &board, i) == eighths, "number %d, column %d: %d, not %d",
                    (int)view->number, i, drawn(stage, &board, i), eighths);
    }
}

START_TEST(lines_are_the_steps_below_them)
{
    char *text = _i ? many_sizes() : strdup(holes);
    struct app_stage stage = app_stage_open(text);
    press(&stage, "1 0 g s");
    for (int i = 0; i < NUMBERS; i++) {
        check_line(&stage, 100, 24);
        check_line(&stage, 160, 50);
        press(&stage, "Down");
    }
    app_stage_close(&stage);
    free(text);
}
END_TEST

/* However many classes a row has, all rows together have all segments. */
START_TEST(sizes_add_up)
{
    struct census census = {{0}, {0}};
    census.holes[3] = 5;
    census.holes[9] = 1;
    census.blocks[20] = 7;
    for (int rows = 1; rows < 30; rows++) {
        struct size_rows sizes = board_sizes(&census, rows);
        ck_assert_uint_eq(sizes.first, 3);
        ck_assert_int_le(sizes.count, rows);
        ck_assert_uint_ge(sizes.first + sizes.step * (unsigned)sizes.count, 21);
        ck_assert_uint_lt(sizes.first + sizes.step * (unsigned)(sizes.count - 1), 21);
    }
    ck_assert_int_eq(board_sizes(&(struct census){{0}, {0}}, 8).count, 0);
}
END_TEST

START_TEST(every_number_has_its_words)
{
    enum number number;
    for (int i = 0; i < NUMBERS; i++) {
        const struct number_words *words = number_words((enum number)i);
        ck_assert(number_find(number_names[i], &number) && (int)number == i);
        ck_assert_int_le(text_width(words->name), 8);
        ck_assert_int_le(text_width(words->formula), 60);
        ck_assert_int_le(text_width(words->means), 78);
        ck_assert(strncmp(words->formula, words->name, strlen(words->name)) == 0);
    }
    ck_assert(!number_find("nonsense", &number));
}
END_TEST

/* ---- Keys and commands ---- */

START_TEST(keys_choose_and_travel)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "3 g s");
    ck_assert(is_open(&stage));
    ck_assert_int_eq(chosen(&stage), NUMBER_MAPPED);
    press(&stage, "Up");
    ck_assert_int_eq(chosen(&stage), NUMBER_MAPPED);
    press(&stage, "Down Down");
    ck_assert_int_eq(chosen(&stage), NUMBER_HOLE);
    press(&stage, "9 Down");
    ck_assert_int_eq(chosen(&stage), NUMBER_BLOCKS);
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), app_view(stage.app)->measures[NUMBER_BLOCKS].at);
    press(&stage, "Right");
    ck_assert(is_open(&stage));
    press(&stage, "+");
    ck_assert(screen_has(&stage, "that is for the picture of the heap"));
    app_command(stage.app, "numbers waste");
    ck_assert_int_eq(chosen(&stage), NUMBER_WASTE);
    press(&stage, "Enter");
    ck_assert(screen_has(&stage, "there was none of it"));
    app_command(stage.app, "numbers many");
    ck_assert(screen_has(&stage, "numbers are mapped, used"));
    app_stage_close(&stage);
}
END_TEST

/* It has the whole screen: what else is opened takes its place, and the other way. */
START_TEST(it_is_opened_and_closed)
{
    static const char *const others[] = {"w", "l", "t", "b"};
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "4 g s s");
    ck_assert(!is_open(&stage));
    press(&stage, "s Escape");
    ck_assert(!is_open(&stage));
    press(&stage, "s C");
    ck_assert(!is_open(&stage) && app_view(stage.app)->mode == VIEW_BARS);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        press(&stage, "s");
        ck_assert(is_open(&stage));
        press(&stage, others[i]);
        ck_assert_msg(!is_open(&stage), "after %s", others[i]);
        press(&stage, "s");
        const struct view *view = app_view(stage.app);
        ck_assert(is_open(&stage) && !view->why.on && view->life == NULL && !view->survey.open
                  && !view->bytes);
        press(&stage, "s");
    }
    press(&stage, "s c");
    settle(&stage);
    ck_assert(!is_open(&stage));
    press(&stage, "s");
    ck_assert(screen_has(&stage, "the table of numbers is for one heap"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_click_chooses_and_travels)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "3 g s");
    draw(&stage, 120, 40);
    app_resize(stage.app, 120, 40);
    struct board board = board_of(&stage, 120, 40);
    app_click(stage.app, 5, board.table.y + 1 + NUMBER_USED);
    ck_assert_int_eq(chosen(&stage), NUMBER_USED);
    ck_assert_uint_eq(step_of(&stage), 3);
    app_click(stage.app, 5, board.table.y + 1 + NUMBER_USED); /* again: to its peak */
    ck_assert_uint_eq(step_of(&stage), app_view(stage.app)->measures[NUMBER_USED].at);
    app_click(stage.app, board.plot.x, board.plot.y + 1);
    ck_assert_uint_eq(step_of(&stage), 0);
    app_click(stage.app, board.plot.x + axis_cell(&board.axis, 5), board.lines.y);
    ck_assert_uint_eq(step_of(&stage), 5);
    app_click(stage.app, board.timeline.x + axis_cell(&board.axis, 7), board.timeline.y);
    ck_assert_uint_eq(step_of(&stage), 7);
    app_wheel(stage.app, board.plot.x, board.plot.y, 1);
    ck_assert_uint_eq(step_of(&stage), 8);
    int top = board_line(&board, app_view(stage.app), NUMBER_HOLES);
    app_click(stage.app, 8, top);
    ck_assert_int_eq(chosen(&stage), NUMBER_HOLES);
    app_click(stage.app, board.rule.x, board.rule.y);
    ck_assert_uint_eq(step_of(&stage), app_view(stage.app)->measures[NUMBER_HOLES].at);
    app_stage_close(&stage);
}
END_TEST

/* ---- Other futures, and more of this one ---- */

static void check_courses(const struct app_stage *stage)
{
    const struct view *view = app_view(stage->app);
    uint64_t peak = 0;
    for (uint32_t step = 0; step <= timeline_known(view->timeline); step++) {
        struct numbers now = timeline_most(view->timeline, step, step);
        peak = now.of[NUMBER_USED] > peak ? now.of[NUMBER_USED] : peak;
    }
    ck_assert_uint_eq(view->measures[NUMBER_USED].peak, peak);
}

START_TEST(a_fork_and_a_replay_have_their_own)
{
    struct app_stage stage = app_stage_open(holes);
    press(&stage, "3 g s");
    app_command(stage.app, "malloc Z 20000");
    ck_assert(is_open(&stage));
    ck_assert_uint_eq(app_view(stage.app)->measures[NUMBER_USED].peak, 1000 + 800 + 2296 + 20000);
    ck_assert_uint_eq(app_view(stage.app)->measures[NUMBER_USED].at, 4);
    press(&stage, "u");
    check_courses(&stage);
    ck_assert_uint_lt(app_view(stage.app)->measures[NUMBER_USED].peak, 20000);
    press(&stage, "p");
    settle(&stage);
    check_courses(&stage);
    app_stage_close(&stage);
}
END_TEST

/* Steps that nobody came to have no line, and are no part of peaks. */
START_TEST(it_grows_with_what_is_known)
{
    struct app_stage stage = app_stage_unknown(holes);
    press(&stage, "s Down");
    ck_assert_uint_eq(app_view(stage.app)->measures[NUMBER_USED].peak, 0);
    press(&stage, "Right");
    ck_assert_uint_eq(app_view(stage.app)->measures[NUMBER_USED].peak, 1000);
    draw(&stage, 80, 24);
    struct board board = board_of(&stage, 80, 24);
    ck_assert_int_gt(drawn(&stage, &board, axis_cell(&board.axis, 1)), 0);
    ck_assert_int_eq(drawn(&stage, &board, axis_cell(&board.axis, 2)), 0);
    press(&stage, "End");
    check_courses(&stage);
    app_stage_close(&stage);
}
END_TEST

START_TEST(it_grows_while_the_workload_is_loaded)
{
    char *text = many_sizes();
    struct app_stage stage = app_stage_load(text);
    press(&stage, "s");
    while (app_view(stage.app)->loading[0] != '\0')
        app_work(stage.app);
    ck_assert(is_open(&stage));
    check_courses(&stage);
    ck_assert_uint_gt(app_view(stage.app)->measures[NUMBER_USED].peak, 100000);
    app_stage_close(&stage);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("numbers on the screen");
    TCase *group = tcase_create("numbers on the screen");
    tcase_add_loop_test(group, the_numbers_are_drawn_as_they_should_be, 0,
                        (int)(sizeof pictures / sizeof *pictures));
    tcase_add_test(group, every_size_is_drawn_and_clicked);
    tcase_add_loop_test(group, lines_are_the_steps_below_them, 0, 2);
    tcase_add_test(group, sizes_add_up);
    tcase_add_test(group, every_number_has_its_words);
    tcase_add_test(group, keys_choose_and_travel);
    tcase_add_test(group, it_is_opened_and_closed);
    tcase_add_test(group, a_click_chooses_and_travels);
    tcase_add_test(group, a_fork_and_a_replay_have_their_own);
    tcase_add_test(group, it_grows_with_what_is_known);
    tcase_add_test(group, it_grows_while_the_workload_is_loaded);
    tcase_set_timeout(group, 60);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
