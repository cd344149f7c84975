/* seek.c: finds the step that a person means. */
#include "seek.h"

#include "find.h"

#include <stdio.h>
#include <string.h>

#define CHAPTERS_SHOWN 6

/* A decimal number of at most `most`, then `suffix` and nothing more. */
static bool number_before(const char *text, const char *suffix, uint64_t most, uint64_t *number)
{
    const char *at = text;
    *number = 0;
    for (; *at >= '0' && *at <= '9'; at++) {
        *number = *number * 10 + (uint64_t)(*at - '0');
        if (*number > most)
            return false;
    }
    return at > text && strcmp(at, suffix) == 0;
}

/* The one chapter whose name holds `part`; false for none and for several. */
static bool chapter_with(const struct timeline *timeline, const char *part, uint32_t *step)
{
    const struct ops *ops = timeline_ops(timeline);
    int found = 0;
    for (size_t i = 0; i < ops_note_count(ops) && *part != '\0'; i++) {
        const struct note *note = ops_note(ops, i);
        const char *name = note->kind == NOTE_MARK ? ops_text(ops, note->text, NULL) : NULL;
        /* only if it is there: a fork may have put the chapter aside */
        if (name == NULL || strcasestr(name, part) == NULL || !timeline_mark(timeline, name, step))
            continue;
        found++;
    }
    return found == 1;
}

static void explain(const struct timeline *timeline, char *why, size_t size)
{
    const struct ops *ops = timeline_ops(timeline);
    unsigned last = timeline_end(timeline);
    size_t length = (size_t)snprintf(why, size, "expected a step from 0 to %u, 50%%, end", last);
    size_t shown = 0;
    for (size_t i = 0; i < ops_note_count(ops) && length < size; i++) {
        const struct note *note = ops_note(ops, i);
        uint32_t step;
        if (note->kind != NOTE_MARK || !timeline_note_step(timeline, i, &step))
            continue; /* none, or put aside by a fork */
        if (shown == CHAPTERS_SHOWN) {
            snprintf(why + length, size - length, ", ...");
            return;
        }
        length += (size_t)snprintf(why + length, size - length, "%s'%s'",
                                   shown++ == 0 ? ", or a chapter: " : ", ",
                                   ops_text(ops, note->text, NULL));
    }
}

bool seek_search(struct timeline *timeline, const char *at, uint32_t *step, char *why,
                 size_t size)
{
    struct query query;
    const char *wrong;
    if (!query_read(&query, at + 1, timeline_ops(timeline), (struct range){0, 0}, &wrong, why,
                    size))
        return false;
    struct find find = find_begin(&query, timeline, true);
    enum finding end;
    while ((end = find_on(&find, timeline, UINT32_MAX)) == FIND_GOING)
        continue;
    *step = find.step;
    if (end == FIND_NOTHING)
        snprintf(why, size, "nothing found, in all %u steps", (unsigned)find.last);
    return end == FIND_FOUND;
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
    if (number_before(at, "", end, &number)) {
        *step = (uint32_t)number;
        return true;
    }
    if (number_before(at, "%", 100, &number)) {
        *step = (uint32_t)(number * end / 100);
        return true;
    }
    if (timeline_mark(timeline, at, step) || chapter_with(timeline, at, step))
        return true;
    explain(timeline, why, size);
    return false;
}
