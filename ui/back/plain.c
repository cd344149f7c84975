/* plain.c: line mode. No escape sequence is ever written: only characters and
 * newlines. */
#include "plain.h"

#include "back.h"

#include <ctype.h>
#include <string.h>

bool plain_present(const struct frame *frame, enum glyphs glyphs, const char *prompt, FILE *out)
{
    if (!text_write(frame, glyphs, out))
        return false;
    fprintf(out, "\n%s", prompt);
    return fflush(out) == 0;
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
