/* remarks.c: what the numbers alone do not say. */
#include "print.h"

#include "character.h"
#include "figures.h"

#include <inttypes.h>
#include <math.h>

/* Who was asked for and is not there, in one line. */
static void put_absent(const struct bench *bench, FILE *out)
{
    const char *between = "Not installed: ";

    for (size_t i = 0; i < bench->contestant_count; i++) {
        if (bench->contestants[i].absent) {
            fprintf(out, "%s%s", between, bench->contestants[i].name);
            between = ", ";
        }
    }
    if (between[0] == ',')
        fputs(".\n", out);
}

static void put_cut(const struct bench *bench, size_t tape, size_t i, enum mode mode, FILE *out)
{
    const struct score *score = bench_look(bench, tape, i, mode);
    const struct tape_head *head = &bench->tapes[tape].head;
    const char *how = mode == MODE_TOUCHED ? ", touched" : "";
    char done[NUMBER_SIZE], all[NUMBER_SIZE];

    if (score->why[0] != '\0')
        fprintf(out, "%s, %s%s: %s.\n", bench->contestants[i].name, bench->tapes[tape].name, how,
                score->why);
    else if (score->answer.cut)
        fprintf(out, "%s %s, %s%s: cut after %.3g s, at operation %s of %s.\n",
                contestant_walks(&bench->contestants[i]) ? ">" : "*", bench->contestants[i].name,
                bench->tapes[tape].name, how, bench->budget / 1e3,
                number_text(done, score->answer.done),
                number_text(all, head->count - head->untimed));
    if (score->answer.refused > 0)
        fprintf(out, "%s, %s%s: %s requests got no memory.\n", bench->contestants[i].name,
                bench->tapes[tape].name, how, number_text(done, score->answer.refused));
}

/* What the marks of those that were cut mean. */
static void put_marks(const struct bench *bench, FILE *out)
{
    bool walk = false, other = false;

    for (size_t tape = 0; tape < bench->tape_count; tape++) {
        for (size_t i = 0; i < bench->contestant_count; i++) {
            for (int mode = 0; mode < MODES; mode++) {
                bool cut = bench_look(bench, tape, i, (enum mode)mode)->answer.cut;

                walk = walk || (cut && contestant_walks(&bench->contestants[i]));
                other = other || (cut && !contestant_walks(&bench->contestants[i]));
            }
        }
    }
    if (walk)
        fputs("  >: a lower bound, the mean of the operations until then. They began on empty\n"
              "  lists; a walk of long ones costs more. Warm, there is none (-).\n", out);
    if (other)
        fputs("  *: the mean of the operations until then.\n", out);
}

static void put_left_out(const struct bench *bench, FILE *out)
{
    char number[NUMBER_SIZE];

    for (size_t i = 0; i < bench->tape_count; i++)
        if (bench->tapes[i].left_out > 0)
            fprintf(out, "%s: %s operations touch no block by its name; left out.\n",
                    bench->tapes[i].name, number_text(number, bench->tapes[i].left_out));
}

/* One policy: how many operations were compared, of all tapes. */
static void put_placements(const struct bench *bench, enum mems_policy policy, FILE *out)
{
    uint64_t compared = 0, all = 0;
    char number[NUMBER_SIZE], of[NUMBER_SIZE];
    bool same = true;

    for (size_t i = 0; i < bench->tape_count; i++) {
        const struct placement *placement = &bench->placements[i][policy];

        all += bench->tapes[i].head.count;
        compared += placement->done;
        same = same && !placement->differs;
    }
    fprintf(out, "  %-6s %14s of %s operations compared: %s\n", mems_policy_name(policy),
            number_text(number, compared), number_text(of, all),
            same ? "the same" : "NOT the same");
    for (size_t i = 0; i < bench->tape_count; i++) {
        const struct placement *placement = &bench->placements[i][policy];

        if (placement->differs)
            fprintf(out, "         %s: another one after operation %s\n", bench->tapes[i].name,
                    number_text(number, placement->done));
        if (placement->why[0] != '\0')
            fprintf(out, "         %s: %s\n", bench->tapes[i].name, placement->why);
    }
}

