/* progress.h: a bar on standard error for work that takes a person's time. It
 * comes after half a second, on a terminal, and is gone when the work is done. */
#ifndef MEMS_UI_PROGRESS_H
#define MEMS_UI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what;   /* "reading", "running" */
    const char *detail; /* what of it comes now; NULL: it is not said */
    uint64_t total;     /* 0: not known */
    bool forced;        /* at once, and also when there is no terminal */
    bool terminal;
    bool shown;
    int64_t began, last; /* milliseconds */
};

struct progress progress_start(const char *what, uint64_t total, bool forced);
void progress_show(struct progress *progress, uint64_t done); /* as often as one likes */
void progress_end(struct progress *progress, uint64_t done);

#endif
