/* sketch.h: printed statistics drawn to scale: a row or more of bars for each node, with
 * its number and address before it. What is drawn is what was printed: bytes that no
 * segment has are '?', and a print that cannot be so is drawn as far as it goes. */
#ifndef MEMS_VIEW_SKETCH_H
#define MEMS_VIEW_SKETCH_H

#include "frame.h"
#include "printed.h"

/* What a block that begins at an address is called. */
struct sketch_name {
    uint64_t start;
    const char *name;
    uint32_t hue;                    /* any number: equal ones are drawn alike */
};

struct sketch {
    const struct printed *printed;
    const struct printed *other;     /* segments that are not in it stand out; may be NULL */
    const struct sketch_name *names; /* by address, upwards */
    size_t name_count;
    uint64_t row_bytes;              /* of a full bar; of sketch_row_bytes */
    uint32_t focus;                  /* a node that should be seen */
    int thick;                       /* rows of a bar; 0 is 1 */
};

/* Bytes of a full bar so that a sketch has at most `rows` bars, from `page` on, which is
 * 1 or more, in doublings; with more nodes than rows that of the largest node. */
uint64_t sketch_row_bytes(const struct printed *printed, uint64_t page, int cols, int rows);

/* Rows that it takes, 1 or more, at most `most`; how thick its bars can be in so many
 * rows, 1 to 3. */
int sketch_rows(const struct sketch *sketch, int most);
int sketch_thick(const struct sketch *sketch, int most);

/* O(segments). */
void paint_sketch(struct frame *frame, struct rect at, const struct sketch *sketch);

/* "2 nodes, 3 pages; 3,000 bytes in 3 blocks, 1,096 in 1 HOLE". */
void sketch_words(const struct printed *printed, char *out, size_t size);

/* What the cells of its bars mean, in one row. */
void paint_sketch_legend(struct frame *frame, struct rect at, const struct sketch *sketch);

#endif
