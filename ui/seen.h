/* seen.h: what a person has seen of the lessons and how well they were answered,
 * kept from one run to the next in one small file: the only one that the program
 * writes without being told to.
 *
 * It is $XDG_STATE_HOME/mems/lessons, or ~/.local/state/mems/lessons. Nothing is
 * read or kept with MEMS_STATE=off, or where neither variable names a place. */
#ifndef MEMS_UI_SEEN_H
#define MEMS_UI_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct seen_lesson {
    char *name;                /* the lesson's short name */
    uint32_t step, steps;      /* the farthest that was shown, of so many */
    uint32_t right, questions; /* the most right answers, of so many */
};

struct seen {
    char *directory;           /* NULL: nothing is kept */
    struct seen_lesson *list;
    size_t count;
    bool newer;                /* the file is of a later version: it stays as it is */
};

#define SEEN_MAX 1000          /* lessons in the file */

/* Reads it. What is not understood is passed over, and what is no file of ours is
 * as none. false: no memory. */
bool seen_open(struct seen *seen);
void seen_close(struct seen *seen);

/* NULL: never opened. */
const struct seen_lesson *seen_of(const struct seen *seen, const char *name);

/* Reads the file again, since another program may have written it, adds what is
 * better in `news`, and writes it beside its name and renames it. Two that do this
 * at the same moment lose the news of one. NULL, or why it is not kept. */
const char *seen_add(struct seen *seen, const struct seen_lesson *news);

#endif
