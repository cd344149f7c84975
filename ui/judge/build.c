/* build.c: a source of a few lines that includes the student's file, gives its functions
 * names of ours and takes main out of the way; compiled under limits. */
#include "build.h"

#include "copy.h"
#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COMPILE_SECONDS 60
#define WORDS_MOST 32

static const char shim[] =
    "#define main mems_judged_main\n"
    "#include \"%s/%s\"\n"
    "#undef main\n"
    "#include <stddef.h>\n"
    "void mems_judged_init(void) { mems_init(); }\n"
    "void mems_judged_finish(void) { mems_finish(); }\n"
    "void *mems_judged_malloc(size_t size) { return (void *)mems_malloc(size); }\n"
    "void mems_judged_free(void *address) { mems_free(address); }\n"
    "void *mems_judged_get(void *address) { return (void *)mems_get(address); }\n"
    "void mems_judged_print_stats(void) { mems_print_stats(); }\n"
    "unsigned long mems_judged_page_size(void)\n"
    "{\n"
    "#ifdef PAGE_SIZE\n"
    "    return PAGE_SIZE;\n"
    "#else\n"
    "    return 0;\n"
    "#endif\n"
    "}\n";

/* ---- What was handed in ---- */

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);

    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

static enum build_kind kind_of(const char *name)
{
    if (ends_in(name, ".so") || strstr(name, ".so.") != NULL || ends_in(name, ".dylib"))
        return BUILD_LIBRARY;
    return ends_in(name, ".h") ? BUILD_HEADER : BUILD_SOURCE;
}

bool build_open(struct build *build, const char *file, char *why, size_t size)
{
    char *path = realpath(file, NULL), *slash;
    struct stat status;
    bool good = false;

    *build = (struct build){0};
    if (path == NULL || stat(path, &status) != 0) {
        snprintf(why, size, "cannot open %s: %s", file, strerror(errno));
    } else if (!S_ISREG(status.st_mode)) {
        snprintf(why, size, "%s is no file", file);
    } else if (strlen(path) >= BUILD_PATH || (slash = strrchr(path, '/')) == NULL ||
               !copy_is_plain(slash + 1)) {
        snprintf(why, size, "%s: a name of letters, digits, '.', '_', '+' and '-' is expected",
                 file);
    } else if (!folder_make(build->folder)) {
        build->folder[0] = '\0';
        snprintf(why, size, "cannot make a temporary folder: %s", strerror(errno));
    } else {
        snprintf(build->file, sizeof build->file, "%s", path);
        snprintf(build->base, sizeof build->base, "%s", slash + 1);
        *slash = '\0';
        snprintf(build->beside, sizeof build->beside, "%s", path[0] != '\0' ? path : "/");
        build->kind = kind_of(build->base);
        good = true;
    }
    free(path);
    return good;
}

void build_close(struct build *build)
{
    folder_remove(build->folder);
    build->folder[0] = '\0';
}

/* ---- The compiler ---- */

/* The words of $CC, or cc: split at blanks, by no shell. */
static int compiler_words(char *text, size_t size, char **words)
{
    const char *given = getenv("CC");
    int count = 0;

    snprintf(text, size, "%s", given != NULL && given[strspn(given, " \t")] != '\0' ? given : "cc");
    for (char *at = strtok(text, " \t"); at != NULL && count < WORDS_MOST / 2;
         at = strtok(NULL, " \t"))
        words[count++] = at;
    return count;
}

/* Takes some of what it says, and keeps the first of it. */
static void take_said(struct build *build, int said)
{
    size_t length = strlen(build->said);
    char bytes[4096];
    ssize_t got = 1;

    for (int i = 0; i < 64 && got > 0; i++) {
        size_t room = sizeof build->said - 1 - length;

        got = read(said, bytes, sizeof bytes);
        for (ssize_t k = 0; k < got && room > 0; k++, room--)
            build->said[length++] = bytes[k] != '\0' ? bytes[k] : '?';
    }
}

/* Until it ends, for no longer than it may take; that it took longer is in *late. */
static bool wait_compiler(struct build *build, pid_t pid, int said, bool *late)
{
    int64_t deadline = launch_now() + COMPILE_SECONDS * 1000;

    *late = false;
    while (!launch_ended(pid)) {
        poll(&(struct pollfd){.fd = said, .events = POLLIN}, 1, 20);
        take_said(build, said);
        *late = launch_now() > deadline;
        if (*late || (build->interrupted != NULL && build->interrupted()))
            return false;
    }
    take_said(build, said);
    return true;
}

