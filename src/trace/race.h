/* race.h: two to four timelines with different heaps on one list of operations,
 * under one clock: all stand at the same step, and what is known of them is
 * known of all. The list is shared; each heap has its own decisions.
 *
 * Or a workload and a branch of it, or a branch and one of that, with one change
 * more. Their clock is that of the longer one: where
 * only one of them has an operation, which was put in or left out, the other waits
 * for a step, and from then on its own steps are one behind the clock's. So what
 * both have stands at the same step of the clock.
 *
 * Two heaps differ at a step when that step's block was placed at different
 * virtual addresses, or in a HOLE by one and in a new node by the other, or
 * not at all by one. Those steps are listed as they become known. A branch differs
 * also where it leaves the workload, and wherever one of its operations does nothing
 * since its block is missing.
 *
 * In a race of policies each heap keeps its own: an operation of the workload
 * that sets another changes nothing. */
#ifndef MEMS_TRACE_RACE_H
#define MEMS_TRACE_RACE_H

#include "tally.h"
#include "timeline.h"

#define RACE_LEAST 2
#define RACE_MOST 4

struct race;

/* A race at step 0 of the workload of `own`, to which nothing was typed, of `count`
 * heaps with these options. A heap with the very options of `own` is `own` itself,
 * which is lent: the race alone moves it until it is closed, and then it stays
 * where it stands. Where `own` asks mmap for a place, the others ask for places
 * far from it and from each other. Errors: those of mems_heap_open; `own` may
 * have been moved. O(steps) when `own` is lent to a race of policies. */
enum mems_error race_open(struct race **race, struct timeline *own,
                          const struct mems_options *options, int count);

/* A race at step 0 of `origin` (heap 0) and `branch` (heap 1), whose course has one change
 * more; their names, for race_label, must outlive the race. Both are lent, as above;
 * nothing was typed to either. */
enum mems_error race_open_branch(struct race **race, struct timeline *origin,
                                 struct timeline *branch, const char *const names[2]);
void race_close(struct race *race); /* NULL is allowed */

int race_count(const struct race *race);

/* For looking: it stands at the race's step, and the race alone may move it. Valid
 * while the race lives. */
struct timeline *race_timeline(const struct race *race, int heap);

/* In a race with a branch: the name that was given; else NULL. */
const char *race_label(const struct race *race, int heap);

/* The options that a heap began with. */
const struct mems_options *race_options(const struct race *race, int heap);

/* The heap that never waits: steps of the race are its steps. */
int race_clock(const struct race *race);

/* A heap's own step at a step of the race, and back; whether it waits there. */
uint32_t race_step_of(const struct race *race, int heap, uint32_t step);
uint32_t race_step_from(const struct race *race, int heap, uint32_t own);
bool race_waits(const struct race *race, int heap, uint32_t step);

uint32_t race_step(const struct race *race);
uint32_t race_end(const struct race *race);   /* the workload's last step */
uint32_t race_known(const struct race *race); /* the last step that all heaps reached */

/* One step, by all; false at the end (or the start), or without memory, then
 * nothing has changed. O(log segments) for each heap. */
bool race_forward(struct race *race);
bool race_back(struct race *race);

/* To any step, clamped to the end. Returns the step reached. As timeline_seek,
 * for each heap. */
uint32_t race_seek(struct race *race, uint32_t step);

/* Steps so far, the present one included, at which any two differ. O(log n). */
uint32_t race_differences(const struct race *race);

/* Whether any two differ at a known step; the next such step after `step`, the
 * one before it: false when none is known. O(log n). */
bool race_differs(const struct race *race, uint32_t step);
bool race_next_difference(const struct race *race, uint32_t step, uint32_t *found);
bool race_previous_difference(const struct race *race, uint32_t step, uint32_t *found);

/* Whether two heaps placed the block of a known step alike. */
bool race_alike(const struct race *race, uint32_t step, int one, int other);

/* In a race with a branch: the change that tells it from its origin. */
struct change race_change(const struct race *race);

/* In a race with a branch: its operations so far that do nothing since they miss
 * their block, while they did something in the workload, O(log n); whether that of
 * a known step is one of them. */
uint32_t race_idle(const struct race *race);
bool race_lacks(const struct race *race, uint32_t step);

/* The figures of a heap at the present step. O(1). */
struct tally race_tally(const struct race *race, int heap);

/* Bytes that the race takes beside its timelines. */
size_t race_bytes(const struct race *race);

#endif
