/* 30-frame.c: the grid of cells: clipping, wide characters, text of unknown
 * origin. Whatever is written, a frame holds only what may be shown. */
#include "character.h"
#include "frame.h"
#include "run.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define INK ROLE_STRONG, ROLE_TITLE

static struct frame frame;

static void open_frame(void) { ck_assert(frame_resize(&frame, 10, 2)); }
static void close_frame(void) { frame_close(&frame); }

/* A row as UTF-8; "<" stands for the right half of a wide character. */
static const char *row(int y)
{
    static char text[FRAME_COLS_MAX * 4 + 1];
    size_t length = 0;
    for (int x = 0; x < frame.cols; x++) {
        uint32_t ch = frame_look(&frame, x, y)->ch;
        length += character_encode(ch ? ch : '<', text + length);
    }
    text[length] = '\0';
    return text;
}

/* What frame.h promises of a cell: NULL, or what is wrong. (Check's macros
 * are too slow to be used on every cell.) */
static const char *wrong_with(int x, int y)
{
    uint32_t ch = frame_look(&frame, x, y)->ch;
    const struct cell *left = frame_look(&frame, x - 1, y);
    bool after_wide = left && left->ch && character_width(left->ch) == 2;
    if ((ch == 0) != after_wide)
        return "half a character";
    if (ch && character_printable(ch) != ch)
        return "not printable";
    if (ch && character_width(ch) == 0)
        return "no width";
    return ch && x == frame.cols - 1 && character_width(ch) == 2 ? "over the edge" : NULL;
}

static void assert_sound(void)
{
    for (int y = 0; y < frame.rows; y++) {
        for (int x = 0; x < frame.cols; x++) {
            const char *wrong = wrong_with(x, y);
            if (wrong)
                ck_abort_msg("U+%04X at %d,%d: %s", frame_look(&frame, x, y)->ch, x, y, wrong);
        }
    }
}

START_TEST(sizes_are_clamped)
{
    ck_assert(frame_resize(&frame, -5, 0));
    ck_assert_int_eq(frame.cols, 1);
    ck_assert_int_eq(frame.rows, 1);
    ck_assert(frame_resize(&frame, INT_MAX, INT_MAX));
    ck_assert_int_eq(frame.cols, FRAME_COLS_MAX);
    ck_assert_int_eq(frame.rows, FRAME_ROWS_MAX);
    struct rect all = frame_rect(&frame);
    ck_assert(all.x == 0 && all.y == 0 && all.cols == frame.cols && all.rows == frame.rows);
    ck_assert_int_eq((int)frame_look(&frame, all.cols - 1, all.rows - 1)->ch, ' ');
}
END_TEST

START_TEST(a_cell_holds_what_was_put)
{
    frame_put(&frame, 3, 1, 0x2588, ROLE_PROCESS1, ROLE_HOLE);
    const struct cell *cell = frame_look(&frame, 3, 1);
    ck_assert_uint_eq(cell->ch, 0x2588);
    ck_assert_uint_eq(cell->ink, ROLE_PROCESS1);
    ck_assert_uint_eq(cell->paper, ROLE_HOLE);
    frame_clear(&frame);
    ck_assert_uint_eq(cell->ch, ' ');
    ck_assert_uint_eq(cell->ink, ROLE_PLAIN);
}
END_TEST

START_TEST(writing_outside_is_clipped)
{
    static const int far[] = {INT_MIN, -2, -1, 10, 11, INT_MAX};
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        frame_put(&frame, far[i], 0, 'x', INK);
        frame_put(&frame, 0, far[i], 'x', INK);
        frame_put(&frame, far[i] == -1 ? -3 : far[i], 0, 0x4E00, INK);
        frame_text(&frame, 0, far[i], 5, INK, "text");
        frame_fill(&frame, 0, far[i], INT_MAX, 'x', INK);
        ck_assert_ptr_null(frame_look(&frame, far[i], 0));
        ck_assert_ptr_null(frame_cell(&frame, 0, far[i]));
    }
    ck_assert_str_eq(row(0), "          ");
    ck_assert_int_eq(frame_text(&frame, -2, 0, 6, INK, "abcdef"), 6);
    ck_assert_str_eq(row(0), "cdef      ");
    frame_fill(&frame, -5, 1, 8, '=', INK);
    frame_fill(&frame, 8, 1, INT_MAX, '-', INK);
    ck_assert_str_eq(row(1), "===     --");
}
END_TEST

