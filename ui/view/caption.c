/* caption.c: what the lesson says now, or said last in this chapter. Its rows
 * are those of the longest caption, so that the picture above holds still. */
#include "notes.h"
#include "paint.h"
#include "prose.h"

#define CAPTION_ROWS 3
#define CAPTIONS_MEASURED 200 /* of a workload that says more, the first ones */

/* The notes [first, last) are what was said at one step and not taken back. */
struct caption { size_t first, last; bool old; };

static const char *said(const struct view *view, size_t index)
{
    const struct note *note = ops_note(timeline_ops(view->timeline), index);
    size_t length;
    return note->kind == NOTE_SAY && timeline_means(view->timeline, note)
               ? ops_text(timeline_ops(view->timeline), note->text, &length)
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
    uint32_t step = timeline_step(view->timeline), chapter;
    bool any;
    struct caption caption = said_at(view, step, &any);
    /* from where a branch leaves it, the lesson tells of another heap */
    if (step >= course_leaves(timeline_course(view->timeline)))
        return (struct caption){.first = 0};
    if (any || !timeline_previous_note(view->timeline, NOTE_SAY, &step))
        return caption;
    /* after an operation that was typed, the lesson is elsewhere */
    if (timeline_op(view->timeline, timeline_step(view->timeline)).line == 0)
        return caption;
    if (notes_chapter(view, timeline_step(view->timeline)) ||
        (timeline_previous_note(view->timeline, NOTE_MARK, &chapter) && chapter > step))
        return caption;
    caption = said_at(view, step, &any);
    caption.old = true;
    return caption;
}

int caption_rows(const struct view *view, int cols)
{
    const struct ops *ops = timeline_ops(view->timeline);
    size_t count = ops_note_count(ops), at = ops_next_note(ops, NOTE_SAY, 0);
    uint32_t step = 0;
    int most = 0, rows = 0;
    for (int i = 0; i < CAPTIONS_MEASURED && at < count && said(view, at); i++) {
        if (ops_note(ops, at)->step != step)
            rows = 0;
        step = ops_note(ops, at)->step;
        rows += prose_rows(said(view, at), cols, CAPTION_ROWS - rows);
        most = rows > most ? rows : most;
        at = ops_next_note(ops, NOTE_SAY, at + 1);
    }
    return most;
}

const char *caption_next(const struct view *view, size_t *at)
{
    bool any;
    struct caption caption = said_at(view, timeline_step(view->timeline), &any);
    while (caption.first + *at < caption.last) {
        const char *text = said(view, caption.first + (*at)++);
        if (text)
            return text;
    }
    return NULL;
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
