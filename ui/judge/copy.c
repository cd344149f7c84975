/* copy.c: line by line; the lines keep their numbers. */
#include "copy.h"

#include "folder.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MOST 32
#define BYTES_MOST (1 << 20)
#define PATH_ROOM 4096
#define NAME_ROOM 128

struct copying {
    const char *from, *to;
    char names[FILES_MOST][NAME_ROOM];
    int count;
};

bool copy_is_plain(const char *name)
{
    if (name[0] == '.' || name[0] == '-' || name[0] == '\0' || strlen(name) >= NAME_ROOM)
        return false;
    for (; *name != '\0'; name++)
        if (!isalnum((unsigned char)*name) && strchr("._+-", *name) == NULL)
            return false;
    return true;
}

/* The whole file, ending in a NUL, to be freed; NULL: it cannot be had. */
static char *read_whole(const char *path)
{
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat status;
    char *text = NULL;

    if (file >= 0 && fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_size <= BYTES_MOST)
        text = malloc((size_t)status.st_size + 1);
    if (text != NULL && read(file, text, (size_t)status.st_size) != status.st_size) {
        free(text);
        text = NULL;
    }
    if (text != NULL)
        text[status.st_size] = '\0';
    if (file >= 0)
        close(file);
    return text;
}

static void want(struct copying *copying, const char *name, size_t length)
{
    char word[NAME_ROOM], path[PATH_ROOM];

    if (length >= sizeof word || copying->count > FILES_MOST)
        return;
    memcpy(word, name, length);
    word[length] = '\0';
    if (!copy_is_plain(word) ||
        access(folder_path(path, sizeof path, copying->from, word), R_OK) != 0)
        return;
    for (int i = 0; i < copying->count; i++)
        if (strcmp(copying->names[i], word) == 0)
            return;
    if (copying->count < FILES_MOST)
        memcpy(copying->names[copying->count], word, length + 1);
    copying->count++; /* past the end it is noticed */
}

static const char *after_word(const char *at, const char *word)
{
    size_t length = strlen(word);

    at += strspn(at, " \t");
    return strncmp(at, word, length) == 0 ? at + length : NULL;
}

/* Whether a line is to be left out; one that includes a file makes that one wanted. */
static bool leave_out(struct copying *copying, const char *line)
{
    const char *hash = after_word(line, "#"), *at;

    if (hash == NULL)
        return false;
    at = after_word(hash, "include");
    if (at != NULL) {
        at += strspn(at, " \t");
        if (*at == '"')
            want(copying, at + 1, strcspn(at + 1, "\"\n"));
        return false;
    }
    at = after_word(hash, "define");
    at = at != NULL && (*at == ' ' || *at == '\t') ? after_word(at, "PAGE_SIZE") : NULL;
    return at != NULL && isspace((unsigned char)*at);
}

/* Bytes of a line and of those that it goes on in, after a backslash. */
static size_t whole_line(const char *line)
{
    const char *end = strchr(line, '\n');

    while (end != NULL && end > line && end[-1] == '\\')
        end = strchr(end + 1, '\n');
    return end != NULL ? (size_t)(end + 1 - line) : strlen(line);
}

/* Of one that is left out, what ends it. */
static void copy_line(struct copying *copying, const char *line, FILE *out)
{
    bool left_out = leave_out(copying, line);
    size_t length = whole_line(line);

    for (size_t i = 0; i < length; i++)
        if (!left_out || line[i] == '\n')
            fputc(line[i], out);
}

static bool copy_one(struct copying *copying, const char *name)
{
    char path[PATH_ROOM];
    char *text = read_whole(folder_path(path, sizeof path, copying->from, name));
    FILE *out = NULL;
    bool good = false;

    if (text != NULL)
        out = fopen(folder_path(path, sizeof path, copying->to, name), "w");
    if (out != NULL) {
        for (const char *line = text; *line != '\0'; line += whole_line(line))
            copy_line(copying, line, out);
        good = ferror(out) == 0;
        good = fclose(out) == 0 && good;
    }
    free(text);
    return good;
}

bool copy_unpaged(const char *from, const char *to, const char *name)
{
    struct copying *copying = calloc(1, sizeof *copying);
    bool good = copying != NULL;

    if (good) {
        copying->from = from;
        copying->to = to;
        want(copying, name, strlen(name));
        good = copying->count == 1;
    }
    for (int i = 0; good && i < copying->count; i++)
        good = copying->count <= FILES_MOST && copy_one(copying, copying->names[i]);
    free(copying);
    return good;
}
