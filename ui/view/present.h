/* present.h: a presentation: its stops and chapters, what is asked, and the scale of
 * its picture, which is that of the whole chapter, so that it holds still. */
#ifndef MEMS_VIEW_PRESENT_H
#define MEMS_VIEW_PRESENT_H

#include "phrase.h"
#include "view.h"

/* The view as a slide of that size is painted from it; without a presentation as it is. */
struct view present_view(const struct view *view, int cols, int rows);

/* Whether nothing of the heap is to be seen: the speaker's side, a blank screen, a list. */
bool present_hides(const struct view *view);

/* The next step with something to say, to ask or to answer, or the end; where the
 * workload has none such, the next step. And the previous one, or 0. O(log notes). */
uint32_t present_next(const struct view *view);
uint32_t present_previous(const struct view *view);

/* Whether the present step asks what comes next; whether it is the answer to that. */
bool present_asks(const struct view *view);
bool present_answers(const struct view *view);

/* The question of either, and what happens; nothing when there is nothing to say. */
void present_question(struct phrase *say, const struct view *view);
void present_answer(struct phrase *say, const struct view *view);

/* Chapters are numbered from 1: how many there are; the present one, 0 before the
 * first; the name of one and the step where it begins. O(log notes). */
size_t present_chapters(const struct view *view);
size_t present_chapter(const struct view *view);
const char *present_chapter_name(const struct view *view, size_t number, uint32_t *step);

#endif
