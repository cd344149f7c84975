/* main.c: the program: which verb its first word means, and nothing more. */
#include "lessons.h"
#include "message.h"
#include "verb_help.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool is_lesson(const char *word)
{
    struct lessons lessons;
    bool found = false;

    if (lessons_open(&lessons)) {
        found = lessons_named(&lessons, word) != NULL;
        lessons_close(&lessons);
    }
    return found;
}

/* Whether a first word that is no verb is something to be viewed: an option of
 * view, a file, or what is meant as one, or a lesson. */
static bool is_viewed(const char *word)
{
    struct stat there;

    return word[0] == '-' || strchr(word, '/') != NULL || strchr(word, '.') != NULL
           || stat(word, &there) == 0 || errno != ENOENT || is_lesson(word);
}

int main(int argc, char **argv)
{
    const struct verb *verb;

    setlocale(LC_ALL, "");
    if (argc < 2)
        return verb_lessons.run(argc, argv);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return help_all();
    if (strcmp(argv[1], "--version") == 0) {
        puts("mems " PACKAGE_VERSION);
        return finish_stream(stdout, "standard output") ? STATUS_OK : STATUS_BAD;
    }
    verb = verb_find(argv[1]);
    if (verb != NULL)
        return verb->run(argc - 1, argv + 1);
    return is_viewed(argv[1]) ? verb_view.run(argc, argv) : help_unknown(argv[1]);
}