void bench_print_remarks(const struct bench *bench, FILE *out)
{
    bool compares = false;

    for (size_t tape = 0; tape < bench->tape_count; tape++)
        for (size_t i = 0; i < bench->contestant_count; i++)
            for (int mode = 0; mode < MODES; mode++)
                put_cut(bench, tape, i, (enum mode)mode, out);
    put_marks(bench, out);
    put_left_out(bench, out);
    put_absent(bench, out);
    for (int policy = 0; policy < MEMS_POLICIES; policy++) {
        if (!bench->compare[policy])
            continue;
        if (!compares)
            fputs("Placements beside the naive walk's, and whole chains where that stopped:\n",
                  out);
        compares = true;
        put_placements(bench, (enum mems_policy)policy, out);
    }
}

/* ---- The end ---- */

static size_t find(const struct bench *bench, enum allocator allocator)
{
    size_t i = 0;

    while (i < bench->contestant_count && bench->contestants[i].request.allocator != allocator)
        i++;
    return i;
}

struct comparison {
    double times;
    size_t tapes;    /* those that both played */
    bool cut;        /* one of them not whole: `times` is a lower bound */
};

/* The geometric mean of the walk's times over the heap's, untouched. */
static struct comparison compare(const struct bench *bench, size_t heap, size_t walk,
                                 enum heat heat)
{
    struct comparison result = {0};
    double sum = 0;

    for (size_t tape = 0; walk < bench->contestant_count && tape < bench->tape_count; tape++) {
        const struct score *own = bench_look(bench, tape, heap, MODE_PLAIN);
        const struct score *other = bench_look(bench, tape, walk, MODE_PLAIN);

        if (score_ns(own, heat) <= 0 || score_ns(other, heat) <= 0 || own->answer.cut)
            continue;
        sum += log(score_ns(other, heat) / score_ns(own, heat));
        result.tapes++;
        result.cut = result.cut || other->answer.cut;
    }
    result.times = result.tapes > 0 ? exp(sum / (double)result.tapes) : 0;
    return result;
}

static int digits(double times)
{
    return times < 10 ? 1 : 0;
}

/* Of passes that are later ones for all, or else of first ones. */
static void put_walk(const struct bench *bench, size_t heap, size_t walk, const char *policy,
                     FILE *out)
{
    struct comparison warm = compare(bench, heap, walk, WARM);
    struct comparison cold = compare(bench, heap, walk, COLD);
    bool later = warm.tapes > 0 && warm.tapes >= cold.tapes;
    struct comparison shown = later ? warm : cold;

    if (shown.tapes > 0)
        fprintf(out, "A walk of the lists costs %s%.*f times %s fit (%s, %zu of %zu).\n",
                shown.cut ? "more than " : "", digits(shown.times), shown.times, policy,
                later ? "warm" : "cold", shown.tapes, bench->tape_count);
}

void bench_print_headline(const struct bench *bench, FILE *out)
{
    size_t heap = find(bench, ALLOCATOR_HEAP), walk = find(bench, ALLOCATOR_NAIVE);
    const char *policy, *these = bench->tape_count == 1 ? "this workload" : "these workloads";
    struct comparison walks;
    double times;

    if (heap == bench->contestant_count)
        return;
    policy = mems_policy_name(bench->contestants[heap].request.policy);
    times = bench_mean(bench, heap, MODE_PLAIN, WARM);
    walks = compare(bench, heap, walk, WARM);
    if (times > 0 || compare(bench, heap, walk, COLD).tapes > 0)
        fputc('\n', out);
    if (times > 0)
        fprintf(out, "On %s, warm and untouched, %s fit costs %.*f times what the\n"
                "C library's malloc does", these, policy, digits(times), times);
    if (times > 0 && walks.tapes == bench->tape_count)
        fprintf(out, ", and a walk of the lists %.*f times %s fit", digits(walks.times),
                walks.times, policy);
    if (times > 0)
        fputs(".\n", out);
    if (times <= 0 || walks.tapes < bench->tape_count)
        put_walk(bench, heap, walk, policy, out);
}

static bool measured(const struct bench *bench)
{
    for (size_t tape = 0; tape < bench->tape_count; tape++)
        for (size_t i = 0; i < bench->contestant_count; i++)
            for (int mode = 0; mode < MODES; mode++)
                if (bench_look(bench, tape, i, (enum mode)mode)->colds > 0)
                    return true;
    return false;
}

void bench_print_stopped(const struct bench *bench, FILE *out)
{
    if (bench->interrupted)
        fprintf(out, "Stopped in round %u of %u, %s.\n", bench->rounds_done + 1, bench->rounds,
                measured(bench) ? "so not everything is here"
                                : "before anything was measured");
}
