/* intake.h: a file, a pipe or a terminal as a stream that never makes anybody
 * wait: what has not come yet is STREAM_WAIT. */
#ifndef MEMS_UI_INTAKE_H
#define MEMS_UI_INTAKE_H

#include "stream.h"

#include <stdbool.h>

struct intake {
    struct stream stream;
    int file;
};

/* `path` NULL: standard input. false: `why` says why it cannot be opened. */
bool intake_open(struct intake *intake, const char *path, char *why, size_t size);
void intake_close(struct intake *intake);

/* Waits until there are bytes, or none will come, or a signal came, or
 * `milliseconds` are over; below 0: as long as it takes. */
void intake_wait(const struct intake *intake, int milliseconds);

#endif
