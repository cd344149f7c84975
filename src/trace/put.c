/* put.c: an operation is put to the heap, once. An entry is filled step by
 * step and becomes part of the journal last; when memory for the books runs
 * out on the way, what the heap did is undone and forgotten. */
#include "inside.h"

#include "array.h"

/* The event in the making. */
struct making {
    struct op op;
    struct entry entry;
    struct mems_decision decisions[2];
    int count;
};

/* ---- Books ---- */

static bool reserve(struct timeline *timeline)
{
    size_t names = ops_name_count(timeline->ops);
    struct binding *bindings = array_grow(timeline->bindings, &timeline->bindings_room, names,
                                          sizeof *bindings);

    if (bindings == NULL)
        return false;
    timeline->bindings = bindings;
    while (timeline->binding_count < names)
        bindings[timeline->binding_count++] = (struct binding){0, BOUND_NOT};
    return journal_reserve(&timeline->journal, 0);
}

static bool reserve_maker(struct timeline *timeline, uint32_t record)
{
    uint32_t *makers = array_grow(timeline->makers, &timeline->makers_room, (size_t)record + 1,
                                  sizeof *makers);

    if (makers == NULL)
        return false;
    timeline->makers = makers;
    while (timeline->maker_count <= record)
        makers[timeline->maker_count++] = 0;
    return true;
}

/* Takes back what the heap did for this event so far. */
static bool give_up(struct timeline *timeline, struct making *making)
{
    while (making->count > 0) {
        const struct mems_decision *decision = &making->decisions[--making->count];

        mems_heap_undo(timeline->heap, decision);
        mems_heap_forget(timeline->heap, decision);
    }
    return false;
}

static void commit(struct timeline *timeline, const struct making *making)
{
    struct journal *journal = &timeline->journal;

    for (int i = 0; i < making->count; i++)
        journal->decisions[journal->decision_count++] = making->decisions[i];
    journal->entries[journal->count++] = making->entry;
    timeline->step++;
}

/* ---- Names ---- */

static struct binding binding_of(const struct timeline *timeline, const struct making *making)
{
    return timeline->bindings[making->op.name];
}

static void bind(struct timeline *timeline, struct making *making, enum bound bound)
{
    making->entry.flags |= ENTRY_BOUND;
    timeline->bindings[making->op.name] = (struct binding){timeline->step + 1, (uint8_t)bound};
}

/* A block that was freed takes its name along, if it still has it. */
static void kill_name(struct timeline *timeline, struct making *making)
{
    struct binding *binding =
        &timeline->bindings[timeline_name_made(timeline, making->entry.maker)];

    if (binding->bound != BOUND_LIVE || binding->step != making->entry.maker)
        return;
    binding->bound = BOUND_DEAD;
    making->entry.flags |= ENTRY_KILLED;
}

/* The address that a place means. false: its name means none, and the
 * outcome says why. */
static bool resolve(const struct timeline *timeline, struct making *making, uint64_t *address)
{
    const struct op *op = &making->op;
    uint64_t base = 0;

    if (op->name != NO_NAME) {
        struct binding binding = binding_of(timeline, making);

        if (binding.bound == BOUND_NOT || binding.bound == BOUND_DEAD) {
            making->entry.outcome = binding.bound == BOUND_NOT ? OUTCOME_UNKNOWN : OUTCOME_DEAD;
            return false;
        }
        if (binding.bound == BOUND_LIVE)
            base = timeline_made(timeline, binding.step);
    }
    *address = op->offset > UINT64_MAX - base ? UINT64_MAX : base + op->offset;
    return true;
}

/* ---- What is asked of the heap ---- */

/* Starts from the step's digits in base TIMELINE_TINTS, so that blocks made one
 * after another differ, and so do those made every sixth step. */
static uint8_t tint_wanted(uint32_t step)
{
    unsigned sum = 0;

    for (; step > 0; step /= TIMELINE_TINTS)
        sum += step % TIMELINE_TINTS;
    return (uint8_t)(sum % TIMELINE_TINTS);
}

/* Whoever is placed later gives way to the blocks that are there; nothing
 * that happens after can make two blocks adjoin. */
static uint8_t tint_for(const struct timeline *timeline, uint64_t address)
{
    struct mems_segment block, before, after;
    uint8_t tint = tint_wanted(timeline->step + 1);
    unsigned left = TIMELINE_TINTS, right = TIMELINE_TINTS;

    if (!mems_segment_at(timeline->heap, address, &block))
        return tint;
    before = after = block;
    if (mems_segment_before(timeline->heap, &before) && before.kind == MEMS_PROCESS)
        left = timeline_tint(timeline, &before);
    if (mems_segment_next(timeline->heap, &after) && after.kind == MEMS_PROCESS)
        right = timeline_tint(timeline, &after);
    while (tint == left || tint == right)
        tint = (uint8_t)((tint + 1) % TIMELINE_TINTS);
    return tint;
}

/* A new block; entry.outcome says what came of it. false without memory. */
static bool place(struct timeline *timeline, struct making *making)
{
    struct mems_decision *decision = &making->decisions[making->count];
    enum mems_error error = mems_heap_malloc(timeline->heap, making->op.size, decision);

    making->entry.error = (uint8_t)error;
    if (error != MEMS_OK) {
        making->entry.outcome = error == MEMS_ZERO_SIZE ? OUTCOME_NULL : OUTCOME_NO_MEMORY;
        return true;
    }
    making->count++;
    if (!reserve_maker(timeline, decision->segment))
        return give_up(timeline, making);
    making->entry.flags |= ENTRY_MALLOC;
    making->entry.tint = tint_for(timeline, decision->address);
    making->entry.outcome = OUTCOME_DONE;
    return true;
}

