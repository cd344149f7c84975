/* plot.c: the plot: half decades of live blocks across, ns an operation down,
 * both logarithmic. A curve is a letter that comes again at every size; curves
 * that would coincide stand side by side, in the order of the legend. */
#include "plot.h"

#include "churn.h"
#include "figures.h"
#include "print.h"

#include <math.h>
#include <string.h>

#define AXIS 8       /* columns before the first size */
#define STEP 8       /* columns a size */
#define ROWS_DECADE 4
#define ROWS_MAX (10 * ROWS_DECADE + 1)
#define WIDTH 80

uint64_t plot_live(size_t n)
{
    static const uint64_t sizes[PLOT_SIZES] = {100, 316, 1000, 3162, 10000, 31623, 100000,
                                               316228, 1000000};

    return sizes[n];
}

bool plot_prepare(struct bench *plot, unsigned policies, size_t sizes)
{
    bool good = true;

    for (size_t i = 0; good && i < sizes; i++) {
        uint64_t live = plot_live(i);

        plot->tape_count++;
        good = churn_tape(&plot->tapes[i], live, live < 100000 ? 100000 : live);
    }
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        if (policies >> policy & 1)
            good = good && bench_add_heap(plot, (enum mems_policy)policy, false);
    good = good && bench_add_c(plot);
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        if (policies >> policy & 1)
            good = good && bench_add_naive(plot, (enum mems_policy)policy);
    plot->modes[MODE_PLAIN] = true;
    return good && bench_ready(plot);
}

/* ---- Drawing ---- */

/* "1000", "10k", "1M". */
static const char *live_text(size_t size)
{
    static const char *const texts[PLOT_SIZES] = {"100", "316", "1000", "3162", "10k", "32k",
                                                  "100k", "316k", "1M"};

    return texts[size];
}

struct canvas {
    char cells[ROWS_MAX][WIDTH + 1];
    int rows;
    double top;          /* log10 of the ns at the first row */
};

static char letter(const struct contestant *contestant)
{
    char first = mems_policy_name(contestant->request.policy)[0];

    if (contestant->request.allocator == ALLOCATOR_C)
        return 'c';
    return contestant->request.allocator == ALLOCATOR_NAIVE ? (char)(first - 'a' + 'A') : first;
}

/* Its place among those of one size: policies in order, then the C library. */
static int offset(const struct contestant *contestant)
{
    return contestant->request.allocator == ALLOCATOR_C ? MEMS_POLICIES
                                                        : (int)contestant->request.policy;
}

/* Whole decades around all that was measured. false: there is nothing. */
static bool open_canvas(struct canvas *canvas, const struct bench *plot)
{
    double low = 0, high = 0;

    for (size_t tape = 0; tape < plot->tape_count; tape++) {
        for (size_t i = 0; i < plot->contestant_count; i++) {
            double ns = score_ns(bench_look(plot, tape, i, MODE_PLAIN), COLD);

            if (ns > 0 && (low <= 0 || ns < low))
                low = ns;
            if (ns > high)
                high = ns;
        }
    }
    if (high <= 0)
        return false;
    canvas->top = ceil(log10(high));
    if (canvas->top < 1)
        canvas->top = 1;
    canvas->rows = (int)(canvas->top - floor(log10(low))) * ROWS_DECADE + 1;
    if (canvas->rows > ROWS_MAX)
        canvas->rows = ROWS_MAX;
    for (int row = 0; row < canvas->rows; row++) {
        memset(canvas->cells[row], ' ', WIDTH);
        canvas->cells[row][WIDTH] = '\0';
    }
    return true;
}

static void put_point(struct canvas *canvas, size_t size, const struct contestant *contestant,
                      double ns)
{
    int row = (int)lround((canvas->top - log10(ns)) * ROWS_DECADE);
    int column = AXIS + 1 + (int)size * STEP + offset(contestant);
    char *cell;

    if (row < 0 || row >= canvas->rows || column >= WIDTH)
        return;
    cell = &canvas->cells[row][column];
    *cell = *cell == ' ' ? letter(contestant) : '*';
}

#define SLOPE "grows like n"

/* The least that was measured at the smallest size; 0: nothing was. */
static double lowest_first(const struct bench *plot)
{
    double low = 0;

    for (size_t i = 0; i < plot->contestant_count; i++) {
        double ns = score_ns(bench_look(plot, 0, i, MODE_PLAIN), COLD);

        if (ns > 0 && (low <= 0 || ns < low))
            low = ns;
    }
    return low;
}

/* From there, a line of slope 1, in cells that are blank still: two sizes to the
 * right are ten times the blocks, and a decade up. Its name stands beside it, as
 * far right as it fits. */
