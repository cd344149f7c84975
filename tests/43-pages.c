/* 43-pages.c: pages of HTML: their text to the byte, that a browser may run their own
 * style and script and nothing else, that whatever is written in a workload stays text;
 * and the legend of text. */
#include "golden.h"
#include "html.h"
#include "html_parts.h"
#include "legend.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- SHA-256 (FIPS 180-4), and base64 ---- */

static uint32_t rotate(uint32_t n, int by) { return n >> by | n << (32 - by); }

/* The first 32 bits of the fractional parts of the square and cube roots of primes. */
static const uint32_t begin[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static void add_block(uint32_t sum[8], const unsigned char *block)
{
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7] +
               (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3) +
               (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(s, sum, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t one = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) +
                       ((s[4] & s[5]) ^ (~s[4] & s[6])) + round_constants[i] + w[i];
        uint32_t two = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) +
                       ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += one;
        s[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        sum[i] += s[i];
}

static void sha256(const char *text, size_t length, unsigned char out[32])
{
    size_t blocks = (length + 9 + 63) / 64;
    unsigned char *padded = calloc(blocks, 64);
    uint32_t sum[8];
    ck_assert_ptr_nonnull(padded);
    memcpy(padded, text, length);
    padded[length] = 0x80;
    for (int i = 0; i < 8; i++)
        padded[blocks * 64 - 1 - (size_t)i] = (unsigned char)((uint64_t)length * 8 >> 8 * i);
    memcpy(sum, begin, sizeof sum);
    for (size_t i = 0; i < blocks; i++)
        add_block(sum, padded + 64 * i);
    for (int i = 0; i < 32; i++)
        out[i] = (unsigned char)(sum[i / 4] >> (24 - i % 4 * 8));
    free(padded);
}

static void base64(const unsigned char bytes[32], char out[45])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 11; i++) {
        uint32_t three = (uint32_t)bytes[3 * i] << 16 | (uint32_t)bytes[3 * i + 1] << 8 |
                         (i < 10 ? bytes[3 * i + 2] : 0);
        for (int j = 0; j < 4; j++)
            *out++ = digits[three >> (18 - 6 * j) & 63];
    }
    out[-1] = '=';
    *out = '\0';
}

static void assert_sum(const char *text, size_t length, const char *wanted)
{
    unsigned char sum[32];
    char found[45];
    sha256(text, length, sum);
    base64(sum, found);
    ck_assert_str_eq(found, wanted);
}

