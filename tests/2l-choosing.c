/* 2l-choosing.c: which questions a seed chooses from a run, and how they are counted. */
#include "quiz.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

#include <check.h>

static struct question look_at(struct question question, const struct timeline *timeline)
{
    while (!question.look.done)
        question_look(&question, timeline_heap(timeline), 3);
    return question;
}

#define FOUR_HOLES \
    "malloc A 300\nmalloc W 700\nmalloc B 300\nmalloc X 600\nmalloc C 300\nmalloc Y 420\n" \
    "malloc D 300\nfree W\nfree X\nfree Y\n"

static struct quiz quiz_of(struct timeline *timeline, uint64_t seed, size_t wanted)
{
    struct quiz quiz;

    ck_assert(quiz_open(&quiz, timeline, seed, wanted, QUIZ_BEST));
    while (quiz_choose(&quiz, timeline))
        ck_assert_uint_le(quiz.seen, quiz.pool_count);
    return quiz;
}

static struct timeline *known_run(uint64_t state, size_t count)
{
    return timeline_of(random_ops(&state, count));
}

static void learn(struct timeline *timeline)
{
    timeline_seek(timeline, timeline_end(timeline));
}

START_TEST(a_seed_gives_the_same_questions)
{
    struct timeline *timeline = known_run(5, 3000);

    learn(timeline);

    struct quiz first = quiz_of(timeline, 7, 20), again = quiz_of(timeline, 7, 20);
    struct quiz other = quiz_of(timeline, 8, 20);
    size_t kinds[4] = {0}, same = 0;

    ck_assert_uint_eq(first.count, 20);
    for (size_t i = 0; i < first.count; i++) {
        const struct question *question = &first.items[i].question;

        kinds[question->kind]++;
        ck_assert_uint_eq(question->step, again.items[i].question.step);
        ck_assert_uint_eq(question->address, again.items[i].question.address);
        same += question->step == other.items[i].question.step;
        ck_assert(i == 0 || first.items[i - 1].question.step <= question->step);
    }
    ck_assert_uint_lt(same, 10);
    ck_assert_uint_ge(kinds[QUESTION_PLACE], 10);
    ck_assert_uint_ge(kinds[QUESTION_JOIN], 3);
    ck_assert_uint_ge(kinds[QUESTION_WHERE], 2);
    quiz_close(&first);
    quiz_close(&again);
    quiz_close(&other);
    close_both(timeline);
}
END_TEST

START_TEST(what_the_workload_asks_comes_first)
{
    struct timeline *timeline = at_end_of(FOUR_HOLES "malloc R 10\n?\nfree R\nmalloc S 20\n"
                                          "? \"And T?\"\nmalloc T 30\n?\npolicy best\n?\n");
    struct quiz quiz = quiz_of(timeline, 1, 2);

    ck_assert_uint_eq(quiz.count, 2);
    ck_assert_uint_eq(quiz.items[0].question.step, 11);
    ck_assert_uint_eq(quiz.items[1].question.step, 13);
    quiz_close(&quiz);
    close_both(timeline);
}
END_TEST

/* Over many seeds, varied questions come from more places than the best ones do, of the
 * same kinds, and telling ones more often than others. */
START_TEST(varied_questions_vary)
{
    uint64_t seed = 11;
    struct timeline *timeline = timeline_of(random_ops(&seed, 200));
    bool best[201] = {false}, varied[201] = {false};
    unsigned of_best = 0, of_varied = 0;

    timeline_seek(timeline, 200);
    for (uint64_t i = 0; i < 40; i++) {
        for (int taste = QUIZ_BEST; taste <= QUIZ_VARIED; taste++) {
            struct quiz quiz;

            ck_assert(quiz_open(&quiz, timeline, i, 6, (enum quiz_taste)taste));
            while (quiz_choose(&quiz, timeline))
                continue;
            ck_assert_uint_eq(quiz.count, 6);
            for (size_t j = 0; j < quiz.count; j++)
                (taste == QUIZ_BEST ? best : varied)[quiz.items[j].question.step] = true;
            quiz_close(&quiz);
        }
    }
    for (int step = 0; step <= 200; step++) {
        of_best += best[step];
        of_varied += varied[step];
    }
    ck_assert_uint_gt(of_varied, of_best);
    close_both(timeline);
}
END_TEST

START_TEST(nothing_to_ask)
{
    struct timeline *timeline = at_end_of("policy best\n");
    struct quiz quiz = quiz_of(timeline, 1, 10);

    ck_assert_uint_eq(quiz.count, 0);
    quiz_close(&quiz);
    close_both(timeline);
    timeline = at_end_of("");
    quiz = quiz_of(timeline, 1, QUIZ_MOST);
    ck_assert_uint_eq(quiz.count, 0);
    quiz_close(&quiz);
    close_both(timeline);
}
END_TEST

START_TEST(points_and_streaks)
{
    static const bool right[] = {true, true, false, true, true, true, false};
    struct timeline *timeline = at_end_of(FOUR_HOLES "malloc R 10\nmalloc S 10\nfree R\nfree S\n");
    struct quiz quiz = quiz_of(timeline, 1, 7);

    ck_assert_uint_eq(quiz.count, 7);
    for (size_t i = 0; i < 7; i++) {
        struct question question = quiz_question(&quiz, timeline);
        struct reply none = {.kind = REPLY_NONE};

        ck_assert_uint_eq(timeline_step(timeline), quiz.items[i].question.step);
        question = look_at(question, timeline);
        quiz_answer(&quiz, &question, right[i] ? &question.truth : &none);
        ck_assert_uint_eq(quiz.points.answered, i + 1);
    }
    ck_assert_uint_eq(quiz.points.right, 5);
    ck_assert_uint_eq(quiz.points.best, 3);
    ck_assert_uint_eq(quiz.points.streak, 0);
    ck_assert_uint_eq(quiz.at, quiz.count);
    quiz_close(&quiz);
    close_both(timeline);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("choosing");
    TCase *group = tcase_create("choosing");

    tcase_add_test(group, a_seed_gives_the_same_questions);
    tcase_add_test(group, what_the_workload_asks_comes_first);
    tcase_add_test(group, varied_questions_vary);
    tcase_add_test(group, nothing_to_ask);
    tcase_add_test(group, points_and_streaks);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
