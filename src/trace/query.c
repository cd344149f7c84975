/* query.c: the words of a search. Every error says what is possible instead, as
 * shortly as a row of the screen needs it. */
#include "find.h"

#include "digit.h"
#include "near.h"

#include <stdio.h>
#include <string.h>

const char *const query_words[] = {"mmap", "fail", "reuse", "at", "name", "size", "lived",
                                   "peak", NULL};

/* What is being read, and where what is wrong with it goes. */
struct reading {
    const char *at;
    char *why;
    size_t size;
};

static bool wrong(struct reading *reading, const char *format, const char *detail)
{
    snprintf(reading->why, reading->size, format, detail);
    return false;
}

static void skip_blanks(struct reading *reading)
{
    reading->at += strspn(reading->at, " ");
}

/* Its place in a list that ends in NULL; -1: it is none of it. */
static int place_of(const char *const *words, const char *word, size_t length)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strlen(words[i]) == length && strncmp(words[i], word, length) == 0)
            return i;
    return -1;
}

/* Decimal, or hexadecimal after 0x; at least a digit. */
static bool read_digits(struct reading *reading, uint64_t *number)
{
    const char *at = reading->at;
    unsigned base = strncmp(at, "0x", 2) == 0 ? 16 : 10;
    const char *first = at + (base == 16 ? 2 : 0);

    *number = 0;
    for (at = first; digit_value(*at) < base; at++) {
        if (*number > (UINT64_MAX - digit_value(*at)) / base)
            return false;
        *number = *number * base + digit_value(*at);
    }
    if (at > first)
        reading->at = at;
    return at > first;
}

/* Digits, and K, M or G after them. */
static bool read_bytes(struct reading *reading, uint64_t *bytes)
{
    static const char suffixes[] = "KMG";
    const char *suffix;
    unsigned shift = 0;

    if (!read_digits(reading, bytes))
        return false;
    suffix = *reading->at != '\0' ? strchr(suffixes, *reading->at) : NULL;
    if (suffix != NULL) {
        shift = 10 * (unsigned)(suffix - suffixes + 1);
        reading->at++;
    }
    if (*bytes > UINT64_MAX >> shift)
        return false;
    *bytes <<= shift;
    return true;
}

/* ---- What stands after a word ---- */

static bool read_here(struct query *query, struct reading *reading, struct range here)
{
    query->range = here;
    return here.size > 0 || wrong(reading, "nothing is selected, and nothing mapped yet: %s",
                                  "say where, as in at 4000");
}

static bool read_at(struct query *query, struct reading *reading, struct range here)
{
    if (*reading->at == '\0')
        return read_here(query, reading, here);
    reading->at += *reading->at == '@';
    query->range.size = 1;
    return read_digits(reading, &query->range.start)
        || wrong(reading, "expected a virtual address, as in %s", "at 4000 or at 0x3e8");
}

static bool read_name(struct query *query, struct reading *reading, const struct ops *ops)
{
    const char *name = reading->at;
    size_t length = strcspn(name, " ");

    if (length == 0)
        return wrong(reading, "expected the name of a block, as in %s", "name A");
    if (!ops_find_name(ops, name, length, &query->name))
        return wrong(reading, "no block is ever called %s", name);
    reading->at += length;
    return true;
}

/* A comparison with bytes, with steps or with a count; `example`: as one is written. */
static bool read_than(struct query *query, struct reading *reading, const char *example)
{
    static const struct { const char *sign; enum query_than than; } signs[] = {
        {"<=", THAN_AT_MOST}, {">=", THAN_AT_LEAST}, {"<", THAN_LESS},
        {">", THAN_MORE},     {"=", THAN_EQUAL},
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].sign);

        if (strncmp(reading->at, signs[i].sign, length) != 0)
            continue;
        query->than = signs[i].than;
        reading->at += length;
        skip_blanks(reading);
        return read_bytes(reading, &query->bytes)
            || wrong(reading, "expected a number, as in %s", example);
    }
    return wrong(reading, "expected <, <=, =, >= or > and a number, as in %s", example);
}

