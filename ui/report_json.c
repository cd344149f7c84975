/* report_json.c: the report as one JSON object, described in docs/json.md.
 * Whole numbers are exact; strings hold valid UTF-8 without raw controls. */
#include "json.h"
#include "numbers.h"
#include "report.h"

#include <inttypes.h>

static void put_options(FILE *out, const mems_heap *heap)
{
    struct mems_options options = mems_heap_options(heap);

    fprintf(out, "  \"heap\": {\"page_size\": %zu, \"start\": %" PRIu64 ", \"align\": %zu, "
            "\"policy\": \"%s\", \"join\": %s},\n", options.page_size, options.start,
            options.align, mems_policy_name(options.policy), options.join ? "true" : "false");
}

static void put_counts(FILE *out, const mems_heap *heap, const struct summary *summary)
{
    static const char *const outcomes[OUTCOMES] = {
        [OUTCOME_DONE] = "done", [OUTCOME_NOTHING] = "nothing_to_do", [OUTCOME_NULL] = "null",
        [OUTCOME_NO_MEMORY] = "no_memory", [OUTCOME_UNKNOWN] = "unknown_name",
        [OUTCOME_DEAD] = "freed_before", [OUTCOME_ERROR] = "refused",
        [OUTCOME_PAST_END] = "past_end"
    };

    fputs("  \"operations\": {", out);
    for (int i = OP_MALLOC; i < OP_KINDS; i++) {
        fprintf(out, "\"%s\": %" PRIu64 "%s", summary_kind((enum op_kind)i), summary->kinds[i],
                i + 1 < OP_KINDS ? ", " : "},\n");
    }
    fputs("  \"outcomes\": {", out);
    for (int i = OUTCOME_DONE; i < OUTCOMES; i++) {
        fprintf(out, "\"%s\": %" PRIu64 "%s", outcomes[i], summary->outcomes[i],
                i + 1 < OUTCOMES ? ", " : "},\n");
    }
    fprintf(out, "  \"leaks\": %" PRIu64 ", \"live_at_end\": %" PRIu64 ", \"new_nodes\": %" PRIu64
            ", \"splits\": %" PRIu64 ", \"joins\": %" PRIu64 ",\n", summary->renamed,
            mems_heap_totals(heap).blocks, summary->nodes_made, summary->splits,
            summary->joins);
}

static void put_totals(FILE *out, const mems_heap *heap, const struct summary *summary)
{
    struct mems_totals totals = mems_heap_totals(heap);
    uint64_t largest = mems_heap_largest_hole(heap);
    unsigned fragmentation = summary_fragmentation(totals.hole, largest);

    fprintf(out, "  \"totals\": {\"nodes\": %" PRIu64 ", \"pages\": %" PRIu64 ", \"mapped\": %"
            PRIu64 ", \"in_use\": %" PRIu64 ", \"internal_waste\": %" PRIu64 ", \"unused\": %"
            PRIu64 ", \"blocks\": %" PRIu64 ", \"holes\": %" PRIu64 ", \"largest_hole\": %"
            PRIu64 ", \"external_fragmentation\": %u.%03u, \"records\": %" PRIu64 "},\n",
            totals.nodes, totals.pages, totals.mapped, totals.process, totals.waste, totals.hole,
            totals.blocks, totals.holes, largest, fragmentation / 1000, fragmentation % 1000,
            totals.records);
    fprintf(out, "  \"peaks\": {\"mapped\": {\"bytes\": %" PRIu64 ", \"step\": %" PRIu32
            "}, \"in_use\": {\"bytes\": %" PRIu64 ", \"step\": %" PRIu32 "}},\n",
            summary->mapped.bytes, summary->mapped.step, summary->process.bytes,
            summary->process.step);
}

/* In thousandths, without the comma that some languages have for a point. */
static void put_decimal(FILE *out, double value)
{
    uint64_t thousandths = (uint64_t)(value * 1000 + 0.5);

    fprintf(out, "%" PRIu64 ".%03u", thousandths / 1000, (unsigned)(thousandths % 1000));
}

static void put_number(FILE *out, const char *name, enum number number, uint64_t end,
                       const struct measure *measure)
{
    double unit = number == NUMBER_FRAG ? (double)FRAG_WHOLE : 1;

    fprintf(out, "\"%s\": {\"end\": ", name);
    if (number == NUMBER_FRAG) {
        put_decimal(out, (double)end / unit);
        fputs(", \"peak\": ", out);
        put_decimal(out, (double)measure->peak / unit);
    } else {
        fprintf(out, "%" PRIu64 ", \"peak\": %" PRIu64, end, measure->peak);
    }
    fprintf(out, ", \"step\": %" PRIu32 ", \"average\": ", measure->at);
    put_decimal(out, measure->average / unit);
    fputc('}', out);
}

