/* comparing.c: a step is marked, and the present one compared with it: opened, kept at
 * the step that is shown, moved about in. The blocks of the mark are listed while the
 * timeline stands there, for a slice; nobody else ever sees it there. */
#include "app_state.h"
#include "clock.h"
#include "paint.h"
#include "parts.h"

#include <string.h>

#define FIRST_MS 20       /* until there is a picture, however little is known */
#define SLICE_MS 20
#define SEGMENTS_A_LOOK 4096u /* between two looks at the clock */
#define EVENTS_A_LOOK 4096u

static struct moments_state *state_of(struct app *app)
{
    return &app->view.moments;
}

/* ---- The work, in slices ---- */

static bool walk(struct app *app, int64_t until)
{
    struct between *between = &app->comparing.between;
    bool more;
    do
        more = between_walk(between, app->timeline, timeline_step(app->timeline), EVENTS_A_LOOK);
    while (more && clock_ms() < until);
    return more;
}

/* The way there and back may be far, and is to be worth while. */
static bool list(struct app *app)
{
    struct between *between = &app->comparing.between;
    uint32_t here = timeline_step(app->timeline);
    bool more;
    timeline_seek(app->timeline, between->mark);
    int64_t until = clock_ms() + SLICE_MS;
    do
        more = between_list(between, app->timeline, SEGMENTS_A_LOOK);
    while (more && clock_ms() < until);
    timeline_seek(app->timeline, here);
    return more;
}

static bool rank(struct app *app, int64_t until)
{
    struct comparing_job *job = &app->comparing;
    bool more;
    do
        more = fates_look(&job->changes, &job->between, app->timeline, SEGMENTS_A_LOOK);
    while (more && clock_ms() < until);
    return more;
}

/* How much of each part is done; the three take about as long as one another. */
static int share(const struct app *app)
{
    const struct comparing_job *job = &app->comparing;
    const struct between *between = &job->between;
    uint32_t here = timeline_step(app->timeline);
    uint64_t all = here > between->mark ? here - between->mark : between->mark - here;
    uint64_t left = here > between->at ? here - between->at : between->at - here;
    if (!between->listed)
        return (int)(between->count * 333 / (between->then.blocks + 1));
    if (left > 0)
        return 333 + (left < all ? (int)((all - left) * 333 / all) : 0);
    return job->changes.done ? 1000
                             : 666 + fates_share(&job->changes, between, app->timeline) / 3;
}

static void work(struct app *app, int64_t until)
{
    struct comparing_job *job = &app->comparing;
    struct moments_state *state = state_of(app);
    if (state->between == NULL || job->between.cut)
        return;
    if (job->between.listed || !list(app))
        if (!walk(app, until) && !job->between.cut)
            rank(app, until);
    state->share = job->between.cut ? 1000 : share(app);
    if (job->between.cut)
        app_say(app, true, "out of memory: the comparison ends at step %u",
                (unsigned)job->between.at);
}

/* Who stays with the newest step compares as far as there is time on the way. */
bool comparing_waits(const struct app *app)
{
    bool moving = app->view.playing || (app->loading.on && app->loading.follows);
    return app->view.moments.between != NULL && app->view.moments.share < 1000 && !moving;
}

int comparing_share(const struct app *app)
{
    return app->view.moments.share;
}

unsigned comparing_slice(struct app *app)
{
    loading_return(app);
    work(app, clock_ms() + SLICE_MS);
    return APP_DRAW;
}

/* ---- Opening and closing ---- */

static void unlight(struct app *app)
{
    state_of(app)->lit_size = 0;
    state_of(app)->returns = false;
}

void comparing_forget(struct app *app)
{
    between_close(&app->comparing.between);
    app->view.moments.between = NULL;
    app->view.moments.changes = NULL;
    unlight(app);
}

bool comparing_close(struct app *app)
{
    bool open = app->view.moments.between != NULL;
    comparing_forget(app);
    return open;
}

