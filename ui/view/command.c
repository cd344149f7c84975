/* command.c: what a typed line means: an action's word, or an operation, which
 * forks when not at the end. */
#include "app_state.h"
#include "layout.h"
#include "near.h"
#include "number_words.h"
#include "seek.h"
#include "whatif.h"
#include "workload.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nothing happened; the line stays open and says why. */
static unsigned refuse(struct app *app, const char *line, const char *at, const char *format,
                       const char *detail)
{
    struct command_line *command = &app->view.command;
    char before[COMMAND_SIZE];
    snprintf(command->error, sizeof command->error, format, detail);
    snprintf(before, sizeof before, "%.*s", (int)(at - line), line);
    command->caret = text_width(before);
    if (!command->open)
        app_say(app, true, "%s", command->error);
    return APP_DRAW;
}

bool command_number(const char *text, uint64_t *number)
{
    bool hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    char *end;
    errno = 0;
    if (*text < '0' || *text > '9')
        return false;
    *number = strtoull(text, &end, hexadecimal ? 16 : 10);
    return errno == 0 && *end == '\0';
}

static unsigned find_typed(struct app *app, const char *line, const char *what)
{
    struct query query;
    char why[200];
    const char *at;
    if (verifying_refuses(app, ACTION_FIND))
        return APP_DRAW;
    what += strspn(what, "/ ");
    if (*what == '\0')
        return finding_again(app, true);
    if (query_read(&query, what, timeline_ops(app->timeline), finding_here(app), &at, why,
                   sizeof why))
        return app_find(app, &query, what);
    return refuse(app, line, at, "%s", why);
}

/* A name that may hold blanks, without those behind it. */
static void trim(const char *text, char out[COMMAND_SIZE])
{
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    snprintf(out, COMMAND_SIZE, "%.*s", (int)length, text);
}

static unsigned go_to(struct app *app, const char *line, const char *where)
{
    char why[160], name[COMMAND_SIZE];
    uint32_t step;
    if (strncmp(where, "goto ", 5) == 0) /* typed after g, which had written it */
        where += 5 + strspn(where + 5, " ");
    if (*where == '/')
        return find_typed(app, line, where);
    trim(where, name);
    if (seek_find(app->timeline, name, &step, why, sizeof why))
        return app_go(app, step);
    return refuse(app, line, where, "%s", why);
}

static unsigned step_by(struct app *app, const char *line, const char *what, enum action action)
{
    uint64_t n;
    if (!command_number(what, &n) || n < 1 || n > OPS_MAX)
        return refuse(app, line, what, "expected how many steps, 1 or more", "");
    app->count = (uint32_t)n;
    unsigned reaction = app_do(app, action);
    app->count = 0;
    return reaction;
}

static unsigned step_forward(struct app *app, const char *line, const char *what)
{
    return step_by(app, line, what, ACTION_STEP);
}

static unsigned step_back(struct app *app, const char *line, const char *what)
{
    return step_by(app, line, what, ACTION_BACK);
}

static unsigned set_theme(struct app *app, const char *line, const char *name)
{
    enum theme theme;
    if (!theme_find(name, &theme))
        return refuse(app, line, name, "themes are dark, light, safe-dark and safe-light", "");
    return app_use_theme(app, theme);
}

static unsigned replay_under(struct app *app, const char *line, const char *name)
{
    for (int p = 0; p < MEMS_POLICIES; p++)
        if (strcmp(name, mems_policy_name((enum mems_policy)p)) == 0)
            return app_replay(app, (enum mems_policy)p);
    return refuse(app, line, name, "policies are first, next, best and worst", "");
}

static unsigned race_between(struct app *app, const char *line, const char *heaps)
{
    struct entrants entrants;
    const char *at;
    char why[160];
    if (entrants_read(heaps, &app->options, &entrants, &at, why, sizeof why))
        return app_race(app, &entrants);
    return refuse(app, line, at, "%s", why);
}

