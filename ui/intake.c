/* intake.c: a descriptor is asked whether it has bytes before it is read, so its
 * own flags, which others may share, stay as they are. */
#include "intake.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ptrdiff_t read_file(struct stream *stream, void *bytes, size_t size)
{
    struct intake *intake = (struct intake *)stream;
    struct pollfd ready = {.fd = intake->file, .events = POLLIN};
    int count = poll(&ready, 1, 0);
    ssize_t got;

    if (count == 0 || (count < 0 && errno == EINTR)) /* a read would wait, for more than a signal */
        return STREAM_WAIT;
    got = read(intake->file, bytes, size);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return STREAM_WAIT;
    if (got < 0) {
        snprintf(stream->what, sizeof stream->what, "cannot be read: %s", strerror(errno));
        return STREAM_FAILED;
    }
    stream->taken += (uint64_t)got;
    return got;
}

bool intake_open(struct intake *intake, const char *path, char *why, size_t size)
{
    struct stat there;

    *intake = (struct intake){.stream = {.read = read_file}, .file = STDIN_FILENO};
    if (path != NULL)
        intake->file = open(path, O_RDONLY | O_CLOEXEC);
    if (intake->file < 0) {
        snprintf(why, size, "cannot open %s: %s", path, strerror(errno));
        return false;
    }
    if (fstat(intake->file, &there) != 0)
        return true;
    if (S_ISDIR(there.st_mode)) {
        snprintf(why, size, "%s is a directory: a workload is a file",
                 path != NULL ? path : "standard input");
        intake_close(intake);
        return false;
    }
    intake->stream.total = S_ISREG(there.st_mode) ? (uint64_t)there.st_size : 0;
    return true;
}

void intake_close(struct intake *intake)
{
    if (intake->file > STDIN_FILENO)
        close(intake->file);
    intake->file = -1;
}

void intake_wait(const struct intake *intake, int milliseconds)
{
    struct pollfd ready = {.fd = intake->file, .events = POLLIN};

    poll(&ready, 1, milliseconds);
}
