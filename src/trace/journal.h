/* journal.h: what a timeline knows about its steps: an entry each, with the
 * decisions and the overwritten bytes that belong to them, in order. A journal
 * can be cut in two and put together again: that is how a future is kept. */
#ifndef MEMS_TRACE_JOURNAL_H
#define MEMS_TRACE_JOURNAL_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a name stands for. */
enum bound { BOUND_NOT, BOUND_NULL, BOUND_LIVE, BOUND_DEAD };

enum { /* entry.flags */
    ENTRY_MALLOC = 1,  /* has a decision of malloc */
    ENTRY_FREE = 2,    /* has one of free, after that */
    ENTRY_RENAMED = 4, /* the name was live; its old block leaks */
    ENTRY_WROTE = 8,   /* has an entry in `writes` */
    ENTRY_BOUND = 16,  /* the operation's name was bound anew */
    ENTRY_KILLED = 32  /* the name of the block freed was live, and is dead */
};

struct entry {
    uint32_t op;       /* index in the ops */
    uint32_t decision; /* index of its first decision */
    uint32_t before;   /* the step that bound the operation's name before;
                          OP_POLICY: the policy before */
    uint32_t maker;    /* ENTRY_FREE: the step that made the block */
    uint32_t failed;   /* expectations, when the step was first reached */
    uint8_t outcome;   /* enum outcome */
    uint8_t error;     /* enum mems_error */
    uint8_t flags;
    uint8_t bound;     /* enum bound: what the operation's name was before */
    uint8_t tint;      /* ENTRY_MALLOC: of its block, for timeline_tint */
};

/* Bytes that an event wrote over. */
struct write {
    uint64_t address;  /* virtual */
    uint64_t size;
    size_t old;        /* where they are in `bytes` */
};

struct journal {
    struct entry *entries; /* entries[i] is of step i + 1 */
    size_t count, entries_room;
    struct mems_decision *decisions;
    size_t decision_count, decisions_room;
    struct write *writes;
    size_t write_count, writes_room;
    unsigned char *bytes;
    size_t byte_count, bytes_room;
};

/* All zero is an empty journal. */
void journal_close(struct journal *journal);

/* Makes room for one entry more, with two decisions and one write of `bytes`
 * bytes. false without memory. */
bool journal_reserve(struct journal *journal, size_t bytes);

/* Moves the entries from step + 1 on, and the writes from `write` on, which is
 * where theirs begin, to *tail, an empty journal. false without memory. */
bool journal_cut(struct journal *journal, uint32_t step, size_t write, struct journal *tail);

/* Puts a tail back where it was cut off, and empties it. Cannot fail: the
 * journal once had room for it and never gives room back. */
void journal_join(struct journal *journal, struct journal *tail);

#endif
