/* both.c: the heap and the naive walk side by side: whatever is asked, they say the
 * same, and in the end their chains are alike. */
#include "replay.h"

#include "clock.h"

#define CHUNK 64 /* operations between two looks at the clock */

static uint64_t heap_malloc(mems_heap *heap, uint64_t size)
{
    struct mems_decision decision;

    return mems_heap_malloc(heap, size, &decision) == MEMS_OK ? decision.address : 0;
}

/* One operation to both; whether they said the same. */
static bool play_both(struct replay *replay, uint64_t word)
{
    uint64_t *where = &replay->where[tape_slot(word)], block = 0, old = *where;

    if (tape_what(word) != TAPE_FREE) {
        block = heap_malloc(replay->heap, tape_size(word));
        if (block != naive_malloc(replay->naive, tape_size(word)))
            return false;
        if (block == 0)
            return true;
    }
    *where = block;
    return old == 0 || (mems_heap_free(replay->heap, old, NULL) == MEMS_OK) ==
                           naive_free(replay->naive, old);
}

bool replay_both(struct replay *replay, uint32_t budget, uint64_t *done)
{
    int64_t end = clock_ms() + budget;
    size_t at = 0;

    for (; at < replay->head->count && (at % CHUNK != 0 || clock_ms() < end); at++) {
        *done = at;
        if (!play_both(replay, replay->words[at]))
            return false;
    }
    *done = at;
    return naive_is_like(replay->naive, replay->heap);
}
