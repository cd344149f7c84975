/* verb.h: what a verb is: a name, a line for the list, a text that says how
 * it is used, and what it does. */
#ifndef MEMS_UI_VERB_H
#define MEMS_UI_VERB_H

struct verb {
    const char *name;
    const char *summary;
    const char *usage;
    int (*run)(int argc, char **argv); /* argv[0] is the verb; returns the exit status */
};

extern const struct verb verb_view, verb_say, verb_run, verb_render, verb_cast, verb_race,
    verb_quiz, verb_present, verb_notes, verb_bench, verb_judge, verb_draw, verb_lessons;

#endif
