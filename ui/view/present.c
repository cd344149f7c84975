/* present.c: a presentation goes from caption to caption. Everything here follows from
 * the workload's notes and the present step; nothing is remembered. */
#include "present.h"

#include "notes.h"
#include "parts.h"
#include "question_words.h"

/* ---- Where it goes ---- */

static const enum note_kind halts[] = {NOTE_SAY, NOTE_STOP, NOTE_ASK, NOTE_MARK};
#define HALTS (sizeof halts / sizeof *halts)

static bool has_halts(const struct view *view)
{
    const struct ops *ops = timeline_ops(view->timeline);
    for (size_t i = 0; i < HALTS; i++)
        if (ops_next_note(ops, halts[i], 0) < ops_note_count(ops))
            return true;
    return false;
}

uint32_t present_next(const struct view *view)
{
    uint32_t here = timeline_step(view->timeline), end = timeline_end(view->timeline);
    uint32_t halt = end, step;
    if (here < end && (notes_ask(view, here) || !has_halts(view)))
        return here + 1;
    for (size_t i = 0; i < HALTS; i++)
        if (timeline_next_note(view->timeline, halts[i], &step) && step < halt)
            halt = step;
    return halt;
}

uint32_t present_previous(const struct view *view)
{
    uint32_t here = timeline_step(view->timeline), halt = 0, step;
    if (here > 0 && !has_halts(view))
        return here - 1;
    for (size_t i = 0; i < HALTS; i++)
        if (timeline_previous_note(view->timeline, halts[i], &step) && step > halt)
            halt = step;
    if (halt + 1 < here && notes_ask(view, halt))
        halt++; /* where it is answered */
    return halt;
}

/* ---- Questions ---- */

bool present_asks(const struct view *view)
{
    const struct question *question = &view->present.question;
    return question->of_op && question->step == timeline_step(view->timeline);
}

bool present_answers(const struct view *view)
{
    const struct question *question = &view->present.question;
    return question->of_op && question->step + 1 == timeline_step(view->timeline);
}

static struct wording wording_of(const struct view *view)
{
    return (struct wording){view->timeline, &view->present.question, view->hex};
}

void present_question(struct phrase *say, const struct view *view)
{
    struct wording wording = wording_of(view);
    question_ask(say, &wording);
}

void present_answer(struct phrase *say, const struct view *view)
{
    struct wording wording = wording_of(view);
    if (view->present.question.kind != QUESTION_NONE)
        question_reply(say, &wording, &view->present.question.truth);
}

/* ---- Chapters ---- */

size_t present_chapters(const struct view *view)
{
    const struct ops *ops = timeline_ops(view->timeline);
    return ops_note_rank(ops, NOTE_MARK, ops_note_count(ops));
}

size_t present_chapter(const struct view *view)
{
    const struct ops *ops = timeline_ops(view->timeline);
    size_t first, here = timeline_notes(view->timeline, timeline_step(view->timeline), &first);
    size_t number = ops_note_rank(ops, NOTE_MARK, first + here);
    uint32_t step;
    while (number > 0 && !timeline_note_step(view->timeline,
                                             ops_note_ranked(ops, NOTE_MARK, number - 1), &step))
        number--; /* a fork has put it aside */
    return number;
}

const char *present_chapter_name(const struct view *view, size_t number, uint32_t *step)
{
    const struct ops *ops = timeline_ops(view->timeline);
    const struct note *note = ops_note(ops, ops_note_ranked(ops, NOTE_MARK, number - 1));
    size_t length;
    *step = course_step(timeline_course(view->timeline), note->step);
    return ops_text(ops, note->text, &length);
}

/* ---- The picture ---- */

bool present_hides(const struct view *view)
{
    const struct present_state *present = &view->present;
    return present->face == PRESENT_NOTES ||
           (present->face == PRESENT_SLIDE && (present->blank || present->list));
}

/* Bars are as thick as those of the chapter's end, which has most of them; where pages
 * have no row each, the bars are a map of all that there will be then. */
struct view present_view(const struct view *view, int cols, int rows)
{
    const mems_heap *heap = timeline_heap(view->timeline);
    const struct present_state *present = &view->present;
    struct view slide = *view;
    if (present->face == PRESENT_OFF || present_hides(view))
        return slide;
    uint64_t page = mems_heap_options(heap).page_size, pages = present->pages;
    int room = screen_parts(view, cols, rows).main.rows;
    uint64_t height = room > 0 ? (uint64_t)room : 1;
    slide.mode = VIEW_BARS;
    slide.follow = true;
    slide.has_selection = false;
    slide.zoom = 0;
    slide.physical = false;
    if (pages + present->nodes <= height) {
        slide.common.rows = pages;
        return slide;
    }
    uint64_t each = pages / height + (pages % height > 0);
    slide.common.row_bytes = each * page;
    slide.common.rows = pages / each + (pages % each > 0);
    slide.common.end = mems_heap_options(heap).start + pages * page;
    return slide;
}
