/* unpack_xz.c: xz through liblzma, which joins archives that follow one
 * another and keeps the limit of memory itself. */
#include "codec.h"

#include "unpack.h"

#ifdef HAVE_LZMA

#include <lzma.h>
#include <stdlib.h>

static void *xz_open(void)
{
    lzma_stream *xz = calloc(1, sizeof *xz);

    if (xz == NULL)
        return NULL;
    *xz = (lzma_stream)LZMA_STREAM_INIT;
    if (lzma_stream_decoder(xz, UNPACK_MEMORY, LZMA_CONCATENATED) != LZMA_OK) {
        free(xz);
        return NULL;
    }
    return xz;
}

static void xz_close(void *state)
{
    lzma_end(state);
    free(state);
}

static enum coded xz_decode(void *state, struct piece *piece)
{
    lzma_stream *xz = state;
    lzma_ret result;

    xz->next_in = piece->in;
    xz->avail_in = piece->in_size;
    xz->next_out = piece->out;
    xz->avail_out = piece->out_size;
    result = lzma_code(xz, piece->last ? LZMA_FINISH : LZMA_RUN);
    piece->in = xz->next_in;
    piece->in_size = xz->avail_in;
    piece->out = xz->next_out;
    piece->out_size = xz->avail_out;
    switch (result) {
    case LZMA_OK:
    case LZMA_BUF_ERROR: /* no bytes in, or no room out */
        return CODED;
    case LZMA_STREAM_END:
        return CODED_WHOLE;
    case LZMA_MEMLIMIT_ERROR:
        return CODED_TOO_LARGE;
    case LZMA_MEM_ERROR:
        return CODED_NO_MEMORY;
    default:
        return CODED_DAMAGED;
    }
}

#endif

const struct codec codec_xz = {
    .name = "xz", .library = "liblzma", .tool = "xz -dc",
#ifdef HAVE_LZMA
    .open = xz_open, .decode = xz_decode, .close = xz_close,
#endif
};