bool query_compares(enum number number)
{
    return number != NUMBER_HOLES && number != NUMBER_LARGEST && number != NUMBER_FRAG;
}

static bool read_number(struct query *query, struct reading *reading, enum number number)
{
    query->kind = QUERY_NUMBER;
    query->number = number;
    if (!query_compares(number))
        return wrong(reading, "of holes, largest and frag only the peak can be found, as in %s",
                     "peak holes");
    if (!read_than(query, reading, number == NUMBER_BLOCKS ? "blocks>100" : "mapped>4M"))
        return false;
    query->times = *reading->at == 'x';
    reading->at += query->times;
    return true;
}

static bool read_peak(struct query *query, struct reading *reading)
{
    size_t length = strcspn(reading->at, " ");
    int peak = place_of(number_names, reading->at, length);

    if (peak < 0)
        return wrong(reading, "the peak of what? %s",
                     "mapped, used, unused, waste, largest, frag, holes or blocks");
    query->number = (enum number)peak;
    reading->at += length;
    return true;
}

static bool read_after(struct query *query, struct reading *reading, const struct ops *ops,
                       struct range here)
{
    switch (query->kind) {
    case QUERY_MMAP:
    case QUERY_FAIL: return true;
    case QUERY_REUSE: return read_here(query, reading, here);
    case QUERY_AT: return read_at(query, reading, here);
    case QUERY_NAME: return read_name(query, reading, ops);
    case QUERY_SIZE: return read_than(query, reading, "size>64K");
    case QUERY_LIVED: return read_than(query, reading, "lived>1000");
    case QUERY_PEAK: return read_peak(query, reading);
    case QUERY_NUMBER: return false; /* no word of its own: read_number */
    }
    return false;
}

/* ---- The whole ---- */

static bool no_word(struct reading *reading, const char *word)
{
    const char *near = nearest_word(word, strcspn(word, " "), query_words);

    if (near != NULL)
        return wrong(reading, "did you mean %s?", near);
    return wrong(reading, "possible: %s",
                 "mmap, fail, reuse, at 4000, name A, size>64K, mapped>4M, peak holes");
}

/* Whether a sign that compares follows, after blanks. */
static bool compared(const char *at)
{
    at += strspn(at, " ");
    return *at == '<' || *at == '=' || *at == '>';
}

static bool read_query(struct query *query, struct reading *reading, const struct ops *ops,
                       struct range here)
{
    const char *word = reading->at;
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz");
    int kind = place_of(query_words, word, length), number = place_of(number_names, word, length);
    /* "size" is a word in "size>1", "at" is none in "at4" */
    bool whole = word[length] == '\0' || strchr(" <=>", word[length]) != NULL;

    if (number >= 0 && compared(word + length)) {
        reading->at += length;
        skip_blanks(reading);
        return read_number(query, reading, (enum number)number);
    }
    if (kind < 0 || !whole) {
        query->kind = QUERY_NAME;
        return ops_find_name(ops, word, strcspn(word, " "), &query->name)
            ? read_name(query, reading, ops) : no_word(reading, word);
    }
    query->kind = (enum query_kind)kind;
    reading->at += length;
    skip_blanks(reading);
    return read_after(query, reading, ops, here);
}

bool query_read(struct query *query, const char *text, const struct ops *ops, struct range here,
                const char **at, char *why, size_t size)
{
    struct reading reading = {text, why, size};
    bool good;

    *query = (struct query){.kind = QUERY_MMAP};
    skip_blanks(&reading);
    good = read_query(query, &reading, ops, here);
    if (good) {
        skip_blanks(&reading);
        good = *reading.at == '\0' || wrong(&reading, "%s stands after the end of the search",
                                            reading.at);
    }
    *at = reading.at;
    return good;
}
