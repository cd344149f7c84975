/* 27-memory.c: from the N-th allocation on all are refused, N = 1, 2, 3 ...: reading
 * gives a problem, a timeline stands where it stood; nothing is lost or leaks,
 * and with memory again it goes on to the same end. */
#include "answers.h"
#include "between.h"
#include "life.h"
#include "overview.h"
#include "paper.h"
#include "race.h"
#include "require.h"
#include "trace_state.h"
#include "workload.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Allocations counted, and refused ---- */

static unsigned long left; /* until all are refused; 0: none is */
static bool refused;

static bool refuse(void)
{
    if (left == 0)
        return false;
    if (left > 1) {
        left--;
        return false;
    }
    refused = true;
    return true;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
    return refuse() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuse() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refuse() ? NULL : __real_realloc(old, size);
}

static void refuse_after(unsigned long n)
{
    left = n;
    refused = false;
}

/* ---- Reading ---- */

static char text[20000];

static void make_text(void)
{
    size_t used = 0;

    for (int i = 0; i < 300; i++)
        used += (size_t)snprintf(text + used, sizeof text - used,
                                 "malloc name%d %d\nsay \"caption %d\"\nexpect name%d at 5\n", i, i, i,
                                 i);
    snprintf(text + used, sizeof text - used, "random 500 seed 1 size 1..9 free 30%%\n");
}

START_TEST(reading_without_memory)
{
    unsigned long n = 1;
    bool read = false;

    make_text();
    while (!read) {
        struct ops *ops;
        struct problems problems;
        FILE *in = fmemopen(text, strlen(text), "r");

        setvbuf(in, NULL, _IONBF, 0);
        refuse_after(n++);
        ops = ops_open();
        if (ops == NULL) {
            left = 0;
            REQUIRE(refused);
            fclose(in);
            continue;
        }
        read = workload_read(ops, in, &problems, NULL, NULL);
        left = 0;
        if (!read) {
            REQUIRE(problems.count == 1);
            REQUIRE(strcmp(problems.list[0].what, "out of memory") == 0);
            REQUIRE(ops_count(ops) == 1 && ops_name_count(ops) == 0 && ops_note_count(ops) == 0);
            rewind(in);
            REQUIRE(workload_read(ops, in, &problems, NULL, NULL));
        }
        REQUIRE(read == !refused);
        REQUIRE(ops_count(ops) == 801 && ops_note_count(ops) == 600);
        ops_close(ops);
        fclose(in);
    }
    ck_assert_uint_gt(n, 20);
}
END_TEST

START_TEST(typing_without_memory)
{
    struct ops *ops = ops_open();
    struct problems problems;

    bool read;

    refuse_after(1);
    read = workload_read_line(ops, "malloc A 1", &problems);
    left = 0; /* Check allocates too */
    ck_assert(!read);
    ck_assert_str_eq(problems.list[0].what, "out of memory");
    ck_assert(workload_read_line(ops, "malloc A 1", &problems));
    ops_close(ops);
}
END_TEST

/* ---- The timeline ---- */

#define STEPS 120

/* Tries until it is done; a failure must change nothing. */
static void insist(struct timeline *timeline, bool (*act)(struct timeline *), unsigned long n)
{
    uint64_t before = state_hash(timeline);
    uint32_t step = timeline_step(timeline), known = timeline_known(timeline);
    uint32_t end = timeline_end(timeline);
    size_t edits = timeline_edits(timeline);

    refuse_after(n);
    while (!act(timeline)) {
        left = 0;
        REQUIRE(refused);
        REQUIRE(timeline_step(timeline) == step && timeline_end(timeline) == end);
        REQUIRE(timeline_known(timeline) == known && timeline_edits(timeline) == edits);
        REQUIRE(state_hash(timeline) == before);
    }
    left = 0;
}

static bool type_last(struct timeline *timeline)
{
    return timeline_edit(timeline, (uint32_t)ops_count(timeline_ops(timeline)) - 1);
}

