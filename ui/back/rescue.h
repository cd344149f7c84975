/* rescue.h: signals while a terminal is ours. Those that ask us to end or to
 * stop set flags; those that kill put the terminal in order first, with calls
 * that are safe there, and then do what they would have done. */
#ifndef MEMS_BACK_RESCUE_H
#define MEMS_BACK_RESCUE_H

#include <stdbool.h>
#include <termios.h>

#define FAREWELL_SIZE 512

/* Takes the signals over. `before` is how the terminal `in` was (NULL: it is
 * none) and `farewell` what `out` is sent at the end; both are copied. Signals
 * that are ignored stay so. */
void rescue_begin(int in, const struct termios *before, int out, const char *farewell);

/* Gives them back to whom they were taken from. */
void rescue_end(void);

/* Which of SIGTERM, SIGHUP and SIGINT came; 0: none. A second one does not wait
 * for anybody to ask. */
int rescue_signal(void);

/* SIGTSTP (Ctrl-Z) came; SIGCONT after a stop we had no part in; SIGWINCH. Each
 * is told once. */
bool rescue_stop_wanted(void);
bool rescue_continued(void);
bool rescue_resized(void);

/* Stops the process as SIGTSTP does; returns when it continues. */
void rescue_stop(void);

#endif
