/* verb_view.c: `mems view`: a workload on the screen. */
#include "verb_view.h"

#include "message.h"
#include "session.h"
#include "show.h"
#include "verb.h"
#include "with_source.h"

#include <unistd.h>

static const char usage[] =
    "Usage: mems [view] FILE [OPTION]...\n"
    "Show a workload on the screen, one operation at a time. FILE is a workload,\n"
    "'-' for standard input (keys still come from the terminal), or the name of a\n"
    "lesson. Where standard output is no terminal, the last frame is printed.\n"
    "\n"
    "  --at STEP         begin at a step, a share such as 50%, a chapter, what a\n"
    "                    search finds (/mmap, /fail, '/peak holes'), or end\n"
    STEP_USAGE
    THEME_USAGE
    COLORS_USAGE
    "  --size COLSxROWS  the size of the frame where there is no screen\n"
    VERIFY_USAGE
    HEAP_USAGE
    LAST_USAGE
    "\n"
    "Press ? on the screen for its keys.\n";

static int view_text(struct source *source, const struct options *options)
{
    struct app *app;
    int cols, rows, status;
    bool good;

    show_size(options, stdout, &cols, &rows);
    app = show_picture(source, options, options->at != NULL ? options->at : "end", cols, rows,
                       show_glyphs(options));
    if (app == NULL)
        return STATUS_BAD;
    good = show_text(app, options, cols, rows, stdout);
    status = show_verdict(app, source, good ? STATUS_OK : STATUS_BAD);
    app_close(app);
    return status;
}

static bool read_all(struct source *source)
{
    if (source_finish(source, false))
        return true;
    source_complain(source, "nothing was run");
    return false;
}

/* Where a screen cannot be driven: `why`. */
static int view_lines(struct source *source, const struct options *options, FILE *keys,
                      const char *why)
{
    struct app *app = NULL;
    int cols, rows, status = STATUS_BAD;

    show_size(options, stdout, &cols, &rows);
    if (read_all(source))
        app = show_open(source, options, options->at != NULL ? options->at : "0", cols, rows);
    if (app != NULL)
        status = show_verdict(app, source, show_lines(app, options, keys, stdout, why));
    app_close(app);
    return status;
}

/* A lesson that was opened by its name is remembered, quietly where that is not possible. */
static void remember(const struct source *source, const struct witness *witness)
{
    struct seen seen;

    if (source->lesson == NULL || !seen_open(&seen))
        return;
    witness_keep(witness, &seen, source->lesson, extent_of_file(source->path));
    seen_close(&seen);
}

/* On the screen, where what is left is read and run. */
static int view_screen(struct source *source, struct app *app, struct session *session)
{
    struct witness witness = {0};
    int status;

    session->witness = &witness;
    status = session_status(session, session_show(session, app));
    session_close(session);
    remember(source, &witness);
    status = show_verdict(app, source, status);
    if (workload_state(source->workload) != WORKLOAD_PROBLEMS)
        return status;
    source_complain(source, "what comes before was shown");
    return status != STATUS_OK ? status : STATUS_BAD;
}

/* Whether all has to be known first: to be somewhere else than at the start, or
 * since what types the workload will have to press keys then. */
static bool wants_all(const struct source *source, const struct options *options)
{
    return options->at != NULL || options->select != NULL || options->command_count > 0 ||
           isatty(source->intake.file);
}

/* The app, or NULL after a message. */
static struct app *open_app(struct source *source, const struct options *options)
{
    bool all = wants_all(source, options);
    const char *at = options->at != NULL ? options->at : "0";
    enum mems_error error = MEMS_OK;
    struct app *app;
    int cols, rows;

    if (all ? !source_finish(source, false)
            : source_go_on(source, SHOW_AT_ONCE) == WORKLOAD_PROBLEMS) {
        source_complain(source, "nothing was run");
        return NULL;
    }
    show_size(options, stdout, &cols, &rows);
    app = all ? show_open(source, options, at, cols, rows)
              : show_begin(source, options, cols, rows, &error);
    if (error != MEMS_OK)
        complain("%s: %s", source->path, mems_error_text(error));
    return app;
}

static int view_keys(struct source *source, const struct options *options, FILE *keys)
{
    struct session session;
    struct app *app = open_app(source, options);
    const char *why;
    bool screen;
    int status;

    if (app == NULL)
        return STATUS_BAD;
    screen = session_open(&session, options, keys, &why);
    status = screen ? view_screen(source, app, &session) : STATUS_OK;
    app_close(app);
    return screen ? status : view_lines(source, options, keys, why);
}

int view_source(struct source *source, const struct options *options)
{
    FILE *keys = isatty(STDOUT_FILENO) ? show_keys() : NULL;
    int status = STATUS_BAD;

    if (keys != NULL)
        status = view_keys(source, options, keys);
    else if (read_all(source))
        status = view_text(source, options);
    if (keys != NULL && keys != stdin)
        fclose(keys);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        HEAP_OPTIONS,
        LOOK_OPTIONS,
        SIZE_OPTION,
        STEP_OPTIONS,
        VERIFY_OPTION,
        LAST_OPTIONS
    };

    return with_source_begun(&verb_view, table, argc, argv, view_source);
}

const struct verb verb_view = {"view", "show a workload on the screen (the default)", usage, run};
