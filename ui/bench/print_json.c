/* print_json.c: what was measured as one JSON object (docs/json.md). */
#include "print.h"

#include "figures.h"
#include "json.h"

#include <inttypes.h>

/* A number, or null for what was not measured. */
static void put_number(FILE *out, double n)
{
    if (n > 0)
        fprintf(out, "%.4g", n);
    else
        fputs("null", out);
}

static void put_ns(FILE *out, double n)
{
    if (n > 0)
        fprintf(out, "%.2f", n);
    else
        fputs("null", out);
}

static const char *put_between(FILE *out, const char *between)
{
    fputs(between, out);
    return ",\n";
}

static void put_tapes(const struct bench *bench, FILE *out)
{
    const char *between = "\n";

    fputs("  \"tapes\": [", out);
    for (size_t i = 0; i < bench->tape_count; i++) {
        const struct tape *tape = &bench->tapes[i];

        between = put_between(out, between);
        fputs("    {\"name\": ", out);
        json_string(out, tape->name);
        fprintf(out, ", \"operations\": %" PRIu64 ", \"untimed\": %" PRIu64 ", \"left_out\": %"
                PRIu64 ", \"peak_blocks\": %" PRIu64 ", \"peak_bytes\": %" PRIu64 "}",
                tape->head.count, tape->head.untimed, tape->left_out, tape->head.peak_blocks,
                tape->head.peak_bytes);
    }
    fputs("\n  ],\n", out);
}

static void put_contestants(const struct bench *bench, FILE *out)
{
    static const char *const kinds[ALLOCATORS] = {"empty", "malloc", "heap", "naive", ""};
    const char *between = "\n";

    fputs("  \"contestants\": [", out);
    for (size_t i = 0; i < bench->contestant_count; i++) {
        const struct contestant *contestant = &bench->contestants[i];
        const struct request *request = &contestant->request;

        between = put_between(out, between);
        fputs("    {\"name\": ", out);
        json_string(out, contestant->name);
        fprintf(out, ", \"kind\": \"%s\"", kinds[request->allocator]);
        if (request->allocator == ALLOCATOR_HEAP || request->allocator == ALLOCATOR_NAIVE)
            fprintf(out, ", \"policy\": \"%s\"", mems_policy_name(request->policy));
        if (request->allocator == ALLOCATOR_HEAP)
            fprintf(out, ", \"ahead\": %s", request->ahead ? "true" : "false");
        if (request->library[0] != '\0') {
            fputs(", \"library\": ", out);
            json_string(out, request->library);
        }
        fprintf(out, ", \"installed\": %s}", contestant->absent ? "false" : "true");
    }
    fputs("\n  ],\n", out);
}

static void put_time(const struct bench *bench, size_t tape, size_t contestant, enum mode mode,
                     enum heat heat, FILE *out)
{
    const struct score *score = bench_look(bench, tape, contestant, mode);
    const double *rounds = heat == COLD ? score->cold : score->warm;
    unsigned count = heat == COLD ? score->colds : score->warms;

    fprintf(out, ", \"%s\": {\"ns\": ", heat == COLD ? "cold" : "warm");
    put_ns(out, score_ns(score, heat));
    fputs(", \"ratio\": ", out);
    put_number(out, bench_ratio(bench, tape, contestant, mode, heat));
    fputs(", \"rounds\": [", out);
    for (unsigned i = 0; i < count; i++)
        fprintf(out, "%s%.2f", i > 0 ? ", " : "", rounds[i]);
    fputs("]}", out);
}

static void put_memory(const struct bench *bench, size_t tape, size_t contestant, enum mode mode,
                       FILE *out)
{
    const struct answer *answer = &bench_look(bench, tape, contestant, mode)->answer;

    if (answer->resident >= 0)
        fprintf(out, ", \"resident\": %" PRId64, answer->resident);
    if (bench->contestants[contestant].request.allocator == ALLOCATOR_HEAP)
        fprintf(out, ", \"mapped\": %" PRIu64 ", \"records\": %" PRIu64 ", \"segments\": %" PRIu64,
                answer->mapped, answer->records, answer->segments);
}

