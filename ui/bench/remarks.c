/* remarks.c: what the numbers alone do not say. */
#include "print.h"

#include "frame.h"

#include <inttypes.h>

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
        fprintf(out, "* %s, %s%s: cut after %.3g s, at operation %s of %s.\n",
                bench->contestants[i].name, bench->tapes[tape].name, how, bench->budget / 1e3,
                number_text(done, score->answer.done),
                number_text(all, head->count - head->untimed));
    if (score->answer.refused > 0)
        fprintf(out, "%s, %s%s: %s requests got no memory.\n", bench->contestants[i].name,
                bench->tapes[tape].name, how, number_text(done, score->answer.refused));
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
