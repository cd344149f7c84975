/* spoken.h: what frames show, told to somebody who does not see them: full
 * sentences, one a line, in words alone; addresses and sizes as plain digits.
 *
 * Each sentence is built, handed to a listener and forgotten: what is told costs
 * no memory, however long it is. */
#ifndef MEMS_VIEW_SPOKEN_H
#define MEMS_VIEW_SPOKEN_H

#include "numbers.h"
#include "phrase.h"
#include "race.h"
#include "view.h"

/* Takes a sentence: UTF-8 without its newline; bytes of names and captions are as
 * they were given, and are the listener's to make harmless. false: it wants no more. */
typedef bool spoken_hear(void *user, const char *sentence);

struct speech {
    const struct view *view;
    spoken_hear *hear;
    void *user;
    bool enough;       /* the listener wants no more: the rest is not built */
    bool talks;        /* a person answers: questions are told with their replies */
    bool live;         /* the workload is told while it comes: nobody knows how long it is */
    size_t noted;      /* the note of the present step that is to be told next */
    uint64_t held, failed; /* expectations told of so far */
};

#define SENTENCE_SIZE 1024

/* Begins a sentence of ours with a capital, ends it with a full stop, and hands it on. */
void speech_say(struct speech *speech, struct phrase *sentence);

/* The same for one that needs no building. */
void speech_tell(struct speech *speech, const char *sentence);

/* An empty sentence in `out`, which is to be handed to speech_say. */
struct phrase speech_begin(char out[SENTENCE_SIZE]);

/* ---- Steps (spoken_step.c) ---- */

/* What is opened: its name, how long it is, on which heap. */
void spoken_opening(struct speech *speech);

/* The present step: what the operation did and why, and then what hangs on it in the
 * order of the file: chapters, captions, stops, expectations that failed. */
void spoken_step(struct speech *speech);

/* What was hung on it since it was told. */
void spoken_notes(struct speech *speech);

/* That this is the end, or which step it is; of a run in which every step was told once,
 * whether expectations held. */
void spoken_closing(struct speech *speech);
void spoken_verdict(struct speech *speech);

/* What the heap comes to; its figures, a sentence each. O(log n). */
void spoken_totals(struct speech *speech);
void spoken_figures(struct speech *speech);

/* Memory over the whole run: what was mapped and in use at most, in each tenth. */
void spoken_history(struct speech *speech);

/* Where we are: the step, the chapter, the policy, the next operation. */
void spoken_here(struct speech *speech);

/* Every chapter with its step; the operations around the present one. */
void spoken_chapters(struct speech *speech);
void spoken_program(struct speech *speech);

/* ---- The heap (spoken_heap.c) ---- */

/* Every node and segment while these are few; otherwise, unless `all`, how many there
 * are, the largest holes, and what surrounds the last operation. O(segments). */
void spoken_layout(struct speech *speech, bool all);

/* One node; false: there are not so many. */
bool spoken_node(struct speech *speech, uint64_t index);

/* All holes while these are few, otherwise the largest; the largest alone.
 * O(segments). */
void spoken_holes(struct speech *speech);
void spoken_largest(struct speech *speech);

/* The segment at an address: what it is, where, since when, and what lies beside it;
 * false: no node has that address. */
bool spoken_where(struct speech *speech, uint64_t address);

/* What surrounds the segment that the last operation touched, or that is selected. */
void spoken_around(struct speech *speech);

/* Where mmap put the nodes, of many the first ones. */
void spoken_physical(struct speech *speech);

/* The real bytes from an address on, as far as its segment reaches, but few. */
bool spoken_bytes(struct speech *speech, uint64_t address);

/* ---- Searches and lives (spoken_why.c) ---- */

/* "Why here?" of the present step, from a why_view, when the timeline stands one
 * step before it. */
void spoken_why(struct speech *speech);

/* The life that view->life is. */
void spoken_life(struct speech *speech);

/* ---- Races and numbers (spoken_race.c) ---- */

/* Where a race stands: the figures of each heap, and what they come to; and what each
 * chose at that step. */
void spoken_race(struct speech *speech, const struct race *race);
void spoken_choices(struct speech *speech, const struct race *race);

/* One number: now, at most, on average. */
void spoken_number(struct speech *speech, enum number number, uint64_t now,
                   const struct measure *measure);

/* ---- Pieces that panels share ---- */

/* What the last operation did and why it landed there, without a full stop; what
 * became of an expectation of this step (false: it holds) (story.c). */
void story_said(struct phrase *say, const struct view *view);
bool story_failed(struct phrase *say, const struct view *view, const struct note *note);

/* "1 node of 1 page: 3 blocks of 2500 bytes, 2 HOLEs of 1596 bytes" (heap_words.c). */
void heap_totals_said(struct phrase *say, const struct mems_totals *totals);

/* "node 0, page 0-1"; what made the block, "step 7" and the operation (paint_details.c). */
void details_place(struct phrase *say, const struct view *view,
                   const struct mems_segment *segment);

#endif
