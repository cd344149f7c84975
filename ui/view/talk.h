/* talk.h: an app in words: a line of a person in, sentences out. What moves the app is
 * the app's; here is what answers, and a table of the words there are. */
#ifndef MEMS_VIEW_TALK_H
#define MEMS_VIEW_TALK_H

#include "app.h"
#include "spoken.h"

struct talk {
    struct app *app;
    struct speech speech;  /* its view is the app's */
    bool step;             /* stop after each operation */
    bool layout;           /* at each stop, tell how memory is laid out, too */
    bool (*stopped)(void); /* the person wants no more of this answer; NULL: never */
};

/* Says what is opened, and the present step. */
void talk_begin(struct talk *talk);

/* Answers a line, without its newline: an empty one goes on to the next stop, or by
 * some operations where there is none; anything else is a word of the table, an
 * operation, or a mistake, which is told. Work that a word begins is done, or given up,
 * when this returns. false: the person leaves. */
bool talk_line(struct talk *talk, const char *line);

/* As typed after "go"; false: *why says why not, and nothing was said. */
bool talk_go(struct talk *talk, const char *where, char *why, size_t size);

#endif
