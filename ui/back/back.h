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

#define SVG_FONT \
    "'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, 'Liberation Mono', 'Courier New', " \
    "monospace"

/* The same as a part of a page of HTML; `label` says in words what is to be seen. The
 * shades of all pictures of a page are written once: anywhere, but shown. */
struct svg_shades { bool seen[4][256]; };
bool svg_write_inline(const struct frame *frame, enum theme theme, const char *label,
                      struct svg_shades *shades, FILE *out);
bool svg_write_shades(const struct svg_shades *shades, FILE *out);

#endif
