/* 3g-why.c: what "Why here?" says of every hole, against a walk from hole to
 * hole; its lists; its sentences. */
#include "app_stage.h"
#include "require.h"
#include "run.h"
#include "stage.h"
#include "why_list.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Against a walk ---- */

#define HOLES_MAX 2000

/* The holes before an operation in the policy's order, by walking the chains. */
struct walked {
    struct why_hole list[HOLES_MAX];
    uint64_t count, blocks_before[HOLES_MAX], blocks;
};

static void walk_from(struct walked *walked, const mems_heap *heap, uint64_t from, uint64_t to)
{
    struct mems_node node;
    struct mems_segment at;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        for (bool in = mems_segment_first(heap, &node, &at); in; in = mems_segment_next(heap, &at)) {
            if (at.start < from || at.start >= to)
                continue;
            if (at.kind == MEMS_PROCESS) {
                walked->blocks++;
                continue;
            }
            ck_assert_uint_lt(walked->count, HOLES_MAX);
            walked->blocks_before[walked->count] = walked->blocks;
            walked->list[walked->count] = (struct why_hole){at.start, at.size, walked->count + 1};
            walked->count++;
        }
    }
}

static void walk(struct walked *walked, const mems_heap *heap)
{
    bool next = mems_heap_options(heap).policy == MEMS_NEXT_FIT;
    uint64_t rover = next ? mems_heap_rover(heap) : 0;
    walked->count = walked->blocks = 0;
    walk_from(walked, heap, rover, UINT64_MAX);
    walk_from(walked, heap, 0, rover);
}

/* The best of the first `count` holes by a policy, but for the one at `not`. */
static const struct why_hole *best_of(const struct walked *walked, uint64_t count, uint64_t size,
                                      enum mems_policy policy, const struct why_hole *not)
{
    const struct why_hole *best = NULL;
    for (uint64_t i = 0; i < count; i++) {
        const struct why_hole *hole = &walked->list[i];
        if (hole->size < size || hole == not)
            continue;
        if (best == NULL || (policy == MEMS_BEST_FIT && hole->size < best->size) ||
            (policy == MEMS_WORST_FIT && hole->size > best->size))
            best = hole;
    }
    return best;
}

static void same_hole(const struct why_hole *found, const struct why_hole *wanted)
{
    static const struct why_hole none;
    wanted = wanted != NULL ? wanted : &none;
    REQUIRE(found->number == wanted->number);
    REQUIRE(found->start == wanted->start);
    REQUIRE(found->size == wanted->size);
}

/* What is said when the search has come as far as hole `at`, or is over. */
static void check_at(struct why *why, const mems_heap *before, const struct walked *walked,
                     uint64_t at)
{
    uint64_t reached = at > 0 ? at : why->looked;
    const struct why_hole *best = best_of(walked, reached, why->size, why->policy, NULL);
    why_go(why, before, at);
    same_hole(&why->best, best);
    for (uint64_t i = 0; i < walked->count; i++) {
        const struct why_hole *hole = &walked->list[i];
        enum verdict wanted = i >= reached           ? HOLE_AHEAD
                              : hole->size < why->size ? HOLE_SMALL
                              : hole == best           ? HOLE_BEST
                                                       : HOLE_PASSED;
        if (why_verdict(why, hole->start, hole->size) != wanted)
            ck_abort_msg("hole %u at %u of the search", (unsigned)i + 1, (unsigned)at);
    }
}

