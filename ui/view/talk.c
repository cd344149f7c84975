/* talk.c: the words of a talk. One table says what each is called, what it does and
 * what help tells of it; what is not in it is an operation, or not understood. */
#include "talk.h"

#include "near.h"
#include "talk_answers.h"

#include <stdio.h>
#include <string.h>

/* A word goes somewhere by a command of the app, or tells something of the present
 * step, or answers in its own way; one that does none of these is told apart below. */
static const struct word {
    const char *word;
    const char *argument; /* what stands after it, for help */
    const char *help;
    const char *goes;
    void (*tells)(struct speech *speech);
    void (*answers)(struct talk *talk, const char *argument);
    bool looks;           /* as all that tell do: a question waits meanwhile */
} words[] = {
    {"step", " or step 5", "so many operations on, one without a number", .goes = "step"},
    {"back", " or back 5", "so many operations back, exactly", .goes = "back"},
    {"next", "", "to the next stop or chapter, without what lies between", .goes = "next"},
    {"previous", "", "to the previous stop or chapter", .goes = "previous"},
    {"go", " 12, go 50%, go end, go and a chapter", "to that step", .answers = answer_go},
    {"home", "", "to step 0, the empty heap", .goes = "home"},
    {"end", "", "to the last step", .goes = "end"},
    {"find", " mmap, fail, reuse, at 4000, name A, size>64K, peak holes",
     "to where that happens next; find alone, to the one after it", .answers = answer_find},
    {"again", "", "this step once more", .tells = spoken_step},
    {"here", "", "the step, the chapter, the next operation, the heap's settings",
     .tells = spoken_here},
    {"program", "", "the operations before and after this one", .tells = spoken_program},
    {"chapters", "", "all chapters and their steps", .tells = spoken_chapters},
    {"layout", " or layout all",
     "how memory is laid out: each segment, or of many the largest holes and what lies around",
     .answers = answer_layout, .looks = true},
    {"node", " 0", "what lies in that node", .answers = answer_node, .looks = true},
    {"where", " A, where 2000",
     "where that block is, or what is at that address; where blocks are called by numbers, "
     "addresses are where @2000", .answers = answer_where, .looks = true},
    {"around", "", "what lies around the last operation", .tells = spoken_around},
    {"physical", "", "where each node really is; where tells it of one address",
     .tells = spoken_physical},
    {"holes", "", "all holes, or of many the largest", .tells = spoken_holes},
    {"largest", "", "the largest hole", .tells = spoken_largest},
    {"figures", "", "totals, shares and fragmentation", .tells = spoken_figures},
    {"history", "", "memory over the whole run, in tenths of it", .tells = spoken_history},
    {"numbers", " or numbers frag", "each number now, at most and on average; one of them alone, "
     "and what it means", .answers = answer_numbers, .looks = true},
    {"why", "", "why the block landed there, hole by hole; what a free joined",
     .answers = answer_why},
    {"predict", " 2, predict 2000, predict node",
     "answer the question that waits; predict alone asks about the next operation",
     .answers = answer_predict},
    {"bytes", " A, bytes A+4", "the bytes that are there", .answers = answer_bytes, .looks = true},
    {"life", " A, life 2000", "what became of that block, or whose that byte was",
     .answers = answer_life},
    {"undo", "", "take an operation back that was typed", .answers = answer_undo},
    {"redo", "", "make it again", .answers = answer_redo},
    {"replay", " best", "the same workload under another policy", .answers = answer_replay},
    {"race", " first,best, race page 100,1024, race align 1,16",
     "the same workload on two to four heaps: what each needs, and where they choose differently",
     .answers = answer_race},
    {"help", "", "these words", .looks = true},
    {"quit", "", "leave", .goes = NULL},
};
#define WORDS (sizeof words / sizeof *words)

static bool is(const struct word *word, const char *name)
{
    return word != NULL && strcmp(word->word, name) == 0;
}

/* ---- Help ---- */

static void help(struct talk *talk)
{
    talk_tell(talk, "Enter alone goes on to the next stop, or, where there is none, by %d "
                    "operation%s", talk_pace(talk), talk_pace(talk) == 1 ? "" : "s");
    talk_tell(talk, "An operation, such as malloc X 100 or free A, is done here and now, whatever "
                    "was to come; undo returns to that");
    for (size_t i = 0; i < WORDS; i++)
        talk_tell(talk, "%s%s: %s", words[i].word, words[i].argument, words[i].help);
    talk_tell(talk, "The beginning of a word will do where no other begins so, and so will a key "
                    "that a lesson names, such as b, v or w");
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
    uint32_t key = (unsigned char)line[0];
    enum action action = line[0] == '/' || line[1] == '\0' ? action_of_key(key) : ACTION_NONE;
    if (line[0] == '\0' || action == ACTION_NONE)
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

/* Whether a question waits while it is answered, which must not answer it. */
static bool keeps_question(const struct talk *talk, const struct word *word)
{
    bool answers = talk->speech.view->predict.question.kind == QUESTION_WHERE &&
                   (is(word, "where") || is(word, "physical"));
    return is(word, "predict") || (is_look(word) && !answers);
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
    else if (word->answers != NULL)
        word->answers(talk, argument);
    else
        help(talk);
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
    else if (talk_number(line, &number))
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
