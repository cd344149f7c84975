/* 3n-moments.c: two moments on the screen: pictures, keys, clicks and commands, what
 * becomes of a mark, and the cells of the bars beside a look at every byte. */
#include "app_stage.h"
#include "cells.h"
#include "golden.h"
#include "moments.h"
#include "require.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char story[] =
    "malloc A 1000\n"
    "malloc B 800\n"
    "malloc C 200\n"
    "malloc F 1200\n"
    "mark \"full house\"\n"
    "free B\n"
    "realloc A 1200\n"
    "malloc D 300\n"
    "malloc E 50\n"
    "free E\n"
    "realloc D 400\n"
    "malloc G 1500\n";

static const struct moments_state *state_of(const struct app_stage *stage)
{
    return &app_view(stage->app)->moments;
}

static bool is_open(const struct app_stage *stage)
{
    return state_of(stage)->between != NULL;
}

static const struct fate *row_of(const struct app_stage *stage)
{
    return &state_of(stage)->changes->list[state_of(stage)->row];
}

static bool says(const struct app_stage *stage, const char *text)
{
    return strstr(app_view(stage->app)->message, text) != NULL;
}

static bool refuses(const struct app_stage *stage, const char *text)
{
    return strstr(app_view(stage->app)->command.error, text) != NULL;
}

/* ---- Pictures ---- */

static void golden(struct app_stage *stage, const char *small, const char *large)
{
    draw(stage, 80, 24);
    golden_frame(&stage->frame, small);
    draw(stage, 120, 40);
    golden_frame(&stage->frame, large);
}

START_TEST(what_became_of_the_blocks)
{
    struct app_stage stage = app_stage_open(story);
    app_command(stage.app, "compare 4 11");
    golden(&stage, "moments-since-80x24", "moments-since-120x40");
    press(&stage, "Down Down Down"); /* the block that died is lit in its HOLE */
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "moments-died-80x24");
    app_do(stage.app, ACTION_VIEW);
    draw(&stage, 120, 40);
    golden_frame(&stage.frame, "moments-chain-120x40");
    draw(&stage, 80, 24);
    press(&stage, "?");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "moments-help-80x24");
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_will_become_of_them)
{
    struct app_stage stage = app_stage_open(story);
    app_command(stage.app, "compare 11 4");
    golden(&stage, "moments-until-80x24", "moments-until-120x40");
    app_stage_close(&stage);
}
END_TEST

/* A recording's figures have room, and cells of many blocks a role. */
START_TEST(many_blocks)
{
    struct app_stage stage = app_stage_open("random 20000 seed 3 size 1..900 free 45%\n");
    app_command(stage.app, "compare 25% end");
    settle(&stage);
    app_command(stage.app, "zoom whole");
    golden(&stage, "moments-many-80x24", "moments-many-120x40");
    draw(&stage, 40, 16);
    golden_frame(&stage.frame, "moments-small-40x16");
    app_stage_close(&stage);
}
END_TEST

/* ---- Keys ---- */

START_TEST(a_step_is_marked_and_compared)
{
    struct app_stage stage = app_stage_open(story);
    press(&stage, "d");
    ck_assert(!is_open(&stage) && says(&stage, "no step is marked yet"));
    press(&stage, "D");
    ck_assert(says(&stage, "no step is marked yet"));
    press(&stage, "4 g '");
    ck_assert(state_of(&stage)->marked && says(&stage, "step 4 is marked"));
    ck_assert(screen_has(&stage, "d compare"));
    press(&stage, "d");
    ck_assert(screen_has(&stage, "this is the marked step"));
    press(&stage, "End");
    ck_assert(is_open(&stage));
    ck_assert_uint_eq(between_born(state_of(&stage)->between).bytes, 1900);
    press(&stage, "Left"); /* it follows */
    ck_assert_uint_eq(between_born(state_of(&stage)->between).bytes, 400);
    press(&stage, "Home");
    ck_assert_uint_eq(between_born(state_of(&stage)->between).bytes, 3200);
    press(&stage, "d");
    ck_assert(!is_open(&stage) && state_of(&stage)->marked);
    press(&stage, "4 g '");
    ck_assert(!state_of(&stage)->marked && says(&stage, "taken away"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(rows_are_lit_gone_to_and_come_back_from)
{
    struct app_stage stage = app_stage_open(story);
    app_command(stage.app, "compare 4 11");
    press(&stage, "Down");
    ck_assert(row_of(&stage)->kind == FATE_BORN && state_of(&stage)->row == 0);
    ck_assert_uint_eq(app_view(stage.app)->selected, 6296);
    press(&stage, "Enter");
    ck_assert(says(&stage, "this is its step"));
    press(&stage, "9 Down Up");
    ck_assert(row_of(&stage)->kind == FATE_DIED);
    ck_assert_uint_eq(app_view(stage.app)->selected, 2000);
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), 5);
    ck_assert(is_open(&stage) && says(&stage, "it died here; Enter returns to step 11"));
    ck_assert(screen_has(&stage, "Enter return"));
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), 11);
    ck_assert(row_of(&stage)->kind == FATE_DIED);
    press(&stage, "Enter Left Enter"); /* who went elsewhere does not return */
    ck_assert_uint_eq(step_of(&stage), 4);
    press(&stage, "Escape");
    ck_assert(!is_open(&stage));
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_moments_change_places)
{
    struct app_stage stage = app_stage_open(story);
    app_command(stage.app, "compare 4 11");
    press(&stage, "D");
    ck_assert(is_open(&stage) && step_of(&stage) == 4 && state_of(&stage)->mark == 11);
    ck_assert_uint_eq(between_born(state_of(&stage)->between).bytes, 1900);
    press(&stage, "D");
    ck_assert(is_open(&stage) && step_of(&stage) == 11 && state_of(&stage)->mark == 4);
    press(&stage, "d D");
    ck_assert(!is_open(&stage) && step_of(&stage) == 4 && state_of(&stage)->mark == 11);
    app_stage_close(&stage);
}
END_TEST

