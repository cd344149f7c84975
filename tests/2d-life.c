/* 2d-life.c: lives of bytes and of blocks, learnt in slices, beside a look at every
 * step of random workloads. */
#include "life.h"
#include "require.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

static void look_all(struct life *life, const struct timeline *timeline, uint32_t slice)
{
    while (life_look(life, timeline, slice))
        continue;
}

static void check_spans(const struct life *life, const struct life_span *spans, size_t count)
{
    ck_assert_uint_eq(life->count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(life->spans[i].step == spans[i].step &&
                      life->spans[i].maker == spans[i].maker,
                      "span %u: step %u, maker %u", (unsigned)i, life->spans[i].step,
                      life->spans[i].maker);
}

static const char lesson[] =
    "malloc A 1000\n"  /* 1: 1000 */
    "malloc B 800\n"   /* 2: 2000 */
    "free B\n"
    "malloc C 300\n"   /* 4: 2000 */
    "realloc A 2000\n" /* 5: 2300 */
    "free C\n"
    "realloc A 4000\n" /* 7: a node at 5096 */
    "free A\n"
    "malloc A 100\n";

START_TEST(a_byte_has_owners_one_after_the_other)
{
    static const struct life_span spans[] = {{0, 0}, {1, 0}, {2, 2}, {3, 0}, {4, 4}, {6, 0}};
    static const struct life_span second[] = {{0, 0}, {7, 7}, {8, 0}}, none[] = {{0, 0}};
    struct timeline *timeline = at_end_of(lesson);
    struct life life = life_of_byte(2000);

    look_all(&life, timeline, 2);
    check_spans(&life, spans, 6);
    ck_assert(life.mapped && !life.cut);
    for (uint32_t step = 0; step < 12; step++) {
        size_t at = life_at(&life, step);

        ck_assert(spans[at].step <= step && (at == 5 || spans[at + 1].step > step));
    }
    life_close(&life);
    life = life_of_byte(5096);
    look_all(&life, timeline, 1);
    check_spans(&life, second, 3);
    life_close(&life);
    life = life_of_byte(999999);
    look_all(&life, timeline, 100);
    check_spans(&life, none, 1);
    ck_assert(!life.mapped);
    life_close(&life);
    close_both(timeline);
}
END_TEST

START_TEST(a_block_is_born_moved_and_freed)
{
    static const struct life_span spans[] = {{1, 1}, {5, 5}, {7, 7}, {8, 0}};
    static const struct life_span alive[] = {{9, 9}};
    struct timeline *timeline = at_end_of(lesson);

    for (uint32_t made = 1; made <= 7; made += made == 1 ? 4 : 2) {
        struct life life = life_of_block(timeline, made);

        look_all(&life, timeline, 1);
        check_spans(&life, spans, 4);
        life_close(&life);
    }
    struct life life = life_of_block(timeline, 9), none = life_of_block(timeline, 0);

    look_all(&life, timeline, 50);
    check_spans(&life, alive, 1);
    ck_assert(!life_look(&none, timeline, 9));
    ck_assert_uint_eq(none.count, 0);
    life_close(&life);
    life_close(&none);
    close_both(timeline);
}
END_TEST

/* What a person typed belongs to a life, and what it put aside does not. */
START_TEST(a_fork_has_lives_of_its_own)
{
    static const struct life_span spans[] = {{0, 0}, {1, 0}, {2, 2}, {3, 0}, {4, 4}};
    struct timeline *timeline = at_end_of(lesson);
    struct life life = life_of_byte(2000);

    timeline_seek(timeline, 3);
    type(timeline, "malloc X 10");
    type(timeline, "malloc Y 10");
    look_all(&life, timeline, 3);
    check_spans(&life, spans, 5);
    life_close(&life);
    close_both(timeline);
}
END_TEST

/* Goes through all steps, and compares what the heap says with the life. */
static void check_byte(struct timeline *timeline, uint64_t address)
{
    struct life life = life_of_byte(address);

    look_all(&life, timeline, 17);
    for (uint32_t step = 0; step <= timeline_end(timeline); step++) {
        struct mems_segment segment;
        size_t at = life_at(&life, step);

        timeline_seek(timeline, step);
        if (mems_segment_at(timeline_heap(timeline), address, &segment))
            REQUIRE_MSG(at > 0 && life.spans[at].maker == timeline_maker(timeline, &segment),
                        "%u at step %u", (unsigned)address, step);
        else
            REQUIRE_MSG(at == 0, "%u at step %u is not mapped", (unsigned)address, step);
    }
    life_close(&life);
}

START_TEST(every_byte_is_whose_the_heap_says)
{
    uint64_t state = (uint64_t)_i + 6000;
    struct ops *ops = random_ops(&state, 400);
    struct timeline *timeline = timeline_of(ops);

    timeline_seek(timeline, UINT32_MAX);
    for (int i = 0; i < 12; i++)
        check_byte(timeline, ops_options_view(ops)->start + random_below(&state, 9000));
    close_both(timeline);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("life");
    TCase *tests = tcase_create("life");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_byte_has_owners_one_after_the_other);
    tcase_add_test(tests, a_block_is_born_moved_and_freed);
    tcase_add_test(tests, a_fork_has_lives_of_its_own);
    tcase_add_loop_test(tests, every_byte_is_whose_the_heap_says, 0, 12);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
