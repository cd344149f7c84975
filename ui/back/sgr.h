/* sgr.h: looks as SGR escapes (ECMA-48, and xterm's 256 colours); shared by all
 * that write for terminals without curses. */
#ifndef MEMS_BACK_SGR_H
#define MEMS_BACK_SGR_H

#include "theme.h"

#include <stdbool.h>
#include <stdio.h>

/* How a terminal draws before anything was set. */
static const struct look sgr_plain = {-1, -1, 0};

static inline bool sgr_same(struct look a, struct look b)
{
    return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

/* Sets this look, from whatever was set before. */
void sgr_put(struct look look, enum depth depth, FILE *out);

#endif
