/* verb_notes.c: `mems notes`: what the speaker sees while `mems present` shows the same
 * file elsewhere; alone as long as that does not run. */
#include "clock.h"
#include "digest.h"
#include "lessons.h"
#include "message.h"
#include "podium.h"
#include "relay.h"
#include "verb.h"
#include "with_source.h"

#include <string.h>
#include <time.h>

static const char usage[] =
    "Usage: mems notes FILE [OPTION]...\n"
    "Show the speaker's notes of a workload (note \"...\"), what comes next and the time.\n"
    "Follows 'mems present FILE' of the same user, and waits for it; its own keys, the\n"
    "same as there, look ahead without moving the audience: Escape comes back.\n"
    "\n"
    PODIUM_USAGE;

struct desk {
    struct listener listener;
    uint64_t file;
    uint32_t end;              /* the last step */
    int64_t begun;             /* of the presentation, or of these notes */
    struct speaker speaker;    /* as it was shown last */
};

static unsigned minute_of_day(void)
{
    time_t now = time(NULL);
    struct tm local;

    return localtime_r(&now, &local) != NULL ? (unsigned)(local.tm_hour * 60 + local.tm_min) : 0;
}

/* What was heard; whether it is something to go to. */
static bool hear(struct desk *desk, struct speaker *speaker)
{
    struct standing standing;
    enum heard heard = listener_look(&desk->listener, &standing);

    if (heard == HEARD_NOBODY) {
        speaker->following = FOLLOWING_LATER;
        speaker->blank = false;
    }
    if (heard != HEARD)
        return false;
    bool same = standing.file == desk->file && standing.step <= desk->end;
    speaker->following = same ? FOLLOWING : FOLLOWING_OTHER;
    speaker->blank = same && standing.blank;
    speaker->step = same ? standing.step : 0;
    desk->begun = clock_ms() - (int64_t)standing.seconds * 1000;
    return same;
}

static unsigned look(void *user, struct app *app)
{
    struct desk *desk = user;
    struct speaker speaker = desk->speaker;
    bool go = hear(desk, &speaker);

    speaker.timed = true;
    speaker.seconds = (unsigned)((clock_ms() - desk->begun) / 1000);
    speaker.minute = minute_of_day();
    app_tell_speaker(app, &speaker, go);
    bool same = !go && speaker.following == desk->speaker.following
                && speaker.seconds == desk->speaker.seconds
                && speaker.minute == desk->speaker.minute;
    desk->speaker = speaker;
    return same ? APP_NOTHING : APP_DRAW;
}

/* What a person types for it: a lesson's name rather than its path. */
static void put_name(const struct source *source, char *out, size_t size)
{
    struct lessons lessons;

    snprintf(out, size, "%s", source->path);
    if (!lessons_open(&lessons))
        return;
    for (size_t i = 0; i < lessons.count; i++)
        if (strcmp(lessons.list[i].path, source->path) == 0)
            snprintf(out, size, "%s", lessons.list[i].name);
    lessons_close(&lessons);
}

static int notes(struct source *source, const struct options *options)
{
    char name[128];
    struct desk desk = {.file = ops_digest(source->ops), .begun = clock_ms(),
                        .end = (uint32_t)ops_count(source->ops) - 1,
                        .speaker = {.following = FOLLOWING_LATER, .file = name}};
    struct podium podium = {PRESENT_NOTES, look, &desk};
    char why[256];
    int status;

    put_name(source, name, sizeof name);
    if (!listener_open(&desk.listener, relay_name(source->path), why, sizeof why)) {
        complain("notes: nobody can be followed: %s", why);
        return STATUS_BAD;
    }
    status = podium_show(source, options, &podium);
    listener_close(&desk.listener);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {PODIUM_OPTIONS};

    return with_source(&verb_notes, table, argc, argv, notes);
}

const struct verb verb_notes = {"notes", "what the speaker of a lesson sees", usage, run};
