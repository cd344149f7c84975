/* curses.c: the screen through ncurses. A frame is put into curses' window
 * whole; curses sends what differs. Input is waited for in short slices, so
 * that a resize or a signal is never lost. Curses has one screen at a time. */
#include "screen.h"

#include "character.h"
#include "clock.h"
#include "put.h"
#include "rescue.h"
#include "terminal.h"

#include <curses.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <wchar.h>

enum { SLICE = 100, ESCAPE_DELAY = 25 }; /* milliseconds */

struct screen {
    SCREEN *curses;
    WINDOW *keys;        /* a pad of one cell: reading from it never draws */
    struct terminal terminal;
    int in, out;
    bool redraw;
};

static bool is_open;

/* ---- Opening and closing ---- */

/* Sequences that terminals send whatever their entry says. */
static void define_keys(void)
{
    static const struct { const char *bytes; int key; } keys[] = {
        {"\033[A", KEY_UP},      {"\033OA", KEY_UP},      {"\033[B", KEY_DOWN},
        {"\033OB", KEY_DOWN},    {"\033[C", KEY_RIGHT},   {"\033OC", KEY_RIGHT},
        {"\033[D", KEY_LEFT},    {"\033OD", KEY_LEFT},    {"\033[H", KEY_HOME},
        {"\033OH", KEY_HOME},    {"\033[1~", KEY_HOME},   {"\033[7~", KEY_HOME},
        {"\033[F", KEY_END},     {"\033OF", KEY_END},     {"\033[4~", KEY_END},
        {"\033[8~", KEY_END},    {"\033[5~", KEY_PPAGE},  {"\033[6~", KEY_NPAGE},
        {"\033[3~", KEY_DC},     {"\033[Z", KEY_BTAB},    {"\033OP", KEY_F(1)},
        {"\033[11~", KEY_F(1)},  {"\033[[A", KEY_F(1)},   {"\033OM", KEY_ENTER},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        define_key(keys[i].bytes, keys[i].key);
}

/* The window gets the terminal's real size; whether that is another. A terminal
 * that was resized may have lost what it showed, even when its size is the same
 * again: it is all sent anew. */
static bool follow_size(struct screen *screen)
{
    int cols = COLS, rows = LINES;
    bool resized = rescue_resized();
    terminal_size(screen->out, &cols, &rows);
    if (cols != COLS || rows != LINES)
        resized = resize_term(rows, cols) == OK;
    screen->redraw |= resized;
    return resized;
}

static void set_modes(struct screen *screen)
{
    set_escdelay(ESCAPE_DELAY);
    cbreak();
    noecho();
    nonl();
    typeahead(-1); /* a frame is always sent whole */
    curs_set(0);
    keypad(screen->keys, TRUE);
    nodelay(screen->keys, TRUE);
    define_keys();
    mouseinterval(0);
    mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    if (screen->terminal.depth != DEPTH_NONE) {
        start_color();
        use_default_colors();
    }
    follow_size(screen);
}

/* Signals are taken before curses starts, which leaves them alone then. */
static bool start(struct screen *screen, const struct screen_options *options)
{
    struct termios before;
    bool is_terminal = tcgetattr(screen->in, &before) == 0;
    rescue_begin(screen->in, is_terminal ? &before : NULL, screen->out,
                 screen->terminal.farewell);
    screen->curses = newterm(screen->terminal.name, options->out, options->in);
    if (!screen->curses)
        return false;
    screen->keys = newpad(1, 1);
    if (screen->keys)
        set_modes(screen);
    return screen->keys != NULL;
}

struct screen *screen_open(const struct screen_options *options, const char **why)
{
    struct screen *screen = is_open ? NULL : calloc(1, sizeof *screen);
    if (!screen) {
        *why = is_open ? "a screen is open already" : "out of memory";
        return NULL;
    }
    screen->in = fileno(options->in);
    screen->out = fileno(options->out);
    if (!terminal_find(options, &screen->terminal, why)) {
        free(screen);
        return NULL;
    }
    is_open = true;
    if (!start(screen, options)) {
        *why = "the terminal cannot be driven";
        screen_close(screen);
        return NULL;
    }
    return screen;
}

void screen_close(struct screen *screen)
{
    if (!screen)
        return;
    if (screen->keys)
        delwin(screen->keys);
    if (screen->curses) {
        endwin();
        delscreen(screen->curses);
    }
    rescue_end();
    free(screen);
    is_open = false;
}

void screen_size(const struct screen *screen, int *cols, int *rows)
{
    (void)screen;
    *cols = COLS;
    *rows = LINES;
}

enum depth screen_depth(const struct screen *screen)
{
    return screen->terminal.depth;
}

enum glyphs screen_glyphs(const struct screen *screen)
{
    return screen->terminal.glyphs;
}

/* ---- Showing a frame ---- */

/* What curses draws for a cell: a character that the C library and we find
 * differently wide would shift the row, so each of its columns is a '?'. */
static wchar_t window_character(const struct screen *screen, const struct cell *cell,
                                const struct cell *left)
{
    uint32_t ch = put_glyph(cell, screen->terminal.glyphs);
    if (ch == 0 && left && wcwidth((wchar_t)left->ch) != 2)
        return L'?';
    if (ch >= 0x7F && wcwidth((wchar_t)ch) != character_width(ch))
        return L'?';
    return (wchar_t)ch;
}

static attr_t window_attributes(uint8_t attr)
{
    return (attr & ATTR_BOLD ? A_BOLD : A_NORMAL) | (attr & ATTR_REVERSE ? A_REVERSE : A_NORMAL)
        | (attr & ATTR_UNDERLINE ? A_UNDERLINE : A_NORMAL);
}

/* Pairs are made as they are met; curses reuses the oldest when it runs out. */
static int window_pair(const struct screen *screen, struct look look)
{
    int pair = screen->terminal.depth == DEPTH_NONE ? 0 : alloc_pair(look.fg, look.bg);
    return pair > 0 ? pair : 0;
}

static void show_row(const struct screen *screen, const struct frame *frame, int y,
                     enum theme theme)
{
    cchar_t cells[FRAME_COLS_MAX];
    struct look now = {-2, -2, 0};
    int count = 0, pair = 0;
    for (int x = 0; x < frame->cols && x < COLS; x++) {
        const struct cell *cell = frame_look(frame, x, y);
        wchar_t text[2] = {window_character(screen, cell, frame_look(frame, x - 1, y)), L'\0'};
        if (!text[0])
            continue; /* curses itself fills the right half */
        struct look look = theme_look(theme, screen->terminal.depth, cell->ink, cell->paper);
        if (look.fg != now.fg || look.bg != now.bg)
            pair = window_pair(screen, look);
        now = look;
        setcchar(&cells[count++], text, window_attributes(look.attr), 0, &pair);
    }
    mvadd_wchnstr(y, 0, cells, count);
}

void screen_present(struct screen *screen, const struct frame *frame, enum theme theme)
{
    erase();
    for (int y = 0; y < frame->rows && y < LINES; y++)
        show_row(screen, frame, y, theme);
    if (screen->redraw) {
        terminal_free_rows(screen->out, LINES);
        clearok(curscr, TRUE);
    }
    screen->redraw = false;
    refresh();
}

void screen_redraw(struct screen *screen)
{
    screen->redraw = true;
}

/* ---- Reading ---- */

static uint32_t special_key(wint_t key)
{
    switch (key) {
    case KEY_UP: return K_UP;
    case KEY_DOWN: return K_DOWN;
    case KEY_LEFT: return K_LEFT;
    case KEY_RIGHT: return K_RIGHT;
    case KEY_HOME: case KEY_A1: return K_HOME;
    case KEY_END: case KEY_C1: return K_END;
    case KEY_PPAGE: case KEY_A3: return K_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return K_PAGE_DOWN;
    case KEY_DC: return K_DELETE;
    case KEY_BTAB: return K_BACKTAB;
    case KEY_BACKSPACE: return K_BACKSPACE;
    case KEY_ENTER: return K_ENTER;
    case KEY_F(1): return K_F1;
    default: return K_NONE;
    }
}

static uint32_t plain_key(wint_t key)
{
    return key == '\r' ? K_ENTER : key == '\b' ? K_BACKSPACE : (uint32_t)key;
}

static struct input mouse_input(void)
{
    MEVENT event;
    if (getmouse(&event) != OK)
        return (struct input){.kind = INPUT_NONE};
    struct input input = {.kind = INPUT_CLICK, .x = event.x, .y = event.y};
    if (event.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) {
        input.kind = INPUT_WHEEL;
        input.wheel = event.bstate & BUTTON4_PRESSED ? -1 : 1;
    } else if (!(event.bstate & BUTTON1_PRESSED)) {
        input.kind = INPUT_NONE;
    }
    return input;
}

/* What has been typed already, if anything. */
static struct input read_key(const struct screen *screen)
{
    wint_t key;
    int found = wget_wch(screen->keys, &key);
    if (found == OK)
        return (struct input){.kind = INPUT_KEY, .key = plain_key(key)};
    if (found != KEY_CODE_YES)
        return (struct input){.kind = INPUT_NONE};
    if (key == KEY_MOUSE)
        return mouse_input();
    uint32_t special = special_key(key);
    return (struct input){.kind = special ? INPUT_KEY : INPUT_NONE, .key = special};
}

/* Waits for bytes; false when there will never be any: the terminal is gone. */
static bool wait_for_bytes(const struct screen *screen, int milliseconds)
{
    struct pollfd in = {.fd = screen->in, .events = POLLIN};
    int bytes = 0;
    if (poll(&in, 1, milliseconds) <= 0)
        return true; /* the time is over, or a signal came */
    return !(in.revents & (POLLERR | POLLNVAL)) && ioctl(screen->in, FIONREAD, &bytes) == 0
        && bytes > 0;
}

/* The terminal is given back for as long as we are stopped, and taken again. */
static void pause_here(struct screen *screen, bool stop)
{
    endwin();
    if (stop)
        rescue_stop();
    follow_size(screen);
    clearok(curscr, TRUE);
    refresh();
}

struct input screen_input(struct screen *screen, int milliseconds)
{
    int64_t end = clock_ms() + milliseconds;
    for (;;) {
        if (rescue_signal())
            return (struct input){.kind = INPUT_END};
        bool stop = rescue_stop_wanted();
        if (stop || rescue_continued()) {
            pause_here(screen, stop);
            return (struct input){.kind = INPUT_RESIZE};
        }
        if (follow_size(screen))
            return (struct input){.kind = INPUT_RESIZE};
        struct input input = read_key(screen);
        if (input.kind != INPUT_NONE)
            return input;
        int64_t left = end - clock_ms();
        if (!wait_for_bytes(screen, left < 0 ? 0 : left < SLICE ? (int)left : SLICE))
            return (struct input){.kind = INPUT_END};
        if (left <= 0)
            return input;
    }
}

int screen_signal(const struct screen *screen)
{
    (void)screen;
    return rescue_signal();
}
