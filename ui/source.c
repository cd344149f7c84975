/* source.c: opens a workload and reads it. Nothing here is trusted: neither
 * the name nor what stands behind it. */
#include "source.h"

#include "message.h"
#include "progress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* What `name` stands for, in source->path and ->title. */
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
        lessons_close(&lessons);
    }
    if (source->path != NULL && source->title == NULL)
        source->title = strdup(last_part(source->path));
    return source->path != NULL && source->title != NULL;
}

static FILE *open_file(const struct source *source, uint64_t *bytes, char *why, size_t size)
{
    FILE *in = source->from_stdin ? stdin : fopen(source->path, "r");
    struct stat there;

    *bytes = 0;
    if (in == NULL) {
        snprintf(why, size, "cannot open %s: %s", source->path, strerror(errno));
        return NULL;
    }
    if (fstat(fileno(in), &there) == 0) {
        if (S_ISDIR(there.st_mode)) {
            snprintf(why, size, "%s is a directory: a workload is a file", source->path);
            if (in != stdin)
                fclose(in);
            return NULL;
        }
        *bytes = S_ISREG(there.st_mode) ? (uint64_t)there.st_size : 0;
    }
    return in;
}

static bool report(void *user, uint64_t bytes)
{
    progress_show(user, bytes);
    return true;
}

enum source_result source_read(struct source *source, const char *name, bool progress,
                               struct problems *problems, char *why, size_t size)
{
    enum source_result result = SOURCE_FAILED;
    uint64_t bytes = 0;
    FILE *in = NULL;

    *source = (struct source){0};
    problems->count = 0;
    snprintf(why, size, "out of memory");
    if (find(source, name))
        in = open_file(source, &bytes, why, size);
    if (in != NULL && (source->ops = ops_open()) != NULL) {
        struct progress bar = progress_start("reading", bytes, progress);

        result = workload_read(source->ops, in, problems, report, &bar) ? SOURCE_GOOD
                                                                         : SOURCE_PROBLEMS;
        progress_end(&bar, bytes);
        if (ferror(in)) {
            snprintf(why, size, "cannot read %s: %s", source->path, strerror(errno));
            result = SOURCE_FAILED;
        }
    }
    if (in != NULL && in != stdin)
        fclose(in);
    if (result == SOURCE_FAILED)
        source_close(source);
    return result;
}

bool source_open(struct source *source, const char *name, bool progress)
{
    struct problems problems;
    char why[512];

    switch (source_read(source, name, progress, &problems, why, sizeof why)) {
    case SOURCE_GOOD:
        return true;
    case SOURCE_PROBLEMS:
        problems_print(&problems, source->path, stderr);
        fprintf(stderr, "%zu problem%s%s; nothing was run\n", problems.count,
                problems.count == 1 ? "" : "s", problems.more ? " and more" : "");
        source_close(source);
        return false;
    case SOURCE_FAILED:
        break;
    }
    complain("%s", why);
    return false;
}

void source_close(struct source *source)
{
    ops_close(source->ops);
    free(source->path);
    free(source->title);
    *source = (struct source){0};
}
