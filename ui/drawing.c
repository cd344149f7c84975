/* drawing.c: papers drawn where Ctrl-C is heard. */
#include "drawing.h"

#include "interrupt.h"
#include "learning.h"
#include "message.h"

const char *drawing_workload(const struct drawing *drawing)
{
    const struct source *source = drawing->source;

    return source == NULL ? NULL : source->lesson != NULL ? source->lesson : source->path;
}

static const char *subject(const struct drawing *drawing)
{
    return drawing->source != NULL ? drawing_workload(drawing) : "quiz";
}

bool drawing_begin(struct drawing *drawing, const struct source *source,
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

void drawing_end(struct drawing *drawing)
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

bool drawing_next(struct drawing *drawing, struct paper *paper)
{
    enum paper_result result;

    interrupt_begin();
    result = papers_next(&drawing->papers, paper, go_on, drawing);
    if (result != PAPER_DRAWN)
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
