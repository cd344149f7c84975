/* 3f-race.c: the race on the screen: golden frames, keys, clicks and commands;
 * which heaps take part; scores and words. */
#include "app.h"
#include "app_stage.h"
#include "entrants.h"
#include "golden.h"
#include "race_words.h"
#include "run.h"
#include "score.h"
#include "search.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

/* Best fit alone serves all four requests from one page. */
static const char requests[] =
    "malloc A 300\nmalloc W 700\nmalloc B 300\nmalloc X 600\nmalloc C 300\nmalloc Y 420\n"
    "malloc D 300\nfree W\nfree X\nfree Y\n"
    "mark \"four holes\"\n"
    "malloc R 400\n" /* step 11 */
    "malloc S 600\n"
    "malloc T 700\n"
    "malloc U 1100\n";

static const struct race *race_in(const struct app_stage *stage)
{
    return app_view(stage->app)->race;
}

/* ---- Pictures ---- */

static const struct { const char *name, *command, *keys; int cols, rows; } pictures[] = {
    {"race-differs-80x24", "race first,best", "Home d", 80, 24},
    {"race-differs-120x40", "race first,best", "Home d", 120, 40},
    {"race-start-80x24", "race first,best", "Home", 80, 24},
    {"race-end-80x24", "race first,best", "End", 80, 24},
    {"race-four-80x24", "race first,next,best,worst", "End", 80, 24},
    {"race-four-120x40", "race first,next,best,worst", "End", 120, 40},
    {"race-four-120x24", "race first,next,best,worst", "Home d", 120, 24},
    {"race-pages-80x24", "race page 1024,4096", "End", 80, 24},
    {"race-align-100x30", "race best page 4096 align 1,64", "End", 100, 30},
    {"race-selected-80x24", "race first,best", "End Enter", 80, 24},
    {"race-near-80x24", "race first,worst", "End + + +", 80, 24},
    {"race-help-80x24", "race first,best", "?", 80, 24},
    {"race-small-40x12", "race first,best", "End", 40, 12},
    {"race-small-20x5", "race first,best", "End", 20, 5},
    {"race-said-60x15", "race first,next,best,worst", "End d", 60, 15}, /* over the timeline */
    {"race-said-40x6", "race first,best", "End d", 40, 6}, /* over the keys */
};

START_TEST(the_race_is_drawn_as_it_should_be)
{
    struct app_stage stage = app_stage_open(requests);
    command(&stage, pictures[_i].command);
    press(&stage, pictures[_i].keys);
    draw(&stage, pictures[_i].cols, pictures[_i].rows);
    golden_frame(&stage.frame, pictures[_i].name);
    app_stage_close(&stage);
}
END_TEST

START_TEST(every_size_is_drawn_and_clicked)
{
    static const char *const commands[] = {"race first,best", "race first,next,best,worst"};
    struct app_stage stage = app_stage_open(requests);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        command(&stage, commands[i]);
        press(&stage, i == 0 ? "End Enter" : "Home d +");
        draw_and_click_everywhere(&stage);
    }
    app_stage_close(&stage);
}
END_TEST

/* ---- Keys ---- */

START_TEST(keys_go_from_difference_to_difference)
{
    struct app_stage stage = app_stage_open(requests);
    press(&stage, "d");
    ck_assert(screen_has(&stage, "no step is marked"));
    press_and_wait(&stage, "3 g c");
    ck_assert_ptr_nonnull(race_in(&stage));
    ck_assert_uint_eq(step_of(&stage), 3); /* where one was before */
    ck_assert(screen_has(&stage, "the first is at step 11"));
    press(&stage, "d");
    ck_assert_uint_eq(step_of(&stage), 11);
    press(&stage, "d");
    ck_assert_uint_eq(step_of(&stage), 13);
    press(&stage, "d d");
    ck_assert_uint_eq(step_of(&stage), 14);
    ck_assert(screen_has(&stage, "no difference after this step"));
    press(&stage, "D D D D");
    ck_assert_uint_eq(step_of(&stage), 11);
    ck_assert(screen_has(&stage, "no difference before this step"));
    press(&stage, "[ ]");
    ck_assert_uint_eq(step_of(&stage), 10); /* the chapter */
    press(&stage, "Right Right Left");
    ck_assert_uint_eq(step_of(&stage), 11);
    press(&stage, "Home Space");
    app_tick(stage.app, 500);
    ck_assert_uint_eq(step_of(&stage), 2);
    for (int i = 0; i < race_count(race_in(&stage)); i++)
        ck_assert_uint_eq(timeline_step(race_timeline(race_in(&stage), i)), 2);
    press(&stage, "c");
    ck_assert_ptr_null(race_in(&stage));
    ck_assert_uint_eq(step_of(&stage), 2);
    app_stage_close(&stage);
}
END_TEST