/* Names that the timeline has no room for yet. */
static void type_new_name(struct ops *ops, uint64_t *state, int number)
{
    struct op op = random_op(ops, state);
    char name[16];
    uint32_t id;
    int length = snprintf(name, sizeof name, "new%d", number);

    REQUIRE(ops_intern(ops, name, (size_t)length, &id));
    if (op.kind == OP_MALLOC)
        op.name = id;
    REQUIRE(ops_add(ops, op));
}

/* All events, without what the system decides. */
static uint64_t events_hash(const struct timeline *timeline)
{
    uint64_t hash = 1;

    for (uint32_t step = 1; step <= timeline_known(timeline); step++) {
        struct event event = timeline_event(timeline, step);

        hash = (hash ^ event.address) * UINT64_C(0x100000001b3) + event.outcome;
        hash = (hash ^ event.malloc.size) * UINT64_C(0x100000001b3) + event.malloc.did;
        hash = (hash ^ event.free.size) * UINT64_C(0x100000001b3) + event.free.did;
    }
    return hash;
}

/* A run with forks: what happened in all of its futures. */
static uint64_t run(uint64_t seed, unsigned long n)
{
    uint64_t state = seed, hash = 0;
    struct ops *ops = random_ops(&state, STEPS);
    struct timeline *timeline = NULL;

    refuse_after(n);
    while (timeline_open(&timeline, ops, ops_options_view(ops)) != MEMS_OK) {
        left = 0;
        REQUIRE(refused && timeline == NULL);
    }
    left = 0;
    timeline_keep(timeline, 7, 1 << 14); /* a state that is not kept is no failure */
    for (uint32_t step = 0; step < STEPS; step++)
        insist(timeline, timeline_forward, n);
    for (int i = 0; i < 20; i++) {
        timeline_seek(timeline, (uint32_t)random_below(&state, timeline_end(timeline) + 1));
        type_new_name(ops, &state, i);
        insist(timeline, type_last, n);
        if (random_below(&state, 2) == 0) {
            insist(timeline, timeline_undo_edit, n);
            insist(timeline, timeline_redo_edit, n);
        }
        hash = hash * 31 + events_hash(timeline);
    }
    while (timeline_edits(timeline) > 0)
        insist(timeline, timeline_undo_edit, n);
    timeline_seek(timeline, STEPS);
    hash = hash * 31 + events_hash(timeline);
    timeline_close(timeline);
    ops_close(ops);
    return hash;
}

START_TEST(travelling_without_memory)
{
    uint64_t seed = (uint64_t)_i + 1, expected = run(seed, 0);

    for (unsigned long n = 1; n <= 7; n++)
        REQUIRE_MSG(run(seed, n) == expected, "seed %llu, allocation %lu",
                    (unsigned long long)seed, n);
}
END_TEST

/* ---- Races ---- */

/* A race is opened and run to its end, whatever is refused on the way, and comes
 * to the same. */
static uint64_t race_run(uint64_t seed, unsigned long n)
{
    uint64_t state = seed, hash = 0;
    struct ops *ops = random_ops(&state, STEPS);
    struct mems_options options[2] = {*ops_options_view(ops), *ops_options_view(ops)};
    struct timeline *own = NULL;
    struct race *race;

    options[1].page_size = 8192;
    REQUIRE(timeline_open(&own, ops, options) == MEMS_OK);
    refuse_after(n);
    while (race_open(&race, own, options, 2) != MEMS_OK) {
        left = 0;
        REQUIRE(refused && race == NULL);
    }
    left = 0;
    for (uint32_t step = 0; step < STEPS; step++) {
        refuse_after(n);
        while (!race_forward(race)) {
            left = 0;
            REQUIRE(refused && race_step(race) == step && race_known(race) == step);
            REQUIRE(timeline_step(race_timeline(race, 1)) == step);
        }
        left = 0;
    }
    for (int i = 0; i < 2; i++)
        hash = hash * 31 + events_hash(race_timeline(race, i)) + race_tally(race, i).looked;
    hash = hash * 31 + race_differences(race);
    race_close(race);
    timeline_close(own);
    ops_close(ops);
    return hash;
}

