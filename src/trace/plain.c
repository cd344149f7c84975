/* plain.c: a short way for the lines that recordings have by the million. What
 * it takes means exactly what the long way (statement.c) would make of it;
 * whatever is not quite so plain is left to that. */
#include "reader.h"

#define NAME_DIGITS 9  /* of a name, at most */
#define SIZE_DIGITS 18 /* of a size: no overflow */

/* The digits here, as a number; the first byte that is none. */
static inline const char *digits(const char *at, uint64_t *number)
{
    uint64_t value = 0;
    unsigned digit;

    while ((digit = (unsigned char)*at - (unsigned)'0') <= 9) {
        value = value * 10 + digit;
        at++;
    }
    *number = value;
    return at;
}

static inline bool within(const char *start, const char *end, ptrdiff_t most)
{
    return end > start && end - start <= most;
}

static inline enum op_kind kind_of(char c)
{
    return c == 'a' ? OP_MALLOC : c == 'f' ? OP_FREE : c == 'r' ? OP_REALLOC : OP_START;
}

size_t plain_line(struct reader *reader, const char *line)
{
    struct op op = {.kind = (uint8_t)kind_of(*line), .text = NO_TEXT};
    const char *name, *end, *at;
    uint64_t number;

    if (op.kind == OP_START || line[1] != ' ')
        return 0;
    name = line + 2;
    at = end = digits(name, &number);
    if (op.kind != OP_FREE) {
        if (*end != ' ')
            return 0;
        at = digits(end + 1, &op.size);
        if (!within(end + 1, at, SIZE_DIGITS))
            return 0;
    }
    if (*at == '\r')
        at++;
    if (*at != '\n' || !within(name, end, NAME_DIGITS)
        || !ops_intern(reader->ops, name, (size_t)(end - name), &op.name))
        return 0;
    op.line = (uint32_t)reader->line + 1;
    if (!ops_add(reader->ops, op))
        return 0;
    reader->line++;
    reader->begun = reader->operated = true;
    return (size_t)(at - line) + 1;
}
