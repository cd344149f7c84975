/* 47-bench.c: what `mems bench` measures with and prints: tapes, the naive walk
 * beside the heap, figures, and the tables and the plot of given numbers. No
 * time is taken here. */
#include "choose.h"
#include "churn.h"
#include "figures.h"
#include "golden.h"
#include "naive.h"
#include "plot.h"
#include "print.h"
#include "replay.h"
#include "run.h"
#include "workload.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Tapes ---- */

static struct ops *read_ops(const char *text)
{
    struct problems problems = {0};
    FILE *in = fmemopen((char *)(uintptr_t)text, strlen(text), "r");
    ck_assert_ptr_nonnull(in);
    struct ops *ops = ops_open();
    ck_assert_ptr_nonnull(ops);
    ck_assert_msg(workload_read(ops, in, &problems, NULL, NULL), "%s", problems.list[0].what);
    fclose(in);
    return ops;
}

static struct tape tape_of(const char *text, enum tape_result wanted)
{
    struct ops *ops = read_ops(text);
    struct tape tape;
    ck_assert(tape_open(&tape, "text"));
    ck_assert_int_eq(tape_ops(&tape, ops), wanted);
    ops_close(ops);
    return tape;
}

static void assert_word(const struct tape *tape, size_t i, enum tape_what what, uint32_t slot,
                        uint64_t size)
{
    ck_assert_uint_lt(i, tape->head.count);
    ck_assert_int_eq(tape_what(tape->words[i]), what);
    ck_assert_uint_eq(tape_slot(tape->words[i]), slot);
    ck_assert_uint_eq(tape_size(tape->words[i]), size);
}

START_TEST(records_a_workload)
{
    struct tape tape = tape_of("page 8192\nmalloc A 1000\nmalloc B 50\nfree A\nmalloc C 7\n"
                               "realloc B 60\nrealloc D 9\nrealloc D 0\nmalloc C 8\n",
                               TAPE_GOOD);
    ck_assert_uint_eq(tape.head.page_size, 8192);
    ck_assert_uint_eq(tape_options(&tape.head).page_size, 8192);
    ck_assert(tape_options(&tape.head).join);
    ck_assert_uint_eq(tape.head.count, 8);
    assert_word(&tape, 0, TAPE_MALLOC, 0, 1000);
    assert_word(&tape, 1, TAPE_MALLOC, 1, 50);
    assert_word(&tape, 2, TAPE_FREE, 0, 0);
    assert_word(&tape, 3, TAPE_MALLOC, 0, 7); /* the slot of A again */
    assert_word(&tape, 4, TAPE_REALLOC, 1, 60);
    assert_word(&tape, 5, TAPE_MALLOC, 2, 9); /* nothing was there to move */
    assert_word(&tape, 6, TAPE_FREE, 2, 0);
    assert_word(&tape, 7, TAPE_MALLOC, 2, 8); /* the old C stays live */
    ck_assert_uint_eq(tape.head.slots, 3);
    ck_assert_uint_eq(tape.head.peak_blocks, 3);
    ck_assert_uint_eq(tape.head.peak_bytes, 1050);
    ck_assert_uint_eq(tape.left_out, 0);
    tape_close(&tape);
}
END_TEST

START_TEST(leaves_out_what_is_no_block)
{
    struct tape tape = tape_of("malloc A 100\nmalloc Z 0\nfree Z\nfree N\nfree A+1\nfree @1000\n"
                               "get A\nwrite A 1\npolicy best\nrealloc N 0\nfree A\nfree A\n",
                               TAPE_GOOD);
    ck_assert_uint_eq(tape.head.count, 2);
    ck_assert_uint_eq(tape.left_out, 10);
    tape_close(&tape);
}
END_TEST

