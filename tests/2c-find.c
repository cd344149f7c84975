/* 2c-find.c: queries from words, and what they find, in slices of any size, beside
 * a slow look at every step. */
#include "find.h"
#include "numbers.h"
#include "require.h"
#include "run.h"
#include "trace_state.h"
#include "trace_text.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct query query_of(const struct timeline *timeline, const char *text)
{
    struct query query;
    const char *at;
    char why[200] = "";

    ck_assert_msg(query_read(&query, text, timeline_ops(timeline), (struct range){1000, 300}, &at,
                             why, sizeof why), "%s: %s", text, why);
    return query;
}

/* The step found from the present one, 0: none. */
static uint32_t found(struct timeline *timeline, const char *text, bool forward, uint32_t slice,
                      struct find *find)
{
    struct query query = query_of(timeline, text);
    uint32_t home = timeline_step(timeline);
    enum finding finding;

    *find = find_begin(&query, timeline, forward);
    while ((finding = find_on(find, timeline, slice)) == FIND_GOING)
        ck_assert_uint_eq(timeline_step(timeline), home);
    ck_assert_uint_eq(timeline_step(timeline), home);
    return finding == FIND_FOUND ? find->step : 0;
}

static uint32_t next(struct timeline *timeline, const char *text, bool forward)
{
    struct find find;

    return found(timeline, text, forward, 3, &find);
}

static const char lesson[] =
    "malloc A 1000\n"         /* 1: mmap */
    "malloc B 800\n"
    "free A\n"
    "malloc C 300\n"          /* 4: reuse of 1000 */
    "malloc D 5000\n"         /* 5: mmap */
    "free NOBODY\n"           /* 6: failure */
    "write B+4 7\n"           /* 7: at 2004 */
    "realloc C 600\n"         /* 8 */
    "get B\n"                 /* 9 */
    "expect holes 99\n"
    "malloc E 100\n";         /* 10 */

START_TEST(events_are_found_in_both_directions)
{
    static const struct { const char *query; uint32_t from, forward, back; } rows[] = {
        {"mmap", 0, 1, 5}, {"mmap", 1, 5, 5}, {"mmap", 3, 5, 1}, {"mmap", 5, 1, 1},
        {"fail", 0, 6, 9}, {"fail", 6, 9, 9}, {"fail", 7, 9, 6},
        {"name A", 0, 1, 3}, {"B", 0, 2, 9}, {"B", 2, 7, 9}, {"C", 5, 8, 4},
        {"size>=1000", 0, 1, 5}, {"size > 1K", 0, 5, 5}, {"size=300", 10, 4, 4},
        {"size<300", 0, 10, 10}, {"size<=300", 5, 10, 4}, {"size>1G", 3, 0, 0},
        {"lived>3", 0, 8, 8}, {"lived<100", 3, 8, 8}, {"lived=2", 8, 3, 3}, {"lived=0", 0, 0, 0},
        {"at 2004", 0, 2, 7}, {"at @2004", 2, 7, 7}, {"at 0x3e8", 1, 3, 10},
        {"at 1999", 0, 1, 3}, {"reuse", 3, 4, 1}, {"reuse", 4, 10, 1},
        {"mapped>4K", 0, 5, 0}, {"mapped > 4096", 7, 5, 5}, {"mapped>=4096", 10, 1, 1},
        {"used<1000", 2, 3, 0}, {"blocks=2", 2, 4, 0}, {"blocks=2", 5, 2, 4}, {"waste>0", 3, 0, 0},
        {"mapped>=2x", 1, 5, 0}, {"mapped>1x", 3, 5, 0}, {"mapped>2x", 0, 1, 0},
        {"blocks<1x", 4, 3, 3}, {"used>99999999999x", 3, 0, 0},
    };
    struct timeline *timeline = at_end_of(lesson);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        timeline_seek(timeline, rows[i].from);
        ck_assert_msg(next(timeline, rows[i].query, true) == rows[i].forward, "%s from %u: %u",
                      rows[i].query, rows[i].from, next(timeline, rows[i].query, true));
        ck_assert_msg(next(timeline, rows[i].query, false) == rows[i].back,
                      "%s back from %u: %u", rows[i].query, rows[i].from,
                      next(timeline, rows[i].query, false));
    }
    close_both(timeline);
}
END_TEST

