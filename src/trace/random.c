/* random.c: `random` as the operations it stands for. The same statement after
 * the same names gives the same operations everywhere, for ever: the numbers
 * are drawn in a fixed order. */
#include "draw.h"
#include "reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct random {
    uint64_t count;    /* operations still to be made */
    uint64_t state, low, high, percent;
    uint32_t *live;    /* names of its blocks that it did not free */
    size_t live_count;
};

/* ---- Reading ---- */

static bool read_count(struct reader *reader, struct random *random)
{
    size_t at;

    scan_end(&reader->scan);
    at = reader->scan.at;
    if (!read_size(reader, '\0', &random->count))
        return false;
    if (random->count < 1 || random->count > OPS_MAX - ops_count(reader->ops))
        return reader_fail(reader, at, "1 or more, and 33554431 operations at most in all",
                           "%" PRIu64 " operations are too %s", random->count,
                           random->count < 1 ? "few" : "many");
    return true;
}

static bool read_range(struct reader *reader, struct random *random)
{
    size_t at;

    if (!read_size(reader, '.', &random->low))
        return false;
    at = reader->scan.at;
    if (!scan_take(&reader->scan, '.') || !scan_take(&reader->scan, '.'))
        return reader_fail(reader, at, "LOW..HIGH such as 1..4096", "the sizes are not a range");
    at = reader->scan.at;
    if (scan_boundary(&reader->scan))
        return reader_fail(reader, at, "LOW..HIGH such as 1..4096", "the range has no end");
    if (!read_size(reader, '\0', &random->high))
        return false;
    if (random->high < random->low)
        return reader_fail(reader, at, "LOW..HIGH such as 1..4096", "the range is upside down");
    return true;
}

static bool read_percent(struct reader *reader, struct random *random)
{
    size_t at;

    scan_end(&reader->scan);
    at = reader->scan.at;
    if (scan_number(&reader->scan, &random->percent) != SCANNED || random->percent > 100
        || !scan_take(&reader->scan, '%') || !scan_boundary(&reader->scan))
        return reader_fail(reader, at, "0% to 100%", "the share of frees is not a percentage");
    return true;
}

/* ---- Expansion ---- */

/* A new name: r and a number that nobody used before. */
static bool new_name(struct reader *reader, uint32_t *name)
{
    char text[24];
    size_t length;

    do
        length = (size_t)snprintf(text, sizeof text, "r%" PRIu64, ++reader->generated);
    while (ops_find_name(reader->ops, text, length, name));
    return ops_intern(reader->ops, text, length, name);
}

static uint64_t draw_size(struct random *random)
{
    uint64_t span = random->high - random->low;

    return random->low + (span == UINT64_MAX ? draw_next(&random->state)
                                             : draw_below(&random->state, span + 1));
}

static bool add_one(struct reader *reader, struct random *random)
{
    struct op op = {.kind = OP_MALLOC, .text = NO_TEXT};

    if (draw_below(&random->state, 100) < random->percent && random->live_count > 0) {
        size_t victim = (size_t)draw_below(&random->state, random->live_count);

        op.kind = OP_FREE;
        op.name = random->live[victim];
        random->live[victim] = random->live[--random->live_count];
        return reader_add(reader, op);
    }
    op.size = draw_size(random);
    if (!new_name(reader, &op.name))
        return reader_stop(reader, "", "out of memory");
    random->live[random->live_count++] = op.name;
    return reader_add(reader, op);
}

void random_end(struct reader *reader)
{
    if (reader->random != NULL)
        free(reader->random->live);
    free(reader->random);
    reader->random = NULL;
}

void random_go_on(struct reader *reader, size_t count)
{
    struct random *random = reader->random;
    bool good = true;

    for (; good && random->count > 0 && ops_count(reader->ops) < count; random->count--)
        good = add_one(reader, random);
    if (!good || random->count == 0)
        random_end(reader);
}

/* From now on the reader has it. */
static bool begin(struct reader *reader, const struct random *read)
{
    struct random *random = malloc(sizeof *random);

    reader->random = random;
    if (random == NULL)
        return reader_stop(reader, "", "out of memory");
    *random = *read;
    random->live = malloc((size_t)random->count * sizeof *random->live);
    if (random->live != NULL)
        return true;
    random_end(reader);
    return reader_stop(reader, "", "out of memory");
}

bool random_read(struct reader *reader)
{
    struct random random = {.live = NULL};

    return read_count(reader, &random) && read_word(reader, "seed")
        && read_address(reader, '\0', &random.state) && read_word(reader, "size")
        && read_range(reader, &random) && read_word(reader, "free")
        && read_percent(reader, &random) && read_end(reader)
        && (reader->problems->count > 0 || begin(reader, &random));
}
