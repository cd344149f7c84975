/* complete.c: what the word at the end of a typed line could become: commands
 * and operations first, then names of live blocks, chapters, themes, policies. */
#include "app_state.h"

#include "number_words.h"
#include "workload.h"

#include <stdio.h>
#include <string.h>

struct candidates {
    const char *prefix;
    size_t prefix_length;
    size_t count;
    char common[COMMAND_SIZE];  /* what all of them begin with */
    char *hint;
    size_t hint_size, hint_length;
};

static void consider(struct candidates *found, const char *candidate)
{
    if (strncmp(candidate, found->prefix, found->prefix_length) != 0)
        return;
    if (found->count++ == 0) {
        snprintf(found->common, sizeof found->common, "%s", candidate);
    } else {
        size_t same = 0;
        while (found->common[same] != '\0' && found->common[same] == candidate[same])
            same++;
        while (same > 0 && (found->common[same] & 0xC0) == 0x80)
            same--; /* never half of a character */
        found->common[same] = '\0';
    }
    int n = snprintf(found->hint + found->hint_length, found->hint_size - found->hint_length,
                     "%s%s", found->hint_length > 0 ? "  " : "", candidate);
    if (n > 0 && (size_t)n < found->hint_size - found->hint_length)
        found->hint_length += (size_t)n;
    else
        found->hint[found->hint_length] = '\0';
}

/* Whether considering it would tell anything new: looking whether a block is
 * live is dear when there are millions. */
static bool matters(const struct candidates *found, const char *candidate)
{
    return strncmp(candidate, found->prefix, found->prefix_length) == 0 &&
           (found->count < 2 || strlen(found->common) > found->prefix_length ||
            strlen(candidate) + 2 < found->hint_size - found->hint_length);
}

static void consider_commands(struct candidates *found)
{
    static const char *const operations[] = {"malloc", "free",  "realloc",
                                             "get",    "write", "policy"};
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        consider(found, operations[i]);
    for (int a = 1; a < ACTION_COUNT; a++)
        if (a != ACTION_MALLOC && a != ACTION_FREE)
            consider(found, action_row((enum action)a)->word);
}

static void consider_blocks(struct candidates *found, const struct app *app)
{
    uint64_t address;
    const struct ops *ops = timeline_ops(app->timeline);
    size_t names = ops_name_count(ops);
    for (size_t id = 0; id < names; id++)
        if (matters(found, ops_name(ops, (uint32_t)id)) &&
            timeline_find(app->timeline, (uint32_t)id, &address))
            consider(found, ops_name(ops, (uint32_t)id));
}

static void consider_chapters(struct candidates *found, const struct app *app)
{
    const struct ops *ops = timeline_ops(app->timeline);
    for (size_t i = 0; i < ops_note_count(ops); i++) {
        const struct note *note = ops_note(ops, i);
        uint32_t step;
        if (note->kind == NOTE_MARK && timeline_note_step(app->timeline, i, &step))
            consider(found, ops_text(ops, note->text, NULL));
    }
}

static void consider_policies(struct candidates *found)
{
    for (int p = 0; p < MEMS_POLICIES; p++)
        consider(found, mems_policy_name((enum mems_policy)p));
}

/* Whether the line begins with these words and has a blank behind them. */
static bool begins(const char *line, const char *words)
{
    size_t length = strlen(words);
    return strncmp(line, words, length) == 0 && line[length] == ' ';
}

static void consider_words(struct candidates *found, const char *const *words)
{
    for (; *words != NULL; words++)
        consider(found, *words);
}

/* What can be sought: words, and what stands after them. */
static void consider_searches(struct candidates *found, const struct app *app, const char *line)
{
    const struct ops *ops = timeline_ops(app->timeline);
    if (found->prefix == line + 1) {
        consider_words(found, query_words);
        for (int n = 0; n < NUMBERS; n++)
            if (query_compares((enum number)n))
                consider(found, number_names[n]);
    } else if (begins(line, "/peak"))
        consider_words(found, number_names);
    else if (begins(line, "/name"))
        for (size_t id = 0; id < ops_name_count(ops); id++)
            if (matters(found, ops_name(ops, (uint32_t)id)))
                consider(found, ops_name(ops, (uint32_t)id));
}

/* Whether a number that can be compared is sought. */
static bool seeks_number(const char *line)
{
    enum number number;
    char word[16];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(line, " "), line);
    return word[0] == '/' && number_find(word + 1, &number) && query_compares(number);
}

