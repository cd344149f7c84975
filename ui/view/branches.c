/* branches.c: names, numbers and words of branches. */
#include "branches.h"

#include "array.h"
#include "character.h"
#include "phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void branches_close(struct branches *branches)
{
    free(branches->list);
    *branches = (struct branches){.list = NULL};
}

/* ---- Names ---- */

const char *branches_name(const struct branches *branches, size_t number)
{
    return number == 0 ? "original" : branches->list[number - 1].name;
}

static bool is_taken(const struct branches *branches, const char *name)
{
    for (size_t i = 0; i <= branches->count; i++)
        if (strcmp(branches_name(branches, i), name) == 0)
            return true;
    return false;
}

/* What it does, in few columns: "with malloc X 200", "without free B". */
static void name_by_change(const struct timeline *origin, struct change change,
                           struct phrase *say)
{
    const struct ops *ops = timeline_ops(origin);
    struct op op = ops_at(ops, change.op);
    char line[160];
    if (change.kind == CHANGE_INSERT && op.kind == OP_POLICY) {
        phrase_add(say, "%s fit", mems_policy_name((enum mems_policy)op.size));
        return;
    }
    ops_print(ops, &op, line, sizeof line);
    if (change.kind == CHANGE_INSERT) {
        phrase_add(say, "with ");
    } else if (change.kind == CHANGE_DELETE) {
        phrase_add(say, "without ");
        if (op.kind != OP_POLICY && op.size > 0) /* its size says no more */
            line[strcspn(line, " ") + 1 + strcspn(line + strcspn(line, " ") + 1, " ")] = '\0';
    }
    phrase_name(say, line, BRANCH_COLS - text_width(say->out));
}

size_t branches_add(struct branches *branches, const struct timeline *origin,
                    struct change change, const char *name)
{
    struct branch branch = {.origin = branches->here, .course = *timeline_course(origin),
                            .was = timeline_event(origin, timeline_step(origin)).op};
    char wanted[BRANCH_NAME];
    struct phrase say = phrase_in(wanted, sizeof wanted);
    struct branch *list = array_grow(branches->list, &branches->room, branches->count + 1,
                                     sizeof *list);
    if (list != NULL)
        branches->list = list;
    if (list == NULL || !course_add(&branch.course, change))
        return 0;
    if (name[0] != '\0')
        phrase_name(&say, name, BRANCH_COLS);
    else
        name_by_change(origin, change, &say);
    memcpy(branch.name, wanted, sizeof branch.name);
    for (size_t i = 2; is_taken(branches, branch.name); i++) {
        say = phrase_in(branch.name, sizeof branch.name);
        phrase_name(&say, wanted, BRANCH_COLS - 4);
        phrase_add(&say, " %zu", i);
    }
    list[branches->count++] = branch;
    return branches->count;
}

bool branches_find(const struct branches *branches, const char *text, size_t *number)
{
    size_t length = strlen(text), found = 0;
    char *end;
    unsigned long n = strtoul(text, &end, 10);
    for (size_t i = 0; i <= branches->count; i++) {
        const char *name = branches_name(branches, i);
        if (strncmp(name, text, length) != 0)
            continue;
        *number = i;
        found++;
        if (name[length] == '\0')
            return true;
    }
    if (found == 0 && *text >= '0' && *text <= '9' && *end == '\0' && n <= branches->count) {
        *number = n;
        return true;
    }
    return found == 1 && length > 0;
}

size_t branches_tell(const struct branches *branches, const struct timeline *timeline,
                     size_t number, char *out, size_t size)
{
    const struct ops *ops = timeline_ops(timeline);
    struct phrase say = phrase_in(out, size);
    if (number == 0) {
        phrase_add(&say, "the workload as it was read");
        return say.length;
    }
    const struct branch *branch = &branches->list[number - 1];
    struct change change = branch->course.list[branch->course.count - 1];
    struct op op = ops_at(ops, change.op), old;
    char line[160];
    ops_print(ops, &op, line, sizeof line);
    if (branch->origin > 0)
        phrase_add(&say, "%s, ", branches_name(branches, branch->origin));
    phrase_add(&say, "at step ");
    phrase_number(&say, change.step);
    phrase_add(&say, change.kind == CHANGE_INSERT ? ", put in: %s"
                     : change.kind == CHANGE_DELETE ? ", left out: %s" : ": %s", line);
    if (change.kind != CHANGE_REPLACE)
        return say.length;
    old = ops_at(ops, branch->was);
    ops_print(ops, &old, line, sizeof line);
    phrase_add(&say, ", was %s", line);
    return say.length;
}

uint32_t branches_step(const struct branches *branches, size_t from, size_t to, uint32_t step)
{
    if (from > 0)
        step = course_back(&branches->list[from - 1].course, step);
    return to > 0 ? course_step(&branches->list[to - 1].course, step) : step;
}

/* ---- What one can ask ---- */

/* Another operation in the place of the present one; of a block the size gives way. */
static struct whatif ask_change(const struct timeline *timeline)
{
    struct whatif ask = {.says = "another operation stood in its place"};
    struct op op = timeline_op(timeline, timeline_step(timeline));
    char line[128];
    ops_print(timeline_ops(timeline), &op, line, sizeof line);
    snprintf(ask.command, sizeof ask.command, "whatif change %s", line);
    ask.offered = strlen("whatif change ");
    if (op.kind == OP_MALLOC || op.kind == OP_REALLOC) {
        ask.says = "it asked for another size";
        ask.offered = (size_t)(strrchr(ask.command, ' ') + 1 - ask.command);
    }
    return ask;
}

int whatif_list(const struct timeline *timeline, struct whatif out[WHATIF_ROWS])
{
    enum mems_policy policy = mems_heap_options(timeline_heap(timeline)).policy;
    bool start = timeline_step(timeline) == 0;
    int count = 0;
    if (!start) {
        out[count++] = ask_change(timeline);
        out[count++] = (struct whatif){.says = "it never happened", .command = "whatif delete",
                                       .runs = true};
    }
    out[count++] = (struct whatif){.says = start ? "another operation came first"
                                                 : "another operation came after it",
                                   .command = "whatif insert malloc "};
    for (int p = 0; p < MEMS_POLICIES; p++) {
        const char *name = mems_policy_name((enum mems_policy)p);
        if ((enum mems_policy)p == policy)
            continue;
        struct whatif *ask = &out[count++];
        *ask = (struct whatif){.says = "fit chose from here on", .runs = true};
        snprintf(ask->policy, sizeof ask->policy, "%s ", name);
        snprintf(ask->command, sizeof ask->command, "whatif policy %s", name);
    }
    return count;
}
