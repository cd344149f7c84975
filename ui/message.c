/* message.c: messages of the program, made harmless before they are shown. */
#include "message.h"

#include "character.h"
#include "put.h"

#include <errno.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGE_SIZE 2048

static void put_next(FILE *out, const char **text, enum glyphs glyphs)
{
    int width = 0;
    uint32_t ch = text_next(text, &width), shown;

    if (ch == CHARACTER_REPLACEMENT || width == 0)
        ch = '?';
    shown = theme_glyph(glyphs, ch);
    put_character(shown, out);
    if (shown != ch && width == 2) /* what is below it stays so */
        put_character(shown, out);
}

void put_safe(FILE *out, const char *text)
{
    while (*text != '\0')
        put_next(out, &text, GLYPHS_UTF8);
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
            put_next(out, &text, GLYPHS_UTF8);
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
    put_said(message);
    fputc('\n', stderr);
}

void put_said(const char *text)
{
    enum glyphs glyphs = locale_glyphs();

    while (*text != '\0')
        put_next(stderr, &text, glyphs);
}

static void put_lines(char *text)
{
    for (char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        *end = '\0';
        put_said(text);
        fputc('\n', stderr);
    }
}

void complain_of_problems(const struct problems *problems, const char *file)
{
    char *text = NULL;
    size_t size;
    FILE *out = locale_glyphs() == GLYPHS_ASCII ? open_memstream(&text, &size) : NULL;

    problems_print(problems, file, out != NULL ? out : stderr);
    if (out == NULL)
        return;
    if (fclose(out) == 0)
        put_lines(text);
    free(text);
}

enum glyphs locale_glyphs(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? GLYPHS_UTF8 : GLYPHS_ASCII;
}

bool finish_stream(FILE *out, const char *name)
{
    if (fflush(out) == 0 && !ferror(out))
        return true;
    complain("cannot write %s: %s", name, strerror(errno));
    return false;
}
