/* replay.c: the whole workload anew under another policy. It runs in slices on a
 * timeline of its own, while the old one is shown and can still be used; the
 * new one takes its place when it has come as far. */
#include "app_state.h"
#include "clock.h"

#define SLICE_MS 30
#define STEPS_A_LOOK 16 /* between two looks at the clock */

bool replay_drop(struct app *app)
{
    bool pending = app->other != NULL;
    if (!app->other_kept)
        timeline_close(app->other);
    app->other = NULL;
    app->other_kept = false;
    return pending;
}

static unsigned finish(struct app *app)
{
    uint32_t step = timeline_step(app->timeline);
    if (app->other_kept) {
        replay_drop(app);
        return branching_arrive(app);
    }
    finding_drop(app);
    timeline_close(app->timeline);
    app->timeline = app->other;
    app->view.timeline = app->other;
    app->options = app->other_options;
    app->other = NULL;
    surveying_forget(app);
    app_go(app, step);
    if (mems_heap_options(timeline_heap(app->timeline)).policy == app->options.policy)
        app_say(app, false, "the same workload under %s fit",
                mems_policy_name(app->options.policy));
    else
        app_say(app, false, "begun anew under %s fit; the workload has set another since",
                mems_policy_name(app->options.policy));
    return APP_DRAW;
}

unsigned replay_slice(struct app *app)
{
    uint32_t goal = app->other_goal;
    int64_t end = clock_ms() + SLICE_MS;
    bool going = true;
    do
        for (int i = 0; i < STEPS_A_LOOK && going; i++)
            going = timeline_step(app->other) < goal && timeline_forward(app->other);
    while (going && clock_ms() < end);
    if (timeline_step(app->other) == goal)
        return finish(app);
    if (going) {
        app_say(app, false, "%s%s%s: %d %%; Escape gives it up",
                app->other_kept ? "the branch runs" : "replaying under ",
                app->other_kept ? "" : mems_policy_name(app->other_options.policy),
                app->other_kept ? "" : " fit", app_busy(app) / 10);
        return APP_DRAW;
    }
    replay_drop(app);
    app_say(app, true, "out of memory: the run was given up");
    return APP_DRAW;
}

unsigned app_replay(struct app *app, enum mems_policy policy)
{
    replay_drop(app);
    if (loading_refuses(app, "a replay"))
        return APP_DRAW;
    if (timeline_edits(app->timeline) > 0) {
        app_say(app, true, "operations were typed here: take them back (u), then replay");
        return APP_DRAW;
    }
    app->other_goal = timeline_known(app->timeline);
    app->other_options = app->options;
    app->other_options.policy = policy;
    /* a place of its own for each policy: both heaps are mapped for a moment,
     * and the same policy always has the same physical addresses */
    if (app->options.place != 0)
        app->other_options.place +=
            ((uintptr_t)policy << 36) - ((uintptr_t)app->options.policy << 36);
    enum mems_error error = timeline_open_again(&app->other, app->timeline, &app->other_options);
    if (error != MEMS_OK) {
        app_say(app, true, "cannot replay: %s", mems_error_text(error));
        return APP_DRAW;
    }
    return replay_slice(app);
}

unsigned replay_branch(struct app *app, struct timeline *branch, uint32_t goal)
{
    app->other = branch;
    app->other_kept = true;
    app->other_goal = goal;
    timeline_seek(branch, timeline_known(branch) < goal ? timeline_known(branch) : goal);
    return replay_slice(app);
}
