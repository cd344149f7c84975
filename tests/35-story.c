/* 35-story.c: the sentence about the last operation, and the counts in it,
 * against a slow obvious allocator that counts as it walks. */
#include "paint.h"
#include "phrase.h"
#include "search.h"
#include "stage.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Sentences ---- */

static void check_story(struct stage *stage, long step, const char *wanted)
{
    char text[PHRASE_SIZE];
    stage_seek(stage, step);
    size_t length = story_text(&stage->view, text, sizeof text);
    ck_assert_str_eq(text, wanted);
    ck_assert_uint_eq(length, strlen(text));
}

/* The last step's sentence. */
static void tells(const char *workload, const char *wanted)
{
    struct stage stage;
    stage_open(&stage, workload);
    check_story(&stage, -1, wanted);
    stage_close(&stage);
}

#define THREE_HOLES                                                                        \
    "malloc A 300\nmalloc s 50\nmalloc B 800\nmalloc s 50\nmalloc C 400\nmalloc s 2496\n" \
    "free A\nfree B\nfree C\n"

START_TEST(empty_heap)
{
    struct stage stage;
    stage_open(&stage, "malloc A 1\n");
    check_story(&stage, 0, "an empty heap: nothing is mapped yet; → makes the first step");
    stage_close(&stage);
    tells("", "an empty heap: no operation in it; m types a malloc");
    tells("# nothing\n", "an empty heap: no operation in it; m types a malloc");
}
END_TEST

START_TEST(first_fit)
{
    tells("malloc A 1000", "malloc A 1,000 → 1000: nothing is mapped yet: a new node of 1 page; "
                           "3,096 B stay a HOLE");
    tells("malloc A 8192", "malloc A 8,192 → 1000: nothing is mapped yet: a new node of 2 pages, "
                           "an exact fit");
    tells("malloc A 1000\nmalloc B 3095",
          "malloc B 3,095 → 2000: it fits the only hole, of 3,096 B; 1 B stays a HOLE");
    tells(THREE_HOLES "malloc D 200", "malloc D 200 → 1000: first fit looked at 1 hole: it fits, "
                                      "with 300 B; 100 B stay a HOLE");
    tells(THREE_HOLES "malloc D 800", "malloc D 800 → 1350: first fit looked at 2 holes: the first "
                                      "that fits has 800 B, an exact fit");
    tells(THREE_HOLES "malloc D 900", "malloc D 900 → 5096: no hole fits (largest 800 of 1,500 B in "
                                      "3 holes): a new node of 1 page; 3,196 B stay a HOLE");
    tells("malloc A 4000\nmalloc B 97", "malloc B 97 → 5096: no hole fits (the only one has 96 B): "
                                        "a new node of 1 page; 3,999 B stay a HOLE");
    tells("malloc A 4096\nmalloc B 1", "malloc B 1 → 5096: there is no hole: a new node of 1 page; "
                                       "4,095 B stay a HOLE");
}
END_TEST

START_TEST(other_policies)
{
    tells("policy best\n" THREE_HOLES "malloc D 390",
          "malloc D 390 → 2200: best fit looked at all 3 holes: the smallest that fits has 400 B; "
          "10 B stay a HOLE");
    tells("policy worst\n" THREE_HOLES "malloc D 100",
          "malloc D 100 → 1350: worst fit looked at all 3 holes: the largest has 800 B; "
          "700 B stay a HOLE");
    tells(THREE_HOLES "malloc D 300\npolicy next\nmalloc E 300",
          "malloc E 300 → 1350: next fit began at 1300 and looked at 1 hole: it fits, with 800 B; "
          "500 B stay a HOLE");
    tells(THREE_HOLES "malloc D 900\nfree D\nmalloc F 3900\npolicy next\nmalloc E 700",
          "malloc E 700 → 1350: next fit began at 8996, wrapped around and looked at 3 holes: the "
          "first that fits has 800 B; 100 B stay a HOLE");
    tells(THREE_HOLES "policy best\nmalloc D 1\npolicy worst",
          "from here on worst fit: of the holes that fit, the largest");
}
END_TEST

START_TEST(rounding_and_leaks)
{
    tells("align 16\nmalloc A 397", "malloc A 397 (rounded up to 400) → 1000: nothing is mapped yet: "
                                    "a new node of 1 page; 3,696 B stay a HOLE");
    tells("malloc A 10\nmalloc A 4086",
          "malloc A 4,086 → 1010: it fits the only hole, of 4,086 B, an exact fit; "
          "the block that was A has no name any more: a leak");
}
END_TEST

