/* talk_going.c: what moves the app in a talk, and what is told of where one is then:
 * the app's commands, whose complaints are told as they are. */
#include "talk_answers.h"

#include "notes.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#define PACE 20 /* operations at once where there is no stop */

/* ---- Saying ---- */

void talk_tell(struct talk *talk, const char *format, ...)
{
    char text[SENTENCE_SIZE], built[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    va_list values;
    va_start(values, format);
    vsnprintf(built, sizeof built, format, values);
    va_end(values);
    phrase_add(&say, "%s", built);
    speech_say(&talk->speech, &say);
}

static bool at_stop(const struct talk *talk)
{
    return notes_stop(talk->speech.view, timeline_step(talk->app->timeline));
}

void talk_say_step(struct talk *talk)
{
    spoken_step(&talk->speech);
    if (talk->layout && at_stop(talk))
        spoken_layout(&talk->speech, false);
    talk_tell_question(talk);
}

static bool is_stopped(const struct talk *talk)
{
    return talk->stopped != NULL && talk->stopped();
}

void talk_settle(struct talk *talk)
{
    while (app_busy(talk->app) >= 0 && !is_stopped(talk)) {
        app_tick(talk->app, 0);
        app_work(talk->app);
    }
    if (app_busy(talk->app) >= 0)
        app_do(talk->app, ACTION_UNSELECT); /* which gives it up */
}

bool talk_give(struct talk *talk, const char *command)
{
    struct command_line *line = &talk->app->view.command;
    line->error[0] = '\0';
    app_hush(talk->app);
    app_command(talk->app, command);
    talk_settle(talk);
    line->open = false;
    if (line->error[0] != '\0')
        talk_tell(talk, "That was not done: %s", line->error);
    else if (talk->app->view.message_is_error)
        talk_tell(talk, "That was not done: %s", talk->app->view.message);
    return line->error[0] == '\0' && !talk->app->view.message_is_error && !is_stopped(talk);
}

/* ---- Going ---- */

int talk_pace(const struct talk *talk)
{
    return talk->step ? 1 : PACE;
}

void talk_go_on(struct talk *talk)
{
    const struct app *app = talk->app;
    int pace = talk_pace(talk);
    if (timeline_step(app->timeline) == timeline_end(app->timeline)) {
        spoken_closing(&talk->speech);
        spoken_totals(&talk->speech);
    }
    while (pace-- > 0 && timeline_step(app->timeline) < timeline_end(app->timeline)) {
        if (!talk_give(talk, "step"))
            return;
        talk_say_step(talk);
        if (talk->speech.enough || at_stop(talk))
            return;
    }
}

void talk_travel(struct talk *talk, const char *command, const char *argument)
{
    char line[COMMAND_SIZE];
    uint32_t before = timeline_step(talk->app->timeline);
    snprintf(line, sizeof line, "%s %s", command, argument);
    if (!talk_give(talk, line))
        return;
    if (timeline_step(talk->app->timeline) == before) {
        talk_tell(talk, "We are still at step %" PRIu32, before);
        return;
    }
    if (timeline_step(talk->app->timeline) + 1 == before)
        talk_tell(talk, "Step %" PRIu32 " is undone", before);
    talk_say_step(talk);
}

void answer_go(struct talk *talk, const char *argument)
{
    if (*argument == '\0')
        talk_tell(talk, "Go where? A step, a chapter, 50%% or end");
    else
        talk_travel(talk, "goto", argument);
}

static void tell_peak(struct talk *talk)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    finding_peak(&say, &talk->app->finding.find);
    speech_say(&talk->speech, &say);
}

void answer_find(struct talk *talk, const char *argument)
{
    const struct find *found = &talk->app->finding.find;
    char line[COMMAND_SIZE];
    if (*argument == '\0' && !talk->app->finding.sought) {
        talk_tell(talk, "Find what? mmap, fail, reuse, at 4000, name A, size>64K, mapped>4M, "
                        "peak holes");
        return;
    }
    snprintf(line, sizeof line, "/%s", argument);
    if (!talk_give(talk, line))
        return;
    if (found->query.kind == QUERY_PEAK)
        tell_peak(talk);
    else if (found->step == found->from)
        talk_tell(talk, "This step is the only one");
    else if (found->around)
        talk_tell(talk, "The search went on from the start");
    talk->app->view.has_selection = false;
    talk_say_step(talk);
}

void answer_undo(struct talk *talk, const char *unused)
{
    (void)unused;
    if (timeline_edits(talk->app->timeline) == 0) {
        talk_tell(talk, "Nothing was typed that could be taken back");
        return;
    }
    if (talk_give(talk, "undo"))
        talk_tell(talk, "It is taken back, and the future is as it was; redo makes it again");
    talk_say_step(talk);
}

void answer_redo(struct talk *talk, const char *unused)
{
    size_t edits = timeline_edits(talk->app->timeline);
    (void)unused;
    if (!talk_give(talk, "redo"))
        return;
    if (timeline_edits(talk->app->timeline) == edits)
        talk_tell(talk, "Nothing was taken back");
    else
        talk_say_step(talk);
}

void answer_replay(struct talk *talk, const char *argument)
{
    char line[COMMAND_SIZE];
    if (timeline_edits(talk->app->timeline) > 0) {
        talk_tell(talk, "Operations were typed here; undo them first");
        return;
    }
    snprintf(line, sizeof line, "replay %s", argument);
    if (!talk_give(talk, line))
        return;
    talk_tell(talk, "This is the same workload under %s fit",
              mems_policy_name(talk->app->options.policy));
    talk_say_step(talk);
}
