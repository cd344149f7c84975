/* palette.h: the colours of each role, for theme.c alone. */
#ifndef MEMS_VIEW_PALETTE_H
#define MEMS_VIEW_PALETTE_H

#include "role.h"

#include <stdint.h>

/* `text`: the colour that text of any role has on this paper; KEEP: its own. */
enum { KEEP = -2 };
struct tone { int16_t ink, paper, text; };

/* The same role with 256, 16 and 8 colours. All 0: not listed. */
struct tones { struct tone of256, of16, of8; };

/* Of a safe theme only what differs from dark or light is listed. */
extern const struct tones palette_dark[ROLE_COUNT];
extern const struct tones palette_light[ROLE_COUNT];
extern const struct tones palette_safe_dark[ROLE_COUNT];
extern const struct tones palette_safe_light[ROLE_COUNT];

/* Attributes: with colours; without any, as ink; without any, of text on it. */
struct attributes { uint8_t colour, ink, paper; };
extern const struct attributes palette_attributes[ROLE_COUNT];

#endif
