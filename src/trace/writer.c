/* writer.c: settings first, as far as they are not the usual ones; then a line for
 * every operation, and for each note behind it. */
#include "writer.h"

#include "workload.h"

#include <inttypes.h>
#include <stdio.h>

#define LINE_ROOM (WORKLOAD_LINE_MAX + 256)

_Static_assert(WRITER_PIECE >= 2 * LINE_ROOM, "a piece has room for a line, whatever it is");

struct writer writer_begin(const struct timeline *timeline, const struct mems_options *options)
{
    struct writer writer = {.timeline = timeline, .options = *options};
    struct op op;

    while (writer.quiet < timeline_end(timeline)) {
        op = timeline_op(timeline, writer.quiet + 1);
        if (op.kind != OP_POLICY)
            break;
        writer.options.policy = (enum mems_policy)op.size;
        writer.quiet++;
    }
    return writer;
}

static size_t settings(const struct mems_options *options, char *out, size_t size)
{
    int length = snprintf(out, size, "page %zu\n", options->page_size);

    if (options->start != mems_options_default().start)
        length += snprintf(out + length, size - (size_t)length, "start %" PRIu64 "\n",
                           options->start);
    if (options->align > 1)
        length += snprintf(out + length, size - (size_t)length, "align %zu\n", options->align);
    if (!options->join)
        length += snprintf(out + length, size - (size_t)length, "join off\n");
    length += snprintf(out + length, size - (size_t)length, "policy %s\n",
                       mems_policy_name(options->policy));
    return (size_t)length;
}

/* Ends the line, which has room for that. */
static size_t end_line(char *out, size_t length)
{
    out[length] = '\n';
    return length + 1;
}

static size_t operation(const struct writer *writer, char *out)
{
    struct op op = timeline_op(writer->timeline, writer->step);

    if (writer->step <= writer->quiet)
        return 0;
    return end_line(out, ops_print(timeline_ops(writer->timeline), &op, out, LINE_ROOM));
}

static size_t note(struct writer *writer, const struct note *note, char *out)
{
    if (!timeline_means(writer->timeline, note)) {
        if (writer->left_out_from == 0)
            writer->left_out_from = writer->step;
        writer->left_out[note->kind]++;
        return 0;
    }
    return end_line(out, ops_print_note(timeline_ops(writer->timeline), note, out, LINE_ROOM));
}

size_t writer_next(struct writer *writer, char *out, size_t size)
{
    const struct timeline *timeline = writer->timeline;
    uint32_t end = timeline_end(timeline);
    size_t length = writer->begun ? 0 : settings(&writer->options, out, size);

    writer->begun = true;
    while (writer->step <= end && size - length > LINE_ROOM) {
        size_t first, notes = timeline_notes(timeline, writer->step, &first);

        if (writer->note == 0)
            length += operation(writer, out + length);
        else
            length += note(writer, ops_note(timeline_ops(timeline), first + writer->note - 1),
                           out + length);
        if (writer->note < notes) {
            writer->note++;
        } else {
            writer->note = 0;
            writer->step++;
        }
    }
    return length;
}
