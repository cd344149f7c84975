/* legend.h: what the characters of frames mean, in words, for text that is read without
 * the program: of all that there are, those that occur. */
#ifndef MEMS_BACK_LEGEND_H
#define MEMS_BACK_LEGEND_H

#include "frame.h"
#include "theme.h"

#include <stdbool.h>
#include <stdio.h>

#define LEGEND_MOST 32

struct legend { bool seen[LEGEND_MOST]; };

/* Takes in what a frame has. */
void legend_note(struct legend *legend, const struct frame *frame);

/* Writes a blank line and then a line for each; nothing when nothing is known. false: writing
 * failed. */
bool legend_write(const struct legend *legend, enum glyphs glyphs, FILE *out);

#endif
