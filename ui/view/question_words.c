/* question_words.c: questions and answers in words. */
#include "question_words.h"

#include "summary.h"

#include <inttypes.h>

/* ---- Pieces ---- */

static void say_address(struct phrase *say, const struct wording *wording, uint64_t address)
{
    phrase_add(say, wording->hex ? "0x%" PRIx64 : "%" PRIu64, address);
}

static void say_name(struct phrase *say, const struct wording *wording, uint32_t name)
{
    phrase_name(say, ops_name(timeline_ops(wording->timeline), name), NAME_COLS);
}

static void say_block(struct phrase *say, const struct wording *wording, uint32_t name)
{
    phrase_block(say, name != NO_NAME ? ops_name(timeline_ops(wording->timeline), name)
                                      : "a block");
}

/* By hand it is done as it stands in the list of operations, which groups no digits. */
static void say_op(struct phrase *say, const struct wording *wording, bool by_hand)
{
    const struct op *op = &wording->question->op;
    phrase_add(say, "%s ", summary_kind((enum op_kind)op->kind));
    if (op->name == NO_NAME)
        say_address(say, wording, op->offset);
    else
        say_name(say, wording, op->name);
    if (op->kind == OP_MALLOC || op->kind == OP_REALLOC) {
        phrase_add(say, " ");
        if (by_hand)
            phrase_add(say, "%" PRIu64, op->size);
        else
            phrase_number(say, op->size);
    } else if (op->name != NO_NAME && op->offset > 0) {
        phrase_add(say, "+%" PRIu64, op->offset);
    }
}

/* Of a sentence that begins there. */
static void capital(struct phrase *say, size_t begin)
{
    if (begin < say->length && say->out[begin] >= 'a' && say->out[begin] <= 'z')
        say->out[begin] = (char)(say->out[begin] - 'a' + 'A');
}

static const char *policy_of(const struct wording *wording)
{
    return mems_policy_name(wording->question->policy);
}

/* "800 B at 2000" */
static void say_hole(struct phrase *say, const struct wording *wording, uint64_t start,
                     uint64_t size)
{
    phrase_bytes(say, size);
    phrase_add(say, " at ");
    say_address(say, wording, start);
}

/* ---- The question ---- */

/* How the workload words the question at this step; NULL. */
static const char *own_words(const struct wording *wording)
{
    const struct ops *ops = timeline_ops(wording->timeline);
    const struct question *question = wording->question;
    size_t first, length, count = timeline_notes(wording->timeline, question->step, &first);
    /* they are of the workload's own operation, not of one that a fork or a branch has */
    if (question->op.line == 0 ||
        question->step + 1 >= course_leaves(timeline_course(wording->timeline)))
        return NULL;
    for (size_t i = first; i < first + count && question->of_op; i++)
        if (ops_note(ops, i)->kind == NOTE_ASK && ops_note(ops, i)->text != NO_TEXT)
            return ops_text(ops, ops_note(ops, i)->text, &length);
    return NULL;
}

static void ask_where(struct phrase *say, const struct wording *wording, bool by_hand)
{
    const struct question *question = wording->question;
    bool hides = by_hand && question->op.name != NO_NAME;
    if (question->of_op) {
        phrase_add(say, "Where does %s", hides ? "the address of " : "");
        say_op(say, wording, by_hand);
        if (question->op.name != NO_NAME && !hides) {
            phrase_add(say, ", address ");
            say_address(say, wording, question->address);
        }
        phrase_add(say, "%s lie physically?", hides ? "" : ",");
        return;
    }
    phrase_add(say, "Where does virtual address ");
    say_address(say, wording, question->address);
    phrase_add(say, " lie physically?");
}

static void ask(struct phrase *say, const struct wording *wording, bool by_hand)
{
    const char *own = own_words(wording);
    if (own != NULL) {
        phrase_add(say, "%s", own);
        return;
    }
    switch (wording->question->kind) {
    case QUESTION_NONE: return;
    case QUESTION_PLACE:
        phrase_add(say, "Where does ");
        say_op(say, wording, by_hand);
        phrase_add(say, " land, by %s fit?", policy_of(wording));
        return;
    case QUESTION_JOIN:
        phrase_words(say, "Which HOLEs does ");
        say_op(say, wording, by_hand);
        phrase_add(say, " join?");
        return;
    case QUESTION_WHERE: ask_where(say, wording, by_hand); return;
    }
}

