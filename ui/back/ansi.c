/* ansi.c: a frame as text with SGR escapes (ECMA-48, and xterm's 256 colours).
 * Each line begins and ends without attributes, so that lines can be cut out,
 * paged and joined. */
#include "back.h"

#include "put.h"

static const struct look plain = {-1, -1, 0};

static bool same_look(struct look a, struct look b)
{
    return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

/* `base` is 30 for ink and 40 for paper. */
static void put_colour(int colour, int base, enum depth depth, FILE *out)
{
    if (colour < 0)
        return;
    if (depth == DEPTH_256)
        fprintf(out, ";%d;5;%d", base + 8, colour);
    else
        fprintf(out, ";%d", colour < 8 ? base + colour : base + 60 + colour - 8);
}

static void put_look(struct look look, enum depth depth, FILE *out)
{
    fputs("\033[0", out);
    if (look.attr & ATTR_BOLD)
        fputs(";1", out);
    if (look.attr & ATTR_UNDERLINE)
        fputs(";4", out);
    if (look.attr & ATTR_REVERSE)
        fputs(";7", out);
    put_colour(look.fg, 30, depth, out);
    put_colour(look.bg, 40, depth, out);
    fputc('m', out);
}

static void put_row(const struct frame *frame, int y, enum theme theme, enum depth depth,
                    enum glyphs glyphs, FILE *out)
{
    struct look now = plain;
    for (int x = 0; x < frame->cols; x++) {
        const struct cell *cell = frame_look(frame, x, y);
        struct look look = theme_look(theme, depth, cell->ink, cell->paper);
        if (!same_look(look, now))
            put_look(look, depth, out);
        now = look;
        put_character(put_glyph(cell, glyphs), out);
    }
    fputs(same_look(now, plain) ? "\n" : "\033[0m\n", out);
}

bool ansi_write(const struct frame *frame, enum theme theme, enum depth depth, enum glyphs glyphs,
                FILE *out)
{
    for (int y = 0; y < frame->rows; y++)
        put_row(frame, y, theme, depth, glyphs, out);
    return fflush(out) == 0 && !ferror(out);
}
