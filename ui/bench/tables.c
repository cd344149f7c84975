/* tables.c: the tables: contestants down, tapes across, four at a time. */
#include "print.h"

#include "character.h"
#include "figures.h"

#include <inttypes.h>

#define LABEL 14     /* columns of a contestant's name */
#define ACROSS 4     /* tapes side by side, */
#define FIRST 9      /* each with two numbers: their columns */
#define SECOND 6

struct table;

/* Writes the two numbers of a cell. */
typedef void cell_writer(const struct bench *bench, const struct table *table, size_t tape,
                         size_t contestant, FILE *out);

/* Whether there is a number to write. */
typedef bool cell_shows(const struct bench *bench, const struct table *table, size_t tape,
                        size_t contestant);

struct table {
    const char *title, *first, *second;
    cell_writer *write;
    cell_shows *shows;
    bool (*has)(const struct contestant *contestant);
    bool means;              /* a last column with the geometric mean */
    enum mode mode;          /* what is shown, in tables of time */
    enum heat heat;
};

/* ---- Pieces ---- */

/* As much of `text` as fits in `columns`, at their right end; 0: all of it. */
static void put_right(FILE *out, const char *text, int columns)
{
    const char *end = text;
    int used = 0, width = 0;

    while (*end != '\0') {
        const char *after = end;

        text_next(&after, &width);
        if (columns > 0 && used + width > columns)
            break;
        used += width;
        end = after;
    }
    fprintf(out, "%*s%.*s", columns > used ? columns - used : 0, "", (int)(end - text), text);
}

static void put_number(FILE *out, double n, int columns, const char *after)
{
    char text[32] = "-";

    if (n > 0)
        snprintf(text, sizeof text, n < 9.995 ? "%.2f%s" : n < 999.95 ? "%.1f%s" : "%.0f%s", n,
                 after);
    put_right(out, text, columns);
}

static void put_bytes(FILE *out, double bytes, int columns)
{
    static const char *const units[] = {"", "K", "M", "G", "T"};
    unsigned unit = 0;
    char whole[16];

    for (; bytes >= 1024 && unit < 4; unit++)
        bytes /= 1024;
    if (unit > 0 || bytes < 1) {
        put_number(out, bytes, columns, units[unit]);
        return;
    }
    snprintf(whole, sizeof whole, "%.0f", bytes);
    put_right(out, whole, columns);
}

/* ---- Cells ---- */

/* A walk that was cut had short lists still: its mean is a lower bound. */
static void put_bound(FILE *out, double ns)
{
    char number[NUMBER_SIZE], text[NUMBER_SIZE + 1];

    snprintf(text, sizeof text, ">%s", number_text(number, (uint64_t)ns));
    put_right(out, text, FIRST);
}

static void write_time(const struct bench *bench, const struct table *table, size_t tape,
                       size_t contestant, FILE *out)
{
    const struct score *score = bench_look(bench, tape, contestant, table->mode);
    double ns = score_ns(score, table->heat);

    if (ns > 0 && score->answer.cut && contestant_walks(&bench->contestants[contestant]))
        put_bound(out, ns);
    else
        put_number(out, ns, FIRST, score->answer.cut ? "*" : "");
    put_number(out, bench_ratio(bench, tape, contestant, table->mode, table->heat), SECOND, "");
}

static bool shows_time(const struct bench *bench, const struct table *table, size_t tape,
                       size_t contestant)
{
    return score_ns(bench_look(bench, tape, contestant, table->mode), table->heat) > 0;
}

static void write_use(const struct bench *bench, const struct table *table, size_t tape,
                      size_t contestant, FILE *out)
{
    (void)table;
    put_number(out, bench_resident(bench, tape, contestant), FIRST, "");
    put_number(out, bench_mapped(bench, tape, contestant), SECOND, "");
}

static bool shows_use(const struct bench *bench, const struct table *table, size_t tape,
                      size_t contestant)
{
    (void)table;
    return bench_resident(bench, tape, contestant) > 0 ||
           bench_mapped(bench, tape, contestant) > 0;
}

static void write_records(const struct bench *bench, const struct table *table, size_t tape,
                          size_t contestant, FILE *out)
{
    (void)table;
    put_bytes(out, (double)bench_records(bench, tape, contestant), FIRST);
    put_number(out, bench_record(bench, tape, contestant), SECOND, "");
}

static bool shows_records(const struct bench *bench, const struct table *table, size_t tape,
                          size_t contestant)
{
    (void)table;
    return bench_records(bench, tape, contestant) > 0;
}

/* ---- Rows ---- */

static bool takes_part(const struct contestant *contestant)
{
    return !contestant->absent;
}

static bool allocates(const struct contestant *contestant)
{
    return !contestant->absent && contestant->request.allocator != ALLOCATOR_NONE;
}

