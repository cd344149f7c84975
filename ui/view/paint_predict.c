/* paint_predict.c: the panel of a question: what is asked, the replies, and once it
 * is answered what that was worth; after a quiz, what came of it. Without room for
 * a panel, one of these at a time. */
#include "paint.h"
#include "pen.h"
#include "prose.h"
#include "question_words.h"

#define REPLY_COLS 30 /* columns that a list needs beside another */

/* What is being painted, from the top down; `at` is what is left. */
struct panel {
    struct frame *frame;
    struct rect at;
    const struct view *view;
    const struct predict_state *predict;
    struct wording wording;
};

static struct panel panel_of(struct frame *frame, struct rect at, const struct view *view)
{
    const struct predict_state *predict = &view->predict;
    return (struct panel){frame, at, view, predict,
                          {view->timeline, &predict->question, view->hex}};
}

static void skip(struct panel *panel, int rows)
{
    panel->at.y += rows;
    panel->at.rows -= rows;
}

static void put_prose(struct panel *panel, enum role ink, const char *text)
{
    if (panel->at.rows > 0 && *text != '\0')
        skip(panel, prose_paint(panel->frame, panel->at, ink, text));
}

void predict_score(const struct view *view, bool brief, char *out, size_t size)
{
    const struct predict_state *predict = &view->predict;
    const struct quiz *quiz = predict->quiz;
    struct phrase say = phrase_in(out, size);
    if (!predict->open || predict->over)
        return;
    if (quiz != NULL)
        phrase_add(&say, brief ? "%zu/%zu" : "question %zu of %zu", quiz->at + !predict->answered,
                   quiz->count);
    if (predict->points.answered == 0)
        return;
    phrase_add(&say, quiz != NULL ? " \u00B7 " : "");
    if (brief)
        phrase_add(&say, "%u/%u right", predict->points.right, predict->points.answered);
    else
        question_points(&say, &predict->points);
}

/* The question, whole as long as it is one. */
static void put_heading(struct panel *panel)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    question_ask(&say, &panel->wording);
    if (!panel->predict->answered || panel->at.rows > 4) {
        put_prose(panel, ROLE_STRONG, text);
    } else if (panel->at.rows > 0) {
        pen_text(panel->frame, panel->at, 0, 0, panel->at.cols, ROLE_STRONG, ROLE_PLAIN, text);
        skip(panel, 1);
    }
}

/* ---- Replies ---- */

/* Where reply i of the list stands: below each other, or where there is no room for
 * that, in columns. */
struct slots { int rows, columns, cols, first; };

static struct slots slots_of(const struct panel *panel)
{
    int count = panel->predict->question.count, rows = panel->at.rows;
    int columns = 1;
    while (columns * rows < count && (columns + 1) * REPLY_COLS <= panel->at.cols && rows > 0)
        columns++;
    if (rows > (count + columns - 1) / columns)
        rows = (count + columns - 1) / columns;
    int first = 0; /* the one that is chosen stays in sight */
    for (int i = 0; i < count; i++)
        if (reply_same(&panel->predict->question.replies[i], &panel->predict->chosen) &&
            i >= rows * columns)
            first = i - rows * columns + 1;
    return (struct slots){rows, columns, panel->at.cols / columns, first};
}

/* At the end of the last row: how many replies have no slot. */
static void put_more(struct panel *panel, const struct slots *slots)
{
    int more = panel->predict->question.count - slots->rows * slots->columns;
    struct rect at = {panel->at.x, panel->at.y + slots->rows - 1, panel->at.cols, 1};
    char text[32];
    struct phrase say = phrase_in(text, sizeof text);
    if (more <= 0 || slots->rows < 1)
        return;
    phrase_add(&say, " %d more", more);
    pen_right(panel->frame, at, 0, at.cols, 0, ROLE_FAINT, ROLE_PLAIN, text);
}

static void put_reply(struct panel *panel, const struct slots *slots, int i)
{
    const struct predict_state *predict = panel->predict;
    const struct reply *reply = &predict->question.replies[i];
    char text[PHRASE_SIZE], key[2] = {question_key(&predict->question, i), '\0'};
    struct phrase say = phrase_in(text, sizeof text);
    int slot = i - slots->first;
    struct rect at = {panel->at.x + slot / slots->rows * slots->cols,
                      panel->at.y + slot % slots->rows, slots->cols - 1, 1};
    bool chosen = reply_same(reply, &predict->chosen);
    bool right = predict->answered && reply_same(reply, &predict->question.truth);
    bool wrong = predict->answered && chosen && !right;
    bool cursor = chosen && !predict->answered;
    enum role paper = cursor ? ROLE_CURRENT : ROLE_PLAIN;
    enum role ink = cursor  ? ROLE_CURRENT
                    : right ? ROLE_GOOD
                    : wrong ? ROLE_ERROR
                    : predict->answered ? ROLE_PAST
                                        : ROLE_PLAIN;
    question_reply(&say, &panel->wording, reply);
    if (cursor)
        pen_fill(panel->frame, at, 0, 0, at.cols, ' ', ink, paper);
    if (cursor || right || wrong)
        pen_put(panel->frame, at, 0, 0, cursor ? 0x25B6 : right ? 0x2713 : 0x2717, ink, paper);
    pen_text(panel->frame, at, 2, 0, 1, predict->answered || cursor ? ink : ROLE_KEY, paper, key);
    pen_text(panel->frame, at, 5, 0, at.cols - 5, ink, paper, text);
}