/* The same for a branch and its race. */
static uint64_t branch_run(uint64_t seed, unsigned long n)
{
    uint64_t state = seed, hash = 0;
    struct ops *ops = random_ops(&state, 300);
    struct course course = {1, {{CHANGE_DELETE, (uint32_t)seed * 20, (uint32_t)seed * 20}}};
    const char *const names[2] = {"more", "less"};
    struct timeline *own, *branch;
    struct race *race;

    REQUIRE(timeline_open(&own, ops, ops_options_view(ops)) == MEMS_OK);
    refuse_after(n);
    while (timeline_open_branch(&branch, own, ops_options_view(ops), &course) != MEMS_OK) {
        REQUIRE(refused && branch == NULL);
        refuse_after(n += 2);
    }
    while (race_open_branch(&race, own, branch, names) != MEMS_OK) {
        REQUIRE(refused && race == NULL);
        refuse_after(n += 2);
    }
    while (race_step(race) < race_end(race)) {
        uint32_t step = race_step(race);

        while (!race_forward(race)) {
            REQUIRE(refused && race_step(race) == step && race_known(race) == step);
            refuse_after(n += 2);
        }
    }
    left = 0;
    for (int i = 0; i < 2; i++)
        hash = hash * 31 + events_hash(race_timeline(race, i)) + race_tally(race, i).looked;
    hash = hash * 31 + race_differences(race);
    race_close(race);
    timeline_close(branch);
    timeline_close(own);
    ops_close(ops);
    return hash;
}

START_TEST(racing_without_memory)
{
    uint64_t seed = (uint64_t)_i + 1, expected = race_run(seed, 0);

    for (unsigned long n = 1; n <= 9; n++)
        REQUIRE_MSG(race_run(seed, n) == expected, "seed %llu, allocation %lu",
                    (unsigned long long)seed, n);
}
END_TEST

START_TEST(branching_without_memory)
{
    uint64_t seed = (uint64_t)_i + 1, expected = branch_run(seed, 0);

    for (unsigned long n = 1; n <= 9; n++)
        REQUIRE_MSG(branch_run(seed, n) == expected, "seed %llu, allocation %lu",
                    (unsigned long long)seed, n);
}
END_TEST

