/* grading.c: a paper's sheets are graded while the paper is there; the table of all
 * comes after the last. */
#include "grading.h"

#include "json.h"
#include "message.h"
#include "paper_text.h"
#include "transcript.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Points ---- */

static void add_points(struct kind_points *points, const struct kind_points *other)
{
    for (int kind = 0; kind < KINDS; kind++) {
        points->right[kind] += other->right[kind];
        points->asked[kind] += other->asked[kind];
    }
}

static struct kind_points points_of(const struct quiz *quiz)
{
    struct kind_points points = {0};

    for (size_t i = 0; i < quiz->count; i++) {
        int kind = (int)quiz->items[i].question.kind - (int)QUESTION_PLACE;

        points.asked[kind]++;
        points.right[kind] += quiz->items[i].grade.right;
    }
    return points;
}

static unsigned sum(const unsigned numbers[KINDS])
{
    unsigned all = 0;

    for (int kind = 0; kind < KINDS; kind++)
        all += numbers[kind];
    return all;
}

static struct kind_points all_points(const struct grading *grading)
{
    struct kind_points points = {0};

    for (size_t i = 0; i < grading->count; i++)
        add_points(&points, &grading->list[i].points);
    return points;
}

/* ---- Grading ---- */

static void answer_all(struct grading *grading, struct paper *paper,
                       const struct answer_sheet *sheet)
{
    struct quiz *quiz = &paper->quiz;

    quiz_again(quiz);
    while (quiz->at < quiz->count) {
        const char *typed = sheet_answer(grading->answers, sheet, (unsigned)quiz->at + 1);
        struct question question = quiz_question(quiz, paper->timeline);
        struct reply reply = {.kind = REPLY_NONE};

        question_look(&question, timeline_heap(paper->timeline), UINT64_MAX);
        question.by_hand = paper_is_traced(paper);
        if (typed != NULL
            && !question_read(&question, timeline_heap(paper->timeline), typed, &reply)) {
            reply.kind = REPLY_NONE;
            grading->unread[grading->unread_count++] =
                (struct unread){sheet, (unsigned)quiz->at + 1};
        }
        quiz_answer(quiz, &question, &reply);
    }
}

/* A sheet that cannot be of this paper. true: it was complained of. */
static bool refuse(const struct grading *grading, const struct paper *paper,
                   const struct answer_sheet *sheet)
{
    char code[PAPER_CODE];

    paper_code(paper, code);
    if (sheet->code[0] != '\0' && strcmp(sheet->code, code) != 0) {
        complain("%s:%" PRIu64 ": paper %u has the code %s here and %s there: it was printed "
                 "with another seed, workload, heap or number of questions; it is not graded",
                 grading->name, sheet->line, paper->number, code, sheet->code);
        return true;
    }
    return false;
}

/* Answers to no question are complained of, and count for nothing. */
static void complain_of_others(struct grading *grading, const struct paper *paper,
                               const struct answer_sheet *sheet)
{
    const struct answers *answers = grading->answers;

    for (size_t i = sheet->first; i < sheet->first + sheet->count; i++) {
        const struct given *given = &answers->list[i];

        if (given->question <= paper->quiz.count)
            continue;
        complain("%s:%" PRIu64 ": paper %u has %zu questions, and no question %u", grading->name,
                 given->line, paper->number, paper->quiz.count, given->question);
        grading->refused++;
    }
}

/* ---- One sheet ---- */

static void put_text(const struct grading *grading, const struct graded *graded,
                     const struct paper *paper)
{
    struct transcript transcript = {&paper->quiz, paper->timeline, ""};
    const char *name = sheet_name(grading->answers, graded->sheet);

    fprintf(grading->out, "%sPaper %s", grading->count > 1 ? "\n" : "", graded->paper);
    if (name != NULL) {
        fputs(", ", grading->out);
        words_put(name, grading->glyphs, grading->out);
    }
    fprintf(grading->out, ": %u of %u points\n", sum(graded->points.right),
            sum(graded->points.asked));
    for (size_t i = 0; i < paper->quiz.count; i++)
        transcript_item(&transcript, i,
                        sheet_answer(grading->answers, graded->sheet, (unsigned)i + 1),
                        grading->glyphs, grading->out);
}

static void put_json(const struct grading *grading, const struct graded *graded,
                     const struct paper *paper)
{
    struct transcript transcript = {&paper->quiz, paper->timeline, ""};
    const char *name = sheet_name(grading->answers, graded->sheet);

    fprintf(grading->out, "%s   {\"paper\": \"%s\", \"line\": %" PRIu64 ", \"name\": ",
            grading->count > 1 ? ",\n" : "", graded->paper, graded->sheet->line);
    if (name != NULL)
        json_string(grading->out, name);
    else
        fputs("null", grading->out);
    fprintf(grading->out, ", \"points\": %u, \"of\": %u, \"answers\": [\n",
            sum(graded->points.right), sum(graded->points.asked));
    for (size_t i = 0; i < paper->quiz.count; i++)
        transcript_json_item(&transcript, i,
                             sheet_answer(grading->answers, graded->sheet, (unsigned)i + 1),
                             grading->out);
    fputs("\n   ]}", grading->out);
}

