/* timeline.h: every operation, what the heap decided about it, and where we
 * stand. It steps, goes back, and seeks; states are exact in both directions,
 * physical addresses and written bytes included.
 *
 * An operation is put to the heap once, when the timeline first comes to it;
 * from then on its decisions are only undone and done again. Step 0 is the
 * empty heap, step k the state after the k-th event. Events are the
 * workload's operations in order, until a person forks: then an event that was
 * typed follows the step where it was typed, and the old rest is kept aside,
 * to be returned to with timeline_undo_edit. */
#ifndef MEMS_TRACE_TIMELINE_H
#define MEMS_TRACE_TIMELINE_H

#include "course.h"
#include "ops.h"

struct timeline;

/* What came of an event. */
enum outcome {
    OUTCOME_NONE,       /* step 0 */
    OUTCOME_DONE,       /* the heap did it */
    OUTCOME_NOTHING,    /* nothing to do: free(NULL) */
    OUTCOME_NULL,       /* malloc or realloc of 0 bytes: NULL */
    OUTCOME_NO_MEMORY,  /* malloc, realloc: NULL and ENOMEM */
    OUTCOME_UNKNOWN,    /* the name was never given to a block */
    OUTCOME_DEAD,       /* the name's block was already freed */
    OUTCOME_ERROR,      /* the heap refused: event.error */
    OUTCOME_PAST_END    /* write: the bytes do not fit in the block */
};

/* An event as the timeline knows it; a copy, valid for ever. */
struct event {
    uint32_t op;                   /* index in the ops */
    enum outcome outcome;
    enum mems_error error;         /* OUTCOME_ERROR, OUTCOME_NO_MEMORY, OUTCOME_NULL */
    bool has_malloc, has_free;     /* which decisions there are (realloc: both) */
    struct mems_decision malloc, free; /* malloc comes first in time; left, right,
                                          rover, segment: of the present step
                                          only, else 0, as node always is */
    bool renamed;                  /* malloc: the name was live; its old block leaks */
    uint64_t address;              /* of the new block; else the one that was meant, 0: none */
    uint32_t expectations_failed;  /* of this step, when it was first reached */
};

/* A timeline at step 0 of `ops`, with a heap of its own that has `options`.
 * `ops` must outlive it. Errors: those of mems_heap_open. */
enum mems_error timeline_open(struct timeline **timeline, struct ops *ops,
                              const struct mems_options *options);

/* The same for the workload of `like`, or the branch: what was typed since is none of it. */
enum mems_error timeline_open_again(struct timeline **timeline, const struct timeline *like,
                                    const struct mems_options *options);

/* The workload of `like` on another course: all operations but those that are put in are
 * its own, and are shared, not copied. One whose block is missing now does nothing,
 * and its outcome says so. */
enum mems_error timeline_open_branch(struct timeline **timeline, const struct timeline *like,
                                     const struct mems_options *options,
                                     const struct course *course);
void timeline_close(struct timeline *timeline); /* NULL is allowed */

/* What a branch does otherwise than the workload. */
const struct course *timeline_course(const struct timeline *timeline);

/* Whether heaps with these options decide alike: the place apart they are the same. */
bool timeline_options_alike(const struct mems_options *a, const struct mems_options *b);

/* For looking only. */
const mems_heap *timeline_heap(const struct timeline *timeline);
const struct ops *timeline_ops(const struct timeline *timeline);

/* For appending the operation that a person typed, which timeline_edit takes. */
struct ops *timeline_ops_edit(struct timeline *timeline);

uint32_t timeline_step(const struct timeline *timeline);  /* where we stand */
uint32_t timeline_end(const struct timeline *timeline);   /* the last step there is */
uint32_t timeline_known(const struct timeline *timeline); /* the last step ever reached */

/* One step; false at the end (or the start), or without memory, then nothing
 * has changed. */
bool timeline_forward(struct timeline *timeline);
bool timeline_back(struct timeline *timeline);

/* To any step, clamped to the end. Returns the step reached. Known steps cost
 * O(1) each, and far ones a jump to a whole state that is kept beside them;
 * unknown ones cost what the heap costs. */
uint32_t timeline_seek(struct timeline *timeline, uint32_t step);

/* Keeps a whole state every so many steps from now on, more seldom where most of
 * it changes from one to the next. At most `bytes` in all: past that they are
 * thinned out. 50,000 steps and 160 MiB if nothing else is said. */
void timeline_keep(struct timeline *timeline, uint32_t steps, size_t bytes);

/* From now on operations that set the policy change nothing. Only at step 0 of a
 * timeline that knows no other. */
void timeline_hold_policy(struct timeline *timeline);

/* Goes on to the end of what is known, puts up to `steps` more operations to
 * the heap, and comes back exactly to the present step. Fewer are put without
 * memory. Returns the last step known. */
