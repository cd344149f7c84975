/* replay.c: the timed loops. An operation reads one word of the tape and one
 * place of the address table; a realloc is a malloc, a copy (when memory is
 * touched) and a free, whatever the allocator could do better. */
#include "replay.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LINE 64      /* bytes of which one is written */
#define CHUNK 1024   /* operations between two looks at the clock */
#define CHUNK_NAIVE 16

#if defined __GNUC__
#define NOINLINE __attribute__((noinline))
#define INLINE static inline __attribute__((always_inline))
#else
#define NOINLINE
#define INLINE static inline
#endif

typedef uint64_t take_function(struct replay *replay, uint64_t size);
typedef void give_function(struct replay *replay, uint64_t block);
typedef unsigned char *reach_function(struct replay *replay, uint64_t block);
typedef void chunk_function(struct replay *replay, size_t from, size_t to);

/* ---- Allocators: take a block, give it back, reach its bytes ---- */

static NOINLINE uint64_t none_take(struct replay *replay, uint64_t size)
{
    (void)replay;
    return size;
}

static NOINLINE void none_give(struct replay *replay, uint64_t block)
{
    (void)replay;
    (void)block;
}

INLINE unsigned char *none_reach(struct replay *replay, uint64_t block)
{
    (void)replay;
    (void)block;
    return NULL;
}

INLINE uint64_t c_take(struct replay *replay, uint64_t size)
{
    (void)replay;
    return (uintptr_t)malloc((size_t)size);
}

INLINE void c_give(struct replay *replay, uint64_t block)
{
    (void)replay;
    free((void *)(uintptr_t)block);
}

INLINE unsigned char *c_reach(struct replay *replay, uint64_t block)
{
    (void)replay;
    return (unsigned char *)(uintptr_t)block;
}

INLINE uint64_t heap_take(struct replay *replay, uint64_t size)
{
    struct mems_decision decision;

    return mems_heap_malloc(replay->heap, size, &decision) == MEMS_OK ? decision.address : 0;
}

INLINE void heap_give(struct replay *replay, uint64_t block)
{
    mems_heap_free(replay->heap, block, NULL);
}

INLINE unsigned char *heap_reach(struct replay *replay, uint64_t block)
{
    void *physical;

    mems_heap_get(replay->heap, block, &physical);
    return physical;
}

INLINE uint64_t naive_take(struct replay *replay, uint64_t size)
{
    return naive_malloc(replay->naive, size);
}

INLINE void naive_give(struct replay *replay, uint64_t block)
{
    naive_free(replay->naive, block);
}

INLINE unsigned char *naive_reach(struct replay *replay, uint64_t block)
{
    return naive_get(replay->naive, block);
}

/* ---- The loop ---- */

/* Writes a byte in every line of the new block, and, of a block that moves,
 * copies what it had. */
INLINE void touch(struct replay *replay, uint32_t slot, uint64_t block, uint64_t old,
                  uint64_t size, reach_function *reach)
{
    unsigned char *to = reach(replay, block), *from = old != 0 ? reach(replay, old) : NULL;
    uint64_t had = replay->sizes[slot];

    replay->sizes[slot] = size;
    if (to == NULL)
        return;
    if (from != NULL)
        memcpy(to, from, (size_t)(had < size ? had : size));
    for (uint64_t at = 0; at < size; at += LINE)
        to[at] = (unsigned char)at;
}

INLINE void play(struct replay *replay, size_t from, size_t to, take_function *take,
                 give_function *give, reach_function *reach)
{
    const uint64_t *words = replay->words;
    uint64_t *where = replay->where;

    for (size_t i = from; i < to; i++) {
        uint32_t slot = tape_slot(words[i]);
        uint64_t block = 0, old = where[slot];

        if (tape_what(words[i]) != TAPE_FREE) {
            block = take(replay, tape_size(words[i]));
            if (block == 0) {
                replay->refused++;
                continue; /* a realloc that fails keeps the old block */
            }
            if (reach != NULL)
                touch(replay, slot, block, old, tape_size(words[i]), reach);
        }
        if (old != 0)
            give(replay, old);
        where[slot] = block;
    }
}

#define LOOPS(name) \
    static NOINLINE void name##_plain(struct replay *replay, size_t from, size_t to) \
    { \
        play(replay, from, to, name##_take, name##_give, NULL); \
    } \
    static NOINLINE void name##_touched(struct replay *replay, size_t from, size_t to) \
    { \
        play(replay, from, to, name##_take, name##_give, name##_reach); \
    }

LOOPS(none)
LOOPS(c)
LOOPS(heap)
LOOPS(naive)

static chunk_function *loop_of(const struct replay *replay)
{
    static chunk_function *const loops[ALLOCATORS][2] = {
        [ALLOCATOR_NONE] = {none_plain, none_touched},
        [ALLOCATOR_C] = {c_plain, c_touched},
        [ALLOCATOR_HEAP] = {heap_plain, heap_touched},
        [ALLOCATOR_NAIVE] = {naive_plain, naive_touched},
        [ALLOCATOR_BOTH] = {heap_plain, heap_touched}
    };

    return loops[replay->allocator][replay->touch];
}

/* ---- Passes ---- */

static double clock_ns(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* What the processor spends on us, the system's part included: what other
 * programs take does not count. Budgets are a person's time. */
static double spent_ns(void)
{
    return clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}

static double now_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

static void look(struct replay *replay)
{
    struct mems_totals totals;

    if (replay->heap == NULL)
        return;
    totals = mems_heap_totals(replay->heap);
    if (totals.blocks + totals.holes > replay->segments)
        replay->segments = totals.blocks + totals.holes;
}

/* The untimed operations at the tape's start, which a heap plays instead of the
 * naive walk; that would not come to an end. false: without memory. */
static bool build_naive(struct replay *replay)
{
    bool good = mems_heap_open(&replay->heap, &replay->naive->options) == MEMS_OK;

    if (good) {
        heap_plain(replay, 0, replay->head->untimed);
        good = naive_copy(replay->naive, replay->heap);
    }
    mems_heap_close(replay->heap);
    replay->heap = NULL;
    return good;
}

/* The operations before those that are timed. false: without memory. */
static bool build(struct replay *replay)
{
    size_t untimed = replay->head->untimed;

    if (untimed > 0 && replay->naive != NULL && replay->naive->first == NULL)
        return build_naive(replay);
    loop_of(replay)(replay, 0, untimed);
    return true;
}

struct pass replay_pass(struct replay *replay, uint32_t budget)
{
    chunk_function *chunk = loop_of(replay);
    size_t most = replay->allocator == ALLOCATOR_NAIVE ? CHUNK_NAIVE : CHUNK;
    size_t count = replay->head->count, from = replay->head->untimed, at = from;
    double end, start;

    if (!build(replay))
        return (struct pass){.cut = true};
    end = now_ns() + budget * 1e6;
    start = spent_ns();
    while (at < count && now_ns() < end) {
        size_t next = count - at > most ? at + most : count;

        chunk(replay, at, next);
        look(replay);
        at = next;
    }
    return (struct pass){.done = at - from, .ns = spent_ns() - start, .cut = at < count};
}

void replay_clear(struct replay *replay)
{
    for (uint64_t slot = 0; slot < replay->head->slots; slot++) {
        uint64_t block = replay->where[slot];

        replay->where[slot] = 0;
        if (block == 0)
            continue;
        if (replay->allocator == ALLOCATOR_C)
            free((void *)(uintptr_t)block);
        if (replay->heap != NULL)
            mems_heap_free(replay->heap, block, NULL);
        if (replay->naive != NULL)
            naive_free(replay->naive, block);
    }
}
