/* show.c: opens the app for a workload and shows it without a screen: as text
 * once, or again and again in line mode. */
#include "show.h"

#include "back.h"
#include "message.h"
#include "plain.h"
#include "progress.h"
#include "seek.h"

#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LEARN 512   /* operations between two looks at the clock */
#define WAIT 15000  /* milliseconds that a person waits for the first frame */

/* ---- Opening ---- */

/* Runs the workload once, so that all of it is known. false: out of memory. */
static bool learn(struct app *app, bool hurry)
{
    uint32_t end = timeline_end(app_view(app)->timeline), known = 0, before;
    struct progress progress = progress_start("running", end, false);
    bool enough;

    do {
        before = known;
        known = app_learn(app, LEARN);
        progress_show(&progress, known);
        enough = known == end || (hurry && progress_age(&progress) > WAIT);
    } while (!enough && known > before);
    progress_end(&progress, known);
    return enough;
}

/* Gives a command that can only fail for what the person chose. */
static bool command(struct app *app, const char *option, const char *word, const char *value)
{
    char line[COMMAND_SIZE];

    if ((size_t)snprintf(line, sizeof line, "%s %s", word, value) >= sizeof line) {
        complain("--%s: the value is too long", option);
        return false;
    }
    app_command(app, line);
    if (app_view(app)->command.error[0] != '\0') {
        complain("--%s: %s", option, app_view(app)->command.error);
        return false;
    }
    return true;
}

static bool go_to(struct app *app, const char *at)
{
    char why[512], digits[16];
    uint32_t step;

    if (!seek_find(app_view(app)->timeline, at, &step, why, sizeof why)) {
        complain("--at '%s': %s", at, why);
        return false;
    }
    snprintf(digits, sizeof digits, "%u", (unsigned)step);
    return command(app, "at", "goto", digits);
}

/* Everything that options say about the view. */
static bool arrange(struct app *app, const struct options *options, const char *at)
{
    if (!go_to(app, at))
        return false;
    if (options->chain)
        app_do(app, ACTION_VIEW);
    if (options->hex)
        app_do(app, ACTION_HEX);
    if (options->physical)
        app_do(app, ACTION_PHYSICAL);
    return (options->zoom == NULL || command(app, "zoom", "zoom", options->zoom)) &&
           (options->select == NULL || command(app, "select", "select", options->select));
}

struct app *show_open(const struct source *source, const struct options *options, const char *at,
                      int cols, int rows, bool hurry)
{
    struct mems_options heap = options_heap(options, ops_options_view(source->ops));
    enum mems_error error;
    struct app *app = app_open(source->ops, &heap, source->title, options->theme, &error);

    if (app == NULL) {
        complain("%s: %s", source->path, mems_error_text(error));
        return NULL;
    }
    app_resize(app, cols, rows);
    if (!learn(app, hurry)) {
        complain("%s: out of memory after operation %u of %u", source->path,
                 (unsigned)timeline_known(app_view(app)->timeline),
                 (unsigned)timeline_end(app_view(app)->timeline));
    } else if (arrange(app, options, at)) {
        return app;
    }
    app_close(app);
    return NULL;
}

/* ---- Sizes and characters ---- */

static int size_from(const char *variable, uint64_t most)
{
    const char *text = getenv(variable);
    uint64_t n;

    return text != NULL && number_read(text, 1, most, &n) ? (int)n : 0;
}

void show_size(const struct options *options, FILE *out, int *cols, int *rows)
{
    struct winsize size = {0};

    if (options->cols > 0) {
        *cols = options->cols;
        *rows = options->rows;
        return;
    }
    *cols = 0;
    *rows = 0;
    if (ioctl(fileno(out), TIOCGWINSZ, &size) == 0) {
        *cols = size.ws_col;
        *rows = size.ws_row;
    }
    if (*cols == 0)
        *cols = size_from("COLUMNS", FRAME_COLS_MAX);
    if (*rows == 0)
        *rows = size_from("LINES", FRAME_ROWS_MAX);
    *cols = *cols == 0 ? 80 : *cols;
    *rows = *rows == 0 ? 24 : *rows;
}

enum glyphs show_glyphs(const struct options *options)
{
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

    return options->ascii || !utf8 ? GLYPHS_ASCII : GLYPHS_UTF8;
}

FILE *show_keys(void)
{
    return isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "r");
}

/* ---- Text ---- */

bool show_text(const struct app *app, const struct options *options, int cols, int rows,
               FILE *out)
{
    struct frame frame = {0};

    if (!frame_resize(&frame, cols, rows)) {
        complain("out of memory");
        return false;
    }
    app_draw(app, &frame);
    text_write(&frame, show_glyphs(options), out);
    frame_close(&frame);
    return finish_stream(out, "standard output");
}

/* ---- Lines ---- */

/* Types a line where the screen has one open. Nothing closes it; after a
 * mistake it is typed anew. */
static unsigned type_line(struct app *app, const char *line)
{
    uint32_t ch;
    int width;

    if (*line == '\0')
        return app_key(app, K_ESCAPE);
    if (app_view(app)->command.error[0] != '\0')
        app_key(app, K_CONTROL('U'));
    while ((ch = text_next(&line, &width)) != 0)
        app_key(app, ch);
    return app_key(app, K_ENTER);
}

/* An answer in line mode: nothing is a step, a letter is that key, anything
 * else is as typed at ':'. */
static unsigned answer(struct app *app, const char *line)
{
    if (app_view(app)->command.open)
        return type_line(app, line);
    if (*line == '\0')
        return app_do(app, ACTION_STEP);
    if (line[1] == '\0')
        return app_key(app, (unsigned char)*line);
    return app_command(app, *line == ':' ? line + 1 : line);
}

int show_lines(struct app *app, const struct options *options, FILE *in, FILE *out,
               const char *why)
{
    struct frame frame = {0};
    char line[COMMAND_SIZE];
    unsigned reaction = APP_NOTHING;
    int cols, rows;
    bool good = true;

    show_size(options, out, &cols, &rows);
    fprintf(out, "%s: line mode. Enter steps; a command or an operation, then Enter; q quits.\n\n",
            why);
    if (!frame_resize(&frame, cols, rows > 2 ? rows - 2 : rows)) {
        complain("out of memory");
        return STATUS_BAD;
    }
    app_resize(app, frame.cols, frame.rows);
    while (good && !(reaction & APP_QUIT)) {
        app_draw(app, &frame);
        good = plain_present(&frame, show_glyphs(options), "Enter steps, ? helps, q quits> ", out);
        if (!plain_read(in, line, sizeof line))
            break;
        reaction = answer(app, line);
    }
    frame_close(&frame);
    fputc('\n', out);
    return finish_stream(out, "standard output") ? STATUS_OK : STATUS_BAD;
}
