/* verb_view.c: `mems view`: a workload on the screen. */
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
    "  --at STEP         begin at a step, a share such as 50%, a chapter, or end\n"
    "  --view VIEW       bars or chain\n"
    "  --select WHAT     select the segment at this address, or of this block\n"
    "  --physical        physical addresses beside the virtual ones\n"
    "  --hex             addresses in hexadecimal\n"
    "  --zoom N          0: one page a row; below 0 nearer, above 0 farther; whole\n"
    "  --theme THEME     dark, light, safe-dark or safe-light\n"
    "  --colors N        0, 8, 16 or 256 colours, whatever the terminal says\n"
    "  --ascii           ASCII characters only\n"
    "  --size COLSxROWS  the size of the frame where there is no screen\n"
    "  --policy POLICY   first, next, best or worst, whatever the file says\n"
    "  --page-size N     bytes in a page\n"
    "  --align N         round blocks up to a multiple of N, a power of two\n"
    "  --no-join         do not join HOLEs that lie side by side\n"
    "  --help            this text\n"
    "\n"
    "Press ? on the screen for its keys.\n";

static int view_text(const struct source *source, const struct options *options)
{
    struct app *app;
    int cols, rows;
    bool good;

    show_size(options, stdout, &cols, &rows);
    app = show_open(source, options, options->at != NULL ? options->at : "end", cols, rows, false);
    if (app == NULL)
        return STATUS_BAD;
    good = show_text(app, options, cols, rows, stdout);
    app_close(app);
    return good ? STATUS_OK : STATUS_BAD;
}

static int view_screen(const struct source *source, const struct options *options, FILE *keys)
{
    struct session session;
    struct app *app;
    const char *why;
    int cols, rows, status = STATUS_OK;

    show_size(options, stdout, &cols, &rows);
    app = show_open(source, options, options->at != NULL ? options->at : "0", cols, rows, true);
    if (app == NULL)
        return STATUS_BAD;
    if (!session_open(&session, options, keys, &why)) {
        status = show_lines(app, options, keys, stdout, why);
    } else {
        enum session_end end = session_show(&session, app);

        status = session_status(&session, end);
        session_close(&session);
    }
    app_close(app);
    return status;
}

static int view(struct source *source, const struct options *options)
{
    FILE *keys = isatty(STDOUT_FILENO) ? show_keys() : NULL;
    int status = keys != NULL ? view_screen(source, options, keys) : view_text(source, options);

    if (keys != NULL && keys != stdin)
        fclose(keys);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        HEAP_OPTIONS,
        LOOK_OPTIONS,
        STEP_OPTIONS,
        LAST_OPTIONS
    };

    return with_source(&verb_view, table, argc, argv, view);
}

const struct verb verb_view = {"view", "show a workload on the screen (the default)", usage, run};
