/* handout.c: the steps of a workload, drawn one after the other into sheets: one for
 * all of them, or one for each. A sheet is a file that is there whole or not at all. */
#include "handout.h"

#include "html.h"
#include "legend.h"
#include "message.h"
#include "notes.h"
#include "output.h"
#include "paint.h"
#include "picture.h"
#include "progress.h"
#include "show.h"
#include "steps.h"

#include <stdlib.h>

#define FRAMES_MOST 1000u
#define WORDS 2048
#define ALL_STEPS 100u /* a page of a workload of so many shows each */

struct handout {
    struct app *app;
    const struct source *source;
    const struct options *options;
    enum picture form;
    struct steps steps;
    uint32_t count;
    struct frame frame;
};

/* A file, and what it has so far. */
struct sheet {
    struct output output;
    struct html html;
    struct legend legend;
    uint32_t frames;
};

/* ---- A sheet ---- */

/* The chapters of the steps shown; none that has no step to go to. */
static void list_chapters(const struct handout *handout, struct html *html)
{
    const struct view *view = app_view(handout->app);
    uint32_t step = handout->steps.first;

    do {
        const char *chapter = notes_chapter(view, step);

        if (chapter != NULL)
            html_list(html, step, chapter);
    } while (steps_next(&handout->steps, view, &step));
}

static bool begin_sheet(struct sheet *sheet, const struct handout *handout, const char *name,
                        bool all)
{
    const struct view *view = app_view(handout->app);

    *sheet = (struct sheet){0};
    if (!output_open(&sheet->output, name))
        return false;
    if (handout->form != PICTURE_HTML)
        return true;
    html_open(&sheet->html, handout->source->title, view->theme,
              timeline_end(view->timeline), sheet->output.stream);
    if (all)
        list_chapters(handout, &sheet->html);
    return true;
}

/* What the present step did, and what there is then, in words. */
static void put_words(const struct view *view, char story[WORDS], char shows[WORDS])
{
    if (view->race != NULL)
        snprintf(story, WORDS, "the same operations on %d heaps", race_count(view->race));
    else
        story_text(view, story, WORDS);
    if (view->race != NULL || view->survey.open)
        snprintf(shows, WORDS, "%s", story);
    else
        heap_text(view, shows, WORDS);
}

/* The present step, which is in the frame. */
static void put_html(struct html *html, const struct handout *handout)
{
    const struct view *view = app_view(handout->app);
    uint32_t step = timeline_step(view->timeline);
    const char *chapter = notes_chapter(view, step), *text;
    char story[WORDS], shows[WORDS];
    size_t at = 0;

    html_step(html, step, chapter,
              chapter != NULL || notes_stop(view, step) || step == handout->steps.first ||
                  step == handout->steps.last);
    while ((text = caption_next(view, &at)) != NULL)
        html_say(html, text);
    put_words(view, story, shows);
    html_frame(html, &handout->frame, shows, story);
}

static bool put_frame(struct sheet *sheet, const struct handout *handout)
{
    FILE *out = sheet->output.stream;

    if (handout->form == PICTURE_HTML) {
        put_html(&sheet->html, handout);
        return !ferror(out);
    }
    if (sheet->frames++ > 0)
        fputc('\n', out);
    legend_note(&sheet->legend, &handout->frame);
    return picture_write(&handout->frame, handout->options, app_view(handout->app)->theme,
                         handout->form, out);
}

/* false: a message was printed. */
static bool end_sheet(struct sheet *sheet, const struct handout *handout, bool good)
{
    if (good && handout->form == PICTURE_HTML)
        good = html_close(&sheet->html);
    else if (good && handout->form != PICTURE_SVG)
        good = legend_write(&sheet->legend, picture_glyphs(handout->options, handout->form),
                            sheet->output.stream);
    return output_close(&sheet->output, good);
}

/* ---- Names ---- */

/* The name of the sheet for a step: all are equally long, so that they sort. NULL: no
 * memory. To be freed. */
