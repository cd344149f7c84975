/* operate_template.h: malloc and free, where a HOLE fits and where the address is
 * right: the two things that a heap does most. For a file that has included
 * search_template.h; heap.c has the rest.
 *
 * Looking up, changing the chains and mending bounds are one function here, so
 * that the next part has at hand what one has found. */

#ifdef MACHINE

/* ---- Choosing ---- */

/* These tell the spot of the HOLE: of one that bounds know, or of the fresh one, whose
 * granule does not matter. Its hole is MEMS_NONE when nothing fits. */

#define FRESH UINT64_MAX /* instead of a granule */

TARGET static inline struct spot fresh_spot(const struct fresh *fresh)
{
    return (struct spot){.hole = fresh->hole, .most = 0, .granule = FRESH};
}

/* The spot of a HOLE that was found otherwise. */
TARGET static inline struct spot spot_of(const struct index *index, const struct chain *chain,
                                         uint32_t hole)
{
    if (hole == MEMS_NONE)
        return NO_SPOT;
    uint64_t start = mems_chain_segment(chain, hole)->start, most;
    uint64_t g = mems_granule(&index->granules, start);
    uint32_t first = *mems_granule_first(&index->granules, g) - 1;
    mems_granule_fit(chain, first != hole ? first : MEMS_NONE, start, UINT64_MAX, &most);
    return (struct spot){.hole = hole, .most = mems_bound(most), .granule = g};
}

/* The largest. */
TARGET static MEMS_RARE struct spot choose_largest(mems_heap *heap, uint64_t size)
{
    struct index *index = &heap->index;
    const struct chain *chain = &heap->chain;
    const struct fresh *fresh = &index->fresh;
    uint64_t most = fresh->end - fresh->start, known = 0;
    if (chain->count == 0)
        return NO_SPOT;
    if (most >= size && most > (uint64_t)most_known(index))
        return fresh_spot(fresh);
    uint32_t hole = largest_known(index, chain);
    most = fresh->end - fresh->start; /* it may be known now */
    if (hole != MEMS_NONE)
        known = mems_segment_size(chain, mems_chain_segment(chain, hole));
    if (most >= size && (most > known || (most == known && fresh->start <
                                          mems_chain_segment(chain, hole)->start)))
        return fresh_spot(fresh);
    return spot_of(index, chain, known >= size ? hole : MEMS_NONE);
}

/* The lowest. */
TARGET static inline struct spot choose_lowest(mems_heap *heap, uint64_t size)
{
    struct index *index = &heap->index;
    const struct chain *chain = &heap->chain;
    const struct fresh *fresh = &index->fresh;
    uint64_t from = hinted_from(&index->bounds.hints, size);
    bool fits = fresh->end - fresh->start >= size;
    if (fits && mems_granule(&index->granules, fresh->start) < from)
        return fresh_spot(fresh);
    struct spot spot = lowest_near(index, chain, size, from);
    if (fits && (spot.hole == MEMS_NONE ||
                 fresh->start <= mems_chain_segment(chain, spot.hole)->extent))
        return fresh_spot(fresh);
    return spot;
}

/* By next fit and best fit, without a fresh HOLE. */
TARGET static MEMS_RARE struct spot choose_otherwise(mems_heap *heap, uint64_t size)
{
    struct index *index = &heap->index;
    const struct chain *chain = &heap->chain;
    if (heap->options.policy == MEMS_NEXT_FIT)
        return spot_of(index, chain, next(index, chain, size, heap->rover));
    mems_index_settle(index);
    return spot_of(index, chain, mems_best_find(&heap->best, size));
}

TARGET static inline struct spot choose(mems_heap *heap, uint64_t size)
{
    if (heap->options.policy == MEMS_FIRST_FIT)
        return choose_lowest(heap, size);
    if (heap->options.policy == MEMS_WORST_FIT)
        return choose_largest(heap, size);
    return choose_otherwise(heap, size);
}

/* ---- Bounds ---- */

/* The bound of the granule of the spot, where a block took the low end of the
 * HOLE. */
TARGET static inline int32_t bound_beside(const mems_heap *heap, const struct spot *spot,
                                          const struct move *move)
{
    const struct chain *chain = &heap->chain;
    uint64_t end = mems_granule_end(&heap->index.granules, spot->granule), most;
    if (move->end >= end)
        return spot->most;
    if (move->end < move->right && move->right >= end) { /* the rest alone */
        most = move->right - move->end;
    } else {
        uint32_t after = mems_granule_next(chain, mems_chain_segment(chain, move->block), end);
        mems_granule_fit(chain, after, end, UINT64_MAX, &most);
    }
    return mems_bound(most) > spot->most ? mems_bound(most) : spot->most;
}

/* Of the HOLE at the spot a block took the low end. Where the rest is almost as
 * large, bounds above the granule stay: one that is a little too high hardly
 * costs anything, and a large HOLE that is used up bit by bit would lower them
 * each time; unless the largest of all is wanted. */
