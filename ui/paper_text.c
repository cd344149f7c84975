/* paper_text.c: a paper is either traced, all operations with the questions between
 * them, or shows what one has to know at each question. */
#include "paper_text.h"

#include "message.h"
#include "question_text.h"
#include "question_words.h"
#include "transcript.h"
#include "words.h"

#include <inttypes.h>

#define TRACED_MOST 60 /* operations that one does by hand */
#define TEXT 7         /* columns before operations and questions */

void paper_learn(struct paper *paper)
{
    const struct reply none = {.kind = REPLY_NONE};
    struct quiz *quiz = &paper->quiz;

    while (quiz->at < quiz->count) {
        struct question question = quiz_question(quiz, paper->timeline);

        question_look(&question, timeline_heap(paper->timeline), UINT64_MAX);
        quiz_answer(quiz, &question, &none);
    }
}

/* The last operation that a question is about, or comes after. */
static uint32_t last_step(const struct paper *paper)
{
    const struct question *last = &paper->quiz.items[paper->quiz.count - 1].question;

    return last->step + last->of_op;
}

bool paper_is_traced(const struct paper *paper)
{
    return timeline_end(paper->timeline) <= TRACED_MOST;
}

void paper_name(const struct paper *paper, char out[PAPER_NAME])
{
    char code[PAPER_CODE];

    paper_code(paper, code);
    snprintf(out, PAPER_NAME, "%u-%s", paper->number, code);
}

/* ---- What one has to know ---- */

static const char *rule(enum mems_policy policy)
{
    switch (policy) {
    case MEMS_FIRST_FIT: return "First fit: a block goes to the low end of the first HOLE that "
                                "is large enough.";
    case MEMS_NEXT_FIT: return "Next fit: a block goes to the low end of the first HOLE that is "
                               "large enough and begins at the end of the block placed last, or "
                               "behind it; where none does, of the first of all.";
    case MEMS_BEST_FIT: return "Best fit: a block goes to the low end of the smallest HOLE that "
                               "is large enough, the lowest of equals.";
    case MEMS_WORST_FIT: return "Worst fit: a block goes to the low end of the largest HOLE, the "
                                "lowest of equals.";
    }
    return "";
}

/* What comes up, in what is done by hand or, where nothing is, in the questions. */
struct scope {
    enum mems_policy first; /* the policy at the start */
    unsigned policies;      /* bit p: policy p */
    bool realloc;
};

static struct scope scope_of(const struct paper *paper)
{
    struct scope scope = {0};
    bool traced = paper_is_traced(paper);

    timeline_seek(paper->timeline, 0);
    scope.first = mems_heap_options(timeline_heap(paper->timeline)).policy;
    scope.policies = traced ? 1u << scope.first : 0;
    for (uint32_t step = 1; traced && step <= last_step(paper); step++) {
        struct op op = timeline_op(paper->timeline, step);

        scope.realloc |= op.kind == OP_REALLOC;
        if (op.kind == OP_POLICY)
            scope.policies |= 1u << op.size;
    }
    for (size_t i = 0; !traced && i < paper->quiz.count; i++) {
        const struct question *question = &paper->quiz.items[i].question;

        scope.realloc |= question->op.kind == OP_REALLOC;
        if (question->kind == QUESTION_PLACE)
            scope.policies |= 1u << question->policy;
    }
    return scope;
}

static void say_policies(struct phrase *say, const struct scope *scope, bool traced)
{
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        if (scope->policies & 1u << policy)
            phrase_add(say, "%s ", rule((enum mems_policy)policy));
    if (traced && (scope->policies & (scope->policies - 1)) != 0)
        phrase_add(say, "It is %s fit until a policy is named. ", mems_policy_name(scope->first));
}

static void put_rules(const struct paper *paper, const char *file, FILE *out)
{
    struct mems_options heap = mems_heap_options(timeline_heap(paper->timeline));
    struct scope scope = scope_of(paper);
    char text[4 * PHRASE_SIZE]; /* the rules of all policies */
    struct phrase say = phrase_in(text, sizeof text);

    phrase_add(&say, "Pages of ");
    phrase_bytes(&say, heap.page_size);
    phrase_add(&say, "; the first virtual address is %" PRIu64 ". ", heap.start);
    say_policies(&say, &scope, paper_is_traced(paper));
    phrase_add(&say, "Where no HOLE is large enough, a new node is mapped behind the last, of as "
               "many whole pages as are needed. ");
    phrase_add(&say, heap.join ? "What is freed joins the HOLEs beside it in its node."
                               : "What is freed joins nothing.");
    if (heap.align > 1)
        phrase_add(&say, " Blocks are rounded up to a multiple of %zu bytes.", heap.align);
    if (scope.realloc)
        phrase_add(&say, " A realloc is a malloc, a copy and a free of the old block, in this "
                   "order; of 0 bytes it is a free.");
    words_wrap(text, 0, 0, GLYPHS_ASCII, out);
    if (file != NULL) {
        fputs("The operations are those of ", out);
        put_safe(out, file);
        fputs(".\n", out);
    }
}

