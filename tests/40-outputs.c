/* 40-outputs.c: frames as text, ANSI and SVG, to the byte. */
#include "back.h"
#include "golden.h"
#include "plain.h"
#include "run.h"

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct frame frame;

static void open_frame(void) { ck_assert(frame_resize(&frame, 14, 4)); }
static void close_frame(void) { frame_close(&frame); }

/* A title, a bar with an edge, a mixed cell and a wide character. */
static void draw(void)
{
    frame_text(&frame, 0, 0, 14, ROLE_TITLE, ROLE_TITLE, "a < b & c");
    frame_text(&frame, 0, 1, 3, ROLE_LABEL, ROLE_PROCESS1, "A 7");
    frame_put(&frame, 3, 1, GLYPH_PROCESS, ROLE_PROCESS1, ROLE_PROCESS1);
    frame_put(&frame, 4, 1, GLYPH_EDGE(3), ROLE_PROCESS1, ROLE_HOLE);
    frame_fill(&frame, 5, 1, 2, GLYPH_HOLE, ROLE_HOLE, ROLE_HOLE);
    frame_put(&frame, 7, 1, GLYPH_MIXED(5), ROLE_MIXED, ROLE_MIXED);
    frame_fill(&frame, 8, 1, 2, GLYPH_TOUCHED, ROLE_TOUCHED, ROLE_TOUCHED);
    frame_put(&frame, 10, 1, GLYPH_TOUCHED_HOLE, ROLE_TOUCHED_HOLE, ROLE_TOUCHED_HOLE);
    frame_text(&frame, 0, 2, 14, ROLE_LINK, ROLE_PLAIN, "┌─┬──▶中 x  é");
}

enum output { TEXT, ANSI, SVG };

/* What an output writes, to be freed. */
static char *written(enum output output, enum theme theme, enum depth depth, enum glyphs glyphs)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    bool good = output == TEXT ? text_write(&frame, glyphs, out)
        : output == ANSI ? ansi_write(&frame, theme, depth, glyphs, out)
                         : svg_write(&frame, theme, out);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert(good);
    return text;
}

static void assert_written(char *found, const char *wanted)
{
    ck_assert_str_eq(found, wanted);
    free(found);
}

START_TEST(text_is_trimmed)
{
    draw();
    assert_written(written(TEXT, 0, 0, GLYPHS_UTF8), "a < b & c\n"
                                                     "A 7█▍░░▅▓▓▒\n"
                                                     "┌─┬──▶中 x  é\n"
                                                     "\n");
    assert_written(written(TEXT, 0, 0, GLYPHS_CONSOLE), "a < b & c\n"
                                                        "A 7█▌░░▄▓▓▒\n"
                                                        "┌─┬──►?? x  é\n"
                                                        "\n");
    assert_written(written(TEXT, 0, 0, GLYPHS_ASCII), "a < b & c\n"
                                                      "A 7#|..5@@:\n"
                                                      "+-+-->?? x  ?\n"
                                                      "\n");
}
END_TEST

/* Each row of a terminal is set from nothing and left with nothing set. */
START_TEST(ansi_has_the_colours_there_are)
{
    ck_assert(frame_resize(&frame, 6, 3));
    frame_text(&frame, 0, 0, 2, ROLE_LABEL, ROLE_PROCESS, "A1");
    frame_put(&frame, 2, 0, GLYPH_PROCESS, ROLE_PROCESS, ROLE_PROCESS);
    frame_put(&frame, 3, 0, GLYPH_EDGE(4), ROLE_PROCESS, ROLE_HOLE);
    frame_fill(&frame, 4, 0, 2, GLYPH_HOLE, ROLE_HOLE, ROLE_HOLE);
    frame_put(&frame, 1, 1, 0x4E2D, ROLE_PLAIN, ROLE_PLAIN);
    assert_written(written(ANSI, THEME_DARK, DEPTH_256, GLYPHS_UTF8),
                   "\033[0;1;38;5;16;48;5;38mA1\033[0;38;5;38;48;5;38m█"
                   "\033[0;38;5;38;48;5;235m▌\033[0;38;5;243;48;5;235m░░\033[0m\n"
                   "\033[0;38;5;253;48;5;16m 中   \033[0m\n"
                   "\033[0;38;5;253;48;5;16m      \033[0m\n");
    assert_written(written(ANSI, THEME_DARK, DEPTH_16, GLYPHS_CONSOLE),
                   "\033[0;30;46mA1\033[0;36;46m█\033[0;36;40m▌\033[0;90;40m░░\033[0m\n"
                   "\033[0;37;40m ??   \033[0m\n"
                   "\033[0;37;40m      \033[0m\n");
    assert_written(written(ANSI, THEME_LIGHT, DEPTH_8, GLYPHS_ASCII),
                   "\033[0;1;37;44mA1\033[0;34;44m#\033[0;34;47m|\033[0;30;47m..\033[0m\n"
                   "\033[0;30;47m ??   \033[0m\n"
                   "\033[0;30;47m      \033[0m\n");
    assert_written(written(ANSI, THEME_DARK, DEPTH_NONE, GLYPHS_ASCII),
                   "\033[0;7mA1\033[0m#|..\n ??   \n      \n");
}
END_TEST

