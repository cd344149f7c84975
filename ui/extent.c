/* extent.c: adds up what a lesson says and where it waits. Steps in between take
 * no time: a person goes from stop to stop. */
#include "extent.h"

#include "character.h"
#include "source.h"

#include <sys/stat.h>

#define READ_COLUMN 70u /* milliseconds */
#define THINK 12000u
#define PREDICT 20000u
#define MINUTE 60000u
#define AT_ONCE 200     /* milliseconds in which a file is read, or not measured */

/* Whether a `?` that stands at `step` asks: at the end and before a policy it only pauses. */
static bool asks(const struct ops *ops, uint32_t step)
{
    return step + 1 < ops_count(ops) && ops_at(ops, step + 1).kind != OP_POLICY;
}

struct extent extent_of(const struct ops *ops)
{
    struct extent extent = {.steps = (uint32_t)ops_count(ops) - 1};
    uint64_t time = 0;

    for (size_t i = 0; i < ops_note_count(ops); i++) {
        const struct note *note = ops_note(ops, i);
        size_t length;

        if (note->kind == NOTE_SAY)
            time += (uint64_t)text_width(ops_text(ops, note->text, &length)) * READ_COLUMN;
        else if (note->kind == NOTE_STOP)
            time += THINK;
        else if (note->kind == NOTE_ASK)
            time += PREDICT;
        if (note->kind == NOTE_ASK && asks(ops, note->step))
            extent.questions++;
    }
    extent.minutes = (unsigned)(time / MINUTE + 1);
    return extent;
}

struct extent extent_of_file(const char *path)
{
    struct extent extent = {0};
    struct source source;
    struct stat file;
    char why[512];

    if (stat(path, &file) != 0 || !S_ISREG(file.st_mode) ||
        !source_begin(&source, path, why, sizeof why))
        return extent;
    if (source_go_on(&source, AT_ONCE) == WORKLOAD_READ)
        extent = extent_of(source.ops);
    source_close(&source);
    return extent;
}
