/* flat.c: see flat.h. The array grows by a quarter, up to STEP_MAX, in pages that the
 * system fills at once, which is cheaper than one by one as they are touched. What a
 * large node takes is left to be touched, since most of it may never be. */
#include "flat.h"

#include "os.h"

#include <string.h>

#define STEP_MAX (UINT64_C(64) << 10) /* bytes taken ahead of need at most */
#define SHARES 256 /* where addresses are limited, no array reserves more than this part */
#if UINTPTR_MAX > 0xffffffff
#define RESERVE (UINT64_C(64) << 20)  /* bytes reserved at least, if the system lets us */
#else
#define RESERVE (UINT64_C(256) << 10)
#endif

void mems_flat_open(struct flat *flat, size_t page_size)
{
    memset(flat, 0, sizeof *flat);
    flat->page_size = page_size;
}

void mems_flat_open_in(struct flat *flat, size_t page_size, void *memory, size_t bytes)
{
    *flat = (struct flat){.start = (unsigned char *)memory, .bytes = bytes, .reserved = 0,
                          .page_size = page_size};
}

void mems_flat_close(struct flat *flat)
{
    if (flat->reserved > 0)
        mems_os_unmap(flat->start, (size_t)flat->reserved);
    mems_flat_open(flat, flat->page_size);
}

static uint64_t round_up(uint64_t bytes, uint64_t unit)
{
    uint64_t rest = bytes % unit;
    return rest == 0 ? bytes : bytes + (unit - rest);
}

/* Copies what was ever written to `to`, which is zero: an array over a huge
 * HOLE is mostly untouched, and must stay so. */
static void copy_written(unsigned char *to, const unsigned char *from, uint64_t bytes)
{
    static const unsigned char zero[4096] = {0};
    for (uint64_t at = 0; at < bytes; at += sizeof zero) {
        size_t piece = bytes - at < sizeof zero ? (size_t)(bytes - at) : sizeof zero;
        if (memcmp(from + at, zero, piece) != 0)
            memcpy(to + at, from + at, piece);
    }
}

/* Moves the array to a reserve for `bytes` bytes or more. */
static bool reserve(struct flat *flat, uint64_t bytes)
{
    uint64_t wanted = bytes > RESERVE / 4 ? 4 * bytes : RESERVE;
    uint64_t share = mems_os_addresses() / SHARES;
    unsigned char *start = NULL;
    if (wanted > share)
        wanted = bytes > share ? bytes : share;
    for (;; wanted = wanted / 2 > bytes ? wanted / 2 : bytes) {
        uint64_t rounded = round_up(wanted, flat->page_size);
        if (rounded <= SIZE_MAX)
            start = (unsigned char *)mems_os_map((size_t)rounded, 0);
        if (start != NULL) {
            wanted = rounded;
            break;
        }
        if (wanted == bytes)
            return false;
    }
    if (flat->start != NULL)
        copy_written(start, flat->start, flat->bytes);
    if (flat->reserved > 0)
        mems_os_unmap(flat->start, (size_t)flat->reserved);
    flat->start = start;
    flat->reserved = wanted;
    return true;
}

bool mems_flat_grow(struct flat *flat, uint64_t bytes)
{
    if (bytes > UINT64_MAX / 8)
        return false;
    uint64_t taken = mems_flat_taken(flat);
    uint64_t step = taken / 4 < STEP_MAX ? taken / 4 : STEP_MAX;
    uint64_t wanted = bytes < taken + step ? taken + step : bytes;
    wanted = round_up(wanted, mems_os_page());
    if (wanted > flat->reserved && !reserve(flat, wanted))
        return false;
    if (wanted - taken <= STEP_MAX)
        mems_os_fill(flat->start + taken, (size_t)(wanted - taken));
    flat->bytes = wanted;
    return true;
}
