/* search_template.h: the searches, for a file that has said who it is and how
 * sixteen lanes are compared:
 *
 *   MACHINE, NAME        the table's name, and as a string
 *   TARGET               an attribute of every function
 *   at_least(lanes, n)   bit i: lane i is n or more
 *   largest(lanes)       the largest lane
 *   largest_but(lanes, i)  the largest of the lanes but lane i, or 0
 *   best_from(hints, n)  the largest `from` of the hints of n bytes or less
 *   lower_from(hints, n, g)  their `from` is g, where it was more; written to only
 *                        where it was: what is not written need not be waited for
 *
 * A search climbs from a leaf until something to the right may fit, and goes
 * down to the lowest leaf that does. All find the same hole: bounds that are too
 * high, and hints, change what a search costs and never what it finds. */

#ifdef MACHINE

#define NOWHERE UINT64_MAX
#define LANES MEMS_LANES

/* The first granule at or after `at` whose bound is `want` or more. */
TARGET static inline uint64_t candidate(const struct index *index, uint64_t at, int32_t want)
{
    const struct bounds *bounds = &index->bounds;
    unsigned level = 0;
    for (;;) {
        const int32_t *group =
            mems_bounds_group(bounds, &index->granules, level, at / LANES);
        unsigned fits = at_least(group, want) >> at % LANES;
        if (fits != 0) {
            at += (unsigned)__builtin_ctz(fits);
            if (level == 0)
                return at;
            level--;
            at *= LANES;
            continue;
        }
        if (level == bounds->top)
            return NOWHERE;
        if (at % LANES == 0) /* the whole group was looked at: its bound is this */
            mems_bounds_level(bounds, level + 1)[at / LANES] = largest(group);
        at = at / LANES + 1;
        level++;
        while (at % LANES == 0) { /* the next group: what is above it knows */
            if (level == bounds->top)
                return NOWHERE;
            at /= LANES;
            level++;
        }
    }
}

/* A HOLE, and what a look into its granule told. */
struct spot {
    uint32_t hole;    /* MEMS_NONE: there is none */
    int32_t most;     /* the bound of those before it in that granule */
    uint64_t granule; /* where it starts; without one, the last there is */
};

#define NO_SPOT (struct spot){.hole = MEMS_NONE, .most = 0, .granule = 0}

/* The first HOLE that fits in granule g. */
TARGET static inline struct spot look_into(const struct index *index, const struct chain *chain,
                                           uint64_t size, uint64_t g)
{
    uint32_t first = *mems_granule_first(&index->granules, g) - 1;
    uint64_t end = mems_granule_end(&index->granules, g), most;
    uint32_t hole = mems_granule_fit(chain, first, end, size, &most);
    return (struct spot){.hole = hole, .most = mems_bound(most), .granule = g};
}

/* The lowest HOLE that fits from granule g on. */
TARGET static inline struct spot lowest_from(struct index *index, const struct chain *chain,
                                             uint64_t size, uint64_t g)
{
    const struct granules *granules = &index->granules;
    uint64_t last = mems_granule(granules, mems_chain_end(chain) - 1);
    for (; g <= last; g++) { /* past the last one there may be no row */
        g = candidate(index, g, mems_bound(size));
        if (g == NOWHERE)
            break;
        struct spot spot = look_into(index, chain, size, g);
        if (spot.hole != MEMS_NONE)
            return spot;
        *mems_granule_bound(granules, g) = spot.most;
    }
    return (struct spot){.hole = MEMS_NONE, .most = 0, .granule = last};
}

/* ---- The lowest ---- */

/* From granule g on, or without one from the best hint; a better one is left. */
TARGET static MEMS_RARE struct spot search_lowest(struct index *index, const struct chain *chain,
                                                 uint64_t size, uint64_t g)
{
    struct hints *hints = &index->bounds.hints;
    if (chain->count == 0)
        return NO_SPOT;
    if (g == 0)
        g = (uint64_t)best_from(hints, mems_bound(size));
    struct spot spot = lowest_from(index, chain, size, g);
    if (size < MEMS_BOUND_MAX) {
        unsigned i = mems_hint_of(size);
        int32_t from = spot.granule < INT32_MAX ? (int32_t)spot.granule : INT32_MAX;
        if (hints->size[i] != (int32_t)size)
            hints->size[i] = (int32_t)size;
        if (hints->from[i] != from) /* what is not written need not be waited for */
            hints->from[i] = from;
    }
    return spot;
}

/* The granule below which, as a hint says, nothing of `size` bytes or more begins.
 * Mostly it is where the last one of about that size was. */
TARGET static inline uint64_t hinted_from(const struct hints *hints, uint64_t size)
{
    unsigned i = mems_hint_of(size);
    return (uint64_t)hints->size[i] <= size ? (uint64_t)hints->from[i] : 0;
}

/* The lowest; nothing that fits begins below granule g, where it may be. */
TARGET static inline struct spot lowest_near(struct index *index, const struct chain *chain,
                                             uint64_t size, uint64_t g)
{
    if (g != 0 && *mems_granule_bound(&index->granules, g) >= mems_bound(size)) {
        struct spot spot = look_into(index, chain, size, g);
        if (spot.hole != MEMS_NONE)
            return spot;
    }
    return search_lowest(index, chain, size, g);
}

TARGET static uint32_t lowest(struct index *index, const struct chain *chain, uint64_t size)
{
    mems_index_settle(index);
    return search_lowest(index, chain, size, 0).hole;
}

/* ---- The next ---- */

