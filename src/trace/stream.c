/* stream.c: C streams as streams of ours. */
#include "stream.h"

#include <errno.h>
#include <string.h>

static ptrdiff_t read_file(struct stream *stream, void *bytes, size_t size)
{
    struct file_stream *file = (struct file_stream *)stream;
    size_t got;

    errno = 0;
    got = fread(bytes, 1, size, file->in);
    stream->taken += got;
    if (got > 0)
        return (ptrdiff_t)got;
    if (!ferror(file->in))
        return STREAM_END;
    snprintf(stream->what, sizeof stream->what, "cannot be read%s%s", errno != 0 ? ": " : "",
             errno != 0 ? strerror(errno) : "");
    return STREAM_FAILED;
}

struct file_stream stream_of_file(FILE *in)
{
    return (struct file_stream){.stream = {.read = read_file}, .in = in};
}
