/* grade.c: whether an answer is right, and what it would have been right for. */
#include "question.h"

bool reply_same(const struct reply *a, const struct reply *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == REPLY_HOLE)
        return a->start == b->start;
    return a->kind != REPLY_OFFSET || (a->node == b->node && a->offset == b->offset);
}

static unsigned takers(const struct question *question, const struct reply *reply)
{
    unsigned policies = 0;

    for (int policy = 0; policy < MEMS_POLICIES && reply->kind == REPLY_HOLE; policy++)
        if (question->picks[policy].size > 0 && question->picks[policy].start == reply->start)
            policies |= 1u << policy;
    return policies;
}

static enum reason why_not_there(const struct question *question, const struct reply *reply)
{
    if (question->truth.kind == REPLY_FAILS)
        return REASON_FAILS;
    if (reply->kind == REPLY_FAILS)
        return REASON_WORKS;
    if (reply->kind == REPLY_NODE)
        return REASON_FITS;
    if (reply->size < question->needed)
        return REASON_SMALL;
    if (reply_same(reply, &question->truth))
        return REASON_INSIDE;
    return takers(question, reply) != 0 ? REASON_POLICY : REASON_PASSED;
}

static enum reason why_not_joined(const struct question *question, const struct reply *reply)
{
    if (question->truth.kind == REPLY_FAILS)
        return REASON_FAILS;
    return reply->kind == REPLY_FAILS ? REASON_WORKS : REASON_JOINS;
}

static enum reason why_not_physical(const struct question *question, const struct reply *reply)
{
    if (question->truth.kind == REPLY_NOWHERE)
        return REASON_NO_BLOCK;
    if (reply->kind == REPLY_NOWHERE)
        return REASON_IS_SOMEWHERE;
    if (reply->node != question->truth.node)
        return REASON_OTHER_NODE;
    if (reply->offset == question->address - question->holder.start)
        return REASON_IN_BLOCK;
    return reply->offset == question->address ? REASON_VIRTUAL : REASON_OFFSET;
}

/* Where a block lands is the low end of a HOLE. */
static bool is_inside(const struct question *question, const struct reply *reply)
{
    return question->by_hand && reply->kind == REPLY_HOLE && reply->typed > reply->start;
}

struct grade question_grade(const struct question *question, const struct reply *reply)
{
    struct grade grade = {.right = reply_same(reply, &question->truth)
                                && !is_inside(question, reply),
                          .policies = takers(question, reply)};

    if (grade.right)
        grade.reason = REASON_RIGHT;
    else if (question->kind == QUESTION_PLACE)
        grade.reason = why_not_there(question, reply);
    else if (question->kind == QUESTION_JOIN)
        grade.reason = why_not_joined(question, reply);
    else
        grade.reason = why_not_physical(question, reply);
    return grade;
}
