/* 42-curses.c: the screen on the null device: what curses holds after a
 * present is the frame, on every kind of terminal; and what is typed, clicked
 * and signalled comes back as input. */
#include "frame.h"
#include "screen.h"
#include "theme.h"
#include "run.h"

#include <check.h>
#include <curses.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

enum { COLS_SHOWN = 40, ROWS_SHOWN = 8 };

static struct frame frame;
static struct screen *screen;
static FILE *in, *out;

static void set_up(void)
{
    setenv("COLUMNS", "40", 1);
    setenv("LINES", "8", 1);
    unsetenv("NO_COLOR");
    unsetenv("COLORTERM");
    ck_assert(frame_resize(&frame, COLS_SHOWN, ROWS_SHOWN));
    in = fopen("/dev/null", "r");
    out = fopen("/dev/null", "w");
    ck_assert(in && out);
}

static void tear_down(void)
{
    screen_close(screen);
    screen = NULL;
    frame_close(&frame);
    fclose(in);
    fclose(out);
}

static const char *open_as(const char *term)
{
    struct screen_options options = {.in = in, .out = out, .term = term};
    const char *why = NULL;
    screen = screen_open(&options, &why);
    return why;
}

/* Whether this machine has the terminal's entry. */
static bool has_entry(const char *term)
{
    int error;
    if (setupterm(term, STDOUT_FILENO, &error) != OK)
        return false;
    del_curterm(cur_term);
    return true;
}

static void use_locale(const char *name)
{
    ck_assert_msg(setlocale(LC_ALL, name) != NULL, "this machine lacks the locale %s", name);
}

/* ---- Frames ---- */

static void draw(int variant)
{
    frame_clear(&frame);
    frame_text(&frame, 0, 0, COLS_SHOWN, ROLE_TITLE, ROLE_TITLE, "mems · first fit … größe ▶");
    for (int x = 0; x < COLS_SHOWN; x++) {
        enum role role = (enum role)(ROLE_PROCESS + (x + variant) % (ROLE_SELECTED_HOLE - ROLE_PROCESS + 1));
        uint32_t ch = role == ROLE_HOLE ? GLYPH_HOLE
            : role == ROLE_TOUCHED      ? GLYPH_TOUCHED
            : role == ROLE_TOUCHED_HOLE ? GLYPH_TOUCHED_HOLE
            : role == ROLE_MIXED        ? GLYPH_MIXED(1 + x % 7)
                                        : GLYPH_PROCESS;
        frame_put(&frame, x, 1, ch, role, role);
        frame_put(&frame, x, 2, GLYPH_EDGE(1 + x % 7), role, ROLE_HOLE);
        frame_put(&frame, x, 3, 'a' + (unsigned)x % 26, ROLE_LABEL, role);
    }
    frame_text(&frame, variant, 4, COLS_SHOWN, ROLE_LINK, ROLE_PLAIN, "┌─┐⇄│中文字│└┘");
    for (int x = 0; x < ROLE_COUNT; x++)
        frame_put(&frame, x, 5, 'A' + (unsigned)x % 26, (enum role)x, (enum role)x);
    frame_text(&frame, 36, 7, 9, ROLE_KEY, ROLE_CURSOR, "last"); /* the corner, too */
}

static int expected_attributes(struct look look)
{
    return (look.attr & ATTR_BOLD ? (int)A_BOLD : 0) | (look.attr & ATTR_REVERSE ? (int)A_REVERSE : 0)
        | (look.attr & ATTR_UNDERLINE ? (int)A_UNDERLINE : 0);
}

