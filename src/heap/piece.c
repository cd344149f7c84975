/* piece.c: see piece.h. What is left of a piece when a node does not fit is not
 * used again: nodes cut from pieces are small beside them. */
#include "piece.h"

#include "os.h"

struct piece {
    void *start;
    uint64_t bytes;
};

void mems_pieces_open(struct pieces *pieces, size_t page_size)
{
    mems_flat_open(&pieces->list, page_size);
    pieces->count = 0;
    pieces->rest = NULL;
    pieces->rest_bytes = 0;
    pieces->next_bytes = MEMS_PIECE_MIN;
    pieces->page_size = page_size;
}

void mems_pieces_close(struct pieces *pieces)
{
    const struct piece *list = (const struct piece *)(const void *)pieces->list.start;
    for (uint64_t i = 0; i < pieces->count; i++)
        mems_os_unmap(list[i].start, (size_t)list[i].bytes);
    mems_flat_close(&pieces->list);
    mems_pieces_open(pieces, pieces->page_size);
}

/* Bytes of a node, up to the next page of the system. */
static uint64_t whole(uint64_t bytes)
{
    uint64_t page = mems_os_page();
    return (bytes + page - 1) / page * page;
}

bool mems_pieces_stock(struct pieces *pieces, uint64_t bytes, uintptr_t place, uint64_t *mapped)
{
    *mapped = 0;
    if (whole(bytes) <= pieces->rest_bytes)
        return true;
    uint64_t room = (pieces->count + 1) * sizeof(struct piece);
    uint64_t wanted = whole(bytes) > pieces->next_bytes ? whole(bytes) : pieces->next_bytes;
    uint64_t over = wanted % pieces->page_size; /* a whole number of the heap's pages, too */
    wanted += over == 0 ? 0 : pieces->page_size - over;
    if (!mems_flat_stock(&pieces->list, room))
        return false;
    void *start = mems_os_map_filled((size_t)wanted, place);
    if (start == NULL)
        return false;
    struct piece *list = (struct piece *)(void *)pieces->list.start;
    list[pieces->count++] = (struct piece){start, wanted};
    pieces->rest = (unsigned char *)start;
    pieces->rest_bytes = wanted;
    if (pieces->next_bytes < MEMS_PIECE_MAX)
        pieces->next_bytes *= 2;
    *mapped = wanted;
    return true;
}

void *mems_pieces_cut(struct pieces *pieces, uint64_t bytes)
{
    unsigned char *cut = pieces->rest;
    uint64_t taken = whole(bytes) < pieces->rest_bytes ? whole(bytes) : pieces->rest_bytes;
    pieces->rest += taken;
    pieces->rest_bytes -= taken;
    return cut;
}