START_TEST(the_heap_comes_back_as_it_was)
{
    struct app_stage stage = app_stage_open(requests);
    const struct timeline *own = app_view(stage.app)->timeline;
    struct frame before = {0};
    press(&stage, "1 2 g");
    draw(&stage, 100, 30);
    before = stage.frame;
    stage.frame = (struct frame){0};
    command(&stage, "race best,worst page 2048,4096"); /* it is none of them */
    ck_assert_int_eq(race_count(race_in(&stage)), 4);
    press(&stage, "Escape");
    ck_assert_ptr_eq(app_view(stage.app)->timeline, own);
    ck_assert_uint_eq(step_of(&stage), 12);
    press(&stage, "x x");
    draw(&stage, 100, 30);
    ck_assert_int_eq(memcmp(before.cells, stage.frame.cells, 100 * 30 * sizeof *before.cells), 0);
    frame_close(&before);
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_is_for_one_heap_is_refused)
{
    static const char *const keys[] = {"m", "f", "u", "U", "p", "b", "v", "C"};
    struct app_stage stage = app_stage_open(requests);
    press_and_wait(&stage, "c");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(&stage, keys[i]);
        ck_assert(screen_has(&stage, "is for one heap; c closes the race"));
    }
    app_command(stage.app, "malloc Z 10");
    ck_assert(screen_has(&stage, "typing is for one heap"));
    app_command(stage.app, "replay best");
    ck_assert(screen_has(&stage, "a replay is for one heap"));
    ck_assert_uint_eq(end_of(&stage), 14);
    press(&stage, "c m");
    type(&stage, "Z 10");
    press(&stage, "Enter c");
    ck_assert_ptr_null(race_in(&stage));
    ck_assert(screen_has(&stage, "take them back (u), then race"));
    press_and_wait(&stage, "u c");
    ck_assert_ptr_nonnull(race_in(&stage));
    app_stage_close(&stage);
}
END_TEST

/* A large workload: the heaps run in slices. */
START_TEST(a_race_can_be_given_up_while_its_heaps_run)
{
    struct app_stage stage = app_stage_open("random 400000 seed 1 size 1..200 free 45%\n");
    press(&stage, "5 0 g Down c");
    ck_assert_int_ge(app_busy(stage.app), 0);
    ck_assert(screen_has(&stage, "Escape gives the race up"));
    draw(&stage, 80, 24);
    ck_assert(strstr(row_text(&stage, 0), "racing to step 400,000") != NULL);
    press(&stage, "Right");
    ck_assert(screen_has(&stage, "the heaps still run"));
    ck_assert_uint_eq(app_click(stage.app, 20, 28), APP_NOTHING);
    app_tick(stage.app, 0);
    press(&stage, "Escape");
    ck_assert_int_lt(app_busy(stage.app), 0);
    ck_assert_ptr_null(race_in(&stage));
    ck_assert_uint_eq(step_of(&stage), 50);
    app_stage_close(&stage);
}
END_TEST

/* ---- Mouse ---- */

/* The column of a text in a row; -1. */
static int column_of(const struct app_stage *stage, int y, const char *text)
{
    for (int x = 0; x < stage->frame.cols; x++) {
        size_t i = 0;
        while (text[i] != '\0' && x + (int)i < stage->frame.cols &&
               frame_look(&stage->frame, x + (int)i, y)->ch == (unsigned char)text[i])
            i++;
        if (text[i] == '\0')
            return x;
    }
    return -1;
}

