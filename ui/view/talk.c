/* talk.c: the words of a talk. One table says what each is called, what it answers and
 * what help tells of it; what is not in it is an operation, or not understood. */
#include "talk.h"

#include "app_state.h"
#include "near.h"
#include "notes.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PACE 20 /* operations at once where there is no stop */

/* ---- Saying ---- */

static void tell(struct talk *talk, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void tell(struct talk *talk, const char *format, ...)
{
    char text[SENTENCE_SIZE], built[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    va_list values;
    va_start(values, format);
    vsnprintf(built, sizeof built, format, values);
    va_end(values);
    phrase_add(&say, "%s", built);
    speech_say(&talk->speech, &say);
}

static bool at_stop(const struct talk *talk)
{
    return notes_stop(talk->speech.view, timeline_step(talk->app->timeline));
}

static void say_step(struct talk *talk)
{
    spoken_step(&talk->speech);
    if (talk->layout && at_stop(talk))
        spoken_layout(&talk->speech, false);
}

void talk_begin(struct talk *talk)
{
    spoken_opening(&talk->speech);
    say_step(talk);
}

/* Goes on with what a command began, to its end. */
static void settle(struct talk *talk)
{
    while (app_busy(talk->app) >= 0) {
        app_tick(talk->app, 0);
        app_work(talk->app);
    }
}

/* Gives a command; false: it was refused, and why was told. */
static bool give(struct talk *talk, const char *command)
{
    struct command_line *line = &talk->app->view.command;
    line->error[0] = '\0';
    app_hush(talk->app);
    app_command(talk->app, command);
    settle(talk);
    line->open = false;
    if (line->error[0] != '\0')
        tell(talk, "That was not done: %s", line->error);
    else if (talk->app->view.message_is_error)
        tell(talk, "That was not done: %s", talk->app->view.message);
    return line->error[0] == '\0' && !talk->app->view.message_is_error;
}

/* ---- Going ---- */

static void go_on(struct talk *talk, const char *unused)
{
    const struct timeline *timeline = talk->app->timeline;
    int pace = talk->step ? 1 : PACE;
    (void)unused;
    if (timeline_step(timeline) == timeline_end(timeline))
        spoken_closing(&talk->speech);
    while (pace-- > 0 && timeline_step(talk->app->timeline) < timeline_end(talk->app->timeline)) {
        if (!give(talk, "step"))
            return;
        say_step(talk);
        if (talk->speech.enough || at_stop(talk))
            return;
    }
}

/* Gives a command that goes somewhere, and tells where one is then. */
static void travel(struct talk *talk, const char *command, const char *argument)
{
    char line[COMMAND_SIZE];
    uint32_t before = timeline_step(talk->app->timeline);
    snprintf(line, sizeof line, "%s %s", command, argument);
    if (!give(talk, line))
        return;
    if (timeline_step(talk->app->timeline) == before) {
        tell(talk, "This is where we were, step %" PRIu32, before);
        return;
    }
    if (timeline_step(talk->app->timeline) + 1 == before)
        tell(talk, "Step %" PRIu32 " is undone", before);
    say_step(talk);
}

static void step(struct talk *talk, const char *argument) { travel(talk, "step", argument); }
static void back(struct talk *talk, const char *argument) { travel(talk, "back", argument); }
static void next(struct talk *talk, const char *unused) { travel(talk, "next", unused); }
static void previous(struct talk *talk, const char *unused) { travel(talk, "previous", unused); }
static void home(struct talk *talk, const char *unused) { travel(talk, "home", unused); }
static void end(struct talk *talk, const char *unused) { travel(talk, "end", unused); }

static void go(struct talk *talk, const char *argument)
{
    if (*argument == '\0')
        tell(talk, "Go where? A step, a chapter, 50%% or end");
    else
        travel(talk, "goto", argument);
}

static void find(struct talk *talk, const char *argument)
{
    const struct find *found = &talk->app->finding.find;
    char line[COMMAND_SIZE];
    if (*argument == '\0' && !talk->app->finding.sought) {
        tell(talk, "Find what? mmap, fail, reuse, at 4000, name A, size>64K, peak holes");
        return;
    }
    snprintf(line, sizeof line, "/%s", argument);
    if (!give(talk, line))
        return;
    if (found->query.kind == QUERY_PEAK)
        tell(talk, "%s", talk->app->view.message);
    else if (found->step == found->from)
        tell(talk, "This step is the only one");
    else if (found->around)
        tell(talk, "The search went on from the start");
    talk->app->view.has_selection = false;
    say_step(talk);
}

static void undo(struct talk *talk, const char *unused)
{
    (void)unused;
    if (timeline_edits(talk->app->timeline) == 0) {
        tell(talk, "Nothing was typed that could be taken back");
        return;
    }
    if (give(talk, "undo"))
        tell(talk, "It is taken back, and the future is as it was; redo makes it again");
    say_step(talk);
}

static void redo(struct talk *talk, const char *unused)
{
    size_t edits = timeline_edits(talk->app->timeline);
    (void)unused;
    if (!give(talk, "redo"))
        return;
    if (timeline_edits(talk->app->timeline) == edits)
        tell(talk, "Nothing was taken back");
    else
        say_step(talk);
}

static void replay(struct talk *talk, const char *argument)
{
    char line[COMMAND_SIZE];
    if (timeline_edits(talk->app->timeline) > 0) {
        tell(talk, "Operations were typed here; undo them first");
        return;
    }
    snprintf(line, sizeof line, "replay %s", argument);
    if (!give(talk, line))
        return;
    tell(talk, "This is the same workload under %s fit",
         mems_policy_name(talk->app->options.policy));
    say_step(talk);
}

/* ---- Asking ---- */

static bool read_number(const char *text, uint64_t *number)
{
    char *after;
    errno = 0;
    if (*text < '0' || *text > '9')
        return false;
    *number = strtoull(text, &after, 0);
    return errno == 0 && *after == '\0';
}

static bool read_name(const struct talk *talk, const char *name, size_t length, uint64_t *address)
{
    uint32_t id;
    return ops_find_name(timeline_ops(talk->app->timeline), name, length, &id) &&
           timeline_find(talk->app->timeline, id, address);
}

/* "A", "A+4", "2000", "@2000"; nothing is what the last operation touched. */
static bool read_place(const struct talk *talk, const char *text, uint64_t *address)
{
    const char *plus = strrchr(text, '+');
    struct mems_segment segment;
    uint64_t more;
    if (*text == '\0') {
        *address = view_segment(talk->speech.view, &segment) ? segment.start : 0;
        return *address > 0;
    }
    if (read_name(talk, text, strlen(text), address) || read_number(text + (*text == '@'), address))
        return true;
    if (plus == NULL || !read_number(plus + 1, &more) ||
        !read_name(talk, text, (size_t)(plus - text), address) || more > UINT64_MAX - *address)
        return false;
    *address += more;
    return true;
}

static void no_place(struct talk *talk, const char *text)
{
    if (*text == '\0')
        tell(talk, "The last operation touched no segment; say a block's name or an address");
    else
        tell(talk, "No live block is called %s, and no node has such an address", text);
}

static void where(struct talk *talk, const char *argument)
{
    uint64_t address;
    if (!read_place(talk, argument, &address) || !spoken_where(&talk->speech, address))
        no_place(talk, argument);
}

static void bytes(struct talk *talk, const char *argument)
{
    uint64_t address;
    if (!read_place(talk, argument, &address))
        no_place(talk, argument);
    else if (!spoken_bytes(&talk->speech, address))
        tell(talk, "Nothing is allocated there, so there are no bytes to read");
}

static void node(struct talk *talk, const char *argument)
{
    struct mems_segment segment;
    uint64_t index = 0;
    if (*argument == '\0' && view_segment(talk->speech.view, &segment))
        index = segment.node;
    else if (*argument != '\0' && !read_number(argument, &index))
        index = UINT64_MAX;
    if (!spoken_node(&talk->speech, index))
        tell(talk, "There is no such node; nodes are numbered from 0, and there are %" PRIu64,
             mems_heap_totals(timeline_heap(talk->app->timeline)).nodes);
}

static void layout(struct talk *talk, const char *argument)
{
    spoken_layout(&talk->speech, strcmp(argument, "all") == 0);
}

static void holes(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_holes(&talk->speech);
}

static void largest(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_largest(&talk->speech);
}

static void around(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_around(&talk->speech);
}

static void figures(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_figures(&talk->speech);
}

static void here(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_here(&talk->speech);
}

static void physical(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_physical(&talk->speech);
}

static void again(struct talk *talk, const char *unused)
{
    (void)unused;
    say_step(talk);
}

static void program(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_program(&talk->speech);
}

static void chapters(struct talk *talk, const char *unused)
{
    (void)unused;
    spoken_chapters(&talk->speech);
}

static void why(struct talk *talk, const char *unused)
{
    struct app *app = talk->app;
    struct speech speech = talk->speech;
    (void)unused;
    if (!app->view.why.on)
        why_toggle(app);
    settle(talk);
    struct view before = why_view(&app->view);
    speech.view = &before;
    why_leave(app);
    spoken_why(&speech);
    why_return(app);
    why_close(app);
    talk->speech.enough = speech.enough;
}

static void life(struct talk *talk, const char *argument)
{
    bool address = *argument == '@' || (*argument >= '0' && *argument <= '9');
    uint64_t at;
    if (!read_place(talk, argument, &at)) {
        no_place(talk, argument);
        return;
    }
    living_show(talk->app, at, !address);
    settle(talk);
    living_refresh(talk->app);
    if (talk->app->view.life != NULL)
        spoken_life(&talk->speech);
    living_close(talk->app);
    talk->app->view.has_selection = false;
}

/* ---- The words ---- */

static void help(struct talk *talk, const char *unused);
static void quit(struct talk *talk, const char *unused);

static const struct word {
    const char *word;
    const char *argument; /* what stands after it, for help */
    void (*answer)(struct talk *talk, const char *argument);
    const char *help;
} words[] = {
    {"step", " or step 5", step, "so many operations on, one without a number"},
    {"back", " or back 5", back, "so many operations back, exactly"},
    {"next", "", next, "to the next stop or chapter, without what lies between"},
    {"previous", "", previous, "to the previous stop or chapter"},
    {"go", " 12, go 50%, go end, go and a chapter", go, "to that step"},
    {"home", "", home, "to step 0, the empty heap"},
    {"end", "", end, "to the last step"},
    {"find", " mmap, fail, reuse, at 4000, name A, size>64K, peak holes", find,
     "to where that happens next; find alone, to the one after it"},
    {"again", "", again, "this step once more"},
    {"here", "", here, "the step, the chapter, the next operation, the heap's settings"},
    {"program", "", program, "the operations before and after this one"},
    {"chapters", "", chapters, "all chapters and their steps"},
    {"layout", " or layout all", layout,
     "how memory is laid out: each segment, or of many the largest holes and what lies around"},
    {"node", " 0", node, "what lies in that node"},
    {"where", " A, where 2000", where, "where that block is, or what is at that address"},
    {"around", "", around, "what lies around the last operation"},
    {"physical", "", physical, "where each node really is; where tells it of one address"},
    {"holes", "", holes, "all holes, or of many the largest"},
    {"largest", "", largest, "the largest hole"},
    {"figures", "", figures, "totals, shares and fragmentation"},
    {"why", "", why, "why the block landed there, hole by hole; what a free joined"},
    {"bytes", " A, bytes A+4", bytes, "the bytes that are there"},
    {"life", " A, life 2000", life, "what became of that block, or whose that byte was"},
    {"undo", "", undo, "take an operation back that was typed"},
    {"redo", "", redo, "make it again"},
    {"replay", " best", replay, "the same workload under another policy"},
    {"help", "", help, "these words"},
    {"quit", "", quit, "leave"},
};
#define WORDS (sizeof words / sizeof *words)

static void help(struct talk *talk, const char *unused)
{
    (void)unused;
    tell(talk, "Enter alone goes on to the next stop, or, where there is none, by %d operations",
         talk->step ? 1 : PACE);
    tell(talk, "An operation, such as malloc X 100 or free A, is done here and now, whatever was "
               "to come; undo returns to that");
    for (size_t i = 0; i < WORDS; i++)
        tell(talk, "%s%s: %s", words[i].word, words[i].argument, words[i].help);
    tell(talk, "The beginning of a word will do where no other begins so, and so will a key that a "
               "lesson names, such as b, v or w");
}

static void quit(struct talk *talk, const char *unused)
{
    (void)talk;
    (void)unused;
}

/* The word that is so called, or the only one that begins so; NULL. */
static const struct word *word_of(const char *text, size_t length)
{
    const struct word *found = NULL;
    int count = 0;
    for (size_t i = 0; i < WORDS; i++) {
        if (strncmp(words[i].word, text, length) != 0)
            continue;
        if (words[i].word[length] == '\0')
            return &words[i];
        found = &words[i];
        count++;
    }
    return count == 1 ? found : NULL;
}

/* A lesson may say "press w": a key of the screen, or a slash and what is sought. */
static const struct word *word_of_key(const char *line, const char **argument)
{
    uint32_t key = (unsigned char)line[0];
    enum action action = line[0] == '/' || line[1] == '\0' ? action_of_key(key) : ACTION_NONE;
    if (action == ACTION_NONE)
        return NULL;
    if (line[0] == '/')
        *argument = line + 1;
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(words[i].word, action_row(action)->word) == 0)
            return &words[i];
    return NULL;
}

static bool is_operation(const char *text, size_t length)
{
    for (size_t i = 0; workload_words[i] != NULL; i++)
        if (strlen(workload_words[i]) == length && strncmp(workload_words[i], text, length) == 0)
            return true;
    return false;
}

static void operate(struct talk *talk, const char *line)
{
    bool fork = timeline_step(talk->app->timeline) < timeline_end(talk->app->timeline);
    if (!give(talk, line))
        return;
    if (fork)
        tell(talk, "This is a new future from here on; undo returns to the old one");
    say_step(talk);
}

static void not_understood(struct talk *talk, const char *line, size_t length)
{
    const char *list[WORDS + 1];
    for (size_t i = 0; i < WORDS; i++)
        list[i] = words[i].word;
    list[WORDS] = NULL;
    const char *near = nearest_word(line, length, list);
    if (near == NULL)
        near = nearest_word(line, length, workload_words);
    if (near != NULL)
        tell(talk, "There is no word %.*s; is %s meant? Help lists the words", (int)length, line,
             near);
    else
        tell(talk, "There is no word %.*s; help lists the words", (int)length, line);
}

bool talk_line(struct talk *talk, const char *line)
{
    size_t length = strcspn(line, " ");
    const char *argument = line + length + strspn(line + length, " ");
    const struct word *word = word_of_key(line, &argument);
    if (word == NULL)
        word = word_of(line, length);
    if (length == 0)
        go_on(talk, "");
    else if (*argument != '\0' && is_operation(line, length))
        operate(talk, line);
    else if (word != NULL)
        word->answer(talk, argument);
    else
        not_understood(talk, line, length);
    return word == NULL || word->answer != quit;
}

bool talk_go(struct talk *talk, const char *where, char *why, size_t size)
{
    struct command_line *line = &talk->app->view.command;
    char command[COMMAND_SIZE];
    if ((size_t)snprintf(command, sizeof command, "goto %s", where) >= sizeof command) {
        snprintf(why, size, "it is too long");
        return false;
    }
    app_command(talk->app, command);
    settle(talk);
    if (line->error[0] == '\0' && !talk->app->view.message_is_error)
        return true;
    snprintf(why, size, "%s", line->error[0] != '\0' ? line->error : talk->app->view.message);
    return false;
}
