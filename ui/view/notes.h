/* notes.h: chapters and stops of single steps. */
#ifndef MEMS_VIEW_NOTES_H
#define MEMS_VIEW_NOTES_H

#include "view.h"

/* The name of the chapter that begins at `step`, NULL if none does. */
const char *notes_chapter(const struct view *view, uint32_t step);

/* The chapter that the present step belongs to, NULL before the first. */
const char *notes_present_chapter(const struct view *view);

bool notes_stop(const struct view *view, uint32_t step);

#endif