static void check_malloc(struct why *why, const mems_heap *before)
{
    static struct walked walked;
    walk(&walked, before);
    why_measure(why, before);
    for (int slices = 0; !why->walk.done; slices++) { /* of any size */
        REQUIRE(slices < 10000);
        why_walk(why, before, 1 + (uint64_t)slices % 7);
    }
    const struct why_hole *chosen = best_of(&walked, walked.count, why->size, why->policy, NULL);
    bool all = chosen == NULL || why->policy == MEMS_BEST_FIT || why->policy == MEMS_WORST_FIT;
    REQUIRE(why->holes == walked.count);
    REQUIRE(why->looked == (all ? walked.count : chosen->number));
    REQUIRE(why->passed == (all ? walked.blocks : walked.blocks_before[chosen->number - 1]));
    REQUIRE(why->walk.looked == why->looked);
    same_hole(&why->chosen, chosen);
    same_hole(&why->walk.rival, best_of(&walked, why->looked, why->size, why->policy, chosen));
    const struct why_hole *miss = NULL;
    uint64_t fitting = 0;
    for (uint64_t i = 0; i < walked.count; i++) {
        struct why_hole hole = why_hole(why, before, i + 1);
        same_hole(&hole, &walked.list[i]);
        REQUIRE(why_number(why, before, hole.start) == i + 1);
        fitting += i < why->looked && hole.size >= why->size;
        if (i < why->looked && hole.size < why->size && (miss == NULL || hole.size > miss->size))
            miss = &walked.list[i];
    }
    REQUIRE(why->walk.fitting == fitting);
    same_hole(&why->walk.miss, miss);
    for (uint64_t at = 0; at <= why->looked; at += 1 + at / 5)
        check_at(why, before, &walked, at);
}

static void check_neighbour(bool there, const struct mems_segment *beside, bool joined,
                            uint64_t size)
{
    ck_assert_int_eq(there && beside->kind == MEMS_HOLE && joined, size > 0);
    if (size > 0)
        ck_assert_uint_eq(beside->size, size);
}

static void check_free(struct why *why, const mems_heap *before)
{
    const struct mems_decision *freed = &why->event.free;
    why_measure(why, before);
    ck_assert(why->walk.done);
    ck_assert_uint_eq(why->block.start, freed->address);
    ck_assert_uint_eq(why->block.size, freed->size);
    check_neighbour(why->has_left, &why->left, why->join, freed->left);
    check_neighbour(why->has_right, &why->right, why->join, freed->right);
}

/* Every step of a random workload, reached forwards and backwards. */
static void check_all(unsigned seed, const char *settings)
{
    struct stage stage;
    char *workload = stage_random(seed, settings);
    int mallocs = 0, frees = 0;
    stage_open(&stage, workload);
    free(workload);
    stage_seek(&stage, -1);
    do {
        struct why why = why_of(stage.timeline);
        ck_assert(timeline_back(stage.timeline));
        const mems_heap *before = timeline_heap(stage.timeline);
        if (why.kind == WHY_MALLOC)
            check_malloc(&why, before);
        else if (why.kind == WHY_FREE)
            check_free(&why, before);
        mallocs += why.kind == WHY_MALLOC;
        frees += why.kind == WHY_FREE;
    } while (timeline_step(stage.timeline) > 0);
    ck_assert_int_gt(mallocs, 100);
    ck_assert_int_gt(frees, 50);
    stage_close(&stage);
}

START_TEST(a_walk_says_the_same)
{
    static const char *const policies[] = {"first", "next", "best", "worst"};
    char settings[64];
    for (unsigned seed = 1; seed <= 4; seed++) {
        snprintf(settings, sizeof settings, "policy %s\njoin %s\nalign %d", policies[_i],
                 seed % 2 ? "on" : "off", seed > 2 ? 1 : 8);
        check_all(seed * 11 + (unsigned)_i, settings);
    }
}
END_TEST

/* The list has rows for what it lists and for what it leaves out, and adds up. */
START_TEST(lists_of_any_length_add_up)
{
    char *workload = stage_many_holes("best");
    struct stage stage;
    stage_open(&stage, workload);
    free(workload);
    for (long step = 3001; step <= 3002; step++) {
        stage_seek(&stage, step);
        stage.view.why = why_of(stage.timeline);
        ck_assert(timeline_back(stage.timeline));
        why_measure(&stage.view.why, timeline_heap(stage.timeline));
        why_walk(&stage.view.why, timeline_heap(stage.timeline), UINT64_MAX);
        struct view before = why_view(&stage.view);
        for (int rows = -1; rows < 80; rows++) {
            struct why_row list[WHY_ROWS];
            int count = why_rows(&before, list, rows);
            uint64_t holes = 0;
            ck_assert_int_le(count, rows < 0 ? 0 : rows < WHY_ROWS ? rows : WHY_ROWS);
            for (int i = 0; i < count; i++) {
                ck_assert_uint_eq(list[i].more > 0 ? list[i].first : list[i].hole.number,
                                  holes + 1);
                holes += list[i].more > 0 ? list[i].more : 1;
            }
            ck_assert_uint_eq(holes, rows > 0 ? before.why.holes : 0);
        }
    }
    stage_close(&stage);
}
END_TEST

