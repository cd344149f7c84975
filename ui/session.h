/* session.h: a person at a screen: frames out, keys in, time going by. */
#ifndef MEMS_UI_SESSION_H
#define MEMS_UI_SESSION_H

#include "app.h"
#include "menu.h"
#include "options.h"
#include "screen.h"
#include "witness.h"

/* What goes on beside keys and time: looks at the app or tells it something, without
 * waiting; returns what follows (app.h). */
typedef unsigned session_turn(void *user, struct app *app);

struct session {
    struct screen *screen;
    struct frame frame;
    bool slow;       /* the last frame took long */
    int passed_over; /* frames that keys came before since */
    struct witness *witness; /* of what session_show shows; NULL: there is none */
    session_turn *turn; /* ten times a second and after each key; NULL: nothing */
    void *user;      /* for it */
};

enum session_end {
    SESSION_QUIT,    /* the person left */
    SESSION_OPEN,    /* a menu's entry is to be opened */
    SESSION_OVER     /* a signal came, or input ended */
};

/* Opens the screen on standard output, with keys from `in`. false: *why says
 * why the terminal cannot be driven. */
bool session_open(struct session *session, const struct options *options, FILE *in,
                  const char **why);

/* Leaves the terminal as it was. */
void session_close(struct session *session);

/* What its frames are shown on, which apps and menus are told. */
struct medium session_medium(const struct session *session);

/* The exit status after such an end: 128 + the signal that ended it, or 0. */
int session_status(const struct session *session, enum session_end end);

/* Until one of these ends. */
enum session_end session_show(struct session *session, struct app *app);
enum session_end session_menu(struct session *session, struct menu *menu);

#endif
