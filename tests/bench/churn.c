/* churn.c: what an operation costs as the heap grows, for every policy:
 * nanoseconds a free or malloc, a get, an undo, a redo, and bytes of records.
 *
 *   churn [LARGEST [ROUNDS]]
 *
 * 16 to 256 bytes, any number as likely as any other; `live` blocks at a time;
 * a pair frees one at random and mallocs another. The policies take turns;
 * every figure is the median of the rounds. The naive walk does the same, where
 * that does not take too long. */
#include "bench.h"
#include "naive.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define PAIRS 100000 /* in a round */
#define GETS 4096    /* addresses asked for over and over */
#define ROUNDS_MAX 99
#define NAIVE_LIVE 10000 /* more would take too long */
#define NAIVE_PAIRS 1000

struct field {
    mems_heap *heap;
    uint64_t *live;
    struct mems_decision *made; /* of the last round */
    uint64_t random;
    double operation[ROUNDS_MAX], undo[ROUNDS_MAX], redo[ROUNDS_MAX], get[ROUNDS_MAX];
};

static uint64_t draw_size(struct field *field)
{
    return 16 + bench_below(&field->random, 241);
}

static void take(struct field *field, size_t slot, struct mems_decision *made)
{
    struct mems_decision own;
    made = made != NULL ? made : &own;
    if (mems_heap_malloc(field->heap, draw_size(field), made) != MEMS_OK)
        exit(1);
    field->live[slot] = made->address;
}

static void churn(struct field *field, size_t live, size_t pairs, bool keep)
{
    for (size_t i = 0; i < pairs; i++) {
        size_t slot = bench_below(&field->random, live);
        struct mems_decision *made = keep ? &field->made[2 * i] : NULL;
        mems_heap_free(field->heap, field->live[slot], made);
        take(field, slot, keep ? made + 1 : NULL);
    }
}

/* Nanoseconds of going through all addresses, with a get of each or without. */
static double go_through(const mems_heap *heap, const uint64_t addresses[GETS], bool gets)
{
    volatile uintptr_t last;
    double start = bench_now();
    for (size_t i = 0; i < PAIRS; i++) {
        void *physical = (void *)(uintptr_t)addresses[i % GETS];
        if (gets && mems_heap_get(heap, addresses[i % GETS], &physical) != MEMS_OK)
            exit(1);
        last = (uintptr_t)physical;
    }
    (void)last;
    return bench_now() - start;
}

/* Each asks for a byte inside a block; the loop itself does not count. */
static double time_gets(struct field *field, size_t live)
{
    static uint64_t addresses[GETS];
    for (size_t i = 0; i < GETS; i++)
        addresses[i] = field->live[bench_below(&field->random, live)] + 8;
    double gets = go_through(field->heap, addresses, true);
    return (gets - go_through(field->heap, addresses, false)) / PAIRS;
}

static void time_round(struct field *field, size_t live, size_t round)
{
    const int operations = 2 * PAIRS;
    double start = bench_now();
    churn(field, live, PAIRS, true);
    double there = bench_now();
    for (int i = operations; i-- > 0;)
        mems_heap_undo(field->heap, &field->made[i]);
    double back = bench_now();
    for (int i = 0; i < operations; i++)
        mems_heap_redo(field->heap, &field->made[i]);
    double forth = bench_now();
    field->operation[round] = (there - start) / operations;
    field->undo[round] = (back - there) / operations;
    field->redo[round] = (forth - back) / operations;
    field->get[round] = time_gets(field, live);
}

/* What an operation of the naive walk costs, its lists as old as a few rounds
 * of all blocks make them. */
