/* scan.c: bytes to pieces. Never reads past the line's length; a line may
 * hold any bytes. */
#include "scan.h"

#include "digit.h"
#include "utf8.h"

#include <string.h>

struct scan scan_line(const char *line, size_t length)
{
    if (length > 0 && line[length - 1] == '\r')
        length--;
    return (struct scan){.line = line, .length = length};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The next byte, or NUL at the end: no piece has a NUL in it. */
static char next(const struct scan *scan)
{
    return scan->at < scan->length ? scan->line[scan->at] : '\0';
}

bool scan_end(struct scan *scan)
{
    while (scan->at < scan->length && is_blank(scan->line[scan->at]))
        scan->at++;
    return scan->at == scan->length || scan->line[scan->at] == '#';
}

bool scan_boundary(const struct scan *scan)
{
    return scan->at == scan->length || is_blank(scan->line[scan->at])
        || scan->line[scan->at] == '#';
}

bool scan_take(struct scan *scan, char c)
{
    if (scan->at == scan->length || scan->line[scan->at] != c)
        return false;
    scan->at++;
    return true;
}

struct token scan_word(struct scan *scan)
{
    struct token word = scan_peek(scan);

    scan->at += word.length;
    return word;
}

struct token scan_peek(struct scan *scan)
{
    struct scan ahead;

    scan_end(scan);
    ahead = *scan;
    while (!scan_boundary(&ahead) && ahead.line[ahead.at] != '"')
        ahead.at++;
    return (struct token){scan->line + scan->at, ahead.at - scan->at, scan->at};
}

bool token_is(struct token token, const char *word)
{
    return strlen(word) == token.length && memcmp(word, token.start, token.length) == 0;
}

/* ---- Numbers ---- */

static bool multiply(uint64_t *a, uint64_t b)
{
    if (b != 0 && *a > UINT64_MAX / b)
        return false;
    *a *= b;
    return true;
}

/* On overflow the scan stands at the number's start. */
static enum scanned digits(struct scan *scan, uint64_t base, uint64_t *number)
{
    size_t start = scan->at;
    uint64_t value = 0;

    for (; digit_value(next(scan)) < base; scan->at++) {
        uint64_t digit = digit_value(next(scan));

        if (value > (UINT64_MAX - digit) / base) {
            scan->at = start;
            return SCAN_TOO_LARGE;
        }
        value = value * base + digit;
    }
    *number = value;
    return scan->at == start ? SCAN_WRONG : SCANNED;
}

enum scanned scan_number(struct scan *scan, uint64_t *number)
{
    return scan_end(scan) ? SCAN_MISSING : digits(scan, 10, number);
}

enum scanned scan_address(struct scan *scan, uint64_t *address)
{
    if (scan_end(scan))
        return SCAN_MISSING;
    if (next(scan) == '0' && scan->at + 1 < scan->length
        && (scan->line[scan->at + 1] == 'x' || scan->line[scan->at + 1] == 'X')) {
        scan->at += 2;
        return digits(scan, 16, address);
    }
    return digits(scan, 10, address);
}

static unsigned suffix_shift(char c)
{
    switch (c) {
    case 'k': case 'K': return 10;
    case 'm': case 'M': return 20;
    case 'g': case 'G': return 30;
    default: return 0;
    }
}

static enum scanned factor(struct scan *scan, uint64_t *number)
{
    size_t start = scan->at;
    enum scanned scanned = digits(scan, 10, number);
    unsigned shift = suffix_shift(next(scan));

    if (scanned != SCANNED || shift == 0)
        return scanned;
    scan->at++;
    if (multiply(number, UINT64_C(1) << shift))
        return SCANNED;
    scan->at = start;
    return SCAN_TOO_LARGE;
}

/* A * here or after blanks; without one the scan stays. */
static bool take_star(struct scan *scan)
{
    struct scan ahead = *scan;

    if (scan_end(&ahead) || !scan_take(&ahead, '*'))
        return false;
    *scan = ahead;
    return true;
}

enum scanned scan_product(struct scan *scan, uint64_t *product)
{
    size_t start;
    enum scanned scanned;
    uint64_t number;

    if (scan_end(scan))
        return SCAN_MISSING;
    start = scan->at;
    *product = 1;
    do {
        if (scan_end(scan))
            return SCAN_WRONG;
        scanned = factor(scan, &number);
        if (scanned != SCANNED)
            return scanned;
        if (!multiply(product, number)) {
            scan->at = start;
            return SCAN_TOO_LARGE;
        }
    } while (take_star(scan));
    return SCANNED;
}

/* ---- Names and strings ---- */

/* Bytes of the character of a name here; 0: none. */
static size_t name_char(const struct scan *scan, bool first)
{
    char c = next(scan);
    uint32_t code;
    size_t length;

    if (is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
        return 1;
    if (c == '.' || c == '-')
        return first ? 0 : 1;
    if ((unsigned char)c < 0x80)
        return 0;
    length = utf8_decode(scan->line + scan->at, scan->length - scan->at, &code);
    return length > 0 && utf8_is_visible(code) ? length : 0;
}

enum scanned scan_name(struct scan *scan, struct token *name)
{
    size_t start, length;

    if (scan_end(scan))
        return SCAN_MISSING;
    start = scan->at;
    while ((length = name_char(scan, scan->at == start)) > 0)
        scan->at += length;
    if (scan->at == start || (!scan_boundary(scan) && next(scan) != '+'))
        return SCAN_WRONG;
    *name = (struct token){scan->line + start, scan->at - start, start};
    if (name->length <= NAME_MAX_BYTES)
        return SCANNED;
    scan->at = start;
    return SCAN_TOO_LONG;
}

/* One character of a string, or one escape, to `out`. */
static enum scanned string_char(struct scan *scan, char *out, size_t *length)
{
    uint32_t code;
    size_t taken;

    if (scan_take(scan, '\\')) {
        char c = next(scan);

        if (c != '"' && c != '\\' && c != 'n') {
            scan->at--;
            return SCAN_ESCAPE;
        }
        out[(*length)++] = c == 'n' ? '\n' : c;
        scan->at++;
        return SCANNED;
    }
    taken = utf8_decode(scan->line + scan->at, scan->length - scan->at, &code);
    if (taken == 0)
        return SCAN_NOT_UTF8;
    if (utf8_is_control(code))
        return SCAN_CONTROL;
    memcpy(out + *length, scan->line + scan->at, taken);
    *length += taken;
    scan->at += taken;
    return SCANNED;
}

enum scanned scan_string(struct scan *scan, char *out, size_t *length)
{
    enum scanned scanned = SCANNED;
    size_t start;

    *length = 0;
    if (scan_end(scan))
        return SCAN_MISSING;
    start = scan->at;
    if (!scan_take(scan, '"'))
        return SCAN_WRONG;
    while (scanned == SCANNED && scan->at < scan->length) {
        if (scan_take(scan, '"'))
            return SCANNED;
        scanned = string_char(scan, out, length);
    }
    if (scanned != SCANNED)
        return scanned;
    scan->at = start;
    return SCAN_UNCLOSED;
}