/* What curses takes to be on the terminal, against the frame. */
static void assert_cell(const char *term, enum theme theme, int x, int y)
{
    const struct cell *cell = frame_look(&frame, x, y);
    struct look look = theme_look(theme, screen_depth(screen), cell->ink, cell->paper);
    uint32_t ch = theme_glyph(screen_glyphs(screen), cell->ch);
    cchar_t shown;
    wchar_t text[CCHARW_MAX + 1];
    attr_t attributes;
    short pair_short;
    int pair, fg = -1, bg = -1;
    if (mvwin_wch(curscr, y, x, &shown) != OK
        || getcchar(&shown, text, &attributes, &pair_short, &pair) != OK)
        ck_abort_msg("%s: nothing at %d,%d", term, x, y);
    if (ch && (uint32_t)text[0] != ch)
        ck_abort_msg("%s: U+%04X at %d,%d, not U+%04X", term, (unsigned)text[0], x, y, ch);
    if (pair > 0)
        extended_pair_content(pair, &fg, &bg);
    if (fg != look.fg || bg != look.bg)
        ck_abort_msg("%s: colours %d on %d at %d,%d, not %d on %d", term, fg, bg, x, y, look.fg,
                     look.bg);
    int bits = (int)(attributes & (A_BOLD | A_REVERSE | A_UNDERLINE | A_DIM | A_BLINK | A_STANDOUT));
    if (bits != expected_attributes(look))
        ck_abort_msg("%s: attributes %x at %d,%d", term, (unsigned)bits, x, y);
}

static void assert_shown(const char *term, enum theme theme)
{
    for (int y = 0; y < ROWS_SHOWN; y++) {
        for (int x = 0; x < COLS_SHOWN; x++)
            assert_cell(term, theme, x, y);
    }
}

static const struct { const char *name; enum depth depth; } terminals[] = {
    {"xterm-256color", DEPTH_256}, {"xterm-16color", DEPTH_16}, {"xterm", DEPTH_8},
    {"vt100", DEPTH_NONE},         {"linux", DEPTH_8},          {"screen-256color", DEPTH_256},
    {"tmux-256color", DEPTH_256},  {"vt220", DEPTH_NONE},       {"rxvt", DEPTH_8},
};
enum { TERMINALS = sizeof terminals / sizeof *terminals };

static void show_and_compare(const char *term)
{
    int cols, rows;
    screen_size(screen, &cols, &rows);
    ck_assert_int_eq(cols, COLS_SHOWN);
    ck_assert_int_eq(rows, ROWS_SHOWN);
    for (enum theme theme = THEME_DARK; theme < THEME_COUNT; theme++) {
        for (int variant = 0; variant < 3; variant++) {
            draw(variant);
            screen_present(screen, &frame, theme);
            assert_shown(term, theme);
        }
    }
    screen_redraw(screen);
    screen_present(screen, &frame, THEME_DARK);
    assert_shown(term, THEME_DARK);
}

START_TEST(every_terminal_shows_the_frame)
{
    if (!has_entry(terminals[_i].name)) {
        fprintf(stderr, "42-curses: no entry for %s here\n", terminals[_i].name);
        return;
    }
    use_locale("C.UTF-8");
    const char *why = open_as(terminals[_i].name);
    ck_assert_msg(screen != NULL, "%s: %s", terminals[_i].name, why);
    ck_assert_int_eq((int)screen_depth(screen), (int)terminals[_i].depth);
    ck_assert_int_eq((int)screen_glyphs(screen),
                     strcmp(terminals[_i].name, "linux") == 0 ? GLYPHS_CONSOLE : GLYPHS_UTF8);
    show_and_compare(terminals[_i].name);
}
END_TEST

START_TEST(without_utf8_ascii_is_shown)
{
    if (!has_entry(terminals[_i].name))
        return;
    use_locale("C");
    open_as(terminals[_i].name);
    ck_assert_ptr_nonnull(screen);
    ck_assert_int_eq((int)screen_glyphs(screen), GLYPHS_ASCII);
    show_and_compare(terminals[_i].name);
}
END_TEST

