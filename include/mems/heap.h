/* mems/heap.h: the MeMS allocator on an explicit heap.
 *
 * A heap is a main chain of nodes, one for each mmap, in address order. Every
 * node has a sub-chain of segments, PROCESS (in use) or HOLE, that tile it
 * exactly. Addresses are MeMS virtual addresses; virtual space is dense: a
 * node begins right after the last page of the node before it.
 *
 * One heap is for one thread at a time; separate heaps are independent. The
 * library is silent: functions return an error code and, on any error, have
 * changed nothing. Records live in pages of their own that are stocked before
 * an operation starts, so running out of memory never leaves half of one. */
#ifndef MEMS_HEAP_H
#define MEMS_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mems_heap mems_heap;

/* ---- Errors ---- */

#define MEMS_ERRORS(X) \
    X(MEMS_OK, "no error") \
    X(MEMS_NO_MEMORY, "the system refused to map more memory") \
    X(MEMS_TOO_LARGE, "the size does not fit in the address space") \
    X(MEMS_ZERO_SIZE, "a block of 0 bytes is not allocated") \
    X(MEMS_ALREADY_FREE, "the address lies in a HOLE: nothing is allocated there") \
    X(MEMS_INNER_ADDRESS, "the address lies inside a block, not at its start") \
    X(MEMS_OUTSIDE, "the address belongs to no node") \
    X(MEMS_BAD_PAGE_SIZE, "a page size must be from 1 to 1073741824 bytes") \
    X(MEMS_BAD_START, "the first address must be from 1 to 1099511627776") \
    X(MEMS_BAD_ALIGNMENT, "an alignment must be a power of two from 1 to 4096") \
    X(MEMS_BAD_POLICY, "the policy must be first, next, best or worst")

enum mems_error {
#define X(name, text) name,
    MEMS_ERRORS(X)
#undef X
};

/* One sentence without a full stop; never NULL. */
const char *mems_error_text(enum mems_error error);

/* ---- Options ---- */

/* Which HOLE a request gets, among those that are large enough:
 *   first   the lowest address
 *   next    the lowest address at or after the rover, the end of the block
 *           placed last; then, wrapping around once, the lowest below it
 *   best    the smallest, the lowest address among equals
 *   worst   the largest, the lowest address among equals
 * A hole is at or after the rover when its first byte is. */
enum mems_policy { MEMS_FIRST_FIT, MEMS_NEXT_FIT, MEMS_BEST_FIT, MEMS_WORST_FIT };
#define MEMS_POLICIES 4

/* "first", "next", "best", "worst"; never NULL. */
const char *mems_policy_name(enum mems_policy policy);

struct mems_options {
    size_t page_size;        /* bytes in a page; nodes are whole pages */
    uint64_t start;          /* first virtual address */
    size_t align;            /* blocks are rounded up to a multiple of this; so
                                they begin at one, counted from their node's
                                first byte, and so do physical addresses */
    enum mems_policy policy;
    bool join;               /* a free joins the HOLEs beside it in its node */
    uintptr_t place;         /* where mmap is asked to put the first node; a
                                wish the system may ignore; 0: anywhere */
    bool sums;               /* keep sums, so that mems_heap_usage costs O(log n)
                                and not a walk; for pictures */
    bool ahead;              /* take memory ahead of need in larger pieces that
                                the system fills at once: faster when cold */
};

/* Page 4096, start 1000, align 1, first fit, joining, placed anywhere; neither
 * sums nor memory ahead. */
struct mems_options mems_options_default(void);

/* ---- Life of a heap ---- */

/* An empty heap in *heap, to be ended with mems_heap_close. NULL options mean
 * the defaults. Errors: the MEMS_BAD_ ones, MEMS_NO_MEMORY; then *heap is NULL. */
enum mems_error mems_heap_open(mems_heap **heap, const struct mems_options *options);

/* Unmaps everything the heap ever mapped, the heap itself included. NULL is
 * allowed. */
void mems_heap_close(mems_heap *heap);

/* The options the heap runs with now. */
struct mems_options mems_heap_options(const mems_heap *heap);

/* ---- Operations ---- */

enum { /* what an operation did to the chains, in mems_decision.did */
    MEMS_DID_NODE = 1,        /* malloc: no hole fitted, a node was mapped */
    MEMS_DID_SPLIT = 2,       /* malloc: the rest of the hole stayed a HOLE */
    MEMS_DID_JOIN_LEFT = 4,   /* free: joined the HOLE before it */
    MEMS_DID_JOIN_RIGHT = 8,  /* free: joined the HOLE after it */
    MEMS_DID_FREE = 16        /* a free; otherwise a malloc */
};

