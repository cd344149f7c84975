/* checkpoint.c: taking whole states, and finding the one beside a step. */
#include "checkpoint.h"

#include "array.h"

#include <stdlib.h>

static size_t bytes_of(const struct checkpoint *at)
{
    return (at->word_count + at->segment_count) * sizeof(uint32_t) + sizeof *at;
}

static void drop(struct checkpoints *all, struct checkpoint *at)
{
    all->bytes -= bytes_of(at);
    free(at->words);
    free(at->makers);
}

void checkpoints_close(struct checkpoints *all)
{
    while (all->count > 0)
        drop(all, &all->list[--all->count]);
    free(all->list);
    *all = (struct checkpoints){.count = 0};
}

/* Every second one goes, the newest among them when their number is odd. */
static void thin(struct checkpoints *all)
{
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++) {
        if (i % 2 == 0)
            drop(all, &all->list[i]);
        else
            all->list[kept++] = all->list[i];
    }
    all->count = kept;
    if (all->interval <= UINT32_MAX / 2)
        all->interval *= 2;
}

/* The words, in memory of their exact size; false without. */
static bool pack(struct checkpoint *at, const mems_heap *heap, size_t room)
{
    uint32_t *words;

    for (;;) {
        words = malloc(room * sizeof *words);
        if (words == NULL)
            return false;
        at->word_count = mems_heap_save(heap, words, room);
        if (at->word_count <= room)
            break;
        room = at->word_count;
        free(words);
    }
    at->words = words;
    if (at->word_count > 0 && at->word_count < room) {
        words = realloc(words, at->word_count * sizeof *words);
        at->words = words != NULL ? words : at->words;
    }
    return true;
}

static void copy_makers(struct checkpoint *at, const mems_heap *heap, const uint32_t *makers)
{
    struct mems_segment segment;
    struct mems_node node;
    uint32_t *out = at->makers;

    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        for (bool inner = mems_segment_first(heap, &node, &segment); inner;
             inner = mems_segment_next(heap, &segment))
            *out++ = segment.kind == MEMS_HOLE ? 0 : makers[segment.record];
}

void checkpoints_take(struct checkpoints *all, const mems_heap *heap, struct checkpoint like,
                      const uint32_t *makers)
{
    struct mems_totals totals = mems_heap_totals(heap);
    struct checkpoint *list = array_grow(all->list, &all->room, all->count + 1, sizeof *list);

    if (list == NULL)
        return;
    all->list = list;
    like.segment_count = (uint32_t)(totals.blocks + totals.holes);
    like.makers = malloc((like.segment_count + (size_t)1) * sizeof *like.makers);
    if (like.makers == NULL)
        return;
    if (!pack(&like, heap, (like.segment_count + (size_t)1) * (totals.waste > 0 ? 2 : 1))) {
        free(like.makers);
        return;
    }
    copy_makers(&like, heap, makers);
    list[all->count++] = like;
    all->bytes += bytes_of(&like);
    while (all->bytes > all->bytes_most && all->count > 0)
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