TARGET static inline void hole_taken(mems_heap *heap, const struct spot *spot,
                                     const struct move *move)
{
    int32_t *bound = mems_granule_bound(&heap->index.granules, spot->granule);
    uint64_t size = move->right - move->start;
    if (*bound != mems_bound(size))
        return;
    int32_t most = bound_beside(heap, spot, move);
    if (most >= *bound) /* a fresh one lies there, which needs no bound yet */
        return;
    if (move->end - move->start > size / 4 || heap->options.policy == MEMS_WORST_FIT)
        lower(&heap->index, spot->granule, most);
    else
        *bound = most;
}

/* What is left of the largest HOLE is often the largest again. */
TARGET static MEMS_RARE void keep_rest(struct index *index, uint64_t start, uint64_t end,
                                       uint32_t rest)
{
    mems_index_settle(index);
    index->fresh = (struct fresh){.start = start, .end = end, .hole = rest};
}

/* ---- Malloc ---- */

/* Rare, and so that the parts of a move need not become one struct otherwise: they stay
 * in the registers of the machine. */
static MEMS_RARE void tell_carved(mems_heap *heap, uint64_t start, uint64_t end, uint64_t right,
                                  uint32_t waste, uint32_t hole, uint32_t rest)
{
    struct move move = {.left = start, .start = start, .end = end,
                        .right = right, .waste = waste, .hole = hole,
                        .block = hole, .rest = rest};
    mems_decide_tell_carved(heap, &move);
}

/* What a malloc may need: a record for the rest of a HOLE, two HOLEs by size. */
static MEMS_RARE bool stock(mems_heap *heap)
{
    return mems_pool_stock(&heap->chain.segments, 1) &&
           (heap->options.policy != MEMS_BEST_FIT ||
            (mems_decide_sort(heap) && mems_best_stock(&heap->best, 2)));
}

static inline bool is_stocked(const mems_heap *heap)
{
    const struct pool *pool = &heap->chain.segments;
    return (pool->top != MEMS_NONE || pool->virgin < pool->capacity) &&
           heap->options.policy != MEMS_BEST_FIT;
}

/* The only HOLE of the last node, which is new. */
TARGET static MEMS_RARE struct spot new_spot(const mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    return spot_of(&heap->index, chain, mems_chain_node(chain, chain->last)->first);
}

/* The index gets to know that a block took the low end of the HOLE at the spot. */
TARGET static inline void spot_taken(mems_heap *heap, const struct spot *spot,
                                     const struct move *move)
{
    struct index *index = &heap->index;
    if (spot->granule == FRESH) {
        index->fresh.start = move->end;
        index->fresh.hole = move->rest;
        return;
    }
    if (move->end < move->right && heap->options.policy == MEMS_WORST_FIT)
        keep_rest(index, move->end, move->right, move->rest);
    else if (move->end < move->right)
        mems_index_rest_appeared(index, move->end, move->right - move->end);
    hole_taken(heap, spot, move);
}

/* A block of `size` bytes in the HOLE that the policy chooses, or in a new node: what
 * is stocked for one hole is enough for it. */
TARGET static inline enum mems_error put(mems_heap *heap, uint64_t size, uint32_t waste,
                                         struct mems_decision *decision)
{
    struct spot spot = choose(heap, size);
    uint32_t node = MEMS_NONE;
    if (spot.hole == MEMS_NONE) {
        enum mems_error error = mems_grow(heap, size);
        if (error != MEMS_OK)
            return error;
        spot = new_spot(heap);
        node = heap->chain.last;
    }
    const struct segment *hole = mems_chain_segment(&heap->chain, spot.hole);
    uint64_t start = hole->extent, end = start + size;
    struct move move = {.left = start, .start = start, .end = end,
                        .right = mems_segment_end(&heap->chain, hole), .waste = waste,
                        .hole = spot.hole, .block = MEMS_NONE, .rest = MEMS_NONE};
    mems_decide_carve(heap, &move);
    spot_taken(heap, &spot, &move);
    if (decision != NULL)
        *decision = (struct mems_decision){
            .address = start, .size = size, .left = 0, .right = move.right - end,
            .rover = heap->rover, .waste = waste,
            .did = (uint8_t)((end < move.right ? MEMS_DID_SPLIT : 0) |
                             (node != MEMS_NONE ? MEMS_DID_NODE : 0)),
            .node = node, .segment = spot.hole};
    heap->rover = end;
    if (mems_decide_tells(heap))
        tell_carved(heap, start, end, move.right, waste, spot.hole, move.rest);
    mems_pool_took(&heap->chain.segments);
    return MEMS_OK;
}

TARGET static enum mems_error place(mems_heap *heap, uint64_t size,
                                    struct mems_decision *decision)
{
    if (size - 1 >= MEMS_ADDRESS_MAX)
        return size == 0 ? MEMS_ZERO_SIZE : MEMS_TOO_LARGE;
    if (!is_stocked(heap) && !stock(heap))
        return MEMS_NO_MEMORY;
    uint32_t waste = (uint32_t)((0 - size) & (heap->options.align - 1));
    return put(heap, size + waste, waste, decision);
}

