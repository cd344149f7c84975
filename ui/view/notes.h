/* notes.h: chapters and stops of single steps, and the first among many. */
#ifndef MEMS_VIEW_NOTES_H
#define MEMS_VIEW_NOTES_H

#include "view.h"

/* The name of the chapter that begins at `step`, NULL if none does. */
const char *notes_chapter(const struct view *view, uint32_t step);

/* The chapter that the present step belongs to, NULL before the first. */
const char *notes_present_chapter(const struct view *view);

/* The texts of a step's notes of that kind, one after the other, from *at 0 on; NULL: no
 * more. UTF-8 as the workload has it. */
const char *notes_text(const struct view *view, enum note_kind kind, uint32_t step, size_t *at);

/* Whether a step of [begin, end) has a note of that kind; the first one that has. */
bool notes_first(const struct view *view, enum note_kind kind, uint64_t begin, uint64_t end,
                 uint32_t *step);

/* Whether playing pauses there; whether the workload asks about the operation after it. */
bool notes_ask(const struct view *view, uint32_t step);
bool notes_stop(const struct view *view, uint32_t step);

#endif