TARGET static uint32_t next(struct index *index, const struct chain *chain, uint64_t size,
                            uint64_t from)
{
    const struct granules *granules = &index->granules;
    mems_index_settle(index);
    if (from >= mems_chain_end(chain)) /* every HOLE is before it */
        return lowest(index, chain, size);
    uint64_t g = mems_granule(granules, from), most;
    uint32_t s = *mems_granule_first(granules, g) - 1;
    uint64_t end = mems_granule_end(granules, g);
    while (s != MEMS_NONE && mems_chain_segment(chain, s)->start < from)
        s = mems_granule_next(chain, mems_chain_segment(chain, s), end);
    uint32_t found = mems_granule_fit(chain, s, end, size, &most);
    if (found != MEMS_NONE)
        return found;
    if (mems_granule_end(granules, g) < mems_chain_end(chain))
        found = lowest_from(index, chain, size, g + 1).hole;
    return found != MEMS_NONE ? found : lowest(index, chain, size);
}

/* ---- The largest ---- */

/* No HOLE that bounds know is larger. */
TARGET static inline int32_t most_known(const struct index *index)
{
    return largest(mems_bounds_group(&index->bounds, &index->granules, index->bounds.top, 0));
}

/* The lowest leaf whose bound is the largest of all; bounds on the way are mended, so
 * the way down never ends in vain. It begins at a group at the top, or at one that such
 * a way has come to and where a bound was lowered since. NOWHERE: there is no HOLE. */
TARGET static uint64_t top_leaf(const struct index *index, unsigned level, uint64_t at)
{
    const struct bounds *bounds = &index->bounds;
    for (;;) {
        int32_t *group = mems_bounds_group(bounds, &index->granules, level, at);
        int32_t most = largest(group);
        if (level < bounds->top && most < mems_bounds_level(bounds, level + 1)[at]) {
            mems_bounds_level(bounds, level + 1)[at] = most;
            level++; /* perhaps another one beside it is larger now */
            at /= LANES;
            continue;
        }
        if (most == 0)
            return NOWHERE;
        at = at * LANES + (unsigned)__builtin_ctz(at_least(group, most));
        if (level-- == 0)
            return at;
        if (level == 0) /* both lines of the row will be read, this one after the other */
            __builtin_prefetch(mems_granule_row(&index->granules, at)->first);
    }
}

/* The first of the largest HOLEs of a granule but the fresh one, or MEMS_NONE. */
TARGET static uint32_t largest_in(const struct index *index, const struct chain *chain,
                                  uint64_t g, uint64_t *most)
{
    uint32_t s = *mems_granule_first(&index->granules, g) - 1, found = MEMS_NONE;
    uint64_t end = mems_granule_end(&index->granules, g);
    uint64_t fresh = mems_index_unknown(index);
    *most = 0;
    for (; s != MEMS_NONE; s = mems_granule_next(chain, mems_chain_segment(chain, s), end)) {
        const struct segment *segment = mems_chain_segment(chain, s);
        uint64_t size = mems_segment_size(chain, segment);
        if (segment->kind == MEMS_HOLE && size > *most && segment->start != fresh) {
            *most = size;
            found = s;
        }
    }
    return found;
}

/* Among the HOLEs too large for bounds; MEMS_NONE when there are none. */
TARGET static uint32_t largest_huge(struct index *index, const struct chain *chain)
{
    uint64_t above = MEMS_BOUND_MAX - UINT64_C(1);
    struct spot spot = NO_SPOT;
    uint32_t found;
    do {
        found = spot.hole;
        spot = lowest_from(index, chain, above + 1, spot.granule);
        if (spot.hole != MEMS_NONE)
            above = mems_segment_size(chain, mems_chain_segment(chain, spot.hole));
    } while (spot.hole != MEMS_NONE);
    return found;
}

/* The largest HOLE that bounds know. */
TARGET static uint32_t largest_known(struct index *index, const struct chain *chain)
{
    uint64_t g = chain->count > 0 ? top_leaf(index, index->bounds.top, 0) : NOWHERE;
    while (g != NOWHERE) {
        int32_t *bound = mems_granule_bound(&index->granules, g);
        if (*bound == MEMS_BOUND_MAX) {
            mems_index_settle(index); /* a look for huge ones sees it anyway */
            uint32_t huge = largest_huge(index, chain);
            if (huge != MEMS_NONE)
                return huge;
            g = top_leaf(index, index->bounds.top, 0); /* their bounds have been mended */
            continue;
        }
        uint64_t most;
        uint32_t found = largest_in(index, chain, g, &most);
        if (mems_bound(most) == *bound)
            return found;
        *bound = mems_bound(most);
        g = top_leaf(index, 0, g / LANES);
    }
    return MEMS_NONE;
}

TARGET static uint32_t largest_hole(struct index *index, const struct chain *chain)
{
    mems_index_settle(index);
    return largest_known(index, chain);
}

/* ---- Lowering ---- */

/* A group is read before it is written to: a wide load right after a narrow
 * store to the same bytes would wait for it. */
TARGET static MEMS_RARE void lower(struct index *index, uint64_t g, int32_t bound)
{
    const struct bounds *bounds = &index->bounds;
    for (unsigned level = 0;; level++, g /= LANES) {
        int32_t *group = mems_bounds_group(bounds, &index->granules, level, g / LANES);
        unsigned lane = g % LANES;
        int32_t above =
            level < bounds->top ? mems_bounds_level(bounds, level + 1)[g / LANES] : 0;
        if (bound >= above || (at_least(group, above) & ~(1U << lane)) != 0) {
            group[lane] = bound;
            return;
        }
        int32_t other = largest_but(group, lane);
        group[lane] = bound;
        bound = bound > other ? bound : other;
    }
}

#endif
