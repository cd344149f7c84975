/* answers.h: what a class answered to its papers, read line by line from whatever people
 * typed. `#` begins a comment where blanks are about it.
 *
 *     paper 3-5f3a       whose lines follow; the code may be left out
 *     name Ada Lovelace
 *     1  2000            a question's number, and what was answered
 *     2. node            also 2: or 2)
 *     3                  nothing was
 */
#ifndef MEMS_TRACE_ANSWERS_H
#define MEMS_TRACE_ANSWERS_H

#include "paper.h"
#include "table.h"
#include "workload.h"

#define ANSWERS_LINE_MAX 1024   /* bytes in a line */
#define SHEETS_MOST 100000

struct given {                  /* to one question */
    unsigned question;          /* its number, from 1 */
    uint32_t text;              /* strings_at(&answers->texts, text) */
    uint64_t line;              /* of the file */
};

struct answer_sheet {           /* one person's */
    unsigned paper;             /* its number, from 1 */
    char code[PAPER_CODE];      /* "": it was not given */
    uint64_t line;              /* of the file, where it begins */
    uint32_t name;              /* in the texts, or NO_TEXT */
    size_t first, count;        /* in the answers' list */
};

struct answers {
    struct answer_sheet *sheets;
    size_t count, room;
    struct given *list;
    size_t given, given_room;
    struct strings texts;
    bool lost;                  /* a line that names a paper could not be read: whose answers
                                   follow, nobody knows */
};

/* All zero is none. */
void answers_close(struct answers *answers);

/* Reads line `number` of the file, without its newline. false: a problem was added, and the
 * line counts for nothing; nor do those after one that should name a paper. */
bool answers_line(struct answers *answers, const char *line, size_t length, uint64_t number,
                  struct problems *problems);

/* What the sheet answers to that question; NULL: nothing. */
const char *sheet_answer(const struct answers *answers, const struct answer_sheet *sheet,
                         unsigned question);

/* Its name; NULL: it has none. */
const char *sheet_name(const struct answers *answers, const struct answer_sheet *sheet);

#endif
