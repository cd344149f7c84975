/* papers.c: papers are drawn one after another, and each is closed before the next: of
 * those that are printed the keys are kept as text, for grading each is drawn again. */
#include "papers.h"

#include "answers.h"
#include "grading.h"
#include "interrupt.h"
#include "learning.h"
#include "message.h"
#include "output.h"
#include "paper.h"
#include "paper_text.h"
#include "progress.h"
#include "show.h"
#include "words.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Papers as they are drawn, and what they are drawn from. */
struct drawing {
    const struct source *source; /* NULL: each has its own */
    const struct options *options;
    const struct output *output; /* where signals wait for its end; NULL: none is open */
    struct papers papers;
    struct progress progress;
};

/* ---- Drawing ---- */

/* The workload as people name it; NULL: each paper has its own. */
static const char *workload(const struct drawing *drawing)
{
    const struct source *source = drawing->source;

    return source == NULL ? NULL : source->lesson != NULL ? source->lesson : source->path;
}

static const char *subject(const struct drawing *drawing)
{
    return drawing->source != NULL ? workload(drawing) : "quiz";
}

/* false: a message was printed. In any case to be ended with end. */
static bool begin(struct drawing *drawing, const struct source *source,
                  const struct options *options, unsigned papers)
{
    struct mems_options usual = mems_options_default();
    enum mems_error error;

    *drawing = (struct drawing){.source = source, .options = options};
    drawing->papers.seed = options->seed_set ? options->seed : 1;
    drawing->papers.questions = options->questions > 0 ? options->questions : QUIZ_USUAL;
    drawing->papers.heap =
        options_heap(options, source != NULL ? ops_options_view(source->ops) : &usual);
    if (source != NULL) {
        error = timeline_open(&drawing->papers.timeline, source->ops, &drawing->papers.heap);
        if (error != MEMS_OK)
            complain("%s: %s", source->path, mems_error_text(error));
        if (error != MEMS_OK
            || !learn_all(drawing->papers.timeline, options->progress, source->path))
            return false;
    }
    drawing->progress = progress_start("papers", papers, options->progress);
    return true;
}

static void end(struct drawing *drawing)
{
    timeline_close(drawing->papers.timeline);
}

static bool go_on(void *user, uint64_t looks)
{
    struct drawing *drawing = user;

    (void)looks;
    progress_show(&drawing->progress, drawing->papers.count);
    return !interrupted() && (drawing->output == NULL || !output_should_end(drawing->output));
}

/* false: a message was printed, or a signal waits for the output's end. */
static bool draw(struct drawing *drawing, struct paper *paper)
{
    enum paper_result result;

    interrupt_begin();
    result = papers_next(&drawing->papers, paper, go_on, drawing);
    if (result == PAPER_ENDED)
        progress_end(&drawing->progress, drawing->papers.count);
    if (interrupted())
        interrupt_die();
    interrupt_end();
    if (result == PAPER_NOTHING)
        complain("%s: nothing to ask: no operation places or frees a block", subject(drawing));
    else if (result == PAPER_NO_OTHER)
        complain("%s: no paper was found that differs from the %u before it; ask for fewer "
                 "papers or other --questions, or leave the file out", subject(drawing),
                 drawing->papers.count);
    else if (result == PAPER_MEMORY)
        complain("out of memory");
    return result == PAPER_DRAWN;
}

/* ---- Printing ---- */

/* One output for all, or, with a %d in its name, one each. */
struct press {
    struct drawing drawing;
    struct output output;
    FILE *keys;             /* what is said after all papers */
    char *key_bytes;
    size_t key_size;
};

static void rule(FILE *out)
{
    static const char line[] = "==============================================================="
                               "===============";

    fprintf(out, "\n%.*s\n\n", WORDS_COLS, line);
}

static enum glyphs glyphs_of(const struct press *press)
{
    return press->output.target != NULL ? GLYPHS_UTF8 : show_glyphs(press->drawing.options);
}

/* Opens the output that has `word` in its name, unless one is open for all. */
static bool open_named(struct press *press, const char *word)
{
    const char *pattern = press->drawing.options->output;
    char *name;
    bool good;

    if (output_place(pattern) == NULL)
        return true;
    name = output_named(pattern, word);
    good = name != NULL && output_open(&press->output, name);
    free(name);
    return good;
}

static bool close_named(struct press *press)
{
    return output_place(press->drawing.options->output) == NULL
        || output_close(&press->output, true);
}

static bool print_paper(struct press *press, struct paper *paper)
{
    const struct drawing *drawing = &press->drawing;
    bool apart = output_place(drawing->options->output) != NULL;
    char word[16];

    snprintf(word, sizeof word, "%0*u", snprintf(NULL, 0, "%u", drawing->options->papers),
             paper->number);
    if (!open_named(press, word))
        return false;
    if (!apart && paper->number > 1)
        rule(press->output.stream);
    paper_learn(paper);
    paper_text(paper, workload(drawing), glyphs_of(press), press->output.stream);
    if (paper->number > 1)
        fputc('\n', press->keys);
    paper_key_text(paper, glyphs_of(press), press->keys);
    return close_named(press);
}

