/* branches.h: what a person asked "What if?", each a branch of the workload with a
 * name and one change more than what it leaves, the original or another branch; and
 * what one can ask at a step. The original is number 0, branches are numbered from 1,
 * each after what it leaves. No heap of theirs is kept here. */
#ifndef MEMS_VIEW_BRANCHES_H
#define MEMS_VIEW_BRANCHES_H

#include "timeline.h"

#define BRANCH_NAME 100 /* bytes, with the NUL */
#define BRANCH_COLS 24  /* columns of a name, at most */

struct branch {
    char name[BRANCH_NAME];
    size_t origin;          /* the number of what it leaves */
    struct course course;   /* its last change is its own */
    uint32_t was;           /* index in the ops: what was there, if anything */
};

/* Which list fills the panels. */
enum choosing { CHOOSING_NOTHING, CHOOSING_WHATIF, CHOOSING_BRANCH };

struct branches {
    struct branch *list;
    size_t count, room;
    size_t here;            /* the number of what is shown */
    enum choosing choosing;
    size_t row;             /* of that list, which is looked at */
};

void branches_close(struct branches *branches);

/* Adds a branch of `origin`, which is shown, for a change at its present step. It is
 * called `name`, or, when that is "", by what it does; with a number behind it when
 * another is called so. Its number; 0 without memory. */
size_t branches_add(struct branches *branches, const struct timeline *origin,
                    struct change change, const char *name);

/* Its name; that of the original is "original". */
const char *branches_name(const struct branches *branches, size_t number);

/* The branch that is meant by its name, the beginning of it, or its number. */
bool branches_find(const struct branches *branches, const char *text, size_t *number);

/* Where it leaves the original and by what: "at step 7: malloc D 300, not malloc D 400". */
size_t branches_tell(const struct branches *branches, const struct timeline *timeline,
                     size_t number, char *out, size_t size);

/* What a step of one is in another: of what only the first has, the step before. */
uint32_t branches_step(const struct branches *branches, size_t from, size_t to, uint32_t step);

/* What one can ask at the present step: a line of the list, and the command it
 * stands for. */
#define WHATIF_ROWS 8
struct whatif {
    const char *says;
    char policy[24];        /* when that is about one: goes before `says` */
    char command[160];
    bool runs;              /* at once; else the command is opened to be completed */
    size_t offered;         /* ... its bytes from here on only offered; 0: none */
};
int whatif_list(const struct timeline *timeline, struct whatif out[WHATIF_ROWS]);

#endif