START_TEST(svg_is_as_it_was)
{
    draw();
    char *dark = written(SVG, THEME_DARK, 0, 0), *again = written(SVG, THEME_DARK, 0, 0);
    ck_assert_str_eq(dark, again);
    golden_text(dark, "40-outputs-dark.svg");
    free(dark);
    free(again);
    char *light = written(SVG, THEME_LIGHT, 0, 0);
    golden_text(light, "40-outputs-light.svg");
    free(light);
}
END_TEST

/* The number after `name="` in an element; -1 when it has none. */
static int attribute(const char *element, const char *name)
{
    const char *end = strchr(element, '>'), *at = strstr(element, name);
    return at && at < end ? atoi(at + strlen(name)) : -1;
}

/* Every cell of a bar is covered by its papers and shapes, with no seam. */
START_TEST(bars_in_svg_have_no_seams)
{
    ck_assert(frame_resize(&frame, 20, 1));
    for (int x = 0; x < 20; x++)
        frame_put(&frame, x, 0, GLYPH_PROCESS, (enum role)(ROLE_PROCESS + x / 4), ROLE_PROCESS);
    char *svg = written(SVG, THEME_DARK, 0, 0);
    int next = 0, bars = 0;
    for (const char *at = svg; (at = strstr(at, "<rect x=\"")) != NULL; at++) {
        int x = attribute(at, " x=\""), width = attribute(at, " width=\"");
        if (x < 0 || width == 20 * 72)
            continue; /* the page, the paper under all */
        ck_assert_int_eq(x, next);
        ck_assert_int_eq(width, 4 * 72);
        ck_assert_int_eq(attribute(at, " height=\""), 144);
        next = x + width;
        bars++;
    }
    ck_assert_int_eq(bars, 5);
    ck_assert_int_eq(next, 20 * 72);
    free(svg);
}
END_TEST

START_TEST(svg_escapes_what_xml_reserves)
{
    frame_text(&frame, 0, 0, 14, ROLE_PLAIN, ROLE_PLAIN, "<a b=\"&\">");
    char *svg = written(SVG, THEME_DARK, 0, 0);
    ck_assert_ptr_nonnull(strstr(svg, "<title>&lt;a b=&quot;&amp;&quot;&gt;</title>"));
    ck_assert_ptr_nonnull(strstr(svg, ">&lt;a b=&quot;&amp;&quot;&gt;</text>"));
    ck_assert_ptr_null(strstr(svg, "<a"));
    free(svg);
}
END_TEST

/* Painters may write cells directly; still nothing raw gets out. */
START_TEST(no_output_lets_a_control_through)
{
    static const uint32_t bad[] = {0x1B, 0x9B, 0x07, 0x0A, 0x7F, 0x202E, 0xD800, 0xFFFE, 0x110000};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        frame_cell(&frame, (int)i, 1)->ch = bad[i];
    frame_cell(&frame, 12, 1)->ch = 0;
    for (enum output output = TEXT; output <= SVG; output++) {
        char *text = written(output, THEME_DARK, DEPTH_NONE, GLYPHS_UTF8);
        int replaced = 0;
        for (const char *at = text; *at; at++) {
            ck_assert_msg(*at == '\n' || !iscntrl((unsigned char)*at), "%d", *at);
            ck_assert_msg((unsigned char)*at != 0xC2, "a C1 control");
            replaced += strncmp(at, "\uFFFD", 3) == 0;
        }
        ck_assert_int_eq(replaced, (int)(sizeof bad / sizeof *bad));
        free(text);
    }
}
END_TEST

