/* notes.c: of several chapters of one step, the last one in the file counts. */
#include "notes.h"

const char *notes_chapter(const struct view *view, uint32_t step)
{
    const struct ops *ops = timeline_ops(view->timeline);
    size_t first, length, count = timeline_notes(view->timeline, step, &first);
    size_t at = count > 0 ? ops_previous_note(ops, NOTE_MARK, first + count) : first + count;
    return at >= first && at < first + count ? ops_text(ops, ops_note(ops, at)->text, &length)
                                             : NULL;
}

const char *notes_present_chapter(const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);
    const char *chapter = notes_chapter(view, step);
    if (!chapter && timeline_previous_note(view->timeline, NOTE_MARK, &step))
        chapter = notes_chapter(view, step);
    return chapter;
}

static bool has(const struct view *view, enum note_kind kind, uint32_t step)
{
    const struct ops *ops = timeline_ops(view->timeline);
    size_t first, count = timeline_notes(view->timeline, step, &first);
    size_t found = count > 0 ? ops_next_note(ops, kind, first) : first;
    return found < first + count && timeline_means(view->timeline, ops_note(ops, found));
}

bool notes_stop(const struct view *view, uint32_t step)
{
    return has(view, NOTE_STOP, step) || has(view, NOTE_ASK, step);
}

bool notes_ask(const struct view *view, uint32_t step)
{
    return has(view, NOTE_ASK, step);
}

const char *notes_text(const struct view *view, enum note_kind kind, uint32_t step, size_t *at)
{
    const struct ops *ops = timeline_ops(view->timeline);
    size_t first, length, count = timeline_notes(view->timeline, step, &first);
    size_t found = ops_next_note(ops, kind, first + (*at < count ? *at : count));
    if (found >= first + count || !timeline_means(view->timeline, ops_note(ops, found)))
        return NULL;
    *at = found - first + 1;
    return ops_text(ops, ops_note(ops, found)->text, &length);
}

bool notes_first(const struct view *view, enum note_kind kind, uint64_t begin, uint64_t end,
                 uint32_t *step)
{
    return timeline_first_note(view->timeline, kind, (uint32_t)begin, step) && *step < end;
}
