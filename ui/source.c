/* source.c: opens a workload and reads it. Nothing here is trusted: neither
 * the name nor what stands behind it. */
#include "source.h"

#include "character.h"
#include "clock.h"
#include "interrupt.h"
#include "message.h"
#include "progress.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PROGRESS_MS 50 /* between two looks at the bar and at Ctrl-C */

/* ---- Names ---- */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static bool exists(const char *name)
{
    struct stat there;

    return stat(name, &there) == 0 || errno != ENOENT;
}

/* What `name` stands for, in source->path, ->title and ->lesson. */
static bool find(struct source *source, const char *name)
{
    struct lessons lessons;
    const struct lesson *lesson = NULL;

    source->from_stdin = strcmp(name, "-") == 0;
    if (source->from_stdin) {
        source->path = strdup("standard input");
    } else if (exists(name)) {
        source->path = strdup(name);
    } else if (lessons_open(&lessons)) {
        lesson = lessons_named(&lessons, name);
        source->path = strdup(lesson != NULL ? lesson->path : name);
        source->title = lesson != NULL ? strdup(lesson->title) : NULL;
        source->lesson = lesson != NULL ? strdup(lesson->name) : NULL;
        lessons_close(&lessons);
    }
    if (source->path != NULL && source->title == NULL)
        source->title = strdup(last_part(source->path));
    return source->path != NULL && source->title != NULL;
}

/* ---- Life ---- */

static void fail(char *why, size_t size)
{
    snprintf(why, size, "out of memory");
}

static bool begin(struct source *source, const char *name, char *why, size_t size)
{
    if (!find(source, name)) {
        fail(why, size);
        return false;
    }
    if (!intake_open(&source->intake, source->from_stdin ? NULL : source->path, why, size))
        return false;
    source->ops = ops_open();
    source->unpack = unpack_open(&source->intake.stream);
    if (source->ops != NULL && source->unpack != NULL)
        source->workload = workload_open(source->ops, unpack_stream(source->unpack),
                                         &source->problems);
    if (source->workload == NULL)
        fail(why, size);
    return source->workload != NULL;
}

bool source_begin(struct source *source, const char *name, char *why, size_t size)
{
    memset(source, 0, sizeof *source);
    source->intake.file = -1;
    if (begin(source, name, why, size))
        return true;
    source_close(source);
    return false;
}

void source_close(struct source *source)
{
    workload_close(source->workload);
    unpack_close(source->unpack);
    intake_close(&source->intake);
    ops_close(source->ops);
    free(source->path);
    free(source->title);
    free(source->lesson);
    memset(source, 0, sizeof *source);
    source->intake.file = -1;
}

/* ---- Reading ---- */

enum workload_state source_go_on(struct source *source, unsigned milliseconds)
{
    int64_t end = clock_ms() + milliseconds, left;
    enum workload_state state;

    while ((state = workload_slice(source->workload)) < WORKLOAD_READ) {
        left = end - clock_ms();
        if (left <= 0)
            break;
        if (state == WORKLOAD_WAITING)
            intake_wait(&source->intake, (int)left);
    }
    return state;
}

/* Says how far it came, and ends the program. */
static void stop(const struct source *source)
{
    char lines[NUMBER_SIZE];

    complain("stopped while reading %s, after line %s; nothing was run", source->path,
             number_text(lines, workload_lines(source->workload)));
    interrupt_die();
}

bool source_finish(struct source *source, bool forced)
{
    struct stream *stream = unpack_stream(source->unpack);
    struct progress bar = progress_start("reading", stream->total, forced);
    enum workload_state state;

    interrupt_begin();
    while ((state = source_go_on(source, PROGRESS_MS)) < WORKLOAD_READ && !interrupted())
        progress_show(&bar, stream->total > 0 ? stream->taken : workload_bytes(source->workload));
    progress_end(&bar, stream->total > 0 ? stream->taken : workload_bytes(source->workload));
    if (interrupted())
        stop(source);
    interrupt_end();
    return state == WORKLOAD_READ;
}

/* ---- What is wrong ---- */

/* Not a line, but the file itself. */
static bool failed(const struct source *source)
{
    return unpack_stream(source->unpack)->what[0] != '\0';
}

void source_complain(const struct source *source, const char *after)
{
    const struct problems *problems = &source->problems;
    uint64_t lines = workload_lines(source->workload) - 1; /* before the one with a problem */
    bool doubtful = unpack_stream(source->unpack)->doubtful;
    char number[NUMBER_SIZE];

    if (failed(source)) { /* whatever else seems wrong may come of that */
        complain("%s %s", source->path, unpack_stream(source->unpack)->what);
        if (lines == 0)
            complain("%s", after);
        else
            complain("%s line%s of it %s read%s; %s", number_text(number, lines),
                     lines == 1 ? "" : "s", lines == 1 ? "was" : "were",
                     doubtful ? ", and may be false from somewhere on" : "", after);
        return;
    }
    complain_of_problems(problems, source->path);
    if (problems->more)
        fprintf(stderr, "these are the first %zu problems, and there are more; %s\n",
                problems->count, after);
    else
        fprintf(stderr, "%zu problem%s; %s\n", problems->count, problems->count == 1 ? "" : "s",
                after);
}

void source_problem(const struct source *source, char *out, size_t size)
{
    if (failed(source))
        snprintf(out, size, "%s %s", source->path, unpack_stream(source->unpack)->what);
    else
        snprintf(out, size, "%s:%" PRIu64 ": %s", source->path, source->problems.list[0].line,
                 source->problems.list[0].what);
}

bool source_open(struct source *source, const char *name, bool progress)
{
    char why[512];

    if (!source_begin(source, name, why, sizeof why)) {
        complain("%s", why);
        return false;
    }
    if (source_finish(source, progress))
        return true;
    source_complain(source, "nothing was run");
    source_close(source);
    return false;
}
