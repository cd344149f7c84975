/* session.c: the two loops of the program: the app's and the menu's. Each
 * draws what has changed, waits for input or for time, and hands it on. */
#include "session.h"

#include "clock.h"

#define MENU_PATIENCE 1000 /* milliseconds */
#define SLOW 30            /* a frame that takes longer gives way to keys, */
#define PASSED_OVER 10     /* up to so many */
#define TURN 100           /* milliseconds between two turns at most */

/* ---- The screen ---- */

/* Makes the frame as large as the screen. Without memory it stays as it was,
 * which is drawn as well. */
static void fit(struct session *session)
{
    int cols, rows;

    screen_size(session->screen, &cols, &rows);
    frame_resize(&session->frame, cols, rows);
}

bool session_open(struct session *session, const struct options *options, FILE *in,
                  const char **why)
{
    struct screen_options wanted = {.in = in, .out = stdout, .depth_set = options->depth_set,
                                    .depth = options->depth, .glyphs_set = options->ascii,
                                    .glyphs = GLYPHS_ASCII};

    *session = (struct session){0};
    if (!frame_resize(&session->frame, 80, 24)) {
        *why = "out of memory";
        return false;
    }
    session->screen = screen_open(&wanted, why);
    if (session->screen == NULL) {
        frame_close(&session->frame);
        return false;
    }
    fit(session);
    return true;
}

void session_close(struct session *session)
{
    screen_close(session->screen);
    frame_close(&session->frame);
    *session = (struct session){0};
}

struct medium session_medium(const struct session *session)
{
    return (struct medium){.glyphs = screen_glyphs(session->screen),
                           .colourless = screen_depth(session->screen) == DEPTH_NONE};
}

int session_status(const struct session *session, enum session_end end)
{
    int signal = end == SESSION_OVER ? screen_signal(session->screen) : 0;

    return signal > 0 ? 128 + signal : 0;
}

/* ---- A workload ---- */

/* Milliseconds since *last, which becomes now. */
static unsigned elapsed(int64_t *last)
{
    int64_t before = *last;

    *last = clock_ms();
    return *last > before ? (unsigned)(*last - before) : 0;
}

static unsigned hand_on(struct session *session, struct app *app, const struct input *input)
{
    switch (input->kind) {
    case INPUT_KEY:
        return app_key(app, input->key);
    case INPUT_CLICK:
        return app_click(app, input->x, input->y);
    case INPUT_WHEEL:
        return app_wheel(app, input->x, input->y, input->wheel);
    case INPUT_RESIZE:
        fit(session);
        app_resize(app, session->frame.cols, session->frame.rows);
        return APP_DRAW;
    case INPUT_NONE:
    case INPUT_END:
        break;
    }
    return APP_NOTHING;
}

static void show(struct session *session, struct app *app, unsigned reaction)
{
    if (reaction & APP_REDRAW_ALL)
        screen_redraw(session->screen);
    if (reaction & (APP_DRAW | APP_REDRAW_ALL)) {
        int64_t begin = clock_ms();

        app_draw(app, &session->frame);
        screen_present(session->screen, &session->frame, app_view(app)->theme);
        if (session->witness != NULL)
            witness_look(session->witness, app_view(app));
        session->slow = clock_ms() - begin > SLOW;
        session->passed_over = 0;
    }
}

/* Where frames are slow (--verify of a large heap), keys that wait come first: a key
 * that is held does not go on after it was let go. */
static bool key_waits(struct session *session, unsigned reaction, struct input *input)
{
    if (!session->slow || !(reaction & APP_DRAW) || session->passed_over >= PASSED_OVER)
        return false;
    *input = screen_input(session->screen, 0);
    session->passed_over += input->kind != INPUT_NONE;
    return input->kind != INPUT_NONE;
}

static unsigned take_turn(struct session *session, struct app *app)
{
    return session->turn != NULL ? session->turn(session->user, app) : APP_NOTHING;
}

static int patience(const struct session *session, const struct app *app)
{
    unsigned wait = app_patience(app);

    return (int)(session->turn != NULL && wait > TURN ? TURN : wait);
}

enum session_end session_show(struct session *session, struct app *app)
{
    int64_t last = clock_ms();
    unsigned reaction = APP_REDRAW_ALL, kept;
    struct medium medium = session_medium(session);

    fit(session);
    app_set_medium(app, &medium);
    app_resize(app, session->frame.cols, session->frame.rows);
    take_turn(session, app);
    while (!(reaction & APP_QUIT)) {
        struct input input;

        kept = reaction;
        if (!key_waits(session, reaction, &input)) {
            show(session, app, reaction);
            kept = APP_NOTHING;
            input = screen_input(session->screen, patience(session, app));
        }
        if (input.kind == INPUT_END)
            return SESSION_OVER;
        unsigned milliseconds = elapsed(&last);

        /* after a stop the screen is new to us too; nothing was played meanwhile */
        reaction = input.kind == INPUT_RESIZE ? APP_NOTHING : app_tick(app, milliseconds);
        reaction |= kept | hand_on(session, app, &input);
        if (input.kind == INPUT_NONE)
            reaction |= app_work(app);
        reaction |= take_turn(session, app);
    }
    return SESSION_QUIT;
}

/* ---- The menu ---- */

static enum menu_reaction hand_to_menu(struct session *session, struct menu *menu,
                                       const struct input *input)
{
    switch (input->kind) {
    case INPUT_KEY:
        return menu_key(menu, input->key);
    case INPUT_CLICK:
        return menu_click(menu, session->frame.cols, session->frame.rows, input->x, input->y);
    case INPUT_WHEEL:
        return menu_wheel(menu, input->wheel);
    case INPUT_RESIZE:
        fit(session);
        return MENU_DRAW;
    case INPUT_NONE:
    case INPUT_END:
        break;
    }
    return MENU_NOTHING;
}

enum session_end session_menu(struct session *session, struct menu *menu)
{
    enum menu_reaction reaction = MENU_THEME;

    fit(session);
    menu->medium = session_medium(session);
    while (reaction != MENU_OPEN && reaction != MENU_QUIT) {
        if (reaction == MENU_THEME)
            screen_redraw(session->screen);
        if (reaction != MENU_NOTHING) {
            menu_draw(menu, &session->frame);
            screen_present(session->screen, &session->frame, menu->theme);
        }

        struct input input = screen_input(session->screen, MENU_PATIENCE);

        if (input.kind == INPUT_END)
            return SESSION_OVER;
        reaction = hand_to_menu(session, menu, &input);
    }
    return reaction == MENU_OPEN ? SESSION_OPEN : SESSION_QUIT;
}
