/* ops.h: what a person asked for: a list of operations, and the notes
 * (captions, chapters, stops, questions, expectations, a speaker's notes) that hang
 * on them.
 *
 * Operation 0 is OP_START, the empty heap; step k is the state after
 * operation k. Notes of step k are looked at in that state. The list only
 * grows: operations that a person types are appended to it. It knows no heap;
 * several timelines may share one list. */
#ifndef MEMS_TRACE_OPS_H
#define MEMS_TRACE_OPS_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum op_kind { OP_START, OP_MALLOC, OP_FREE, OP_REALLOC, OP_GET, OP_WRITE, OP_POLICY };

#define NO_NAME UINT32_MAX /* a place without a name: an address */
#define NO_TEXT UINT32_MAX

/* Operations and notes at most in one list: 2^25 and 2^22; a list past that
 * is refused. */
#define OPS_MAX (UINT32_C(1) << 25)
#define NOTES_MAX (UINT32_C(1) << 22)

/* `name` is what the person called the block. free, get and write take a
 * place: name + offset, or, with NO_NAME, the virtual address `offset`. The
 * list keeps 16 bytes for a malloc, a realloc and a plain free, and hands out
 * copies. */
struct op {
    uint8_t kind;    /* enum op_kind */
    uint32_t name;   /* for ops_name, or NO_NAME */
    uint32_t line;   /* in the workload, 1 and up; 0: typed */
    uint32_t text;   /* OP_WRITE: the bytes to write, for ops_text, or NO_TEXT */
    uint64_t offset; /* OP_FREE, OP_GET, OP_WRITE */
    uint64_t size;   /* OP_MALLOC, OP_REALLOC: bytes; OP_WRITE without text: the
                        value of an int of 32 bits; OP_POLICY: enum mems_policy */
};

enum note_kind { NOTE_SAY, NOTE_MARK, NOTE_STOP, NOTE_EXPECT, NOTE_ASK, NOTE_SPEAKER };
#define NOTE_KINDS 6

enum expect_kind {
    EXPECT_AT,       /* block `name` is live and begins at `value` */
    EXPECT_GONE,     /* block `name` is not live */
    EXPECT_HOLES,    /* HOLEs in all nodes */
    EXPECT_BLOCKS,   /* PROCESS segments in all nodes */
    EXPECT_NODES,
    EXPECT_PAGES,
    EXPECT_USED,     /* bytes in PROCESS segments */
    EXPECT_UNUSED,   /* bytes in HOLEs */
    EXPECT_LARGEST,  /* bytes of the largest HOLE */
    EXPECT_FAILS     /* the operation of this step changed nothing and says why */
};

struct note {
    uint32_t step;
    uint32_t line;
    uint8_t kind;    /* enum note_kind */
    uint8_t expect;  /* NOTE_EXPECT: enum expect_kind */
    uint32_t name;   /* EXPECT_AT, EXPECT_GONE */
    uint32_t text;   /* NOTE_SAY, NOTE_MARK, NOTE_SPEAKER: for ops_text; NOTE_ASK: too, or
                        NO_TEXT */
    uint64_t value;
};

struct ops;

/* A list that holds OP_START alone; NULL without memory. */
struct ops *ops_open(void);
void ops_close(struct ops *ops); /* NULL is allowed */

/* The heap that the workload asks for. */
struct mems_options *ops_options(struct ops *ops);
const struct mems_options *ops_options_view(const struct ops *ops);

/* All operations, OP_START included: those of the workload first, then those
 * that were typed (op.line is 0), each appended as the last one. */
size_t ops_count(const struct ops *ops);
struct op ops_at(const struct ops *ops, size_t index);

/* The `size` of one of them. */
uint64_t ops_size(const struct ops *ops, size_t index);

/* Notes in order of their steps; those of one step in order of the file. */
size_t ops_note_count(const struct ops *ops);
const struct note *ops_note(const struct ops *ops, size_t index);
/* Index of the first note at `step` or later; ops_note_count if none. O(log n). */
size_t ops_first_note(const struct ops *ops, uint32_t step);
/* The first note of that kind at `index` or after it; the last one before it;
 * ops_note_count if none. O(log n). */
size_t ops_next_note(const struct ops *ops, enum note_kind kind, size_t index);
size_t ops_previous_note(const struct ops *ops, enum note_kind kind, size_t index);
/* How many of that kind come before `index`, and the one before which there are `rank`
 * (less than there are in all). O(log n), O(1). */
size_t ops_note_rank(const struct ops *ops, enum note_kind kind, size_t index);
size_t ops_note_ranked(const struct ops *ops, enum note_kind kind, size_t rank);

/* All of these: false without memory or past a limit, and nothing changed. */
bool ops_add(struct ops *ops, struct op op);
bool ops_add_note(struct ops *ops, struct note note); /* its step is set: the last operation's */
bool ops_intern(struct ops *ops, const char *name, size_t length, uint32_t *id);
bool ops_add_text(struct ops *ops, const char *bytes, size_t length, uint32_t *id);

/* A moment of the list. Truncating takes away all that was added since then:
 * operations, notes, names and texts. */
struct ops_mark {
    size_t count, rare, notes, names, texts;
};
struct ops_mark ops_mark(const struct ops *ops);
void ops_truncate(struct ops *ops, struct ops_mark mark);

/* Names and texts may hold any bytes but NUL; they end in a NUL. Names are
 * numbered from 0. What ops_name and ops_text return is valid until the next
 * name or text is added. */
size_t ops_name_count(const struct ops *ops);
const char *ops_name(const struct ops *ops, uint32_t id);
/* Bytes before a name that is written as it is shown: 1 for the # of one that begins with
 * a digit, else 0. */
size_t ops_name_sign(const char *text, size_t length);
/* A name that begins with a digit is found with a # before it too. */
bool ops_find_name(const struct ops *ops, const char *name, size_t length, uint32_t *id);
const char *ops_text(const struct ops *ops, uint32_t id, size_t *length);

/* The operation as a line of a workload ("malloc D 400"), cut to fit `size`
 * bytes with its NUL; returns the length without it. */
size_t ops_print(const struct ops *ops, const struct op *op, char *out, size_t size);

/* The question of a note as a line ("? \"Where will D land?\""). */
size_t ops_print_ask(const struct ops *ops, const struct note *note, char *out, size_t size);

/* The note as a line ("mark \"reuse\"", "stop"), as above. */
size_t ops_print_note(const struct ops *ops, const struct note *note, char *out, size_t size);

/* The note's expectation as a line ("expect A at 1000"). */
size_t ops_print_expect(const struct ops *ops, const struct note *note, char *out, size_t size);

#endif
