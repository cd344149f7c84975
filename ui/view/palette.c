/* palette.c: every colour there is. A row is a role; its columns are ink, paper
 * and text on it, with 256, 16 and 8 colours. Chosen so, for all kinds of eyes (and
 * tested: 32-theme.c, 33-contrast.c): text has a contrast of 4.5 and more; hues stand
 * out from HOLE and page by 3 and more, and so does each HOLE's pattern; each hue is far
 * from the next, red never next to green; HOLE is close to the page, TOUCHED far from
 * everything. The hues of the safe palettes differ in lightness too, so that all six
 * stay distinct with any kind of colour blindness. */
#include "palette.h"

#include "theme.h"

#define K KEEP

const struct tones palette_dark[ROLE_COUNT] = {
    /*                       256              16            8      */
    [ROLE_PLAIN]        = {{253,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_FAINT]        = {{246,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_STRONG]       = {{231,  16, K}, {15,  0,  K}, { 7, 0, K}},
    [ROLE_TITLE]        = {{231,  24, K}, {15,  4,  K}, { 7, 4, K}},
    [ROLE_HEADER]       = {{153,  16, K}, {14,  0,  K}, { 6, 0, K}},
    [ROLE_PROCESS]      = {{ 38,  38, 16}, { 6,  6,  0}, { 6, 6, 0}}, /* sky */
    [ROLE_PROCESS1]     = {{167, 167, 16}, { 9,  9,  0}, { 1, 1, 7}}, /* coral */
    [ROLE_PROCESS2]     = {{ 69,  69, 16}, {12, 12, 15}, { 4, 4, 7}}, /* blue */
    [ROLE_PROCESS3]     = {{143, 143, 16}, { 2,  2,  0}, { 2, 2, 0}}, /* khaki; green */
    [ROLE_PROCESS4]     = {{134, 134, 16}, {13, 13,  0}, { 5, 5, 0}}, /* violet */
    [ROLE_PROCESS5]     = {{208, 208, 16}, { 4,  4, 15}, { 4, 4, 7}}, /* orange; blue */
    [ROLE_HOLE]         = {{243, 235, 252}, { 8,  0,  7}, { 7, 0, 7}},
    [ROLE_MIXED]        = {{152, 235, 231}, { 7,  0, 15}, { 7, 0, 7}},
    [ROLE_TOUCHED]      = {{227, 227, 16}, {11, 11,  0}, { 3, 3, 0}},
    [ROLE_TOUCHED_HOLE] = {{220,  94, 230}, {11,  0, 11}, { 3, 0, 3}},
    [ROLE_SELECTED]     = {{231, 231, 16}, {15, 15,  0}, { 7, 7, 0}},
    [ROLE_SELECTED_HOLE] = {{255, 242, 231}, {15,  8,  0}, { 7, 4, 7}},
    [ROLE_STAYED]       = {{ 67,  67, 16}, { 4,  4, 15}, { 4, 4, 7}},
    [ROLE_MOVED]        = {{177, 177, 16}, {13, 13,  0}, { 5, 5, 0}},
    [ROLE_BORN]         = {{227, 227, 16}, {11, 11,  0}, { 3, 3, 0}},
    [ROLE_DIES]         = {{203, 203, 16}, { 9,  9,  0}, { 1, 1, 7}},
    [ROLE_REPLACES]     = {{214, 214, 16}, { 3,  3,  0}, { 2, 2, 0}},
    [ROLE_DIED]         = {{217,  88, 231}, { 9,  0, 15}, { 1, 0, 7}},
    [ROLE_TO_COME]      = {{227,  58, 230}, {11,  0, 15}, { 3, 0, 7}},
    [ROLE_PASSED_HOLE]  = {{250, 238, 255}, { 7,  0, 15}, { 7, 0, 7}},
    [ROLE_LOOKED_HOLE]  = {{255, 242, 231}, {15,  8,  0}, { 7, 4, 7}},
    [ROLE_LABEL]        = {{253,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_HOLE_LABEL]   = {{252, 235, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_WASTE]        = {{ 16, 246, 16}, { 0,  8,  0}, { 7, 0, 7}},
    [ROLE_SHARE]        = {{152,  66, 16}, { 7,  0, 15}, { 7, 0, 7}},
    [ROLE_SHARE_MOST]   = {{152, 109, 16}, { 7,  8,  0}, { 7, 0, 7}},
    [ROLE_CAPTION]      = {{230, 237, K}, {15,  4,  K}, { 7, 4, K}},
    [ROLE_CAPTION_OLD]  = {{250, 237, K}, { 7,  4,  K}, { 7, 4, K}},
    [ROLE_STORY]        = {{222,  16, K}, {11,  0,  K}, { 3, 0, K}},
    [ROLE_CURRENT]      = {{ 16, 227, 16}, { 0, 11,  0}, { 0, 3, 0}},
    [ROLE_PAST]         = {{250,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_FUTURE]       = {{246,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_LINK]         = {{250,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_LINK_NEW]     = {{227,  16, K}, {11,  0,  K}, { 3, 0, K}},
    [ROLE_GRAPH_MAPPED] = {{246,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_GRAPH_USED]   = {{ 38,  16, K}, { 6,  0,  K}, { 6, 0, K}},
    [ROLE_TIME_PAST]    = {{ 38,  16, K}, { 6,  0,  K}, { 6, 0, K}},
    [ROLE_TIME_AHEAD]   = {{244,  16, K}, { 7,  0,  K}, { 7, 0, K}},
    [ROLE_TIME_NOW]     = {{227,  16, K}, {11,  0,  K}, { 3, 0, K}},
    [ROLE_MARK]         = {{215,  16, K}, {13,  0,  K}, { 5, 0, K}},
    [ROLE_KEY]          = {{153,  16, K}, {14,  0,  K}, { 6, 0, K}},
    [ROLE_GOOD]         = {{114,  16, K}, {10,  0,  K}, { 2, 0, K}},
    [ROLE_ERROR]        = {{231, 124, 231}, {15,  1, 15}, { 7, 1, 7}},
    [ROLE_FAULT]        = {{231, 124, 231}, {15,  1, 15}, { 7, 1, 7}},
    [ROLE_CURSOR]       = {{ 16, 231, 16}, { 0, 15,  0}, { 0, 7, 0}},
};

const struct tones palette_light[ROLE_COUNT] = {
    /*                       256              16            8      */
    [ROLE_PLAIN]        = {{ 16, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_FAINT]        = {{242, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_STRONG]       = {{ 16, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_TITLE]        = {{231,  24, 231}, {15,  4, 15}, { 7, 4, 7}},
    [ROLE_HEADER]       = {{ 18, 231, K}, { 4, 15,  K}, { 4, 7, K}},
    [ROLE_PROCESS]      = {{ 26,  26, 231}, { 4,  4, 15}, { 4, 4, 7}}, /* blue */
    [ROLE_PROCESS1]     = {{ 88,  88, 231}, { 1,  1, 15}, { 1, 1, 7}}, /* dark red; red */
    [ROLE_PROCESS2]     = {{ 54,  54, 231}, {12, 12, 15}, { 6, 6, 0}}, /* purple; blue, cyan */
    [ROLE_PROCESS3]     = {{ 23,  23, 231}, { 2,  2,  0}, { 5, 5, 0}}, /* teal; green; magenta */
    [ROLE_PROCESS4]     = {{ 92,  92, 231}, { 5,  5,  0}, { 2, 2, 0}}, /* violet; magenta; green */
    [ROLE_PROCESS5]     = {{125, 125, 231}, { 6,  6,  0}, { 6, 6, 0}}, /* raspberry; cyan */
    [ROLE_HOLE]         = {{244, 255, 235}, { 8,  7,  0}, { 0, 7, 0}},
    [ROLE_MIXED]        = {{ 60, 255, 16}, { 8,  7,  0}, { 0, 7, 0}},
    [ROLE_TOUCHED]      = {{136, 136, 16}, { 3,  3,  0}, { 3, 3, 0}},
    [ROLE_TOUCHED_HOLE] = {{130, 223, 16}, { 1, 11,  0}, { 1, 7, 1}},
    [ROLE_SELECTED]     = {{ 16,  16, 231}, { 0,  0, 15}, { 0, 0, 7}},
    [ROLE_SELECTED_HOLE] = {{ 16, 247, 16}, { 0,  8,  0}, { 0, 6, 0}},
    [ROLE_STAYED]       = {{110, 110, 16}, { 6,  6,  0}, { 6, 6, 0}},
    [ROLE_MOVED]        = {{127, 127, 231}, { 5,  5,  0}, { 5, 5, 0}},
    [ROLE_BORN]         = {{208, 208, 16}, { 3,  3,  0}, { 3, 3, 0}},
    [ROLE_DIES]         = {{160, 160, 231}, { 1,  1, 15}, { 1, 1, 7}},
    [ROLE_REPLACES]     = {{220, 220, 16}, {11, 11,  0}, { 2, 2, 0}},
    [ROLE_DIED]         = {{160, 217, 16}, { 1, 15,  0}, { 1, 7, 0}},
    [ROLE_TO_COME]      = {{ 94, 223, 16}, { 3, 15,  0}, { 3, 7, 0}},
    [ROLE_PASSED_HOLE]  = {{238, 252, 16}, { 0,  7,  0}, { 0, 7, 0}},
    [ROLE_LOOKED_HOLE]  = {{ 16, 247, 16}, { 0,  8,  0}, { 0, 6, 0}},
    [ROLE_LABEL]        = {{ 16, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_HOLE_LABEL]   = {{235, 255, K}, { 0,  7,  K}, { 0, 7, K}},
    [ROLE_WASTE]        = {{ 16, 246, 16}, { 0, 14,  0}, { 0, 7, 0}},
    [ROLE_SHARE]        = {{ 60, 146, 16}, { 8,  7,  0}, { 0, 7, 0}},
    [ROLE_SHARE_MOST]   = {{ 60, 103, 16}, { 8,  7,  0}, { 0, 7, 0}},
    [ROLE_CAPTION]      = {{ 16, 189, K}, { 0, 14,  K}, { 0, 6, K}},
    [ROLE_CAPTION_OLD]  = {{238, 189, K}, { 0, 14,  K}, { 0, 6, K}},
    [ROLE_STORY]        = {{ 94, 231, K}, { 1, 15,  K}, { 1, 7, K}},
    [ROLE_CURRENT]      = {{ 16, 136, 16}, { 0,  3,  0}, { 0, 3, 0}},
    [ROLE_PAST]         = {{238, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_FUTURE]       = {{242, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_LINK]         = {{240, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_LINK_NEW]     = {{ 94, 231, K}, { 1, 15,  K}, { 1, 7, K}},
    [ROLE_GRAPH_MAPPED] = {{242, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_GRAPH_USED]   = {{ 26, 231, K}, { 4, 15,  K}, { 4, 7, K}},
    [ROLE_TIME_PAST]    = {{ 26, 231, K}, { 4, 15,  K}, { 4, 7, K}},
    [ROLE_TIME_AHEAD]   = {{242, 231, K}, { 0, 15,  K}, { 0, 7, K}},
    [ROLE_TIME_NOW]     = {{ 94, 231, K}, { 1, 15,  K}, { 1, 7, K}},
    [ROLE_MARK]         = {{127, 231, K}, { 5, 15,  K}, { 4, 7, K}},
    [ROLE_KEY]          = {{ 25, 231, K}, { 4, 15,  K}, { 4, 7, K}},
    [ROLE_GOOD]         = {{ 22, 231, K}, { 4, 15,  K}, { 4, 7, K}},
    [ROLE_ERROR]        = {{124, 124, 231}, { 1,  1, 15}, { 1, 1, 7}},
    [ROLE_FAULT]        = {{231, 124, 231}, {15,  1, 15}, { 7, 1, 7}},
    [ROLE_CURSOR]       = {{231,  16, 231}, {15,  0, 15}, { 7, 0, 7}},
};

const struct tones palette_safe_dark[ROLE_COUNT] = {
    /*                       256              16            8      */
    [ROLE_PROCESS]      = {{123, 123, 16}, { 6,  6,  0}, { 6, 6, 0}}, /* pale cyan; cyan */
    [ROLE_PROCESS1]     = {{142, 142, 16}, { 9,  9,  0}, { 1, 1, 7}}, /* olive; red */
    [ROLE_PROCESS2]     = {{ 63,  63, 16}, { 4,  4, 15}, { 4, 4, 7}}, /* blue */
    [ROLE_PROCESS3]     = {{167, 167, 16}, {14, 14,  0}, { 6, 6, 0}}, /* coral; cyan */
    [ROLE_PROCESS4]     = {{217, 217, 16}, { 1,  1, 15}, { 1, 1, 7}}, /* rose; red */
    [ROLE_PROCESS5]     = {{ 97,  97, 231}, {12, 12, 15}, { 4, 4, 7}}, /* plum; blue */
    [ROLE_SELECTED]     = {{ 39,  39, 16}, {15, 15,  0}, { 7, 7, 0}},
    [ROLE_SELECTED_HOLE] = {{153,  24, 231}, {15,  8,  0}, { 7, 4, 7}},
    [ROLE_LOOKED_HOLE]  = {{153,  24, 231}, {15,  8,  0}, { 7, 4, 7}},
    [ROLE_GRAPH_USED]   = {{123,  16, K}, { 6,  0,  K}, { 6, 0, K}},
    [ROLE_TIME_PAST]    = {{123,  16, K}, { 6,  0,  K}, { 6, 0, K}},
    [ROLE_GOOD]         = {{123,  16, K}, {14,  0,  K}, { 6, 0, K}},
};

const struct tones palette_safe_light[ROLE_COUNT] = {
    /*                       256              16            8      */
    [ROLE_PROCESS]      = {{ 63,  63, 16}, { 4,  4, 15}, { 4, 4, 7}}, /* blue */
    [ROLE_PROCESS1]     = {{124, 124, 231}, { 9,  9,  0}, { 1, 1, 7}}, /* red */
    [ROLE_PROCESS2]     = {{ 19,  19, 231}, { 6,  6,  0}, { 6, 6, 0}}, /* navy; cyan */
    [ROLE_PROCESS3]     = {{ 52,  52, 231}, {12, 12, 15}, { 4, 4, 7}}, /* maroon; blue */
    [ROLE_PROCESS4]     = {{ 60,  60, 231}, { 1,  1, 15}, { 1, 1, 7}}, /* slate; red */
    [ROLE_PROCESS5]     = {{ 17,  17, 231}, {14, 14,  0}, { 6, 6, 0}}, /* midnight; cyan */
    [ROLE_GOOD]         = {{ 19, 231, K}, { 4, 15,  K}, { 4, 7, K}},
};

const struct attributes palette_attributes[ROLE_COUNT] = {
    /*                     colour     no colour: ink         text on it */
    [ROLE_STRONG]       = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_TITLE]        = {ATTR_BOLD, ATTR_BOLD,             ATTR_REVERSE},
    [ROLE_HEADER]       = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_PROCESS]      = {0,         0,                     ATTR_REVERSE},
    [ROLE_PROCESS1]     = {0,         0,                     ATTR_REVERSE},
    [ROLE_PROCESS2]     = {0,         0,                     ATTR_REVERSE},
    [ROLE_PROCESS3]     = {0,         0,                     ATTR_REVERSE},
    [ROLE_PROCESS4]     = {0,         0,                     ATTR_REVERSE},
    [ROLE_PROCESS5]     = {0,         0,                     ATTR_REVERSE},
    [ROLE_TOUCHED]      = {0,         ATTR_BOLD,             ATTR_REVERSE | ATTR_BOLD},
    [ROLE_TOUCHED_HOLE] = {0,         ATTR_BOLD,             ATTR_BOLD},
    [ROLE_SELECTED]     = {0,         ATTR_UNDERLINE,        ATTR_REVERSE | ATTR_UNDERLINE},
    [ROLE_SELECTED_HOLE] = {0,        ATTR_UNDERLINE,        ATTR_UNDERLINE},
    [ROLE_STAYED]       = {0,         0,                     ATTR_REVERSE},
    [ROLE_MOVED]        = {0,         ATTR_BOLD,             ATTR_REVERSE | ATTR_BOLD},
    [ROLE_BORN]         = {0,         ATTR_BOLD,             ATTR_REVERSE | ATTR_BOLD},
    [ROLE_DIES]         = {0,         ATTR_BOLD,             ATTR_REVERSE | ATTR_BOLD},
    [ROLE_REPLACES]     = {0,         ATTR_BOLD,             ATTR_REVERSE | ATTR_BOLD},
    [ROLE_DIED]         = {0,         ATTR_BOLD,             ATTR_BOLD},
    [ROLE_TO_COME]      = {0,         ATTR_BOLD,             ATTR_BOLD},
    [ROLE_LOOKED_HOLE]  = {0,         ATTR_BOLD,             ATTR_BOLD},
    [ROLE_LABEL]        = {ATTR_BOLD, 0,                     0},
    [ROLE_CAPTION]      = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_CURRENT]      = {ATTR_BOLD, ATTR_BOLD,             ATTR_REVERSE},
    [ROLE_LINK_NEW]     = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_TIME_NOW]     = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_MARK]         = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_KEY]          = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_GOOD]         = {ATTR_BOLD, ATTR_BOLD,             0},
    [ROLE_ERROR]        = {ATTR_BOLD, ATTR_BOLD,             ATTR_REVERSE},
    [ROLE_FAULT]        = {ATTR_BOLD, ATTR_BOLD,             ATTR_REVERSE},
    [ROLE_CURSOR]       = {0,         0,                     ATTR_REVERSE},
};
