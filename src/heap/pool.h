/* pool.h: fixed-size slots with stable 32-bit numbers, in an array (flat.h).
 *
 * A pool is a stack of free slot numbers that has no end: below the slots that
 * were given back lie the virgin ones, lowest number on top. Taking pops it,
 * giving pushes. So a take and a give are exact inverses, and whoever undoes
 * them newest first and does them again in order gets the same numbers, unless the
 * pool was tidied between. */
#ifndef MEMS_HEAP_POOL_H
#define MEMS_HEAP_POOL_H

#include "flat.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_NONE UINT32_MAX            /* no slot */
#define MEMS_SLOT_FREE (UINT32_MAX - 1) /* the second word of a free slot */
#define MEMS_SLOTS_MAX (UINT32_C(1) << 31) /* slots in a pool: numbers are below it */

struct pool {
    struct flat slots;
    size_t slot_size;  /* bytes */
    uint32_t top;      /* the slot given back last, or MEMS_NONE */
    uint32_t virgin;   /* slots from this number on were never taken */
    uint32_t given;    /* slots given back and not taken again */
    uint32_t capacity; /* slots stocked */
    uint32_t many;     /* with more given back it is time to tidy; MEMS_NONE: not yet again */
    uint32_t few;      /* with fewer, to watch for that time again; or 0 */
};

/* What a slot holds while it is free: its first word is the next slot of the stack, or
 * MEMS_NONE, its second MEMS_SLOT_FREE. While it is taken, its second word must be
 * anything else: that is how a free slot is known. */
enum { MEMS_SLOT_BELOW, MEMS_SLOT_MARK };

/* An empty pool; maps nothing yet. slot_size: 8 to 4096, a multiple of 8. */
void mems_pool_open(struct pool *pool, size_t slot_size, size_t page_size);
void mems_pool_close(struct pool *pool);

/* As if slots 0 to `taken` - 1 and no others were taken; that many must have
 * been stocked. */
void mems_pool_reset(struct pool *pool, uint32_t taken);

/* Makes `slots` takes possible. Slots may move. false without memory; then
 * nothing is lost. */
bool mems_pool_grow(struct pool *pool, uint32_t slots);

/* Slots are given back in any order, and then those taken one after another lie far
 * apart, in as many lines of the cache. So once most of a large pool are given back,
 * their stack is laid in order of the numbers, as it was at first, and again only after
 * most were taken: O(1) an operation, in the mean. */
void mems_pool_tidy(struct pool *pool);
void mems_pool_watch(struct pool *pool);

/* After takes, after gives, for a pool that is to be tidy: is it time? */
static inline void mems_pool_took(struct pool *pool)
{
    if (pool->given < pool->few)
        mems_pool_watch(pool);
}

static inline void mems_pool_gave(struct pool *pool)
{
    if (pool->given > pool->many)
        mems_pool_tidy(pool);
}

/* The stack is sound and `taken` slots are out. O(slots given back). */
bool mems_pool_sound(const struct pool *pool, uint64_t taken);

/* The slot's bytes; its number must be below pool->virgin. */
static inline void *mems_pool_slot(const struct pool *pool, uint32_t slot)
{
    return pool->slots.start + (size_t)slot * pool->slot_size;
}

static inline bool mems_pool_stock(struct pool *pool, uint32_t slots)
{
    return (uint64_t)pool->given + (pool->capacity - pool->virgin) >= slots ||
           mems_pool_grow(pool, slots);
}

/* Take and give (below), where the compiler knows the slot size. */
static inline uint32_t mems_pool_take_of(struct pool *pool, size_t slot_size)
{
    if (pool->top == MEMS_NONE)
        return pool->virgin++;
    uint32_t slot = pool->top;
    const void *content = pool->slots.start + (size_t)slot * slot_size;
    pool->top = ((const uint32_t *)content)[MEMS_SLOT_BELOW];
    pool->given--;
    return slot;
}

static inline void mems_pool_give_of(struct pool *pool, uint32_t slot, size_t slot_size)
{
    uint32_t *content = (uint32_t *)(void *)(pool->slots.start + (size_t)slot * slot_size);
    content[MEMS_SLOT_BELOW] = pool->top;
    content[MEMS_SLOT_MARK] = MEMS_SLOT_FREE;
    pool->top = slot;
    pool->given++;
}

/* Never fails when stocked. The slot's bytes are whatever they were. */
static inline uint32_t mems_pool_take(struct pool *pool)
{
    return mems_pool_take_of(pool, pool->slot_size);
}

static inline void mems_pool_give(struct pool *pool, uint32_t slot)
{
    mems_pool_give_of(pool, slot, pool->slot_size);
}

/* Is it a number that was taken, and not given back? */
static inline bool mems_pool_is_taken(const struct pool *pool, uint32_t slot)
{
    if (slot >= pool->virgin)
        return false;
    const uint32_t *content = (const uint32_t *)mems_pool_slot(pool, slot);
    return content[MEMS_SLOT_MARK] != MEMS_SLOT_FREE;
}

#endif
