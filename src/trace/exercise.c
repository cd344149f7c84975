/* exercise.c: first some blocks, then frees and mallocs in turns, now and then a get.
 * A malloc often asks for exactly what was freed, so that exact fits come up. */
#include "exercise.h"

#include "draw.h"

#include <stdio.h>

#define BLOCKS_FIRST 5
#define LIVE_MOST 12      /* more than that nobody draws by hand */
#define UNITS_MOST 20     /* a block is up to half a page */
#define UNITS_IN_PAGE 40
#define FREES 45          /* of a hundred operations */
#define GETS 8

struct block { uint32_t name; uint64_t size; };

struct exercise {
    struct ops *ops;
    uint64_t state;
    uint64_t unit;                 /* every size is so many of these */
    struct block live[LIVE_MOST];
    size_t live_count;
    uint64_t freed;                /* the size of the block that was freed last; 0: none */
    unsigned named;
};

/* A round number of bytes: 1, 2 or 5 and zeros, not above an UNITS_IN_PAGEth of a page. */
static uint64_t unit_of(size_t page_size)
{
    uint64_t most = page_size / UNITS_IN_PAGE, unit = 1;

    while (most / 10 >= unit)
        unit *= 10;
    return 5 * unit <= most ? 5 * unit : 2 * unit <= most ? 2 * unit : unit;
}

/* A to Z, then A1 to Z1 and so on. */
static bool next_name(struct exercise *exercise, uint32_t *name)
{
    char text[16];
    unsigned round = exercise->named / 26;
    int length = snprintf(text, sizeof text, round > 0 ? "%c%u" : "%c",
                          (char)('A' + exercise->named % 26), round);

    exercise->named++;
    return ops_intern(exercise->ops, text, (size_t)length, name);
}

static bool add_malloc(struct exercise *exercise)
{
    struct op op = {.kind = OP_MALLOC, .text = NO_TEXT};

    op.size = exercise->unit * (1 + draw_below(&exercise->state, UNITS_MOST));
    if (exercise->freed > 0 && draw_below(&exercise->state, 3) == 0)
        op.size = exercise->freed;
    exercise->freed = 0;
    if (!next_name(exercise, &op.name) || !ops_add(exercise->ops, op))
        return false;
    exercise->live[exercise->live_count++] = (struct block){op.name, op.size};
    return true;
}

static bool add_free(struct exercise *exercise)
{
    size_t victim = (size_t)draw_below(&exercise->state, exercise->live_count);
    struct block block = exercise->live[victim];
    struct op op = {.kind = OP_FREE, .name = block.name, .text = NO_TEXT};

    exercise->live[victim] = exercise->live[--exercise->live_count];
    exercise->freed = block.size;
    return ops_add(exercise->ops, op);
}

/* Of an inner address. */
static bool add_get(struct exercise *exercise)
{
    struct block block = exercise->live[draw_below(&exercise->state, exercise->live_count)];
    struct op op = {.kind = OP_GET, .name = block.name, .text = NO_TEXT};

    op.offset = block.size > 1 ? 1 + draw_below(&exercise->state, block.size - 1) : 0;
    return ops_add(exercise->ops, op);
}

static bool add_one(struct exercise *exercise)
{
    uint64_t roll = draw_below(&exercise->state, 100);

    if (exercise->live_count < 2 || ops_count(exercise->ops) <= BLOCKS_FIRST)
        return add_malloc(exercise);
    if (exercise->live_count == LIVE_MOST || roll < FREES)
        return add_free(exercise);
    return roll >= 100 - GETS ? add_get(exercise) : add_malloc(exercise);
}

struct ops *exercise_make(uint64_t seed, size_t count, size_t page_size)
{
    struct exercise exercise = {.ops = ops_open(), .state = seed, .unit = unit_of(page_size)};

    if (exercise.ops == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (!add_one(&exercise)) {
            ops_close(exercise.ops);
            return NULL;
        }
    }
    return exercise.ops;
}
