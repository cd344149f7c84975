/* 38-keys.c: the action table: complete, without contradictions. */
#include "keys.h"
#include "run.h"

#include <check.h>
#include <string.h>

START_TEST(every_action_has_a_word_a_help_text_and_a_group)
{
    for (int a = 1; a < ACTION_COUNT; a++) {
        const struct action_row *row = action_row((enum action)a);
        ck_assert_str_ne(row->word, "");
        ck_assert_str_ne(row->help, "");
        ck_assert_int_lt(row->group, GROUP_COUNT);
        ck_assert_int_eq(action_of_word(row->word), a);
    }
}
END_TEST

START_TEST(no_key_is_bound_twice_and_every_name_is_known)
{
    for (int a = 1; a < ACTION_COUNT; a++) {
        const char *keys = action_row((enum action)a)->keys;
        while (*keys != '\0') {
            size_t length = strcspn(keys, " ");
            uint32_t key = key_of_name(keys, length);
            ck_assert_msg(key != K_NONE, "unknown key in %s", keys);
            enum action bound = action_row((enum action)a)->group == GROUP_RACE
                ? action_in_race(key) : action_of_key(key);
            ck_assert_msg(bound == (enum action)a, "bound twice: %.*s", (int)length,
                          keys);
            char buffer[8];
            const char *name = name_of_key(key, buffer);
            ck_assert_ptr_nonnull(name);
            ck_assert_uint_eq(key_of_name(name, strlen(name)), key);
            keys += length + strspn(keys + length, " ");
        }
    }
}
END_TEST

START_TEST(words_may_be_shortened_while_they_are_clear)
{
    ck_assert_int_eq(action_of_word("hel"), ACTION_HELP);
    ck_assert_int_eq(action_of_word("q"), ACTION_QUIT);
    ck_assert_int_eq(action_of_word("s"), ACTION_NONE); /* step, select, slower */
    ck_assert_int_eq(action_of_word("back"), ACTION_BACK);
    ck_assert_int_eq(action_of_word(""), ACTION_NONE);
    ck_assert_int_eq(action_of_word("nonsense"), ACTION_NONE);
}
END_TEST

START_TEST(a_wrong_word_is_near_the_one_meant)
{
    ck_assert_str_eq(word_meant("wy"), "why");
    ck_assert_str_eq(word_meant("fnid"), "find");
    ck_assert_ptr_null(word_meant("nonsense"));
    ck_assert_ptr_null(word_meant(""));
}
END_TEST

/* An arrow's substitute in ASCII is another key. */
START_TEST(keys_are_shown_as_the_terminal_can)
{
    char key[KEY_SIZE];
    ck_assert_str_eq(action_key(ACTION_STEP, GLYPHS_UTF8, key), "\u2192");
    ck_assert_str_eq(action_key(ACTION_BACK, GLYPHS_CONSOLE, key), "\u2190");
    ck_assert_str_eq(action_key(ACTION_STEP, GLYPHS_ASCII, key), "Right");
    ck_assert_str_eq(action_key(ACTION_UP, GLYPHS_ASCII, key), "Up");
    ck_assert_str_eq(action_key(ACTION_WHY, GLYPHS_ASCII, key), "w");
    ck_assert_str_eq(action_key(ACTION_SELECT_PREVIOUS, GLYPHS_UTF8, key), "BackTab");
    ck_assert_str_eq(action_key(ACTION_SAVE, GLYPHS_UTF8, key), "");
    for (int a = 1; a < ACTION_COUNT; a++)
        for (const char *at = action_key((enum action)a, GLYPHS_ASCII, key); *at != '\0'; at++)
            ck_assert(*at > ' ' && *at <= '~');
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("keys");
    TCase *tests = tcase_create("keys");
    tcase_add_test(tests, every_action_has_a_word_a_help_text_and_a_group);
    tcase_add_test(tests, no_key_is_bound_twice_and_every_name_is_known);
    tcase_add_test(tests, words_may_be_shortened_while_they_are_clear);
    tcase_add_test(tests, a_wrong_word_is_near_the_one_meant);
    tcase_add_test(tests, keys_are_shown_as_the_terminal_can);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
