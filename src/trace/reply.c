/* reply.c: answers as people give them: keys, words, addresses with whatever is written
 * about them. */
#include "question.h"

#include "digit.h"

#include <ctype.h>
#include <string.h>

/* ---- Keys and words ---- */

static const struct { enum reply_kind kind; char key; const char *word; } named[] = {
    {REPLY_NODE, 'n', "node"},       {REPLY_NODE, 'n', "new node"},
    {REPLY_NODE, 'n', "new"},
    {REPLY_FAILS, 'f', "fails"},     {REPLY_FAILS, 'f', "it fails"},
    {REPLY_FAILS, 'f', "null"},      {REPLY_FAILS, 'f', "nowhere"},
    {REPLY_LEFT, 'l', "left"},       {REPLY_LEFT, 'l', "one before it"},
    {REPLY_LEFT, 'l', "before"},     {REPLY_RIGHT, 'r', "right"},
    {REPLY_RIGHT, 'r', "one after it"}, {REPLY_RIGHT, 'r', "after"},
    {REPLY_BOTH, 'b', "both"},       {REPLY_BOTH, 'b', "left and right"},
    {REPLY_BOTH, 'b', "left, right"}, {REPLY_BOTH, 'b', "right and left"},
    {REPLY_BOTH, 'b', "left + right"}, {REPLY_BOTH, 'b', "left & right"},
    {REPLY_NEITHER, 'n', "neither"}, {REPLY_NEITHER, 'n', "none"},
    {REPLY_NEITHER, 'n', "nothing"}, {REPLY_NEITHER, 'n', "no"},
    {REPLY_NOWHERE, 'n', "nowhere"},
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

/* ---- Reading ---- */

#define ANSWER_MAX 200 /* bytes; more is no answer, but a story */

/* In small letters, with one blank for many, without quotes and brackets, and without what
 * stands before and behind an answer. false: it is too long. */
static bool tidy(const char *typed, char out[ANSWER_MAX + 1])
{
    size_t length = 0;

    for (; *typed != '\0'; typed++) {
        bool wide = typed[0] == '\xc2' && typed[1] == '\xa0'; /* a blank that does not break */
        char c = wide || isspace((unsigned char)*typed) ? ' ' : *typed;

        typed += wide;
        if (strchr("\"'()[]", c) != NULL
            || (strchr(" :=", c) != NULL && (length == 0 || (c == ' ' && out[length - 1] == ' '))))
            continue;
        if (length == ANSWER_MAX)
            return false;
        out[length++] = (char)tolower((unsigned char)c);
    }
    while (length > 0 && strchr(" .,;!", out[length - 1]) != NULL)
        length--;
    out[length] = '\0';
    return true;
}

/* Behind `word`, where that stands here as a whole word, or NULL. */
static const char *past(const char *text, const char *word)
{
    size_t length = strlen(word);

    return strncmp(text, word, length) == 0 && !isalnum((unsigned char)text[length])
               ? text + length : NULL;
}

/* Behind words that say nothing here, as in "in the HOLE at". */
static const char *past_words(const char *text)
{
    static const char *const words[] = {"in", "at", "from", "the", "a", "hole", "address",
                                        "byte", "@"};
    const char *behind;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        text += strspn(text, " :=");
        behind = *words[i] == '@' ? (*text == '@' ? text + 1 : NULL) : past(text, words[i]);
        if (behind == NULL)
            continue;
        text = behind;
        i = (size_t)-1; /* they come in any order */
    }
    return text;
}

/* Whether three digits that end a number of thousands stand behind a sign between them. */
static bool is_thousands(const char *at)
{
    return strchr(",. ", *at) != NULL && digit_value(at[1]) < 10 && digit_value(at[2]) < 10
        && digit_value(at[3]) < 10 && digit_value(at[4]) >= 10;
}

/* Decimal, with signs between thousands if wanted, or, after 0x, hexadecimal. */
static bool read_number(const char **text, uint64_t *number)
{
    const char *at = *text + strspn(*text, " ");
    unsigned base = at[0] == '0' && at[1] == 'x' ? 16 : 10;

    at += base == 16 ? 2 : 0;
    if (digit_value(*at) >= base)
        return false;
    for (*number = 0; digit_value(*at) < base; at++) {
        if (*number > (UINT64_MAX - digit_value(*at)) / base)
            return false;
        *number = *number * base + digit_value(*at);
        at += base == 10 && at[1] != '\0' && is_thousands(at + 1);
    }
    *text = at;
    return true;
}

