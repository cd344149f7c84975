/* journal.c: arrays that grow together. Places in `bytes` count from the whole
 * journal's start, in a tail too, so that cutting and joining copy and change
 * nothing. */
#include "journal.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

void journal_close(struct journal *journal)
{
    free(journal->entries);
    free(journal->typed);
    free(journal->writes);
    free(journal->bytes);
    free(journal->nodes);
    free(journal->failed);
    *journal = (struct journal){.count = 0};
}

size_t journal_bytes(const struct journal *journal)
{
    return journal->count * sizeof *journal->entries
        + (journal->typed != NULL ? journal->count * sizeof *journal->typed : 0)
        + journal->write_count * sizeof *journal->writes + journal->byte_count
        + journal->node_count * sizeof *journal->nodes
        + journal->failed_count * sizeof *journal->failed;
}

struct amount {
    size_t entries, typed, writes, bytes, nodes, failed;
};

/* Room for these many more in each array. */
static bool reserve(struct journal *journal, struct amount more)
{
    void *grown;

#define GROW(array, room, used, more) \
    if ((more) > 0) { \
        if ((more) > SIZE_MAX - (used) \
            || (grown = array_grow(array, &(room), (used) + (more), sizeof *(array))) == NULL) \
            return false; \
        (array) = grown; \
    }
    GROW(journal->entries, journal->entries_room, journal->count, more.entries)
    GROW(journal->typed, journal->typed_room, journal->count, more.typed)
    GROW(journal->writes, journal->writes_room, journal->write_count, more.writes)
    GROW(journal->bytes, journal->bytes_room, journal->byte_count, more.bytes)
    GROW(journal->nodes, journal->nodes_room, journal->node_count, more.nodes)
    GROW(journal->failed, journal->failed_room, journal->failed_count, more.failed)
#undef GROW
    return true;
}

bool journal_enlarge(struct journal *journal, bool typed, size_t bytes)
{
    return reserve(journal, (struct amount){1, typed, 1, bytes, 1, 1});
}

/* Appends copies of what `from` holds from these places on. */
static void append(struct journal *to, const struct journal *from, size_t entry, size_t write,
                   size_t byte, size_t node)
{
    struct amount more = {.entries = from->count - entry, .writes = from->write_count - write,
                          .bytes = from->byte_count - byte, .nodes = from->node_count - node};

#define COPY(array, used, start, more) \
    if ((more) > 0) \
        memcpy(to->array + to->used, from->array + (start), (more) * sizeof *to->array)
    COPY(entries, count, entry, more.entries);
    COPY(typed, count, entry, more.entries);
    COPY(writes, write_count, write, more.writes);
    COPY(bytes, byte_count, byte, more.bytes);
    COPY(nodes, node_count, node, more.nodes);
#undef COPY
    to->count += more.entries;
    to->write_count += more.writes;
    to->byte_count += more.bytes;
    to->node_count += more.nodes;
}

bool journal_cut(struct journal *journal, size_t keep, struct journal *tail)
{
    size_t write = journal->written, node = journal->shown;
    size_t byte = write < journal->write_count ? journal->writes[write].old : journal->byte_count;
    struct amount more = {.entries = journal->count - keep, .typed = journal->count - keep,
                          .writes = journal->write_count - write,
                          .bytes = journal->byte_count - byte,
                          .nodes = journal->node_count - node};

    if (keep == 0) {
        *tail = *journal;
        *journal = (struct journal){.count = 0};
        return true;
    }
    if (!reserve(tail, more)) {
        journal_close(tail);
        return false;
    }
    append(tail, journal, keep, write, byte, node);
    journal->count = keep;
    journal->write_count = write;
    journal->byte_count = byte;
    journal->node_count = node;
    return true;
}

void journal_join(struct journal *journal, struct journal *tail)
{
    if (journal->count == 0) {
        journal_close(journal);
        *journal = *tail;
        *tail = (struct journal){.count = 0};
    } else {
        append(journal, tail, 0, 0, 0, 0);
        journal_close(tail);
    }
}
