/* paint_present.c: a slide: the heap, what was done to it, and what is said of that, in
 * the words of the workload. Nothing else is on it, so that it is read at a glance. */
#include "paint.h"

#include "parts.h"
#include "present.h"
#include "prose.h"

#include <stdio.h>

#define PARAGRAPHS 8

/* What is said under the picture, from top to bottom. */
struct paragraph { enum role role; const char *text; bool apart; };

struct said {
    struct paragraph list[PARAGRAPHS];
    int count;
    char op[PHRASE_SIZE], answer[PHRASE_SIZE], story[PHRASE_SIZE], question[PHRASE_SIZE];
};

static void add(struct said *said, enum role role, const char *text, bool apart)
{
    if (said->count < PARAGRAPHS && text[0] != '\0')
        said->list[said->count++] = (struct paragraph){role, text, apart};
}

static struct phrase marked(char *out, const char *mark)
{
    struct phrase say = phrase_in(out, PHRASE_SIZE);
    phrase_add(&say, "%s ", mark);
    return say;
}

/* The operation; the answer to what was asked; the caption, or what happened; and what
 * is asked now. */
static void gather(struct said *said, const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);
    struct op op = timeline_op(view->timeline, step);
    const char *caption;
    size_t at = 0;
    said->count = 0;
    if (step > 0) {
        struct phrase say = marked(said->op, "\u25B6");
        ops_print(timeline_ops(view->timeline), &op, said->op + say.length,
                  PHRASE_SIZE - say.length);
        add(said, ROLE_LINK_NEW, said->op, false);
    }
    if (present_answers(view) && view->present.question.kind != QUESTION_NONE) {
        struct phrase say = marked(said->answer, "\u2713");
        present_answer(&say, view);
        add(said, ROLE_GOOD, said->answer, true);
    }
    int before = said->count;
    while ((caption = caption_next(view, &at)) != NULL && said->count < PARAGRAPHS - 1)
        add(said, ROLE_CAPTION, caption, said->count == before);
    if (said->count == before && step > 0) {
        story_text(view, said->story, sizeof said->story);
        add(said, ROLE_STORY, said->story, true);
    }
    if (present_asks(view)) {
        struct phrase say = marked(said->question, "?");
        present_question(&say, view);
        add(said, ROLE_MARK, said->question, true);
    }
}

/* Rows that it takes from paragraph `first` on; with blank rows between. */
static int rows_from(const struct said *said, int first, int cols, bool airy)
{
    int rows = 0;
    for (int i = first; i < said->count; i++)
        rows += prose_rows(said->list[i].text, cols, FRAME_ROWS_MAX) +
                (airy && i > first && said->list[i].apart);
    return rows;
}

/* Where there is not room for all, blank rows give way, then the operation, then the end
 * of a caption: a question is always there. */
static void paint_words(struct frame *frame, struct rect at, const struct view *view)
{
    struct said said;
    gather(&said, view);
    bool airy = rows_from(&said, 0, at.cols, true) <= at.rows;
    bool all = rows_from(&said, 0, at.cols, false) <= at.rows;
    int first = !all && said.count > 1 && said.list[0].text == said.op;
    for (int i = first; i < said.count && at.rows > 0; i++) {
        int gap = airy && i > first && said.list[i].apart;
        int room = at.rows - gap - rows_from(&said, i + 1, at.cols, false);
        if (room < 1)
            continue;
        struct rect part = {at.x, at.y + gap, at.cols, room};
        int used = gap + prose_paint(frame, part, said.list[i].role, said.list[i].text);
        at.y += used;
        at.rows -= used;
    }
}

/* ---- The edges ---- */

static void paint_chapter(struct frame *frame, struct rect at, const struct view *view)
{
    size_t number = present_chapter(view);
    uint32_t step;
    if (number > 0 && at.rows > 0)
        frame_print(frame, at.x + 2, at.y, at.cols - 4, ROLE_FAINT, ROLE_PLAIN, "%zu  %s", number,
                    present_chapter_name(view, number, &step));
}

static void paint_progress(struct frame *frame, struct rect at, const struct view *view)
{
    struct axis axis = {view_last_step(view), at.cols - 4};
    int now = axis_cell(&axis, timeline_step(view->timeline));
    for (int cell = 0; cell < axis.cols; cell++)
        frame_put(frame, at.x + 2 + cell, at.y, cell == now ? 0x25CF : cell < now ? 0x2501 : 0x2500,
                  cell == now  ? ROLE_TIME_NOW
                  : cell < now ? ROLE_TIME_PAST
                               : ROLE_FAINT,
                  ROLE_PLAIN);
}

/* Before the first step there is no heap: what it is going to be about. */
static void paint_opening(struct frame *frame, struct rect at, const struct view *view)
{
    int cols = text_width(view->title);
    if (cols > at.cols)
        cols = at.cols;
    if (at.rows > 0)
        frame_text(frame, at.x + (at.cols - cols) / 2, at.y + at.rows / 2, cols, ROLE_STRONG,
                   ROLE_PLAIN, view->title);
}

/* The thin line; in its place what is typed, or what there is to say of a key. */
static void paint_foot(struct frame *frame, struct rect at, const struct view *view)
{
    const struct present_state *present = &view->present;
    if (at.rows < 1)
        return;
    if (present->typing)
        frame_print(frame, at.x + 2, at.y, at.cols - 2, ROLE_STRONG, ROLE_PLAIN,
                    "chapter %u of %zu: Enter goes there", present->number,
                    present_chapters(view));
    else if (view->message[0] != '\0')
        frame_text(frame, at.x + 2, at.y, at.cols - 2,
                   view->message_is_error ? ROLE_ERROR : ROLE_STRONG, ROLE_PLAIN, view->message);
    else
        paint_progress(frame, at, view);
}

/* ---- Chapters ---- */

void paint_chapters(struct frame *frame, const struct view *view)
{
    size_t count = present_chapters(view), row = view->present.row, now = present_chapter(view);
    int side = frame->cols / 10, height = frame->rows > 6 ? frame->rows - 5 : frame->rows - 1;
    int apart = (size_t)height >= 2 * count ? 2 : 1; /* a blank row between, if there is room */
    size_t shown = height > 0 ? (size_t)height : 1, first = 0;
    if (row >= shown)
        first = row - shown + 1;
    for (size_t i = first; i < count && i - first < shown && apart * (int)(i - first) < height;
         i++) {
        uint32_t step;
        const char *name = present_chapter_name(view, i + 1, &step);
        enum role role = i == row ? ROLE_CURRENT : i + 1 == now ? ROLE_STRONG : ROLE_PLAIN;
        enum role paper = i == row ? ROLE_CURRENT : ROLE_PLAIN;
        int y = (frame->rows > 6 ? 2 : 0) + apart * (int)(i - first);
        int cols = frame->cols - 2 * side;
        frame_fill(frame, side, y, i == row ? cols : 0, ' ', role, paper);
        frame_print(frame, side + 1, y, cols - 2, role, paper, "%s%3zu  %s",
                    i + 1 == now ? "\u25B6" : " ", i + 1, name);
    }
}

void paint_present(struct frame *frame, const struct view *view)
{
    struct parts parts = screen_parts(view, frame->cols, frame->rows);
    if (view->present.blank)
        return;
    if (view->present.list) {
        paint_chapters(frame, view);
    } else {
        paint_chapter(frame, parts.title, view);
        if (timeline_step(view->timeline) > 0)
            paint_bars(frame, parts.main, view);
        else
            paint_opening(frame, parts.main, view);
        paint_words(frame, parts.caption, view);
    }
    paint_foot(frame, parts.timeline, view);
}
