/* loading.c: a workload that is read and run while it is shown, in slices
 * between keys. For its slices the timeline goes to the end of what is known;
 * whoever looks or steers calls loading_return first, which brings it back. */
#include "app_state.h"
#include "clock.h"

#include <inttypes.h>
#include <stdio.h>

#define SLICE_MS 20
#define DRAW_MS 150     /* between two frames while nothing is pressed */
#define WAIT_MS 40      /* between two looks for bytes that have not come yet */
#define STEPS_A_LOOK 16 /* between two looks at the clock */

/* ---- Where we stand, and where the slices do ---- */

static void leave(struct app *app)
{
    struct loading_job *job = &app->loading;
    if (job->away)
        return;
    job->home = timeline_step(app->timeline);
    job->away = true;
    timeline_seek(app->timeline, timeline_known(app->timeline));
}

void loading_return(struct app *app)
{
    struct loading_job *job = &app->loading;
    if (!job->away)
        return;
    job->away = false;
    if (!job->follows)
        timeline_seek(app->timeline, job->home);
    app_check_selection(app);
    why_refresh(app);
    comparing_refresh(app);
}

uint32_t app_reach(const struct app *app)
{
    return app->loading.on ? timeline_known(app->timeline) : timeline_end(app->timeline);
}

/* ---- What is said ---- */

static bool all_read(const struct app *app)
{
    return app->loading.state >= WORKLOAD_READ;
}

/* Thousandths of the whole that are known; -1: nobody can say. */
static int share(const struct app *app)
{
    const struct stream *stream = app->loading.source.stream;
    uint64_t end = timeline_end(app->timeline), known = timeline_known(app->timeline);
    double read = 1;
    if (!all_read(app)) {
        if (stream == NULL || stream->total == 0)
            return -1;
        read = stream->taken < stream->total ? (double)stream->taken / (double)stream->total : 1;
    }
    return end == 0 ? 0 : (int)(read * (double)known / (double)end * 1000);
}

/* Steps that there will be, if what is to come is like what came. */
static uint32_t expected(const struct app *app)
{
    const struct stream *stream = app->loading.source.stream;
    double steps = timeline_end(app->timeline);
    if (all_read(app) || stream->taken == 0 || stream->taken >= stream->total)
        return 0;
    steps *= (double)stream->total / (double)stream->taken;
    return steps < OPS_MAX ? (uint32_t)steps : OPS_MAX;
}

/* "34 %", or how much has come. */
static void write_share(const struct app *app, char *out, size_t size)
{
    char number[NUMBER_SIZE];
    int thousandths = share(app);
    uint64_t bytes = thousandths < 0 ? workload_bytes(app->loading.source.workload) : 0;
    if (thousandths >= 0)
        snprintf(out, size, "%d %%", thousandths / 10);
    else
        snprintf(out, size, "%s %s", number_text(number, bytes < 10240 ? bytes : bytes / 1024),
                 bytes < 10240 ? "bytes" : "KiB");
}

static const char *doing(const struct app *app)
{
    if (all_read(app))
        return "running";
    if (app->loading.state == WORKLOAD_WAITING)
        return "waiting for more";
    return app->loading.source.problems->count > 0 ? "unpacking the rest" : "reading";
}

/* The title goes on saying it, with the one count of operations; the message does until
 * something else is said. */
static void say_progress(struct app *app, bool first)
{
    struct loading_job *job = &app->loading;
    char amount[32];
    write_share(app, amount, sizeof amount);
    if (job->state == WORKLOAD_WAITING)
        snprintf(app->view.loading, sizeof app->view.loading, "waiting for more");
    else
        snprintf(app->view.loading, sizeof app->view.loading, "%s %s", doing(app), amount);
    app->view.expected = expected(app);
    if (!first && !job->says)
        return;
    app_say(app, false, "%s: %s%s; Escape stops", doing(app), amount,
            job->follows ? ", following the newest" : "");
    job->says = true;
}

void loading_follow(struct app *app)
{
    app->loading.follows = app->loading.on;
    if (app->loading.on)
        say_progress(app, true);
}

static void end(struct app *app)
{
    loading_return(app);
    app->loading.on = false;
    app->view.loading[0] = '\0';
    app->view.expected = 0;
    numbering_refresh(app);
}

/* Says so, and to who still waits at the start where to go, unless something else has been
 * said since. */
static unsigned end_well(struct app *app)
{
    char known[NUMBER_SIZE];
    end(app);
    if (app->view.message[0] == '\0' || app->loading.says)
        app_say(app, false, "all of it is here: %s operations%s",
                number_text(known, timeline_known(app->timeline)),
                timeline_step(app->timeline) == 0 ? "; End goes to the last, t shows all" : "");
    return APP_DRAW;
}

/* What was read before the problem stays. */
static unsigned end_badly(struct app *app)
{
    const struct problem *problem = &app->loading.source.problems->list[0];
    const struct stream *stream = app->loading.source.stream;
    char known[NUMBER_SIZE];
    end(app);
    number_text(known, timeline_known(app->timeline));
    if (stream != NULL && stream->doubtful) /* what matters first: a screen may be narrow */
        app_say(app, true, "the %s operations here may be false from somewhere on: %s", known,
                problem->what);
    else if (stream != NULL && stream->what[0] != '\0')
        app_say(app, true, "%s; %s operations are here", problem->what, known);
    else
        app_say(app, true, "line %" PRIu64 ": %s; the %s operations before it are here",
                problem->line, problem->what, known);
    return APP_DRAW;
}

