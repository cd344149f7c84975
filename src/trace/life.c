/* life.c: a step begins a new span where it placed or freed the byte, or freed the
 * block. A realloc places before it frees, and never the same byte. */
#include "life.h"

#include "array.h"
#include "inside.h"

#include <stdlib.h>

/* ---- Spans ---- */

static void begin_span(struct life *life, uint32_t step, uint32_t maker)
{
    struct life_span *spans = array_grow(life->spans, &life->room, life->count + 1, sizeof *spans);

    if (spans == NULL) {
        life->cut = true;
        return;
    }
    life->spans = spans;
    spans[life->count++] = (struct life_span){step, maker};
    life->owners += maker > 0;
}

struct life life_of_byte(uint64_t address)
{
    struct life life = {.of = LIFE_OF_BYTE, .address = address};

    begin_span(&life, 0, 0);
    return life;
}

/* The block that a realloc moved, by the step that made it; 0: it was born here. */
static uint32_t moved_from(const struct timeline *timeline, uint32_t made)
{
    const struct entry *entry = timeline_entry(timeline, made);

    return entry->flags & ENTRY_FREE ? entry->earlier : 0;
}

struct life life_of_block(const struct timeline *timeline, uint32_t made)
{
    struct life life = {.of = LIFE_OF_BLOCK};
    uint32_t before;

    if (made == 0)
        return life;
    while ((before = moved_from(timeline, made)) != 0)
        made = before;
    begin_span(&life, made, made);
    life.looked = made;
    return life;
}

void life_close(struct life *life)
{
    free(life->spans);
    *life = (struct life){.count = 0};
}

/* ---- Steps ---- */

static bool holds(const struct life *life, uint64_t start, uint64_t size)
{
    return life->address >= start && life->address - start < size;
}

static void look_at_byte(struct life *life, const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);

    if (entry->flags & ENTRY_MALLOC) {
        uint64_t size = timeline_rounded(timeline, timeline_asked(timeline, step));
        bool placed = holds(life, entry->made, size);
        bool maps = entry->did & MEMS_DID_NODE
            && holds(life, entry->made, timeline_paged(timeline, size));

        life->mapped = life->mapped || maps;
        if (placed || maps)
            begin_span(life, step, placed ? step : 0);
    }
    if (entry->flags & ENTRY_FREE && holds(life, entry->gone, timeline_freed(timeline, entry)))
        begin_span(life, step, 0);
}

static void look_at_block(struct life *life, const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);

    if (entry->flags & ENTRY_FREE && entry->earlier == life->spans[life->count - 1].maker)
        begin_span(life, step, entry->flags & ENTRY_MALLOC ? step : 0);
}

/* After the end of a block nothing comes. */
bool life_more(const struct life *life, const struct timeline *timeline)
{
    bool over = life->count == 0
        || (life->of == LIFE_OF_BLOCK && life->spans[life->count - 1].maker == 0);

    return life->looked < timeline_known(timeline) && !life->cut && !over;
}

bool life_look(struct life *life, const struct timeline *timeline, uint32_t steps)
{
    for (; steps > 0 && life_more(life, timeline); steps--) {
        if (life->of == LIFE_OF_BYTE)
            look_at_byte(life, timeline, life->looked + 1);
        else
            look_at_block(life, timeline, life->looked + 1);
        life->looked += !life->cut;
    }
    return life_more(life, timeline);
}

size_t life_at(const struct life *life, uint32_t step)
{
    size_t low = 0, high = life->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (life->spans[middle].step <= step)
            low = middle;
        else
            high = middle;
    }
    return low;
}
