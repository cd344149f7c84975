/* quiz_lines.c: a quiz line by line. What the bars would show of the question is
 * told as a piece of the chains, in the form of mems_print_stats. */
#include "quiz_lines.h"

#include "frame.h"
#include "message.h"
#include "plain.h"
#include "question_words.h"
#include "transcript.h"

#include <inttypes.h>
#include <string.h>

#define BESIDE 2          /* segments and nodes shown on either side */
#define ANSWER_SIZE 256

struct dialogue {
    struct quiz *quiz;
    struct timeline *timeline;
    enum glyphs glyphs;
    FILE *in, *out;
    bool echo;
};

/* ---- What one has to see ---- */

static void put_segment(const struct dialogue *dialogue, const struct mems_segment *segment)
{
    uint32_t name = timeline_name(dialogue->timeline, segment);

    if (segment->kind == MEMS_PROCESS && name != NO_NAME) {
        put_safe(dialogue->out, ops_name(timeline_ops(dialogue->timeline), name));
        fputc(' ', dialogue->out);
    }
    fprintf(dialogue->out, "%c[%" PRIu64 ":%" PRIu64 "]", segment->kind == MEMS_HOLE ? 'H' : 'P',
            segment->start, segment->start + segment->size - 1);
}

/* The block that is freed, and what stands beside it in its node. */
static void put_neighbours(const struct dialogue *dialogue, const struct question *question)
{
    const mems_heap *heap = timeline_heap(dialogue->timeline);
    struct mems_segment at = question->block;
    int before = 0;
    bool more = true;

    if (at.size == 0)
        return;
    while (before < BESIDE && mems_segment_before(heap, &at))
        before++;
    fprintf(dialogue->out, "   node %" PRIu32 ": ", at.node);
    if (before == BESIDE && mems_segment_before(heap, &at)) {
        fputs("... <-> ", dialogue->out);
        mems_segment_next(heap, &at);
    }
    for (int i = 0; more && i <= before + BESIDE; i++) {
        put_segment(dialogue, &at);
        more = mems_segment_next(heap, &at);
        fputs(" <-> ", dialogue->out);
    }
    fputs(more ? "...\n" : "NULL\n", dialogue->out);
}

/* The node of the address, and those before and after it. */
static void put_nodes(const struct dialogue *dialogue, const struct question *question)
{
    const mems_heap *heap = timeline_heap(dialogue->timeline);
    uint64_t first = question->node.index > BESIDE ? question->node.index - BESIDE : 0;
    struct mems_node node;

    for (uint64_t i = first; i <= (uint64_t)question->node.index + BESIDE; i++)
        if (mems_node_index(heap, i, &node))
            fprintf(dialogue->out, "   node %" PRIu32 ": virtual %" PRIu64 " to %" PRIu64 "\n",
                    node.index, node.start, node.start + node.size - 1);
}

/* ---- Asking ---- */

static void put_words(const struct dialogue *dialogue, const char *indent, const char *text)
{
    fputs(indent, dialogue->out);
    transcript_words(text, dialogue->glyphs, dialogue->out);
    fputc('\n', dialogue->out);
}

static void put_question(const struct dialogue *dialogue, const struct question *question)
{
    struct wording wording = {.timeline = dialogue->timeline, .question = question};
    char text[PHRASE_SIZE], number[NUMBER_SIZE];
    struct phrase say = phrase_in(text, sizeof text);

    fprintf(dialogue->out, "\nQuestion %zu of %zu, after step %s\n", dialogue->quiz->at + 1,
            dialogue->quiz->count, number_text(number, question->step));
    question_ask(&say, &wording);
    put_words(dialogue, "", text);
    say = phrase_in(text, sizeof text);
    question_given(&say, &wording);
    if (say.length > 0)
        put_words(dialogue, "   ", text);
    if (question->kind == QUESTION_JOIN)
        put_neighbours(dialogue, question);
    if (question->kind == QUESTION_WHERE)
        put_nodes(dialogue, question);
    for (int i = 0; i < question->count; i++) {
        say = phrase_in(text, sizeof text);
        phrase_add(&say, "%c  ", question_key(question, i));
        question_reply(&say, &wording, &question->replies[i]);
        put_words(dialogue, "   ", text);
    }
}

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
    put_words(dialogue, "", text);
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
        put_question(&dialogue, &question);
        if (!read_answer(&dialogue, &question, &reply))
            break;
        grade = quiz_answer(quiz, &question, &reply);
        put_verdict(&dialogue, &question, &reply, &grade);
    }
    question_points(&say, &quiz->points);
    fputc('\n', out);
    put_words(&dialogue, "", text);
}
