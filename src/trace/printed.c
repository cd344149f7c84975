/* printed.c: one print of statistics: its life, what it comes to, and what in it cannot
 * be so. */
#include "printed.h"

#include "array.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Prints ---- */

void printed_clear(struct printed *printed)
{
    struct printed kept = *printed;

    *printed = (struct printed){.nodes = kept.nodes, .segments = kept.segments,
                                .lengths = kept.lengths, .node_room = kept.node_room,
                                .segment_room = kept.segment_room,
                                .length_room = kept.length_room};
}

void printed_close(struct printed *printed)
{
    free(printed->nodes);
    free(printed->segments);
    free(printed->lengths);
    *printed = (struct printed){0};
}

/* A copy of `count` things, NULL when there are none; *good becomes false without memory. */
static void *copy_of(const void *items, size_t count, size_t size, bool *good)
{
    size_t room = 0;
    void *copy = count > 0 ? array_grow(NULL, &room, count, size) : NULL;

    if (copy != NULL)
        memcpy(copy, items, count * size);
    *good = *good && (copy != NULL || count == 0);
    return copy;
}

bool printed_copy(struct printed *to, const struct printed *from)
{
    bool good = true;

    *to = *from;
    to->nodes = copy_of(from->nodes, from->node_count, sizeof *to->nodes, &good);
    to->segments = copy_of(from->segments, from->segment_count, sizeof *to->segments, &good);
    to->lengths = copy_of(from->lengths, from->length_count, sizeof *to->lengths, &good);
    to->node_room = from->node_count;
    to->segment_room = from->segment_count;
    to->length_room = from->length_count;
    if (!good)
        printed_close(to);
    return good;
}

bool printed_add_node(struct printed *printed, uint64_t start, uint64_t end)
{
    struct printed_node *nodes = array_grow(printed->nodes, &printed->node_room,
                                            (size_t)printed->node_count + 1, sizeof *nodes);

    if (nodes == NULL)
        return false;
    printed->nodes = nodes;
    nodes[printed->node_count++] = (struct printed_node){.start = start, .end = end,
                                                         .first = printed->segment_count};
    return true;
}

bool printed_add(struct printed *printed, uint64_t start, uint64_t end, bool process)
{
    struct printed_segment *segments =
        array_grow(printed->segments, &printed->segment_room, (size_t)printed->segment_count + 1,
                   sizeof *segments);

    if (segments == NULL)
        return false;
    printed->segments = segments;
    segments[printed->segment_count++] =
        (struct printed_segment){.start = start, .end = end, .process = process,
                                 .node = printed->node_count - 1};
    printed->nodes[printed->node_count - 1].count++;
    return true;
}

/* Whether a node's end is the byte after, too: its last segment's says so. */
static bool ends_late(const struct printed *out, uint32_t index)
{
    const struct printed_node *node = &out->nodes[index];
    uint32_t count = node->count;

    return node->end > node->start &&
           (count == 0 || out->segments[node->first + count - 1].end != node->end);
}

void printed_settle(struct printed *out)
{
    uint32_t pairs = 0, shared = 0;

    for (uint32_t i = 1; i < out->segment_count; i++) {
        const struct printed_segment *one = &out->segments[i - 1], *two = &out->segments[i];

        pairs += one->node == two->node;
        shared += one->node == two->node && one->end == two->start && one->start < one->end;
    }
    if (pairs == 0 || shared < pairs)
        return;
    out->exclusive = true;
    for (uint32_t i = 0; i < out->segment_count; i++)
        out->segments[i].end -= out->segments[i].end > out->segments[i].start;
    for (uint32_t i = 0; i < out->node_count; i++)
        out->nodes[i].end -= ends_late(out, i);
}

/* ---- Looking ---- */

static uint64_t sum(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

struct printed_sums printed_sums(const struct printed *printed)
{
    struct printed_sums sums = {0};

    for (uint32_t i = 0; i < printed->node_count; i++)
        sums.mapped = sum(sums.mapped, printed_bytes(printed->nodes[i].start,
                                                     printed->nodes[i].end));
    for (uint32_t i = 0; i < printed->segment_count; i++) {
        const struct printed_segment *segment = &printed->segments[i];
        uint64_t bytes = printed_bytes(segment->start, segment->end);

        if (segment->process)
            sums.process = sum(sums.process, bytes);
        else
            sums.hole = sum(sums.hole, bytes);
        sums.blocks += segment->process;
        sums.holes += !segment->process;
    }
    return sums;
}

uint64_t printed_page(const struct printed *printed)
{
    uint64_t mapped = printed_sums(printed).mapped, pages = printed->totals[PRINTED_PAGES];

    return printed->told[PRINTED_PAGES] && pages > 0 && mapped % pages == 0 ? mapped / pages : 0;
}

/* ---- What cannot be so ---- */

static bool node_fault(const struct printed *printed, uint32_t index, char *why, size_t size)
{
    const struct printed_node *node = &printed->nodes[index];
    uint64_t at = node->start;

    for (uint32_t i = node->first; i < node->first + node->count; i++) {
        const struct printed_segment *segment = &printed->segments[i];
        const char *name = segment->process ? "PROCESS" : "HOLE";

        if (printed_bytes(segment->start, segment->end) == 0) {
            snprintf(why, size, "a %s ends before it begins, at %" PRIu64, name, segment->start);
            return true;
        }
        if (segment->start != at) {
            snprintf(why, size, "node %" PRIu32 " is not tiled: a %s begins at %" PRIu64
                     ", expected at %" PRIu64, index, name, segment->start, at);
            return true;
        }
        at = segment->end + 1;
    }
    if (node->count > 0 && at != node->end + 1) {
        snprintf(why, size, "node %" PRIu32 " ends at %" PRIu64 " and its last segment at %" PRIu64,
                 index, node->end, at - 1);
        return true;
    }
    return false;
}

static bool lengths_differ(const struct printed *printed)
{
    if (!printed->lengths_told)
        return false;
    if (printed->length_count != printed->node_count)
        return true;
    for (uint32_t i = 0; i < printed->node_count; i++)
        if (printed->lengths[i] != printed->nodes[i].count)
            return true;
    return false;
}

static bool totals_fault(const struct printed *printed, char *why, size_t size)
{
    struct printed_sums sums = printed_sums(printed);
    const uint64_t *totals = printed->totals;

    if (printed->told[PRINTED_UNUSED] && totals[PRINTED_UNUSED] != sums.hole)
        snprintf(why, size, "space unused is given as %" PRIu64 ", and the HOLEs have %" PRIu64
                 " bytes", totals[PRINTED_UNUSED], sums.hole);
    else if (printed->told[PRINTED_LENGTH] && totals[PRINTED_LENGTH] != printed->node_count)
        snprintf(why, size, "the main chain's length is given as %" PRIu64 "; expected %" PRIu32,
                 totals[PRINTED_LENGTH], printed->node_count);
    else if (lengths_differ(printed))
        snprintf(why, size, "the sub-chain length array is not that of the sub-chains");
    else
        return false;
    return true;
}

bool printed_fault(const struct printed *printed, char *why, size_t size)
{
    if (printed->broken) {
        snprintf(why, size, "a number is too large, or there are too many segments");
        return true;
    }
    for (uint32_t i = 0; i < printed->node_count; i++)
        if (node_fault(printed, i, why, size))
            return true;
    return totals_fault(printed, why, size);
}
