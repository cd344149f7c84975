/* put.h: characters of cells onto streams; shared by the outputs. */
#ifndef MEMS_BACK_PUT_H
#define MEMS_BACK_PUT_H

#include "frame.h"
#include "theme.h"

#include <stdio.h>

/* The character to write for a cell: 0 right of a wide character, where
 * there is nothing to write. */
uint32_t put_glyph(const struct cell *cell, enum glyphs glyphs);

/* Writes it as UTF-8; a 0 writes nothing. */
void put_character(uint32_t ch, FILE *out);

/* The same in XML and HTML, between tags or in an attribute's double quotes. */
void put_markup(uint32_t ch, FILE *out);

/* UTF-8 from anywhere, as frames would hold it, in XML and HTML. */
void put_markup_text(const char *text, FILE *out);

#endif
