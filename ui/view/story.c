/* story.c: one honest sentence on what the last operation did and why it
 * landed there. What matters most comes first, since a narrow screen cuts the
 * rest. Numbers come from the decision and from the heap as it is now. */
#include "paint.h"
#include "phrase.h"
#include "prose.h"
#include "search.h"

#include <inttypes.h>

/* What the sentence is about, looked up once. */
struct tale {
    const struct view *view;
    const mems_heap *heap;
    const struct ops *ops;
    const struct op *op;
    struct event event;
    enum mems_policy policy;
};

static struct tale tale_of(const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);
    const mems_heap *heap = timeline_heap(view->timeline);
    return (struct tale){
        .view = view,
        .heap = heap,
        .ops = timeline_ops(view->timeline),
        .op = timeline_op(view->timeline, step),
        .event = timeline_event(view->timeline, step),
        .policy = mems_heap_options(heap).policy,
    };
}

/* ---- Pieces ---- */

static void say_address(struct phrase *say, const struct tale *tale, uint64_t address)
{
    char text[ADDRESS_SIZE];
    phrase_add(say, "%s", view_address(tale->view, address, text));
}

static void say_hole(struct phrase *say, const struct tale *tale, uint64_t size, uint64_t start)
{
    phrase_bytes(say, size);
    phrase_add(say, " at ");
    say_address(say, tale, start);
}

static void say_name(struct phrase *say, const struct tale *tale)
{
    if (tale->op->name != NO_NAME)
        phrase_name(say, ops_name(tale->ops, tale->op->name), NAME_COLS);
}

/* The place a free, get or write names: "A", "A+4", an address. */
static void say_place(struct phrase *say, const struct tale *tale)
{
    if (tale->op->name == NO_NAME) {
        say_address(say, tale, tale->op->offset);
        return;
    }
    say_name(say, tale);
    if (tale->op->offset)
        phrase_add(say, "+%" PRIu64, tale->op->offset);
}

/* "malloc D 400", "free A+4". */
static void say_request(struct phrase *say, const struct tale *tale)
{
    static const char *const words[] = {
        [OP_START] = "start", [OP_MALLOC] = "malloc", [OP_FREE] = "free",
        [OP_REALLOC] = "realloc", [OP_GET] = "get", [OP_WRITE] = "write", [OP_POLICY] = "policy",
    };
    phrase_add(say, "%s ", words[tale->op->kind]);
    if (tale->op->kind == OP_MALLOC || tale->op->kind == OP_REALLOC) {
        say_name(say, tale);
        phrase_add(say, " ");
        phrase_number(say, tale->op->size);
    } else if (tale->op->kind == OP_FREE && tale->op->name == NO_NAME && tale->op->offset == 0) {
        phrase_add(say, "NULL");
    } else {
        say_place(say, tale);
    }
}

/* "node 0 at @4d454d530000 + 4 = @4d454d530004" */
static void say_physical(struct phrase *say, const struct tale *tale, uint64_t address)
{
    struct mems_node node;
    if (!mems_node_at(tale->heap, address, &node))
        return;
    uint64_t offset = address - node.start;
    phrase_add(say, "node %" PRIu32 " at @%" PRIxPTR " + ", node.index, (uintptr_t)node.physical);
    phrase_number(say, offset);
    phrase_add(say, " = @%" PRIxPTR, (uintptr_t)node.physical + (uintptr_t)offset);
}

/* ---- malloc ---- */

static void say_rest(struct phrase *say, const struct mems_decision *placed)
{
    if (placed->right == 0) {
        phrase_add(say, ", an exact fit");
        return;
    }
    phrase_add(say, "; ");
    phrase_bytes(say, placed->right);
    phrase_add(say, placed->right == 1 ? " stays a HOLE" : " stay a HOLE");
}

/* No hole could take it: say which was the largest. */
static void say_new_node(struct phrase *say, const struct tale *tale, const struct search *search)
{
    const struct mems_decision *placed = &tale->event.malloc;
    struct mems_node node;
    if (!mems_node_at(tale->heap, placed->address, &node))
        return;
    if (node.index == 0)
        phrase_add(say, "nothing is mapped yet");
    else
        phrase_add(say, search->known && search->holes == 0 ? "there is no hole" : "no hole fits");
    if (search->holes == 1) {
        phrase_add(say, " (the only one has ");
        phrase_bytes(say, search->largest);
        phrase_add(say, ")");
    } else if (search->holes > 1) {
        phrase_add(say, " (largest ");
        phrase_number(say, search->largest);
        phrase_add(say, " of ");
        phrase_bytes(say, search->hole_bytes);
        phrase_add(say, " in ");
        phrase_count(say, search->holes, "hole)", "holes)");
    }
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
        say_address(say, tale, tale->event.malloc.rover);
        phrase_add(say, search->wrapped ? ", wrapped around and" : " and");
    }
    if (search->known) {
        phrase_add(say, all ? " looked at all " : " looked at ");
        phrase_count(say, search->looked, "hole", "holes");
    } else {
        phrase_add(say, " searched");
    }
}

