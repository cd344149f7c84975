/* paper_text.h: papers for a class, and their keys, as text to be printed. No physical
 * address is among it: the same seed gives the same bytes. */
#ifndef MEMS_UI_PAPER_TEXT_H
#define MEMS_UI_PAPER_TEXT_H

#include "paper.h"
#include "theme.h"

#include <stdio.h>

/* Puts all questions of a new paper and finds what is right, so that it can be printed. */
void paper_learn(struct paper *paper);

/* Whether it lists all operations, to be done by hand, and not a piece of the heap for
 * each question, as it has to where a run is long. Then a question has no list of answers.
 * All papers of a class are of one kind, since the length of the run decides. */
bool paper_is_traced(const struct paper *paper);

/* "3-5f3a" */
#define PAPER_NAME 16
void paper_name(const struct paper *paper, char out[PAPER_NAME]);

/* `file`: the workload that is asked about; NULL: it has no name, or was made up. */
void paper_text(const struct paper *paper, const char *file, enum glyphs glyphs, FILE *out);
void paper_key_text(const struct paper *paper, enum glyphs glyphs, FILE *out);

#endif
