/* workload.c: a stream to lines, in slices. Whatever comes, memory stays bounded
 * by the limits of workload.h, and the ops hold what stands before the first
 * problem, which is all that a reader of slices may have seen. */
#include "reader.h"

#include "unpack.h"

#include <stdlib.h>
#include <string.h>

#define TAKE_SIZE ((size_t)WORKLOAD_LINE_MAX) /* bytes taken from the stream at once */
#define BUFFER_SIZE (TAKE_SIZE + WORKLOAD_LINE_MAX + 1)
#define STRING_SIZE ((size_t)WORKLOAD_LINE_MAX)
#define SLICE_OPS 16384
#define FIRST_LINES 8 /* that tell text from what is none */

struct workload {
    struct reader reader;
    struct stream *from;
    enum workload_state state;
    char *buffer;        /* BUFFER_SIZE bytes */
    size_t start, whole; /* between them are lines that are whole, with their LF */
    size_t used;         /* up to here, one that is not yet */
    uint64_t bytes;      /* taken so far */
    bool begun;          /* past the place of a byte order mark */
    bool ended;          /* the stream has */
};

/* ---- Lines ---- */

/* Controls are what tells it from text in any encoding. */
static bool is_binary(const char *line, size_t length)
{
    size_t controls = 0;

    for (size_t i = 0; i < length; i++)
        controls += (unsigned char)line[i] < ' ' && (line[i] < '\t' || line[i] > '\r');
    return controls >= 4 && controls >= length / 16;
}

/* One problem instead of all those that there would be. */
static void stop_binary(struct reader *reader)
{
    memset(reader->problems, 0, sizeof *reader->problems);
    reader->scan = scan_line("", 0);
    reader_stop(reader, "plain text", "not a workload: binary data");
}

/* One line, without its LF. */
static void read_line(struct reader *reader, const char *line, size_t length)
{
    const char *nul = memchr(line, '\0', length);
    struct ops_mark mark = ops_mark(reader->ops);
    size_t problems = reader->problems->count;

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
    if (reader->problems->count > problems && !reader->typed && reader->line <= FIRST_LINES
        && is_binary(line, length))
        stop_binary(reader);
    reader->over |= length > WORKLOAD_LINE_MAX; /* what follows is no line's beginning */
    if (reader->problems->count > 0)
        ops_truncate(reader->ops, mark);
}

/* A place of its own for what is wrong with the stream and not with a line. */
static void stop_reading(struct reader *reader, const char *expected, const char *what)
{
    reader->line++;
    reader->scan = scan_line("", 0);
    reader_stop(reader, expected, what);
}

/* Lines and what they stand for, until the ops are `count`. */
static void read_lines(struct workload *workload, size_t count)
{
    struct reader *reader = &workload->reader;

    while (!reader->over && !reader->problems->more && ops_count(reader->ops) < count) {
        const char *line = workload->buffer + workload->start, *end;
        size_t taken = 0;

        if (reader->random != NULL) {
            random_go_on(reader, count);
            continue;
        }
        if (workload->start == workload->whole)
            return;
        if (*line == '\n') {
            reader->line++;
            workload->start++;
            continue;
        }
        if (reader->problems->count == 0)
            taken = plain_line(reader, line);
        if (taken == 0) {
            end = memchr(line, '\n', workload->whole - workload->start);
            taken = (size_t)(end - line) + 1;
            read_line(reader, line, taken - 1);
        }
        workload->start += taken;
    }
}

/* ---- The stream ---- */

/* Passes a byte order mark, once there are bytes enough to tell. */
static void begin(struct workload *workload)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t length = workload->used < 3 ? workload->used : 3;
    bool marked = memcmp(workload->buffer, mark, length) == 0;

    if (marked && length < 3 && !workload->ended)
        return;
    workload->begun = true;
    if (marked && length == 3)
        workload->start = 3;
}

/* What is in the buffer now: whole lines, and the beginning of one. The last
 * line, and one that is too long anyway, are whole without an LF. */
static void find_lines(struct workload *workload, size_t from)
{
    const char *end = memrchr(workload->buffer + from, '\n', workload->used - from);

    workload->whole = end != NULL ? (size_t)(end - workload->buffer) + 1 : workload->start;
    if (!workload->begun)
        begin(workload);
    if (workload->whole < workload->start)
        workload->whole = workload->start;
    if (workload->whole < workload->used
        && (workload->ended || workload->used - workload->whole > WORKLOAD_LINE_MAX)) {
        workload->buffer[workload->used++] = '\n';
        workload->whole = workload->used;
    }
}

/* Whatever else seemed wrong may have come of this. */
static void stop_failed(struct workload *workload)
{
    char what[sizeof workload->from->what + 16];

    snprintf(what, sizeof what, "the file %s", workload->from->what);
    memset(workload->reader.problems, 0, sizeof *workload->reader.problems);
    stop_reading(&workload->reader, "", what);
}

