/* unpack_zstd.c: zstd through libzstd, which goes from frame to frame by
 * itself. Of the memory it takes, the window is all that counts. */
#include "codec.h"

#include "unpack.h"

#ifdef HAVE_ZSTD

#include <zstd.h>
#include <zstd_errors.h>

static int window_bits(void)
{
    int bits = 0;

    while (UNPACK_MEMORY >> (bits + 1) > 0)
        bits++;
    return bits;
}

static void *zstd_open(void)
{
    ZSTD_DCtx *zstd = ZSTD_createDCtx();

    if (zstd != NULL
        && ZSTD_isError(ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, window_bits()))) {
        ZSTD_freeDCtx(zstd);
        return NULL;
    }
    return zstd;
}

static void zstd_close(void *state)
{
    ZSTD_freeDCtx(state);
}

static enum coded zstd_decode(void *state, struct piece *piece)
{
    ZSTD_inBuffer in = {piece->in, piece->in_size, 0};
    ZSTD_outBuffer out = {piece->out, piece->out_size, 0};
    size_t result = ZSTD_decompressStream(state, &out, &in);

    piece->in += in.pos;
    piece->in_size -= in.pos;
    piece->out += out.pos;
    piece->out_size -= out.pos;
    if (!ZSTD_isError(result))
        return result == 0 ? CODED_WHOLE : CODED;
    switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_frameParameter_windowTooLarge:
        return CODED_TOO_LARGE;
    case ZSTD_error_memory_allocation:
        return CODED_NO_MEMORY;
    default:
        return CODED_DAMAGED;
    }
}

#endif

const struct codec codec_zstd = {
    .name = "zstd", .library = "libzstd", .tool = "zstd -dc",
#ifdef HAVE_ZSTD
    .open = zstd_open, .decode = zstd_decode, .close = zstd_close,
#endif
};
