/* pool.c: slots that are taken and given back like a stack without an end
 * (pool.h). Memory once stocked is used again before more is. */
#include "pool.h"

#include <string.h>

#define TIDY_LEAST 4096 /* slots: the neighbours of fewer are near anyway */

void mems_pool_open(struct pool *pool, size_t slot_size, size_t page_size)
{
    memset(pool, 0, sizeof *pool);
    mems_flat_open(&pool->slots, page_size);
    pool->slot_size = slot_size;
    pool->top = pool->many = MEMS_NONE;
}

void mems_pool_close(struct pool *pool)
{
    mems_flat_close(&pool->slots);
    mems_pool_open(pool, pool->slot_size, pool->slots.page_size);
}

void mems_pool_reset(struct pool *pool, uint32_t taken)
{
    pool->top = MEMS_NONE;
    pool->given = 0;
    pool->virgin = taken;
}

bool mems_pool_grow(struct pool *pool, uint32_t slots)
{
    uint64_t needed = (uint64_t)pool->virgin + slots - pool->given;
    if (needed > MEMS_SLOTS_MAX || !mems_flat_stock(&pool->slots, needed * pool->slot_size))
        return false;
    uint64_t fits = pool->slots.bytes / pool->slot_size;
    pool->capacity = fits < MEMS_SLOTS_MAX ? (uint32_t)fits : MEMS_SLOTS_MAX;
    mems_pool_watch(pool);
    return true;
}

void mems_pool_watch(struct pool *pool)
{
    pool->many = pool->capacity < TIDY_LEAST ? MEMS_NONE : pool->capacity - pool->capacity / 8;
    pool->few = 0;
}

void mems_pool_tidy(struct pool *pool)
{
    uint32_t below = MEMS_NONE;
    for (uint32_t slot = pool->virgin; slot-- > 0;) {
        if (mems_pool_is_taken(pool, slot))
            continue;
        ((uint32_t *)mems_pool_slot(pool, slot))[MEMS_SLOT_BELOW] = below;
        below = slot;
    }
    pool->top = below;
    pool->many = MEMS_NONE;
    pool->few = pool->capacity / 4;
}

bool mems_pool_sound(const struct pool *pool, uint64_t taken)
{
    uint32_t seen = 0;
    for (uint32_t slot = pool->top; slot != MEMS_NONE; seen++) {
        if (slot >= pool->virgin || mems_pool_is_taken(pool, slot) || seen == pool->given)
            return false;
        const uint32_t *content = (const uint32_t *)mems_pool_slot(pool, slot);
        slot = content[MEMS_SLOT_BELOW];
    }
    return seen == pool->given && taken + seen == pool->virgin &&
           pool->virgin <= pool->capacity;
}