START_TEST(frees)
{
    tells(THREE_HOLES, "free C: 400 B at 2200 are a HOLE; no HOLE beside it to join");
    tells("malloc A 100\nmalloc B 200\nmalloc C 300\nfree A\nfree C\nfree B",
          "free B: joined the HOLE before it (100 B) and the one after it (3,796 B): "
          "one HOLE of 4,096 B at 1000; node 0 is all HOLE and stays mapped");
    tells("malloc A 100\nmalloc B 200\nmalloc C 300\nfree A\nfree B",
          "free B: joined the HOLE before it (100 B): one HOLE of 300 B at 1000");
    tells("malloc A 100\nmalloc B 200\nfree B",
          "free B: joined the HOLE after it (3,796 B): one HOLE of 3,996 B at 1100");
    tells("join off\nmalloc A 100\nmalloc B 200\nfree A\nfree B",
          "free B: 200 B at 1100 are a HOLE; joining is off; node 0 is all HOLE and stays mapped");
}
END_TEST

START_TEST(refusals)
{
    tells("malloc A 0", "malloc A 0 gives NULL: a block of 0 bytes is not allocated");
    tells("malloc A 0\nfree A", "free A changed nothing: that name stands for NULL");
    tells("malloc A 10\nfree A\nfree A", "free A changed nothing: that block was freed already");
    tells("malloc A 10\nfree A+4",
          "free A+4 changed nothing: the address lies inside a block, not at its start");
    tells("malloc A 10\nfree @9999", "free 9999 changed nothing: the address belongs to no node");
    tells("malloc A 10\nget @3000",
          "get 3000 gives NULL: the address lies in a HOLE: nothing is allocated there");
    tells("malloc A 6\nwrite A+4 200", "write A+4 changed nothing: the bytes do not fit in the block");
}
END_TEST

START_TEST(gets_and_writes)
{
    tells("malloc A 1000\nget A+4", "get A+4 = 1004 → node 0 at @4d454d530000 + 4 = @4d454d530004");
    tells("malloc A 1000\nget @1999", "get 1999 → node 0 at @4d454d530000 + 999 = @4d454d5303e7");
    tells("malloc A 9\nwrite A+4 -2", "wrote -2 as 4 bytes at A+4 through mems_get → "
                                      "node 0 at @4d454d530000 + 4 = @4d454d530004");
    tells("malloc A 9\nwrite A \"hello\"", "wrote 5 bytes of text at A through mems_get → "
                                           "node 0 at @4d454d530000 + 0 = @4d454d530000");
}
END_TEST

START_TEST(reallocs)
{
    tells("malloc A 100\nmalloc B 100\nrealloc A 200",
          "realloc A 200 → 1200: it fits the only hole, of 3,896 B; 3,696 B stay a HOLE; its bytes "
          "were copied there, and of the old block 100 B at 1000 are a HOLE; no HOLE beside it to join");
    tells("malloc A 100\nmalloc B 100\nrealloc A 0",
          "realloc A 0 is a free and gives NULL: 100 B at 1000 are a HOLE; no HOLE beside it to join");
    tells("realloc A 96", "realloc A 96 → 1000: nothing is mapped yet: a new node of 1 page; "
                          "4,000 B stay a HOLE");
}
END_TEST

START_TEST(expectations)
{
    tells("malloc A 100\nexpect A at 1200\nexpect holes 2\nexpect blocks 1",
          "expect A at 1200: failed, it is at 1000; expect holes 2: failed, found 1; "
          "malloc A 100 → 1000: nothing is mapped yet: a new node of 1 page; 3,996 B stay a HOLE");
    tells("malloc A 100\nexpect A gone\nexpect fails\nexpect B at 3",
          "expect A gone: failed, it is live; expect fails: failed, it went well; "
          "expect B at 3: failed, it is not live; "
          "malloc A 100 → 1000: nothing is mapped yet: a new node of 1 page; 3,996 B stay a HOLE");
}
END_TEST

/* ---- The counts ---- */

/* A slow allocator: an array of segments in address order, and counts of what
 * each walk looked at. */
struct slow {
    struct { uint64_t start, size; bool hole; uint32_t node; } list[4000];
    int count;
    uint32_t nodes;
    uint64_t end, rover;
    bool join;
    struct search seen; /* by the last malloc */
    uint64_t largest;   /* of the holes it saw */
};

static void slow_insert(struct slow *slow, int i, uint64_t start, uint64_t size, bool hole,
                        uint32_t node)
{
    ck_assert_int_lt(slow->count, 4000);
    memmove(&slow->list[i + 1], &slow->list[i], (size_t)(slow->count - i) * sizeof *slow->list);
    slow->list[i].start = start;
    slow->list[i].size = size;
    slow->list[i].hole = hole;
    slow->list[i].node = node;
    slow->count++;
}

