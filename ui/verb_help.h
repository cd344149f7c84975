/* verb_help.h: the verbs by name, and what is said about them. */
#ifndef MEMS_UI_VERB_HELP_H
#define MEMS_UI_VERB_HELP_H

#include "verb.h"

const struct verb *verb_find(const char *name); /* NULL: there is no such verb */

/* Each prints, and returns the exit status. */
int help_all(void);
int help_unknown(const char *word);    /* a first word that means nothing */

#endif
