/* steps.h: which steps are shown, one after the other, where more than one is:
 * --at FROM..TO and --every. */
#ifndef MEMS_UI_STEPS_H
#define MEMS_UI_STEPS_H

#include "options.h"
#include "show.h"

/* From `first` to `last`, both shown, every so many steps between (EVERY_STOP: none); and
 * whatever that leaves out, every stop and chapter. */
struct steps { uint32_t first, last, every; };

/* The two ends of --at, as show_open takes them: "0" and "end" when it is not given; of
 * one step twice the same, or, with `on`, "end" as well. `from` is cut to fit. */
#define STEPS_END_SIZE 256
struct steps_ends { char from[STEPS_END_SIZE]; const char *to; bool range; };
struct steps_ends steps_ends(const struct options *options, const struct ops *ops, bool on);

/* The steps from the one that the app stands at to the end `to`; it stays where it is.
 * false: a message was printed. */
bool steps_find(struct steps *steps, struct app *app, const char *to, uint32_t every);

/* Goes from *step to the next one that is shown. false: it was the last. O(log notes). */
bool steps_next(const struct steps *steps, const struct view *view, uint32_t *step);

/* How many are shown. false: more than `most`, and a message was printed. */
bool steps_allow(const struct steps *steps, const struct view *view, uint32_t most,
                 uint32_t *count);

#endif
