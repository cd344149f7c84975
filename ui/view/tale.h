/* tale.h: the sentence about an operation, in pieces: what it is about, and
 * what the heap did. */
#ifndef MEMS_VIEW_TALE_H
#define MEMS_VIEW_TALE_H

#include "phrase.h"
#include "view.h"

/* What the sentence is about, looked up once. */
struct tale {
    const struct view *view;
    const mems_heap *heap;
    const struct ops *ops;
    struct op op;
    struct event event;
    enum mems_policy policy;
};

struct tale tale_of(const struct view *view);

/* ---- Pieces ---- */

/* What becomes of a request, drawn: " → ". */
const char *tale_arrow(const struct tale *tale);

void tale_address(struct phrase *say, const struct tale *tale, uint64_t address);

/* "800 B at 2000" */
void tale_hole(struct phrase *say, const struct tale *tale, uint64_t size, uint64_t start);

/* The block that the operation names; nothing when it names none. */
void tale_name(struct phrase *say, const struct tale *tale);

/* The place a free, get or write names: "A", "A+4", an address. */
void tale_place(struct phrase *say, const struct tale *tale);

/* "malloc D 400", "free A+4" */
void tale_request(struct phrase *say, const struct tale *tale);

/* "node 0 at @4d454d530000 + 4 = @4d454d530004" */
void tale_physical(struct phrase *say, const struct tale *tale, uint64_t address);

/* ---- What the heap did (tale_heap.c) ---- */

void tale_malloc(struct phrase *say, const struct tale *tale);
void tale_free(struct phrase *say, const struct tale *tale);
void tale_realloc(struct phrase *say, const struct tale *tale);

/* " of 200 bytes at 1100 to 1299 in node 0": the block that was freed. */
void tale_freed(struct phrase *say, const struct tale *tale);

/* What became of the freed bytes. */
void tale_joining(struct phrase *say, const struct tale *tale);

#endif
