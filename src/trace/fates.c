/* fates.c: each kind has a part of the list of its own, kept in order; they are put
 * together at the end. */
#include "fates.h"

#include <stdlib.h>
#include <string.h>

/* ---- The list ---- */

static struct fate *part(struct fate_list *changes, enum fate_kind kind)
{
    return &changes->list[kind * FATES_MOST];
}

static void consider(struct fate_list *changes, struct fate change)
{
    struct fate *list = part(changes, change.kind);
    size_t *count = &changes->counts[change.kind], low = 0, high = *count;

    if (*count == FATES_MOST && change.bytes <= list[FATES_MOST - 1].bytes)
        return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (list[middle].bytes >= change.bytes)
            low = middle + 1;
        else
            high = middle;
    }
    *count -= *count == FATES_MOST;
    memmove(&list[low + 1], &list[low], (*count - low) * sizeof *list);
    list[low] = change;
    ++*count;
}

static int by_bytes(const void *a, const void *b)
{
    const struct fate *left = a, *right = b;

    if (left->bytes != right->bytes)
        return left->bytes > right->bytes ? -1 : 1;
    if (left->step != right->step)
        return left->step < right->step ? -1 : 1;
    return left->kind < right->kind ? -1 : left->kind > right->kind;
}

static void finish(struct fate_list *changes)
{
    for (int kind = 0; kind < FATE_KINDS; kind++) {
        memmove(&changes->list[changes->count], part(changes, (enum fate_kind)kind),
                changes->counts[kind] * sizeof *changes->list);
        changes->count += changes->counts[kind];
    }
    qsort(changes->list, changes->count, sizeof *changes->list, by_bytes);
    changes->done = true;
}

/* ---- The mark's blocks: died, or not yet born; and moved ---- */

static void look_then(struct fate_list *changes, const struct between *between,
                      const struct timeline *timeline, size_t i)
{
    const struct between_block *block = &between->blocks[i];
    uint64_t bytes = between_size(between, i);
    struct fate change = {.bytes = bytes, .start = block->start, .start_then = block->start,
                            .bytes_then = bytes, .made = block->maker};

    if (block->now == block->maker)
        return;
    if (block->now & BETWEEN_EVENT) {
        change.kind = between->at >= between->mark ? FATE_DIED : FATE_BORN;
        change.step = between_event_then(between, i);
    } else {
        struct event event = timeline_event(timeline, block->now);

        change.kind = FATE_MOVED;
        change.made = block->now;
        change.step = block->now > block->maker ? block->now : block->maker;
        change.start = event.malloc.address;
        change.bytes_now = event.malloc.size;
        change.bytes = change.bytes_now > bytes ? change.bytes_now : bytes;
    }
    consider(changes, change);
}

/* ---- The other moment's: born, or to die ---- */

static void look_now(struct fate_list *changes, const struct between *between,
                     const struct timeline *timeline, const struct mems_segment *segment)
{
    uint32_t made = timeline_maker(timeline, segment);

    if (segment->kind == MEMS_HOLE || between_fate(between, made) != BETWEEN_ONLY_NOW)
        return;
    consider(changes, (struct fate){
        .bytes = segment->size, .start = segment->start, .bytes_now = segment->size,
        .step = between_event_now(between, made), .made = made,
        .kind = between->at >= between->mark ? FATE_BORN : FATE_DIED});
}

static bool next_segment(const mems_heap *heap, struct mems_segment *segment)
{
    struct mems_node node;

    return mems_segment_next(heap, segment)
        || (mems_node_index(heap, (uint64_t)segment->node + 1, &node)
            && mems_segment_first(heap, &node, segment));
}

bool fates_look(struct fate_list *changes, const struct between *between,
                  const struct timeline *timeline, uint32_t blocks)
{
    const mems_heap *heap = timeline_heap(timeline);
    struct mems_segment segment;
    bool more;

    if (changes->done)
        return false;
    for (; changes->then < between->count && blocks > 0; blocks--)
        look_then(changes, between, timeline, changes->then++);
    if (blocks == 0)
        return true;
    if (changes->now == 0)
        changes->now = mems_heap_options(heap).start;
    more = mems_segment_at(heap, changes->now, &segment);
    for (; more && blocks > 0; blocks--) {
        look_now(changes, between, timeline, &segment);
        changes->now = segment.start + segment.size;
        more = next_segment(heap, &segment);
    }
    if (!more)
        finish(changes);
    return more;
}

int fates_share(const struct fate_list *changes, const struct between *between,
                  const struct timeline *timeline)
{
    struct mems_totals totals = mems_heap_totals(timeline_heap(timeline));
    uint64_t start = mems_heap_options(timeline_heap(timeline)).start;
    uint64_t all = between->count + totals.blocks, done = changes->then;

    if (changes->now > start && totals.mapped > 0)
        done += (uint64_t)((double)(changes->now - start) / (double)totals.mapped
                           * (double)totals.blocks);
    return all == 0 || done >= all ? 999 : (int)(done * 1000 / all);
}
