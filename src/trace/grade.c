/* grade.c: answers as a person gives them, and what each would have been right for. */
#include "question.h"

#include <string.h>
#include <strings.h>

/* ---- Keys and words ---- */

static const struct { enum reply_kind kind; char key; const char *word; } named[] = {
    {REPLY_NODE, 'n', "node"},       {REPLY_NODE, 'n', "new node"},
    {REPLY_FAILS, 'f', "fails"},     {REPLY_FAILS, 'f', "it fails"},
    {REPLY_FAILS, 'f', "null"},      {REPLY_FAILS, 'f', "nowhere"},
    {REPLY_LEFT, 'l', "left"},       {REPLY_LEFT, 'l', "one before it"},
    {REPLY_LEFT, 'l', "before"},     {REPLY_RIGHT, 'r', "right"},
    {REPLY_RIGHT, 'r', "one after it"}, {REPLY_RIGHT, 'r', "after"},
    {REPLY_BOTH, 'b', "both"},       {REPLY_NEITHER, 'n', "neither"},
    {REPLY_NEITHER, 'n', "none"},    {REPLY_NOWHERE, 'n', "nowhere"},
};
#define NAMED (sizeof named / sizeof named[0])

char question_key(const struct question *question, int reply)
{
    for (size_t i = 0; i < NAMED; i++)
        if (named[i].kind == question->replies[reply].kind)
            return named[i].key;
    return (char)('1' + reply);
}

int question_of_key(const struct question *question, uint32_t key)
{
    for (int i = 0; i < question->count; i++)
        if ((uint32_t)(unsigned char)question_key(question, i) == key)
            return i;
    /* where no HOLEs are numbered, a number is the place in the list */
    if (question->kind != QUESTION_PLACE && key >= '1' && key < '1' + (uint32_t)question->count)
        return (int)(key - '1');
    return -1;
}

static unsigned digit(char c)
{
    return c >= '0' && c <= '9' ? (unsigned)(c - '0')
         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
}

/* Decimal, with commas between the digits if wanted, or, after 0x, hexadecimal. */
static bool read_number(const char **text, uint64_t *number)
{
    const char *at = *text + strspn(*text, " ");
    unsigned base = at[0] == '0' && (at[1] == 'x' || at[1] == 'X') ? 16 : 10;

    at += base == 16 ? 2 : 0;
    if (digit(*at) >= base)
        return false;
    for (*number = 0; digit(*at) < base; at++) {
        if (*number > (UINT64_MAX - digit(*at)) / base)
            return false;
        *number = *number * base + digit(*at);
        at += at[1] == ',' && digit(at[2]) < base;
    }
    *text = at;
    return true;
}

/* "node 1 + 4", "1+4". */
static bool read_offset(const char *text, struct reply *reply)
{
    uint64_t node, offset;

    if (strncasecmp(text, "node", 4) == 0)
        text += 4;
    if (!read_number(&text, &node) || node > UINT32_MAX)
        return false;
    text += strspn(text, " ");
    if (*text++ != '+' || !read_number(&text, &offset) || *text != '\0')
        return false;
    *reply = (struct reply){.kind = REPLY_OFFSET, .node = (uint32_t)node, .offset = offset};
    return true;
}

/* The one of that kind; -1: it is none of the replies. */
static int reply_of(const struct question *question, enum reply_kind kind)
{
    for (int i = 0; i < question->count; i++)
        if (question->replies[i].kind == kind)
            return i;
    return -1;
}

static bool read_reply(const struct question *question, const char *text, struct reply *reply)
{
    int key = text[1] == '\0' ? question_of_key(question, (unsigned char)text[0]) : -1;
    size_t length = strcspn(text, ":"); /* what follows explains */

    for (size_t i = 0; i < NAMED && key < 0; i++)
        if (strncasecmp(named[i].word, text, length) == 0 && named[i].word[length] == '\0')
            key = reply_of(question, named[i].kind);
    if (key < 0)
        return false;
    *reply = question->replies[key];
    return true;
}

bool question_at(const struct question *question, const mems_heap *heap, uint64_t address,
                 struct reply *reply)
{
    struct mems_segment at;

    if (question->kind != QUESTION_PLACE || !mems_segment_at(heap, address, &at)
        || at.kind != MEMS_HOLE)
        return false;
    *reply = (struct reply){.kind = REPLY_HOLE, .start = at.start, .size = at.size,
                            .node = at.node};
    return true;
}

/* Behind a word that says nothing here. */
static const char *past(const char *text, const char *word)
{
    size_t length = strlen(word);

    return strncasecmp(text, word, length) == 0 ? text + length : text;
}

/* An address in a HOLE, or the first one of a new node. */
static bool read_place(const struct question *question, const mems_heap *heap, const char *text,
                       struct reply *reply)
{
    uint64_t address;
    int node = reply_of(question, REPLY_NODE);

    text = past(past(text, "hole "), "at ");
    text += *text == '@';
    if (!read_number(&text, &address) || (*text != '\0' && *text != ','))
        return false;
    if (question_at(question, heap, address, reply))
        return true;
    if (node < 0 || address != mems_heap_options(heap).start + mems_heap_totals(heap).mapped)
        return false;
    *reply = question->replies[node];
    return true;
}

bool question_read(const struct question *question, const mems_heap *heap, const char *text,
                   struct reply *reply)
{
    text = past(past(text, "the "), "a ");
    if (*text == '\0')
        return false;
    if (read_reply(question, text, reply))
        return true;
    if (question->kind == QUESTION_WHERE)
        return read_offset(text, reply);
    return question->kind == QUESTION_PLACE && read_place(question, heap, text, reply);
}

bool reply_same(const struct reply *a, const struct reply *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == REPLY_HOLE)
        return a->start == b->start;
    return a->kind != REPLY_OFFSET || (a->node == b->node && a->offset == b->offset);
}

/* ---- What an answer is worth ---- */

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

struct grade question_grade(const struct question *question, const struct reply *reply)
{
    struct grade grade = {.right = reply_same(reply, &question->truth),
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
