/* seek.c: finds the step that a person means. */
#include "seek.h"

#include "options.h"

#include <stdio.h>
#include <string.h>

#define CHAPTERS_SHOWN 6

/* "60%" of all steps. */
static bool share_read(const char *at, uint32_t end, uint32_t *step)
{
    char digits[8];
    size_t length = strlen(at);
    uint64_t percent;

    if (length < 2 || length > sizeof digits || at[length - 1] != '%') {
        return false;
    }
    memcpy(digits, at, length - 1);
    digits[length - 1] = '\0';
    if (!number_read(digits, 0, 100, &percent)) {
        return false;
    }
    *step = (uint32_t)(percent * end / 100);
    return true;
}

/* "expected a step from 0 to 12, 'end', or a chapter: 'a', 'b'". */
static void explain(const struct timeline *timeline, char *why, size_t size)
{
    const struct ops *ops = timeline_ops(timeline);
    size_t length, shown = 0;

    length = (size_t)snprintf(why, size, "expected a step from 0 to %u, a share such as 50%%, end",
                              (unsigned)timeline_end(timeline));
    for (size_t i = 0; i < ops_note_count(ops) && length < size; i++) {
        const struct note *note = ops_note(ops, i);

        if (note->kind != NOTE_MARK) {
            continue;
        }
        if (shown == CHAPTERS_SHOWN) {
            snprintf(why + length, size - length, ", ...");
            return;
        }
        length += (size_t)snprintf(why + length, size - length, "%s'%s'",
                                   shown == 0 ? ", or a chapter: " : ", ",
                                   ops_text(ops, note->text, NULL));
        shown++;
    }
}

bool seek_find(const struct timeline *timeline, const char *at, uint32_t *step, char *why,
               size_t size)
{
    uint32_t end = timeline_end(timeline);
    uint64_t number;

    if (strcmp(at, "end") == 0) {
        *step = end;
        return true;
    }
    if (number_read(at, 0, end, &number)) {
        *step = (uint32_t)number;
        return true;
    }
    if (share_read(at, end, step) || timeline_mark(timeline, at, step)) {
        return true;
    }
    explain(timeline, why, size);
    return false;
}
