/* 38-menu.c: the list of lessons: its pictures at several sizes, its keys and
 * clicks, and that the chosen entry shows at every size. */
#include "golden.h"
#include "keys.h"
#include "menu.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct menu_entry entries[] = {
    {1, "First allocation", "one request maps a whole page, and later ones are cut from it"},
    {2, "Splitting a hole", "a block takes the low end of a HOLE, and the rest stays a HOLE"},
    {3, "A second node", "when no HOLE is large enough, whole new pages are mapped"},
    {4, "Joining neighbours", "a block that is freed becomes one with the HOLEs beside it"},
    {5, "External fragmentation", "half the page is free, and yet a request does not fit"},
    {6, "Four policies", "first, next, best and worst fit on one workload"},
    {0, "A buffer that grows", "what realloc costs when a block cannot grow in place"},
    {0, "Bytes", "what a program writes is in real memory, and goes back in time"},
    {0, "Hostile\033[2Jtitle\n", "\x80\xff about"},
};
#define ENTRIES (sizeof entries / sizeof entries[0])

static struct menu full_menu(void)
{
    return (struct menu){.entries = entries, .count = ENTRIES, .message = ""};
}

static struct frame drawn(const struct menu *menu, int cols, int rows)
{
    struct frame frame = {0};
    ck_assert(frame_resize(&frame, cols, rows));
    menu_draw(menu, &frame);
    return frame;
}

static void compare(const struct menu *menu, int cols, int rows, const char *name)
{
    struct frame frame = drawn(menu, cols, rows);
    golden_frame(&frame, name);
    frame_close(&frame);
}

START_TEST(pictures)
{
    struct menu menu = full_menu();
    compare(&menu, 100, 30, "menu-100x30");
    menu.chosen = 4;
    compare(&menu, 80, 24, "menu-80x24");
    menu.chosen = 8;
    compare(&menu, 40, 10, "menu-40x10");
    menu.chosen = 0;
    menu.message = "lesson.mems:3: unknown word 'mallok'";
    compare(&menu, 60, 18, "menu-message-60x18");
}
END_TEST

START_TEST(no_lessons)
{
    struct menu menu = {.message = ""};
    compare(&menu, 60, 8, "menu-empty-60x8");
    ck_assert_int_eq(menu_key(&menu, K_ENTER), MENU_NOTHING);
    ck_assert_int_eq(menu_key(&menu, K_DOWN), MENU_NOTHING);
    ck_assert_int_eq(menu_click(&menu, 60, 8, 3, 2), MENU_NOTHING);
    ck_assert_int_eq(menu_key(&menu, 'q'), MENU_QUIT);
}
END_TEST

START_TEST(keys)
{
    struct menu menu = full_menu();
    ck_assert_int_eq(menu_key(&menu, K_UP), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 0);
    ck_assert_int_eq(menu_key(&menu, 'j'), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 1);
    menu_key(&menu, K_END);
    ck_assert_uint_eq(menu.chosen, ENTRIES - 1);
    menu_key(&menu, K_DOWN);
    ck_assert_uint_eq(menu.chosen, ENTRIES - 1);
    menu_key(&menu, K_PAGE_UP);
    ck_assert_uint_eq(menu.chosen, ENTRIES - 6);
    ck_assert_int_eq(menu_key(&menu, '5'), MENU_OPEN);
    ck_assert_uint_eq(menu.chosen, 4);
    ck_assert_int_eq(menu_key(&menu, '9'), MENU_NOTHING);
    ck_assert_int_eq(menu_key(&menu, K_ENTER), MENU_OPEN);
    ck_assert_int_eq(menu_key(&menu, 'T'), MENU_THEME);
    ck_assert_int_eq(menu.theme, THEME_LIGHT);
    ck_assert_int_eq(menu_key(&menu, 'q'), MENU_QUIT);
    ck_assert_int_eq(menu_key(&menu, K_CONTROL('C')), MENU_QUIT);
    ck_assert_int_eq(menu_wheel(&menu, 1), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 5);
}
END_TEST

/* The row of the screen in which the menu marks its choice; -1: none. */
static int marked_row(const struct menu *menu, int cols, int rows)
{
    struct frame frame = drawn(menu, cols, rows);
    int found = -1;
    for (int y = 0; y < frame.rows; y++) {
        const struct cell *cell = frame_look(&frame, 0, y);
        if (cell->paper == ROLE_CURSOR && cell->ch == '>')
            found = y;
    }
    frame_close(&frame);
    return found;
}

START_TEST(chosen_shows_at_every_size)
{
    struct menu menu = full_menu();
    for (int cols = 2; cols <= 400; cols += cols < 60 ? 1 : 37) {
        for (int rows = 1; rows <= 100; rows += rows < 40 ? 1 : 13) {
            for (menu.chosen = 0; menu.chosen < ENTRIES; menu.chosen++)
                ck_assert_msg(marked_row(&menu, cols, rows) >= 0, "entry %zu at %dx%d",
                              menu.chosen, cols, rows);
        }
    }
}
END_TEST

START_TEST(clicks)
{
    struct menu menu = full_menu();
    for (size_t i = 0; i < ENTRIES; i++) {
        menu.chosen = i;
        int y = marked_row(&menu, 80, 24);
        menu.chosen = i == 0 ? 1 : i - 1;
        size_t before = menu.chosen;
        ck_assert_int_eq(menu_click(&menu, 80, 24, 10, y), MENU_DRAW);
        ck_assert_uint_eq(menu.chosen, i);
        ck_assert_uint_ne(menu.chosen, before);
        ck_assert_int_eq(menu_click(&menu, 80, 24, 10, y), MENU_OPEN);
    }
    ck_assert_int_eq(menu_click(&menu, 80, 24, 10, 0), MENU_NOTHING);
    ck_assert_int_eq(menu_click(&menu, 80, 24, 10, 23), MENU_NOTHING);
    ck_assert_int_eq(menu_click(&menu, 80, 24, -1, 8), MENU_NOTHING);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("menu");
    TCase *cases = tcase_create("menu");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, pictures);
    tcase_add_test(cases, no_lessons);
    tcase_add_test(cases, keys);
    tcase_add_test(cases, chosen_shows_at_every_size);
    tcase_add_test(cases, clicks);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