static double time_naive(enum mems_policy policy, size_t live)
{
    struct mems_options options = mems_options_default();
    uint64_t random = live, *blocks = bench_array(live, sizeof *blocks);
    double start = 0;
    options.policy = policy;
    struct naive *naive = naive_open(&options);
    if (naive == NULL)
        exit(1);
    for (size_t i = 0; i < live; i++)
        blocks[i] = naive_malloc(naive, 16 + bench_below(&random, 241));
    for (size_t i = 0; i < 2 * live + NAIVE_PAIRS; i++) {
        size_t slot = bench_below(&random, live);
        if (i == 2 * live)
            start = bench_now();
        naive_free(naive, blocks[slot]);
        blocks[slot] = naive_malloc(naive, 16 + bench_below(&random, 241));
    }
    double ns = bench_now() - start;
    naive_close(naive);
    free(blocks);
    return ns / (2 * NAIVE_PAIRS);
}

static void open_field(struct field *field, enum mems_policy policy, size_t live)
{
    struct mems_options options = mems_options_default();
    options.policy = policy;
    *field = (struct field){.heap = bench_heap(&options), .random = live};
    field->live = bench_array(live, sizeof *field->live);
    field->made = bench_array(2 * PAIRS, sizeof *field->made);
    for (size_t i = 0; i < live; i++)
        take(field, i, NULL);
    churn(field, live, live < 30 * PAIRS ? 3 * live : live, false);
}

static void close_field(struct field *field)
{
    mems_heap_close(field->heap);
    free(field->live);
    free(field->made);
}

/* Prints a row; returns nanoseconds an operation. */
static double report(struct field *field, size_t live, size_t rounds, enum mems_policy policy,
                     double first, double small)
{
    struct mems_totals totals = mems_heap_totals(field->heap);
    double segments = (double)(totals.blocks + totals.holes);
    double records = (double)totals.records, mapped = (double)totals.mapped;
    double operation = bench_median(field->operation, rounds);
    double undo = bench_median(field->undo, rounds), redo = bench_median(field->redo, rounds);
    printf("%8zu %-6s %7.1f %6.2f %6.2f %7.1f %5.2f %7.1f %5.2f %6.1f %7.1f %6.1f %6.2f", live,
           mems_policy_name(policy), operation, operation / (first > 0 ? first : operation),
           operation / (small > 0 ? small : operation), undo, undo / operation, redo,
           redo / operation, bench_median(field->get, rounds), records / segments,
           100 * (records - 16 * segments) / mapped, records / (24 * segments + 0.13 * mapped));
    if (live <= NAIVE_LIVE)
        printf(" %6.0f", time_naive(policy, live) / operation);
    putchar('\n');
    fflush(stdout);
    return operation;
}

static void measure(size_t live, size_t rounds, double *small)
{
    struct field fields[MEMS_POLICIES];
    double first = 0;
    for (unsigned p = 0; p < MEMS_POLICIES; p++)
        open_field(&fields[p], (enum mems_policy)p, live);
    for (size_t round = 0; round < rounds; round++)
        for (unsigned p = 0; p < MEMS_POLICIES; p++)
            time_round(&fields[p], live, round);
    for (unsigned p = 0; p < MEMS_POLICIES; p++) {
        double ns = report(&fields[p], live, rounds, (enum mems_policy)p, first, small[p]);
        if (p == MEMS_FIRST_FIT)
            first = ns;
        if (small[p] == 0)
            small[p] = ns;
        close_field(&fields[p]);
    }
}

int main(int argc, char **argv)
{
    size_t largest = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    size_t rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 7;
    double small[MEMS_POLICIES] = {0};
    if (rounds == 0 || rounds > ROUNDS_MAX) {
        fprintf(stderr, "churn: 1 to %d rounds\n", ROUNDS_MAX);
        return 2;
    }
    puts("ns an operation; its ratio to first fit and to 1000 live; undo and redo and their\n"
         "ratio to it; a get; records: bytes a segment, percent of space above 16 of them,\n"
         "and all against 24 a segment and 13 percent of space; the naive walk against it\n"
         "    live policy      ns /first /small    undo    /op    redo   /op    get B/segm"
         "  space% /goal  naive");
    for (size_t live = 1000; live <= largest; live *= 10)
        measure(live, rounds, small);
    return 0;
}
