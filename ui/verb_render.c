/* verb_render.c: `mems render`: the very frame that the screen would show,
 * into a file. */
#include "back.h"
#include "message.h"
#include "output.h"
#include "show.h"
#include "verb.h"
#include "with_source.h"

#include <string.h>
#include <strings.h>

static const char usage[] =
    "Usage: mems render FILE [OPTION]...\n"
    "Draw the screen at one step of a workload, and write it as text or a picture.\n"
    "FILE is a workload, '-' for standard input, or the name of a lesson.\n"
    "\n"
    "  --at STEP         a step, a share such as 50%, a chapter, what a search finds\n"
    "                    (/mmap, /fail, '/peak holes'), or end (end)\n"
    "  --size COLSxROWS  the size of the screen (100x30)\n"
    "  --to FORM         text, ansi (text with colours) or svg; by default what\n"
    "                    the ending of OUT says (.svg, .ansi), or else text\n"
    "  -o, --output OUT  write to this file; it is there whole or not at all\n"
    THEME_USAGE
    "  --colors N        for ansi: 0, 8, 16 or 256 colours (256)\n"
    "  --ascii           ASCII characters only; otherwise UTF-8, in any locale\n"
    STEP_USAGE
    VERIFY_USAGE
    HEAP_USAGE
    LAST_USAGE
    "\n"
    "Exit status: 0; 1 when --verify found something false; 2 when something could\n"
    "not be read, run or written.\n";

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);

    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

/* What to write; PICTURE_UNSET when the ending of the output means nothing. */
static enum picture picture_for(const struct options *options)
{
    static const struct { const char *ending; enum picture picture; } endings[] = {
        {".svg", PICTURE_SVG},   {".ansi", PICTURE_ANSI}, {".ans", PICTURE_ANSI},
        {".txt", PICTURE_TEXT},  {".text", PICTURE_TEXT},
    };
    const char *slash, *dot, *name = options->output;

    if (options->to != PICTURE_UNSET || name == NULL)
        return options->to != PICTURE_UNSET ? options->to : PICTURE_TEXT;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(name, endings[i].ending))
            return endings[i].picture;
    slash = strrchr(name, '/');
    name = slash != NULL ? slash + 1 : name;
    dot = strrchr(name, '.');
    return dot == NULL || dot == name || dot[1] == '\0' ? PICTURE_TEXT : PICTURE_UNSET;
}

static bool write_picture(const struct frame *frame, const struct options *options)
{
    enum glyphs glyphs = options->ascii ? GLYPHS_ASCII : GLYPHS_UTF8;
    enum depth depth = options->depth_set ? options->depth : DEPTH_256;
    struct output output;
    bool good = false;

    if (!output_open(&output, options->output))
        return false;
    switch (picture_for(options)) {
    case PICTURE_UNSET:
    case PICTURE_TEXT:
        good = text_write(frame, glyphs, output.stream);
        break;
    case PICTURE_ANSI:
        good = ansi_write(frame, options->theme, depth, glyphs, output.stream);
        break;
    case PICTURE_SVG:
        good = svg_write(frame, options->theme, output.stream);
        break;
    }
    return output_close(&output, good);
}

static int render(struct source *source, const struct options *options)
{
    struct frame frame = {0};
    int cols = options->cols > 0 ? options->cols : 100;
    int rows = options->rows > 0 ? options->rows : 30;
    struct app *app;
    bool good = false;
    int status;

    if (picture_for(options) == PICTURE_UNSET) {
        complain("-o %s: its ending is none of .txt, .ansi and .svg; say --to text, ansi or svg",
                 options->output);
        return STATUS_BAD;
    }
    app = show_picture(source, options, options->at != NULL ? options->at : "end", cols, rows);
    if (app == NULL)
        return STATUS_BAD;
    if (frame_resize(&frame, cols, rows)) {
        app_draw(app, &frame);
        good = write_picture(&frame, options);
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
        STEP_OPTIONS,
        VERIFY_OPTION,
        {"to", required_argument, NULL, OPTION_TO},
        {"output", required_argument, NULL, OPTION_OUTPUT},
        LAST_OPTIONS
    };

    return with_source(&verb_render, table, argc, argv, render);
}

const struct verb verb_render = {"render", "write one frame as text, ANSI or SVG", usage, run};
