/* lockstep.c: operation by operation: what is asked, and what must come of it. */
#include "lockstep.h"

#include "exercises.h"
#include "fence.h"
#include "launch.h"
#include "run.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_ALWAYS 1000 /* steps after each of which chains are compared; then each 1000th */

/* What a workload calls an address, as the heaps of this run do. */
static uint64_t moved(const struct run *run, uint64_t address)
{
    return address - ops_options_view(run->plan->ops)->start + run->plan->start;
}

/* ---- Blocks ---- */

static struct block *block_of(struct run *run, uint32_t name)
{
    return name < run->block_count ? &run->blocks[name] : NULL;
}

static void bury(struct run *run, uint32_t name)
{
    struct block *block = block_of(run, name);

    ranges_remove(&run->virtual, block->theirs, name);
    ranges_remove(&run->physical, block->physical, name);
    block->live = block->given = false;
}

/* Reads a block again: every byte is as it was written. */
static bool look_at(struct run *run, uint32_t name)
{
    const struct block *block = block_of(run, name);
    uint64_t same;
    char word[RUN_NAME];

    if (!run_ask(run, COURSE_LOOK, block->physical, block->size, block->seed, &same,
                 "while a block was read where mems_get had said"))
        return false;
    if (same < block->size)
        return run_fail(run, TROUBLE_BYTES, "byte %" PRIu64 " of %s, at %" PRIu64
                        ", is not what was written there", same, run_name(run, name, word),
                        block->theirs + same);
    return true;
}

static bool fill(struct run *run, uint32_t name)
{
    struct block *block = block_of(run, name);

    block->seed = ++run->seed;
    return run_ask(run, COURSE_FILL, block->physical, block->size, block->seed, NULL,
                   "while a block was written where mems_get had said");
}

/* The physical address of byte `offset` must be so far behind the first one's. */
static bool translate(struct run *run, uint32_t name, uint64_t offset)
{
    const struct block *block = block_of(run, name);
    uint64_t there;
    char word[RUN_NAME];

    if (!run_ask(run, COURSE_GET, block->theirs + offset, 0, 0, &there, "in mems_get"))
        return false;
    if (there == block->physical + offset)
        return true;
    run_name(run, name, word);
    if (there == 0)
        return run_fail(run, TROUBLE_LOOKUP, "mems_get(%" PRIu64 ") is NULL, and that is byte %"
                        PRIu64 " of %s", block->theirs + offset, offset, word);
    return run_fail(run, TROUBLE_LOOKUP, "mems_get(%" PRIu64 ") is not %" PRIu64
                    " bytes after the physical address of %s", block->theirs + offset, offset,
                    word);
}

/* A new block: it overlaps no other, and its bytes are its own. */
static bool move_in(struct run *run, uint32_t name)
{
    struct block *block = block_of(run, name);
    char word[RUN_NAME], other[RUN_NAME];
    uint32_t owner;

    run_name(run, name, word);
    if (ranges_hit(&run->virtual, block->theirs, block->size, &owner))
        return run_fail(run, TROUBLE_OVERLAP, "%s at %" PRIu64 " overlaps %s, which has the %"
                        PRIu64 " bytes at %" PRIu64, word, block->theirs,
                        run_name(run, owner, other), run->blocks[owner].size,
                        run->blocks[owner].theirs);
    if (!run_ask(run, COURSE_GET, block->theirs, 0, 0, &block->physical, "in mems_get"))
        return false;
    if (block->physical == 0)
        return run_fail(run, TROUBLE_LOOKUP, "mems_get(%" PRIu64 ") is NULL, and %s begins there",
                        block->theirs, word);
    if (ranges_hit(&run->physical, block->physical, block->size, &owner))
        return run_fail(run, TROUBLE_OVERLAP,
                        "the physical bytes of %s are in part those of %s", word,
                        run_name(run, owner, other));
    if (!ranges_add(&run->virtual, block->theirs, block->size, name) ||
        !ranges_add(&run->physical, block->physical, block->size, name))
        return run_fail(run, TROUBLE_STOPPED, "out of memory");
    block->live = true;
    return translate(run, name, block->size - 1) && fill(run, name);
}

/* ---- Operations ---- */

/* What our heap answers: an address or 0. More than a child may have is refused to both. */
static uint64_t our_malloc(struct run *run, uint64_t size)
{
    struct mems_decision decision;

    if (size > FENCE_MEMORY || mems_heap_malloc(run->heap, size, &decision) != MEMS_OK)
        return 0;
    return decision.address;
}

static bool is_spent(const struct run *run)
{
    return mems_heap_totals(run->heap).mapped > FENCE_MEMORY / 2;
}

