/* put.c: the last gate before a terminal or a file: whatever a cell holds,
 * what is written can be printed. */
#include "put.h"

#include "character.h"

uint32_t put_glyph(const struct cell *cell, enum glyphs glyphs)
{
    return theme_glyph(glyphs, cell->ch ? character_printable(cell->ch) : 0);
}

void put_character(uint32_t ch, FILE *out)
{
    char bytes[4];
    if (ch)
        fwrite(bytes, 1, character_encode(ch, bytes), out);
}

void put_markup(uint32_t ch, FILE *out)
{
    switch (ch) {
    case '&': fputs("&amp;", out); break;
    case '<': fputs("&lt;", out); break;
    case '>': fputs("&gt;", out); break;
    case '"': fputs("&quot;", out); break;
    default: put_character(ch, out);
    }
}

void put_markup_text(const char *text, FILE *out)
{
    uint32_t ch;
    int width;
    while ((ch = text_next(&text, &width)) != 0)
        put_markup(ch, out);
}
