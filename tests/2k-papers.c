/* 2k-papers.c: papers for a class: no two the same, the same for a seed, whatever is drawn
 * after them; workloads that are made up; answers as people type them, and what is wrong
 * with them. */
#include "answers.h"
#include "exercise.h"
#include "paper.h"
#include "require.h"
#include "run.h"
#include "trace_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- Papers ---- */

static struct papers papers_of(struct timeline *timeline, uint64_t seed, size_t questions)
{
    return (struct papers){.seed = seed, .questions = questions, .timeline = timeline,
                           .heap = mems_options_default()};
}

/* The digests of the first `count` papers, in papers->digests. */
static void draw(struct papers *papers, unsigned count)
{
    while (papers->count < count) {
        struct paper paper;

        REQUIRE(papers_next(papers, &paper, NULL, NULL) == PAPER_DRAWN);
        REQUIRE(paper.number == papers->count);
        REQUIRE(paper.quiz.count > 0 && paper.quiz.count <= papers->questions);
        paper_close(papers, &paper);
    }
}

static bool any_two_alike(const struct papers *papers)
{
    for (unsigned i = 0; i < papers->count; i++)
        for (unsigned j = 0; j < i; j++)
            if (papers->digests[i] == papers->digests[j])
                return true;
    return false;
}

START_TEST(papers_differ_and_come_again)
{
    struct papers all = papers_of(NULL, 7, 8), few = papers_of(NULL, 7, 8),
                  other = papers_of(NULL, 8, 8);

    draw(&all, 60);
    ck_assert(!any_two_alike(&all));
    draw(&few, 20);
    ck_assert_mem_eq(few.digests, all.digests, 20 * sizeof *few.digests);
    draw(&other, 1);
    ck_assert_uint_ne(other.digests[0], all.digests[0]);
}
END_TEST

#define SMALL \
    "malloc A 1000\nmalloc B 700\nmalloc C 900\nfree A\nmalloc D 400\nmalloc E 600\nfree B\n" \
    "malloc F 650\nfree D\nfree C\nmalloc G 300\nfree E\n"

START_TEST(papers_of_one_run)
{
    struct timeline *timeline = at_end_of(SMALL);
    struct papers papers = papers_of(timeline, 1, 4);

    draw(&papers, 30);
    ck_assert(!any_two_alike(&papers));
    close_both(timeline);
}
END_TEST

/* With one question there are not more papers than questions. */
START_TEST(a_run_has_only_so_many_papers)
{
    struct timeline *timeline = at_end_of(SMALL);
    struct papers papers = papers_of(timeline, 1, 1);
    enum paper_result result;
    struct paper paper;

    while ((result = papers_next(&papers, &paper, NULL, NULL)) == PAPER_DRAWN)
        paper_close(&papers, &paper);
    ck_assert_int_eq(result, PAPER_NO_OTHER);
    ck_assert_uint_ge(papers.count, 5);
    ck_assert_uint_le(papers.count, 12); /* operations */
    ck_assert(!any_two_alike(&papers));
    close_both(timeline);
    timeline = at_end_of("policy best\n");
    papers = papers_of(timeline, 1, 1);
    ck_assert_int_eq(papers_next(&papers, &paper, NULL, NULL), PAPER_NOTHING);
    close_both(timeline);
}
END_TEST

static bool thrice(void *user, uint64_t looks)
{
    *(uint64_t *)user = looks;
    return looks < 3;
}

START_TEST(drawing_can_be_ended)
{
    struct papers papers = papers_of(NULL, 1, 4);
    struct paper paper;
    uint64_t looks = 0;

    ck_assert_int_eq(papers_next(&papers, &paper, thrice, &looks), PAPER_ENDED);
    ck_assert_uint_eq(looks, 3);
    ck_assert_uint_eq(papers.count, 0);
}
END_TEST

/* The code tells any other heap, number of questions or seed from the right one. */
START_TEST(codes_tell_papers_apart)
{
    struct papers sets[5];
    char codes[5][PAPER_CODE];

    for (int i = 0; i < 5; i++)
        sets[i] = papers_of(NULL, 3, 6);
    sets[1].heap.policy = MEMS_BEST_FIT;
    sets[2].heap.align = 8;
    sets[3].questions = 7;
    sets[4].seed = 4;
    for (int i = 0; i < 5; i++) {
        struct paper paper;

        ck_assert_int_eq(papers_next(&sets[i], &paper, NULL, NULL), PAPER_DRAWN);
        paper_code(&paper, codes[i]);
        ck_assert_uint_eq(strspn(codes[i], "0123456789abcdef"), PAPER_CODE - 1);
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(codes[i], codes[j]);
        paper_close(&sets[i], &paper);
    }
}
END_TEST

