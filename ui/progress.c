/* progress.c: the bar. On a terminal one line is drawn over and over and
 * cleared in the end; elsewhere, when asked for, each report is a line. */
#include "progress.h"

#include "clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define PATIENCE 500  /* milliseconds before the bar comes */
#define INTERVAL 100  /* between two reports on a terminal */
#define LINES_INTERVAL 1000
#define BAR 40
#define BAR_DETAIL 28 /* beside a detail */
#define DETAIL 32     /* its columns */
#define LINE 79

struct progress progress_start(const char *what, uint64_t total, bool forced)
{
    return (struct progress){.what = what, .total = total, .forced = forced,
                             .terminal = isatty(STDERR_FILENO) == 1, .began = clock_ms()};
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

static void draw(const struct progress *progress, uint64_t done)
{
    char bar[BAR + 1];
    int columns = progress->detail != NULL ? BAR_DETAIL : BAR;
    int full = percent(progress, done) * columns / 100;

    if (progress->total == 0) {
        fprintf(stderr, "%s %" PRIu64, progress->what, done);
    } else if (!progress->terminal) {
        fprintf(stderr, "%s %" PRIu64 " of %" PRIu64 ", %d %%", progress->what, done,
                progress->total, percent(progress, done));
        if (progress->detail != NULL)
            put_detail(progress->detail, 0);
    } else {
        for (int i = 0; i < columns; i++)
            bar[i] = i < full ? '#' : '.';
        bar[columns] = '\0';
        fputs(progress->what, stderr);
        if (progress->detail != NULL)
            put_detail(progress->detail, DETAIL);
        fprintf(stderr, " [%s] %3d %%", bar, percent(progress, done));
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
        fprintf(stderr, "%*s\r", LINE, "");
        fflush(stderr);
    }
}
