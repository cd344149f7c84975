/* 41-cast.c: recordings. Each line is read as strictly as JSON is, and what the events
 * write is put to a terminal of libvterm: after each it shows the very cells of the
 * frame, in every number of colours and set of characters. */
#include "app_stage.h"
#include "cast.h"
#include "put.h"
#include "require.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#define COLS 23
#define ROWS 7

/* ---- A player ---- */

struct player {
    char *text, *at;    /* the recording, and its line that comes next */
    VTerm *vterm;
    VTermScreen *screen;
    double now;
    char type;
    char *data;         /* of the last event, to be freed */
};

static unsigned hex(const char *digits)
{
    unsigned n = 0;
    for (int i = 0; i < 4; i++) {
        const char *all = "0123456789abcdef", *digit = strchr(all, digits[i]);
        ck_assert(digits[i] != '\0' && digit != NULL);
        n = n * 16 + (unsigned)(digit - all);
    }
    return n;
}

/* A string of JSON, with what our writer uses of its escapes; *at goes behind it. */
static char *json_read(char **at)
{
    char *out = malloc(strlen(*at) + 1), *to = out, *from = *at;
    ck_assert_ptr_nonnull(out);
    ck_assert_int_eq(*from++, '"');
    while (*from != '"') {
        ck_assert_msg((unsigned char)*from >= 0x20, "a raw control");
        if (*from != '\\') {
            *to++ = *from++;
        } else if (from[1] == 'u') {
            unsigned ch = hex(from + 2);
            ck_assert(ch > 0 && ch < 0x20);
            *to++ = (char)ch;
            from += 6;
        } else {
            ck_assert(from[1] == '"' || from[1] == '\\');
            *to++ = from[1];
            from += 2;
        }
    }
    *to = '\0';
    *at = from + 1;
    return out;
}

static void expect(char **at, const char *text)
{
    ck_assert_msg(strncmp(*at, text, strlen(text)) == 0, "expected %s at %.40s", text, *at);
    *at += strlen(text);
}

/* Reads the header and sets up a terminal of that size. */
static struct player player_open(char *text, int cols, int rows, const char *title)
{
    struct player player = {.text = text, .at = text};
    char size[64];
    snprintf(size, sizeof size, "\"width\": %d, \"height\": %d, \"title\": ", cols, rows);
    expect(&player.at, "{\"version\": 2, ");
    expect(&player.at, size);
    char *found = json_read(&player.at);
    ck_assert_str_eq(found, title);
    free(found);
    expect(&player.at, ", \"env\": {\"TERM\": \"xterm-256color\"}}\n");
    player.vterm = vterm_new(rows, cols);
    vterm_set_utf8(player.vterm, 1);
    player.screen = vterm_obtain_screen(player.vterm);
    vterm_screen_reset(player.screen, 1);
    return player;
}

static void player_close(struct player *player)
{
    vterm_free(player->vterm);
    free(player->data);
    free(player->text);
}

/* The next event, put to the terminal; false: there is none. */
static bool player_next(struct player *player)
{
    if (*player->at == '\0')
        return false;
    expect(&player->at, "[");
    double now = strtod(player->at, &player->at);
    ck_assert(now >= player->now);
    player->now = now;
    expect(&player->at, ", \"");
    player->type = *player->at++;
    expect(&player->at, "\", ");
    free(player->data);
    player->data = json_read(&player->at);
    expect(&player->at, "]\n");
    if (player->type == 'o')
        vterm_input_write(player->vterm, player->data, strlen(player->data));
    return true;
}

static void assert_colour(VTermColor colour, int wanted, bool ink)
{
    if (wanted < 0)
        REQUIRE(ink ? VTERM_COLOR_IS_DEFAULT_FG(&colour) : VTERM_COLOR_IS_DEFAULT_BG(&colour));
    else
        REQUIRE_MSG(VTERM_COLOR_IS_INDEXED(&colour) && colour.indexed.idx == wanted,
                    "colour %d, not %d", colour.indexed.idx, wanted);
}

static void assert_cell(const struct player *player, const struct cast *cast,
                        const struct frame *frame, int x, int y)
{
    const struct cell *cell = frame_look(frame, x, y);
    uint32_t glyph = put_glyph(cell, cast->glyphs);
    struct look look = theme_look(cast->theme, cast->depth, cell->ink, cell->paper);
    VTermScreenCell shown;
    REQUIRE(vterm_screen_get_cell(player->screen, (VTermPos){.row = y, .col = x}, &shown));
    if (glyph == 0)
        return; /* behind a wide character */
    REQUIRE_MSG(shown.chars[0] == glyph, "U+%04X, not U+%04X, at %d %d", shown.chars[0], glyph, x,
                y);
    REQUIRE(shown.attrs.bold == ((look.attr & ATTR_BOLD) != 0));
    REQUIRE(shown.attrs.underline == ((look.attr & ATTR_UNDERLINE) != 0));
    REQUIRE(shown.attrs.reverse == ((look.attr & ATTR_REVERSE) != 0));
    assert_colour(shown.fg, look.fg, true);
    assert_colour(shown.bg, look.bg, false);
}

static void assert_shows(const struct player *player, const struct cast *cast,
                         const struct frame *frame)
{
    for (int y = 0; y < frame->rows; y++)
        for (int x = 0; x < frame->cols; x++)
            assert_cell(player, cast, frame, x, y);
}

/* ---- Frames of anything ---- */

static unsigned random_state;

static int pick(int below)
{
    random_state = random_state * 1103515245u + 12345u;
    return (int)(random_state >> 16) % below;
}

static enum role any_role(void) { return (enum role)pick(ROLE_COUNT); }

