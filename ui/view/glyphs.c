/* glyphs.c: what stands for a character on a terminal that lacks it. Always
 * one column wide; and of PROCESS, HOLE, their touched forms and a mixed cell
 * no two are ever drawn alike. */
#include "theme.h"

#include <stddef.h>

struct substitute { uint32_t ch, console; char ascii; };

/* Sorted by `ch`. `console` is 0 where a console font has no likeness either. */
static const struct substitute substitutes[] = {
    {0x00A0, ' ', ' '}, {0x00B1, 0, '+'}, {0x00B5, 0, 'u'}, {0x00B7, 0x00B7, '.'},
    {0x00D7, 'x', 'x'},
    {0x2010, '-', '-'}, {0x2011, '-', '-'}, {0x2012, '-', '-'}, {0x2013, '-', '-'},
    {0x2014, '-', '-'}, {0x2015, '-', '-'}, {0x2016, 0x2551, '|'},
    {0x2018, '\'', '\''}, {0x2019, '\'', '\''}, {0x201C, '"', '"'}, {0x201D, '"', '"'},
    {0x2022, 0x2022, '*'}, {0x2026, '~', '~'}, {0x2039, '<', '<'}, {0x203A, '>', '>'},
    {0x2190, 0x2190, '<'}, {0x2191, 0x2191, '^'}, {0x2192, 0x2192, '>'}, {0x2193, 0x2193, 'v'},
    {0x2194, 0x2194, '='}, {0x2195, 0x2195, '|'}, {0x21C4, 0x2194, '='}, {0x21C5, 0x2195, '|'},
    {0x21C6, 0x2194, '='}, {0x21D5, 0x2195, '|'}, {0x2212, '-', '-'},
    {0x2248, '~', '~'}, {0x2260, '/', '/'}, {0x2264, '<', '<'}, {0x2265, '>', '>'},
    {0x23F8, '"', '"'}, {0x23F9, 0x25A0, '#'},
    {0x25A0, 0x25A0, '#'}, {0x25A1, 0x25A0, 'o'}, {0x25AA, 0x25A0, '#'},
    {0x25B2, 0x25B2, '^'}, {0x25B4, 0x25B2, '^'}, {0x25B6, 0x25BA, '>'}, {0x25B8, 0x25BA, '>'},
    {0x25BA, 0x25BA, '>'}, {0x25BC, 0x25BC, 'v'}, {0x25BE, 0x25BC, 'v'}, {0x25C0, 0x25C4, '<'},
    {0x25C2, 0x25C4, '<'}, {0x25C4, 0x25C4, '<'}, {0x25C6, 0x2666, 'o'}, {0x25C7, 0x2666, 'o'},
    {0x25CB, 0x25CB, 'o'}, {0x25CF, 0x2022, '*'}, {0x2666, 0x2666, '*'},
    {0x2713, 0x221A, '+'}, {0x2717, 'x', 'x'},
};