/* What the heap decided: enough to do the operation again without a search
 * and to undo it exactly. To do so, undo and redo read address, size, waste,
 * did, rover and node, and tell left and right anew; these and segment are news,
 * right as long as nothing else happened. */
struct mems_decision {
    uint64_t address;  /* the block's first byte */
    uint64_t size;     /* its bytes: the request rounded up to the alignment */
    uint64_t left;     /* free: bytes of the HOLE joined before it, else 0 */
    uint64_t right;    /* bytes after it: of the HOLE joined (free), of the
                          rest that stayed a HOLE (malloc); else 0 */
    uint64_t rover;    /* malloc: where the rover stood before */
    uint32_t waste;    /* bytes of `size` that nobody asked for */
    uint8_t did;       /* MEMS_DID_ bits */
    uint32_t node;     /* record of a node that was mapped; else UINT32_MAX */
    uint32_t segment;  /* malloc: record of the block; free: of the HOLE it became */
};

/* Places a block of `size` bytes. *decision may be NULL. Errors: MEMS_ZERO_SIZE,
 * MEMS_TOO_LARGE, MEMS_NO_MEMORY. */
enum mems_error mems_heap_malloc(mems_heap *heap, uint64_t size, struct mems_decision *decision);

/* Frees the block that begins at `address`. *decision may be NULL. Errors:
 * MEMS_ALREADY_FREE, MEMS_INNER_ADDRESS, MEMS_OUTSIDE. */
enum mems_error mems_heap_free(mems_heap *heap, uint64_t address, struct mems_decision *decision);

/* The physical address of the byte at `address`, in *physical. Errors:
 * MEMS_ALREADY_FREE, MEMS_OUTSIDE; then *physical is NULL. */
enum mems_error mems_heap_get(const mems_heap *heap, uint64_t address, void **physical);

/* From now on, choose by `policy`. The rover is kept whatever the policy. */
enum mems_error mems_heap_set_policy(mems_heap *heap, enum mems_policy policy);

/* ---- Time ----
 *
 * Decisions are undone newest first and done again in the order in which they
 * were taken; any other order is a mistake of the caller. Neither can fail. A
 * node that is undone is hidden and keeps its mapping, so that physical
 * addresses are the same when it is done again. Both set left and right of the
 * decision to the bytes beside the block of the HOLE that it comes out of or
 * becomes. O(1).
 *
 * Both return the record of the block's segment when the block is live
 * afterwards (undo of a free, redo of a malloc), else UINT32_MAX. It need not be
 * the record that the block had before. */

uint32_t mems_heap_undo(mems_heap *heap, struct mems_decision *decision);
uint32_t mems_heap_redo(mems_heap *heap, struct mems_decision *decision);

/* What many decisions come to at once, in a heap that joins: its blocks and its nodes
 * say where its HOLEs are, so what comes and goes between two moments need not come at
 * all. First each block that the other moment lacks leaves, then the nodes are made
 * those of that moment, then each block that it has enters; blocks in any order, with
 * address, size and waste. Leaving and entering set did, left and right to those of a
 * free and of one that is undone, and enter returns the block's record. O(1) each.
 *
 * All of the heap's nodes must be the first of `nodes`, or the first `count` of these
 * be its nodes; those that are not wanted have no block any more. */
void mems_heap_leave(mems_heap *heap, struct mems_decision *block);
void mems_heap_reach(mems_heap *heap, const uint32_t *nodes, uint32_t count, uint64_t rover);
uint32_t mems_heap_enter(mems_heap *heap, struct mems_decision *block);

/* Asks the processor's memory for what undo and redo will look at, of a block that
 * begins at `soon` in a few decisions' time, and of one at `later` in some more:
 * what was `later` should be `soon` afterwards. Changes nothing; any address will
 * do. Where the heap is much larger than the caches, going far takes half the time. */
void mems_heap_fetch(const mems_heap *heap, uint64_t soon, uint64_t later);

/* Says that a decision which is undone now will never be done again: a node
 * that it hid is unmapped. Others are free to be forgotten in any order. */
void mems_heap_forget(mems_heap *heap, const struct mems_decision *decision);

/* A whole state is packed block by block of virtual space, for checkpoints: where
 * nothing changed in a block from one to the next, both may share what it holds. A
 * segment belongs to the block in which it begins. */
#define MEMS_BLOCK 65536 /* bytes, from the heap's first address on */

