/* 3u-talk.c: an app in words: answers typed as they are, words of other views and of
 * workloads, races and numbers in sentences, a help that fits a screen. */
#include "app_stage.h"
#include "run.h"
#include "talk.h"
#include "workload.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define HEARD 65536

static struct app_stage stage;
static struct talk talk;
static char heard[HEARD];

static bool hear(void *user, const char *sentence)
{
    size_t length = strlen(heard);
    (void)user;
    ck_assert_uint_lt(length + strlen(sentence) + 2, HEARD);
    sprintf(heard + length, "%s\n", sentence);
    return true;
}

static void open_talk(const char *workload)
{
    stage = app_stage_open(workload);
    talk = (struct talk){.app = stage.app,
                         .speech = {.view = app_view(stage.app), .hear = hear}};
    heard[0] = '\0';
    talk_begin(&talk);
}

static void close_talk(void)
{
    app_stage_close(&stage);
}

/* What is answered to a line. */
static const char *answer(const char *line)
{
    heard[0] = '\0';
    ck_assert_msg(talk_line(&talk, line), "%s ends the talk", line);
    return heard;
}

static void answers(const char *line, const char *part)
{
    ck_assert_msg(strstr(answer(line), part) != NULL, "%s: no \"%s\" in\n%s", line, part, heard);
}

static void answers_not(const char *line, const char *part)
{
    ck_assert_msg(strstr(answer(line), part) == NULL, "%s: \"%s\" in\n%s", line, part, heard);
}

static bool asks(void)
{
    return view_asks(app_view(stage.app));
}

/* ---- Answers ---- */

/* HOLEs at 1000 and 2000 of 600 bytes, and one behind the blocks; then a free between
 * HOLEs, and an address. */
#define QUESTIONS \
    "malloc A 600\n" "malloc X 400\n" "malloc B 600\n" "malloc Y 400\n" \
    "free A\n" "free B\n" "malloc C 500\n" "free Y\n" "get X\n" "free C\n"

#define PLACE 6 /* the steps at which that is asked */
#define JOIN 7
#define WHERE 8

static void open_at(int step)
{
    char line[16];
    snprintf(line, sizeof line, "go %d", step);
    open_talk(QUESTIONS);
    answer(line);
    answer("predict");
    ck_assert(asks());
}

static const struct { int step; const char *line, *verdict; } given[] = {
    {PLACE, "1", "Right."}, {PLACE, "2", "No."}, {PLACE, "n", "No."}, {PLACE, "node", "No."},
    {PLACE, "new node", "No."}, {PLACE, "1000", "Right."}, {PLACE, "2000", "No."},
    {PLACE, "the hole at 2000", "No."}, {PLACE, "Fails", "No."}, {PLACE, "predict 1", "Right."},
    {PLACE, "predict 2000", "No."},
    {JOIN, "left", "No."}, {JOIN, "l", "No."}, {JOIN, "both", "Right."}, {JOIN, "b", "Right."},
    {JOIN, "3", "Right."}, {JOIN, "none", "No."}, {JOIN, "predict both", "Right."},
    {WHERE, "node 0 + 600", "Right."}, {WHERE, "0+600", "Right."}, {WHERE, "2", "Right."}, {WHERE, "node 1 + 4", "No."},
};

START_TEST(an_answer_needs_no_word)
{
    open_at(given[_i].step);
    answers(given[_i].line, given[_i].verdict);
    ck_assert(!asks() || step_of(&stage) > (uint32_t)given[_i].step);
    ck_assert_int_eq((int)step_of(&stage), given[_i].step + 1);
    close_talk();
}
END_TEST

START_TEST(go_still_goes)
{
    open_at(PLACE);
    answers("go 2", "Step 2:");
    ck_assert(!asks());
    answers("3", "Step 3:");
    close_talk();
}
END_TEST

/* To look before one answers is what questions are for; a slip of the hand is no harm. */
START_TEST(a_question_waits_while_one_looks)
{
    static const char *const lines[] = {
        "holes", "layout", "node 0", "where X", "where 2000", "bytes X", "here", "again", "figures",
        "help", "help go", "around", "zork", "9", "left", "3000000",
    };
    open_at(PLACE);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        answer(lines[i]);
        ck_assert_msg(asks(), "%s: the question is gone", lines[i]);
        ck_assert_int_eq((int)step_of(&stage), PLACE);
    }
    answers("9", "no answer to the question: 9; an answer is its number or letter");
    answers("9", "Go 9 goes to that step.");
    answers("left", "no answer to the question, and no word: left; an answer is its");
    answers("1", "Right.");
    close_talk();
}
END_TEST

/* The block that a question is about is selected on the screen, and nowhere here. */
START_TEST(looking_around_is_around_the_last_operation)
{
    open_at(JOIN);
    answers("around", "block C of 500 bytes");
    answers("where", "at 1000 to 1499");
    close_talk();
}
END_TEST

START_TEST(a_word_that_goes_takes_the_question_with_it)
{
    static const char *const lines[] = {"back", "home", "", "malloc Z 10", "why", "life X"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        open_at(PLACE);
        answer(lines[i]);
        ck_assert_msg(!asks() || step_of(&stage) != PLACE, "%s", lines[i]);
        close_talk();
    }
}
END_TEST