static const struct substitute *find_substitute(uint32_t ch)
{
    size_t low = 0, high = sizeof substitutes / sizeof *substitutes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (substitutes[middle].ch == ch)
            return &substitutes[middle];
        if (substitutes[middle].ch < ch)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool is_box(uint32_t ch)
{
    return ch >= 0x2500 && ch <= 0x257F;
}

static bool is_block(uint32_t ch)
{
    return ch >= 0x2580 && ch <= 0x259F;
}

/* Blocks in eighths become the nearest of the few that there are. */
static uint32_t block_console(uint32_t ch)
{
    if (ch >= GLYPH_MIXED(1) && ch <= GLYPH_MIXED(7))
        return ch <= GLYPH_MIXED(2) ? '_' : ch <= GLYPH_MIXED(5) ? GLYPH_MIXED(4) : 0x25A0;
    if (ch >= GLYPH_EDGE(7) && ch <= GLYPH_EDGE(1))
        return GLYPH_EDGE(4);
    if (ch == 0x2594)
        return 0x2580;
    return ch == 0x2595 || ch > 0x2595 ? 0x2590 : ch;
}

static uint32_t block_ascii(uint32_t ch)
{
    if (ch >= GLYPH_MIXED(1) && ch <= GLYPH_MIXED(7))
        return '1' + (ch - GLYPH_MIXED(1));
    switch (ch) {
    case GLYPH_PROCESS: return '#';
    case GLYPH_TOUCHED: return '@';
    case GLYPH_HOLE: return '.';
    case GLYPH_TOUCHED_HOLE: return ':';
    case 0x2580: case 0x2594: return '"';
    default: return ch > 0x2595 ? '%' : '|';
    }
}

static char box_ascii(uint32_t ch)
{
    switch (ch) {
    case 0x2500: case 0x2501: case 0x2504: case 0x2505: case 0x2508: case 0x2509:
    case 0x254C: case 0x254D: case 0x2574: case 0x2576: case 0x2578: case 0x257A:
    case 0x257C: case 0x257E: return '-';
    case 0x2550: return '=';
    case 0x2502: case 0x2503: case 0x2506: case 0x2507: case 0x250A: case 0x250B:
    case 0x254E: case 0x254F: case 0x2551: case 0x2575: case 0x2577: case 0x2579:
    case 0x257B: case 0x257D: case 0x257F: return '|';
    case 0x2571: return '/';
    case 0x2572: return '\\';
    default: return '+';
    }
}

/* Heavy, dashed and round lines become single ones; double ones are there. */
static uint32_t box_console(uint32_t ch)
{
    static const uint32_t corners[4] = {0x250C, 0x2510, 0x2514, 0x2518};
    static const uint32_t tees[5] = {0x251C, 0x2524, 0x252C, 0x2534, 0x253C};
    if (ch >= 0x2550 && ch <= 0x256C)
        return ch;
    if (ch >= 0x256D && ch <= 0x2570) {
        static const uint32_t round[4] = {0x250C, 0x2510, 0x2518, 0x2514};
        return round[ch - 0x256D];
    }
    if (ch >= 0x250C && ch <= 0x251B)
        return corners[(ch - 0x250C) / 4];
    if (ch >= 0x251C && ch <= 0x253B)
        return tees[(ch - 0x251C) / 8];
    if (ch >= 0x253C && ch <= 0x254B)
        return tees[4];
    char ascii = box_ascii(ch);
    return ascii == '-' ? 0x2500 : ascii == '|' ? 0x2502 : (unsigned char)ascii;
}

static uint32_t glyph_console(uint32_t ch)
{
    if (is_box(ch))
        return box_console(ch);
    if (is_block(ch))
        return block_console(ch);
    const struct substitute *substitute = find_substitute(ch);
    if (substitute && substitute->console)
        return substitute->console;
    return ch > 0xA0 && ch <= 0xFF && ch != 0xAD ? ch : '?';
}

static uint32_t glyph_ascii(uint32_t ch)
{
    if (is_box(ch))
        return (unsigned char)box_ascii(ch);
    if (is_block(ch))
        return block_ascii(ch);
    const struct substitute *substitute = find_substitute(ch);
    return substitute ? (unsigned char)substitute->ascii : '?';
}

uint32_t theme_glyph(enum glyphs glyphs, uint32_t ch)
{
    if (glyphs == GLYPHS_UTF8 || (ch >= 0x20 && ch < 0x7F))
        return ch;
    return glyphs == GLYPHS_CONSOLE ? glyph_console(ch) : glyph_ascii(ch);
}

const char *theme_arrow(enum glyphs glyphs)
{
    return glyphs == GLYPHS_ASCII ? " -> " : " → ";
}

const char *theme_dots(enum glyphs glyphs)
{
    return glyphs == GLYPHS_ASCII ? "... " : "… ";
}