START_TEST(refuses_what_does_not_fit)
{
    struct tape tape = tape_of("malloc A 127G\nmalloc B 128G\n", TAPE_TOO_LARGE);
    ck_assert_uint_eq(tape.head.count, 1);
    assert_word(&tape, 0, TAPE_MALLOC, 0, UINT64_C(127) << 30);
    tape_close(&tape);
}
END_TEST

START_TEST(peak_of_a_move_has_both_blocks)
{
    struct tape tape = tape_of("malloc A 100\nrealloc A 200\nfree A\n", TAPE_GOOD);
    ck_assert_uint_eq(tape.head.peak_bytes, 300);
    ck_assert_uint_eq(tape.head.peak_blocks, 2);
    tape_close(&tape);
}
END_TEST

START_TEST(churn_is_the_same_everywhere)
{
    struct tape tape;
    ck_assert(churn_tape(&tape, 100, 50));
    ck_assert_str_eq(tape.name, "churn 100");
    ck_assert_uint_eq(tape.head.count, 100 + 2 * 100 + 2 * 50);
    ck_assert_uint_eq(tape.head.untimed, 100 + 2 * 100);
    ck_assert_uint_eq(tape.head.peak_blocks, 100);
    uint64_t sum = 0;
    for (size_t i = 0; i < tape.head.count; i++)
        sum = sum * 31 + tape.words[i];
    ck_assert_uint_eq(sum, UINT64_C(919582757853012402));
    tape_close(&tape);
    ck_assert(churn_queue(&tape, 3000, 1));
    ck_assert_str_eq(tape.name, "queue 3k");
    ck_assert_uint_eq(tape_slot(tape.words[3000]), 0);
    ck_assert_uint_eq(tape_slot(tape.words[3002]), 1);
    tape_close(&tape);
}
END_TEST

/* ---- The naive walk ---- */

static struct replay both(const struct tape *tape, const struct mems_options *options)
{
    struct replay replay = {.head = &tape->head, .words = tape->words,
                            .allocator = ALLOCATOR_BOTH};
    replay.where = calloc(tape->head.slots + 1, sizeof *replay.where);
    replay.naive = naive_open(options);
    ck_assert_ptr_nonnull(replay.where);
    ck_assert_ptr_nonnull(replay.naive);
    ck_assert_int_eq(mems_heap_open(&replay.heap, options), MEMS_OK);
    return replay;
}

static void replay_close(struct replay *replay)
{
    naive_close(replay->naive);
    mems_heap_close(replay->heap);
    free(replay->where);
}

START_TEST(naive_places_like_the_heap)
{
    struct mems_options options = mems_options_default();
    struct tape tape;
    struct replay replay;
    uint64_t done = 0;
    options.policy = (enum mems_policy)(_i % MEMS_POLICIES);
    options.page_size = _i / MEMS_POLICIES == 1 ? 100 : 4096;
    options.align = _i / MEMS_POLICIES == 2 ? 16 : 1;
    options.join = _i / MEMS_POLICIES != 3;
    ck_assert(churn_tape(&tape, 200, 3000));
    replay = both(&tape, &options);
    ck_assert(replay_both(&replay, 600000, &done));
    ck_assert_uint_eq(done, tape.head.count);
    ck_assert_int_eq(mems_heap_check(replay.heap, NULL), MEMS_SOUND);
    replay_clear(&replay);
    ck_assert(naive_is_like(replay.naive, replay.heap));
    ck_assert_uint_eq(mems_heap_totals(replay.heap).process, 0);
    replay_close(&replay);
    tape_close(&tape);
}
END_TEST

START_TEST(a_difference_is_found)
{
    struct mems_options options = mems_options_default();
    struct tape tape;
    struct replay replay;
    uint64_t done = 0;
    ck_assert(churn_tape(&tape, 100, 100));
    replay = both(&tape, &options);
    replay.naive->options.policy = MEMS_WORST_FIT;
    ck_assert(!replay_both(&replay, 600000, &done));
    ck_assert_uint_gt(done, 1);
    ck_assert_uint_lt(done, tape.head.count);
    ck_assert(!naive_is_like(replay.naive, replay.heap));
    replay_close(&replay);
    tape_close(&tape);
}
END_TEST