void question_ask(struct phrase *say, const struct wording *wording)
{
    ask(say, wording, false);
}

void question_ask_by_hand(struct phrase *say, const struct wording *wording)
{
    ask(say, wording, true);
}

void question_given(struct phrase *say, const struct wording *wording)
{
    const struct question *question = wording->question;
    if (own_words(wording) != NULL) {
        say_op(say, wording, false);
        if (question->kind == QUESTION_PLACE)
            phrase_add(say, ", %s fit", policy_of(wording));
    }
    if (question->kind == QUESTION_JOIN && !question->join)
        phrase_add(say, "%sjoining is off", say->length > 0 ? "; " : "");
    if (question->kind != QUESTION_PLACE)
        return;
    if (question->needed != question->op.size && question->op.size > 0) {
        phrase_add(say, say->length > 0 ? "; " : "");
        phrase_bytes(say, question->needed);
        phrase_add(say, " with the alignment");
    }
    if (question->policy == MEMS_NEXT_FIT) {
        phrase_add(say, say->length > 0 ? "; " : "");
        phrase_add(say, "it looks from ");
        say_address(say, wording, question->rover);
        phrase_add(say, " on");
    }
    if (question->look.done && question->look.count > QUESTION_HOLES) {
        phrase_add(say, say->length > 0 ? "; " : "");
        phrase_add(say, "of ");
        phrase_count(say, question->look.count, "HOLE", "HOLEs");
        phrase_add(say, ", these are to choose from");
    }
}

void question_reply(struct phrase *say, const struct wording *wording,
                    const struct reply *reply)
{
    bool place = wording->question->kind == QUESTION_PLACE;
    switch (reply->kind) {
    case REPLY_NONE: phrase_add(say, "no answer"); return;
    case REPLY_HOLE:
        if (reply->typed > reply->start) {
            say_address(say, wording, reply->typed);
            phrase_add(say, ", in ");
        }
        phrase_words(say, "the HOLE at ");
        say_address(say, wording, reply->start);
        phrase_add(say, ", ");
        phrase_bytes(say, reply->size);
        return;
    case REPLY_NODE: phrase_add(say, "a new node"); return;
    case REPLY_LEFT: phrase_add(say, "the one before it"); return;
    case REPLY_RIGHT: phrase_add(say, "the one after it"); return;
    case REPLY_BOTH: phrase_add(say, "both"); return;
    case REPLY_NEITHER: phrase_add(say, "none"); return;
    case REPLY_OFFSET:
        phrase_add(say, "node %" PRIu32 " + ", reply->node);
        phrase_number(say, reply->offset);
        return;
    case REPLY_NOWHERE: phrase_add(say, "nowhere: no block has it"); return;
    case REPLY_FAILS:
        phrase_add(say, place ? "nowhere: it fails" : "it fails: nothing is freed");
        return;
    }
}

/* ---- Where a block lands ---- */

/* "best and worst fit" */
static void say_policies(struct phrase *say, unsigned policies)
{
    int left = __builtin_popcount(policies);
    for (int policy = 0; policy < MEMS_POLICIES; policy++) {
        if (!(policies & 1u << policy))
            continue;
        phrase_add(say, "%s%s", mems_policy_name((enum mems_policy)policy),
                   --left > 1 ? ", " : left == 1 ? " and " : " fit");
    }
}

static void say_better(struct phrase *say, const struct wording *wording,
                       const struct reply *reply)
{
    const struct reply *taken = &wording->question->truth;
    bool equal = taken->size == reply->size;
    switch (wording->question->policy) {
    case MEMS_FIRST_FIT: phrase_add(say, "comes first"); return;
    case MEMS_NEXT_FIT: phrase_add(say, "comes sooner on its way"); return;
    case MEMS_BEST_FIT: phrase_add(say, equal ? "is as tight and lower" : "is tighter"); return;
    case MEMS_WORST_FIT: phrase_add(say, equal ? "is as large and lower" : "is larger"); return;
    }
}

