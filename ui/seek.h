/* seek.h: which step a person means by "12", "50%", "end" or a chapter. */
#ifndef MEMS_UI_SEEK_H
#define MEMS_UI_SEEK_H

#include "timeline.h"

/* false: *why says what is wrong with `at` and what there is. */
bool seek_find(const struct timeline *timeline, const char *at, uint32_t *step, char *why,
               size_t size);

#endif
