/* podium.h: what `mems present` and `mems notes` share: a workload shown in one way, on
 * a screen, line by line, or once as text. */
#ifndef MEMS_UI_PODIUM_H
#define MEMS_UI_PODIUM_H

#include "options.h"
#include "session.h"
#include "source.h"

struct podium {
    enum present_face face;
    session_turn *turn;
    void *user;
};

/* Returns the exit status; what is wrong has been said. */
int podium_show(const struct source *source, const struct options *options,
                const struct podium *podium);

/* Rows of a verb's table, and the same in words. */
#define PODIUM_OPTIONS \
    {"at", required_argument, NULL, OPTION_AT}, \
    HEAP_OPTIONS, \
    LOOK_OPTIONS, \
    SIZE_OPTION, \
    LAST_OPTIONS
#define PODIUM_USAGE \
    "  --at STEP         begin at a step, a share such as 50%, a chapter, what a\n" \
    "                    search finds, or end\n" \
    THEME_USAGE \
    COLORS_USAGE \
    "  --size COLSxROWS  the size of the frame where there is no screen\n" \
    HEAP_USAGE \
    LAST_USAGE

#endif
