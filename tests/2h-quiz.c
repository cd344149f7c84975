/* 2h-quiz.c: questions beside what the heap then does and a slow walk over all
 * HOLEs; answers as they are typed, and what each is right for. */
#include "quiz.h"
#include "require.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct question look_at(struct question question, const struct timeline *timeline)
{
    while (!question.look.done)
        question_look(&question, timeline_heap(timeline), 3);
    return question;
}

static struct question next(struct timeline *timeline)
{
    return look_at(question_next(timeline), timeline);
}

static struct grade typed(const struct question *question, const struct timeline *timeline,
                          const char *answer)
{
    struct reply reply;

    if (!question_read(question, timeline_heap(timeline), answer, &reply))
        ck_abort_msg("%s is no answer", answer);
    return question_grade(question, &reply);
}

/* ---- Beside a walk ---- */

#define HOLES_MAX 4096

static size_t walk(const mems_heap *heap, struct hole *holes)
{
    struct mems_node node;
    struct mems_segment at;
    size_t count = 0;

    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        for (bool in = mems_segment_first(heap, &node, &at); in; in = mems_segment_next(heap, &at))
            if (at.kind == MEMS_HOLE) {
                REQUIRE(count < HOLES_MAX);
                holes[count++] = (struct hole){at.start, at.size, at.node};
            }
    return count;
}

/* Whether `a` is taken before `b`, by the words of heap.h. */
static bool is_taken_before(const struct hole *a, const struct hole *b, enum mems_policy policy,
                            uint64_t rover)
{
    if (policy == MEMS_BEST_FIT && a->size != b->size)
        return a->size < b->size;
    if (policy == MEMS_WORST_FIT && a->size != b->size)
        return a->size > b->size;
    if (policy == MEMS_NEXT_FIT && (a->start < rover) != (b->start < rover))
        return b->start < rover;
    return a->start < b->start;
}

static void check_place(const struct question *question, const mems_heap *heap)
{
    static struct hole holes[HOLES_MAX];
    size_t count = walk(heap, holes);

    REQUIRE(question->look.count == count);
    for (int policy = 0; policy < MEMS_POLICIES; policy++) {
        struct hole best = {0};

        for (size_t i = 0; i < count; i++)
            if (holes[i].size >= question->needed
                && (best.size == 0 || is_taken_before(&holes[i], &best, (enum mems_policy)policy,
                                                      mems_heap_rover(heap))))
                best = holes[i];
        REQUIRE(question->picks[policy].start == best.start);
        REQUIRE(question->picks[policy].size == best.size);
    }
    if (question->truth.kind == REPLY_HOLE)
        REQUIRE(question->truth.start == question->picks[question->policy].start);
    if (question->truth.kind == REPLY_NODE)
        REQUIRE(question->picks[question->policy].size == 0);
}

/* Every reply is graded, one alone is right, and its key means it. */
static void check_replies(const struct question *question)
{
    int right = 0;

    REQUIRE(question->count >= 2 && question->count <= QUESTION_REPLIES);
    for (int i = 0; i < question->count; i++) {
        struct grade grade = question_grade(question, &question->replies[i]);

        right += grade.right;
        REQUIRE(grade.right == (grade.reason == REASON_RIGHT));
        REQUIRE(grade.right == (i == question->true_at));
        REQUIRE(question_of_key(question, (unsigned char)question_key(question, i)) == i);
        for (int j = 0; j < i; j++)
            REQUIRE(!reply_same(&question->replies[i], &question->replies[j]));
    }
    REQUIRE(right == 1);
}

static void check_where(const struct question *question, const mems_heap *heap)
{
    struct mems_node node;
    void *physical;
    enum mems_error error = mems_heap_get(heap, question->address, &physical);

    REQUIRE((error == MEMS_OK) == (question->truth.kind == REPLY_OFFSET));
    if (error != MEMS_OK)
        return;
    REQUIRE(mems_node_index(heap, question->truth.node, &node));
    REQUIRE((char *)node.physical + question->truth.offset == (char *)physical);
}

