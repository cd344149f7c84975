/* quiz.c: which questions are asked: many candidates are drawn from all over
 * the run, each is looked at once, and the best are kept, of every kind some. */
#include "quiz.h"

#include "draw.h"

#include <stdlib.h>

#define POOL_LEAST 64
#define POOL_EACH 12        /* candidates for a question */
#define LOOK_AROUND 64      /* steps behind a drawn one that are tried */
#define WALK_MOST 4000000u  /* segments looked at for a candidate */
#define CHANCES 3           /* more that the best of varied questions have than the least */

void points_add(struct points *points, bool right)
{
    points->answered++;
    points->right += right;
    points->streak = right ? points->streak + 1 : 0;
    if (points->streak > points->best)
        points->best = points->streak;
}

/* ---- Candidates ---- */

/* Whether the operation after `step` is of a kind that is asked about. */
static bool is_asked_about(const struct timeline *timeline, uint32_t step)
{
    switch ((enum op_kind)timeline_op(timeline, step + 1).kind) {
    case OP_MALLOC:
    case OP_REALLOC:
    case OP_FREE:
    case OP_GET:
    case OP_WRITE: return true;
    case OP_START:
    case OP_POLICY: break;
    }
    return false;
}

static void add(struct quiz *quiz, uint32_t step, bool where, bool asked)
{
    quiz->pool[quiz->pool_count++] =
        (struct candidate){.step = step, .where = where, .asked = asked};
}

/* The steps at which the workload asks. */
static void add_asked(struct quiz *quiz, const struct timeline *timeline, size_t most)
{
    const struct ops *ops = timeline_ops(timeline);
    size_t count = ops_note_count(ops), at = ops_next_note(ops, NOTE_ASK, 0);
    uint32_t known = timeline_known(timeline);

    for (; at < count && quiz->pool_count < most; at = ops_next_note(ops, NOTE_ASK, at + 1))
        if (ops_note(ops, at)->step < known && is_asked_about(timeline, ops_note(ops, at)->step))
            add(quiz, ops_note(ops, at)->step, false, true);
}

/* One from each of `parts` equal parts of the run; every step, when they are few. */
static void add_drawn(struct quiz *quiz, const struct timeline *timeline, size_t parts)
{
    uint64_t known = timeline_known(timeline);

    for (size_t part = 0; part < parts; part++) {
        uint64_t from = known * part / parts, to = known * (part + 1) / parts;
        uint64_t step = from + (to > from ? draw_below(&quiz->state, to - from) : 0);

        for (int i = 0; i < LOOK_AROUND && step < to; i++, step++) {
            if (!is_asked_about(timeline, (uint32_t)step))
                continue;
            add(quiz, (uint32_t)step, false, false);
            break;
        }
    }
}

static void add_places(struct quiz *quiz, const struct timeline *timeline, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(quiz, (uint32_t)(1 + draw_below(&quiz->state, timeline_known(timeline))), true, false);
}

bool quiz_open(struct quiz *quiz, const struct timeline *timeline, uint64_t seed, size_t wanted,
               enum quiz_taste taste)
{
    uint32_t known = timeline_known(timeline);
    size_t parts = wanted * POOL_EACH < POOL_LEAST ? POOL_LEAST : wanted * POOL_EACH;
    size_t places = wanted / 4 + 2;

    parts = parts < known ? parts : known;
    *quiz = (struct quiz){.seed = seed, .state = seed, .wanted = wanted,
                          .taste = taste};
    quiz->items = calloc(wanted, sizeof *quiz->items);
    quiz->pool = calloc(wanted + parts + places, sizeof *quiz->pool);
    if (quiz->items == NULL || quiz->pool == NULL)
        return false;
    add_asked(quiz, timeline, wanted);
    add_drawn(quiz, timeline, parts);
    if (known > 0)
        add_places(quiz, timeline, places);
    return true;
}

void quiz_close(struct quiz *quiz)
{
    free(quiz->items);
    free(quiz->pool);
    *quiz = (struct quiz){0};
}

/* ---- Looking at them ---- */

/* Where questions are to be varied: the more one is worth, the more often it draws, and
 * the lowest counts. */
static void try_luck(struct quiz *quiz, struct candidate *candidate)
{
    unsigned chances = candidate->value < CHANCES ? candidate->value : CHANCES;

    for (unsigned i = 0; i < chances + candidate->asked; i++) {
        uint64_t drawn = draw_next(&quiz->state);

        candidate->tie = drawn < candidate->tie ? drawn : candidate->tie;
    }
}