START_TEST(a_copy_is_alike_and_goes_on_alike)
{
    struct mems_options options = mems_options_default();
    struct tape tape;
    struct replay replay;
    uint64_t done = 0;
    options.policy = MEMS_NEXT_FIT;
    ck_assert(churn_tape(&tape, 100, 1000));
    replay = both(&tape, &options);
    ck_assert(replay_both(&replay, 600000, &done));
    struct naive *copy = naive_open(&options);
    ck_assert_ptr_nonnull(copy);
    ck_assert(naive_copy(copy, replay.heap));
    ck_assert(naive_is_like(copy, replay.heap));
    for (uint64_t slot = 0; slot < tape.head.slots; slot++) {
        uint64_t size = 10 + slot % 90;
        ck_assert(naive_free(copy, replay.where[slot]));
        ck_assert_int_eq(mems_heap_free(replay.heap, replay.where[slot], NULL), MEMS_OK);
        ck_assert_int_eq(mems_heap_malloc(replay.heap, size, NULL), MEMS_OK);
        ck_assert_uint_ne(naive_malloc(copy, size), 0);
        ck_assert(naive_is_like(copy, replay.heap));
    }
    naive_close(copy);
    replay_close(&replay);
    tape_close(&tape);
}
END_TEST

START_TEST(naive_refuses_what_the_heap_refuses)
{
    struct mems_options options = mems_options_default();
    struct naive *naive = naive_open(&options);
    ck_assert_ptr_nonnull(naive);
    ck_assert_uint_eq(naive_malloc(naive, 0), 0);
    ck_assert_uint_eq(naive_malloc(naive, UINT64_MAX), 0);
    ck_assert_uint_eq(naive_malloc(naive, 10), 1000);
    ck_assert(!naive_free(naive, 0));
    ck_assert(!naive_free(naive, 1001));
    ck_assert(!naive_free(naive, 1010));
    ck_assert(!naive_free(naive, 9999));
    unsigned char *byte = naive_get(naive, 1009);
    ck_assert_ptr_nonnull(byte);
    *byte = 7;
    ck_assert_ptr_eq(naive_get(naive, 1000), byte - 9);
    ck_assert_ptr_null(naive_get(naive, 1010));
    ck_assert_ptr_null(naive_get(naive, 999));
    ck_assert(naive_free(naive, 1000));
    ck_assert(!naive_free(naive, 1000));
    ck_assert_ptr_null(naive_get(naive, 1000));
    naive_close(naive);
    naive_close(NULL);
    options.align = 3;
    ck_assert_ptr_null(naive_open(&options));
}
END_TEST

/* ---- Loops ---- */

/* After a pass, the same blocks are live whoever gave them. */
START_TEST(every_allocator_plays_the_tape)
{
    struct tape tape = tape_of("malloc A 1000\nmalloc B 50\nfree A\nrealloc B 700\nmalloc C 7\n",
                               TAPE_GOOD);
    uint64_t where[4] = {0}, sizes[4] = {0};
    struct replay replay = {.head = &tape.head, .words = tape.words, .where = where,
                            .sizes = sizes, .touch = _i % 2 == 1,
                            .allocator = (enum allocator)(_i / 2)};
    struct mems_options options = mems_options_default();
    if (replay.allocator == ALLOCATOR_HEAP)
        ck_assert_int_eq(mems_heap_open(&replay.heap, &options), MEMS_OK);
    if (replay.allocator == ALLOCATOR_NAIVE)
        ck_assert_ptr_nonnull(replay.naive = naive_open(&options));
    for (int pass = 0; pass < 3; pass++) {
        struct pass played = replay_pass(&replay, 600000);
        ck_assert(!played.cut);
        ck_assert_uint_eq(played.done, 5);
        ck_assert_uint_eq(replay.refused, 0);
        ck_assert_uint_ne(where[0], 0); /* C, in the slot of A */
        ck_assert_uint_ne(where[1], 0);
        if (replay.heap != NULL)
            ck_assert_uint_eq(mems_heap_totals(replay.heap).process, 707);
        if (replay.touch)
            ck_assert_uint_eq(sizes[1], 700);
        replay_clear(&replay);
        ck_assert_uint_eq(where[0], 0);
        ck_assert_uint_eq(where[1], 0);
    }
    ck_assert_uint_eq(replay.segments, replay.heap != NULL ? 3 : 0);
    naive_close(replay.naive);
    mems_heap_close(replay.heap);
    tape_close(&tape);
}
END_TEST

