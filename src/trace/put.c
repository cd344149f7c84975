/* put.c: an operation is put to the heap, once. A step is made piece by piece
 * and becomes part of the journal last; when memory for the books runs out on
 * the way, what the heap did is undone and forgotten. */
#include "inside.h"

#include "array.h"

#define ADDRESS ((UINT64_C(1) << 48) - 1)
#define SPARE_RECORDS 6 /* a malloc adds two segments, a HOLE that is split a third */

_Static_assert(OPS_MAX <= MAKER_STEP, "a step fits beside a tint");

/* The step in the making. */
struct making {
    struct op op;
    uint32_t op_index, step;
    size_t segments;        /* there were before */
    enum outcome outcome;
    enum mems_error error;
    unsigned flags, tint, policy;
    struct binding before;  /* of the operation's name */
    uint32_t maker;         /* of the block freed, as in the timeline */
    struct mems_decision *decisions; /* two at most */
    int count;
};

/* ---- Books ---- */

static bool reserve(struct timeline *timeline, const struct making *making)
{
    bool own = timeline_is_own(timeline, making->step);
    size_t names = own ? ops_name_count(timeline->ops) : 0;
    uint32_t *last = array_grow(timeline->last, &timeline->last_room, names, sizeof *last);

    if (last == NULL)
        return false;
    timeline->last = last;
    while (timeline->last_count < names)
        last[timeline->last_count++] = 0;
    return history_reserve(&timeline->history)
        && journal_reserve(timeline_journal(timeline, making->step), !own, 0);
}

/* A place for every segment there can be after a malloc: replaying may use any
 * of their records. */
static bool reserve_makers(struct timeline *timeline, const struct making *making)
{
    size_t count = making->segments + SPARE_RECORDS;
    uint32_t record = making->decisions[0].segment, *makers;

    if (count <= record)
        count = (size_t)record + 1;
    if (count <= timeline->maker_count)
        return true;
    makers = array_grow(timeline->makers, &timeline->makers_room, count, sizeof *makers);
    if (makers == NULL)
        return false;
    timeline->makers = makers;
    while (timeline->maker_count < timeline->makers_room)
        makers[timeline->maker_count++] = 0;
    return true;
}

/* Takes back what the heap did for this step so far. */
static bool give_up(struct timeline *timeline, struct making *making)
{
    while (making->count > 0) {
        struct mems_decision *decision = &making->decisions[--making->count];

        mems_heap_undo(timeline->heap, decision);
        mems_heap_forget(timeline->heap, decision);
    }
    return false;
}

static struct entry entry_of(const struct making *making)
{
    const struct mems_decision *decision = making->decisions;
    unsigned did = 0, gone_tint = making->maker >> MAKER_STEP_BITS;
    struct entry entry = {.flags = making->flags & 31, .outcome = making->outcome & 15,
                          .error = making->error & 15, .tint = making->tint & 7,
                          .bound = making->before.bound & 3, .gone_tint = gone_tint & 7,
                          .earlier = making->before.step};

    if (making->flags & ENTRY_FREE)
        entry.earlier = making->maker & MAKER_STEP;
    if (making->op.kind == OP_POLICY)
        entry.earlier = making->policy;
    for (int i = 0; i < making->count; i++, decision++) {
        did |= decision->did;
        if (!(decision->did & MEMS_DID_FREE))
            entry.made = decision->address & ADDRESS;
        else
            entry.gone = decision->address & ADDRESS;
    }
    if ((making->flags & (ENTRY_MALLOC | ENTRY_FREE)) == ENTRY_FREE)
        entry.made = making->decisions[0].size & ADDRESS;
    entry.did = did & 15;
    return entry;
}

static size_t bits(unsigned did)
{
    size_t count = 0;

    for (; did != 0; did &= did - 1)
        count++;
    return count;
}

/* What the heap holds after the step, from its decisions: asking the heap for
 * all its totals each time is dear. */
static void count(struct timeline *timeline, const struct making *making)
{
    for (int i = 0; i < making->count; i++) {
        unsigned did = making->decisions[i].did;

        numbers_count(&timeline->own_now, &making->decisions[i]);
        timeline->own_segments += bits(did & (MEMS_DID_NODE | MEMS_DID_SPLIT));
        timeline->own_segments -= bits(did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT));
    }
    numbers_settle(&timeline->own_now, timeline->heap, &timeline->census, making->decisions,
                   making->count);
}