static void release(struct timeline *timeline, struct making *making, uint64_t address)
{
    struct mems_decision *decision = &making->decisions[making->count];
    enum mems_error error = mems_heap_free(timeline->heap, address, decision);

    making->entry.error = (uint8_t)error;
    if (error != MEMS_OK) {
        making->entry.outcome = OUTCOME_ERROR;
        return;
    }
    making->count++;
    making->entry.flags |= ENTRY_FREE;
    making->entry.maker = timeline->makers[decision->segment];
    making->entry.outcome = OUTCOME_DONE;
}

/* The new block belongs to this step, and to the name. */
static void own(struct timeline *timeline, struct making *making)
{
    if (making->entry.flags & ENTRY_MALLOC) {
        timeline->makers[making->decisions[0].segment] = timeline->step + 1;
        bind(timeline, making, BOUND_LIVE);
    } else {
        bind(timeline, making, BOUND_NULL);
    }
}

static bool put_malloc(struct timeline *timeline, struct making *making)
{
    if (!place(timeline, making))
        return false;
    if (making->entry.bound == BOUND_LIVE)
        making->entry.flags |= ENTRY_RENAMED;
    own(timeline, making);
    return true;
}

static void put_free(struct timeline *timeline, struct making *making)
{
    uint64_t address;

    if (!resolve(timeline, making, &address))
        return;
    if (address == 0) {
        making->entry.outcome = OUTCOME_NOTHING;
        return;
    }
    release(timeline, making, address);
    if (making->entry.flags & ENTRY_FREE)
        kill_name(timeline, making);
}

/* Bytes that were asked for, of the block that a step made. */
static uint64_t asked(const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);
    const struct mems_decision *decision = &timeline->journal.decisions[entry->decision];

    return decision->size - decision->waste;
}

/* malloc, copy, free: a block that moves always moves. */
static bool put_realloc(struct timeline *timeline, struct making *making)
{
    struct binding old = binding_of(timeline, making);
    uint64_t from, size;
    bool wrote;

    if (old.bound != BOUND_LIVE) {
        if (!place(timeline, making))
            return false;
        own(timeline, making);
        return true;
    }
    from = timeline_made(timeline, old.step);
    if (making->op.size > 0) {
        if (!place(timeline, making))
            return false;
        if (!(making->entry.flags & ENTRY_MALLOC))
            return true;
        size = asked(timeline, old.step);
        if (making->op.size < size)
            size = making->op.size;
        if (!timeline_copy(timeline, making->decisions[0].address, from, size, &wrote))
            return give_up(timeline, making);
        if (wrote)
            making->entry.flags |= ENTRY_WROTE;
    }
    release(timeline, making, from);
    if (making->op.size == 0)
        making->entry.outcome = OUTCOME_NULL;
    own(timeline, making);
    return true;
}

static void put_get(struct timeline *timeline, struct making *making)
{
    uint64_t address;
    void *physical;

    if (!resolve(timeline, making, &address))
        return;
    making->entry.error = (uint8_t)mems_heap_get(timeline->heap, address, &physical);
    making->entry.outcome = making->entry.error == MEMS_OK ? OUTCOME_DONE : OUTCOME_ERROR;
}

static bool put_write(struct timeline *timeline, struct making *making)
{
    struct mems_segment segment;
    uint64_t address;
    const void *bytes;
    size_t size;
    int32_t value;

    put_get(timeline, making);
    if (making->entry.outcome != OUTCOME_DONE)
        return true;
    resolve(timeline, making, &address);
    mems_segment_at(timeline->heap, address, &segment);
    bytes = timeline_value(timeline, &making->op, &value, &size);
    if (size > segment.start + segment.size - address) {
        making->entry.outcome = OUTCOME_PAST_END;
        return true;
    }
    if (size == 0)
        return true;
    making->entry.flags |= ENTRY_WROTE;
    return timeline_write(timeline, address, bytes, size);
}

static void put_policy(struct timeline *timeline, struct making *making)
{
    making->entry.before = mems_heap_options(timeline->heap).policy;
    making->entry.outcome = OUTCOME_DONE;
    mems_heap_set_policy(timeline->heap, (enum mems_policy)making->op.size);
}

bool timeline_put(struct timeline *timeline, uint32_t op)
{
    struct making making = {.op = ops_at(timeline->ops, op), .entry = {.op = op}};
    bool good = true;

    if (!reserve(timeline))
        return false;
    making.entry.decision = (uint32_t)timeline->journal.decision_count;
    if (making.op.name != NO_NAME) {
        making.entry.before = binding_of(timeline, &making).step;
        making.entry.bound = binding_of(timeline, &making).bound;
    }
    switch ((enum op_kind)making.op.kind) {
    case OP_MALLOC: good = put_malloc(timeline, &making); break;
    case OP_REALLOC: good = put_realloc(timeline, &making); break;
    case OP_FREE: put_free(timeline, &making); break;
    case OP_GET: put_get(timeline, &making); break;
    case OP_WRITE: good = put_write(timeline, &making); break;
    case OP_POLICY: put_policy(timeline, &making); break;
    case OP_START: making.entry.outcome = OUTCOME_NOTHING; break;
    }
    if (good)
        commit(timeline, &making);
    return good;
}
