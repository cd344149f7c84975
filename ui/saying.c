/* saying.c: sentences onto a stream, and a talk on two. */
#include "saying.h"

#include "clock.h"
#include "interrupt.h"
#include "message.h"
#include "notes.h"
#include "plain.h"
#include "seek.h"
#include "show.h"
#include "steps.h"
#include "talk.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LEARN 65536u  /* operations at once */
#define PATIENCE 1000 /* milliseconds after which silence is explained */

/* ---- Out ---- */

/* Each sentence is sent off by itself; but where nobody is waited for, all that were
 * said within a millisecond are sent together. */
struct mouth {
    FILE *out;
    enum glyphs glyphs;
    const struct options *options; /* NULL: out is no terminal */
    bool hurries;
    int64_t sent;
    int error;
};

/* Columns of a line on a terminal, one less than it has, since some begin a new line as soon
 * as one is full; 0: it is none. A person may have made it wider by now. */
static int width(const struct mouth *mouth)
{
    int cols = 0, rows;

    if (mouth->options != NULL)
        show_size(mouth->options, mouth->out, &cols, &rows);
    return cols > 1 ? cols - 1 : cols;
}

static struct mouth mouth_of(const struct options *options, bool hurries)
{
    return (struct mouth){.out = stdout, .glyphs = show_glyphs(options), .hurries = hurries,
                          .options = isatty(STDOUT_FILENO) ? options : NULL};
}

static bool send_off(struct mouth *mouth)
{
    int64_t now = mouth->hurries ? clock_ms() : 0;

    if (mouth->hurries && now == mouth->sent)
        return true;
    mouth->sent = now;
    return fflush(mouth->out) == 0;
}

static bool utter(void *user, const char *sentence)
{
    struct mouth *mouth = user;
    bool good = plain_sentence(sentence, mouth->glyphs, width(mouth), mouth->out) &&
                send_off(mouth);

    if (!good && !interrupted())
        mouth->error = errno;
    return good && !interrupted();
}

/* Where nobody listens any more, that is all. */
static int status_of(struct mouth *mouth, const struct speech *speech)
{
    if (mouth->error == 0 && fflush(mouth->out) != 0)
        mouth->error = errno;
    if (mouth->error != 0 && mouth->error != EPIPE) {
        complain("cannot write standard output: %s", strerror(mouth->error));
        return STATUS_BAD;
    }
    return speech->failed > 0 ? STATUS_EXPECTATION : STATUS_OK;
}

/* ---- Through ---- */

/* The step that an end of --at means. A search needs all steps to be known. */
static bool find_step(struct timeline *timeline, const char *at, uint32_t *step)
{
    char why[512];
    bool good;

    if (*at == '/')
        timeline_learn(timeline, UINT32_MAX);
    good = *at == '/' ? seek_search(timeline, at, step, why, sizeof why)
                      : seek_find(timeline, at, step, why, sizeof why);
    if (!good)
        complain("--at '%s': %s", at, why);
    return good;
}

static bool forward(struct timeline *timeline)
{
    if (timeline_forward(timeline))
        return true;
    complain("out of memory after operation %u", (unsigned)timeline_step(timeline));
    return false;
}

/* From which step to which; stands at the first one then. */
static bool find_range(struct timeline *timeline, const struct options *options, uint32_t *last)
{
    struct steps_ends ends = steps_ends(options, timeline_ops(timeline), false);
    uint32_t first;

    if (ends.from[0] != '/' && ends.to[0] != '/')
        timeline_keep(timeline, UINT32_MAX, 0); /* there is no way back from here */
    if (!find_step(timeline, ends.from, &first) || !find_step(timeline, ends.to, last))
        return false;
    if (*last < first) {
        complain("--at: '%s' is step %u, before step %u", ends.to, (unsigned)*last,
                 (unsigned)first);
        return false;
    }
    if (timeline_seek(timeline, first) == first)
        return true;
    complain("out of memory after operation %u", (unsigned)timeline_step(timeline));
    return false;
}

/* When all that hangs on the step is told. */
static void end_step(struct speech *speech, const struct options *options)
{
    if (options->layout && notes_stop(speech->view, timeline_step(speech->view->timeline)))
        spoken_layout(speech, false);
}

static void say_last(struct speech *speech, const struct options *options)
{
    spoken_closing(speech);
    if (options->layout)
        spoken_layout(speech, false);
    else
        spoken_totals(speech);
    spoken_verdict(speech);
}

static bool say_steps(struct timeline *timeline, struct speech *speech,
                      const struct options *options)
{
    uint32_t last;

    if (!find_range(timeline, options, &last))
        return false;
    spoken_opening(speech);
    spoken_step(speech);
    end_step(speech, options);
    while (timeline_step(timeline) < last && !speech->enough) {
        if (!forward(timeline))
            return false;
        spoken_step(speech);
        end_step(speech, options);
    }
    say_last(speech, options);
    return true;
}

/* ---- Live ---- */

#define SLICE 40 /* milliseconds of reading, or of waiting for bytes */

/* Says what has come: notes may still come for the last step. */
static bool say_come(struct timeline *timeline, struct speech *speech,
                     const struct options *options)
{
    timeline_extend(timeline);
    spoken_notes(speech);
    while (timeline_step(timeline) < timeline_end(timeline) && !speech->enough) {
        end_step(speech, options);
        if (!forward(timeline))
            return false;
        spoken_step(speech);
    }
    return true;
}

