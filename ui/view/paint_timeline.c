/* paint_timeline.c: where we stand among all steps, in one row: chapters,
 * stops, questions, what failed, and what has never been reached. The bar keeps its
 * width while one steps, so that a click always means the same step. */
#include "notes.h"
#include "paint.h"
#include "pen.h"
#include "phrase.h"

#include <inttypes.h>

#define NAME_MOST 24      /* columns of a chapter's name, or a fifth of all */
#define NAMES_LOOKED 1000 /* chapters looked at for the longest name */

struct bar {
    const struct view *view;
    struct axis axis;
    bool numbers, name; /* what stands at the bar's right */
};

/* ---- Where everything is ---- */

/* Columns of a text, counted no further than `most`. */
static int name_cols(const char *text, int most)
{
    int cols = 0, width;
    while (cols < most && text_next(&text, &width))
        cols += width;
    return cols < most ? cols : most;
}

static int longest_name(const struct view *view, int cols)
{
    int most = cols / 5 > NAME_MOST ? cols / 5 : NAME_MOST;
    const struct ops *ops = timeline_ops(view->timeline);
    size_t count = ops_note_count(ops), length, at = ops_next_note(ops, NOTE_MARK, 0);
    int longest = 0;
    for (int i = 0; i < NAMES_LOOKED && at < count; i++) {
        int width = name_cols(ops_text(ops, ops_note(ops, at)->text, &length), most);
        longest = width > longest ? width : longest;
        at = ops_next_note(ops, NOTE_MARK, at + 1);
    }
    return longest;
}

static size_t edits_text(const struct view *view, char *out, size_t size)
{
    struct phrase say = phrase_in(out, size);
    size_t edits = timeline_edits(view->timeline);
    if (edits > 0) {
        phrase_count(&say, edits, "edit", "edits");
        phrase_add(&say, ", u returns");
    }
    return say.length;
}

static int numbers_cols(uint64_t end)
{
    return 2 * number_width(end) + 1;
}

static struct bar bar_of(struct rect at, const struct view *view)
{
    char edits[64];
    struct bar bar = {.view = view, .axis = {view_last_step(view), at.cols}};
    if (view->measures != NULL) /* where it is the foot of lines, as wide as they can be */
        return bar;
    int numbers = numbers_cols(bar.axis.end) + 1, name = longest_name(view, at.cols);
    if (edits_text(view, edits, sizeof edits))
        name = text_width(edits);
    bar.numbers = at.cols >= 2 * numbers + 6;
    bar.name = name > 0 && at.cols >= 2 * (numbers + name + 3);
    bar.axis.cols -= (bar.numbers ? numbers : 0) + (bar.name ? name + 3 : 0);
    return bar;
}

struct axis timeline_axis(struct rect at, const struct view *view)
{
    return bar_of(at, view).axis;
}

/* ---- Signs ---- */

struct signs {
    bool chapter, stop, asks, failed;
    bool mark;           /* the step that is marked, of two moments */
    bool differ, first;  /* in a race: a difference; the first of all, or where the
                            branch that is shown leaves the workload */
    uint32_t step;       /* of the first chapter */
    uint32_t difference; /* of the first difference */
};

static void look_for_differences(struct signs *signs, const struct race *race, uint64_t begin,
                                 uint64_t end)
{
    uint32_t before, from = begin > 0 ? (uint32_t)begin - 1 : 0;
    signs->differ = race_next_difference(race, from, &signs->difference) &&
                    signs->difference < end;
    signs->first = signs->differ && !race_previous_difference(race, signs->difference, &before);
}

static struct signs signs_of(const struct bar *bar, int cell)
{
    struct signs signs = {0};
    uint32_t step;
    uint64_t begin = axis_step(&bar->axis, cell);
    uint64_t end = cell + 1 < bar->axis.cols ? axis_step(&bar->axis, cell + 1) : bar->axis.end + 1;
    if (begin >= end)
        return signs;
    signs.stop = notes_first(bar->view, NOTE_STOP, begin, end, &step);
    signs.asks = notes_first(bar->view, NOTE_ASK, begin, end, &step);
    uint32_t leaves = course_leaves(timeline_course(bar->view->timeline));
    if (bar->view->race != NULL) { /* expectations are of the workload's own heap */
        look_for_differences(&signs, bar->view->race, begin, end);
    } else {
        signs.first = leaves >= begin && leaves < end;
        signs.difference = leaves;
        signs.failed = timeline_next_failed(bar->view->timeline, (uint32_t)begin, &step) &&
                       step < end;
    }
    signs.mark = bar->view->race == NULL && bar->view->moments.marked &&
                 bar->view->moments.mark >= begin && bar->view->moments.mark < end;
    signs.chapter = notes_first(bar->view, NOTE_MARK, begin, end, &signs.step);
    return signs;
}

