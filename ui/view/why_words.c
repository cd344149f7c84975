/* why_words.c: the reasons, in words and numbers. */
#include "why_words.h"

#include <inttypes.h>

/* Whether the search is over: what would be taken is taken. */
static bool is_over(const struct why *why)
{
    return why->at == 0 || !why_takes_best(why);
}

/* "300 < 400", "800 > 400", "400 = 400" */
static void compare(struct phrase *say, uint64_t a, uint64_t b)
{
    phrase_number(say, a);
    if (say->spoken)
        phrase_add(say, a < b ? " is less than " : a > b ? " is more than " : " is just ");
    else
        phrase_add(say, " %s ", a < b ? "<" : a > b ? ">" : "=");
    phrase_number(say, b);
}

/* ---- In a bar ---- */

static bool word_of_free(struct phrase *say, const struct why *why,
                         const struct mems_segment *segment)
{
    enum role role;
    if (segment->kind != MEMS_HOLE || !why_role(why, segment, &role))
        return false;
    phrase_add(say, why->join ? "HOLE, joins" : "HOLE, stays");
    return true;
}

bool why_word(struct phrase *say, const struct view *view, const struct mems_segment *segment)
{
    const struct why *why = &view->why;
    if (why->kind == WHY_FREE)
        return word_of_free(say, why, segment);
    enum verdict verdict = why_verdict(why, segment->start, segment->size);
    if (segment->kind != MEMS_HOLE || verdict == HOLE_AHEAD)
        return false;
    phrase_number(say, why_number(why, timeline_heap(view->timeline), segment->start));
    phrase_add(say, verdict == HOLE_SMALL    ? ": too small"
                    : verdict == HOLE_PASSED ? ": fits"
                    : is_over(why)           ? ": taken"
                                             : ": best so far");
    return true;
}

void why_numbers(struct phrase *say, const struct view *view, const struct mems_segment *segment)
{
    const struct why *why = &view->why;
    if (why->kind == WHY_FREE)
        phrase_bytes(say, segment->size);
    else if (why_verdict(why, segment->start, segment->size) == HOLE_PASSED &&
             why->best.number > 0)
        compare(say, segment->size, why->best.size);
    else
        compare(say, segment->size, why->size);
}

/* ---- In the list ---- */

static void say_taken(struct phrase *say, const struct why *why, const struct why_hole *hole)
{
    uint64_t rest = hole->size - why->size;
    phrase_add(say, "taken");
    if (rest == 0)
        return;
    phrase_add(say, "; ");
    phrase_bytes(say, rest);
    phrase_words(say, rest == 1 ? " stays a HOLE" : " stay a HOLE");
}

static void say_best(struct phrase *say, const struct why *why, const struct why_hole *hole)
{
    bool best = why->policy == MEMS_BEST_FIT;
    phrase_add(say, hole->size == why->size ? "fits exactly" : "fits");
    if (!is_over(why)) {
        phrase_add(say, best ? ", the tightest so far" : ", the largest so far");
        return;
    }
    if (why_takes_best(why))
        phrase_add(say, why->walk.done && why->walk.fitting == 1 ? ", as the only one"
                        : best                                  ? ", and none is tighter"
                                                                : ", and none is larger");
    phrase_add(say, why_takes_best(why) ? ": " : ", ");
    say_taken(say, why, hole);
}

/* It fits, and another one is better. */
static void say_passed(struct phrase *say, const struct view *view, const struct why_hole *hole)
{
    const struct why *why = &view->why;
    char address[ADDRESS_SIZE];
    phrase_add(say, "fits");
    if (why->best.number == 0) /* long ago in a long search: which one is not known */
        return;
    bool equal = hole->size == why->best.size;
    view_address(view, why->best.start, address);
    if (equal) {
        phrase_add(say, " as well, but %s is a lower address", address);
        return;
    }
    phrase_add(say, ", but ");
    phrase_number(say, why->best.size);
    phrase_add(say, " at %s is %s", address,
               why->policy == MEMS_BEST_FIT ? "tighter" : "larger");
}

/* In a long list it is told why this one is in it. */
#define LONG 8

static void say_small(struct phrase *say, const struct why *why, const struct why_hole *hole)
{
    const struct why_walk *walk = &why->walk;
    phrase_add(say, "too small");
    if (why->at > 0 || !walk->done || hole->number != walk->miss.number ||
        walk->looked - walk->fitting < (why->chosen.number > 0 ? LONG : 2))
        return;
    phrase_add(say, why->chosen.number > 0 ? ", the largest of those too small"
                                           : ", the largest of all");
}

void why_sentence(struct phrase *say, const struct view *view, const struct why_hole *hole)
{
    const struct why *why = &view->why;
    enum verdict verdict = why_verdict(why, hole->start, hole->size);
    if (verdict == HOLE_AHEAD) {
        phrase_bytes(say, hole->size);
        if (why->at == 0)
            phrase_add(say, ": not looked at");
        return;
    }
    compare(say, hole->size, why->size);
    phrase_add(say, ": ");
    if (verdict == HOLE_SMALL)
        say_small(say, why, hole);
    else if (verdict == HOLE_PASSED)
        say_passed(say, view, hole);
    else
        say_best(say, why, hole);
}