static void slow_remove(struct slow *slow, int i)
{
    slow->count--;
    memmove(&slow->list[i], &slow->list[i + 1], (size_t)(slow->count - i) * sizeof *slow->list);
}

/* Looks at one hole; whether the walk goes on. */
static bool slow_look(struct slow *slow, int i, uint64_t size, enum mems_policy policy, int *best)
{
    uint64_t bytes = slow->list[i].size;
    if (!slow->list[i].hole)
        return true;
    slow->seen.looked++;
    if (bytes < size)
        return true;
    if (*best < 0 || (policy == MEMS_BEST_FIT && bytes < slow->list[*best].size) ||
        (policy == MEMS_WORST_FIT && bytes > slow->list[*best].size))
        *best = i;
    return policy == MEMS_BEST_FIT || policy == MEMS_WORST_FIT;
}

static int slow_find(struct slow *slow, uint64_t size, enum mems_policy policy)
{
    int best = -1;
    uint64_t from = policy == MEMS_NEXT_FIT ? slow->rover : 0;
    for (int i = 0; i < slow->count; i++)
        if (slow->list[i].start >= from && !slow_look(slow, i, size, policy, &best))
            return best;
    for (int i = 0; i < slow->count && from > 0; i++) {
        if (slow->list[i].start < from && !slow_look(slow, i, size, policy, &best)) {
            slow->seen.wrapped = true;
            return best;
        }
    }
    return best;
}

static uint64_t slow_malloc(struct slow *slow, uint64_t size, enum mems_policy policy, uint64_t page)
{
    slow->seen = (struct search){0};
    slow->largest = 0;
    for (int i = 0; i < slow->count; i++) {
        uint64_t bytes = slow->list[i].hole ? slow->list[i].size : 0;
        slow->seen.holes += bytes > 0;
        slow->seen.hole_bytes += bytes;
        slow->largest = bytes > slow->largest ? bytes : slow->largest;
    }
    int i = slow_find(slow, size, policy);
    if (i < 0) {
        uint64_t bytes = (size + page - 1) / page * page;
        i = slow->count;
        slow_insert(slow, i, slow->end, bytes, true, slow->nodes++);
        slow->end += bytes;
    }
    uint64_t start = slow->list[i].start, rest = slow->list[i].size - size;
    if (rest > 0)
        slow_insert(slow, i + 1, start + size, rest, true, slow->list[i].node);
    slow->list[i].size = size;
    slow->list[i].hole = false;
    slow->rover = start + size;
    return start;
}

static bool slow_joins(const struct slow *slow, int i)
{
    return slow->join && i >= 0 && i + 1 < slow->count && slow->list[i].hole &&
           slow->list[i + 1].hole && slow->list[i].node == slow->list[i + 1].node;
}

static void slow_free(struct slow *slow, uint64_t start)
{
    for (int i = 0; i < slow->count; i++) {
        if (slow->list[i].start != start)
            continue;
        slow->list[i].hole = true;
        if (slow_joins(slow, i)) {
            slow->list[i].size += slow->list[i + 1].size;
            slow_remove(slow, i + 1);
        }
        if (slow_joins(slow, i - 1)) {
            slow->list[i - 1].size += slow->list[i].size;
            slow_remove(slow, i);
        }
        return;
    }
    ck_abort_msg("the slow allocator has no block at %llu", (unsigned long long)start);
}

static void check_search(const struct stage *stage, const struct slow *slow,
                         const struct event *event)
{
    struct search search = search_before(&stage->view, event);
    uint64_t largest;
    ck_assert_uint_eq(search.holes, slow->seen.holes);
    ck_assert_uint_eq(search.hole_bytes, slow->seen.hole_bytes);
    ck_assert(search_largest(&stage->view, event, &largest));
    ck_assert_uint_eq(largest, slow->largest);
    ck_assert_uint_eq(search.looked, slow->seen.looked);
    ck_assert_int_eq(search.wrapped, slow->seen.wrapped);
}

/* Forwards the slow allocator runs along; backwards, what it saw then must
 * be what the search sees again. */