/* What has to be said again for the answers to be graded. */
static void put_command(const struct drawing *drawing, FILE *out)
{
    const struct options *options = drawing->options;

    fputs("To grade answers:\n\n    mems quiz", out);
    if (drawing->source != NULL) {
        fputc(' ', out);
        put_safe(out, workload(drawing));
    }
    fprintf(out, " --seed %" PRIu64 " --questions %zu", drawing->papers.seed,
            drawing->papers.questions);
    if (options->policy_set)
        fprintf(out, " --policy %s", mems_policy_name(options->policy));
    if (options->page_size != 0)
        fprintf(out, " --page-size %zu", options->page_size);
    if (options->align != 0)
        fprintf(out, " --align %zu", options->align);
    fprintf(out, "%s --grade ANSWERS\n", options->no_join ? " --no-join" : "");
}

static bool print_keys(struct press *press)
{
    if (fclose(press->keys) != 0) {
        press->keys = NULL;
        complain("out of memory");
        return false;
    }
    press->keys = NULL;
    if (!open_named(press, "keys"))
        return false;
    if (output_place(press->drawing.options->output) == NULL)
        rule(press->output.stream);
    put_command(&press->drawing, press->output.stream);
    fputc('\n', press->output.stream);
    fwrite(press->key_bytes, 1, press->key_size, press->output.stream);
    return close_named(press);
}

static bool print_all(struct press *press)
{
    struct drawing *drawing = &press->drawing;
    bool good = true;

    drawing->output = &press->output;
    press->keys = open_memstream(&press->key_bytes, &press->key_size);
    if (press->keys == NULL) {
        complain("out of memory");
        return false;
    }
    for (unsigned i = 0; i < drawing->options->papers && good; i++) {
        struct paper paper;

        good = draw(drawing, &paper);
        if (!good)
            break;
        good = print_paper(press, &paper);
        paper_close(&drawing->papers, &paper);
    }
    progress_end(&drawing->progress, drawing->papers.count);
    return good && print_keys(press);
}

int papers_print(const struct source *source, const struct options *options)
{
    struct press press = {0};
    bool single = output_place(options->output) == NULL;
    bool good = begin(&press.drawing, source, options, options->papers)
             && (!single || output_open(&press.output, options->output));

    if (good) {
        good = print_all(&press);
        if (single)
            good = output_close(&press.output, good);
    }
    if (press.keys != NULL)
        fclose(press.keys);
    free(press.key_bytes);
    end(&press.drawing);
    return good ? STATUS_OK : STATUS_BAD;
}

/* ---- Answers ---- */

/* A line without its newline, of which `size` bytes are kept; its length is told whole.
 * false: there is none. */
static bool read_line(FILE *in, char *line, size_t size, size_t *length)
{
    int c = getc(in);

    if (c == EOF)
        return false;
    for (*length = 0; c != EOF && c != '\n'; c = getc(in), ++*length)
        if (*length < size)
            line[*length] = (char)c;
    return true;
}

/* `typed`: whoever types is told at once what is wrong, and that line does not count.
 * false: there was a problem, and it was said. */
static bool read_answers(struct answers *answers, FILE *in, const char *name, bool typed)
{
    struct problems problems = {0};
    char line[ANSWERS_LINE_MAX + 1];
    uint64_t number = 0;
    size_t length;

    while (!problems.more && read_line(in, line, sizeof line, &length)) {
        answers_line(answers, line, length < sizeof line ? length : sizeof line, ++number,
                     &problems);
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

/* false: a message was printed. */
static bool open_answers(struct answers *answers, const char *name)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *in = standard ? stdin : fopen(name, "r");
    bool typed = standard && isatty(STDIN_FILENO), good;

    if (in == NULL) {
        complain("cannot open %s: %s", name, strerror(errno));
        return false;
    }
    if (typed)
        fputs("Type answers as the paper shows: paper 3-5f3a, then lines such as 1 2000.\n"
              "Ctrl-D ends them.\n", stderr);
    good = read_answers(answers, in, standard ? "standard input" : name, typed);
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

static bool grade_all(struct drawing *drawing, struct grading *grading, unsigned last)
{
    for (unsigned i = 0; i < last; i++) {
        struct paper paper;

        if (!draw(drawing, &paper))
            return false;
        grading_paper(grading, &paper);
        paper_close(&drawing->papers, &paper);
    }
    progress_end(&drawing->progress, drawing->papers.count);
    return true;
}

static int grade(const struct answers *answers, const struct source *source,
                 const struct options *options)
{
    unsigned last = last_paper(answers);
    struct drawing drawing;
    struct grading grading = {0};
    struct output output;
    bool good = begin(&drawing, source, options, last), opened = false;

    if (good)
        good = opened = output_open(&output, options->output);
    if (good) {
        bool json = options->json || output_is_json(options->output);
        enum glyphs glyphs = output.target != NULL ? GLYPHS_UTF8 : show_glyphs(options);

        drawing.output = &output;
        good = grading_open(&grading, answers, &drawing.papers, workload(&drawing), json, glyphs,
                            output.stream)
            && grade_all(&drawing, &grading, last);
        if (good)
            grading_end(&grading);
    }
    if (opened)
        good = output_close(&output, good) && good;
    good = good && grading.refused == 0;
    grading_close(&grading);
    end(&drawing);
    return good ? STATUS_OK : STATUS_BAD;
}

int papers_grade(const struct source *source, const struct options *options)
{
    struct answers answers = {0};
    int status = STATUS_BAD;

    if (source != NULL && source->from_stdin && strcmp(options->grade, "-") == 0)
        complain("quiz: standard input is the workload, and cannot be the answers, too");
    else if (open_answers(&answers, options->grade))
        status = grade(&answers, source, options);
    answers_close(&answers);
    return status;
}