START_TEST(fewer_colours_can_be_asked_for)
{
    use_locale("C.UTF-8");
    for (enum depth depth = DEPTH_NONE; depth <= DEPTH_256; depth++) {
        struct screen_options options = {.in = in, .out = out, .term = "xterm-256color",
                                         .depth_set = true, .depth = depth,
                                         .glyphs_set = true, .glyphs = GLYPHS_CONSOLE};
        const char *why;
        screen = screen_open(&options, &why);
        ck_assert_ptr_nonnull(screen);
        ck_assert_int_eq((int)screen_depth(screen), (int)depth);
        ck_assert_int_eq((int)screen_glyphs(screen), GLYPHS_CONSOLE);
        show_and_compare("xterm-256color");
        screen_close(screen);
    }
    struct screen_options options = {.in = in, .out = out, .term = "xterm",
                                     .depth_set = true, .depth = DEPTH_256};
    const char *why;
    screen = screen_open(&options, &why);
    ck_assert_int_eq((int)screen_depth(screen), DEPTH_8); /* no more than it has */
}
END_TEST

START_TEST(the_environment_says_how_many_colours)
{
    setenv("NO_COLOR", "1", 1);
    open_as("xterm-256color");
    ck_assert_int_eq((int)screen_depth(screen), DEPTH_NONE);
    screen_close(screen);
    setenv("NO_COLOR", "", 1);
    open_as("xterm-256color");
    ck_assert_int_eq((int)screen_depth(screen), DEPTH_256);
    screen_close(screen);
    setenv("COLORTERM", "truecolor", 1);
    setenv("TERM", "xterm", 1);
    open_as(NULL);
    ck_assert_int_eq((int)screen_depth(screen), DEPTH_256);
}
END_TEST

START_TEST(a_smaller_frame_leaves_the_rest_blank)
{
    use_locale("C.UTF-8");
    open_as("xterm-256color");
    draw(0);
    screen_present(screen, &frame, THEME_DARK);
    ck_assert(frame_resize(&frame, 3, 2));
    frame_text(&frame, 0, 0, 3, ROLE_PLAIN, ROLE_PLAIN, "abc");
    screen_present(screen, &frame, THEME_DARK);
    cchar_t shown;
    for (int x = 3; x < COLS_SHOWN; x++) {
        mvwin_wch(curscr, 1, x, &shown);
        ck_assert_int_eq((int)shown.chars[0], ' ');
    }
    ck_assert(frame_resize(&frame, 300, 200)); /* and a larger one is cut */
    frame_fill(&frame, 0, 0, 300, 'x', ROLE_PLAIN, ROLE_PLAIN);
    screen_present(screen, &frame, THEME_DARK);
    mvwin_wch(curscr, 0, COLS_SHOWN - 1, &shown);
    ck_assert_int_eq((int)shown.chars[0], 'x');
}
END_TEST

START_TEST(some_terminals_cannot_be_driven)
{
    static const char *const poor[] = {"dumb", "unknown", "no-such-terminal", ""};
    for (size_t i = 0; i < sizeof poor / sizeof *poor; i++) {
        const char *why = open_as(poor[i]);
        ck_assert_ptr_null(screen);
        ck_assert_msg(why && *why, "%s", poor[i]);
    }
    unsetenv("TERM");
    ck_assert_ptr_nonnull(strstr(open_as(NULL), "TERM"));
    ck_assert_ptr_null(screen);
    ck_assert_ptr_null(open_as("xterm-256color")); /* and nothing was left open */
    ck_assert_ptr_nonnull(screen);
    struct screen *first = screen;
    ck_assert_ptr_nonnull(open_as("xterm-256color"));
    ck_assert_ptr_null(screen);
    screen = first;
}
END_TEST

START_TEST(it_opens_again_and_again)
{
    use_locale("C.UTF-8");
    for (int i = 0; i < 10; i++) {
        ck_assert_ptr_null(open_as(i % 2 ? "xterm-256color" : "vt100"));
        draw(i);
        screen_present(screen, &frame, THEME_LIGHT);
        assert_shown("again", THEME_LIGHT);
        screen_close(screen);
        screen = NULL;
    }
    screen_close(NULL);
}
END_TEST

/* ---- Input ---- */

static int typing = -1; /* where what is typed goes in */

static void open_typing(const char *term)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    fclose(in);
    in = fdopen(ends[0], "r");
    typing = ends[1];
    use_locale("C.UTF-8");
    const char *why = open_as(term);
    ck_assert_msg(screen != NULL, "%s", why);
}

