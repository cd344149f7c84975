/* 2f-branches.c: a branch is what the workload would be if it were written so, there
 * and back; a race with one keeps step; what is saved and read again makes the same
 * heap. */
#include "race.h"
#include "require.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"
#include "writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[2] = {"original", "no D"};

#define RUNS 150
#define STEPS 120

static const char lesson[] =
    "malloc A 1000\nmalloc B 800\nsay \"early\"\nmalloc C 2296\nmark \"holes\"\n"
    "free B\nsay \"B is gone\"\nexpect B gone\nstop\n"
    "malloc D 400\nexpect D at 2000\nmark \"D\"\n" /* step 5 */
    "malloc E 900\nmark \"node\"\nfree A\nfree D\nexpect D gone\nmalloc F 700\n";

static struct timeline *branch_of(struct timeline *original, struct change change)
{
    struct timeline *branch;
    struct mems_options options = *ops_options_view(timeline_ops(original));

    struct course course = *timeline_course(original);

    REQUIRE(course_add(&course, change));
    REQUIRE(timeline_open_branch(&branch, original, &options, &course) == MEMS_OK);
    return branch;
}

/* A change at `step` by a line that is typed; NULL: the operation is left out. */
static struct change change_of(struct timeline *original, enum change_kind kind, uint32_t step,
                               const char *line)
{
    struct ops *ops = timeline_ops_edit(original);
    struct change change = {.kind = kind, .step = step, .op = step};
    struct problems problems;

    if (line == NULL)
        return change;
    REQUIRE(workload_read_line(ops, line, &problems));
    change.op = (uint32_t)ops_count(ops) - 1;
    return change;
}

/* ---- The same heap ---- */

static void require_same(const struct timeline *a, const struct timeline *b)
{
    struct mems_node one, other;
    struct mems_segment left, right;
    bool more = mems_node_first(timeline_heap(a), &one);

    REQUIRE(more == mems_node_first(timeline_heap(b), &other));
    while (more) {
        bool further = mems_segment_first(timeline_heap(a), &one, &left);

        REQUIRE(one.start == other.start && one.size == other.size);
        REQUIRE(further == mems_segment_first(timeline_heap(b), &other, &right));
        while (further) {
            REQUIRE(left.start == right.start && left.size == right.size);
            REQUIRE(left.kind == right.kind && left.waste == right.waste);
            further = mems_segment_next(timeline_heap(a), &left);
            REQUIRE(further == mems_segment_next(timeline_heap(b), &right));
        }
        REQUIRE(memcmp(one.physical, other.physical, one.size) == 0);
        more = mems_node_next(timeline_heap(a), &one);
        REQUIRE(more == mems_node_next(timeline_heap(b), &other));
    }
    REQUIRE(mems_heap_options(timeline_heap(a)).policy
            == mems_heap_options(timeline_heap(b)).policy);
}

/* What the timeline goes through as text, to be freed; `size` bytes a piece. */
static char *text_of(const struct timeline *timeline)
{
    struct mems_options options = *ops_options_view(timeline_ops(timeline));
    struct writer writer = writer_begin(timeline, &options);
    char *text = NULL, *piece = malloc(WRITER_PIECE);
    size_t length = 0, more;

    REQUIRE(piece != NULL);
    do {
        more = writer_next(&writer, piece, WRITER_PIECE);
        text = realloc(text, length + more + 1);
        REQUIRE(text != NULL);
        memcpy(text + length, piece, more);
        length += more;
    } while (more > 0);
    text[length] = '\0';
    free(piece);
    return text;
}

/* Written and read again, it is the same at its end, where the timeline stands. */
static void require_saved(const struct timeline *timeline)
{
    char *text = text_of(timeline);
    struct timeline *again = at_end_of(text);

    require_same(timeline, again);
    close_both(again);
    free(text);
}

/* ---- Branches ---- */