static const char *const whatif_words[] = {"insert", "change", "delete", "policy", NULL};
static const char *const whatif_operations[] = {"malloc", "free", "realloc", "get", "write",
                                                NULL};

/* What can stand after a command's word. */
static void consider_arguments(struct candidates *found, const struct app *app, const char *line)
{
    bool second = strchr(strchr(line, ' ') + 1, ' ') == NULL;
    if (begins(line, "goto") || begins(line, "compare") || begins(line, "mark-here"))
        consider_chapters(found, app);
    else if (begins(line, "branch") || begins(line, "branches"))
        for (size_t i = 0; i <= app->branches.count; i++)
            consider(found, branches_name(&app->branches, i));
    else if (begins(line, "whatif policy"))
        consider_policies(found);
    else if (begins(line, "whatif change realloc") || begins(line, "whatif change free") ||
             begins(line, "whatif insert realloc") || begins(line, "whatif insert free"))
        consider_blocks(found, app);
    else if (begins(line, "whatif insert") || begins(line, "whatif change"))
        consider_words(found, whatif_operations);
    else if (!second)
        return;
    else if (begins(line, "whatif"))
        consider_words(found, whatif_words);
    else if (begins(line, "free") || begins(line, "get") || begins(line, "write") ||
             begins(line, "realloc") || begins(line, "select") || begins(line, "life"))
        consider_blocks(found, app);
    else if (begins(line, "policy") || begins(line, "replay") || begins(line, "race"))
        consider_policies(found);
    else if (begins(line, "numbers"))
        consider_words(found, number_names);
    else if (begins(line, "theme"))
        for (int t = 0; t < THEME_COUNT; t++)
            consider(found, theme_name((enum theme)t));
}

static const char *usage(const char *line)
{
    static const struct { const char *words, *usage; } usages[] = { /* the longer words first */
        {"malloc", "NAME BYTES, as in: malloc A 250*4"},
        {"realloc", "NAME BYTES"},
        {"write", "PLACE VALUE, as in: write A+4 200"},
        {"race", "HEAPS, as in: race first,best page 2048,4096"},
        {"whatif insert", "an operation; as NAME behind it names the branch"},
        {"whatif change", "an operation; as NAME behind it names the branch"},
        {"whatif", "insert malloc X 200, change malloc A 300, delete, policy best; as NAME"},
        {"save", "FILE; save! overwrites one that is there"},
        {"predict", "2, an address in a HOLE, node, fails, left, right, both, none, node 1 + 4"},
        {"compare", "one step or two, as in: compare 120 50%"},
        {"mark-here", "a step, a share (50%), or a chapter"},
        {"goto", "a step, a share (50%), end, or part of a chapter's name"},
        {"/at", "ADDRESS, as in /at 4000; nothing: what is selected"},
        {"/size", "> BYTES, as in /size>64K; also <, <=, =, >="},
        {"/lived", "> STEPS, as in /lived>1000: freed when that old"},
        {"/peak", "a number: the first moment of the most of it"},
    };
    for (size_t i = 0; i < sizeof usages / sizeof *usages; i++)
        if (begins(line, usages[i].words))
            return usages[i].usage;
    return seeks_number(line) ? "> NUMBER, as in /mapped>4M, or > 2x what it is now" : "";
}

bool complete(const struct app *app, char *line, size_t size, char *hint, size_t hint_size)
{
    const char *space = strrchr(line, ' ');
    if (begins(line, "goto")) /* a chapter's name may hold blanks, */
        space = line + 4;
    if (begins(line, "branch") || begins(line, "branches"))
        space = strchr(line, ' '); /* and that of a branch */
    if (space == NULL && line[0] == '/')
        space = line;
    struct candidates found = {.prefix = space == NULL ? line : space + 1, .hint = hint,
                               .hint_size = hint_size};
    found.prefix_length = strlen(found.prefix);
    hint[0] = '\0';
    if (space == NULL)
        consider_commands(&found);
    else if (line[0] == '/')
        consider_searches(&found, app, line);
    else
        consider_arguments(&found, app, line);
    if (found.count == 0 || (found.count > 1 && found.prefix_length == 0 && usage(line)[0] != '\0'))
        snprintf(hint, hint_size, "%s", usage(line));
    size_t start = (size_t)(found.prefix - line), grown = strlen(found.common);
    if (found.count == 0 || grown < found.prefix_length || start + grown + 2 > size)
        return false;
    memcpy(line + start, found.common, grown + 1);
    if (found.count == 1) {
        memcpy(line + start + grown, " ", 2);
        snprintf(hint, hint_size, "%s", usage(line));
    }
    return true;
}