/* Why the one that is taken comes before another one that fits. */
static void say_fits(struct phrase *say, const struct wording *wording,
                     const struct reply *reply)
{
    const struct question *question = wording->question;
    phrase_add(say, "It fits there, but %s fit takes ", policy_of(wording));
    say_hole(say, wording, question->truth.start, question->truth.size);
    phrase_add(say, ", which ");
    say_better(say, wording, reply);
    phrase_add(say, ".");
}

static void why_it_fails(struct phrase *say, const struct wording *wording)
{
    const struct event *event = &wording->question->event;
    if (event->outcome == OUTCOME_NULL)
        phrase_add(say, "0 bytes are no block: NULL, and nothing changes.");
    else if (event->outcome == OUTCOME_DEAD)
        phrase_add(say, "It was freed before: nothing changes.");
    else if (event->outcome == OUTCOME_UNKNOWN)
        phrase_add(say, "No block was ever called so: nothing changes.");
    else
        phrase_add(say, "It fails: %s.", mems_error_text(event->error));
}

static void truth_of_place(struct phrase *say, const struct wording *wording)
{
    const struct question *question = wording->question;
    if (question->truth.kind == REPLY_FAILS) {
        why_it_fails(say, wording);
    } else if (question->truth.kind == REPLY_HOLE) {
        size_t begin = say->length;
        phrase_add(say, "%s fit takes ", policy_of(wording));
        capital(say, begin);
        say_hole(say, wording, question->truth.start, question->truth.size);
        phrase_words(say, question->look.fitting == 1 ? ", the only HOLE that is large enough."
                                                      : ".");
    } else if (question->look.count == 0) {
        phrase_words(say, "There is no HOLE at all: a new node is mapped.");
    } else {
        phrase_words(say, "No HOLE holds ");
        phrase_number(say, question->needed);
        phrase_add(say, " (the largest: ");
        phrase_number(say, question->look.miss.size);
        phrase_add(say, "): a new node is mapped.");
    }
}

static void reason_of_place(struct phrase *say, const struct wording *wording,
                            const struct reply *reply, const struct grade *grade)
{
    const struct question *question = wording->question;
    switch (grade->reason) {
    case REASON_SMALL:
        phrase_bytes(say, reply->size);
        phrase_add(say, " do not hold ");
        phrase_number(say, question->needed);
        phrase_add(say, ".");
        return;
    case REASON_POLICY:
        phrase_add(say, "That is where ");
        say_policies(say, grade->policies);
        phrase_add(say, grade->policies & (grade->policies - 1) ? " put it." : " puts it.");
        return;
    case REASON_PASSED: say_fits(say, wording, reply); return;
    case REASON_INSIDE: phrase_words(say, "A block goes to the low end of its HOLE."); return;
    case REASON_FITS: phrase_words(say, "No new node is needed: a HOLE is large enough."); return;
    case REASON_WORKS: phrase_add(say, "It does not fail."); return;
    default: return;
    }
}

/* ---- What a free joins ---- */

static void say_side(struct phrase *say, const struct wording *wording, bool after)
{
    const struct question *question = wording->question;
    const struct mems_segment *segment = after ? &question->right : &question->left;
    if (!(after ? question->has_right : question->has_left)) {
        phrase_add(say, "it %s its node", after ? "ends" : "begins");
        return;
    }
    phrase_add(say, after ? "after it stands " : "before it stands ");
    if (segment->kind == MEMS_HOLE) {
        phrase_words(say, "a HOLE of ");
        phrase_bytes(say, segment->size);
    } else {
        say_block(say, wording, after ? question->right_name : question->left_name);
        phrase_add(say, ", in use");
    }
}

static void truth_of_join(struct phrase *say, const struct wording *wording)
{
    const struct question *question = wording->question;
    if (question->truth.kind == REPLY_FAILS) {
        why_it_fails(say, wording);
        return;
    }
    size_t begin = say->length;
    if (!question->join)
        phrase_add(say, "joining is off; ");
    say_side(say, wording, false);
    phrase_add(say, "; ");
    say_side(say, wording, true);
    phrase_add(say, ": it joins ");
    question_reply(say, wording, &question->truth);
    phrase_add(say, ".");
    capital(say, begin);
}