/* ---- Made-up workloads ---- */

START_TEST(exercises_run)
{
    static const size_t pages[] = {1, 100, 2048, 4096, 65536, (size_t)1 << 30};
    size_t page = pages[_i % 6];
    struct mems_options heap = mems_options_default();
    struct ops *ops = exercise_make((uint64_t)_i, 100, page);
    struct timeline *timeline;
    unsigned frees = 0;

    heap.page_size = page;
    ck_assert_uint_eq(ops_count(ops), 101);
    REQUIRE(timeline_open(&timeline, ops, &heap) == MEMS_OK);
    while (timeline_forward(timeline)) {
        struct event event = timeline_event(timeline, timeline_step(timeline));

        REQUIRE(event.outcome == OUTCOME_DONE);
        frees += event.has_free;
    }
    ck_assert_uint_gt(frees, 20);
    ck_assert_uint_lt(mems_heap_totals(timeline_heap(timeline)).blocks, 13);
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

/* ---- Answers ---- */

static bool read_line(struct answers *answers, const char *line, struct problems *problems)
{
    static uint64_t number;

    number = answers->count == 0 && answers->given == 0 ? 1 : number + 1;
    return answers_line(answers, line, strlen(line), number, problems);
}

START_TEST(answers_as_people_type_them)
{
    static const char *const lines[] = {
        "\xef\xbb\xbf# the class of Friday", "", "Paper 3-5F3A", "name  Ada Lovelace  # first row",
        "1 2000", "2. node", "3: left # or not", "\t4) node 1 + 40\r", "5", "6.", "12 0x3e8",
        "7.) node", "8:. left", "9 node #2 + 7", "PAPER: 10", "1 both",
        "MeMS paper 11-b06e    Name: ____Bob #2____", "2 #3 # third",
    };
    struct answers answers = {0};
    struct problems problems = {0};
    const struct answer_sheet *ada, *other;

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (!read_line(&answers, lines[i], &problems))
            ck_abort_msg("%s: %s", lines[i], problems.list[0].what);
    ck_assert_uint_eq(answers.count, 3);
    ada = &answers.sheets[0];
    other = &answers.sheets[1];
    ck_assert_uint_eq(ada->paper, 3);
    ck_assert_str_eq(ada->code, "5f3a");
    ck_assert_str_eq(sheet_name(&answers, ada), "Ada Lovelace");
    ck_assert_str_eq(sheet_answer(&answers, ada, 1), "2000");
    ck_assert_str_eq(sheet_answer(&answers, ada, 2), "node");
    ck_assert_str_eq(sheet_answer(&answers, ada, 3), "left");
    ck_assert_str_eq(sheet_answer(&answers, ada, 4), "node 1 + 40");
    ck_assert_ptr_null(sheet_answer(&answers, ada, 5));
    ck_assert_ptr_null(sheet_answer(&answers, ada, 6));
    ck_assert_str_eq(sheet_answer(&answers, ada, 7), "node");
    ck_assert_str_eq(sheet_answer(&answers, ada, 8), "left");
    ck_assert_str_eq(sheet_answer(&answers, ada, 9), "node #2 + 7");
    ck_assert_str_eq(sheet_answer(&answers, ada, 12), "0x3e8");
    ck_assert_uint_eq(other->paper, 10);
    ck_assert_str_eq(other->code, "");
    ck_assert_ptr_null(sheet_name(&answers, other));
    ck_assert_str_eq(sheet_answer(&answers, other, 1), "both");
    ck_assert_ptr_null(sheet_answer(&answers, other, 2));
    ck_assert_uint_eq(answers.sheets[2].paper, 11);
    ck_assert_str_eq(sheet_name(&answers, &answers.sheets[2]), "Bob #2");
    ck_assert_str_eq(sheet_answer(&answers, &answers.sheets[2], 2), "#3");
    answers_close(&answers);
}
END_TEST

static const struct { const char *line, *what; unsigned column; bool first; } wrong[] = {
    {"1 2000", "no paper was named before this", 1, true},
    {"name Ada", "no paper was named before this", 1, true},
    {"paper", "that is no paper", 6, false},
    {"paper 0", "that is no paper", 7, false},
    {"paper 1001", "that is no paper", 7, false},
    {"paper 99999999999999999999999", "that is no paper", 7, false},
    {"paper 3-5f3", "the paper's code has too few digits", 9, false},
    {"paper 3-5f3a0", "the paper's code has too many digits", 9, false},
    {"paper 3-", "the paper's code has too few digits", 9, false},
    {"paper 3 of 30", "something stands behind the paper's number", 9, false},
    {"name Bob", "this paper has a name", 1, false},
    {"1 again", "question 1 is answered twice", 1, false},
    {"0 node", "that is no question's number", 1, false},
    {"1001 node", "that is no question's number", 1, false},
    {"2node", "the question's number does not end", 2, false},
    {"node", "this is no line of answers", 1, false},
    {"\x1b[31m", "this is no line of answers", 1, false},
};

START_TEST(what_is_wrong_is_said)
{
    struct answers answers = {0};
    struct problems problems = {0};

    if (!wrong[_i].first)
        ck_assert(read_line(&answers, "paper 3", &problems)
                  && read_line(&answers, "name Ada", &problems)
                  && read_line(&answers, "1 2000", &problems));
    ck_assert(!read_line(&answers, wrong[_i].line, &problems));
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_str_eq(problems.list[0].what, wrong[_i].what);
    ck_assert_uint_eq(problems.list[0].column, wrong[_i].column);
    ck_assert_uint_eq(problems.list[0].line, wrong[_i].first ? 1 : 4);
    ck_assert_uint_eq(answers.count, !wrong[_i].first);
    ck_assert_uint_eq(answers.given, !wrong[_i].first);
    answers_close(&answers);
}
END_TEST

/* After a line that should name a paper nothing is taken for the one before it. */
START_TEST(whose_answers_are_lost)
{
    static const char *const lost[] = {"paper 3-5f3", "paper", "papr 4", "Papers 4"};
    struct problems problems = {0};

    for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++) {
        struct answers answers = {0};

        problems.count = 0;
        ck_assert(read_line(&answers, "paper 1", &problems));
        ck_assert(!read_line(&answers, "I do not know", &problems));
        ck_assert(read_line(&answers, "1 node", &problems));
        ck_assert(!read_line(&answers, lost[i], &problems));
        ck_assert(!read_line(&answers, "name Bob", &problems));
        ck_assert(!read_line(&answers, "2 left", &problems));
        ck_assert_str_eq(problems.list[3].what, "whose this is, is not known");
        ck_assert(read_line(&answers, "paper 2", &problems));
        ck_assert(read_line(&answers, "2 right", &problems));
        ck_assert_uint_eq(answers.count, 2);
        ck_assert_ptr_null(sheet_answer(&answers, &answers.sheets[0], 2));
        ck_assert_str_eq(sheet_answer(&answers, &answers.sheets[1], 2), "right");
        answers_close(&answers);
    }
}
END_TEST

