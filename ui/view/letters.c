/* letters.c: letters of 3 x 5 squares; a square is two cells wide, as cells are tall. */
#include "letters.h"

#define WIDTH 3            /* squares */
#define CELLS 2            /* a square's, in size 1 */
#define SQUARE 0x2588      /* full block */
#define PITCH (WIDTH * CELLS + 2)

/* Row by row from the top, an octal digit each: its bits are the squares. */
static const unsigned capitals[26] = {
    025755, 065656, 034443, 065556, 074647, 074644, 034553, 055755, 072227, 011152, /* A to J */
    055655, 044447, 057755, 065555, 025552, 065644, 025563, 065655, 034216, 072222, /* K to T */
    055557, 055552, 055775, 055255, 055222, 071247,                                 /* U to Z */
};
static const unsigned figures[10] = {
    075557, 026227, 061247, 061216, 055711, 074616, 034757, 071222, 075757, 075716,
};

/* 0: it has none. */
static unsigned shape_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return capitals[c - 'A'];
    return c >= '0' && c <= '9' ? figures[c - '0'] : 0;
}

int letters_cols(const char *text, int size)
{
    int cols = 0;
    for (; *text != '\0'; text++, cols += PITCH * size)
        if (shape_of(*text) == 0 || cols >= FRAME_COLS_MAX)
            return 0;
    return cols > 0 ? cols - (PITCH - WIDTH * CELLS) * size : 0;
}

static void paint_letter(struct frame *frame, int x, int y, enum role ink, enum role paper,
                         unsigned shape, int size)
{
    for (int row = 0; row < LETTER_ROWS * size; row++) {
        unsigned bits = shape >> 3 * (LETTER_ROWS - 1 - row / size) & 7u;
        for (int square = 0; square < WIDTH; square++)
            if (bits >> (WIDTH - 1 - square) & 1u)
                frame_fill(frame, x + CELLS * size * square, y + row, CELLS * size, SQUARE, ink,
                           paper);
    }
}

void letters_paint(struct frame *frame, int x, int y, enum role ink, enum role paper,
                   const char *text, int size)
{
    for (; *text != '\0'; text++, x += PITCH * size)
        paint_letter(frame, x, y, ink, paper, shape_of(*text), size);
}
