/* handed_in.c: answers are read whole before a paper is drawn; each paper is drawn again,
 * graded and closed. */
#include "papers.h"

#include "answers.h"
#include "character.h"
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

/* What is read, and how far. */
struct reading {
    struct answers answers;
    const char *name;      /* of the file, in messages */
    uint64_t lines;
    uint64_t passed_over;  /* lines that count for nothing */
};

/* Those who type are told at once what is wrong, and of a file it is said in the end. false:
 * there is nothing to grade, as was said. */
static bool read_answers(struct reading *reading, FILE *in, bool typed)
{
    struct answers *answers = &reading->answers;
    struct problems problems = {0};
    char line[ANSWERS_LINE_MAX + 1], number[NUMBER_SIZE];
    const char *name = reading->name;
    size_t length = 0;

    while (length < sizeof line && read_line(in, line, sizeof line, &length)) {
        reading->passed_over +=
            !answers_line(answers, line, length, ++reading->lines, &problems) && !typed;
        if (typed && problems.count > 0) {
            complain_of_problems(&problems, name);
            problems.count = 0;
        }
    }
    complain_of_problems(&problems, name);
    if (reading->passed_over > 0 && answers->count > 0)
        complain("%s: %s line%s passed over%s; all else is graded", name,
                 number_text(number, reading->passed_over),
                 reading->passed_over == 1 ? " was" : "s were",
                 length == sizeof line ? ", and nothing after the last of them was read" : "");
    if (ferror(in))
        complain("cannot read %s: %s", name, strerror(errno));
    else if (answers->count == 0)
        complain("%s: no answers: expected lines such as: paper 3, and: 1 2000", name);
    return !ferror(in) && answers->count > 0;
}

/* false: a message was printed. */
static bool open_answers(struct reading *reading, const struct options *options)
{
    bool standard = strcmp(options->grade, "-") == 0;
    FILE *in = standard ? stdin : fopen(reading->name, "r");
    bool typed = standard && isatty(STDIN_FILENO), good;

    if (in == NULL) {
        complain("cannot open %s: %s", reading->name, strerror(errno));
        return false;
    }
    if (typed)
        fputs("Type answers as the paper shows: paper 3-5f3a, then lines such as 1 2000.\n"
              "Ctrl-D ends them.\n", stderr);
    good = read_answers(reading, in, typed);
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

static int grade(const struct reading *reading, const struct source *source,
                 const struct options *options)
{
    unsigned last = last_paper(&reading->answers);
    struct drawing drawing;
    struct output output;
    struct grading grading = {.answers = &reading->answers, .name = reading->name,
                              .papers = &drawing.papers,
                              .json = options->json || output_is_json(options->output)};
    bool good = drawing_begin(&drawing, source, options, last)
             && output_open(&output, options->output);

    if (good) {
        drawing.output = &output;
        grading.file = drawing_workload(&drawing);
        grading.glyphs = show_glyphs_in(options, &output);
        grading.out = output.stream;
        grading.output = &output;
        good = output_close(&output, grade_all(&drawing, &grading, last));
    }
    good = good && grading.refused == 0 && reading->passed_over == 0;
    grading_close(&grading);
    drawing_end(&drawing);
    return good ? STATUS_OK : STATUS_BAD;
}

/* The file as messages name it. */
static const char *name_of(const struct options *options)
{
    return strcmp(options->grade, "-") == 0 ? "standard input" : options->grade;
}

int papers_grade(const struct source *source, const struct options *options)
{
    struct reading reading = {.name = name_of(options)};
    int status = STATUS_BAD;

    if (open_answers(&reading, options))
        status = grade(&reading, source, options);
    answers_close(&reading.answers);
    return status;
}
