/* stream.h: bytes that are pulled from somewhere: a file, a pipe, an archive.
 * Whoever makes one has it as the first member of a struct of its own. */
#ifndef MEMS_TRACE_STREAM_H
#define MEMS_TRACE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
    STREAM_END = 0,
    STREAM_WAIT = -1,   /* nothing is there yet */
    STREAM_AGAIN = -2,  /* nothing came of this call, but the next may have something */
    STREAM_FAILED = -3  /* `what` says why; it stays so */
};

struct stream {
    /* Takes 1 to `size` bytes to `bytes`. Returns how many, or one of the above. */
    ptrdiff_t (*read)(struct stream *stream, void *bytes, size_t size);
    uint64_t taken;     /* bytes of the file so far, as it is: an archive's are packed */
    uint64_t total;     /* bytes in the file; 0: not known */
    bool packed;        /* what comes is unpacked: whether it is good shows at its end only */
    bool doubtful;      /* it was not: what came may be false from somewhere on */
    char what[200];     /* what is wrong, to stand behind the file's name: "is cut off: ..." */
};

/* A C stream; it waits for bytes, and never says STREAM_WAIT. */
struct file_stream {
    struct stream stream;
    FILE *in;
};
struct file_stream stream_of_file(FILE *in);

#endif
