/* piece.c: the pieces that statements are made of, each with what is wrong
 * when it is not there, and what was expected. */
#include "reader.h"

#include <string.h>

#define EXPECTED_NAME "a name such as A, buf or 17: letters, digits, _ . -"
#define EXPECTED_SIZE "bytes such as 400, 250*4 or 4K"
#define EXPECTED_ADDRESS "an address such as 1000 or 0x3e8"

/* Quotes the word at `at`, whole, as far as it goes. */
static char *quote_word(const struct reader *reader, size_t at, char out[QUOTE_SIZE])
{
    struct scan scan = reader->scan;
    struct token word;

    scan.at = at;
    word = scan_word(&scan);
    if (word.length == 0 && at < scan.length)
        word.length = 1;
    return quote(out, word.start, word.length);
}

/* A piece that began at `start` went wrong at reader->scan. */
static bool fail_piece(struct reader *reader, size_t start, enum scanned scanned, const char *what,
                       const char *expected)
{
    size_t at = reader->scan.at;
    char quoted[QUOTE_SIZE];

    if (scanned == SCAN_MISSING)
        return reader_fail(reader, at, expected, "%s is missing", what);
    if (scanned == SCAN_TOO_LARGE)
        return reader_fail(reader, at, "18446744073709551615 at most",
                           "the number is too large");
    return reader_fail(reader, at, expected, "%s is not %s", quote_word(reader, start, quoted),
                       what);
}

static size_t piece_start(struct reader *reader)
{
    scan_end(&reader->scan);
    return reader->scan.at;
}

/* Whether a piece may end here. */
static bool ends(const struct scan *scan, char stop)
{
    return scan_boundary(scan) || (stop != '\0' && scan->line[scan->at] == stop);
}

bool read_end(struct reader *reader)
{
    char quoted[QUOTE_SIZE];

    if (scan_end(&reader->scan))
        return true;
    return reader_fail(reader, reader->scan.at, "the end of the line", "%s does not belong here",
                       quote_word(reader, reader->scan.at, quoted));
}

bool read_name(struct reader *reader, char stop, uint32_t *name)
{
    size_t start = piece_start(reader);
    struct scan *scan = &reader->scan;
    struct token token;
    enum scanned scanned;

    if (reader->typed)
        scan->at += ops_name_sign(scan->line + scan->at, scan->length - scan->at);
    scanned = scan_name(scan, &token);
    if (scanned == SCAN_TOO_LONG)
        return reader_fail(reader, start, "64 bytes at most", "the name is too long");
    if (scanned == SCANNED && !ends(scan, stop))
        scanned = SCAN_WRONG;
    if (scanned != SCANNED)
        return fail_piece(reader, start, scanned, "a name", EXPECTED_NAME);
    if (!ops_intern(reader->ops, token.start, token.length, name))
        return reader_stop(reader, "", "out of memory");
    return true;
}

bool read_size(struct reader *reader, char stop, uint64_t *size)
{
    size_t start = piece_start(reader);
    enum scanned scanned = scan_product(&reader->scan, size);

    if (scanned == SCANNED && !ends(&reader->scan, stop))
        scanned = SCAN_WRONG;
    if (scanned != SCANNED)
        return fail_piece(reader, start, scanned, "a size", EXPECTED_SIZE);
    return true;
}

bool read_address(struct reader *reader, char stop, uint64_t *address)
{
    size_t start = piece_start(reader);
    enum scanned scanned = scan_address(&reader->scan, address);

    if (scanned == SCANNED && !ends(&reader->scan, stop))
        scanned = SCAN_WRONG;
    if (scanned != SCANNED)
        return fail_piece(reader, start, scanned, "an address", EXPECTED_ADDRESS);
    return true;
}

bool read_offset(struct reader *reader, uint64_t *offset)
{
    size_t start = reader->scan.at;
    enum scanned scanned = SCAN_MISSING;

    if (!scan_boundary(&reader->scan))
        scanned = scan_address(&reader->scan, offset);
    if (scanned == SCANNED && !ends(&reader->scan, '\0'))
        scanned = SCAN_WRONG;
    if (scanned != SCANNED)
        return fail_piece(reader, start, scanned, "an offset", "bytes such as 4 or 0x10");
    return true;
}

bool read_word(struct reader *reader, const char *word)
{
    size_t start = piece_start(reader);
    char quoted[QUOTE_SIZE];

    if (token_is(scan_word(&reader->scan), word))
        return true;
    if (scan_end(&(struct scan){reader->scan.line, reader->scan.length, start}))
        return reader_fail(reader, start, word, "'%s' is missing", word);
    return reader_fail(reader, start, word, "%s is not '%s'", quote_word(reader, start, quoted),
                       word);
}

bool read_policy(struct reader *reader, enum mems_policy *policy)
{
    size_t start = piece_start(reader);
    struct token word = scan_word(&reader->scan);

    for (int i = 0; i < MEMS_POLICIES; i++)
        if (token_is(word, mems_policy_name((enum mems_policy)i))) {
            *policy = (enum mems_policy)i;
            return true;
        }
    reader->scan.at = start;
    return fail_piece(reader, start, scan_end(&reader->scan) ? SCAN_MISSING : SCAN_WRONG,
                      "a policy", "first, next, best or worst");
}

bool read_text(struct reader *reader, uint32_t *text)
{
    size_t start = piece_start(reader), length, at;
    enum scanned scanned = scan_string(&reader->scan, reader->string, &length);

    at = reader->scan.at;
    switch (scanned) {
    case SCANNED:
        break;
    case SCAN_UNCLOSED:
        return reader_fail(reader, at, "\" at the text's end", "the text is not closed");
    case SCAN_ESCAPE:
        return reader_fail(reader, at, "\\\" \\\\ or \\n", "a backslash before something else");
    case SCAN_CONTROL:
        return reader_fail(reader, at, "printable characters", "a control character in a text");
    case SCAN_NOT_UTF8:
        return reader_fail(reader, at, "UTF-8", "a byte that is no character in a text");
    default:
        return fail_piece(reader, start, scanned, "a text", "\"...\" in double quotes");
    }
    if (!ops_add_text(reader->ops, reader->string, length, text))
        return reader_stop(reader, "", "out of memory");
    return true;
}
