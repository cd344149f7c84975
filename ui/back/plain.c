/* plain.c: line mode. No escape sequence is ever written: only characters that can
 * be printed, and newlines. */
#include "plain.h"

#include "back.h"
#include "put.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool plain_present(const struct frame *frame, enum glyphs glyphs, const char *prompt, FILE *out)
{
    if (!text_write(frame, glyphs, out))
        return false;
    fprintf(out, "\n%s", prompt);
    return fflush(out) == 0;
}

/* Signs that have a name, for those who have no sign. */
static const struct { uint32_t sign; const char *words; } spelt[] = {
    {0x00B1, "plus or minus"}, {0x00B7, ","},   {0x00D7, "times"},    {0x2026, "..."},
    {0x2190, "from"},          {0x2192, "to"},  {0x2194, "and"},      {0x2212, "minus"},
    {0x2248, "about"},         {0x2260, "is not"}, {0x2264, "at most"}, {0x2265, "at least"},
};

static void put_spelt(uint32_t ch, enum glyphs glyphs, FILE *out)
{
    for (size_t i = 0; glyphs == GLYPHS_ASCII && i < sizeof spelt / sizeof *spelt; i++) {
        if (spelt[i].sign == ch) {
            fputs(spelt[i].words, out);
            return;
        }
    }
    put_character(theme_glyph(glyphs, ch), out);
}

static size_t plain_length(const char *text)
{
    size_t length = 0;

    while (text[length] >= ' ' && text[length] <= '~')
        length++;
    return length;
}

/* A character that is not plain ASCII. */
static void put_other(const char **text, enum glyphs glyphs, FILE *out)
{
    const char *at = *text;
    int width;
    uint32_t ch = text_next(text, &width);

    if (isspace((unsigned char)*at))
        fputc(' ', out);
    else if (width == 0 || ch == CHARACTER_REPLACEMENT)
        fputc('?', out);
    else
        put_spelt(ch, glyphs, out);
}

static void put_all(const char *text, enum glyphs glyphs, FILE *out)
{
    for (;;) {
        size_t plain = plain_length(text);

        fwrite(text, 1, plain, out);
        text += plain;
        if (*text == '\0')
            return;
        put_other(&text, glyphs, out);
    }
}

/* What is written counts: signs may have become words. false: there is no memory for it. */
static bool put_broken(const char *text, enum glyphs glyphs, int cols, FILE *out)
{
    char *line = NULL;
    size_t size, length;
    FILE *whole = open_memstream(&line, &size);

    if (whole == NULL)
        return false;
    put_all(text, glyphs, whole);
    if (fclose(whole) != 0) {
        free(line);
        return false;
    }
    for (const char *at = line; *at != '\0';) {
        length = text_wrap(at, cols);
        fwrite(at, 1, length, out);
        at += length;
        at += strspn(at, " ");
        if (*at != '\0')
            fputc('\n', out);
    }
    free(line);
    return true;
}

bool plain_sentence(const char *text, enum glyphs glyphs, int cols, FILE *out)
{
    if (cols == 0 || !put_broken(text, glyphs, cols, out))
        put_all(text, glyphs, out);
    return fputc('\n', out) != EOF && !ferror(out);
}

bool plain_read(FILE *in, char *line, size_t size)
{
    size_t length = 0, start = 0;
    int c;
    while ((c = getc(in)) != EOF && c != '\n')
        if (length + 1 < size && c != '\0')
            line[length++] = (char)c;
    if (c == EOF && length == 0)
        return false;
    while (length > 0 && isspace((unsigned char)line[length - 1]))
        length--;
    while (start < length && isspace((unsigned char)line[start]))
        start++;
    memmove(line, line + start, length - start);
    line[length - start] = '\0';
    return true;
}
