/* pool.h: fixed-size slots with stable 32-bit numbers, in pages of their own.
 *
 * A pool is a stack of free slot numbers that has no end: below the slots that
 * were given back lie the virgin ones, lowest number on top. Taking pops it,
 * giving pushes. So a take and a give are exact inverses, and whoever undoes
 * them newest first and does them again in order gets the same numbers. */
#ifndef MEMS_HEAP_POOL_H
#define MEMS_HEAP_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_NONE UINT32_MAX           /* no slot */
#define MEMS_SLOT_FREE (UINT32_MAX - 1) /* the second word of a free slot */
#define MEMS_SLOTS_MAX (UINT32_MAX - 1) /* slots in a pool: numbers are below it */
#define MEMS_POOL_CHUNKS 33

/* Chunk c holds 2^(first + c) slots and is never moved or unmapped before the
 * pool is closed: the leading bit of (number + 2^first) says which chunk a
 * slot is in, the bits below say where. */
struct pool {
    unsigned char *chunks[MEMS_POOL_CHUNKS];
    size_t slot_size;    /* bytes */
    size_t page_size;    /* chunks are whole pages of this size */
    unsigned first;      /* log2 of the slots in chunk 0 */
    unsigned count;      /* chunks mapped */
    uint32_t top;        /* the slot given back last, or MEMS_NONE */
    uint32_t given;      /* slots given back and not taken again */
    uint32_t virgin;     /* slots from this number on were never taken */
    uint32_t capacity;   /* slots mapped */
    uint64_t bytes;      /* mapped */
};

/* What a slot holds while it is free. While it is taken, its second word must
 * not be MEMS_SLOT_FREE: that is how a free slot is known. */
struct free_slot {
    uint32_t below; /* the next slot of the stack, or MEMS_NONE */
    uint32_t mark;  /* MEMS_SLOT_FREE */
};

/* An empty pool; maps nothing yet. slot_size: 8 to 4096, a multiple of 8. */
void mems_pool_open(struct pool *pool, size_t slot_size, size_t page_size);
void mems_pool_close(struct pool *pool);

/* Every slot comes back; the next ones taken are 0, 1, 2 ... */
void mems_pool_reset(struct pool *pool);

/* Makes `slots` takes possible. false without memory; then nothing is lost. */
bool mems_pool_stock(struct pool *pool, uint32_t slots);

/* Never fails when stocked. The slot's bytes are whatever they were. */
uint32_t mems_pool_take(struct pool *pool);
void mems_pool_give(struct pool *pool, uint32_t slot);

/* The stack is sound and `taken` slots are out. O(slots given back). */
bool mems_pool_sound(const struct pool *pool, uint64_t taken);

/* The slot's bytes; its number must be below pool->virgin. */
static inline void *mems_pool_slot(const struct pool *pool, uint32_t slot)
{
    uint64_t place = (uint64_t)slot + (UINT64_C(1) << pool->first);
    unsigned leading = 63U - (unsigned)__builtin_clzll(place);
    uint64_t offset = place - (UINT64_C(1) << leading);
    return pool->chunks[leading - pool->first] + offset * pool->slot_size;
}

/* Is it a number that was taken, and not given back? */
static inline bool mems_pool_is_taken(const struct pool *pool, uint32_t slot)
{
    if (slot >= pool->virgin)
        return false;
    const struct free_slot *content = mems_pool_slot(pool, slot);
    return content->mark != MEMS_SLOT_FREE;
}

#endif