static void commit(struct timeline *timeline, const struct making *making)
{
    struct journal *journal = timeline_journal(timeline, making->step);

    if (making->flags & ENTRY_MALLOC && making->decisions[0].did & MEMS_DID_NODE) {
        journal->nodes[journal->node_count++] = making->decisions[0].node;
        journal->shown++;
    }
    for (int i = 0; i < making->count; i++)
        census_count(&timeline->census, &making->decisions[i], 1);
    if (timeline_is_own(timeline, making->step)) {
        count(timeline, making);
        history_add(&timeline->history, making->step, &timeline->own_now);
        if (making->flags & ENTRY_BOUND)
            timeline->last[making->op.name] = making->step;
    } else {
        journal->typed[journal->count].op = making->op_index;
        journal->typed[journal->count].numbers = numbers_of(timeline->heap);
    }
    journal->entries[journal->count++] = entry_of(making);
    timeline->step = making->step;
}

/* The address that a place means. false: its name means none, and the
 * outcome says why. */
static bool resolve(const struct timeline *timeline, struct making *making, uint64_t *address)
{
    const struct op *op = &making->op;
    uint64_t base = 0;

    if (op->name != NO_NAME) {
        if (making->before.bound == BOUND_NOT || making->before.bound == BOUND_DEAD) {
            making->outcome = making->before.bound == BOUND_NOT ? OUTCOME_UNKNOWN : OUTCOME_DEAD;
            return false;
        }
        if (making->before.bound == BOUND_LIVE)
            base = timeline_made(timeline, making->before.step);
    }
    *address = op->offset > UINT64_MAX - base ? UINT64_MAX : base + op->offset;
    return true;
}

/* ---- What is asked of the heap ---- */

/* Starts from the digits of the step in base TIMELINE_TINTS, so that blocks made one
 * after another differ, and so do those made every sixth step. Of the workload's own
 * steps it is the operation that counts, so that a branch has the same tints. */
static unsigned tint_wanted(const struct timeline *timeline, const struct making *making)
{
    uint32_t number = timeline_is_own(timeline, making->step) ? making->op_index : making->step;
    unsigned sum = 0;

    for (; number > 0; number /= TIMELINE_TINTS)
        sum += number % TIMELINE_TINTS;
    return sum % TIMELINE_TINTS;
}

/* Whoever is placed later gives way to the blocks that are there; nothing
 * that happens after can make two blocks adjoin. */
static unsigned tint_for(const struct timeline *timeline, const struct making *making)
{
    const struct mems_decision *placed = &making->decisions[0];
    struct mems_segment block, beside;
    unsigned tint = tint_wanted(timeline, making);
    unsigned left = TIMELINE_TINTS, right = TIMELINE_TINTS;

    if (placed->did & MEMS_DID_NODE)
        return tint;
    if (!mems_segment_at(timeline->heap, placed->address, &block))
        return tint;
    beside = block;
    if (mems_segment_before(timeline->heap, &beside) && beside.kind == MEMS_PROCESS)
        left = timeline_tint(timeline, &beside);
    beside = block;
    if (!(placed->did & MEMS_DID_SPLIT) && mems_segment_next(timeline->heap, &beside)
        && beside.kind == MEMS_PROCESS)
        right = timeline_tint(timeline, &beside);
    while (tint == left || tint == right)
        tint = (tint + 1) % TIMELINE_TINTS;
    return tint;
}

/* A new block; the outcome says what came of it. false without memory. */
static bool place(struct timeline *timeline, struct making *making)
{
    struct mems_decision *decision = &making->decisions[making->count];

    making->error = mems_heap_malloc(timeline->heap, making->op.size, decision);
    if (making->error != MEMS_OK) {
        making->outcome = making->error == MEMS_ZERO_SIZE ? OUTCOME_NULL : OUTCOME_NO_MEMORY;
        return true;
    }
    making->count++;
    if (!reserve_makers(timeline, making))
        return give_up(timeline, making);
    making->flags |= ENTRY_MALLOC;
    making->tint = tint_for(timeline, making);
    making->outcome = OUTCOME_DONE;
    return true;
}

static void release(struct timeline *timeline, struct making *making, uint64_t address,
                    uint32_t maker)
{
    struct mems_decision *decision = &making->decisions[making->count];

    making->error = mems_heap_free(timeline->heap, address, decision);
    if (making->error != MEMS_OK) {
        making->outcome = OUTCOME_ERROR;
        return;
    }
    making->count++;
    making->flags |= ENTRY_FREE;
    making->maker = maker;
    making->outcome = OUTCOME_DONE;
}

/* The new block belongs to this step, and to the name. */
static void own(struct timeline *timeline, struct making *making)
{
    if (making->flags & ENTRY_MALLOC)
        timeline->makers[making->decisions[0].segment] =
            making->step | making->tint << MAKER_STEP_BITS;
    making->flags |= ENTRY_BOUND;
}

static bool put_malloc(struct timeline *timeline, struct making *making)
{
    if (!place(timeline, making))
        return false;
    if (making->before.bound == BOUND_LIVE)
        making->flags |= ENTRY_RENAMED;
    own(timeline, making);
    return true;
}

