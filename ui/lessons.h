/* lessons.h: the workloads that come with the program: where they are, and
 * what each says about itself in its first line, "# Title: what it shows". */
#ifndef MEMS_UI_LESSONS_H
#define MEMS_UI_LESSONS_H

#include <stdbool.h>
#include <stddef.h>

struct lesson {
    char *path;
    char *name;      /* its short name: "splitting" of "2-splitting.mems" */
    char *title;     /* "Splitting a hole" */
    char *about;     /* "a block takes the low end ..."; may be empty */
    int number;      /* 2; 0: an example */
};

struct lessons {
    struct lesson *list; /* the lessons by number, then the examples by name */
    size_t count;
};

#define LESSONS_MAX 500

/* Looks for them in the directory $MEMS_LESSONS; or else beside the program,
 * in workloads/lessons of a build tree or share/mems/lessons of an
 * installation; or else where the build said that they would be. Examples lie
 * in "examples" beside that directory. None found is an empty list. false: no
 * memory. */
bool lessons_open(struct lessons *lessons);
void lessons_close(struct lessons *lessons);

/* The one with that short name or number, or whose name alone begins so; NULL. */
const struct lesson *lessons_named(const struct lessons *lessons, const char *name);

#endif
