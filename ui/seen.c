/* seen.c: a file of lines "STEP STEPS RIGHT QUESTIONS NAME" below a line that says
 * its version. It may hold anything: sizes are checked, and nothing of it is shown. */
#include "seen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE "mems lessons 1"
#define ANY_VERSION "mems lessons "
#define NAME_MOST 255
#define LINE_MOST (4 * sizeof "4294967295 " + NAME_MOST)
#define FILE_MOST ((ssize_t)(SEEN_MAX * LINE_MOST)) /* bytes; more is no file of ours */

/* ---- Where it is ---- */

/* The value of a variable that is the path of a directory; NULL. */
static const char *absolute(const char *variable)
{
    const char *value = getenv(variable);

    return value != NULL && value[0] == '/' ? value : NULL;
}

/* To be freed; NULL with errno 0: nothing is kept, and else no memory. */
static char *find_directory(void)
{
    const char *wanted = getenv("MEMS_STATE"), *state = absolute("XDG_STATE_HOME");
    const char *home = absolute("HOME");
    char *directory;
    int length = 0;

    errno = 0;
    if ((wanted != NULL && strcmp(wanted, "off") == 0) || (state == NULL && home == NULL))
        return NULL;
    length = state != NULL ? asprintf(&directory, "%s/mems", state)
                           : asprintf(&directory, "%s/.local/state/mems", home);
    if (length >= 0)
        return directory;
    errno = ENOMEM;
    return NULL;
}

/* Makes it, and what it lies in, for this user alone. What exists stays as it is. */
static bool make_directory(const char *directory)
{
    char *path = strdup(directory);
    bool good = path != NULL;

    for (char *slash = path; good && slash != NULL;) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL)
            *slash = '\0';
        good = mkdir(path, 0700) == 0 || errno == EEXIST;
        if (slash != NULL)
            *slash = '/';
    }
    free(path);
    return good;
}

/* ---- Entries ---- */

static void forget(struct seen *seen)
{
    for (size_t i = 0; i < seen->count; i++)
        free(seen->list[i].name);
    free(seen->list);
    seen->list = NULL;
    seen->count = 0;
    seen->newer = false;
}

static struct seen_lesson *find(const struct seen *seen, const char *name)
{
    for (size_t i = 0; i < seen->count; i++)
        if (strcmp(seen->list[i].name, name) == 0)
            return &seen->list[i];
    return NULL;
}

/* The better of what is known and `news`. Where a lesson has changed since, only
 * what is new counts. false: no memory. */
static bool merge(struct seen *seen, const struct seen_lesson *news)
{
    struct seen_lesson *old = find(seen, news->name);

    if (old == NULL) {
        struct seen_lesson *list = realloc(seen->list, (seen->count + 1) * sizeof *list);

        if (list == NULL)
            return false;
        seen->list = list;
        old = &list[seen->count];
        *old = *news;
        old->name = strdup(news->name);
        seen->count += old->name != NULL;
        return old->name != NULL;
    }
    if (old->steps != news->steps || news->step > old->step)
        old->step = news->step;
    if (old->questions != news->questions || news->right > old->right)
        old->right = news->right;
    old->steps = news->steps;
    old->questions = news->questions;
    return true;
}

/* ---- Reading ---- */

/* A number and the blank behind it. */
static bool take_number(const char **at, uint32_t *number)
{
    uint64_t value = 0;
    size_t digits = strspn(*at, "0123456789");

    if (digits == 0 || digits > 10 || (*at)[digits] != ' ')
        return false;
    for (size_t i = 0; i < digits; i++)
        value = value * 10 + (uint64_t)((*at)[i] - '0');
    *at += digits + 1;
    *number = (uint32_t)value;
    return value <= UINT32_MAX;
}

static bool is_name(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
            return false;
    return length > 0 && length <= NAME_MOST;
}

/* false: no memory. */
static bool read_line(struct seen *seen, const char *line)
{
    struct seen_lesson lesson = {0};

    if (!take_number(&line, &lesson.step) || !take_number(&line, &lesson.steps) ||
        !take_number(&line, &lesson.right) || !take_number(&line, &lesson.questions) ||
        !is_name(line) || lesson.step > lesson.steps || lesson.right > lesson.questions ||
        seen->count >= SEEN_MAX)
        return true;
    lesson.name = (char *)line;
    return merge(seen, &lesson);
}

