/* 3k-predict.c: questions on the screen: pictures, keys, clicks, what a workload asks,
 * quizzes; and that nothing is given away before an answer. */
#include "app_stage.h"
#include "golden_stage.h"
#include "run.h"

#include <check.h>
#include <string.h>

/* HOLEs of 700, 600, 420 and 1176 bytes, and a second node. */
static const char holes[] =
    "malloc A 300\nmalloc W 700\nmalloc B 300\nmalloc X 600\nmalloc C 300\nmalloc Y 420\n"
    "malloc D 300\nfree W\nfree X\nfree Y\nmalloc R 410\nfree B\nmalloc S 3000\nget S+4\n"
    "free NOBODY\npolicy best\n";

static const struct predict_state *state(const struct app_stage *stage)
{
    return &app_view(stage->app)->predict;
}

static struct app_stage stage_at(const char *workload, const char *step)
{
    struct app_stage stage = app_stage_open(workload);
    app_command(stage.app, step);
    return stage;
}

/* ---- Pictures ---- */

START_TEST(a_place_is_asked_chosen_and_told)
{
    struct app_stage stage = stage_at(holes, "10");
    press(&stage, "P");
    golden_both(&stage, "predict-place-80x24", "predict-place-120x40");
    press(&stage, "3");
    golden_both(&stage, "predict-chosen-80x24", "predict-chosen-120x40");
    press(&stage, "Enter");
    ck_assert_uint_eq(step_of(&stage), 11);
    golden_both(&stage, "predict-policy-80x24", "predict-policy-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_is_right_is_told_too)
{
    struct app_stage stage = stage_at(holes, "12");
    press(&stage, "P n Enter");
    ck_assert(state(&stage)->grade.right);
    golden_both(&stage, "predict-node-80x24", "predict-node-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(next_fit_shows_where_it_begins)
{
    struct app_stage stage = app_stage_open("policy next\nmalloc A 300\nmalloc W 700\nmalloc B 300\n"
                                            "malloc X 600\nfree W\nmalloc C 300\nmalloc D 10\n");
    app_command(stage.app, "6");
    press(&stage, "P");
    golden_both(&stage, "predict-next-80x24", "predict-next-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_free_and_what_stands_beside_it)
{
    struct app_stage stage = stage_at(holes, "11");
    press(&stage, "P");
    golden_both(&stage, "predict-join-80x24", "predict-join-120x40");
    press(&stage, "l Enter");
    golden_both(&stage, "predict-joined-80x24", "predict-joined-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(where_an_address_lies)
{
    struct app_stage stage = stage_at(holes, "13");
    press(&stage, "P");
    golden_both(&stage, "predict-where-80x24", "predict-where-120x40");
    press(&stage, "1 Enter");
    golden_both(&stage, "predict-elsewhere-80x24", "predict-elsewhere-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_is_asked_about_is_in_sight)
{
    char workload[4000];
    size_t length = 0;
    for (int i = 0; i < 60; i++)
        length += (size_t)snprintf(workload + length, sizeof workload - length,
                                   "malloc b%d 5000\n", i);
    snprintf(workload + length, sizeof workload - length, "get b7\nmalloc c 8\nfree c\n");
    struct app_stage stage = stage_at(workload, "60");
    ck_assert(!screen_has(&stage, "node 7 "));
    press(&stage, "P");
    ck_assert(screen_has(&stage, "node 7 "));
    ck_assert(!app_view(stage.app)->has_selection);
    app_command(stage.app, "62");
    int zoom = app_view(stage.app)->zoom;
    press(&stage, "P"); /* c is far smaller than a cell */
    ck_assert_int_lt(app_view(stage.app)->zoom, zoom);
    press(&stage, "r Enter");
    ck_assert_int_lt(app_view(stage.app)->zoom, zoom);
    press(&stage, "Enter");
    ck_assert_int_eq(app_view(stage.app)->zoom, zoom);
    app_stage_close(&stage);
}
END_TEST

START_TEST(any_size_and_any_click)
{
    struct app_stage stage = stage_at(holes, "10");
    press(&stage, "P");
    draw(&stage, 40, 12);
    golden_frame(&stage.frame, "predict-small-40x12");
    press(&stage, "C");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "predict-chain-80x24");
    draw_and_click_everywhere(&stage);
    app_stage_close(&stage);
}
END_TEST

static void golden_small(struct app_stage *stage, const char *name)
{
    draw(stage, 20, 5);
    golden_frame(&stage->frame, name);
}

/* One thing at a time: the question whole, an answer, the verdict. */
START_TEST(a_question_is_answered_without_a_panel)
{
    struct app_stage stage = stage_at(holes, "10");
    press(&stage, "P");
    golden_small(&stage, "predict-small-20x5");
    press(&stage, "Enter");
    golden_small(&stage, "predict-small-refused-20x5");
    press(&stage, "Tab");
    golden_small(&stage, "predict-small-chosen-20x5");
    press(&stage, "Enter");
    golden_small(&stage, "predict-small-told-20x5");
    draw_and_click_everywhere(&stage);
    app_stage_close(&stage);
}
END_TEST

/* ---- Nothing is given away ---- */

/* The question about step 5 on a screen of 100x30. */
static void picture_of(const char *future, struct cell cells[3000])
{
    char workload[300];
    snprintf(workload, sizeof workload, "malloc A 300\nmalloc W 700\nmalloc B 300\nfree W\n"
             "malloc R 400\n%s", future);
    struct app_stage stage = stage_at(workload, "4");
    press(&stage, "P");
    draw(&stage, 100, 30);
    memcpy(cells, stage.frame.cells, 3000 * sizeof *cells);
    app_stage_close(&stage);
}

START_TEST(the_picture_says_nothing_of_what_comes)
{
    struct cell one[3000], two[3000];
    picture_of("malloc S 100\nmark \"the answer\"\nfree A\n", one);
    picture_of("free R\nmark \"its answer\"\nfree R\n", two);
    for (int i = 0; i < 3000; i++)
        if (one[i].ch != two[i].ch || one[i].ink != two[i].ink || one[i].paper != two[i].paper)
            ck_abort_msg("row %d, column %d differs", i / 100, i % 100);
}
END_TEST

START_TEST(nothing_is_chosen_at_first)
{
    struct app_stage stage = stage_at(holes, "10");
    press(&stage, "Tab P"); /* what was selected is no hint either */
    ck_assert_int_eq(state(&stage)->chosen.kind, REPLY_NONE);
    ck_assert(!app_view(stage.app)->has_selection);
    press(&stage, "Enter");
    ck_assert(!state(&stage)->answered);
    ck_assert(screen_has(&stage, "choose first"));
    ck_assert_uint_eq(step_of(&stage), 10);
    app_stage_close(&stage);
}
END_TEST

/* ---- Keys ---- */

START_TEST(the_cursor_goes_round)
{
    struct app_stage stage = stage_at(holes, "10");
    press(&stage, "P BackTab");
    ck_assert_int_eq(state(&stage)->chosen.kind, REPLY_FAILS);
    press(&stage, "Down");
    ck_assert_uint_eq(state(&stage)->chosen.start, 1300);
    press(&stage, "Right Right");
    ck_assert_uint_eq(state(&stage)->chosen.start, 3200);
    ck_assert_uint_eq(app_view(stage.app)->selected, 3200);
    press(&stage, "Left n");
    ck_assert_int_eq(state(&stage)->chosen.kind, REPLY_NODE);
    ck_assert(!app_view(stage.app)->has_selection);
    ck_assert_uint_eq(step_of(&stage), 10);
    app_stage_close(&stage);
}
END_TEST

START_TEST(questions_come_and_go)
{
    struct app_stage stage = stage_at(holes, "10");
    press(&stage, "P P");
    ck_assert(!state(&stage)->open);
    press(&stage, "P Escape");
    ck_assert(!state(&stage)->open);
    press(&stage, "P End");
    ck_assert(!state(&stage)->open);
    press(&stage, "P");
    ck_assert(screen_has(&stage, "no operation comes after"));
    app_command(stage.app, "15");
    press(&stage, "P");
    ck_assert(screen_has(&stage, "nothing to predict: policy best"));
    app_command(stage.app, "10");
    press(&stage, "P w"); /* why the last one did what it did */
    ck_assert(!state(&stage)->open && app_view(stage.app)->why.on);
    press(&stage, "P 1 Enter P"); /* the next one */
    ck_assert_int_eq(state(&stage)->question.kind, QUESTION_JOIN);
    ck_assert_uint_eq(state(&stage)->points.answered, 1);
    app_command(stage.app, "malloc Z 10");
    ck_assert(!state(&stage)->open);
    press(&stage, "u P");
    ck_assert(state(&stage)->open);
    press(&stage, "u c");
    settle(&stage);
    ck_assert(!state(&stage)->open);
    press(&stage, "P");
    ck_assert(!state(&stage)->open);
    ck_assert(screen_has(&stage, "a prediction is for one heap"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(answers_are_typed)
{
    struct app_stage stage = stage_at(holes, "10");
    app_command(stage.app, "predict 3300");
    ck_assert(state(&stage)->answered);
    ck_assert_int_eq(state(&stage)->grade.reason, REASON_POLICY);
    app_command(stage.app, "10");
    app_command(stage.app, "predict what");
    ck_assert(app_view(stage.app)->command.error[0] != '\0');
    ck_assert(!state(&stage)->answered);
    app_command(stage.app, "predict node");
    ck_assert_int_eq(state(&stage)->grade.reason, REASON_FITS);
    app_stage_close(&stage);
}
END_TEST

START_TEST(clicks_choose)
{
    struct app_stage stage = stage_at(holes, "10");
    bool by_picture = false, by_list = false;
    press(&stage, "P");
    draw(&stage, 80, 24);
    for (int y = 0; y < 22; y++)
        for (int x = 0; x < 80; x++) {
            app_click(stage.app, x, y);
            if (state(&stage)->chosen.kind == REPLY_HOLE && y < 10)
                by_picture = true;
            if (state(&stage)->chosen.kind == REPLY_FAILS && y > 12)
                by_list = true;
            ck_assert(!state(&stage)->answered);
            if (y < 21)
                ck_assert(state(&stage)->open);
        }
    ck_assert(by_picture && by_list);
    app_stage_close(&stage);
}
END_TEST

/* ---- What a workload asks ---- */

static const char asking[] = "malloc A 300\nmalloc B 300\n? \"What becomes of A's neighbour?\"\n"
                             "free B\nmalloc C 100\n?\nmalloc D 100\nstop\n?\n";

START_TEST(a_workload_asks_on_the_way)
{
    struct app_stage stage = app_stage_open(asking);
    press(&stage, "Right Right");
    ck_assert(state(&stage)->open);
    golden_both(&stage, "predict-asked-80x24", "predict-asked-120x40");
    press(&stage, "Escape Right");
    ck_assert_uint_eq(step_of(&stage), 3);
    ck_assert(!state(&stage)->open);
    press(&stage, "PageDown");
    ck_assert_uint_eq(step_of(&stage), 4);
    ck_assert(state(&stage)->open);
    press(&stage, "PageDown"); /* with a clicker one goes on past it */
    ck_assert_uint_eq(step_of(&stage), 5);
    press(&stage, "4 g P");
    ck_assert(state(&stage)->open);
    press(&stage, "Escape Left Left");
    ck_assert_uint_eq(step_of(&stage), 2);
    ck_assert(!state(&stage)->open);
    app_command(stage.app, "4");
    ck_assert(!state(&stage)->open);
    press(&stage, "End");
    ck_assert(!state(&stage)->open);
    press(&stage, "Home Space");
    for (int i = 0; i < 20; i++)
        app_tick(stage.app, 1000);
    ck_assert_uint_eq(step_of(&stage), 2);
    ck_assert(state(&stage)->open && !app_view(stage.app)->playing);
    app_stage_close(&stage);
}
END_TEST

/* ---- A quiz ---- */

static struct quiz quiz_of(struct app_stage *stage, size_t wanted)
{
    struct quiz quiz;
    app_learn(stage->app, 1000);
    ck_assert(quiz_open(&quiz, app_view(stage->app)->timeline, 3, wanted, QUIZ_BEST));
    while (app_choose(stage->app, &quiz))
        continue;
    return quiz;
}

/* A person who looks at something goes on looking. */
START_TEST(a_question_closes_no_view)
{
    static const struct { const char *key; enum opened opened; } views[] = {
        {"w", OPENED_WHY}, {"l", OPENED_LIFE}, {"s", OPENED_NUMBERS}, {"i", OPENED_WHATIF},
        {"B", OPENED_BRANCHES},
    };
    struct app_stage stage = app_stage_open(asking);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        press_and_wait(&stage, "1 g");
        press_and_wait(&stage, views[i].key);
        ck_assert_int_eq(view_opened(app_view(stage.app)), views[i].opened);
        press_and_wait(&stage, "Right"); /* to where it asks */
        ck_assert_uint_eq(step_of(&stage), 2);
        ck_assert_int_eq(view_opened(app_view(stage.app)), views[i].opened);
        press(&stage, "Escape");
        ck_assert_int_eq(view_opened(app_view(stage.app)), OPENED_NOTHING);
    }
    press_and_wait(&stage, "1 g b"); /* but bytes, which are a panel among others */
    ck_assert_int_eq(view_opened(app_view(stage.app)), OPENED_BYTES);
    press_and_wait(&stage, "Right");
    ck_assert_int_eq(view_opened(app_view(stage.app)), OPENED_QUESTION);
    app_stage_close(&stage);
}
END_TEST

/* "Why here?" may stand before an answer; what opens then takes the place of both. */
START_TEST(views_close_an_answered_question)
{
    static const struct { const char *key; enum opened opened; } views[] = {
        {"l", OPENED_LIFE}, {"s", OPENED_NUMBERS}, {"i", OPENED_WHATIF}, {"B", OPENED_BRANCHES},
        {"t", OPENED_SURVEY}, {"b", OPENED_BYTES}, {"' Left d", OPENED_MOMENTS},
    };
    struct app_stage stage = stage_at(holes, "10");
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        app_command(stage.app, "10");
        press_and_wait(&stage, "P 1 Enter w");
        ck_assert(state(&stage)->open && app_view(stage.app)->why.on);
        press_and_wait(&stage, views[i].key);
        ck_assert_int_eq(view_opened(app_view(stage.app)), views[i].opened);
        ck_assert(!state(&stage)->open);
        press_and_wait(&stage, views[i].opened == OPENED_BYTES ? "b" : "Escape");
    }
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_quiz_from_start_to_end)
{
    struct app_stage stage = app_stage_open(holes);
    struct quiz quiz = quiz_of(&stage, 3);
    app_quiz(stage.app, &quiz);
    golden_both(&stage, "predict-quiz-80x24", "predict-quiz-120x40");
    press(&stage, "Tab Enter");
    golden_both(&stage, "predict-quiz-told-80x24", "predict-quiz-told-120x40");
    ck_assert(screen_has(&stage, "Enter next question"));
    press(&stage, "Enter PageDown Enter Tab Enter");
    ck_assert(screen_has(&stage, "Enter result"));
    ck_assert(screen_has(&stage, "question 3 of 3 ? 1 of 3 right"));
    draw(&stage, 40, 12);
    ck_assert_ptr_nonnull(strstr(row_text(&stage, 0), "3/3 ? 1/3 right ? step"));
    press(&stage, "Enter");
    ck_assert(state(&stage)->over);
    golden_both(&stage, "predict-over-80x24", "predict-over-120x40");
    ck_assert_uint_eq(quiz.points.answered, 3);
    ck_assert_int_eq(quiz.items[1].reply.kind, REPLY_NONE);
    press(&stage, "Home Right"); /* now one may look around */
    ck_assert_uint_eq(step_of(&stage), 1);
    app_stage_close(&stage);
    quiz_close(&quiz);
}
END_TEST

START_TEST(in_a_quiz_nobody_looks_ahead)
{
    static const char *const keys[] = {"End", "Home", "Space", "g", "/", "n", "m", "f", "u", "p",
                                       "c", "t", "l", "w", "b", "]", "Escape", "G", "P"};
    static const char *const lines[] = {"goto end", "12", "/mmap", "malloc Z 10", "why", "race",
                                        "race first,best", "life A", "select A", "step 3", "run",
                                        "replay best", "undo", "bytes", "why 1", "predict",
                                        "predict what"};
    struct app_stage stage = app_stage_open(holes);
    struct quiz quiz = quiz_of(&stage, 5);
    app_quiz(stage.app, &quiz);
    uint32_t step = step_of(&stage);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(&stage, keys[i]);
        if (app_view(stage.app)->command.open)
            ck_abort_msg("%s opens the line", keys[i]);
    }
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        app_command(stage.app, lines[i]);
    for (int i = 0; i < 10; i++)
        app_tick(stage.app, 1000);
    const struct view *view = app_view(stage.app);
    ck_assert_uint_eq(step_of(&stage), step);
    ck_assert(view_asks(view) && !view->why.on && !view->survey.open && view->race == NULL &&
              view->life == NULL && !view->bytes && !view->playing);
    ck_assert_uint_eq(quiz.at, 0);
    press(&stage, "+ - x C C T ? Escape");
    ck_assert(view_asks(view));
    press(&stage, "Tab Enter w m Right End");
    ck_assert(view->why.on && !view_asks(view));
    app_command(stage.app, "predict 1");
    ck_assert_uint_eq(quiz.at, 1);
    step = step_of(&stage);
    draw(&stage, 80, 24);
    for (int x = 0; x < 80; x++)
        app_click(stage.app, x, 22);
    ck_assert_uint_eq(step_of(&stage), step);
    press(&stage, "P");
    ck_assert(!view->why.on && view_asks(view));
    ck_assert_uint_eq(step_of(&stage), quiz.items[1].question.step);
    draw_and_click_everywhere(&stage);
    app_stage_close(&stage);
    quiz_close(&quiz);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("predict");
    TCase *group = tcase_create("predict");
    tcase_add_test(group, a_place_is_asked_chosen_and_told);
    tcase_add_test(group, what_is_right_is_told_too);
    tcase_add_test(group, next_fit_shows_where_it_begins);
    tcase_add_test(group, a_free_and_what_stands_beside_it);
    tcase_add_test(group, where_an_address_lies);
    tcase_add_test(group, what_is_asked_about_is_in_sight);
    tcase_add_test(group, any_size_and_any_click);
    tcase_add_test(group, a_question_is_answered_without_a_panel);
    tcase_add_test(group, the_picture_says_nothing_of_what_comes);
    tcase_add_test(group, nothing_is_chosen_at_first);
    tcase_add_test(group, the_cursor_goes_round);
    tcase_add_test(group, questions_come_and_go);
    tcase_add_test(group, answers_are_typed);
    tcase_add_test(group, clicks_choose);
    tcase_add_test(group, a_workload_asks_on_the_way);
    tcase_add_test(group, a_question_closes_no_view);
    tcase_add_test(group, views_close_an_answered_question);
    tcase_add_test(group, a_quiz_from_start_to_end);
    tcase_add_test(group, in_a_quiz_nobody_looks_ahead);
    tcase_set_timeout(group, 60);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
