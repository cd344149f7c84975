/* why_tale.c: sentences about a search and a free. Every number is that of the
 * heap before the operation, or of the decision. */
#include "why_tale.h"

#include <inttypes.h>

struct tale why_tale(const struct view *view)
{
    struct tale tale = tale_of(view);
    tale.op = view->why.op;
    tale.event = view->why.event;
    tale.policy = view->why.policy;
    return tale;
}

static void say_rule(struct phrase *say, const struct tale *tale)
{
    static const char *const rules[MEMS_POLICIES] = {
        [MEMS_FIRST_FIT] = "first fit: the first that fits, from the lowest up",
        [MEMS_NEXT_FIT] = "next fit: the first that fits, around from ",
        [MEMS_BEST_FIT] = "best fit: the smallest that fits",
        [MEMS_WORST_FIT] = "worst fit: the largest",
    };
    phrase_add(say, "%s", rules[tale->policy]);
    if (tale->policy == MEMS_NEXT_FIT)
        tale_address(say, tale, tale->view->why.rover);
}

void why_request(struct phrase *say, const struct tale *tale)
{
    const struct why *why = &tale->view->why;
    tale_request(say, tale);
    if (why->kind == WHY_MALLOC && why->size != why->op.size) {
        phrase_sign(say, " (rounded up to ", ", rounded up to ");
        phrase_number(say, why->size);
        phrase_sign(say, ")", "");
    }
    phrase_sign(say, " · ", "; ");
    if (why->kind == WHY_MALLOC)
        say_rule(say, tale);
    else
        phrase_words(say, why->join ? "it joins the HOLEs beside it, in its node"
                                    : "joining is off: it becomes a HOLE by itself");
}

/* ---- A malloc ---- */

/* The largest HOLE against the request, and all of them together: external
 * fragmentation in numbers. */
static void say_no_fit(struct phrase *say, const struct why *why)
{
    uint64_t largest = why->walk.miss.size;
    if (why->holes == 1)
        phrase_add(say, "the only hole has ");
    else
        phrase_sign(say, "largest hole ", "the largest hole has ");
    phrase_number(say, largest);
    phrase_add(say, " of ");
    phrase_bytes(say, why->size);
    if (why->holes == 1)
        return;
    phrase_add(say, ", all ");
    phrase_number(say, why->holes);
    phrase_sign(say, " together ", " together have ");
    phrase_number(say, why->hole_bytes);
    if (why->hole_bytes < why->size) {
        phrase_add(say, ": too few even in one piece");
        return;
    }
    phrase_add(say, ", but in pieces: external fragmentation ");
    phrase_percent(say, why->hole_bytes - largest, why->hole_bytes);
    phrase_sign(say, " = 1 - ", ", which is 1 minus ");
    phrase_number(say, largest);
    phrase_sign(say, " / ", " over ");
    phrase_number(say, why->hole_bytes);
}

static void say_not_found(struct phrase *say, const struct tale *tale)
{
    const struct why *why = &tale->view->why;
    if (why->holes == 0)
        phrase_add(say, mems_heap_totals(tale->heap).nodes == 0 ? "nothing is mapped yet"
                                                                : "there is no hole");
    else if (!why->walk.done)
        phrase_add(say, "no hole fits");
    else if (why->walk.fitting > 0) /* NULL all the same */
        phrase_add(say, "a hole fits, but there was no memory for the heap's own records");
    else
        say_no_fit(say, why);
}

static void say_mmap(struct phrase *say, const struct tale *tale)
{
    uint64_t size = tale->view->why.size, page = mems_heap_options(tale->heap).page_size;
    uint64_t pages = size / page + (size % page > 0);
    phrase_add(say, "mmap of ");
    phrase_count(say, pages, "page", "pages");
    phrase_add(say, ": node %" PRIu64 " at ", mems_heap_totals(tale->heap).nodes);
    tale_address(say, tale, tale->event.malloc.address);
}

void why_end(struct phrase *say, const struct tale *tale)
{
    if (tale->view->why.chosen.number == 0) {
        say_not_found(say, tale);
        phrase_add(say, "; so ");
        if (tale->event.has_malloc)
            say_mmap(say, tale);
        else
            phrase_add(say, "NULL, and nothing changed: %s", mems_error_text(tale->event.error));
    }
    if (!tale->event.has_free)
        return;
    phrase_add(say, "%sthen the old block is freed: ", say->length > 0 ? "; " : "");
    tale_joining(say, tale);
}

