/* checkpoint.c: taking whole states, and finding the one beside a step. A state
 * shares with the one taken before it what blocks hold that did not change. */
#include "checkpoint.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

/* ---- Contents ---- */

static size_t bytes_of(uint32_t segments, uint32_t words)
{
    return sizeof(struct content) + segments * sizeof(uint32_t) + words * sizeof(uint16_t);
}

static uint16_t *words_of(struct content *content)
{
    return (uint16_t *)(content->makers + content->segment_count);
}

static void release(struct checkpoints *all, struct content *content)
{
    if (--content->users > 0)
        return;
    all->bytes -= bytes_of(content->segment_count, content->word_count);
    free(content);
}

static void drop(struct checkpoints *all, struct checkpoint *at)
{
    all->bytes -= sizeof *at + at->content_count * sizeof *at->contents;
    while (at->content_count > 0)
        release(all, at->contents[--at->content_count]);
    free(at->contents);
}

void checkpoints_close(struct checkpoints *all)
{
    while (all->count > 0)
        drop(all, &all->list[--all->count]);
    free(all->list);
    free(all->packed);
    free(all->words);
    *all = (struct checkpoints){.count = 0};
}

/* One goes when the gap that it leaves is no larger than it may be now, with a
 * quarter more steps; until an eighth of the room is free again. */
static void thin(struct checkpoints *all)
{
    uint32_t last = 0;
    size_t kept = 0;

    all->steps = all->steps > UINT32_MAX / 2 ? UINT32_MAX : all->steps + all->steps / 4 + 1;
    for (size_t i = 0; i < all->count; i++) {
        struct checkpoint *at = &all->list[i], *next = at + 1;

        if (all->steps == UINT32_MAX
            || (all->bytes > all->bytes_most / 8 * 7 && i + 1 < all->count
                && next->step - last <= all->steps)) {
            drop(all, at);
            continue;
        }
        last = at->step;
        all->list[kept++] = *at;
    }
    all->count = kept;
}

/* ---- Taking ---- */

static uint32_t maker_of(const uint32_t *makers, uint32_t record)
{
    return record == UINT32_MAX ? 0 : makers[record];
}

/* Does the block hold now what it held then? */
static bool is_same(struct content *then, const struct mems_packed *now, const uint32_t *makers)
{
    if (then->block != now->block || then->segment_count != now->segments
        || then->word_count != now->word_count
        || memcmp(words_of(then), now->words, now->word_count * sizeof *now->words) != 0)
        return false;
    for (uint32_t i = 0; i < now->segments; i++)
        if (then->makers[i] != maker_of(makers, now->records[i]))
            return false;
    return true;
}

static struct content *make(struct checkpoints *all, const uint32_t *makers)
{
    const struct mems_packed *packed = all->packed;
    struct content *content = malloc(bytes_of(packed->segments, packed->word_count));

    if (content == NULL)
        return NULL;
    all->bytes += bytes_of(packed->segments, packed->word_count);
    *content = (struct content){.block = packed->block, .segment_count = packed->segments,
                                .word_count = packed->word_count};
    for (uint32_t i = 0; i < packed->segments; i++)
        content->makers[i] = maker_of(makers, packed->records[i]);
    memcpy(words_of(content), packed->words, packed->word_count * sizeof *packed->words);
    return content;
}

/* What all blocks of the heap hold. It is watched since `before` was taken, the last
 * one, or that has no contents. false without memory. */
static bool pack(struct checkpoints *all, const mems_heap *heap, struct checkpoint *at,
                 const struct checkpoint *before, const uint32_t *makers)
{
    struct content *const *next = before->contents, *const *end = next;
    struct content **contents, *content;
    size_t room = 0;

    if (before->content_count > 0) /* else there is no list */
        end += before->content_count;
    for (uint32_t block = 0;; block = content->block + 1) {
        contents = array_grow(at->contents, &room, at->content_count + 1, sizeof *contents);
        if (contents == NULL)
            return false;
        at->contents = contents;
        while (next < end && (*next)->block < block)
            next++;
        if (next < end && (*next)->block == block && !mems_heap_changed(heap, block)) {
            content = *next;
        } else {
            if (!mems_heap_save(heap, block, all->packed))
                return true;
            all->packed_count += all->packed->segments;
            while (next < end && (*next)->block < all->packed->block)
                next++;
            content = next < end && is_same(*next, all->packed, makers) ? *next
                                                                        : make(all, makers);
        }
        if (content == NULL)
            return false;
        content->users++;
        contents[at->content_count++] = content;
        all->bytes += sizeof *contents;
    }
}

/* Room for what taking and loading one needs. */
static bool reserve(struct checkpoints *all, size_t contents)
{
    const uint16_t **words = array_grow(all->words, &all->words_room, contents, sizeof *words);

    if (words != NULL)
        all->words = words;
    return words != NULL;
}

void checkpoints_take(struct checkpoints *all, mems_heap *heap, struct checkpoint like,
                      const uint32_t *makers)
{
    struct mems_totals totals = mems_heap_totals(heap);
    struct checkpoint *list = array_grow(all->list, &all->room, all->count + 1, sizeof *list);
    struct checkpoint none = {.step = 0}, *last;

    if (list == NULL)
        return;
    all->list = list;
    if (all->packed == NULL && (all->packed = malloc(sizeof *all->packed)) == NULL)
        return;
    last = all->count > 0 ? &list[all->count - 1] : &none;
    like.segment_count = (uint32_t)(totals.blocks + totals.holes);
    all->bytes += sizeof like;
    all->packed_count = 0;
    if (!pack(all, heap, &like, last, makers) || !reserve(all, like.content_count)) {
        drop(all, &like);
        return;
    }
    if (last->tip)
        drop(all, &list[--all->count]);
    list[all->count++] = like;
    mems_heap_watch(heap);
    while (all->bytes > all->bytes_most)
        thin(all);
}

/* ---- Going there ---- */

void checkpoints_load(const struct checkpoints *all, const struct checkpoint *at,
                      mems_heap *heap, const uint32_t *nodes, uint32_t *makers)
{
    struct mems_state state = {all->words, nodes, at->node_count, at->rover};

    for (size_t i = 0; i < at->content_count; i++) {
        struct content *content = at->contents[i];

        all->words[i] = words_of(content);
        memcpy(makers, content->makers, content->segment_count * sizeof *makers);
        makers += content->segment_count;
    }
    mems_heap_load(heap, &state);
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
