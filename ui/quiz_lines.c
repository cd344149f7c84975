/* quiz_lines.c: a quiz line by line: a question, an answer, what it was worth. */
#include "quiz_lines.h"

#include "message.h"
#include "plain.h"
#include "question_text.h"
#include "question_words.h"
#include "words.h"

#include <string.h>

#define ANSWER_SIZE 256

struct dialogue {
    struct quiz *quiz;
    struct timeline *timeline;
    enum glyphs glyphs;
    FILE *in, *out;
    bool echo;
};

/* A line that is an answer, nothing to pass over. false: q, or no more lines. */
static bool read_answer(const struct dialogue *dialogue, const struct question *question,
                        struct reply *reply)
{
    char line[ANSWER_SIZE];

    *reply = (struct reply){.kind = REPLY_NONE};
    for (;;) {
        fputs("> ", dialogue->out);
        fflush(dialogue->out);
        if (!plain_read(dialogue->in, line, sizeof line) || strcmp(line, "q") == 0) {
            fputc('\n', dialogue->out);
            return false;
        }
        if (dialogue->echo) {
            put_safe(dialogue->out, line);
            fputc('\n', dialogue->out);
        }
        if (line[0] == '\0'
            || question_read(question, timeline_heap(dialogue->timeline), line, reply))
            return true;
        fputs("That is none of the answers; Enter passes over, q ends.\n", dialogue->out);
    }
}

static void put_verdict(const struct dialogue *dialogue, const struct question *question,
                        const struct reply *reply, const struct grade *grade)
{
    struct wording wording = {.timeline = dialogue->timeline, .question = question};
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);

    question_verdict(&say, &wording, reply, grade);
    words_wrap(text, 0, 0, dialogue->glyphs, dialogue->out);
}

void quiz_lines(struct quiz *quiz, struct timeline *timeline, enum glyphs glyphs, FILE *in,
                FILE *out, bool echo)
{
    struct dialogue dialogue = {quiz, timeline, glyphs, in, out, echo};
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);

    fprintf(out, "%zu question%s. Answer with a key or in words; Enter passes over, q ends.\n",
            quiz->count, quiz->count == 1 ? "" : "s");
    while (quiz->at < quiz->count) {
        struct question question = quiz_question(quiz, timeline);
        struct reply reply;
        struct grade grade;

        question_look(&question, timeline_heap(timeline), UINT64_MAX);
        question_text(&question, quiz->at + 1, quiz->count, timeline, glyphs, out);
        if (!read_answer(&dialogue, &question, &reply))
            break;
        grade = quiz_answer(quiz, &question, &reply);
        put_verdict(&dialogue, &question, &reply, &grade);
    }
    question_points(&say, &quiz->points);
    fputc('\n', out);
    words_wrap(text, 0, 0, glyphs, out);
}
