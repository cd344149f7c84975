/* pseudo.h: a pseudo-terminal with a person's eyes: libvterm draws what the
 * program sends, a small shell in between runs it as a job. Tests wait for
 * what is to be seen, never for time. */
#ifndef MEMS_TESTS_PSEUDO_H
#define MEMS_TESTS_PSEUDO_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct pseudo {
    int master, alive;       /* `alive` ends when the shell and its job have */
    pid_t shell, job;
    VTerm *vterm;
    VTermScreen *screen;
    bool alternate, cursor;
    int mouse;
    struct termios before;   /* how the terminal was set at first */
};

/* Runs `argv` as the job of a shell on a new terminal; `input`, if not NULL, is
 * a file it has as standard input. When the job stops the shell prints
 * "[stop 1]", "[stop 2]" ... and takes a line as "fg"; when it ends, "[exit N]" or
 * "[signal N]". */
void pseudo_open(struct pseudo *pseudo, int cols, int rows, const char *input, char *const *argv);
void pseudo_close(struct pseudo *pseudo);

void pseudo_type(struct pseudo *pseudo, const char *bytes);
void pseudo_resize(struct pseudo *pseudo, int cols, int rows);

/* Waits until the screen holds `words` in a row; fails the test after a while,
 * printing the screen. */
void pseudo_wait(struct pseudo *pseudo, const char *words);

/* The same for the whole screen, rows of text without blanks at their ends, but for the
 * last one, which is for keys. */
void pseudo_wait_above(struct pseudo *pseudo, const char *text);

/* Waits until shell and job are gone. */
void pseudo_wait_end(struct pseudo *pseudo);

/* The terminal is set and shows as it did before the program. */
void pseudo_assert_sane(struct pseudo *pseudo);

#endif
