/* 20-ops.c: the list of operations, its notes, names and texts. */
#include "ops.h"
#include "require.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t intern(struct ops *ops, const char *name)
{
    uint32_t id = NO_NAME;

    ck_assert(ops_intern(ops, name, strlen(name), &id));
    return id;
}

static void add(struct ops *ops, enum op_kind kind, uint32_t name, uint64_t size)
{
    ck_assert(ops_add(ops, (struct op){ .kind = (uint8_t)kind, .name = name, .text = NO_TEXT,
                                        .size = size }));
}

static void note(struct ops *ops, enum note_kind kind)
{
    ck_assert(ops_add_note(ops, (struct note){ .kind = (uint8_t)kind, .text = NO_TEXT }));
}

START_TEST(an_empty_list)
{
    struct ops *ops = ops_open();
    struct mems_options options = mems_options_default();
    uint32_t id;

    ck_assert_uint_eq(ops_count(ops), 1);
    ck_assert_int_eq(ops_at(ops, 0).kind, OP_START);
    ck_assert_uint_eq(ops_note_count(ops), 0);
    ck_assert_uint_eq(ops_first_note(ops, 0), 0);
    ck_assert_uint_eq(ops_name_count(ops), 0);
    ck_assert(!ops_find_name(ops, "A", 1, &id));
    ck_assert_uint_eq(ops_options_view(ops)->page_size, options.page_size);
    ops_options(ops)->page_size = 100;
    ck_assert_uint_eq(ops_options_view(ops)->page_size, 100);
    ops_close(ops);
    ops_close(NULL);
}
END_TEST

START_TEST(names_are_interned)
{
    struct ops *ops = ops_open();
    char name[32];
    uint32_t id;

    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "name%u", i);
        ck_assert_uint_eq(intern(ops, name), i);
    }
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "name%u", i);
        ck_assert_uint_eq(intern(ops, name), i);
        ck_assert_str_eq(ops_name(ops, i), name);
        ck_assert(ops_find_name(ops, name, strlen(name), &id) && id == i);
    }
    ck_assert_uint_eq(ops_name_count(ops), 5000);
    ck_assert(!ops_find_name(ops, "name", 4, &id));
    ck_assert(ops_intern(ops, "", 0, &id));
    ck_assert_uint_eq(id, 5000);
    ck_assert_str_eq(ops_name(ops, id), "");
    ops_close(ops);
}
END_TEST

START_TEST(texts_are_not)
{
    struct ops *ops = ops_open();
    uint32_t one, two;
    size_t length;

    ck_assert(ops_add_text(ops, "same", 4, &one));
    ck_assert(ops_add_text(ops, "same", 4, &two));
    ck_assert_uint_ne(one, two);
    ck_assert_str_eq(ops_text(ops, two, &length), "same");
    ck_assert_uint_eq(length, 4);
    ops_close(ops);
}
END_TEST

START_TEST(notes_belong_to_steps)
{
    struct ops *ops = ops_open();
    uint32_t a = intern(ops, "A");

    note(ops, NOTE_SAY);
    add(ops, OP_MALLOC, a, 1);
    add(ops, OP_MALLOC, a, 2);
    note(ops, NOTE_STOP);
    note(ops, NOTE_MARK);
    add(ops, OP_MALLOC, a, 3);
    ck_assert_uint_eq(ops_note(ops, 0)->step, 0);
    ck_assert_uint_eq(ops_note(ops, 1)->step, 2);
    ck_assert_uint_eq(ops_note(ops, 2)->step, 2);
    ck_assert_int_eq(ops_note(ops, 2)->kind, NOTE_MARK);
    ck_assert_uint_eq(ops_first_note(ops, 0), 0);
    ck_assert_uint_eq(ops_first_note(ops, 1), 1);
    ck_assert_uint_eq(ops_first_note(ops, 2), 1);
    ck_assert_uint_eq(ops_first_note(ops, 3), 3);
    ops_close(ops);
}
END_TEST

