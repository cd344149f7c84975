/* shape.c: blocks and box lines as rectangles, arrows as paths, in whole units
 * of a cell. What lies at a cell's edge lies exactly there. */
#include "shape.h"

#include <stddef.h>

/* Light lines are an eighth of a cell's columns wide, heavy ones three. */
enum { LIGHT = 8, HEAVY = 24, MIDDLE_X = 36, MIDDLE_Y = 68 };

static bool is_box(uint32_t ch)
{
    return ch >= 0x2500 && ch <= 0x257F;
}

static bool is_block(uint32_t ch)
{
    return ch >= 0x2580 && ch <= 0x259F;
}

/* The arms of U+2500 .. U+257F, two bits each: left, right, up, down; 0 none,
 * 1 light, 2 heavy. Double lines count as heavy, dashed ones as whole; the
 * diagonals have none. */
static const uint8_t box_arms[128] = {
    0x05, 0x0A, 0x50, 0xA0, 0x05, 0x0A, 0x50, 0xA0, 0x05, 0x0A, 0x50, 0xA0,
    0x44, 0x48, 0x84, 0x88, 0x41, 0x42, 0x81, 0x82, 0x14, 0x18, 0x24, 0x28,
    0x11, 0x12, 0x21, 0x22, 0x54, 0x58, 0x64, 0x94, 0xA4, 0x68, 0x98, 0xA8,
    0x51, 0x52, 0x61, 0x91, 0xA1, 0x62, 0x92, 0xA2, 0x45, 0x46, 0x49, 0x4A,
    0x85, 0x86, 0x89, 0x8A, 0x15, 0x16, 0x19, 0x1A, 0x25, 0x26, 0x29, 0x2A,
    0x55, 0x56, 0x59, 0x5A, 0x65, 0x95, 0xA5, 0x66, 0x69, 0x96, 0x99, 0x6A,
    0x9A, 0xA6, 0xA9, 0xAA, 0x05, 0x0A, 0x50, 0xA0, 0x0A, 0xA0, 0x48, 0x84,
    0x88, 0x42, 0x81, 0x82, 0x18, 0x24, 0x28, 0x12, 0x21, 0x22, 0x58, 0xA4,
    0xA8, 0x52, 0xA1, 0xA2, 0x4A, 0x85, 0x8A, 0x1A, 0x25, 0x2A, 0x5A, 0xA5,
    0xAA, 0x44, 0x41, 0x11, 0x14, 0x00, 0x00, 0x00, 0x01, 0x10, 0x04, 0x40,
    0x02, 0x20, 0x08, 0x80, 0x09, 0x90, 0x06, 0x60,
};

/* Symbols that fonts draw too differently, as paths from the cell's corner. */
static const struct { uint32_t ch; const char *path; } symbols[] = {
    {0x2190, "M4 72l24-22v16h40v12h-40v16z"},
    {0x2191, "M36 24l22 28h-16v64h-12v-64h-16z"},
    {0x2192, "M68 72l-24-22v16h-40v12h40v16z"},
    {0x2193, "M36 120l22-28h-16v-64h-12v64h-16z"},
    {0x2194, "M2 72l20-22v16h28v-16l20 22-20 22v-16h-28v16z"},
    {0x21C4, "M70 50l-20-18v13h-48v10h48v13zM2 94l20-18v13h48v10h-48v13z"},
    {0x21C5, "M18 24l16 24h-11v72h-10v-72h-11zM54 120l16-24h-11v-72h-10v72h-11z"},
    {0x25A0, "M10 46h52v52h-52z"},
    {0x25B2, "M36 40l32 60h-64z"},
    {0x25B6, "M8 36l60 36-60 36z"},
    {0x25B8, "M16 46l44 26-44 26z"},
    {0x25BC, "M36 104l32-60h-64z"},
    {0x25C0, "M64 36l-60 36 60 36z"},
    {0x25C6, "M36 36l30 36-30 36-30-36z"},
    {0x25CB, "M36 44a28 28 0 1 1 0 56a28 28 0 1 1 0-56zM36 54a18 18 0 1 0 0 36a18 18 0 1 0 0-36z"},
    {0x25CF, "M36 44a28 28 0 1 1 0 56a28 28 0 1 1 0-56z"},
};

static const char *symbol_path(uint32_t ch)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (symbols[i].ch == ch)
            return symbols[i].path;
    return NULL;
}

bool shape_has(uint32_t ch)
{
    return is_block(ch) || (is_box(ch) && box_arms[ch - 0x2500]) || symbol_path(ch);
}