static void reason_of_join(struct phrase *say, const struct wording *wording,
                           const struct reply *reply, const struct grade *grade)
{
    enum reply_kind truth = wording->question->truth.kind;
    if (truth == REPLY_BOTH && (reply->kind == REPLY_LEFT || reply->kind == REPLY_RIGHT))
        phrase_add(say, "Not that one alone.");
    if (grade->reason == REASON_WORKS) {
        phrase_add(say, "It can be freed: ");
        say_block(say, wording, wording->question->op.name);
        phrase_add(say, " is in use.");
    }
}

/* ---- Where an address lies ---- */

static void truth_of_where(struct phrase *say, const struct wording *wording)
{
    const struct question *question = wording->question;
    say_address(say, wording, question->address);
    if (question->holder.size == 0) {
        phrase_add(say, " belongs to no node: get gives NULL.");
        return;
    }
    if (question->truth.kind == REPLY_NOWHERE) {
        phrase_words(say, " lies in a HOLE: get gives NULL.");
        return;
    }
    phrase_add(say, " is in node %" PRIu32 ", which begins at ", question->node.index);
    say_address(say, wording, question->node.start);
    phrase_add(say, ": ");
    question_reply(say, wording, &question->truth);
    phrase_add(say, ".");
}

static void reason_of_where(struct phrase *say, const struct wording *wording,
                            const struct reply *reply, const struct grade *grade)
{
    const struct question *question = wording->question;
    switch (grade->reason) {
    case REASON_OTHER_NODE:
        phrase_add(say, "Node %" PRIu32 " %s.", reply->node,
                   reply->node < question->node.index ? "ends before it" : "begins after it");
        return;
    case REASON_IN_BLOCK:
        phrase_add(say, "That counts from where ");
        say_block(say, wording, question->holder_name);
        phrase_add(say, " begins, and not from where its node does.");
        return;
    case REASON_VIRTUAL: phrase_add(say, "That counts from virtual address 0."); return;
    case REASON_OFFSET:
        phrase_add(say, "That is another byte of node %" PRIu32 ".", reply->node);
        return;
    case REASON_IS_SOMEWHERE:
        say_block(say, wording, question->holder_name);
        phrase_add(say, " has it.");
        return;
    default: return;
    }
}

/* ---- Any of them ---- */

static void say_truth(struct phrase *say, const struct wording *wording)
{
    switch (wording->question->kind) {
    case QUESTION_NONE: return;
    case QUESTION_PLACE: truth_of_place(say, wording); return;
    case QUESTION_JOIN: truth_of_join(say, wording); return;
    case QUESTION_WHERE: truth_of_where(say, wording); return;
    }
}

static void say_wrong(struct phrase *say, const struct wording *wording,
                      const struct reply *reply, const struct grade *grade)
{
    switch (wording->question->kind) {
    case QUESTION_NONE: return;
    case QUESTION_PLACE: reason_of_place(say, wording, reply, grade); return;
    case QUESTION_JOIN: reason_of_join(say, wording, reply, grade); return;
    case QUESTION_WHERE: reason_of_where(say, wording, reply, grade); return;
    }
}

void question_reason(struct phrase *say, const struct wording *wording,
                     const struct reply *reply, const struct grade *grade)
{
    size_t before = say->length;
    if (reply->kind != REPLY_NONE)
        say_wrong(say, wording, reply, grade);
    if (reply->kind != REPLY_NONE && grade->reason == REASON_PASSED)
        return; /* which tells all */
    phrase_add(say, "%s", say->length > before ? " " : "");
    say_truth(say, wording);
}

void question_verdict(struct phrase *say, const struct wording *wording,
                      const struct reply *reply, const struct grade *grade)
{
    phrase_add(say, grade->right                ? "Right. "
                    : reply->kind == REPLY_NONE ? "Passed over. "
                                                : "No. ");
    question_reason(say, wording, reply, grade);
}

void question_points(struct phrase *say, const struct points *points)
{
    phrase_add(say, "%u of %u right", points->right, points->answered);
    if (points->streak > 1)
        phrase_add(say, ", %u in a row", points->streak);
}