START_TEST(the_mouse_does_it_too)
{
    struct app_stage stage = app_stage_open(requests);
    draw(&stage, 200, 30);
    app_click(stage.app, column_of(&stage, 29, "c race"), 29);
    ck_assert_ptr_nonnull(race_in(&stage));
    draw(&stage, 80, 24);
    app_click(stage.app, column_of(&stage, 23, "difference"), 23);
    ck_assert_uint_eq(step_of(&stage), 11);
    draw(&stage, 80, 24);
    app_click(stage.app, column_of(&stage, 9, "R"), 9); /* in the second heap */
    ck_assert_uint_eq(app_view(stage.app)->block, 11);
    ck_assert(screen_has(&stage, "R, placed at step 11: 1300 in first fit, 3200 in best fit"));
    draw(&stage, 80, 24);
    app_click(stage.app, 1, 22);
    ck_assert_uint_eq(step_of(&stage), 0);
    app_wheel(stage.app, 10, 22, 1);
    ck_assert_uint_eq(step_of(&stage), 1);
    draw(&stage, 80, 24);
    app_click(stage.app, column_of(&stage, 23, "c close"), 23);
    ck_assert_ptr_null(race_in(&stage));
    app_stage_close(&stage);
}
END_TEST

/* Where a column stands for many steps. */
START_TEST(a_click_on_the_first_difference_goes_there)
{
    struct app_stage stage = app_stage_open("random 9000 seed 5 size 1..200 free 45%\n");
    uint32_t first;
    int x = 0;
    command(&stage, "race first,best");
    ck_assert(race_next_difference(race_in(&stage), 0, &first));
    press(&stage, "End");
    draw(&stage, 80, 24);
    while (x < 79 && frame_look(&stage.frame, x, 22)->ch != 0x2260)
        x++;
    app_click(stage.app, x, 22);
    ck_assert_uint_eq(step_of(&stage), first);
    app_stage_close(&stage);
}
END_TEST

START_TEST(blocks_are_selected_in_all_heaps)
{
    struct app_stage stage = app_stage_open(requests);
    command(&stage, "race first,best");
    press(&stage, "End Enter");
    ck_assert_uint_eq(app_view(stage.app)->block, 14);
    press(&stage, "BackTab");
    ck_assert_uint_eq(app_view(stage.app)->block, 13); /* T, before U in the first heap */
    press(&stage, "Tab Tab");
    ck_assert(screen_has(&stage, "this is the last block"));
    app_command(stage.app, "select R");
    ck_assert_uint_eq(app_view(stage.app)->block, 11);
    press(&stage, "Escape");
    ck_assert_uint_eq(app_view(stage.app)->block, 0);
    ck_assert_ptr_nonnull(race_in(&stage));
    app_stage_close(&stage);
}
END_TEST

START_TEST(heaps_are_zoomed_and_scrolled_together)
{
    struct app_stage stage = app_stage_open(requests);
    command(&stage, "race first,best");
    press(&stage, "End -");
    ck_assert(screen_has(&stage, "this is the whole heap"));
    for (int i = 0; i < 20; i++)
        press(&stage, "+");
    ck_assert(screen_has(&stage, "a cell is a byte already"));
    ck_assert(screen_has(&stage, "1 cell = 1.0 B"));
    press(&stage, "5 Down");
    ck_assert(!app_view(stage.app)->follow);
    uint64_t top = app_view(stage.app)->top;
    press(&stage, "Up");
    ck_assert_uint_eq(app_view(stage.app)->top, top - 1);
    app_command(stage.app, "zoom -32");
    ck_assert(screen_has(&stage, "1 cell = 1.0 B"));
    press(&stage, "-");
    ck_assert(!screen_has(&stage, "1 cell = 1.0 B"));
    press(&stage, "0 F");
    ck_assert(app_view(stage.app)->follow);
    ck_assert_int_eq(app_view(stage.app)->race_zoom, 0);
    app_stage_close(&stage);
}
END_TEST

/* ---- Who takes part ---- */

/* "first/4096/1 best/4096/1", or what is wrong, with the column. */
static const char *entered(const char *text, const struct mems_options *base)
{
    static char out[300];
    struct entrants entrants;
    const char *at;
    char why[160];
    size_t length = 0;
    if (!entrants_read(text, base, &entrants, &at, why, sizeof why)) {
        snprintf(out, sizeof out, "%d: %s", (int)(at - text), why);
        return out;
    }
    for (int i = 0; i < entrants.count; i++)
        length += (size_t)snprintf(out + length, sizeof out - length, "%s%s/%zu/%zu",
                                   i > 0 ? " " : "", mems_policy_name(entrants.list[i].policy),
                                   entrants.list[i].page_size, entrants.list[i].align);
    return out;
}

