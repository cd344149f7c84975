/* words.c: each character goes through the terminal's glyphs, so that none of them is
 * a control character. */
#include "words.h"

#include "frame.h"
#include "put.h"

#include <string.h>

static void put_bytes(const char *text, const char *end, enum glyphs glyphs, FILE *out)
{
    int width;

    while (text < end) {
        struct cell cell = {.ch = text_next(&text, &width)};

        put_character(put_glyph(&cell, glyphs), out);
    }
}

void words_put(const char *text, enum glyphs glyphs, FILE *out)
{
    put_bytes(text, text + strlen(text), glyphs, out);
}

void words_wrap(const char *text, int used, int indent, enum glyphs glyphs, FILE *out)
{
    size_t length = text_wrap(text, WORDS_COLS - used);

    put_bytes(text, text + length, glyphs, out);
    for (text += length; *text != '\0'; text += length) {
        text += strspn(text, " \n");
        length = text_wrap(text, WORDS_COLS - indent);
        fprintf(out, "\n%*s", indent, "");
        put_bytes(text, text + length, glyphs, out);
    }
    fputc('\n', out);
}
