/* printed.h: a reader of statistics as mems_print_stats prints them, ours or a
 * student's: P or PROCESS, H or HOLE, any arrows and blanks, colours, header or none.
 *
 * The text comes from strangers: it is read character by character within bounds, and
 * what is no part of a print is passed over. Numbers are kept as they were printed;
 * whether the segments tile their nodes is printed_fault's to say. */
#ifndef MEMS_TRACE_PRINTED_H
#define MEMS_TRACE_PRINTED_H

#include "stream.h"

/* Nodes, and segments, at most in one print. */
#define PRINTED_MOST 1000000

/* A number larger than this is no address. */
#define PRINTED_LARGEST (UINT64_C(1) << 62)

struct printed_segment {
    uint64_t start, end;     /* both inclusive */
    bool process;
    uint32_t node;           /* index of the node it was printed with */
};

struct printed_node {
    uint64_t start, end;     /* both inclusive */
    uint32_t first, count;   /* its segments */
};

enum printed_total { PRINTED_PAGES, PRINTED_UNUSED, PRINTED_LENGTH, PRINTED_TOTALS };

struct printed {
    struct printed_node *nodes;
    struct printed_segment *segments;
    uint32_t node_count, segment_count;
    uint64_t totals[PRINTED_TOTALS];
    bool told[PRINTED_TOTALS];           /* whether that total was printed */
    uint64_t *lengths;                   /* the sub-chain length array, `length_count` long */
    uint32_t length_count;
    bool lengths_told;
    uint64_t line;                       /* where it begins in the text, 1 and up */
    bool exclusive;                      /* ends were printed as the byte after */
    bool broken;                         /* a number was too large, or there were too many */
    size_t node_room, segment_room, length_room;
};

/* A print without anything in it; ends with printed_close. */
void printed_clear(struct printed *printed);
void printed_close(struct printed *printed);
/* false without memory: *to is empty. */
bool printed_copy(struct printed *to, const struct printed *from);

/* A node at the end of it; a segment at the end of the last node, which must be there.
 * false without memory. */
bool printed_add_node(struct printed *printed, uint64_t start, uint64_t end);
bool printed_add(struct printed *printed, uint64_t start, uint64_t end, bool process);

/* Where every segment begins at the end of the one before it, ends were printed as the
 * byte after: makes them inclusive. The reader calls it when a print is over. */
void printed_settle(struct printed *printed);

/* ---- Reading ---- */

struct printed_reader;

/* Reads from `from`, which must outlive it. NULL without memory. */
struct printed_reader *printed_open(struct stream *from);
void printed_finish(struct printed_reader *reader); /* NULL is allowed */

enum printed_result { PRINTED_ONE, PRINTED_END, PRINTED_NO_MEMORY, PRINTED_FAILED };

/* The next print of the text, in *printed, which held another or was cleared. FAILED:
 * the stream failed, and says why. A stream that must wait is waited for by reading
 * it again. O(bytes). */
enum printed_result printed_next(struct printed_reader *reader, struct printed *printed);

/* ---- Looking ---- */

/* Bytes from the first to the last, both included; 0 when the end is before the start. */
static inline uint64_t printed_bytes(uint64_t start, uint64_t end)
{
    return end < start || end - start == UINT64_MAX ? 0 : end - start + 1;
}

/* The size of a page, from the bytes of all nodes and the pages that were told; 0 when
 * they do not say. */
uint64_t printed_page(const struct printed *printed);

/* Bytes of all nodes, of PROCESS and of HOLE segments; sums that overflow stay at the
 * largest number. */
struct printed_sums { uint64_t mapped, process, hole; uint32_t blocks, holes; };
struct printed_sums printed_sums(const struct printed *printed);

/* The first thing in a print that cannot be so, in words: segments that do not tile
 * their node, a total that is not what the chains come to. false: there is none. */
bool printed_fault(const struct printed *printed, char *why, size_t size);

#endif