START_TEST(hostile_lines)
{
    struct answers answers = {0};
    struct problems problems = {0};
    char *line = malloc(ANSWERS_LINE_MAX + 1);

    memset(line, 'x', ANSWERS_LINE_MAX + 1);
    memcpy(line, "name ", 5);
    ck_assert(read_line(&answers, "paper 1", &problems));
    ck_assert(!answers_line(&answers, line, ANSWERS_LINE_MAX + 1, 2, &problems));
    ck_assert_str_eq(problems.list[0].what, "the line is too long");
    ck_assert(answers_line(&answers, line, ANSWERS_LINE_MAX, 2, &problems));
    ck_assert(!answers_line(&answers, "1 a\0b", 5, 3, &problems));
    ck_assert_str_eq(problems.list[1].what, "a NUL byte");
    free(line);
    answers_close(&answers);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("papers");
    TCase *group = tcase_create("papers");

    tcase_add_test(group, papers_differ_and_come_again);
    tcase_add_test(group, papers_of_one_run);
    tcase_add_test(group, a_run_has_only_so_many_papers);
    tcase_add_test(group, drawing_can_be_ended);
    tcase_add_test(group, codes_tell_papers_apart);
    tcase_add_loop_test(group, exercises_run, 0, 24);
    tcase_add_test(group, answers_as_people_type_them);
    tcase_add_loop_test(group, what_is_wrong_is_said, 0, sizeof wrong / sizeof wrong[0]);
    tcase_add_test(group, whose_answers_are_lost);
    tcase_add_test(group, hostile_lines);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
