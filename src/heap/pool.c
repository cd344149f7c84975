/* pool.c: slots that are taken and given back like a stack without an end
 * (pool.h). Chunks double, so a pool of n slots is at most about 2n large and
 * has few mappings; memory once mapped is used again before more is mapped. */
#include "pool.h"

#include "os.h"

#include <string.h>

#define CHUNK_BYTES 4096 /* at least so many in chunk 0, about */

static unsigned log2_down(uint64_t n)
{
    return 63U - (unsigned)__builtin_clzll(n);
}

static size_t chunk_bytes(const struct pool *pool, unsigned chunk)
{
    size_t bytes = pool->slot_size << (pool->first + chunk);
    size_t rest = bytes % pool->page_size;
    return rest == 0 ? bytes : bytes + (pool->page_size - rest);
}

void mems_pool_open(struct pool *pool, size_t slot_size, size_t page_size)
{
    memset(pool, 0, sizeof *pool);
    pool->slot_size = slot_size;
    pool->page_size = page_size;
    pool->first = log2_down((page_size > CHUNK_BYTES ? page_size : CHUNK_BYTES) / slot_size);
    pool->top = MEMS_NONE;
}

void mems_pool_close(struct pool *pool)
{
    for (unsigned c = 0; c < pool->count; c++)
        mems_os_unmap(pool->chunks[c], chunk_bytes(pool, c));
    mems_pool_open(pool, pool->slot_size, pool->page_size);
}

void mems_pool_reset(struct pool *pool)
{
    pool->top = MEMS_NONE;
    pool->given = pool->virgin = 0;
}

static bool map_chunk(struct pool *pool)
{
    uint64_t slots = (uint64_t)pool->capacity + (UINT64_C(1) << (pool->first + pool->count));
    if (pool->count == MEMS_POOL_CHUNKS || pool->capacity == MEMS_SLOTS_MAX)
        return false;
    size_t bytes = chunk_bytes(pool, pool->count);
    unsigned char *chunk = mems_os_map(bytes, 0);
    if (chunk == NULL)
        return false;
    pool->chunks[pool->count++] = chunk;
    pool->capacity = slots < MEMS_SLOTS_MAX ? (uint32_t)slots : MEMS_SLOTS_MAX;
    pool->bytes += bytes;
    return true;
}

bool mems_pool_stock(struct pool *pool, uint32_t slots)
{
    while ((uint64_t)pool->given + (pool->capacity - pool->virgin) < slots)
        if (!map_chunk(pool))
            return false;
    return true;
}

uint32_t mems_pool_take(struct pool *pool)
{
    if (pool->top == MEMS_NONE)
        return pool->virgin++;
    uint32_t slot = pool->top;
    const struct free_slot *content = mems_pool_slot(pool, slot);
    pool->top = content->below;
    pool->given--;
    return slot;
}

void mems_pool_give(struct pool *pool, uint32_t slot)
{
    struct free_slot *content = mems_pool_slot(pool, slot);
    content->below = pool->top;
    content->mark = MEMS_SLOT_FREE;
    pool->top = slot;
    pool->given++;
}

bool mems_pool_sound(const struct pool *pool, uint64_t taken)
{
    uint32_t seen = 0;
    for (uint32_t slot = pool->top; slot != MEMS_NONE; seen++) {
        if (slot >= pool->virgin || mems_pool_is_taken(pool, slot) || seen == pool->given)
            return false;
        const struct free_slot *content = mems_pool_slot(pool, slot);
        slot = content->below;
    }
    return seen == pool->given && taken + seen == pool->virgin &&
           pool->virgin <= pool->capacity;
}
