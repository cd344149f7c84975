/* talk_predict.c: questions in a talk: what the heap will do next, which replies there
 * are, and what an answer was worth. The app holds the question; here it is told. */
#include "talk_answers.h"

#include "question_words.h"

#include <stdio.h>

static struct wording wording_of(const struct talk *talk)
{
    const struct view *view = talk->speech.view;
    return (struct wording){.timeline = view->timeline, .question = &view->predict.question,
                            .hex = view->hex};
}

void talk_tell_question(struct talk *talk)
{
    const struct question *question = &talk->speech.view->predict.question;
    struct wording wording = wording_of(talk);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (!view_asks(talk->speech.view))
        return;
    question_ask(&say, &wording);
    speech_say(&talk->speech, &say);
    say = speech_begin(text);
    question_given(&say, &wording);
    if (say.length > 0)
        speech_say(&talk->speech, &say);
    for (int i = 0; i < question->count; i++) {
        say = speech_begin(text);
        phrase_add(&say, "Answer %c: ", question_key(question, i));
        question_reply(&say, &wording, &question->replies[i]);
        speech_say(&talk->speech, &say);
    }
    talk_tell(talk, "Type predict and an answer; Enter alone goes on without one");
}

void talk_drop_question(struct talk *talk)
{
    if (talk->speech.view->predict.open)
        predict_close(talk->app);
}

/* The app has taken an answer, and made the step. */
static void tell_verdict(struct talk *talk)
{
    const struct predict_state *predict = &talk->speech.view->predict;
    struct wording wording = wording_of(talk);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    question_verdict(&say, &wording, &predict->chosen, &predict->grade);
    speech_say(&talk->speech, &say);
    say = speech_begin(text);
    question_points(&say, &predict->points);
    speech_say(&talk->speech, &say);
    if (predict->question.of_op)
        talk_say_step(talk);
}

void answer_predict(struct talk *talk, const char *argument)
{
    const struct view *view = talk->speech.view;
    char line[COMMAND_SIZE];
    if (*argument == '\0' && view_asks(view)) {
        talk_tell_question(talk);
        return;
    }
    snprintf(line, sizeof line, "predict %s", argument);
    if (!talk_give(talk, line))
        return;
    if (view->predict.open && view->predict.answered)
        tell_verdict(talk);
    else if (view_asks(view))
        talk_tell_question(talk);
    else
        talk_tell(talk, "%s", view->message);
}