/* ---- Who takes part ---- */

START_TEST(lists_of_names)
{
    ck_assert_uint_eq(choose_policies("first"), 1);
    ck_assert_uint_eq(choose_policies("best,next"), 6);
    ck_assert_uint_eq(choose_policies("best,best"), 4);
    ck_assert_uint_eq(choose_policies("best,fast"), 0);
    ck_assert_uint_eq(choose_policies(""), 0);
    ck_assert_uint_eq(choose_policies("first,"), 0);
    ck_assert(choose_valid("jemalloc,naive,/usr/lib/libown.so"));
    ck_assert(choose_valid("none"));
    ck_assert(!choose_valid("jemallok"));
    ck_assert(!choose_valid(""));
}
END_TEST

static struct bench chosen(struct choice choice)
{
    struct bench bench = {0};
    ck_assert(churn_tape(&bench.tapes[0], 10, 10));
    bench.tape_count = 1;
    ck_assert(choose_all(&bench, &choice));
    return bench;
}

static void assert_names(const struct bench *bench, const char *wanted)
{
    char names[512] = "";
    for (size_t i = 0; i < bench->contestant_count; i++) {
        strcat(names, i > 0 ? "," : "");
        strcat(names, bench->contestants[i].name);
    }
    ck_assert_str_eq(names, wanted);
}

START_TEST(contestants)
{
    struct bench bench = chosen((struct choice){.policies = 5, .against = "naive,mimalloc,/x/y.so"});
    assert_names(&bench, "first,best,first ahead,best ahead,C library,mimalloc,y.so,naive first,"
                         "empty loop");
    ck_assert(bench.compare[MEMS_FIRST_FIT] && bench.compare[MEMS_BEST_FIT]);
    ck_assert(!bench.compare[MEMS_NEXT_FIT]);
    ck_assert_uint_eq(bench.rounds, 5);
    bench_close(&bench);
    bench = chosen((struct choice){.quick = true, .against = "none", .rounds = 3});
    assert_names(&bench, "first,first ahead,C library,empty loop");
    ck_assert_uint_eq(bench.rounds, 3);
    ck_assert_uint_eq(bench_base(&bench), 2);
    bench_close(&bench);
}
END_TEST

/* ---- Figures ---- */

START_TEST(medians)
{
    double values[] = {5, 1, 4, 2};
    ck_assert_double_eq(median(values, 0), 0);
    ck_assert_double_eq(median(values, 1), 5);
    ck_assert_double_eq(median(values, 3), 4);
    ck_assert_double_eq(median(values, 4), 3);
    ck_assert_double_eq(values[0], 5);
}
END_TEST

static void score(struct bench *bench, size_t tape, size_t contestant, enum mode mode, double cold,
                  double warm)
{
    struct score *score = bench_score(bench, tape, contestant, mode);
    score->cold[score->colds++] = cold;
    if (warm > 0)
        score->warm[score->warms++] = warm;
    score->answer = (struct answer){.done = 20, .resident = 4096, .mapped = 8192,
                                    .records = 1 << 20, .segments = 40000};
}

