/* steps.c: which steps are shown, found by arithmetic and among the notes alone: it
 * costs nothing that there are millions between two of them. */
#include "steps.h"

#include "message.h"
#include "notes.h"

#include <stdio.h>
#include <string.h>

/* A chapter may be called "and then..". */
static bool is_chapter(const struct ops *ops, const char *name)
{
    size_t count = ops_note_count(ops), length;
    size_t at = ops_next_note(ops, NOTE_MARK, 0);

    while (at < count && strcmp(ops_text(ops, ops_note(ops, at)->text, &length), name) != 0)
        at = ops_next_note(ops, NOTE_MARK, at + 1);
    return at < count;
}

struct steps_ends steps_ends(const struct options *options, const struct ops *ops, bool on)
{
    const char *at = options->at, *dots = at != NULL ? strstr(at, "..") : NULL;
    struct steps_ends ends = {.from = "0", .to = "end", .range = true};

    if (at == NULL)
        return ends;
    ends.range = dots != NULL && dots > at && dots[2] != '\0' && !is_chapter(ops, at);
    snprintf(ends.from, sizeof ends.from, "%.*s", ends.range ? (int)(dots - at) : (int)strlen(at),
             at);
    ends.to = ends.range ? dots + 2 : on ? "end" : at;
    return ends;
}

bool steps_find(struct steps *steps, struct app *app, const char *to, uint32_t every)
{
    const struct view *view = app_view(app);

    *steps = (struct steps){.first = timeline_step(view->timeline), .every = every};
    if (!show_to(app, to))
        return false;
    steps->last = timeline_step(view->timeline);
    if (steps->last < steps->first) {
        complain("--at: '%s' is step %u, before step %u", to, (unsigned)steps->last,
                 (unsigned)steps->first);
        return false;
    }
    return show_go(app, steps->first);
}

bool steps_next(const struct steps *steps, const struct view *view, uint32_t *step)
{
    static const enum note_kind kinds[] = {NOTE_STOP, NOTE_ASK, NOTE_MARK};
    uint32_t from = *step, on = steps->every - (from - steps->first) % steps->every, halt;
    uint32_t next = steps->last - from < on ? steps->last : from + on;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (notes_first(view, kinds[i], (uint64_t)from + 1, (uint64_t)next, &halt))
            next = halt;
    *step = next;
    return from < steps->last;
}

/* Every how many there are few enough: a round number. */
static uint32_t enough(const struct steps *steps, uint32_t most)
{
    uint32_t every = 1;

    while ((steps->last - steps->first) / every >= most)
        every *= 10;
    return every;
}

bool steps_allow(const struct steps *steps, const struct view *view, uint32_t most,
                 uint32_t *count)
{
    uint32_t step = steps->first;

    for (*count = 1; *count <= most; ++*count)
        if (!steps_next(steps, view, &step))
            return true;
    if (steps->every < enough(steps, most))
        complain("more than %u frames; leave steps out, as with --every %u, or say from which to "
                 "which, --at FROM..TO", (unsigned)most, (unsigned)enough(steps, most));
    else
        complain("more than %u frames, of stops and chapters alone; say from which to which, "
                 "--at FROM..TO", (unsigned)most);
    return false;
}
