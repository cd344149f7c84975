/* shape.h: characters that the SVG output draws itself, so that bars and lines
 * join without a seam in every font: blocks, shades, box lines, arrows. */
#ifndef MEMS_BACK_SHAPE_H
#define MEMS_BACK_SHAPE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* A cell is 72 x 144 units: eighths of it are whole numbers both ways. */
enum { CELL_COLS = 72, CELL_ROWS = 144 };

/* Whether the character is drawn rather than written. */
bool shape_has(uint32_t ch);

/* Whether it goes through from the cell's left edge to its right, alike at each
 * place: a run of it is one shape. */
bool shape_runs(uint32_t ch);

/* 1 to 3 for the light, medium and dark shade; 0 for all else. */
int shape_shade(uint32_t ch);

/* Draws it `count` times from (x, y), in units; a shade is left to grain.h. */
void shape_draw(uint32_t ch, int x, int y, int count, uint32_t rgb, FILE *out);

#endif
