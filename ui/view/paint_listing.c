/* paint_listing.c: the program: what was done, what comes next, and between
 * them the present line, always in the middle third when there is more than
 * fits. What an operation came to is shown once it has happened, not before:
 * a student may guess. */
#include "notes.h"
#include "paint.h"
#include "pen.h"
#include "phrase.h"

/* A row of the listing: an operation, or the chapter that begins after it. */
struct line { uint32_t step; bool chapter; };

static bool line_before(const struct view *view, struct line *line)
{
    if (line->chapter) {
        line->chapter = false;
        return true;
    }
    if (line->step == 0)
        return false;
    line->step--;
    line->chapter = notes_chapter(view, line->step) != NULL;
    return true;
}

static bool line_after(const struct view *view, struct line *line)
{
    if (!line->chapter && notes_chapter(view, line->step)) {
        line->chapter = true;
        return true;
    }
    if (line->step == timeline_end(view->timeline))
        return false;
    line->step++;
    line->chapter = false;
    return true;
}

/* The first line shown: the present one goes into the middle third, unless
 * the program's start or end is nearer than that. */
static struct line first_line(const struct view *view, int rows)
{
    struct line present = {.step = timeline_step(view->timeline)}, at = present;
    int above = rows / 2, below = 0;
    while (below < rows - 1 - above && line_after(view, &at))
        below++;
    above = rows - 1 - below;
    at = present;
    while (above-- > 0 && line_before(view, &at))
        ;
    return at;
}

/* ---- What came of it ---- */

static const char *refusal(enum mems_error error)
{
    switch (error) {
    case MEMS_ALREADY_FREE: return "already free";
    case MEMS_INNER_ADDRESS: return "inner address";
    case MEMS_OUTSIDE: return "outside";
    case MEMS_TOO_LARGE: return "NULL, too large";
    default: return "refused";
    }
}

static const char *done(const struct event *event)
{
    if (event->has_malloc && event->malloc.did & MEMS_DID_NODE)
        return "+ node";
    if (event->renamed)
        return "leak";
    if (event->has_malloc && event->malloc.did & MEMS_DID_SPLIT)
        return "+ split";
    if (event->has_free && event->free.did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT))
        return "+ joined";
    return "";
}

static const char *outcome_text(const struct event *event)
{
    switch (event->outcome) {
    case OUTCOME_NONE: return "";
    case OUTCOME_DONE: return done(event);
    case OUTCOME_NOTHING: return "nothing to do";
    case OUTCOME_NULL: return "NULL";
    case OUTCOME_NO_MEMORY: return "NULL, no memory";
    case OUTCOME_UNKNOWN: return "unknown name";
    case OUTCOME_DEAD: return "already free";
    case OUTCOME_ERROR: return refusal(event->error);
    case OUTCOME_PAST_END: return "past the end";
    }
    return "";
}

/* ---- Painting ---- */

static void paint_chapter(struct frame *frame, struct rect at, int y, int indent,
                          const char *name)
{
    if (indent > at.cols / 2)
        indent = 0;
    pen_put(frame, at, indent, y, 0x25A0, ROLE_MARK, ROLE_PLAIN);
    int x = indent + 2;
    if (*name)
        x += pen_text(frame, at, x, y, at.cols - x, ROLE_MARK, ROLE_PLAIN, name) + 1;
    pen_fill(frame, at, x, y, at.cols - x, 0x2500, ROLE_FAINT, ROLE_PLAIN);
}

/* The columns before an operation's text: a sign, the number, blanks. */
struct gutter { int number, text; };

static struct gutter gutter_of(struct rect at, const struct view *view)
{
    int width = number_width(timeline_end(view->timeline)), wide = at.cols >= 32;
    if (at.cols < width + 14)
        return (struct gutter){.number = 0, .text = 2};
    return (struct gutter){.number = 1 + wide + width, .text = 2 + 2 * wide + width};
}

/* The outcome at the right edge; returns where the operation's text must end.
 * A long operation gives way to what went wrong, and not to what went well. */
static int paint_outcome(struct frame *frame, struct rect at, int from, int y,
                         const struct view *view, uint32_t step, enum role paper)
{
    if (step > timeline_step(view->timeline))
        return at.cols;
    struct event event = timeline_event(view->timeline, step);
    bool failed = event.expectations_failed > 0, wrong = failed || event.outcome > OUTCOME_NOTHING;
    const char *text = failed ? "expect failed" : outcome_text(&event);
    enum role ink = wrong ? ROLE_ERROR : paper == ROLE_CURRENT ? ROLE_CURRENT : ROLE_FAINT;
    if (!*text)
        return at.cols;
    if (wrong && from > at.cols * 2 / 3)
        from = at.cols * 2 / 3;
    int left = pen_right(frame, at, from, at.cols, y, ink, paper, text);
    return left < at.cols ? left - 1 : left;
}

static void paint_step(struct frame *frame, struct rect at, int y, const struct view *view,
                       uint32_t step)
{
    uint32_t present = timeline_step(view->timeline);
    enum role ink = step < present ? ROLE_PAST : step > present ? ROLE_FUTURE : ROLE_CURRENT;
    enum role paper = step == present ? ROLE_CURRENT : ROLE_PLAIN;
    char number[NUMBER_SIZE], text[PHRASE_SIZE];
    struct gutter gutter = gutter_of(at, view);
    struct op op = timeline_op(view->timeline, step);
    ops_print(timeline_ops(view->timeline), &op, text, sizeof text);
    if (step == present) {
        pen_fill(frame, at, 0, y, at.cols, ' ', ink, paper);
        pen_put(frame, at, 0, y, 0x25B6, ink, paper);
    } else if (notes_ask(view, step)) {
        pen_put(frame, at, 0, y, '?', ROLE_MARK, paper);
    } else if (notes_stop(view, step)) {
        pen_put(frame, at, 0, y, 0x2016, ROLE_MARK, paper);
    }
    pen_right(frame, at, 1, gutter.number, y, step == present ? ink : ROLE_FAINT, paper,
              number_text(number, step));
    int end = paint_outcome(frame, at, gutter.text + text_width(text) + 1, y, view, step, paper);
    pen_text(frame, at, gutter.text, y, end - gutter.text, ink, paper, text);
}

void paint_listing(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1 || at.cols < 1)
        return;
    struct line line = first_line(view, at.rows);
    int indent = gutter_of(at, view).text;
    for (int y = 0; y < at.rows; y++) {
        if (line.chapter)
            paint_chapter(frame, at, y, indent,
                          line.step > timeline_step(view->timeline)
                              ? "" /* its name may give away what is asked now */
                              : notes_chapter(view, line.step));
        else
            paint_step(frame, at, y, view, line.step);
        if (!line_after(view, &line))
            break;
    }
}

bool listing_step_at(struct rect at, const struct view *view, int y, uint32_t *step)
{
    if (y < at.y || y >= at.y + at.rows)
        return false;
    struct line line = first_line(view, at.rows);
    for (int row = at.y; row < y; row++)
        if (!line_after(view, &line))
            return false;
    *step = line.step;
    return true;
}
