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
};

struct menu {
    const struct menu_entry *entries; /* lessons first, then examples */
    size_t count;
    size_t chosen;         /* below count, unless that is 0 */
    enum theme theme;
    const char *message;   /* what went wrong with the entry opened last; "" */
};

enum menu_reaction { MENU_NOTHING, MENU_DRAW, MENU_THEME, MENU_OPEN, MENU_QUIT };

/* Changes the menu and says what follows: MENU_OPEN: open menu->chosen;
 * MENU_THEME: draw all of the screen anew. */
enum menu_reaction menu_key(struct menu *menu, uint32_t key);

/* A click at (x, y) of a screen that menu_draw filled: chooses, or opens what
 * is chosen already. */
enum menu_reaction menu_click(struct menu *menu, int cols, int rows, int x, int y);
enum menu_reaction menu_wheel(struct menu *menu, int direction);

void menu_draw(const struct menu *menu, struct frame *frame);

#endif