/* ---- Free ---- */

/* The HOLEs beside the block, which it joins. */
TARGET static inline void look_beside(const struct chain *chain, const struct segment *block,
                                      struct move *move)
{
    if (!mems_chain_is_end(block->next)) {
        const struct segment *right = mems_chain_segment(chain, block->next);
        if (mems_extent_is_hole(right->extent))
            move->right = mems_segment_end(chain, right);
    }
    if (!mems_chain_is_end(block->prev)) {
        uint64_t left = mems_chain_segment(chain, block->prev)->extent;
        if (mems_extent_is_hole(left))
            move->left = left;
    }
}

static MEMS_RARE void tell_joined(mems_heap *heap, uint64_t left, uint64_t start, uint64_t end,
                                  uint64_t right, uint32_t waste, uint32_t hole)
{
    struct move move = {.left = left, .start = start, .end = end,
                        .right = right, .waste = waste, .hole = hole,
                        .block = MEMS_NONE, .rest = MEMS_NONE};
    mems_decide_tell_joined(heap, &move);
}

/* Another HOLE by size; without memory, none. */
static MEMS_RARE void stock_best(mems_heap *heap)
{
    if (!mems_best_stock(&heap->best, 1))
        mems_decide_unsort(heap); /* the next malloc needs it, and may fail */
}

/* No block begins at `address`. */
static MEMS_RARE enum mems_error why_not(const mems_heap *heap, uint64_t address)
{
    uint32_t at = mems_index_segment_at(&heap->index, &heap->chain, address);
    if (at == MEMS_NONE)
        return MEMS_OUTSIDE;
    return mems_chain_segment(&heap->chain, at)->kind == MEMS_HOLE ? MEMS_ALREADY_FREE
                                                                   : MEMS_INNER_ADDRESS;
}

/* Bounds and hints get to know a HOLE: as mems_index_hole_appeared. */
TARGET static MEMS_RARE void know(struct index *index, uint64_t start, uint64_t end)
{
    uint64_t g = mems_granule(&index->granules, start);
    int32_t size = mems_bound(end - start);
    mems_bounds_raise(&index->bounds, &index->granules, g, size);
    if (g <= INT32_MAX)
        lower_from(&index->bounds.hints, size, (int32_t)g);
}

/* A HOLE was made of a block, of which the fresh one may be a part. It is fresh now;
 * or else, if the largest is wanted and the fresh one is larger, that one stays. */
TARGET static inline void hole_made(mems_heap *heap, struct fresh made)
{
    struct index *index = &heap->index;
    const struct fresh *fresh = &index->fresh;
    if (mems_fresh_is_apart(fresh, &made)) {
        if (heap->options.policy == MEMS_WORST_FIT &&
            fresh->end - fresh->start > made.end - made.start) {
            know(index, made.start, made.end);
            return;
        }
        know(index, fresh->start, fresh->end);
    }
    index->fresh = made;
}

TARGET static enum mems_error release(mems_heap *heap, uint64_t address,
                                      struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    uint32_t at = MEMS_NONE;
    if (heap->is_sorted)
        stock_best(heap);
    if (address - chain->start < chain->mapped)
        at = mems_granules_at(&heap->index.granules, chain, address);
    if (at == MEMS_NONE)
        return why_not(heap, address);
    const struct segment *block = mems_chain_segment(chain, at);
    uint64_t extent = block->extent;
    if (mems_extent_is_hole(extent))
        return why_not(heap, address);
    uint64_t end = mems_segment_end(chain, block);
    struct move move = {.left = address, .start = address, .end = end, .right = end,
                        .waste = mems_extent_waste(extent), .hole = MEMS_NONE, .block = at,
                        .rest = MEMS_NONE};
    if (heap->options.join)
        look_beside(chain, block, &move);
    mems_decide_vacate(heap, &move);
    hole_made(heap, mems_decide_fresh(&move));
    if (decision != NULL)
        *decision = (struct mems_decision){
            .address = address, .size = end - address, .left = address - move.left,
            .right = move.right - end, .rover = 0, .waste = move.waste,
            .did = (uint8_t)(MEMS_DID_FREE | (move.left < address ? MEMS_DID_JOIN_LEFT : 0) |
                             (end < move.right ? MEMS_DID_JOIN_RIGHT : 0)),
            .node = MEMS_NONE, .segment = move.hole};
    if (mems_decide_tells(heap))
        tell_joined(heap, move.left, address, end, move.right, move.waste, move.hole);
    mems_pool_gave(&heap->chain.segments);
    return MEMS_OK;
}

const struct machine MACHINE = {
    .name = NAME, .lowest = lowest, .next = next, .largest = largest_hole,
    .place = place, .release = release,
};

#endif
