/* transcript.c: a quiz as text and as JSON, described in docs/json.md. */
#include "transcript.h"

#include "json.h"
#include "message.h"
#include "question_words.h"
#include "words.h"

#include <inttypes.h>

#define TYPED_COLS 60 /* of an answer that is none */

static struct wording wording_of(const struct transcript *transcript,
                                 const struct quiz_item *item)
{
    return (struct wording){.timeline = transcript->timeline, .question = &item->question};
}

/* ---- Text ---- */

#define LABEL 13 /* columns before an answer and what else is said of it */

static void put_line(const char *label, const char *text, enum glyphs glyphs, FILE *out)
{
    fprintf(out, "    %-*s", LABEL - 4, label);
    words_wrap(text, LABEL, LABEL, glyphs, out);
}

void transcript_answer(struct phrase *say, const struct wording *wording,
                       const struct reply *reply)
{
    phrase_add(say, "%s", reply->kind == REPLY_LEFT ? "left: "
                          : reply->kind == REPLY_RIGHT ? "right: " : "");
    question_reply(say, wording, reply);
}

static void put_answer(const struct wording *wording, const struct reply *reply,
                       const char *typed, enum glyphs glyphs, FILE *out)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);

    if (typed != NULL && reply->kind == REPLY_NONE) {
        bool address = wording->question->kind == QUESTION_PLACE && *typed >= '0' && *typed <= '9';

        phrase_name(&say, typed, TYPED_COLS);
        phrase_add(&say, address ? ", which is in no HOLE then"
                                 : ", which is none of the answers to this");
    } else {
        transcript_answer(&say, wording, reply);
    }
    put_line("answer", text, glyphs, out);
}

void transcript_item(const struct transcript *transcript, size_t index, const char *typed,
                     enum glyphs glyphs, FILE *out)
{
    const struct quiz_item *item = &transcript->quiz->items[index];
    struct wording wording = wording_of(transcript, item);
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);

    phrase_add(&say, "%zu.  after step %" PRIu32 ": ", index + 1, item->question.step);
    question_ask(&say, &wording);
    fputc('\n', out);
    words_wrap(text, 0, 4, glyphs, out);
    say = phrase_in(text, sizeof text);
    question_given(&say, &wording);
    if (say.length > 0)
        put_line("given", text, glyphs, out);
    put_answer(&wording, &item->reply, typed, glyphs, out);
    say = phrase_in(text, sizeof text);
    transcript_answer(&say, &wording, &item->question.truth);
    put_line("correct", text, glyphs, out);
    say = phrase_in(text, sizeof text);
    question_reason(&say, &wording, &item->reply, &item->grade);
    put_line("reason", text, glyphs, out);
    put_line("points", item->grade.right ? "1" : "0", glyphs, out);
}

void transcript_text(const struct transcript *transcript, enum glyphs glyphs, FILE *out)
{
    const struct quiz *quiz = transcript->quiz;
    struct mems_options options = mems_heap_options(timeline_heap(transcript->timeline));

    fputs("Quiz on ", out);
    put_safe(out, transcript->file);
    fprintf(out, ", seed %" PRIu64 "; page %zu, align %zu, joining %s\n", quiz->seed,
            options.page_size, options.align, options.join ? "on" : "off");
    for (size_t i = 0; i < quiz->at; i++)
        transcript_item(transcript, i, NULL, glyphs, out);
    fprintf(out, "\n%u of %zu points; the longest streak: %u\n", quiz->points.right, quiz->at,
            quiz->points.best);
    if (quiz->at < quiz->count)
        fprintf(out, "The quiz was left: %zu of its %zu questions were not asked.\n",
                quiz->count - quiz->at, quiz->count);
}

/* ---- JSON ---- */

const char *transcript_kind(enum question_kind kind)
{
    return kind == QUESTION_PLACE ? "place" : kind == QUESTION_JOIN ? "join" : "where";
}

static void put_reply(const struct reply *reply, FILE *out)
{
    static const char *const words[] = {
        [REPLY_NONE] = "passed", [REPLY_HOLE] = "hole", [REPLY_NODE] = "node",
        [REPLY_LEFT] = "left", [REPLY_RIGHT] = "right", [REPLY_BOTH] = "both",
        [REPLY_NEITHER] = "none", [REPLY_OFFSET] = "offset", [REPLY_NOWHERE] = "nowhere",
        [REPLY_FAILS] = "fails",
    };

    fprintf(out, "{\"kind\": \"%s\"", words[reply->kind]);
    if (reply->kind == REPLY_HOLE)
        fprintf(out, ", \"address\": %" PRIu64 ", \"size\": %" PRIu64, reply->start, reply->size);
    if (reply->kind == REPLY_OFFSET)
        fprintf(out, ", \"node\": %" PRIu32 ", \"offset\": %" PRIu64, reply->node, reply->offset);
    fputc('}', out);
}