START_TEST(one_panel_at_a_time)
{
    struct app_stage stage = app_stage_open(story);
    app_command(stage.app, "compare 4 11");
    press(&stage, "w");
    ck_assert(!is_open(&stage) && app_view(stage.app)->why.on);
    press(&stage, "d");
    ck_assert(is_open(&stage) && !app_view(stage.app)->why.on);
    press(&stage, "l");
    ck_assert(!is_open(&stage) && app_view(stage.app)->life != NULL);
    press(&stage, "d");
    ck_assert(is_open(&stage) && app_view(stage.app)->life == NULL);
    press(&stage, "t");
    ck_assert(!is_open(&stage) && app_view(stage.app)->survey.open);
    press(&stage, "d");
    ck_assert(is_open(&stage) && !app_view(stage.app)->survey.open);
    press(&stage, "b");
    ck_assert(!is_open(&stage) && app_view(stage.app)->bytes);
    app_command(stage.app, "compare 4");
    app_command(stage.app, "race first,best");
    settle(&stage);
    ck_assert(!is_open(&stage));
    press(&stage, "'");
    ck_assert(says(&stage, "is for one heap"));
    press(&stage, "d");
    ck_assert(says(&stage, "difference"));
    app_command(stage.app, "compare 4");
    ck_assert(says(&stage, "is for one heap"));
    press(&stage, "c d"); /* the mark is still there */
    ck_assert(is_open(&stage));
    app_stage_close(&stage);
}
END_TEST

/* ---- Commands, clicks ---- */

START_TEST(steps_are_said_in_any_way)
{
    static const struct { const char *line; uint32_t mark, step; } lines[] = {
        {"compare 4 11", 4, 11}, {"compare 50% end", 5, 11}, {"compare full house", 4, 11},
        {"compare house 3", 4, 3}, {"compare 7", 7, 3}, {"compare 0 0", 0, 0},
        {"compare end house", 11, 4},
    };
    static const struct { const char *line, *error; } wrong[] = {
        {"compare nowhere", "expected a step"}, {"compare 1 99", "expected a step"},
        {"compare 1 2 3", "two steps are enough"}, {"mark-here 1 2", "one step is enough"},
        {"mark-here none", "expected a step"},
    };
    struct app_stage stage = app_stage_open(story);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        app_command(stage.app, lines[i].line);
        ck_assert_msg(is_open(&stage) && state_of(&stage)->mark == lines[i].mark &&
                      step_of(&stage) == lines[i].step, "%s: %u, %u", lines[i].line,
                      state_of(&stage)->mark, step_of(&stage));
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        press(&stage, ":");
        type(&stage, wrong[i].line);
        press(&stage, "Enter");
        ck_assert_msg(refuses(&stage, wrong[i].error), "%s: %s", wrong[i].line,
                      app_view(stage.app)->command.error);
        press(&stage, "Escape");
    }
    app_command(stage.app, "mark-here 50%");
    ck_assert_uint_eq(state_of(&stage)->mark, 5);
    app_stage_close(&stage);
}
END_TEST