START_TEST(what_happens_is_what_is_right)
{
    uint64_t seed = (uint64_t)_i;
    struct ops *ops = random_ops(&seed, 400);
    struct timeline *timeline = timeline_of(ops);
    unsigned asked[4] = {0};

    while (timeline_step(timeline) < timeline_end(timeline)) {
        struct question question = next(timeline);
        struct question where = question_where(timeline, 1 + random_below(&seed, 20000));

        REQUIRE(question.step == timeline_step(timeline));
        asked[question.kind]++;
        check_where(&where, timeline_heap(timeline));
        check_replies(&where);
        if (question.kind != QUESTION_NONE)
            check_replies(&question);
        if (question.kind == QUESTION_PLACE)
            check_place(&question, timeline_heap(timeline));
        timeline_forward(timeline);
    }
    ck_assert_uint_gt(asked[QUESTION_PLACE], 50);
    ck_assert_uint_gt(asked[QUESTION_JOIN], 20);
    ck_assert_uint_gt(asked[QUESTION_WHERE], 10);
    ck_assert_int_eq(question_next(timeline).kind, QUESTION_NONE);
    close_both(timeline);
}
END_TEST

/* ---- Answers ---- */

/* HOLEs of 700, 600, 420 and 1176 bytes; the rover at 3920. */
#define FOUR_HOLES \
    "malloc A 300\nmalloc W 700\nmalloc B 300\nmalloc X 600\nmalloc C 300\nmalloc Y 420\n" \
    "malloc D 300\nfree W\nfree X\nfree Y\n"

static struct timeline *before_last(const char *text)
{
    struct timeline *timeline = at_end_of(text);

    timeline_back(timeline);
    return timeline;
}

START_TEST(every_place_is_right_for_something)
{
    struct timeline *timeline = before_last(FOUR_HOLES "malloc R 421\n");
    struct question question = next(timeline);
    struct grade grade = typed(&question, timeline, "1");

    ck_assert(grade.right);
    ck_assert_uint_eq(grade.policies, 1u << MEMS_FIRST_FIT);
    grade = typed(&question, timeline, "2");
    ck_assert_int_eq(grade.reason, REASON_POLICY);
    ck_assert_uint_eq(grade.policies, 1u << MEMS_BEST_FIT);
    ck_assert_int_eq(typed(&question, timeline, "3").reason, REASON_SMALL);
    grade = typed(&question, timeline, "4000"); /* an address in the fourth */
    ck_assert_int_eq(grade.reason, REASON_POLICY);
    ck_assert_uint_eq(grade.policies, 1u << MEMS_NEXT_FIT | 1u << MEMS_WORST_FIT);
    ck_assert_int_eq(typed(&question, timeline, "New Node").reason, REASON_FITS);
    ck_assert_int_eq(typed(&question, timeline, "f").reason, REASON_WORKS);
    close_both(timeline);
    timeline = before_last(FOUR_HOLES "malloc R 300\n");
    question = next(timeline);
    ck_assert_int_eq(typed(&question, timeline, "2").reason, REASON_PASSED);
    close_both(timeline);
}
END_TEST

START_TEST(what_is_no_answer_is_refused)
{
    static const char *const bad[] = {"", "0", "5", "nodes", "1000", "@", "2300x", "-1", "left",
                                      "99999999999999999999999", "node 1 + 4", "\xff",
                                      "node 0", "node 7", "new node at 6000", "2300 or 1300",
                                      "2300 1", "the HOLE"};
    struct timeline *timeline = before_last(FOUR_HOLES "malloc R 421\n");
    struct question question = next(timeline);
    struct reply reply;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (question_read(&question, timeline_heap(timeline), bad[i], &reply))
            ck_abort_msg("%s is taken for an answer", bad[i]);
    close_both(timeline);
}
END_TEST

