/* theme.c: from roles to colours and attributes, by way of the palettes.
 * Whatever two roles meet in a cell, what it shows can be read: a bar's paper
 * says which colour text has on it. */
#include "theme.h"

#include "palette.h"

#include <stddef.h>
#include <string.h>

bool theme_is_light(enum theme theme)
{
    return theme == THEME_LIGHT || theme == THEME_SAFE_LIGHT;
}

static const struct tones *role_tones(enum theme theme, enum role role)
{
    static const struct tones none;
    static const struct tones *const safe[THEME_COUNT] = {
        [THEME_SAFE_DARK] = palette_safe_dark, [THEME_SAFE_LIGHT] = palette_safe_light,
    };
    if (safe[theme] && memcmp(&safe[theme][role], &none, sizeof none) != 0)
        return &safe[theme][role];
    return theme_is_light(theme) ? &palette_light[role] : &palette_dark[role];
}

static const struct tone *role_tone(enum theme theme, enum depth depth, enum role role)
{
    const struct tones *tones = role_tones(theme, role);
    return depth == DEPTH_256 ? &tones->of256 : depth == DEPTH_16 ? &tones->of16 : &tones->of8;
}

/* Without colours text on a bar is reversed, for the bar's own glyphs are solid.
 * So is the edge between a HOLE and what follows it: only the right part shows. */
static struct look look_without_colour(enum role ink, enum role paper)
{
    uint8_t attr = palette_attributes[ink].ink;
    if (!role_is_bar(ink))
        attr |= palette_attributes[paper].paper;
    else if (role_is_hole(ink) && role_is_bar(paper))
        attr |= palette_attributes[paper].paper & ATTR_REVERSE;
    return (struct look){-1, -1, attr};
}

/* Many terminals brighten what is bold: black becomes a grey, and on a light
 * page the other dark colours lose their contrast. */
static bool bold_is_safe(enum theme theme, enum depth depth, int fg)
{
    return depth == DEPTH_256 || fg >= 7 || (fg > 0 && !theme_is_light(theme));
}

struct look theme_look(enum theme theme, enum depth depth, enum role ink, enum role paper)
{
    if (depth == DEPTH_NONE)
        return look_without_colour(ink, paper);
    const struct tone *front = role_tone(theme, depth, ink);
    const struct tone *back = role_tone(theme, depth, paper);
    struct look look = {front->ink, back->paper, palette_attributes[ink].colour};
    if (!role_is_bar(ink) && back->text != KEEP)
        look.fg = back->text;
    else if (role_is_hole(ink) && role_is_bar(paper) && ink != paper)
        look.fg = front->paper; /* an edge: the HOLE's part of it is plain */
    if (!bold_is_safe(theme, depth, look.fg))
        look.attr &= (uint8_t)~ATTR_BOLD;
    return look;
}

uint32_t theme_rgb(int index)
{
    static const uint32_t base[16] = {
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    };
    static const uint32_t level[6] = {0, 95, 135, 175, 215, 255};
    if (index < 0 || index > 255)
        return 0;
    if (index < 16)
        return base[index];
    unsigned n = (unsigned)index - 16;
    if (n < 216)
        return level[n / 36] << 16 | level[n / 6 % 6] << 8 | level[n % 6];
    return (8 + 10 * (n - 216)) * 0x010101u;
}

uint32_t theme_background(enum theme theme)
{
    return theme_rgb(role_tone(theme, DEPTH_256, ROLE_PLAIN)->paper);
}

static const char *const names[THEME_COUNT] = {"dark", "light", "safe-dark", "safe-light"};

const char *theme_name(enum theme theme)
{
    return names[theme];
}

bool theme_find(const char *name, enum theme *theme)
{
    for (size_t i = 0; i < THEME_COUNT; i++) {
        if (strcmp(name, names[i]) == 0) {
            *theme = (enum theme)i;
            return true;
        }
    }
    return false;
}