static unsigned ask_whatif(struct app *app, const char *line, const char *what)
{
    struct change change;
    char name[BRANCH_NAME], why[330];
    const char *at;
    if (branching_refuses(app))
        return APP_DRAW;
    replay_drop(app);
    finding_drop(app);
    if (whatif_read(app->timeline, what, &change, name, &at, why, sizeof why))
        return branching_make(app, change, name);
    return refuse(app, line, at, "%s", why);
}

static unsigned go_to_branch(struct app *app, const char *line, const char *name)
{
    char whole[COMMAND_SIZE];
    size_t number;
    trim(name, whole);
    if (branches_find(&app->branches, whole, &number))
        return branching_go(app, number);
    return refuse(app, line, name, "no branch is called so, or several; B lists them", "");
}

static unsigned save_as(struct app *app, const char *line, const char *name)
{
    bool replace = strncmp(line, "save!", 5) == 0;
    char file[COMMAND_SIZE], why[200];
    trim(name, file);
    if (loading_refuses(app, "saving"))
        return APP_DRAW;
    replay_drop(app);
    if (saving_begin(app, file, replace, why, sizeof why))
        return APP_DRAW;
    return refuse(app, line, name, "%s", why);
}

/* In a race the block is selected in all heaps. */
static unsigned select_in_race(struct app *app, const struct mems_segment *segment)
{
    app->view.block = timeline_maker(app->timeline, segment);
    app->view.follow = true;
    return APP_DRAW;
}

static unsigned select_named(struct app *app, const char *line, const char *what)
{
    uint32_t id;
    uint64_t address;
    struct mems_segment segment;
    const char *digits = what[0] == '@' ? what + 1 : what;
    bool found = ops_find_name(timeline_ops(app->timeline), what, strlen(what), &id) &&
                 timeline_find(app->timeline, id, &address);
    if (!found)
        found = command_number(digits, &address);
    if (!found || !mems_segment_at(timeline_heap(app->timeline), address, &segment))
        return refuse(app, line, what, "no live block and no address of a node: %s", what);
    if (app->race != NULL)
        return select_in_race(app, &segment);
    app_select(app, address);
    return APP_DRAW;
}

/* A name means the block, an address the byte. */
static unsigned life_of(struct app *app, const char *line, const char *what)
{
    uint32_t id;
    uint64_t address;
    if (ops_find_name(timeline_ops(app->timeline), what, strlen(what), &id) &&
        timeline_find(app->timeline, id, &address))
        return living_show(app, address, true);
    if (command_number(what + (what[0] == '@'), &address))
        return living_show(app, address, false);
    return refuse(app, line, what, "no live block is called so, and no address: %s", what);
}

static unsigned set_zoom(struct app *app, const char *line, const char *what)
{
    char *end;
    long n = strtol(what, &end, 10);
    if (strcmp(what, "whole") == 0)
        n = ZOOM_WHOLE;
    else if (end == what || *end != '\0' || n < ZOOM_LEAST || n > ZOOM_MOST)
        return refuse(app, line, what,
                      "zoom takes a number from -32 to 32 (0: one page a row), or whole", "");
    if (app->view.survey.open)
        return refuse(app, line, what,
                      "here 0 shows all; + - zoom the steps, * _ the addresses", "");
    if (app->race != NULL) /* whose whole is 0 */
        app->view.race_zoom = n < 0 ? (int)-n : 0;
    else
        app->view.zoom = (int)n;
    return APP_DRAW;
}

static unsigned why_at(struct app *app, const char *line, const char *what)
{
    uint64_t n;
    if (!command_number(what, &n))
        return refuse(app, line, what, "why takes the number of a hole, or nothing", "");
    if (!why_go_to(app, n))
        return refuse(app, line, what, "this search did not look at so many holes", "");
    return APP_DRAW;
}

static unsigned set_rate(struct app *app, const char *line, const char *what)
{
    uint64_t n;
    if (!command_number(what, &n) || n < 1 || n > 65536)
        return refuse(app, line, what, "play takes steps a second, from 1 to 65536", "");
    app->view.rate = (unsigned)n;
    app->view.playing = true;
    return APP_DRAW;
}