void why_effort(struct phrase *say, const struct tale *tale)
{
    const struct why *why = &tale->view->why;
    bool wrapped = why->policy == MEMS_NEXT_FIT && why->chosen.number > 0 &&
                   why->chosen.start < why->rover;
    phrase_add(say, wrapped ? "a walk around the end: " : "a walk: ");
    if (why->looked < why->holes) {
        phrase_number(say, why->looked);
        phrase_add(say, " of ");
    }
    phrase_count(say, why->holes, "hole", "holes");
    phrase_add(say, " and ");
    phrase_count(say, why->passed, "block", "blocks");
    if (why->steps > 0) {
        phrase_sign(say, " · ", "; ");
        phrase_add(say, "the index: about ");
        phrase_count(say, why->steps, "step", "steps");
    }
    if (!why->walk.done) {
        phrase_sign(say, " · ", "; ");
        phrase_add(say, "looking at all: ");
        phrase_percent(say, why->walk.looked, why->looked);
    } else if (why_takes_best(why)) {
        phrase_sign(say, " · ", "; ");
        phrase_number(say, why->walk.fitting);
        phrase_add(say, why->walk.fitting == 1 ? " fits" : " fit");
    }
}

/* ---- A free ---- */

/* "C, 400 B at 2200", "HOLE, 300 B at 1900" */
static void say_segment(struct phrase *say, const struct tale *tale,
                        const struct mems_segment *segment)
{
    char name[128];
    if (segment->kind == MEMS_HOLE)
        phrase_words(say, "HOLE");
    else if (view_segment_name(tale->view, segment, name, sizeof name) > 0)
        phrase_add(say, "%s", name);
    else
        phrase_add(say, "a block");
    phrase_add(say, ", ");
    tale_hole(say, tale, segment->size, segment->start);
}

void why_block(struct phrase *say, const struct tale *tale)
{
    say_segment(say, tale, &tale->view->why.block);
    phrase_words(say, ": becomes a HOLE");
}

/* The end of the node, and whether a HOLE lies beyond it. */
static void say_edge(struct phrase *say, const struct tale *tale, bool after)
{
    const struct mems_segment *block = &tale->view->why.block;
    uint64_t beyond = after ? block->start + block->size : block->start - 1;
    struct mems_segment at;
    phrase_add(say, "nothing: node %" PRIu32 " %s here", block->node, after ? "ends" : "begins");
    if (mems_segment_at(tale->heap, beyond, &at) && at.kind == MEMS_HOLE) {
        phrase_words(say, "; the HOLE beyond is in ");
        phrase_add(say, "node %" PRIu32 ", and never joined", at.node);
    }
}

bool why_neighbour(struct phrase *say, const struct tale *tale, bool after)
{
    const struct why *why = &tale->view->why;
    const struct mems_segment *segment = after ? &why->right : &why->left;
    if (after ? !why->has_right : !why->has_left) {
        say_edge(say, tale, after);
        return false;
    }
    bool hole = segment->kind == MEMS_HOLE;
    say_segment(say, tale, segment);
    phrase_add(say, !hole       ? ": in use, does not join"
                    : why->join ? ": joins"
                                : ": stays apart, joining is off");
    return hole && why->join;
}

void why_result(struct phrase *say, const struct tale *tale)
{
    const struct mems_decision *freed = &tale->event.free;
    bool joined = freed->left > 0 || freed->right > 0;
    phrase_words(say, "one HOLE, ");
    tale_hole(say, tale, freed->left + freed->size + freed->right, freed->address - freed->left);
    if (joined)
        phrase_sign(say, " = ", ", which is ");
    if (freed->left > 0) {
        phrase_number(say, freed->left);
        phrase_sign(say, " + ", " plus ");
    }
    if (joined)
        phrase_number(say, freed->size);
    if (freed->right > 0) {
        phrase_sign(say, " + ", " plus ");
        phrase_number(say, freed->right);
    }
}

void why_counts(struct phrase *say, const struct tale *tale)
{
    const struct mems_decision *freed = &tale->event.free;
    uint64_t holes = tale->view->why.holes;
    phrase_number(say, holes);
    phrase_add(say, " before, ");
    phrase_number(say, holes + 1 - (freed->left > 0) - (freed->right > 0));
    phrase_add(say, " after");
}

void why_finding(struct phrase *say, const struct tale *tale)
{
    const struct why *why = &tale->view->why;
    phrase_add(say, "a walk to it: ");
    phrase_count(say, why->looked, "hole", "holes");
    phrase_add(say, " and ");
    phrase_count(say, why->passed, "block", "blocks");
    phrase_sign(say, " · ", "; ");
    phrase_add(say, "the index: at once, by its address");
}
