/* paint_speaker.c: what only the speaker sees: the notes, what the audience sees, what
 * comes next, and the time. The clock is told, never read. */
#include "paint.h"

#include "notes.h"
#include "present.h"
#include "prose.h"

#include <stdio.h>

#define LABEL_COLS 9
#define NARROW 40     /* columns below which labels stand in rows of their own */
#define NEXT_OPS 12   /* operations looked at for the line of what comes */

/* A cursor down the screen: what is painted takes its rows. */
struct sheet {
    struct frame *frame;
    struct rect at;
};

static void skip(struct sheet *sheet, int rows)
{
    if (rows > sheet->at.rows)
        rows = sheet->at.rows;
    sheet->at.y += rows;
    sheet->at.rows -= rows;
}

/* Text of up to `most` rows. */
static void put(struct sheet *sheet, enum role role, const char *text, int most)
{
    struct rect at = sheet->at;
    at.rows = at.rows < most ? at.rows : most;
    if (at.rows > 0)
        skip(sheet, prose_paint(sheet->frame, at, role, text));
}

/* Before the text in the rows below, at their left. */
static void put_label(struct sheet *sheet, const char *label)
{
    int x = sheet->at.x - LABEL_COLS;
    if (sheet->at.rows > 0 && x >= 0)
        frame_text(sheet->frame, x, sheet->at.y, LABEL_COLS - 1, ROLE_FAINT, ROLE_PLAIN, label);
}

/* ---- Title: the time ---- */

static void time_text(const struct speaker *speaker, char *out, size_t size)
{
    unsigned s = speaker->seconds;
    if (speaker->timed)
        snprintf(out, size, "%02u:%02u   %u:%02u:%02u", speaker->minute / 60,
                 speaker->minute % 60, s / 3600, s / 60 % 60, s % 60);
    else
        out[0] = '\0';
}

static void paint_heading(struct frame *frame, const struct view *view)
{
    char clock[64], left[160];
    int cols = frame->cols;
    time_text(&view->present.speaker, clock, sizeof clock);
    snprintf(left, sizeof left, "notes \u00B7 %s", view->title);
    frame_fill(frame, 0, 0, cols, ' ', ROLE_TITLE, ROLE_TITLE);
    int x = cols - text_width(clock) - 1;
    frame_text(frame, 1, 0, x - 3, ROLE_TITLE, ROLE_TITLE, left);
    frame_text(frame, x, 0, cols, ROLE_TITLE, ROLE_TITLE, clock);
}

static void put_place(struct sheet *sheet, const struct view *view)
{
    char place[80], step[NUMBER_SIZE], end[NUMBER_SIZE];
    size_t number = present_chapter(view);
    uint32_t begin;
    snprintf(place, sizeof place, "step %s of %s",
             number_text(step, timeline_step(view->timeline)),
             number_text(end, timeline_end(view->timeline)));
    int x = sheet->at.x + sheet->at.cols - text_width(place);
    if (number > 0)
        put_label(sheet, "chapter");
    if (number > 0)
        frame_print(sheet->frame, sheet->at.x, sheet->at.y, x - sheet->at.x - 2, ROLE_PLAIN,
                    ROLE_PLAIN, "%zu of %zu  %s", number, present_chapters(view),
                    present_chapter_name(view, number, &begin));
    frame_text(sheet->frame, x, sheet->at.y, sheet->at.cols, ROLE_STRONG, ROLE_PLAIN, place);
    skip(sheet, 2);
}

/* ---- Now ---- */

static void put_shown(struct sheet *sheet, const struct view *view, int most)
{
    const char *caption;
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    size_t at = 0;
    int bottom = sheet->at.y + most;
    put_label(sheet, "shown");
    if (view->present.speaker.blank) {
        put(sheet, ROLE_STRONG, "a blank screen: any key there returns", most);
        return;
    }
    bool any = false;
    while (sheet->at.y < bottom && (caption = caption_next(view, &at)) != NULL) {
        put(sheet, ROLE_CAPTION, caption, bottom - sheet->at.y);
        any = true;
    }
    if (!any && timeline_step(view->timeline) == 0) {
        put(sheet, ROLE_FAINT, "the title", 1);
    } else if (!any) {
        story_text(view, text, sizeof text);
        put(sheet, ROLE_STORY, text, most);
    }
    if (!present_asks(view))
        return;
    say = phrase_in(text, sizeof text);
    present_question(&say, view);
    put(sheet, ROLE_STRONG, text, 2);
}

/* What the audience does not see yet. */
static void put_answer(struct sheet *sheet, const struct view *view)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    bool waits = present_asks(view) && !view->present.speaker.blank;
    if (!waits || view->present.question.kind == QUESTION_NONE)
        return;
    put_label(sheet, "answer");
    phrase_add(&say, "\u2713 ");
    present_answer(&say, view);
    put(sheet, ROLE_GOOD, text, 1);
    skip(sheet, 1);
}