struct mems_packed {
    uint32_t block;      /* its number, from 0 */
    uint32_t segments;   /* that begin in it, one or more */
    uint32_t word_count; /* a word for each, three more for one of 2^15 - 1 bytes or more,
                            one more for each PROCESS where the alignment is not 1 */
    uint16_t words[MEMS_BLOCK + 16]; /* one a byte at most, but for the last segment's */
    uint32_t records[MEMS_BLOCK]; /* of the segments, in address order; UINT32_MAX: a HOLE */
};

struct mems_state {
    const uint16_t *const *words; /* of all blocks in which a segment begins, in order */
    const uint32_t *nodes;        /* records of the main chain's nodes, in order */
    uint32_t node_count;
    uint64_t rover;
};

/* Packs the first block, from number `block` on, in which a segment begins. false:
 * there is none. O(segments in it). */
bool mems_heap_save(const mems_heap *heap, uint32_t block, struct mems_packed *packed);

/* From now on mems_heap_changed says whether a block may hold something else than it
 * does now: always true without the option `sums`, and for all after a load. Each
 * call forgets the one before. O(blocks); O(1). */
void mems_heap_watch(mems_heap *heap);
bool mems_heap_changed(const mems_heap *heap, uint32_t block);

/* Makes the heap as it was at `state`: one that this heap was in, whose nodes
 * were not forgotten since. Cannot fail and takes no memory. Afterwards the
 * records of the segments are 0, 1, 2 ... in address order. The policy stays
 * what it is. O(segments). */
void mems_heap_load(mems_heap *heap, const struct mems_state *state);

/* ---- Looking (nothing here changes the heap) ---- */

struct mems_node {
    uint32_t index;     /* 0 for the first node of the main chain */
    uint64_t start;     /* first virtual address */
    uint64_t size;      /* bytes, a whole number of pages */
    uint64_t pages;
    void *physical;     /* where mmap put its first byte */
    uint32_t record;    /* the node's record: stable while the node is mapped */
};

enum mems_kind { MEMS_HOLE, MEMS_PROCESS };

struct mems_segment {
    uint64_t start;     /* first virtual address */
    uint64_t size;      /* bytes, 1 or more */
    enum mems_kind kind;
    uint32_t waste;     /* PROCESS: bytes that nobody asked for */
    uint32_t node;      /* index of its node */
    uint32_t record;    /* the segment's record: stable while the segment lives */
};

/* A walk: `first` finds the first one, `next` steps *at to the one after it.
 * false: there is none, and *at is as it was. O(1) each. */
bool mems_node_first(const mems_heap *heap, struct mems_node *at);
bool mems_node_next(const mems_heap *heap, struct mems_node *at);
bool mems_node_last(const mems_heap *heap, struct mems_node *at);
bool mems_segment_first(const mems_heap *heap, const struct mems_node *node,
                        struct mems_segment *at);
bool mems_segment_next(const mems_heap *heap, struct mems_segment *at); /* within its node */
bool mems_segment_before(const mems_heap *heap, struct mems_segment *at);

/* The node, the segment that holds `address`; false when no node does. */
bool mems_node_at(const mems_heap *heap, uint64_t address, struct mems_node *at);
bool mems_segment_at(const mems_heap *heap, uint64_t address, struct mems_segment *at);

/* The node with that index; false when there are not so many. */
bool mems_node_index(const mems_heap *heap, uint64_t index, struct mems_node *at);

struct mems_usage {
    uint64_t process;   /* bytes in PROCESS segments, waste included */
    uint64_t waste;     /* of blocks that begin in the range: bytes that nobody
                           asked for */
    uint64_t blocks;    /* PROCESS segments with a byte in the range */
    uint64_t holes;     /* HOLEs with a byte in the range */
};

/* What lies in the addresses [from, to), as far as the heap reaches. O(log n)
 * with options.sums, else O(segments in the range). */
struct mems_usage mems_heap_usage(const mems_heap *heap, uint64_t from, uint64_t to);

/* The same for `count` ranges that adjoin, faster than one by one: out[i] is of
 * [at[i], at[i + 1]). `at` has count + 1 addresses, none below the one before it. */
void mems_heap_usages(const mems_heap *heap, const uint64_t *at, size_t count,
                      struct mems_usage *out);

