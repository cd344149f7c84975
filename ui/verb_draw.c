/* verb_draw.c: `mems draw`: printed statistics, ours or anybody's, as pictures. */
#include "intake.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "phrase.h"
#include "picture.h"
#include "printed.h"
#include "show.h"
#include "sketch.h"
#include "verb.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BARS_MOST 40  /* rows of bars, where no size is given */
#define PAGE_USUAL 4096

static const char usage[] =
    "Usage: mems draw [FILE] [OPTION]...\n"
    "Draw what a mems_print_stats printed, this library's or any student's: every print\n"
    "that is found in FILE, or in standard input, as in ./a.out | mems draw. P or\n"
    "PROCESS, H or HOLE, any arrows, blanks and colours are read; other text is passed\n"
    "over. What cannot be so, segments that do not tile their node for one, is said.\n"
    "\n"
    "  --at N            only the Nth print; end is the last one\n"
    "  --to FORM         text, ansi or svg, which holds one print; otherwise what the\n"
    "                    ending of the output's name says, or text, in colour on a\n"
    "                    terminal\n"
    "  -o, --output FILE the file to write; - is standard output\n"
    "  --size CxR        columns and rows of a picture\n"
    THEME_USAGE
    COLORS_USAGE
    LAST_USAGE
    "\n"
    "Exit status: 0; 1 when a print cannot be so; 2 when there is none, or it could not\n"
    "be read.\n";

/* ---- Reading ---- */

/* A stream that waits for its bytes. */
struct patient {
    struct stream stream;
    struct intake intake;
};

static ptrdiff_t read_patiently(struct stream *stream, void *bytes, size_t size)
{
    struct patient *patient = (struct patient *)stream;
    struct stream *inner = &patient->intake.stream;
    ptrdiff_t got;

    while ((got = inner->read(inner, bytes, size)) == STREAM_WAIT)
        intake_wait(&patient->intake, -1);
    memcpy(stream->what, inner->what, sizeof stream->what);
    return got;
}

/* ---- Drawing ---- */

struct drawing {
    const struct options *options;
    enum picture form;
    const char *path;
    FILE *out;
    int cols;
    uint64_t count;    /* prints that were found */
    uint64_t drawn;
    bool fault;        /* one of those drawn cannot be so */
};

static void paint_title(struct frame *frame, const struct drawing *drawing,
                        const struct printed *printed)
{
    char text[PHRASE_SIZE];

    snprintf(text, sizeof text, " %s \u00B7 print %" PRIu64 ", line %" PRIu64, drawing->path,
             drawing->count, printed->line);
    frame_fill(frame, 0, 0, frame->cols, ' ', ROLE_TITLE, ROLE_TITLE);
    frame_text(frame, 0, 0, frame->cols, ROLE_TITLE, ROLE_TITLE, text);
}

static bool draw_one(struct drawing *drawing, const struct printed *printed)
{
    char words[PHRASE_SIZE], why[PHRASE_SIZE];
    bool fault = printed_fault(printed, why, sizeof why);
    int most = drawing->options->rows > 0 ? drawing->options->rows - 3 - fault : BARS_MOST;
    uint64_t page = printed_page(printed);
    struct sketch sketch = {.printed = printed};
    struct frame frame = {0};
    int rows, at;
    bool good;

    most = most < 1 ? 1 : most;
    sketch.row_bytes = sketch_row_bytes(printed, page > 0 ? page : PAGE_USUAL, drawing->cols, most);
    rows = sketch_rows(&sketch, most);
    if (!frame_resize(&frame, drawing->cols, drawing->options->rows > 0 ? drawing->options->rows
                                                                        : rows + 3 + fault)) {
        complain("out of memory");
        return false;
    }
    paint_title(&frame, drawing, printed);
    paint_sketch(&frame, (struct rect){0, 1, frame.cols, rows}, &sketch);
    at = 1 + rows;
    paint_sketch_legend(&frame, (struct rect){0, at++, frame.cols, 1}, &sketch);
    sketch_words(printed, words, sizeof words);
    frame_text(&frame, 1, at++, frame.cols - 1, ROLE_STORY, ROLE_PLAIN, words);
    if (fault)
        frame_text(&frame, 1, at, frame.cols - 1, ROLE_ERROR, ROLE_PLAIN, why);
    if (drawing->drawn > 0)
        fputc('\n', drawing->out);
    good = picture_write(&frame, drawing->options, drawing->options->theme, drawing->form,
                         drawing->out);
    drawing->drawn++;
    drawing->fault |= fault;
    frame_close(&frame);
    return good && fflush(drawing->out) == 0;
}

/* ---- Which prints ---- */

/* Draws all, the Nth, or, with `last`, only the last one. false: it failed, and
 * unless writing did, a message was printed. */