static struct input type(const char *bytes)
{
    ck_assert_int_eq((int)write(typing, bytes, strlen(bytes)), (int)strlen(bytes));
    return screen_input(screen, 5000);
}

START_TEST(keys_are_decoded)
{
    static const struct { const char *bytes; uint32_t key; } keys[] = {
        {"a", 'a'},             {" ", ' '},              {"\xc3\xa9", 0xE9},
        {"\xe4\xb8\xad", 0x4E2D}, {"\xf0\x9f\x98\x80", 0x1F600},
        {"\r", K_ENTER},        {"\n", K_ENTER},         {"\t", K_TAB},
        {"\177", K_BACKSPACE},  {"\b", K_BACKSPACE},     {"\033", K_ESCAPE},
        {"\014", K_CONTROL('L')}, {"\022", K_CONTROL('R')},
        {"\033[A", K_UP},       {"\033OA", K_UP},        {"\033[B", K_DOWN},
        {"\033OB", K_DOWN},     {"\033[C", K_RIGHT},     {"\033OC", K_RIGHT},
        {"\033[D", K_LEFT},     {"\033OD", K_LEFT},      {"\033[H", K_HOME},
        {"\033OH", K_HOME},     {"\033[1~", K_HOME},     {"\033[7~", K_HOME},
        {"\033[F", K_END},      {"\033OF", K_END},       {"\033[4~", K_END},
        {"\033[8~", K_END},     {"\033[5~", K_PAGE_UP},  {"\033[6~", K_PAGE_DOWN},
        {"\033[3~", K_DELETE},  {"\033[Z", K_BACKTAB},   {"\033OP", K_F1},
        {"\033[11~", K_F1},     {"\033[[A", K_F1},
    };
    static const char *const terms[] = {"xterm-256color", "linux", "vt100", "screen-256color"};
    if (!has_entry(terms[_i]))
        return;
    open_typing(terms[_i]);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct input input = type(keys[i].bytes);
        ck_assert_msg(input.kind == INPUT_KEY && input.key == keys[i].key, "%s: %s: %d, U+%04X",
                      terms[_i], keys[i].bytes, (int)input.kind, input.key);
    }
}
END_TEST

START_TEST(keys_typed_ahead_come_one_by_one)
{
    open_typing("xterm-256color");
    ck_assert_uint_eq(type("x\033[Ay\033[6~").key, 'x');
    ck_assert_uint_eq(screen_input(screen, 0).key, K_UP);
    ck_assert_uint_eq(screen_input(screen, 0).key, 'y');
    ck_assert_uint_eq(screen_input(screen, 0).key, K_PAGE_DOWN);
    ck_assert_int_eq((int)screen_input(screen, 0).kind, INPUT_NONE);
}
END_TEST

START_TEST(the_mouse_clicks_and_turns)
{
    open_typing("xterm-256color");
    struct input click = type("\033[<0;5;3M\033[<0;5;3m");
    ck_assert_int_eq((int)click.kind, INPUT_CLICK);
    ck_assert_int_eq(click.x, 4);
    ck_assert_int_eq(click.y, 2);
    ck_assert_int_eq((int)screen_input(screen, 0).kind, INPUT_NONE); /* the release */
    struct input up = type("\033[<64;8;2M");
    ck_assert_int_eq((int)up.kind, INPUT_WHEEL);
    ck_assert_int_eq(up.wheel, -1);
    ck_assert_int_eq(up.x, 7);
    struct input down = type("\033[<65;8;2M");
    ck_assert_int_eq((int)down.kind, INPUT_WHEEL);
    ck_assert_int_eq(down.wheel, 1);
    ck_assert_uint_eq(type("q").key, 'q');
}
END_TEST

START_TEST(what_is_no_key_is_no_harm)
{
    open_typing("xterm-256color");
    char noise[257];
    unsigned seed = 7;
    printf("42-curses: seed %u\n", seed);
    srand(seed);
    for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 256; j++)
            noise[j] = (char)(1 + rand() % 255);
        noise[256] = '\0';
        ck_assert_int_eq((int)write(typing, noise, 256), 256);
        for (int j = 0; j < 300; j++) {
            struct input input = screen_input(screen, 0);
            if (input.kind == INPUT_END || (input.kind == INPUT_KEY && input.key == K_NONE))
                ck_abort_msg("kind %d, key %u", (int)input.kind, input.key);
        }
    }
}
END_TEST