static void put_score(const struct bench *bench, size_t tape, size_t contestant, enum mode mode,
                      FILE *out)
{
    const struct score *score = bench_look(bench, tape, contestant, mode);

    fputs("    {\"tape\": ", out);
    json_string(out, bench->tapes[tape].name);
    fputs(", \"contestant\": ", out);
    json_string(out, bench->contestants[contestant].name);
    fprintf(out, ", \"touched\": %s", mode == MODE_TOUCHED ? "true" : "false");
    if (score->why[0] != '\0') {
        fputs(", \"failed\": ", out);
        json_string(out, score->why);
    } else {
        fprintf(out, ", \"cut\": %s, \"done\": %" PRIu64 ", \"refused\": %" PRIu64,
                score->answer.cut ? "true" : "false", score->answer.done, score->answer.refused);
        put_time(bench, tape, contestant, mode, COLD, out);
        if (bench->warm > 0)
            put_time(bench, tape, contestant, mode, WARM, out);
        put_memory(bench, tape, contestant, mode, out);
    }
    fputs("}", out);
}

static void put_scores(const struct bench *bench, FILE *out)
{
    const char *between = "\n";

    fputs("  \"results\": [", out);
    for (size_t tape = 0; tape < bench->tape_count; tape++) {
        for (size_t i = 0; i < bench->contestant_count; i++) {
            for (int mode = 0; mode < MODES; mode++) {
                const struct score *score = bench_look(bench, tape, i, (enum mode)mode);

                if (score->colds == 0 && score->why[0] == '\0')
                    continue;
                between = put_between(out, between);
                put_score(bench, tape, i, (enum mode)mode, out);
            }
        }
    }
    fputs("\n  ],\n", out);
}

static void put_means(const struct bench *bench, FILE *out)
{
    const char *between = "\n";

    fputs("  \"means\": [", out);
    for (size_t i = 0; i < bench->contestant_count; i++) {
        if (bench->contestants[i].absent)
            continue;
        between = put_between(out, between);
        fputs("    {\"contestant\": ", out);
        json_string(out, bench->contestants[i].name);
        for (int mode = 0; mode < MODES; mode++) {
            for (int heat = COLD; heat <= WARM; heat++) {
                fprintf(out, ", \"%s%s\": ", heat == COLD ? "cold" : "warm",
                        mode == MODE_TOUCHED ? "_touched" : "");
                put_number(out, bench_mean(bench, i, (enum mode)mode, (enum heat)heat));
            }
        }
        fputs("}", out);
    }
    fputs("\n  ],\n", out);
}

static void put_placements(const struct bench *bench, FILE *out)
{
    const char *between = "\n";

    fputs("  \"placements\": [", out);
    for (size_t tape = 0; tape < bench->tape_count; tape++) {
        for (int policy = 0; policy < MEMS_POLICIES; policy++) {
            const struct placement *placement = &bench->placements[tape][policy];

            if (!placement->compared)
                continue;
            between = put_between(out, between);
            fputs("    {\"tape\": ", out);
            json_string(out, bench->tapes[tape].name);
            fprintf(out, ", \"policy\": \"%s\", \"compared\": %" PRIu64 ", \"same\": %s}",
                    mems_policy_name((enum mems_policy)policy), placement->done,
                    placement->differs ? "false" : "true");
        }
    }
    fputs("\n  ]", out);
}

static void put_bench(const struct bench *bench, FILE *out)
{
    fprintf(out, "  \"rounds\": %u, \"interrupted\": %s, \"budget\": %.3f,\n", bench->rounds_done,
            bench->interrupted ? "true" : "false", bench->budget / 1e3);
    put_tapes(bench, out);
    put_contestants(bench, out);
    put_scores(bench, out);
    put_means(bench, out);
    put_placements(bench, out);
}

void bench_print_json(const struct bench *bench, const struct bench *plot, FILE *out)
{
    fputs("{\n  \"mems_bench\": 1,\n", out);
    put_bench(bench, out);
    if (plot != NULL) {
        fputs(",\n  \"plot\": {\n", out);
        put_bench(plot, out);
        fputs("\n  }", out);
    }
    fputs("\n}\n", out);
}