bool grading_paper(struct grading *grading, struct paper *paper)
{
    for (size_t i = 0; i < grading->answers->count; i++) {
        const struct answer_sheet *sheet = &grading->answers->sheets[i];
        struct graded *graded = &grading->list[grading->count];

        if (sheet->paper != paper->number)
            continue;
        if (output_should_end(grading->output))
            return false;
        if (refuse(grading, paper, sheet)) {
            grading->refused++;
            continue;
        }
        complain_of_others(grading, paper, sheet);
        answer_all(grading, paper, sheet);
        *graded = (struct graded){.sheet = sheet, .points = points_of(&paper->quiz)};
        paper_name(paper, graded->paper);
        grading->count++;
        if (grading->json)
            put_json(grading, graded, paper);
        else
            put_text(grading, graded, paper);
    }
    return true;
}

/* ---- All of them ---- */

static void put_row(const struct grading *grading, const char *paper,
                    const struct kind_points *points, const char *name)
{
    char cell[32];

    fprintf(grading->out, "  %-10s", paper);
    snprintf(cell, sizeof cell, "%u of %u", sum(points->right), sum(points->asked));
    fprintf(grading->out, " %11s", cell);
    for (int kind = 0; kind < KINDS; kind++) {
        snprintf(cell, sizeof cell, "%u of %u", points->right[kind], points->asked[kind]);
        fprintf(grading->out, " %11s", points->asked[kind] > 0 ? cell : "-");
    }
    if (name != NULL) {
        fputs("  ", grading->out);
        words_put(name, grading->glyphs, grading->out);
    }
    fputc('\n', grading->out);
}

static void put_table(const struct grading *grading)
{
    struct kind_points all = all_points(grading);

    fprintf(grading->out, "\n  %-10s%12s%12s%12s%12s  %s\n", "paper", "points", "placing",
            "joining", "physical", "name");
    for (size_t i = 0; i < grading->count; i++)
        put_row(grading, grading->list[i].paper, &grading->list[i].points,
                sheet_name(grading->answers, grading->list[i].sheet));
    if (grading->count > 1)
        put_row(grading, "all", &all, NULL);
}

/* What a person might look at again: some of it may be meant well. */
static void put_unread(const struct grading *grading)
{
    if (grading->unread_count > 0)
        fputs("\nRead as no answer to its question, and without a point:\n", grading->out);
    for (size_t i = 0; i < grading->unread_count; i++) {
        const struct unread *unread = &grading->unread[i];
        const char *name = sheet_name(grading->answers, unread->sheet);

        fprintf(grading->out, "  paper %u, ", unread->sheet->paper);
        if (name != NULL) {
            words_put(name, grading->glyphs, grading->out);
            fputs(", ", grading->out);
        }
        fprintf(grading->out, "question %u: ", unread->question);
        words_put(sheet_answer(grading->answers, unread->sheet, unread->question),
                  grading->glyphs, grading->out);
        fputc('\n', grading->out);
    }
}

bool grading_begin(struct grading *grading)
{
    FILE *out = grading->out;

    grading->list = calloc(grading->answers->count, sizeof *grading->list);
    grading->unread = calloc(grading->answers->given + 1, sizeof *grading->unread);
    if (grading->list == NULL || grading->unread == NULL) {
        complain("out of memory");
        return false;
    }
    if (!grading->json)
        return true;
    fputs("{\n  \"mems_grades\": 1,\n  \"file\": ", out);
    if (grading->file != NULL)
        json_string(out, grading->file);
    else
        fputs("null", out);
    fputs(",\n  ", out);
    transcript_json_heap(&grading->papers->heap, out);
    fprintf(out, ",\n  \"seed\": %" PRIu64 ", \"questions\": %zu,\n  \"papers\": [\n",
            grading->papers->seed, grading->papers->questions);
    return true;
}

void grading_end(struct grading *grading)
{
    struct kind_points all = all_points(grading);

    if (!grading->json) {
        if (grading->count > 0)
            put_table(grading);
        put_unread(grading);
        return;
    }
    fprintf(grading->out, "\n  ],\n  \"points\": %u, \"of\": %u, \"kinds\": {", sum(all.right),
            sum(all.asked));
    for (int kind = 0; kind < KINDS; kind++)
        fprintf(grading->out, "%s\"%s\": {\"points\": %u, \"of\": %u}", kind > 0 ? ", " : "",
                transcript_kind((enum question_kind)(kind + (int)QUESTION_PLACE)),
                all.right[kind], all.asked[kind]);
    fputs("}\n}\n", grading->out);
}

void grading_close(struct grading *grading)
{
    free(grading->list);
    free(grading->unread);
    *grading = (struct grading){0};
}
