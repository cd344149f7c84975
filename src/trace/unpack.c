/* unpack.c: bytes in, bytes out: first those that tell what it is, then through
 * the codec that it takes. Damage is never silent: an archive that ends too
 * early, or is followed by something else, fails the stream. */
#include "unpack.h"

#include "codec.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER_SIZE ((size_t)65536)

/* What an archive begins with. Those without a codec are known by name only. */
static const struct format {
    unsigned char magic[6];
    unsigned char ignored; /* bits of the first byte that may be anything */
    size_t length;
    const struct codec *codec;
    const char *name, *tool;
} formats[] = {
    {{0x1F, 0x8B}, 0, 2, &codec_gzip, NULL, NULL},
    {{0xFD, '7', 'z', 'X', 'Z', 0}, 0, 6, &codec_xz, NULL, NULL},
    {{0x28, 0xB5, 0x2F, 0xFD}, 0, 4, &codec_zstd, NULL, NULL},
    {{0x50, 0x2A, 0x4D, 0x18}, 0x0F, 4, &codec_zstd, NULL, NULL}, /* one to be skipped first */
    {{'B', 'Z', 'h'}, 0, 3, NULL, "bzip2", "bzip2 -dc"},
    {{0x04, 0x22, 0x4D, 0x18}, 0, 4, NULL, "lz4", "lz4 -dc"},
    {{'P', 'K', 3, 4}, 0, 4, NULL, "zip", "unzip -p"},
};
#define FORMATS (sizeof formats / sizeof formats[0])

struct unpack {
    struct stream stream;
    struct stream *from;
    bool known;                 /* what it is */
    const struct codec *codec;  /* NULL: no archive */
    void *state;                /* of the codec */
    unsigned char buffer[BUFFER_SIZE];
    size_t start, used;         /* what lies between them was taken from `from` only */
    bool ended;                 /* `from` has */
    bool full;                  /* the codec may have more bytes than there was room for */
    bool whole;                 /* the archive may end here */
    enum coded coded;           /* what went wrong, after bytes that are good */
};

/* ---- What is wrong ---- */

