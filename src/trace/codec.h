/* codec.h: what a library does for unpack.c. One file each, and the only one
 * that includes the library's header; without the library its functions are
 * NULL. */
#ifndef MEMS_TRACE_CODEC_H
#define MEMS_TRACE_CODEC_H

#include <stdbool.h>
#include <stddef.h>

enum coded {
    CODED,           /* as far as the bytes in and the room out went */
    CODED_WHOLE,     /* the same, and the archive may end here */
    CODED_DAMAGED,
    CODED_TOO_LARGE, /* it wants more memory than UNPACK_MEMORY */
    CODED_NO_MEMORY
};

/* Bytes in and room out, both of which shrink from their front. */
struct piece {
    const unsigned char *in;
    size_t in_size;
    unsigned char *out;
    size_t out_size;
    bool last;       /* nothing follows in_size */
};

struct codec {
    const char *name;    /* "gzip" */
    const char *library; /* "zlib" */
    const char *tool;    /* "gzip -dc" */
    void *(*open)(void); /* NULL without memory */
    enum coded (*decode)(void *state, struct piece *piece);
    void (*close)(void *state);
};

extern const struct codec codec_gzip, codec_xz, codec_zstd;

#endif
