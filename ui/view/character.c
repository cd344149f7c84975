/* character.c: text of unknown origin, character by character. Whatever bytes come
 * in, only printable characters come out, and every call moves on. */
#include "character.h"

#include "utf8.h"

#include <string.h>

/* Most of what is ever drawn: ASCII, lines, blocks. Printable, and a column wide. */
static bool is_common(uint32_t ch)
{
    return ch - 0x20 < 0x5F || ch - 0x2500 < 0xFD;
}

static bool is_control(uint32_t ch)
{
    return ch < 0x20 || (ch >= 0x7F && ch < 0xA0) || ch == 0x2028 || ch == 0x2029;
}

/* Marks, overrides and isolates that change the order of what is shown. */
static bool is_bidirectional(uint32_t ch)
{
    return ch == 0x061C || ch == 0x200E || ch == 0x200F || (ch >= 0x202A && ch <= 0x202E)
        || (ch >= 0x2066 && ch <= 0x206F);
}

static bool is_no_character(uint32_t ch)
{
    return ch > 0x10FFFF || (ch >= 0xD800 && ch <= 0xDFFF) || (ch & 0xFFFE) == 0xFFFE
        || (ch >= 0xFDD0 && ch <= 0xFDEF) || (ch >= 0xFFF9 && ch <= 0xFFFB);
}

uint32_t character_printable(uint32_t ch)
{
    if (is_common(ch))
        return ch;
    bool is_bad = is_control(ch) || is_bidirectional(ch) || is_no_character(ch);
    return is_bad ? CHARACTER_REPLACEMENT : ch;
}

size_t character_encode(uint32_t ch, char out[4])
{
    if (ch < 0x80) {
        out[0] = (char)ch;
        return 1;
    }
    size_t length = ch < 0x800 ? 2 : ch < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, ch >>= 6)
        out[i] = (char)(0x80 | (ch & 0x3F));
    out[0] = (char)((0xF00u >> length & 0xF0u) | ch);
    return length;
}

int character_width(uint32_t ch)
{
    return is_common(ch) ? 1 : utf8_width(ch);
}

uint32_t text_next(const char **text, int *width)
{
    *width = 0;
    if (!**text)
        return 0;
    uint32_t ch = (unsigned char)**text;
    if (is_common(ch)) { /* never a byte of a longer character */
        *width = 1;
        ++*text;
        return ch;
    }
    size_t taken = utf8_decode(*text, strnlen(*text, 4), &ch);
    ch = taken > 0 ? character_printable(ch) : CHARACTER_REPLACEMENT;
    *text += taken > 0 ? taken : 1;
    *width = character_width(ch);
    return ch;
}

int text_width(const char *text)
{
    int cols = 0, width;
    while (text_next(&text, &width) && cols < INT32_MAX - 2)
        cols += width;
    return cols;
}

size_t text_wrap(const char *text, int cols)
{
    const char *at = text, *blank = text; /* where the blanks before a word begin */
    int used = 0, width;
    for (bool in_blanks = false;;) {
        const char *before = at;
        uint32_t ch = text_next(&at, &width);
        bool ends = !ch || *before == '\n';
        if (ch == ' ' && !in_blanks)
            blank = before;
        in_blanks = ch == ' ';
        if (ends && !(used > cols && blank > text))
            return (size_t)(before - text);
        if ((ends || (!in_blanks && used + width > cols)) && before > text)
            return (size_t)((blank > text ? blank : before) - text);
        used += width;
    }
}

char *number_text(char out[NUMBER_SIZE], uint64_t n)
{
    char digits[NUMBER_SIZE], *to = out;
    int length = 0;
    do
        digits[length++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    while (length-- > 0) {
        *to++ = digits[length];
        if (length > 0 && length % 3 == 0)
            *to++ = ',';
    }
    *to = '\0';
    return out;
}

int number_width(uint64_t n)
{
    char text[NUMBER_SIZE];
    return text_width(number_text(text, n));
}