/* Each of these comes back as it was added, whatever it takes to keep it. */
/* What a walk over all notes finds. */
static void check_notes_by_kind(const struct ops *ops)
{
    size_t count = ops_note_count(ops);

    for (int kind = 0; kind < NOTE_KINDS; kind++) {
        size_t next = count, previous = count;

        for (size_t at = count + 1; at-- > 0;) {
            next = at < count && ops_note(ops, at)->kind == kind ? at : next;
            REQUIRE(ops_next_note(ops, (enum note_kind)kind, at) == next);
        }
        for (size_t at = 0; at <= count; at++) {
            REQUIRE(ops_previous_note(ops, (enum note_kind)kind, at) == previous);
            previous = at < count && ops_note(ops, at)->kind == kind ? at : previous;
        }
    }
}

START_TEST(notes_are_found_by_kind)
{
    struct ops *ops = ops_open();
    struct ops_mark mark = {0};
    unsigned state = 1;

    check_notes_by_kind(ops);
    for (int i = 0; i < 400; i++) {
        state = state * 1103515245u + 12345u;
        note(ops, (enum note_kind)(state >> 20 & 3));
        if (i == 100)
            mark = ops_mark(ops);
    }
    check_notes_by_kind(ops);
    ops_truncate(ops, mark);
    ck_assert_uint_eq(ops_note_count(ops), 101);
    check_notes_by_kind(ops);
    note(ops, NOTE_STOP);
    check_notes_by_kind(ops);
    ops_close(ops);
}
END_TEST

START_TEST(operations_are_kept_whole)
{
    static const struct op list[] = {
        { OP_MALLOC, 3, 7, NO_TEXT, 0, UINT64_MAX },
        { OP_REALLOC, 0, (UINT32_C(1) << 30) - 1, NO_TEXT, 0, 5 },
        { OP_REALLOC, 0, UINT32_C(1) << 30, NO_TEXT, 0, 5 },
        { OP_FREE, NO_NAME, 1, NO_TEXT, UINT64_MAX, 0 },
        { OP_FREE, 1, 0, NO_TEXT, 0, 9 },
        { OP_MALLOC, 1, UINT32_MAX, NO_TEXT, 4, 9 },
        { OP_GET, 1, 2, NO_TEXT, 4, 0 },
        { OP_WRITE, 1, 2, 0, 4, 0 },
        { OP_POLICY, NO_NAME, 2, NO_TEXT, 0, MEMS_NEXT_FIT },
    };
    size_t count = sizeof list / sizeof *list;
    struct ops *ops = ops_open();

    for (size_t i = 0; i < 1000; i++)
        ck_assert(ops_add(ops, list[i % count]));
    for (size_t i = 0; i < 1000; i++) {
        struct op expected = list[i % count], op = ops_at(ops, i + 1);

        ck_assert_msg(op.kind == expected.kind && op.name == expected.name
                      && op.line == expected.line && op.text == expected.text
                      && op.offset == expected.offset && op.size == expected.size
                      && ops_size(ops, i + 1) == expected.size,
                      "operation %zu", i + 1);
    }
    ops_close(ops);
}
END_TEST

/* Numbers in order, far apart, with zeros before them, and words among them:
 * each is found, in any order and after going back, and none twice. */
static size_t number_name(uint32_t i, char *name)
{
    switch (i % 5) {
    case 0: return (size_t)sprintf(name, "0%u", i);
    case 1: return (size_t)sprintf(name, "%u", i * 1000003u);
    case 2: return (size_t)sprintf(name, "%u.", i);
    default: return (size_t)sprintf(name, "%u", 7000 - i);
    }
}