struct mems_totals {
    uint64_t nodes;
    uint64_t pages;     /* of all nodes: "Pages used" */
    uint64_t mapped;    /* bytes of all nodes */
    uint64_t process;   /* bytes in PROCESS segments, waste included */
    uint64_t waste;     /* bytes of those that nobody asked for: internal fragmentation */
    uint64_t hole;      /* bytes in HOLEs: "Space unused" */
    uint64_t blocks;    /* PROCESS segments */
    uint64_t holes;     /* HOLE segments */
    uint64_t records;   /* bytes taken for the heap's own records, not in `mapped` */
    uint64_t largest_node; /* bytes of the largest node, 0 without one */
};
struct mems_totals mems_heap_totals(const mems_heap *heap); /* O(1) */

/* Bytes of the largest HOLE, 0 without one. O(log n), when searches have kept
 * the index tidy. */
uint64_t mems_heap_largest_hole(const mems_heap *heap);

/* Where next fit looks from: the end of the block placed last, or the start. */
uint64_t mems_heap_rover(const mems_heap *heap);

/* Steps in which the index chooses a HOLE for a request of `size` bytes, 1 or
 * more, by the present policy, or finds that none fits: what to hold against the
 * HOLEs that a walk would look at. A step compares sixteen bounds, or looks
 * through the 64 bytes in which a HOLE may begin; for best fit it looks at 64
 * sizes or at a node of the tree of sizes, and the steps are the most it may
 * take. Hints of earlier searches and a first look at the HOLE that was freed
 * last, which mostly make it one or two, are left out, and bounds that were too
 * high are lowered first, as a search would by steps that it takes once: so the
 * number follows from the chains alone. 0: nothing is mapped. Chooses nothing,
 * and changes nothing that anybody but searches can see. O(log bytes mapped), when
 * searches have kept the index tidy. */
uint64_t mems_heap_search_steps(const mems_heap *heap, uint64_t size);

/* ---- Statistics and checks ---- */

/* Takes `size` bytes of text; called as often as it needs. */
typedef void mems_sink(void *user, const char *text, size_t size);

/* The text of mems_print_stats, in pieces. Allocates nothing. A NULL heap is
 * an empty one. */
void mems_heap_stats(const mems_heap *heap, mems_sink *sink, void *user);

#define MEMS_FAULTS(X) \
    X(MEMS_SOUND, "every invariant holds") \
    X(MEMS_NODE_LINK, "the main chain's links do not agree") \
    X(MEMS_NODE_ADDRESS, "a node does not begin where the one before it ends") \
    X(MEMS_NODE_SIZE, "a node is not a whole number of pages") \
    X(MEMS_SEGMENT_LINK, "a sub-chain's links do not agree") \
    X(MEMS_SEGMENT_TILE, "the segments do not tile their node exactly") \
    X(MEMS_SEGMENT_EMPTY, "a segment has no bytes") \
    X(MEMS_SEGMENT_WASTE, "a segment wastes more than an alignment can") \
    X(MEMS_HOLES_ADJOIN, "two HOLEs side by side were not joined") \
    X(MEMS_HEAP_BOOKS, "the heap's books differ from its nodes") \
    X(MEMS_RECORDS_LOST, "records are lost or used twice") \
    X(MEMS_INDEX_DIFFERS, "the index disagrees with the chains")

enum mems_fault {
#define X(name, text) name,
    MEMS_FAULTS(X)
#undef X
};

const char *mems_fault_text(enum mems_fault fault); /* as mems_error_text */

/* Derives every invariant again from the chains, which are walked link by link.
 * MEMS_SOUND, or the first fault met; then *node (which may be NULL) is the index
 * of the node it is at. Ends whatever is broken. O(segments). */
enum mems_fault mems_heap_check(const mems_heap *heap, uint64_t *node);

/* Where a fault is, and what was found there. */
struct mems_flaw {
    enum mems_fault fault;
    uint64_t node;    /* index of the node, as mems_heap_check says */
    uint64_t address; /* where in it, virtual; 0: it is a fault of the heap as a whole */
    char found[160];  /* a clause about that place, in ASCII: "its link back leads to
                         nothing, not to the segment at 1000" */
};

/* The same check; *flaw says all that is known of the fault. */
enum mems_fault mems_heap_inspect(const mems_heap *heap, struct mems_flaw *flaw);

/* From now on everything under "Looking" follows the chains alone, link by link as
 * far as they are sound, without an index or sums: so a broken heap can be looked
 * at, and ends when it is asked for what cannot be reached. Each look costs O(nodes +
 * segments of the nodes looked at). Operations on a broken heap are a mistake of
 * the caller. `doubt` false: trusts its index again. */
void mems_heap_doubt(mems_heap *heap, bool doubt);

#ifdef __cplusplus
}
#endif
#endif