static void compare(unsigned seed, const char *settings)
{
    struct stage stage;
    static struct slow slow;
    static struct search seen[401];
    static uint64_t largest[401];
    char *workload = stage_random(seed, settings);
    stage_open(&stage, workload);
    free(workload);
    struct mems_options options = mems_heap_options(timeline_heap(stage.timeline));
    slow = (struct slow){.end = options.start, .rover = options.start, .join = options.join};
    int mallocs = 0;
    while (timeline_forward(stage.timeline)) {
        uint32_t step = timeline_step(stage.timeline);
        struct event event = timeline_event(stage.timeline, step);
        if (event.has_malloc) {
            ck_assert_uint_eq(slow_malloc(&slow, event.malloc.size, options.policy,
                                          options.page_size), event.malloc.address);
            seen[step] = slow.seen;
            largest[step] = slow.largest;
        }
        if (event.has_free)
            slow_free(&slow, event.free.address);
        if (event.has_malloc)
            check_search(&stage, &slow, &event);
        mallocs += event.has_malloc;
    }
    ck_assert_int_gt(mallocs, 100);
    for (uint32_t step = timeline_step(stage.timeline); step > 0; step--) {
        struct event event = timeline_event(stage.timeline, step);
        slow.seen = seen[step];
        slow.largest = largest[step];
        if (event.has_malloc)
            check_search(&stage, &slow, &event);
        ck_assert(timeline_back(stage.timeline));
    }
    stage_close(&stage);
}

START_TEST(counts_are_those_of_a_walk)
{
    static const char *const policies[] = {"first", "next", "best", "worst"};
    char settings[64];
    for (unsigned seed = 1; seed <= 6; seed++) {
        for (int off = 0; off < 2; off++) {
            snprintf(settings, sizeof settings, "policy %s\njoin %s\nalign %d", policies[_i],
                     off ? "off" : "on", seed % 2 ? 1 : 8);
            compare(seed * 7 + (unsigned)_i, settings);
        }
    }
}
END_TEST

START_TEST(huge_heaps_are_counted_too)
{
    struct stage stage;
    stage_open(&stage, "random 120000 seed 1 size 8..8 free 0%\nmalloc A 8\nmalloc B 2552\n"
                       "malloc C 100\nfree C\nrealloc A 4000\nmalloc D 5000\n");
    check_story(&stage, 120001, "malloc A 8 → 961000: it fits the only hole, of 2,560 B; "
                                "2,552 B stay a HOLE");
    check_story(&stage, -1, "malloc D 5,000 → 967656: no hole fits (104 B in 2 holes): a new node of "
                            "2 pages; 3,192 B stay a HOLE");
    stage_close(&stage);
}
END_TEST

START_TEST(any_size)
{
    struct stage stage;
    stage_open(&stage, THREE_HOLES "malloc D 900\nexpect holes 17");
    stage_seek(&stage, -1);
    stage_paint_all_sizes(&stage, paint_story, 130, 4);
    stage_close(&stage);
}
END_TEST

/* ---- The heap in words ---- */

static void shows(const char *workload, const char *wanted)
{
    struct stage stage;
    char text[2048];
    stage_open(&stage, workload);
    stage_seek(&stage, -1);
    ck_assert_uint_eq(heap_text(&stage.view, text, sizeof text), strlen(wanted));
    ck_assert_str_eq(text, wanted);
    char cut[20]; /* never past its end */
    ck_assert_uint_lt(heap_text(&stage.view, cut, sizeof cut), sizeof cut);
    stage_close(&stage);
}

START_TEST(heap_in_words)
{
    shows("", "0 nodes of 0 pages: 0 blocks of 0 B, 0 HOLEs of 0 B.");
    shows("malloc A 1000\nmalloc B 4096\nfree A",
          "node 0: HOLE 1000–5095. node 1: B 5096–9191. "
          "2 nodes of 2 pages: 1 block of 4,096 B, 1 HOLE of 4,096 B.");
    shows("random 24 seed 1 size 10..10 free 0%\n",
          "1 node of 1 page: 24 blocks of 240 B, 1 HOLE of 3,856 B.");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("story");
    TCase *tcase = tcase_create("story");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, empty_heap);
    tcase_add_test(tcase, first_fit);
    tcase_add_test(tcase, other_policies);
    tcase_add_test(tcase, rounding_and_leaks);
    tcase_add_test(tcase, frees);
    tcase_add_test(tcase, refusals);
    tcase_add_test(tcase, gets_and_writes);
    tcase_add_test(tcase, reallocs);
    tcase_add_test(tcase, expectations);
    tcase_add_loop_test(tcase, counts_are_those_of_a_walk, 0, MEMS_POLICIES);
    tcase_add_test(tcase, huge_heaps_are_counted_too);
    tcase_add_test(tcase, any_size);
    tcase_add_test(tcase, heap_in_words);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