static void put_slope(struct canvas *canvas, const struct bench *plot)
{
    int columns = (int)(plot->tape_count - 1) * STEP + MEMS_POLICIES;
    const size_t length = sizeof SLOPE - 1, gap = 5;
    double low = lowest_first(plot);
    char *label = NULL;

    for (int x = 0; low > 0 && x <= columns; x += 2) {
        int row = (int)lround((canvas->top - log10(low) - (double)x / (2 * STEP)) * ROWS_DECADE);
        char *cell;

        if (row < 0 || row >= canvas->rows)
            continue;
        cell = &canvas->cells[row][AXIS + 1 + x];
        if (*cell == ' ')
            *cell = '.';
        if (strspn(cell + 1, " ") >= gap + length)
            label = cell + gap;
    }
    if (label != NULL)
        memcpy(label, SLOPE, length);
}

/* "10 us": 10 to the n-th nanoseconds. */
static void put_scale(int n, FILE *out)
{
    static const char *const units[] = {"ns", "us", "ms", "s"};
    static const char *const powers[] = {"1", "10", "100"};
    char label[16];

    snprintf(label, sizeof label, "%s %s", powers[n % 3], units[n / 3 < 3 ? n / 3 : 3]);
    fprintf(out, "%*s +", AXIS - 1, label);
}

static void put_row(const struct canvas *canvas, int row, FILE *out)
{
    const char *cells = canvas->cells[row] + AXIS + 1;
    int length = WIDTH - AXIS - 1, decade = (int)canvas->top - row / ROWS_DECADE;

    while (length > 0 && cells[length - 1] == ' ')
        length--;
    if (row % ROWS_DECADE == 0 && decade >= 0)
        put_scale(decade, out);
    else
        fprintf(out, "%*s |", AXIS - 1, "");
    fprintf(out, "%.*s\n", length, cells);
}

static void put_axis(const struct bench *plot, FILE *out)
{
    int length = (int)(plot->tape_count - 1) * STEP + 5;
    char line[WIDTH + 1];

    memset(line, '-', sizeof line);
    for (size_t i = 0; i < plot->tape_count; i++)
        line[(int)i * STEP + 2] = '+';
    fprintf(out, "%*s +%.*s\n%*s", AXIS - 1, "", length, line, AXIS + 1, "");
    for (size_t i = 0; i < plot->tape_count; i += 2)
        fprintf(out, "%*s%s", i == 0 ? 2 : 2 * STEP - (int)strlen(live_text(i - 2)), "",
                live_text(i));
    fprintf(out, "\n%*s\n\n", AXIS + length / 2 + 6, "blocks live");
}

static void put_legend(const struct bench *plot, FILE *out)
{
    for (size_t i = 0; i < plot->contestant_count; i++)
        fprintf(out, "%s%c %s", i == 0 ? "" : i % 5 == 0 ? "\n" : "   ",
                letter(&plot->contestants[i]), plot->contestants[i].name);
    fputs("   * several\n. " SLOPE ": ten times the blocks, ten times the cost\n", out);
}

/* The same in numbers. */
static void put_numbers(const struct bench *plot, FILE *out)
{
    fprintf(out, "\n%-12s", "ns");
    for (size_t tape = 0; tape < plot->tape_count; tape++)
        fprintf(out, "%7s", live_text(tape));
    fputc('\n', out);
    for (size_t i = 0; i < plot->contestant_count; i++) {
        fprintf(out, "%-12s", plot->contestants[i].name);
        for (size_t tape = 0; tape < plot->tape_count; tape++) {
            double ns = score_ns(bench_look(plot, tape, i, MODE_PLAIN), COLD);

            if (ns <= 0)
                fputs("      -", out);
            else if (ns < 99999.5)
                fprintf(out, ns < 99.95 ? "%7.1f" : "%7.0f", ns);
            else
                fprintf(out, "%6.0fk", ns / 1000);
        }
        fputc('\n', out);
    }
}

void bench_print_plot(const struct bench *plot, FILE *out)
{
    struct canvas canvas;

    if (!open_canvas(&canvas, plot))
        return;
    for (size_t tape = 0; tape < plot->tape_count; tape++) {
        for (size_t i = 0; i < plot->contestant_count; i++) {
            double ns = score_ns(bench_look(plot, tape, i, MODE_PLAIN), COLD);

            if (ns > 0)
                put_point(&canvas, tape, &plot->contestants[i], ns);
        }
    }
    put_slope(&canvas, plot);
    if (plot->interrupted)
        fputs("Stopped before its end; not every point is here.\n", out);
    if (plot->rounds == 1)
        fputs("One round: expect noise.\n", out);
    fputs("What a free or a malloc costs, against blocks live; both logarithmic.\n"
          "Blocks of 16 to 256 bytes are freed and malloc'ed at random.\n\n", out);
    for (int row = 0; row < canvas.rows; row++)
        put_row(&canvas, row, out);
    put_axis(plot, out);
    put_legend(plot, out);
    put_numbers(plot, out);
}