static void say_chosen(struct phrase *say, const struct tale *tale, const struct search *search)
{
    static const char *const why[MEMS_POLICIES] = {
        [MEMS_FIRST_FIT] = "first that fits", [MEMS_NEXT_FIT] = "first that fits",
        [MEMS_BEST_FIT] = "smallest that fits", [MEMS_WORST_FIT] = "largest",
    };
    const struct mems_decision *placed = &tale->event.malloc;
    if (search->known && search->holes == 1) {
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

/* Where a malloc's block landed, and why there. */
static void say_placing(struct phrase *say, const struct tale *tale)
{
    const struct mems_decision *placed = &tale->event.malloc;
    struct search search = search_before(tale->view, &tale->event);
    say_request(say, tale);
    if (placed->waste) {
        phrase_add(say, " (rounded up to ");
        phrase_number(say, placed->size);
        phrase_add(say, ")");
    }
    phrase_add(say, " → ");
    say_address(say, tale, placed->address);
    phrase_add(say, ": ");
    if (placed->did & MEMS_DID_NODE)
        say_new_node(say, tale, &search);
    else
        say_chosen(say, tale, &search);
}

static void say_malloc(struct phrase *say, const struct tale *tale)
{
    say_placing(say, tale);
    if (tale->event.renamed) {
        phrase_add(say, "; the block that was ");
        say_name(say, tale);
        phrase_add(say, " has no name any more: a leak");
    }
}

/* ---- free and realloc ---- */

/* What became of the freed bytes. */
static void say_joining(struct phrase *say, const struct tale *tale)
{
    const struct mems_decision *freed = &tale->event.free;
    uint64_t size = freed->left + freed->size + freed->right;
    if (!(freed->did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT))) {
        say_hole(say, tale, freed->size, freed->address);
        phrase_add(say, freed->size == 1 ? " is a HOLE; " : " are a HOLE; ");
        phrase_add(say, mems_heap_options(tale->heap).join ? "no HOLE beside it to join"
                                                           : "joining is off");
        return;
    }
    phrase_add(say, "joined the HOLE ");
    if (freed->left) {
        phrase_add(say, "before it (");
        phrase_bytes(say, freed->left);
        phrase_add(say, freed->right ? ") and the one " : ")");
    }
    if (freed->right) {
        phrase_add(say, "after it (");
        phrase_bytes(say, freed->right);
        phrase_add(say, ")");
    }
    phrase_add(say, ": one HOLE of ");
    say_hole(say, tale, size, freed->address - freed->left);
}

static void say_free(struct phrase *say, const struct tale *tale)
{
    struct mems_node node;
    say_request(say, tale);
    phrase_add(say, ": ");
    say_joining(say, tale);
    if (mems_node_at(tale->heap, tale->event.free.address, &node) && node.process == 0)
        phrase_add(say, "; node %" PRIu32 " is all HOLE and stays mapped", node.index);
}

static void say_realloc(struct phrase *say, const struct tale *tale)
{
    say_placing(say, tale);
    if (!tale->event.has_free)
        return;
    phrase_add(say, "; its bytes were copied there, and of the old block ");
    say_joining(say, tale);
}

/* ---- get, write, policy ---- */

static void say_get(struct phrase *say, const struct tale *tale)
{
    uint64_t address = tale->event.address;
    say_request(say, tale);
    if (tale->op->name != NO_NAME) {
        phrase_add(say, " = ");
        say_address(say, tale, address);
    }
    phrase_add(say, " → ");
    say_physical(say, tale, address);
}

static void say_write(struct phrase *say, const struct tale *tale)
{
    if (tale->op->text == NO_TEXT) {
        phrase_add(say, "wrote %" PRId32 " as 4 bytes", (int32_t)(uint32_t)tale->op->size);
    } else {
        size_t length;
        ops_text(tale->ops, tale->op->text, &length);
        phrase_add(say, "wrote ");
        phrase_count(say, length, "byte", "bytes");
        phrase_add(say, " of text");
    }
    phrase_add(say, " at ");
    say_place(say, tale);
    phrase_add(say, " through mems_get → ");
    say_physical(say, tale, tale->event.address);
}

static void say_policy(struct phrase *say, const struct tale *tale)
{
    static const char *const which[MEMS_POLICIES] = {
        [MEMS_FIRST_FIT] = "of the holes that fit, the one at the lowest address",
        [MEMS_NEXT_FIT] = "the first hole that fits, from the end of the block placed last on",
        [MEMS_BEST_FIT] = "of the holes that fit, the smallest",
        [MEMS_WORST_FIT] = "of the holes that fit, the largest",
    };
    phrase_add(say, "from here on %s fit: %s",
               mems_policy_name(tale->policy), which[tale->policy]);
}

/* ---- What changed nothing ---- */

static void say_refused(struct phrase *say, const struct tale *tale, const char *why)
{
    bool hands_out = tale->op->kind == OP_MALLOC || tale->op->kind == OP_REALLOC ||
                     tale->op->kind == OP_GET;
    say_request(say, tale);
    phrase_add(say, hands_out ? " gives NULL: %s" : " changed nothing: %s", why);
}

/* A request of 0 bytes; a realloc's is a free. */
static void say_null(struct phrase *say, const struct tale *tale)
{
    if (!tale->event.has_free) {
        say_refused(say, tale, mems_error_text(MEMS_ZERO_SIZE));
        return;
    }
    say_request(say, tale);
    phrase_add(say, " is a free and gives NULL: ");
    say_joining(say, tale);
}

static void say_done(struct phrase *say, const struct tale *tale)
{
    switch (tale->op->kind) {
    case OP_MALLOC: say_malloc(say, tale); break;
    case OP_FREE: say_free(say, tale); break;
    case OP_REALLOC: say_realloc(say, tale); break;
    case OP_GET: say_get(say, tale); break;
    case OP_WRITE: say_write(say, tale); break;
    case OP_POLICY: say_policy(say, tale); break;
    default: break;
    }
}

static void say_outcome(struct phrase *say, const struct tale *tale)
{
    switch (tale->event.outcome) {
    case OUTCOME_NONE:
        phrase_add(say, "an empty heap: nothing is mapped yet; → makes the first step");
        break;
    case OUTCOME_DONE:
        say_done(say, tale);
        break;
    case OUTCOME_NOTHING:
        say_refused(say, tale, tale->op->name == NO_NAME ? "there is nothing to do"
                                                         : "that name stands for NULL");
        break;
    case OUTCOME_NULL:
        say_null(say, tale);
        break;
    case OUTCOME_NO_MEMORY:
    case OUTCOME_ERROR:
        say_refused(say, tale, mems_error_text(tale->event.error));
        break;
    case OUTCOME_UNKNOWN:
        say_refused(say, tale, "no block was ever called that");
        break;
    case OUTCOME_DEAD:
        say_refused(say, tale, "that block was freed already");
        break;
    case OUTCOME_PAST_END:
        say_refused(say, tale, "the bytes do not fit in the block");
        break;
    }
}

/* ---- Expectations ---- */

static void say_found(struct phrase *say, const struct tale *tale, const struct note *note,
                      uint64_t found)
{
    uint64_t address;
    switch (note->expect) {
    case EXPECT_AT:
        if (timeline_find(tale->view->timeline, note->name, &address)) {
            phrase_add(say, "it is at ");
            say_address(say, tale, address);
        } else {
            phrase_add(say, "it is not live");
        }
        break;
    case EXPECT_GONE:
        phrase_add(say, "it is live");
        break;
    case EXPECT_FAILS:
        phrase_add(say, "it went well");
        break;
    default:
        phrase_add(say, "found ");
        phrase_number(say, found);
    }
}

/* What this step's workload expected and is not so; nothing when all holds. */
static void say_failures(struct phrase *say, const struct tale *tale)
{
    size_t first;
    size_t count = timeline_notes(tale->view->timeline, timeline_step(tale->view->timeline),
                                  &first);
    for (size_t i = first; i < first + count && say->length + 1 < say->size; i++) {
        const struct note *note = ops_note(tale->ops, i);
        uint64_t found = 0;
        if (note->kind != NOTE_EXPECT || timeline_expect(tale->view->timeline, note, &found))
            continue;
        char text[128];
        ops_print_expect(tale->ops, note, text, sizeof text);
        phrase_add(say, say->length ? "; %s: failed, " : "%s: failed, ", text);
        say_found(say, tale, note, found);
    }
}

size_t story_text(const struct view *view, char *out, size_t size)
{
    struct tale tale = tale_of(view);
    struct phrase say = phrase_in(out, size);
    say_failures(&say, &tale);
    if (say.length)
        phrase_add(&say, "; ");
    say_outcome(&say, &tale);
    return say.length;
}

void paint_story(struct frame *frame, struct rect at, const struct view *view)
{
    struct tale tale = tale_of(view);
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    say_failures(&say, &tale);
    if (say.length) {
        struct rect above = {at.x, at.y, at.cols, at.rows > 1 ? at.rows - 1 : 1};
        int used = prose_paint(frame, above, ROLE_ERROR, text);
        at.y += used;
        at.rows -= used;
    }
    say = phrase_in(text, sizeof text);
    say_outcome(&say, &tale);
    prose_paint(frame, at, ROLE_STORY, text);
}
