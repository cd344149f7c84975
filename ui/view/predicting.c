/* predicting.c: questions about the next operation: asked, chosen in, answered. The
 * timeline stands before the operation until then; in a quiz nothing may go
 * past it, or show it, before that. */
#include "app_state.h"
#include "bars.h"
#include "chain.h"
#include "layout.h"
#include "notes.h"
#include "paint.h"
#include "parts.h"

#include <stdio.h>

#define SLICE 50000u /* segments looked at at once: a millisecond or so */

/* ---- Asking ---- */

static void unselect(struct app *app)
{
    app->view.has_selection = false;
    app->view.follow = true;
}

/* Back to the zoom before, unless a person has chosen another since. */
static void zoom_back(struct app *app)
{
    struct predict_state *predict = &app->view.predict;
    if (app->view.zoom == predict->zoom)
        app->view.zoom = predict->zoom_before;
    predict->zoom = predict->zoom_before = app->view.zoom;
}

/* A block and what stands beside it have to be seen: two cells at least. */
static void zoom_to(struct app *app, uint64_t bytes)
{
    struct view *view = &app->view;
    struct rect main = screen_parts(view, app->cols, app->rows).main;
    const mems_heap *heap = timeline_heap(app->timeline);
    struct scale scale = bars_scale(view, main);
    while (scale.row_bytes / (uint64_t)scale.cells * 2 > bytes) {
        int before = view->zoom;
        view->zoom = layout_zoom(heap, before, bars_room(view, main), main.rows, -1);
        if (view->zoom == before)
            break;
        scale = bars_scale(view, main);
    }
    view->predict.zoom = view->zoom;
}

static void pose(struct app *app, const struct question *question)
{
    struct predict_state *predict = &app->view.predict;
    app_close_panels(app); /* it has their place */
    app->view.playing = false;
    unselect(app);
    predict->open = true;
    predict->answered = predict->over = false;
    predict->quiz = app->quiz;
    predict->question = *question;
    predict->chosen = (struct reply){.kind = REPLY_NONE};
    app->predicted = app->timeline;
    question_look(&predict->question, timeline_heap(app->timeline), SLICE);
    zoom_back(app);
    if (question->kind == QUESTION_JOIN && question->block.size > 0) {
        if (app->view.mode == VIEW_BARS)
            zoom_to(app, question->block.size);
        app_select(app, question->block.start);
    } else if (question->kind == QUESTION_WHERE && question->holder.size > 0) {
        app_show(app, question->address); /* among other nodes, and nothing stands out */
    }
}

static unsigned ask(struct app *app)
{
    uint32_t step = timeline_step(app->timeline);
    char text[128];
    if (step == app_reach(app)) {
        app_say(app, false, app->loading.on ? "the next operation is not read yet"
                                            : "this is the end: no operation comes after it");
        return APP_DRAW;
    }
    struct question question = question_next(app->timeline);
    struct op op = timeline_op(app->timeline, step + 1);
    if (question.kind != QUESTION_NONE) {
        pose(app, &question);
        return APP_DRAW;
    }
    ops_print(timeline_ops(app->timeline), &op, text, sizeof text);
    app_say(app, false, "nothing to predict: %s comes next", text);
    return APP_DRAW;
}

unsigned predict_toggle(struct app *app)
{
    bool answered = app->view.predict.answered;
    if (!predict_close(app) || answered)
        return ask(app);
    return APP_DRAW;
}

bool predict_close(struct app *app)
{
    bool was_open = app->view.predict.open;
    app->view.predict.open = false;
    app->view.predict.over = false;
    if (was_open) {
        unselect(app);
        zoom_back(app);
    }
    return was_open;
}

void predict_arrive(struct app *app)
{
    enum opened opened = view_opened(&app->view); /* bytes alone give way to a question */
    if (app->view.present.face == PRESENT_OFF && /* a slide asks by itself */
        (opened == OPENED_NOTHING || opened == OPENED_BYTES) &&
        notes_ask(&app->view, timeline_step(app->timeline)))
        ask(app);
}

void predict_refresh(struct app *app)
{
    const struct predict_state *predict = &app->view.predict;
    uint32_t step = predict->question.step + (predict->answered && predict->question.of_op);
    if (predict->open && app->quiz == NULL &&
        (timeline_step(app->timeline) != step || app->predicted != app->timeline))
        predict_close(app);
}

/* ---- Answering ---- */

