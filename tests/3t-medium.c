/* 3t-medium.c: what is said on a terminal without UTF-8, on one without colours, and in
 * a picture, where nobody presses keys. */
#include "golden_stage.h"
#include "run.h"

#include <check.h>
#include <string.h>

/* ---- Without UTF-8 ---- */

static const struct { const char *name, *keys; int cols, rows; } pictures[] = {
    {"ascii-start-80x24", "", 80, 24},
    {"ascii-split-80x24", "5 g", 80, 24},
    {"ascii-split-120x40", "5 g", 120, 40},
    {"ascii-chain-80x24", "5 g C", 80, 24},
    {"ascii-why-80x24", "5 g w", 80, 24},
    {"ascii-help-80x24", "?", 80, 24},
    {"ascii-help-chain-80x24", "C ?", 80, 24},
    {"ascii-chain-selected-120x40", "7 g C Tab", 120, 40},
};

START_TEST(a_terminal_without_utf8_reads_words)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    press(&stage, pictures[_i].keys);
    golden_ascii(&stage, pictures[_i].name, pictures[_i].cols,
                 pictures[_i].rows);
    app_stage_close(&stage);
}
END_TEST

/* An arrow would be drawn as a key that does something else, or as "greater". */
static void look_for_arrows(struct app_stage *stage, const char *where)
{
    for (int y = 0; y < stage->frame.rows; y++) {
        for (int x = 0; x < stage->frame.cols; x++) {
            const struct cell *cell = frame_look(&stage->frame, x, y);
            uint32_t ch = cell->ch;
            if (cell->ink == ROLE_LINK) /* the link of a chain to its NULL */
                continue;
            ck_assert_msg(ch < 0x2190 || ch > 0x2193, "%s: an arrow in row %d, column %d", where, y,
                          x);
        }
    }
}

typedef void looker(struct app_stage *stage, const char *where);

/* At every view of the program, its help included. */
static void look_everywhere(struct app_stage *stage, looker *look)
{
    static const char *const commands[] = {
        "home", "goto 11", "physical", "why", "goto 5", "life A", "life A", "run", "run", "numbers",
        "numbers", "race", "race", "whatif", "branches", "unselect", "predict", "unselect",
        "mark-here 2", "compare", "unselect", "bytes", "bytes", "view", "help",
    };
    static const int sizes[][2] = {{80, 24}, {120, 40}, {40, 12}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        app_command(stage->app, commands[i]);
        settle(stage);
        ck_assert_str_eq(app_view(stage->app)->command.error, "");
        for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++) {
            draw(stage, sizes[size][0], sizes[size][1]);
            look(stage, commands[i]);
        }
    }
    for (int leaves = 0; leaves < 60; leaves++) {
        press(stage, "PageDown");
        draw(stage, 80, 24);
        look(stage, "help");
    }
}

START_TEST(no_view_needs_arrows)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    app_set_medium(stage.app, &(struct medium){.glyphs = GLYPHS_ASCII});
    press(&stage, "7"); /* what a number may be followed by */
    draw(&stage, 80, 24);
    look_for_arrows(&stage, "7");
    press(&stage, "Escape");
    look_everywhere(&stage, look_for_arrows);
    app_stage_close(&stage);
}
END_TEST

/* ---- Without colours ---- */

START_TEST(a_theme_is_not_offered_where_it_changes_nothing)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    press(&stage, "T");
    ck_assert(screen_has(&stage, "theme light"));
    app_set_medium(stage.app, &(struct medium){.colourless = true});
    press(&stage, "T");
    ck_assert(screen_has(&stage, "there are no colours here"));
    app_command(stage.app, "theme safe-dark");
    ck_assert(screen_has(&stage, "there are no colours here"));
    ck_assert_int_eq(app_view(stage.app)->theme, THEME_LIGHT);
    press(&stage, "? / n e x t Space t h e m e");
    ck_assert(screen_has(&stage, "not in the help"));
    app_set_medium(stage.app, &(struct medium){.colourless = false});
    press(&stage, "Backspace");
    ck_assert(!screen_has(&stage, "not in the help"));
    app_stage_close(&stage);
}
END_TEST

/* ---- On paper ---- */

static void look_for_keys(struct app_stage *stage, const char *where)
{
    const char *last = row_text(stage, stage->frame.rows - 1);
    ck_assert_msg(*last == '\0' || strstr(last, "hidden") != NULL || strstr(last, " need") != NULL ||
                  strncmp(last, "more below ", 11) == 0, "%s: %s", where, last);
    ck_assert_msg(strstr(last, "? help") == NULL, "%s: %s", where, last);
}

/* What has no room is told there, and what is typed. */
START_TEST(a_still_picture_shows_no_keys)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    app_set_medium(stage.app, &(struct medium){.still = true});
    draw(&stage, 80, 24);
    ck_assert(!screen_has(&stage, "makes the first step"));
    look_everywhere(&stage, look_for_keys);
    press(&stage, "Escape :");
    type(&stage, "goto");
    ck_assert(screen_has(&stage, ":goto"));
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("view: medium");
    TCase *cases = tcase_create("medium");
    tcase_add_loop_test(cases, a_terminal_without_utf8_reads_words, 0,
                        (int)(sizeof pictures / sizeof *pictures));
    tcase_add_test(cases, no_view_needs_arrows);
    tcase_add_test(cases, a_theme_is_not_offered_where_it_changes_nothing);
    tcase_add_test(cases, a_still_picture_shows_no_keys);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