START_TEST(sums_are_right)
{
    assert_sum("abc", 3, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_sum("", 0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}
END_TEST

/* ---- Pages ---- */

/* A page of two steps with that text wherever there can be some; to be freed. */
static char *page_with(const char *text, enum theme theme)
{
    struct frame frame = {0};
    struct html html;
    char *page = NULL;
    size_t size;
    FILE *out = open_memstream(&page, &size);
    ck_assert(frame_resize(&frame, 14, 2));
    frame_text(&frame, 0, 0, 14, ROLE_TITLE, ROLE_TITLE, text);
    frame_fill(&frame, 0, 1, 3, GLYPH_PROCESS, ROLE_PROCESS, ROLE_PROCESS);
    frame_fill(&frame, 3, 1, 3, GLYPH_TOUCHED, ROLE_TOUCHED, ROLE_TOUCHED);
    frame_put(&frame, 6, 1, GLYPH_EDGE(3), ROLE_TOUCHED, ROLE_PROCESS1);
    frame_fill(&frame, 7, 1, 3, GLYPH_PROCESS, ROLE_PROCESS1, ROLE_PROCESS1);
    frame_fill(&frame, 10, 1, 4, GLYPH_HOLE, ROLE_HOLE, ROLE_HOLE);
    html_open(&html, text, theme, 7, out);
    html_list(&html, 0, text);
    html_list(&html, 5, text);
    html_step(&html, 0, text, true);
    html_say(&html, text);
    html_frame(&html, &frame, text, text);
    html_step(&html, 5, NULL, false);
    html_frame(&html, &frame, text, text);
    ck_assert(html_close(&html));
    fclose(out);
    frame_close(&frame);
    return page;
}

START_TEST(page_is_as_it_was)
{
    char *page = page_with("a lesson", THEME_LIGHT), *again = page_with("a lesson", THEME_LIGHT);
    ck_assert_str_eq(page, again);
    golden_text(page, "43-pages.html");
    free(page);
    free(again);
}
END_TEST

/* The text between two marks, the only ones of their kind. */
static const char *between(const char *page, const char *from, const char *to, size_t *length)
{
    const char *begins = strstr(page, from), *ends = begins != NULL ? strstr(begins, to) : NULL;
    ck_assert_msg(begins != NULL && ends != NULL, "no %s", from);
    begins += strlen(from);
    ck_assert_ptr_null(strstr(begins, from));
    *length = (size_t)(ends - begins);
    return begins;
}

/* When this fails, the sum that is printed belongs into ui/back/html_parts.h. */
START_TEST(page_allows_its_own_style_and_script)
{
    char *page = page_with("x", THEME_DARK);
    size_t length;
    const char *part = between(page, "<style>", "</style>", &length);
    assert_sum(part, length, HTML_STYLE_SUM);
    part = between(page, "<script>", "</script>", &length);
    assert_sum(part, length, HTML_SCRIPT_SUM);
    ck_assert_ptr_nonnull(strstr(page, "content=\"default-src 'none'; style-src 'sha256-"
                                       HTML_STYLE_SUM "'; script-src 'sha256-" HTML_SCRIPT_SUM
                                       "'; base-uri 'none'; form-action 'none'\">"));
    free(page);
}
END_TEST

/* Nothing is fetched, and no element says what it looks like or does. */
START_TEST(page_needs_nothing_from_elsewhere)
{
    static const char *const none[] = {"http:", "https:", "src=", "@import", " style=", " onclick",
                                       "javascript:", "<link", "<img", "<iframe", "<base"};
    char *page = page_with("x", THEME_DARK);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(strstr(page, none[i]) == NULL, "%s", none[i]);
    free(page);
}
END_TEST

/* Every pattern that is used is there, once. */
START_TEST(shades_are_defined_once)
{
    char *page = page_with("x", THEME_SAFE_LIGHT);
    int used = 0;
    for (const char *at = page; (at = strstr(at, "\"url(#")) != NULL; at++, used++) {
        char id[32];
        const char *found;
        snprintf(id, sizeof id, "id=\"%.9s\"", at + 6);
        found = strstr(page, id);
        ck_assert_msg(found != NULL, "%s", id);
        ck_assert_ptr_null(strstr(found + 1, id));
    }
    ck_assert_int_eq(used, 4);
    free(page);
}
END_TEST

static int count_of(const char *text, const char *what)
{
    int count = 0;
    for (; (text = strstr(text, what)) != NULL; text++)
        count++;
    return count;
}

/* A workload is written by anybody. */
START_TEST(what_strangers_write_stays_text)
{
    static const char *const texts[] = {
        "<script>alert(1)</script>", "\"><script>x</script>", "'\"><img src=x onerror=x>",
        "</title></style></svg>", "&lt;b&gt;", "a\033[31mb\007c\nd", "\xff\xfe<\xc0\xbcscript>",
        "\u202Eevil<b>", "<!-- -->", "]]>",
    };
    char *plain = page_with("x", THEME_DARK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *page = page_with(texts[i], THEME_DARK);
        ck_assert_int_eq(count_of(page, "<script"), 1);
        ck_assert_int_eq(count_of(page, "<b>"), 0);
        ck_assert_int_eq(count_of(page, "<!--"), 0);
        ck_assert_int_eq(count_of(page, "<img"), 0);
        ck_assert_int_eq(count_of(page, "</title>"), 1);
        ck_assert_int_eq(count_of(page, "</svg>"), count_of(plain, "</svg>"));
        ck_assert_int_eq(count_of(page, "aria-label=\""), count_of(plain, "aria-label=\""));
        for (const char *at = page; *at != '\0'; at++)
            ck_assert((unsigned char)*at >= 0x20 || *at == '\n');
        ck_assert_ptr_null(strstr(page, "\u202E"));
        free(page);
    }
    free(plain);
}
END_TEST

START_TEST(writing_that_fails_is_reported)
{
    struct html html;
    FILE *out = fopen("/dev/full", "w");
    if (out == NULL)
        return;
    html_open(&html, "x", THEME_DARK, 1, out);
    ck_assert(!html_close(&html));
    fclose(out);
}
END_TEST

/* ---- Legends ---- */

static char *legend_of(const struct frame *frame, enum glyphs glyphs)
{
    struct legend legend = {0};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    legend_note(&legend, frame);
    ck_assert(legend_write(&legend, glyphs, out));
    fclose(out);
    return text;
}

START_TEST(legend_tells_what_is_there)
{
    struct frame frame = {0};
    ck_assert(frame_resize(&frame, 20, 2));
    char *text = legend_of(&frame, GLYPHS_UTF8);
    ck_assert_str_eq(text, "");
    free(text);
    frame_put(&frame, 0, 0, GLYPH_PROCESS, ROLE_PROCESS3, ROLE_PROCESS3);
    frame_put(&frame, 1, 0, GLYPH_EDGE(3), ROLE_PROCESS3, ROLE_HOLE);
    frame_put(&frame, 2, 0, GLYPH_HOLE, ROLE_HOLE, ROLE_HOLE);
    frame_put(&frame, 3, 0, GLYPH_MIXED(2), ROLE_MIXED, ROLE_MIXED);
    frame_put(&frame, 4, 0, GLYPH_MIXED(3), ROLE_GRAPH_USED, ROLE_PLAIN);
    text = legend_of(&frame, GLYPHS_UTF8);
    ck_assert_str_eq(text,
                     "\n █    a block that is in use (PROCESS)\n"
                     " ░    free bytes (a HOLE)\n"
                     " ▉-▏  a block or a HOLE ends within the cell, which so much of it is\n"
                     " ▁-▇  several in one cell; as high as their share in use\n"
                     " ▁-█  memory over time, as high as the share of its most\n");
    free(text);
    text = legend_of(&frame, GLYPHS_ASCII);
    ck_assert_str_eq(text,
                     "\n #    a block that is in use (PROCESS)\n"
                     " .    free bytes (a HOLE)\n"
                     " |    a block or a HOLE ends within the cell, which so much of it is\n"
                     " 1-7  several in one cell; as high as their share in use\n"
                     " 1-#  memory over time, as high as the share of its most\n");
    free(text);
    frame_close(&frame);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("43-pages");
    TCase *tcase = tcase_create("pages");
    tcase_add_test(tcase, sums_are_right);
    tcase_add_test(tcase, page_is_as_it_was);
    tcase_add_test(tcase, page_allows_its_own_style_and_script);
    tcase_add_test(tcase, page_needs_nothing_from_elsewhere);
    tcase_add_test(tcase, shades_are_defined_once);
    tcase_add_test(tcase, what_strangers_write_stays_text);
    tcase_add_test(tcase, writing_that_fails_is_reported);
    tcase_add_test(tcase, legend_tells_what_is_there);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