static void check_branch(const char *expected, enum change_kind kind, uint32_t step,
                         const char *line)
{
    struct timeline *original = at_end_of(lesson), *wanted = at_end_of(expected);
    uint64_t before = state_hash(original);
    struct timeline *branch = branch_of(original, change_of(original, kind, step, line));

    ck_assert_uint_eq(timeline_end(branch), timeline_end(wanted));
    ck_assert_uint_eq(timeline_seek(branch, UINT32_MAX), timeline_end(wanted));
    require_same(branch, wanted);
    require_saved(branch);
    ck_assert_uint_eq(state_hash(original), before);
    timeline_close(branch);
    close_both(wanted);
    close_both(original);
}

START_TEST(a_branch_is_the_workload_written_so)
{
    static const char start[] = "malloc A 1000\nmalloc B 800\nmalloc C 2296\nfree B\n";
    static const char end[] = "malloc E 900\nfree A\nfree D\nmalloc F 700\n";
    static const struct { const char *middle; enum change_kind kind; uint32_t step;
                          const char *line; } cases[] = {
        {"malloc D 400\nmalloc X 200\n", CHANGE_INSERT, 6, "malloc X 200"},
        {"malloc X 200\nmalloc D 400\n", CHANGE_INSERT, 5, "malloc X 200"},
        {"policy best\nmalloc D 400\n", CHANGE_INSERT, 5, "policy best"},
        {"malloc D 300\n", CHANGE_REPLACE, 5, "malloc D 300"},
        {"", CHANGE_DELETE, 5, NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[300];

        snprintf(text, sizeof text, "%s%s%s", start, cases[i].middle, end);
        check_branch(text, cases[i].kind, cases[i].step, cases[i].line);
    }
}
END_TEST

START_TEST(the_first_and_the_last_operation_may_change)
{
    struct timeline *original = at_end_of("malloc A 10\n");
    struct timeline *gone = branch_of(original, change_of(original, CHANGE_DELETE, 1, NULL));
    struct timeline *more = branch_of(original, change_of(original, CHANGE_INSERT, 2, "free A"));
    struct timeline *first = branch_of(original, change_of(original, CHANGE_INSERT, 1,
                                                           "policy worst"));

    ck_assert_uint_eq(timeline_seek(gone, 9), 0);
    ck_assert_uint_eq(timeline_seek(more, 9), 2);
    ck_assert_uint_eq(mems_heap_totals(timeline_heap(more)).blocks, 0);
    ck_assert_uint_eq(timeline_seek(first, 9), 2);
    require_saved(gone);
    require_saved(more);
    require_saved(first);
    timeline_close(gone);
    timeline_close(more);
    timeline_close(first);
    close_both(original);
}
END_TEST

/* Chapters and stops keep their operations; what was told of another heap is not. */
START_TEST(notes_go_with_their_operations)
{
    struct timeline *original = at_end_of(lesson);
    struct timeline *less = branch_of(original, change_of(original, CHANGE_DELETE, 5, NULL));
    struct timeline *more =
        branch_of(original, change_of(original, CHANGE_INSERT, 5, "malloc X 500"));
    uint32_t step;

    ck_assert(timeline_mark(less, "node", &step));
    ck_assert_uint_eq(step, 5);
    ck_assert(timeline_mark(less, "D", &step));
    ck_assert_uint_eq(step, 4); /* its operation is gone */
    ck_assert(timeline_mark(more, "D", &step));
    ck_assert_uint_eq(step, 6);
    ck_assert(timeline_first_note(more, NOTE_MARK, 5, &step));
    ck_assert_uint_eq(step, 6);
    timeline_seek(more, 6);
    ck_assert(timeline_previous_note(more, NOTE_STOP, &step));
    ck_assert_uint_eq(step, 4);
    timeline_seek(more, 9);
    ck_assert(!timeline_next_failed(more, 0, &step)); /* though D is elsewhere */
    timeline_close(less);
    timeline_close(more);
    close_both(original);
}
END_TEST

/* How many lines of a text ask. */
static int questions_in(const char *text)
{
    int count = 0;

    for (const char *at = text; (at = strstr(at, "\n?")) != NULL; at++)
        count++;
    return count;
}

/* A question about an operation that is another now is neither asked nor saved. */
START_TEST(questions_are_about_what_comes_next)
{
    struct timeline *original = at_end_of("malloc A 10\n? \"B?\"\nmalloc B 20\n? \"C?\"\n"
                                          "malloc C 30\n? \"D?\"\nmalloc D 40\n");
    struct timeline *branch =
        branch_of(original, change_of(original, CHANGE_REPLACE, 3, "malloc X 99"));
    uint32_t step = 0;
    char *text = text_of(branch);

    ck_assert_int_eq(questions_in(text), 1);
    free(text);
    ck_assert(timeline_first_note(branch, NOTE_ASK, 0, &step));
    ck_assert_uint_eq(step, 1);
    ck_assert(!timeline_first_note(branch, NOTE_ASK, 2, &step));
    timeline_seek(branch, 9);
    ck_assert(timeline_previous_note(branch, NOTE_ASK, &step));
    ck_assert_uint_eq(step, 1);
    timeline_close(branch);

    struct change typed = change_of(original, CHANGE_INSERT, 3, "malloc Y 5");

    timeline_seek(original, 2); /* a fork leaves it as a branch does */
    ck_assert(timeline_edit(original, typed.op));
    text = text_of(original);
    ck_assert_int_eq(questions_in(text), 1);
    free(text);
    ck_assert(timeline_undo_edit(original));
    ck_assert(timeline_first_note(original, NOTE_ASK, 2, &step));
    ck_assert_uint_eq(step, 2);
    close_both(original);
}
END_TEST

/* The present operation of a random branch: another one, or the same one gone. */
static struct change random_change(struct ops *ops, const struct timeline *origin,
                                   uint64_t *state)
{
    uint32_t last = timeline_end(origin);
    enum change_kind kind = (enum change_kind)random_below(state, 3);
    uint32_t step = 1 + (uint32_t)random_below(state, last + (kind == CHANGE_INSERT));
    struct change change = {.kind = kind, .step = step, .op = step};

    if (kind != CHANGE_DELETE) {
        REQUIRE(ops_add(ops, random_op(ops, state)));
        change.op = (uint32_t)ops_count(ops) - 1;
    }
    return change;
}

/* A course beside a list of operations that is really changed. */
START_TEST(courses_are_what_a_list_would_be)
{
    uint64_t state = 43;

    for (int run = 0; run < 2000; run++) {
        struct course course = {.count = 0};
        uint32_t list[12 + COURSE_MOST], last = 1 + (uint32_t)random_below(&state, 10), end = last;

        for (uint32_t step = 0; step <= last; step++)
            list[step] = step;
        while (course.count < COURSE_MOST && random_below(&state, 6) > 0) {
            enum change_kind kind = (enum change_kind)random_below(&state, 3);
            uint32_t step = 1 + (uint32_t)random_below(&state, end + 1);

            if (step > end && kind != CHANGE_INSERT)
                continue;
            REQUIRE(course_add(&course, (struct change){kind, step, 100 + (uint32_t)run}));
            if (kind == CHANGE_INSERT)
                memmove(list + step + 1, list + step, (++end - step) * sizeof *list);
            else if (kind == CHANGE_DELETE)
                memmove(list + step, list + step + 1, (end-- - step) * sizeof *list);
            if (kind != CHANGE_DELETE)
                list[step] = 100 + (uint32_t)run;
        }
        REQUIRE(course_end(&course, last) == end);
        for (uint32_t step = 0; step <= end; step++) {
            REQUIRE(course_op(&course, step) == list[step]);
            REQUIRE(step >= course_leaves(&course) || list[step] == step);
            if (list[step] < 100)
                REQUIRE(course_step(&course, list[step]) == step
                        && course_back(&course, step) == list[step]
                        && course_from(&course, step) == list[step]);
            for (uint32_t own = 0; own <= last; own++) /* as notes are looked for */
                REQUIRE((course_step(&course, own) >= step) == (own >= course_from(&course, step)));
        }
    }
}
END_TEST

START_TEST(any_branch_goes_back_and_is_saved)
{
    uint64_t state = 41;

    for (int run = 0; run < RUNS; run++) {
        struct ops *ops = random_ops(&state, STEPS);
        struct timeline *original = timeline_of(ops);
        struct timeline *branch = branch_of(original, random_change(ops, original, &state));
        uint64_t hashes[STEPS + 2 + COURSE_MOST];

        for (uint64_t more = random_below(&state, COURSE_MOST); more > 0; more--) {
            struct timeline *another = branch_of(branch, random_change(ops, branch, &state));

            timeline_close(branch);
            branch = another;
        }

        timeline_keep(branch, 10, (size_t)1 << 20);
        for (uint32_t step = 0; step <= timeline_end(branch); step++) {
            REQUIRE(timeline_seek(branch, step) == step);
            hashes[step] = state_hash(branch);
        }
        require_saved(branch);
        for (int i = 0; i < 40; i++) {
            uint32_t step = (uint32_t)random_below(&state, timeline_end(branch) + 1);

            timeline_seek(branch, step);
            REQUIRE(state_hash(branch) == hashes[step]);
        }
        timeline_close(branch);
        close_both(original);
    }
}
END_TEST

/* ---- Races with a branch ---- */

/* Whether an operation of the branch is without its block at a step of the race. */
static bool lacks(const struct race *race, uint32_t step, uint32_t leaves)
{
    struct event original = timeline_event(race_timeline(race, 0), race_step_of(race, 0, step));
    struct event branch = timeline_event(race_timeline(race, 1), race_step_of(race, 1, step));

    return step > leaves && original.outcome == OUTCOME_DONE && branch.outcome != OUTCOME_DONE
        && branch.outcome != OUTCOME_NULL && branch.outcome != OUTCOME_NO_MEMORY;
}

static void require_step(const struct race *race, uint32_t step, const uint64_t *original,
                         const uint64_t *branch)
{
    REQUIRE(race_step(race) == step);
    REQUIRE(timeline_step(race_timeline(race, 0)) == race_step_of(race, 0, step));
    REQUIRE(timeline_step(race_timeline(race, 1)) == race_step_of(race, 1, step));
    REQUIRE(timeline_step(race_timeline(race, race_clock(race))) == step);
    REQUIRE(state_hash(race_timeline(race, 0)) == original[step]);
    REQUIRE(state_hash(race_timeline(race, 1)) == branch[step]);
}

START_TEST(a_race_with_a_branch_keeps_step)
{
    uint64_t state = 42;

    for (int run = 0; run < RUNS; run++) {
        struct ops *ops = random_ops(&state, STEPS);
        struct timeline *original = timeline_of(ops);
        struct change change = random_change(ops, original, &state);
        struct timeline *branch = branch_of(original, change);
        uint64_t hashes[2][STEPS + 2];
        uint32_t idle = 0, found, leaves = change.step;
        struct tally tallies[STEPS + 2];
        struct race *race;

        REQUIRE(race_open_branch(&race, original, branch, names) == MEMS_OK);
        REQUIRE(race_end(race) == STEPS + (change.kind == CHANGE_INSERT));
        for (uint32_t step = 0;; step++) {
            for (int i = 0; i < 2; i++) {
                hashes[i][step] = state_hash(race_timeline(race, i));
                REQUIRE(race_waits(race, i, step)
                        == (step == leaves && (i == 0 ? change.kind == CHANGE_INSERT
                                                      : change.kind == CHANGE_DELETE)));
            }
            tallies[step] = race_tally(race, 1);
            idle += lacks(race, step, leaves);
            REQUIRE(race_idle(race) == idle);
            if (!race_forward(race))
                break;
        }
        REQUIRE(race_step(race) == race_end(race));
        REQUIRE(race_next_difference(race, 0, &found) && found == leaves);
        for (int i = 0; i < 30; i++) {
            uint32_t step = (uint32_t)random_below(&state, race_end(race) + 1);

            REQUIRE(race_seek(race, step) == step);
            require_step(race, step, hashes[0], hashes[1]);
            REQUIRE(race_tally(race, 1).looked == tallies[step].looked);
            REQUIRE(race_tally(race, 1).small == tallies[step].small);
            if (race_back(race))
                require_step(race, step - 1, hashes[0], hashes[1]);
        }
        race_close(race);
        timeline_close(branch);
        close_both(original);
    }
}
END_TEST

START_TEST(steps_are_those_of_the_longer_one)
{
    struct timeline *original = at_end_of(lesson);
    struct timeline *branch = branch_of(original, change_of(original, CHANGE_DELETE, 5, NULL));
    struct race *race;

    ck_assert_int_eq(race_open_branch(&race, original, branch, names), MEMS_OK);
    ck_assert_str_eq(race_label(race, 0), "original");
    ck_assert_str_eq(race_label(race, 1), "no D");
    ck_assert_int_eq(race_clock(race), 0);
    ck_assert_uint_eq(race_seek(race, 9), 9);
    ck_assert_uint_eq(race_idle(race), 1); /* free D */
    ck_assert(race_lacks(race, 8) && race_differs(race, 8) && !race_differs(race, 7));
    ck_assert_uint_eq(race_step_of(race, 1, 4), 4);
    ck_assert_uint_eq(race_step_of(race, 1, 5), 4);
    ck_assert_uint_eq(race_step_of(race, 1, 6), 5);
    ck_assert_uint_eq(race_step_from(race, 1, 5), 6);
    race_close(race);
    timeline_close(branch);
    close_both(original);
}
END_TEST

/* ---- What is typed, and texts ---- */

START_TEST(what_is_typed_is_saved)
{
    struct timeline *timeline = at_end_of("start 5000\nalign 16\njoin off\nmalloc A 10\nmalloc B 20\nfree A\n");
    timeline_seek(timeline, 2);
    type(timeline, "write A+2 \"a \\\"quote\\\", \\\\ and \\n\"");
    type(timeline, "write B -7");
    type(timeline, "get @5001");
    type(timeline, "free @0");
    require_saved(timeline);
    ck_assert_uint_eq(timeline_end(timeline), 6);
    close_both(timeline);
}
END_TEST

START_TEST(a_file_is_what_a_person_would_write)
{
    struct timeline *original = at_end_of(lesson);
    struct timeline *branch = branch_of(original, change_of(original, CHANGE_DELETE, 5, NULL));
    char *text = text_of(branch);

    ck_assert_str_eq(text, "page 4096\npolicy first\n"
                           "malloc A 1000\nmalloc B 800\nsay \"early\"\nmalloc C 2296\n"
                           "mark \"holes\"\nfree B\nsay \"B is gone\"\nexpect B gone\nstop\n"
                           "mark \"D\"\nmalloc E 900\nmark \"node\"\nfree A\nfree D\n"
                           "malloc F 700\n");
    free(text);
    timeline_close(branch);
    close_both(original);
}
END_TEST

START_TEST(every_note_is_saved)
{
    static const char notes[] = "malloc A 10\nsay \"ten\"\nnote \"slowly\"\n? \"Where?\"\n"
                                "malloc B 20\nmark \"two\"\n?\nfree A\nstop\n";
    struct timeline *timeline = at_end_of(notes);
    char *text = text_of(timeline);

    ck_assert(strncmp(text, "page 4096\npolicy first\n", 23) == 0);
    ck_assert_str_eq(text + 23, notes);
    free(text);
    close_both(timeline);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("branches");
    TCase *cases = tcase_create("branches");

    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, a_branch_is_the_workload_written_so);
    tcase_add_test(cases, the_first_and_the_last_operation_may_change);
    tcase_add_test(cases, notes_go_with_their_operations);
    tcase_add_test(cases, questions_are_about_what_comes_next);
    tcase_add_test(cases, courses_are_what_a_list_would_be);
    tcase_add_test(cases, any_branch_goes_back_and_is_saved);
    tcase_add_test(cases, a_race_with_a_branch_keeps_step);
    tcase_add_test(cases, steps_are_those_of_the_longer_one);
    tcase_add_test(cases, what_is_typed_is_saved);
    tcase_add_test(cases, a_file_is_what_a_person_would_write);
    tcase_add_test(cases, every_note_is_saved);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