static void put_replies(struct panel *panel)
{
    const struct question *question = &panel->predict->question;
    struct slots slots = slots_of(panel);
    if (!question->look.done) {
        put_prose(panel, ROLE_FAINT, "looking at the HOLEs");
        return;
    }
    for (int i = slots.first;
         i < question->count && i - slots.first < slots.rows * slots.columns; i++)
        put_reply(panel, &slots, i);
    put_more(panel, &slots);
}

/* What is asked, and what must be known to answer. */
static void put_question(struct panel *panel)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    put_heading(panel);
    question_given(&say, &panel->wording);
    put_prose(panel, ROLE_FAINT, text);
}

int predict_reply_at(struct rect at, const struct view *view, int x, int y)
{
    struct frame nowhere = {0};
    struct panel panel = panel_of(&nowhere, at, view);
    put_question(&panel);
    struct slots slots = slots_of(&panel);
    int row = y - panel.at.y, column = (x - panel.at.x) / (slots.cols > 0 ? slots.cols : 1);
    if (row < 0 || row >= slots.rows || column >= slots.columns)
        return -1;
    return slots.first + column * slots.rows + row;
}

/* ---- Verdicts ---- */

static void put_verdict(struct panel *panel)
{
    const struct predict_state *predict = panel->predict;
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    put_heading(panel);
    question_verdict(&say, &panel->wording, &predict->chosen, &predict->grade);
    put_prose(panel, predict->grade.right ? ROLE_GOOD : ROLE_STRONG, text);
    put_replies(panel);
}

/* A question of a quiz that is over, in a row. */
static void put_result(struct panel *panel, const struct quiz_item *item, size_t number)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    struct wording wording = {panel->view->timeline, &item->question, panel->view->hex};
    bool right = item->grade.right;
    phrase_add(&say, "%3zu  ", number);
    question_ask(&say, &wording);
    phrase_add(&say, "%s", theme_arrow(panel->view->medium.glyphs));
    question_reply(&say, &wording, &item->question.truth);
    pen_put(panel->frame, panel->at, 0, 0, right ? 0x2713 : 0x2717,
            right ? ROLE_GOOD : ROLE_ERROR, ROLE_PLAIN);
    pen_text(panel->frame, panel->at, 2, 0, panel->at.cols - 2, ROLE_PLAIN, ROLE_PLAIN, text);
    skip(panel, 1);
}

static void say_over(struct phrase *say, const struct predict_state *predict)
{
    phrase_add(say, "The quiz is over: ");
    question_points(say, &predict->points);
    phrase_add(say, "; the longest streak: %u", predict->points.best);
}

static void put_results(struct panel *panel)
{
    const struct quiz *quiz = panel->predict->quiz;
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    say_over(&say, panel->predict);
    put_prose(panel, ROLE_STRONG, text);
    for (size_t i = 0; i < quiz->count && panel->at.rows > 0; i++) {
        if (panel->at.rows == 1 && i + 1 < quiz->count) {
            say = phrase_in(text, sizeof text);
            phrase_add(&say, "%s%zu more: in the transcript",
                       theme_dots(panel->view->medium.glyphs), quiz->count - i);
            put_prose(panel, ROLE_FAINT, text);
            return;
        }
        put_result(panel, &quiz->items[i], i + 1);
    }
}

void paint_predict(struct frame *frame, struct rect at, const struct view *view)
{
    struct panel panel = panel_of(frame, at, view);
    if (at.rows < 1)
        return;
    if (view->predict.over) {
        put_results(&panel);
    } else if (view->predict.answered) {
        put_verdict(&panel);
    } else {
        put_question(&panel);
        put_replies(&panel);
    }
}

/* ---- Without a panel ---- */

static void say_brief(struct phrase *say, const struct view *view)
{
    const struct predict_state *predict = &view->predict;
    const struct question *question = &predict->question;
    struct wording wording = {view->timeline, question, view->hex};
    if (predict->over) {
        say_over(say, predict);
    } else if (predict->answered) {
        question_verdict(say, &wording, &predict->chosen, &predict->grade);
    } else if (predict->chosen.kind != REPLY_NONE) {
        phrase_add(say, "\u25B6 ");
        question_reply(say, &wording, &predict->chosen);
    } else {
        question_ask(say, &wording);
    }
}

int predict_brief_rows(const struct view *view, int cols, int most)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    say_brief(&say, view);
    return prose_rows(text, cols, most);
}

void paint_predict_brief(struct frame *frame, struct rect at, const struct view *view)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    say_brief(&say, view);
    prose_paint(frame, at, ROLE_STRONG, text);
}
