/* bytes.c: the bytes of blocks are real memory. Every write logs what it
 * overwrites first, so that going back restores it. Bytes outside the range
 * low .. high were never written and are 0, so a copy leaves them alone. */
#include "inside.h"

#include <string.h>

#define LOG_MAX ((uint64_t)256 << 20) /* bytes logged in one journal */

/* Where an address of some node is, whether it is in a block or not. */
static unsigned char *physical(const struct timeline *timeline, uint64_t address)
{
    struct mems_node node;

    mems_node_at(timeline->heap, address, &node);
    return (unsigned char *)node.physical + (address - node.start);
}

/* Logs the bytes that are there and notes that they will be written. */
static bool begin_write(struct timeline *timeline, uint64_t address, uint64_t size)
{
    uint32_t step = timeline->step + 1;
    struct journal *journal = timeline_journal(timeline, step);

    if (size > LOG_MAX || journal->byte_count > LOG_MAX - size
        || !journal_reserve(journal, !timeline_is_own(timeline, step), (size_t)size))
        return false;
    memcpy(journal->bytes + journal->byte_count, physical(timeline, address), (size_t)size);
    journal->writes[journal->write_count++] =
        (struct write){address, size, journal->byte_count, step};
    journal->byte_count += (size_t)size;
    journal->written++;
    if (address < timeline->low)
        timeline->low = address;
    if (address + size > timeline->high)
        timeline->high = address + size;
    return true;
}

bool timeline_write(struct timeline *timeline, uint64_t address, const void *bytes, size_t size)
{
    if (!begin_write(timeline, address, size))
        return false;
    memcpy(physical(timeline, address), bytes, size);
    return true;
}

/* Widens [*first, *end), offsets in a block at `start`, by what of its `size`
 * bytes may have been written. */
static void widen(const struct timeline *timeline, uint64_t start, uint64_t size, uint64_t *first,
                  uint64_t *end)
{
    uint64_t low = timeline->low > start ? timeline->low : start;
    uint64_t high = timeline->high < start + size ? timeline->high : start + size;

    if (low >= high)
        return;
    if (low - start < *first)
        *first = low - start;
    if (high - start > *end)
        *end = high - start;
}

bool timeline_copy(struct timeline *timeline, uint64_t to, uint64_t from, uint64_t size,
                   bool *wrote)
{
    uint64_t first = size, end = 0;

    widen(timeline, from, size, &first, &end);
    widen(timeline, to, size, &first, &end);
    *wrote = first < end;
    if (!*wrote)
        return true;
    if (!begin_write(timeline, to + first, end - first))
        return false;
    memcpy(physical(timeline, to + first), physical(timeline, from + first),
           (size_t)(end - first));
    return true;
}

const void *timeline_value(const struct timeline *timeline, const struct op *op, int32_t *value,
                           size_t *size)
{
    uint32_t bits = (uint32_t)op->size;

    if (op->text != NO_TEXT)
        return ops_text(timeline->ops, op->text, size);
    memcpy(value, &bits, sizeof *value);
    *size = sizeof *value;
    return value;
}

void timeline_rewrite(struct timeline *timeline, uint32_t step)
{
    struct journal *journal = timeline_journal(timeline, step);
    const struct write *write = &journal->writes[journal->written++];
    struct op op = ops_at(timeline->ops, timeline_op_of(timeline, step));
    unsigned char *to = physical(timeline, write->address);
    size_t size;
    int32_t value;

    if (op.kind == OP_WRITE) {
        memcpy(to, timeline_value(timeline, &op, &value, &size), (size_t)write->size);
    } else {
        const struct entry *entry = timeline_entry(timeline, step);
        uint64_t from = entry->gone + (write->address - entry->made);

        memcpy(to, physical(timeline, from), (size_t)write->size);
    }
}

void timeline_unwrite(struct timeline *timeline, uint32_t step)
{
    struct journal *journal = timeline_journal(timeline, step);
    const struct write *write = &journal->writes[--journal->written];

    memcpy(physical(timeline, write->address), journal->bytes + write->old,
           (size_t)write->size);
}

void timeline_carry(struct timeline *timeline, size_t written)
{
    struct journal *own = &timeline->own;

    while (own->written < written)
        timeline_rewrite(timeline, own->writes[own->written].step);
    while (own->written > written)
        timeline_unwrite(timeline, own->writes[own->written - 1].step);
}