START_TEST(writing_that_fails_is_reported)
{
    draw();
    for (enum output output = TEXT; output <= SVG; output++) {
        FILE *out = fopen("/dev/full", "w");
        if (!out)
            return;
        bool good = output == TEXT ? text_write(&frame, GLYPHS_UTF8, out)
            : output == ANSI ? ansi_write(&frame, THEME_DARK, DEPTH_8, GLYPHS_UTF8, out)
                             : svg_write(&frame, THEME_DARK, out);
        ck_assert(!good);
        fclose(out);
    }
}
END_TEST

static void check_broken(const char *sentence, enum glyphs glyphs, int cols, const char *wanted)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    ck_assert(plain_sentence(sentence, glyphs, cols, out));
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_str_eq(text, wanted);
    free(text);
}

static void check_sentence(const char *sentence, enum glyphs glyphs, const char *wanted)
{
    check_broken(sentence, glyphs, 0, wanted);
}

START_TEST(a_sentence_is_one_harmless_line)
{
    check_sentence("", GLYPHS_UTF8, "\n");
    check_sentence("Two\nlines\tof\rit.", GLYPHS_UTF8, "Two lines of it.\n");
    check_sentence("\033[31mred\a \177\302\233 \377", GLYPHS_UTF8, "?[31mred? ?? ?\n");
    check_sentence("A → B, é 中 ≤ …", GLYPHS_UTF8, "A → B, é 中 ≤ …\n");
    check_sentence("A → B, é 中 ≤ …", GLYPHS_ASCII, "A to B, ? ? at most ...\n");
    check_sentence("1\u2013\u200B2 e\u0301", GLYPHS_ASCII, "1-?2 e?\n");
}
END_TEST

/* On a terminal at blanks; what counts is what is written, not what was meant. */
START_TEST(a_sentence_is_broken_at_blanks)
{
    check_broken("", GLYPHS_UTF8, 10, "\n");
    check_broken("nothing is mapped yet", GLYPHS_UTF8, 12, "nothing is\nmapped yet\n");
    check_broken("nothing is mapped yet", GLYPHS_UTF8, 10, "nothing is\nmapped yet\n");
    check_broken("nothing is mapped yet", GLYPHS_UTF8, 40, "nothing is mapped yet\n");
    check_broken("two\nlines  of it", GLYPHS_UTF8, 9, "two lines\nof it\n");
    check_broken("abcdefghij kl", GLYPHS_UTF8, 4, "abcd\nefgh\nij\nkl\n");
    check_broken("a ≤ b", GLYPHS_UTF8, 5, "a ≤ b\n");
    check_broken("a ≤ b", GLYPHS_ASCII, 5, "a at\nmost\nb\n");
    check_broken("中中中 中", GLYPHS_UTF8, 6, "中中中\n中\n");
    check_broken("\033[31mred \033[2J", GLYPHS_UTF8, 8, "?[31mred\n?[2J\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("40-outputs");
    TCase *tcase = tcase_create("outputs");
    tcase_add_checked_fixture(tcase, open_frame, close_frame);
    tcase_add_test(tcase, text_is_trimmed);
    tcase_add_test(tcase, ansi_has_the_colours_there_are);
    tcase_add_test(tcase, svg_is_as_it_was);
    tcase_add_test(tcase, bars_in_svg_have_no_seams);
    tcase_add_test(tcase, svg_escapes_what_xml_reserves);
    tcase_add_test(tcase, no_output_lets_a_control_through);
    tcase_add_test(tcase, writing_that_fails_is_reported);
    tcase_add_test(tcase, a_sentence_is_one_harmless_line);
    tcase_add_test(tcase, a_sentence_is_broken_at_blanks);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