START_TEST(a_wide_character_takes_two_cells)
{
    frame_put(&frame, 2, 0, 0x4E2D, INK);
    ck_assert_str_eq(row(0), "  中<      ");
    ck_assert_uint_eq(frame_look(&frame, 3, 0)->paper, ROLE_TITLE);
    frame_put(&frame, 3, 0, 'x', INK);
    ck_assert_str_eq(row(0), "   x      ");
    frame_put(&frame, 2, 0, 0x4E2D, INK);
    frame_put(&frame, 1, 0, 0x4E2D, INK);
    ck_assert_str_eq(row(0), " 中<       ");
    frame_put(&frame, 1, 0, 'y', INK);
    ck_assert_str_eq(row(0), " y        ");
    frame_fill(&frame, 0, 1, 3, 0x4E2D, INK);
    frame_put(&frame, 3, 1, 0x1F600, INK); /* cuts two */
    ck_assert_str_eq(row(1), "中< 😀<     ");
    assert_sound();
}
END_TEST

START_TEST(edges_cut_wide_characters)
{
    frame_put(&frame, 9, 0, 0x4E2D, INK);
    frame_put(&frame, -1, 0, 0x4E2D, INK);
    ck_assert_str_eq(row(0), "          ");
    frame_fill(&frame, -1, 1, 6, 0x4E2D, INK);
    ck_assert_str_eq(row(1), " 中<中<中<中< ");
    assert_sound();
}
END_TEST

START_TEST(long_text_ends_in_an_ellipsis)
{
    ck_assert_int_eq(frame_text(&frame, 1, 0, 5, INK, "12345"), 5);
    ck_assert_str_eq(row(0), " 12345    ");
    ck_assert_int_eq(frame_text(&frame, 1, 0, 5, INK, "123456"), 5);
    ck_assert_str_eq(row(0), " 1234…    ");
    ck_assert_int_eq(frame_text(&frame, 0, 1, 4, INK, "中中中"), 3);
    ck_assert_str_eq(row(1), "中<…       ");
    ck_assert_int_eq(frame_text(&frame, 8, 0, 50, INK, "beyond"), 2);
    ck_assert_str_eq(row(0), " 1234…  b…");
    ck_assert_int_eq(frame_text(&frame, 0, 0, 0, INK, "none"), 0);
    ck_assert_int_eq(frame_text(&frame, 0, 0, -3, INK, "none"), 0);
    ck_assert_int_eq(frame_text(&frame, 0, 0, 1, INK, "one"), 1);
    ck_assert_str_eq(row(0), "…1234…  b…");
}
END_TEST

START_TEST(a_format_is_cut_as_text_is)
{
    ck_assert_int_eq(frame_print(&frame, 0, 0, 10, INK, "%d of %s", 3, "9"), 6);
    ck_assert_str_eq(row(0), "3 of 9    ");
    ck_assert_int_eq(frame_print(&frame, 0, 0, 10, INK, "%09000d", 7), 10);
    ck_assert_str_eq(row(0), "000000000…");
}
END_TEST

