/* trace_text.h: workloads given as text, for tests. */
#ifndef MEMS_TESTS_TRACE_TEXT_H
#define MEMS_TESTS_TRACE_TEXT_H

#include "timeline.h"
#include "workload.h"

/* The ops of a workload, which must have no problem. */
struct ops *ops_of(const char *text);

/* What is wrong with the bytes; the ops must be empty after it. */
struct problems problems_of(const char *bytes, size_t size);

/* A timeline at step 0; at its end. */
struct timeline *timeline_of(struct ops *ops);
struct timeline *at_end_of(const char *text);
void close_both(struct timeline *timeline);

/* The present block of a name, 0: none; the present bytes at an address. */
void check_name(const struct timeline *timeline, const char *name, uint64_t address);
void check_bytes(const struct timeline *timeline, uint64_t address, const char *bytes,
                 size_t size);

/* Types a line where the timeline stands. */
void type(struct timeline *timeline, const char *line);

/* The number of a name that is there. */
uint32_t name_of(const struct ops *ops, const char *name);

#endif
