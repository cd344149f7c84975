/* judge_screen.h: what differs, on the screen. */
#ifndef MEMS_UI_JUDGE_SCREEN_H
#define MEMS_UI_JUDGE_SCREEN_H

#include "judge.h"
#include "options.h"

/* Shows the first difference, and others as the person goes to them, until they leave.
 * At least one trial is wrong. Where the terminal cannot be driven the report is
 * printed. Returns the exit status: STATUS_EXPECTATION, or 128 + the signal that ended it. */
int judge_screen(const struct judge *judge, const struct options *options);

#endif
