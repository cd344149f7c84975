/* tape.c: records tapes. Slots are used again newest first, as an address
 * table of a program would be. */
#include "tape.h"

#include "array.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NO_SLOT UINT32_MAX

bool tape_open(struct tape *tape, const char *name)
{
    struct mems_options options = mems_options_default();

    *tape = (struct tape){.name = strdup(name)};
    tape_set_options(tape, &options);
    return tape->name != NULL;
}

void tape_close(struct tape *tape)
{
    free(tape->name);
    free(tape->words);
    free(tape->sizes);
    free(tape->spare);
    *tape = (struct tape){0};
}

void tape_set_options(struct tape *tape, const struct mems_options *options)
{
    tape->head.page_size = options->page_size;
    tape->head.start = options->start;
    tape->head.align = options->align;
    tape->head.join = options->join;
}

struct mems_options tape_options(const struct tape_head *head)
{
    struct mems_options options = mems_options_default();

    options.page_size = (size_t)head->page_size;
    options.start = head->start;
    options.align = (size_t)head->align;
    options.join = head->join != 0;
    return options;
}

/* ---- One operation ---- */

static enum tape_result add(struct tape *tape, enum tape_what what, uint32_t slot, uint64_t size)
{
    uint64_t *words = array_grow(tape->words, &tape->words_room, tape->head.count + 1,
                                 sizeof *words);

    if (words == NULL)
        return TAPE_NO_MEMORY;
    tape->words = words;
    words[tape->head.count++] = size << 27 | (uint64_t)slot << 2 | (uint64_t)what;
    return TAPE_GOOD;
}

static bool new_slot(struct tape *tape, uint32_t *slot)
{
    uint64_t *sizes;

    if (tape->spare_count > 0) {
        *slot = tape->spare[--tape->spare_count];
        return true;
    }
    if (tape->head.slots == TAPE_SLOTS_MAX)
        return false;
    sizes = array_grow(tape->sizes, &tape->sizes_room, tape->head.slots + 1, sizeof *sizes);
    if (sizes == NULL)
        return false;
    tape->sizes = sizes;
    *slot = (uint32_t)tape->head.slots++;
    return true;
}

/* Books for a block that is there now; a realloc's old block is, too. */
static void born(struct tape *tape, uint64_t size)
{
    tape->bytes += size;
    tape->blocks++;
    if (tape->bytes > tape->head.peak_bytes)
        tape->head.peak_bytes = tape->bytes;
    if (tape->blocks > tape->head.peak_blocks)
        tape->head.peak_blocks = tape->blocks;
}

static void died(struct tape *tape, uint64_t size)
{
    tape->bytes -= size;
    tape->blocks--;
}

enum tape_result tape_malloc(struct tape *tape, uint64_t size, uint32_t *slot)
{
    enum tape_result result;

    if (size > TAPE_SIZE_MAX)
        return TAPE_TOO_LARGE;
    if (!new_slot(tape, slot))
        return TAPE_NO_MEMORY;
    result = add(tape, TAPE_MALLOC, *slot, size);
    if (result != TAPE_GOOD)
        return result;
    tape->sizes[*slot] = size;
    born(tape, size);
    return TAPE_GOOD;
}

static enum tape_result tape_realloc(struct tape *tape, uint32_t slot, uint64_t size)
{
    enum tape_result result;

    if (size > TAPE_SIZE_MAX)
        return TAPE_TOO_LARGE;
    result = add(tape, TAPE_REALLOC, slot, size);
    if (result != TAPE_GOOD)
        return result;
    born(tape, size);
    died(tape, tape->sizes[slot]);
    tape->sizes[slot] = size;
    return TAPE_GOOD;
}

enum tape_result tape_free(struct tape *tape, uint32_t slot)
{
    uint32_t *spare = array_grow(tape->spare, &tape->spare_room, tape->spare_count + 1,
                                 sizeof *spare);

    if (spare == NULL)
        return TAPE_NO_MEMORY;
    tape->spare = spare;
    spare[tape->spare_count++] = slot;
    died(tape, tape->sizes[slot]);
    return add(tape, TAPE_FREE, slot, 0);
}

/* ---- A workload ---- */

/* What a name means now: the slot of its block, or NO_SLOT. */
static enum tape_result record(struct tape *tape, const struct op *op, uint32_t *slots)
{
    uint32_t *slot = op->name != NO_NAME ? &slots[op->name] : NULL;
    uint32_t old = slot != NULL ? *slot : NO_SLOT;

    switch ((enum op_kind)op->kind) {
    case OP_MALLOC:
        if (op->size > 0)
            return tape_malloc(tape, op->size, slot);
        *slot = NO_SLOT;
        break;
    case OP_REALLOC:
        if (op->size > 0)
            return old == NO_SLOT ? tape_malloc(tape, op->size, slot)
                                  : tape_realloc(tape, old, op->size);
        if (old == NO_SLOT)
            break;
        *slot = NO_SLOT;
        return tape_free(tape, old);
    case OP_FREE:
        if (old == NO_SLOT || op->offset != 0)
            break;
        *slot = NO_SLOT;
        return tape_free(tape, old);
    case OP_START:
        return TAPE_GOOD;
    default:
        break;
    }
    tape->left_out++;
    return TAPE_GOOD;
}

enum tape_result tape_ops(struct tape *tape, const struct ops *ops)
{
    size_t names = ops_name_count(ops), count = ops_count(ops);
    uint32_t *slots = malloc((names + 1) * sizeof *slots);
    enum tape_result result = slots != NULL ? TAPE_GOOD : TAPE_NO_MEMORY;

    for (size_t i = 0; slots != NULL && i < names; i++)
        slots[i] = NO_SLOT;
    for (size_t i = 0; result == TAPE_GOOD && i < count; i++) {
        struct op op = ops_at(ops, i);

        result = record(tape, &op, slots);
    }
    free(slots);
    tape_set_options(tape, ops_options_view(ops));
    return result;
}

/* ---- For other processes ---- */

static bool write_all(int file, const void *bytes, size_t size)
{
    const char *at = bytes;

    while (size > 0) {
        ssize_t wrote = write(file, at, size < 1 << 30 ? size : 1 << 30);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        at += wrote;
        size -= (size_t)wrote;
    }
    return true;
}

int tape_file(const struct tape *tape)
{
    FILE *stream = tmpfile();
    int file = stream != NULL ? fcntl(fileno(stream), F_DUPFD_CLOEXEC, TAPE_FILE_LOWEST) : -1;

    if (stream != NULL)
        fclose(stream);
    if (file >= 0 && (!write_all(file, &tape->head, sizeof tape->head) ||
                      !write_all(file, tape->words, tape->head.count * sizeof *tape->words))) {
        int why = errno;

        close(file);
        errno = why;
        file = -1;
    }
    return file;
}
