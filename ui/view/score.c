/* score.c: figures side by side. */
#include "score.h"

#include "character.h"

#include <stdio.h>

static void measure(struct score *score, const struct race *race, int heap)
{
    const mems_heap *at = timeline_heap(race_timeline(race, heap));
    struct mems_totals totals = mems_heap_totals(at);
    struct tally tally = race_tally(race, heap);
    const uint64_t values[SCORE_FIGURES] = {
        [SCORE_PAGES] = totals.pages,
        [SCORE_MAPPED] = totals.mapped,
        [SCORE_HOLES] = totals.hole,
        [SCORE_LARGEST] = mems_heap_largest_hole(at),
        [SCORE_FAILURES] = tally.failures,
        [SCORE_LOOKED] = tally.looked,
        [SCORE_SMALL] = tally.small,
        [SCORE_WASTE] = totals.waste,
    };
    for (int figure = 0; figure < SCORE_FIGURES; figure++)
        score->values[figure][heap] = values[figure];
}

static bool all_equal(const uint64_t *values, int count)
{
    for (int i = 1; i < count; i++)
        if (values[i] != values[0])
            return false;
    return true;
}

static void judge(struct score *score, enum score_figure figure)
{
    const uint64_t *values = score->values[figure];
    uint64_t best = values[0];
    if (all_equal(values, score->count))
        return;
    for (int i = 1; i < score->count; i++)
        if (figure == SCORE_LARGEST ? values[i] > best : values[i] < best)
            best = values[i];
    for (int i = 0; i < score->count; i++)
        score->best[figure][i] = values[i] == best;
}

struct score score_of(const struct race *race)
{
    struct score score = {.count = race_count(race)};
    bool one_size = true, waste = false;
    for (int i = 0; i < score.count; i++) {
        measure(&score, race, i);
        one_size = one_size && race_options(race, i)->page_size == race_options(race, 0)->page_size;
        waste = waste || score.values[SCORE_WASTE][i] > 0;
    }
    for (int figure = 0; figure < SCORE_FIGURES; figure++) {
        if (figure != SCORE_PAGES || one_size)
            judge(&score, (enum score_figure)figure);
        score.tells[figure] = (figure != SCORE_MAPPED || !one_size) &&
                              (figure != SCORE_WASTE || waste);
    }
    return score;
}

const char *score_name(enum score_figure figure)
{
    static const char *const names[SCORE_FIGURES] = {
        [SCORE_PAGES] = "pages", [SCORE_MAPPED] = "mapped", [SCORE_HOLES] = "in holes",
        [SCORE_LARGEST] = "largest hole", [SCORE_FAILURES] = "failed",
        [SCORE_LOOKED] = "looked at", [SCORE_SMALL] = "under 32 B", [SCORE_WASTE] = "waste",
    };
    _Static_assert(TALLY_SMALL == 32, "the name says so");
    return names[figure];
}

#define MILLION UINT64_C(1000000)

char *score_text(const struct score *score, enum score_figure figure, int heap,
                 char out[SCORE_TEXT])
{
    uint64_t n = score->values[figure][heap];
    bool millions = false;
    char number[NUMBER_SIZE];
    for (int i = 0; i < score->count; i++)
        millions = millions || score->values[figure][i] >= 10000 * MILLION;
    if (millions && n > 0 && n < MILLION)
        snprintf(out, SCORE_TEXT, "<1 M");
    else if (millions && n > 0)
        snprintf(out, SCORE_TEXT, "%s M", number_text(number, n / MILLION));
    else
        number_text(out, n);
    return out;
}