START_TEST(a_search_says_that_it_went_around)
{
    struct timeline *timeline = at_end_of(lesson);
    struct find find;

    timeline_seek(timeline, 2);
    ck_assert_uint_eq(found(timeline, "mmap", true, 1, &find), 5);
    ck_assert(!find.around);
    ck_assert_uint_eq(found(timeline, "mmap", false, 1, &find), 1);
    ck_assert(!find.around);
    timeline_seek(timeline, 5);
    ck_assert_uint_eq(found(timeline, "mmap", true, 1, &find), 1);
    ck_assert(find.around);
    timeline_seek(timeline, 1);
    ck_assert_uint_eq(found(timeline, "mmap", false, 1, &find), 5);
    ck_assert(find.around);
    ck_assert_int_le(find_share(&find), 1000);
    close_both(timeline);
}
END_TEST

/* From wherever a person typed a fork, its steps are searched and no others. */
START_TEST(a_fork_is_searched_instead_of_what_it_left)
{
    struct timeline *timeline = at_end_of(lesson);

    timeline_seek(timeline, 4);
    type(timeline, "malloc X 9000");
    ck_assert_uint_eq(next(timeline, "mmap", true), 1);
    ck_assert_uint_eq(next(timeline, "mmap", false), 1);
    ck_assert_uint_eq(next(timeline, "X", true), 5);
    ck_assert_uint_eq(next(timeline, "fail", true), 0);
    ck_assert_uint_eq(next(timeline, "peak used", true), 5);
    ck_assert_uint_eq(next(timeline, "peak frag", true), 5);
    close_both(timeline);
}
END_TEST

START_TEST(an_empty_workload_has_nothing)
{
    static const char *const queries[] = {"mmap", "size>0", "at 1000", "peak mapped", "peak frag"};
    struct timeline *timeline = at_end_of("");

    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        ck_assert_uint_eq(next(timeline, queries[i], i % 2 == 0), 0);
    close_both(timeline);
}
END_TEST

/* ---- Moments ---- */

struct most { double value; uint32_t step; };

static void raise(struct most *most, double value, uint32_t step)
{
    if (value > most->value)
        *most = (struct most){value, step};
}

/* By standing at every step. */
static void look_everywhere(struct timeline *timeline, struct most most[NUMBERS])
{
    timeline_seek(timeline, 0);
    do {
        const mems_heap *heap = timeline_heap(timeline);
        struct mems_totals totals = mems_heap_totals(heap);
        uint64_t apart = totals.hole - mems_heap_largest_hole(heap);
        uint32_t step = timeline_step(timeline);

        raise(&most[NUMBER_MAPPED], (double)totals.mapped, step);
        raise(&most[NUMBER_USED], (double)totals.process, step);
        raise(&most[NUMBER_HOLE], (double)totals.hole, step);
        raise(&most[NUMBER_WASTE], (double)totals.waste, step);
        raise(&most[NUMBER_LARGEST], (double)(totals.hole - apart), step);
        raise(&most[NUMBER_HOLES], (double)totals.holes, step);
        raise(&most[NUMBER_BLOCKS], (double)totals.blocks, step);
        raise(&most[NUMBER_FRAG], totals.hole > 0 ? (double)apart / (double)totals.hole : 0, step);
    } while (timeline_forward(timeline));
}

START_TEST(peaks_are_where_a_slow_look_finds_them)
{
    uint64_t seed = (uint64_t)_i + 5000, state = seed;
    struct ops *ops = random_ops(&state, 600);
    struct timeline *timeline = timeline_of(ops);
    struct most most[NUMBERS] = {{0, 0}};

    look_everywhere(timeline, most);
    timeline_seek(timeline, (uint32_t)random_below(&state, 601));
    for (int peak = 0; number_names[peak] != NULL; peak++) {
        char text[32];
        struct find find;

        snprintf(text, sizeof text, "peak %s", number_names[peak]);
        REQUIRE_MSG(found(timeline, text, true, 7, &find) == most[peak].step,
                    "seed %llu: %s at %u, not %u", (unsigned long long)seed, text, find.step,
                    most[peak].step);
        if (peak != NUMBER_FRAG)
            REQUIRE((double)find.most == most[peak].value);
    }
    close_both(timeline);
}
END_TEST

/* ---- Words ---- */

/* The first step on that makes the number so, and the last one before; 0: none. */
static uint32_t slow_crossing(struct timeline *timeline, const uint64_t *numbers, uint64_t than,
                              bool forward)
{
    uint32_t home = timeline_step(timeline), end = timeline_end(timeline);

    for (uint32_t i = 1; i <= end; i++) {
        uint32_t step = forward ? (home + i - 1) % end + 1 : home - i;

        if (!forward && i >= home)
            return 0;
        if (numbers[step] > than && numbers[step - 1] <= than)
            return step;
    }
    return 0;
}

