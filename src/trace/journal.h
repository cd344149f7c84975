/* journal.h: what a timeline knows about its steps, 20 bytes a step, and beside
 * that only what is rare: overwritten bytes, nodes made, expectations that
 * failed. A journal can be cut in two and put together again: that is how a
 * future that a person typed is kept. */
#ifndef MEMS_TRACE_JOURNAL_H
#define MEMS_TRACE_JOURNAL_H

#include "census.h"
#include "timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a name stands for. */
enum bound { BOUND_NOT, BOUND_NULL, BOUND_LIVE, BOUND_DEAD };

enum { /* entry.flags */
    ENTRY_MALLOC = 1,  /* placed a block */
    ENTRY_FREE = 2,    /* freed one, after that */
    ENTRY_RENAMED = 4, /* the name was live; its old block leaks */
    ENTRY_WROTE = 8,   /* has an entry in `writes` */
    ENTRY_BOUND = 16   /* the operation's name was bound anew */
};

/* Virtual addresses end below 2^48; so do sizes of blocks. Packed: there are as many
 * entries as steps. */
struct entry {
    uint64_t made : 48;   /* ENTRY_MALLOC: where the new block begins;
                             ENTRY_FREE alone: the bytes of the block freed */
    uint64_t flags : 5;
    uint64_t outcome : 4; /* enum outcome */
    uint64_t error : 4;   /* enum mems_error */
    uint64_t tint : 3;    /* ENTRY_MALLOC: of the new block */
    uint64_t gone : 48;   /* ENTRY_FREE: where the block freed began */
    uint64_t did : 4;     /* MEMS_DID_ bits of both decisions, which share none */
    uint64_t bound : 2;   /* enum bound: what the operation's name was before */
    uint64_t gone_tint : 3; /* ENTRY_FREE: of the block freed */
    uint64_t unused : 7;
    uint32_t earlier;     /* ENTRY_FREE: the step that made the block freed; else the
                             one that bound the operation's name before: where a
                             realloc moves or ends a block they are one, so that all
                             that bind a name link. OP_POLICY: the policy before */
} __attribute__((packed, aligned(4)));

_Static_assert(sizeof(struct entry) == 20, "ten million steps are 200 MB");
_Static_assert(OUTCOME_PAST_END < 16 && MEMS_BAD_POLICY < 16, "each has four bits");

/* What a step that was typed has beside its entry. */
struct typed {
    uint32_t op;            /* index in the ops */
    struct numbers numbers; /* after it */
};

/* Bytes that a step wrote over. */
struct write {
    uint64_t address;  /* virtual */
    uint64_t size;
    size_t old;        /* where they are in `bytes` */
    uint32_t step;
};

/* Expectations of a step that did not hold when it was first reached. */
struct failed {
    uint32_t step, count;
};

struct journal {
    struct entry *entries;
    size_t count, entries_room;
    struct typed *typed;   /* one an entry; NULL in the workload's own future */
    size_t typed_room;
    struct write *writes;
    size_t write_count, writes_room;
    unsigned char *bytes;
    size_t byte_count, bytes_room;
    uint32_t *nodes;       /* records of the nodes that entries made, in order */
    size_t node_count, nodes_room;
    struct failed *failed; /* in order of their steps */
    size_t failed_count, failed_room;
    size_t written, shown; /* of the writes and the nodes: those before the present */
};

/* All zero is an empty journal. */
void journal_close(struct journal *journal);

/* Bytes in use. */
size_t journal_bytes(const struct journal *journal);

/* Makes room for what one more step may add, a write of `bytes` bytes included.
 * false without memory. */
bool journal_enlarge(struct journal *journal, bool typed, size_t bytes);

static inline bool journal_reserve(struct journal *journal, bool typed, size_t bytes)
{
    return (journal->count < journal->entries_room && journal->write_count < journal->writes_room
            && journal->node_count < journal->nodes_room
            && journal->failed_count < journal->failed_room && !typed && bytes == 0)
        || journal_enlarge(journal, typed, bytes);
}

/* Moves what comes after the first `keep` entries, which is where the present
 * stands, to *tail, an empty journal. false without memory. O(what is moved). */
bool journal_cut(struct journal *journal, size_t keep, struct journal *tail);

/* Puts a tail back where it was cut off, and empties it. Cannot fail: a
 * journal never gives room back that it once had. */
void journal_join(struct journal *journal, struct journal *tail);

#endif
