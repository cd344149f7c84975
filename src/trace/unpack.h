/* unpack.h: a stream that unpacks another one when that is an archive of gzip,
 * xz or zstd, and passes it on as it is otherwise. Archives are known by their
 * first bytes; several that follow one another are one.
 *
 * Whatever an archive claims, unpacking takes at most UNPACK_MEMORY bytes. */
#ifndef MEMS_TRACE_UNPACK_H
#define MEMS_TRACE_UNPACK_H

#include "stream.h"

#define UNPACK_MEMORY ((size_t)128 << 20) /* as much as xz -9 and zstd -19 --ultra need */

struct unpack;

/* Does not own `from`, which must outlive it. NULL without memory. */
struct unpack *unpack_open(struct stream *from);
void unpack_close(struct unpack *unpack); /* NULL is allowed */

/* What comes out; `taken` and `total` are those of `from`. It says STREAM_WAIT
 * when `from` does. */
struct stream *unpack_stream(struct unpack *unpack);

#endif
