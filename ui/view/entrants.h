/* entrants.h: which heaps take part in a race, from lists that a person types. */
#ifndef MEMS_VIEW_ENTRANTS_H
#define MEMS_VIEW_ENTRANTS_H

#include "race.h"

struct entrants {
    struct mems_options list[RACE_MOST];
    int count;
};

/* "first,best page 4096,8192 align 1,16": every policy with every page size and
 * every alignment, all other options as in `base`. Lists may be left out. A
 * single heap races against `base`; nothing at all means `base` against best
 * fit, or, when it is that, against first fit. false: `why` says what is wrong,
 * *at points to where in `text`. */
bool entrants_read(const char *text, const struct mems_options *base, struct entrants *entrants,
                   const char **at, char *why, size_t size);

/* Whether `text` is one such list, of page sizes ("page") or alignments ("align"). */
bool entrants_list(const char *kind, const char *text);

#endif
