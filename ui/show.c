/* show.c: opens the app for a workload and shows it without a screen: as text
 * once, or again and again in line mode. */
#include "show.h"

#include "back.h"
#include "clock.h"
#include "interrupt.h"
#include "keep.h"
#include "message.h"
#include "plain.h"
#include "progress.h"
#include "seek.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LEARN 512 /* operations between two looks at the clock */

/* ---- Opening ---- */

/* Runs the workload once, so that all of it is known. false: a message was printed. */
static bool learn(struct app *app, const struct source *source)
{
    uint32_t end = timeline_end(app_view(app)->timeline), known = 0, before;
    struct progress progress = progress_start("running", end, false);

    interrupt_begin();
    do {
        before = known;
        known = app_learn(app, LEARN);
        progress_show(&progress, known);
    } while (known < end && known > before && !interrupted());
    progress_end(&progress, known);
    if (interrupted()) {
        complain("%s: stopped after operation %u of %u", source->path, (unsigned)known,
                 (unsigned)end);
        interrupt_die();
    }
    interrupt_end();
    if (app_lie(app) != NULL) /* what is known is shown */
        return true;
    if (known < end)
        complain("%s: out of memory after operation %u of %u", source->path, (unsigned)known,
                 (unsigned)end);
    return known == end;
}

/* Gives a command that can only fail for what the person chose. */
static bool command(struct app *app, const char *option, const char *word, const char *value)
{
    char line[COMMAND_SIZE];

    if ((size_t)snprintf(line, sizeof line, "%s%s%s", word, *word != '\0' ? " " : "", value) >=
        sizeof line) {
        complain("--%s: the value is too long", option);
        return false;
    }
    app_command(app, line);
    if (app_view(app)->command.error[0] != '\0') {
        complain("--%s '%s': %s", option, value, app_view(app)->command.error);
        return false;
    }
    return true;
}

/* Goes on with what a command began, to its end. */
static void settle(struct app *app)
{
    struct progress progress = progress_start("working", 1000, false);
    int done;

    interrupt_begin();
    while ((done = app_busy(app)) >= 0 && !interrupted()) {
        app_tick(app, 0);
        app_work(app);
        progress_show(&progress, (uint64_t)done);
    }
    progress_end(&progress, 1000);
    if (interrupted())
        interrupt_die();
    interrupt_end();
}

/* As typed at '/' on the empty heap; found or not, it ends. */
static bool search(struct app *app, const char *at)
{
    const struct view *view = app_view(app);

    if (strlen(at) >= COMMAND_SIZE) {
        complain("--at: the value is too long");
        return false;
    }
    app_command(app, at);
    settle(app);
    if (view->command.error[0] != '\0')
        complain("--at '%s': %s", at, view->command.error);
    else if (view->message_is_error)
        complain("--at '%s': %s", at, view->message);
    return view->command.error[0] == '\0' && !view->message_is_error;
}

bool show_go(struct app *app, uint32_t step)
{
    char digits[16];

    snprintf(digits, sizeof digits, "%u", (unsigned)step);
    if (!command(app, "at", "goto", digits))
        return false;
    settle(app);
    if (app_view(app)->message_is_error)
        complain("step %s: %s", digits, app_view(app)->message);
    return !app_view(app)->message_is_error;
}

bool show_to(struct app *app, const char *at)
{
    char why[512];
    uint32_t step;

    if (*at == '/')
        return search(app, at);
    if (!seek_find(app_view(app)->timeline, at, &step, why, sizeof why)) {
        complain("--at '%s': %s", at, why);
        return false;
    }
    return show_go(app, step);
}

/* The commands of --do, each to its end. */
static bool do_commands(struct app *app, const struct options *options)
{
    for (int i = 0; i < options->command_count; i++) {
        if (!command(app, "do", "", options->commands[i]))
            return false;
        settle(app);
        if (app_view(app)->message_is_error) {
            complain("--do '%s': %s", options->commands[i], app_view(app)->message);
            return false;
        }
    }
    return true;
}

/* Everything that options say about the view. */
static bool arrange(struct app *app, const struct options *options, const char *at)
{
    if (!show_to(app, at))
        return false;
    if (options->chain)
        app_do(app, ACTION_VIEW);
    if (options->hex)
        app_do(app, ACTION_HEX);
    if (options->physical)
        app_do(app, ACTION_PHYSICAL);
    return (options->zoom == NULL || command(app, "zoom", "zoom", options->zoom)) &&
           (options->select == NULL || command(app, "select", "select", options->select)) &&
           do_commands(app, options);
}

/* An app that knows nothing yet. */
static struct app *open_app(const struct source *source, const struct options *options, int cols,
                            int rows, enum mems_error *error)
{
    struct mems_options heap = options_heap(options, ops_options_view(source->ops));
    struct app *app = app_open(source->ops, &heap, source->title, options->theme, error);

    struct app_output output = keep_output();

    if (app != NULL) {
        app_resize(app, cols, rows);
        app_set_output(app, &output);
        app_verify(app, options->verify);
    }
    return app;
}

