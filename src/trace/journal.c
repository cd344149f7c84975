/* journal.c: four arrays that grow together. Indices in entries and writes
 * count from the whole journal's start, in a tail too, so that cutting and
 * joining copy and change nothing. */
#include "journal.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

void journal_close(struct journal *journal)
{
    free(journal->entries);
    free(journal->decisions);
    free(journal->writes);
    free(journal->bytes);
    memset(journal, 0, sizeof *journal);
}

/* Room for these many more in each array. */
static bool reserve(struct journal *journal, size_t entries, size_t decisions, size_t writes,
                    size_t bytes)
{
    void *grown;

#define GROW(array, room, used, more) \
    if ((more) > SIZE_MAX - (used) \
        || (grown = array_grow(array, &(room), (used) + (more), sizeof *(array))) == NULL) \
        return false; \
    (array) = grown
    GROW(journal->entries, journal->entries_room, journal->count, entries);
    GROW(journal->decisions, journal->decisions_room, journal->decision_count, decisions);
    GROW(journal->writes, journal->writes_room, journal->write_count, writes);
    GROW(journal->bytes, journal->bytes_room, journal->byte_count, bytes);
#undef GROW
    return true;
}

bool journal_reserve(struct journal *journal, size_t bytes)
{
    return reserve(journal, 1, 2, 1, bytes);
}

/* Appends copies of what `from` holds from these places on. */
static void append(struct journal *to, const struct journal *from, size_t entry, size_t decision,
                   size_t write, size_t byte)
{
    size_t entries = from->count - entry, decisions = from->decision_count - decision;
    size_t writes = from->write_count - write, bytes = from->byte_count - byte;

#define COPY(array, used, start, more) \
    if ((more) > 0) \
        memcpy(to->array + to->used, from->array + (start), (more) * sizeof *to->array); \
    to->used += (more)
    COPY(entries, count, entry, entries);
    COPY(decisions, decision_count, decision, decisions);
    COPY(writes, write_count, write, writes);
    COPY(bytes, byte_count, byte, bytes);
#undef COPY
}

bool journal_cut(struct journal *journal, uint32_t step, size_t write, struct journal *tail)
{
    size_t decision = step < journal->count ? journal->entries[step].decision
                                            : journal->decision_count;
    size_t byte = write < journal->write_count ? journal->writes[write].old : journal->byte_count;

    if (!reserve(tail, journal->count - step, journal->decision_count - decision,
                 journal->write_count - write, journal->byte_count - byte)) {
        journal_close(tail);
        return false;
    }
    append(tail, journal, step, decision, write, byte);
    journal->count = step;
    journal->decision_count = decision;
    journal->write_count = write;
    journal->byte_count = byte;
    return true;
}

void journal_join(struct journal *journal, struct journal *tail)
{
    append(journal, tail, 0, 0, 0, 0);
    journal_close(tail);
}