/* The steps that one or two words mean, which blanks part; false: it says why. */
static bool read_steps(struct app *app, const char *line, const char *what, uint32_t steps[2],
                       int *count)
{
    char why[160], name[COMMAND_SIZE];
    for (*count = 0; *count < 2 && *what != '\0'; ++*count) {
        bool all = seek_find(app->timeline, what, &steps[*count], why, sizeof why);
        size_t length = all ? strlen(what) : strcspn(what, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, what);
        if (!all && !seek_find(app->timeline, name, &steps[*count], why, sizeof why)) {
            refuse(app, line, what, "%s", why);
            return false;
        }
        if (steps[*count] > app_reach(app)) {
            refuse(app, line, what, "not known yet: the workload is still being read", "");
            return false;
        }
        what += length + strspn(what + length, " ");
    }
    if (*what != '\0')
        refuse(app, line, what, "two steps are enough", "");
    return *what == '\0';
}

static unsigned mark_at(struct app *app, const char *line, const char *what)
{
    uint32_t steps[2];
    int count;
    if (!read_steps(app, line, what, steps, &count))
        return APP_DRAW;
    if (count > 1)
        return refuse(app, line, what, "one step is enough", "");
    return comparing_mark(app, steps[0]);
}

/* With one step: that against the present one. */
static unsigned compare_steps(struct app *app, const char *line, const char *what)
{
    uint32_t steps[2];
    int count;
    if (!read_steps(app, line, what, steps, &count))
        return APP_DRAW;
    return comparing_steps(app, steps[0], count > 1 ? steps[1] : timeline_step(app->timeline));
}

static unsigned numbers_of_word(struct app *app, const char *line, const char *what)
{
    enum number number;
    if (number_find(what, &number))
        return numbering_show(app, number);
    return refuse(app, line, what,
                  "numbers are mapped, used, unused, waste, largest, frag, holes and blocks", "");
}

static unsigned predict_answer(struct app *app, const char *line, const char *what)
{
    if (predict_typed(app, what))
        return APP_DRAW;
    if (app->view.message[0] != '\0') /* there is no question */
        return APP_DRAW;
    return refuse(app, line, what, "an answer is its key, an address in a HOLE, node, fails, "
                  "left, right, both, none or node 1 + 4", "");
}

static unsigned present_to(struct app *app, const char *line, const char *whom)
{
    if (strcmp(whom, "notes") == 0)
        return presenting_open(app, PRESENT_NOTES);
    return refuse(app, line, whom, "present takes nothing after it but notes", "");
}

/* Actions whose word takes something after it. */
static const struct {
    enum action action;
    unsigned (*run)(struct app *app, const char *line, const char *argument);
} with_argument[] = {
    {ACTION_GOTO, go_to},        {ACTION_THEME, set_theme},
    {ACTION_REPLAY, replay_under}, {ACTION_SELECT_NEXT, select_named},
    {ACTION_ZOOM_PAGE, set_zoom}, {ACTION_PLAY, set_rate},
    {ACTION_STEP, step_forward}, {ACTION_BACK, step_back},
    {ACTION_RACE, race_between}, {ACTION_FIND, find_typed},
    {ACTION_LIFE, life_of},      {ACTION_WHY, why_at},
    {ACTION_MARK_HERE, mark_at}, {ACTION_COMPARE, compare_steps},
    {ACTION_NUMBERS, numbers_of_word}, {ACTION_PREDICT, predict_answer},
    {ACTION_WHATIF, ask_whatif}, {ACTION_BRANCH, go_to_branch},
    {ACTION_SAVE, save_as},
    {ACTION_PRESENT, present_to},
};

#define WITH_ARGUMENT (sizeof with_argument / sizeof *with_argument)

/* Its place among them, WITH_ARGUMENT: it takes nothing. */
static size_t with_argument_at(enum action action)
{
    size_t at = 0;
    while (at < WITH_ARGUMENT && with_argument[at].action != action)
        at++;
    return at;
}

static bool is_operation(const char *word)
{
    for (size_t i = 0; workload_words[i] != NULL; i++)
        if (strcmp(workload_words[i], word) == 0)
            return true;
    return false;
}

