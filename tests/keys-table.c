/* keys-table.c: the table of actions as README.md (`keys-table md`) and mems.1
 * (`keys-table man`) show it. */
#include "keys.h"

#include <stdio.h>
#include <string.h>

static void man_text(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '-' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
}

/* Each key of the list in backticks. */
static void code_words(const char *words)
{
    while (*words != '\0') {
        size_t length = strcspn(words, " ");

        printf("`%.*s`", (int)length, words);
        words += length;
        if (*words == ' ') {
            putchar(' ');
            words++;
        }
    }
}

static void man_row(const struct action_row *row)
{
    if (row->keys[0] != '\0') {
        printf(".TP\n.BR \"");
        man_text(row->keys);
        printf("\" \" (");
        man_text(row->word);
        printf(")\"\n");
    } else {
        printf(".TP\n.B :");
        man_text(row->word);
        printf("\n");
    }
    man_text(row->help);
    printf(".\n");
}

static void md_row(const struct action_row *row)
{
    printf("| ");
    code_words(row->keys[0] != '\0' ? row->keys : ":");
    printf(" | `%s` | %s |\n", row->word, row->help);
}

static void group_title(enum group group, bool man)
{
    if (man)
        printf(".SS %s\n", group_name(group));
    else
        printf("| **%s** | | |\n", group_name(group));
}

int main(int argc, char **argv)
{
    bool man = argc > 1 && strcmp(argv[1], "man") == 0;

    if (!man)
        printf("| keys | command | what it does |\n|---|---|---|\n");
    for (int group = 0; group < GROUP_COUNT; group++) {
        group_title((enum group)group, man);
        for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            const struct action_row *row = action_row((enum action)action);

            if ((int)row->group != group)
                continue;
            if (man)
                man_row(row);
            else
                md_row(row);
        }
    }
    return 0;
}
