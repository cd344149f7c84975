/* stats.c: the chains and totals as text, in the course's form, through a
 * sink. Every piece is made in a small buffer on the stack. */
#include "private.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct output {
    mems_sink *sink;
    void *user;
};

__attribute__((format(printf, 2, 3)))
static void put(const struct output *out, const char *format, ...)
{
    char text[96];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (length > 0)
        out->sink(out->user, text, (size_t)length);
}

static void put_node(const struct output *out, const struct chain *chain, const struct node *node)
{
    put(out, "MAIN[%" PRIu64 ":%" PRIu64 "]-> ", node->start, node->start + (node->size - 1));
    for (uint32_t s = node->first; !mems_chain_is_end(s);) {
        const struct segment *segment = mems_chain_segment(chain, s);
        put(out, "%c[%" PRIu64 ":%" PRIu64 "] <-> ", segment->kind == MEMS_HOLE ? 'H' : 'P',
            (uint64_t)segment->start, mems_segment_end(chain, segment) - 1);
        s = segment->next;
    }
    put(out, "NULL\n");
}

static void put_chains(const struct output *out, const struct chain *chain)
{
    for (uint32_t n = chain->first; n != MEMS_NONE; n = mems_chain_node(chain, n)->next)
        put_node(out, chain, mems_chain_node(chain, n));
}

static void put_lengths(const struct output *out, const struct chain *chain)
{
    for (uint32_t n = chain->first; n != MEMS_NONE; n = mems_chain_node(chain, n)->next)
        put(out, "%" PRIu64 ", ", mems_chain_length(chain, n));
}

void mems_heap_stats(const mems_heap *heap, mems_sink *sink, void *user)
{
    const struct output out = {sink, user};
    struct mems_totals totals = {0};
    if (heap != NULL)
        totals = mems_heap_totals(heap);
    put(&out, "----- MeMS SYSTEM STATS -----\n");
    if (heap != NULL)
        put_chains(&out, &heap->chain);
    put(&out, "Pages used:\t%" PRIu64 "\n", totals.pages);
    put(&out, "Space unused:\t%" PRIu64 "\n", totals.hole);
    put(&out, "Main Chain Length:\t%" PRIu64 "\n", totals.nodes);
    put(&out, "Sub-chain Length array: [");
    if (heap != NULL)
        put_lengths(&out, &heap->chain);
    put(&out, "]\n-----------------------------\n");
}
