/* verb_present.c: `mems present`: a lesson before an audience, with a clicker; notes
 * that run elsewhere are told of each step. */
#include "clock.h"
#include "digest.h"
#include "message.h"
#include "podium.h"
#include "relay.h"
#include "verb.h"
#include "with_source.h"

static const char usage[] =
    "Usage: mems present FILE [OPTION]...\n"
    "Show a lesson to an audience: one picture, one caption, no panels. FILE is a\n"
    "workload, '-' for standard input, or the name of a lesson.\n"
    "\n"
    "  PageDown Right Space Enter  the next caption, question, answer or chapter\n"
    "  PageUp Left                 the one before\n"
    "  Down Up                     a single operation forward or back\n"
    "  . b                         a blank screen, until any key\n"
    "  3 Enter                     to chapter 3; c lists the chapters\n"
    "  Home End ? q                the start, the end, help, leave\n"
    "\n"
    "'mems notes FILE' in another terminal follows, with notes, what comes next and\n"
    "the time.\n"
    "\n"
    PODIUM_USAGE;

struct stage {
    struct relay relay;
    uint64_t file;
    int64_t begun;
};

static unsigned tell(void *user, struct app *app)
{
    struct stage *stage = user;
    const struct view *view = app_view(app);
    struct standing standing = {.file = stage->file, .step = timeline_step(view->timeline),
                                .seconds = (uint32_t)((clock_ms() - stage->begun) / 1000),
                                .blank = view->present.blank};

    relay_tell(&stage->relay, &standing);
    return APP_NOTHING;
}

static int present(struct source *source, const struct options *options)
{
    struct stage stage = {.file = ops_digest(source->ops), .begun = clock_ms()};
    struct podium podium = {PRESENT_SLIDE, tell, &stage};
    char why[256];
    int status;

    if (!relay_open(&stage.relay, relay_name(source->path), why, sizeof why))
        complain("present: notes cannot follow: %s", why);
    status = podium_show(source, options, &podium);
    relay_close(&stage.relay);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {PODIUM_OPTIONS};

    return with_source(&verb_present, table, argc, argv, present);
}

const struct verb verb_present = {"present", "show a lesson to an audience", usage, run};