/* As replies are worded, as numbers are written, and by words that say nothing. */
START_TEST(answers_have_many_forms)
{
    static const char *const second[] = {"2", "2300", "2,300", "@2300", "0x8fc", "0X8FC", "at 2300",
                                         "HOLE 2300", "the HOLE at 2300, 600 B", "a hole at 02310"};
    struct timeline *timeline = before_last(FOUR_HOLES "malloc R 421\n");
    struct question question = next(timeline);
    struct reply reply;

    for (size_t i = 0; i < sizeof second / sizeof second[0]; i++)
        if (!question_read(&question, timeline_heap(timeline), second[i], &reply)
            || !reply_same(&reply, &question.replies[1]))
            ck_abort_msg("%s is not the second HOLE", second[i]);
    ck_assert_int_eq(typed(&question, timeline, "a new node").reason, REASON_FITS);
    ck_assert_int_eq(typed(&question, timeline, "nowhere: it fails").reason, REASON_WORKS);
    close_both(timeline);
    timeline = before_last("malloc A 100\nmalloc B 100\nmalloc C 9\nfree A\nfree B\n");
    question = next(timeline);
    ck_assert(typed(&question, timeline, "the one before it").right);
    ck_assert(typed(&question, timeline, "Before").right);
    ck_assert(!typed(&question, timeline, "the one after it").right);
    ck_assert(!typed(&question, timeline, "it fails: nothing is freed").right);
    close_both(timeline);
    timeline = at_end_of("malloc A 3000\nmalloc B 2000\n");
    question = look_at(question_where(timeline, 6096), timeline);
    ck_assert(typed(&question, timeline, "node 1 + 1,000").right);
    ck_assert(!typed(&question, timeline, "nowhere: no block has it").right);
    close_both(timeline);
}
END_TEST

/* What is typed in a hurry, into whatever editor there is. */
static const struct { const char *text, *typed; bool right; } sloppy[] = {
    {"malloc A 2000\nmalloc B 1500\n", "3000.", true},
    {"malloc A 2000\nmalloc B 1500\n", "byte 3000", true},
    {"malloc A 2000\nmalloc B 1500\n", "3000 B;", true},
    {"malloc A 2000\nmalloc B 1500\n", "3000-4499", true},
    {"malloc A 2000\nmalloc B 1500\n", "3000 ... 4499", true},
    {"malloc A 2000\nmalloc B 1500\n", "from 3000 to 4499", true},
    {"malloc A 2000\nmalloc B 1500\n", "[3000:4499]", true},
    {"malloc A 2000\nmalloc B 1500\n", "Address: 3000", true},
    {"malloc A 2000\nmalloc B 1500\n", "= 3.000", true},
    {"malloc A 2000\nmalloc B 1500\n", "3 000", true},
    {"malloc A 2000\nmalloc B 1500\n", "3'000", true},
    {"malloc A 2000\nmalloc B 1500\n", "3000 (node 0)", true},
    {"malloc A 2000\nmalloc B 1500\n", "in\tthe\xc2\xa0HOLE at 0xBB8.", true},
    {"malloc A 2000\nmalloc B 1500\n", "New.", false},
    {"malloc A 2000\nmalloc B 3000\n", "New.", true},
    {"malloc A 2000\nmalloc B 3000\n", "in a new node", true},
    {"malloc A 2000\nmalloc B 3000\n", "new node at 5096", true},
    {"malloc A 2000\nmalloc B 3000\n", "5096 (new node)", true},
    {"malloc A 2000\nmalloc B 3000\n", "Node 1", true},
    {"malloc A 100\nmalloc B 100\nfree A\nfree B\n", "Both HOLEs.", true},
    {"malloc A 100\nmalloc B 100\nfree A\nfree B\n", "left, right", true},
    {"malloc A 100\nmalloc B 100\nfree A\nfree B\n", "left and right", true},
    {"malloc A 100\nmalloc B 100\nfree A\nfree B\n", "the left one", false},
    {"malloc A 100\nmalloc B 100\nfree B\n", "the HOLE after it", true},
    {"malloc A 100\nmalloc B 100\nmalloc C 100\nfree B\n", "none of them", true},
    {"malloc A 100\nmalloc B 100\nmalloc C 100\nfree B\n", "Nothing!", true},
    {"malloc A 3000\nmalloc B 2000\nget B+7\n", "Node1+7 bytes.", true},
    {"malloc A 3000\nmalloc B 2000\nget B+7\n", "in NODE 1\t+\t7 B", true},
};

START_TEST(answers_may_be_sloppy)
{
    struct timeline *timeline = before_last(sloppy[_i].text);
    struct question question = next(timeline);

    question.by_hand = true;
    if (typed(&question, timeline, sloppy[_i].typed).right != sloppy[_i].right)
        ck_abort_msg("%s is wrong before the end of\n%s", sloppy[_i].typed, sloppy[_i].text);
    close_both(timeline);
}
END_TEST

