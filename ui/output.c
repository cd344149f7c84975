/* output.c: writes beside, then renames. Between open and close the signals
 * that end a program wait, so that nothing is left lying beside. */
#include "output.h"

#include "message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file that a name stands for: itself, or where a symbolic link leads. */
static char *resolve(const char *name)
{
    char *real = realpath(name, NULL);

    return real != NULL ? real : strdup(name);
}

/* The permissions the file will have: those of the old one, or the usual. */
static mode_t permissions(const char *target)
{
    struct stat old;

    if (stat(target, &old) == 0)
        return old.st_mode & 0777;

    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

static void hold_signals(struct output *output)
{
    sigset_t ending;

    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    sigprocmask(SIG_BLOCK, &ending, &output->signals);
}

static bool open_beside(struct output *output)
{
    static const char ending[] = ".XXXXXX";
    size_t length = strlen(output->target);
    int file;

    output->beside = malloc(length + sizeof ending);
    if (output->beside == NULL)
        return false;
    memcpy(output->beside, output->target, length);
    memcpy(output->beside + length, ending, sizeof ending);
    hold_signals(output);
    file = mkstemp(output->beside);
    if (file < 0) {
        sigprocmask(SIG_SETMASK, &output->signals, NULL);
        return false;
    }
    (void)fchmod(file, permissions(output->target)); /* a file system without them is fine */
    output->stream = fdopen(file, "w");
    if (output->stream == NULL) {
        unlink(output->beside);
        close(file);
        sigprocmask(SIG_SETMASK, &output->signals, NULL);
    }
    return output->stream != NULL;
}

static void forget(struct output *output)
{
    free(output->target);
    free(output->beside);
    *output = (struct output){0};
}

bool output_open(struct output *output, const char *name)
{
    struct stat there;

    *output = (struct output){0};
    if (name == NULL || strcmp(name, "-") == 0) {
        output->stream = stdout;
        return true;
    }
    if (stat(name, &there) == 0 && !S_ISREG(there.st_mode)) {
        if (S_ISDIR(there.st_mode)) {
            complain("cannot write %s: it is a directory", name);
            return false;
        }
        output->stream = fopen(name, "w");
    } else {
        output->target = resolve(name);
        if (output->target != NULL)
            open_beside(output);
    }
    if (output->stream == NULL) {
        complain("cannot write %s: %s", name, strerror(errno));
        forget(output);
        return false;
    }
    return true;
}

const char *output_place(const char *name)
{
    return name != NULL ? strstr(name, "%d") : NULL;
}

char *output_named(const char *name, const char *word)
{
    const char *place = output_place(name);
    size_t size = strlen(name) + strlen(word) + 1;
    char *full = malloc(size);

    if (full == NULL)
        complain("out of memory");
    else
        snprintf(full, size, "%.*s%s%s", (int)(place - name), name, word, place + 2);
    return full;
}

bool output_is_json(const char *name)
{
    size_t length = name != NULL ? strlen(name) : 0;

    return length > 5 && strcasecmp(name + length - 5, ".json") == 0;
}

bool output_should_end(const struct output *output)
{
    sigset_t waiting;

    return output->target != NULL && sigpending(&waiting) == 0 &&
           (sigismember(&waiting, SIGINT) == 1 || sigismember(&waiting, SIGTERM) == 1 ||
            sigismember(&waiting, SIGHUP) == 1);
}

bool output_close(struct output *output, bool good)
{
    if (output->stream == stdout)
        return finish_stream(stdout, "standard output") && good;

    bool written = finish_stream(output->stream, output->target ? output->target : "the output");

    if (fclose(output->stream) != 0 && written) {
        complain("cannot write %s: %s", output->target ? output->target : "the output",
                 strerror(errno));
        written = false;
    }
    if (output->target != NULL) {
        if (!good || !written) {
            unlink(output->beside);
        } else if (rename(output->beside, output->target) != 0) {
            complain("cannot write %s: %s", output->target, strerror(errno));
            unlink(output->beside);
            written = false;
        }
        sigprocmask(SIG_SETMASK, &output->signals, NULL);
    }
    forget(output);
    return good && written;
}

/* ---- For a screen, where nothing may be printed ---- */

static bool give_up(char *why, size_t size, const char *name, const char *because)
{
    snprintf(why, size, "cannot write %s: %s", name, because);
    return false;
}

bool output_begin(struct output *output, const char *name, bool replace, char *why,
                  size_t size)
{
    struct stat there;

    *output = (struct output){.fresh = !replace};
    if (stat(name, &there) == 0) {
        if (!S_ISREG(there.st_mode))
            return give_up(why, size, name, S_ISDIR(there.st_mode) ? "it is a directory"
                                                                   : "it is no regular file");
        if (!replace) {
            snprintf(why, size, "%s is there already; save! overwrites it", name);
            return false;
        }
    }
    output->target = resolve(name);
    if (output->target != NULL && open_beside(output))
        return true;
    give_up(why, size, name, strerror(errno));
    forget(output);
    return false;
}

/* Gives what was written its name. A link is refused where the name is taken; where
 * there are no links, looking has to do. */
static bool give_name(const struct output *output)
{
    struct stat there;

    if (!output->fresh)
        return rename(output->beside, output->target) == 0;
    if (link(output->beside, output->target) == 0) {
        unlink(output->beside);
        return true;
    }
    if (errno == EEXIST || lstat(output->target, &there) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(output->beside, output->target) == 0;
}

bool output_end(struct output *output, bool good, char *why, size_t size)
{
    bool kept = fflush(output->stream) == 0 && !ferror(output->stream);

    snprintf(why, size, "%s", "given up");
    if (!kept && good)
        give_up(why, size, output->target, strerror(errno));
    if (fclose(output->stream) != 0 && kept)
        kept = give_up(why, size, output->target, strerror(errno));
    if (good && kept && !give_name(output))
        kept = give_up(why, size, output->target, strerror(errno));
    if (!good || !kept)
        unlink(output->beside);
    sigprocmask(SIG_SETMASK, &output->signals, NULL);
    forget(output);
    return good && kept;
}
