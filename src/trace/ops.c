/* ops.c: the list of operations, the notes, and their names and texts. All
 * four only grow at the end; what came after a moment can be taken away. */
#include "ops.h"

#include "array.h"
#include "table.h"

#include <stdlib.h>

struct ops {
    struct mems_options options;
    struct op *list;
    size_t count, list_room;
    struct note *notes;
    size_t note_count, notes_room;
    struct strings names, texts;
};

struct ops *ops_open(void)
{
    struct op start = {.kind = OP_START, .name = NO_NAME, .text = NO_TEXT};
    struct ops *ops = calloc(1, sizeof *ops);

    if (ops == NULL)
        return NULL;
    ops->options = mems_options_default();
    if (!ops_add(ops, start)) {
        ops_close(ops);
        return NULL;
    }
    return ops;
}

void ops_close(struct ops *ops)
{
    if (ops == NULL)
        return;
    free(ops->list);
    free(ops->notes);
    strings_close(&ops->names);
    strings_close(&ops->texts);
    free(ops);
}

struct mems_options *ops_options(struct ops *ops)
{
    return &ops->options;
}

const struct mems_options *ops_options_view(const struct ops *ops)
{
    return &ops->options;
}

/* ---- Operations and notes ---- */

size_t ops_count(const struct ops *ops)
{
    return ops->count;
}

const struct op *ops_at(const struct ops *ops, size_t index)
{
    return &ops->list[index];
}

bool ops_add(struct ops *ops, struct op op)
{
    struct op *list;

    if (ops->count >= OPS_MAX)
        return false;
    list = array_grow(ops->list, &ops->list_room, ops->count + 1, sizeof *list);
    if (list == NULL)
        return false;
    ops->list = list;
    list[ops->count++] = op;
    return true;
}

size_t ops_note_count(const struct ops *ops)
{
    return ops->note_count;
}

const struct note *ops_note(const struct ops *ops, size_t index)
{
    return &ops->notes[index];
}

size_t ops_first_note(const struct ops *ops, uint32_t step)
{
    size_t low = 0, high = ops->note_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ops->notes[middle].step < step)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ops_add_note(struct ops *ops, struct note note)
{
    struct note *notes;

    if (ops->note_count >= NOTES_MAX)
        return false;
    notes = array_grow(ops->notes, &ops->notes_room, ops->note_count + 1, sizeof *notes);
    if (notes == NULL)
        return false;
    ops->notes = notes;
    note.step = (uint32_t)(ops->count - 1);
    notes[ops->note_count++] = note;
    return true;
}

/* ---- Names and texts ---- */

static struct string stamp(const struct ops *ops)
{
    return (struct string){.op = (uint32_t)ops->count, .note = (uint32_t)ops->note_count};
}

bool ops_intern(struct ops *ops, const char *name, size_t length, uint32_t *id)
{
    return strings_intern(&ops->names, stamp(ops), name, length, id);
}

bool ops_add_text(struct ops *ops, const char *bytes, size_t length, uint32_t *id)
{
    return strings_add(&ops->texts, stamp(ops), bytes, length, id);
}

size_t ops_name_count(const struct ops *ops)
{
    return ops->names.count;
}

const char *ops_name(const struct ops *ops, uint32_t id)
{
    return strings_at(&ops->names, id);
}

bool ops_find_name(const struct ops *ops, const char *name, size_t length, uint32_t *id)
{
    return strings_find(&ops->names, name, length, id);
}

const char *ops_text(const struct ops *ops, uint32_t id, size_t *length)
{
    if (length != NULL)
        *length = ops->texts.list[id].length;
    return strings_at(&ops->texts, id);
}

/* A string is older than the moment of `count` and `notes` when one of the
 * two lists was shorter as it came. */
static void drop_since(struct strings *strings, size_t count, size_t notes)
{
    while (strings->count > 0) {
        const struct string *last = &strings->list[strings->count - 1];

        if (last->op < count || last->note < notes)
            return;
        strings_drop(strings);
    }
}

void ops_truncate(struct ops *ops, size_t count, size_t notes)
{
    if (count < 1)
        count = 1;
    if (ops->count > count)
        ops->count = count;
    if (ops->note_count > notes)
        ops->note_count = notes;
    drop_since(&ops->names, count, notes);
    drop_since(&ops->texts, count, notes);
}
