/* whatif.c: reads what a person asks. Operations are read as those of a workload. */
#include "whatif.h"

#include "refusal.h"
#include "workload.h"

#include <stdio.h>
#include <string.h>

/* The name behind the last " as ", which is not within a text; its place, or the end. */
static const char *find_name(const char *text)
{
    const char *end = text + strlen(text), *found = end;
    for (const char *at = strstr(text, " as "); at != NULL; at = strstr(at + 1, " as "))
        found = at;
    return strchr(found, '"') == NULL ? found : end;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " ");
}

/* The operation between `from` and `end`, as a line of its own. */
static bool read_operation(struct refusal *refusal, struct timeline *timeline, const char *from,
                           const char *end, struct change *change)
{
    struct ops *ops = timeline_ops_edit(timeline);
    struct problems problems = {0};
    char line[256];
    snprintf(line, sizeof line, "%.*s", (int)(end - from), from);
    if (workload_read_line(ops, line, &problems)) {
        change->op = (uint32_t)ops_count(ops) - 1;
        return true;
    }
    const struct problem *problem = &problems.list[0];
    size_t column = problem->column > 0 ? problem->column - 1 : 0, length = strlen(line);
    snprintf(refusal->why, refusal->size,
             problem->expected[0] != '\0' ? "%s; expected %s" : "%s%s", problem->what,
             problem->expected);
    refusal->at = from + (column < length ? column : length);
    return false;
}

static bool read_change(struct refusal *refusal, struct timeline *timeline, const char *text,
                        const char *end, struct change *change)
{
    const char *rest = skip_blanks(text + strcspn(text, " "));
    uint32_t step = timeline_step(timeline);
    *change = (struct change){.step = step, .op = timeline_event(timeline, step).op};
    if (word_is(text, "insert") || word_is(text, "policy")) {
        change->kind = CHANGE_INSERT;
        change->step = step + 1;
        return read_operation(refusal, timeline, word_is(text, "policy") ? text : rest, end,
                              change);
    }
    if (!word_is(text, "change") && !word_is(text, "delete"))
        return refuse_at(refusal, text, "what if you insert, change or delete an operation, or "
                                     "choose another policy");
    if (step == 0)
        return refuse_at(refusal, text, "nothing has happened yet: go to a step first, or insert");
    if (word_is(text, "change")) {
        change->kind = CHANGE_REPLACE;
        return read_operation(refusal, timeline, rest, end, change);
    }
    change->kind = CHANGE_DELETE;
    return rest >= end || refuse_at(refusal, rest, "delete takes nothing after it but: as NAME");
}

bool whatif_read(struct timeline *timeline, const char *text, struct change *change,
                 char name[BRANCH_NAME], const char **at, char *why, size_t size)
{
    struct refusal refusal = {.why = why, .size = size};
    const char *end = find_name(text);
    const char *named = *end == '\0' ? end : skip_blanks(end + strlen(" as "));
    size_t length = strlen(named);
    while (length > 0 && named[length - 1] == ' ')
        length--;
    snprintf(name, BRANCH_NAME, "%.*s", (int)length, named);
    bool good = read_change(&refusal, timeline, text, end, change);
    *at = refusal.at;
    return good;
}