START_TEST(lists_say_which_heaps_race)
{
    static const struct { const char *text, *means; } lists[] = {
        {"", "first/4096/1 best/4096/1"},
        {"  ", "first/4096/1 best/4096/1"},
        {"worst", "first/4096/1 worst/4096/1"},
        {"first,best,next,worst", "first/4096/1 best/4096/1 next/4096/1 worst/4096/1"},
        {"page 100,8192", "first/100/1 first/8192/1"},
        {"align 8", "first/4096/1 first/4096/8"},
        {"first,best  page 100,200", "first/100/1 first/200/1 best/100/1 best/200/1"},
        {"page 2048 best align 1,16", "best/2048/1 best/2048/16"},
        {"first", "0: this is the heap of the workload; name two that differ, as in "
                  "first,best"},
        {"first,bist", "6: policies are first, next, best and worst, with commas between"},
        {"first,", "6: policies are first, next, best and worst, with commas between"},
        {"first,first", "6: this one takes part already"},
        {"first,best page", "15: a page size is a number of bytes from 1 to 1073741824"},
        {"page 0,1", "5: a page size is a number of bytes from 1 to 1073741824"},
        {"page 99999999999999999999999", "5: a page size is a number of bytes from 1 to 1073741824"},
        {"align 1,3", "8: an alignment is a power of two from 1 to 4096"},
        {"page 1,2,3,4,5", "13: a race is of two to four heaps"},
        {"first,best,next page 1,2", "0: a race is of two to four heaps, and these are more"},
    };
    struct mems_options base = mems_options_default();
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        ck_assert_str_eq(entered(lists[i].text, &base), lists[i].means);
    base.policy = MEMS_BEST_FIT;
    ck_assert_str_eq(entered("", &base), "best/4096/1 first/4096/1");
}
END_TEST

START_TEST(a_mistake_is_shown_in_its_place)
{
    struct app_stage stage = app_stage_open(requests);
    press(&stage, ":");
    type(&stage, "race first,bist");
    press(&stage, "Enter");
    ck_assert_str_eq(app_view(stage.app)->command.error,
                     "policies are first, next, best and worst, with commas between");
    ck_assert_int_eq(app_view(stage.app)->command.caret, 11);
    ck_assert_ptr_null(race_in(&stage));
    app_stage_close(&stage);
}
END_TEST

/* ---- Score and words ---- */

START_TEST(the_best_of_each_column_stands_out)
{
    struct app_stage stage = app_stage_open(requests);
    command(&stage, "race first,next,best,worst");
    press(&stage, "End");
    struct score score = score_of(race_in(&stage));
    ck_assert_int_eq(score.count, 4);
    for (int i = 0; i < 4; i++) {
        ck_assert_uint_eq(score.values[SCORE_PAGES][i], i == 2 ? 1 : 2);
        ck_assert_int_eq(score.best[SCORE_PAGES][i], i == 2);
        ck_assert_int_eq(score.best[SCORE_LARGEST][i], i != 2);
        ck_assert_int_eq(score.best[SCORE_LOOKED][i], i == 1);
        ck_assert(!score.best[SCORE_FAILURES][i]); /* all have none */
    }
    ck_assert(!score.tells[SCORE_MAPPED] && !score.tells[SCORE_WASTE]);
    command(&stage, "race page 1024,4096");
    score = score_of(race_in(&stage));
    ck_assert(score.tells[SCORE_MAPPED]);
    ck_assert(!score.best[SCORE_PAGES][0] && !score.best[SCORE_PAGES][1]);
    ck_assert(score.best[SCORE_MAPPED][0]);
    app_stage_close(&stage);
}
END_TEST

START_TEST(words_say_what_it_came_to)
{
    static const struct { const char *command, *keys, *words; } said[] = {
        {"race first,best", "Home", "no operation yet"},
        {"race first,best", "5 g", "no difference so far"},
        {"race first,best", "End",
         "3 of 14 steps differ, from step 11 on \u00B7 first fit mapped 2 pages, best fit 1 \u00B7 "
         "best fit left 1 hole under 32 bytes, first fit 0 \u00B7 "
         "best fit looked at 19 holes, first fit 15"},
        {"race first,next,best,worst", "End",
         "4 of 14 steps differ, from step 11 on \u00B7 best fit mapped 1 page, the others 2 \u00B7 "
         "best fit left 1 hole under 32 bytes, the others 0 \u00B7 "
         "worst fit looked at the most holes (21), next fit the fewest (13)"},
    };
    struct app_stage stage = app_stage_open(requests);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        char words[400];
        struct phrase say = phrase_in(words, sizeof words);
        command(&stage, said[i].command);
        press(&stage, said[i].keys);
        race_words(&say, race_in(&stage));
        ck_assert_str_eq(words, said[i].words);
    }
    app_stage_close(&stage);
}
END_TEST