static void look(struct quiz *quiz, struct candidate *candidate, struct timeline *timeline)
{
    const mems_heap *heap = timeline_heap(timeline);
    struct question question;

    candidate->tie = draw_next(&quiz->state);
    timeline_seek(timeline, candidate->step);
    if (candidate->where) {
        uint64_t mapped = mems_heap_totals(heap).mapped;

        if (mapped == 0)
            return;
        candidate->address = mems_heap_options(heap).start + draw_below(&quiz->state, mapped);
        question = question_where(timeline, candidate->address);
        if (question.truth.kind == REPLY_NOWHERE)
            question.node.index = 0; /* the answer that says least */
    } else {
        question = question_next(timeline);
    }
    question_look(&question, heap, WALK_MOST);
    candidate->kind = question.kind;
    candidate->value = question.look.done ? question_value(&question) : 0;
    if (quiz->taste == QUIZ_VARIED)
        try_luck(quiz, candidate);
}

/* ---- Choosing ---- */

/* The better ones first. */
static int by_worth(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;

    if (a->asked != b->asked)
        return a->asked ? -1 : 1;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->tie < b->tie ? -1 : a->tie > b->tie;
}

static int by_luck(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;

    return a->tie < b->tie ? -1 : a->tie > b->tie;
}

/* At one step, what is asked about it comes before what is asked of the next operation. */
static int by_time(const void *left, const void *right)
{
    const struct question *a = &((const struct quiz_item *)left)->question;
    const struct question *b = &((const struct quiz_item *)right)->question;

    if (a->step != b->step)
        return a->step < b->step ? -1 : 1;
    return (int)a->of_op - (int)b->of_op;
}

static bool is_chosen(const struct quiz *quiz, const struct candidate *candidate)
{
    for (size_t i = 0; i < quiz->count; i++)
        if (quiz->items[i].question.step == candidate->step
            && quiz->items[i].question.of_op == !candidate->where)
            return true;
    return false;
}

enum pass { PASS_ASKED, PASS_KIND, PASS_ANY };

static bool passes(const struct candidate *candidate, enum pass pass, enum question_kind kind)
{
    if (candidate->value == 0)
        return false;
    return pass == PASS_ASKED ? candidate->asked : pass == PASS_ANY || candidate->kind == kind;
}

/* The best that are not chosen yet, `most` of them. */
static void choose(struct quiz *quiz, enum pass pass, enum question_kind kind, size_t most)
{
    for (size_t i = 0; i < quiz->pool_count && most > 0 && quiz->count < quiz->wanted; i++) {
        const struct candidate *from = &quiz->pool[i];

        if (!passes(from, pass, kind) || is_chosen(quiz, from))
            continue;
        quiz->items[quiz->count++].question =
            (struct question){.kind = from->kind, .step = from->step, .of_op = !from->where,
                              .address = from->address};
        most--;
    }
}

bool quiz_choose(struct quiz *quiz, struct timeline *timeline)
{
    bool joins = mems_heap_options(timeline_heap(timeline)).join;

    if (quiz->seen < quiz->pool_count) {
        look(quiz, &quiz->pool[quiz->seen++], timeline);
        return true;
    }
    if (quiz->pool == NULL)
        return false;
    if (quiz->pool_count > 0)
        qsort(quiz->pool, quiz->pool_count, sizeof *quiz->pool,
              quiz->taste == QUIZ_VARIED ? by_luck : by_worth);
    if (quiz->taste == QUIZ_BEST)
        choose(quiz, PASS_ASKED, QUESTION_NONE, quiz->wanted);
    choose(quiz, PASS_KIND, QUESTION_JOIN, joins ? (quiz->wanted + 2) / 4 : 1);
    choose(quiz, PASS_KIND, QUESTION_WHERE, (quiz->wanted + 2) / 6);
    choose(quiz, PASS_KIND, QUESTION_PLACE, quiz->wanted);
    choose(quiz, PASS_ANY, QUESTION_NONE, quiz->wanted);
    if (quiz->count > 0)
        qsort(quiz->items, quiz->count, sizeof *quiz->items, by_time);
    free(quiz->pool);
    quiz->pool = NULL;
    return false;
}

/* ---- Asking ---- */

struct question quiz_question(const struct quiz *quiz, struct timeline *timeline)
{
    const struct question *asked = &quiz->items[quiz->at].question;

    timeline_seek(timeline, asked->step);
    return asked->of_op ? question_next(timeline) : question_where(timeline, asked->address);
}

void quiz_again(struct quiz *quiz)
{
    quiz->at = 0;
    quiz->points = (struct points){0};
}

struct grade quiz_answer(struct quiz *quiz, const struct question *question,
                         const struct reply *reply)
{
    struct quiz_item *item = &quiz->items[quiz->at++];

    item->question = *question;
    item->reply = *reply;
    item->grade = question_grade(question, reply);
    points_add(&quiz->points, item->grade.right);
    return item->grade;
}