struct app *show_open(const struct source *source, const struct options *options, const char *at,
                      int cols, int rows)
{
    enum mems_error error;
    struct app *app = open_app(source, options, cols, rows, &error);

    if (app == NULL)
        complain("%s: %s", source->path, mems_error_text(error));
    if (app == NULL || (learn(app, source) &&
                        (app_lie(app) != NULL || arrange(app, options, at))))
        return app;
    app_close(app);
    return NULL;
}

struct app *show_picture(const struct source *source, const struct options *options,
                         const char *at, int cols, int rows, enum glyphs glyphs)
{
    struct app *app = show_open(source, options, at, cols, rows);

    if (app == NULL)
        return NULL;
    app_set_medium(app, &(struct medium){.glyphs = glyphs, .still = true});
    if (!app_view(app)->message_is_error)
        app_hush(app);
    return app;
}

static struct mems_options heap_for(void *user, const struct mems_options *asked)
{
    return options_heap(user, asked);
}

static struct loading loading_of(struct source *source, const struct options *options)
{
    bool read = workload_state(source->workload) == WORKLOAD_READ;

    return (struct loading){.workload = read ? NULL : source->workload,
                            .stream = unpack_stream(source->unpack),
                            .problems = &source->problems, .heap = heap_for,
                            .user = (void *)(uintptr_t)options,
                            .live = !read && unpack_stream(source->unpack)->total == 0};
}

/* Runs what is read already, for a moment; what is left then comes later. */
static void go_on(struct app *app, struct source *source, const struct options *options)
{
    const struct timeline *timeline = app_view(app)->timeline;
    struct loading loading = loading_of(source, options);
    int64_t end = clock_ms() + SHOW_AT_ONCE;
    uint32_t known = 0, before;

    if (loading.workload == NULL) {
        do {
            before = known;
            known = app_learn(app, LEARN);
        } while (known > before && known < timeline_end(timeline) && clock_ms() < end);
        if (known == timeline_end(timeline))
            return;
        app_do(app, ACTION_HOME);
    }
    app_load(app, &loading);
}

struct app *show_begin(struct source *source, const struct options *options, int cols, int rows,
                       enum mems_error *error)
{
    struct app *app = open_app(source, options, cols, rows, error);

    if (app != NULL && !arrange(app, options, "0")) {
        app_close(app);
        return NULL;
    }
    if (app != NULL)
        go_on(app, source, options);
    return app;
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
    return options->ascii ? GLYPHS_ASCII : locale_glyphs();
}

enum glyphs show_glyphs_in(const struct options *options, const struct output *output)
{
    return output->target != NULL ? GLYPHS_UTF8 : show_glyphs(options);
}

FILE *show_keys(void)
{
    return isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "r");
}

/* ---- Text ---- */

bool show_text(struct app *app, const struct options *options, int cols, int rows,
               FILE *out)
{
    struct frame frame = {0};

    if (!frame_resize(&frame, cols, rows)) {
        complain("out of memory");
        return false;
    }
    app_set_medium(app, &(struct medium){.glyphs = show_glyphs(options), .still = true});
    app_draw(app, &frame);
    text_write(&frame, show_glyphs(options), out);
    frame_close(&frame);
    return finish_stream(out, "standard output");
}

int show_verdict(const struct app *app, const struct source *source, int status)
{
    if (app_lie(app) == NULL)
        return status;
    complain("%s: %s", source->path, app_lie(app));
    return status == STATUS_OK ? STATUS_EXPECTATION : status;
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

/* An answer in line mode: nothing goes on, a letter is that key, anything else is as
 * typed at ':'. */
static unsigned answer(struct app *app, const char *line)
{
    if (app_view(app)->command.open)
        return type_line(app, line);
    if (*line == '\0')
        return app_key(app, K_RIGHT); /* a step, or the next slide */
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
    fprintf(out, "%s: line mode. Enter steps; a command or an operation, then Enter; q quits.\n"
                 "mems say tells the same in sentences.\n\n", why);
    if (!frame_resize(&frame, cols, rows > 2 ? rows - 2 : rows)) {
        complain("out of memory");
        return STATUS_BAD;
    }
    app_set_medium(app, &(struct medium){.glyphs = show_glyphs(options), .colourless = true});
    app_resize(app, frame.cols, frame.rows);
    while (good && !(reaction & APP_QUIT)) {
        app_draw(app, &frame);
        good = plain_present(&frame, show_glyphs(options), "Enter steps, ? helps, q quits> ", out);
        if (!plain_read(in, line, sizeof line))
            break;
        reaction = answer(app, line);
        settle(app);
    }
    frame_close(&frame);
    fputc('\n', out);
    return finish_stream(out, "standard output") ? STATUS_OK : STATUS_BAD;
}