static bool do_malloc(struct run *run, uint32_t name, uint64_t size)
{
    struct block *block = block_of(run, name);
    uint64_t theirs, ours = our_malloc(run, size);
    bool compared = (run->plan->checks & CHECK_ADDRESSES) != 0;

    if (!run_ask(run, COURSE_MALLOC, size, 0, 0, &theirs, "in mems_malloc"))
        return false;
    if (theirs == 0 && ours != 0 && is_spent(run)) {
        run->finding->cut = true;
        return false;
    }
    *block = (struct block){.theirs = theirs, .ours = ours, .size = size,
                            .given = theirs != 0 || ours != 0};
    if (ours == 0 && theirs != 0)
        return run_fail(run, TROUBLE_NOT_NULL, "mems_malloc(%" PRIu64 ") gave %" PRIu64
                        ", and NULL was due", size, theirs);
    if (ours == 0)
        return true;
    if (theirs == 0)
        return run_fail(run, TROUBLE_NULL, "mems_malloc(%" PRIu64 ") gave NULL; expected %" PRIu64,
                        size, ours);
    if (compared && theirs != ours)
        return run_fail(run, TROUBLE_ADDRESS, "mems_malloc(%" PRIu64 ") gave %" PRIu64
                        "; expected %" PRIu64, size, theirs, ours);
    if (size > UINT64_MAX - theirs)
        return run_fail(run, TROUBLE_ADDRESS, "mems_malloc(%" PRIu64 ") gave %" PRIu64
                        ", which is no address for so many bytes", size, theirs);
    if (theirs + size > run->highest)
        run->highest = theirs + size;
    return move_in(run, name);
}

/* As a program would: a pointer that was freed already is passed on as it is. */
static bool do_free(struct run *run, const struct op *op, bool *refused)
{
    struct block *block = block_of(run, op->name);
    uint64_t theirs = op->offset, ours = op->offset;
    bool whole = block != NULL && block->live && op->offset == 0;

    if (block != NULL) {
        theirs = block->theirs + op->offset;
        ours = block->ours + op->offset;
    } else if (op->offset != 0) {
        theirs = ours = moved(run, op->offset);
    }
    if (whole && !look_at(run, op->name))
        return false;
    if (whole)
        bury(run, op->name);
    *refused = mems_heap_free(run->heap, ours, NULL) != MEMS_OK;
    return run_ask(run, COURSE_FREE, theirs, 0, 0, NULL, "in mems_free");
}

static bool do_get(struct run *run, const struct op *op)
{
    struct block *block = block_of(run, op->name);
    uint64_t address = moved(run, op->offset), there;

    if (block != NULL && block->live && op->offset < block->size)
        return translate(run, op->name, op->offset);
    if (block != NULL)
        address = block->theirs + op->offset;
    if (!run_ask(run, COURSE_GET, address, 0, 0, &there, "in mems_get"))
        return false;
    if (there == 0 || ranges_hit(&run->virtual, address, 1, &(uint32_t){0}))
        return true;
    return run_fail(run, TROUBLE_LOOKUP, "mems_get(%" PRIu64
                    ") gave a pointer, and no block is there: NULL was due", address);
}

/* A new block, the bytes copied by us, the old one freed: what ours does, too. */
static bool do_realloc(struct run *run, const struct op *op, bool *refused)
{
    struct block *block = block_of(run, op->name), old = *block;
    struct op gone = {.kind = OP_FREE, .name = op->name};

    if (!old.live)
        return do_malloc(run, op->name, op->size);
    if (op->size == 0)
        return do_free(run, &gone, refused);
    if (!look_at(run, op->name))
        return false;
    block->live = false; /* both stand, until the old one is freed */
    if (!do_malloc(run, op->name, op->size))
        return false;
    if (block->theirs == 0) {
        *block = old;
        return true;
    }
    ranges_remove(&run->virtual, old.theirs, op->name);
    ranges_remove(&run->physical, old.physical, op->name);
    mems_heap_free(run->heap, old.ours, NULL);
    return run_ask(run, COURSE_FREE, old.theirs, 0, 0, NULL, "in mems_free");
}

/* Nothing is asked of 0 bytes: what a course says of them differs. */
static bool is_skipped(const struct run *run, const struct op *op)
{
    if (op->kind == OP_POLICY || (op->kind == OP_MALLOC && op->size == 0))
        return true;
    return op->kind == OP_WRITE && (op->name >= run->block_count || !run->blocks[op->name].live);
}

