/* problem.h: collecting what is wrong with a workload. Whatever bytes the
 * line holds, the texts made of it are printable. */
#ifndef MEMS_TRACE_PROBLEM_H
#define MEMS_TRACE_PROBLEM_H

#include "workload.h"

#include <stdarg.h>

/* Where it is: byte `at`, from 0, of a line. */
struct where {
    uint64_t line;
    const char *text;
    size_t length;
    size_t at;
};

/* Collects one; past PROBLEMS_MAX it only notes that there are more. */
void problem_add(struct problems *problems, struct where where, const char *expected,
                 const char *format, va_list arguments) __attribute__((format(printf, 4, 0)));

/* `bytes` in single quotes, printable, cut with ... when long; returns out. */
#define QUOTE_SIZE 56
char *quote(char out[QUOTE_SIZE], const char *bytes, size_t length);

#endif
