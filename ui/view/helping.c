/* helping.c: the help opened, leafed through, searched and closed. */
#include "app_state.h"
#include "help_pages.h"
#include "paint.h"

#include <string.h>

/* Rows of a page that there is room for. */
static int window(const struct app *app)
{
    return app->rows > 4 ? app->rows - 3 : 1;
}

static int rows_of(const struct app *app, int page)
{
    return help_rows(&app->view, page, app->cols);
}

static void go(struct app *app, int page, int top)
{
    struct help_state *help = &app->view.help;
    int count = help_page_count();
    help->page = page < 0 ? 0 : page > count ? count : page;
    int last = rows_of(app, help->page) - window(app);
    help->top = top < last ? top : last;
    if (help->top < 0)
        help->top = 0;
}

/* Down a long page, then to the next one. */
static void leaf(struct app *app)
{
    const struct help_state *help = &app->view.help;
    if (help->top + window(app) < rows_of(app, help->page))
        go(app, help->page, help->top + window(app) - 1);
    else if (help->page < help_page_count())
        go(app, help->page + 1, 0);
}

static void leaf_back(struct app *app)
{
    const struct help_state *help = &app->view.help;
    if (help->top > 0)
        go(app, help->page, help->top - window(app) + 1);
    else if (help->page > 0)
        go(app, help->page - 1, rows_of(app, help->page - 1));
}

#define ABOVE 2 /* rows above what was found, if there are any */

/* From that row of that page on, through all pages once. */
static void seek(struct app *app, int page, int row)
{
    struct help_state *help = &app->view.help;
    int pages = help_page_count() + 1;
    help->found = false;
    help->missed = help->sought[0] != '\0';
    for (int i = 0; i <= pages && help->sought[0] != '\0' && !help->found; i++) {
        int here = (page + i) % pages;
        int found = help_find(&app->view, here, app->cols, i == 0 ? row : 0);
        if (found < 0)
            continue;
        go(app, here, found - ABOVE);
        help->found = true;
        help->missed = false;
        help->row = found;
    }
}

static void begin(struct app *app)
{
    struct help_state *help = &app->view.help;
    help->typing = true;
    help->found = help->missed = false;
    help->sought[0] = '\0';
    help->from_page = help->page;
    help->from_row = help->top;
}

/* The text is sought while it is typed; Enter keeps the place, Escape forgets it. */
static void type(struct app *app, uint32_t key)
{
    struct help_state *help = &app->view.help;
    size_t length = strlen(help->sought);
    if (key == K_ENTER || key == K_ESCAPE)
        help->typing = false;
    if (key == K_ESCAPE) {
        help->sought[0] = '\0';
        help->missed = false;
    } else if (key == K_BACKSPACE && length > 0) {
        help->sought[length - 1] = '\0';
    } else if (key >= ' ' && key < 127 && length + 1 < sizeof help->sought) {
        memcpy(help->sought + length, (char[]){(char)key, '\0'}, 2);
    }
    if (help->typing)
        seek(app, help->from_page, help->from_row);
}

unsigned helping_open(struct app *app)
{
    app->view.help = (struct help_state){.open = true};
    go(app, help_page_of(&app->view), 0);
    return APP_DRAW;
}

unsigned helping_close(struct app *app)
{
    app->view.help.open = false;
    return APP_DRAW;
}

/* A view's key leads to its page, and between the two of one key; other keys close. */
static void go_to_view(struct app *app, enum action action)
{
    int page = help_page_for(action);
    const struct help_page *next = help_page(page + 1);
    if (page == app->view.help.page && next != NULL && next->action == action)
        page++;
    if (page == HELP_MAP)
        helping_close(app);
    else
        go(app, page, 0);
}

unsigned helping_key(struct app *app, uint32_t key)
{
    struct help_state *help = &app->view.help;
    enum action action = action_of_key(key);
    if (help->typing) {
        type(app, key);
        return APP_DRAW;
    }
    help->missed = false;
    switch (action) {
    case ACTION_UP: go(app, help->page, help->top - 1); break;
    case ACTION_DOWN: go(app, help->page, help->top + 1); break;
    case ACTION_STOP_NEXT:
    case ACTION_PLAY: leaf(app); break;
    case ACTION_STOP_PREVIOUS: leaf_back(app); break;
    case ACTION_STEP: go(app, help->page + 1, 0); break;
    case ACTION_BACK: go(app, help->page - 1, 0); break;
    case ACTION_HOME: go(app, HELP_MAP, 0); break;
    case ACTION_END: go(app, help_page_count(), 0); break;
    case ACTION_FIND: begin(app); break;
    case ACTION_FIND_NEXT: seek(app, help->page, help->found ? help->row + 1 : help->top); break;
    case ACTION_REDRAW: return APP_DRAW | APP_REDRAW_ALL;
    default: go_to_view(app, action); break;
    }
    return APP_DRAW;
}
