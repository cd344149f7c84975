/* plain.h: line mode, for terminals that cannot place a cursor and for ears: a
 * frame or a sentence is printed as text, and a person answers with a line. */
#ifndef MEMS_BACK_PLAIN_H
#define MEMS_BACK_PLAIN_H

#include "frame.h"
#include "theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Prints the frame, a blank line and the prompt. false: writing failed. */
bool plain_present(const struct frame *frame, enum glyphs glyphs, const char *prompt, FILE *out);

/* Prints a sentence in a line of its own, or, where that is longer than `cols` columns, in
 * several, broken at blanks; 0: always in one. What cannot be printed, or would move a
 * cursor, is a '?' or a blank; without UTF-8, signs of arrows and sums are words. false:
 * writing failed. */
bool plain_sentence(const char *text, enum glyphs glyphs, int cols, FILE *out);

/* Reads a line into `line` without its newline, and without the blanks around
 * it; what is beyond `size` bytes is dropped. false: there is no more. */
bool plain_read(FILE *in, char *line, size_t size);

#endif
