/* reader.c: what every part of the reader may do: say what is wrong, stop, and add
 * to the ops. */
#include "reader.h"

#include <stdarg.h>

bool reader_fail(struct reader *reader, size_t at, const char *expected, const char *format, ...)
{
    struct where where = {reader->line, reader->scan.line, reader->scan.length, at};
    va_list arguments;

    va_start(arguments, format);
    problem_add(reader->problems, where, expected, format, arguments);
    va_end(arguments);
    return false;
}

bool reader_stop(struct reader *reader, const char *expected, const char *what)
{
    reader->over = true;
    return reader_fail(reader, reader->scan.at, expected, "%s", what);
}

bool reader_add(struct reader *reader, struct op op)
{
    op.line = reader->typed ? 0 : (uint32_t)reader->line;
    reader->operated = true;
    if (ops_add(reader->ops, op))
        return true;
    if (ops_count(reader->ops) >= OPS_MAX)
        return reader_stop(reader, "33554431 at most", "too many operations");
    return reader_stop(reader, "", "out of memory");
}

bool reader_add_note(struct reader *reader, struct note note)
{
    note.line = (uint32_t)reader->line;
    if (ops_add_note(reader->ops, note))
        return true;
    if (ops_note_count(reader->ops) >= NOTES_MAX)
        return reader_stop(reader, "4194304 at most", "too many notes");
    return reader_stop(reader, "", "out of memory");
}
