/* talk.c: the words of a talk. One table says what each is called, what it does and
 * what help tells of it; what is not in it is an operation, or not understood. */
#include "talk.h"

#include "near.h"
#include "talk_answers.h"

#include <stdio.h>
#include <string.h>

static void answer_help(struct talk *talk, const char *argument);

/* A word goes somewhere by a command of the app, or tells something of the present
 * step, or answers in its own way; quit alone does none of these. */
static const struct word {
    const char *group;    /* what this word and those below it are for; NULL: as the one above */
    const char *word;
    const char *argument; /* what stands after it, for help */
    const char *help;
    const char *goes;
    void (*tells)(struct speech *speech);
    void (*answers)(struct talk *talk, const char *argument);
    bool looks;           /* as all that tell do: a question waits meanwhile */
} words[] = {
    {"to go", "step", " or step 5", "so many operations on, one without a number",
     .goes = "step"},
    {NULL, "back", " or back 5", "so many operations back, exactly", .goes = "back"},
    {NULL, "next", "", "to the next stop or chapter, without what lies between", .goes = "next"},
    {NULL, "previous", "", "to the previous stop or chapter", .goes = "previous"},
    {NULL, "go", " 12, go 50%, go end, go and a chapter", "to that step", .answers = answer_go},
    {NULL, "home", "", "to step 0, the empty heap", .goes = "home"},
    {NULL, "end", "", "to the last step", .goes = "end"},
    {NULL, "find", " mmap, fail, reuse, at 4000, name A, size>64K, mapped>4M, peak holes",
     "to where that happens next; find alone, to the one after it", .answers = answer_find},
    {"where we are", "again", "", "this step once more", .tells = spoken_step},
    {NULL, "here", "", "the step, the chapter, the next operation, the heap's settings",
     .tells = spoken_here},
    {NULL, "program", "", "the operations before and after this one", .tells = spoken_program},
    {NULL, "chapters", "", "all chapters and their steps", .tells = spoken_chapters},
    {"what lies in memory", "layout", " or layout all",
     "how memory is laid out: each segment, or of many the largest holes and what lies around",
     .answers = answer_layout, .looks = true},
    {NULL, "node", " 0", "what lies in that node", .answers = answer_node, .looks = true},
    {NULL, "where", " A, where 2000",
     "where that block is, or what is at that address; where blocks are called by numbers, "
     "addresses are where @2000", .answers = answer_where, .looks = true},
    {NULL, "around", "", "what lies around the last operation", .tells = spoken_around},
    {NULL, "physical", "", "where each node really is; where tells it of one address",
     .tells = spoken_physical},
    {NULL, "bytes", " A, bytes A+4", "the bytes that are there", .answers = answer_bytes,
     .looks = true},
    {NULL, "holes", "", "all holes, or of many the largest", .tells = spoken_holes},
    {NULL, "largest", "", "the largest hole", .tells = spoken_largest},
    {"what it comes to", "figures", "", "totals, shares and fragmentation",
     .tells = spoken_figures},
    {NULL, "numbers", " or numbers frag", "each number now, at most and on average; one of them "
     "alone, and what it means", .answers = answer_numbers, .looks = true},
    {NULL, "history", "", "memory over the whole run, in tenths of it", .tells = spoken_history},
    {NULL, "race", " first,best, race page 100,1024, race align 1,16",
     "the same workload on two to four heaps: what each needs, and where they choose "
     "differently from this step on",
     .answers = answer_race},
    {"to ask more", "why", "", "why the block landed there, hole by hole; what a free joined",
     .answers = answer_why},
    {NULL, "predict", " 2, predict 2000, predict node",
     "answer the question that waits, as does the answer alone; predict alone asks about the next "
     "operation", .answers = answer_predict},
    {NULL, "life", " A, life 2000", "what became of that block, or whose that byte was",
     .answers = answer_life},
    {"another future", "undo", "", "take an operation back that was typed",
     .answers = answer_undo},
    {NULL, "redo", "", "make it again", .answers = answer_redo},
    {NULL, "replay", " best", "the same workload under another policy",
     .answers = answer_replay},
    {"and", "help", " or help go", "the words, or what one of them does", .answers = answer_help,
     .looks = true},
    {NULL, "quit", "", "leave", .goes = NULL},
};
#define WORDS (sizeof words / sizeof *words)

static bool is(const struct word *word, const char *name)
{
    return word != NULL && strcmp(word->word, name) == 0;
}

/* ---- Finding the word ---- */

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
    if (line[0] == '\0' || (line[0] != '/' && line[1] != '\0'))
        return NULL;
    enum action action = action_of_key((unsigned char)line[0]);
    if (action == ACTION_NONE)
        return NULL;
    if (line[0] == '/')
        *argument = line + 1;
    for (size_t i = 0; i < WORDS; i++)
        if (is(&words[i], action_row(action)->word))
            return &words[i];
    return NULL;
}

static void not_understood(struct talk *talk, const char *line, size_t length)
{
    const char *list[WORDS + 1];
    for (size_t i = 0; i < WORDS; i++)
        list[i] = words[i].word;
    list[WORDS] = NULL;
    const char *near = nearest_word(line, length, list);
    if (near == NULL)
        near = talk_near_operation(line, length);
    if (near != NULL)
        talk_tell(talk, "There is no word %.*s; is %s meant? Help lists the words", (int)length,
                  line, near);
    else
        talk_tell(talk, "There is no word %.*s; help lists the words", (int)length, line);
}

/* ---- Help ---- */