static void check_numbers(struct ops *ops, uint32_t from, uint32_t count)
{
    char name[32], shown[33];
    uint32_t id;

    for (uint32_t i = 0; i < count; i++) {
        size_t length = number_name(i, name);

        ck_assert(ops_find_name(ops, name, length, &id) == (i < from));
        ck_assert(ops_intern(ops, name, length, &id));
        ck_assert_msg(id == i, "%s: %u", name, id);
        ck_assert_str_eq(ops_name(ops, id), name);
        ck_assert(ops_find_name(ops, name, length, &id) && id == i);
        snprintf(shown, sizeof shown, "#%s", name);
        ck_assert(ops_find_name(ops, shown, length + 1, &id) && id == i);
    }
    ck_assert_uint_eq(ops_name_count(ops), count);
    ck_assert(!ops_find_name(ops, "", 0, &id));
    ck_assert(!ops_find_name(ops, "7001", 4, &id));
    ck_assert(!ops_find_name(ops, "#", 1, &id));
    ck_assert(!ops_find_name(ops, "4294967296", 10, &id));
}

START_TEST(numbers_are_names)
{
    struct ops *ops = ops_open();
    struct ops_mark mark, empty = ops_mark(ops);

    check_numbers(ops, 0, 2000);
    mark = ops_mark(ops);
    check_numbers(ops, 2000, 6000);
    ops_truncate(ops, mark);
    check_numbers(ops, 2000, 5000);
    ops_truncate(ops, empty);
    check_numbers(ops, 0, 3000);
    ops_close(ops);
}
END_TEST

/* Back to a moment: also the names and texts that came after it go, and those
 * that came before it stay. */
START_TEST(truncation_goes_back_to_a_moment)
{
    struct ops *ops = ops_open();
    struct ops_mark empty = ops_mark(ops), mark;
    uint32_t a = intern(ops, "A"), text, id;

    add(ops, OP_MALLOC, a, 1);
    intern(ops, "of a note");
    ck_assert(ops_add_text(ops, "said", 4, &text));
    note(ops, NOTE_EXPECT);
    mark = ops_mark(ops);
    for (int i = 0; i < 500; i++) {
        char name[16];

        snprintf(name, sizeof name, "n%d", i);
        intern(ops, name);
        if (i % 2 == 0)
            add(ops, OP_FREE, intern(ops, name), 0);
        else
            note(ops, NOTE_STOP);
        ck_assert(ops_add_text(ops, "more", 4, &text));
    }
    ops_truncate(ops, mark);
    ck_assert_uint_eq(ops_count(ops), 2);
    ck_assert_uint_eq(ops_note_count(ops), 1);
    ck_assert_uint_eq(ops_name_count(ops), 2);
    ck_assert(ops_find_name(ops, "of a note", 9, &id) && id == 1);
    for (int i = 0; i < 500; i++) {
        char name[16];

        snprintf(name, sizeof name, "n%d", i);
        ck_assert(!ops_find_name(ops, name, strlen(name), &id));
    }
    ck_assert_uint_eq(intern(ops, "n7"), 2);
    ck_assert(ops_add_text(ops, "again", 5, &text));
    ck_assert_uint_eq(text, 1);
    ck_assert_str_eq(ops_text(ops, 0, NULL), "said");
    ops_truncate(ops, empty);
    ck_assert_uint_eq(ops_count(ops), 1);
    ck_assert_uint_eq(ops_name_count(ops), 0);
    ops_close(ops);
}
END_TEST

/* ---- As text ---- */

static void check_print(const struct ops *ops, struct op op, const char *expected)
{
    char line[100];
    size_t length = ops_print(ops, &op, line, sizeof line);

    ck_assert_str_eq(line, expected);
    ck_assert_uint_eq(length, strlen(expected));
}