static unsigned end_without_memory(struct app *app)
{
    char known[NUMBER_SIZE];
    end(app);
    app_say(app, true, "out of memory after %s operations; they are here",
            number_text(known, timeline_known(app->timeline)));
    return APP_DRAW;
}

bool loading_stop(struct app *app)
{
    char amount[32], read[NUMBER_SIZE];
    if (!app->loading.on)
        return false;
    write_share(app, amount, sizeof amount);
    end(app);
    app_say(app, false, "stopped at %s: %s operations are here", amount,
            number_text(read, timeline_end(app->timeline)));
    return true;
}

bool loading_refuses(struct app *app, const char *what)
{
    if (!app->loading.on)
        return false;
    app_say(app, true, "%s has to wait until all of the workload is here; Escape stops reading",
            what);
    return true;
}

/* ---- Slices ---- */

/* Settings that come before the first operation make another heap: until then
 * nothing was done on the one there is. false: there is none. */
static bool settle(struct app *app)
{
    struct loading_job *job = &app->loading;
    const struct ops *ops = timeline_ops(app->timeline);
    struct timeline *timeline;
    if (job->settled || (ops_count(ops) < 2 && !all_read(app)))
        return true;
    struct mems_options options = job->source.heap(job->source.user, ops_options_view(ops));
    if (timeline_open(&timeline, timeline_ops_edit(app->timeline), &options) != MEMS_OK)
        return false;
    finding_drop(app);
    surveying_forget(app);
    timeline_close(app->timeline);
    app->timeline = timeline;
    app->view.timeline = timeline;
    app->options = options;
    job->away = false;
    job->settled = true;
    return true;
}

/* Puts operations to the heap until all that are read are known, or the time is
 * over. false: out of memory. */
static bool learn(struct app *app, int64_t until)
{
    bool going = true;
    if (timeline_known(app->timeline) == timeline_end(app->timeline))
        return true;
    leave(app);
    do
        for (int i = 0; i < STEPS_A_LOOK && going; i++)
            going = verifying_event(app) && timeline_forward(app->timeline);
    while (going && clock_ms() < until);
    return going || timeline_known(app->timeline) == timeline_end(app->timeline);
}

/* Reads on, and lets the timeline know. false: out of memory. */
static bool take(struct app *app)
{
    struct loading_job *job = &app->loading;
    const struct ops *ops = timeline_ops(app->timeline);
    size_t count = ops_count(ops), notes = ops_note_count(ops);
    job->state = workload_slice(job->source.workload);
    if (!settle(app))
        return false;
    if (ops_count(ops) == count && ops_note_count(ops) == notes)
        return true;
    leave(app); /* notes may belong to the last known step */
    timeline_extend(app->timeline);
    return true;
}

/* Reads and learns, by turns. false: out of memory. */
static bool slice(struct app *app, int64_t until)
{
    bool good;
    do
        good = (all_read(app) || take(app)) && learn(app, until);
    while (good && app->loading.state == WORKLOAD_MORE && clock_ms() < until);
    return good;
}

static bool all_known(const struct app *app)
{
    return timeline_known(app->timeline) == timeline_end(app->timeline);
}

unsigned app_work(struct app *app)
{
    struct loading_job *job = &app->loading;
    int64_t now = clock_ms();
    uint32_t known = timeline_known(app->timeline);
    enum workload_state state = job->state;
    if (why_waits(app)) {
        loading_return(app);
        return why_work(app);
    }
    if (predict_waits(app)) {
        loading_return(app);
        return predict_work(app);
    }
    if (!job->on)
        return APP_NOTHING;
    bool good = slice(app, now + SLICE_MS);
    if (app->view.lie.of_heap)
        return APP_DRAW;
    if (!good)
        return end_without_memory(app);
    surveying_learn(app, clock_ms() + SLICE_MS);
    if (all_read(app) && all_known(app))
        return job->state == WORKLOAD_READ ? end_well(app) : end_badly(app);
    bool news = timeline_known(app->timeline) != known || job->state != state;
    if (!news || (job->state != WORKLOAD_WAITING && now - job->drawn < DRAW_MS))
        return APP_NOTHING;
    loading_return(app);
    numbering_refresh(app);
    say_progress(app, false);
    job->drawn = now;
    return APP_DRAW;
}

unsigned loading_patience(const struct app *app)
{
    return app->loading.state == WORKLOAD_WAITING && all_known(app) ? WAIT_MS : 0;
}

void app_load(struct app *app, const struct loading *source)
{
    app->loading = (struct loading_job){.on = true, .source = *source, .follows = source->live,
                                        .state = WORKLOAD_READ, .drawn = clock_ms()};
    if (source->workload != NULL)
        app->loading.state = workload_state(source->workload);
    app->loading.settled = all_read(app) || ops_count(timeline_ops(app->timeline)) > 1;
    say_progress(app, true);
}
