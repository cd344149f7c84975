/* 38-menu.c: the list of lessons: its pictures at several sizes, its keys and
 * clicks, and that the chosen entry shows at every size. */
#include "golden.h"
#include "keys.h"
#include "menu.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>

static const struct menu_entry entries[] = {
    {1, "Pages and mmap", "the system hands out whole pages, and blocks are cut from them",
     4, 11, 11, 3, 3},
    {2, "Two chains", "how the heap writes down its pages, and the pieces of each", 4, 11, 11, 1, 2},
    {3, "Splitting a hole", "a block takes the low end of a HOLE, and the rest stays a HOLE",
     3, 6, 11, 1, 2},
    {4, "Reuse", "what one block leaves, another one gets, at the same address", 4, 0, 14, 0, 2},
    {5, "An exact fit", "a HOLE that is used up leaves nothing behind", 4, 0, 13, 0, 3},
    {6, "No fit", "when no HOLE is large enough, a second node is mapped", 4, 0, 11, 0, 2},
    {7, "Joining neighbours", "a block that is freed becomes one with the HOLEs beside it",
     3, 0, 15, 0, 3},
    {8, "Why not across nodes", "HOLEs that seem to touch may be far apart", 4, 0, 12, 0, 3},
    {9, "Two kinds of addresses", "mems_get leads from a virtual address to a real byte",
     5, 0, 12, 0, 3},
    {10, "The page size", "a knob between many calls of mmap and many unused bytes", 4, 0, 18, 0, 2},
    {11, "External fragmentation", "half the page is free, and yet a request does not fit",
     0, 0, 0, 0, 0},
    {0, "A buffer that grows", "what realloc costs when a block cannot grow in place", 1, 1, 9, 0, 0},
    {0, "Bytes", "what a program writes is in real memory, and goes back in time", 2, 7, 7, 0, 0},
    {0, "Hostile\033[2Jtitle\n", "\x80\xff about", 4000000000u, 4000000000u, 4000000001u,
     4000000000u, 4000000000u},
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
    menu_begin(&menu);
    compare(&menu, 80, 24, "menu-80x24");
    compare(&menu, 120, 40, "menu-120x40");
    menu.chosen = ENTRIES - 1;
    compare(&menu, 40, 10, "menu-40x10");
    menu.chosen = 9;
    compare(&menu, 80, 12, "menu-more-80x12"); /* hidden ones above and below */
    compare(&menu, 120, 12, "menu-more-120x12");
    menu.chosen = 0;
    menu.message = "lesson.mems:3: unknown word 'mallok'";
    compare(&menu, 60, 18, "menu-message-60x18");
}
END_TEST

/* The first that was not seen to its end. */
START_TEST(where_it_begins)
{
    static const struct menu_entry done[] = {{.number = 1, .title = "", .about = "", .step = 3, .steps = 3},
                                             {.number = 0, .title = "", .about = ""}};
    struct menu menu = full_menu();
    menu.chosen = 7;
    menu_begin(&menu);
    ck_assert_uint_eq(menu.chosen, 2);
    menu = (struct menu){.entries = done, .count = 2, .message = "", .chosen = 1};
    menu_begin(&menu);
    ck_assert_uint_eq(menu.chosen, 0);
    menu_go_on(&menu); /* only examples follow */
    ck_assert_uint_eq(menu.chosen, 0);
    menu = (struct menu){.message = ""};
    menu_begin(&menu);
    menu_go_on(&menu);
    ck_assert_uint_eq(menu.chosen, 0);
    menu = full_menu();
    menu_go_on(&menu);
    ck_assert_uint_eq(menu.chosen, 1);
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
    ck_assert_int_eq(menu_key(&menu, '5'), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 4);
    ck_assert_int_eq(menu_key(&menu, K_ENTER), MENU_OPEN);
    ck_assert_int_eq(menu_key(&menu, 'T'), MENU_THEME);
    ck_assert_int_eq(menu.theme, THEME_LIGHT);
    menu.medium.colourless = true;
    ck_assert_int_eq(menu_key(&menu, 'T'), MENU_NOTHING);
    ck_assert_int_eq(menu.theme, THEME_LIGHT);
    ck_assert_int_eq(menu_key(&menu, 'q'), MENU_QUIT);
    ck_assert_int_eq(menu_key(&menu, K_CONTROL('C')), MENU_QUIT);
    ck_assert_int_eq(menu_wheel(&menu, 1), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 5);
}
END_TEST

/* A number chooses, whatever its digits, and Enter opens. */
START_TEST(numbers_of_two_digits)
{
    struct menu menu = full_menu();
    ck_assert_int_eq(menu_key(&menu, '0'), MENU_NOTHING);
    ck_assert_int_eq(menu_key(&menu, '1'), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 0);
    ck_assert_int_eq(menu_key(&menu, K_ENTER), MENU_OPEN);
    ck_assert_int_eq(menu_key(&menu, '1'), MENU_DRAW);
    ck_assert_int_eq(menu_key(&menu, '1'), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 10);
    ck_assert_int_eq(menu_key(&menu, K_ENTER), MENU_OPEN);
    ck_assert_int_eq(menu_key(&menu, '1'), MENU_DRAW);
    ck_assert_int_eq(menu_key(&menu, '9'), MENU_DRAW); /* the 1 is gone, and shows no more */
    ck_assert_int_eq(menu_key(&menu, '2'), MENU_DRAW);
    ck_assert_uint_eq(menu.chosen, 1);
    ck_assert_int_eq(menu_key(&menu, '1'), MENU_DRAW);
    ck_assert_int_eq(menu_key(&menu, 'j'), MENU_DRAW);
    ck_assert_int_eq(menu_key(&menu, '0'), MENU_NOTHING);
    ck_assert_int_eq(menu_key(&menu, '1'), MENU_DRAW);
    ck_assert_int_eq(menu_key(&menu, K_ESCAPE), MENU_DRAW); /* gives the number up */
    ck_assert_int_eq(menu_key(&menu, K_ESCAPE), MENU_QUIT);
    menu.count = 9;
    ck_assert_int_eq(menu_key(&menu, '1'), MENU_DRAW);
    ck_assert_int_eq(menu.typed, 0); /* no second digit could follow */
}
END_TEST

START_TEST(the_keys_are_listed)
{
    struct menu menu = full_menu();
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(menu_key(&menu, i == 0 ? '?' : K_F1), MENU_DRAW);
        ck_assert(menu.help);
        ck_assert_int_eq(menu_key(&menu, K_ESCAPE), MENU_DRAW);
        ck_assert(!menu.help);
    }
    menu_key(&menu, '?');
    struct frame frame = drawn(&menu, 80, 24);
    golden_frame(&frame, "menu-help-80x24");
    frame_close(&frame);
    ck_assert_int_eq(menu_click(&menu, 80, 24, 10, 9), MENU_DRAW);
    ck_assert(!menu.help);
    ck_assert_uint_eq(menu.chosen, 0);
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
    tcase_add_test(cases, numbers_of_two_digits);
    tcase_add_test(cases, the_keys_are_listed);
    tcase_add_test(cases, where_it_begins);
    tcase_add_test(cases, chosen_shows_at_every_size);
    tcase_add_test(cases, clicks);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