static void put_manner(bool traced, FILE *out)
{
    const char *how = traced ? "Do the operations by hand, one after another; answer each "
                               "question before you do what stands below it."
                             : "Each question says what the heap is like before the operation.";

    fputc('\n', out);
    words_wrap(how, 0, 0, GLYPHS_ASCII, out);
    words_wrap(traced ? "Answers: where a block lands: its address, or node for a new node; what a "
                        "free joins: left, right, both or none; where an address lies: its "
                        "node, counted from 0, and the bytes from there on, as in node 1 + 40, "
                        "or nowhere, if no block has it; or fails, if nothing comes of it."
                      : "Answers: the key before one of the answers that are listed; node 1 + 40 "
                        "is 40 bytes behind the start of node 1.",
               0, 0, GLYPHS_ASCII, out);
}

/* ---- Questions ---- */

static void put_space(FILE *out)
{
    fprintf(out, "%*sAnswer: ______________________________\n", TEXT, "");
}

static void put_op(const struct paper *paper, uint32_t step, enum glyphs glyphs, FILE *out)
{
    struct op op = timeline_op(paper->timeline, step);
    char text[PHRASE_SIZE];

    ops_print(timeline_ops(paper->timeline), &op, text, sizeof text);
    fprintf(out, "%*s%4" PRIu32 "  ", TEXT, "", step);
    words_wrap(text, TEXT + 6, TEXT + 6, glyphs, out);
}

static void put_traced(const struct paper *paper, enum glyphs glyphs, FILE *out)
{
    const struct quiz *quiz = &paper->quiz;
    size_t at = 0;

    fputc('\n', out);
    for (uint32_t step = 0; step <= last_step(paper); step++) {
        if (step > 0)
            put_op(paper, step, glyphs, out);
        for (; at < quiz->count && quiz->items[at].question.step == step; at++) {
            struct wording wording = {.timeline = paper->timeline,
                                      .question = &quiz->items[at].question};
            char text[PHRASE_SIZE];
            struct phrase say = phrase_in(text, sizeof text);

            question_ask_by_hand(&say, &wording);
            fprintf(out, "\n%*zu.  ", TEXT - 3, at + 1);
            words_wrap(text, TEXT, TEXT, glyphs, out);
            put_space(out);
            fputc('\n', out);
        }
    }
}

static void put_told(const struct paper *paper, enum glyphs glyphs, FILE *out)
{
    const struct quiz *quiz = &paper->quiz;

    for (size_t i = 0; i < quiz->count; i++) {
        const struct question *question = &quiz->items[i].question;

        timeline_seek(paper->timeline, question->step);
        question_text(question, i + 1, quiz->count, paper->timeline, glyphs, out);
        put_space(out);
    }
}

/* ---- The whole ---- */

/* What is typed into a file to be graded. */
static void put_sheet(const struct paper *paper, const char *name, FILE *out)
{
    fprintf(out, "\nTo hand it in as text, type these lines into a file, with your name and your\n"
            "answers behind them:\n\npaper %s\nname\n", name);
    for (size_t i = 0; i < paper->quiz.count; i++)
        fprintf(out, "%zu\n", i + 1);
}

void paper_text(const struct paper *paper, const char *file, enum glyphs glyphs, FILE *out)
{
    bool traced = paper_is_traced(paper);
    char name[PAPER_NAME];

    paper_name(paper, name);
    fprintf(out, "MeMS paper %-16s Name: ______________________________\n\n", name);
    put_rules(paper, file, out);
    put_manner(traced, out);
    if (traced)
        put_traced(paper, glyphs, out);
    else
        put_told(paper, glyphs, out);
    put_sheet(paper, name, out);
}

void paper_key_text(const struct paper *paper, enum glyphs glyphs, FILE *out)
{
    char name[PAPER_NAME];

    paper_name(paper, name);
    fprintf(out, "Key to paper %s\n", name);
    for (size_t i = 0; i < paper->quiz.count; i++) {
        const struct quiz_item *item = &paper->quiz.items[i];
        struct wording wording = {.timeline = paper->timeline, .question = &item->question};
        char text[PHRASE_SIZE];
        struct phrase say = phrase_in(text, sizeof text);

        transcript_answer(&say, &wording, &item->question.truth);
        fprintf(out, "%*zu.  ", TEXT - 3, i + 1);
        words_wrap(text, TEXT, TEXT, glyphs, out);
        say = phrase_in(text, sizeof text);
        question_reason(&say, &wording, &item->reply, &item->grade);
        fprintf(out, "%*s", TEXT, "");
        words_wrap(text, TEXT, TEXT, glyphs, out);
    }
}