static struct tape named_tape(const char *name)
{
    struct tape tape;
    ck_assert(tape_open(&tape, name));
    tape.head.count = 1234567;
    tape.head.peak_blocks = 4321;
    tape.head.peak_bytes = 3000;
    return tape;
}

/* Two tapes, numbers of every size, something cut, something failed. */
static struct bench given(void)
{
    struct bench bench = {.rounds = 3, .rounds_done = 3, .warm = 2, .budget = 5000,
                          .modes = {true, true}, .compare = {true, false, true, false}};
    struct choice choice = {.policies = 1, .against = "jemalloc,scudo,naive"};
    bench.tapes[0] = named_tape("perl");
    bench.tapes[1] = named_tape("a name that is too long");
    bench.tapes[1].left_out = 17;
    bench.tape_count = 2;
    ck_assert(choose_all(&bench, &choice));
    for (size_t tape = 0; tape < 2; tape++) {
        for (size_t i = 0; i < bench.contestant_count; i++) {
            for (int mode = 0; mode < MODES; mode++) {
                double ns = (double)(i + 1) * (tape == 1 ? 100 : 3.25) * (mode + 1);
                score(&bench, tape, i, (enum mode)mode, 2 * ns, ns);
                score(&bench, tape, i, (enum mode)mode, 4 * ns, ns * 3);
            }
        }
    }
    bench.contestants[4].absent = true;
    bench_score(&bench, 0, 5, MODE_PLAIN)->answer.cut = true;
    bench_score(&bench, 0, 5, MODE_PLAIN)->warms = 0;
    struct score *failed = bench_score(&bench, 1, 3, MODE_TOUCHED);
    failed->colds = failed->warms = 0;
    strcpy(failed->why, "crashed: Segmentation fault");
    bench_score(&bench, 0, 0, MODE_PLAIN)->answer.refused = 2;
    for (size_t tape = 0; tape < 2; tape++)
        for (int policy = 0; policy < MEMS_POLICIES; policy++)
            bench.placements[tape][policy] = (struct placement){.compared = true, .done = 1234567};
    bench.placements[1][MEMS_BEST_FIT].differs = true;
    bench.placements[1][MEMS_BEST_FIT].done = 99;
    return bench;
}

START_TEST(ratios)
{
    struct bench bench = given();
    ck_assert_uint_eq(bench_base(&bench), 2);
    ck_assert_double_eq_tol(bench_ratio(&bench, 0, 0, MODE_PLAIN, WARM), 1.0 / 3, 1e-9);
    ck_assert_double_eq_tol(bench_mean(&bench, 1, MODE_PLAIN, COLD), 2.0 / 3, 1e-9);
    ck_assert_double_eq(bench_ratio(&bench, 0, 5, MODE_PLAIN, COLD), 0); /* cut */
    ck_assert_double_eq(bench_mean(&bench, 5, MODE_PLAIN, COLD), 0);
    ck_assert_double_eq(bench_mean(&bench, 3, MODE_TOUCHED, WARM), 0);   /* failed */
    ck_assert_double_eq_tol(bench_mapped(&bench, 0, 0), 3000.0 / 8192, 1e-9);
    ck_assert_double_eq_tol(bench_resident(&bench, 0, 2), 3000.0 / 4096, 1e-9);
    ck_assert_double_eq_tol(bench_record(&bench, 0, 0), 1048576.0 / 40000, 1e-9);
    bench_close(&bench);
}
END_TEST

/* ---- What is printed ---- */

static void assert_golden(void (*print)(const struct bench *, FILE *), const struct bench *bench,
                          const char *file)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    print(bench, out);
    ck_assert_int_eq(fclose(out), 0);
    golden_text(text, file);
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
        ck_assert_msg(strcspn(line, "\n") <= 80, "too long: %.*s", (int)strcspn(line, "\n"), line);
    free(text);
}

