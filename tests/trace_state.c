/* trace_state.c: random workloads keep to small heaps, so that blocks meet,
 * join, split and outgrow their pages all the time. */
#include "trace_state.h"

#include "require.h"

#include <stdio.h>
#include <string.h>

#define NAMES 8

static uint64_t add(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint64_t add_bytes(uint64_t hash, const unsigned char *bytes, uint64_t size)
{
    uint64_t word;

    for (; size >= sizeof word; size -= sizeof word, bytes += sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = add(hash, word);
    }
    while (size-- > 0)
        hash = add(hash, *bytes++);
    return hash;
}

static uint64_t add_segment(uint64_t hash, const struct timeline *timeline,
                            const struct mems_segment *segment)
{
    uint32_t maker = timeline_maker(timeline, segment), name = timeline_name(timeline, segment);

    REQUIRE((maker == 0) == (segment->kind == MEMS_HOLE));
    REQUIRE((name == NO_NAME) == (segment->kind == MEMS_HOLE));
    REQUIRE(maker <= timeline_step(timeline));
    hash = add(add(hash, segment->start), segment->size);
    hash = add(add(hash, segment->kind), segment->waste);
    hash = add(hash, segment->node);
    hash = add(hash, timeline_tint(timeline, segment));
    return add(add(hash, maker), name);
}

static uint64_t add_node(uint64_t hash, const struct timeline *timeline,
                         const struct mems_node *node)
{
    struct mems_segment segment;

    hash = add(add(add(hash, node->start), node->size), node->record);
    hash = add(hash, (uintptr_t)node->physical);
    hash = add_bytes(hash, node->physical, node->size);
    for (bool more = mems_segment_first(timeline_heap(timeline), node, &segment); more;
         more = mems_segment_next(timeline_heap(timeline), &segment))
        hash = add_segment(hash, timeline, &segment);
    return hash;
}

uint64_t state_hash(const struct timeline *timeline)
{
    const mems_heap *heap = timeline_heap(timeline);
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t hash = add(1, timeline_step(timeline));
    struct mems_node node;

    REQUIRE(mems_heap_check(heap, NULL) == MEMS_SOUND);
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node))
        hash = add_node(hash, timeline, &node);
    hash = add(add(add(hash, totals.nodes), totals.pages), totals.mapped);
    hash = add(add(add(hash, totals.process), totals.waste), totals.hole);
    hash = add(add(hash, totals.blocks), totals.holes);
    hash = add(add(hash, mems_heap_rover(heap)), mems_heap_options(heap).policy);
    for (uint32_t name = 0; name < NAMES; name++) {
        uint64_t address = 0;
        bool live = timeline_find(timeline, name, &address);

        hash = add(add(hash, live), address);
    }
    return hash;
}

/* ---- Random workloads ---- */

uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

uint64_t random_below(uint64_t *state, uint64_t limit)
{
    return random_next(state) % limit;
}

/* Mostly small; now and then 0, several pages, or more than there is. */
static uint64_t random_size(uint64_t *state)
{
    uint64_t kind = random_below(state, 40);

    if (kind == 0)
        return 0;
    if (kind == 1)
        return UINT64_C(1) << (48 + random_below(state, 16)); /* never there to be had */
    if (kind < 6)
        return 1 + random_below(state, 1000);
    return 1 + random_below(state, 90);
}

static void random_place(struct op *op, uint64_t *state)
{
    if (random_below(state, 8) == 0) {
        op->name = NO_NAME;
        op->offset = random_below(state, 4) == 0 ? 0 : 1000 + random_below(state, 500);
    } else if (random_below(state, 6) == 0) {
        op->offset = random_below(state, 60);
    }
}

static void random_write(struct ops *ops, struct op *op, uint64_t *state)
{
    char text[60];
    size_t length = (size_t)random_below(state, sizeof text);

    op->kind = OP_WRITE;
    op->size = (uint32_t)random_next(state);
    random_place(op, state);
    if (random_below(state, 2) == 0)
        return;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)('a' + random_below(state, 26));
    REQUIRE(ops_add_text(ops, text, length, &op->text));
}

struct op random_op(struct ops *ops, uint64_t *state)
{
    struct op op = { .name = (uint32_t)random_below(state, NAMES), .text = NO_TEXT };
    uint64_t kind = random_below(state, 100);

    if (kind < 38) {
        op.kind = OP_MALLOC;
        op.size = random_size(state);
    } else if (kind < 66) {
        op.kind = OP_FREE;
        random_place(&op, state);
    } else if (kind < 80) {
        op.kind = OP_REALLOC;
        op.size = random_size(state);
    } else if (kind < 92) {
        random_write(ops, &op, state);
    } else if (kind < 96) {
        op.kind = OP_GET;
        random_place(&op, state);
    } else {
        op.kind = OP_POLICY;
        op.name = NO_NAME;
        op.size = random_below(state, MEMS_POLICIES);
    }
    return op;
}

struct ops *random_ops(uint64_t *state, size_t count)
{
    static const size_t pages[] = { 64, 100, 256, 4096 }, aligns[] = { 1, 1, 8, 16 };
    struct ops *ops = ops_open();
    struct mems_options *options = ops_options(ops);
    char name[8];
    uint32_t id;

    options->page_size = pages[random_below(state, 4)];
    options->align = aligns[random_below(state, 4)];
    options->policy = (enum mems_policy)random_below(state, MEMS_POLICIES);
    options->join = random_below(state, 3) > 0;
    for (int i = 0; i < NAMES; i++) {
        int length = snprintf(name, sizeof name, "n%d", i);

        REQUIRE(ops_intern(ops, name, (size_t)length, &id));
    }
    for (size_t i = 0; i < count; i++)
        REQUIRE(ops_add(ops, random_op(ops, state)));
    return ops;
}