/* Where things are physically may be the question, and what is to come its answer. */
START_TEST(what_gives_the_answer_away_takes_the_question_with_it)
{
    static const char *const lines[] = {"history", "numbers", "numbers frag", "chapters"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        open_at(PLACE);
        answers(lines[i], "The question is taken back");
        ck_assert_msg(!asks(), "%s", lines[i]);
        answers("predict", "Where does ");
        ck_assert(asks());
        close_talk();
    }
    open_at(WHERE);
    answer("holes");
    ck_assert(asks());
    answer("where X");
    ck_assert(!asks());
    answer("predict");
    ck_assert(asks());
    answer("v");
    ck_assert(!asks());
    close_talk();
}
END_TEST

START_TEST(the_question_tells_how_to_answer)
{
    open_at(PLACE);
    answers("predict", "Type your answer: its number or letter, an address in a hole, node or "
                       "fails; Enter alone goes on without one.");
    close_talk();
    open_at(JOIN);
    answers("predict", "Type your answer: its letter, or left, right, both or none; Enter");
    close_talk();
    open_at(WHERE);
    answers("predict", "Type your answer: its number or letter, or a node and an offset in it, such "
                       "as node 1 + 4; Enter");
    close_talk();
}
END_TEST

/* ---- Races and numbers ---- */

/* First fit gives C the larger HOLE, and then D has none. */
#define RACE \
    "page 3000\n" "malloc A 1000\n" "malloc X 100\n" "malloc B 500\n" "malloc Y 1400\n" \
    "free A\n" "free B\n" "malloc C 500\n" "malloc D 1000\n"

START_TEST(a_race_is_told)
{
    open_talk(RACE);
    answer("go 3");
    answers(":race first,best", "A race of 2 heaps, up to step 8:\n");
    ck_assert_str_eq(heard,
        "A race of 2 heaps, up to step 8:\n"
        "First fit: 2 pages, 6000 bytes in all; 3 holes of 3000 bytes, the largest of 2000 bytes; "
        "6 holes looked at on the way.\n"
        "Best fit: 1 page, 3000 bytes in all; no hole; 6 holes looked at on the way.\n"
        "2 of 8 steps differ, from step 7 on; first fit mapped 2 pages, best fit 1.\n"
        "They first choose differently at step 7.\n"
        "Step 7, malloc C 500: the heaps choose differently.\n"
        "First fit: at 1000, a hole of 1000 bytes, 500 left; looked at 1 hole.\n"
        "Best fit: at 2100, a hole of 500 bytes, exactly; looked at 2 holes.\n");
    ck_assert_int_eq((int)step_of(&stage), 3);
    answers("again", "Step 3: malloc B");
    answers("race", "Best fit: 1 page");
    answers("race page 1000,3000", "Page 1000: ");
    answers("race align 1,512", "Align 512: ");
    answers("race first,best,worst,next", "A race of 4 heaps");
    answers("race frist", "That was not done: ");
    answers("why", "Step 3 was ");
    ck_assert_int_eq((int)step_of(&stage), 3);
    answer("malloc Z 1");
    answers("race", "undo them first");
    close_talk();
}
END_TEST

/* At each step the difference there, or the next one, is told, so that one can go from one
 * to the next; and at the end the first. */
START_TEST(a_race_tells_every_difference)
{
    open_talk(RACE "get C\n");
    answer("go 7");
    answers("race", "They first choose differently at step 7.");
    answer("go 8");
    answers("race", "From here on they first choose differently at step 8.\n"
                    "Step 8, malloc D 1000: the heaps choose differently.\n");
    answer("malloc E 7");
    answer("undo");
    answers("race worst,first", "No difference so far");
    answer("go 9");
    answers("race", "They first choose differently at step 7.");
    answers("race page 3000,3000", "That was not done: ");
    close_talk();
}
END_TEST

static bool stopped(void)
{
    return true;
}

START_TEST(a_race_that_is_stopped_is_left)
{
    open_talk("random 60000 seed 7 size 1..4096 free 33%\n");
    answer("go 100");
    talk.stopped = stopped;
    answers_not("race first,best,next,worst", "A race of");
    talk.stopped = NULL;
    ck_assert_ptr_null(app_view(stage.app)->race);
    answers("here", "This is step 100 of 60000.");
    close_talk();
}
END_TEST

START_TEST(numbers_are_told)
{
    open_talk(RACE);
    answer("end");
    answers("numbers", "Mapped: 6000 bytes now, at most 6000, first at step 8, and on average ");
    answers("numbers", "External fragmentation: 33.3 percent now");
    answers("numbers holes", "Holes: 3 now, at most 3, first at step 8, and on average 1.2.\n");
    answers("numbers holes", "Into how many pieces");
    answers("numbers waste", "In use without being asked for: 0 at every step.");
    answers_not("numbers holes", "Blocks");
    answers("numbers zork", "The numbers are mapped, ");
    close_talk();
}
END_TEST