START_TEST(waiting_ends_by_itself)
{
    open_typing("xterm-256color");
    ck_assert_int_eq((int)screen_input(screen, 0).kind, INPUT_NONE);
    ck_assert_int_eq((int)screen_input(screen, 130).kind, INPUT_NONE);
}
END_TEST

START_TEST(the_end_of_input_is_told)
{
    open_typing("xterm-256color");
    ck_assert_uint_eq(type("z").key, 'z');
    ck_assert_int_eq((int)write(typing, "y", 1), 1);
    close(typing);
    ck_assert_uint_eq(screen_input(screen, 5000).key, 'y');
    ck_assert_int_eq((int)screen_input(screen, 5000).kind, INPUT_END);
    ck_assert_int_eq((int)screen_input(screen, 5000).kind, INPUT_END);
    ck_assert_int_eq(screen_signal(screen), 0);
}
END_TEST

static void own_handler(int number)
{
    (void)number;
}

START_TEST(signals_end_the_input_and_are_given_back)
{
    static const int asking[] = {SIGTERM, SIGHUP, SIGINT};
    struct sigaction own = {.sa_handler = own_handler}, before, now;
    sigaction(SIGABRT, &own, NULL);
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        sigaction(asking[i], NULL, &before);
        open_typing("xterm-256color");
        raise(asking[i]);
        ck_assert_int_eq((int)screen_input(screen, 5000).kind, INPUT_END);
        ck_assert_int_eq(screen_signal(screen), asking[i]);
        sigaction(SIGABRT, NULL, &now);
        ck_assert(now.sa_handler != own_handler);
        screen_close(screen);
        screen = NULL;
        close(typing);
        sigaction(asking[i], NULL, &now);
        ck_assert(now.sa_handler == before.sa_handler);
        sigaction(SIGABRT, NULL, &now);
        ck_assert(now.sa_handler == own_handler);
    }
    signal(SIGHUP, SIG_IGN); /* nohup */
    open_typing("xterm-256color");
    raise(SIGHUP);
    ck_assert_int_eq((int)screen_input(screen, 0).kind, INPUT_NONE);
}
END_TEST

static void add_input_tests(Suite *suite)
{
    TCase *tcase = tcase_create("input");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 30);
    tcase_add_loop_test(tcase, keys_are_decoded, 0, 4);
    tcase_add_test(tcase, keys_typed_ahead_come_one_by_one);
    tcase_add_test(tcase, the_mouse_clicks_and_turns);
    tcase_add_test(tcase, what_is_no_key_is_no_harm);
    tcase_add_test(tcase, waiting_ends_by_itself);
    tcase_add_test(tcase, the_end_of_input_is_told);
    tcase_add_test(tcase, signals_end_the_input_and_are_given_back);
    suite_add_tcase(suite, tcase);
}

int main(void)
{
    signal(SIGHUP, SIG_DFL); /* a caller may ignore them, and they would stay so */
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    Suite *suite = suite_create("42-curses");
    TCase *tcase = tcase_create("frames");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 30);
    tcase_add_loop_test(tcase, every_terminal_shows_the_frame, 0, TERMINALS);
    tcase_add_loop_test(tcase, without_utf8_ascii_is_shown, 0, TERMINALS);
    tcase_add_test(tcase, fewer_colours_can_be_asked_for);
    tcase_add_test(tcase, the_environment_says_how_many_colours);
    tcase_add_test(tcase, a_smaller_frame_leaves_the_rest_blank);
    tcase_add_test(tcase, some_terminals_cannot_be_driven);
    tcase_add_test(tcase, it_opens_again_and_again);
    suite_add_tcase(suite, tcase);
    add_input_tests(suite);
    return run_suite(suite);
}