/* "To go: step, back, next"; the words from `first` on, up to the one that is returned. */
static size_t tell_group(struct talk *talk, size_t first)
{
    char text[SENTENCE_SIZE];
    struct phrase say = speech_begin(text);
    size_t at = first;
    phrase_add(&say, "%s: ", words[first].group);
    do
        phrase_add(&say, at > first ? ", %s" : "%s", words[at].word);
    while (++at < WORDS && words[at].group == NULL);
    speech_say(&talk->speech, &say);
    return at;
}

/* All of it fits a screen of 24 rows, so that nobody has to scroll. */
static void help(struct talk *talk)
{
    talk_tell(talk, "Enter alone goes on to the next stop, or, where there is none, by %d "
                    "operation%s", talk_pace(talk), talk_pace(talk) == 1 ? "" : "s");
    for (size_t at = 0; at < WORDS;)
        at = tell_group(talk, at);
    talk_tell(talk, "Help and a word, such as help go, tells what it does");
    talk_tell(talk, "An operation, such as malloc X 100 or free A, is done here and now, whatever "
                    "was to come; undo returns to that");
    talk_tell(talk, "The beginning of a word will do where no other begins so, and so will a key "
                    "that a lesson names, such as b, v or w");
}

static void answer_help(struct talk *talk, const char *argument)
{
    size_t length = strcspn(argument, " ");
    const char *unused;
    const struct word *word = word_of_key(argument, &unused);
    if (word == NULL)
        word = word_of(argument, length);
    if (length == 0)
        help(talk);
    else if (word != NULL)
        talk_tell(talk, "%s%s: %s", word->word, word->argument, word->help);
    else if (!talk_elsewhere(talk, argument, length))
        not_understood(talk, argument, length);
}

/* ---- The talk ---- */

static void operate(struct talk *talk, const char *line)
{
    bool fork = timeline_step(talk->app->timeline) < timeline_end(talk->app->timeline);
    if (!talk_give(talk, line))
        return;
    if (fork)
        talk_tell(talk, "This is a new future from here on; undo returns to the old one");
    talk_say_step(talk);
}

static bool is_look(const struct word *word)
{
    return word->tells != NULL || word->looks;
}

/* Whether it may tell what is asked: where something is, or what is still to come. */
static bool gives_away(const struct talk *talk, const struct word *word)
{
    bool where = talk->speech.view->predict.question.kind == QUESTION_WHERE;
    return (where && (is(word, "where") || is(word, "physical"))) || is(word, "numbers") ||
           is(word, "history") || is(word, "chapters");
}

/* Whether a question waits while it is answered. */
static bool keeps_question(const struct talk *talk, const struct word *word)
{
    return is(word, "predict") || (is_look(word) && !gives_away(talk, word));
}

/* A screen that asks shows what that is about, and hides what the last operation did. */
static void look(struct talk *talk, const struct word *word, const char *argument)
{
    const struct view *shown = talk->speech.view;
    struct view view = *shown;
    view.predict.open = false;
    view.has_selection = false;
    talk->speech.view = &view;
    if (word->tells != NULL)
        word->tells(&talk->speech);
    else
        word->answers(talk, argument);
    talk->speech.view = shown;
}

static void answer(struct talk *talk, const struct word *word, const char *argument)
{
    if (word->goes != NULL)
        talk_travel(talk, word->goes, argument);
    else if (is(word, "predict"))
        answer_predict(talk, argument);
    else if (is_look(word))
        look(talk, word, argument);
    else if (word->answers != NULL)
        word->answers(talk, argument);
}

void talk_begin(struct talk *talk)
{
    talk->speech.talks = true;
    spoken_opening(&talk->speech);
    talk_say_step(talk);
}

/* Other than an answer to a question; false: the person leaves. */
static bool obey(struct talk *talk, const char *line)
{
    size_t length = strcspn(line, " ");
    const char *argument = line + length + strspn(line + length, " ");
    const struct word *word = word_of_key(line, &argument);
    bool operates = *argument != '\0' && talk_is_operation(line, length);
    uint64_t number;
    if (word == NULL)
        word = word_of(line, length);
    if (talk_asks(talk) && word != NULL && !operates && gives_away(talk, word))
        talk_tell(talk, "The question is taken back, since this may give its answer away; predict "
                        "asks it again");
    if (length == 0 || operates || (word != NULL && !keeps_question(talk, word)))
        talk_drop_question(talk);
    if (length == 0)
        talk_go_on(talk);
    else if (operates)
        operate(talk, line);
    else if (word != NULL)
        answer(talk, word, argument);
    else if (talk_asks(talk) && length == 1)
        talk_refuse_answer(talk, line); /* and no key */
    else if (talk_elsewhere(talk, line, length))
        return true;
    else if (talk_asks(talk))
        talk_refuse_answer(talk, line);
    else if (command_number(line, &number))
        answer_go(talk, line);
    else
        not_understood(talk, line, length);
    return !is(word, "quit");
}

/* Of the words above only node may be an answer too, and then it is. */
bool talk_line(struct talk *talk, const char *line)
{
    if (*line == ':')
        return obey(talk, line + 1);
    if (!talk_is_answer(talk, line))
        return obey(talk, line);
    answer_predict(talk, line);
    return true;
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
    talk_settle(talk);
    if (line->error[0] == '\0' && !talk->app->view.message_is_error)
        return true;
    snprintf(why, size, "%s", line->error[0] != '\0' ? line->error : talk->app->view.message);
    return false;
}
