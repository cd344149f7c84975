/* grain.h: what makes the papers of an SVG picture differ without their colours, as in
 * print: shades, hatching on what was placed now, seams between blocks. Each is a single
 * path over the whole picture, which viewers and printers draw at once. */
#ifndef MEMS_BACK_GRAIN_H
#define MEMS_BACK_GRAIN_H

#include "back.h"

/* Adds the shades that a frame has. */
void grain_find(const struct frame *frame, enum theme theme, struct svg_shades *shades);

/* Their patterns, each once in a document. */
void grain_define(const struct svg_shades *shades, FILE *out);

/* All grain of the frame, whose shades these are. */
void grain_put(const struct frame *frame, enum theme theme, const struct svg_shades *shades,
               FILE *out);

#endif
