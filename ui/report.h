/* report.h: what `mems run` says in the end: in plain words, or as JSON
 * (docs/json.md). */
#ifndef MEMS_UI_REPORT_H
#define MEMS_UI_REPORT_H

#include "summary.h"

#include <stdio.h>

/* An expectation that failed, when it did. */
struct failure {
    uint32_t line;
    char expected[160]; /* "expect A at 1000" */
    char found[64];     /* "it at 2000" */
};

struct report {
    const char *file;
    struct timeline *timeline;       /* at its end */
    struct summary summary;
    struct failure *failures;        /* summary.failed of them */
    size_t failure_count;
};

/* Counts the present step and keeps what failed there. false: no memory. */
bool report_add(struct report *report);
void report_close(struct report *report);

void report_text(const struct report *report, FILE *out);
void report_json(const struct report *report, FILE *out);

/* FILE:LINE: expect ..., found ...; one line each, on standard error. */
void report_failures(const struct report *report);

#endif