static unsigned run_operation(struct app *app, const char *line)
{
    struct ops *ops = timeline_ops_edit(app->timeline);
    struct problems problems = {0};
    if (verifying_refuses(app, ACTION_MALLOC) || racing_refuses_typing(app))
        return APP_DRAW;
    if (app->loading.on)
        return refuse(app, line, line, "the workload is still being read; Escape stops that", "");
    if (!workload_read_line(ops, line, &problems)) {
        const struct problem *problem = &problems.list[0];
        size_t column = problem->column > 0 ? problem->column - 1 : 0;
        char text[330];
        snprintf(text, sizeof text, problem->expected[0] != '\0' ? "%s; expected %s" : "%s%s",
                 problem->what, problem->expected);
        size_t length = strlen(line);
        return refuse(app, line, line + (column < length ? column : length), "%s", text);
    }
    replay_drop(app);
    finding_drop(app);
    bool fork = timeline_step(app->timeline) < timeline_end(app->timeline);
    if (!timeline_edit(app->timeline, (uint32_t)ops_count(ops) - 1)) {
        app_say(app, true, "out of memory: nothing was done");
        return APP_DRAW;
    }
    surveying_forget(app);
    unsigned reaction = app_go(app, timeline_step(app->timeline));
    if (fork && app->view.message[0] == '\0')
        app_say(app, false, "a new future from here on; u returns to the old one");
    return reaction;
}

unsigned app_command(struct app *app, const char *line)
{
    loading_return(app);
    while (*line == ' ')
        line++;
    char word[COMMAND_SIZE];
    size_t length = strcspn(line, " ");
    if (length >= sizeof word)
        return refuse(app, line, line, "this word is too long", "");
    memcpy(word, line, length);
    word[length] = '\0';
    const char *argument = line + length + strspn(line + length, " ");
    uint64_t step;
    if (length == 0)
        return APP_DRAW;
    if (app->view.racing_to > 0)
        return refuse(app, line, line, "the heaps still run; Escape gives the race up", "");
    if (saving_refuses(app, ACTION_COMMAND))
        return APP_DRAW;
    bool bare = *argument == '\0' && action_of_word(word) != ACTION_NONE; /* see predict_do */
    if (app->view.predict.open && !bare && !predict_yields(app, action_of_word(word)))
        return APP_DRAW;
    if (*line == '/')
        return find_typed(app, line, line);
    if (command_number(word, &step))
        return go_to(app, line, line);
    if (is_operation(word) && *argument != '\0')
        return run_operation(app, line);
    enum action action = strcmp(word, "save!") == 0 ? ACTION_SAVE : action_of_word(word);
    size_t at = with_argument_at(action);
    bool whole = action != ACTION_NONE && strcmp(action_row(action)->word, word) == 0;
    if (*argument != '\0' && !whole && at == WITH_ARGUMENT &&
        nearest_word(word, length, workload_words) != NULL)
        return run_operation(app, line); /* which says what was meant */
    const char *meant = action == ACTION_NONE ? word_meant(word) : NULL;
    if (meant != NULL)
        return refuse(app, line, line, "no command is called so; did you mean %s?", meant);
    if (action == ACTION_NONE)
        return refuse(app, line, line, "no command or operation is called %s; help lists them",
                      word);
    if (*argument == '\0')
        return app_do(app, action);
    if (verifying_refuses(app, action) || racing_refuses(app, action))
        return APP_DRAW;
    if (at < WITH_ARGUMENT)
        return with_argument[at].run(app, line, argument);
    return refuse(app, line, argument, "%s takes nothing after it", action_row(action)->word);
}

static unsigned accept(struct app *app)
{
    struct command_line *command = &app->view.command;
    char line[COMMAND_SIZE];
    memcpy(line, command->text, sizeof line);
    line_remember(app, line);
    command->error[0] = '\0';
    unsigned reaction = app_command(app, line);
    /* an action may have opened the line anew; what is wrong leaves it open */
    if (command->error[0] == '\0' && strcmp(command->text, line) == 0)
        command->open = false;
    return reaction | APP_DRAW;
}

unsigned command_key(struct app *app, uint32_t key)
{
    return key == K_ENTER ? accept(app) : line_key(app, key);
}