/* ---- Painting ---- */

static uint32_t line_glyph(const struct bar *bar, int cell, int now, int known)
{
    if (cell == 0)
        return 0x251C;
    if (cell == bar->axis.cols - 1)
        return 0x2524;
    return cell < now ? 0x2501 : cell <= known ? 0x2500 : 0x254C;
}

static void paint_cell(struct frame *frame, struct rect at, const struct bar *bar, int cell,
                       int now, int known)
{
    enum role line = cell < now ? ROLE_TIME_PAST : cell <= known ? ROLE_TIME_AHEAD : ROLE_FAINT;
    struct signs signs = signs_of(bar, cell);
    if (cell == now)
        pen_put(frame, at, cell, 0, 0x25CF, signs.failed ? ROLE_ERROR : ROLE_TIME_NOW, ROLE_PLAIN);
    else if (signs.mark)
        pen_put(frame, at, cell, 0, 0x25C6, ROLE_LINK_NEW, ROLE_PLAIN);
    else if (signs.failed)
        pen_put(frame, at, cell, 0, '!', ROLE_ERROR, ROLE_PLAIN);
    else if (signs.first)
        pen_put(frame, at, cell, 0, 0x2260, ROLE_LINK_NEW, ROLE_PLAIN);
    else if (signs.chapter)
        pen_put(frame, at, cell, 0, 0x25A0, ROLE_MARK, ROLE_PLAIN);
    else if (signs.asks)
        pen_put(frame, at, cell, 0, '?', ROLE_MARK, ROLE_PLAIN);
    else if (signs.stop)
        pen_put(frame, at, cell, 0, 0x2016, ROLE_MARK, ROLE_PLAIN);
    else if (signs.differ)
        pen_put(frame, at, cell, 0, 0x253C, line, ROLE_PLAIN);
    else
        pen_put(frame, at, cell, 0, line_glyph(bar, cell, now, known), line, ROLE_PLAIN);
}

static void paint_right(struct frame *frame, struct rect at, const struct bar *bar)
{
    char step[NUMBER_SIZE], end[NUMBER_SIZE], text[96];
    const struct view *view = bar->view;
    if (!bar->numbers)
        return;
    struct phrase say = phrase_in(text, sizeof text);
    phrase_add(&say, "%s/%s", number_text(step, timeline_step(view->timeline)),
               number_text(end, timeline_end(view->timeline)));
    int x = bar->axis.cols + numbers_cols(bar->axis.end) + 1;
    pen_right(frame, at, bar->axis.cols, x, 0, ROLE_PLAIN, ROLE_PLAIN, text);
    if (!bar->name)
        return;
    const char *chapter = notes_present_chapter(view);
    if (edits_text(view, text, sizeof text))
        pen_text(frame, at, x + 2, 0, at.cols, ROLE_MARK, ROLE_PLAIN, text);
    else if (chapter)
        pen_text(frame, at, x + 2, 0, at.cols, ROLE_MARK, ROLE_PLAIN, chapter);
}

void paint_timeline(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1 || at.cols < 1)
        return;
    struct bar bar = bar_of(at, view);
    int now = axis_cell(&bar.axis, timeline_step(view->timeline));
    int known = axis_cell(&bar.axis, timeline_known(view->timeline));
    for (int cell = 0; cell < bar.axis.cols; cell++)
        paint_cell(frame, at, &bar, cell, now, known);
    paint_right(frame, at, &bar);
}

uint32_t timeline_step_at(struct rect at, const struct view *view, int x)
{
    struct bar bar = bar_of(at, view);
    int cell = x - at.x < 0 ? 0 : x - at.x >= bar.axis.cols ? bar.axis.cols - 1 : x - at.x;
    if (bar.axis.cols < 2)
        return timeline_step(view->timeline);
    struct signs signs = signs_of(&bar, cell);
    if (signs.mark)
        return view->moments.mark;
    if (signs.first)
        return signs.difference;
    if (signs.chapter)
        return signs.step;
    uint64_t width = (uint64_t)bar.axis.cols - 1;
    return (uint32_t)(((uint64_t)cell * bar.axis.end + width / 2) / width);
}
