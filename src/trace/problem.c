/* problem.c: a problem's texts and its excerpt: the line as printable
 * characters, or the part of it around the column, and where the caret goes. */
#include "problem.h"

#include "utf8.h"

#include <inttypes.h>
#include <string.h>

#define BEFORE_CARET 56 /* bytes of a cut excerpt before the caret */
#define CUT "..."

struct text {
    char *bytes;
    size_t size, length; /* without the NUL */
    int columns;
};

static bool text_add(struct text *text, const char *bytes, size_t length, int columns)
{
    if (text->length + length >= text->size)
        return false;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
    text->columns += columns;
    return true;
}

char *quote(char out[QUOTE_SIZE], const char *bytes, size_t length)
{
    struct text text = {.bytes = out, .size = QUOTE_SIZE - sizeof CUT};
    char shown[SHOW_SIZE];
    int columns;
    size_t at = 0;
    bool whole = true;

    text_add(&text, "'", 1, 1);
    while (at < length && whole) {
        size_t taken = utf8_show(bytes, length, &at, shown, &columns);

        whole = text_add(&text, shown, taken, columns);
    }
    text.size = QUOTE_SIZE;
    if (!whole)
        text_add(&text, CUT, strlen(CUT), 3);
    text_add(&text, "'", 1, 1);
    return out;
}

/* Bytes that the line takes when it is shown, from `from` to `to`. */
static size_t shown_size(const struct where *where, size_t from, size_t to)
{
    char shown[SHOW_SIZE];
    int columns;
    size_t size = 0;

    while (from < to)
        size += utf8_show(where->text, where->length, &from, shown, &columns);
    return size;
}

/* Where the excerpt begins: at 0, or not too far before the column. */
static size_t excerpt_start(const struct where *where, size_t room)
{
    char shown[SHOW_SIZE];
    int columns;
    size_t size, start = 0;

    if (where->length <= room && shown_size(where, 0, where->length) <= room)
        return 0;
    size = shown_size(where, 0, where->at);
    while (size > BEFORE_CARET)
        size -= utf8_show(where->text, where->length, &start, shown, &columns);
    return start;
}

static void excerpt(struct problem *problem, const struct where *where)
{
    struct text text = {.bytes = problem->source, .size = sizeof problem->source};
    size_t at = excerpt_start(where, sizeof problem->source - 1);
    size_t rest = shown_size(where, at, where->length);
    char shown[SHOW_SIZE];
    int columns;

    text.bytes[0] = '\0';
    if (at > 0)
        text_add(&text, CUT, strlen(CUT), 3);
    if (text.length + rest >= text.size)
        text.size -= strlen(CUT);
    while (at < where->length) {
        if (at <= where->at)
            problem->caret = (uint32_t)text.columns;
        rest = utf8_show(where->text, where->length, &at, shown, &columns);
        if (!text_add(&text, shown, rest, columns))
            break;
    }
    if (where->at >= where->length)
        problem->caret = (uint32_t)text.columns;
    if (text.size < sizeof problem->source) {
        text.size = sizeof problem->source;
        text_add(&text, CUT, strlen(CUT), 3);
    }
}

void problem_add(struct problems *problems, struct where where, const char *expected,
                 const char *format, va_list arguments)
{
    struct problem *problem;

    if (problems->count == PROBLEMS_MAX) {
        problems->more = true;
        return;
    }
    problem = &problems->list[problems->count++];
    memset(problem, 0, sizeof *problem);
    problem->line = where.line;
    problem->column = (uint32_t)where.at + 1;
    vsnprintf(problem->what, sizeof problem->what, format, arguments);
    snprintf(problem->expected, sizeof problem->expected, "%s", expected);
    excerpt(problem, &where);
}

/* A file's name may hold anything too. */
static void print_file(const char *file, FILE *out)
{
    size_t length = strlen(file), at = 0;
    char shown[SHOW_SIZE];
    int columns;

    while (at < length)
        fwrite(shown, 1, utf8_show(file, length, &at, shown, &columns), out);
}

void problems_print(const struct problems *problems, const char *file, FILE *out)
{
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->list[i];

        print_file(file, out);
        fprintf(out, ":%" PRIu64 ":%" PRIu32 ": %s", problem->line, problem->column,
                problem->what);
        if (problem->expected[0] != '\0')
            fprintf(out, "; expected %s", problem->expected);
        fputc('\n', out);
        if (problem->source[0] != '\0')
            fprintf(out, "    %s\n    %*s^\n", problem->source, (int)problem->caret, "");
    }
}
