/* talk_elsewhere.c: words that a talk lacks, since they are of the screen, of a workload's
 * file, or not whole: what they are, and what is there instead. */
#include "talk_answers.h"

#include "near.h"

#include <string.h>

/* ---- Operations ---- */

static const struct { const char *word, *example; } operations[] = {
    {"malloc", "malloc X 100"}, {"free", "free A"},          {"realloc", "realloc A 200"},
    {"get", "get A+4"},         {"write", "write A \"text\""}, {"policy", "policy best"},
};
#define OPERATIONS (sizeof operations / sizeof *operations)

static bool is_word(const char *word, const char *text, size_t length)
{
    return strlen(word) == length && strncmp(word, text, length) == 0;
}

static size_t operation_at(const char *text, size_t length)
{
    size_t at = 0;
    while (at < OPERATIONS && !is_word(operations[at].word, text, length))
        at++;
    return at;
}

bool talk_is_operation(const char *text, size_t length)
{
    return operation_at(text, length) < OPERATIONS;
}

const char *talk_near_operation(const char *text, size_t length)
{
    const char *list[OPERATIONS + 1] = {NULL};
    for (size_t i = 0; i < OPERATIONS; i++)
        list[i] = operations[i].word;
    return nearest_word(text, length, list);
}

/* ---- The screen ---- */

static const char at_both[] = "ask figures, holes or layout at one step, go to the other, and ask "
                              "again";
static const char another_future[] = "type the other operation itself, such as malloc X 200 or "
                                     "policy best; undo returns to the future there was";
static const char differences[] = "race tells where heaps choose differently next: go to a step "
                                  "behind that, and race again";
static const char by_place[] = "layout, around and where A tell what lies where";

static const struct { enum action action; const char *instead; } screen[] = {
    {ACTION_PLAY, "Enter goes on"},
    {ACTION_GOTO, "go 12 goes to a step"},
    {ACTION_CHAPTER_NEXT, "next goes on, and go and a chapter's name goes there"},
    {ACTION_CHAPTER_PREVIOUS, "previous goes back, and go and a chapter's name goes there"},
    {ACTION_FIND_NEXT, "find alone searches on"},
    {ACTION_FIND_PREVIOUS, "find alone searches on, once around"},
    {ACTION_MARK_HERE, at_both}, {ACTION_COMPARE, at_both}, {ACTION_SWAP, at_both},
    {ACTION_WHATIF, another_future}, {ACTION_BRANCH, another_future},
    {ACTION_RUN, "history and numbers tell of the whole run, life A of one block"},
    {ACTION_VIEW, "layout tells the nodes and their segments in order"},
    {ACTION_DIFFER_NEXT, differences}, {ACTION_DIFFER_PREVIOUS, differences},
    {ACTION_UP, by_place}, {ACTION_DOWN, by_place}, {ACTION_ZOOM_IN, by_place},
    {ACTION_ZOOM_OUT, by_place}, {ACTION_ZOOM_PAGE, by_place}, {ACTION_SELECT_NEXT, by_place},
    {ACTION_SELECT_PREVIOUS, by_place}, {ACTION_SELECT_TOUCHED, by_place},
};

/* By its word, by what the footer calls it, or by its key. */
static enum action action_of(const char *text, size_t length)
{
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
        const struct action_row *row = action_row((enum action)a);
        if (is_word(row->word, text, length) || is_word(row->footer, text, length))
            return (enum action)a;
    }
    return length == 1 ? action_of_key((unsigned char)*text) : ACTION_NONE;
}

static bool is_of_screen(struct talk *talk, const char *text, size_t length)
{
    enum action action = action_of(text, length);
    if (action == ACTION_NONE)
        return false;
    for (size_t i = 0; i < sizeof screen / sizeof *screen; i++) {
        if (screen[i].action != action)
            continue;
        talk_tell(talk, "%.*s belongs to the screen, to mems view; here, %s", (int)length, text,
                  screen[i].instead);
        return true;
    }
    talk_tell(talk, "%.*s belongs to the screen, to mems view, and a talk has nothing for it",
              (int)length, text);
    return true;
}

/* ---- A file ---- */

static bool is_of_file(struct talk *talk, const char *text, size_t length)
{
    for (size_t i = 0; workload_words[i] != NULL; i++) {
        if (!is_word(workload_words[i], text, length))
            continue;
        talk_tell(talk, "%.*s belongs in a workload file; help lists the words of a talk",
                  (int)length, text);
        return true;
    }
    return false;
}

/* ---- All of them ---- */

bool talk_elsewhere(struct talk *talk, const char *text, size_t length)
{
    size_t at = operation_at(text, length);
    if (at == OPERATIONS)
        return is_of_file(talk, text, length) || is_of_screen(talk, text, length);
    talk_tell(talk, "%s needs more after it, such as %s", operations[at].word,
              operations[at].example);
    return true;
}
