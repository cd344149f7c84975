/* help_pages.h: what the help says, page by page. A view brings its page as one row
 * of the table in help_pages.c; the map of views, page 0, follows from the rows. */
#ifndef MEMS_VIEW_HELP_PAGES_H
#define MEMS_VIEW_HELP_PAGES_H

#include "keys.h"
#include "view.h"

#include <stdbool.h>
#include <stddef.h>

/* A word, number or mark of the screen, and what it means, with its formula. */
struct help_entry { const char *what, *means; };

struct help_page {
    const char *title;
    enum action action;      /* whose key opens the view; NONE: a page that is no view's */
    const char *asks;        /* the question that the view answers, up to 54 columns; NULL:
                                it does not stand in the map */
    bool (*is_open)(const struct view *view); /* the help begins with this page then; or NULL */
    const struct help_entry *entries; /* NULL: all actions and their keys */
    size_t count;
};

#define HELP_MAP 0
int help_page_count(void);                      /* beside the map */
const struct help_page *help_page(int number);  /* 1 to that; NULL for others */

/* The page of the view that is open; of the view that an action opens; or HELP_MAP. */
int help_page_of(const struct view *view);
int help_page_for(enum action action);

#endif
