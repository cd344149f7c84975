/* piece.h: memory taken ahead of need, in larger pieces that the system fills at
 * once; nodes are cut from them, lowest address first. */
#ifndef MEMS_HEAP_PIECE_H
#define MEMS_HEAP_PIECE_H

#include "flat.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_PIECE_MIN (UINT64_C(64) << 10) /* bytes of the first piece */
#define MEMS_PIECE_MAX (UINT64_C(2) << 20)  /* each is twice the last, up to this */

struct pieces {
    struct flat list;     /* of struct piece: every one there is */
    uint64_t count;
    unsigned char *rest;  /* what is left of the last one */
    uint64_t rest_bytes;
    uint64_t next_bytes;  /* of the next one */
    size_t page_size;
};

void mems_pieces_open(struct pieces *pieces, size_t page_size);
void mems_pieces_close(struct pieces *pieces); /* unmaps all of them */

/* Makes a mems_pieces_cut of `bytes` bytes possible, MEMS_PIECE_MAX at most. A
 * new piece is wanted at `place` (0: anywhere), and *mapped is its size, or 0.
 * false without memory. */
bool mems_pieces_stock(struct pieces *pieces, uint64_t bytes, uintptr_t place, uint64_t *mapped);

/* Begins at a page of the system. */
void *mems_pieces_cut(struct pieces *pieces, uint64_t bytes);

#endif