/* Behind "B" or "bytes" and blanks. */
static const char *past_unit(const char *text)
{
    static const char *const units[] = {"b", "byte", "bytes"};

    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (past(text, units[i]) != NULL)
            text = past(text, units[i]);
    return text + strspn(text, " ");
}

/* "node 1 + 4", "1+4". */
static bool read_offset(const char *text, struct reply *reply)
{
    uint64_t node, offset;

    if (strncmp(text, "node", 4) == 0)
        text += 4;
    if (!read_number(&text, &node) || node > UINT32_MAX)
        return false;
    text += strspn(text, " ");
    if (*text++ != '+' || !read_number(&text, &offset) || *past_unit(text) != '\0')
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

/* Whether what stands behind the word of a reply leaves it as it is. */
static bool is_ending(const char *text)
{
    static const char *const endings[] = {"", " it", " one", " hole", " holes", " of them"};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strcmp(text, endings[i]) == 0)
            return true;
    return *text == ':'; /* what follows explains */
}

static bool read_word(const struct question *question, const char *text, struct reply *reply)
{
    for (size_t i = 0; i < NAMED; i++) {
        const char *behind = past(text, named[i].word);
        int at = behind != NULL && is_ending(behind) ? reply_of(question, named[i].kind) : -1;

        if (at < 0)
            continue;
        *reply = question->replies[at];
        return true;
    }
    return false;
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

/* Whether nothing, the end of a range or what explains stands behind an address. */
static bool ends_address(const char *text)
{
    text = past_unit(text);
    return *text == '\0' || strchr(",:-", *text) != NULL || strncmp(text, "..", 2) == 0
        || past(text, "to") != NULL || past(text, "new node") != NULL
        || past(text, "node") != NULL;
}

/* "new node 1", "node at 5096": as the new node will be. */
static bool read_node(const char *text, uint64_t start, uint64_t index)
{
    const char *behind = past(text, "new") != NULL ? past(text, "new") : text;
    uint64_t number;

    behind += strspn(behind, " ");
    if (strncmp(behind, "node", 4) != 0)
        return false;
    behind = past_words(behind + 4 + strspn(behind + 4, " ,"));
    return read_number(&behind, &number) && *past_unit(behind) == '\0'
        && (number == start || number == index);
}

/* An address in a HOLE, or the first one of a new node. */
static bool read_place(const struct question *question, const mems_heap *heap, const char *text,
                       struct reply *reply)
{
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t address, start = mems_heap_options(heap).start + totals.mapped;
    int node = reply_of(question, REPLY_NODE);

    if (node >= 0 && read_node(text, start, totals.nodes)) {
        *reply = question->replies[node];
        return true;
    }
    if (!read_number(&text, &address) || !ends_address(text))
        return false;
    if (question_at(question, heap, address, reply)) {
        reply->typed = address;
        return true;
    }
    if (node < 0 || address != start)
        return false;
    *reply = question->replies[node];
    return true;
}

/* An address in a HOLE beside the block that is freed. */
static bool read_beside(const struct question *question, const char *text, struct reply *reply)
{
    const struct mems_segment *left = &question->left, *right = &question->right;
    uint64_t address;
    int at = -1;

    if (!read_number(&text, &address) || !ends_address(text))
        return false;
    if (question->has_left && left->kind == MEMS_HOLE && address - left->start < left->size)
        at = reply_of(question, REPLY_LEFT);
    if (question->has_right && right->kind == MEMS_HOLE && address - right->start < right->size)
        at = reply_of(question, REPLY_RIGHT);
    if (at < 0)
        return false;
    *reply = question->replies[at];
    return true;
}

bool question_read(const struct question *question, const mems_heap *heap, const char *typed,
                   struct reply *reply)
{
    char answer[ANSWER_MAX + 1];
    const char *text = answer;
    int key;

    if (!tidy(typed, answer) || *answer == '\0')
        return false;
    key = answer[1] == '\0' ? question_of_key(question, (unsigned char)answer[0]) : -1;
    if (key >= 0 && !(question->by_hand && isdigit((unsigned char)answer[0]))) {
        *reply = question->replies[key];
        return true;
    }
    text = past_words(answer);
    if (read_word(question, text, reply))
        return true;
    switch (question->kind) {
    case QUESTION_NONE: return false;
    case QUESTION_PLACE: return read_place(question, heap, text, reply);
    case QUESTION_JOIN: return read_beside(question, text, reply);
    case QUESTION_WHERE: return read_offset(text, reply);
    }
    return false;
}
