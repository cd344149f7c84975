/* menu.h: the list of lessons and examples: a painter, and what its keys and
 * clicks mean. It knows no files: the caller gives entries and opens them. */
#ifndef MEMS_VIEW_MENU_H
#define MEMS_VIEW_MENU_H

#include "frame.h"
#include "theme.h"

struct menu_entry {
    int number;            /* of a lesson; 0: an example */
    const char *title;     /* "Splitting a hole" */
    const char *about;     /* what it shows, in one line; "" if nothing */
    unsigned minutes;      /* that it takes; 0: not known */
    uint32_t step, steps;  /* the farthest that was seen, of so many; 0: nothing was */
    uint32_t right, questions; /* the most right answers, of so many */
};

struct menu {
    const struct menu_entry *entries; /* lessons first, then examples */
    size_t count;
    size_t chosen;         /* below count, unless that is 0 */
    int typed;             /* the first digit of a number of two; 0: none */
    bool help;             /* the list of keys is open */
    enum theme theme;
    struct medium medium;
    const char *message;   /* what went wrong with the entry opened last; "" */
};

enum menu_reaction { MENU_NOTHING, MENU_DRAW, MENU_THEME, MENU_OPEN, MENU_QUIT };

/* Chooses the first lesson that was not seen to its end, or, where all were, the first. */
void menu_begin(struct menu *menu);

/* After a lesson that was gone through: chooses the next one, if there is one. */
void menu_go_on(struct menu *menu);

/* Changes the menu and says what follows: MENU_OPEN: open menu->chosen;
 * MENU_THEME: draw all of the screen anew. */
enum menu_reaction menu_key(struct menu *menu, uint32_t key);

/* A click at (x, y) of a screen that menu_draw filled: chooses, or opens what
 * is chosen already. */
enum menu_reaction menu_click(struct menu *menu, int cols, int rows, int x, int y);
enum menu_reaction menu_wheel(struct menu *menu, int direction);

void menu_draw(const struct menu *menu, struct frame *frame);

#endif