int shape_shade(uint32_t ch)
{
    return ch >= 0x2591 && ch <= 0x2593 ? (int)(ch - 0x2590) : 0;
}

bool shape_runs(uint32_t ch)
{
    if (is_box(ch)) {
        uint8_t arms = box_arms[ch - 0x2500];
        return arms == 0x05 || arms == 0x0A;
    }
    return (ch >= 0x2580 && ch <= 0x2588) || shape_shade(ch) || ch == 0x2594;
}

static void put_rect(int x, int y, int width, int height, uint32_t rgb, FILE *out)
{
    fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x, y,
            width, height, (unsigned)rgb);
}

/* U+2596 .. U+259F: upper left, upper right, lower left, lower right. */
static void draw_quadrants(uint32_t ch, int x, int y, uint32_t rgb, FILE *out)
{
    static const uint8_t quadrants[] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};
    for (int i = 0; i < 4; i++) {
        if (quadrants[ch - 0x2596] >> i & 1)
            put_rect(x + i % 2 * CELL_COLS / 2, y + i / 2 * CELL_ROWS / 2, CELL_COLS / 2,
                     CELL_ROWS / 2, rgb, out);
    }
}

static void draw_block(uint32_t ch, int x, int y, int width, uint32_t rgb, FILE *out)
{
    int eighth_x = CELL_COLS / 8, eighth_y = CELL_ROWS / 8;
    if (ch == 0x2580 || ch == 0x2594) {
        put_rect(x, y, width, ch == 0x2580 ? CELL_ROWS / 2 : eighth_y, rgb, out);
    } else if (ch <= 0x2588) {
        int height = (int)(ch - 0x2580) * eighth_y;
        put_rect(x, y + CELL_ROWS - height, width, height, rgb, out);
    } else if (ch <= 0x258F) {
        put_rect(x, y, (int)(0x2590 - ch) * eighth_x, CELL_ROWS, rgb, out);
    } else if (ch == 0x2590 || ch == 0x2595) {
        int part = ch == 0x2590 ? CELL_COLS / 2 : eighth_x;
        put_rect(x + CELL_COLS - part, y, part, CELL_ROWS, rgb, out);
    } else if (!shape_shade(ch)) {
        draw_quadrants(ch, x, y, rgb, out);
    }
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* A line through from edge to edge, or an arm to the middle, is one rectangle;
 * an arm goes as far as the crossing line is wide, so that corners close. */
static void draw_box(uint32_t ch, int x, int y, int width, uint32_t rgb, FILE *out)
{
    static const int thick[] = {0, LIGHT, HEAVY, HEAVY};
    uint8_t arms = box_arms[ch - 0x2500];
    int left = thick[arms & 3], right = thick[arms >> 2 & 3];
    int up = thick[arms >> 4 & 3], down = thick[arms >> 6];
    int across = larger(up, down) / 2, along = larger(left, right) / 2;
    int over_x = across ? across : LIGHT / 2, over_y = along ? along : LIGHT / 2;
    if (left && left == right) {
        put_rect(x, y + MIDDLE_Y - left / 2, width, left, rgb, out);
    } else {
        if (left)
            put_rect(x, y + MIDDLE_Y - left / 2, MIDDLE_X + over_x, left, rgb, out);
        if (right)
            put_rect(x + MIDDLE_X - over_x, y + MIDDLE_Y - right / 2,
                     CELL_COLS - MIDDLE_X + over_x, right, rgb, out);
    }
    if (up && up == down) {
        put_rect(x + MIDDLE_X - up / 2, y, up, CELL_ROWS, rgb, out);
    } else {
        if (up)
            put_rect(x + MIDDLE_X - up / 2, y, up, MIDDLE_Y + over_y, rgb, out);
        if (down)
            put_rect(x + MIDDLE_X - down / 2, y + MIDDLE_Y - over_y, down,
                     CELL_ROWS - MIDDLE_Y + over_y, rgb, out);
    }
}

void shape_draw(uint32_t ch, int x, int y, int count, uint32_t rgb, FILE *out)
{
    if (is_block(ch))
        draw_block(ch, x, y, count * CELL_COLS, rgb, out);
    else if (is_box(ch))
        draw_box(ch, x, y, count * CELL_COLS, rgb, out);
    else
        fprintf(out, "<path transform=\"translate(%d %d)\" fill=\"#%06x\" d=\"%s\"/>\n", x, y,
                (unsigned)rgb, symbol_path(ch));
}
