/* moments.c: roles by what became of a block between the mark and the present step.
 * The picture is always that of the present: a block of the mark that it lacks is told
 * by the HOLE, or by the other block, that has its place. */
#include "moments.h"

bool moments_ahead(const struct view *view)
{
    return view->moments.mark > timeline_step(view->timeline);
}

/* Bytes of a range in blocks of the mark: in all, and in those that did not stay. */
static struct between_below in_range(const struct view *view, uint64_t from, uint64_t to)
{
    struct between_below low = between_below(view->moments.between, from);
    struct between_below high = between_below(view->moments.between, to);
    return (struct between_below){high.used - low.used, high.gone - low.gone};
}

enum role moments_block_role(const struct view *view, const struct mems_segment *segment)
{
    const struct between *between = view->moments.between;
    switch (between_fate(between, timeline_maker(view->timeline, segment))) {
    case BETWEEN_STAYED: return ROLE_STAYED;
    case BETWEEN_MOVED: return ROLE_MOVED;
    case BETWEEN_ONLY_NOW: break;
    }
    if (in_range(view, segment->start, segment->start + segment->size).gone > 0)
        return ROLE_REPLACES;
    return moments_ahead(view) ? ROLE_DIES : ROLE_BORN;
}

static bool is_lit(const struct view *view, uint64_t from, uint64_t to)
{
    uint64_t start = view->moments.lit_start, end = start + view->moments.lit_size;
    uint64_t low = from > start ? from : start, high = to < end ? to : end;
    return view->has_selection && high > low && (high - low) * 2 >= to - from;
}

enum role moments_hole_role(const struct view *view, uint64_t from, uint64_t to)
{
    if (is_lit(view, from, to))
        return ROLE_SELECTED_HOLE;
    if (in_range(view, from, to).gone < (to - from + 1) / 2)
        return ROLE_HOLE;
    return moments_ahead(view) ? ROLE_TO_COME : ROLE_DIED;
}

enum role moments_most(const struct view *view, uint64_t from, uint64_t to, uint64_t used)
{
    struct between_below then = in_range(view, from, to);
    bool ahead = moments_ahead(view);
    uint64_t stayed = then.used - then.gone, hole = to - from - used;
    uint64_t fresh = used > stayed ? used - stayed : 0;
    uint64_t gone = then.gone < hole ? then.gone : hole;
    uint64_t empty = hole - gone;
    if (fresh >= gone && fresh >= stayed && fresh >= empty)
        return ahead ? ROLE_DIES : ROLE_BORN;
    if (gone >= stayed && gone >= empty)
        return ahead ? ROLE_TO_COME : ROLE_DIED;
    return stayed >= empty ? ROLE_STAYED : ROLE_HOLE;
}

uint32_t moments_sign(enum role role)
{
    switch (role) {
    case ROLE_BORN:
    case ROLE_TO_COME: return '+';
    case ROLE_DIED:
    case ROLE_DIES: return '-';
    case ROLE_REPLACES: return '*';
    case ROLE_MOVED: return '>';
    default: return 0;
    }
}

struct cell moments_cell(enum role role)
{
    uint32_t sign = moments_sign(role);
    bool hole = role_is_hole(role);
    enum role ink = hole ? ROLE_HOLE_LABEL : ROLE_LABEL;
    if (sign == 0)
        return (struct cell){hole ? GLYPH_HOLE : GLYPH_PROCESS, (uint8_t)role, (uint8_t)role};
    return (struct cell){sign, (uint8_t)ink, (uint8_t)role};
}

enum role moments_role_here(const struct view *view, enum fate_kind kind)
{
    bool ahead = moments_ahead(view);
    if (kind == FATE_MOVED)
        return ROLE_MOVED;
    if (kind == FATE_BORN)
        return ahead ? ROLE_TO_COME : ROLE_BORN;
    return ahead ? ROLE_DIES : ROLE_DIED;
}

const char *moments_word(const struct view *view, enum role role)
{
    bool ahead = moments_ahead(view);
    switch (role) {
    case ROLE_BORN: return "born";
    case ROLE_TO_COME: return "comes";
    case ROLE_DIED: return "died";
    case ROLE_DIES: return "dies";
    case ROLE_MOVED: return ahead ? "moves" : "moved";
    case ROLE_STAYED: return ahead ? "stays" : "stayed";
    case ROLE_REPLACES: return ahead ? "gives way" : "replaces";
    default: return "HOLE";
    }
}
