/* replay.c: what an operation costs on recordings of programs, for every
 * policy, and what going back over the last of them and forth again costs.
 *
 *   replay [-n ROUNDS] [-p PAGE_SIZE] FILE.rep ...
 *
 * A realloc is a malloc of the new block and a free of the old one. One run
 * goes before, untimed, so that all nodes are there; blocks that a run leaves
 * are freed before the next. The policies take turns; every figure is the
 * median of the rounds. */
#include "bench.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BACK (UINT64_C(1) << 20) /* decisions that are undone and done again */
#define ROUNDS_MAX 99

struct step {
    uint64_t what_size; /* 'a', 'r' or 'f' in the lowest byte; the size above it */
    uint32_t id;
};

struct recording {
    struct step *steps;
    size_t count;
    uint32_t ids;
};

struct field {
    mems_heap *heap;
    uint64_t *where; /* address by id, 0: none */
    double operation[ROUNDS_MAX], undo[ROUNDS_MAX], redo[ROUNDS_MAX];
    struct mems_totals totals;
};

static char what_of(const struct step *step)
{
    return (char)(step->what_size & 0xff);
}

static struct recording load(const char *path)
{
    struct recording all = {0};
    size_t room = 0;
    char line[128], *end;
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        perror(path);
        exit(2);
    }
    while (fgets(line, sizeof line, in) != NULL) {
        if (line[0] == '\0' || strchr("arf", line[0]) == NULL || line[1] != ' ')
            continue;
        uint64_t id = strtoull(line + 1, &end, 10), size = strtoull(end, NULL, 10);
        if (id >= UINT32_MAX)
            continue;
        if (all.count == room) {
            room = room ? 2 * room : 4096;
            all.steps = realloc(all.steps, room * sizeof *all.steps);
            if (all.steps == NULL)
                exit(1);
        }
        all.steps[all.count++] = (struct step){size << 8 | (unsigned char)line[0], (uint32_t)id};
        if (id >= all.ids)
            all.ids = (uint32_t)id + 1;
    }
    fclose(in);
    return all;
}

/* Runs all of it; the last decisions stay in `made`, a ring of BACK of them.
 * How many there were. */
static uint64_t run(mems_heap *heap, const struct recording *all, uint64_t *where,
                    struct mems_decision *made)
{
    uint64_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct step *step = &all->steps[i];
        char what = what_of(step);
        uint64_t old = where[step->id];
        if (what != 'f') {
            struct mems_decision *decision = &made[count % BACK];
            where[step->id] = 0;
            if (mems_heap_malloc(heap, step->what_size >> 8, decision) == MEMS_OK) {
                where[step->id] = decision->address;
                count++;
            }
        }
        if (what != 'a' && old != 0) {
            if (what == 'f')
                where[step->id] = 0;
            if (mems_heap_free(heap, old, &made[count % BACK]) == MEMS_OK)
                count++;
        }
    }
    return count;
}

static void free_all(struct field *field, uint32_t ids)
{
    for (uint32_t id = 0; id < ids; id++) {
        if (field->where[id] != 0)
            mems_heap_free(field->heap, field->where[id], NULL);
        field->where[id] = 0;
    }
}

static void time_round(struct field *field, const struct recording *all,
                       struct mems_decision *made, size_t round)
{
    double start = bench_now();
    uint64_t count = run(field->heap, all, field->where, made);
    double there = bench_now();
    field->totals = mems_heap_totals(field->heap);
    uint64_t first = count > BACK ? count - BACK : 0;
    double middle = bench_now();
    for (uint64_t i = count; i-- > first;)
        mems_heap_undo(field->heap, &made[i % BACK]);
    double back = bench_now();
    for (uint64_t i = first; i < count; i++)
        mems_heap_redo(field->heap, &made[i % BACK]);
    double forth = bench_now();

    field->operation[round] = (there - start) / (double)count;
    field->undo[round] = (back - middle) / (double)(count - first);
    field->redo[round] = (forth - back) / (double)(count - first);
    free_all(field, all->ids);
}

