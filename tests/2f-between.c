/* 2f-between.c: two moments beside a slow look at both: every block of one against every
 * block of the other, identities followed from event to event. */
#include "fates.h"
#include "require.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_MOST 600
#define BLOCKS_MOST 600

/* ---- The slow definition ---- */

struct slow_block { uint64_t start, size; uint32_t maker; };
struct slow_moment { size_t count; struct slow_block blocks[BLOCKS_MOST]; };
struct slow {
    struct slow_moment then, now;
    struct between_sum stayed, moved, born, died;
    uint64_t moved_then, passed;
};

static void look(struct slow_moment *moment, struct timeline *timeline, uint32_t step)
{
    struct mems_node node;
    struct mems_segment segment;

    timeline_seek(timeline, step);
    moment->count = 0;
    for (bool more = mems_node_first(timeline_heap(timeline), &node); more;
         more = mems_node_next(timeline_heap(timeline), &node)) {
        bool any = mems_segment_first(timeline_heap(timeline), &node, &segment);

        for (; any; any = mems_segment_next(timeline_heap(timeline), &segment))
            if (segment.kind == MEMS_PROCESS)
                moment->blocks[moment->count++] = (struct slow_block){
                    segment.start, segment.size, timeline_maker(timeline, &segment)};
    }
}

/* The step at which the life of a block began that `made` made: a realloc that freed
 * a block goes on with the life of the one whose bytes it freed. */
static uint32_t birth_of(const struct timeline *timeline, uint32_t made)
{
    struct event event = timeline_event(timeline, made);

    while (event.has_malloc && event.has_free) {
        uint32_t before = made - 1;

        for (;; before--) {
            struct event maker = timeline_event(timeline, before);

            if (maker.has_malloc && maker.malloc.address == event.free.address)
                break;
        }
        made = before;
        event = timeline_event(timeline, made);
    }
    return made;
}

static const struct slow_block *find(const struct timeline *timeline,
                                     const struct slow_moment *moment, uint32_t birth)
{
    for (size_t i = 0; i < moment->count; i++)
        if (birth_of(timeline, moment->blocks[i].maker) == birth)
            return &moment->blocks[i];
    return NULL;
}

static void add(struct between_sum *sum, uint64_t bytes)
{
    sum->blocks++;
    sum->bytes += bytes;
}

/* Leaves the timeline at `step`. */
static void look_slowly(struct slow *slow, struct timeline *timeline, uint32_t mark, uint32_t step)
{
    bool after = step >= mark;
    uint32_t first = after ? mark : step, last = after ? step : mark;

    memset(slow, 0, sizeof *slow);
    look(&slow->then, timeline, mark);
    look(&slow->now, timeline, step);
    for (size_t i = 0; i < slow->now.count; i++) {
        const struct slow_block *block = &slow->now.blocks[i];
        const struct slow_block *then = find(timeline, &slow->then,
                                             birth_of(timeline, block->maker));

        if (then == NULL)
            add(after ? &slow->born : &slow->died, block->size);
        else if (then->maker == block->maker)
            add(&slow->stayed, block->size);
        else
            add(&slow->moved, block->size);
        if (then != NULL && then->maker != block->maker)
            slow->moved_then += then->size;
    }
    for (size_t i = 0; i < slow->then.count; i++)
        if (find(timeline, &slow->now, birth_of(timeline, slow->then.blocks[i].maker)) == NULL)
            add(after ? &slow->died : &slow->born, slow->then.blocks[i].size);
    for (uint32_t at = first + 1; at <= last; at++)
        slow->passed += timeline_event(timeline, at).has_malloc
            && !timeline_event(timeline, at).has_free;
    slow->passed -= slow->born.blocks;
}

/* ---- Beside it ---- */

static bool same(struct between_sum a, struct between_sum b)
{
    return a.blocks == b.blocks && a.bytes == b.bytes;
}

static void check_sums(const struct between *between, const struct slow *slow, uint64_t seed)
{
    REQUIRE_MSG(same(between->stayed, slow->stayed) && same(between->moved, slow->moved) &&
                same(between_born(between), slow->born) &&
                same(between_died(between), slow->died) &&
                between->moved_then == slow->moved_then &&
                between_passed(between) == slow->passed && between->now.blocks == slow->now.count,
                "seed %u: from %u to %u", (unsigned)seed, between->mark, between->at);
}

