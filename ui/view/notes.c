/* notes.c: of several chapters of one step, the last one in the file counts. */
#include "notes.h"

const char *notes_chapter(const struct view *view, uint32_t step)
{
    const struct ops *ops = timeline_ops(view->timeline);
    size_t first, length, count = timeline_notes(view->timeline, step, &first);
    for (size_t i = first + count; i-- > first;)
        if (ops_note(ops, i)->kind == NOTE_MARK)
            return ops_text(ops, ops_note(ops, i)->text, &length);
    return NULL;
}

const char *notes_present_chapter(const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);
    const char *chapter = notes_chapter(view, step);
    if (!chapter && timeline_previous_note(view->timeline, NOTE_MARK, &step))
        chapter = notes_chapter(view, step);
    return chapter;
}

bool notes_stop(const struct view *view, uint32_t step)
{
    size_t first, count = timeline_notes(view->timeline, step, &first);
    for (size_t i = first; i < first + count; i++)
        if (ops_note(timeline_ops(view->timeline), i)->kind == NOTE_STOP)
            return true;
    return false;
}