static void open_field(struct field *field, const struct recording *all, size_t page_size,
                       enum mems_policy policy, struct mems_decision *made)
{
    struct mems_options options = mems_options_default();
    options.policy = policy;
    options.page_size = page_size;
    field->heap = bench_heap(&options);
    field->where = bench_array(all->ids, sizeof *field->where);
    run(field->heap, all, field->where, made);
    free_all(field, all->ids);
}

static void close_field(struct field *field)
{
    mems_heap_close(field->heap);
    free(field->where);
}

/* Prints a row; adds to the sum of logarithms of the ratio to first fit. */
static double report(struct field *field, enum mems_policy policy, size_t rounds,
                     double first, double *logarithms)
{
    const struct mems_totals *totals = &field->totals;
    double operation = bench_median(field->operation, rounds);
    double undo = bench_median(field->undo, rounds);
    double redo = bench_median(field->redo, rounds);
    double segments = (double)(totals->blocks + totals->holes);
    double ratio = first > 0 ? operation / first : 1;
    *logarithms += log(ratio);
    printf("  %-6s %7.1f %6.2f %7.1f %5.2f %7.1f %5.2f %8.0f %8" PRIu64 " %6.1f %6.2f\n",
           mems_policy_name(policy), operation, ratio, undo, undo / operation, redo,
           redo / operation, segments, totals->mapped >> 10, (double)totals->records / segments,
           (double)totals->records / (24 * segments + 0.13 * (double)totals->mapped));
    return operation;
}

static void replay(const char *path, size_t page_size, size_t rounds, double *logarithms)
{
    static struct field fields[MEMS_POLICIES];
    struct recording all = load(path);
    struct mems_decision *made = bench_array(BACK, sizeof *made);
    double first = 0;
    for (unsigned p = 0; p < MEMS_POLICIES; p++)
        open_field(&fields[p], &all, page_size, (enum mems_policy)p, made);
    for (size_t round = 0; round < rounds; round++)
        for (unsigned p = 0; p < MEMS_POLICIES; p++)
            time_round(&fields[p], &all, made, round);
    printf("%s: %zu operations\n", path, all.count);
    for (unsigned p = 0; p < MEMS_POLICIES; p++) {
        double ns = report(&fields[p], (enum mems_policy)p, rounds, first, &logarithms[p]);
        first = p == MEMS_FIRST_FIT ? ns : first;
        close_field(&fields[p]);
    }
    fflush(stdout);
    free(made);
    free(all.steps);
}

int main(int argc, char **argv)
{
    size_t rounds = 3, page_size = 4096;
    double logarithms[MEMS_POLICIES] = {0};
    for (int option; (option = getopt(argc, argv, "n:p:")) != -1;) {
        if (option == 'n')
            rounds = strtoul(optarg, NULL, 10);
        else if (option == 'p')
            page_size = strtoul(optarg, NULL, 10);
        else
            optind = argc;
    }
    if (optind >= argc || rounds == 0 || rounds > ROUNDS_MAX) {
        fprintf(stderr, "usage: replay [-n ROUNDS] [-p PAGE_SIZE] FILE.rep ...\n");
        return 2;
    }
    puts("ns an operation, its ratio to first fit; undo and redo and their ratio to it;\n"
         "segments and KiB mapped at the end; bytes of records a segment, and all of them\n"
         "against 24 a segment and 13 percent of space\n"
         "  policy      ns /first    undo   /op    redo   /op segments      KiB B/segm  /goal");
    for (int i = optind; i < argc; i++)
        replay(argv[i], page_size, rounds, logarithms);
    for (unsigned p = 1; p < MEMS_POLICIES; p++)
        printf("%s fit against first fit, geometric mean: %.2f\n",
               mems_policy_name((enum mems_policy)p), exp(logarithms[p] / (argc - optind)));
    return 0;
}