static bool choose(struct app *app, int reply)
{
    struct predict_state *predict = &app->view.predict;
    if (reply < 0 || reply >= predict->question.count)
        return false;
    predict->chosen = predict->question.replies[reply];
    if (predict->chosen.kind == REPLY_HOLE)
        app_select(app, predict->chosen.start);
    else if (predict->question.kind == QUESTION_PLACE)
        unselect(app);
    return true;
}

static int chosen_at(const struct predict_state *predict)
{
    for (int i = 0; i < predict->question.count; i++)
        if (reply_same(&predict->question.replies[i], &predict->chosen))
            return i;
    return -1;
}

static void move(struct app *app, int by)
{
    const struct predict_state *predict = &app->view.predict;
    int at = chosen_at(predict), count = predict->question.count;
    if (count > 0)
        choose(app, at < 0 ? (by > 0 ? 0 : count - 1) : (at + by + count) % count);
}

/* Keeps the answer, and shows what happens. */
static void answer(struct app *app, const struct reply *reply)
{
    struct predict_state *predict = &app->view.predict;
    predict->chosen = *reply;
    if (app->quiz != NULL) {
        predict->grade = quiz_answer(app->quiz, &predict->question, reply);
        predict->points = app->quiz->points;
    } else {
        predict->grade = question_grade(&predict->question, reply);
        points_add(&predict->points, predict->grade.right);
    }
    predict->answered = true;
    unselect(app);
    if (predict->question.of_op)
        app_go(app, predict->question.step + 1);
    else
        app_select(app, predict->question.address);
}

static void answer_chosen(struct app *app)
{
    struct predict_state *predict = &app->view.predict;
    struct reply chosen = predict->chosen;
    if (!predict->question.look.done)
        return;
    if (chosen.kind == REPLY_NONE)
        app_say(app, false, "choose first: Tab, an arrow or the key of an answer");
    else
        answer(app, &chosen);
}

/* ---- A quiz ---- */

static void ask_quiz(struct app *app)
{
    struct predict_state *predict = &app->view.predict;
    if (app->quiz->at < app->quiz->count) {
        struct question question = quiz_question(app->quiz, app->timeline);
        pose(app, &question);
        return;
    }
    predict->open = predict->answered = predict->over = true;
    predict->points = app->quiz->points;
    unselect(app);
    app->quiz = NULL; /* from now on one may go anywhere */
    app_hush(app);
}

bool app_choose(struct app *app, struct quiz *quiz)
{
    return quiz_choose(quiz, app->timeline);
}

void app_quiz(struct app *app, struct quiz *quiz)
{
    app->quiz = quiz;
    app->view.predict.quiz = quiz;
    ask_quiz(app);
}

static void pass_over(struct app *app)
{
    answer(app, &(struct reply){.kind = REPLY_NONE});
}

/* What may be done in a quiz beside answering. */
static bool is_allowed(const struct app *app, enum action action)
{
    const struct predict_state *predict = &app->view.predict;
    switch (action) {
    case ACTION_PHYSICAL: return predict->answered || predict->question.kind != QUESTION_WHERE;
    case ACTION_WHY: return predict->answered;
    case ACTION_VIEW:
    case ACTION_ZOOM_IN:
    case ACTION_ZOOM_OUT:
    case ACTION_ZOOM_PAGE:
    case ACTION_ROWS_IN:
    case ACTION_ROWS_OUT:
    case ACTION_FOLLOW:
    case ACTION_HEX:
    case ACTION_THEME:
    case ACTION_COMMAND:
    case ACTION_PREDICT:
    case ACTION_HELP:
    case ACTION_REDRAW:
    case ACTION_QUIT:
    case ACTION_NONE: return true;
    default: return false;
    }
}

static bool refuses(struct app *app, enum action action)
{
    if (app->quiz == NULL || is_allowed(app, action))
        return false;
    app_say(app, false, "not in a quiz: Enter goes on, q leaves");
    return true;
}

/* ---- Actions ---- */

static bool do_asking(struct app *app, enum action action)
{
    switch (action) {
    case ACTION_SELECT_NEXT:
    case ACTION_DOWN:
    case ACTION_STEP: move(app, 1); return true;
    case ACTION_SELECT_PREVIOUS:
    case ACTION_UP:
    case ACTION_BACK: move(app, -1); return true;
    case ACTION_SELECT_TOUCHED: answer_chosen(app); return true;
    case ACTION_STOP_NEXT:
        if (app->quiz == NULL)
            return false;
        pass_over(app);
        return true;
    case ACTION_PREDICT:
    case ACTION_UNSELECT:
        if (app->quiz == NULL)
            predict_close(app);
        return true;
    default: return false;
    }
}

