/* 49-figures.c: what `mems bench` makes of given numbers: who takes part, medians,
 * ratios, and the tables, JSON and plot, to the byte. */
#include "choose.h"
#include "churn.h"
#include "figures.h"
#include "golden.h"
#include "plot.h"
#include "print.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    score->answer = (struct answer){.done = 20, .resident = mode == MODE_PLAIN ? 1 << 19 : 4096,
                                    .mapped = 8192,
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
    ck_assert_double_eq_tol(bench_record(&bench, 0, 0), 524288.0 / 40000, 1e-9);
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
    bench_print_headline(bench, out);
    bench_print_stopped(bench, out);
}

static void print_json(const struct bench *bench, FILE *out)
{
    bench_print_json(bench, NULL, out);
}

START_TEST(tables)
{
    struct bench bench = given();
    assert_golden(print_all, &bench, "49-tables.txt");
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
    golden_text(text, "49-bench.json");
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
    assert_golden(print_all, &bench, "49-nothing.txt");
    bench_close(&bench);
}
END_TEST

/* Only the first tape, in one mode, was reached; its walk was not cut. */
START_TEST(tables_of_a_start)
{
    struct bench bench = given();
    size_t half = bench.contestant_count * MODES;
    memset(bench.scores + half, 0, sizeof *bench.scores * half);
    for (size_t i = 0; i < bench.contestant_count; i++)
        *bench_score(&bench, 0, i, MODE_TOUCHED) = (struct score){0};
    *bench_score(&bench, 0, 5, MODE_PLAIN) = (struct score){0};
    score(&bench, 0, 5, MODE_PLAIN, 2000, 1300);
    bench.rounds_done = 0;
    bench.interrupted = true;
    assert_golden(print_all, &bench, "49-start.txt");
    bench_close(&bench);
}
END_TEST

/* Nothing cut: the headline has both its clauses. */
START_TEST(headline)
{
    struct bench bench = given();
    score(&bench, 0, 5, MODE_PLAIN, 20000, 13000);
    bench_score(&bench, 0, 5, MODE_PLAIN)->answer.cut = false;
    assert_golden(bench_print_headline, &bench, "49-headline.txt");
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
    assert_golden(bench_print_plot, &bench, "49-plot.txt");
    bench_close(&bench);
}
END_TEST

static void print_plot(const struct bench *bench, FILE *out)
{
    bench_print_plot(bench, out);
    bench_print_stopped(bench, out);
}

/* A plot that was stopped says so, before and after. */
START_TEST(plot_of_a_start)
{
    struct bench bench = plotted();
    size_t size = bench.contestant_count * MODES;
    memset(bench.scores + 3 * size, 0, sizeof *bench.scores * (PLOT_SIZES - 3) * size);
    bench.rounds = 3;
    bench.rounds_done = 0;
    bench.interrupted = true;
    assert_golden(print_plot, &bench, "49-plot-start.txt");
    bench_close(&bench);
}
END_TEST

START_TEST(plot_of_nothing)
{
    struct bench bench = plotted();
    memset(bench.scores, 0, sizeof *bench.scores * PLOT_SIZES * bench.contestant_count * MODES);
    assert_golden(bench_print_plot, &bench, "49-no-plot.txt");
    bench_close(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("figures");
    TCase *cases = tcase_create("figures");
    tcase_add_test(cases, lists_of_names);
    tcase_add_test(cases, contestants);
    tcase_add_test(cases, medians);
    tcase_add_test(cases, ratios);
    tcase_add_test(cases, tables);
    tcase_add_test(cases, json);
    tcase_add_test(cases, tables_of_nothing);
    tcase_add_test(cases, tables_of_a_start);
    tcase_add_test(cases, headline);
    tcase_add_test(cases, plot);
    tcase_add_test(cases, plot_of_a_start);
    tcase_add_test(cases, plot_of_nothing);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