static bool run_compiler(struct build *build, char **words, char *why, size_t size)
{
    struct launch launch = {.program = words[0], .words = words, .folder = build->folder,
                            .talk = -1, .search = true, .compiler = true};
    int ends[2], error, status;
    bool ended, late = false;
    pid_t pid;

    memset(build->said, 0, sizeof build->said);
    if (pipe2(ends, O_CLOEXEC) != 0 || fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) {
        snprintf(why, size, "cannot start the compiler: %s", strerror(errno));
        return false;
    }
    launch.out = launch.err = ends[1];
    error = launch_start(&launch, &pid);
    close(ends[1]);
    ended = error == 0 && wait_compiler(build, pid, ends[0], &late);
    status = error == 0 ? launch_end(pid) : -1;
    close(ends[0]);
    if (ended && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (error != 0 || (ended && WIFEXITED(status) && WEXITSTATUS(status) == LAUNCH_FAILED))
        snprintf(why, size, "there is no C compiler '%s'; set CC", words[0]);
    else if (ended)
        snprintf(why, size, "does not compile");
    else
        snprintf(why, size, late ? "takes more than 60 s to compile" : "was stopped");
    return false;
}

static bool write_shim(const struct build *build, const char *name, const char *folder,
                       const char *base)
{
    char path[BUILD_PATH];
    FILE *out = fopen(folder_path(path, sizeof path, build->folder, name), "w");
    bool good = out != NULL;

    if (good) {
        fprintf(out, shim, folder, base);
        good = ferror(out) == 0;
        good = fclose(out) == 0 && good;
    }
    return good;
}

/* The source as it is, under its own name, so that messages name it; or a copy with
 * another page size. */
static bool prepare(const struct build *build, const char *base, const char *folder, size_t page)
{
    char under[BUILD_PATH], path[BUILD_PATH], file[BUILD_PATH];

    folder_path(under, sizeof under, build->folder, folder);
    if (mkdir(under, 0700) != 0 && errno != EEXIST)
        return false;
    if (page != 0)
        return copy_unpaged(build->beside, under, base);
    return symlink(folder_path(file, sizeof file, build->beside, base),
                   folder_path(path, sizeof path, under, base)) == 0 || errno == EEXIST;
}

static bool make_from(struct build *build, const char *base, size_t page, char *library,
                      char *why, size_t size)
{
    char text[1024], folder[32], name[48], define[48], output[48];
    char *words[WORDS_MOST];
    int count = compiler_words(text, sizeof text, words);
    char *const more[] = {(char[]){"-w"}, (char[]){"-g"}, (char[]){"-fPIC"}, (char[]){"-shared"},
                          (char[]){"-Wl,-z,defs"}, (char[]){"-iquote"}, build->beside,
                          (char[]){"-o"}, output, name, (char[]){"-lm"}, (char[]){"-lpthread"}};

    snprintf(folder, sizeof folder, page != 0 ? "page-%zu" : "source", page);
    snprintf(name, sizeof name, "%s.c", folder);
    snprintf(output, sizeof output, "%s.so", folder);
    snprintf(define, sizeof define, "-DPAGE_SIZE=%zu", page);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        words[count++] = more[i];
    if (page != 0)
        words[count++] = define;
    words[count] = NULL;
    folder_path(library, BUILD_PATH, build->folder, output);
    if (!prepare(build, base, folder, page) || !write_shim(build, name, folder, base)) {
        snprintf(why, size, "cannot be copied");
        return false;
    }
    return run_compiler(build, words, why, size);
}

bool build_make(struct build *build, size_t page, char library[BUILD_PATH], char *why, size_t size)
{
    char beside[BUILD_PATH], said[BUILD_SAID];
    size_t stem = strlen(build->base) - 2;

    if (build->kind == BUILD_LIBRARY) {
        memcpy(library, build->file, sizeof build->file);
        snprintf(why, size, "a shared object has the page size that it has");
        return page == 0;
    }
    if (make_from(build, build->base, page, library, why, size))
        return true;
    if (build->kind != BUILD_HEADER || strcmp(why, "does not compile") != 0)
        return false;
    /* a header that declares only: the functions are in the source beside it */
    memcpy(said, build->said, sizeof said);
    snprintf(beside, sizeof beside, "%.*s.c", (int)stem, build->base);
    if (copy_is_plain(beside) && strlen(beside) < sizeof build->base &&
        access(folder_path(library, BUILD_PATH, build->beside, beside), R_OK) == 0) {
        memcpy(build->base, beside, strlen(beside) + 1);
        build->kind = BUILD_PAIR;
        return make_from(build, build->base, page, library, why, size);
    }
    memcpy(build->said, said, sizeof said);
    return false;
}