/* Every block, and the bytes below every address at which one begins or ends. */
static void check_blocks(const struct between *between, const struct timeline *timeline,
                         const struct slow *slow, uint64_t seed)
{
    for (size_t i = 0; i < slow->now.count; i++) {
        const struct slow_block *block = &slow->now.blocks[i];
        const struct slow_block *then = find(timeline, &slow->then,
                                             birth_of(timeline, block->maker));
        enum between_fate fate = then == NULL ? BETWEEN_ONLY_NOW
            : then->maker == block->maker ? BETWEEN_STAYED : BETWEEN_MOVED;

        REQUIRE_MSG(between_fate(between, block->maker) == fate, "seed %u: fate of %u",
                    (unsigned)seed, block->maker);
        if (fate == BETWEEN_ONLY_NOW && between->at >= between->mark)
            REQUIRE(between_event_now(between, block->maker) == birth_of(timeline, block->maker));
    }
    for (size_t i = 0; i < slow->then.count; i++) {
        const struct slow_block *block = &slow->then.blocks[i];
        struct between_below low = between_below(between, block->start);
        struct between_below high = between_below(between, block->start + block->size);
        struct between_below inner = between_below(between, block->start + block->size / 2);
        bool stayed = false;

        for (size_t j = 0; j < slow->now.count; j++)
            stayed = stayed || slow->now.blocks[j].maker == block->maker;
        REQUIRE(high.used - low.used == block->size);
        REQUIRE(high.gone - low.gone == (stayed ? 0 : block->size));
        REQUIRE(inner.used - low.used == block->size / 2);
        REQUIRE(inner.gone - low.gone == (stayed ? 0 : block->size / 2));
    }
}

/* All that changed is listed, unless it is too much; and what a row says of its step
 * is so. */
static void check_changes(const struct between *between, struct timeline *timeline,
                          const struct slow *slow, uint64_t seed)
{
    struct fate_list changes = {.count = 0};
    uint64_t blocks[FATE_KINDS] = {0}, bytes[FATE_KINDS] = {0};

    while (fates_look(&changes, between, timeline, 7))
        REQUIRE(fates_share(&changes, between, timeline) < 1000);
    for (size_t i = 0; i < changes.count; i++) {
        const struct fate *change = &changes.list[i];
        struct event event = timeline_event(timeline, change->step);

        blocks[change->kind]++;
        bytes[change->kind] += change->kind == FATE_MOVED ? change->bytes_now : change->bytes;
        REQUIRE(i == 0 || change[-1].bytes >= change->bytes);
        REQUIRE_MSG(change->kind == FATE_BORN ? event.has_malloc && !event.has_free
                    : change->kind == FATE_DIED ? event.has_free && !event.has_malloc
                                                  : event.has_free && event.has_malloc,
                    "seed %u: step %u of a row, from %u to %u", (unsigned)seed, change->step,
                    between->mark, between->at);
        if (change->kind == FATE_BORN && between->at >= between->mark)
            REQUIRE(event.op == timeline_event(timeline, birth_of(timeline, change->made)).op);
    }
    const struct between_sum sums[] = {[FATE_BORN] = slow->born, [FATE_DIED] = slow->died,
                                       [FATE_MOVED] = slow->moved};

    for (int kind = 0; kind < FATE_KINDS; kind++) {
        bool all = sums[kind].blocks <= FATES_MOST;

        REQUIRE_MSG(blocks[kind] == (all ? sums[kind].blocks : FATES_MOST) &&
                    (!all || bytes[kind] == sums[kind].bytes), "seed %u: rows of a kind",
                    (unsigned)seed);
    }
}

static struct between open_at(struct timeline *timeline, uint32_t mark)
{
    struct between between;

    timeline_seek(timeline, mark);
    ck_assert(between_open(&between, timeline));
    while (between_list(&between, timeline, 3))
        ck_assert(!between.listed);
    return between;
}

static void walk(struct between *between, const struct timeline *timeline, uint32_t step)
{
    while (between_walk(between, timeline, step, 11))
        ck_assert(!between->cut);
    ck_assert_uint_eq(between->at, step);
}

START_TEST(a_walk_to_and_fro_says_what_a_slow_look_says)
{
    static struct slow slow;
    uint64_t seed = (uint64_t)_i + 8100, state = seed;
    struct ops *ops = random_ops(&state, 60 + (size_t)random_below(&state, STEPS_MOST - 60));
    struct timeline *timeline = timeline_of(ops);
    uint32_t end = timeline_seek(timeline, UINT32_MAX), step = 0;
    struct between between = open_at(timeline, (uint32_t)random_below(&state, end + 1));

    for (int i = 0; i < 24; i++) {
        step = i % 3 == 0 ? (uint32_t)random_below(&state, end + 1)
            : i % 3 == 1 && step < end ? step + 1 : step > 0 ? step - 1 : step;
        walk(&between, timeline, step);
        look_slowly(&slow, timeline, between.mark, step);
        check_sums(&between, &slow, seed);
        check_blocks(&between, timeline, &slow, seed);
        if (i % 3 == 0)
            check_changes(&between, timeline, &slow, seed);
    }
    between_close(&between);
    close_both(timeline);
}
END_TEST

