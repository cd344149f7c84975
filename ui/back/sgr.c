/* sgr.c: each look is set from nothing, so that what went before never matters. */
#include "sgr.h"

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

void sgr_put(struct look look, enum depth depth, FILE *out)
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