static ptrdiff_t fail(struct unpack *unpack, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static ptrdiff_t fail(struct unpack *unpack, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(unpack->stream.what, sizeof unpack->stream.what, format, arguments);
    va_end(arguments);
    return STREAM_FAILED;
}

/* Bytes of the archive that the codec has had. */
static uint64_t position(const struct unpack *unpack)
{
    return unpack->from->taken - (unpack->used - unpack->start);
}

static ptrdiff_t fail_as(struct unpack *unpack, enum coded coded)
{
    const struct codec *codec = unpack->codec;

    if (coded == CODED_NO_MEMORY)
        return fail(unpack, "cannot be unpacked: out of memory");
    if (coded == CODED_TOO_LARGE)
        return fail(unpack, "wants more than 128 MiB of memory to be unpacked: unpack it first, "
                    "as in: %s FILE | mems -", codec->tool);
    unpack->stream.doubtful = true;
    return fail(unpack, "is damaged: its %s data goes wrong at byte %" PRIu64 " or before; "
                "fetch it or pack it again", codec->name, position(unpack));
}

static ptrdiff_t fail_cut_off(struct unpack *unpack)
{
    return fail(unpack, "is cut off: its %s data goes on after byte %" PRIu64 ", where the file "
                "ends; fetch it or pack it again", unpack->codec->name, position(unpack));
}

static ptrdiff_t fail_absent(struct unpack *unpack, const struct codec *codec)
{
    return fail(unpack, "is compressed with %s, and this mems was built without %s: unpack it "
                "first, as in: %s FILE | mems -", codec->name, codec->library, codec->tool);
}

/* ---- Taking from the other stream ---- */

/* 1, or what stands against it, STREAM_END aside: that is noted. */
static ptrdiff_t fill(struct unpack *unpack)
{
    ptrdiff_t got;

    memmove(unpack->buffer, unpack->buffer + unpack->start, unpack->used - unpack->start);
    unpack->used -= unpack->start;
    unpack->start = 0;
    got = unpack->from->read(unpack->from, unpack->buffer + unpack->used,
                             BUFFER_SIZE - unpack->used);
    unpack->stream.taken = unpack->from->taken;
    unpack->stream.total = unpack->from->total;
    if (got == STREAM_FAILED)
        return fail(unpack, "%s", unpack->from->what);
    if (got < 0)
        return got;
    unpack->ended = got == STREAM_END;
    unpack->used += (size_t)got;
    return 1;
}

/* How many of the format's bytes are there; one that is another: false. */
static bool matches(const struct unpack *unpack, const struct format *format, bool *all)
{
    size_t length = unpack->used < format->length ? unpack->used : format->length;

    *all = length == format->length;
    for (size_t i = 0; i < length; i++) {
        unsigned differ = unpack->buffer[i] ^ format->magic[i];

        if ((i == 0 ? differ & ~(unsigned)format->ignored : differ) != 0)
            return false;
    }
    return true;
}

/* 1 when it is known what this is. */
static ptrdiff_t find_out(struct unpack *unpack)
{
    const struct format *found = NULL;
    bool perhaps = false, all;
    ptrdiff_t got = fill(unpack);

    if (got != 1)
        return got;
    for (size_t i = 0; i < FORMATS && found == NULL; i++) {
        if (!matches(unpack, &formats[i], &all))
            continue;
        perhaps |= !all;
        found = all ? &formats[i] : NULL;
    }
    if (found == NULL && perhaps && !unpack->ended)
        return STREAM_AGAIN;
    unpack->known = true;
    if (found == NULL)
        return 1;
    unpack->codec = found->codec;
    if (found->codec == NULL)
        return fail(unpack, "is compressed with %s, which mems does not unpack: unpack it first, "
                    "as in: %s FILE | mems -", found->name, found->tool);
    if (found->codec->open == NULL)
        return fail_absent(unpack, found->codec);
    unpack->stream.packed = true;
    unpack->state = found->codec->open();
    return unpack->state != NULL ? 1 : fail_as(unpack, CODED_NO_MEMORY);
}

/* ---- Giving ---- */

/* What was taken to find out, then all as it comes. */
static ptrdiff_t pass_on(struct unpack *unpack, void *bytes, size_t size)
{
    size_t there = unpack->used - unpack->start;
    ptrdiff_t got;

    if (there > 0) {
        size = size < there ? size : there;
        memcpy(bytes, unpack->buffer + unpack->start, size);
        unpack->start += size;
        return (ptrdiff_t)size;
    }
    if (unpack->ended)
        return STREAM_END;
    got = unpack->from->read(unpack->from, bytes, size);
    unpack->stream.taken = unpack->from->taken;
    unpack->stream.total = unpack->from->total;
    return got == STREAM_FAILED ? fail(unpack, "%s", unpack->from->what) : got;
}

static ptrdiff_t decode(struct unpack *unpack, void *bytes, size_t size)
{
    struct piece piece = {unpack->buffer + unpack->start, unpack->used - unpack->start, bytes,
                          size, unpack->ended};
    enum coded coded = unpack->codec->decode(unpack->state, &piece);
    bool stuck = piece.in_size == unpack->used - unpack->start && piece.out_size == size;

    unpack->start = unpack->used - piece.in_size;
    unpack->whole = coded == CODED_WHOLE;
    unpack->full = piece.out_size == 0 && !unpack->whole;
    if (coded > CODED_WHOLE)
        unpack->coded = coded;
    if (piece.out_size < size)
        return (ptrdiff_t)(size - piece.out_size);
    if (coded > CODED_WHOLE)
        return fail_as(unpack, coded);
    if (unpack->ended && unpack->start == unpack->used && unpack->whole)
        return STREAM_END;
    if (unpack->ended && stuck)
        return fail_cut_off(unpack);
    return STREAM_AGAIN;
}

/* Whether the codec can do nothing with what is there. */
static bool wants_more(const struct unpack *unpack)
{
    return unpack->codec != NULL && unpack->start == unpack->used && !unpack->full
        && !unpack->ended && unpack->coded <= CODED_WHOLE;
}

static ptrdiff_t read_unpacked(struct stream *stream, void *bytes, size_t size)
{
    struct unpack *unpack = (struct unpack *)stream;
    ptrdiff_t got = stream->what[0] != '\0' ? STREAM_FAILED : 1;

    if (got == 1 && !unpack->known)
        got = find_out(unpack);
    if (got == 1 && wants_more(unpack))
        got = fill(unpack);
    if (got != 1)
        return got;
    if (unpack->codec == NULL)
        return pass_on(unpack, bytes, size);
    if (unpack->coded > CODED_WHOLE)
        return fail_as(unpack, unpack->coded);
    if (unpack->ended && unpack->whole && unpack->start == unpack->used)
        return STREAM_END;
    return decode(unpack, bytes, size);
}

/* ---- Life ---- */

struct unpack *unpack_open(struct stream *from)
{
    struct unpack *unpack = calloc(1, sizeof *unpack);

    if (unpack == NULL)
        return NULL;
    unpack->from = from;
    unpack->stream.read = read_unpacked;
    unpack->stream.total = from->total;
    return unpack;
}

void unpack_close(struct unpack *unpack)
{
    if (unpack == NULL)
        return;
    if (unpack->state != NULL)
        unpack->codec->close(unpack->state);
    free(unpack);
}

struct stream *unpack_stream(struct unpack *unpack)
{
    return &unpack->stream;
}
