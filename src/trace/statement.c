/* statement.c: one line: its word, and the operations. A line that has a
 * problem adds nothing that outlives it: the reader drops all then. */
#include "near.h"
#include "reader.h"

#include <string.h>

const char *const workload_words[] = {
    "malloc", "free", "realloc", "get", "write", "policy", "say", "note", "mark", "stop",
    "expect", "random", "page", "start", "align", "join", NULL
};

#define OPERATIONS "malloc, free, realloc, get, write or policy"

enum word_kind {
    WORD_MALLOC, WORD_FREE, WORD_FREE_ID, WORD_REALLOC, WORD_GET, WORD_WRITE,
    WORD_SAY, WORD_NOTE, WORD_MARK, WORD_STOP, WORD_EXPECT, WORD_RANDOM,
    WORD_PAGE, WORD_START, WORD_ALIGN, WORD_JOIN, WORD_POLICY
};

/* The words of a .rep trace come first: they are what long files are made of. */
static const struct word { const char *text; enum word_kind kind; bool typed; } words[] = {
    {"a", WORD_MALLOC, true},       {"f", WORD_FREE_ID, true},
    {"r", WORD_REALLOC, true},      {"malloc", WORD_MALLOC, true},
    {"free", WORD_FREE, true},      {"realloc", WORD_REALLOC, true},
    {"get", WORD_GET, true},        {"write", WORD_WRITE, true},
    {"policy", WORD_POLICY, true},  {"say", WORD_SAY, false},
    {"note", WORD_NOTE, false},     {"mark", WORD_MARK, false},
    {"stop", WORD_STOP, false},     {"expect", WORD_EXPECT, false},
    {"random", WORD_RANDOM, false}, {"page", WORD_PAGE, false},
    {"start", WORD_START, false},   {"align", WORD_ALIGN, false},
    {"join", WORD_JOIN, false},
};

/* ---- Operations ---- */

static struct op make(enum op_kind kind)
{
    return (struct op){.kind = (uint8_t)kind, .name = NO_NAME, .text = NO_TEXT};
}

/* NAME SIZE, of malloc and realloc. */
static bool read_block(struct reader *reader, enum op_kind kind)
{
    struct op op = make(kind);

    return read_name(reader, '\0', &op.name) && read_size(reader, '\0', &op.size)
        && read_end(reader) && reader_add(reader, op);
}

/* NAME, @ADDRESS, and +OFFSET after either. */
static bool read_place(struct reader *reader, struct op *op)
{
    uint64_t offset = 0;
    size_t start;

    scan_end(&reader->scan);
    start = reader->scan.at;
    if (scan_take(&reader->scan, '@')) {
        if (scan_boundary(&reader->scan))
            return reader_fail(reader, reader->scan.at, "@1000 or @0x3e8", "an address is missing");
        if (!read_address(reader, '+', &op->offset))
            return false;
    } else if (!read_name(reader, '+', &op->name)) {
        return false;
    }
    if (scan_take(&reader->scan, '+') && !read_offset(reader, &offset))
        return false;
    if (op->offset > UINT64_MAX - offset)
        return reader_fail(reader, start, "18446744073709551615 at most",
                           "the place is outside every address space");
    op->offset += offset;
    return true;
}

static bool read_use(struct reader *reader, enum op_kind kind)
{
    struct op op = make(kind);

    return read_place(reader, &op) && read_end(reader) && reader_add(reader, op);
}

/* f ID; in traces f -1 is free(NULL). */
static bool read_free_id(struct reader *reader)
{
    struct op op = make(OP_FREE);

    if (!token_is(scan_peek(&reader->scan), "-1"))
        return read_use(reader, OP_FREE);
    scan_word(&reader->scan);
    return read_end(reader) && reader_add(reader, op);
}

