/* papers.c: each paper is printed and closed before the next is drawn; the keys are kept as
 * text until all are printed. */
#include "papers.h"

#include "drawing.h"
#include "message.h"
#include "paper_text.h"
#include "show.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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
    return show_glyphs_in(press->drawing.options, &press->output);
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

/* What a paper names: a lesson, or a file without the folder that it is in here;
 * standard input tells nobody anything. */
static const char *file_of(const struct drawing *drawing)
{
    const char *name = drawing_workload(drawing);
    const char *slash = name != NULL ? strrchr(name, '/') : NULL;

    if (drawing->source != NULL && drawing->source->from_stdin)
        return NULL;
    return slash != NULL && slash[1] != '\0' ? slash + 1 : name;
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
    paper_text(paper, file_of(drawing), glyphs_of(press), press->output.stream);
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
        put_word(out, drawing->source->from_stdin ? "-" : drawing_workload(drawing));
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

        if (!drawing_next(drawing, &paper))
            return false;
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
    bool good = drawing_begin(&press.drawing, source, options, options->papers)
             && (!single || output_open(&press.output, options->output));

    if (good) {
        good = print_all(&press);
        if (single)
            good = output_close(&press.output, good);
    }
    if (press.keys != NULL)
        fclose(press.keys);
    free(press.key_bytes);
    drawing_end(&press.drawing);
    return good ? STATUS_OK : STATUS_BAD;
}
