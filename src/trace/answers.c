/* answers.c: each line stands for itself; what an answer means is for those to say who
 * know the question. */
#include "answers.h"

#include "array.h"
#include "near.h"
#include "problem.h"
#include "scan.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* some editors begin a file with it */

struct reading {
    struct answers *answers;
    struct scan scan;
    uint64_t number;
    struct problems *problems;
};

void answers_close(struct answers *answers)
{
    free(answers->sheets);
    free(answers->list);
    strings_close(&answers->texts);
    *answers = (struct answers){0};
}

static bool fail(const struct reading *reading, size_t at, const char *expected,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

static bool fail(const struct reading *reading, size_t at, const char *expected,
                 const char *format, ...)
{
    struct where where = {.line = reading->number, .text = reading->scan.line,
                          .length = reading->scan.length, .at = at};
    va_list arguments;

    va_start(arguments, format);
    problem_add(reading->problems, where, expected, format, arguments);
    va_end(arguments);
    return false;
}

static bool no_memory(const struct reading *reading)
{
    return fail(reading, 0, "", "out of memory");
}

static bool is_blank(const struct scan *scan, size_t at)
{
    return at >= scan->length || isspace((unsigned char)scan->line[at]);
}

/* Where a comment begins, or the line ends. "node #2" and "#9" are none. */
static size_t comment_at(const struct scan *scan)
{
    size_t at = scan->at;

    while (at < scan->length
           && (scan->line[at] != '#' || !is_blank(scan, at - 1) || !is_blank(scan, at + 1)))
        at++;
    return at;
}

/* What is left of the line but for blanks at both ends and a comment. */
static struct token rest(struct reading *reading)
{
    struct scan *scan = &reading->scan;
    size_t end;

    scan_end(scan);
    end = comment_at(scan);
    while (end > scan->at && isspace((unsigned char)scan->line[end - 1]))
        end--;
    return (struct token){scan->line + scan->at, end - scan->at, scan->at};
}

static bool is_word(struct token token, const char *word)
{
    size_t length = strlen(word);

    if (token.length != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (tolower((unsigned char)token.start[i]) != word[i])
            return false;
    return true;
}

/* The sheet that lines belong to; NULL: a problem was added. */
static struct answer_sheet *present(const struct reading *reading)
{
    struct answers *answers = reading->answers;

    if (answers->count > 0 && !answers->lost)
        return &answers->sheets[answers->count - 1];
    fail(reading, 0, "a line such as: paper 3",
         answers->lost ? "whose this is, is not known" : "no paper was named before this");
    return NULL;
}

/* ---- name ---- */

static bool is_name(struct token word)
{
    return is_word(word, "name") || is_word(word, "name:");
}

static bool read_name(struct reading *reading)
{
    struct answer_sheet *sheet = present(reading);
    struct token name = rest(reading);

    while (name.length > 0 && name.start[name.length - 1] == '_') /* the line to write on */
        name.length--;
    for (; name.length > 0 && *name.start == '_'; name.length--)
        name.start++;
    if (sheet == NULL)
        return false;
    if (sheet->name != NO_TEXT)
        return fail(reading, 0, "one name a paper, and a line \"paper ...\" before the next person",
                    "this paper has a name");
    if (name.length == 0)
        return true;
    return strings_add(&reading->answers->texts, name.start, name.length, &sheet->name)
        || no_memory(reading);
}

/* ---- paper 3-5f3a ---- */

static bool read_code(struct reading *reading, char code[PAPER_CODE])
{
    const char *at = reading->scan.line + reading->scan.at;
    size_t length = 0;

    while (reading->scan.at + length < reading->scan.length && isxdigit((unsigned char)at[length]))
        length++;
    if (length != PAPER_CODE - 1)
        return fail(reading, reading->scan.at, "four digits, as on the paper",
                    "the paper's code has %s digits", length < PAPER_CODE ? "too few" : "too many");
    for (size_t i = 0; i < length; i++)
        code[i] = (char)tolower((unsigned char)at[i]);
    code[length] = '\0';
    reading->scan.at += length;
    return true;
}

static bool read_paper(struct reading *reading)
{
    struct answers *answers = reading->answers;
    struct answer_sheet sheet = {.line = reading->number, .name = NO_TEXT, .first = answers->given};
    struct answer_sheet *sheets;
    uint64_t paper;
    size_t at;
    bool named;

    scan_end(&reading->scan);
    at = reading->scan.at;
    if (scan_number(&reading->scan, &paper) != SCANNED || paper < 1 || paper > PAPERS_MOST)
        return fail(reading, at, "a number from 1 to 1000, as in: paper 3-5f3a",
                    "that is no paper");
    sheet.paper = (unsigned)paper;
    if (scan_take(&reading->scan, '-') && !read_code(reading, sheet.code))
        return false;
    named = !scan_end(&reading->scan);
    if (named && !is_name(scan_peek(&reading->scan)))
        return fail(reading, reading->scan.at, "the end of the line, or: name Ada",
                    "something stands behind the paper's number");
    if (answers->count == SHEETS_MOST)
        return fail(reading, 0, "100000 at most", "too many papers");
    sheets = array_grow(answers->sheets, &answers->room, answers->count + 1, sizeof *sheets);
    if (sheets == NULL)
        return no_memory(reading);
    answers->sheets = sheets;
    sheets[answers->count++] = sheet;
    if (!named)
        return true;
    scan_word(&reading->scan);
    if (read_name(reading))
        return true;
    answers->count--;
    return false;
}

/* ---- 1 2000 ---- */

/* "1.", "1:", "1)" and "1.)" */
static bool take_marks(struct scan *scan)
{
    size_t start = scan->at;

    while (scan_take(scan, '.') || scan_take(scan, ':') || scan_take(scan, ')'))
        ;
    return scan->at > start;
}

static bool read_answer(struct reading *reading)
{
    struct answers *answers = reading->answers;
    struct answer_sheet *sheet = present(reading);
    struct given given = {.line = reading->number}, *list;
    struct token text;
    uint64_t number;

    if (sheet == NULL)
        return false;
    if (scan_number(&reading->scan, &number) != SCANNED || number < 1 || number > QUIZ_MOST)
        return fail(reading, 0, "1 to 1000", "that is no question's number");
    given.question = (unsigned)number;
    if (!take_marks(&reading->scan) && !scan_boundary(&reading->scan))
        return fail(reading, reading->scan.at, "a blank between a question's number and the answer",
                    "the question's number does not end");
    if (sheet_answer(answers, sheet, given.question) != NULL)
        return fail(reading, 0, "one answer a question", "question %u is answered twice",
                    given.question);
    text = rest(reading);
    if (text.length == 0)
        return true;
    list = array_grow(answers->list, &answers->given_room, answers->given + 1, sizeof *list);
    if (list == NULL)
        return no_memory(reading);
    answers->list = list;
    if (!strings_add(&answers->texts, text.start, text.length, &given.text))
        return no_memory(reading);
    list[answers->given++] = given;
    sheet->count++;
    return true;
}

/* ---- Any line ---- */

bool answers_line(struct answers *answers, const char *line, size_t length, uint64_t number,
                  struct problems *problems)
{
    static const char *const papers[] = {"paper", "Paper", "PAPER", NULL};
    struct reading reading = {answers, scan_line(line, length), number, problems};
    struct token word;

    if (length > ANSWERS_LINE_MAX)
        return fail(&reading, ANSWERS_LINE_MAX, "1024 bytes at most", "the line is too long");
    if (memchr(line, '\0', length) != NULL)
        return fail(&reading, 0, "plain text", "a NUL byte");
    if (number == 1 && length >= 3 && memcmp(line, BYTE_ORDER_MARK, 3) == 0)
        reading.scan.at = 3;
    if (scan_end(&reading.scan))
        return true;
    word = scan_peek(&reading.scan);
    if (isdigit((unsigned char)*word.start))
        return read_answer(&reading);
    scan_word(&reading.scan);
    if (is_word(word, "mems")) /* of the paper's own first line */
        word = scan_word(&reading.scan);
    if (is_word(word, "paper") || is_word(word, "paper:")) {
        answers->lost = !read_paper(&reading);
        return !answers->lost;
    }
    if (is_name(word))
        return read_name(&reading);
    answers->lost |= nearest_word(word.start, word.length, papers) != NULL;
    return fail(&reading, word.at, "paper, name, or a question's number and its answer",
                "this is no line of answers");
}

const char *sheet_answer(const struct answers *answers, const struct answer_sheet *sheet,
                         unsigned question)
{
    for (size_t i = sheet->first; i < sheet->first + sheet->count; i++)
        if (answers->list[i].question == question)
            return strings_at(&answers->texts, answers->list[i].text);
    return NULL;
}

const char *sheet_name(const struct answers *answers, const struct answer_sheet *sheet)
{
    return sheet->name != NO_TEXT ? strings_at(&answers->texts, sheet->name) : NULL;
}