static bool do_answered(struct app *app, enum action action)
{
    switch (action) {
    case ACTION_STEP:
    case ACTION_PLAY:
    case ACTION_STOP_NEXT:
    case ACTION_PREDICT:
        if (app->quiz == NULL)
            return false;
        ask_quiz(app);
        return true;
    case ACTION_SELECT_TOUCHED:
        if (app->quiz != NULL)
            ask_quiz(app);
        else
            predict_close(app);
        return true;
    case ACTION_UNSELECT:
        if (app->quiz == NULL)
            predict_close(app);
        return true;
    default: return false;
    }
}

/* Whether it is for "Why here?": arrows go along it, Escape closes it. */
static bool is_for_why(enum action action)
{
    return action == ACTION_UP || action == ACTION_DOWN || action == ACTION_SELECT_NEXT ||
           action == ACTION_SELECT_PREVIOUS || action == ACTION_SELECT_TOUCHED ||
           action == ACTION_UNSELECT;
}

bool predict_do(struct app *app, enum action action)
{
    bool why = app->view.why.on && action != ACTION_PREDICT;
    if (why && is_for_why(action))
        return false;
    if (!why && (app->view.predict.answered ? do_answered(app, action) : do_asking(app, action)))
        return true;
    if (refuses(app, action))
        return true;
    if (app->quiz == NULL && !is_allowed(app, action))
        predict_close(app); /* what is done now is about something else */
    return false;
}

bool predict_key(struct app *app, uint32_t key)
{
    const struct predict_state *predict = &app->view.predict;
    return view_asks(&app->view) && !app->view.why.on && app->count == 0 &&
           predict->question.look.done &&
           choose(app, question_of_key(&predict->question, key));
}

bool predict_typed(struct app *app, const char *text)
{
    const struct predict_state *predict = &app->view.predict;
    struct reply reply;
    if (!view_asks(&app->view) && app->quiz != NULL) {
        app_say(app, false, "this one is answered; Enter goes on");
        return true;
    }
    if (!view_asks(&app->view))
        ask(app);
    while (predict_waits(app))
        predict_work(app);
    if (!view_asks(&app->view) || !question_read(&predict->question,
                                                 timeline_heap(app->timeline), text, &reply))
        return false;
    answer(app, &reply);
    return true;
}

bool predict_yields(struct app *app, enum action action)
{
    if (action != ACTION_NONE && is_allowed(app, action))
        return true;
    if (app->quiz == NULL)
        predict_close(app);
    else
        app_say(app, true, "not in a quiz: Enter goes on, q leaves");
    return app->quiz == NULL;
}

bool predict_click(struct app *app, int x, int y)
{
    struct parts parts = screen_parts(&app->view, app->cols, app->rows);
    const struct question *question = &app->view.predict.question;
    struct reply reply;
    uint64_t address;
    if (app->view.why.on) /* but for time, which stands still in a quiz */
        return app->quiz != NULL && rect_holds(parts.timeline, x, y);
    if (rect_holds(parts.details, x, y)) {
        if (view_asks(&app->view) && question->look.done)
            choose(app, predict_reply_at(parts.details, &app->view, x, y));
        return true;
    }
    if (!rect_holds(parts.main, x, y) || !view_asks(&app->view))
        return app->quiz != NULL && !rect_holds(parts.footer, x, y);
    bool hit;
    if (app->view.mode == VIEW_CHAIN) {
        hit = chain_hit(parts.main, &app->view, x, y, &address);
    } else {
        struct bars bars;
        bars_layout(&bars, &app->view, parts.main);
        hit = bars_address(&bars, x, y, &address);
    }
    if (!hit || !question_at(question, timeline_heap(app->timeline), address, &reply))
        return true;
    for (int i = 0; i < question->count; i++)
        if (reply_same(&question->replies[i], &reply) && choose(app, i))
            return true;
    app_say(app, false, "this HOLE is not among those to choose from");
    return true;
}

/* ---- Slices ---- */

bool predict_waits(const struct app *app)
{
    return view_asks(&app->view) && !app->view.predict.question.look.done;
}

unsigned predict_work(struct app *app)
{
    struct question *question = &app->view.predict.question;
    question_look(question, timeline_heap(app->timeline), SLICE);
    return question->look.done ? APP_DRAW : APP_NOTHING;
}

int predict_share(const struct app *app)
{
    const mems_heap *heap = timeline_heap(app->timeline);
    uint64_t mapped = mems_heap_totals(heap).mapped;
    uint64_t seen = app->view.predict.question.look.next - mems_heap_options(heap).start;
    return mapped > 0 ? (int)((double)seen * 1000 / (double)mapped) : 0;
}