static void print_all(const struct bench *bench, FILE *out)
{
    bench_print_tables(bench, out);
    bench_print_remarks(bench, out);
}

static void print_json(const struct bench *bench, FILE *out)
{
    bench_print_json(bench, NULL, out);
}

START_TEST(tables)
{
    struct bench bench = given();
    assert_golden(print_all, &bench, "47-tables.txt");
    bench_close(&bench);
}
END_TEST

START_TEST(json)
{
    struct bench bench = given();
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    print_json(&bench, out);
    ck_assert_int_eq(fclose(out), 0);
    golden_text(text, "47-bench.json");
    free(text);
    bench_close(&bench);
}
END_TEST

START_TEST(tables_of_nothing)
{
    struct bench bench = given();
    memset(bench.scores, 0, sizeof *bench.scores * 2 * bench.contestant_count * MODES);
    bench.rounds_done = 0;
    bench.interrupted = true;
    assert_golden(print_all, &bench, "47-nothing.txt");
    bench_close(&bench);
}
END_TEST

static struct bench plotted(void)
{
    struct bench plot = {.rounds = 1, .rounds_done = 1, .budget = 1000,
                         .modes = {true, false}, .tape_count = PLOT_SIZES};
    for (size_t i = 0; i < PLOT_SIZES; i++)
        plot.tapes[i] = named_tape("churn");
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        ck_assert(bench_add_heap(&plot, (enum mems_policy)policy, false));
    ck_assert(bench_add_c(&plot));
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        ck_assert(bench_add_naive(&plot, (enum mems_policy)policy));
    ck_assert(bench_ready(&plot));
    for (size_t size = 0; size < PLOT_SIZES; size++) {
        double live = (double)plot_live(size);
        for (size_t i = 0; i < 4; i++)
            score(&plot, size, i, MODE_PLAIN, 30 + (double)i * 10 + live / 3000, 0);
        score(&plot, size, 4, MODE_PLAIN, 9 + live / 20000, 0);
        for (size_t i = 5; i < 9 && size < 7; i++)
            score(&plot, size, i, MODE_PLAIN, live * (double)(i - 4), 0);
    }
    return plot;
}

START_TEST(plot)
{
    struct bench bench = plotted();
    assert_golden(bench_print_plot, &bench, "47-plot.txt");
    bench_close(&bench);
}
END_TEST

START_TEST(plot_of_nothing)
{
    struct bench bench = plotted();
    memset(bench.scores, 0, sizeof *bench.scores * PLOT_SIZES * bench.contestant_count * MODES);
    assert_golden(bench_print_plot, &bench, "47-no-plot.txt");
    bench_close(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bench");
    TCase *cases = tcase_create("bench");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, records_a_workload);
    tcase_add_test(cases, leaves_out_what_is_no_block);
    tcase_add_test(cases, refuses_what_does_not_fit);
    tcase_add_test(cases, peak_of_a_move_has_both_blocks);
    tcase_add_test(cases, churn_is_the_same_everywhere);
    tcase_add_loop_test(cases, naive_places_like_the_heap, 0, 4 * MEMS_POLICIES);
    tcase_add_test(cases, a_difference_is_found);
    tcase_add_test(cases, a_copy_is_alike_and_goes_on_alike);
    tcase_add_test(cases, naive_refuses_what_the_heap_refuses);
    tcase_add_loop_test(cases, every_allocator_plays_the_tape, 0, 2 * ALLOCATOR_BOTH);
    tcase_add_test(cases, lists_of_names);
    tcase_add_test(cases, contestants);
    tcase_add_test(cases, medians);
    tcase_add_test(cases, ratios);
    tcase_add_test(cases, tables);
    tcase_add_test(cases, json);
    tcase_add_test(cases, tables_of_nothing);
    tcase_add_test(cases, plot);
    tcase_add_test(cases, plot_of_nothing);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
