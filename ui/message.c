/* message.c: messages of the program, made harmless before they are shown. */
#include "message.h"

#include "character.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#define MESSAGE_SIZE 2048

static void put_next(FILE *out, const char **text)
{
    const char *at = *text;
    int width = 0;
    uint32_t ch = text_next(text, &width);

    if (ch == CHARACTER_REPLACEMENT || width == 0)
        fputc('?', out);
    else
        fwrite(at, 1, (size_t)(*text - at), out);
}

void put_safe(FILE *out, const char *text)
{
    while (*text != '\0')
        put_next(out, &text);
}

void put_word(FILE *out, const char *text)
{
    size_t plain = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./+-");

    if (plain > 0 && text[plain] == '\0') {
        fputs(text, out);
        return;
    }
    fputc('\'', out);
    while (*text != '\0') {
        if (*text != '\'') {
            put_next(out, &text);
            continue;
        }
        fputs("'\\''", out);
        text++;
    }
    fputc('\'', out);
}

void put_padded(FILE *out, const char *text, int columns)
{
    put_safe(out, text);
    for (int width = text_width(text); width < columns; width++)
        fputc(' ', out);
}

void complain(const char *format, ...)
{
    char message[MESSAGE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    fputs("mems: ", stderr);
    put_safe(stderr, message);
    fputc('\n', stderr);
}

bool finish_stream(FILE *out, const char *name)
{
    if (fflush(out) == 0 && !ferror(out))
        return true;
    complain("cannot write %s: %s", name, strerror(errno));
    return false;
}
