/* report.c: collects what a run came to, and says it in plain words. Numbers
 * are exact; each that is not a plain count stands beside its formula. */
#include "report.h"

#include "character.h"
#include "message.h"

#include <inttypes.h>
#include <stdlib.h>

static bool keep(struct report *report, const struct note *note)
{
    const struct ops *ops = timeline_ops(report->timeline);
    struct failure *list;

    if ((report->failure_count & (report->failure_count + 1)) == 0) { /* at 0, 1, 3, 7 ... */
        list = realloc(report->failures, (report->failure_count * 2 + 1) * sizeof *list);
        if (list == NULL)
            return false;
        report->failures = list;
    }
    list = &report->failures[report->failure_count++];
    list->line = note->line;
    ops_print_expect(ops, note, list->expected, sizeof list->expected);
    summary_found(report->timeline, note, list->found, sizeof list->found);
    return true;
}

bool report_add(struct report *report)
{
    const struct timeline *timeline = report->timeline;
    uint64_t failed = report->summary.failed, found;
    size_t note, count;

    summary_add(&report->summary, timeline);
    if (report->summary.failed == failed)
        return true;
    count = timeline_notes(timeline, timeline_step(timeline), &note);
    for (; count > 0; count--, note++) {
        const struct note *expectation = ops_note(timeline_ops(timeline), note);

        if (expectation->kind == NOTE_EXPECT && !timeline_expect(timeline, expectation, &found) &&
            !keep(report, expectation))
            return false;
    }
    return true;
}

void report_close(struct report *report)
{
    free(report->failures);
    *report = (struct report){0};
}

void report_failures(const struct report *report)
{
    for (size_t i = 0; i < report->failure_count; i++) {
        const struct failure *failure = &report->failures[i];

        put_said(report->file);
        fprintf(stderr, ":%" PRIu32 ": ", failure->line);
        put_said(failure->expected);
        fprintf(stderr, ", found %s\n", failure->found);
    }
}

/* ---- Plain words ---- */

static void put_row(FILE *out, const char *label, uint64_t n)
{
    char number[NUMBER_SIZE];

    fprintf(out, "  %-16s %14s", label, number_text(number, n));
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

static void put_operations(const struct report *report, FILE *out)
{
    const struct summary *summary = &report->summary;
    const char *between = "  ";
    char number[NUMBER_SIZE];

    put_row(out, "Operations", timeline_step(report->timeline));
    if (timeline_end(report->timeline) == 0)
        fputs("  no operation in it", out);
    for (int kind = OP_MALLOC; kind < OP_KINDS; kind++) {
        if (summary->kinds[kind] > 0) {
            fprintf(out, "%s%s %s", between, number_text(number, summary->kinds[kind]),
                    summary_kind((enum op_kind)kind));
            between = ", ";
        }
    }
    fputc('\n', out);
    for (int outcome = OUTCOME_DONE; outcome < OUTCOMES; outcome++) {
        if (summary->outcomes[outcome] > 0) {
            put_row(out, outcome == OUTCOME_DONE ? "Done" : "Not done",
                    summary->outcomes[outcome]);
            if (outcome != OUTCOME_DONE) {
                fprintf(out, "  %s, first in line %" PRIu32,
                        summary_outcome((enum outcome)outcome), summary->first_line[outcome]);
            }
            fputc('\n', out);
        }
    }
    if (summary->renamed > 0) {
        put_row(out, "Leaks", summary->renamed);
        fputs("  gave the name of a live block to a new one\n", out);
    }
    put_row(out, "New nodes", summary->nodes_made);
    fputc('\n', out);
    put_row(out, "Splits", summary->splits);
    fputc('\n', out);
    put_row(out, "Joins", summary->joins);
    fputc('\n', out);
}

static void put_holes(const struct mems_totals *totals, uint64_t largest, FILE *out)
{
    unsigned fragmentation = summary_fragmentation(totals->hole, largest);
    char number[NUMBER_SIZE], all[NUMBER_SIZE];

    put_row(out, "Unused", totals->hole);
    fprintf(out, "  bytes in %s hole%s\n", number_text(number, totals->holes),
            plural(totals->holes));
    put_row(out, "Largest hole", largest);
    fputs("  bytes\n", out);
    fprintf(out, "  %-16s %12u.%u  %% = 1 - largest hole / all holes", "Fragmentation",
            fragmentation / 10, fragmentation % 10);
    if (totals->hole > 0) {
        fprintf(out, " = 1 - %s / %s", number_text(number, largest),
                number_text(all, totals->hole));
    }
    fputc('\n', out);
}

static void put_peak(FILE *out, const char *label, const struct peak *peak)
{
    char number[NUMBER_SIZE];

    put_row(out, label, peak->bytes);
    fprintf(out, "  bytes, first after operation %s\n", number_text(number, peak->step));
}

void report_text(const struct report *report, FILE *out)
{
    const mems_heap *heap = timeline_heap(report->timeline);
    struct mems_options options = mems_heap_options(heap);
    struct mems_totals totals = mems_heap_totals(heap);
    char number[NUMBER_SIZE];

    put_safe(out, report->file);
    fprintf(out, ": %s fit, pages of %zu bytes", mems_policy_name(options.policy),
            options.page_size);
    if (options.align > 1)
        fprintf(out, ", alignment %zu", options.align);
    fputs(options.join ? "\n" : ", no joining\n", out);
    put_operations(report, out);
    put_row(out, "Nodes", totals.nodes);
    fprintf(out, "  of %s page%s\n", number_text(number, totals.pages), plural(totals.pages));
    put_row(out, "Mapped", totals.mapped);
    fputs("  bytes\n", out);
    put_row(out, "In use", totals.process);
    fprintf(out, "  bytes in %s block%s\n", number_text(number, totals.blocks),
            plural(totals.blocks));
    if (totals.waste > 0) {
        put_row(out, "Internal waste", totals.waste);
        fputs("  bytes of those that nobody asked for\n", out);
    }
    put_holes(&totals, mems_heap_largest_hole(heap), out);
    put_peak(out, "Peak mapped", &report->summary.mapped);
    put_peak(out, "Peak in use", &report->summary.process);
    if (report->summary.expectations > 0) {
        put_row(out, "Expectations", report->summary.expectations);
        fprintf(out, "  %s failed\n", number_text(number, report->summary.failed));
    }
}
