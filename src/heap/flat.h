/* flat.h: an array that grows in place.
 *
 * It reserves addresses far beyond what it uses, which cost nothing until they
 * are touched, and moves only when it outgrows them. What was stocked is zero
 * until it is written, and is all that counts as taken from the system. */
#ifndef MEMS_HEAP_FLAT_H
#define MEMS_HEAP_FLAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct flat {
    unsigned char *start; /* NULL while nothing is stocked */
    uint64_t bytes;       /* stocked: these may be used */
    uint64_t reserved;    /* mapped; 0: what there is was lent */
    size_t page_size;     /* mappings are whole pages of this size */
};

/* An empty array; maps nothing yet. */
void mems_flat_open(struct flat *flat, size_t page_size);

/* The same, which begins in `bytes` bytes of memory that are zero and stay the
 * caller's, so that what is small takes no page of its own. */
void mems_flat_open_in(struct flat *flat, size_t page_size, void *memory, size_t bytes);
void mems_flat_close(struct flat *flat);

/* Makes the first `bytes` bytes usable. May move the array. false without
 * memory; then nothing has changed. */
bool mems_flat_grow(struct flat *flat, uint64_t bytes);

/* Bytes taken from the system. */
static inline uint64_t mems_flat_taken(const struct flat *flat)
{
    return flat->reserved > 0 ? flat->bytes : 0;
}

static inline bool mems_flat_stock(struct flat *flat, uint64_t bytes)
{
    return bytes <= flat->bytes || mems_flat_grow(flat, bytes);
}

#endif
