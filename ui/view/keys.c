/* keys.c: the action table's rows, and keys by name. */
#include "keys.h"

#include "near.h"

#include <stdio.h>
#include <string.h>

static const struct action_row rows[ACTION_COUNT] = {
    [ACTION_NONE] = {"", "", "", "", GROUP_PROGRAM},
#define X(id, word, keys, footer, group, help) \
    [ACTION_##id] = {word, keys, footer, help, group},
    ACTIONS(X)
#undef X
};

static const struct { uint32_t key; const char *name; } named[] = {
    {' ', "Space"},           {K_TAB, "Tab"},         {K_ENTER, "Enter"},
    {K_ESCAPE, "Escape"},     {K_BACKSPACE, "Backspace"}, {K_UP, "Up"},
    {K_DOWN, "Down"},         {K_LEFT, "Left"},       {K_RIGHT, "Right"},
    {K_HOME, "Home"},         {K_END, "End"},         {K_PAGE_UP, "PageUp"},
    {K_PAGE_DOWN, "PageDown"}, {K_DELETE, "Delete"},  {K_BACKTAB, "BackTab"},
    {K_F1, "F1"},
};

const char *group_name(enum group group)
{
    static const char *const names[GROUP_COUNT] = {
        [GROUP_TIME] = "Time",
        [GROUP_LOOK] = "Looking",
        [GROUP_SELECT] = "Selecting",
        [GROUP_CHANGE] = "Changing what happens",
        [GROUP_RACE] = "In a race",
        [GROUP_PROGRAM] = "Program",
    };
    return names[group];
}

const struct action_row *action_row(enum action action)
{
    return &rows[action];
}

const char *action_key(enum action action, enum glyphs glyphs, char out[KEY_SIZE])
{
    static const struct { const char *name, *arrow; } arrows[] = {
        {"Right", "→"}, {"Left", "←"}, {"Up", "↑"}, {"Down", "↓"},
    };
    const char *keys = rows[action].keys;
    snprintf(out, KEY_SIZE, "%.*s", (int)strcspn(keys, " "), keys);
    for (size_t i = 0; glyphs != GLYPHS_ASCII && i < sizeof arrows / sizeof *arrows; i++)
        if (strcmp(out, arrows[i].name) == 0)
            return arrows[i].arrow;
    return out;
}

uint32_t key_of_name(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strlen(named[i].name) == length && memcmp(named[i].name, name, length) == 0)
            return named[i].key;
    if (length == 6 && memcmp(name, "Ctrl-", 5) == 0)
        return K_CONTROL(name[5]);
    return length == 1 ? (uint32_t)(unsigned char)name[0] : K_NONE;
}

const char *name_of_key(uint32_t key, char out[8])
{
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].key == key)
            return named[i].name;
    if (key > 0 && key < 32) {
        memcpy(out, "Ctrl-", 5);
        out[5] = (char)('@' + key);
        out[6] = '\0';
        return out;
    }
    if (key <= 32 || key >= 127)
        return NULL;
    out[0] = (char)key;
    out[1] = '\0';
    return out;
}

/* Whether one of the blank-separated names in `keys` is that key. */
static bool names_key(const char *keys, uint32_t key)
{
    while (*keys != '\0') {
        size_t length = strcspn(keys, " ");
        if (length > 0 && key_of_name(keys, length) == key)
            return true;
        keys += length + (keys[length] == ' ');
    }
    return false;
}

static enum action find_key(uint32_t key, bool race)
{
    if (key == K_NONE)
        return ACTION_NONE;
    for (int a = 1; a < ACTION_COUNT; a++)
        if ((rows[a].group == GROUP_RACE) == race && names_key(rows[a].keys, key))
            return (enum action)a;
    return ACTION_NONE;
}

enum action action_of_key(uint32_t key)
{
    return find_key(key, false);
}

enum action action_in_race(uint32_t key)
{
    enum action action = find_key(key, true);
    return action != ACTION_NONE ? action : find_key(key, false);
}

enum action action_of_word(const char *word)
{
    enum action found = ACTION_NONE;
    size_t length = strlen(word);
    for (int a = 1; a < ACTION_COUNT && length > 0; a++) {
        if (strcmp(rows[a].word, word) == 0)
            return (enum action)a;
        if (strncmp(rows[a].word, word, length) == 0)
            found = found == ACTION_NONE ? (enum action)a : ACTION_COUNT;
    }
    return found == ACTION_COUNT ? ACTION_NONE : found;
}

const char *word_meant(const char *word)
{
    const char *words[ACTION_COUNT];
    for (int a = 1; a < ACTION_COUNT; a++)
        words[a - 1] = rows[a].word;
    words[ACTION_COUNT - 1] = NULL;
    return nearest_word(word, strlen(word), words);
}