static unsigned begin(struct app *app)
{
    struct comparing_job *job = &app->comparing;
    struct moments_state *state = state_of(app);
    uint32_t here = timeline_step(app->timeline);
    comparing_forget(app);
    timeline_seek(app->timeline, state->mark);
    bool good = between_open(&job->between, app->timeline);
    timeline_seek(app->timeline, here);
    if (!good) {
        app_say(app, true, "out of memory: nothing can be compared");
        return APP_DRAW;
    }
    memset(&job->changes, 0, sizeof job->changes);
    job->of = app->timeline;
    job->edits = timeline_edits(app->timeline);
    job->end = timeline_end(app->timeline);
    job->here = here;
    state->between = &job->between;
    state->changes = &job->changes;
    state->row = 0;
    state->share = 0;
    work(app, clock_ms() + FIRST_MS);
    return APP_DRAW;
}

static unsigned open_here(struct app *app)
{
    if (!state_of(app)->marked) {
        app_say(app, true,
                "no step is marked yet: ' marks this one; go elsewhere, and d compares");
        return APP_DRAW;
    }
    app_close_panels(app); /* it has the same place */
    return begin(app);
}

unsigned comparing_toggle(struct app *app)
{
    return comparing_close(app) ? APP_DRAW : open_here(app);
}

/* ---- The mark ---- */

static void set_mark(struct app *app, uint32_t step)
{
    uint32_t here = timeline_step(app->timeline);
    if (step > timeline_known(app->timeline)) {
        timeline_seek(app->timeline, step);
        timeline_seek(app->timeline, here);
    }
    state_of(app)->marked = true;
    state_of(app)->mark = step;
    app->comparing.marked = true;
    app->comparing.mark_of = app->branches.here;
    app->comparing.mark_step = step;
    app->comparing.mark_op = timeline_event(app->timeline, step).op;
    if (state_of(app)->between != NULL)
        begin(app);
}

static void forget_mark(struct app *app)
{
    state_of(app)->marked = app->comparing.marked = false;
    comparing_close(app);
}

unsigned comparing_mark(struct app *app, uint32_t step)
{
    char number[NUMBER_SIZE];
    if (state_of(app)->marked && state_of(app)->mark == step) {
        forget_mark(app);
        app_say(app, false, "the mark at step %s is taken away", number_text(number, step));
        return APP_DRAW;
    }
    set_mark(app, step);
    app_say(app, false, "step %s is marked (\u25C6): go elsewhere, and d compares",
            number_text(number, step));
    return APP_DRAW;
}

unsigned comparing_mark_here(struct app *app)
{
    return comparing_mark(app, timeline_step(app->timeline));
}

unsigned comparing_steps(struct app *app, uint32_t mark, uint32_t step)
{
    comparing_close(app);
    set_mark(app, mark);
    unsigned reaction = app_go(app, step);
    return timeline_step(app->timeline) == step ? reaction | open_here(app) : reaction;
}

unsigned comparing_swap(struct app *app)
{
    uint32_t here = timeline_step(app->timeline), mark = state_of(app)->mark;
    if (!state_of(app)->marked) {
        app_say(app, true, "no step is marked yet: ' marks this one; D then swaps it for another");
        return APP_DRAW;
    }
    bool open = comparing_close(app);
    set_mark(app, here);
    unsigned reaction = app_go(app, mark);
    return open ? reaction | open_here(app) : reaction;
}

/* ---- Kept true ---- */

/* A fork or a replay may have made another step of it. */
static bool mark_holds(const struct app *app)
{
    uint32_t mark = app->view.moments.mark;
    return mark <= timeline_known(app->timeline) &&
           timeline_event(app->timeline, mark).op == app->comparing.mark_op;
}

/* Another branch is shown: the mark stays at its operation. Where that is not, it waits
 * for a branch that has it. */
void comparing_cross(struct app *app)
{
    const struct comparing_job *job = &app->comparing;
    struct moments_state *state = state_of(app);
    if (!job->marked)
        return;
    state->mark = branches_step(&app->branches, job->mark_of, app->branches.here,
                                job->mark_step);
    state->marked = mark_holds(app);
    if (!state->marked)
        comparing_close(app);
}