/* A life that had no memory says so, and is right up to there. */
START_TEST(living_without_memory)
{
    uint64_t state = (uint64_t)_i + 1;
    struct ops *ops = random_ops(&state, 500);
    struct timeline *timeline;
    struct life whole = life_of_byte(1000), cut;

    REQUIRE(timeline_open(&timeline, ops, ops_options_view(ops)) == MEMS_OK);
    timeline_seek(timeline, UINT32_MAX);
    life_look(&whole, timeline, UINT32_MAX);
    for (unsigned long n = 1; n <= 4; n++) {
        refuse_after(n);
        cut = life_of_byte(1000);
        life_look(&cut, timeline, UINT32_MAX);
        REQUIRE(cut.cut == refused && !life_more(&cut, timeline));
        left = 0;
        REQUIRE(cut.count <= whole.count && (cut.cut || cut.count == whole.count));
        for (size_t i = 0; i < cut.count; i++)
            REQUIRE(cut.spans[i].step == whole.spans[i].step);
        life_close(&cut);
    }
    life_close(&whole);
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

/* Two moments without memory are none, and later what was known stays right. */
START_TEST(comparing_without_memory)
{
    uint64_t state = (uint64_t)_i + 1;
    struct ops *ops = random_ops(&state, 500);
    struct timeline *timeline;
    struct between between;
    struct between_sum born;

    REQUIRE(timeline_open(&timeline, ops, ops_options_view(ops)) == MEMS_OK);
    timeline_seek(timeline, 200);
    for (unsigned long n = 1; n <= 3; n++) {
        refuse_after(n);
        REQUIRE(!between_open(&between, timeline) && refused);
        left = 0;
        REQUIRE(between.blocks == NULL && between.ties == NULL);
    }
    REQUIRE(between_open(&between, timeline));
    REQUIRE(!between_list(&between, timeline, UINT32_MAX));
    REQUIRE(!between_walk(&between, timeline, 100, UINT32_MAX));
    born = between_born(&between);
    timeline_seek(timeline, UINT32_MAX);
    refuse_after(1);
    REQUIRE(!between_walk(&between, timeline, timeline_end(timeline), UINT32_MAX));
    left = 0;
    REQUIRE(between.cut && between.at == 100 && between_born(&between).bytes == born.bytes);
    between_close(&between);
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

START_TEST(counting_without_memory)
{
    struct overview overview;
    struct window window = {.last = 9, .span = 1, .bytes = 100, .columns = 10, .rows = 10};
    left = 1;
    bool opened = overview_open(&overview, window);
    left = 0;
    ck_assert(!opened);
    ck_assert_ptr_null(overview.used);
    ck_assert_uint_eq(overview.done, 0);
    overview_close(&overview);
}
END_TEST

START_TEST(asking_without_memory)
{
    uint64_t seed = 3;
    struct ops *ops = random_ops(&seed, 100);
    struct timeline *timeline;
    struct quiz quiz;

    REQUIRE(timeline_open(&timeline, ops, ops_options(ops)) == MEMS_OK);
    timeline_seek(timeline, 100);
    for (unsigned long n = 1; n <= 2; n++) {
        refuse_after(n);
        bool opened = quiz_open(&quiz, timeline, 1, 5, QUIZ_BEST);
        left = 0;
        REQUIRE(!opened && refused);
        quiz_close(&quiz);
    }
    REQUIRE(quiz_open(&quiz, timeline, 1, 5, QUIZ_BEST));
    while (quiz_choose(&quiz, timeline))
        continue;
    ck_assert_uint_eq(quiz.count, 5);
    quiz_close(&quiz);
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

/* However little there is, a paper is drawn whole or not at all, and nothing is left. */
START_TEST(drawing_papers_without_memory)
{
    unsigned long n = 1;

    for (bool drawn = false; !drawn; n++) {
        struct papers papers = {.seed = 1, .questions = 4, .heap = mems_options_default()};
        struct paper paper;
        enum paper_result result;

        refuse_after(n);
        result = papers_next(&papers, &paper, NULL, NULL);
        left = 0;
        drawn = result == PAPER_DRAWN;
        REQUIRE(drawn ? papers.count == 1 : result == PAPER_MEMORY && refused && papers.count == 0);
        if (drawn)
            paper_close(&papers, &paper);
    }
    ck_assert_uint_gt(n, 10);
}
END_TEST

START_TEST(answering_without_memory)
{
    static const char *const lines[] = {"paper 1", "name Ada", "1 node"};
    struct answers answers = {0};

    for (size_t i = 0; i < 3; i++) {
        struct problems problems = {0};
        bool good = false;

        for (unsigned long n = 1; !good; n++) {
            problems.count = 0;
            refuse_after(n);
            good = answers_line(&answers, lines[i], strlen(lines[i]), i + 1, &problems);
            left = 0;
            REQUIRE(good || (refused && strcmp(problems.list[0].what, "out of memory") == 0));
        }
    }
    ck_assert_str_eq(sheet_answer(&answers, &answers.sheets[0], 1), "node");
    answers_close(&answers);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *cases = tcase_create("memory");

    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, reading_without_memory);
    tcase_add_test(cases, typing_without_memory);
    tcase_add_loop_test(cases, travelling_without_memory, 0, 10);
    tcase_add_test(cases, counting_without_memory);
    tcase_add_test(cases, asking_without_memory);
    tcase_add_test(cases, drawing_papers_without_memory);
    tcase_add_test(cases, answering_without_memory);
    tcase_add_loop_test(cases, racing_without_memory, 0, 10);
    tcase_add_loop_test(cases, branching_without_memory, 0, 10);
    tcase_add_loop_test(cases, living_without_memory, 0, 4);
    tcase_add_loop_test(cases, comparing_without_memory, 0, 4);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
