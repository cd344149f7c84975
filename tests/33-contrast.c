/* 33-contrast.c: the contrast of every theme, for eyes of every kind (eyes.h): 4.5:1
 * for text and 3:1 for what adjoins in the picture, as WCAG 2.2 asks (1.4.3, 1.4.11).
 *
 * With 256 colours these are known. The 16 and 8 are the terminal's own: they are
 * measured for text and patterns as xterm has them, by eyes with all cones.
 *
 * Who is whose neighbour. A bar is a row of segments on the page: what is in use (six
 * hues, TOUCHED, SELECTED) may have any kind of HOLE beside it, and the page at its
 * ends. HOLEs are patterned and what is in use is not, so those two are told apart by
 * their fills or else by the pattern, which then has to be seen on its own paper; for a
 * plain HOLE and the hues, nine cells of ten, by their fills alone. HOLEs of different
 * kinds do not adjoin: a free joins them.
 *
 * What is in use may have something else in use beside it, too, and those fills cannot
 * be at 3:1: text on them needs 4.5:1 and a HOLE 3:1, which leaves the hues a range of
 * lightness of about 1:4, and a row has six of them, TOUCHED and SELECTED in any order.
 * So they are far apart as colours, by any eyes (32-theme.c), a block has its name on
 * it, and where two meet between cells there is a seam of the page's colour, at 3:1
 * from both. Where they meet within a cell, there is only the edge of two colours. */
#include "cells.h"
#include "theme.h"

#include "eyes.h"
#include "run.h"

#include <check.h>
#include <math.h>

#define EACH_THEME(theme) (enum theme theme = THEME_DARK; theme < THEME_COUNT; theme++)
#define TEXT 4.5
#define TEXT_OF_FEW 4.4 /* 8 and 16 colours: xterm's magenta and black come to 4.48 */
#define SHAPE 3.0

static const enum role in_use[] = {
    ROLE_PROCESS, ROLE_PROCESS1, ROLE_PROCESS2, ROLE_PROCESS3, ROLE_PROCESS4, ROLE_PROCESS5,
    ROLE_TOUCHED, ROLE_SELECTED,
};
static const enum role holes[] = {
    ROLE_HOLE, ROLE_TOUCHED_HOLE, ROLE_SELECTED_HOLE, ROLE_PASSED_HOLE, ROLE_LOOKED_HOLE,
};
#define IN_USE (sizeof in_use / sizeof *in_use)
#define HOLES (sizeof holes / sizeof *holes)

static const char *role_name(enum role role)
{
    static const char *const names[] = {
#define X(name, letter) #name,
        ROLES(X)
#undef X
    };
    return names[role];
}

static int page_of(enum theme theme)
{
    return theme_look(theme, DEPTH_256, ROLE_PLAIN, ROLE_PLAIN).bg;
}

/* What fills a bar of this role: of a HOLE, the paper of its pattern. */
static int fill_of(enum theme theme, enum role role)
{
    struct look look = theme_look(theme, DEPTH_256, role, role);
    return role_is_hole(role) ? look.bg : look.fg;
}

/* The ink is seen on the paper. */
static void assert_seen(enum theme theme, enum depth depth, enum role ink, enum role paper,
                        double least)
{
    struct look look = theme_look(theme, depth, ink, paper);
    for EACH_EYES(eyes) {
        double found = contrast(look.fg, look.bg, eyes);
        if (depth != DEPTH_256 && eyes != EYES_ALL)
            continue;
        ck_assert_msg(found >= least, "%s, depth %d, eyes %s: %s on %s is %.2f:1, not %.1f:1",
                      theme_name(theme), (int)depth, eyes_name(eyes), role_name(ink),
                      role_name(paper), found, least);
    }
}

static double least_text(enum depth depth)
{
    return depth == DEPTH_256 ? TEXT : TEXT_OF_FEW;
}

/* ---- The measure ---- */

START_TEST(measure_is_right)
{
    for EACH_EYES(eyes) { /* greys look the same to all */
        ck_assert_double_eq_tol(contrast(16, 231, eyes), 21, 0.001);
        ck_assert_double_eq_tol(contrast(244, 244, eyes), 1, 0.001);
        ck_assert_double_eq_tol(contrast(244, 231, eyes), 3.949, 0.001); /* #808080 on white */
    }
    ck_assert_double_eq_tol(contrast(196, 231, EYES_ALL), 3.998, 0.001); /* #ff0000 on white */
    ck_assert_double_lt(contrast(196, 16, EYES_PROTAN), 3.5); /* red is dark there: 5.25 else */
    ck_assert_double_lt(distance(196, 100, EYES_DEUTAN), distance(196, 100, EYES_ALL) / 2);
    ck_assert_double_lt(distance(27, 35, EYES_TRITAN), distance(27, 35, EYES_ALL) / 2);
}
END_TEST

/* ---- Text ---- */

