/* moments.h: two moments in the picture of one of them: what role a block, a HOLE or
 * a cell of many has, and the sign and the word of that. */
#ifndef MEMS_VIEW_MOMENTS_H
#define MEMS_VIEW_MOMENTS_H

#include "fates.h"
#include "view.h"

/* Whether the picture is compared with the mark; whether the mark lies ahead. */
static inline bool moments_on(const struct view *view)
{
    return view->moments.between != NULL;
}
bool moments_ahead(const struct view *view);

/* The role of a block of the present step. O(log blocks). */
enum role moments_block_role(const struct view *view, const struct mems_segment *segment);

/* Of a piece [from, to) of a HOLE: whether most of it was in use at the mark. */
enum role moments_hole_role(const struct view *view, uint64_t from, uint64_t to);

/* Of [from, to), which holds several segments, `used` bytes of it in use: what most of
 * it is. */
enum role moments_most(const struct view *view, uint64_t from, uint64_t to, uint64_t used);

/* The sign by which such a role is told without colours too; 0: it has none. And a cell
 * that shows nothing else. */
uint32_t moments_sign(enum role role);
struct cell moments_cell(enum role role);

/* How a kind of change looks in a list; the word for such a role, which says what was, or
 * with the mark ahead what will be. */
enum role moments_role_here(const struct view *view, enum fate_kind kind);
const char *moments_word(const struct view *view, enum role role);

#endif
