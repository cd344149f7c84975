/* churn.c: made-up workloads. Names say how many blocks are live. */
#include "churn.h"

#include "draw.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t random_size(uint64_t *state)
{
    return 16 + draw_next(state) % 241;
}

static bool open_named(struct tape *tape, const char *what, uint64_t live)
{
    char name[40];

    snprintf(name, sizeof name, live % 1000 == 0 ? "%s %" PRIu64 "k" : "%s %" PRIu64, what,
             live % 1000 == 0 ? live / 1000 : live);
    return tape_open(tape, name);
}

/* Builds up and goes through every block about once, so that HOLEs are where
 * they will be; then frees and mallocs; `oldest`: in turn, else at random. */
static bool pairs_of(struct tape *tape, uint64_t live, uint64_t pairs, bool oldest)
{
    uint32_t *slots = live > 0 && live < TAPE_SLOTS_MAX ? malloc(live * sizeof *slots) : NULL;
    uint64_t state = live;
    bool good = slots != NULL;

    for (uint64_t i = 0; good && i < live; i++)
        good = tape_malloc(tape, random_size(&state), &slots[i]) == TAPE_GOOD;
    for (uint64_t i = 0; good && i < live + pairs; i++) {
        uint32_t *slot = &slots[(oldest ? i : draw_next(&state)) % live];

        if (i == live)
            tape->head.untimed = tape->head.count;
        good = tape_free(tape, *slot) == TAPE_GOOD &&
               tape_malloc(tape, random_size(&state), slot) == TAPE_GOOD;
    }
    free(slots);
    return good;
}

bool churn_tape(struct tape *tape, uint64_t live, uint64_t pairs)
{
    return open_named(tape, "churn", live) && pairs_of(tape, live, pairs, false);
}

bool churn_queue(struct tape *tape, uint64_t live, uint64_t pairs)
{
    return open_named(tape, "queue", live) && pairs_of(tape, live, pairs, true);
}