static void put_numbers(FILE *out, struct timeline *timeline)
{
    static const char *const names[NUMBERS] = {
        [NUMBER_MAPPED] = "mapped", [NUMBER_USED] = "in_use", [NUMBER_HOLE] = "unused",
        [NUMBER_WASTE] = "internal_waste", [NUMBER_LARGEST] = "largest_hole",
        [NUMBER_FRAG] = "external_fragmentation", [NUMBER_HOLES] = "holes",
        [NUMBER_BLOCKS] = "blocks"
    };
    struct numbers end = timeline_numbers(timeline);
    struct measure measures[NUMBERS];

    timeline_measures(timeline, measures);
    fputs("  \"numbers\": {", out);
    for (int i = 0; i < NUMBERS; i++) {
        fputs(i > 0 ? ",\n    " : "\n    ", out);
        put_number(out, names[i], (enum number)i, end.of[i], &measures[i]);
    }
    fputs("\n  },\n", out);
}

static void put_sizes(FILE *out, const struct census *census)
{
    const char *between = "";

    fputs("  \"sizes\": [", out);
    for (int i = 0; i < CLASSES; i++) {
        if (census->holes[i] == 0 && census->blocks[i] == 0)
            continue;
        fprintf(out, "%s\n    {\"from\": %" PRIu64 ", \"holes\": %" PRIu32 ", \"blocks\": %"
                PRIu32 "}", between, UINT64_C(1) << i, census->holes[i], census->blocks[i]);
        between = ",";
    }
    fputs(*between != '\0' ? "\n  ],\n" : "],\n", out);
}

static void put_expectations(FILE *out, const struct report *report)
{
    const char *between = "";

    fprintf(out, "  \"expectations\": {\"checked\": %" PRIu64 ", \"failed\": [",
            report->summary.expectations);
    for (size_t i = 0; i < report->failure_count; i++) {
        fprintf(out, "%s\n    {\"line\": %" PRIu32 ", \"expected\": ", between,
                report->failures[i].line);
        json_string(out, report->failures[i].expected);
        fputs(", \"found\": ", out);
        json_string(out, report->failures[i].found);
        fputc('}', out);
        between = ",";
    }
    fputs(*between != '\0' ? "\n  ]},\n" : "]},\n", out);
}

static void put_segment(FILE *out, const struct timeline *timeline,
                        const struct mems_segment *segment)
{
    uint32_t name = timeline_name(timeline, segment);

    fprintf(out, "{\"kind\": \"%s\", \"start\": %" PRIu64 ", \"size\": %" PRIu64,
            segment->kind == MEMS_PROCESS ? "process" : "hole", segment->start, segment->size);
    if (segment->waste > 0)
        fprintf(out, ", \"waste\": %" PRIu32, segment->waste);
    if (name != NO_NAME) {
        fputs(", \"name\": ", out);
        json_string(out, ops_name(timeline_ops(timeline), name));
    }
    fputc('}', out);
}

static void put_node(FILE *out, const struct timeline *timeline, const struct mems_node *node)
{
    struct mems_segment segment;
    const char *between = "";

    fprintf(out, "    {\"start\": %" PRIu64 ", \"size\": %" PRIu64 ", \"pages\": %" PRIu64
            ", \"segments\": [", node->start, node->size, node->pages);
    for (bool more = mems_segment_first(timeline_heap(timeline), node, &segment); more;
         more = mems_segment_next(timeline_heap(timeline), &segment)) {
        fprintf(out, "%s\n      ", between);
        put_segment(out, timeline, &segment);
        between = ",";
    }
    fputs("]}", out);
}

void report_json(const struct report *report, FILE *out)
{
    const mems_heap *heap = timeline_heap(report->timeline);
    const char *between = "";
    struct mems_node node;

    fputs("{\n  \"mems_report\": 1,\n  \"file\": ", out);
    json_string(out, report->file);
    fprintf(out, ",\n  \"steps\": %" PRIu32 ",\n", timeline_step(report->timeline));
    put_options(out, heap);
    put_counts(out, heap, &report->summary);
    put_totals(out, heap, &report->summary);
    put_numbers(out, report->timeline);
    put_sizes(out, timeline_census(report->timeline));
    put_expectations(out, report);
    fputs("  \"main_chain\": [", out);
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        fprintf(out, "%s\n", between);
        put_node(out, report->timeline, &node);
        between = ",";
    }
    fputs(*between != '\0' ? "\n  ]\n}\n" : "]\n}\n", out);
}