START_TEST(numbers_pass_others_where_a_slow_look_finds_it)
{
    static const enum number which[] = {NUMBER_MAPPED, NUMBER_USED, NUMBER_HOLE, NUMBER_WASTE,
                                        NUMBER_BLOCKS};
    uint64_t seed = (uint64_t)_i + 1, numbers[5][301];
    struct ops *ops = random_ops(&seed, 300);
    ops_options(ops)->align = _i % 2 == 0 ? 1 : 16;
    struct timeline *timeline = timeline_of(ops);

    for (uint32_t step = 0; step <= 300; step++) {
        timeline_seek(timeline, step);
        for (int i = 0; i < 5; i++)
            numbers[i][step] = timeline_numbers(timeline).of[which[i]];
    }
    for (int i = 0; i < 200; i++) {
        int n = (int)random_below(&seed, 5);
        uint64_t than = numbers[n][random_below(&seed, 301)];
        bool forward = random_below(&seed, 2) == 0;
        struct find find;
        char text[64];

        timeline_seek(timeline, (uint32_t)random_below(&seed, 301));
        snprintf(text, sizeof text, "%s>%llu", number_names[which[n]], (unsigned long long)than);
        uint32_t slice = 1 + (uint32_t)random_below(&seed, 50);
        uint32_t step = found(timeline, text, forward, slice, &find);
        uint32_t slow = slow_crossing(timeline, numbers[n], than, forward);
        ck_assert_msg(step == slow, "%s %s from %u: %u, not %u", text, forward ? "on" : "back",
                      timeline_step(timeline), step, slow);
        ck_assert(step == 0 || find.most == numbers[n][step]);
    }
    close_both(timeline);
}
END_TEST

START_TEST(errors_say_where_and_what_is_possible)
{
    static const struct { const char *text; int at; const char *says; } rows[] = {
        {"", 0, "peak holes"}, {"holes>3", 5, "only the peak"}, {"mapped>", 7, "mapped>4M"},
        {"mapped>x", 7, "mapped>4M"}, {"mapped>0x", 7, "mapped>4M"},
        {"mapped>2x3", 9, "after the end"}, {"size>2x", 6, "after the end"},
        {"blocks=", 7, "blocks>100"}, {"lived", 5, "lived>1000"}, {"lived>x", 6, "a number"},
        {"mmapp", 0, "did you mean mmap"}, {"nonsense", 0, "size>64K"},
        {"mmap now", 5, "after the end"}, {"size", 4, "size>64K"}, {"size>", 5, "size>64K"},
        {"size>4X", 6, "after the end"}, {"size>99999999999999999999", 5, "a number"},
        {"size>99999999999G", 17, "a number"}, {"at here", 3, "at 4000"},
        {"name", 4, "name A"}, {"name Z", 5, "ever called Z"}, {"peak", 4, "mapped, used"},
        {"peak fun", 5, "holes or blocks"}, {"size>1 2", 7, "after the end"},
        {"at0", 0, "did you mean at"},
        {"A B", 2, "after the end"}, {"at 0x", 3, "at 4000"}, {"reuse", 5, "at 4000"},
    };
    struct timeline *timeline = at_end_of(lesson);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct query query;
        const char *at;
        char why[200] = "";

        ck_assert_msg(!query_read(&query, rows[i].text, timeline_ops(timeline), (struct range){0},
                                  &at, why, sizeof why), "%s", rows[i].text);
        ck_assert_msg(at - rows[i].text == rows[i].at, "'%s': at %d", rows[i].text,
                      (int)(at - rows[i].text));
        ck_assert_msg(strstr(why, rows[i].says) != NULL, "'%s': %s", rows[i].text, why);
    }
    close_both(timeline);
}
END_TEST

START_TEST(a_block_may_be_called_like_a_word)
{
    struct timeline *timeline = at_end_of("malloc mmap 1\nmalloc 17 1\nmalloc at 1\n");

    ck_assert_uint_eq(next(timeline, "name mmap", false), 1);
    ck_assert_uint_eq(next(timeline, "17", true), 2);
    ck_assert_int_eq(query_of(timeline, "at").kind, QUERY_AT);
    ck_assert_uint_eq(next(timeline, "name at", true), 3);
    close_both(timeline);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("find");
    TCase *tests = tcase_create("find");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, events_are_found_in_both_directions);
    tcase_add_test(tests, a_search_says_that_it_went_around);
    tcase_add_test(tests, a_fork_is_searched_instead_of_what_it_left);
    tcase_add_test(tests, an_empty_workload_has_nothing);
    tcase_add_loop_test(tests, peaks_are_where_a_slow_look_finds_them, 0, 12);
    tcase_add_loop_test(tests, numbers_pass_others_where_a_slow_look_finds_it, 0, 6);
    tcase_add_test(tests, errors_say_where_and_what_is_possible);
    tcase_add_test(tests, a_block_may_be_called_like_a_word);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
