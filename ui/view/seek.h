/* seek.h: which step a person means by "12", "50%", "end" or a chapter. */
#ifndef MEMS_VIEW_SEEK_H
#define MEMS_VIEW_SEEK_H

#include "timeline.h"

/* A chapter may be shortened to any part of its name that no other has, in
 * capitals or not. false: *why says what there is. */
bool seek_find(const struct timeline *timeline, const char *at, uint32_t *step, char *why,
               size_t size);

/* The step that a search finds, "/mmap", "/peak holes" (find.h), from the present
 * one on among those that are known; comes back to it. Costs what the search does. */
bool seek_search(struct timeline *timeline, const char *at, uint32_t *step, char *why,
                 size_t size);

#endif