/* Records are the same whether memory is taken ahead or not. */
static bool has_records(const struct contestant *contestant)
{
    return contestant->request.allocator == ALLOCATOR_HEAP && !contestant->request.ahead;
}

static void put_heads(const struct bench *bench, const struct table *table, size_t from,
                      size_t to, bool means, FILE *out)
{
    fprintf(out, "%*s", LABEL, "");
    for (size_t tape = from; tape < to; tape++) {
        fputs("  ", out);
        put_right(out, bench->tapes[tape].name, FIRST + SECOND - 2);
    }
    fprintf(out, "\n%*s", LABEL, "");
    for (size_t tape = from; tape < to; tape++) {
        put_right(out, table->first, FIRST);
        put_right(out, table->second, SECOND);
    }
    fputs(means ? "  mean\n" : "\n", out);
}

static bool is_empty(const struct bench *bench, const struct table *table, size_t from,
                     size_t to)
{
    for (size_t tape = from; tape < to; tape++)
        for (size_t i = 0; i < bench->contestant_count; i++)
            if (table->has(&bench->contestants[i]) && table->shows(bench, table, tape, i))
                return false;
    return true;
}

/* Where a bench was stopped early, there may be nothing to show. */
static void put_table(const struct bench *bench, const struct table *table, FILE *out)
{
    if (is_empty(bench, table, 0, bench->tape_count))
        return;
    fprintf(out, "\n%s\n", table->title);
    for (size_t from = 0; from < bench->tape_count; from += ACROSS) {
        size_t rest = bench->tape_count - from, to = from + (rest < ACROSS ? rest : ACROSS);
        bool means = table->means && to == bench->tape_count && bench->tape_count > 1;

        if (is_empty(bench, table, from, to))
            continue;
        put_heads(bench, table, from, to, means, out);
        for (size_t i = 0; i < bench->contestant_count; i++) {
            if (!table->has(&bench->contestants[i]))
                continue;
            fprintf(out, "%-*s", LABEL, bench->contestants[i].name);
            for (size_t tape = from; tape < to; tape++)
                table->write(bench, table, tape, i, out);
            if (means)
                put_number(out, bench_mean(bench, i, table->mode, table->heat), SECOND, "");
            fputc('\n', out);
        }
    }
}

/* ---- All of them ---- */

static void put_head(const struct bench *bench, FILE *out)
{
    char rounds[48];

    if (bench->interrupted)
        snprintf(rounds, sizeof rounds, "Stopped, round %u of %u", bench->rounds_done + 1,
                 bench->rounds);
    else if (bench->rounds == 1)
        snprintf(rounds, sizeof rounds, "One round: expect noise");
    else
        snprintf(rounds, sizeof rounds, "%u rounds", bench->rounds);
    fprintf(out, "%s. Each measurement was a process of its own; numbers are\n"
            "medians of rounds. ns: processor time of an operation, the system's included.\n"
            "cold: the first pass of a process; warm: the mean of its later ones. ratio: to\n"
            "the C library; mean: the geometric mean of ratios. Nothing is subtracted: the\n"
            "empty loop is what reading the operations costs.\n\n",
            rounds);
    for (size_t i = 0; i < bench->tape_count; i++) {
        const struct tape *tape = &bench->tapes[i];
        char number[NUMBER_SIZE];

        put_right(out, tape->name, LABEL);
        fprintf(out, "%12s operations", number_text(number, tape->head.count - tape->head.untimed));
        fprintf(out, ", at most %s blocks", number_text(number, tape->head.peak_blocks));
        fputs(", ", out);
        put_bytes(out, (double)tape->head.peak_bytes, 0);
        fputs("B live\n", out);
    }
}

void bench_print_tables(const struct bench *bench, FILE *out)
{
    static const char *const titles[2][MODES] = {
        [COLD] = {"Cold, memory not touched", "Cold, memory touched (a byte in every 64)"},
        [WARM] = {"Warm, memory not touched", "Warm, memory touched (a byte in every 64)"}
    };
    const struct table use = {"Peak utilisation: bytes live over bytes resident, and over bytes"
                              " of nodes", "resident", "nodes", write_use, shows_use, allocates,
                              false, 0, 0};
    const struct table records = {"Records and index, at the peak: bytes resident, in all and for"
                                  " each segment", "bytes", "each", write_records, shows_records,
                                  has_records, false, 0, 0};

    put_head(bench, out);
    for (int mode = 0; mode < MODES; mode++) {
        for (int heat = COLD; heat <= WARM; heat++) {
            struct table table = {titles[heat][mode], "ns", "ratio", write_time, shows_time,
                                  takes_part, true, (enum mode)mode, (enum heat)heat};

            if (bench->modes[mode] && (heat == COLD || bench->warm > 0))
                put_table(bench, &table, out);
        }
    }
    if (bench->modes[MODE_TOUCHED])
        put_table(bench, &use, out);
    if (bench->modes[MODE_PLAIN])
        put_table(bench, &records, out);
}
