/* podium.c: all of the workload is run first, so that no step waits before an audience. */
#include "podium.h"

#include "message.h"
#include "show.h"

#include <unistd.h>

static int by_screen(struct app *app, const struct options *options, const struct podium *podium,
                     FILE *keys)
{
    struct session session;
    const char *why;
    int status;

    if (!session_open(&session, options, keys, &why))
        return show_lines(app, options, keys, stdout, why);
    session.turn = podium->turn;
    session.user = podium->user;
    status = session_status(&session, session_show(&session, app));
    session_close(&session);
    return status;
}

int podium_show(const struct source *source, const struct options *options,
                const struct podium *podium)
{
    FILE *keys = isatty(STDOUT_FILENO) ? show_keys() : NULL;
    struct app *app;
    int cols, rows, status = STATUS_BAD;

    show_size(options, stdout, &cols, &rows);
    app = show_open(source, options, options->at != NULL ? options->at : "0", cols, rows);
    if (app != NULL) {
        app_present(app, podium->face);
        podium->turn(podium->user, app);
        if (keys != NULL)
            status = by_screen(app, options, podium, keys);
        else if (show_text(app, options, cols, rows, stdout))
            status = STATUS_OK;
    }
    app_close(app);
    if (keys != NULL && keys != stdin)
        fclose(keys);
    return status;
}
