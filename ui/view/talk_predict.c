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

/* How the question is answered. */
static const char *ways_of(const struct question *question)
{
    switch (question->kind) {
    case QUESTION_PLACE: return "its number or letter, an address in a hole, node or fails";
    case QUESTION_JOIN: return "its letter, or left, right, both or none";
    default: return "its number or letter, or a node and an offset in it, such as node 1 + 4";
    }
}

bool talk_asks(const struct talk *talk)
{
    return view_asks(talk->speech.view);
}

bool talk_is_answer(const struct talk *talk, const char *line)
{
    struct reply reply;
    return talk_asks(talk) && question_read(&talk->speech.view->predict.question,
                                            timeline_heap(talk->app->timeline), line, &reply);
}

void talk_refuse_answer(struct talk *talk, const char *line)
{
    const char *ways = ways_of(&talk->speech.view->predict.question);
    uint64_t number;
    if (command_number(line, &number))
        talk_tell(talk, "That is no answer to the question: %s; an answer is %s. Go %s goes to "
                        "that step", line, ways, line);
    else
        talk_tell(talk, "That is no answer to the question, and no word: %s; an answer is %s", line,
                  ways);
}

void talk_tell_question(struct talk *talk)
{
    const struct question *question = &talk->speech.view->predict.question;
    struct wording wording = wording_of(talk);
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    if (!talk_asks(talk))
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
    talk_tell(talk, "Type your answer: %s; Enter alone goes on without one", ways_of(question));
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
    if (talk_asks(talk) && !talk_is_answer(talk, argument)) {
        talk_refuse_answer(talk, argument);
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