/* Where nothing is listed "2" may be meant as node 2, or as 2 HOLEs, and is no key. */
START_TEST(by_hand_a_digit_is_no_key)
{
    static const char *const texts[] = {"malloc A 100\nmalloc B 9\n", "malloc A 100\nfree A\n",
                                        "malloc A 100\nget A+1\n"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct timeline *timeline = before_last(texts[i]);
        struct question question = next(timeline);
        struct reply reply;

        question.by_hand = true;
        for (const char *digits = "1\0002\0002.\000"; *digits != '\0'; digits += strlen(digits) + 1)
            ck_assert(!question_read(&question, timeline_heap(timeline), digits, &reply));
        question.by_hand = false;
        ck_assert(question_read(&question, timeline_heap(timeline), "1", &reply));
        close_both(timeline);
    }
}
END_TEST

START_TEST(by_hand_an_address_is_the_blocks)
{
    struct timeline *timeline = before_last(FOUR_HOLES "malloc R 421\n");
    struct question question = next(timeline);

    ck_assert(typed(&question, timeline, "1301").right);
    question.by_hand = true;
    ck_assert_int_eq(typed(&question, timeline, "1301").reason, REASON_INSIDE);
    ck_assert(!typed(&question, timeline, "1301").right);
    ck_assert(typed(&question, timeline, "1300").right);
    ck_assert_int_eq(typed(&question, timeline, "2301").reason, REASON_POLICY);
    close_both(timeline);
}
END_TEST

START_TEST(nodes_and_failures)
{
    struct timeline *timeline = before_last(FOUR_HOLES "malloc R 2000\n");
    struct question question = next(timeline);

    ck_assert(typed(&question, timeline, "node").right);
    ck_assert(typed(&question, timeline, "5096").right); /* where the new one begins */
    ck_assert_int_eq(typed(&question, timeline, "4").reason, REASON_SMALL);
    close_both(timeline);
    timeline = before_last("malloc A 1\nmalloc B 0\n");
    question = next(timeline);
    ck_assert(typed(&question, timeline, "fails").right);
    ck_assert_int_eq(typed(&question, timeline, "n").reason, REASON_FAILS);
    close_both(timeline);
    timeline = before_last("malloc A 1\nmalloc B 4000\nfree A\nfree A\n");
    question = next(timeline);
    ck_assert(typed(&question, timeline, "fails").right);
    ck_assert_int_eq(typed(&question, timeline, "both").reason, REASON_FAILS);
    close_both(timeline);
}
END_TEST

START_TEST(a_realloc_is_asked_where_it_goes)
{
    struct timeline *timeline = before_last("malloc A 100\nmalloc B 100\nrealloc A 50\n");
    struct question question = next(timeline);

    ck_assert_int_eq(question.kind, QUESTION_PLACE);
    ck_assert(typed(&question, timeline, "1200").right); /* A is still in use then */
    close_both(timeline);
    timeline = before_last("malloc A 100\nrealloc A 0\n");
    ck_assert_int_eq(question_next(timeline).kind, QUESTION_NONE);
    close_both(timeline);
    timeline = before_last("malloc A 100\nf -1\n");
    ck_assert_int_eq(question_next(timeline).kind, QUESTION_NONE);
    close_both(timeline);
}
END_TEST