/* Changes a frame in a few places. */
static void scribble(struct frame *frame)
{
    static const char *const texts[] = {"a", "malloc A 1000", "中文字", "é中x", "\\\"", "  ", "█▌░░"};
    for (int i = pick(6); i >= 0; i--) {
        int x = pick(COLS + 2) - 2, y = pick(ROWS);
        if (pick(3) > 0)
            frame_text(frame, x, y, COLS, any_role(), any_role(), texts[pick(7)]);
        else
            frame_fill(frame, x, y, pick(COLS), pick(2) ? GLYPH_HOLE : ' ', any_role(),
                       any_role());
    }
}

START_TEST(what_is_played_is_what_was_drawn)
{
    enum depth depth = (enum depth)(_i % 4);
    enum glyphs glyphs = (enum glyphs)(_i / 4 % 3);
    struct frame frames[40] = {{0}};
    struct cast cast;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    random_state = (unsigned)_i + 1;
    ck_assert(cast_open(&cast, COLS, ROWS, "a \"title\"", (enum theme)(_i % THEME_COUNT), depth,
                        glyphs, out));
    for (int i = 0; i < 40; i++) {
        ck_assert(frame_resize(&frames[i], COLS, ROWS));
        if (i > 0)
            memcpy(frames[i].cells, frames[i - 1].cells, sizeof *frames[i].cells * COLS * ROWS);
        scribble(&frames[i]);
        frame_put(&frames[i], i % COLS, 0, i % 2 ? 'x' : 'y', ROLE_PLAIN, ROLE_PLAIN);
        ck_assert(cast_show(&cast, &frames[i]));
        cast_wait(&cast, 250);
    }
    ck_assert(cast_end(&cast));
    fclose(out);
    struct player player = player_open(text, COLS, ROWS, "a \"title\"");
    for (int i = 0; i < 40; i++) {
        ck_assert(player_next(&player));
        ck_assert(player.now > i * 0.25 - 0.001 && player.now < i * 0.25 + 0.001);
        assert_shows(&player, &cast, &frames[i]);
    }
    ck_assert(player_next(&player)); /* leaving changes nothing */
    assert_shows(&player, &cast, &frames[39]);
    ck_assert(!player_next(&player));
    for (int i = 0; i < 40; i++)
        frame_close(&frames[i]);
    player_close(&player);
    cast_close(&cast);
}
END_TEST

/* ---- A workload ---- */

static char *record(struct cast *cast, struct frame *frames)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert(cast_open(cast, 80, 24, "holes", THEME_DARK, DEPTH_256, GLYPHS_UTF8, out));
    for (uint32_t i = 0; i <= end_of(&stage); i++) {
        draw(&stage, 80, 24);
        ck_assert(cast_show(cast, &stage.frame));
        if (i == 4)
            cast_mark(cast, "holes");
        cast_wait(cast, 500);
        if (frames != NULL) {
            ck_assert(frame_resize(&frames[i], 80, 24));
            memcpy(frames[i].cells, stage.frame.cells, sizeof *stage.frame.cells * 80 * 24);
        }
        press(&stage, "Right");
    }
    ck_assert(cast_end(cast));
    fclose(out);
    app_stage_close(&stage);
    return text;
}

START_TEST(a_workload_is_played)
{
    struct frame frames[32] = {{0}};
    struct cast cast, again;
    struct player player = player_open(record(&cast, frames), 80, 24, "holes");
    int shown = 0, marks = 0;
    while (player_next(&player)) {
        if (player.type == 'm') {
            ck_assert_str_eq(player.data, "holes");
            marks++;
        } else if (*player.at != '\0') {
            assert_shows(&player, &cast, &frames[shown++]);
        }
    }
    ck_assert_int_eq(marks, 1);
    ck_assert_int_eq(shown, 12); /* the empty heap, and eleven operations */
    char *text = record(&again, NULL);
    ck_assert_str_eq(text, player.text);
    free(text);
    cast_close(&again);
    cast_close(&cast);
    player_close(&player);
    for (int i = 0; i < 32; i++)
        frame_close(&frames[i]);
}
END_TEST

/* A frame like the last one writes nothing; one cell, little. */
START_TEST(only_changes_are_written)
{
    struct frame frame = {0};
    struct cast cast;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert(frame_resize(&frame, 100, 30));
    ck_assert(cast_open(&cast, 100, 30, "", THEME_DARK, DEPTH_256, GLYPHS_UTF8, out));
    ck_assert(cast_show(&cast, &frame));
    fflush(out);
    size_t whole = size;
    ck_assert(whole > 3000);
    ck_assert(cast_show(&cast, &frame));
    fflush(out);
    ck_assert_uint_eq(size, whole);
    frame_put(&frame, 50, 20, 'x', ROLE_PLAIN, ROLE_PLAIN);
    ck_assert(cast_show(&cast, &frame));
    fclose(out);
    ck_assert_str_eq(text + whole, "[0.000, \"o\", \"\\u001b[21;51Hx\"]\n");
    free(text);
    cast_close(&cast);
    frame_close(&frame);
}
END_TEST

START_TEST(writing_that_fails_is_reported)
{
    struct cast cast;
    FILE *out = fopen("/dev/full", "w");
    if (out == NULL)
        return;
    ck_assert(cast_open(&cast, 10, 3, "", THEME_DARK, DEPTH_8, GLYPHS_ASCII, out));
    ck_assert(!cast_end(&cast));
    fclose(out);
    cast_close(&cast);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("41-cast");
    TCase *tcase = tcase_create("casts");
    tcase_add_loop_test(tcase, what_is_played_is_what_was_drawn, 0, 24);
    tcase_add_test(tcase, a_workload_is_played);
    tcase_add_test(tcase, only_changes_are_written);
    tcase_add_test(tcase, writing_that_fails_is_reported);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