/* ---- Words of elsewhere ---- */

static const struct { const char *line, *answer; } elsewhere[] = {
    {"mark", "Mark belongs in a workload file"},
    {"mark \"here\"", "Mark belongs in a workload file"},
    {"expect", "Expect belongs in a workload file"},
    {"expect A at 1000", "Expect belongs in a workload file"},
    {"stop", "Stop belongs in a workload file"},
    {"malloc", "Malloc needs more after it, such as malloc X 100."},
    {"policy", "such as policy best"},
    {"mallok X 100", "is malloc meant?"},
    {"expct A at 1000", "There is no word expct; help lists the words."},
    {"whre A", "is where meant?"},
    {":compare 2 5", "Compare belongs to the screen, to mems view; here, ask figures"},
    {"d", "D belongs to the screen"},
    {"whatif insert malloc X 200", "Whatif belongs to the screen, to mems view; here, type the other"},
    {"chain", "Chain belongs to the screen"},
    {"run", "history and numbers"},
    {"theme light", "and a talk has nothing for it"},
    {"zork", "There is no word zork; help lists the words."},
};

START_TEST(what_a_talk_lacks_is_named)
{
    open_talk(RACE);
    answer("go 3");
    answers(elsewhere[_i].line, elsewhere[_i].answer);
    ck_assert_int_eq((int)step_of(&stage), 3);
    close_talk();
}
END_TEST

/* Whatever a person types, it is never told to type the same. */
START_TEST(no_word_is_suggested_instead_of_itself)
{
    open_talk(RACE);
    for (size_t i = 0; workload_words[i] != NULL; i++)
        answers_not(workload_words[i], " meant?");
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        if (a != ACTION_QUIT)
            answers_not(action_row((enum action)a)->word, " meant?");
    close_talk();
}
END_TEST

/* ---- Help ---- */

/* Rows that the sentences take on a terminal, which breaks them at blanks. */
static int rows_of(const char *sentences, int cols)
{
    int rows = 0;
    while (*sentences != '\0') {
        sentences += text_wrap(sentences, cols);
        sentences += strspn(sentences, " \n");
        rows++;
    }
    return rows;
}

START_TEST(help_fits_a_screen)
{
    open_talk(RACE);
    ck_assert_int_le(rows_of(answer("help"), 80), 24 - 3); /* what was typed, and the prompt */
    ck_assert_str_eq(heard, answer("?"));
    ck_assert_str_eq(heard, answer("help "));
    close_talk();
}
END_TEST

START_TEST(help_tells_of_one_word)
{
    open_talk(RACE);
    ck_assert_str_eq(answer("help go"), "Go 12, go 50%, go end, go and a chapter: to that step.\n");
    answers("help rac", "Race first,best, race page 100,1024");
    answers("help w", "Why: why the block landed there");
    answers("help malloc", "such as malloc X 100");
    answers("help mark", "Mark belongs in a workload file");
    answers("help compare", "Compare belongs to the screen");
    answers("help zork", "There is no word zork; help lists the words.");
    answers("help help", "Help or help go");
    close_talk();
}
END_TEST

/* Each word of the list has its own help. */
START_TEST(help_tells_of_every_word)
{
    int words = 0;
    open_talk(RACE);
    char *all = strdup(answer("help")), *rest = NULL;
    for (char *line = strtok_r(all, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        char *at = strchr(line, ':'), *more = NULL;
        for (char *word = at ? strtok_r(at + 1, ", .", &more) : NULL; word != NULL;
             word = strtok_r(NULL, ", .", &more)) {
            char typed[80];
            snprintf(typed, sizeof typed, "help %s", word);
            ck_assert_ptr_nonnull(strstr(answer(typed), ": "));
            ck_assert_int_eq(heard[1], word[1]);
            words++;
        }
    }
    ck_assert_int_ge(words, 30);
    free(all);
    close_talk();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("3u-talk");
    TCase *cases = tcase_create("talk");
    tcase_add_loop_test(cases, an_answer_needs_no_word, 0, (int)(sizeof given / sizeof *given));
    tcase_add_test(cases, go_still_goes);
    tcase_add_test(cases, a_question_waits_while_one_looks);
    tcase_add_test(cases, looking_around_is_around_the_last_operation);
    tcase_add_test(cases, a_word_that_goes_takes_the_question_with_it);
    tcase_add_test(cases, what_gives_the_answer_away_takes_the_question_with_it);
    tcase_add_test(cases, the_question_tells_how_to_answer);
    tcase_add_test(cases, a_race_is_told);
    tcase_add_test(cases, a_race_tells_every_difference);
    tcase_add_test(cases, a_race_that_is_stopped_is_left);
    tcase_add_test(cases, numbers_are_told);
    tcase_add_loop_test(cases, what_a_talk_lacks_is_named, 0,
                        (int)(sizeof elsewhere / sizeof *elsewhere));
    tcase_add_test(cases, no_word_is_suggested_instead_of_itself);
    tcase_add_test(cases, help_fits_a_screen);
    tcase_add_test(cases, help_tells_of_one_word);
    tcase_add_test(cases, help_tells_of_every_word);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