START_TEST(what_a_free_joins)
{
    static const struct { const char *text, *answer; } cases[] = {
        {"malloc A 100\nmalloc B 100\nmalloc C 100\nfree B\n", "none"},
        {"malloc A 100\nmalloc B 100\nmalloc C 100\nfree A\nfree B\n", "left"},
        {"malloc A 100\nmalloc B 100\nmalloc C 100\nfree A\nfree B\n", "the HOLE at 1000"},
        {"malloc A 100\nmalloc B 100\nfree B\n", "1,200-5095"},
        {"malloc A 100\nmalloc B 100\nfree B\n", "r"},
        {"malloc A 100\nmalloc B 100\nfree A\nfree B\n", "both"},
        {"malloc A 4096\nmalloc B 4096\nfree A\nfree B\n", "neither"},
        {"join off\nmalloc A 100\nmalloc B 100\nfree A\nfree B\n", "n"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct timeline *timeline = before_last(cases[i].text);
        struct question question = next(timeline);
        struct grade grade = typed(&question, timeline, cases[i].answer);

        ck_assert_int_eq(question.kind, QUESTION_JOIN);
        if (!grade.right)
            ck_abort_msg("%s is not right after\n%s", cases[i].answer, cases[i].text);
        ck_assert_int_eq(typed(&question, timeline, "f").reason, REASON_WORKS);
        close_both(timeline);
    }
}
END_TEST

START_TEST(where_an_address_lies)
{
    struct timeline *timeline = at_end_of("malloc A 3000\nmalloc B 2000\nmalloc C 1500\nget C\n");
    struct question question = question_where(timeline, 7100); /* C is at 7096 */

    ck_assert(typed(&question, timeline, "node 1 + 2004").right);
    ck_assert(typed(&question, timeline, "1+2004").right);
    ck_assert_int_eq(typed(&question, timeline, "1 + 4").reason, REASON_IN_BLOCK);
    ck_assert_int_eq(typed(&question, timeline, "0 + 2004").reason, REASON_OTHER_NODE);
    ck_assert_int_eq(typed(&question, timeline, "1 + 7100").reason, REASON_VIRTUAL);
    ck_assert_int_eq(typed(&question, timeline, "1 + 5").reason, REASON_OFFSET);
    ck_assert_int_eq(typed(&question, timeline, "nowhere").reason, REASON_IS_SOMEWHERE);
    question = question_where(timeline, 4050); /* a HOLE in node 0 */
    ck_assert(typed(&question, timeline, "nowhere").right);
    ck_assert_int_eq(typed(&question, timeline, "0+3050").reason, REASON_NO_BLOCK);
    timeline_back(timeline);
    question = next(timeline);
    ck_assert_int_eq(question.kind, QUESTION_WHERE);
    ck_assert(typed(&question, timeline, "1+2000").right);
    close_both(timeline);
}
END_TEST

/* ---- A heap of many HOLEs ---- */

START_TEST(of_many_holes_some_are_offered)
{
    char *text = malloc(40000);
    size_t length = 0;

    for (int i = 0; i < 200; i++)
        length += (size_t)sprintf(text + length, "malloc b%d %d\n", i, 20 + i * 37 % 101);
    for (int i = 0; i < 200; i += 2)
        length += (size_t)sprintf(text + length, "free b%d\n", i);
    sprintf(text + length, "malloc R 60\n");

    struct timeline *timeline = before_last(text);
    struct question question = next(timeline);

    ck_assert_uint_gt(question.look.count, 90);
    ck_assert_int_le(question.count, QUESTION_REPLIES);
    check_replies(&question);
    check_place(&question, timeline_heap(timeline));
    for (int policy = 0; policy < MEMS_POLICIES; policy++) {
        struct reply reply = {.kind = REPLY_HOLE, .start = question.picks[policy].start};
        bool offered = false;

        for (int i = 0; i < question.count; i++)
            offered = offered || reply_same(&question.replies[i], &reply);
        ck_assert_msg(offered, "the HOLE of policy %d is not offered", policy);
    }
    close_both(timeline);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("quiz");
    TCase *group = tcase_create("quiz");

    tcase_add_loop_test(group, what_happens_is_what_is_right, 0, 30);
    tcase_add_test(group, every_place_is_right_for_something);
    tcase_add_test(group, what_is_no_answer_is_refused);
    tcase_add_test(group, answers_have_many_forms);
    tcase_add_loop_test(group, answers_may_be_sloppy, 0, sizeof sloppy / sizeof sloppy[0]);
    tcase_add_test(group, by_hand_a_digit_is_no_key);
    tcase_add_test(group, by_hand_an_address_is_the_blocks);
    tcase_add_test(group, nodes_and_failures);
    tcase_add_test(group, a_realloc_is_asked_where_it_goes);
    tcase_add_test(group, what_a_free_joins);
    tcase_add_test(group, where_an_address_lies);
    tcase_add_test(group, of_many_holes_some_are_offered);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
