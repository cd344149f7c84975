/* verb_help.c: `mems help`: what there is, and how each verb is used. The
 * table of verbs is here. */
#include "verb_help.h"

#include "keys.h"
#include "lessons.h"
#include "message.h"
#include "near.h"

#include <stdio.h>
#include <string.h>

static const char help_usage[] =
    "Usage: mems help [VERB | keys]\n"
    "Say what verbs there are, how VERB is used, or what the keys of the screen do.\n";

static const char keys_word[] = "keys"; /* what help is for besides verbs */

static int help_run(int argc, char **argv);
static const struct verb verb_help = {"help", "say how a verb is used", help_usage, help_run};

static const struct verb *const verbs[] = {
    &verb_view, &verb_say, &verb_run, &verb_render, &verb_cast, &verb_race, &verb_quiz,
    &verb_present, &verb_notes, &verb_bench, &verb_judge, &verb_draw, &verb_lessons, &verb_help
};
#define VERBS (sizeof verbs / sizeof verbs[0])

const struct verb *verb_find(const char *name)
{
    for (size_t i = 0; i < VERBS; i++)
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
    return NULL;
}

/* The table of actions, by groups. */
static int help_keys(void)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        printf("%s%s\n", group > 0 ? "\n" : "", group_name((enum group)group));
        for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            const struct action_row *row = action_row((enum action)action);

            if (row->group == (enum group)group)
                printf("  %-13s  :%-13s %s\n", row->keys, row->word, row->help);
        }
    }
    return finish_stream(stdout, "standard output") ? STATUS_OK : STATUS_BAD;
}

int help_all(void)
{
    fputs("Usage: mems [VERB] [FILE] [OPTION]...\n"
          "Watch an allocator hand out memory and take it back, one operation at a time.\n"
          "\n"
          "  mems              the lessons\n"
          "  mems FILE         a workload on the screen; - is standard input\n"
          "  mems splitting    a lesson by its name; mems 2 by its number\n"
          "\n"
          "Verbs:\n",
          stdout);
    for (size_t i = 0; i < VERBS; i++)
        printf("  %-8s  %s\n", verbs[i]->name, verbs[i]->summary);
    fputs("\n'mems help VERB' or 'mems VERB --help' says more, 'mems help keys' what the keys of\n"
          "the screen do, 'mems --version' the version.\n"
          "The manual: mems(1), and mems-workload(5) for the language of workloads.\n", stdout);
    return finish_stream(stdout, "standard output") ? STATUS_OK : STATUS_BAD;
}

/* "; did you mean 'run'?", or nothing: of verbs and lessons, or of what help is for. */
static void suggest(const char *word, bool lessons_too, char *out, size_t size)
{
    const char *words[VERBS + LESSONS_MAX + 2];
    struct lessons lessons = {0};
    const char *near;
    size_t count = 0;

    for (size_t i = 0; i < VERBS; i++)
        words[count++] = verbs[i]->name;
    if (!lessons_too)
        words[count++] = keys_word;
    else if (lessons_open(&lessons))
        for (size_t i = 0; i < lessons.count; i++)
            words[count++] = lessons.list[i].name;
    words[count] = NULL;
    near = nearest_word(word, strlen(word), words);
    out[0] = '\0';
    if (near != NULL)
        snprintf(out, size, "; did you mean '%s'?", near);
    lessons_close(&lessons);
}

int help_unknown(const char *word)
{
    char meant[128];

    suggest(word, true, meant, sizeof meant);
    complain("'%s' is no verb, no file and no lesson%s", word,
             meant[0] != '\0' ? meant : "; 'mems help' says what there is");
    return STATUS_BAD;
}

static int help_run(int argc, char **argv)
{
    const struct verb *verb;
    char meant[128];

    if (argc < 2)
        return help_all();
    if (argc == 2 && strcmp(argv[1], keys_word) == 0)
        return help_keys();
    verb = strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ? &verb_help
                                                                         : verb_find(argv[1]);
    if (verb == NULL && strcmp(argv[1], keys_word) != 0) {
        suggest(argv[1], false, meant, sizeof meant);
        complain("help: '%s' is no verb%s%s", argv[1], meant,
                 meant[0] != '\0' ? "" : "; 'mems help' lists them");
        return STATUS_BAD;
    }
    if (argc > 2) {
        complain("help: one verb at a time, and '%s' is a second", argv[2]);
        return STATUS_BAD;
    }
    fputs(verb->usage, stdout);
    return finish_stream(stdout, "standard output") ? STATUS_OK : STATUS_BAD;
}
