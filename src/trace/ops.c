/* ops.c: the list of operations, the notes, and their names and texts. All
 * only grow at the end; what came after a moment can be taken away. An
 * operation that does not fit in 16 bytes lies whole in `rare`. */
#include "ops.h"

#include "array.h"
#include "digit.h"
#include "names.h"

#include <stdlib.h>

#define LINE_BITS 30
#define LINE_LIMIT (UINT32_C(1) << LINE_BITS)

enum { PACKED_MALLOC, PACKED_FREE, PACKED_REALLOC, PACKED_RARE };

struct packed {
    uint32_t kind_line; /* PACKED_ kind << LINE_BITS | line */
    uint32_t name;
    uint64_t value;     /* size; of a free the offset; PACKED_RARE: index in `rare` */
};

struct ops {
    struct mems_options options;
    struct packed *list;
    size_t count, list_room;
    struct op *rare;
    size_t rare_count, rare_room;
    struct note *notes;
    size_t note_count, notes_room;
    struct { uint32_t *notes; size_t count, room; } kinds[NOTE_KINDS]; /* indices in `notes` */
    struct names names;
    struct strings texts;
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
    free(ops->rare);
    free(ops->notes);
    for (int kind = 0; kind < NOTE_KINDS; kind++)
        free(ops->kinds[kind].notes);
    names_close(&ops->names);
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

struct op ops_at(const struct ops *ops, size_t index)
{
    const struct packed *packed = &ops->list[index];
    unsigned kind = packed->kind_line >> LINE_BITS;
    struct op op = {.name = packed->name, .line = packed->kind_line & (LINE_LIMIT - 1),
                    .text = NO_TEXT};

    if (kind == PACKED_RARE)
        return ops->rare[packed->value];
    op.kind = (uint8_t)(kind == PACKED_MALLOC ? OP_MALLOC
                                              : kind == PACKED_FREE ? OP_FREE : OP_REALLOC);
    op.offset = kind == PACKED_FREE ? packed->value : 0;
    op.size = kind == PACKED_FREE ? 0 : packed->value;
    return op;
}

uint64_t ops_size(const struct ops *ops, size_t index)
{
    const struct packed *packed = &ops->list[index];
    unsigned kind = packed->kind_line >> LINE_BITS;

    if (kind == PACKED_RARE)
        return ops->rare[packed->value].size;
    return kind == PACKED_FREE ? 0 : packed->value;
}

/* Whether nothing is lost in 16 bytes, and what they are. */
static bool pack(const struct op *op, struct packed *packed)
{
    uint32_t kind = op->kind == OP_MALLOC ? PACKED_MALLOC
                                          : op->kind == OP_FREE ? PACKED_FREE : PACKED_REALLOC;

    if ((op->kind != OP_MALLOC && op->kind != OP_FREE && op->kind != OP_REALLOC)
        || op->text != NO_TEXT || op->line >= LINE_LIMIT)
        return false;
    *packed = (struct packed){kind << LINE_BITS | op->line, op->name,
                              kind == PACKED_FREE ? op->offset : op->size};
    return kind == PACKED_FREE ? op->size == 0 : op->offset == 0;
}

static bool add_rare(struct ops *ops, struct op op, struct packed *packed)
{
    struct op *rare = array_grow(ops->rare, &ops->rare_room, ops->rare_count + 1, sizeof *rare);

    if (rare == NULL)
        return false;
    ops->rare = rare;
    rare[ops->rare_count] = op;
    *packed = (struct packed){(uint32_t)PACKED_RARE << LINE_BITS, NO_NAME, ops->rare_count};
    return true;
}

bool ops_add(struct ops *ops, struct op op)
{
    struct packed *list, packed;
    bool common = pack(&op, &packed);

    if (ops->count >= OPS_MAX)
        return false;
    list = array_grow(ops->list, &ops->list_room, ops->count + 1, sizeof *list);
    if (list == NULL)
        return false;
    ops->list = list;
    if (!common && !add_rare(ops, op, &packed))
        return false;
    ops->rare_count += !common;
    list[ops->count++] = packed;
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

size_t ops_note_rank(const struct ops *ops, enum note_kind kind, size_t index)
{
    size_t low = 0, high = ops->kinds[kind].count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ops->kinds[kind].notes[middle] < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t ops_note_ranked(const struct ops *ops, enum note_kind kind, size_t rank)
{
    return ops->kinds[kind].notes[rank];
}

size_t ops_next_note(const struct ops *ops, enum note_kind kind, size_t index)
{
    size_t at = ops_note_rank(ops, kind, index);

    return at < ops->kinds[kind].count ? ops->kinds[kind].notes[at] : ops->note_count;
}

size_t ops_previous_note(const struct ops *ops, enum note_kind kind, size_t index)
{
    size_t at = ops_note_rank(ops, kind, index);

    return at > 0 ? ops->kinds[kind].notes[at - 1] : ops->note_count;
}

bool ops_add_note(struct ops *ops, struct note note)
{
    size_t count = ops->kinds[note.kind].count;
    struct note *notes;
    uint32_t *kind;

    if (ops->note_count >= NOTES_MAX)
        return false;
    kind = array_grow(ops->kinds[note.kind].notes, &ops->kinds[note.kind].room, count + 1,
                      sizeof *kind);
    if (kind == NULL)
        return false;
    ops->kinds[note.kind].notes = kind;
    notes = array_grow(ops->notes, &ops->notes_room, ops->note_count + 1, sizeof *notes);
    if (notes == NULL)
        return false;
    ops->notes = notes;
    note.step = (uint32_t)(ops->count - 1);
    kind[count] = (uint32_t)ops->note_count;
    ops->kinds[note.kind].count++;
    notes[ops->note_count++] = note;
    return true;
}

/* ---- Names and texts ---- */

bool ops_intern(struct ops *ops, const char *name, size_t length, uint32_t *id)
{
    return names_intern(&ops->names, name, length, id);
}

bool ops_add_text(struct ops *ops, const char *bytes, size_t length, uint32_t *id)
{
    return strings_add(&ops->texts, bytes, length, id);
}

size_t ops_name_count(const struct ops *ops)
{
    return ops->names.strings.count;
}

const char *ops_name(const struct ops *ops, uint32_t id)
{
    return strings_at(&ops->names.strings, id);
}

size_t ops_name_sign(const char *text, size_t length)
{
    return length > 1 && text[0] == '#' && digit_value(text[1]) < 10;
}

bool ops_find_name(const struct ops *ops, const char *name, size_t length, uint32_t *id)
{
    size_t sign = ops_name_sign(name, length);

    return names_find(&ops->names, name + sign, length - sign, id);
}

const char *ops_text(const struct ops *ops, uint32_t id, size_t *length)
{
    if (length != NULL)
        *length = strings_length(&ops->texts, id);
    return strings_at(&ops->texts, id);
}

/* ---- Going back to a moment ---- */

struct ops_mark ops_mark(const struct ops *ops)
{
    return (struct ops_mark){ops->count, ops->rare_count, ops->note_count,
                             ops->names.strings.count, ops->texts.count};
}

void ops_truncate(struct ops *ops, struct ops_mark mark)
{
    ops->count = mark.count;
    ops->rare_count = mark.rare;
    ops->note_count = mark.notes;
    for (int kind = 0; kind < NOTE_KINDS; kind++)
        ops->kinds[kind].count = ops_note_rank(ops, (enum note_kind)kind, mark.notes);
    names_truncate(&ops->names, mark.names);
    strings_truncate(&ops->texts, mark.texts);
}