/* ---- Sentences ---- */

/* Whether the screen has all of them, of which the last is NULL, at a step of a
 * workload. */
static void tells(const char *workload, uint32_t step, const char *const *wanted)
{
    char line[32];
    struct app_stage stage = app_stage_open(workload);
    snprintf(line, sizeof line, "goto %u", step);
    app_command(stage.app, line);
    press(&stage, "w");
    for (; *wanted != NULL; wanted++)
        ck_assert_msg(screen_has(&stage, *wanted), "step %u: %s", step, *wanted);
    app_stage_close(&stage);
}

#define TELLS(workload, step, ...) tells(workload, step, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(sentences)
{
    TELLS("malloc A 1", 1, "nothing is mapped yet; so mmap of 1 page: node 0 at 1000",
          "a walk: 0 holes and 0 blocks");
    TELLS("malloc A 4096\nmalloc B 5000", 2, "there is no hole; so mmap of 2 pages: node 1 at 5096");
    TELLS("malloc A 4000\nmalloc B 97", 2,
          "the only hole has 96 of 97 B; so mmap of 1 page: node 1 at 5096");
    TELLS("malloc A 1000\nmalloc B 281474976710657", 2,
          "so NULL, and nothing changed: the size does not");
    TELLS("align 16\nmalloc A 397", 1, "malloc A 397 (rounded up to 400)",
          "397 B asked for, 400 with the alignment");
    TELLS("malloc A 100\nmalloc B 100\nrealloc A 200", 3, "3,896 > 200: fits, taken",
          "then the old block is freed: 100 B at 1000 are a HOLE; no HOLE beside it to join");
    TELLS("policy worst\nmalloc A 4000\nmalloc B 50", 2, "fits, as the only one: taken; 46 B stay");
    TELLS("policy worst\nmalloc A 100\nmalloc s 10\nmalloc B 100\nmalloc t 3886\nfree A\nfree B\n"
          "malloc E 10", 7, "100 > 10: fits as well, but 1000 is a lower address");
}
END_TEST

START_TEST(sentences_about_frees)
{
    TELLS("join off\nmalloc A 100\nmalloc B 100\nfree A\nfree B", 4,
          "joining is off: it becomes a HOLE by itself",
          "HOLE, 100 B at 1000: stays apart, joining is off", "2 before, 3 after");
    TELLS("malloc A 4096\nmalloc B 4096\nfree A\nfree B", 4, "one HOLE, 4,096 B at 5096",
          "nothing: node 1 begins here; the HOLE beyond is in node 0, and never joined",
          "nothing: node 1 ends here", "a walk to it: 1 hole and 0 blocks");
    TELLS("malloc A 100\nmalloc B 100\nmalloc A 50\nfree @1000", 4, "A, 100 B at 1000: becomes a HOLE",
          "after it   B, 100 B at 1100: in use, does not join");
    TELLS("malloc A 10\nrealloc A 0", 2, "one HOLE, 4,096 B at 1000 = 10 + 4,086");
    TELLS("malloc A 10\nfree A\nfree A", 3, "explains a malloc, a realloc or a free that was done");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("why");
    TCase *tests = tcase_create("why");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_walk_says_the_same, 0, MEMS_POLICIES);
    tcase_add_test(tests, lists_of_any_length_add_up);
    tcase_add_test(tests, sentences);
    tcase_add_test(tests, sentences_about_frees);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
