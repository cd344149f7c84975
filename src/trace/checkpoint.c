/* checkpoint.c: taking whole states, and finding the one beside a step. */
#include "checkpoint.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

static size_t bytes_of(const struct checkpoint *at)
{
    return sizeof *at + at->segment_count * sizeof *at->makers + at->word_count * sizeof *at->words;
}

/* Both arrays are one piece of memory, which `makers` begins. */
static bool allocate(struct checkpoint *at)
{
    at->makers = malloc(bytes_of(at));
    if (at->makers == NULL)
        return false;
    at->words = (uint16_t *)(at->makers + at->segment_count);
    return true;
}

static void drop(struct checkpoints *all, struct checkpoint *at)
{
    all->bytes -= bytes_of(at);
    free(at->makers);
}

void checkpoints_close(struct checkpoints *all)
{
    while (all->count > 0)
        drop(all, &all->list[--all->count]);
    free(all->list);
    free(all->words);
    free(all->records);
    *all = (struct checkpoints){.count = 0};
}

/* One goes when the gap that it leaves is no larger than it may be now, with a
 * quarter more steps; until an eighth of the room is free again. */
static void thin(struct checkpoints *all)
{
    struct checkpoint last = {.step = 0};
    size_t kept = 0;

    all->steps = all->steps > UINT32_MAX / 2 ? UINT32_MAX : all->steps + all->steps / 4 + 1;
    for (size_t i = 0; i < all->count; i++) {
        struct checkpoint *at = &all->list[i], *next = at + 1;

        if (all->steps == UINT32_MAX
            || (all->bytes > all->bytes_most / 8 * 7 && i + 1 < all->count
                && !checkpoints_due(all, next->step - last.step,
                                    last.segment_count > next->segment_count
                                        ? last.segment_count : next->segment_count))) {
            drop(all, at);
            continue;
        }
        last = *at;
        all->list[kept++] = last;
    }
    all->count = kept;
}

/* ---- Words ---- */

static bool reserve(struct checkpoints *all, size_t words, size_t records)
{
    uint16_t *grown = array_grow(all->words, &all->words_room, words, sizeof *grown);
    uint32_t *of_records;

    if (grown == NULL)
        return false;
    all->words = grown;
    of_records = array_grow(all->records, &all->records_room, records, sizeof *of_records);
    if (of_records == NULL)
        return false;
    all->records = of_records;
    return true;
}

/* All words and records of the heap, in `all`; false without memory. */
static bool save(struct checkpoints *all, const mems_heap *heap, struct checkpoint *at)
{
    size_t words = at->segment_count;

    do {
        if (!reserve(all, words, at->segment_count))
            return false;
        words = at->word_count = mems_heap_save(heap, all->words, all->words_room, all->records);
    } while (words > all->words_room);
    return true;
}

/* ---- Taking ---- */

void checkpoints_take(struct checkpoints *all, const mems_heap *heap, struct checkpoint like,
                      const uint32_t *makers)
{
    struct mems_totals totals = mems_heap_totals(heap);
    struct checkpoint *list = array_grow(all->list, &all->room, all->count + 1, sizeof *list);

    if (list == NULL)
        return;
    all->list = list;
    if (all->count > 0 && list[all->count - 1].tip)
        drop(all, &list[--all->count]);
    like.segment_count = (uint32_t)(totals.blocks + totals.holes);
    if (!save(all, heap, &like))
        return;
    if (!allocate(&like))
        return;
    memcpy(like.words, all->words, like.word_count * sizeof *like.words);
    for (uint32_t i = 0; i < like.segment_count; i++)
        like.makers[i] = makers[all->records[i]]; /* a HOLE's is never asked for */
    list[all->count++] = like;
    all->bytes += bytes_of(&like);
    while (all->bytes > all->bytes_most)
        thin(all);
}

const struct checkpoint *checkpoints_before(const struct checkpoints *all, uint32_t step)
{
    size_t low = 0, high = all->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (all->list[middle].step <= step)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &all->list[low - 1] : NULL;
}

const struct checkpoint *checkpoints_after(const struct checkpoints *all, uint32_t step)
{
    const struct checkpoint *before = checkpoints_before(all, step);
    size_t next = before == NULL ? 0 : (size_t)(before - all->list) + 1;

    if (before != NULL && before->step == step)
        return before;
    return next < all->count ? &all->list[next] : NULL;
}