START_TEST(text_is_read_by_every_eye)
{
    for EACH_THEME(theme) {
        for (enum depth depth = DEPTH_8; depth <= DEPTH_256; depth++) {
            for (enum role role = ROLE_PLAIN; role < ROLE_COUNT; role++) {
                if (role_is_bar(role))
                    continue;
                assert_seen(theme, depth, role, role, least_text(depth));
                assert_seen(theme, depth, role, ROLE_CURSOR, least_text(depth));
                assert_seen(theme, depth, role, ROLE_CURRENT, least_text(depth));
            }
        }
    }
}
END_TEST

START_TEST(labels_are_read_by_every_eye)
{
    for EACH_THEME(theme) {
        for (enum depth depth = DEPTH_8; depth <= DEPTH_256; depth++) {
            double least = least_text(depth);
            for (size_t i = 0; i < IN_USE; i++)
                assert_seen(theme, depth, ROLE_LABEL, in_use[i], least);
            assert_seen(theme, depth, ROLE_LABEL, ROLE_WASTE, least);
            assert_seen(theme, depth, ROLE_LABEL, ROLE_MIXED, least);
            for (size_t i = 0; i < HOLES; i++)
                assert_seen(theme, depth, ROLE_HOLE_LABEL, holes[i], least);
        }
    }
}
END_TEST

/* ---- Neighbours ---- */

static double least_contrast(int a, int b)
{
    double least = 21;
    for EACH_EYES(eyes)
        least = fmin(least, contrast(a, b, eyes));
    return least;
}

START_TEST(patterns_are_seen)
{
    for EACH_THEME(theme) {
        for (enum depth depth = DEPTH_8; depth <= DEPTH_256; depth++) {
            for (size_t i = 0; i < HOLES; i++)
                assert_seen(theme, depth, holes[i], holes[i], SHAPE);
            assert_seen(theme, depth, ROLE_MIXED, ROLE_HOLE, SHAPE);
        }
        struct look hole = theme_look(theme, DEPTH_256, ROLE_HOLE, ROLE_HOLE);
        ck_assert_double_ge(least_contrast(hole.fg, page_of(theme)), SHAPE);
    }
}
END_TEST

START_TEST(hues_stand_out_from_holes)
{
    for EACH_THEME(theme) {
        int hole = fill_of(theme, ROLE_HOLE);
        for (size_t i = 0; i < ROLE_HUES; i++) {
            double found = least_contrast(fill_of(theme, in_use[i]), hole);
            ck_assert_msg(found >= SHAPE, "%s: %s beside a HOLE is %.2f:1", theme_name(theme),
                          role_name(in_use[i]), found);
        }
    }
}
END_TEST

START_TEST(what_is_in_use_stands_out_from_holes_of_any_kind)
{
    for EACH_THEME(theme) {
        for (size_t i = 0; i < IN_USE * HOLES; i++) {
            enum role used = in_use[i / HOLES], hole = holes[i % HOLES];
            struct look pattern = theme_look(theme, DEPTH_256, hole, hole);
            double fills = least_contrast(fill_of(theme, used), pattern.bg);
            double drawn = least_contrast(pattern.fg, pattern.bg);
            ck_assert_msg(fills >= SHAPE || drawn >= SHAPE,
                          "%s: %s beside %s is %.2f:1, its pattern %.2f:1", theme_name(theme),
                          role_name(used), role_name(hole), fills, drawn);
        }
    }
}
END_TEST

/* The ends of bars, and the seams between what is in use. */
START_TEST(what_is_in_use_stands_out_from_the_page)
{
    for EACH_THEME(theme) {
        for (size_t i = 0; i < IN_USE; i++)
            assert_seen(theme, DEPTH_256, in_use[i], ROLE_PLAIN, SHAPE);
    }
}
END_TEST

/* Whatever meets at a seam, it is drawn in the page's colour. */
START_TEST(seams_are_of_the_page)
{
    const struct span span = {.start = 1000, .bytes = 200, .scale = {.row_bytes = 200, .cells = 2}};
    for (size_t i = 0; i < IN_USE * IN_USE; i++) {
        enum role left = in_use[i / IN_USE], right = in_use[i % IN_USE];
        const struct content contents[] = {
            {.pieces = 1, .used = 100, .first = left, .last = left, .first_start = 1000},
            {.pieces = 1, .used = 100, .first = right, .last = right, .first_start = 1100},
        };
        struct cell cell = cells_look(contents, &span, 0);
        ck_assert_int_eq((int)cell.ink, (int)left);
        ck_assert_int_eq((int)cell.paper, ROLE_PLAIN);
        ck_assert_uint_eq(cell.ch, GLYPH_EDGE(7));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("33-contrast");
    TCase *tcase = tcase_create("contrast");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, measure_is_right);
    tcase_add_test(tcase, text_is_read_by_every_eye);
    tcase_add_test(tcase, labels_are_read_by_every_eye);
    tcase_add_test(tcase, patterns_are_seen);
    tcase_add_test(tcase, hues_stand_out_from_holes);
    tcase_add_test(tcase, what_is_in_use_stands_out_from_holes_of_any_kind);
    tcase_add_test(tcase, what_is_in_use_stands_out_from_the_page);
    tcase_add_test(tcase, seams_are_of_the_page);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