/* The notes of this step, or the last ones of this chapter. */
static bool noted(const struct view *view, uint32_t *step)
{
    size_t at = 0;
    uint32_t chapter;
    *step = timeline_step(view->timeline);
    if (notes_text(view, NOTE_SPEAKER, *step, &at) != NULL)
        return true;
    if (notes_chapter(view, *step) != NULL ||
        !timeline_previous_note(view->timeline, NOTE_SPEAKER, step))
        return false;
    return !timeline_previous_note(view->timeline, NOTE_MARK, &chapter) || *step >= chapter;
}

static void put_notes(struct sheet *sheet, const struct view *view)
{
    const char *text;
    uint32_t step;
    size_t at = 0;
    put_label(sheet, "notes");
    if (!noted(view, &step)) {
        put(sheet, ROLE_FAINT, "none here", 1);
        return;
    }
    enum role role = step == timeline_step(view->timeline) ? ROLE_STRONG : ROLE_PAST;
    while ((text = notes_text(view, NOTE_SPEAKER, step, &at)) != NULL && sheet->at.rows > 0)
        put(sheet, role, text, sheet->at.rows);
}

/* ---- Next ---- */

static void ops_until(struct phrase *say, const struct view *view, uint32_t next)
{
    uint32_t here = timeline_step(view->timeline);
    char op[160], number[NUMBER_SIZE];
    for (uint32_t step = here + 1; step <= next; step++) {
        struct op what = timeline_op(view->timeline, step);
        if (step - here > NEXT_OPS) {
            phrase_add(say, " \u00B7 %s more", number_text(number, next - step + 1));
            return;
        }
        ops_print(timeline_ops(view->timeline), &what, op, sizeof op);
        phrase_add(say, "%s%s", step > here + 1 ? " \u00B7 " : "", op);
    }
}

static void put_next(struct sheet *sheet, const struct view *view)
{
    uint32_t here = timeline_step(view->timeline), next = present_next(view);
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    const char *caption;
    size_t at = 0;
    put_label(sheet, "next");
    if (here == timeline_end(view->timeline)) {
        put(sheet, ROLE_FAINT, "the end", 1);
        return;
    }
    ops_until(&say, view, next);
    put(sheet, ROLE_PLAIN, text, 2);
    while (sheet->at.rows > 0 && (caption = notes_text(view, NOTE_SAY, next, &at)) != NULL)
        put(sheet, ROLE_FUTURE, caption, sheet->at.rows);
}

/* ---- The foot: whom these notes follow ---- */

static void paint_status(struct frame *frame, int y, const struct view *view)
{
    const struct speaker *speaker = &view->present.speaker;
    char text[256] = "", step[NUMBER_SIZE];
    enum role role = ROLE_STRONG;
    if (view->present.typing)
        snprintf(text, sizeof text, "chapter %u of %zu: Enter goes there", view->present.number,
                 present_chapters(view));
    else if (view->message[0] != '\0')
        snprintf(text, sizeof text, "%s", view->message);
    else if (speaker->following == FOLLOWING_LATER)
        snprintf(text, sizeof text, "waiting for mems present %s",
                 speaker->file != NULL ? speaker->file : view->title);
    else if (speaker->following == FOLLOWING_OTHER)
        snprintf(text, sizeof text, "mems present shows another version of this file");
    else if (speaker->following == FOLLOWING && speaker->step != timeline_step(view->timeline))
        snprintf(text, sizeof text, "the audience is at step %s; Escape goes there",
                 number_text(step, speaker->step));
    else if (speaker->following == FOLLOWING)
        snprintf(text, sizeof text, "following mems present");
    if (speaker->following == FOLLOWING && speaker->step == timeline_step(view->timeline))
        role = ROLE_FAINT;
    if (speaker->following == FOLLOWING_OTHER)
        role = ROLE_ERROR;
    frame_text(frame, 1, y, frame->cols - 2, role, ROLE_PLAIN, text);
}

void paint_speaker(struct frame *frame, const struct view *view)
{
    int cols = frame->cols, rows = frame->rows, label = cols < NARROW ? 1 : LABEL_COLS + 2;
    int shown = rows / 5 < 3 ? 3 : rows / 5, next = shown + 1;
    struct sheet sheet = {frame, {label, 2, cols - label - 2, rows - 3}};
    if (view->present.list) {
        paint_chapters(frame, view);
        return;
    }
    paint_heading(frame, view);
    put_place(&sheet, view);
    put_shown(&sheet, view, shown);
    skip(&sheet, 1);
    put_answer(&sheet, view);
    int foot = sheet.at.rows > next + 1 ? next : 0;
    sheet.at.rows -= foot;
    put_notes(&sheet, view);
    struct sheet below = {frame, {label, rows - 1 - foot, cols - label - 2, foot - (foot > 0)}};
    put_next(&below, view);
    paint_status(frame, rows - 1, view);
}
