/* verb_cast.c: `mems cast`: a workload played into a recording of a terminal,
 * without a terminal. */
#include "cast.h"
#include "message.h"
#include "notes.h"
#include "output.h"
#include "paint.h"
#include "picture.h"
#include "progress.h"
#include "show.h"
#include "steps.h"
#include "verb.h"
#include "with_source.h"

#define FRAMES_MOST 10000u
#define SPEED 2         /* frames a second */
#define NOTICE 1500     /* milliseconds before a person reads, or at a stop, thinks */
#define READ_COLUMN 60  /* a column of a caption: about 200 words a minute */

static const char usage[] =
    "Usage: mems cast FILE [OPTION]...\n"
    "Play a workload into a recording of a terminal: an asciicast v2, as asciinema and\n"
    "its players show it. Chapters are its markers; captions and stops stay long enough\n"
    "to be read. The same workload always gives the same bytes.\n"
    "FILE is a workload, '-' for standard input, or the name of a lesson.\n"
    "\n"
    "  -o, --output OUT  write to this file; it is there whole or not at all\n"
    "  --speed N         frames a second where there is nothing to read (2)\n"
    "  --at FROM..TO     from this step to that one: steps, shares such as 50%,\n"
    "                    chapters, what searches find (/mmap), or end (0..end); of\n"
    "                    one step alone, from there on\n"
    EVERY_USAGE
    "  --size COLSxROWS  the size of the terminal (100x30)\n"
    THEME_USAGE
    "  --colors N        0, 8, 16 or 256 colours (256)\n"
    "  --ascii           ASCII characters only; otherwise UTF-8, in any locale\n"
    STEP_USAGE
    HEAP_USAGE
    LAST_USAGE
    "\n"
    "A recording of more than 10,000 frames is refused: --every leaves steps out.\n"
    "\n"
    "Exit status: 0; 2 when something could not be read, run or written.\n";

/* How long the present step is shown. */
static uint64_t milliseconds(const struct view *view, const struct options *options)
{
    uint64_t time = 1000u / (options->speed > 0 ? options->speed : SPEED);
    bool stop = notes_stop(view, timeline_step(view->timeline)), says = false;
    const char *text;
    size_t at = 0;

    while ((text = caption_next(view, &at)) != NULL) {
        time += (uint64_t)text_width(text) * READ_COLUMN;
        says = true;
    }
    return time + (says ? NOTICE : 0) + (stop ? NOTICE : 0);
}

/* The present step as the next frame. false: no memory, and a message was printed, or
 * writing failed, which the output will say. */
static bool show_step(struct cast *cast, struct app *app, const struct options *options,
                      struct frame *frame)
{
    const struct view *view = app_view(app);
    const char *chapter = notes_chapter(view, timeline_step(view->timeline));

    app_draw(app, frame);
    if (!cast_show(cast, frame)) {
        if (!ferror(cast->out))
            complain("out of memory");
        return false;
    }
    if (chapter != NULL)
        cast_mark(cast, chapter);
    cast_wait(cast, milliseconds(view, options));
    return true;
}

/* false: it is said why, or will be by the output; or a signal wants an end. */
static bool play(struct cast *cast, struct app *app, const struct steps *steps, uint32_t count,
                 const struct options *options, const struct output *output)
{
    struct frame frame = {0};
    struct progress progress = progress_start("drawing", count, false);
    uint32_t step = steps->first, done = 0;
    bool good = frame_resize(&frame, cast->shown.cols, cast->shown.rows), more = good;

    if (!good)
        complain("out of memory");
    while (good && more) {
        good = show_step(cast, app, options, &frame) && !output_should_end(output);
        progress_show(&progress, ++done);
        more = steps_next(steps, app_view(app), &step);
        good = good && (!more || show_go(app, step));
    }
    progress_end(&progress, done);
    frame_close(&frame);
    return good && cast_end(cast);
}

static bool write_cast(struct app *app, const struct source *source, const struct steps *steps,
                       uint32_t count, const struct options *options, int cols, int rows)
{
    struct output output;
    struct cast cast;
    bool good;

    if (!output_open(&output, options->output))
        return false;
    good = cast_open(&cast, cols, rows, source->title, app_view(app)->theme,
                     picture_depth(options), picture_glyphs(options, PICTURE_ANSI),
                     output.stream);
    if (good) {
        good = play(&cast, app, steps, count, options, &output);
        cast_close(&cast);
    } else {
        complain("out of memory");
    }
    return output_close(&output, good);
}

static int cast(struct source *source, const struct options *options)
{
    struct steps_ends ends = steps_ends(options, source->ops, true);
    int cols = picture_cols(options), rows = picture_rows(options);
    struct app *app = show_picture(source, options, ends.from, cols, rows,
                                   picture_glyphs(options, PICTURE_ANSI));
    struct steps steps;
    uint32_t count;
    bool good;

    if (app == NULL)
        return STATUS_BAD;
    good = steps_find(&steps, app, ends.to, options->every > 0 ? options->every : 1);
    good = good && steps_allow(&steps, app_view(app), FRAMES_MOST, &count) &&
           write_cast(app, source, &steps, count, options, cols, rows);
    app_close(app);
    return good ? STATUS_OK : STATUS_BAD;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        HEAP_OPTIONS,
        LOOK_OPTIONS,
        SIZE_OPTION,
        STEP_OPTIONS,
        {"every", required_argument, NULL, OPTION_EVERY},
        {"speed", required_argument, NULL, OPTION_SPEED},
        {"output", required_argument, NULL, OPTION_OUTPUT},
        LAST_OPTIONS
    };

    return with_source(&verb_cast, table, argc, argv, cast);
}

const struct verb verb_cast = {"cast", "record a workload as an asciicast", usage, run};
