/* verb_render.c: `mems render`: the very frame that the screen would show, but for
 * its keys, into a file; or the frames of many steps. */
#include "handout.h"
#include "message.h"
#include "output.h"
#include "picture.h"
#include "show.h"
#include "verb.h"
#include "with_source.h"

static const char usage[] =
    "Usage: mems render FILE [OPTION]...\n"
    "Draw the screen at one step of a workload, or at many, and write it as text, a\n"
    "picture, or a page of HTML.\n"
    "FILE is a workload, '-' for standard input, or the name of a lesson.\n"
    "\n"
    "  --at STEP         a step, a share such as 50%, a chapter, what a search finds\n"
    "                    (/mmap, /fail, '/peak holes'), or end (end); FROM..TO draws\n"
    "                    all from one to the other\n"
    EVERY_USAGE
    "  --size COLSxROWS  the size of the screen (100x30)\n"
    "  --to FORM         text, ansi (text with colours), svg or html; by default what\n"
    "                    the ending of OUT says (.svg, .html), or else text\n"
    "  -o, --output OUT  write to this file; it is there whole or not at all; a %d in\n"
    "                    its name is the step, and every step has a file of its own\n"
    THEME_USAGE
    "  --colors N        for ansi: 0, 8, 16 or 256 colours (256)\n"
    "  --ascii           ASCII characters only; otherwise UTF-8, in any locale\n"
    STEP_USAGE
    VERIFY_USAGE
    HEAP_USAGE
    LAST_USAGE
    "\n"
    "A page of HTML is a handout of the whole lesson, every step of it up to 100, and\n"
    "of what is longer the stops and chapters; it needs nothing from elsewhere. Several\n"
    "steps as text end with a legend. At most 1,000 are drawn.\n"
    "\n"
    "Exit status: 0; 1 when --verify found something false; 2 when something could\n"
    "not be read, run or written.\n";

static bool write_frame(const struct frame *frame, const struct options *options,
                        enum theme theme, enum picture form)
{
    struct output output;

    return output_open(&output, options->output) &&
           output_close(&output, picture_write(frame, options, theme, form, output.stream));
}

static int render(struct source *source, const struct options *options)
{
    struct frame frame = {0};
    int cols = picture_cols(options), rows = picture_rows(options);
    enum picture form = picture_form(options);
    struct app *app;
    bool good = false;
    int status;

    if (form == PICTURE_UNSET)
        return STATUS_BAD;
    if (handout_wanted(options, source->ops, form))
        return handout_write(source, options, form);
    app = show_picture(source, options, options->at != NULL ? options->at : "end", cols, rows,
                       picture_glyphs(options, form));
    if (app == NULL)
        return STATUS_BAD;
    if (frame_resize(&frame, cols, rows)) {
        app_draw(app, &frame);
        good = write_frame(&frame, options, app_view(app)->theme, form);
    } else {
        complain("out of memory");
    }
    frame_close(&frame);
    status = show_verdict(app, source, good ? STATUS_OK : STATUS_BAD);
    app_close(app);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        HEAP_OPTIONS,
        LOOK_OPTIONS,
        SIZE_OPTION,
        STEP_OPTIONS,
        {"every", required_argument, NULL, OPTION_EVERY},
        VERIFY_OPTION,
        {"to", required_argument, NULL, OPTION_TO},
        {"output", required_argument, NULL, OPTION_OUTPUT},
        LAST_OPTIONS
    };

    return with_source(&verb_render, table, argc, argv, render);
}

const struct verb verb_render = {"render", "draw one step, or a handout of many", usage, run};
