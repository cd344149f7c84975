/* tale_heap.c: where a block landed and why there, and what became of freed
 * bytes. Numbers come from the decision and from the heap as it is now. */
#include "tale.h"

#include "search.h"

#include <inttypes.h>

/* ---- malloc ---- */

static void say_rest(struct phrase *say, const struct mems_decision *placed)
{
    if (placed->right == 0) {
        phrase_add(say, ", an exact fit");
        return;
    }
    phrase_add(say, "; ");
    phrase_bytes(say, placed->right);
    phrase_words(say, placed->right == 1 ? " stays a HOLE" : " stay a HOLE");
}

/* No hole could take it: say which was the largest. */
static void say_no_hole(struct phrase *say, const struct tale *tale, const struct search *search)
{
    uint64_t largest;
    phrase_add(say, search->holes == 0 ? "there is no hole" : "no hole fits");
    if (search->holes == 0)
        return;
    if (search->holes == 1) {
        phrase_sign(say, " (the only one has ", ", as the only one has ");
        phrase_bytes(say, search->hole_bytes);
        phrase_sign(say, ")", "");
        return;
    }
    phrase_sign(say, " (", ", as ");
    if (search_largest(tale->view, &tale->event, &largest)) {
        phrase_sign(say, "largest ", "the largest has ");
        phrase_number(say, largest);
        phrase_add(say, " of ");
    } else {
        phrase_sign(say, "", "there are ");
    }
    phrase_bytes(say, search->hole_bytes);
    phrase_add(say, " in ");
    phrase_count(say, search->holes, "hole", "holes");
    phrase_sign(say, ")", "");
}

static void say_new_node(struct phrase *say, const struct tale *tale, const struct search *search)
{
    const struct mems_decision *placed = &tale->event.malloc;
    struct mems_node node;
    if (!mems_node_at(tale->heap, placed->address, &node))
        return;
    if (node.index == 0)
        phrase_add(say, "nothing is mapped yet");
    else
        say_no_hole(say, tale, search);
    phrase_add(say, ": a new node of ");
    phrase_count(say, node.pages, "page", "pages");
    say_rest(say, placed);
}

/* "first fit looked at 2 holes" */
static void say_looked(struct phrase *say, const struct tale *tale, const struct search *search)
{
    bool all = tale->policy == MEMS_BEST_FIT || tale->policy == MEMS_WORST_FIT;
    phrase_add(say, "%s fit", mems_policy_name(tale->policy));
    if (tale->policy == MEMS_NEXT_FIT) {
        phrase_add(say, " began at ");
        tale_address(say, tale, tale->event.malloc.rover);
        phrase_add(say, search->wrapped ? ", wrapped around and" : " and");
    }
    phrase_add(say, all ? " looked at all " : " looked at ");
    phrase_count(say, search->looked, "hole", "holes");
}

static void say_chosen(struct phrase *say, const struct tale *tale, const struct search *search)
{
    static const char *const why[MEMS_POLICIES] = {
        [MEMS_FIRST_FIT] = "first that fits", [MEMS_NEXT_FIT] = "first that fits",
        [MEMS_BEST_FIT] = "smallest that fits", [MEMS_WORST_FIT] = "largest",
    };
    const struct mems_decision *placed = &tale->event.malloc;
    if (search->holes == 1) {
        phrase_add(say, "it fits the only hole, of ");
    } else {
        say_looked(say, tale, search);
        if (search->looked == 1)
            phrase_add(say, ": it fits, with ");
        else
            phrase_add(say, ": the %s has ", why[tale->policy]);
    }
    phrase_bytes(say, placed->size + placed->right);
    say_rest(say, placed);
}

/* " to 1999 in node 0": what else the bars show of where a block lies. */
static void say_extent(struct phrase *say, const struct tale *tale,
                       const struct mems_decision *decision)
{
    struct mems_node node;
    if (!mems_node_at(tale->heap, decision->address, &node))
        return;
    if (decision->size > 1) {
        phrase_add(say, " to ");
        tale_address(say, tale, decision->address + decision->size - 1);
    }
    phrase_add(say, " in node %" PRIu32, node.index);
}

void tale_freed(struct phrase *say, const struct tale *tale)
{
    const struct mems_decision *freed = &tale->event.free;
    phrase_add(say, " of ");
    tale_hole(say, tale, freed->size, freed->address);
    say_extent(say, tale, freed);
}

/* Where a malloc's block landed, and why there. */
static void say_placing(struct phrase *say, const struct tale *tale)
{
    const struct mems_decision *placed = &tale->event.malloc;
    struct search search = search_before(tale->view, &tale->event);
    tale_request(say, tale);
    if (placed->waste) {
        phrase_sign(say, " (rounded up to ", ", rounded up to ");
        phrase_number(say, placed->size);
        phrase_sign(say, ")", ",");
    }
    phrase_sign(say, tale_arrow(tale), " is placed at ");
    tale_address(say, tale, placed->address);
    if (say->spoken)
        say_extent(say, tale, placed);
    phrase_add(say, ": ");
    if (placed->did & MEMS_DID_NODE)
        say_new_node(say, tale, &search);
    else
        say_chosen(say, tale, &search);
}

void tale_malloc(struct phrase *say, const struct tale *tale)
{
    say_placing(say, tale);
    if (tale->event.renamed) {
        phrase_add(say, "; the block that was ");
        phrase_block(say, ops_name(tale->ops, tale->op.name));
        phrase_add(say, " has no name any more: a leak");
    }
}

/* ---- free and realloc ---- */

void tale_joining(struct phrase *say, const struct tale *tale)
{
    const struct mems_decision *freed = &tale->event.free;
    uint64_t size = freed->left + freed->size + freed->right;
    if (!(freed->did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT))) {
        if (say->spoken)
            phrase_add(say, "it is a hole now");
        else
            tale_hole(say, tale, freed->size, freed->address);
        phrase_sign(say, freed->size == 1 ? " is a HOLE; " : " are a HOLE; ", "; ");
        phrase_words(say, mems_heap_options(tale->heap).join ? "no HOLE beside it to join"
                                                             : "joining is off");
        return;
    }
    phrase_sign(say, "joined the HOLE ", "it joined the hole ");
    if (freed->left) {
        phrase_sign(say, "before it (", "of ");
        phrase_bytes(say, freed->left);
        phrase_sign(say, ")", " before it");
        phrase_add(say, freed->right ? " and the one " : "");
    }
    if (freed->right) {
        phrase_sign(say, "after it (", "of ");
        phrase_bytes(say, freed->right);
        phrase_sign(say, ")", " after it");
    }
    phrase_words(say, ": one HOLE of ");
    tale_hole(say, tale, size, freed->address - freed->left);
}

void tale_free(struct phrase *say, const struct tale *tale)
{
    struct mems_node node;
    tale_request(say, tale);
    if (say->spoken)
        tale_freed(say, tale);
    phrase_add(say, ": ");
    tale_joining(say, tale);
    if (mems_node_at(tale->heap, tale->event.free.address, &node) &&
        mems_heap_usage(tale->heap, node.start, node.start + node.size).process == 0) {
        phrase_add(say, "; node %" PRIu32, node.index);
        phrase_words(say, " is all HOLE and stays mapped");
    }
}

void tale_realloc(struct phrase *say, const struct tale *tale)
{
    say_placing(say, tale);
    if (!tale->event.has_free)
        return;
    phrase_sign(say, "; its bytes were copied there, and of the old block ",
                "; its bytes were copied there, and the old block");
    if (say->spoken) {
        tale_freed(say, tale);
        phrase_add(say, " is freed: ");
    }
    tale_joining(say, tale);
}
