/* unpack_gzip.c: gzip through zlib. Members follow one another, with NULs
 * between and behind them if need be, as on tapes. */
#include "codec.h"

#ifdef HAVE_ZLIB

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#define GZIP_ONLY 16 /* added to the window's bits: no other format of zlib */

struct gzip {
    z_stream z;
    bool between; /* members */
};

static void *gzip_open(void)
{
    struct gzip *gzip = calloc(1, sizeof *gzip);

    if (gzip != NULL && inflateInit2(&gzip->z, MAX_WBITS + GZIP_ONLY) != Z_OK) {
        free(gzip);
        return NULL;
    }
    return gzip;
}

static void gzip_close(void *state)
{
    struct gzip *gzip = state;

    inflateEnd(&gzip->z);
    free(gzip);
}

static uInt at_most(size_t size)
{
    return size < UINT_MAX ? (uInt)size : UINT_MAX;
}

static int inflate_piece(z_stream *z, struct piece *piece)
{
    uInt in = at_most(piece->in_size), out = at_most(piece->out_size);
    int result;

    z->next_in = (z_const Bytef *)piece->in;
    z->avail_in = in;
    z->next_out = piece->out;
    z->avail_out = out;
    result = inflate(z, Z_NO_FLUSH);
    piece->in += in - z->avail_in;
    piece->in_size -= in - z->avail_in;
    piece->out += out - z->avail_out;
    piece->out_size -= out - z->avail_out;
    return result;
}

/* What stands between two members, or behind the last one. */
static bool begin_member(struct gzip *gzip, struct piece *piece)
{
    while (piece->in_size > 0 && *piece->in == 0) {
        piece->in++;
        piece->in_size--;
    }
    if (piece->in_size == 0)
        return true;
    gzip->between = false;
    return inflateReset(&gzip->z) == Z_OK;
}

static enum coded gzip_decode(void *state, struct piece *piece)
{
    struct gzip *gzip = state;

    do {
        if (gzip->between && !begin_member(gzip, piece))
            return CODED_DAMAGED;
        if (gzip->between)
            return CODED_WHOLE;
        switch (inflate_piece(&gzip->z, piece)) {
        case Z_STREAM_END:
            gzip->between = true;
            break;
        case Z_OK:
        case Z_BUF_ERROR: /* no bytes in, or no room out */
            break;
        case Z_MEM_ERROR:
            return CODED_NO_MEMORY;
        default:
            return CODED_DAMAGED;
        }
    } while (piece->in_size > 0 && piece->out_size > 0);
    return gzip->between ? CODED_WHOLE : CODED;
}

#endif

const struct codec codec_gzip = {
    .name = "gzip", .library = "zlib", .tool = "gzip -dc",
#ifdef HAVE_ZLIB
    .open = gzip_open, .decode = gzip_decode, .close = gzip_close,
#endif
};
