/* between.c: crossing an event changes one block or two of the other moment. What ties
 * a block to the mark's goes from block to block where a realloc leads away from the
 * mark; it does not depend on where the walk is, so that it may turn anywhere. */
#include "between.h"

#include "array.h"
#include "inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- Sums of bytes that did not stay (a Fenwick tree) ---- */

static void add_gone(struct between *between, size_t i, uint64_t bytes)
{
    for (i++; i <= between->count; i += i & -i)
        between->gone[i] += bytes;
}

/* Of the first `count` blocks. */
static uint64_t sum_gone(const struct between *between, size_t count)
{
    uint64_t sum = 0;

    for (; count > 0; count -= count & -count)
        sum += between->gone[count];
    return sum;
}

static bool has_stayed(const struct between_block *block)
{
    return block->now == block->maker;
}

/* How many blocks begin below the address. */
static size_t count_below(const struct between *between, uint64_t address)
{
    size_t low = 0, high = between->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (between->blocks[middle].start < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct between_below between_below(const struct between *between, uint64_t address)
{
    size_t count = between->listed ? count_below(between, address) : 0;
    const struct between_block *last;
    uint64_t part;

    if (count == 0)
        return (struct between_below){0, 0};
    last = &between->blocks[count - 1];
    part = between_size(between, count - 1);
    if (address - last->start < part)
        part = address - last->start;
    return (struct between_below){.used = last->below + part,
                                  .gone = sum_gone(between, count - 1)
                                          + (has_stayed(last) ? 0 : part)};
}

/* ---- The mark ---- */

void between_close(struct between *between)
{
    free(between->blocks);
    free(between->gone);
    free(between->ties);
    *between = (struct between){.count = 0};
}

bool between_open(struct between *between, const struct timeline *timeline)
{
    struct mems_totals then = mems_heap_totals(timeline->heap);
    size_t blocks = (size_t)then.blocks;

    *between = (struct between){.mark = timeline->step, .at = timeline->step, .then = then,
                                .noted = timeline->options.start};
    between->ties_count = (size_t)timeline_known(timeline) + 1;
    between->blocks = calloc(blocks + 1, sizeof *between->blocks);
    between->gone = calloc(blocks + 1, sizeof *between->gone);
    between->ties = calloc(between->ties_count, sizeof *between->ties);
    if (between->blocks != NULL && between->gone != NULL && between->ties != NULL)
        return true;
    between_close(between);
    return false;
}

static void list_block(struct between *between, const struct timeline *timeline,
                       const struct mems_segment *segment)
{
    uint32_t maker = timeline_maker(timeline, segment);
    struct between_block *block = &between->blocks[between->count];

    *block = (struct between_block){segment->start, between->now.bytes, maker, maker};
    between->ties[maker] = (uint32_t)++between->count;
    between->now.blocks++;
    between->now.bytes += segment->size;
}

static bool next_segment(const mems_heap *heap, struct mems_segment *segment)
{
    struct mems_node node;

    return mems_segment_next(heap, segment)
        || (mems_node_index(heap, (uint64_t)segment->node + 1, &node)
            && mems_segment_first(heap, &node, segment));
}

bool between_list(struct between *between, const struct timeline *timeline, uint32_t segments)
{
    struct mems_segment segment;
    bool more = !between->listed && mems_segment_at(timeline->heap, between->noted, &segment);

    for (; more && segments > 0; segments--) {
        if (segment.kind == MEMS_PROCESS)
            list_block(between, timeline, &segment);
        between->noted = segment.start + segment.size;
        more = next_segment(timeline->heap, &segment);
    }
    if (more)
        return true;
    if (!between->listed) {
        between->blocks[between->count] =
            (struct between_block){.start = UINT64_MAX, .below = between->now.bytes};
        between->stayed = between->now;
    }
    between->listed = true;
    return false;
}

/* ---- Walking ---- */

/* The mark's block that a tie leads to; NULL: none. */
static struct between_block *tied(const struct between *between, uint32_t made)
{
    uint32_t tie = between->ties[made];

    return tie == 0 || tie & BETWEEN_EVENT ? NULL : &between->blocks[tie - 1];
}

static void enter(struct between *between, uint32_t made, uint64_t bytes)
{
    struct between_block *block = tied(between, made);

    between->now.blocks++;
    between->now.bytes += bytes;
    if (block == NULL)
        return;
    block->now = made;
    if (has_stayed(block)) {
        between->stayed.blocks++;
        between->stayed.bytes += bytes;
        add_gone(between, (size_t)(block - between->blocks), -bytes);
    } else {
        between->moved.blocks++;
        between->moved.bytes += bytes;
        between->moved_then += between_size(between, (size_t)(block - between->blocks));
    }
}

static void leave(struct between *between, uint32_t made, uint64_t bytes, uint32_t step)
{
    struct between_block *block = tied(between, made);

    between->now.blocks--;
    between->now.bytes -= bytes;
    if (block == NULL)
        return;
    if (has_stayed(block)) {
        between->stayed.blocks--;
        between->stayed.bytes -= bytes;
        add_gone(between, (size_t)(block - between->blocks), bytes);
    } else {
        between->moved.blocks--;
        between->moved.bytes -= bytes;
        between->moved_then -= between_size(between, (size_t)(block - between->blocks));
    }
    block->now = BETWEEN_EVENT | step;
}

/* The tie that a block takes over from the one it was moved from, or to. */
static uint32_t tie_from(const struct between *between, uint32_t made)
{
    return between->ties[made] != 0 ? between->ties[made] : BETWEEN_EVENT | made;
}

/* The event of a step, done or undone: `from` is the block that leaves, `to` the one that
 * comes, 0: none. */
static void cross(struct between *between, const struct timeline *timeline, uint32_t step,
                  bool forward)
{
    const struct entry *entry = timeline_entry(timeline, step);
    bool away = forward == (step > between->mark);
    uint32_t made = entry->flags & ENTRY_MALLOC ? step : 0;
    uint32_t freed = entry->flags & ENTRY_FREE ? entry->earlier : 0;
    uint64_t asked = made != 0 ? timeline_asked(timeline, made) : 0;
    uint64_t made_bytes = timeline_rounded(timeline, asked);
    uint64_t freed_bytes = freed != 0 ? timeline_freed(timeline, entry) : 0;
    uint32_t from = forward ? freed : made, to = forward ? made : freed;

    if (to != 0 && away && from != 0)
        between->ties[to] = tie_from(between, from);
    else if (to != 0 && away && !forward)
        between->ties[to] = BETWEEN_EVENT | step;
    if (from != 0)
        leave(between, from, forward ? freed_bytes : made_bytes, step);
    if (to != 0)
        enter(between, to, forward ? made_bytes : freed_bytes);
    if (made != 0 && freed == 0)
        between->births += away ? 1 : UINT64_MAX;
}

/* A tie for each step that is walked over; those that were not known when it began. */
static bool enlarge(struct between *between, uint32_t step)
{
    size_t count = between->ties_count;
    uint32_t *ties;

    if (step < count)
        return true;
    ties = array_grow(between->ties, &between->ties_count, (size_t)step + 1, sizeof *ties);
    if (ties == NULL)
        return false;
    between->ties = ties;
    memset(ties + count, 0, (between->ties_count - count) * sizeof *ties);
    return true;
}

bool between_walk(struct between *between, const struct timeline *timeline, uint32_t step,
                  uint32_t events)
{
    if (between->at != step && !enlarge(between, step))
        between->cut = true;
    if (between->cut)
        return false;
    for (; between->at < step && events > 0; events--)
        cross(between, timeline, ++between->at, true);
    for (; between->at > step && events > 0; events--)
        cross(between, timeline, between->at--, false);
    return between->at != step;
}

/* ---- What is known ---- */

enum between_fate between_fate(const struct between *between, uint32_t made)
{
    const struct between_block *block =
        made < between->ties_count ? tied(between, made) : NULL;

    if (block == NULL)
        return BETWEEN_ONLY_NOW;
    return block->maker == made ? BETWEEN_STAYED : BETWEEN_MOVED;
}

static struct between_sum only_now(const struct between *between)
{
    return (struct between_sum){
        between->now.blocks - between->stayed.blocks - between->moved.blocks,
        between->now.bytes - between->stayed.bytes - between->moved.bytes};
}

static struct between_sum only_then(const struct between *between)
{
    return (struct between_sum){
        between->then.blocks - between->stayed.blocks - between->moved.blocks,
        between->then.process - between->stayed.bytes - between->moved_then};
}

struct between_sum between_born(const struct between *between)
{
    return between->at >= between->mark ? only_now(between) : only_then(between);
}

struct between_sum between_died(const struct between *between)
{
    return between->at >= between->mark ? only_then(between) : only_now(between);
}

uint64_t between_passed(const struct between *between)
{
    return between->births - between_born(between).blocks;
}

uint32_t between_event_then(const struct between *between, size_t i)
{
    return between->blocks[i].now & ~BETWEEN_EVENT;
}

uint32_t between_event_now(const struct between *between, uint32_t made)
{
    return made < between->ties_count && between->ties[made] & BETWEEN_EVENT
        ? between->ties[made] & ~BETWEEN_EVENT : made;
}