static bool read_lines(struct seen *seen, char *text)
{
    char *rest = NULL, *line = strtok_r(text, "\n", &rest);
    bool good = true;

    if (line == NULL || strcmp(line, FIRST_LINE) != 0) {
        seen->newer = line != NULL && strncmp(line, ANY_VERSION, strlen(ANY_VERSION)) == 0;
        return true;
    }
    while (good && (line = strtok_r(NULL, "\n", &rest)) != NULL)
        good = read_line(seen, line);
    return good;
}

/* The whole file, ended by NUL, or "" where there is none of ours. NULL: no memory. */
static char *read_file(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    char *text = calloc(1, FILE_MOST + 1);
    struct stat about;
    ssize_t got = 0, length = 0;

    if (file >= 0 && text != NULL && fstat(file, &about) == 0 && S_ISREG(about.st_mode) &&
        about.st_size <= FILE_MOST)
        while (length < FILE_MOST &&
               (got = read(file, text + length, (size_t)(FILE_MOST - length))) > 0)
            length += got;
    if (file >= 0)
        close(file);
    if (text != NULL)
        text[got < 0 ? 0 : length] = '\0';
    return text;
}

static char *path_in(const struct seen *seen, const char *name)
{
    char *path;

    return asprintf(&path, "%s/%s", seen->directory, name) >= 0 ? path : NULL;
}

static bool read_again(struct seen *seen)
{
    char *path = path_in(seen, "lessons"), *text = path != NULL ? read_file(path) : NULL;
    bool good = false;

    forget(seen);
    if (text != NULL)
        good = read_lines(seen, text);
    free(text);
    free(path);
    return good;
}

/* ---- Writing ---- */

static bool write_lines(const struct seen *seen, FILE *out)
{
    fputs(FIRST_LINE "\n", out);
    for (size_t i = 0; i < seen->count; i++) {
        const struct seen_lesson *lesson = &seen->list[i];

        fprintf(out, "%lu %lu %lu %lu %s\n", (unsigned long)lesson->step,
                (unsigned long)lesson->steps, (unsigned long)lesson->right,
                (unsigned long)lesson->questions, lesson->name);
    }
    return fflush(out) == 0 && !ferror(out);
}

static bool write_beside(const struct seen *seen, char *beside, const char *path)
{
    int file = mkstemp(beside); /* for this user alone */
    FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
    bool good = out != NULL && write_lines(seen, out);
    int error;

    if (out != NULL)
        good = fclose(out) == 0 && good;
    else if (file >= 0)
        close(file);
    good = good && rename(beside, path) == 0;
    error = errno;
    if (!good && file >= 0)
        unlink(beside);
    errno = error;
    return good;
}

static bool write_file(const struct seen *seen)
{
    char *path = path_in(seen, "lessons"), *beside = path_in(seen, "lessons.XXXXXX");
    bool good = path != NULL && beside != NULL && make_directory(seen->directory) &&
                write_beside(seen, beside, path);
    int error = errno;

    free(path);
    free(beside);
    errno = error;
    return good;
}

/* ---- Outside ---- */

bool seen_open(struct seen *seen)
{
    *seen = (struct seen){.directory = find_directory()};
    if (seen->directory == NULL)
        return errno == 0;
    if (read_again(seen))
        return true;
    seen_close(seen);
    return false;
}

void seen_close(struct seen *seen)
{
    forget(seen);
    free(seen->directory);
    *seen = (struct seen){0};
}

const struct seen_lesson *seen_of(const struct seen *seen, const char *name)
{
    return find(seen, name);
}

const char *seen_add(struct seen *seen, const struct seen_lesson *news)
{
    if (seen->directory == NULL)
        return NULL;
    if (!read_again(seen))
        return strerror(ENOMEM);
    if (seen->newer)
        return "a later version of mems wrote it";
    if (!is_name(news->name) || (seen->count >= SEEN_MAX && find(seen, news->name) == NULL))
        return "there is no room";
    errno = ENOMEM;
    return merge(seen, news) && write_file(seen) ? NULL : strerror(errno);
}
