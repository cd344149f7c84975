/* golden.h: frames against golden files, for tests of what is drawn.
 *
 * tests/golden/NAME.frame holds a frame as frame_dump writes it: a plane of
 * text, then a plane of roles. UPDATE=1 in the environment writes the file
 * anew instead of comparing; look at the difference before you commit it. */
#ifndef MEMS_TESTS_GOLDEN_H
#define MEMS_TESTS_GOLDEN_H

#include "frame.h"

/* Fails the running Check test when `frame` differs from the golden file
 * `name`, after printing the rows that differ. */
void golden_frame(const struct frame *frame, const char *name);

/* The same for any text, in tests/golden/`file`. */
void golden_text(const char *text, const char *file);

#endif