START_TEST(numbers_stay_short)
{
    static const struct { uint64_t values[2]; const char *texts[2]; } columns[] = {
        {{0, 9999999999}, {"0", "9,999,999,999"}},
        {{662930617428, 159037362}, {"662,930 M", "159 M"}},
        {{999999, 10000000000}, {"<1 M", "10,000 M"}},
        {{10000000000, 0}, {"10,000 M", "0"}},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct score score = {.count = 2};
        char text[SCORE_TEXT];
        for (int heap = 0; heap < 2; heap++)
            score.values[SCORE_LOOKED][heap] = columns[i].values[heap];
        for (int heap = 0; heap < 2; heap++)
            ck_assert_str_eq(score_text(&score, SCORE_LOOKED, heap, text),
                             columns[i].texts[heap]);
    }
}
END_TEST

/* A sentence that has no room is left out, where others have. */
START_TEST(no_sentence_is_cut)
{
    struct app_stage stage = app_stage_open(requests);
    command(&stage, "race first,next,best,worst");
    press(&stage, "End");
    for (int cols = 70; cols < 200; cols += 3) {
        draw(&stage, cols, 30);
        for (int y = 25; y < 28; y++)
            for (int x = 0; x < cols; x++)
                ck_assert_uint_ne(frame_look(&stage.frame, x, y)->ch, 0x2026); /* an ellipsis */
    }
    ck_assert(screen_has(&stage, "steps differ, from step 11"));
    app_stage_close(&stage);
}
END_TEST

/* The count behind the score, and the one behind the sentence about one operation. */
START_TEST(holes_are_counted_as_the_story_counts_them)
{
    struct app_stage stage = app_stage_open("random 3000 seed 3 size 1..90 free 45%\n");
    command(&stage, "race first,next,best,worst");
    const struct race *race = race_in(&stage);
    press(&stage, "Home");
    for (uint32_t step = 1; step <= end_of(&stage); step++) {
        app_key(stage.app, K_RIGHT);
        for (int i = 0; i < race_count(race); i++) {
            struct view view = {.timeline = race_timeline(race, i)};
            struct event event = timeline_event(view.timeline, step);
            uint64_t looked = event.has_malloc ? search_before(&view, &event).looked : 0;
            if (tally_step(view.timeline).looked != looked)
                ck_abort_msg("step %u, heap %d: %llu, not %llu", step, i,
                             (unsigned long long)tally_step(view.timeline).looked,
                             (unsigned long long)looked);
        }
    }
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("race");
    TCase *tests = tcase_create("race");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, the_race_is_drawn_as_it_should_be, 0,
                        (int)(sizeof pictures / sizeof *pictures));
    tcase_add_test(tests, every_size_is_drawn_and_clicked);
    tcase_add_test(tests, keys_go_from_difference_to_difference);
    tcase_add_test(tests, the_heap_comes_back_as_it_was);
    tcase_add_test(tests, what_is_for_one_heap_is_refused);
    tcase_add_test(tests, a_race_can_be_given_up_while_its_heaps_run);
    tcase_add_test(tests, the_mouse_does_it_too);
    tcase_add_test(tests, a_click_on_the_first_difference_goes_there);
    tcase_add_test(tests, blocks_are_selected_in_all_heaps);
    tcase_add_test(tests, heaps_are_zoomed_and_scrolled_together);
    tcase_add_test(tests, lists_say_which_heaps_race);
    tcase_add_test(tests, a_mistake_is_shown_in_its_place);
    tcase_add_test(tests, the_best_of_each_column_stands_out);
    tcase_add_test(tests, words_say_what_it_came_to);
    tcase_add_test(tests, numbers_stay_short);
    tcase_add_test(tests, no_sentence_is_cut);
    tcase_add_test(tests, holes_are_counted_as_the_story_counts_them);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
