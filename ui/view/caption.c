/* caption.c: what the lesson says now, or said last. */
#include "paint.h"
#include "prose.h"

#define CAPTION_ROWS 3

/* The notes [first, last) are what was said at one step and not taken back. */
struct caption { size_t first, last; bool old; };

static const char *said(const struct view *view, size_t index)
{
    const struct note *note = ops_note(timeline_ops(view->timeline), index);
    size_t length;
    return note->kind == NOTE_SAY ? ops_text(timeline_ops(view->timeline), note->text, &length)
                                  : NULL;
}

/* Of several captions of one step all are shown; an empty one clears. */
static struct caption said_at(const struct view *view, uint32_t step, bool *any)
{
    size_t first;
    size_t count = timeline_notes(view->timeline, step, &first);
    struct caption caption = {.first = first, .last = first + count};
    *any = false;
    for (size_t i = first; i < first + count; i++) {
        const char *text = said(view, i);
        if (!text)
            continue;
        *any = true;
        if (!*text)
            caption.first = i + 1;
    }
    return caption;
}

static struct caption caption_of(const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);
    bool any;
    struct caption caption = said_at(view, step, &any);
    if (any || !timeline_previous_note(view->timeline, NOTE_SAY, &step))
        return caption;
    caption = said_at(view, step, &any);
    caption.old = true;
    return caption;
}

int caption_rows(const struct view *view, int cols)
{
    struct caption caption = caption_of(view);
    int rows = 0;
    for (size_t i = caption.first; i < caption.last; i++)
        if (said(view, i))
            rows += prose_rows(said(view, i), cols, CAPTION_ROWS - rows);
    return rows;
}

void paint_caption(struct frame *frame, struct rect at, const struct view *view)
{
    struct caption caption = caption_of(view);
    enum role ink = caption.old ? ROLE_CAPTION_OLD : ROLE_CAPTION;
    for (size_t i = caption.first; i < caption.last && at.rows > 0; i++) {
        if (!said(view, i))
            continue;
        int used = prose_paint(frame, at, ink, said(view, i));
        at.y += used;
        at.rows -= used;
    }
}