uint32_t timeline_learn(struct timeline *timeline, uint32_t steps);

/* Operations or notes were appended to the workload: the end moves to the last
 * one. When we stand at the last known step, its expectations are looked at
 * anew. Only while nothing was ever typed. */
void timeline_extend(struct timeline *timeline);

/* Bytes that the known steps take: what was decided, and the states kept. */
struct timeline_bytes { size_t steps, states, state_count; };
struct timeline_bytes timeline_bytes(const struct timeline *timeline);

/* The event of a known step, 1 .. known; of step 0: OUTCOME_NONE. */
struct event timeline_event(const struct timeline *timeline, uint32_t step);

/* The operation of any step, 0 .. end. */
struct op timeline_op(const struct timeline *timeline, uint32_t step);

/* Appends the operation `op` (an index in the ops) after the present step and
 * goes there. Not at the end: the rest is kept aside. false without memory. */
bool timeline_edit(struct timeline *timeline, uint32_t op);

/* Takes the newest edit back: stands where it was made, the old rest in
 * place; or makes it again. false when there is none. */
bool timeline_undo_edit(struct timeline *timeline);
bool timeline_redo_edit(struct timeline *timeline);
size_t timeline_edits(const struct timeline *timeline); /* that undo can take back */

/* Who made this block: the step of the malloc or realloc whose block begins
 * in that segment; 0 when it is a HOLE. O(1). */
uint32_t timeline_maker(const struct timeline *timeline, const struct mems_segment *segment);

/* A number below TIMELINE_TINTS for the block in that segment: chosen when it
 * was placed, other than those of the blocks beside it, and kept for its life.
 * So blocks that adjoin always differ. 0 for a HOLE. O(1). */
#define TIMELINE_TINTS 6
unsigned timeline_tint(const struct timeline *timeline, const struct mems_segment *segment);

/* What the block is called, for ops_name; NO_NAME for a HOLE. O(1). */
uint32_t timeline_name(const struct timeline *timeline, const struct mems_segment *segment);

/* The live block called `name`: false when there is none. O(times that the
 * workload binds the name after the present step), mostly none. */
bool timeline_find(const struct timeline *timeline, uint32_t name, uint64_t *address);

/* The newest step up to the present one that placed or freed a block with a
 * byte of the range, or left the range as a HOLE behind the block it placed;
 * 0 if none. O(steps looked at), at most `look` of them. */
uint32_t timeline_touched(const struct timeline *timeline, uint64_t start, uint64_t size,
                          uint32_t look);

/* Mapped and PROCESS bytes over the known steps: fills `width` samples that
 * share steps 0 .. end evenly, each the most in its span, to the nearest 4096th
 * of all steps when there are more than 8192; unknown spans have mapped == 0
 * and are past *known samples. O(width), of any number of steps. */
struct sample { uint64_t mapped, process; };
void timeline_history(const struct timeline *timeline, struct sample *out, size_t width,
                      size_t *known);

/* Whether a note's expectation holds at the present step; the value found is
 * in *found when that is a number. Only for NOTE_EXPECT. */
bool timeline_expect(const struct timeline *timeline, const struct note *note, uint64_t *found);

/* Notes belong to operations of the workload, so a step after a fork has
 * none. The notes of a step are [*first, *first + count) for ops_note. */
size_t timeline_notes(const struct timeline *timeline, uint32_t step, size_t *first);

/* Whether a note is about this heap: captions and expectations are up to where a
 * branch or a fork leaves the workload, and questions, which are about the operation
 * that follows, up to the step before; chapters and stops are places, and always are. */
bool timeline_means(const struct timeline *timeline, const struct note *note);

/* The step of the note at that index; false when there is no such note, or a fork
 * has put it aside. In a branch notes of an operation that is gone belong to the
 * step before. */
bool timeline_note_step(const struct timeline *timeline, size_t index, uint32_t *step);

/* The first step from `from` on that has a note of that kind which timeline_means;
 * false when there is none. O(log n). */
bool timeline_first_note(const struct timeline *timeline, enum note_kind kind, uint32_t from,
                         uint32_t *step);

/* The next or previous step with such a note, from the present step; false when there is
 * none. */
bool timeline_next_note(const struct timeline *timeline, enum note_kind kind, uint32_t *step);
bool timeline_previous_note(const struct timeline *timeline, enum note_kind kind, uint32_t *step);

/* The first step from `from` on whose expectations failed when it was first
 * reached, among those that have notes; false when there is none. O(log n). */
bool timeline_next_failed(const struct timeline *timeline, uint32_t from, uint32_t *step);

/* The step of the mark with that text; false when there is none. */
bool timeline_mark(const struct timeline *timeline, const char *text, uint32_t *step);

#endif
