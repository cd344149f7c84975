/* picture.h: one frame in any form, as options say: what every output of frames to files
 * shares. */
#ifndef MEMS_UI_PICTURE_H
#define MEMS_UI_PICTURE_H

#include "frame.h"
#include "options.h"

#include <stdio.h>

/* The form to write: --to, or what the ending of the output's name says, or text where
 * there is none. PICTURE_UNSET: a message was printed. */
enum picture picture_form(const struct options *options);

/* Writes the frame as text, ANSI or SVG. false: writing failed. */
bool picture_write(const struct frame *frame, const struct options *options, enum theme theme,
                   enum picture form, FILE *out);

/* SVG and HTML have every character. */
enum glyphs picture_glyphs(const struct options *options, enum picture form);
enum depth picture_depth(const struct options *options);

/* The size of the screen. */
int picture_cols(const struct options *options);
int picture_rows(const struct options *options);

#endif