static bool draw_all(struct drawing *drawing, struct printed_reader *reader,
                     const struct stream *from, uint64_t wanted, bool last)
{
    struct printed prints[2] = {0};
    enum printed_result result;
    int now = 0;
    bool good = true;

    while (good && (result = printed_next(reader, &prints[now])) == PRINTED_ONE) {
        drawing->count++;
        if (!last && (wanted == 0 || wanted == drawing->count))
            good = draw_one(drawing, &prints[now]);
        now = 1 - now;
        if (wanted != 0 && wanted == drawing->count)
            break;
    }
    if (good && result == PRINTED_NO_MEMORY)
        complain("out of memory");
    else if (good && result == PRINTED_FAILED)
        complain("%s %s", drawing->path, from->what);
    good = good && (result == PRINTED_ONE || result == PRINTED_END);
    if (good && last && drawing->count > 0)
        good = draw_one(drawing, &prints[1 - now]);
    printed_close(&prints[0]);
    printed_close(&prints[1]);
    if (good && drawing->drawn == 0 && drawing->count == 0)
        complain("%s: no statistics found; expected lines such as MAIN[1000:5095]-> "
                 "P[1000:1999] <-> H[2000:5095] <-> NULL", drawing->path);
    else if (good && drawing->drawn == 0)
        complain("%s: there are %" PRIu64 " prints, not %" PRIu64, drawing->path, drawing->count,
                 wanted);
    return good && drawing->drawn > 0;
}

/* ---- The verb ---- */

/* On a terminal in colour, with what it shows. */
static bool settle_form(struct options *options, enum picture *form)
{
    const char *term = getenv("TERM");
    bool terminal = options->output == NULL && isatty(STDOUT_FILENO) && term != NULL &&
                    strcmp(term, "dumb") != 0;

    *form = picture_form(options);
    if (*form == PICTURE_HTML) {
        complain("draw: expected --to text, ansi or svg, not html");
        return false;
    }
    if (options->output == NULL)
        options->ascii = show_glyphs(options) == GLYPHS_ASCII;
    if (!terminal || options->to != PICTURE_UNSET)
        return *form != PICTURE_UNSET;
    *form = PICTURE_ANSI;
    if (!options->depth_set && getenv("NO_COLOR") != NULL && getenv("NO_COLOR")[0] != '\0')
        options->depth = DEPTH_NONE;
    else if (!options->depth_set)
        options->depth = DEPTH_256;
    options->depth_set = true;
    return true;
}

static int draw(struct options *options, const char *path)
{
    struct drawing drawing = {.options = options};
    struct patient patient = {.stream = {.read = read_patiently}};
    struct printed_reader *reader = NULL;
    struct output output;
    uint64_t wanted = 0;
    bool last, good;
    char why[256];
    int rows;

    if (!settle_form(options, &drawing.form))
        return STATUS_BAD;
    last = options->at != NULL ? strcmp(options->at, "end") == 0 : drawing.form == PICTURE_SVG;
    if (options->at != NULL && !last && !number_read(options->at, 1, UINT64_MAX, &wanted)) {
        complain("draw: --at '%s': expected the number of a print, or end", options->at);
        return STATUS_BAD;
    }
    drawing.cols = picture_cols(options);
    if (isatty(STDOUT_FILENO) && options->output == NULL && options->cols == 0)
        show_size(options, stdout, &drawing.cols, &rows);
    drawing.path = strcmp(path, "-") == 0 ? "standard input" : path;
    if (!intake_open(&patient.intake, strcmp(path, "-") == 0 ? NULL : path, why, sizeof why)) {
        complain("%s", why);
        return STATUS_BAD;
    }
    reader = printed_open(&patient.stream);
    good = reader != NULL && output_open(&output, options->output);
    if (reader == NULL)
        complain("out of memory");
    if (good) {
        drawing.out = output.stream;
        good = draw_all(&drawing, reader, &patient.stream, wanted, last);
        good = output_close(&output, good);
    }
    printed_finish(reader);
    intake_close(&patient.intake);
    return !good ? STATUS_BAD : drawing.fault ? STATUS_EXPECTATION : STATUS_OK;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        {"at", required_argument, NULL, OPTION_AT},
        {"to", required_argument, NULL, OPTION_TO},
        {"output", required_argument, NULL, OPTION_OUTPUT},
        LOOK_OPTIONS,
        SIZE_OPTION,
        LAST_OPTIONS
    };
    struct options options;
    int first;
    enum options_result result = options_read_many(&options, &verb_draw, table, argc, argv, &first);

    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    if (argc - first > 1) {
        complain("draw: one file at a time, and '%s' is a second; see 'mems help draw'",
                 argv[first + 1]);
        return STATUS_BAD;
    }
    return draw(&options, first < argc ? argv[first] : "-");
}

const struct verb verb_draw = {"draw", "draw what a mems_print_stats printed", usage, run};