/* Who made the block that begins at `address`, as in the timeline. */
static uint32_t maker_at(const struct timeline *timeline, uint64_t address)
{
    struct mems_segment segment;

    return mems_segment_at(timeline->heap, address, &segment) && segment.kind == MEMS_PROCESS
               ? timeline->makers[segment.record] : 0;
}

static void put_free(struct timeline *timeline, struct making *making)
{
    uint64_t address;

    if (!resolve(timeline, making, &address))
        return;
    if (address == 0)
        making->outcome = OUTCOME_NOTHING;
    else if (making->before.bound == BOUND_LIVE && making->op.offset == 0)
        release(timeline, making, address, making->before.maker);
    else
        release(timeline, making, address, maker_at(timeline, address));
}

/* Copies what was written in the old block as far as the new one reaches. */
static bool copy_old(struct timeline *timeline, struct making *making, uint64_t from)
{
    uint64_t size = timeline_asked(timeline, making->before.step);
    bool wrote;

    if (making->op.size < size)
        size = making->op.size;
    if (!timeline_copy(timeline, making->decisions[0].address, from, size, &wrote))
        return give_up(timeline, making);
    if (wrote)
        making->flags |= ENTRY_WROTE;
    return true;
}

/* malloc, copy, free: a block that moves always moves. */
static bool put_realloc(struct timeline *timeline, struct making *making)
{
    uint64_t from;

    if (making->before.bound != BOUND_LIVE) {
        if (!place(timeline, making))
            return false;
        own(timeline, making);
        return true;
    }
    from = timeline_made(timeline, making->before.step);
    if (making->op.size > 0) {
        if (!place(timeline, making))
            return false;
        if (!(making->flags & ENTRY_MALLOC))
            return true;
        if (!copy_old(timeline, making, from))
            return false;
    }
    release(timeline, making, from, making->before.maker);
    if (making->op.size == 0)
        making->outcome = OUTCOME_NULL;
    own(timeline, making);
    return true;
}

static void put_get(struct timeline *timeline, struct making *making)
{
    uint64_t address;
    void *physical;

    if (!resolve(timeline, making, &address))
        return;
    making->error = mems_heap_get(timeline->heap, address, &physical);
    making->outcome = making->error == MEMS_OK ? OUTCOME_DONE : OUTCOME_ERROR;
}

static bool put_write(struct timeline *timeline, struct making *making)
{
    struct mems_segment segment;
    uint64_t address;
    const void *bytes;
    size_t size;
    int32_t value;

    put_get(timeline, making);
    if (making->outcome != OUTCOME_DONE)
        return true;
    resolve(timeline, making, &address);
    mems_segment_at(timeline->heap, address, &segment);
    bytes = timeline_value(timeline, &making->op, &value, &size);
    if (size > segment.start + segment.size - address) {
        making->outcome = OUTCOME_PAST_END;
        return true;
    }
    if (size == 0)
        return true;
    making->flags |= ENTRY_WROTE;
    return timeline_write(timeline, address, bytes, size);
}

static void put_policy(struct timeline *timeline, struct making *making)
{
    making->policy = mems_heap_options(timeline->heap).policy;
    making->outcome = timeline->policy_held ? OUTCOME_NOTHING : OUTCOME_DONE;
    if (!timeline->policy_held)
        mems_heap_set_policy(timeline->heap, (enum mems_policy)making->op.size);
}

static size_t segments_of(const mems_heap *heap)
{
    struct mems_totals totals = mems_heap_totals(heap);

    return (size_t)(totals.blocks + totals.holes);
}

bool timeline_put(struct timeline *timeline, uint32_t op)
{
    struct mems_decision decisions[2];
    struct making making = {.op = ops_at(timeline->ops, op), .op_index = op,
                            .step = timeline->step + 1, .decisions = decisions};
    bool good = true;

    if (!reserve(timeline, &making))
        return false;
    making.segments = timeline_is_own(timeline, making.step) ? timeline->own_segments
                                                             : segments_of(timeline->heap);
    if (making.op.name != NO_NAME)
        making.before = timeline_binding(timeline, making.op.name);
    switch ((enum op_kind)making.op.kind) {
    case OP_MALLOC: good = put_malloc(timeline, &making); break;
    case OP_REALLOC: good = put_realloc(timeline, &making); break;
    case OP_FREE: put_free(timeline, &making); break;
    case OP_GET: put_get(timeline, &making); break;
    case OP_WRITE: good = put_write(timeline, &making); break;
    case OP_POLICY: put_policy(timeline, &making); break;
    case OP_START: making.outcome = OUTCOME_NOTHING; break;
    }
    if (good)
        commit(timeline, &making);
    return good;
}
