/* handed_in.c: answers are read whole before a paper is drawn; each paper is drawn again,
 * graded and closed. */
#include "papers.h"

#include "answers.h"
#include "drawing.h"
#include "grading.h"
#include "message.h"
#include "show.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* ---- Answers ---- */

/* A line without its newline, or its first `size` bytes: one that long is too long, and may
 * not end at all. false: there is none. */
static bool read_line(FILE *in, char *line, size_t size, size_t *length)
{
    int c = getc(in);

    if (c == EOF)
        return false;
    for (*length = 0; c != EOF && c != '\n'; c = getc(in)) {
        line[(*length)++] = (char)c;
        if (*length == size)
            break;
    }
    return true;
}

/* `typed`: whoever types is told at once what is wrong, and that line does not count.
 * false: there was a problem, and it was said. */
static bool read_answers(struct answers *answers, FILE *in, const char *name, bool typed)
{
    struct problems problems = {0};
    char line[ANSWERS_LINE_MAX + 1];
    uint64_t number = 0;
    size_t length = 0;

    while (!problems.more && length < sizeof line && read_line(in, line, sizeof line, &length)) {
        answers_line(answers, line, length, ++number, &problems);
        if (typed && problems.count > 0) {
            problems_print(&problems, name, stderr);
            problems.count = 0;
        }
    }
    if (ferror(in)) {
        complain("cannot read %s: %s", name, strerror(errno));
        return false;
    }
    problems_print(&problems, name, stderr);
    if (problems.count > 0)
        complain("%s: nothing was graded", name);
    else if (answers->count == 0)
        complain("%s: no answers: expected lines such as: paper 3, and: 1 2000", name);
    return problems.count == 0 && answers->count > 0;
}

/* The file as messages name it. */
static const char *name_of(const struct options *options)
{
    return strcmp(options->grade, "-") == 0 ? "standard input" : options->grade;
}

/* false: a message was printed. */
static bool open_answers(struct answers *answers, const struct options *options)
{
    const char *name = name_of(options);
    bool standard = strcmp(options->grade, "-") == 0;
    FILE *in = standard ? stdin : fopen(name, "r");
    bool typed = standard && isatty(STDIN_FILENO), good;

    if (in == NULL) {
        complain("cannot open %s: %s", name, strerror(errno));
        return false;
    }
    if (typed)
        fputs("Type answers as the paper shows: paper 3-5f3a, then lines such as 1 2000.\n"
              "Ctrl-D ends them.\n", stderr);
    good = read_answers(answers, in, name, typed);
    if (!standard)
        fclose(in);
    return good;
}

static unsigned last_paper(const struct answers *answers)
{
    unsigned last = 0;

    for (size_t i = 0; i < answers->count; i++)
        last = answers->sheets[i].paper > last ? answers->sheets[i].paper : last;
    return last;
}

/* ---- Grading ---- */

/* The output is open. */
static bool grade_all(struct drawing *drawing, struct grading *grading, unsigned last)
{
    if (!grading_begin(grading))
        return false;
    for (unsigned i = 0; i < last; i++) {
        struct paper paper;
        bool good;

        if (!drawing_next(drawing, &paper))
            return false;
        good = grading_paper(grading, &paper);
        paper_close(&drawing->papers, &paper);
        if (!good)
            return false;
    }
    progress_end(&drawing->progress, drawing->papers.count);
    grading_end(grading);
    return true;
}

static int grade(const struct answers *answers, const struct source *source,
                 const struct options *options)
{
    unsigned last = last_paper(answers);
    struct drawing drawing;
    struct output output;
    struct grading grading = {.answers = answers, .name = name_of(options),
                              .papers = &drawing.papers,
                              .json = options->json || output_is_json(options->output)};
    bool good = drawing_begin(&drawing, source, options, last)
             && output_open(&output, options->output);

    if (good) {
        drawing.output = &output;
        grading.file = drawing_workload(&drawing);
        grading.glyphs = output.target != NULL ? GLYPHS_UTF8 : show_glyphs(options);
        grading.out = output.stream;
        grading.output = &output;
        good = output_close(&output, grade_all(&drawing, &grading, last));
    }
    good = good && grading.refused == 0;
    grading_close(&grading);
    drawing_end(&drawing);
    return good ? STATUS_OK : STATUS_BAD;
}

int papers_grade(const struct source *source, const struct options *options)
{
    struct answers answers = {0};
    int status = STATUS_BAD;

    if (open_answers(&answers, options))
        status = grade(&answers, source, options);
    answers_close(&answers);
    return status;
}