START_TEST(rows_and_the_mark_are_clicked)
{
    struct app_stage stage = app_stage_open(story);
    int y = 0, x = 0;
    app_command(stage.app, "compare 4 11");
    draw(&stage, 80, 24);
    while (y < 23 && strstr(row_text(&stage, y), "free B") == NULL)
        y++;
    app_click(stage.app, 30, y);
    ck_assert_uint_eq(step_of(&stage), 5);
    while (x < 79 && frame_look(&stage.frame, x, 22)->ch != 0x25C6)
        x++;
    app_click(stage.app, x, 22);
    ck_assert_uint_eq(step_of(&stage), 4);
    app_command(stage.app, "compare 4 11");
    draw_and_click_everywhere(&stage);
    app_stage_close(&stage);
}
END_TEST

/* ---- Other futures ---- */

START_TEST(a_fork_keeps_a_mark_that_lies_before_it)
{
    struct app_stage stage = app_stage_open(story);
    app_command(stage.app, "compare 4 8");
    app_command(stage.app, "malloc X 70");
    ck_assert(is_open(&stage) && step_of(&stage) == 9);
    ck_assert_uint_eq(between_born(state_of(&stage)->between).bytes, 420);
    press(&stage, "u");
    ck_assert(is_open(&stage) && step_of(&stage) == 8);
    ck_assert_uint_eq(between_born(state_of(&stage)->between).bytes, 350);
    app_command(stage.app, "compare 10 3");
    app_command(stage.app, "free A");
    ck_assert(!is_open(&stage) && !state_of(&stage)->marked);
    ck_assert(screen_has(&stage, "future that was put aside"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_replay_is_compared_at_the_same_steps)
{
    struct app_stage stage = app_stage_open(story);
    app_command(stage.app, "compare 4 11");
    app_command(stage.app, "replay worst");
    settle(&stage);
    ck_assert(is_open(&stage) && state_of(&stage)->mark == 4);
    ck_assert_uint_eq(between_born(state_of(&stage)->between).bytes, 1900);
    app_stage_close(&stage);
}
END_TEST

/* ---- While a workload is still being run ---- */

START_TEST(the_newest_step_is_compared)
{
    struct app_stage stage = app_stage_load("random 100000 seed 9 size 1..200 free 48%\n");
    press(&stage, "' G d");
    ck_assert(is_open(&stage) && state_of(&stage)->mark == 0);
    for (; app_view(stage.app)->loading[0] != '\0'; app_tick(stage.app, 1))
        if (app_work(stage.app) & APP_DRAW)
            draw(&stage, 80, 24);
    settle(&stage);
    ck_assert_uint_eq(step_of(&stage), end_of(&stage));
    struct between_sum born = between_born(state_of(&stage)->between);
    uint32_t row = state_of(&stage)->changes->list[0].step;
    app_command(stage.app, "compare 0 end");
    settle(&stage);
    ck_assert_uint_eq(born.bytes, between_born(state_of(&stage)->between).bytes);
    ck_assert_uint_eq(row, state_of(&stage)->changes->list[0].step);
    app_stage_close(&stage);
}
END_TEST

/* ---- The bars, byte by byte ---- */

#define BYTES_MOST 200000

static uint64_t random_below(uint64_t *state, uint64_t n)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state % n;
}

/* Whose each byte is, 0: a HOLE's or nobody's. */
static void paint_bytes_of(uint32_t *makers, const struct timeline *timeline)
{
    const mems_heap *heap = timeline_heap(timeline);
    struct mems_segment at;
    memset(makers, 0, BYTES_MOST * sizeof *makers);
    for (uint64_t address = 1000; mems_segment_at(heap, address, &at); address += at.size)
        for (uint64_t i = 0; i < at.size && at.start + i < BYTES_MOST; i++)
            makers[at.start + i] = timeline_maker(timeline, &at);
}

struct slow_cell { uint64_t stayed, fresh, gone, hole, dead; };

static struct slow_cell look_slowly(const uint32_t *then, const uint32_t *now, uint64_t from,
                                    uint64_t to)
{
    struct slow_cell cell = {0};
    for (uint64_t i = from; i < to; i++) {
        cell.stayed += now[i] != 0 && now[i] == then[i];
        cell.fresh += now[i] != 0 && now[i] != then[i];
        cell.gone += then[i] != 0 && now[i] != then[i];
        cell.hole += now[i] == 0;
        cell.dead += now[i] == 0 && then[i] != 0;
    }
    return cell;
}

static void check_cell(const struct view *view, const struct content *cell,
                       const struct slow_cell *slow, uint64_t bytes)
{
    bool ahead = moments_ahead(view);
    uint64_t gone = slow->gone < slow->hole ? slow->gone : slow->hole;
    if (cell->pieces > 2) {
        uint64_t most = cell->most == ROLE_STAYED                              ? slow->stayed
                        : cell->most == ROLE_HOLE                              ? slow->hole - gone
                        : cell->most == (ahead ? ROLE_DIES : ROLE_BORN)        ? slow->fresh
                        : cell->most == (ahead ? ROLE_TO_COME : ROLE_DIED)     ? gone
                                                                               : 0;
        REQUIRE(most >= slow->stayed && most >= slow->fresh && most >= gone &&
                most >= slow->hole - gone);
    } else if (cell->pieces == 1) {
        enum role role = cell->first;
        if (role == ROLE_STAYED)
            REQUIRE(slow->stayed == bytes);
        else if (role == ROLE_HOLE)
            REQUIRE(slow->hole == bytes && slow->dead < (bytes + 1) / 2);
        else if (role == (ahead ? ROLE_TO_COME : ROLE_DIED))
            REQUIRE(slow->hole == bytes && slow->dead >= (bytes + 1) / 2);
        else
            REQUIRE(slow->fresh == bytes && (role == ROLE_MOVED || role == ROLE_REPLACES ||
                                             role == (ahead ? ROLE_DIES : ROLE_BORN)));
    }
}

static void check_bars(const struct app_stage *stage, const uint32_t *then, const uint32_t *now,
                       int zoom, int room)
{
    static struct row rows[400];
    static struct content cells[FRAME_COLS_MAX];
    const struct view *view = app_view(stage->app);
    const mems_heap *heap = timeline_heap(view->timeline);
    struct scale scale = layout_scale(heap, zoom, room, 12);
    struct marks marks = {.count = 0};
    int count = layout_rows(heap, &scale, 0, NULL, rows, 400);
    for (int i = 0; i < count; i++) {
        const struct span *span = &rows[i].span;
        if (rows[i].kind != ROW_BAR || span->start + span->bytes > BYTES_MOST)
            continue;
        cells_fill(cells, view, &marks, span);
        for (int c = 0; c < span_cells(span); c++) {
            uint64_t from = span_cell_start(span, c), to = span_cell_start(span, c + 1);
            struct slow_cell slow = look_slowly(then, now, from, to);
            check_cell(view, &cells[c], &slow, to - from);
        }
    }
}

START_TEST(every_cell_is_what_most_of_its_bytes_are)
{
    static uint32_t then[BYTES_MOST], now[BYTES_MOST];
    const char *seed = getenv("MEMS_SEED");
    uint64_t state = seed != NULL ? strtoull(seed, NULL, 0) : 20261127;
    char text[] = "random 1500 seed 7 size 1..300 free 45%\n";
    printf("seed %llu\n", (unsigned long long)state);
    struct app_stage stage = app_stage_open(text);
    for (int i = 0; i < 12; i++) {
        char line[64];
        uint32_t mark = (uint32_t)random_below(&state, end_of(&stage) + 1);
        uint32_t step = (uint32_t)random_below(&state, end_of(&stage) + 1);
        snprintf(line, sizeof line, "goto %u", mark);
        app_command(stage.app, line);
        paint_bytes_of(then, app_view(stage.app)->timeline);
        snprintf(line, sizeof line, "compare %u %u", mark, step);
        app_command(stage.app, line);
        settle(&stage);
        paint_bytes_of(now, app_view(stage.app)->timeline);
        for (int zoom = -3; zoom <= 4; zoom++)
            check_bars(&stage, then, now, zoom, 20 + (int)random_below(&state, 120));
    }
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("moments");
    TCase *tests = tcase_create("moments");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, what_became_of_the_blocks);
    tcase_add_test(tests, what_will_become_of_them);
    tcase_add_test(tests, many_blocks);
    tcase_add_test(tests, a_step_is_marked_and_compared);
    tcase_add_test(tests, rows_are_lit_gone_to_and_come_back_from);
    tcase_add_test(tests, the_moments_change_places);
    tcase_add_test(tests, one_panel_at_a_time);
    tcase_add_test(tests, steps_are_said_in_any_way);
    tcase_add_test(tests, rows_and_the_mark_are_clicked);
    tcase_add_test(tests, a_fork_keeps_a_mark_that_lies_before_it);
    tcase_add_test(tests, a_replay_is_compared_at_the_same_steps);
    tcase_add_test(tests, the_newest_step_is_compared);
    tcase_add_test(tests, every_cell_is_what_most_of_its_bytes_are);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