static void put_policies(unsigned policies, FILE *out)
{
    const char *between = "";

    fputc('[', out);
    for (int policy = 0; policy < MEMS_POLICIES; policy++) {
        if (!(policies & 1u << policy))
            continue;
        fprintf(out, "%s\"%s\"", between, mems_policy_name((enum mems_policy)policy));
        between = ", ";
    }
    fputc(']', out);
}

/* The statement of the workload that asks, or null. */
static void put_statement(const struct transcript *transcript, const struct question *question,
                          FILE *out)
{
    const struct ops *ops = timeline_ops(transcript->timeline);
    size_t at = ops_next_note(ops, NOTE_ASK, ops_first_note(ops, question->step));
    char text[PHRASE_SIZE];

    if (!question->of_op || at == ops_note_count(ops)
        || ops_note(ops, at)->step != question->step) {
        fputs("null", out);
        return;
    }
    ops_print_ask(ops, ops_note(ops, at), text, sizeof text);
    fprintf(out, "{\"line\": %" PRIu32 ", \"text\": ", ops_note(ops, at)->line);
    json_string(out, text);
    fputc('}', out);
}

void transcript_json_item(const struct transcript *transcript, size_t index, const char *typed,
                          FILE *out)
{
    const struct quiz_item *item = &transcript->quiz->items[index];
    const struct question *question = &item->question;
    struct wording wording = wording_of(transcript, item);
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);

    question_ask(&say, &wording);
    fprintf(out, "%s    {\"number\": %zu, \"step\": %" PRIu32 ", \"kind\": \"%s\", "
            "\"policy\": \"%s\",\n     \"question\": ", index > 0 ? ",\n" : "", index + 1,
            question->step, transcript_kind(question->kind), mems_policy_name(question->policy));
    json_string(out, text);
    fputs(",\n     \"asked_by\": ", out);
    put_statement(transcript, question, out);
    fputs(",\n     \"replies\": [", out);
    for (int i = 0; i < question->count; i++) {
        fputs(i > 0 ? ", " : "", out);
        put_reply(&question->replies[i], out);
    }
    fputs("],\n     \"answer\": ", out);
    put_reply(&item->reply, out);
    if (typed != NULL) {
        fputs(", \"typed\": ", out);
        json_string(out, typed);
        fprintf(out, ", \"understood\": %s", item->reply.kind != REPLY_NONE ? "true" : "false");
    }
    fputs(", \"right_answer\": ", out);
    put_reply(&question->truth, out);
    fputs(",\n     \"right_for\": ", out);
    put_policies(item->grade.policies, out);
    say = phrase_in(text, sizeof text);
    question_reason(&say, &wording, &item->reply, &item->grade);
    fputs(", \"reason\": ", out);
    json_string(out, text);
    fprintf(out, ", \"points\": %d}", item->grade.right);
}

void transcript_json_heap(const struct mems_options *options, FILE *out)
{
    fprintf(out, "\"heap\": {\"page_size\": %zu, \"start\": %" PRIu64 ", \"align\": %zu, "
            "\"join\": %s}", options->page_size, options->start, options->align,
            options->join ? "true" : "false");
}

void transcript_json(const struct transcript *transcript, FILE *out)
{
    const struct quiz *quiz = transcript->quiz;
    struct mems_options options = mems_heap_options(timeline_heap(transcript->timeline));

    fputs("{\n  \"mems_quiz\": 1,\n  \"file\": ", out);
    json_string(out, transcript->file);
    fputs(",\n  ", out);
    transcript_json_heap(&options, out);
    fprintf(out, ",\n  \"seed\": %" PRIu64 ", \"questions\": %zu, \"asked\": %zu, \"points\": %u, "
            "\"longest_streak\": %u,\n  \"answers\": [%s", quiz->seed, quiz->count, quiz->at,
            quiz->points.right, quiz->points.best, quiz->at > 0 ? "\n" : "");
    for (size_t i = 0; i < quiz->at; i++)
        transcript_json_item(transcript, i, NULL, out);
    fprintf(out, "%s]\n}\n", quiz->at > 0 ? "\n  " : "");
}
