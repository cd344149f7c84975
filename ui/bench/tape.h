/* tape.h: a workload as the timed loops read it: one word of 64 bits an
 * operation, names as small numbers that are used again, so that reading the
 * tape and finding a block's address cost next to nothing. Every free on a tape
 * is of a block that is live then, every slot is below head.slots. */
#ifndef MEMS_BENCH_TAPE_H
#define MEMS_BENCH_TAPE_H

#include "mems/heap.h"
#include "ops.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tape_what { TAPE_MALLOC, TAPE_FREE, TAPE_REALLOC };

/* The parts of a word: 2 bits what, 25 bits slot, 37 bits size. */
#define TAPE_SLOTS_MAX (UINT32_C(1) << 25)
#define TAPE_SIZE_MAX ((UINT64_C(1) << 37) - 1)

static inline enum tape_what tape_what(uint64_t word)
{
    return (enum tape_what)(word & 3);
}

static inline uint32_t tape_slot(uint64_t word)
{
    return (uint32_t)(word >> 2) & (TAPE_SLOTS_MAX - 1);
}

static inline uint64_t tape_size(uint64_t word)
{
    return word >> 27;
}

/* What a process that replays the tape needs beside the words; no field leaves a
 * gap, as it goes to a file. */
struct tape_head {
    uint64_t count;        /* words */
    uint64_t untimed;      /* those at the start that only build up */
    uint64_t slots;
    uint64_t peak_bytes;   /* most bytes asked for and live at once */
    uint64_t peak_blocks;
    uint64_t page_size, start, align, join; /* of the heap that the workload asks for */
};

/* What a heap for the tape is opened with; everything else is the default. */
struct mems_options tape_options(const struct tape_head *head);

struct tape {
    char *name;
    struct tape_head head;
    uint64_t *words;
    size_t words_room;
    uint64_t left_out;     /* operations of the workload that are not on it */

    /* Only while it is recorded. */
    uint64_t *sizes;       /* by slot */
    uint32_t *spare;       /* slots to use again */
    size_t sizes_room, spare_room, spare_count;
    uint64_t bytes, blocks;
};

enum tape_result { TAPE_GOOD, TAPE_NO_MEMORY, TAPE_TOO_LARGE };

/* An empty tape; false without memory. */
bool tape_open(struct tape *tape, const char *name);
void tape_close(struct tape *tape);

/* Record one operation. The slot of a malloc is put in *slot. A size is from 1
 * to TAPE_SIZE_MAX. */
enum tape_result tape_malloc(struct tape *tape, uint64_t size, uint32_t *slot);
enum tape_result tape_free(struct tape *tape, uint32_t slot);

/* Records the mallocs, frees and reallocs of a workload that name their blocks;
 * what does nothing, gets, writes, and frees by address are left out. */
enum tape_result tape_ops(struct tape *tape, const struct ops *ops);

/* From now on, the tape asks for such a heap; its policy is not part of it. */
void tape_set_options(struct tape *tape, const struct mems_options *options);

/* The tape in an unnamed file, the head first; -1: errno says why. Its number
 * leaves room for those that a child's files have. */
#define TAPE_FILE_LOWEST 20
int tape_file(const struct tape *tape);

#endif
