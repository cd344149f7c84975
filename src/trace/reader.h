/* reader.h: the state of reading a workload, which the parts of the reader
 * share: lines (workload.c), the plainest of them (plain.c), statements
 * (statement.c), settings (setting.c), notes (note.c), random workloads
 * (random.c) and the pieces of them (piece.c). */
#ifndef MEMS_TRACE_READER_H
#define MEMS_TRACE_READER_H

#include "problem.h"
#include "scan.h"
#include "workload.h"

enum setting { SET_PAGE, SET_START, SET_ALIGN, SET_JOIN, SET_POLICY, SETTINGS };

struct reader {
    struct ops *ops;
    struct problems *problems;
    bool typed;             /* one line that a person typed */
    uint64_t line;          /* number of the line; typed: 1 */
    struct scan scan;       /* the line */
    bool begun;             /* a statement was met: no .rep header any more */
    unsigned header;        /* numbers of a .rep header met so far */
    bool operated;          /* an operation was met: no settings any more */
    uint64_t set[SETTINGS]; /* the line of each setting; 0: not met */
    uint64_t generated;     /* the number in the last name that random made */
    struct random *random;  /* that is being made into operations; NULL: none is */
    bool over;              /* a limit is reached: nothing more is read */
    char *string;           /* WORKLOAD_LINE_MAX bytes for the text of a string */
};

/* Reports a problem at byte `at` of the line. Always false. */
bool reader_fail(struct reader *reader, size_t at, const char *expected, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Reports one after which nothing more is read. Always false. */
bool reader_stop(struct reader *reader, const char *expected, const char *what);

/* Reads the line in reader->scan, which may be empty. false: it has a problem. */
bool statement_read(struct reader *reader);

/* Each reads what follows its word up to the line's end. */
bool setting_read(struct reader *reader, enum setting setting, size_t word_at);
bool say_read(struct reader *reader);
bool speaker_read(struct reader *reader);
bool mark_read(struct reader *reader);
bool stop_read(struct reader *reader);
bool ask_read(struct reader *reader);
bool expect_read(struct reader *reader);
bool random_read(struct reader *reader);

/* Goes on with reader->random until the ops are `count` or it is done, which
 * ends it; ends it in any case. */
void random_go_on(struct reader *reader, size_t count);
void random_end(struct reader *reader);

/* Reads a line such as recordings are made of, in its plainest form: "a 17 400",
 * "r 17 800" or "f 17". Returns the bytes it took, with its LF, or 0 and nothing
 * changed when it is another one. An LF must follow somewhere. */
size_t plain_line(struct reader *reader, const char *line);

/* ---- Pieces that several of them read; each reports what is wrong ----
 *
 * The first three end at a blank, or also before `stop` unless that is NUL. */

bool read_name(struct reader *reader, char stop, uint32_t *name);
bool read_size(struct reader *reader, char stop, uint64_t *size);
bool read_address(struct reader *reader, char stop, uint64_t *address);
bool read_offset(struct reader *reader, uint64_t *offset); /* right here */
bool read_text(struct reader *reader, uint32_t *text); /* "..." as one of the ops' texts */
bool read_word(struct reader *reader, const char *word);
bool read_policy(struct reader *reader, enum mems_policy *policy);
bool read_end(struct reader *reader); /* nothing but a comment is left */

/* Adds to the ops, giving the line; false past a limit, which is reported. */
bool reader_add(struct reader *reader, struct op op);
bool reader_add_note(struct reader *reader, struct note note);

#endif
