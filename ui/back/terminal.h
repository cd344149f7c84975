/* terminal.h: what the terminal is able to do, by its terminfo entry, the
 * locale and the environment; found out before a screen is opened on it. */
#ifndef MEMS_BACK_TERMINAL_H
#define MEMS_BACK_TERMINAL_H

#include "rescue.h"
#include "screen.h"

#define TERMINAL_NAME_SIZE 128

struct terminal {
    char name[TERMINAL_NAME_SIZE]; /* of the entry to use */
    enum depth depth;
    enum glyphs glyphs;
    char farewell[FAREWELL_SIZE];  /* what leaves the screen, as bytes */
};

/* false: the terminal cannot be driven, *why says so. */
bool terminal_find(const struct screen_options *options, struct terminal *terminal,
                   const char **why);

/* Sends that all `rows` rows scroll and shift: a region that was set for another
 * size would keep some of them from it. */
void terminal_free_rows(int fd, int rows);

/* The size that the system tells; false when it tells none. */
bool terminal_size(int fd, int *cols, int *rows);

#endif
