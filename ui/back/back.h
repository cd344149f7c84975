/* back.h: outputs that read a frame and write it to a stream. Each returns
 * false when writing failed (errno says why). */
#ifndef MEMS_BACK_BACK_H
#define MEMS_BACK_BACK_H

#include "frame.h"
#include "theme.h"

#include <stdbool.h>
#include <stdio.h>

/* Plain text, no blanks at line ends, every line ended by a newline. */
bool text_write(const struct frame *frame, enum glyphs glyphs, FILE *out);

/* Text with SGR escapes; attributes are off at each line's end. */
bool ansi_write(const struct frame *frame, enum theme theme, enum depth depth,
                enum glyphs glyphs, FILE *out);

/* An SVG picture: monospaced text on rectangles, 256 colours, no scripts and
 * no fonts of its own. The same frame always gives the same bytes. */
bool svg_write(const struct frame *frame, enum theme theme, FILE *out);

#endif