START_TEST(operations_are_printed)
{
    struct ops *ops = ops_open();
    uint32_t a = intern(ops, "A"), text;

    ck_assert(ops_add_text(ops, "say \"hi\"\\\n", 10, &text));
    check_print(ops, ops_at(ops, 0), "start");
    check_print(ops, (struct op){ OP_MALLOC, a, 1, NO_TEXT, 0, 400 }, "malloc A 400");
    check_print(ops, (struct op){ OP_REALLOC, a, 1, NO_TEXT, 0, UINT64_MAX },
                "realloc A 18446744073709551615");
    check_print(ops, (struct op){ OP_FREE, a, 1, NO_TEXT, 0, 0 }, "free A");
    check_print(ops, (struct op){ OP_FREE, a, 1, NO_TEXT, 4, 0 }, "free A+4");
    check_print(ops, (struct op){ OP_GET, NO_NAME, 1, NO_TEXT, 1000, 0 }, "get @1000");
    check_print(ops, (struct op){ OP_WRITE, a, 1, NO_TEXT, 4, 200 }, "write A+4 200");
    check_print(ops, (struct op){ OP_WRITE, a, 1, NO_TEXT, 0, UINT32_MAX }, "write A -1");
    check_print(ops, (struct op){ OP_WRITE, a, 1, text, 0, 0 }, "write A \"say \\\"hi\\\"\\\\\\n\"");
    check_print(ops, (struct op){ OP_POLICY, NO_NAME, 1, NO_TEXT, 0, MEMS_BEST_FIT }, "policy best");
    ops_close(ops);
}
END_TEST

START_TEST(printing_is_cut)
{
    struct ops *ops = ops_open();
    struct op op = { OP_MALLOC, intern(ops, "gr\xc3\xb6\xc3\x9f" "e"), 1, NO_TEXT, 0, 1 };
    char line[32];

    memset(line, 'x', sizeof line);
    ck_assert_uint_eq(ops_print(ops, &op, line, 0), 0);
    ck_assert_int_eq(line[0], 'x');
    ck_assert_uint_eq(ops_print(ops, &op, line, 1), 0);
    ck_assert_str_eq(line, "");
    ck_assert_uint_eq(ops_print(ops, &op, line, 7), 6);
    ck_assert_str_eq(line, "malloc");
    ck_assert_uint_eq(ops_print(ops, &op, line, 11), 9); /* half an o with dots is none */
    ck_assert_str_eq(line, "malloc gr");
    ck_assert_uint_eq(ops_print(ops, &op, line, 12), 11);
    ck_assert_str_eq(line, "malloc gr\xc3\xb6");
    ck_assert_int_eq(line[12], 'x');
    ops_close(ops);
}
END_TEST

static void check_expect(const struct ops *ops, enum expect_kind kind, const char *expected)
{
    struct note note = { .kind = NOTE_EXPECT, .expect = (uint8_t)kind, .name = 0, .value = 12 };
    char line[64];

    ck_assert_uint_eq(ops_print_expect(ops, &note, line, sizeof line), strlen(expected));
    ck_assert_str_eq(line, expected);
}

START_TEST(expectations_are_printed)
{
    struct ops *ops = ops_open();

    intern(ops, "A");
    check_expect(ops, EXPECT_AT, "expect A at 12");
    check_expect(ops, EXPECT_GONE, "expect A gone");
    check_expect(ops, EXPECT_FAILS, "expect fails");
    check_expect(ops, EXPECT_HOLES, "expect holes 12");
    check_expect(ops, EXPECT_BLOCKS, "expect blocks 12");
    check_expect(ops, EXPECT_NODES, "expect nodes 12");
    check_expect(ops, EXPECT_PAGES, "expect pages 12");
    check_expect(ops, EXPECT_USED, "expect used 12");
    check_expect(ops, EXPECT_UNUSED, "expect unused 12");
    check_expect(ops, EXPECT_LARGEST, "expect largest 12");
    ops_close(ops);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ops");
    TCase *cases = tcase_create("ops");

    tcase_add_test(cases, an_empty_list);
    tcase_add_test(cases, names_are_interned);
    tcase_add_test(cases, texts_are_not);
    tcase_add_test(cases, notes_belong_to_steps);
    tcase_add_test(cases, notes_are_found_by_kind);
    tcase_add_test(cases, operations_are_kept_whole);
    tcase_add_test(cases, numbers_are_names);
    tcase_add_test(cases, truncation_goes_back_to_a_moment);
    tcase_add_test(cases, operations_are_printed);
    tcase_add_test(cases, printing_is_cut);
    tcase_add_test(cases, expectations_are_printed);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