/* ---- By hand ---- */

static const char lesson[] =
    "malloc A 1000\n"  /* 1: 1000 */
    "malloc B 800\n"   /* 2: 2000 */
    "malloc C 200\n"   /* 3: 2800 */
    "free B\n"         /* 4 */
    "realloc A 1200\n" /* 5: 3000 */
    "malloc D 300\n"   /* 6: 1000 */
    "malloc E 50\n"
    "free E\n"
    "realloc D 400\n"; /* 9: 1300 */

START_TEST(born_died_moved_and_stayed)
{
    struct timeline *timeline = at_end_of(lesson);
    struct between between = open_at(timeline, 3);
    struct fate_list changes = {.count = 0};

    walk(&between, timeline, 9);
    timeline_seek(timeline, 9);
    ck_assert(same(between.stayed, (struct between_sum){1, 200}));
    ck_assert(same(between.moved, (struct between_sum){1, 1200}));
    ck_assert_uint_eq(between.moved_then, 1000);
    ck_assert(same(between_born(&between), (struct between_sum){1, 400}));
    ck_assert(same(between_died(&between), (struct between_sum){1, 800}));
    ck_assert_uint_eq(between_passed(&between), 1);
    ck_assert(!fates_look(&changes, &between, timeline, 100));
    ck_assert_uint_eq(changes.count, 3);
    ck_assert(changes.list[0].kind == FATE_MOVED && changes.list[0].step == 5);
    ck_assert(changes.list[1].kind == FATE_DIED && changes.list[1].step == 4);
    ck_assert(changes.list[2].kind == FATE_BORN && changes.list[2].step == 6);
    ck_assert(changes.list[2].start == 1300 && changes.list[2].made == 9);
    between_close(&between);
    close_both(timeline);
}
END_TEST

/* Seen from the later moment the same blocks are born and die. */
START_TEST(a_mark_that_lies_ahead)
{
    struct timeline *timeline = at_end_of(lesson);
    struct between between = open_at(timeline, 9);

    walk(&between, timeline, 3);
    ck_assert(same(between.stayed, (struct between_sum){1, 200}));
    ck_assert(same(between.moved, (struct between_sum){1, 1000}));
    ck_assert_uint_eq(between.moved_then, 1200);
    ck_assert(same(between_born(&between), (struct between_sum){1, 400}));
    ck_assert(same(between_died(&between), (struct between_sum){1, 800}));
    ck_assert_int_eq(between_fate(&between, 2), BETWEEN_ONLY_NOW);
    ck_assert_uint_eq(between_event_now(&between, 2), 4);
    between_close(&between);
    close_both(timeline);
}
END_TEST

/* What a person typed is walked over too, and steps may be more than there were. */
START_TEST(steps_that_were_not_known_when_it_began)
{
    struct timeline *timeline = timeline_of(ops_of(lesson));
    struct between between = open_at(timeline, 2);

    timeline_seek(timeline, 4);
    type(timeline, "malloc X 900");
    walk(&between, timeline, 5);
    ck_assert(same(between_born(&between), (struct between_sum){2, 1100}));
    ck_assert(same(between_died(&between), (struct between_sum){1, 800}));
    walk(&between, timeline, 0);
    ck_assert(same(between_born(&between), (struct between_sum){2, 1800}));
    between_close(&between);
    close_both(timeline);
}
END_TEST

START_TEST(of_more_than_the_list_holds_the_largest_stay)
{
    char text[200 * 24] = "";
    struct fate_list changes = {.count = 0};

    for (int i = 0; i < 200; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "malloc n%d %d\n", i,
                 1 + (i * 77) % 200);
    struct timeline *timeline = at_end_of(text);
    struct between between = open_at(timeline, 0);

    walk(&between, timeline, 200);
    timeline_seek(timeline, 200);
    while (fates_look(&changes, &between, timeline, 9))
        continue;
    ck_assert_uint_eq(changes.count, FATES_MOST);
    for (size_t i = 0; i < changes.count; i++)
        ck_assert_uint_eq(changes.list[i].bytes, 200 - i);
    between_close(&between);
    close_both(timeline);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("between");
    TCase *tests = tcase_create("between");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, born_died_moved_and_stayed);
    tcase_add_test(tests, a_mark_that_lies_ahead);
    tcase_add_test(tests, steps_that_were_not_known_when_it_began);
    tcase_add_test(tests, of_more_than_the_list_holds_the_largest_stay);
    tcase_add_loop_test(tests, a_walk_to_and_fro_says_what_a_slow_look_says, 0, 40);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
