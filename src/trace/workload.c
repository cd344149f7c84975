/* workload.c: a stream to lines. Whatever comes, memory stays bounded by the
 * limits of workload.h, and after a problem the ops are as they were. */
#include "reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER_SIZE ((size_t)2 * WORKLOAD_LINE_MAX)
#define STRING_SIZE ((size_t)WORKLOAD_LINE_MAX)

/* One line, without its LF. */
static void read_line(struct reader *reader, const char *line, size_t length)
{
    const char *nul = memchr(line, '\0', length);

    reader->line++;
    reader->scan = scan_line(line, length);
    if (nul != NULL)
        reader_fail(reader, (size_t)(nul - line), "plain text", "a NUL byte");
    else if (length > WORKLOAD_LINE_MAX) {
        reader->scan.at = WORKLOAD_LINE_MAX;
        reader_stop(reader, "65536 bytes at most", "the line is too long");
    } else {
        statement_read(reader);
    }
}

/* ---- A stream ---- */

struct stream {
    FILE *in;
    char *buffer;       /* BUFFER_SIZE bytes */
    size_t used;        /* of them: the line that is not whole yet */
    uint64_t bytes;     /* read so far */
    bool ended;
};

/* A place of its own for what is wrong with the stream and not with a line. */
static bool stop_stream(struct reader *reader, const char *expected, const char *what)
{
    reader->line++;
    reader->scan = scan_line("", 0);
    return reader_stop(reader, expected, what);
}

/* All whole lines in the buffer; the rest moves to its front. */
static void read_lines(struct reader *reader, struct stream *stream)
{
    size_t start = 0;
    const char *end;

    while (!reader->over && !reader->problems->more) {
        while (start < stream->used && stream->buffer[start] == '\n') {
            reader->line++;
            start++;
        }
        end = memchr(stream->buffer + start, '\n', stream->used - start);
        if (end == NULL)
            break;
        read_line(reader, stream->buffer + start, (size_t)(end - stream->buffer) - start);
        start = (size_t)(end - stream->buffer) + 1;
    }
    stream->used -= start;
    memmove(stream->buffer, stream->buffer + start, stream->used);
}

/* More of the stream into the buffer. false: nothing more is to be read. */
static bool fill(struct reader *reader, struct stream *stream)
{
    size_t want = WORKLOAD_LINE_MAX, got;

    errno = 0;
    got = fread(stream->buffer + stream->used, 1, want, stream->in);
    stream->ended = got < want;
    if (ferror(stream->in))
        return stop_stream(reader, "", errno != 0 ? strerror(errno) : "the file cannot be read");
    if (stream->bytes == 0 && got >= 3 && memcmp(stream->buffer, "\xef\xbb\xbf", 3) == 0)
        memmove(stream->buffer, stream->buffer + 3, got -= 3);
    stream->used += got;
    stream->bytes += got;
    if (stream->bytes > WORKLOAD_BYTES_MAX)
        return stop_stream(reader, "1073741824 bytes at most", "the workload is too long");
    return true;
}

static void read_stream(struct reader *reader, struct stream *stream, workload_progress *progress,
                        void *user)
{
    while (!stream->ended && fill(reader, stream)) {
        read_lines(reader, stream);
        if (reader->over || reader->problems->more)
            return;
        if (stream->used > WORKLOAD_LINE_MAX)
            break;
        if (progress != NULL && !progress(user, stream->bytes)) {
            stop_stream(reader, "", "the reading was stopped");
            return;
        }
    }
    if (stream->used > 0 && !reader->over)
        read_line(reader, stream->buffer, stream->used);
}

bool workload_read(struct ops *ops, FILE *in, struct problems *problems,
                   workload_progress *progress, void *user)
{
    struct reader reader = {.ops = ops, .problems = problems};
    struct stream stream = {.in = in, .buffer = malloc(BUFFER_SIZE)};
    struct mems_options options = *ops_options_view(ops);
    struct ops_mark mark = ops_mark(ops);

    memset(problems, 0, sizeof *problems);
    reader.string = malloc(STRING_SIZE);
    if (stream.buffer == NULL || reader.string == NULL)
        stop_stream(&reader, "", "out of memory");
    else
        read_stream(&reader, &stream, progress, user);
    free(reader.string);
    free(stream.buffer);
    if (problems->count == 0)
        return true;
    ops_truncate(ops, mark);
    *ops_options(ops) = options;
    return false;
}

/* ---- One line ---- */

bool workload_read_line(struct ops *ops, const char *line, struct problems *problems)
{
    struct reader reader = {.ops = ops, .problems = problems, .typed = true, .begun = true};
    struct ops_mark mark = ops_mark(ops);
    size_t length = strlen(line);

    memset(problems, 0, sizeof *problems);
    reader.string = malloc(STRING_SIZE);
    if (reader.string == NULL)
        stop_stream(&reader, "", "out of memory");
    else
        read_line(&reader, line, length);
    free(reader.string);
    if (problems->count == 0 && ops_count(ops) == mark.count) {
        reader.scan = scan_line(line, length);
        reader_fail(&reader, 0, "malloc, free, realloc, get, write or policy", "no operation");
    }
    if (problems->count == 0)
        return true;
    ops_truncate(ops, mark);
    return false;
}
