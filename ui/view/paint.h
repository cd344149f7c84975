/* paint.h: painters: each draws one part of the screen into a rectangle of a
 * frame, from a view, and changes nothing else. They clip; any size works. */
#ifndef MEMS_VIEW_PAINT_H
#define MEMS_VIEW_PAINT_H

#include "axis.h"
#include "frame.h"
#include "keys.h"
#include "view.h"

void paint_bars(struct frame *frame, struct rect at, const struct view *view);
/* The size that a malloc asked for, in row `at`, to the scale of the bars in
 * `main`. */
void paint_request(struct frame *frame, struct rect at, struct rect main,
                   const struct view *view);
void paint_chain(struct frame *frame, struct rect at, const struct view *view);
void paint_listing(struct frame *frame, struct rect at, const struct view *view);
void paint_details(struct frame *frame, struct rect at, const struct view *view);
void paint_bytes(struct frame *frame, struct rect at, const struct view *view);
void paint_memory(struct frame *frame, struct rect at, const struct view *view);
void paint_timeline(struct frame *frame, struct rect at, const struct view *view);

/* How its cells share the steps. */
struct axis timeline_axis(struct rect at, const struct view *view);

/* The step that a click in column x of the timeline means; on the sign of a
 * chapter, of a race's first difference, or of where a branch leaves, that step. */
uint32_t timeline_step_at(struct rect at, const struct view *view, int x);

/* The step of the listing's line in row y, a chapter's line that of the
 * chapter; false when there is none. */
bool listing_step_at(struct rect at, const struct view *view, int y, uint32_t *step);

/* The panel of a life, which view->life is; the span in row y of it. */
void paint_life(struct frame *frame, struct rect at, const struct view *view);
bool life_row_at(struct rect at, const struct view *view, int y, size_t *row);
/* The panel of two moments; the change in row y of it. */
void paint_moments(struct frame *frame, struct rect at, const struct view *view);
bool moments_row_at(struct rect at, const struct view *view, int y, size_t *row);

/* The panel of a list that view_choosing tells of; the row of it that stands in row y. */
void paint_branches(struct frame *frame, struct rect at, const struct view *view);
bool branches_row_at(struct rect at, const struct view *view, int y, size_t *row);
/* The panel of "Why here?", from a view of the heap before (why_view); the number
 * of the HOLE in row y of it, 0 when there is none. */
void paint_why(struct frame *frame, struct rect at, const struct view *view);
uint64_t why_number_at(struct rect at, const struct view *view, int y);

/* The panel of a question, which view->predict is; the reply in row y of it, -1: none. */
void paint_predict(struct frame *frame, struct rect at, const struct view *view);
int predict_reply_at(struct rect at, const struct view *view, int x, int y);
/* Without room for the panel, one thing at a time: what is asked, the reply that is chosen,
 * the verdict; and the rows that it takes in `cols` columns, at most `most`. */
void paint_predict_brief(struct frame *frame, struct rect at, const struct view *view);
int predict_brief_rows(const struct view *view, int cols, int most);
/* How a person's answers stand, while a question is open: "question 3 of 10 · 2 of 2 right,
 * 2 in a row", or in brief; else nothing is written. */
void predict_score(const struct view *view, bool brief, char *out, size_t size);

void paint_help(struct frame *frame, struct rect at, const struct view *view);

/* Rows of a page of the help at this width; the first of them, from row `from` on, that
 * has what is sought, -1: none. */
int help_rows(const struct view *view, int page, int cols);
int help_find(const struct view *view, int page, int cols, int from);

/* Rows of the captions in `cols` columns, 0 to 3: those of the longest one, so
 * that they are the same at every step. */
int caption_rows(const struct view *view, int cols);
void paint_caption(struct frame *frame, struct rect at, const struct view *view);

/* What is said at the present step itself, one caption after the other, from *at 0 on;
 * NULL: no more. UTF-8 as the workload has it. */
const char *caption_next(const struct view *view, size_t *at);

/* What the last operation did and why it landed there, in one line of text
 * (story.c); and as a painter. */
size_t story_text(const struct view *view, char *out, size_t size);
void paint_story(struct frame *frame, struct rect at, const struct view *view);

/* What the heap is at the present step, for those who cannot see it: of up to 24 segments
 * each one, and what all come to (heap_words.c). */
size_t heap_text(const struct view *view, char *out, size_t size);

void paint_title(struct frame *frame, struct rect at, const struct view *view);

/* What the cells of bars mean, and how many bytes one is in bars that stand in
 * the rectangle `bars`. */
void paint_legend(struct frame *frame, struct rect at, struct rect bars, const struct view *view);

/* The last row: keys, or the line that is being typed; before them, in words, what
 * has no room on the screen. And the action whose key stands in column x of it. */
void paint_footer(struct frame *frame, struct rect at, const struct view *view,
                  const char *left_out);
enum action footer_action(struct rect at, const struct view *view, const char *left_out, int x);

/* What is wrong with the line that is being typed, above it. */
void paint_command_error(struct frame *frame, struct rect footer, const struct view *view);

/* The whole screen of a race: view->race is there. */
void paint_race(struct frame *frame, const struct view *view);

/* The whole run at once: view->survey is open. */
void paint_survey(struct frame *frame, const struct view *view);

/* A slide, big and calm; what its speaker sees: view->present has that face. */
void paint_present(struct frame *frame, const struct view *view);
void paint_speaker(struct frame *frame, const struct view *view);

/* The list of chapters, of either. */
void paint_chapters(struct frame *frame, const struct view *view);

/* What a check found false (view->lie), over the screen that it is about. */
void paint_lie(struct frame *frame, const struct view *view);

/* The numbers, over time and by size: view->measures are there. HOLEs and blocks by
 * size class, of them. */
void paint_numbers(struct frame *frame, const struct view *view);
void paint_sizes(struct frame *frame, struct rect at, const struct view *view);

/* What the program has to say, in the last row of the first of these `count` places, 1 or
 * more, that has rows: where it belongs, or over what can be missed sooner. */
void paint_message(struct frame *frame, const struct rect *places, int count,
                   const struct view *view);

/* The same in one place, and the story in what rows are left. */
void paint_said(struct frame *frame, struct rect at, const struct view *view);

/* The whole screen; while "Why here?" is open, without what shows the heap before
 * the operation: paint_before draws that, from a why_view, when the timeline
 * has gone there. */
void paint_screen(struct frame *frame, const struct view *view);
void paint_before(struct frame *frame, const struct view *view);

/* Whether a race, the whole run or the numbers stand in place of the heap. */
bool paint_hides_heap(const struct view *view);

#endif