/* More of the stream, behind what is used of the buffer. false: it failed. */
static bool take(struct workload *workload)
{
    ptrdiff_t got = workload->from->read(workload->from, workload->buffer + workload->used,
                                         TAKE_SIZE);

    workload->ended = got == STREAM_END || got == STREAM_FAILED;
    if (got == STREAM_WAIT)
        workload->state = WORKLOAD_WAITING;
    if (got == STREAM_FAILED)
        stop_failed(workload);
    if (got > 0) {
        workload->bytes += (uint64_t)got;
        workload->used += (size_t)got;
    }
    return got != STREAM_FAILED;
}

/* More of it into the buffer, whose whole lines are all read. */
static void fill(struct workload *workload)
{
    size_t left = workload->used - workload->start;

    memmove(workload->buffer, workload->buffer + workload->start, left);
    workload->start = workload->whole = 0;
    workload->used = left;
    if (!take(workload))
        return;
    if (workload->bytes > WORKLOAD_BYTES_MAX)
        stop_reading(&workload->reader, "1073741824 bytes at most", "the workload is too long");
    else
        find_lines(workload, left);
}

/* More of it for its sake alone: no line of it is read any more. */
static void drain(struct workload *workload)
{
    workload->start = workload->whole = workload->used = 0;
    take(workload);
}

/* ---- Slices ---- */

struct workload *workload_open(struct ops *ops, struct stream *from, struct problems *problems)
{
    struct workload *workload = calloc(1, sizeof *workload);

    if (workload == NULL)
        return NULL;
    memset(problems, 0, sizeof *problems);
    workload->reader = (struct reader){.ops = ops, .problems = problems};
    workload->from = from;
    workload->buffer = malloc(BUFFER_SIZE);
    workload->reader.string = malloc(STRING_SIZE);
    if (workload->buffer == NULL || workload->reader.string == NULL) {
        workload_close(workload);
        return NULL;
    }
    return workload;
}

void workload_close(struct workload *workload)
{
    if (workload == NULL)
        return;
    random_end(&workload->reader);
    free(workload->reader.string);
    free(workload->buffer);
    free(workload);
}

/* All lines are read that will be. */
static bool is_over(const struct workload *workload)
{
    const struct reader *reader = &workload->reader;

    return reader->over || reader->problems->more
        || (workload->ended && workload->start == workload->whole && reader->random == NULL);
}

/* What is wrong with the lines of an archive may come of damage to it, which is
 * not known before its end. */
static bool is_doubtful(const struct workload *workload)
{
    return workload->reader.problems->count > 0 && workload->from->packed && !workload->ended
        && workload->bytes <= WORKLOAD_BYTES_MAX;
}

enum workload_state workload_slice(struct workload *workload)
{
    if (workload->state >= WORKLOAD_READ)
        return workload->state;
    workload->state = WORKLOAD_MORE;
    if (is_over(workload)) {
        drain(workload);
    } else {
        if (workload->start == workload->whole && workload->reader.random == NULL)
            fill(workload);
        read_lines(workload, ops_count(workload->reader.ops) + SLICE_OPS);
    }
    if (is_over(workload) && !is_doubtful(workload))
        workload->state = workload->reader.problems->count > 0 ? WORKLOAD_PROBLEMS : WORKLOAD_READ;
    return workload->state;
}

enum workload_state workload_state(const struct workload *workload)
{
    return workload->state;
}

uint64_t workload_bytes(const struct workload *workload)
{
    return workload->bytes;
}

uint64_t workload_lines(const struct workload *workload)
{
    return workload->reader.line;
}

/* ---- At once ---- */

static void read_all(struct workload *workload, workload_progress *progress, void *user)
{
    while (workload_slice(workload) < WORKLOAD_READ)
        if (progress != NULL && !progress(user, workload->bytes)) {
            stop_reading(&workload->reader, "", "the reading was stopped");
            return;
        }
}

bool workload_read(struct ops *ops, FILE *in, struct problems *problems,
                   workload_progress *progress, void *user)
{
    struct file_stream file = stream_of_file(in);
    struct unpack *unpack = unpack_open(&file.stream);
    struct workload *workload = NULL;
    struct mems_options options = *ops_options_view(ops);
    struct ops_mark mark = ops_mark(ops);
    struct reader reader = {.ops = ops, .problems = problems};

    if (unpack != NULL)
        workload = workload_open(ops, unpack_stream(unpack), problems);
    if (workload != NULL) {
        read_all(workload, progress, user);
    } else {
        memset(problems, 0, sizeof *problems);
        stop_reading(&reader, "", "out of memory");
    }
    workload_close(workload);
    unpack_close(unpack);
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
        stop_reading(&reader, "", "out of memory");
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