static char *sheet_name(const struct handout *handout, uint32_t step)
{
    char number[16];
    int digits = snprintf(NULL, 0, "%u", (unsigned)handout->steps.last);

    snprintf(number, sizeof number, "%0*u", digits, (unsigned)step);
    return output_named(handout->options->output, number);
}

/* ---- All of them ---- */

static bool single_sheet(struct sheet *sheet, const struct handout *handout, uint32_t step)
{
    char *name = sheet_name(handout, step);
    bool good = name != NULL && begin_sheet(sheet, handout, name, false);

    if (good)
        good = end_sheet(sheet, handout, put_frame(sheet, handout));
    free(name);
    return good;
}

static bool draw_all(struct handout *handout)
{
    struct progress progress = progress_start("drawing", handout->count, false);
    uint32_t step = handout->steps.first, done = 0;
    bool each = output_place(handout->options->output) != NULL, good = true, more = true;
    struct sheet sheet;

    if (!each && !begin_sheet(&sheet, handout, handout->options->output, true))
        return false;
    while (good && more) {
        app_draw(handout->app, &handout->frame);
        good = each ? single_sheet(&sheet, handout, step)
                    : put_frame(&sheet, handout) && !output_should_end(&sheet.output);
        progress_show(&progress, ++done);
        more = steps_next(&handout->steps, app_view(handout->app), &step);
        good = good && (!more || show_go(handout->app, step));
    }
    progress_end(&progress, done);
    return each ? good : end_sheet(&sheet, handout, good);
}

/* Steps between those that are shown. */
static uint32_t every(const struct handout *handout, bool range)
{
    uint32_t end = timeline_end(app_view(handout->app)->timeline);

    if (handout->options->every > 0 || handout->form != PICTURE_HTML || range)
        return handout->options->every > 0 ? handout->options->every : 1;
    return end <= ALL_STEPS ? 1 : EVERY_STOP;
}

static bool find_steps(struct handout *handout, const struct steps_ends *ends)
{
    const char *name = handout->options->output;

    if (!steps_find(&handout->steps, handout->app, ends->to,
                    every(handout, handout->options->at != NULL)) ||
        !steps_allow(&handout->steps, app_view(handout->app), FRAMES_MOST, &handout->count))
        return false;
    if (handout->form != PICTURE_SVG || handout->count == 1 ||
        output_place(handout->options->output) != NULL)
        return true;
    complain("%s: %u pictures are as many files; put %%d into the name for the step, as in "
             "-o step-%%d.svg, or say --to html for one page",
             name != NULL ? name : "standard output", (unsigned)handout->count);
    return false;
}

bool handout_wanted(const struct options *options, const struct ops *ops, enum picture form)
{
    return form == PICTURE_HTML || options->every > 0 || output_place(options->output) != NULL ||
           (options->at != NULL && steps_ends(options, ops, false).range);
}

int handout_write(struct source *source, const struct options *options, enum picture form)
{
    struct steps_ends ends = steps_ends(options, source->ops, options->every > 0);
    int cols = picture_cols(options), rows = picture_rows(options);
    struct handout handout = {.source = source, .options = options, .form = form};
    struct options opened = *options;
    bool good = false;
    int status;

    if (form == PICTURE_HTML && !options->theme_set)
        opened.theme = THEME_LIGHT;
    handout.app = show_picture(source, &opened, ends.from, cols, rows,
                               picture_glyphs(options, form));
    if (handout.app == NULL)
        return STATUS_BAD;
    if (form == PICTURE_HTML)
        app_bare(handout.app);
    if (find_steps(&handout, &ends)) {
        if (frame_resize(&handout.frame, cols, rows))
            good = draw_all(&handout);
        else
            complain("out of memory");
    }
    frame_close(&handout.frame);
    status = show_verdict(handout.app, source, good ? STATUS_OK : STATUS_BAD);
    app_close(handout.app);
    return status;
}
