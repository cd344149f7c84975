/* progress.c: the bar. On a terminal one line is drawn over and over and
 * cleared in the end; elsewhere, when asked for, each report is a line. */
#include "progress.h"

#include "clock.h"
#include "terminal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 500  /* milliseconds before the bar comes */
#define INTERVAL 100  /* between two reports on a terminal */
#define LINES_INTERVAL 1000
#define BAR 40
#define BAR_DETAIL 28 /* beside a detail */
#define DETAIL 32     /* its columns */
#define BAR_LEAST 10  /* a narrower one says less than its number */
#define AROUND 10     /* columns around the bar: " [] 100 %", and one to spare */

struct progress progress_start(const char *what, uint64_t total, bool forced)
{
    return (struct progress){.what = what, .total = total, .forced = forced,
                             .terminal = isatty(STDERR_FILENO) == 1, .began = clock_ms()};
}

static int line_columns(void)
{
    int cols, rows;

    return terminal_size(STDERR_FILENO, &cols, &rows) ? cols : 80;
}

static int percent(const struct progress *progress, uint64_t done)
{
    if (progress->total == 0 || done >= progress->total)
        return 100;
    return (int)((double)done / (double)progress->total * 100);
}

/* In DETAIL columns, with what would harm a terminal's line left out. */
static void put_detail(const char *detail, int columns)
{
    int at = 0;

    fputc(' ', stderr);
    for (; detail[at] != '\0' && at < DETAIL; at++)
        fputc(detail[at] >= ' ' && detail[at] <= '~' ? detail[at] : '?', stderr);
    fprintf(stderr, "%*s", columns > at ? columns - at : 0, "");
}

/* On one line, however narrow the terminal is just now. */
static void draw_bar(const struct progress *progress, uint64_t done)
{
    int room = line_columns() - AROUND - (int)strlen(progress->what);
    bool detail = progress->detail != NULL && room > DETAIL + BAR_LEAST;
    int columns = detail ? BAR_DETAIL : BAR;

    room -= detail ? DETAIL + 1 : 0;
    columns = columns < room ? columns : room;
    fputs(progress->what, stderr);
    if (detail)
        put_detail(progress->detail, DETAIL);
    if (columns >= BAR_LEAST) {
        fputs(" [", stderr);
        for (int i = 0; i < columns; i++)
            fputc(i < percent(progress, done) * columns / 100 ? '#' : '.', stderr);
        fputc(']', stderr);
    }
    fprintf(stderr, " %3d %%", percent(progress, done));
}

static void draw(const struct progress *progress, uint64_t done)
{
    if (progress->total == 0) {
        fprintf(stderr, "%s %" PRIu64, progress->what, done);
    } else if (!progress->terminal) {
        fprintf(stderr, "%s %" PRIu64 " of %" PRIu64 ", %d %%", progress->what, done,
                progress->total, percent(progress, done));
        if (progress->detail != NULL)
            put_detail(progress->detail, 0);
    } else {
        draw_bar(progress, done);
    }
    fputs(progress->terminal ? "\r" : "\n", stderr);
    fflush(stderr);
}

void progress_show(struct progress *progress, uint64_t done)
{
    int64_t time;

    if (!progress->forced && !progress->terminal)
        return;
    time = clock_ms();
    if ((!progress->forced && time - progress->began < PATIENCE) ||
        (progress->shown &&
         time - progress->last < (progress->terminal ? INTERVAL : LINES_INTERVAL)))
        return;
    progress->shown = true;
    progress->last = time;
    draw(progress, done);
}

void progress_end(struct progress *progress, uint64_t done)
{
    if (progress->forced && !progress->terminal) {
        draw(progress, done);
    } else if (progress->shown) {
        fprintf(stderr, "%*s\r", line_columns() - 1, "");
        fflush(stderr);
    }
}