static bool do_op(struct run *run, const struct op *op, bool *refused)
{
    *refused = false;
    if (is_skipped(run, op)) {
        run->finding->skipped++;
        return true;
    }
    switch ((enum op_kind)op->kind) {
    case OP_MALLOC:
        return do_malloc(run, op->name, op->size);
    case OP_FREE:
        return do_free(run, op, refused);
    case OP_REALLOC:
        return do_realloc(run, op, refused);
    case OP_GET:
        return do_get(run, op);
    case OP_WRITE:
        return look_at(run, op->name) && fill(run, op->name);
    case OP_START:
    case OP_POLICY:
        break;
    }
    return true;
}

/* ---- The run ---- */

static bool looks_now(const struct run *run)
{
    uint32_t from = run->plan->look_from;

    return run->step <= LOOK_ALWAYS || run->step % LOOK_ALWAYS == 0 ||
           run->step == run->finding->steps || (from > 0 && run->step > from);
}

/* false: it ends here. */
static bool do_step(struct run *run)
{
    struct op op = ops_at(run->plan->ops, run->step);
    bool refused;

    if (!do_op(run, &op, &refused))
        return false;
    if (looks_now(run) && (!run_print(run) || !run_compare(run, refused)))
        return false;
    if (looks_now(run))
        run_keep(run);
    if (launch_now() > run->deadline)
        run->finding->cut = true;
    return !run->finding->cut;
}

/* Ours never gives memory back either, so that all it ever took is mapped in the end. */
static bool is_steady(struct run *run)
{
    uint64_t ours = mems_heap_totals(run->heap).mapped;

    if ((run->plan->checks & CHECK_STEADY) == 0 || run->highest <= run->plan->start ||
        run->highest - run->plan->start <= ours + ours / 2)
        return true;
    return run_fail(run, TROUBLE_GROWTH, "it came to need %" PRIu64 " bytes for blocks that find "
                    "room in %" PRIu64 " when HOLEs are used again",
                    run->highest - run->plan->start, ours);
}

static bool begins_anew(struct run *run)
{
    uint64_t first;

    if ((run->plan->checks & CHECK_AGAIN) == 0)
        return true;
    if (!run_ask(run, COURSE_INIT, 0, 0, 0, NULL, "in mems_init, after mems_finish") ||
        !run_ask(run, COURSE_MALLOC, 1, 0, 0, &first, "in mems_malloc, after another mems_init"))
        return false;
    if (first == run->plan->start)
        return true;
    return run_fail(run, TROUBLE_ADDRESS, "after mems_finish and mems_init, mems_malloc(1) gave %"
                    PRIu64 "; expected %" PRIu64, first, run->plan->start);
}

static bool finish(struct run *run)
{
    for (uint32_t name = 0; name < run->block_count; name++)
        if (run->blocks[name].live && !look_at(run, name))
            return false;
    if (!is_steady(run))
        return false;
    return run_ask(run, COURSE_FINISH, 0, 0, 0, NULL, "in mems_finish") && begins_anew(run);
}

static bool begin(struct run *run)
{
    struct mems_options options = mems_options_default();

    options.page_size = run->plan->page;
    options.start = run->plan->start;
    run->block_count = ops_name_count(run->plan->ops);
    run->blocks = calloc(run->block_count + 1, sizeof *run->blocks);
    if (run->blocks == NULL || mems_heap_open(&run->heap, &options) != MEMS_OK)
        return run_fail(run, TROUBLE_STOPPED, "out of memory");
    run->deadline = launch_now() + (int64_t)run->plan->seconds * 1000;
    return run_ask(run, COURSE_INIT, 0, 0, 0, NULL, "in mems_init") && run_print(run);
}

/* How it looks now that something else is wrong, which is what is told. */
static void print_after(struct run *run)
{
    struct finding *finding = run->finding;
    enum trouble found = finding->trouble;
    char words[sizeof finding->words];

    memcpy(words, finding->words, sizeof words);
    run_print(run);
    finding->trouble = found;
    memcpy(finding->words, words, sizeof words);
}

void lockstep_run(const struct lockstep *lockstep, struct student *student,
                  struct finding *finding)
{
    struct run run = {.plan = lockstep, .student = student, .finding = finding};
    bool good;

    *finding = (struct finding){.steps = (uint32_t)ops_count(lockstep->ops) - 1};
    good = begin(&run);
    run_keep(&run);
    while (good && run.step < finding->steps) {
        run.step++;
        run.asked = false;
        good = do_step(&run);
    }
    finding->step = run.step;
    if (good)
        good = finish(&run);
    if (!good && !run.asked)
        print_after(&run);
    if (!good)
        run_keep(&run);
    mems_heap_close(run.heap);
    free(run.blocks);
    ranges_close(&run.virtual);
    ranges_close(&run.physical);
    printed_close(&run.theirs);
    printed_close(&run.ours);
    printed_close(&run.before);
}
