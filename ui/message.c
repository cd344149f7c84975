/* message.c: messages of the program, made harmless before they are shown. */
#include "message.h"

#include "frame.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#define MESSAGE_SIZE 2048
#define REPLACEMENT 0xfffdu

void put_safe(FILE *out, const char *text)
{
    while (*text != '\0') {
        const char *at = text;
        int width = 0;
        uint32_t ch = text_next(&text, &width);

        if (ch == REPLACEMENT || width == 0) {
            fputc('?', out);
        } else {
            fwrite(at, 1, (size_t)(text - at), out);
        }
    }
}

void put_padded(FILE *out, const char *text, int columns)
{
    put_safe(out, text);
    for (int width = text_width(text); width < columns; width++) {
        fputc(' ', out);
    }
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
    if (fflush(out) == 0 && !ferror(out)) {
        return true;
    }
    complain("cannot write %s: %s", name, strerror(errno));
    return false;
}

/* ---- The nearest word ---- */

#define WORD_MAX 32

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters must be put in, left out or changed to make `b` of `a`
 * (Levenshtein's distance); WORD_MAX when a word is longer than that. */
static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    size_t row[WORD_MAX + 1];

    if (n > WORD_MAX || m > WORD_MAX) {
        return WORD_MAX;
    }
    for (size_t j = 0; j <= m; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);

            diagonal = row[j];
            row[j] = smaller(change, smaller(row[j], row[j - 1]) + 1);
        }
    }
    return row[m];
}

const char *nearest_word(const char *word, const char *const *words)
{
    const char *best = NULL;
    size_t least = strlen(word) < 4 ? 2 : 3;

    for (; *words != NULL; words++) {
        size_t far = distance(word, *words);

        if (far < least) {
            least = far;
            best = *words;
        }
    }
    return best;
}