static bool say_coming(struct source *source, struct timeline *timeline, struct speech *speech,
                       const struct options *options)
{
    struct mouth *mouth = speech->user;
    enum workload_state state = workload_state(source->workload);
    bool good;

    timeline_keep(timeline, UINT32_MAX, 0);
    spoken_opening(speech);
    spoken_step(speech);
    while ((good = say_come(timeline, speech, options)) && !speech->enough) {
        fflush(mouth->out);
        if (state >= WORKLOAD_READ)
            break;
        state = source_go_on(source, SLICE);
    }
    if (!good)
        return false;
    end_step(speech, options);
    if (state == WORKLOAD_PROBLEMS)
        source_complain(source, "what comes before was said");
    else if (state == WORKLOAD_READ)
        say_last(speech, options);
    return state != WORKLOAD_PROBLEMS;
}

/* ---- Both ---- */

static int say_all(struct source *source, const struct options *options, bool live)
{
    struct mems_options heap = options_heap(options, ops_options_view(source->ops));
    struct mouth mouth = mouth_of(options, true);
    struct view view = {.title = source->title};
    struct speech speech = {.view = &view, .hear = utter, .user = &mouth, .live = live};
    struct timeline *timeline;
    enum mems_error error = timeline_open(&timeline, source->ops, &heap);
    bool good;

    if (error != MEMS_OK) {
        complain("%s: %s", source->path, mems_error_text(error));
        return STATUS_BAD;
    }
    view.timeline = timeline;
    good = live ? say_coming(source, timeline, &speech, options)
                : say_steps(timeline, &speech, options);
    timeline_close(timeline);
    return good ? status_of(&mouth, &speech) : STATUS_BAD;
}

int say_through(struct source *source, const struct options *options)
{
    return say_all(source, options, false);
}

int say_live(struct source *source, const struct options *options)
{
    enum workload_state state;

    do
        state = source_go_on(source, SLICE); /* settings are final with the first operation */
    while (state < WORKLOAD_READ && ops_count(source->ops) < 2);
    if (state == WORKLOAD_PROBLEMS && ops_count(source->ops) < 2) {
        source_complain(source, "nothing was said");
        return STATUS_BAD;
    }
    return say_all(source, options, true);
}

/* ---- Asking ---- */

/* Runs all of the workload, so that one can go anywhere. */
static bool learn(struct app *app, const struct source *source, struct mouth *mouth)
{
    uint32_t end = timeline_end(app_view(app)->timeline), known = 0, before;
    int64_t began = clock_ms();
    bool told = false;

    do {
        before = known;
        known = app_learn(app, LEARN);
        if (!told && known < end && clock_ms() - began > PATIENCE) {
            told = true;
            utter(mouth, "All of it is being run once, so that every step can be gone to.");
        }
    } while (known < end && known > before);
    if (known < end)
        complain("%s: out of memory after operation %u of %u", source->path, (unsigned)known,
                 (unsigned)end);
    return known == end;
}

static bool go_first(struct talk *talk, const struct options *options)
{
    struct steps_ends ends = steps_ends(options, timeline_ops(talk->speech.view->timeline), true);
    char why[512];

    if (talk_go(talk, ends.from, why, sizeof why))
        return true;
    complain("--at '%s': %s", ends.from, why);
    return false;
}

/* Ctrl-C ends the answer, and not the talk. false: the person leaves. */
static bool answer(struct talk *talk, struct mouth *mouth, const char *line)
{
    bool stays, stopped;

    interrupt_begin();
    stays = talk_line(talk, line);
    stopped = interrupted() && mouth->error == 0;
    interrupt_end();
    if (!stopped)
        return stays;
    clearerr(mouth->out);
    talk->speech.enough = false;
    fputs("\nThat was stopped.\n", mouth->out);
    return true;
}

static void converse(struct talk *talk, struct mouth *mouth, FILE *in, bool echo)
{
    char line[COMMAND_SIZE];

    talk_begin(talk);
    speech_tell(&talk->speech, "Enter goes on; help lists the words; quit leaves.");
    while (!talk->speech.enough) {
        fputs("Ready: ", mouth->out);
        fflush(mouth->out);
        if (!plain_read(in, line, sizeof line)) {
            fputc('\n', mouth->out);
            break;
        }
        if (echo)
            speech_tell(&talk->speech, line);
        if (!answer(talk, mouth, line))
            break;
    }
}

int say_asking(const struct source *source, const struct options *options, FILE *in, bool echo)
{
    struct mems_options heap = options_heap(options, ops_options_view(source->ops));
    struct mouth mouth = mouth_of(options, false);
    enum mems_error error;
    struct app *app = app_open(source->ops, &heap, source->title, options->theme, &error);
    struct talk talk = {.app = app, .step = options->step, .layout = options->layout,
                        .stopped = interrupted};
    int status = STATUS_BAD;

    if (app == NULL) {
        complain("%s: %s", source->path, mems_error_text(error));
        return STATUS_BAD;
    }
    talk.speech = (struct speech){.view = app_view(app), .hear = utter, .user = &mouth};
    if (learn(app, source, &mouth) && go_first(&talk, options)) {
        converse(&talk, &mouth, in, echo);
        status = status_of(&mouth, &talk.speech);
    }
    app_close(app);
    return status;
}
