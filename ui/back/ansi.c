/* ansi.c: a frame as text with SGR escapes. Each line begins and ends without
 * attributes, so that lines can be cut out, paged and joined. */
#include "back.h"

#include "put.h"
#include "sgr.h"

static void put_row(const struct frame *frame, int y, enum theme theme, enum depth depth,
                    enum glyphs glyphs, FILE *out)
{
    struct look now = sgr_plain;
    for (int x = 0; x < frame->cols; x++) {
        const struct cell *cell = frame_look(frame, x, y);
        struct look look = theme_look(theme, depth, cell->ink, cell->paper);
        if (!sgr_same(look, now))
            sgr_put(look, depth, out);
        now = look;
        put_character(put_glyph(cell, glyphs), out);
    }
    fputs(sgr_same(now, sgr_plain) ? "\n" : "\033[0m\n", out);
}

bool ansi_write(const struct frame *frame, enum theme theme, enum depth depth, enum glyphs glyphs,
                FILE *out)
{
    for (int y = 0; y < frame->rows; y++)
        put_row(frame, y, theme, depth, glyphs, out);
    return fflush(out) == 0 && !ferror(out);
}