void comparing_refresh(struct app *app)
{
    struct comparing_job *job = &app->comparing;
    struct moments_state *state = state_of(app);
    uint32_t here = timeline_step(app->timeline);
    size_t edits = timeline_edits(app->timeline);
    if (state->marked && app->race == NULL && !mark_holds(app)) {
        forget_mark(app);
        app_say(app, false, "the marked step is in a future that was put aside: no mark now");
    }
    if (state->between == NULL)
        return;
    bool same = job->of == app->timeline && job->edits == edits &&
                (edits == 0 || job->end == timeline_end(app->timeline));
    if (!same) {
        begin(app);
        return;
    }
    if (job->here != here) {
        memset(&job->changes, 0, sizeof job->changes);
        job->here = here;
        state->row = 0;
        unlight(app);
        state->share = share(app);
    }
    work(app, clock_ms() + FIRST_MS);
}

/* ---- Moving ---- */

/* Where the change is, or was, stands out. */
static void light(struct app *app)
{
    const struct fate_list *changes = &app->comparing.changes;
    struct moments_state *state = state_of(app);
    if (!changes->done || state->row >= changes->count)
        return;
    const struct fate *change = &changes->list[state->row];
    state->lit_start = change->start;
    state->lit_size = change->bytes_now > 0 ? change->bytes_now : change->bytes_then;
    app->view.has_selection = true;
    app->view.selected = change->start;
    app_check_selection(app); /* it may lie where nothing is mapped yet */
    if (app->view.has_selection)
        app_show(app, change->start);
}

static void move(struct app *app, int64_t rows)
{
    size_t *row = &state_of(app)->row, count = app->comparing.changes.count;
    size_t last = count > 0 ? count - 1 : 0;
    bool lit = state_of(app)->lit_size > 0;
    if (rows < 0)
        *row -= *row < (uint64_t)-rows ? *row : (size_t)-rows;
    else if (lit || *row > 0 || rows > 1) /* the first press lights the first row */
        *row = last - *row < (uint64_t)rows ? last : *row + (size_t)rows;
    light(app);
}

/* To the event of the row, and back to where one came from. */
static void travel(struct app *app)
{
    struct comparing_job *job = &app->comparing;
    struct moments_state *state = state_of(app);
    size_t row = state->row;
    uint32_t here = timeline_step(app->timeline);
    if (state->returns) {
        app_go(app, job->from);
        work(app, clock_ms() + FIRST_MS);
        state->row = job->from_row;
        light(app);
        return;
    }
    if (!job->changes.done || row >= job->changes.count)
        return;
    if (job->changes.list[row].step == here) {
        app_say(app, false, "this is its step");
        return;
    }
    struct fate change = job->changes.list[row];
    app_go(app, change.step);
    if (timeline_step(app->timeline) != change.step)
        return;
    struct event event = timeline_event(app->timeline, change.step);
    app->view.has_selection = true;
    app->view.selected = event.has_malloc ? event.malloc.address : event.free.address;
    app_check_selection(app);
    job->from = here;
    job->from_row = row;
    state->returns = true;
    char number[NUMBER_SIZE];
    app_say(app, false, "it %s here; Enter returns to step %s",
            change.kind == FATE_BORN ? "was born" : change.kind == FATE_DIED ? "died" : "moved",
            number_text(number, here));
}

bool comparing_do(struct app *app, enum action action, uint32_t count)
{
    switch (action) {
    case ACTION_UP: move(app, -(int64_t)count); return true;
    case ACTION_DOWN: move(app, (int64_t)count); return true;
    case ACTION_SELECT_TOUCHED: travel(app); return true;
    case ACTION_BYTES: comparing_close(app); return false;
    case ACTION_UNSELECT: return !app->finding.on && comparing_close(app);
    default: return false;
    }
}

bool comparing_click(struct app *app, int x, int y)
{
    struct parts parts = screen_parts(&app->view, app->cols, app->rows);
    size_t row;
    if (!rect_holds(parts.details, x, y))
        return false;
    if (moments_row_at(parts.details, &app->view, y, &row)) {
        state_of(app)->row = row;
        state_of(app)->returns = false;
        travel(app);
    }
    return true;
}