START_TEST(what_could_steer_a_terminal_is_replaced)
{
    static const struct { const char *in, *out; } cases[] = {
        {"a\x1b[31mb", "a\uFFFD[31mb"},    {"\t\r\n\x7f", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"\xc2\x9b", "\uFFFD"},            {"\u202Eevil\u2066", "\uFFFDevil\uFFFD"},
        {"\u200E\u061C\u2028", "\uFFFD\uFFFD\uFFFD"},
        {"\xff\xfe", "\uFFFD\uFFFD"},      {"\xc0\xaf", "\uFFFD\uFFFD"},
        {"\xe0\x80\xaf", "\uFFFD\uFFFD\uFFFD"}, {"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
        {"\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"\xe4\xb8", "\uFFFD\uFFFD"},      {"\xe4\xb8x", "\uFFFD\uFFFDx"},
        {"\xef\xbf\xbf", "\uFFFD"},        {"e\u0301\u200B\uFEFF.", "e."},
        {"\U0001F468\u200D\U0001F469", "👨<👩<"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        frame_clear(&frame);
        frame_text(&frame, 0, 0, 10, INK, cases[i].in);
        const char *found = row(0);
        ck_assert_msg(strncmp(found, cases[i].out, strlen(cases[i].out)) == 0, "%zu: %s", i, found);
        assert_sound();
    }
    frame_put(&frame, 0, 0, 0x1B, INK);
    frame_put(&frame, 1, 0, 0xFFFFFFFF, INK);
    ck_assert_uint_eq(frame_look(&frame, 0, 0)->ch, 0xFFFD);
    ck_assert_uint_eq(frame_look(&frame, 1, 0)->ch, 0xFFFD);
}
END_TEST

START_TEST(every_character_comes_back)
{
    for (uint32_t ch = 1; ch <= 0x10FFFF; ch++) {
        char bytes[5] = "";
        if (ch >= 0xD800 && ch <= 0xDFFF)
            continue;
        bytes[character_encode(ch, bytes)] = '\0';
        const char *at = bytes;
        int width;
        uint32_t got = text_next(&at, &width);
        if (got != character_printable(ch) || *at || width < 0 || width > 2)
            ck_abort_msg("U+%04X became U+%04X", ch, got);
    }
}
END_TEST

START_TEST(widths_are_those_of_terminals)
{
    ck_assert_int_eq(text_width(""), 0);
    ck_assert_int_eq(text_width("größe"), 5);
    ck_assert_int_eq(text_width("漢字カナ"), 8);
    ck_assert_int_eq(text_width("한국어"), 6);
    ck_assert_int_eq(text_width("\uFF21|\uFF71"), 4);
    ck_assert_int_eq(text_width("█▒░▌│─┼→⇄…–·"), 12);
    ck_assert_int_eq(text_width("🚀✅⌚"), 6);
    ck_assert_int_eq(text_width("a\u0308\u0489"), 1);
}
END_TEST

START_TEST(lines_break_at_blanks)
{
    static const struct { const char *text; int cols; size_t bytes; } cases[] = {
        {"", 5, 0},             {"short", 5, 5},         {"two words", 5, 3},
        {"two words", 3, 3},    {"two words", 7, 3},     {"two words", 9, 9},
        {"two   words", 5, 3},  {"longword x", 4, 4},    {"a longword", 4, 1},
        {"end   ", 3, 3},       {"end   ", 9, 6},        {"line\nnext", 20, 4},
        {"\nnext", 20, 0},      {"中中", 3, 3},          {"中中", 1, 3},
        {"ab", 0, 1},           {"ab", -7, 1},           {"  lead", 4, 4},
        {"too long\nnext", 5, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(text_wrap(cases[i].text, cases[i].cols) == cases[i].bytes,
                      "\"%s\" in %d: %zu", cases[i].text, cases[i].cols,
                      text_wrap(cases[i].text, cases[i].cols));
}
END_TEST

START_TEST(numbers_are_grouped)
{
    char out[NUMBER_SIZE];
    ck_assert_str_eq(number_text(out, 0), "0");
    ck_assert_str_eq(number_text(out, 999), "999");
    ck_assert_str_eq(number_text(out, 1000), "1,000");
    ck_assert_str_eq(number_text(out, 1234567), "1,234,567");
    ck_assert_str_eq(number_text(out, UINT64_MAX), "18,446,744,073,709,551,615");
}
END_TEST

START_TEST(a_dump_has_two_planes)
{
    frame_put(&frame, 0, 0, 0x2588, ROLE_PROCESS1, ROLE_PROCESS1);
    frame_text(&frame, 1, 0, 3, ROLE_LABEL, ROLE_PROCESS1, "A 1");
    frame_put(&frame, 4, 0, 0x258C, ROLE_PROCESS1, ROLE_HOLE);
    frame_put(&frame, 5, 0, ' ', ROLE_HOLE_LABEL, ROLE_HOLE);
    frame_put(&frame, 6, 0, 0x4E2D, ROLE_ERROR, ROLE_PLAIN);
    frame_text(&frame, 0, 1, 9, ROLE_TITLE, ROLE_TITLE, "ab cd");
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    ck_assert(frame_dump(&frame, out));
    fclose(out);
    ck_assert_str_eq(text, "text|█A 1▌ 中  |\n"
                           "text|ab cd     |\n"
                           "role|11111h!!..|\n"
                           "role|TT.TT.....|\n");
    free(text);
}
END_TEST

START_TEST(a_failed_dump_says_so)
{
    FILE *out = fopen("/dev/full", "w");
    if (!out)
        return;
    setvbuf(out, NULL, _IONBF, 0);
    ck_assert(!frame_dump(&frame, out));
    fclose(out);
}
END_TEST

/* Text as strangers write it: bytes at random, and pieces that have a meaning. */
static void random_text(char *out, size_t size)
{
    static const char *const pieces[] = {"\x1b[2J", "中", "👨", "\u0301", "\u202E", "\xe4\xb8",
                                         "\xf0\x9f", "█", "a", " ", "\xed\xbf\xbf", "\x9b"};
    size_t length = 0, wanted = (size_t)rand() % (size - 8);
    while (length < wanted) {
        if (rand() % 2) {
            const char *piece = pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];
            length += (size_t)snprintf(out + length, size - length, "%s", piece);
        } else {
            out[length++] = (char)(1 + rand() % 255);
        }
    }
    out[length] = '\0';
}

static int random_place(int around)
{
    return rand() % 50 == 0 ? (rand() % 2 ? INT_MIN : INT_MAX) : rand() % (around + 12) - 6;
}

START_TEST(whatever_is_written_a_frame_is_sound)
{
    unsigned seed = 20261123;
    printf("30-frame: seed %u\n", seed);
    srand(seed);
    for (int i = 0; i < 20000; i++) {
        char text[80];
        int x = random_place(frame.cols), y = random_place(frame.rows);
        random_text(text, sizeof text);
        int cols = random_place(frame.cols);
        int used = frame_text(&frame, x, y, cols, INK, text);
        ck_assert_int_le(used, cols > 0 ? cols : 0);
        ck_assert_int_ge(text_width(text), 0);
        size_t line = text_wrap(text, cols);
        ck_assert(line <= strlen(text) && (line > 0 || text[0] == '\0' || text[0] == '\n'));
        frame_put(&frame, y, x, (uint32_t)rand() % 0x120000, INK);
        frame_fill(&frame, x, y % 2, rand() % 9, (uint32_t)rand() % 0x3000, INK);
        assert_sound();
        if (i % 100 == 0)
            ck_assert(frame_resize(&frame, 1 + rand() % 30, 1 + rand() % 4));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("30-frame");
    TCase *tcase = tcase_create("frame");
    tcase_add_checked_fixture(tcase, open_frame, close_frame);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, sizes_are_clamped);
    tcase_add_test(tcase, a_cell_holds_what_was_put);
    tcase_add_test(tcase, writing_outside_is_clipped);
    tcase_add_test(tcase, a_wide_character_takes_two_cells);
    tcase_add_test(tcase, edges_cut_wide_characters);
    tcase_add_test(tcase, long_text_ends_in_an_ellipsis);
    tcase_add_test(tcase, a_format_is_cut_as_text_is);
    tcase_add_test(tcase, what_could_steer_a_terminal_is_replaced);
    tcase_add_test(tcase, every_character_comes_back);
    tcase_add_test(tcase, widths_are_those_of_terminals);
    tcase_add_test(tcase, lines_break_at_blanks);
    tcase_add_test(tcase, numbers_are_grouped);
    tcase_add_test(tcase, a_dump_has_two_planes);
    tcase_add_test(tcase, a_failed_dump_says_so);
    tcase_add_test(tcase, whatever_is_written_a_frame_is_sound);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
