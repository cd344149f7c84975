/* find.h: a search through the known steps: for an event, from a step on in
 * either direction, once around; or for the moment at which something was most. */
#ifndef MEMS_TRACE_FIND_H
#define MEMS_TRACE_FIND_H

#include "census.h"
#include "timeline.h"

enum query_kind {
    QUERY_MMAP,   /* an event that mapped a node */
    QUERY_FAIL,   /* one that changed nothing though it should, or a failed expectation */
    QUERY_REUSE,  /* one that placed a block with a byte of the range */
    QUERY_AT,     /* one that placed, freed, left as a HOLE, read or wrote such a byte */
    QUERY_NAME,   /* one that names the block `name` */
    QUERY_SIZE,   /* a malloc or realloc of so many bytes */
    QUERY_LIVED,  /* one that freed or moved a block so many steps after it was placed */
    QUERY_PEAK,   /* the moment at which something was most, first reached */
    QUERY_NUMBER  /* an event after which a number compares so, as it did not before */
};

enum query_than { THAN_LESS, THAN_AT_MOST, THAN_EQUAL, THAN_AT_LEAST, THAN_MORE };

/* A range of virtual addresses; size 0: none. */
struct range { uint64_t start, size; };

struct query {
    enum query_kind kind;
    enum query_than than;  /* QUERY_SIZE, QUERY_LIVED, QUERY_NUMBER */
    uint64_t bytes;        /* QUERY_LIVED: steps */
    bool times;            /* QUERY_NUMBER: `bytes` times what it is where a search begins */
    enum number number;    /* QUERY_PEAK, QUERY_NUMBER */
    uint32_t name;         /* QUERY_NAME */
    struct range range;    /* QUERY_REUSE, QUERY_AT */
};

/* The words that a query may begin with, in order of the kinds, and NULL; after "peak"
 * number_names. */
extern const char *const query_words[];

/* Whether events alone tell this number, so that it can be compared, as in "mapped>4M". */
bool query_compares(enum number number);

/* Reads "mmap", "fail", "reuse", "at 4000", "name A", "size>64K", "lived>1000",
 * "peak holes", "mapped>4M", "mapped>=2x" (or used, unused, waste, blocks: what events
 * alone tell); any other word is the name of a block. `here` is the range that "reuse"
 * means, and "at" without an address. false: *at is where it is wrong, why[size] says what
 * is and what is possible. */
bool query_read(struct query *query, const char *text, const struct ops *ops, struct range here,
                const char **at, char *why, size_t size);

/* A search under way. */
struct find {
    struct query query;
    bool forward;
    uint32_t from;         /* the step it began at; looked at last */
    uint32_t last;         /* the last one that was known then */
    uint32_t at;           /* looked at next */
    uint32_t left;         /* steps still to be looked at */
    bool around;           /* it has passed the end (or the start), and went on */
    uint32_t step;         /* what was found */
    uint64_t most;         /* QUERY_PEAK, QUERY_NUMBER: the number at that step; QUERY_LIVED:
                            * for how many steps it was there */
    struct numbers now;    /* QUERY_NUMBER: before the next step that is looked at */
    uint64_t then;         /* QUERY_NUMBER: the number where the search began */
};

enum finding { FIND_GOING, FIND_FOUND, FIND_NOTHING };

/* A search from the present step; one back for a number does not go around. */
struct find find_begin(const struct query *query, const struct timeline *timeline, bool forward);

/* Looks at up to `steps` more steps; FIND_GOING: there are more. What was known at
 * the beginning must still be there. O(1) a step, from its records alone; peaks are
 * known at once (numbers.h). */
enum finding find_on(struct find *find, struct timeline *timeline, uint32_t steps);

/* Thousandths of it that are done. */
int find_share(const struct find *find);

#endif