/* An int of 32 bits: decimal with its sign, or 0x and up to 32 bits. */
static bool read_int(struct reader *reader, uint64_t *value)
{
    size_t start = reader->scan.at;
    bool negative = scan_take(&reader->scan, '-');
    struct scan scan = reader->scan;
    enum scanned scanned = scan_address(&scan, value);
    bool hex = scan.at > reader->scan.at + 1 && (scan.line[reader->scan.at + 1] | 32) == 'x';
    uint64_t most = hex ? UINT32_MAX : negative ? UINT64_C(1) << 31 : INT32_MAX;
    struct token word;
    char quoted[QUOTE_SIZE];

    reader->scan.at = start;
    word = scan_peek(&reader->scan);
    if (scanned == SCAN_TOO_LARGE || (scanned == SCANNED && scan_boundary(&scan) && *value > most))
        return reader_fail(reader, start, "-2147483648 to 2147483647, or 0x0 to 0xffffffff",
                           "%s does not fit in an int", quote(quoted, word.start, word.length));
    if (scanned != SCANNED || !scan_boundary(&scan) || (hex && negative))
        return reader_fail(reader, start, "an int such as 200, -1 or 0xff, or a text",
                           "%s is not a value", quote(quoted, word.start, word.length));
    reader->scan = scan;
    *value = negative ? (uint32_t)-(uint32_t)*value : (uint32_t)*value;
    return true;
}

static bool read_write(struct reader *reader)
{
    struct op op = make(OP_WRITE);

    if (!read_place(reader, &op))
        return false;
    if (scan_end(&reader->scan))
        return reader_fail(reader, reader->scan.at, "an int, or \"...\" in double quotes",
                           "a value is missing");
    if (scan_peek(&reader->scan).length == 0 ? !read_text(reader, &op.text)
                                             : !read_int(reader, &op.size))
        return false;
    return read_end(reader) && reader_add(reader, op);
}

/* ---- The line ---- */

/* Up to four bare numbers, on one line or several, before the first statement. */
static bool read_header(struct reader *reader)
{
    struct scan scan = reader->scan;
    unsigned numbers = 0;
    uint64_t number;

    while (!scan_end(&scan)) {
        if (scan_number(&scan, &number) != SCANNED || !scan_boundary(&scan))
            return false;
        numbers++;
    }
    if (reader->header + numbers > 4)
        return false;
    reader->header += numbers;
    return true;
}

static bool fail_word(struct reader *reader, struct token word)
{
    const char *near = nearest_word(word.start, word.length, workload_words);
    char quoted[QUOTE_SIZE];

    quote(quoted, word.start, word.length > 0 ? word.length : 1);
    if (near != NULL)
        return reader_fail(reader, word.at, "", "%s is no word of the language; did you mean "
                           "'%s'?", quoted, near);
    return reader_fail(reader, word.at, reader->typed ? OPERATIONS : "malloc, free, realloc, get, "
                       "write, policy, say, note, mark, stop, ?, expect, random, page, start, "
                       "align or join",
                       "%s is no word of the language", quoted);
}

static bool read_statement(struct reader *reader, const struct word *word, size_t at)
{
    switch (word->kind) {
    case WORD_MALLOC: return read_block(reader, OP_MALLOC);
    case WORD_REALLOC: return read_block(reader, OP_REALLOC);
    case WORD_FREE: return read_use(reader, OP_FREE);
    case WORD_FREE_ID: return read_free_id(reader);
    case WORD_GET: return read_use(reader, OP_GET);
    case WORD_WRITE: return read_write(reader);
    case WORD_SAY: return say_read(reader);
    case WORD_NOTE: return speaker_read(reader);
    case WORD_MARK: return mark_read(reader);
    case WORD_STOP: return stop_read(reader);
    case WORD_EXPECT: return expect_read(reader);
    case WORD_RANDOM: return random_read(reader);
    case WORD_PAGE: return setting_read(reader, SET_PAGE, at);
    case WORD_START: return setting_read(reader, SET_START, at);
    case WORD_ALIGN: return setting_read(reader, SET_ALIGN, at);
    case WORD_JOIN: return setting_read(reader, SET_JOIN, at);
    case WORD_POLICY: return setting_read(reader, SET_POLICY, at);
    }
    return false;
}

bool statement_read(struct reader *reader)
{
    struct token word;

    if (scan_end(&reader->scan) || (!reader->begun && read_header(reader)))
        return true;
    reader->begun = true;
    if (!reader->typed && scan_take(&reader->scan, '?'))
        return ask_read(reader);
    word = scan_word(&reader->scan);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!token_is(word, words[i].text))
            continue;
        if (reader->typed && !words[i].typed)
            return reader_fail(reader, word.at, OPERATIONS, "'%s' belongs in a file",
                               words[i].text);
        return read_statement(reader, &words[i], word.at);
    }
    return fail_word(reader, word);
}
