/* phrase.c: bounded building of sentences; `out` always ends in a NUL. */
#include "phrase.h"

#include "character.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct phrase phrase_said(char *out, size_t size, bool spoken)
{
    out[0] = '\0';
    return (struct phrase){.out = out, .size = size, .length = 0, .spoken = spoken};
}

struct phrase phrase_in(char *out, size_t size)
{
    return phrase_said(out, size, false);
}

void phrase_add(struct phrase *phrase, const char *format, ...)
{
    size_t room = phrase->size - phrase->length;
    va_list values;
    va_start(values, format);
    int length = vsnprintf(phrase->out + phrase->length, room, format, values);
    va_end(values);
    if (length > 0)
        phrase->length += (size_t)length < room ? (size_t)length : room - 1;
}

void phrase_words(struct phrase *phrase, const char *words)
{
    static const char loud[] = "HOLE";
    const char *at;
    while (phrase->spoken && (at = strstr(words, loud)) != NULL) {
        phrase_add(phrase, "%.*shole", (int)(at - words), words);
        words = at + strlen(loud);
    }
    phrase_add(phrase, "%s", words);
}

void phrase_sign(struct phrase *phrase, const char *drawn, const char *spoken)
{
    phrase_words(phrase, phrase->spoken ? spoken : drawn);
}

void phrase_number(struct phrase *phrase, uint64_t n)
{
    char text[NUMBER_SIZE];
    if (phrase->spoken)
        phrase_add(phrase, "%" PRIu64, n);
    else
        phrase_add(phrase, "%s", number_text(text, n));
}

void phrase_bytes(struct phrase *phrase, uint64_t n)
{
    phrase_number(phrase, n);
    phrase_sign(phrase, " B", n == 1 ? " byte" : " bytes");
}

void phrase_count(struct phrase *phrase, uint64_t n, const char *one, const char *many)
{
    phrase_number(phrase, n);
    phrase_add(phrase, " ");
    phrase_words(phrase, n == 1 ? one : many);
}

void phrase_percent(struct phrase *phrase, uint64_t part, uint64_t whole)
{
    unsigned tenths = whole ? (unsigned)((double)part * 1000 / (double)whole + 0.5) : 0;
    if (tenths == 0 && part > 0)
        tenths = 1;
    if (tenths == 1000 && part < whole)
        tenths = 999;
    if (tenths % 10 == 0)
        phrase_add(phrase, "%u", tenths / 10);
    else
        phrase_add(phrase, "%u.%u", tenths / 10, tenths % 10);
    phrase_sign(phrase, " %", " percent");
}

void phrase_name(struct phrase *phrase, const char *name, int cols)
{
    size_t room = phrase->size - phrase->length;
    if (phrase->spoken) {
        phrase_add(phrase, "%s", name);
        return;
    }
    const char *end = name, *cut = name; /* of what fits; of what fits before an ellipsis */
    for (int used = 0;;) {
        const char *next = end;
        int width;
        if (!text_next(&next, &width))
            break;
        used += width;
        size_t bytes = (size_t)(next - name);
        if (used > cols || bytes >= room) {
            phrase_add(phrase, "%.*s…", (int)(cut - name), name);
            return;
        }
        end = next;
        if (used < cols && bytes + sizeof "…" <= room)
            cut = end;
    }
    phrase_add(phrase, "%s", name);
}

void phrase_block(struct phrase *phrase, const char *name)
{
    if (*name >= '0' && *name <= '9')
        phrase_sign(phrase, "#", "block ");
    phrase_name(phrase, name, NAME_COLS);
}
