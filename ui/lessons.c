/* lessons.c: finds lessons and examples and reads their first lines. */
#include "lessons.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".mems"
#define FIRST_LINE 256

/* ---- One lesson ---- */

static void lesson_free(struct lesson *lesson)
{
    free(lesson->path);
    free(lesson->name);
    free(lesson->title);
    free(lesson->about);
}

/* The first line of a file without its "# " and newline; "" without one. */
static void first_line(const char *path, char line[FIRST_LINE])
{
    FILE *in = fopen(path, "r");
    bool there = in != NULL && fgets(line, FIRST_LINE, in) != NULL && line[0] == '#';

    if (in != NULL)
        fclose(in);
    if (!there) {
        line[0] = '\0';
        return;
    }

    size_t skip = 1 + strspn(line + 1, " \t");

    memmove(line, line + skip, strlen(line + skip) + 1);
    line[strcspn(line, "\r\n")] = '\0';
}

/* "2-splitting.mems" in `directory` is lesson 2, "splitting". */
static bool lesson_read(struct lesson *lesson, const char *directory, const char *file)
{
    size_t digits = strspn(file, "0123456789");
    const char *name = digits > 0 && digits < 4 && file[digits] == '-' ? file + digits + 1 : file;
    char line[FIRST_LINE], *about;

    *lesson = (struct lesson){.number = name != file ? atoi(file) : 0};
    if (asprintf(&lesson->path, "%s/%s", directory, file) < 0) {
        lesson->path = NULL;
        return false;
    }
    first_line(lesson->path, line);
    about = strstr(line, ": ");
    if (about != NULL) {
        *about = '\0';
        about += 2;
    }
    lesson->name = strndup(name, strlen(name) - strlen(ENDING));
    lesson->title = line[0] != '\0' ? strdup(line) : strdup(file);
    lesson->about = strdup(about != NULL ? about : "");
    if (lesson->name == NULL || lesson->title == NULL || lesson->about == NULL) {
        lesson_free(lesson);
        return false;
    }
    return true;
}

/* ---- Directories ---- */

static int is_workload(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return entry->d_name[0] != '.' && length > strlen(ENDING)
           && strcmp(entry->d_name + length - strlen(ENDING), ENDING) == 0;
}

/* What is no file, a pipe for one, would keep the list waiting. */
static bool is_file(const char *directory, const char *name)
{
    char path[PATH_MAX];
    struct stat there;

    return (size_t)snprintf(path, sizeof path, "%s/%s", directory, name) < sizeof path
           && stat(path, &there) == 0 && S_ISREG(there.st_mode);
}

/* Adds every workload in `directory`; one that is not there adds none. */
static bool add_workloads(struct lessons *lessons, const char *directory)
{
    struct dirent **entries;
    bool good = true;
    int count = scandir(directory, &entries, is_workload, alphasort);

    for (int i = 0; i < count; i++) {
        if (good && lessons->count < LESSONS_MAX && is_file(directory, entries[i]->d_name)) {
            struct lesson *list = realloc(lessons->list,
                                          (lessons->count + 1) * sizeof *lessons->list);

            if (list != NULL)
                lessons->list = list;
            good = list != NULL &&
                   lesson_read(&list[lessons->count], directory, entries[i]->d_name);
            lessons->count += good;
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return good;
}

/* The lessons of a directory, and the examples that lie beside it. */
static bool add_directory(struct lessons *lessons, const char *directory)
{
    char examples[PATH_MAX];

    if ((size_t)snprintf(examples, sizeof examples, "%s/../examples", directory) >= sizeof examples)
        return true;
    return add_workloads(lessons, directory) && add_workloads(lessons, examples);
}

/* Looks at `part` of the directory that the program itself is in. */
static bool add_beside_program(struct lessons *lessons, const char *part)
{
    char path[PATH_MAX + 32];
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    char *slash;

    if (length <= 0 || length >= PATH_MAX)
        return true;
    path[length] = '\0';
    slash = strrchr(path, '/');
    if (slash == NULL)
        return true;
    snprintf(slash, 32, "/%s", part);
    return add_directory(lessons, path);
}

/* Lessons by number, examples (number 0) behind them. */
static int compare(const void *left, const void *right)
{
    const struct lesson *a = left, *b = right;
    int behind = (a->number == 0) - (b->number == 0);

    if (behind != 0)
        return behind;
    return a->number != b->number ? a->number - b->number : strcmp(a->name, b->name);
}

bool lessons_open(struct lessons *lessons)
{
    const char *chosen = getenv("MEMS_LESSONS");
    bool good = true;

    *lessons = (struct lessons){0};
    if (chosen != NULL && *chosen != '\0')
        good = add_directory(lessons, chosen);
    if (good && lessons->count == 0)
        good = add_beside_program(lessons, "workloads/lessons");
    if (good && lessons->count == 0)
        good = add_beside_program(lessons, "../share/mems/lessons");
    if (good && lessons->count == 0)
        good = add_directory(lessons, LESSONS_DIR);
    if (!good)
        lessons_close(lessons);
    else if (lessons->count > 1)
        qsort(lessons->list, lessons->count, sizeof *lessons->list, compare);
    return good;
}

void lessons_close(struct lessons *lessons)
{
    for (size_t i = 0; i < lessons->count; i++)
        lesson_free(&lessons->list[i]);
    free(lessons->list);
    *lessons = (struct lessons){0};
}

/* ---- By name ---- */

const struct lesson *lessons_named(const struct lessons *lessons, const char *name)
{
    const struct lesson *begins = NULL;
    char number[12];
    size_t found = 0;

    for (size_t i = 0; i < lessons->count; i++) {
        const struct lesson *lesson = &lessons->list[i];

        snprintf(number, sizeof number, "%d", lesson->number);
        if (strcmp(lesson->name, name) == 0 || (lesson->number > 0 && strcmp(number, name) == 0))
            return lesson;
        if (*name != '\0' && strncmp(lesson->name, name, strlen(name)) == 0) {
            begins = lesson;
            found++;
        }
    }
    return found == 1 ? begins : NULL;
}
